package mapview

import (
	"math"
	"strconv"
	"syscall/js"
)

// spreading are the events of a place while they are drawn around it.
type spreading struct {
	lon, lat float64
	events   []SpreadEvent
	offsets  [][2]float64
	over, at int    // the event the pointer is on, and the keyboard; -1 for none
	label    string // of the list of places, before
}

const (
	spreadSign  = 5.5 // radius of a sign, CSS pixels
	spreadReach = 11  // how far from it a pointer may be
)

// Spread draws the events of a place around it, or other ones than before. Its
// events stand in the list for the keyboard meanwhile, under a label.
func (v *Map) Spread(lon, lat float64, events []SpreadEvent, label string) {
	s := v.spread
	if s == nil {
		s = &spreading{over: -1, at: -1, label: v.elements.Places.Call("getAttribute", "aria-label").String()}
		v.spread = s
	}
	r := DotSize(v.Camera().Zoom)
	if i := v.shown.Selected; !v.dotted() && i >= 0 && i < len(v.shown.Circles.Value) {
		r = v.shown.Circles.radius(i) + RimWidth
	}
	s.lon, s.lat, s.events, s.offsets = lon, lat, events, spreadOffsets(len(events), r)
	s.over, s.at = min(s.over, len(events)-1), min(s.at, len(events)-1)
	v.elements.Places.Call("setAttribute", "aria-label", label)
	v.listing.Ask()
	v.frame.Ask()
}

// Fold takes back what Spread did.
func (v *Map) Fold() {
	if v.spread == nil {
		return
	}
	v.elements.Places.Call("setAttribute", "aria-label", v.spread.label)
	v.spread = nil
	v.tip(-1)
	v.listing.Ask()
	v.frame.Ask()
}

// middle returns where the place is on the canvas, and whether it is seen.
func (v *Map) spreadMiddle() (x, y float64, seen bool) {
	s := v.spread
	if v.looks.Globe {
		at, seen := v.onGlobe(s.lon, s.lat)
		return at[0], at[1], seen
	}
	width, height := v.size()
	at := v.Camera().pixel([2]float64{s.lon, s.lat}, width, height)
	return at[0], at[1], true
}

// spreadUnder returns the event that is spread out at a point; -1 for none.
func (v *Map) spreadUnder(px, py float64) int {
	if v.spread == nil {
		return -1
	}
	x, y, seen := v.spreadMiddle()
	if !seen {
		return -1
	}
	for i, o := range v.spread.offsets {
		if math.Hypot(px-x-o[0], py-y-o[1]) <= spreadReach {
			return i
		}
	}
	return -1
}

// hoverSpread has the tooltip of an event under the pointer; it reports whether
// there is one.
func (v *Map) hoverSpread(x, y float64) bool {
	if v.spread == nil {
		return false
	}
	i := v.spreadUnder(x, y)
	if i != v.spread.over {
		v.spread.over = i
		v.frame.Ask()
	}
	if i >= 0 {
		v.tipSpread(i)
	}
	return i >= 0
}

func (v *Map) tipSpread(i int) {
	if x, y, seen := v.spreadMiddle(); seen {
		e, o := &v.spread.events[i], v.spread.offsets[i]
		v.tipAt(e.Title, e.Text, x+o[0], y+o[1])
	}
}

// drawSpread draws the events over what else is drawn, and their circle again
// over their lines.
func (v *Map) drawSpread() {
	s := v.spread
	if s == nil || len(s.events) == 0 {
		return
	}
	x, y, seen := v.spreadMiddle()
	if !seen {
		return
	}
	c, p := v.looks.colors(), &v.paint
	last := s.offsets[len(s.offsets)-1]
	p.disc(x, y, math.Hypot(last[0], last[1])+spreadStep*0.7, rgba(c.Land, 0.82))
	p.beginPath.Invoke()
	for _, o := range s.offsets {
		p.moveTo.Invoke(x, y)
		p.lineTo.Invoke(x+o[0], y+o[1])
	}
	p.ctx.Set("lineWidth", 1)
	p.ctx.Set("strokeStyle", c.Country)
	p.stroke.Invoke()
	if i := v.shown.Selected; !v.dotted() && i >= 0 && i < len(v.visible) && v.visible[i] {
		p.circle(&v.shown, c, i, v.x[i], v.y[i], false)
	}
	for i, o := range s.offsets {
		e := &s.events[i]
		p.disc(x+o[0], y+o[1], spreadSign+3.5, c.Circle)
		p.ctx.Set("fillStyle", e.Color)
		p.fill.Invoke(p.path2D.New(string(e.Sign.Append(nil, x+o[0], y+o[1], spreadSign))))
		switch i {
		case s.at:
			p.mark(c, x+o[0], y+o[1], spreadSign+1)
		case s.over:
			p.touch(c, x+o[0], y+o[1], spreadSign+3)
		}
	}
}

// listSpread writes the events as options of the list of places.
func (v *Map) listSpread() {
	s := v.spread
	v.options, v.listed = v.options[:0], 0
	v.elements.Places.Call("replaceChildren")
	for i := range s.events {
		item := js.Global().Get("document").Call("createElement", "li")
		item.Set("id", "place-"+strconv.Itoa(i))
		item.Set("textContent", s.events[i].Title+": "+s.events[i].Text)
		item.Call("setAttribute", "role", "option")
		item.Call("setAttribute", "aria-selected", "false")
		v.elements.Places.Call("append", item)
	}
	if js.Global().Get("document").Get("activeElement").Equal(v.elements.Places) {
		v.walkSpread(max(s.at, 0))
	} else {
		v.elements.Places.Call("removeAttribute", "aria-activedescendant")
	}
}

// walkSpread has the keyboard on an event.
func (v *Map) walkSpread(i int) {
	s := v.spread
	if s.at = max(0, min(i, len(s.events)-1)); len(s.events) == 0 {
		return
	}
	v.elements.Places.Call("setAttribute", "aria-activedescendant", "place-"+strconv.Itoa(s.at))
	v.tipSpread(s.at)
	v.frame.Ask()
}

// spreadKey takes a key while events are spread out; it reports whether it had
// a use for it.
func (v *Map) spreadKey(key string) bool {
	s := v.spread
	switch key {
	case "ArrowDown", "ArrowRight":
		v.walkSpread(s.at + 1)
	case "ArrowUp", "ArrowLeft":
		v.walkSpread(s.at - 1)
	case "Home":
		v.walkSpread(0)
	case "End":
		v.walkSpread(len(s.events) - 1)
	case "Enter", " ":
		if s.at >= 0 && s.at < len(s.events) {
			v.on.PickEvent(s.events[s.at].Row)
		}
	case "Escape", "s", "S":
		v.on.Spread(-1)
	default:
		return false
	}
	return true
}
