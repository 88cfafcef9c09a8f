package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/session"
)

// mostRelated is how many related events of a kind are listed.
const mostRelated = 5

// relatedEvents lists on a card what else was reported of the place, the days
// and the tags of an event.
type relatedEvents struct {
	app.Compo
	Page *Page
	Row  int
	Rev  int

	ctx   app.Context
	shown bool             // it is on the page, and has its context
	of    *session.Session // what was looked for last
	row   int
	kin   *session.Kin // under way, nil for none
	found [session.RelationCount]session.Related
}

// OnMount lets what is left of the search go on.
func (r *relatedEvents) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	r.ctx, r.shown = ctx, true
	r.lookOn()
}

// lookOn goes on with the search in tasks of their own, so that the card is
// there before it ends.
func (r *relatedEvents) lookOn() {
	if r.kin == nil || !r.shown {
		return
	}
	kin := r.kin
	later(r.ctx, func(ctx app.Context) {
		switch {
		case r.kin != kin: // another event is open
			ctx.PreventUpdate()
		case turn(func() bool { return kin.Look(portion) }):
			r.found, r.kin = kin.Found(), nil
		default:
			ctx.PreventUpdate()
			r.lookOn()
		}
	})
}

func (r *relatedEvents) Render() app.UI {
	p, w := r.Page, r.Page.words.related
	if r.of != p.session || r.row != r.Row {
		r.of, r.row = p.session, r.Row
		r.kin, r.found = p.session.Kin(r.Row, mostRelated), [session.RelationCount]session.Related{}
		if p.session.Table.Len() <= portion {
			r.kin.Look(portion)
			r.found, r.kin = r.kin.Found(), nil
		}
		r.lookOn()
	}
	var groups []app.UI
	for relation, related := range r.found {
		if related.Count == 0 {
			continue
		}
		name := w.relations[relation]
		if n := len(related.Rows); n < related.Count {
			name = fmt.Sprintf(w.nearest, name, fmt.Sprintf(p.words.eventsOf, p.words.number(n), p.words.number(related.Count)))
		}
		var items []app.UI
		for _, row := range related.Rows {
			items = append(items, app.Li().Body(&relatedEvent{Page: p, Row: int(row), Out: !p.session.Visible(int(row))}))
		}
		groups = append(groups, app.Dt().Text(name), app.Dd().Body(app.Ul().Aria("label", name).Body(items...)))
	}
	return app.Div().Class("related").ID("related").Hidden(len(groups) == 0).Body(
		app.H3().Text(w.title),
		app.Dl().Body(groups...),
	)
}

// relatedEvent opens one of them.
type relatedEvent struct {
	app.Compo
	Page *Page
	Row  int
	Out  bool // it does not pass the filters
}

func (r *relatedEvent) Render() app.UI {
	p := r.Page
	t := p.session.Table
	note := p.words.shortSpan(t.Span(r.Row), t.Precision[r.Row])
	if r.Out {
		note += ", " + p.words.related.filtered
	}
	return app.Button().Type("button").Class("related-event").DataSet("id", t.ID.Row(r.Row)).OnClick(r.open).Body(
		app.Span().Text(bidi.Isolate(t.Title.Row(r.Row))+" "), app.Small().Text(note),
	)
}

func (r *relatedEvent) open(ctx app.Context, _ app.Event) {
	r.Page.selectEvent(ctx, r.Row, r.Page.toCard)
}
