package ui

import (
	"fmt"
	"strconv"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

const (
	clickTravel = 4 // a pointer that moved less has clicked
	mouseReach  = 9
	touchReach  = 22
	wheelEnd    = 350 // milliseconds without a turn end a zoom
	doubleClick = 250 // milliseconds in which a second click makes a double one
	keyRest     = 700 // milliseconds without a key end a gesture of keys
)

// timeCanvas paints the timeline and turns pointers and keys into windows.
// Nothing of it passes through go-app but the result.
type timeCanvas struct {
	page  *Page
	ctx   app.Context
	paint axisPainter
	frame *browser.Frame

	element, tip js.Value
	listeners    browser.Listeners

	scale  timeline.Scale
	brush  windowBrush
	rival  windowBrush  // of the second of two periods
	held   *windowBrush // that a pointer is on
	rivals bool         // there are two
	unit   timeline.Unit
	edges  []int32
	width  float64 // as measured last, CSS pixels: to ask has the browser lay out the page
	height float64
	ratio  float64 // pixels of the canvas to a CSS pixel; 0 for those of the screen

	left     float64 // of the timeline in the window, CSS pixels
	top      float64
	pointers map[int]float64 // x of each pointer down
	panning  bool
	part     timeline.Part
	downX    float64
	travel   float64
	pinch    float64 // distance of two pointers
	stale    bool    // the session does not know the brush or view yet
	keyed    bool    // a key has moved something and is not released yet
	hoverX   float64 // -1 when no pointer is over the bars
	hoverY   float64
	turns    *browser.Pause // ends a zoom by wheel
	rests    *browser.Pause // ends a gesture of keys
	press    *browser.Pause // waits whether a finger rests
	downAt   float64        // milliseconds
	rested   bool           // it has: it has the tooltip, and brushes nothing
	clicks   *browser.Pause // waits whether a click is a double one
	clickX   float64

	lanes *laneCanvas

	inexact     js.Value // the text of them
	toldInexact session.Inexact
	toldShown   int
	contextRoom float64 // that the timeline has for context, CSS pixels

	preparing bool           // for moves of the window
	portions  *browser.Pause // so that the page can paint in between
}

// fewEvents is up to how many events a window moves well without preparation.
const fewEvents = 20_000

// OnMount takes the canvas into use.
func (a *axis) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	document := js.Global().Get("document")
	byID := func(id string) js.Value { return document.Call("getElementById", id) }
	c := &timeCanvas{
		page: a.Page, ctx: ctx,
		element: byID("axis"), tip: byID("axis-tip"),
		pointers: make(map[int]float64), hoverX: -1,
	}
	c.brush.find(byID, "brush")
	c.rival.find(byID, "rival")
	c.held = &c.brush
	c.paint.open(byID("histogram"))
	c.frame = browser.NewFrame(c.step)
	c.cover(a.Page.session.Domain)
	c.inexact, c.toldShown = byID("inexact-text"), -1
	c.listen()
	c.lanes = newLaneCanvas(c)
	c.measure()
	a.Page.timePane = c
	c.Follow()
}

func (c *timeCanvas) listen() {
	observer := js.Global().Get("ResizeObserver").New(c.listeners.Func(func(js.Value, []js.Value) any {
		c.measure()
		fitTimeMenu()
		c.frame.Ask()
		return nil
	}))
	observer.Call("observe", c.element)
	c.portions = browser.NewPause(0, c.prepareOn)
	c.listeners.On(c.element, "pointerenter", func(js.Value) { c.prepare() })
	c.listeners.On(c.element, "pointerdown", c.down)
	c.listeners.On(c.element, "pointermove", c.move)
	c.listeners.On(c.element, "pointerup", c.up)
	c.listeners.On(c.element, "pointercancel", c.up)
	c.listeners.On(c.element, "pointerleave", func(e js.Value) {
		if e.Get("pointerType").String() == "mouse" {
			c.hoverX = -1
			c.frame.Ask()
		}
	})
	c.press = browser.NewPause(longPress, func() {
		c.rested, c.hoverX = true, c.downX
		c.frame.Ask()
	})
	c.listeners.On(c.element, "contextmenu", func(e js.Value) {
		if c.rested {
			e.Call("preventDefault")
		}
	})
	c.listeners.On(c.element, "wheel", c.wheel)
	c.clicks = browser.NewPause(doubleClick, c.clicked)
	c.rests = browser.NewPause(keyRest, c.release)
	c.listeners.On(c.element, "dblclick", func(js.Value) {
		c.clicks.Drop()
		c.brush.Clear()
		c.scale.Reset()
		c.finish()
	})
	for _, brush := range []*windowBrush{&c.brush, &c.rival} {
		for part, handle := range map[timeline.Part]js.Value{
			timeline.Start: brush.start, timeline.End: brush.end, timeline.Middle: brush.middle,
		} {
			c.listeners.On(handle, "keydown", func(e js.Value) { c.key(brush, part, e) })
			c.listeners.On(handle, "keyup", func(js.Value) { c.rests.Ask() })
			c.listeners.On(handle, "focus", func(js.Value) { c.prepare() })
			c.listeners.On(handle, "blur", func(js.Value) { c.release() })
		}
	}
	c.turns = browser.NewPause(wheelEnd, c.finish)
}

