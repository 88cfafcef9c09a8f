package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

// mapHandle is the map once it is on the page.
type mapHandle interface {
	canvas
	FitRows(rows []int32)
	FitBox(west, south, east, north float64)
	ZoomBy(levels float64)
	Look(camera session.Camera)
}

// mapPane is the map. It renders the same elements always: a canvas that is
// taken from the page loses what is drawn on it.
type mapPane struct {
	app.Compo
	Page *Page
	Rev  int
}

func (m *mapPane) Render() app.UI {
	p, w := m.Page, m.Page.words
	return app.Section().Class("map").ID("map").Aria("label", w.mapLabel).Body(
		app.Div().Class("ground").ID("map-ground"),
		app.Canvas().Class("circles").ID("map-circles").Aria("hidden", "true"),
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
		&legend{Page: p, Rev: m.Rev},
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
	m.Page.change(func(s *session.State) { s.Globe = !s.Globe })
}

// legend explains circles and regions and holds their switches.
type legend struct {
	app.Compo
	Page *Page
	Rev  int
}

func (l *legend) Render() app.UI {
	p, w := l.Page, l.Page.words
	s := p.session.State()
	dark := isDark(s.Theme)
	rimFacet := session.Kind
	if s.Rim == session.RimAttribution {
		rimFacet = session.Attribution
	}
	var rims []app.UI
	for _, name := range orderedValues[rimFacet] {
		if p.session.HasValue(rimFacet, name) {
			rims = append(rims, app.Li().Body(
				app.Span().Class("swatch").Style("background", rimHue(s.Rim, name).on(dark)).Aria("hidden", "true"),
				app.Text(w.value(name)),
			))
		}
	}
	var roles []app.UI
	for i, role := range roleNames {
		roles = append(roles, app.Li().Body(
			app.Span().Class("hatch hatch-"+fmt.Sprint(i)).Style("color", roleHues[role].on(dark)).Aria("hidden", "true"),
			app.Text(w.roles[role]),
		))
	}
	return app.Details().Class("legend").ID("legend").Open(!narrow()).Body(
		app.Summary().Text(w.legend),
		app.Div().Class("body").Body(
			app.Div().Class("switch").Attr("role", "group").Aria("label", w.circleSize).Body(
				app.Span().Text(w.circleSize),
				segments(
					segment{"size-events", w.byEvents, s.Size == session.SizeEvents, l.bySize(session.SizeEvents)},
					segment{"size-killed", w.byKilled, s.Size == session.SizeKilled, l.bySize(session.SizeKilled)},
				),
			),
			app.Div().Class("switch").Attr("role", "group").Aria("label", w.circleRim).Body(
				app.Span().Text(w.circleRim),
				segments(
					segment{"rim-kind", w.byKind, s.Rim == session.RimKind, l.byRim(session.RimKind)},
					segment{"rim-attribution", w.byAttribution, s.Rim == session.RimAttribution, l.byRim(session.RimAttribution)},
				),
			),
			app.Ul().ID("legend-rims").Body(rims...),
			app.Label().Class("switch").Body(
				app.Input().ID("show-regions").Type("checkbox").Checked(!s.HideRegions).OnChange(l.toggleRegions),
				app.Text(w.regions),
			),
			app.Ul().Hidden(s.HideRegions).Body(roles...),
			l.aboutRegions(s.HideRegions),
		),
	)
}

// aboutRegions says what regions are not, and names those in sight of which
// only districts were reported, and the districts.
func (l *legend) aboutRegions(hidden bool) app.UI {
	w := l.Page.words
	var items []app.UI
	for _, r := range l.Page.session.RegionsShown() {
		if r.WholeDrawn {
			items = append(items, app.Li().Text(r.Name+" ("+strings.Join(r.Districts, ", ")+")"))
		}
	}
	return app.Details().Class("note").ID("about-regions").Hidden(hidden).Body(
		app.Summary().Text(w.wholeDrawn),
		app.P().Text(w.neverControl),
		app.P().Hidden(len(items) == 0).Text(fmt.Sprintf(w.onlyDistricts, len(items))),
		app.Ul().Hidden(len(items) == 0).Body(items...),
	)
}

type segment struct {
	id, label string
	pressed   bool
	press     app.EventHandler
}

func segments(list ...segment) app.UI {
	buttons := make([]app.UI, len(list))
	for i, s := range list {
		buttons[i] = app.Button().Type("button").ID(s.id).Aria("pressed", fmt.Sprint(s.pressed)).Text(s.label).OnClick(s.press, app.EventScope(s.id))
	}
	return app.Span().Class("segments").Body(buttons...)
}

func (l *legend) bySize(size session.Size) app.EventHandler {
	return func(app.Context, app.Event) { l.Page.change(func(s *session.State) { s.Size = size }) }
}

func (l *legend) byRim(rim session.Rim) app.EventHandler {
	return func(app.Context, app.Event) { l.Page.change(func(s *session.State) { s.Rim = rim }) }
}

func (l *legend) toggleRegions(app.Context, app.Event) {
	l.Page.change(func(s *session.State) { s.HideRegions = !s.HideRegions })
}

// roleNames are the roles of regions in the order of their hatches.
var roleNames = []string{"reported-active", "claimed-province", "reported-recruitment", "named-as-target"}
