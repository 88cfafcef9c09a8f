package ui

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

// fewValues is how many values of a facet are shown before "more", and mostValues
// how many after it.
const (
	fewValues  = 7
	mostValues = 500
)

// filters is the panel of search and facets.
type filters struct {
	app.Compo
	Page *Page
	Rev  int

	painted bool // once: there is room for what is out of sight at first
}

// firstFacets are those in sight at first, and openOwn how many of the columns of
// the file's own are unfolded.
const (
	firstFacets = 3
	openOwn     = 3
)

func (f *filters) Render() app.UI {
	p, w := f.Page, f.Page.words
	var files, facets, own []app.UI
	for i := range session.FacetCount {
		of := &facet{Page: p, Rev: f.Rev, Facet: i, Waits: i >= firstFacets && !f.painted}
		switch t := p.session.Table; {
		case i == session.Own && t.Joined:
			files = append(files, of)
		case !i.IsOwn():
			facets = append(facets, of)
		case int(i-session.Own) < len(t.Own):
			own = append(own, of)
		}
	}
	return app.Section().Class("filters").ID("filters").TabIndex(-1).Aria("label", w.filters).Body(
		app.Div().Class("search").Attr("role", "search").Body(
			app.Label().For("query").Text(w.search),
			&searchBox{Page: p, Query: p.session.State().Query},
		),
		app.Div().Body(files...), app.Div().Body(facets...), app.Div().Body(own...),
	)
}

// searchBox is a component of its own, so that what is typed is not drawn
// over by what was searched for.
type searchBox struct {
	app.Compo
	Page  *Page
	Query string

	asked string // what was typed last
}

func (b *searchBox) Render() app.UI {
	return app.Input().ID("query").Type("search").Attr("autocomplete", "off").Attr("spellcheck", "false").
		Placeholder(b.Page.words.searchHint).OnInput(b.typed).OnChange(b.finished)
}

// OnUpdate writes a query that did not come from typing, as from a link, into
// the box.
func (b *searchBox) OnUpdate(ctx app.Context) { b.write() }

// OnMount writes the query of the link the page was opened with.
func (b *searchBox) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	b.write()
}

func (b *searchBox) write() {
	input := app.Window().GetElementByID("query")
	if input.Truthy() && input.Get("value").String() != b.Query {
		input.Set("value", b.Query)
	}
}

func (b *searchBox) typed(ctx app.Context, _ app.Event) {
	b.seek(ctx, ctx.JSSrc().Get("value").String(), b.Page.follow)
}

func (b *searchBox) finished(ctx app.Context, _ app.Event) {
	b.seek(ctx, ctx.JSSrc().Get("value").String(), b.Page.change)
}

// seek looks for a query and applies it once it has been looked for in all
// events, unless another one has come meanwhile, or other events.
func (b *searchBox) seek(ctx app.Context, query string, apply func(edit func(s *session.State))) {
	b.asked = query
	s := b.Page.session
	var on func(ctx app.Context)
	on = func(ctx app.Context) {
		switch {
		case b.asked != query || b.Page.session != s:
		case turn(func() bool { return s.Seek(query, portion) }):
			apply(func(s *session.State) { s.Query = query })
		default:
			ctx.PreventUpdate()
			later(ctx, on)
		}
	}
	on(ctx)
}

// facet lists the values of one field with the number of events of each that
// pass all other filters, which figures writes.
type facet struct {
	app.Compo
	Page  *Page
	Rev   int
	Facet session.Facet
	Waits bool // it has no values yet

	all    bool // every value is shown
	folded bool
	of     *session.Session // that the order is of
	order  []int
	shown  []int // which values have a choice in the page, in their order there
	at     int   // the choice that Tab comes to, of these
}

func (f *facet) OnInit() { f.folded = f.beginsFolded() }

// beginsFolded reports whether the facet is folded until a person unfolds it.
func (f *facet) beginsFolded() bool {
	switch f.Facet {
	case session.Target, session.AttackType, session.Actor, session.PlacePrecision, session.DatePrecision:
		return true
	}
	return f.Facet.IsOwn() && f.Facet >= session.Own+openOwn
}

