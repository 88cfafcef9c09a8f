package ui

import (
	"fmt"
	"slices"
	"strconv"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/browser"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

const (
	leastLanes  = 48.0 // height of the lanes, CSS pixels
	lanesShare  = 0.55 // of the window's height that they take at most
	longPress   = 500  // milliseconds until a finger that rests has the tooltip
	gripStep    = 24.0 // by an arrow key
	mostMirror  = 10   // options to either side of the active one
	mirrorRest  = 150  // milliseconds of rest before the options are written
	markReach   = 6.0  // how far from a mark a mouse may be, CSS pixels
	fingerReach = 16.0
)

var laneRoom = timeline.Room{Mark: 8, Tracks: 2, Bar: 5, BarTracks: 2}

// laneCanvas paints the lanes and turns pointers and keys into events that are
// opened. It shares the scale and the brush of the timeline.
type laneCanvas struct {
	c     *timeCanvas
	paint lanePainter

	element, view, room, marks, tip, grip js.Value

	height float64 // as the person made it, 0 for of itself
	shown  float64 // height of the view
	total  float64 // of all lanes
	scroll float64

	lanes  *timeline.Lanes
	order  []session.Lane
	space  timeline.Room // of a lane; without bars where there are none
	first  int           // lane in sight
	items  []timeline.Item
	starts []int // of the items of each lane in sight, and where they end

	laid laidOut // what the items are of

	hover, active laneSpot
	keyboard      bool // the keyboard is on the marks
	message       string

	fingers   map[int]float64 // x of each pointer down
	pinched   bool            // two were
	pressed   bool
	pressX    float64
	pressY    float64
	travel    float64
	lastX     float64
	downAt    float64        // milliseconds
	long      bool           // the press was long: no click follows
	press     *browser.Pause // waits whether it is long
	fill      *browser.Pause
	mirrors   *browser.Pause
	gripping  bool
	gripY     float64
	gripStart float64
	canvas    laneView
}

// laneSpot is an item of a lane.
type laneSpot struct {
	lane int // place in the order
	item timeline.Item
	ok   bool
}

// laidOut is what a layout depends on.
type laidOut struct {
	revision        [3]int
	session         *session.Session
	from, to, width float64
	scroll, height  float64
	dark, signless  bool
	rim             session.Facet
	window          event.Span
}

func newLaneCanvas(c *timeCanvas) *laneCanvas {
	document := js.Global().Get("document")
	byID := func(id string) js.Value { return document.Call("getElementById", id) }
	l := &laneCanvas{
		c: c, element: byID("lanes"), view: byID("lane-view"), room: byID("lane-room"), marks: byID("lane-marks"),
		tip: byID("lane-tip"), grip: byID("lanes-grip"), fingers: make(map[int]float64),
	}
	l.paint.open(byID("lane-canvas"))
	l.press = browser.NewPause(longPress, l.pressedLong)
	l.fill = browser.NewPause(0, l.fillOn)
	l.mirrors = browser.NewPause(mirrorRest, l.mirror)
	on := c.listeners.On
	on(l.view, "scroll", func(js.Value) {
		l.scroll = l.view.Get("scrollTop").Float()
		if !l.keyboard {
			l.point(laneSpot{})
		}
		c.frame.Ask()
	})
	on(js.Global(), "pointerdown", func(e js.Value) {
		if !l.view.Call("contains", e.Get("target")).Bool() {
			l.point(laneSpot{})
		}
	})
	on(l.view, "pointerdown", l.down)
	on(l.view, "pointermove", l.move)
	on(l.view, "pointerup", l.up)
	on(l.view, "pointercancel", func(e js.Value) {
		l.pressed = false
		l.up(e)
	})
	on(l.view, "pointerleave", func(e js.Value) {
		if e.Get("pointerType").String() == "mouse" {
			l.point(laneSpot{})
		}
	})
	on(l.view, "contextmenu", func(e js.Value) {
		if l.long {
			e.Call("preventDefault")
		}
	})
	on(l.view, "wheel", l.wheel)
	on(l.marks, "keydown", l.key)
	on(l.marks, "focus", func(js.Value) {
		l.keyboard = true
		if !l.active.ok {
			l.activate(l.nearest(0, c.scale.Width/2))
		} else {
			l.activate(l.active)
		}
	})
	on(l.marks, "blur", func(js.Value) {
		l.keyboard = false
		l.point(laneSpot{})
	})
	on(l.grip, "pointerdown", func(e js.Value) {
		l.gripping, l.gripY, l.gripStart = true, e.Get("clientY").Float(), l.shown
		l.grip.Call("setPointerCapture", e.Get("pointerId"))
	})
	on(l.grip, "pointermove", func(e js.Value) {
		if l.gripping {
			l.resize(l.gripStart + l.gripY - e.Get("clientY").Float())
		}
	})
	on(l.grip, "pointerup", func(js.Value) { l.gripping = false })
	on(l.grip, "pointercancel", func(js.Value) { l.gripping = false })
	on(l.grip, "keydown", func(e js.Value) {
		switch e.Get("key").String() {
		case "ArrowUp":
			l.resize(l.shown + gripStep)
		case "ArrowDown":
			l.resize(l.shown - gripStep)
		case "Home":
			l.resize(leastLanes)
		case "End":
			l.resize(1e6)
		default:
			return
		}
		e.Call("preventDefault")
	})
	return l
}

// laneHeight is how high a lane is with its name.
func (l *laneCanvas) laneHeight() float64 { return laneCaption + l.space.Height() + laneGap }

func (l *laneCanvas) resize(height float64) {
	most := js.Global().Get("innerHeight").Float() * lanesShare
	l.height = max(leastLanes, min(most, height, max(leastLanes, float64(len(l.order))*l.laneHeight())))
	l.c.frame.Ask()
}

// measure gives the lanes their height: of themselves what some lanes need,
// less on small screens.
func (l *laneCanvas) measure() {
	total := float64(len(l.order)) * l.laneHeight()
	height := l.height
	if height == 0 {
		inner := js.Global().Get("innerHeight").Float()
		height = max(2*l.laneHeight(), min(190, inner*0.22))
		if l.c.width < 700 {
			height = max(1.7*l.laneHeight(), min(140, inner*0.15))
		}
	}
	height = max(leastLanes, min(height, total))
	if height != l.shown || total != l.total {
		l.shown, l.total = height, total
		px := func(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) + "px" }
		l.view.Get("style").Set("height", px(height))
		l.paint.canvas.Get("style").Set("height", px(height))
		l.room.Get("style").Set("height", px(max(0, total-height)))
		l.grip.Call("setAttribute", "aria-valuenow", int(height))
		l.grip.Call("setAttribute", "aria-valuemin", int(leastLanes))
		l.grip.Call("setAttribute", "aria-valuemax", int(max(leastLanes, total)))
		l.scroll = l.view.Get("scrollTop").Float()
		fitTimeMenu()
	}
}

