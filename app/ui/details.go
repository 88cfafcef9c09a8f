package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/session"
)

// details is the panel on the right: the list of events shown, above it the
// card of what is selected.
type details struct {
	app.Compo
	Page *Page
	Rev  int
	Card int // grows with each event that is opened or closed

	marked int    // what of Card the list shows: while it is out of sight, nothing new
	said   string // of the event that was stepped to
}

func (d *details) Render() app.UI {
	p, w := d.Page, d.Page.words
	state := p.session.State()
	row, selected := p.session.Row(state.Selected)
	region := p.session.Region(state.Region)
	listed := p.listed || !selected && region == nil
	if listed {
		d.marked = d.Card
	}
	return app.Section().Class("details").ID("details").Aria("label", w.details).Body(
		app.Div().Class("list-part").Hidden(!listed).Body(
			app.Div().Class("list-head").Body(
				app.H2().ID("list-title").Text(d.title()),
				p.onlyFirst("list-period", true),
				app.Button().Type("button").ID("sort-order").Title(w.sortOrder).Text(d.orderText()).OnClick(d.turn),
			),
			app.Div().Class("scope").Body(d.scopeButtons(state)...),
			app.Div().Class("empty").Hidden(p.session.Listed() > 0).Body(
				app.Strong().Text(w.noEvents), app.Text(w.noEventsHint+" "),
				app.Button().Type("button").ID("list-clear").Text(w.grid.clear).OnClick(d.clear),
			),
			&list{Page: p, Rev: d.Rev + d.marked},
		),
		app.Div().Class("card-part").Hidden(listed).OnKeyDown(d.key).Body(
			app.Div().Class("list-head").Body(
				app.Button().Type("button").ID("card-back").Text("← "+w.back).OnClick(d.back),
				app.Span().Class("gap"),
				d.besides(row, selected && !listed),
			),
			app.If(selected, func() app.UI {
				return &card{Page: p, Row: row, Dark: p.dark, Out: !p.session.Visible(row), Rev: p.session.Revision()}
			}).ElseIf(region != nil, func() app.UI {
				return &regionCard{Page: p, ID: region.ID, Rev: p.session.Revision()}
			}),
		),
	)
}

func (d *details) title() string {
	p := d.Page
	n := p.session.Listed()
	if name := p.scopeName(); name != "" {
		return name + " · " + p.words.countEvents(n)
	}
	return p.words.countEvents(n)
}

// scopeName names the place or area the list is limited to, "" for none.
func (p *Page) scopeName() string {
	if name, others, ok := p.session.Scope(); ok {
		return p.placeName(bidi.Isolate(name), others)
	}
	if code := p.session.State().Area; code != "" {
		return bidi.Isolate(p.session.AreaName(code))
	}
	return ""
}

func (d *details) scopeButtons(s *session.State) []app.UI {
	w := d.Page.words
	var buttons []app.UI
	if s.Cell == nil && s.Area == "" {
		return buttons
	}
	buttons = append(buttons, app.Button().Type("button").ID("all-places").Class("more").Text(w.showAll).OnClick(d.leaveScope))
	if _, others, ok := d.Page.session.Scope(); ok && others > 0 {
		buttons = append(buttons, app.Button().Type("button").Class("more").Text(w.zoomToPlaces).OnClick(d.zoomToScope))
	}
	return buttons
}

func (d *details) clear(ctx app.Context, _ app.Event) {
	d.Page.clearAll()
	ctx.Defer(func(app.Context) { focusElement("event-list") })
}

func (d *details) leaveScope(ctx app.Context, _ app.Event) {
	defer keepFocus(ctx, "event-list")
	d.Page.leaveScope()
}

// leaveScope lists the events of all places again.
func (p *Page) leaveScope() {
	p.change(func(s *session.State) { s.Cell, s.Area = nil, "" })
}

func (d *details) zoomToScope(app.Context, app.Event) {
	if d.Page.mapPane != nil {
		d.Page.mapPane.FitRows(d.Page.session.ListRows())
	}
}

func (d *details) orderText() string {
	if d.Page.session.State().OldestFirst {
		return d.Page.words.oldestFirst
	}
	return d.Page.words.newestFirst
}

func (d *details) turn(app.Context, app.Event) {
	d.Page.change(func(s *session.State) { s.OldestFirst = !s.OldestFirst })
}

// besides offers the events before and after one, in the order that is in
// front.
func (d *details) besides(row int, selected bool) app.UI {
	w := d.Page.words.related
	before, after := -1, -1
	if selected {
		before, after = d.Page.session.Beside(row)
	}
	button := func(id, sign, label, none, key string, to int, do app.EventHandler) app.UI {
		if to < 0 {
			label = none
		}
		return app.Button().Type("button").ID(id).Title(label).Aria("label", label).Attr("aria-keyshortcuts", key).
			Aria("disabled", fmt.Sprint(to < 0)).Text(sign).OnClick(do)
	}
	return app.Span().Class("besides").Hidden(!selected).Attr("role", "group").Aria("label", w.beside).Body(
		button("card-previous", "‹", w.previous, w.isFirst, "ArrowLeft", before, d.previous),
		button("card-next", "›", w.next, w.isLast, "ArrowRight", after, d.next),
		app.Span().Class("hidden-visually").ID("card-said").Attr("role", "status").Text(d.said),
	)
}

func (d *details) previous(ctx app.Context, _ app.Event) { d.step(ctx, true) }
func (d *details) next(ctx app.Context, _ app.Event)     { d.step(ctx, false) }

// step opens the event before or after the one that is open. The keyboard stays
// where it is.
func (d *details) step(ctx app.Context, back bool) {
	p := d.Page
	row, ok := p.session.Row(p.session.State().Selected)
	if !ok {
		return
	}
	before, after := p.session.Beside(row)
	to := after
	if back {
		to = before
	}
	if to < 0 {
		return
	}
	p.selectEvent(ctx, to, func(ctx app.Context) {
		d.said = bidi.Isolate(p.session.Table.Title.Row(to))
		ctx.Defer(func(app.Context) { app.Window().GetElementByID("event-card").Set("scrollTop", 0) })
	})
}

func (d *details) key(ctx app.Context, e app.Event) {
	if e.Get("ctrlKey").Bool() || e.Get("altKey").Bool() || e.Get("metaKey").Bool() || e.Get("shiftKey").Bool() {
		return
	}
	switch e.Get("key").String() {
	case "Escape":
		d.back(ctx, e)
	case "ArrowLeft":
		d.step(ctx, true)
	case "ArrowRight":
		d.step(ctx, false)
	}
}

// back shows the list again. A selected event stays so, and is marked in it.
func (d *details) back(ctx app.Context, _ app.Event) {
	p := d.Page
	if row, ok := p.session.Row(p.session.State().Selected); ok {
		p.listed = true
		p.list.active = max(0, slices.Index(p.session.ListRows(), int32(row)))
		p.rev++
	} else {
		p.selectRegion("")
	}
	ctx.Defer(func(app.Context) {
		p.list.reveal()
		if p.session.State().Table && p.tablePane != nil {
			p.tablePane.Focus()
		} else {
			focusElement("event-list")
		}
	})
}
