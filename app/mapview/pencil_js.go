package mapview

import (
	"syscall/js"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"

	"wherewhen/app/browser"
)

// Shape is what can be drawn on a flat map.
type Shape uint8

// The shapes.
const (
	ShapeBox  Shape = iota // two opposite corners
	ShapeArea              // any ring
)

// pencil takes the pointer over the map, until it has drawn something or is
// given up.
type pencil struct {
	v         *Map
	what      Shape
	listeners browser.Listeners
	path      orb.LineString // where the pointer was while down, CSS pixels
	down      bool
}

const (
	// leastDrawn is how far a drawing must reach, in CSS pixels: less is a slip.
	leastDrawn = 6
	// exactness is how far the corners of an area may be from what was drawn, in
	// CSS pixels, and mostCorners how many there may be.
	exactness   = 1.5
	mostCorners = 120
)

// Draw has the pointer draw on the map once. It ends by itself, or by StopDrawing.
func (v *Map) Draw(what Shape) {
	v.StopDrawing()
	d := &pencil{v: v, what: what}
	v.pencil = d
	sheet := v.elements.Sheet
	d.listeners.On(sheet, "pointerdown", d.press)
	d.listeners.On(sheet, "pointermove", d.move)
	d.listeners.On(sheet, "pointerup", d.lift)
	d.listeners.On(sheet, "pointercancel", func(js.Value) { d.begin(nil) })
	v.leave()
}

// StopDrawing gives up what is being drawn.
func (v *Map) StopDrawing() {
	if v.pencil != nil {
		v.pencil.listeners.Release()
		v.pencil = nil
		v.frame.Ask()
	}
}

func (d *pencil) begin(path orb.LineString) {
	d.path, d.down = path, path != nil
	d.v.frame.Ask()
}

func (d *pencil) at(e js.Value) orb.Point {
	box := d.v.elements.Sheet.Call("getBoundingClientRect")
	return orb.Point{e.Get("clientX").Float() - box.Get("left").Float(), e.Get("clientY").Float() - box.Get("top").Float()}
}

func (d *pencil) press(e js.Value) {
	if !e.Get("isPrimary").Bool() || e.Get("button").Int() != 0 {
		return
	}
	e.Call("preventDefault")
	d.v.elements.Sheet.Call("setPointerCapture", e.Get("pointerId"))
	d.begin(orb.LineString{d.at(e)})
}

func (d *pencil) move(e js.Value) {
	if !d.down || !e.Get("isPrimary").Bool() {
		return
	}
	p := d.at(e)
	if d.what == ShapeBox {
		d.path = append(d.path[:1], p)
	} else if last := d.path[len(d.path)-1]; planar.Distance(p, last) >= exactness {
		d.path = append(d.path, p)
	}
	d.v.frame.Ask()
}

func (d *pencil) lift(e js.Value) {
	if !d.down || !e.Get("isPrimary").Bool() {
		return
	}
	path := d.path
	d.begin(nil)
	bound := path.Bound()
	if max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1]) < leastDrawn {
		return
	}
	width, height := d.v.size()
	c := d.v.Camera()
	var points []orb.Point
	if d.what == ShapeBox {
		southWest, northEast := orb.Point{bound.Min[0], bound.Max[1]}, orb.Point{bound.Max[0], bound.Min[1]}
		points = []orb.Point{c.pointAt(southWest, width, height), c.pointAt(northEast, width, height)}
	} else {
		for _, p := range simplified(path) {
			points = append(points, c.pointAt(p, width, height))
		}
		if len(points) < 3 {
			return
		}
	}
	d.v.StopDrawing()
	d.v.on.Drawn(points)
}

// simplified returns the corners that are enough to tell a path by.
func simplified(path orb.LineString) orb.LineString {
	for exact := exactness; ; exact *= 1.5 {
		if few := simplify.DouglasPeucker(exact).LineString(path.Clone()); len(few) <= mostCorners {
			return few
		}
	}
}

// outline returns the ring that is being drawn, CSS pixels, nil for none.
func (d *pencil) outline() orb.Ring {
	if d == nil || len(d.path) < 2 {
		return nil
	}
	if d.what == ShapeBox {
		return d.path.Bound().ToRing()
	}
	return orb.Ring(d.path)
}

// View returns the box of degrees a flat map shows.
func (v *Map) View() orb.Bound {
	width, height := v.size()
	c := v.Camera()
	return orb.Bound{
		Min: c.pointAt(orb.Point{0, height}, width, height),
		Max: c.pointAt(orb.Point{width, 0}, width, height),
	}
}

// within finds where the part that is filtered by is on the canvas; of a globe
// what is in front.
func (v *Map) within() (lines []orb.LineString) {
	if len(v.shown.Within) == 0 {
		return nil
	}
	return v.onCanvas(v.shown.Within)
}

// onCanvas finds where a ring of degrees is on the canvas; of a globe what is in
// front.
func (v *Map) onCanvas(ring orb.Ring) (lines []orb.LineString) {
	width, height := v.size()
	c := v.Camera()
	var line orb.LineString
	for i := range len(ring) - 1 {
		steps := 1
		if v.looks.Globe {
			steps = 1 + int(planar.Distance(ring[i], ring[i+1])/3) // degrees: a straight line is none on a globe
		}
		for k := range steps + 1 {
			share := float64(k) / float64(steps)
			p := orb.Point{ring[i][0] + share*(ring[i+1][0]-ring[i][0]), ring[i][1] + share*(ring[i+1][1]-ring[i][1])}
			if !v.looks.Globe {
				line = append(line, c.pixel(p, width, height))
			} else if at, seen := v.onGlobe(p[0], p[1]); seen {
				line = append(line, at)
			} else if len(line) > 0 {
				lines, line = append(lines, line), nil
			}
		}
	}
	return append(lines, line)
}