// cover begins anew with other days.
func (c *timeCanvas) cover(days event.Span) {
	c.scale = timeline.NewScale(days, 1)
	c.brush.Brush, c.rival.Brush = timeline.Brush{Domain: days}, timeline.Brush{Domain: days}
	c.edges, c.stale, c.keyed = nil, false, false
}

// Follow takes over what the session shows.
func (c *timeCanvas) Follow() {
	if days := c.page.session.Domain; days != c.brush.Domain {
		c.cover(days)
	}
	if !c.stale {
		s := c.page.session.State()
		if !c.brush.Dragging() {
			c.brush.Clear()
			if s.Window != nil {
				c.brush.Set(*s.Window)
			}
		}
		if c.setRivals(s.Compare != nil); c.rivals && !c.rival.Dragging() {
			c.rival.Set(*s.Compare)
		}
		if len(c.pointers) == 0 {
			if s.View != nil {
				if c.scale.View() != *s.View {
					c.scale.Show(*s.View)
				}
			} else {
				c.scale.Reset()
			}
		}
	}
	c.frame.Ask()
}

// Axis returns the scale as it is drawn and the edges of its bins, which belong
// to the timeline.
func (c *timeCanvas) Axis() (timeline.Scale, []int32) { return c.scale, c.edges }

// The timeline on paper: as wide as that is, in CSS pixels, and sharper than
// most screens.
const (
	paperWidth = 700
	paperRatio = 3
)

// Hold paints for paper.
func (c *timeCanvas) Hold() {
	c.width, c.ratio = paperWidth, paperRatio
	c.hoverX = -1
	c.draw()
}

// Release paints for the screen again.
func (c *timeCanvas) Release() {
	c.ratio = 0
	c.measure()
	c.frame.Ask()
}

// prepare makes ready for a window that may be about to move.
func (c *timeCanvas) prepare() {
	if !c.preparing && c.page.session.Table.Len() > fewEvents {
		c.preparing = true
		c.portions.Ask()
	}
}

func (c *timeCanvas) prepareOn() {
	if c.preparing = !turn(func() bool { return c.page.session.Prepare(portion) }); c.preparing {
		c.portions.Ask()
	} else {
		browser.BoundGarbage(c.page.session.Table.Len())
	}
}

// step runs once a frame: it hands a moved brush to the session, then paints.
func (c *timeCanvas) step() {
	if c.stale {
		c.hand(false)
	}
	c.draw()
}

// hand gives brush and view to the session. finished ends the gesture.
func (c *timeCanvas) hand(finished bool) {
	edit := func(s *session.State) {
		s.Window, s.View = windowOf(&c.brush.Brush), nil
		if c.rivals {
			days := c.rival.Chosen()
			s.Compare = &days
		}
		if !c.scale.Whole() {
			view := c.scale.View()
			s.View = &view
		}
	}
	c.stale = false
	if !finished {
		c.page.follow(edit)
		return
	}
	c.page.change(edit)
	c.ctx.Dispatch(func(app.Context) {})
}

func (c *timeCanvas) finish() {
	c.brush.Drop()
	c.rival.Drop()
	c.hand(true)
	c.frame.Ask()
}

// release ends a gesture of keys, if one is under way.
func (c *timeCanvas) release() {
	if c.keyed {
		c.keyed = false
		c.finish()
	}
}

func (c *timeCanvas) moved() {
	c.stale = true
	c.frame.Ask()
}

