package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// tableHandle is the table of events once it is on the page.
type tableHandle interface {
	canvas
	Focus()                             // has the keyboard on the cell it was on last
	Copy()                              // puts the selected rows on the clipboard
	Widen(column session.Column, d int) // changes a width by so many pixels
}

// tablePane is the table of events: bar, menu and the message of an empty
// table. Its cells are written by what is mounted on it.
type tablePane struct {
	app.Compo
	Page *Page
	Rev  int
}

func (t *tablePane) Render() app.UI {
	p, w := t.Page, t.Page.words.grid
	s := p.session.State()
	return app.Section().Class("table").ID("table").Hidden(!s.Table).Aria("label", w.label).Body(
		app.Div().Class("table-bar").Body(
			p.onlyFirst("table-period", true),
			app.P().Class("table-count").ID("table-count").Text(t.count()),
			app.Button().Type("button").ID("table-all").Hidden(s.Cell == nil && s.Area == "").Text(p.words.showAll).OnClick(t.leaveScope),
			app.Button().Type("button").ID("table-copy").Title(w.copyHint).Text(w.copy).OnClick(t.copy),
			&columnsMenu{Page: p, Rev: t.Rev},
		),
		app.P().Class("hidden-visually").ID("table-hint").Text(w.hint),
		app.Div().Class("grid").ID("event-table").Attr("role", "grid").Aria("label", w.label).
			Aria("describedby", "table-hint").Aria("multiselectable", "true"),
		app.Div().Class("empty").Hidden(p.session.Listed() > 0).Body(
			app.Strong().Text(p.words.noEvents), app.Button().Type("button").ID("table-clear").Text(w.clear).OnClick(t.clear),
		),
		app.P().Class("hidden-visually").ID("table-status").Attr("role", "status"),
		app.Div().Class("table-print").ID("table-print"),
	)
}

// count says how many rows the table has, and of which place or area.
func (t *tablePane) count() string {
	p := t.Page
	n := p.words.counted(p.session.Listed(), p.words.grid.rowOne, p.words.grid.rowMany)
	if name := p.scopeName(); name != "" {
		return name + " · " + n
	}
	return n
}

func (t *tablePane) copy(app.Context, app.Event) {
	if t.Page.tablePane != nil {
		t.Page.tablePane.Copy()
	}
}

func (t *tablePane) clear(ctx app.Context, _ app.Event) {
	t.Page.clearAll()
	ctx.Defer(func(app.Context) { t.Page.tablePane.Focus() })
}

func (t *tablePane) leaveScope(ctx app.Context, _ app.Event) {
	t.Page.leaveScope()
	ctx.Defer(func(app.Context) { t.Page.tablePane.Focus() })
}

// clearAll lists all events again.
func (p *Page) clearAll() {
	p.change(func(s *session.State) {
		s.ClearFilters()
		s.Cell, s.Area = nil, ""
	})
}

// paneSwitch puts the map or the table in front.
type paneSwitch struct {
	app.Compo
	Page  *Page
	Table bool
}

func (s *paneSwitch) Render() app.UI {
	w := s.Page.words.grid
	return app.Div().Class("pane-switch").Attr("role", "group").Aria("label", w.panes).Body(
		segments(
			segment{"pane-map", w.paneMap, !s.Table, s.toMap, ""},
			segment{"pane-table", w.paneTable, s.Table, s.toTable, ""},
		),
	)
}

func (s *paneSwitch) toMap(app.Context, app.Event)   { s.Page.putInFront(false) }
func (s *paneSwitch) toTable(app.Context, app.Event) { s.Page.putInFront(true) }

func (p *Page) putInFront(table bool) {
	p.change(func(s *session.State) { s.Table = table })
}

// columnsMenu chooses the columns of the table, their order and width.
type columnsMenu struct {
	app.Compo
	Page *Page
	Rev  int

	open bool
}

func (m *columnsMenu) Render() app.UI {
	w := m.Page.words.grid
	chosen := m.Page.session.State().TableColumns()
	var items []app.UI
	if m.open {
		for at, column := range m.Page.allColumns(chosen) {
			items = append(items, &columnItem{
				Menu: m, Page: m.Page, Column: column, At: at, Of: len(chosen), Chosen: at < len(chosen), Name: m.Page.words.head(m.Page.session.Table, column),
			})
		}
	}
	return app.Div().Class("columns").Body(
		app.Button().Type("button").ID("table-columns").Title(w.columnsHint).Text(w.columns).
			Aria("expanded", fmt.Sprint(m.open)).Aria("controls", "columns-menu").OnClick(m.toggle),
		app.Div().Class("menu").ID("columns-menu").Attr("role", "group").Aria("label", w.columnsHint).Hidden(!m.open).Body(
			app.Ul().Body(items...),
			app.Button().Type("button").ID("columns-usual").Text(w.usual).OnClick(m.usual),
		),
	)
}

