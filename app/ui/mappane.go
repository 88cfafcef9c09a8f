package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"github.com/paulmach/orb"

	"wherewhen/app/session"
)

// mapHandle is the map once it is on the page.
type mapHandle interface {
	canvas
	FitRows(rows []int32)
	FitBox(west, south, east, north float64)
	ZoomBy(levels float64)
	Look(camera session.Camera)
	Reveal(row int)
	Latitude() float64 // of the middle, degrees
	View() orb.Bound   // the box a flat map shows, degrees
	Draw(what drawing)
	NeedBackdrops() // has the legend offer basemaps of others
}

// mapPane is the map. It renders the same elements always: a canvas that is
// taken from the page loses what is drawn on it.
type mapPane struct {
	app.Compo
	Page *Page
	Rev  int
}

func (m *mapPane) Render() app.UI {
	p, w, marks := m.Page, m.Page.words, m.Page.marks()
	return behind(app.Section(), p.session.State().Table).Class("map").ID("map").Aria("label", w.mapLabel).Body(
		app.Canvas().Class("sketch").ID("map-sketch").Aria("hidden", "true"),
		app.Div().Class("ground").ID("map-ground"),
		app.Canvas().Class("circles").ID("map-circles").Aria("hidden", "true"),
		app.Div().Class("sheet").ID("map-drawing").Hidden(p.draws == drawsNothing),
		app.P().Class("hidden-visually").ID("places-hint").Text(w.mapPlacesHint),
		app.Ul().Class("places hidden-visually").ID("map-places").TabIndex(0).Attr("role", "listbox").
			Aria("label", w.mapPlaces).Aria("describedby", "places-hint"),
		&mapTools{Page: p},
		app.Div().Class("zoom").Body(
			m.button("map-in", "+", w.zoomIn, m.zoomIn),
			m.button("map-out", "−", w.zoomOut, m.zoomOut),
			m.button("map-fit", "⤢", w.fit, m.fit),
			m.button("map-globe", "◍", w.globe, m.globe),
		),
		&drawTools{Page: p, Rev: m.Rev},
		&spreadTool{Page: p, Rev: m.Rev},
		p.onlyFirst("map-period", marks == session.MarksDensity || marks == session.MarksDots),
		&legend{Page: p, Rev: m.Rev, Across: p.across()},
		app.Div().Class("tooltip").ID("map-tooltip").Body(app.B(), app.Span()),
		app.Div().Class("message").ID("map-message").Attr("role", "status").Text(w.mapLoading),
	)
}

func (m *mapPane) button(id, sign, label string, do app.EventHandler) app.UI {
	return app.Button().Type("button").ID(id).Title(label).Aria("label", label).Text(sign).OnClick(do)
}

func (m *mapPane) zoomIn(app.Context, app.Event) {
	if m.Page.mapPane != nil {
		m.Page.mapPane.ZoomBy(1)
	}
}

func (m *mapPane) zoomOut(app.Context, app.Event) {
	if m.Page.mapPane != nil {
		m.Page.mapPane.ZoomBy(-1)
	}
}

func (m *mapPane) fit(app.Context, app.Event) {
	if m.Page.mapPane != nil {
		m.Page.mapPane.FitRows(m.Page.session.ListRows())
	}
}

func (m *mapPane) globe(app.Context, app.Event) {
	if m.Page.mapPane == nil {
		return
	}
	m.Page.draws, m.Page.onlyView = drawsNothing, false
	m.Page.mapPane.Draw(drawsNothing)
	m.Page.change(func(s *session.State) { s.Globe = !s.Globe })
}

// needBackdrops has the legend offer basemaps of others when it is asked.
func (p *Page) needBackdrops(app.Context, app.Event) {
	if p.mapPane != nil {
		p.mapPane.NeedBackdrops()
	}
}

// roleNames are the roles of regions in the order of their hatches.
var roleNames = []string{"reported-active", "claimed-province", "reported-recruitment", "named-as-target"}
