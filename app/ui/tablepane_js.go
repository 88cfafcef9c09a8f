package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/browser"
	"wherewhen/app/order"
	"wherewhen/app/session"
)

// gridRowHeight is the height of a row of the table, and of its head, as in
// style.css.
const gridRowHeight = 32

// aroundSight is how many rows beyond those in sight are in the page.
const aroundSight = 8

// atOnce is up to how many events the table is sorted without a pause.
const atOnce = 20_000

// mostCopied is how many rows are copied: a browser takes so many within a
// moment.
const mostCopied = 5000

// onHead is the row of the head for the keyboard.
const onHead = -1

// eventTable writes the rows in sight of the table into elements that are used
// again and again. Like the canvases it passes by go-app.
type eventTable struct {
	page    *Page
	ctx     app.Context
	session *session.Session // whose events are in it

	document, element, head, body, status, printed js.Value

	scroll   scroller
	room     int     // width in sight
	rows     []int32 // listed
	columns  []session.Column
	widths   [session.ColumnCount]int // as the reader has them, 0 for the usual
	sorted   []session.SortKey
	heads    []headCell
	shown    []*gridRow // in the page, by their place among the rows
	free     []*gridRow
	selected string // id of the selected event

	at      int   // row the keyboard is on, onHead for the head
	event   int32 // in it, -1 for none
	column  int
	anchor  int // the rows from here to at are selected, -1 for none
	dark    bool
	sorting bool

	frame        *browser.Frame
	settle, late *browser.Pause
	behind       bool
	waiting      string // to be said
	said         time.Time
	say          *browser.Pause
	listeners    browser.Listeners
}

type headCell struct {
	element, mark js.Value
}

// gridRow is an element of a row.
type gridRow struct {
	element, style js.Value
	cells          []gridCell
	place          int // among the rows listed, -1 for none
	row            int32
	top            float64
	number         int
	current        bool
	selected       bool
	away           bool
	fresh          bool // not where it belongs among its siblings
}

type gridCell struct {
	element  js.Value
	text     string
	unstated bool
	hue      string
}

// OnMount takes the table into use.
func (t *tablePane) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	document := js.Global().Get("document")
	byID := func(id string) js.Value { return document.Call("getElementById", id) }
	g := &eventTable{
		page: t.Page, ctx: ctx, document: document, element: byID("event-table"), status: byID("table-status"),
		printed: byID("table-print"), event: -1, anchor: -1,
	}
	g.scroll.height = gridRowHeight
	g.head, g.body = g.make("div", "grid-head", "rowgroup"), g.make("div", "grid-rows", "rowgroup")
	g.element.Call("append", g.head, g.body)
	g.frame = browser.NewFrame(g.draw)
	g.settle = browser.NewPause(150, g.settled)
	g.late = browser.NewPause(lag, func() {
		g.behind = false
		g.refresh()
	})
	g.say = browser.NewPause(1000, g.speak)
	g.listen()
	t.Page.tablePane = g
	g.Follow()
}

func (g *eventTable) make(tag, class, role string) js.Value {
	e := g.document.Call("createElement", tag)
	e.Set("className", class)
	if role != "" {
		e.Call("setAttribute", "role", role)
	}
	return e
}

func (g *eventTable) listen() {
	l := &g.listeners
	l.On(g.element, "scroll", func(js.Value) { g.frame.Ask() })
	for _, name := range []string{"wheel", "touchstart", "keydown"} {
		g.passive(name, func(js.Value) { g.scroll.near = true })
	}
	l.On(g.element, "pointerdown", g.press)
	l.On(g.element, "mousedown", func(e js.Value) {
		if e.Get("shiftKey").Bool() { // it selects rows, not text
			e.Call("preventDefault")
		}
	})
	l.On(g.element, "click", g.click)
	l.On(g.element, "keydown", g.key)
	l.On(g.element, "focusin", g.focusIn)
	l.On(js.Global(), "beforeprint", func(js.Value) { g.print() })
	l.On(js.Global(), "afterprint", func(js.Value) { g.printed.Call("replaceChildren") })
	js.Global().Get("ResizeObserver").New(l.Func(func(js.Value, []js.Value) any {
		g.frame.Ask()
		return nil
	})).Call("observe", g.element)
}

