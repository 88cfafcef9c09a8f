package ui

import (
	"fmt"
	"strconv"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
	"wherewhen/app/session"
)

// lag is how long, in milliseconds, the rest of the page may stay behind the
// figures while a gesture goes on. To render it takes longer than a step may.
const lag = 400

// figures writes the numbers that follow each step of a gesture: the totals and
// the counts of the facets. Like the canvases it passes by go-app, which would
// render the panels around them anew; what go-app renders leaves them empty.
type figures struct {
	page   *Page
	totals [5]figure
	facets [session.FacetCount]facetFigures
	frame  *browser.Frame
	rest   *browser.Pause
	behind bool // the rest of the page is
	says   *describer

	compare compareElements
	fills   *browser.Pause // goes on to count the second of two periods
}

// figure is a text that is written when it changes.
type figure struct {
	element js.Value
	text    string
	title   string
}

// hint writes what the pointer has beside the text, when it changes.
func (f *figure) hint(text string) {
	if text != f.title {
		f.title = text
		f.element.Set("title", text)
	}
}

func (f *figure) write(text string) {
	if text != f.text {
		f.text = text
		f.element.Set("textContent", text)
	}
}

// facetFigures are the counts of the values of a facet that are in the page.
type facetFigures struct {
	rendered bool // anew, since the elements were looked up
	choices  []choiceFigures
}

type choiceFigures struct {
	value         int // its place among the values
	button, style js.Value
	count         figure
	compared      comparedChoice
	share         int
	none          bool
}

// OnMount takes the figures into use.
func (t *totals) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	document := js.Global().Get("document")
	f := &figures{page: t.Page}
	for i, id := range []string{"count", "killed", "unknown", "attackers", "imprecise"} {
		f.totals[i].element = document.Call("getElementById", id)
	}
	for i := range f.facets {
		f.facets[i].rendered = true
	}
	f.frame = browser.NewFrame(f.Follow)
	f.rest = browser.NewPause(lag, func() {
		ctx.Dispatch(func(ctx app.Context) {
			f.behind = false
			t.Page.renew(ctx)
		})
	})
	f.says = newDescriber(t.Page)
	f.compare.find()
	f.fills = browser.NewPause(0, f.fill)
	t.Page.figures = f
	f.Follow()
}

// Follow writes what the session shows.
func (f *figures) Follow() {
	if !f.page.session.FillCompare(fewEvents) {
		f.fills.Ask()
	}
	f.says.Follow()
	f.compare.follow(f.page)
	totals := f.page.session.Totals()
	events, killed, unknown, attackers := f.page.words.summary(totals)
	if f.page.session.State().Compare != nil {
		events = fmt.Sprintf(f.page.words.compare.first, events)
	}
	f.totals[0].write(events)
	f.totals[1].write(killed)
	f.totals[2].write(unknown + " ")
	f.totals[3].write(attackers + " ")
	f.totals[3].hint(f.page.words.attackers(totals.Attackers))
	f.totals[4].write(f.page.words.imprecise(f.page.session.Doubts()))
	for i := range f.facets {
		if of := f.page.facets[i]; of != nil && of.of == f.page.session {
			f.facets[i].follow(of)
		}
	}
}

// Renew has the figures of a facet written before the next frame is painted:
// it is about to have other elements.
func (f *figures) Renew(facet session.Facet) {
	f.facets[facet].rendered = true
	f.frame.Ask()
}

// Lag has the rest of the page follow within the lag.
func (f *figures) Lag() {
	if !f.behind {
		f.behind = true
		f.rest.Ask()
	}
}

func (f *facetFigures) follow(of *facet) {
	if f.rendered {
		f.rendered = false
		f.find(of)
	}
	if len(f.choices) == 0 {
		return // it is folded, or not offered
	}
	values := of.Page.session.Values(of.Facet)
	compares := of.Page.session.Compares()
	top := int32(1)
	for i := range values {
		top = max(top, values[i].Count, values[i].Other)
	}
	for i := range f.choices {
		c, v := &f.choices[i], &values[f.choices[i].value]
		c.count.write(of.Page.words.number(int(v.Count)))
		c.compared.follow(of, c, v, top, compares)
		if share := int(100 * v.Count / top); share != c.share {
			c.share = share
			c.style.Call("setProperty", "--share", strconv.Itoa(share)+"%")
		}
		if none := v.Count == 0 && v.Other == 0 && !v.Chosen; none != c.none {
			c.none = none
			c.button.Call("toggleAttribute", "data-none", none)
		}
	}
}

// find looks up the elements of a facet. What go-app has written into them
// before is another facet's, or another value's.
func (f *facetFigures) find(of *facet) {
	f.choices = f.choices[:0]
	buttons := js.Global().Get("document").Call("querySelectorAll", "#values-"+of.Facet.Key()+" .choice")
	for i := range min(buttons.Length(), len(of.shown)) {
		button := buttons.Index(i)
		style, count := button.Get("style"), button.Get("children").Index(1)
		c := choiceFigures{value: of.shown[i], button: button, style: style, share: -1}
		c.count = figure{element: count, text: count.Get("textContent").String()}
		c.none = button.Call("hasAttribute", "data-none").Bool()
		c.compared.find(button)
		f.choices = append(f.choices, c)
	}
}
