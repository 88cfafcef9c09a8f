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

	of    *session.Session // what was looked for last
	row   int
	found [session.RelationCount]session.Related
}

func (r *relatedEvents) Render() app.UI {
	p, w := r.Page, r.Page.words.related
	if r.of != p.session || r.row != r.Row {
		r.of, r.row = p.session, r.Row
		r.found = p.session.Related(r.Row, mostRelated)
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
	r.Page.selectEvent(r.Row)
	ctx.Defer(func(app.Context) { focusElement("card-title") })
}