func (l *laneCanvas) fillOn() {
	if !turn(func() bool { return l.c.page.session.FillLanes(portion) }) {
		l.fill.Ask()
		return
	}
	l.c.frame.Ask()
}

// draw paints the lanes as the session has them now.
func (l *laneCanvas) draw() {
	p := l.c.page
	s := p.session
	if s.State().Lanes == session.LanesOff || l.c.width < 2 {
		l.point(laneSpot{})
		l.lanes, l.order, l.active = nil, l.order[:0], laneSpot{}
		l.laid = laidOut{}
		return
	}
	by, _ := s.State().Lanes.Facet()
	word := func(name string) string { return p.valueName(by, name) }
	l.message = ""
	if s.Table.Len() <= fewEvents {
		s.FillLanes(2*s.Table.Len() + 1)
	}
	lanes, order := s.Lanes(l.order[:0], word)
	if lanes == nil {
		l.fill.Ask()
		// What was laid out stays in sight while other events are put into the
		// same lanes.
		if l.lanes == nil || l.laid.revision[0] != s.LanesRevision()[0] || l.laid.session != s {
			l.lanes, l.order = nil, order
			l.message = fmt.Sprintf(p.words.time.filling, p.words.countEvents(s.Table.Len()))
			l.paint.begin()
			l.space = laneRoom
			l.measure()
			l.paintNow()
		}
		return
	}
	l.lanes, l.order = lanes, order
	l.space = laneRoom
	if !lanes.HasSpans() {
		l.space.BarTracks = 0
	}
	l.measure()
	l.layout()
	if l.keyboard && !l.active.ok {
		l.activate(l.nearest(l.first, l.c.scale.Width/2))
	}
	l.paintNow()
}