// passive listens without holding up the browser's scrolling.
func (g *eventTable) passive(name string, do func(js.Value)) {
	g.element.Call("addEventListener", name, g.listeners.Func(func(_ js.Value, args []js.Value) any {
		do(args[0])
		return nil
	}), map[string]any{"passive": true})
}

// Follow shows what the session shows, of many events a little later.
func (g *eventTable) Follow() {
	if !g.page.session.State().Table {
		return
	}
	if g.page.session.Table.Len() <= atOnce || g.session != g.page.session || g.selected != g.page.session.State().Selected {
		g.refresh()
	} else if !g.behind {
		g.behind = true
		g.late.Ask()
	}
}

// refresh brings columns, order and rows up to date.
func (g *eventTable) refresh() {
	s := g.page.session
	state := s.State()
	if !state.Table {
		return
	}
	focused := g.hasFocus()
	if g.session != s {
		g.session, g.columns = s, nil
		g.at, g.event, g.column, g.anchor = 0, -1, 0, -1
		g.scroll.at = 0
	}
	rebuilt := false
	if !slices.Equal(g.columns, state.TableColumns()) || g.dark != g.page.dark {
		g.dark, rebuilt = g.page.dark, true
		g.build(state.TableColumns())
	}
	g.arrange()
	if sorted := state.TableSort(); rebuilt || !slices.Equal(sorted, g.sorted) {
		g.sorted = slices.Clone(sorted)
		g.markSorted()
	}
	g.rows = s.TableRows()
	g.find()
	g.scroll.rows = len(g.rows)
	g.element.Call("setAttribute", "aria-rowcount", len(g.rows)+1)
	g.body.Get("style").Set("height", strconv.Itoa(g.scroll.element())+"px")
	g.measure()
	g.element.Set("scrollTop", g.scroll.settle())
	if state.Selected != g.selected {
		g.selected = state.Selected
		if row, ok := s.Row(g.selected); ok {
			if at := slices.Index(g.rows, int32(row)); at >= 0 {
				if at != g.at {
					g.anchor = -1
				}
				g.moveTo(at, g.column)
				g.element.Set("scrollTop", g.scroll.reveal(at))
			}
		}
	}
	g.draw()
	if focused {
		g.focus()
	}
}

// find keeps the keyboard on its event, wherever that stands now.
func (g *eventTable) find() {
	before := g.at
	switch {
	case g.at == onHead:
	case len(g.rows) == 0:
		g.at, g.event = onHead, -1
	default:
		if at := slices.Index(g.rows, g.event); g.event >= 0 && at >= 0 {
			g.at = at
		} else {
			g.at = min(g.at, len(g.rows)-1)
			g.event = g.rows[g.at]
		}
	}
	if g.at != before {
		g.anchor = -1
		// What has the keyboard keeps its element; the others go around it.
		kept := g.shown[:0]
		for _, r := range g.shown {
			if r.place == before {
				r.place = g.at
				kept = append(kept, r)
			} else {
				g.free = append(g.free, r)
			}
		}
		g.shown = kept
	}
	if g.anchor >= len(g.rows) {
		g.anchor = -1
	}
}

// arrange has the session put the rows in order, in portions where there are
// many.
func (g *eventTable) arrange() {
	s := g.session
	if s.Arranged() || g.sorting {
		return
	}
	if s.Table.Len() <= atOnce || len(s.State().Sort) == 0 {
		s.Arrange(order.Never)
		return
	}
	g.sorting = true
	g.element.Call("setAttribute", "aria-busy", "true")
	g.tell(g.page.words.grid.sorting)
	state := s.State().Clone()
	go func() {
		var turns browser.Turns
		s.Arrange(func() bool {
			turns.Yield()
			now := s.State()
			return g.page.session == s && now.Table && now.OldestFirst == state.OldestFirst && slices.Equal(now.Sort, state.Sort)
		})
		g.ctx.Dispatch(func(app.Context) {
			g.sorting = false
			g.element.Call("removeAttribute", "aria-busy")
			g.refresh()
			if !g.sorting {
				g.tell(g.page.words.sortText(g.page.session.Table, g.sorted))
			}
		})
	}()
}

