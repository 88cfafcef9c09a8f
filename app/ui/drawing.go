package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

// drawing is what the pointer draws on the map, if anything.
type drawing uint8

const (
	drawsNothing drawing = iota
	drawsBox
	drawsArea
)

// drawTools filter by a part of the map: a box or an area that is drawn, or
// what the map shows.
type drawTools struct {
	app.Compo
	Page *Page
	Rev  int
}

func (d *drawTools) Render() app.UI {
	p, w := d.Page, d.Page.words
	globe := p.session.State().Globe
	button := func(id, label string, on bool, do app.EventHandler) app.UI {
		if globe {
			label += ": " + w.onFlatMap
		}
		return app.Button().Type("button").ID(id).Title(label).Aria("label", label).Aria("pressed", fmt.Sprint(on)).
			Disabled(globe).OnClick(do).OnKeyDown(d.key).Body(app.Span().Aria("hidden", "true"))
	}
	return app.Div().Class("zoom draw").Attr("role", "group").Aria("label", w.withinLabel).Body(
		button("draw-box", w.drawBox, p.draws == drawsBox, func(app.Context, app.Event) { p.draw(drawsBox) }),
		button("draw-area", w.drawArea, p.draws == drawsArea, func(app.Context, app.Event) { p.draw(drawsArea) }),
		button("only-view", w.onlyView, p.onlyView, d.toggleView),
	)
}

// key gives up a drawing.
func (d *drawTools) key(_ app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" && d.Page.draws != drawsNothing {
		d.Page.draw(drawsNothing)
	}
}

// draw has the next drag on the map draw something, or gives that up when it
// was asked for before.
func (p *Page) draw(what drawing) {
	if p.mapPane == nil {
		return
	}
	if p.draws == what {
		what = drawsNothing
	}
	p.draws = what
	p.rev++
	p.mapPane.Draw(what)
}

// toggleView filters by what the map shows and has the filter follow it, or
// gives both up.
func (d *drawTools) toggleView(app.Context, app.Event) {
	p := d.Page
	if p.mapPane == nil {
		return
	}
	p.onlyView = !p.onlyView
	p.change(func(s *session.State) {
		if s.Within = nil; p.onlyView {
			s.Within = p.viewBox()
		}
	})
}

// viewBox is the box the map shows.
func (p *Page) viewBox() session.Within {
	b := p.mapPane.View()
	return session.Within{b.Min, b.Max}.AsLinked()
}

// withinText names the part of the map that is filtered by.
func (p *Page) withinText(within session.Within) string {
	switch {
	case p.onlyView:
		return p.words.withinView
	case within.IsBox():
		return p.words.withinBox
	}
	return p.words.withinArea
}

// leftOutText says what such a filter cannot tell of.
func (p *Page) leftOutText() string {
	return p.words.counted(p.session.LeftOut(), p.words.leftOutOne, p.words.leftOutMany)
}