// layout puts the items of the lanes in sight where they belong, unless they
// are.
func (l *laneCanvas) layout() {
	p, c := l.c.page, l.c
	s := p.session
	state := s.State()
	now := laidOut{
		revision: s.LanesRevision(), session: s, from: c.scale.From, to: c.scale.To, width: c.scale.Width,
		scroll: l.scroll, height: l.shown, dark: p.dark, rim: s.Rim(),
		signless: !s.Offers(session.Attribution), window: s.WindowOrDomain(),
	}
	if now == l.laid {
		return
	}
	before := l.laid
	l.laid = now
	counted := before
	counted.window = now.window
	if counted == now && len(l.paint.texts) == len(l.starts)-1 {
		for i := range l.paint.texts { // only the window has moved
			l.paint.texts[i].count = l.count(l.first + i)
		}
		return
	}
	if before.revision != now.revision || before.session != s {
		l.active, l.hover = laneSpot{}, laneSpot{}
		l.marks.Call("replaceChildren")
		if f, ok := state.Lanes.Facet(); ok {
			l.marks.Call("setAttribute", "aria-label", fmt.Sprintf(p.words.time.lanesBy, p.facetName(f)))
		}
	}
	by, _ := state.Lanes.Facet()
	height := l.laneHeight()
	l.first = max(0, min(int(l.scroll/height), len(l.order)-1))
	last := min(len(l.order), int((l.scroll+l.shown)/height)+1)
	l.paint.begin()
	l.items, l.starts = l.items[:0], append(l.starts[:0], 0)
	colors := axisLight
	if p.dark {
		colors = axisDark
	}
	t := s.Table
	hues := p.classColors(s.ColorClasses())
	for lane := l.first; lane < last; lane++ {
		at := l.order[lane]
		top := float64(lane)*height - l.scroll
		l.paint.texts = append(l.paint.texts, laneText{bidi.Isolate(p.valueName(by, at.Name)), l.count(lane), top})
		from := len(l.items)
		l.items = l.lanes.Layout(l.items, &c.scale, at.At, l.space)
		l.starts = append(l.starts, len(l.items))
		y := top + laneCaption
		for i := range l.items[from:] {
			item := &l.items[from+i]
			switch item.Kind {
			case timeline.LaneMark:
				sign := mapview.Disc
				if !now.signless {
					sign = signOf(t.Attribution.Name(int(item.Row)))
				}
				data := l.paint.look(hues[s.ClassOf(int(item.Row))], 0.9, false)
				*data = sign.Append(*data, item.X+item.W/2, y+item.Y+item.H/2, 3.2)
			case timeline.LaneBar:
				color := hues[s.ClassOf(int(item.Row))]
				alpha := 0.85
				if t.Precision[item.Row] != event.Day {
					alpha = 0.4
				}
				data := l.paint.look(color, alpha, false)
				*data = rectangle(*data, item.X, y+item.Y+1, item.W, item.H-2)
			case timeline.LaneBand:
				data := l.paint.look(colors.passing, bandAlpha(int(item.Count), laneRoom.Tracks), false)
				*data = rectangle(*data, item.X, y+item.Y, item.W, item.H)
			case timeline.LaneCover:
				data := l.paint.look(colors.passing, bandAlpha(int(item.Count), laneRoom.BarTracks), true)
				*data = rectangle(*data, item.X, y+item.Y, item.W, item.H)
			}
		}
	}
	l.point(l.refound(l.hover))
	l.active = l.refound(l.active)
	l.mirrors.Ask()
}

