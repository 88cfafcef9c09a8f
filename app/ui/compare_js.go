package ui

import (
	"fmt"
	"strconv"
	"syscall/js"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// fill goes on to count the second period, and has the page show it once that is
// done.
func (f *figures) fill() {
	if turn(func() bool { return f.page.session.FillCompare(portion) }) {
		f.page.repaint()
	} else {
		f.fills.Ask()
	}
}

// compareElements are the texts of the panel of two periods.
type compareElements struct {
	table js.Value
	cells [3][5]figure // days and figures of A, of B and of both
	note  figure
	rated bool // rates are shown
}

func (c *compareElements) find() {
	byID := func(id string) js.Value { return js.Global().Get("document").Call("getElementById", id) }
	for i, row := range compareRows {
		c.cells[i][0].element = byID("compare-" + row + "-days")
		for j, column := range compareColumns {
			c.cells[i][j+1].element = byID("compare-" + row + "-" + column)
		}
	}
	c.note.element = byID("compare-note")
	c.table = byID("compare")
}

// follow writes the figures of both periods, those of the second one once they
// are counted.
func (c *compareElements) follow(p *Page) {
	b := p.session.State().Compare
	if b == nil {
		return
	}
	other, ok := p.session.Other(false)
	if !ok {
		c.note.write(p.words.compare.counting)
		return
	}
	a, days := p.session.Totals(), p.session.WindowOrDomain()
	rows := p.words.compareFigures(a, other, days, *b)
	for i := range rows {
		for j := range rows[i] {
			c.cells[i][j].write(rows[i][j])
		}
	}
	c.note.write(p.words.compareNote(a, other, days, *b))
	if rated := days.Days() != b.Days(); rated != c.rated {
		c.rated = rated
		c.table.Call("toggleAttribute", "data-rates", rated)
	}
}

// comparedChoice is what a value of a facet shows of the second period.
type comparedChoice struct {
	on           bool
	count, other int32
	rival, both  figure
	share        int
	few          bool
}

func (c *comparedChoice) find(button js.Value) {
	children := button.Get("children")
	text := func(e js.Value) figure { return figure{element: e, text: e.Get("textContent").String()} }
	c.rival, c.both = text(children.Index(2)), text(children.Index(3))
	c.on, c.share, c.few = c.rival.text != "", -1, button.Call("hasAttribute", "data-few").Bool()
	c.count = -1
}

// follow writes the second count, the difference and both in words.
func (c *comparedChoice) follow(of *facet, at *choiceFigures, v *session.Value, top int32, compares bool) {
	if !compares {
		if c.on {
			c.on, c.count, c.share = false, -1, -1
			c.rival.write("")
			c.both.write("")
			at.button.Call("removeAttribute", "aria-label")
		}
		return
	}
	if c.on && c.count == v.Count && c.other == v.Other {
		if share := int(100 * v.Other / top); share == c.share {
			return
		}
	}
	c.on, c.count, c.other = true, v.Count, v.Other
	w := of.Page.words
	signed, said := w.difference(int(v.Count), int(v.Other))
	a, b := w.number(int(v.Count)), w.number(int(v.Other))
	c.rival.write(b)
	c.both.write(signed)
	at.button.Call("setAttribute", "aria-label", fmt.Sprintf(w.compare.value, of.Page.valueName(of.Facet, v.Name), a, b, said))
	if share := int(100 * v.Other / top); share != c.share {
		c.share = share
		at.style.Call("setProperty", "--other", strconv.Itoa(share)+"%")
	}
	if few := session.FewToCompare(int(v.Count), int(v.Other)); few != c.few {
		c.few = few
		at.button.Call("toggleAttribute", "data-few", few)
	}
}

// cellText says what both periods have at a circle.
func (p *Page) cellText(cell int) string {
	tally := p.session.Tally(cell)
	other, ok := p.session.OtherTally(cell)
	if !ok || !p.session.Halved() {
		return p.tallyText(&tally)
	}
	w := p.words
	stated := p.session.StatesKilled()
	_, said := w.difference(tally.Events, other.Events)
	return w.periodLine(w.compare.a, tally.Totals(stated)) + w.periodLine(w.compare.b, other.Totals(stated)) + fmt.Sprintf(w.compare.inA, said)
}

// compareFigures are the texts of the panel: of A, of B and of both, in the
// order of compareColumns, before each the days.
func (w *words) compareFigures(a, b session.Totals, daysA, daysB event.Span) (rows [3][5]string) {
	for i, t := range [2]session.Totals{a, b} {
		days := [2]event.Span{daysA, daysB}[i]
		rows[i] = [5]string{w.shortSpan(days, coarsest(days)), w.number(t.Shown), rate(t.Shown, days), w.killedFigures(t), ""}
		if t.Stated {
			rows[i][4] = w.number(t.Shown - t.WithFigure)
		}
	}
	_, events := w.difference(a.Shown, b.Shown)
	rows[2] = [5]string{"", events, "", w.killedDifference(a, b), ""}
	return rows
}

// killedFigures are people killed, best and in brackets lowest and highest.
func (w *words) killedFigures(t session.Totals) string {
	switch {
	case !t.Stated || t.Shown == 0:
		return ""
	case t.WithFigure == 0:
		return w.noFigure
	}
	text := w.number(t.Killed.Best)
	if t.Killed.Low != t.Killed.High {
		text += " " + fmt.Sprintf(w.killedSpread, w.number(t.Killed.Low), w.number(t.Killed.High))
	}
	return text
}
