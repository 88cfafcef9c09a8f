package ui

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/session"
)

// header says what the page is and what of it is shown, with a chip for each
// active filter.
type header struct {
	app.Compo
	Page *Page
	Rev  int
}

func (h *header) Render() app.UI {
	p, w := h.Page, h.Page.words
	state := p.session.State()
	brand := w.title
	if p.site.Collection.Own {
		brand = p.site.Collection.Title
	}
	return behind(app.Header(), state.About).Class("header").Body(
		app.Button().Class("skip").Type("button").Text(w.skipToList).OnClick(h.skipToList),
		app.Button().Class("skip").Type("button").Text(h.skipText()).OnClick(h.skip),
		app.Button().Class("skip").Type("button").Text(w.skipToTimeline).OnClick(focusOn("brush-start")),
		app.Div().Class("brand").Body(
			app.H1().Title(brand).Text(brand),
		),
		&totals{Page: p},
		&described{Page: p},
		app.Div().Class("actions").Body(
			app.Div().Class("sheet-tabs").Body(
				h.tab("events", w.showEvents, p.panel == "events" && !state.Table), h.tab("table", w.grid.paneTable, p.panel == "events" && state.Table),
				h.tab("filters", w.showFilters, p.panel == "filters"),
			),
			&share{Page: p, Rev: h.Rev},
			p.openButtons(),
			app.Button().Type("button").ID("open-method").Text(w.method).OnClick(h.openMethod),
			app.Button().Type("button").ID("open-shortcuts").Aria("haspopup", "dialog").Title(w.keys.hint).Text(w.keys.open).OnClick(func(app.Context, app.Event) { p.keysOpen = true }),
			app.Label().Class("hidden-visually").For("theme").Text(w.theme),
			app.Select().ID("theme").OnChange(h.chooseTheme).Body(
				h.themeOption(state, session.ThemeSystem, w.themeSystem),
				h.themeOption(state, session.ThemeLight, w.light),
				h.themeOption(state, session.ThemeDark, w.dark),
			),
		),
		app.P().Class("saved").ID("saved").Hidden(p.site.Saved == nil).Text(p.holds()),
		p.subtitle(),
		app.Ul().Class("chips").ID("chips").Hidden(!state.Filtered()).TabIndex(-1).Aria("label", w.activeFilters).Body(h.chips()...),
	)
}

// totals are the figures for what is shown, written by figures.
type totals struct {
	app.Compo
	Page *Page
}

func (t *totals) Render() app.UI {
	return app.P().Class("totals").ID("totals").Body(
		app.Strong().ID("count"), app.Span().ID("killed").Title(t.Page.words.killedSum),
		app.Span().Class("doubts").Body(
			app.Span().ID("unknown"), app.Span().ID("attackers"), app.Span().ID("imprecise").Title(t.Page.words.marking.impreciseHint),
		),
	)
}

// described is what is shown in words, for those who do not see it.
type described struct {
	app.Compo
	Page *Page
}

func (d *described) Render() app.UI {
	return app.P().Class("hidden-visually").ID("described").Attr("role", "status")
}

// skipText names what is in front of the timeline.
func (h *header) skipText() string {
	if h.Page.session.State().Table {
		return h.Page.words.grid.skip
	}
	return h.Page.words.skipToMap
}

// skipToList has the keyboard on the list, or on the table that stands for it.
func (h *header) skipToList(ctx app.Context, e app.Event) {
	if h.Page.tableAlone() {
		h.skip(ctx, e)
	} else {
		focusElement("event-list")
	}
}

func (h *header) skip(app.Context, app.Event) {
	if h.Page.session.State().Table && h.Page.tablePane != nil {
		h.Page.tablePane.Focus()
	} else {
		focusElement("map-places")
	}
}

// tab is a part of the page on a narrow screen: the filters, or what is in
// front with the events.
func (h *header) tab(name, label string, pressed bool) app.UI {
	return app.Button().Type("button").ID("tab-"+name).Text(label).Aria("pressed", fmt.Sprint(pressed)).
		OnClick(func(ctx app.Context, _ app.Event) {
			p := h.Page
			if name == "filters" {
				p.panel = name
			} else {
				p.panel = "events"
				if narrow() || name == "table" {
					p.putInFront(name == "table")
				}
			}
			p.raiseSheet()
			p.rev++
		}, app.EventScope(name))
}