// bandAlpha is how dark a band is: a step for each fourfold of what has room.
func bandAlpha(count, room int) float64 {
	alpha := 0.3
	for n := room * 4; n < count && alpha < 0.94; n *= 4 {
		alpha += 0.13
	}
	return alpha
}

func (l *laneCanvas) count(lane int) string {
	w := l.c.page.words
	at := l.order[lane].At
	all := l.lanes.Total(at)
	shown := l.lanes.Count(at, l.c.page.session.WindowOrDomain())
	text := w.number(all)
	if shown != all {
		text = fmt.Sprintf(w.eventsOf, w.number(shown), text)
	}
	if l.c.page.session.State().Compare != nil {
		text = fmt.Sprintf(w.compare.first, text)
	}
	return text
}

// in returns the items of a lane, none when it is out of sight.
func (l *laneCanvas) in(lane int) []timeline.Item {
	if i := lane - l.first; i >= 0 && i+1 < len(l.starts) {
		return l.items[l.starts[i]:l.starts[i+1]]
	}
	return nil
}

// refound looks a spot up again after a new layout.
func (l *laneCanvas) refound(at laneSpot) laneSpot {
	if !at.ok {
		return laneSpot{}
	}
	items := l.in(at.lane)
	i := slices.IndexFunc(items, func(item timeline.Item) bool {
		return item.Row >= 0 && item.Row == at.item.Row
	})
	if i < 0 {
		i = slices.IndexFunc(items, func(item timeline.Item) bool {
			return item.Kind != timeline.LaneCover && item.Days.Overlaps(at.item.Days)
		})
	}
	if i < 0 {
		// Out of sight it is kept; the keyboard brings it back.
		return laneSpot{lane: at.lane, item: at.item, ok: l.keyboard && len(items) == 0}
	}
	return laneSpot{at.lane, items[i], true}
}

func (l *laneCanvas) paintNow() {
	p, c := l.c.page, l.c
	v := &l.canvas
	v.dark, v.words, v.scale, v.brush, v.height, v.message = p.dark, p.words, &c.scale, &c.brush.Brush, l.shown, l.message
	v.selected, v.rings = event.Span{Start: 1, End: 0}, v.rings[:0]
	ring := func(at laneSpot) {
		y := float64(at.lane)*l.laneHeight() - l.scroll + laneCaption
		v.rings = append(v.rings, [4]float64{at.item.X - 2, y + at.item.Y - 2, at.item.W + 4, at.item.H + 4})
	}
	if row, ok := p.session.Row(p.session.State().Selected); ok {
		v.selected = p.session.Table.Span(row)
	}
	if l.hover.ok {
		ring(l.hover)
	}
	if l.keyboard && l.active.ok && l.active != l.hover {
		ring(l.active)
	}
	l.paint.draw(v)
	browser.Mark("lanes drawn")
}

// spotAt returns what is at a point of the view.
func (l *laneCanvas) spotAt(x, y, reach float64) laneSpot {
	if l.lanes == nil {
		return laneSpot{}
	}
	lane := int((y + l.scroll) / l.laneHeight())
	items := l.in(lane)
	if i := timeline.HitItem(items, x, y+l.scroll-float64(lane)*l.laneHeight()-laneCaption, reach); i >= 0 {
		return laneSpot{lane, items[i], true}
	}
	return laneSpot{}
}

func (l *laneCanvas) position(e js.Value) (x, y float64) {
	box := l.view.Call("getBoundingClientRect")
	return e.Get("clientX").Float() - box.Get("left").Float(), e.Get("clientY").Float() - box.Get("top").Float()
}

