package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/mapview"
)

// spreadTool spreads out the events of the place the list is limited to.
type spreadTool struct {
	app.Compo
	Page *Page
	Rev  int
}

func (t *spreadTool) Render() app.UI {
	p, w := t.Page, t.Page.words.marking
	cell := p.session.State().Cell
	if cell == nil || p.session.Cells().AreHexagons() {
		return app.Div().Class("spread").Hidden(true)
	}
	rows, all := p.session.RowsIn(cell, mapview.MostSpread)
	button := app.Button().Type("button").ID("spread").Hidden(!all || len(rows) < 2).Aria("pressed", fmt.Sprint(p.spreads)).
		Attr("aria-keyshortcuts", "S").OnClick(t.toggle).OnKeyDown(t.key)
	if p.spreads {
		button = button.Text(w.fold)
	} else {
		button = button.Title(w.spreadHint).Text(fmt.Sprintf(w.spread, p.words.countEvents(len(rows))))
	}
	return app.Div().Class("spread").Hidden(all && len(rows) < 2).Body(
		button,
		app.Span().ID("spread-too-many").Hidden(all).Text(fmt.Sprintf(w.spreadTooMany, p.words.countEvents(p.session.Listed()))),
	)
}

func (t *spreadTool) toggle(app.Context, app.Event) { t.Page.spreadOut(!t.Page.spreads) }

func (t *spreadTool) key(_ app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" && t.Page.spreads {
		t.Page.spreadOut(false)
	}
}

// spreadOut spreads the events of the place the list is limited to, or folds
// them together.
func (p *Page) spreadOut(spread bool) {
	p.spreads = spread
	if p.mapPane != nil {
		p.mapPane.Follow()
	}
	p.rev++
}

// spreadEvents are the events to be spread out; ok is false where there are
// none, or too many.
func (p *Page) spreadEvents() (events []mapview.SpreadEvent, ok bool) {
	state := p.session.State()
	if !p.spreads || state.Cell == nil || p.session.Cells().AreHexagons() {
		return nil, false
	}
	rows, all := p.session.RowsIn(state.Cell, mapview.MostSpread)
	if !all || len(rows) == 0 {
		return nil, false
	}
	colors, signs := p.classColors(p.session.ColorClasses()), p.signs()
	t := p.session.Table
	for _, row := range rows {
		e := mapview.SpreadEvent{
			Row: row, Color: colors[p.session.ClassOf(int(row))], Title: bidi.Isolate(t.Title.Row(int(row))),
			Text: p.words.shortSpan(t.Span(int(row)), t.Precision[row]),
		}
		if signs != nil {
			e.Sign = signs[t.Attribution.Codes[row]]
			e.Text += ", " + p.words.value(t.Attribution.Name(int(row)))
		}
		if p.session.StatesKilled() {
			e.Text += "\n" + p.words.people(t.Killed.Row(int(row)))
			if t.Killed.Row(int(row)).Known() {
				e.Text += " " + p.words.killedShort
			}
		}
		events = append(events, e)
	}
	return events, true
}
