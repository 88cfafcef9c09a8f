package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// periodsPane is the dialog that has the timeline as a table: of each year,
// quarter or month what is shown of it, in numbers. It counts when it is opened.
type periodsPane struct {
	app.Compo
	Page  *Page
	By    session.Periods
	Order session.PeriodOrder
	Rev   int // of the filters

	count   *session.PeriodCount // under way, nil for none
	counted countedPeriods       // what the periods are of
	periods []session.Period     // those with events, the earliest first
	of      int                  // with those without
}

// countedPeriods is what counting depends on.
type countedPeriods struct {
	session *session.Session
	by      session.Periods
	rev     int
}

func (t *periodsPane) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	t.OnUpdate(ctx)
}

func (t *periodsPane) OnUpdate(ctx app.Context) {
	if t.By == session.PeriodsOff {
		ctx.Defer(func(app.Context) { closeDialog("periods") })
		return
	}
	ctx.Defer(func(app.Context) {
		showDialog("periods")
		writePeriods(t.rows())
	})
	if now := (countedPeriods{t.Page.session, t.By, t.Page.session.Revision()}); now != t.counted {
		t.counted, t.periods = now, nil
		t.count = t.Page.session.CountPeriods(t.By)
		later(ctx, t.countOn)
	}
}

// countOn counts a portion of the events. What changes meanwhile has it begin
// anew.
func (t *periodsPane) countOn(ctx app.Context) {
	switch {
	case t.count == nil || t.counted.rev != t.Page.session.Revision():
	case turn(func() bool { return t.count.Count(portion) }):
		t.periods, t.of = t.count.Periods()
		t.count = nil
		ctx.Defer(func(app.Context) { writePeriods(t.rows()) })
	default:
		ctx.PreventUpdate()
		later(ctx, t.countOn)
	}
}

// writePeriods writes the rows of the table into the page, where there is one:
// go-app would take ten times as long.
var writePeriods = func(rows [][]string) {}

func (t *periodsPane) Render() app.UI {
	w := t.Page.words
	dialog := app.Dialog().Class("dialog").ID("periods").Aria("labelledby", "periods-title").On("close", t.closed)
	if t.By == session.PeriodsOff {
		return dialog
	}
	by := make([]segment, len(w.periods.by))
	for i, name := range w.periods.by {
		p := session.PeriodsYear + session.Periods(i)
		by[i] = segment{fmt.Sprintf("periods-%d", i), name, t.By == p, func(app.Context, app.Event) {
			t.Page.change(func(s *session.State) { s.Periods = p })
		}, ""}
	}
	heads := []app.UI{app.Th().Scope("col").Aria("sort", t.sorted(session.PeriodsByTime)).Body(t.head(session.PeriodsByTime, w.periods.by[t.By-1]))}
	heads = append(heads, app.Th().Scope("col").Aria("sort", t.sorted(session.PeriodsByEvents)).Body(t.head(session.PeriodsByEvents, capitalized(w.eventMany))))
	if t.Page.session.StatesKilled() {
		heads = append(heads, app.Th().Scope("col").Aria("sort", t.sorted(session.PeriodsByKilled)).Body(t.head(session.PeriodsByKilled, w.periods.killed)),
			app.Th().Scope("col").Text(w.periods.without))
	}
	heads = append(heads, app.Th().Scope("col").Text(w.periods.beyond))
	return dialog.Body(app.Div().Body(
		dialogHead(w, "periods", w.periods.title, segments(by...)),
		app.P().Class("hidden-visually").Attr("role", "status").Text(t.told()),
		app.Div().Class("dialog-body").TabIndex(0).Attr("role", "region").Aria("labelledby", "periods-title").Body(
			app.Ul().ID("periods-most").Body(t.most()...),
			app.Table().ID("periods-table").Aria("labelledby", "periods-title").Aria("describedby", "periods-note").Body(app.THead().Body(app.Tr().Body(heads...)), app.TBody().ID("period-rows")),
			app.P().Class("note").ID("periods-note").Text(t.note()),
		),
	))
}

// head is the head of a column that rows can be sorted by.
func (t *periodsPane) head(by session.PeriodOrder, text string) app.UI {
	return app.Button().Type("button").ID(fmt.Sprintf("periods-by-%d", by)).Text(text).OnClick(func(app.Context, app.Event) {
		t.Page.change(func(s *session.State) { s.PeriodOrder = by })
	}, app.EventScope(int(by)))
}

func (t *periodsPane) sorted(by session.PeriodOrder) string {
	switch {
	case t.Order != by:
		return "none"
	case by == session.PeriodsByTime:
		return "ascending"
	}
	return "descending"
}

// closed gives the keyboard back where a link had opened the table.
func (t *periodsPane) closed(ctx app.Context, _ app.Event) {
	if t.By != session.PeriodsOff {
		defer keepFocus(ctx, "time-options")
		t.Page.change(func(s *session.State) { s.Periods = session.PeriodsOff })
	}
}