func (l *laneCanvas) down(e js.Value) {
	if e.Get("button").Int() > 0 {
		return
	}
	x, y := l.position(e)
	l.fingers[e.Get("pointerId").Int()] = x
	if len(l.fingers) > 1 {
		l.press.Drop()
		l.point(laneSpot{})
		l.pressed, l.pinched, l.c.pinch = false, true, spread(l.fingers)
		return
	}
	l.downAt = e.Get("timeStamp").Float()
	l.pressed, l.long, l.travel, l.pressX, l.pressY, l.lastX = true, false, 0, x, y, x
	l.c.page.playing = false
	if e.Get("pointerType").String() != "mouse" {
		l.press.Ask()
	}
}

func (l *laneCanvas) pressedLong() {
	if l.pressed && l.travel < clickTravel {
		l.long = true
		l.point(l.spotAt(l.pressX, l.pressY, fingerReach))
	}
}

func (l *laneCanvas) move(e js.Value) {
	x, y := l.position(e)
	if l.pinched {
		if id := e.Get("pointerId").Int(); len(l.fingers) == 2 && l.fingers[id] != 0 {
			l.c.pinchTo(l.fingers, id, x)
		}
		return
	}
	if !l.pressed {
		at := l.spotAt(x, y, markReach)
		cursor := "grab"
		if at.ok {
			cursor = "pointer"
		}
		l.view.Get("style").Set("cursor", cursor)
		l.point(at)
		return
	}
	before := l.travel
	l.travel = max(l.travel, abs(x-l.pressX), abs(y-l.pressY))
	if l.travel < clickTravel || l.long {
		return
	}
	if before < clickTravel {
		l.press.Drop()
		l.point(laneSpot{})
		l.view.Call("setPointerCapture", e.Get("pointerId"))
	}
	l.c.scale.Pan(x - l.lastX)
	l.lastX = x
	l.c.moved()
}

func (l *laneCanvas) up(e js.Value) {
	l.press.Drop()
	delete(l.fingers, e.Get("pointerId").Int())
	if l.pinched && len(l.fingers) == 0 {
		l.pinched = false
		l.c.finish()
	}
	if !l.pressed {
		return
	}
	l.pressed = false
	// Where the page was busy, a tap may be heard of only after the time of a
	// long press.
	l.long = l.long && e.Get("timeStamp").Float()-l.downAt >= longPress
	switch {
	case l.travel >= clickTravel:
		l.c.finish()
	case !l.long:
		reach := markReach
		if e.Get("pointerType").String() != "mouse" {
			reach = fingerReach
		}
		at := l.spotAt(l.pressX, l.pressY, reach)
		l.point(laneSpot{})
		if at.ok {
			l.pick(at, false)
		}
	}
}

func (l *laneCanvas) wheel(e js.Value) {
	dx, dy := e.Get("deltaX").Float(), e.Get("deltaY").Float()
	if e.Get("ctrlKey").Bool() || e.Get("shiftKey").Bool() || abs(dx) > abs(dy) {
		l.c.wheel(e)
	}
}

// itemText says what an item of a lane stands for.
func (p *Page) itemText(item *timeline.Item) string {
	w := p.words
	if item.Row < 0 {
		text := w.shortSpan(item.Days, event.Day) + ": " + w.countEvents(int(item.Count))
		if item.Kind == timeline.LaneCover {
			text += " " + w.time.spread
		}
		return text
	}
	t, row := p.session.Table, int(item.Row)
	text := w.shortSpan(t.Span(row), t.Precision[row])
	if item.Kind == timeline.LaneBar {
		text += ", " + w.datePrecision(t.Span(row), t.Precision[row])
	}
	text += " · " + bidi.Isolate(t.Title.Row(row))
	if attribution := t.Attribution.Name(row); attribution != "" {
		text += " · " + w.value(attribution)
	}
	switch killed := t.Killed.Row(row); {
	case killed.Known():
		text += " · " + w.people(killed) + " " + w.killedShort
	case p.session.StatesKilled():
		text += " · " + w.noKilledFigures
	}
	return text
}