func (h *header) themeOption(s *session.State, theme session.Theme, label string) app.UI {
	return app.Option().Value(strconv.Itoa(int(theme))).Text(label).Selected(s.Theme == theme)
}

func (h *header) chooseTheme(ctx app.Context, _ app.Event) {
	theme, _ := strconv.Atoi(ctx.JSSrc().Get("value").String()) // the values of themeOption, 0 is the system's
	h.Page.change(func(s *session.State) { s.Theme = session.Theme(theme) })
}

func (h *header) openMethod(app.Context, app.Event) {
	h.Page.change(func(s *session.State) { s.About = true })
}

// activeFilter is a filter that is set, in words.
type activeFilter struct {
	kind  string // window, query, within or facet
	facet session.Facet
	value string
	text  string
	hint  string // what the filter cannot tell of
}

// activeFilters lists the filters that are set.
func (p *Page) activeFilters() []activeFilter {
	w, s := p.words, p.session.State()
	var filters []activeFilter
	if s.Window != nil {
		text := w.shortSpan(*s.Window, coarsest(*s.Window))
		if s.Compare != nil {
			text = fmt.Sprintf(w.compare.chip, w.compare.a, text)
		}
		filters = append(filters, activeFilter{kind: "window", text: text})
	}
	if s.Query != "" {
		filters = append(filters, activeFilter{kind: "query", text: "“" + bidi.Isolate(s.Query) + "”"})
	}
	if len(s.Within) > 0 {
		filters = append(filters, activeFilter{kind: "within", text: p.withinText(s.Within), hint: p.leftOutText()})
	}
	for f, chosen := range s.Chosen {
		for _, value := range chosen {
			facet := session.Facet(f)
			filters = append(filters, activeFilter{kind: "facet", facet: facet, value: value, text: p.facetName(facet) + ": " + p.valueName(facet, value)})
		}
	}
	return filters
}

// chips lists the active filters; each takes its filter away.
func (h *header) chips() []app.UI {
	var chips []app.UI
	for _, f := range h.Page.activeFilters() {
		chips = append(chips, app.Li().Body(&chip{Page: h.Page, Kind: f.kind, Facet: f.facet, Value: f.value, Text: f.text, Hint: f.hint}))
	}
	if b := h.Page.session.State().Compare; b != nil && len(chips) > 0 {
		chips = append(chips, app.Li().Body(&chip{Page: h.Page, Kind: "compare", Text: fmt.Sprintf(h.Page.words.compare.chip, h.Page.words.compare.b, h.Page.words.shortSpan(*b, coarsest(*b)))}))
	}
	if len(chips) > 0 {
		chips = append(chips, app.Li().Class("reset").Body(&chip{Page: h.Page, Kind: "reset", Text: h.Page.words.reset}))
	}
	return chips
}

// chip is one active filter.
type chip struct {
	app.Compo
	Page  *Page
	Kind  string
	Facet session.Facet
	Value string
	Text  string
	Hint  string // what the filter cannot tell of
}

func (c *chip) Render() app.UI {
	button := app.Button().Type("button").Class("chip-" + c.Kind).Text(c.Text).OnClick(c.remove)
	if c.Kind == "reset" {
		return button.Title(c.Page.words.resetHint)
	}
	label := fmt.Sprintf(c.Page.words.remove, c.Text)
	if c.Hint != "" {
		label += ". " + c.Hint
	}
	return button.Title(label).Aria("label", label)
}

func (c *chip) remove(ctx app.Context, _ app.Event) {
	defer keepFocus(ctx, "filters")
	c.Page.change(func(s *session.State) {
		switch c.Kind {
		case "window":
			s.Window = nil
		case "query":
			s.Query = ""
		case "compare":
			s.Compare = nil
		case "within":
			s.Within, c.Page.onlyView = nil, false
		case "facet":
			s.Toggle(c.Facet, c.Value)
		case "reset":
			s.ClearFilters()
			c.Page.onlyView = false
		}
	})
}