// build makes the head anew and gives up the elements of the rows: the table
// has other columns.
func (g *eventTable) build(columns []session.Column) {
	g.columns = slices.Clone(columns)
	g.column = min(g.column, len(columns)-1)
	g.element.Call("setAttribute", "aria-colcount", len(columns))
	row := g.make("div", "grid-row", "row")
	row.Call("setAttribute", "aria-rowindex", 1)
	g.heads = g.heads[:0]
	for i, column := range columns {
		class := "cell"
		if column.IsNumber() {
			class += " number"
		}
		cell := g.make("div", class, "columnheader")
		cell.Call("setAttribute", "aria-colindex", i+1)
		cell.Set("tabIndex", -1)
		cell.Get("dataset").Set("column", column.Key())
		label, mark := g.make("span", "label", ""), g.make("span", "mark", "")
		label.Set("textContent", g.page.words.head(g.page.session.Table, column))
		resize := g.make("span", "resize", "")
		resize.Call("setAttribute", "aria-hidden", "true")
		cell.Call("append", label, mark, resize)
		row.Call("append", cell)
		g.heads = append(g.heads, headCell{cell, mark})
	}
	g.head.Call("replaceChildren", row)
	g.body.Call("replaceChildren")
	g.shown, g.free = g.shown[:0], g.free[:0]
	g.size()
}

// size gives the columns their widths. The title takes what room is left.
func (g *eventTable) size() {
	stretched := slices.Index(g.columns, session.ColumnTitle)
	if stretched < 0 {
		stretched = len(g.columns) - 1
	}
	var columns strings.Builder
	whole := 0
	for i, column := range g.columns {
		width := g.width(column)
		if i == 0 && g.room > 0 {
			width = min(width, max(leastWidth, g.room*9/20)) // it stays in sight
		}
		if i == stretched {
			fmt.Fprintf(&columns, "minmax(%dpx, 1fr) ", width)
		} else {
			fmt.Fprintf(&columns, "%dpx ", width)
		}
		if i == 0 {
			g.element.Get("style").Call("setProperty", "--first", strconv.Itoa(width)+"px")
		}
		whole += width
	}
	style := g.element.Get("style")
	style.Call("setProperty", "--columns", columns.String())
	style.Call("setProperty", "--whole", strconv.Itoa(whole)+"px")
}

func (g *eventTable) width(column session.Column) int {
	if width := g.widths[column]; width > 0 {
		return width
	}
	return widthOf(column)
}

// Widen changes the width of a column by so many pixels.
func (g *eventTable) Widen(column session.Column, by int) { g.resize(column, g.width(column)+by) }

func (g *eventTable) resize(column session.Column, width int) {
	g.widths[column] = max(leastWidth, min(width, mostWidth))
	g.size()
}

// markSorted says in the head what the table is sorted by. Only of the leading
// column the attribute says it, as it may be of one; of all the words do.
func (g *eventTable) markSorted() {
	w := g.page.words
	for i, head := range g.heads {
		at := slices.IndexFunc(g.sorted, func(k session.SortKey) bool { return k.Column == g.columns[i] })
		name, text := w.head(g.page.session.Table, g.columns[i]), ""
		head.element.Call("removeAttribute", "aria-sort")
		if at >= 0 {
			direction := "ascending"
			text = "▲"
			if g.sorted[at].Descending {
				direction, text = "descending", "▼"
			}
			if at == 0 {
				head.element.Call("setAttribute", "aria-sort", direction)
			}
			name += ", " + w.direction(g.sorted[at])
			if len(g.sorted) > 1 {
				text += strconv.Itoa(at + 1)
				name += " (" + strconv.Itoa(at+1) + ")"
			}
		}
		head.mark.Set("textContent", text)
		head.element.Call("setAttribute", "aria-label", name)
		head.element.Set("title", name)
	}
}

// measure reads how much of the table is in sight. When it comes into sight,
// so does the row the keyboard is on.
func (g *eventTable) measure() {
	room, view := g.element.Get("clientWidth").Int(), max(0, g.element.Get("clientHeight").Int()-gridRowHeight)
	if room != g.room {
		g.room = room
		g.size()
	}
	appears := g.scroll.view == 0 && view > 0
	if g.scroll.view = view; appears && g.at >= 0 {
		g.element.Set("scrollTop", g.scroll.reveal(g.at))
	}
}

