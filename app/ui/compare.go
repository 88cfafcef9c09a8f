package ui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/picture"
	"wherewhen/app/session"
)

// compareButton begins a comparison; it is not there while there is one.
func (p *Page) compareButton() app.UI {
	w := &p.words.compare
	return compareButton("compare-begin", w.begin, w.beginHint, p.beginCompare).Hidden(p.session.State().Compare != nil)
}

func compareButton(id, text, hint string, do app.EventHandler) app.HTMLButton {
	return app.Button().Type("button").ID(id).Title(hint).Text(text).OnClick(do)
}

// onlyFirst tells beside what shows the first of two periods alone that it does;
// a press has it show the other one.
func (p *Page) onlyFirst(id string, shown bool) app.UI {
	w := &p.words.compare
	return compareButton(id, w.onlyA, w.onlyAHint, p.swapPeriods).Class("only-first").Hidden(!shown || p.session.State().Compare == nil)
}

func (p *Page) swapPeriods(app.Context, app.Event) {
	p.change(func(s *session.State) {
		if s.Compare != nil {
			s.SwapPeriods(p.session.Domain)
		}
	})
}

func boxed(class string, of ...app.UI) app.UI { return app.Div().Class(class).Body(of...) }

func letter(class, text string) app.UI { return app.B().Class("letter " + class).Text(text) }

func (p *Page) beginCompare(ctx app.Context, _ app.Event) {
	p.change(func(s *session.State) { s.StartCompare(p.session.Domain) })
	ctx.Defer(func(app.Context) { focusElement("compare-choice") })
}

// endCompare ends a comparison: the days chosen stay those of A.
func (p *Page) endCompare(ctx app.Context) {
	p.change(func(s *session.State) { s.Compare = nil })
	ctx.Defer(func(app.Context) {
		if narrow() {
			focusElement("time-options")
		} else {
			focusElement("compare-begin")
		}
	})
}

// comparePanel is the second of two periods: its days, what to do with it, and
// the figures of both, which figures writes. It is always there, hidden without
// a comparison.
type comparePanel struct {
	app.Compo
	Page *Page
	Rev  int
}

// The rows and columns of the figures: their elements are named by both.
var (
	compareRows    = [3]string{"a", "b", "beside"}
	compareColumns = [4]string{"events", "rate", "killed", "without"}
)

func (c *comparePanel) Render() app.UI {
	p, w := c.Page, &c.Page.words.compare
	b, domain := p.session.State().Compare, p.session.Domain
	days := domain
	if b != nil {
		days = *b
	}
	options := []app.UI{app.Option().Value("-").Text(w.choose).Selected(true)}
	for choice, name := range w.choices {
		options = append(options, app.Option().Value(strconv.Itoa(choice)).Text(name))
	}
	heads := []app.UI{app.Td()}
	for i, column := range compareColumns {
		heads = append(heads, app.Th().Scope("col").Class(column).Text(w.heads[i]))
	}
	rows := []app.UI{app.Tr().Body(heads...)}
	for i, row := range compareRows {
		cells := []app.UI{app.Th().Scope("row").Body(
			letter(row, []string{w.a, w.b, w.beside}[i]), app.Span().ID("compare-"+row+"-days"),
		)}
		for _, column := range compareColumns {
			cells = append(cells, app.Td().ID("compare-"+row+"-"+column).Class(column))
		}
		rows = append(rows, app.Tr().Body(cells...))
	}
	return app.Div().Class("compare").ID("compare").Attr("role", "group").Aria("label", w.label).Hidden(b == nil).Body(
		boxed("controls",
			boxed("dates",
				letter("b", w.b),
				&dateBox{Page: p, ID: "rival-from", Hushed: p.hushes("rival-from"), Label: p.words.from, Days: days, Domain: domain, Second: true},
				&dateBox{Page: p, ID: "rival-to", Hushed: p.hushes("rival-to"), Label: p.words.to, Days: days, Domain: domain, Second: true, Last: true},
			),
			boxed("choices",
				app.Select().ID("compare-choice").Aria("label", w.chooseLabel).OnChange(c.choose).OnBlur(c.left).Body(options...),
				compareButton("compare-swap", w.swap, w.swapHint, p.swapPeriods),
				compareButton("compare-end", w.finish, w.finishHint, c.end),
			),
			app.P().Class("note").ID("compare-note"),
		),
		app.Table().Aria("label", w.label).Body(rows...),
	)
}

func (c *comparePanel) choose(ctx app.Context, _ app.Event) {
	p := c.Page
	choice, err := strconv.Atoi(ctx.JSSrc().Get("value").String())
	b := p.session.State().Compare
	if err != nil || b == nil {
		return
	}
	domain := p.session.Domain
	days, ok := session.PeriodChoice(choice).Other(p.session.WindowOrDomain(), *b, domain)
	if !ok {
		p.said = fmt.Sprintf(p.words.compare.noDays, p.words.compare.choices[choice], domain.Start, domain.End)
		p.rev++
		return
	}
	p.change(func(s *session.State) { s.Compare = &days })
}

// left forgets the choice once it is left: the days may have moved on.
func (c *comparePanel) left(ctx app.Context, _ app.Event) { ctx.JSSrc().Set("value", "-") }