// point shows the tooltip of a spot, or takes it away.
func (l *laneCanvas) point(at laneSpot) {
	if at == l.hover {
		return
	}
	l.hover = at
	l.c.frame.Ask()
	style := l.tip.Get("style")
	if !at.ok {
		style.Set("visibility", "hidden")
		return
	}
	l.tip.Set("textContent", l.c.page.itemText(&at.item))
	width, height := l.tip.Get("offsetWidth").Float(), l.tip.Get("offsetHeight").Float()
	x := max(0, min(l.c.scale.Width-width, at.item.X+at.item.W/2-width/2))
	y := float64(at.lane)*l.laneHeight() - l.scroll + laneCaption + at.item.Y - height - 6 + l.view.Get("offsetTop").Float()
	style.Set("left", strconv.FormatFloat(x, 'f', 0, 64)+"px")
	style.Set("top", strconv.FormatFloat(y, 'f', 0, 64)+"px")
	style.Set("visibility", "visible")
}

// pick opens an event; what stands for several is looked at more closely.
func (l *laneCanvas) pick(at laneSpot, keyboard bool) {
	c := l.c
	if row := int(at.item.Row); row >= 0 {
		c.ctx.Dispatch(func(ctx app.Context) {
			if keyboard {
				c.page.selectEvent(ctx, row, c.page.toCard)
			} else {
				c.page.selectEvent(ctx, row, nil)
			}
		})
		return
	}
	days := at.item.Days
	if view := c.scale.View(); view.Days() <= timeline.MinDays+2 {
		c.brush.Set(days)
	} else {
		around := event.Date(max(timeline.MinDays/2, 3*days.Days()))
		c.scale.Show(event.Span{Start: days.Start - around, End: days.End + around})
	}
	l.point(laneSpot{})
	c.finish()
}

// nearest returns the spot of a lane that is nearest to a pixel, scrolling the
// lane into sight.
func (l *laneCanvas) nearest(lane int, x float64) laneSpot {
	if l.lanes == nil || lane < 0 || lane >= len(l.order) {
		return laneSpot{}
	}
	l.reveal(lane)
	items := l.in(lane)
	best, least := -1, 0.0
	for i := range items {
		if d := max(items[i].X-x, x-items[i].X-items[i].W, 0); best < 0 || d < least {
			best, least = i, d
		}
	}
	if best < 0 {
		return laneSpot{}
	}
	return laneSpot{lane, items[best], true}
}

func (l *laneCanvas) reveal(lane int) {
	height := l.laneHeight()
	switch top := float64(lane) * height; {
	case top < l.scroll:
		l.scrollTo(top)
	case top+height > l.scroll+l.shown:
		l.scrollTo(top + height - l.shown)
	}
}

func (l *laneCanvas) scrollTo(top float64) {
	l.view.Set("scrollTop", top)
	l.scroll = l.view.Get("scrollTop").Float()
	l.layout()
}

func (l *laneCanvas) key(e js.Value) {
	if l.lanes == nil {
		return
	}
	at := l.active
	middle := at.item.X + at.item.W/2
	switch key := e.Get("key").String(); key {
	case "ArrowRight":
		l.walk(1)
	case "ArrowLeft":
		l.walk(-1)
	case "ArrowDown", "ArrowUp":
		step := 1
		if key == "ArrowUp" {
			step = -1
		}
		for lane := at.lane + step; lane >= 0 && lane < len(l.order); lane += step {
			if spot := l.nearest(lane, middle); spot.ok {
				l.activate(spot)
				break
			}
		}
	case "Home":
		l.activate(l.nearest(at.lane, -1e9))
	case "End":
		l.activate(l.nearest(at.lane, 1e9))
	case "Enter":
		if at.ok {
			l.pick(at, true)
		}
	case " ":
		l.c.togglePlay()
	case "+", "=", "-", "_":
		factor := 0.5
		if key == "-" || key == "_" {
			factor = 2
		}
		l.c.scale.Zoom(middle, factor)
		l.layout()
		l.activate(l.nearest(at.lane, middle))
		l.c.finish()
	case "Escape":
		l.point(laneSpot{})
	default:
		return
	}
	e.Call("preventDefault")
	e.Call("stopPropagation")
}