// draw writes the rows in sight, and the one the keyboard is on, into the page.
func (g *eventTable) draw() {
	if g.session == nil || !g.session.State().Table {
		return
	}
	g.measure()
	if g.scroll.scrolled(g.element.Get("scrollTop").Float()) {
		g.element.Set("scrollTop", g.scroll.settle())
	} else if g.scroll.whole() > g.scroll.element() && g.scroll.mapped(g.scroll.at) != g.scroll.top {
		g.settle.Ask()
	}
	first, count := g.scroll.first()
	from, to := max(0, first-aroundSight), min(len(g.rows), first+count+aroundSight)
	wanted := func(place int) bool {
		return from <= place && place < to || place >= 0 && place == g.at && place < len(g.rows)
	}

	kept := g.shown[:0]
	for _, r := range g.shown {
		if wanted(r.place) {
			kept = append(kept, r)
		} else {
			g.free = append(g.free, r)
		}
	}
	g.shown = kept
	if g.at >= 0 && g.at < from {
		g.need(g.at)
	}
	for place := from; place < to; place++ {
		g.need(place)
	}
	if g.at >= to && g.at < len(g.rows) {
		g.need(g.at)
	}
	next := js.Null()
	for _, r := range slices.Backward(g.shown) {
		if r.fresh {
			g.body.Call("insertBefore", r.element, next)
			r.fresh = false
		}
		next = r.element
	}
	for _, r := range g.free {
		if r.place >= 0 {
			r.element.Call("remove")
			r.place = -1
		}
	}
	for _, r := range g.shown {
		g.write(r, r.place < from || r.place >= to)
	}
	for i, head := range g.heads {
		head.element.Set("tabIndex", tabIndex(g.at == onHead && g.column == i))
	}
}

func tabIndex(stop bool) int {
	if stop {
		return 0
	}
	return -1
}

// need puts a row among those shown, which are sorted by place.
func (g *eventTable) need(place int) {
	at, found := slices.BinarySearchFunc(g.shown, place, func(r *gridRow, place int) int { return r.place - place })
	if found {
		return
	}
	var r *gridRow
	if n := len(g.free); n > 0 {
		r, g.free = g.free[n-1], g.free[:n-1]
	} else {
		r = g.newRow()
	}
	r.place, r.fresh = place, true
	g.shown = slices.Insert(g.shown, at, r)
}

func (g *eventTable) newRow() *gridRow {
	e := g.make("div", "grid-row", "row")
	r := &gridRow{element: e, style: e.Get("style"), row: -1, number: -1, top: -1, place: -1}
	for i, column := range g.columns {
		class, role := "cell", "gridcell"
		if column.IsNumber() {
			class += " number"
		}
		if column == session.ColumnKind {
			class += " kind"
		}
		if i == 0 {
			role = "rowheader"
		}
		cell := g.make("div", class, role)
		cell.Call("setAttribute", "aria-colindex", i+1)
		cell.Set("tabIndex", -1)
		e.Call("append", cell)
		r.cells = append(r.cells, gridCell{element: cell})
	}
	e.Call("setAttribute", "aria-selected", "false")
	return r
}

// write writes what a row is to say and show where that has changed. away says
// that it is in the page for the keyboard alone, out of sight.
func (g *eventTable) write(r *gridRow, away bool) {
	if top := g.scroll.place(r.place); top != r.top {
		r.top = top
		r.style.Set("top", strconv.FormatFloat(top, 'f', 2, 64)+"px")
	}
	if r.number != r.place {
		r.number = r.place
		r.element.Call("setAttribute", "aria-rowindex", r.place+2)
	}
	if away != r.away {
		r.away = away
		r.element.Get("classList").Call("toggle", "away", away)
	}
	if row := g.rows[r.place]; row != r.row {
		r.row = row
		r.element.Get("dataset").Set("id", g.session.Table.ID.Row(int(row)))
		c := g.texts(bidi.Isolate)
		for i := range r.cells {
			cell := &r.cells[i]
			text, stated := c.text(g.columns[i], int(row))
			if text != cell.text {
				cell.text = text
				cell.element.Set("textContent", text)
				cell.element.Set("title", text)
			}
			if stated == cell.unstated {
				cell.unstated = !stated
				cell.element.Get("classList").Call("toggle", "unstated", !stated)
			}
			if g.columns[i] == session.ColumnAttribution {
				name := g.session.Table.Attribution.Name(int(row))
				hue, sign := rimHue(session.Attribution, name).on(g.dark), ""
				if name != "" {
					sign = signTexts[signOf(name)]
				}
				if hue+sign != cell.hue {
					cell.hue = hue + sign
					cell.element.Get("dataset").Set("sign", sign)
					cell.element.Get("style").Call("setProperty", "--hue", hue)
				}
			}
			if g.columns[i] == session.ColumnKind {
				if hue := rimHue(session.Kind, g.session.Table.Kind.Name(int(row))).on(g.dark); hue != cell.hue {
					cell.hue = hue
					cell.element.Get("style").Call("setProperty", "--hue", hue)
				}
			}
		}
	}
	if current := g.session.Table.ID.Row(int(r.row)) == g.selected && g.selected != ""; current != r.current {
		r.current = current
		if current {
			r.element.Call("setAttribute", "aria-current", "true")
		} else {
			r.element.Call("removeAttribute", "aria-current")
		}
	}
	if selected := g.isSelected(r.place); selected != r.selected {
		r.selected = selected
		r.element.Call("setAttribute", "aria-selected", fmt.Sprint(selected))
	}
	for i := range r.cells {
		stop := r.place == g.at && i == g.column
		if e := r.cells[i].element; stop != (e.Get("tabIndex").Int() == 0) {
			e.Set("tabIndex", tabIndex(stop))
		}
	}
}

