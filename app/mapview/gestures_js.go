package mapview

import (
	"math"
	"syscall/js"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wherewhen/app/browser"
)

// gestures move a map that has no ground of MapLibre's, which brings its own:
// drag, pinch, wheel, arrow keys, plus and minus.
type gestures struct {
	v         *Map
	listeners browser.Listeners
	ended     *browser.Pause    // a movement without an end of its own is over
	down      map[int]orb.Point // where each pointer that is down was last, two at most
	dragged   bool
}

// startGestures takes gestures until they are released.
func startGestures(v *Map) *gestures {
	g := &gestures{v: v, down: make(map[int]orb.Point)}
	g.ended = browser.NewPause(250, func() { v.on.Moved(v.camera, true) })
	ground := v.elements.Ground
	g.listeners.On(ground, "pointerdown", g.press)
	g.listeners.On(ground, "pointermove", g.move)
	g.listeners.On(ground, "pointerup", g.lift)
	g.listeners.On(ground, "pointercancel", g.lift)
	g.listeners.On(ground, "pointerleave", func(e js.Value) {
		if e.Get("pointerType").String() == "mouse" {
			v.leave()
		}
	})
	g.listeners.On(ground, "wheel", g.wheel)
	g.listeners.On(ground, "keydown", g.key)
	return g
}

func (g *gestures) release() {
	g.ended.Drop()
	g.listeners.Release()
	g.v.elements.Ground.Get("style").Set("cursor", "")
}

// at returns where an event is on the map, CSS pixels.
func (v *Map) at(e js.Value) orb.Point {
	box := v.elements.Ground.Call("getBoundingClientRect")
	return orb.Point{e.Get("clientX").Float() - box.Get("left").Float(), e.Get("clientY").Float() - box.Get("top").Float()}
}

func (g *gestures) press(e js.Value) {
	if e.Get("button").Int() != 0 || len(g.down) == 2 {
		return
	}
	g.dragged = len(g.down) > 0
	g.down[e.Get("pointerId").Int()] = g.v.at(e)
	g.v.elements.Ground.Call("setPointerCapture", e.Get("pointerId"))
}

// move drags the map with a pointer; with two it keeps below each what was
// there.
func (g *gestures) move(e js.Value) {
	id, to := e.Get("pointerId").Int(), g.v.at(e)
	from, down := g.down[id]
	if !down {
		if len(g.down) == 0 {
			g.v.hoverAt(to[0], to[1])
		}
		return
	}
	const slack = 3
	if !g.dragged && math.Abs(to[0]-from[0]) < slack && math.Abs(to[1]-from[1]) < slack {
		return
	}
	g.dragged = true
	g.v.leave()
	g.down[id] = to
	camera := g.v.camera
	for other, at := range g.down {
		if other != id {
			width, height := g.v.size()
			before, after := max(planar.Distance(from, at), 10), max(planar.Distance(to, at), 10)
			camera = camera.Zoomed(camera.Zoom+math.Log2(after/before), (to[0]+at[0]-width)/2, (to[1]+at[1]-height)/2)
			from, to = orb.Point{(from[0] + at[0]) / 2, (from[1] + at[1]) / 2}, orb.Point{(to[0] + at[0]) / 2, (to[1] + at[1]) / 2}
		}
	}
	g.v.moveTo(camera.Panned(from[0]-to[0], from[1]-to[1]))
}

func (g *gestures) lift(e js.Value) {
	id := e.Get("pointerId").Int()
	at, down := g.down[id]
	delete(g.down, id)
	switch {
	case !down || len(g.down) > 0:
	case g.dragged:
		g.v.on.Moved(g.v.camera, true)
	case e.Get("type").String() == "pointerup":
		g.v.click(at[0], at[1])
	}
}

// wheel goes nearer or farther and keeps the place under the pointer there.
func (g *gestures) wheel(e js.Value) {
	e.Call("preventDefault")
	pixels := e.Get("deltaY").Float()
	if e.Get("deltaMode").Int() == 1 {
		pixels *= 40 // lines
	}
	at := g.v.at(e)
	width, height := g.v.size()
	c := g.v.camera
	g.v.moveTo(c.Zoomed(c.Zoom-pixels/450, at[0]-width/2, at[1]-height/2))
	g.ended.Ask()
}

func (g *gestures) key(e js.Value) {
	const step = 100
	c := g.v.camera
	switch e.Get("key").String() {
	case "ArrowLeft":
		c = c.Panned(-step, 0)
	case "ArrowRight":
		c = c.Panned(step, 0)
	case "ArrowUp":
		c = c.Panned(0, -step)
	case "ArrowDown":
		c = c.Panned(0, step)
	case "+", "=":
		c = c.Zoomed(c.Zoom+1, 0, 0)
	case "-":
		c = c.Zoomed(c.Zoom-1, 0, 0)
	default:
		return
	}
	e.Call("preventDefault")
	g.v.moveTo(c)
	g.ended.Ask()
}