// walk goes to the next item of the lane; at the edge of the view it moves the
// view to the next event there is.
func (l *laneCanvas) walk(direction int) {
	at := l.active
	items := l.in(at.lane)
	i := slices.Index(items, at.item)
	if next := i + direction; i >= 0 && next >= 0 && next < len(items) {
		l.activate(laneSpot{at.lane, items[next], true})
		return
	}
	c := l.c
	if at.lane >= len(l.order) {
		return
	}
	view := event.Span{Start: c.scale.Day(0), End: c.scale.Day(c.scale.Width)}
	if at.ok && at.item.Kind != timeline.LaneBar { // a column may reach over the edge
		view.Start, view.End = min(view.Start, at.item.Days.Start), max(view.End, at.item.Days.End)
	}
	day, ok := l.lanes.Beyond(l.order[at.lane].At, view, direction)
	if !ok {
		return
	}
	c.scale.Pan(c.scale.Width/2 - c.scale.X(day))
	l.layout()
	l.reveal(at.lane)
	next := l.nearest(at.lane, c.scale.X(day))
	for _, item := range l.in(at.lane) {
		if item.Days.Start == day || item.Days.End == day {
			next = laneSpot{at.lane, item, true}
			break
		}
	}
	l.activate(next)
	c.finish()
}

// activate has the keyboard on a spot.
func (l *laneCanvas) activate(at laneSpot) {
	if !at.ok {
		return
	}
	l.reveal(at.lane)
	l.active = at
	l.point(at)
	l.mirror()
	l.c.frame.Ask()
}

// mirror writes the active item and those around it as options of the list of
// marks: a canvas cannot be read by a screen reader.
func (l *laneCanvas) mirror() {
	if l.lanes == nil || len(l.order) == 0 {
		l.marks.Call("replaceChildren")
		l.marks.Call("removeAttribute", "aria-activedescendant")
		return
	}
	lane, i := l.first, 0
	if l.active.ok {
		lane = l.active.lane
		i = slices.Index(l.in(lane), l.active.item)
	}
	if lane >= len(l.order) {
		return
	}
	items := l.in(lane)
	from, to := max(0, i-mostMirror), min(len(items), max(0, i)+mostMirror+1)
	document := js.Global().Get("document")
	fragment := document.Call("createDocumentFragment")
	p := l.c.page
	by, _ := p.session.State().Lanes.Facet()
	name := bidi.Isolate(p.valueName(by, l.order[lane].Name))
	for at := from; at < to; at++ {
		item := document.Call("createElement", "li")
		item.Set("id", "lane-mark-"+strconv.Itoa(at))
		item.Set("textContent", name+": "+p.itemText(&items[at]))
		item.Call("setAttribute", "role", "option")
		selected := items[at].Row >= 0 && p.session.Table.ID.Row(int(items[at].Row)) == p.session.State().Selected
		item.Call("setAttribute", "aria-selected", strconv.FormatBool(selected))
		item.Call("setAttribute", "aria-posinset", at+1)
		item.Call("setAttribute", "aria-setsize", len(items))
		if items[at].Row >= 0 {
			item.Get("dataset").Set("id", p.session.Table.ID.Row(int(items[at].Row)))
		}
		fragment.Call("append", item)
	}
	l.marks.Call("replaceChildren", fragment)
	if l.active.ok && i >= 0 {
		l.marks.Call("setAttribute", "aria-activedescendant", "lane-mark-"+strconv.Itoa(i))
	} else {
		l.marks.Call("removeAttribute", "aria-activedescendant")
	}
}