func (g *eventTable) texts(isolate func(string) string) *cells {
	return &cells{g.page.words, g.session.Table, isolate}
}

// isSelected reports whether a row is of those to be copied.
func (g *eventTable) isSelected(place int) bool {
	return g.anchor >= 0 && g.at >= 0 && min(g.anchor, g.at) <= place && place <= max(g.anchor, g.at)
}

// settled scrolls the element to where its ends are those of the table, which
// is seen where it was.
func (g *eventTable) settled() {
	g.element.Set("scrollTop", g.scroll.settle())
	g.frame.Ask()
}

// moveTo puts the keyboard on a cell.
func (g *eventTable) moveTo(at, column int) {
	g.at, g.column = at, max(0, min(column, len(g.columns)-1))
	g.event = -1
	if at >= 0 && at < len(g.rows) {
		g.event = g.rows[at]
	}
}

// walk moves the keyboard to a cell and scrolls it into sight.
func (g *eventTable) walk(at, column int) {
	g.moveTo(at, column)
	if at >= 0 {
		g.element.Set("scrollTop", g.scroll.reveal(at))
	}
	g.draw()
	g.focus()
}

// cell returns the element the keyboard is on.
func (g *eventTable) cell() (cell js.Value, ok bool) {
	if g.at == onHead {
		if g.column < len(g.heads) {
			return g.heads[g.column].element, true
		}
		return js.Null(), false
	}
	at, found := slices.BinarySearchFunc(g.shown, g.at, func(r *gridRow, place int) int { return r.place - place })
	if !found {
		return js.Null(), false
	}
	return g.shown[at].cells[g.column].element, true
}

// focus has the browser's keyboard where the table's is.
func (g *eventTable) focus() {
	cell, ok := g.cell()
	if !ok {
		return
	}
	cell.Call("focus", map[string]any{"preventScroll": true})
	// Up and down it is in sight; this is for the columns.
	g.bringColumn(cell)
}

// bringColumn scrolls a cell out from behind the first column or the edge.
func (g *eventTable) bringColumn(cell js.Value) {
	if g.column == 0 {
		return
	}
	left, width := cell.Get("offsetLeft").Int(), cell.Get("offsetWidth").Int()
	first := g.heads[0].element.Get("offsetWidth").Int()
	at, room := g.element.Get("scrollLeft").Int(), g.element.Get("clientWidth").Int()
	switch {
	case left < at+first:
		g.element.Set("scrollLeft", left-first)
	case left+width > at+room:
		g.element.Set("scrollLeft", min(left+width-room, left-first))
	}
}

func (g *eventTable) hasFocus() bool {
	return g.element.Call("contains", g.document.Get("activeElement")).Bool()
}

// Focus has the keyboard on the cell it was on last.
func (g *eventTable) Focus() {
	if g.session == nil {
		return
	}
	g.find()
	g.draw()
	g.focus()
}

// target finds the cell of an event of the browser's.
func (g *eventTable) target(e js.Value) (at, column int, ok bool) {
	cell := e.Get("target").Call("closest", "[aria-colindex]")
	if !cell.Truthy() {
		return 0, 0, false
	}
	row := cell.Get("parentElement").Call("getAttribute", "aria-rowindex").String()
	at, err := strconv.Atoi(row)
	column, err2 := strconv.Atoi(cell.Call("getAttribute", "aria-colindex").String())
	return at - 2, column - 1, err == nil && err2 == nil
}