// position returns where a pointer is. While one is down the timeline stays
// where it is: to ask for it would have the browser lay out the page for each
// move.
func (c *timeCanvas) position(e js.Value) (x, y float64) {
	if len(c.pointers) == 0 {
		box := c.element.Call("getBoundingClientRect")
		c.left, c.top = box.Get("left").Float(), box.Get("top").Float()
	}
	return e.Get("clientX").Float() - c.left, e.Get("clientY").Float() - c.top
}

func (c *timeCanvas) reach(e js.Value) float64 {
	if e.Get("pointerType").String() == "mouse" {
		return mouseReach
	}
	return touchReach
}

func (c *timeCanvas) down(e js.Value) {
	if e.Get("button").Int() > 0 {
		return
	}
	c.release() // not amid the drag that begins
	x, y := c.position(e)
	id := e.Get("pointerId").Int()
	c.pointers[id] = x
	c.element.Call("setPointerCapture", id)
	c.hoverX, c.rested = -1, false
	c.press.Drop()
	if len(c.pointers) == 2 {
		c.brush.Drop()
		c.rival.Drop()
		c.panning = true
		c.pinch = spread(c.pointers)
		return
	}
	c.downX, c.travel = x, 0
	c.page.playing = false
	c.prepare()
	c.panning = y > c.height-axisLabels
	if !c.panning && e.Get("pointerType").String() != "mouse" {
		c.downAt, c.hoverY = e.Get("timeStamp").Float(), y
		c.press.Ask()
	}
	if !c.panning {
		c.held, c.part = c.hit(x, y, c.reach(e))
		switch c.part {
		case timeline.Start:
			c.held.start.Call("focus", map[string]any{"preventScroll": true})
		case timeline.End:
			c.held.end.Call("focus", map[string]any{"preventScroll": true})
		}
	}
	e.Call("preventDefault")
}

// spread is how far two pointers are apart.
func spread(pointers map[int]float64) float64 {
	least, most := 1e9, -1e9
	for _, x := range pointers {
		least, most = min(least, x), max(most, x)
	}
	return max(most-least, 10)
}

// pinchTo zooms and pans by one of two pointers, which has moved.
func (c *timeCanvas) pinchTo(pointers map[int]float64, id int, x float64) {
	last, other := pointers[id], 0.0
	for at, ox := range pointers {
		if at != id {
			other = ox
		}
	}
	pointers[id] = x
	spread := spread(pointers)
	c.scale.Pan((x - last) / 2)
	c.scale.Zoom((x+other)/2, c.pinch/spread)
	c.pinch = spread
	c.moved()
}

func (c *timeCanvas) move(e js.Value) {
	x, y := c.position(e)
	id := e.Get("pointerId").Int()
	last, down := c.pointers[id]
	if !down {
		c.hoverX, c.hoverY = x, y
		if y > c.height-axisLabels {
			c.hoverX = -1
		}
		c.point(x, y, e)
		c.frame.Ask()
		return
	}
	if len(c.pointers) == 2 {
		c.pinchTo(c.pointers, id, x)
		return
	}
	c.pointers[id] = x
	if c.rested {
		c.hoverX, c.hoverY = x, y
		c.frame.Ask()
		return
	}
	before := c.travel
	c.travel = max(c.travel, abs(x-c.downX))
	if c.travel < clickTravel {
		return
	}
	c.press.Drop()
	if c.panning {
		c.scale.Pan(x - last)
		c.moved()
		return
	}
	if before < clickTravel {
		c.held.Take(c.part, c.held.Snap(&c.scale, c.part, c.downX))
	}
	c.held.Drag(c.held.Snap(&c.scale, c.part, x))
	c.moved()
}

func abs(x float64) float64 { return max(x, -x) }

func (c *timeCanvas) up(e js.Value) {
	id := e.Get("pointerId").Int()
	x, ok := c.pointers[id]
	if !ok {
		return
	}
	delete(c.pointers, id)
	c.press.Drop()
	c.rested = c.rested && e.Get("timeStamp").Float()-c.downAt >= longPress // else the page was busy
	if len(c.pointers) > 0 || c.rested {
		return
	}
	if c.travel < clickTravel && !c.panning && c.part == timeline.Nothing && e.Get("type").String() == "pointerup" {
		c.clickX = x
		c.clicks.Ask()
		return
	}
	c.panning = false
	if c.travel >= clickTravel {
		c.finish()
	}
}