func (f *facet) Render() app.UI {
	p, w := f.Page, f.Page.words
	p.facets[f.Facet] = f
	key := f.Facet.Key()
	values := f.ordered()
	var (
		rows []app.UI
		last *choice
	)
	f.shown = f.shown[:0]
	hidden := 0
	for i, v := range values {
		if f.folded || f.Waits {
			break
		}
		if (!f.all && i >= fewValues && len(values) > fewValues+1 || i >= mostValues) && !v.Chosen {
			hidden++
			continue
		}
		hue, sign := "", ""
		if f.Facet == session.Kind || f.Facet == session.Attribution {
			hue = rimHue(f.Facet, v.Name).on(p.dark)
		}
		if f.Facet == session.Attribution {
			sign = signTexts[signOf(v.Name)]
		}
		last = &choice{
			Page: p, Facet: f.Facet, Value: v.Name, Label: p.valueName(f.Facet, v.Name),
			Chosen: v.Chosen, Hue: hue, Sign: sign, At: len(rows), Stop: f.at,
		}
		rows = append(rows, app.Li().Body(last))
		f.shown = append(f.shown, f.order[i])
	}
	if last != nil && last.At < f.at { // there are fewer now
		f.at, last.Stop = last.At, last.At
	}
	if p.figures != nil {
		p.figures.Renew(f.Facet)
	}
	more, sought := fmt.Sprintf(w.more, hidden), ""
	if f.all {
		if more = w.fewer; hidden > 0 {
			sought = fmt.Sprintf(w.moreSought, hidden)
		}
	}
	name := p.facetName(f.Facet)
	return app.Section().Class("facet").ID("facet-"+key).Hidden(!p.session.Offers(f.Facet)).Body(
		app.H2().Body(
			app.Button().Type("button").Aria("expanded", fmt.Sprint(!f.folded)).Aria("controls", "values-"+key).
				Text(name).OnClick(f.fold),
		),
		app.Div().ID("values-"+key).Hidden(f.folded).OnKeyDown(f.key).Body(
			app.Ul().Aria("label", name).Style("--digits", fmt.Sprint(digits(p.words, values))).Body(rows...),
			app.P().Class("note").Hidden(sought == "").Text(sought),
			app.If(hidden > 0 || f.all, func() app.UI {
				return app.Button().Type("button").Class("more").Text(more).OnClick(f.toggleAll)
			}),
		),
	)
}

func (f *facet) fold(app.Context, app.Event) { f.folded = !f.folded }

// key goes from choice to choice: of a facet Tab comes to one alone.
func (f *facet) key(ctx app.Context, e app.Event) {
	at, last := f.at, len(f.shown)-1
	switch e.Get("key").String() {
	case "ArrowDown":
		at++
	case "ArrowUp":
		at--
	case "Home":
		at = 0
	case "End":
		at = last
	default:
		ctx.PreventUpdate()
		return
	}
	f.at = max(0, min(at, last))
	e.PreventDefault()
	ctx.JSSrc().Call("querySelectorAll", ".choice").Index(f.at).Call("focus")
}

func (f *facet) toggleAll(app.Context, app.Event) {
	f.all, f.at = !f.all, 0
}

// ordered returns the values in their own order where they have one, else the
// most frequent in the whole data first, so that rows do not jump while
// filters change.
func (f *facet) ordered() []session.Value {
	values := f.Page.session.Values(f.Facet)
	if f.of != f.Page.session {
		if f.of != nil && f.Facet.IsOwn() { // it was another column
			f.folded, f.all, f.at = f.beginsFolded(), false, 0
		}
		f.of, f.order = f.Page.session, orderOf(values, orderedValues[f.Facet])
	}
	ordered := make([]session.Value, len(values))
	for i, at := range f.order {
		ordered[i] = values[at]
	}
	return ordered
}

// orderOf returns the positions of values in the order they are shown in,
// which no filter changes: those of a fixed order first, then by how many
// events have them in all.
func orderOf(values []session.Value, fixed []string) []int {
	rank := func(v session.Value) int {
		if i := slices.Index(fixed, v.Name); i >= 0 {
			return i
		}
		return len(fixed)
	}
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := values[i], values[j]
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(b.Total, a.Total), cmp.Compare(a.Name, b.Name))
	})
	return order
}

// digits is how many characters the longest count of values can have: so much
// room their counts get, and a count that changes moves nothing around it.
func digits(w *words, values []session.Value) int {
	most := int32(0)
	for _, v := range values {
		most = max(most, v.Total)
	}
	return len(w.number(int(most)))
}

// choice is one value of a facet, chosen or not.
type choice struct {
	app.Compo
	Page   *Page
	Facet  session.Facet
	Value  string
	Label  string
	Chosen bool
	Hue    string
	Sign   string // in its colour; "" for a plain swatch
	At     int    // in the facet
	Stop   int    // at which Tab comes to a choice; arrows go on from there
}

func (c *choice) Render() app.UI {
	away := 0
	if c.At != c.Stop {
		away = -1
	}
	return app.Button().Type("button").Class("choice").Attr("role", "checkbox").Aria("checked", fmt.Sprint(c.Chosen)).
		DataSet("value", c.Value).TabIndex(away).OnClick(c.toggle).Body(
		app.Span().Class("name").Body(
			app.If(c.Sign != "", func() app.UI {
				return app.B().Class("sign").Style("color", c.Hue).Aria("hidden", "true").Text(c.Sign)
			}).ElseIf(c.Hue != "", func() app.UI {
				return app.Span().Class("swatch").Style("background", c.Hue).Aria("hidden", "true")
			}),
			app.Text(c.Label),
		),
		app.Span().Class("count"), app.Span().Class("rival"), app.Span().Class("beside"),
	)
}

func (c *choice) toggle(ctx app.Context, _ app.Event) {
	c.Page.facets[c.Facet].at = c.At
	c.Page.choose(ctx, func(s *session.State) { s.Toggle(c.Facet, c.Value) })
}