// focusIn follows the keyboard where the browser has put it.
func (g *eventTable) focusIn(e js.Value) {
	at, column, ok := g.target(e)
	if !ok || at == g.at && column == g.column || at >= len(g.rows) {
		return
	}
	if at != g.at {
		g.anchor = -1
	}
	g.moveTo(at, column)
	g.draw()
}

func (g *eventTable) click(e js.Value) {
	at, column, ok := g.target(e)
	if !ok || e.Get("target").Get("className").String() == "resize" {
		return
	}
	if at == onHead {
		g.moveTo(onHead, column)
		g.sortBy(column, e.Get("shiftKey").Bool())
		return
	}
	if at >= len(g.rows) {
		return
	}
	if e.Get("shiftKey").Bool() {
		g.extend(at)
		return
	}
	g.anchor = -1
	g.moveTo(at, column)
	g.draw()
	g.focus()
	g.open(false)
}

// extend selects the rows up to one, from the one the keyboard is on.
func (g *eventTable) extend(to int) {
	if g.anchor < 0 {
		g.anchor = max(0, g.at)
	}
	g.walk(to, g.column)
	from, last := min(g.anchor, g.at), max(g.anchor, g.at)
	w := g.page.words
	g.tell(fmt.Sprintf(w.grid.selected, w.counted(last-from+1, w.grid.rowOne, w.grid.rowMany)))
}

// open selects the event of the row; leave has the keyboard go to its card.
func (g *eventTable) open(leave bool) {
	if g.at < 0 || g.at >= len(g.rows) {
		return
	}
	row := int(g.rows[g.at])
	g.ctx.Dispatch(func(ctx app.Context) {
		if leave {
			g.page.selectEvent(ctx, row, g.page.toCard)
		} else {
			g.page.selectEvent(ctx, row, nil)
		}
	})
}

func (g *eventTable) sortBy(column int, add bool) {
	c := g.columns[column]
	g.ctx.Dispatch(func(app.Context) {
		g.page.change(func(s *session.State) { s.SortBy(c, add) })
		g.refresh()
		if !g.sorting {
			g.tell(g.page.words.sortText(g.page.session.Table, g.sorted))
		}
	})
}

func (g *eventTable) key(e js.Value) {
	shift, control := e.Get("shiftKey").Bool(), e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool()
	last, lastColumn := len(g.rows)-1, len(g.columns)-1
	page := max(1, g.scroll.view/gridRowHeight-1)
	to, column := g.at, g.column
	switch key := e.Get("key").String(); key {
	case "ArrowDown":
		to = min(g.at+1, last)
	case "ArrowUp":
		to = max(g.at-1, onHead)
	case "PageDown":
		to = min(max(0, g.at)+page, last)
	case "PageUp":
		to = max(g.at-page, min(0, last))
	case "ArrowRight", "ArrowLeft":
		by := 1
		if key == "ArrowLeft" {
			by = -1
		}
		if shift {
			if g.at == onHead {
				e.Call("preventDefault")
				g.Widen(g.columns[g.column], by*widthStep)
			}
			return
		}
		column = max(0, min(g.column+by, lastColumn))
	case "Home":
		column = 0
		if control {
			to = min(0, last)
		}
	case "End":
		column = lastColumn
		if control {
			to = last
		}
	case "Enter", " ":
		if control {
			return
		}
		e.Call("preventDefault")
		if g.at == onHead {
			g.sortBy(g.column, shift)
		} else {
			g.open(key == "Enter")
		}
		return
	case "Escape":
		if g.anchor >= 0 {
			g.anchor = -1
			g.draw()
		} else if g.selected != "" {
			g.ctx.Dispatch(func(ctx app.Context) { g.page.selectEvent(ctx, -1, nil) })
		}
		return
	case "a", "c":
		if !control || shift || len(g.rows) == 0 {
			return
		}
		if key == "c" {
			if !js.Global().Call("getSelection").Get("isCollapsed").Bool() {
				return // the reader copies marked text
			}
			e.Call("preventDefault")
			g.Copy()
			return
		}
		e.Call("preventDefault")
		g.anchor = 0
		g.extend(last)
		return
	default:
		return
	}
	e.Call("preventDefault")
	if shift && to != g.at && to >= 0 && g.at >= 0 {
		g.extend(to)
		return
	}
	g.anchor = -1
	g.walk(to, column)
}

