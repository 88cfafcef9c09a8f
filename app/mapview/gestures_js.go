package mapview

import (
	"math"
	"syscall/js"

	"wherewhen/app/browser"
)

// gestures move a map that has no ground of MapLibre's, which brings its own:
// drag, wheel, arrow keys, plus and minus.
type gestures struct {
	v         *Map
	listeners browser.Listeners
	ended     *browser.Pause // a movement without an end of its own is over
	x, y      float64        // where the pointer went down, then where it was last
	down      bool
	dragged   bool
}

// startGestures takes gestures until they are released.
func startGestures(v *Map) *gestures {
	g := &gestures{v: v}
	g.ended = browser.NewPause(250, func() { v.on.Moved(v.camera, true) })
	ground := v.elements.Ground
	g.listeners.On(ground, "pointerdown", g.press)
	g.listeners.On(ground, "pointermove", g.move)
	g.listeners.On(ground, "pointerup", g.lift)
	g.listeners.On(ground, "pointercancel", g.lift)
	g.listeners.On(ground, "pointerleave", func(js.Value) { v.leave() })
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
func (g *gestures) at(e js.Value) (x, y float64) {
	box := g.v.elements.Ground.Call("getBoundingClientRect")
	return e.Get("clientX").Float() - box.Get("left").Float(), e.Get("clientY").Float() - box.Get("top").Float()
}

func (g *gestures) press(e js.Value) {
	if !e.Get("isPrimary").Bool() || e.Get("button").Int() != 0 {
		return
	}
	g.x, g.y = g.at(e)
	g.down, g.dragged = true, false
	g.v.elements.Ground.Call("setPointerCapture", e.Get("pointerId"))
}

func (g *gestures) move(e js.Value) {
	x, y := g.at(e)
	if !g.down {
		g.v.hoverAt(x, y)
		return
	}
	const slack = 3
	if !g.dragged && math.Abs(x-g.x) < slack && math.Abs(y-g.y) < slack {
		return
	}
	g.dragged = true
	g.v.leave()
	g.v.moveTo(g.v.camera.Panned(g.x-x, g.y-y))
	g.x, g.y = x, y
}

func (g *gestures) lift(e js.Value) {
	if !g.down {
		return
	}
	g.down = false
	switch {
	case g.dragged:
		g.v.on.Moved(g.v.camera, true)
	case e.Get("type").String() == "pointerup":
		g.v.click(g.x, g.y)
	}
}

// wheel goes nearer or farther and keeps the place under the pointer there.
func (g *gestures) wheel(e js.Value) {
	e.Call("preventDefault")
	pixels := e.Get("deltaY").Float()
	if e.Get("deltaMode").Int() == 1 {
		pixels *= 40 // lines
	}
	x, y := g.at(e)
	width, height := g.v.size()
	c := g.v.camera
	g.v.moveTo(c.Zoomed(c.Zoom-pixels/450, x-width/2, y-height/2))
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