func (c *comparePanel) end(ctx app.Context, _ app.Event) { c.Page.endCompare(ctx) }

// difference says how many more or fewer a is than b: as a number with its sign,
// and in words.
func (w *words) difference(a, b int) (signed, said string) {
	switch d := a - b; {
	case d > 0:
		return "+" + w.number(d), fmt.Sprintf(w.compare.more, w.number(d))
	case d < 0:
		return "−" + w.number(-d), fmt.Sprintf(w.compare.fewer, w.number(-d))
	}
	return "0", w.compare.same
}

// killedDifference says how many more or fewer people were reported killed in a
// than in b, by the best figures, and between which numbers that lies by the
// lowest and highest; "" where either has events but no figure.
func (w *words) killedDifference(a, b session.Totals) string {
	if !session.ComparesKilled(a, b) {
		return ""
	}
	low, high := a.Killed.Low-b.Killed.High, a.Killed.High-b.Killed.Low
	_, best := w.difference(a.Killed.Best, b.Killed.Best)
	_, from := w.difference(low, 0)
	_, to := w.difference(high, 0)
	switch {
	case low == high:
		return best
	case low > 0:
		from = w.number(low)
	case high < 0: // the smaller number first, as in any range
		from, to = w.number(-high), from
	}
	return fmt.Sprintf(w.compare.between, best, from, to)
}

// periodLine says what one of two periods has.
func (w *words) periodLine(letter string, t session.Totals) string {
	return letter + ": " + w.countEvents(t.Shown) + w.killedAfter(t, ", ") + "\n"
}

// rate is how many events there are in thirty days, to a tenth.
func rate(events int, days event.Span) string {
	return strconv.FormatFloat(float64(events)*30/float64(days.Days()), 'f', 1, 64)
}

// compareNote says what to mind in a comparison.
func (w *words) compareNote(a, b session.Totals, daysA, daysB event.Span) string {
	c, note := &w.compare, ""
	if daysA.Days() != daysB.Days() {
		note += fmt.Sprintf(c.lengths, w.counted(daysA.Days(), c.day[0], c.day[1]), w.counted(daysB.Days(), c.day[0], c.day[1]))
	}
	if session.FewToCompare(a.Shown, b.Shown) {
		note += c.few
	}
	note += c.whose
	for i, t := range [2]session.Totals{a, b} {
		if attackers := w.attackersShort(t.Attackers); attackers != "" {
			note += " " + fmt.Sprintf(c.chip, [2]string{c.a, c.b}[i], attackers) + "."
		}
	}
	return note
}

// describeOther says in a sentence what the second period has beside the first.
func (w *words) describeOther(v *view) string {
	days := *v.state.Compare
	killed := w.killedIn(v.other, w.describe.spread)
	if killed != "" {
		killed = fmt.Sprintf(w.compare.killed, killed)
	}
	_, said := w.difference(v.Shown, v.other.Shown)
	text := fmt.Sprintf(w.compare.described, w.span(days, coarsest(days)), w.counted(v.other.Shown, w.describe.event[0], w.describe.event[1]), killed, said)
	if doubts := w.sumDoubts(v.other); len(doubts) > 0 {
		text += " " + fmt.Sprintf(w.compare.withoutInB, strings.Join(doubts, ", "))
	}
	if v.listsA {
		text += w.compare.listed
	}
	return text
}

// halves is the part of the legend about two periods.
func (l *legend) halves() app.UI {
	p, w := l.Page, l.Page.words
	s := p.session.State()
	if s.Compare == nil {
		return app.Div().ID("legend-compare").Hidden(true)
	}
	a := p.session.WindowOrDomain()
	item := func(side int, letter string, days event.Span) app.UI {
		return app.Li().Body(
			app.Span().Class("half").DataSet("side", side).Style("background", periodHues[side].on(p.dark)).Aria("hidden", "true"),
			app.Text(letter+": "+w.shortSpan(days, coarsest(days))),
		)
	}
	text := w.compare.marksOfA
	if _, shaded := s.Marks.AreaLevel(); shaded {
		text = ""
	} else if s.Marks == session.MarksCircles {
		text = fmt.Sprintf(w.compare.circles, fmt.Sprintf(w.compare.numberOf, w.sizeNames()[s.Size]))
	}
	return app.Div().ID("legend-compare").Body(
		app.Ul().Body(item(0, w.compare.a, a), item(1, w.compare.b, *s.Compare)),
		app.P().Class("note").Hidden(text == "").Text(text),
	)
}

// halfKeys are the entries of the legend of a picture about two periods.
func (p *Page) halfKeys(k *keys) {
	w, days := p.words, [2]event.Span{p.session.WindowOrDomain(), *p.session.State().Compare}
	for side, letter := range [2]string{w.compare.leftHalf, w.compare.rightHalf} {
		k.add(picture.Shape, fmt.Sprintf(w.compare.chip, letter, w.shortSpan(days[side], coarsest(days[side]))), periodHues[side].on(p.dark))
		k.last().Path = mapview.HalfPath(2.5-5*float64(side), 0, 5.5, side)
	}
}