// told is what a screen reader hears when the table has been made.
func (t *periodsPane) told() string {
	if t.count != nil {
		return ""
	}
	return fmt.Sprintf(t.Page.words.periods.told, t.Page.words.number(len(t.periods)), t.unit(len(t.periods)))
}

// unit is the word for so many periods.
func (t *periodsPane) unit(n int) string {
	w := t.Page.words
	if n == 1 {
		return strings.ToLower(w.periods.by[t.By-1])
	}
	return w.periods.many[t.By-1]
}

// precision is how the days of a period are named.
func (t *periodsPane) precision(p *session.Period) event.Precision {
	precision := coarsest(p.Days)
	if t.By != session.PeriodsYear {
		precision = min(precision, event.Month)
	}
	return precision
}

// killedOf says how many people were killed in the events of a period.
func (w *words) killedOf(p *session.Period) string {
	if p.WithFigure == 0 {
		return w.noFigure
	}
	text := w.number(p.Killed.Best)
	if p.Killed.Low != p.Killed.High {
		text += " " + fmt.Sprintf(w.killedSpread, w.number(p.Killed.Low), w.number(p.Killed.High))
	}
	return text
}

// most says in which period the most events were and the most people were
// killed.
func (t *periodsPane) most() []app.UI {
	w := t.Page.words
	var items []app.UI
	add := func(id, sentence string, number func(p *session.Period) int, text func(p *session.Period) string) {
		most, others, ok := session.Most(t.periods, number)
		if !ok {
			return
		}
		sentence = fmt.Sprintf(sentence, w.span(most.Days, t.precision(&most)), text(&most))
		if others > 0 {
			sentence += fmt.Sprintf(w.periods.asMany, w.number(others))
		}
		items = append(items, app.Li().ID(id).Text(sentence+"."))
	}
	add("most-events", w.periods.mostEvents, func(p *session.Period) int { return p.Events }, func(p *session.Period) string { return w.countEvents(p.Events) })
	if t.Page.session.StatesKilled() {
		add("most-killed", w.periods.mostKilled, func(p *session.Period) int { return p.Killed.Best }, func(p *session.Period) string {
			return fmt.Sprintf(w.periods.killedIn, w.killedOf(p), w.countEvents(p.Events))
		})
	}
	return items
}

// mostPeriods is how many periods are listed.
const mostPeriods = 1000

// rows writes the periods as texts, in the order asked for.
func (t *periodsPane) rows() [][]string {
	w := t.Page.words
	periods := slices.Clone(t.periods)
	number := map[session.PeriodOrder]func(p *session.Period) int{
		session.PeriodsByEvents: func(p *session.Period) int { return p.Events },
		session.PeriodsByKilled: func(p *session.Period) int {
			if p.WithFigure == 0 {
				return -1
			}
			return p.Killed.Best
		},
	}[t.Order]
	if number != nil {
		slices.SortStableFunc(periods, func(a, b session.Period) int { return cmp.Compare(number(&b), number(&a)) })
	}
	var rows [][]string
	for i := range periods[:min(len(periods), mostPeriods)] {
		p := &periods[i]
		row := []string{w.shortSpan(p.Days, t.precision(p)), w.number(p.Events)}
		if t.Page.session.StatesKilled() {
			row = append(row, w.killedOf(p), w.number(p.Events-p.WithFigure))
		}
		rows = append(rows, append(row, w.number(p.Beyond)))
	}
	return rows
}

// note says what is not in the table, and what is in it more than once.
func (t *periodsPane) note() string {
	w := t.Page.words
	if t.count != nil {
		return w.periods.counting
	}
	parts := []string{fmt.Sprintf(w.periods.overlap, strings.ToLower(w.periods.by[t.By-1]))}
	if attackers := w.attackers(t.Page.session.Totals().Attackers); attackers != "" {
		parts = append(parts, attackers+".")
	}
	if empty := t.of - len(t.periods); empty > 0 {
		parts = append(parts, fmt.Sprintf(w.periods.empty, w.number(empty), t.unit(empty)))
	}
	if len(t.periods) > mostPeriods {
		parts = append(parts, fmt.Sprintf(w.periods.first, w.number(mostPeriods), w.number(len(t.periods)), t.unit(len(t.periods))))
	}
	return strings.Join(parts, " ")
}

// openPeriods is the button that opens the table.
func (p *Page) openPeriods() app.UI {
	return app.Button().Type("button").ID("open-periods").Class("plain").Aria("haspopup", "dialog").Title(p.words.periods.hint).Text(p.words.periods.open).
		OnClick(func(app.Context, app.Event) {
			p.playing = false
			p.change(func(s *session.State) { s.Periods = session.PeriodsMonth })
		})
}

// periodsRev changes with what the table would show; without one it does not.
func (p *Page) periodsRev() int {
	if p.session.State().Periods == session.PeriodsOff {
		return 0
	}
	return p.session.Revision()
}