// allColumns are those of a table in their order, then the others.
func (p *Page) allColumns(chosen []session.Column) []session.Column {
	columns := slices.Clone(chosen)
	for column := range session.ColumnCount {
		if p.session.Has(column) && !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	return columns
}

func (m *columnsMenu) toggle(app.Context, app.Event) { m.open = !m.open }

func (m *columnsMenu) usual(app.Context, app.Event) {
	m.Page.change(func(s *session.State) { s.SetColumns(session.DefaultColumns) })
}

// columnItem is one column in the menu.
type columnItem struct {
	app.Compo
	Menu   *columnsMenu
	Page   *Page
	Column session.Column
	At, Of int // of those chosen
	Chosen bool
	Name   string
}

func (c *columnItem) Render() app.UI {
	w := c.Page.words.grid
	button := func(id, sign, label string, possible bool, do app.EventHandler) app.UI {
		label = fmt.Sprintf(label, c.Name)
		return app.Button().Type("button").ID(fmt.Sprintf("column-%s-%d", id, c.At)).Aria("label", label).Title(label).Text(sign).
			Aria("disabled", fmt.Sprint(!possible)).OnClick(do)
	}
	return app.Li().DataSet("column", c.Column.Key()).Body(
		app.Button().Type("button").Class("tick").ID(fmt.Sprintf("column-%d", c.At)).Attr("role", "checkbox").
			Aria("checked", fmt.Sprint(c.Chosen)).Aria("disabled", fmt.Sprint(c.Chosen && c.Of == 1)).Text(c.Name).OnClick(c.toggle),
		app.Span().Class("moves").Hidden(!c.Chosen).Body(
			button("earlier", "↑", w.earlier, c.At > 0, c.earlier),
			button("later", "↓", w.later, c.At+1 < c.Of, c.later),
			button("narrower", "−", w.narrower, true, c.narrower),
			button("wider", "+", w.wider, true, c.wider),
		),
	)
}

// toggle takes the column into the table, or out of it. The last one stays.
func (c *columnItem) toggle(ctx app.Context, _ app.Event) {
	if c.Chosen && c.Of == 1 {
		return
	}
	columns := slices.Clone(c.Page.session.State().TableColumns())
	if c.Chosen {
		columns = slices.Delete(columns, c.At, c.At+1)
	} else {
		columns = append(columns, c.Column)
	}
	c.Page.change(func(s *session.State) { s.SetColumns(columns) })
	c.Menu.follow(ctx, fmt.Sprintf("column-%d", slices.Index(c.Page.allColumns(columns), c.Column)))
}

// follow keeps the keyboard on what it has pressed, which has moved.
func (m *columnsMenu) follow(ctx app.Context, id string) {
	ctx.Defer(func(app.Context) { focusElement(id) })
}

func (c *columnItem) earlier(ctx app.Context, _ app.Event) { c.move(ctx, -1, "earlier") }
func (c *columnItem) later(ctx app.Context, _ app.Event)   { c.move(ctx, 1, "later") }

func (c *columnItem) move(ctx app.Context, by int, button string) {
	to := c.At + by
	if to < 0 || to >= c.Of {
		return
	}
	c.Page.change(func(s *session.State) {
		columns := slices.Clone(s.TableColumns())
		columns[c.At], columns[to] = columns[to], columns[c.At]
		s.SetColumns(columns)
	})
	c.Menu.follow(ctx, fmt.Sprintf("column-%s-%d", button, to))
}

func (c *columnItem) narrower(app.Context, app.Event) { c.widen(-widthStep) }
func (c *columnItem) wider(app.Context, app.Event)    { c.widen(widthStep) }

func (c *columnItem) widen(by int) {
	if c.Page.tablePane != nil {
		c.Page.tablePane.Widen(c.Column, by)
	}
}

// widthStep is by how many pixels a column changes at once.
const widthStep = 24

// The widths of columns in pixels, of which the reader may choose another.
const (
	leastWidth   = 56
	mostWidth    = 900
	usualWidth   = 120
	numberWidth  = 110
	rangeWidth   = 176 // 99,999 (99,999–99,999)
	titleWidth   = 260
	summaryWidth = 360
)

// widthOf is the width of a column before it is changed.
func widthOf(c session.Column) int {
	switch c {
	case session.ColumnTitle, session.ColumnID:
		return titleWidth
	case session.ColumnSummary, session.ColumnAttributionNote, session.ColumnCasualtiesNote, session.ColumnConfidenceNote:
		return summaryWidth
	case session.ColumnKilled, session.ColumnInjured:
		return rangeWidth
	case session.ColumnTargets, session.ColumnPublishers, session.ColumnActor:
		return 180
	case session.ColumnKind:
		return 152
	case session.ColumnSources:
		return 88
	case session.ColumnTime:
		return 80
	case session.ColumnLatitude, session.ColumnLongitude:
		return 96
	}
	if c.IsNumber() {
		return numberWidth
	}
	return usualWidth
}

// sortText says what the table is sorted by.
func (w *words) sortText(t *event.Table, keys []session.SortKey) string {
	text := ""
	for i, key := range keys {
		part := w.head(t, key.Column) + ", " + w.direction(key)
		if i == 0 {
			text = fmt.Sprintf(w.grid.sorted, part)
		} else {
			text += fmt.Sprintf(w.grid.then, part)
		}
	}
	return text
}

// direction says which end of a column comes first.
func (w *words) direction(key session.SortKey) string {
	g := &w.grid
	up, down := g.forward, g.backward
	switch c := key.Column; {
	case c == session.ColumnDate:
		up, down = g.earliest, g.latest
	case c == session.ColumnPrecision || c == session.ColumnGeoPrecision:
		up, down = g.finest, g.coarsest
	case c.IsNumber() || c == session.ColumnConfidence:
		up, down = g.lowest, g.highest
	}
	if key.Descending {
		return down
	}
	return up
}