// press begins to change the width of a column; the scroll bar scrolls to a
// part of the whole.
func (g *eventTable) press(e js.Value) {
	if target := e.Get("target"); target.Equal(g.element) {
		g.scroll.near = false
	} else if target.Get("className").String() == "resize" {
		_, column, ok := g.target(e)
		if !ok {
			return
		}
		e.Call("preventDefault")
		g.drag(target, e, g.columns[column], g.heads[column].element.Get("offsetWidth").Int())
	}
}

// drag changes a width until the pointer is let go.
func (g *eventTable) drag(handle, e js.Value, column session.Column, width int) {
	begin := e.Get("clientX").Float()
	sign := 1.0
	if js.Global().Call("getComputedStyle", g.element).Get("direction").String() == "rtl" {
		sign = -1
	}
	handle.Call("setPointerCapture", e.Get("pointerId"))
	var l browser.Listeners
	l.On(handle, "pointermove", func(e js.Value) {
		g.resize(column, width+int(sign*(e.Get("clientX").Float()-begin)))
	})
	end := func(js.Value) { l.Release() }
	l.On(handle, "lostpointercapture", end)
}

// Copy puts the selected rows, or the one the keyboard is on, on the
// clipboard.
func (g *eventTable) Copy() {
	w := g.page.words
	if g.session == nil || len(g.rows) == 0 {
		return
	}
	from, last := max(0, g.at), max(0, g.at)
	if g.anchor >= 0 && g.at >= 0 {
		from, last = min(g.anchor, g.at), max(g.anchor, g.at)
	}
	n := last - from + 1
	g.ctx.Dispatch(func(ctx app.Context) {
		if n > mostCopied {
			g.page.notify(fmt.Sprintf(w.grid.tooMany, w.number(n), w.number(mostCopied)))
			return
		}
		text := g.texts(func(text string) string { return text }).separated(g.columns, g.rows[from:last+1])
		copyText(ctx, text, func(ok bool) {
			said := fmt.Sprintf(w.grid.copied, w.counted(n, w.grid.rowOne, w.grid.rowMany))
			if !ok {
				said = w.grid.notCopied
			}
			g.page.notify(said)
			ctx.After(4*time.Second, func(app.Context) {
				if g.page.said == said {
					g.page.notify("")
				}
			})
		})
	})
}

// tell says something to who does not see the table, at most once a second.
func (g *eventTable) tell(text string) {
	g.waiting = text
	if time.Since(g.said) >= time.Second {
		g.speak()
	} else {
		g.say.Ask()
	}
}

func (g *eventTable) speak() {
	if g.waiting != "" {
		g.said = time.Now()
		g.status.Set("textContent", g.waiting)
		g.waiting = ""
	}
}

// mostTableRows is how many rows are printed.
const mostTableRows = 200

// print makes a table of the first rows for paper, on which nothing scrolls.
func (g *eventTable) print() {
	if g.session == nil || !g.session.State().Table {
		return
	}
	w := g.page.words
	line := func(tag string, text func(i int) string) js.Value {
		row := g.make("tr", "", "")
		for i := range g.columns {
			cell := g.make(tag, "", "")
			cell.Set("textContent", text(i))
			row.Call("append", cell)
		}
		return row
	}
	table, head, body := g.make("table", "", ""), g.make("thead", "", ""), g.make("tbody", "", "")
	caption := g.make("caption", "", "")
	n := min(len(g.rows), mostTableRows)
	text := fmt.Sprintf(w.grid.allRows, w.countEvents(n))
	if n < len(g.rows) {
		text = fmt.Sprintf(w.grid.firstRows, w.number(n), w.countEvents(len(g.rows)))
	}
	caption.Set("textContent", text+" "+w.sortText(g.page.session.Table, g.sorted)+".")
	head.Call("append", line("th", func(i int) string { return w.head(g.page.session.Table, g.columns[i]) }))
	c := g.texts(bidi.Isolate)
	for _, row := range g.rows[:n] {
		body.Call("append", line("td", func(i int) string {
			text, _ := c.text(g.columns[i], int(row))
			return text
		}))
	}
	table.Call("append", caption, head, body)
	g.printed.Call("replaceChildren", table)
}