// clicked brushes the bin under a click. As on the map, what stands for one
// event opens it.
func (c *timeCanvas) clicked() {
	c.chooseBin(c.clickX)
	c.finish()
	if rows := c.page.session.ListRows(); len(rows) == 1 {
		c.ctx.Dispatch(func(ctx app.Context) { c.page.selectEvent(ctx, int(rows[0]), nil) })
	}
}

// chooseBin brushes the bin that was clicked.
func (c *timeCanvas) chooseBin(x float64) {
	if bin := c.binAt(x); bin >= 0 {
		c.brush.Set(event.Span{Start: event.Date(c.edges[bin]), End: event.Date(c.edges[bin+1]) - 1})
	}
}

func (c *timeCanvas) binAt(x float64) int {
	day := int32(c.scale.Day(x))
	for i := 0; i+1 < len(c.edges); i++ {
		if c.edges[i] <= day && day < c.edges[i+1] {
			return i
		}
	}
	return -1
}

func (c *timeCanvas) wheel(e js.Value) {
	e.Call("preventDefault")
	x, _ := c.position(e)
	dx, dy := e.Get("deltaX").Float(), e.Get("deltaY").Float()
	if e.Get("deltaMode").Int() == 1 {
		dx, dy = dx*16, dy*16
	}
	if e.Get("shiftKey").Bool() && dx == 0 {
		dx, dy = dy, 0
	}
	if abs(dx) > abs(dy) {
		c.scale.Pan(-dx)
	} else {
		c.scale.Zoom(x, zoomFactor(dy))
	}
	c.moved()
	c.turns.Ask()
}

// zoomFactor turns the pixels of a wheel into a factor, at most halving or
// doubling at once.
func zoomFactor(dy float64) float64 {
	dy = max(-300, min(300, dy)) / 300
	if dy < 0 {
		return 1 / (1 - dy)
	}
	return 1 + dy
}

func (c *timeCanvas) key(brush *windowBrush, part timeline.Part, e js.Value) {
	unit, far := timeline.Day, e.Get("shiftKey").Bool()
	switch key := e.Get("key").String(); key {
	case "PageUp", "PageDown":
		far = true
		fallthrough
	case "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown":
		if far {
			unit = c.unit
		}
		direction := 1
		if key == "ArrowLeft" || key == "ArrowDown" || key == "PageDown" {
			direction = -1
		}
		brush.Nudge(part, unit, direction)
	case "Home":
		brush.MoveHandle(part, brush.Domain.Start)
	case "End":
		brush.MoveHandle(part, brush.Domain.End)
	case "+", "=", "-", "_":
		factor := 0.5
		if key == "-" || key == "_" {
			factor = 2
		}
		c.scale.Zoom(c.handleX(brush, part), factor)
	case " ":
		c.togglePlay()
		e.Call("preventDefault")
		return
	case "Escape":
		if brush == &c.rival {
			e.Call("preventDefault")
			c.ctx.Dispatch(c.page.endCompare)
			return
		}
		c.brush.Clear()
		if part == timeline.Middle && !c.rivals { // it goes away
			c.brush.start.Call("focus")
		}
	default:
		return
	}
	e.Call("preventDefault")
	c.keyed = true
	c.moved()
}

// togglePlay has the timeline play, or stop.
func (c *timeCanvas) togglePlay() {
	js.Global().Get("document").Call("getElementById", "play").Call("click")
}

// handleX is where a part is.
func (c *timeCanvas) handleX(brush *windowBrush, part timeline.Part) float64 {
	days := brush.Chosen()
	switch part {
	case timeline.Start:
		return c.scale.X(days.Start)
	case timeline.End:
		return c.scale.X(days.End + 1)
	}
	return (c.scale.X(days.Start) + c.scale.X(days.End+1)) / 2
}

// point shows what the pointer could take.
func (c *timeCanvas) point(x, y float64, e js.Value) {
	cursor := "crosshair"
	if y > c.height-axisLabels {
		cursor = "grab"
	} else {
		switch _, part := c.hit(x, y, c.reach(e)); part {
		case timeline.Start, timeline.End:
			cursor = "ew-resize"
		case timeline.Middle:
			cursor = "grab"
		}
	}
	c.element.Get("style").Set("cursor", cursor)
}

func (c *timeCanvas) measure() {
	if c.ratio != 0 || browser.Matches("print") {
		return
	}
	c.width, c.height = c.element.Get("clientWidth").Float(), c.element.Get("clientHeight").Float()
}

func (c *timeCanvas) draw() {
	if c.width < 2 || c.height < 2 {
		return
	}
	c.scale.Resize(c.width, axisPad)
	if u := timeline.BinUnit(&c.scale); u != c.unit || len(c.edges) == 0 {
		c.unit = u
		c.edges = timeline.Edges(c.edges[:0], c.scale.Domain, u)
	}
	passing, all := c.page.session.Bins(c.edges)
	spread, _ := c.page.session.SpreadBins(c.edges)
	shown := c.page.contextShown()
	if room := c.page.context.height(shown); room != c.contextRoom {
		c.contextRoom = room
		c.element.Get("style").Call("setProperty", "--context", strconv.FormatFloat(room, 'f', 0, 64)+"px")
		c.measure()
	}
	selected := event.Span{Start: 1, End: 0}
	if row, ok := c.page.session.Row(c.page.session.State().Selected); ok && c.page.session.Table.Precision[row] != event.Undated {
		selected = c.page.session.Table.Span(row)
	}
	var rival *timeline.Brush
	below := 0.0
	if c.rivals {
		rival, below = &c.rival.Brush, rivalStrip
	}
	if c.page.context != nil {
		c.page.context.below = below
	}
	c.paint.axis(axisView{
		words: c.page.words, dark: c.page.dark,
		scale: &c.scale, brush: &c.brush.Brush, rival: rival, edges: c.edges, passing: passing, all: all, spread: spread,
		height: c.height, ratio: c.ratio, selected: selected, context: c.page.context, shown: shown,
	})
	c.place(&c.brush, c.brush.Active || c.rivals)
	if c.rivals {
		c.place(&c.rival, true)
	}
	c.showTip(passing, all, spread)
	c.tellInexact()
	c.lanes.draw()
	browser.Mark("timeline drawn")
}

// tellInexact writes how many of the events shown have no one known day.
func (c *timeCanvas) tellInexact() {
	s := c.page.session
	n, shown := s.Inexact(), s.Totals().Shown
	if n != c.toldInexact || shown != c.toldShown {
		c.toldInexact, c.toldShown = n, shown
		text, more := c.page.words.inexactText(n, shown)
		c.inexact.Set("textContent", text)
		c.inexact.Get("nextElementSibling").Set("textContent", more)
		c.inexact.Get("parentElement").Call("toggleAttribute", "data-none", n.Total() == 0)
	}
}

func (c *timeCanvas) showTip(passing, all, spread []int32) {
	style := c.tip.Get("style")
	bin := -1
	if c.hoverX >= 0 {
		bin = c.binAt(c.hoverX)
	}
	item := c.page.context.at(c.page.contextShown(), &c.scale, c.hoverX, c.hoverY, c.height-axisLabels)
	if c.hoverX < 0 || bin < 0 && item == nil {
		style.Set("visibility", "hidden")
		return
	}
	c.tip.Get("classList").Call("toggle", "long", item != nil)
	if item != nil {
		c.tip.Set("textContent", item.tip(c.page.words))
	} else {
		days := event.Span{Start: event.Date(c.edges[bin]), End: event.Date(c.edges[bin+1]) - 1}
		c.tip.Set("textContent", c.page.binText(days, passing[bin], all[bin], spread[bin]))
	}
	width := c.tip.Get("offsetWidth").Float()
	left := max(0, min(c.scale.Width-width, c.hoverX-width/2))
	style.Set("left", strconv.FormatFloat(left, 'f', 0, 64)+"px")
	style.Set("visibility", "visible")
}

// binText says how many events a bin has.
func (p *Page) binText(days event.Span, passing, all, spread int32) string {
	text := fmt.Sprintf(p.words.binCounts, p.words.shortSpan(days, event.Day), p.words.number(int(passing)), p.words.countEvents(int(all)))
	if spread > 0 {
		text += fmt.Sprintf(p.words.time.binSpread, p.words.number(int(spread)))
	}
	return text
}

func init() {
	painted, inTask = browser.Painted, browser.Later
	calm = func() bool {
		return js.Global().Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
	}
}
