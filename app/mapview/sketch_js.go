package mapview

import (
	"math"
	"syscall/js"

	"wherewhen/app/browser"
)

// sketch draws land and borders on a canvas: what there is to see before
// MapLibre has drawn its ground, and where it never can.
type sketch struct {
	canvas, ctx                        js.Value
	side                               float64  // of the square of Web Mercator, in the units of the paths
	land, unsettled, borders, disputed js.Value // Path2D
	drawn                              sketchView
}

// sketchView is what a drawing depends on.
type sketchView struct {
	camera               Camera
	width, height, scale float64
	dark                 bool
}

// read takes the paths from the file beside the page.
func (s *sketch) read() error {
	file, err := browser.FileJSON("basemap-sketch")
	if err != nil {
		return err
	}
	path := func(name string) js.Value { return js.Global().Get("Path2D").New(file.Get(name)) }
	s.land, s.unsettled, s.borders, s.disputed = path("land"), path("unsettled"), path("borders"), path("disputed")
	s.side = file.Get("side").Float()
	return nil
}

// ready reports whether there is something to draw.
func (s *sketch) ready() bool { return s.side > 0 }

// draw draws a view, unless it is the one that is there.
func (s *sketch) draw(camera Camera, looks *Looks, width, height float64) {
	view := sketchView{camera, width, height, js.Global().Get("devicePixelRatio").Float(), looks.Dark}
	if view == s.drawn {
		return
	}
	s.drawn = view
	s.open(math.Ceil(width*view.scale), math.Ceil(height*view.scale))

	c := looks.colors()
	s.canvas.Get("style").Set("background", c.Sea)
	unit := WorldSize(camera.Zoom) / s.side // CSS pixels
	x, y := Mercator(camera.Lon, camera.Lat)
	s.ctx.Call("setTransform", unit*view.scale, 0, 0, unit*view.scale,
		(width/2-x*s.side*unit)*view.scale, (height/2-y*s.side*unit)*view.scale)
	s.ctx.Set("fillStyle", c.Land)
	s.ctx.Call("fill", s.land)
	s.ctx.Set("fillStyle", c.NoLand)
	s.ctx.Call("fill", s.unsettled)
	s.ctx.Set("strokeStyle", c.Country)
	s.ctx.Set("lineWidth", 0.8/unit)
	s.ctx.Call("stroke", s.borders)
	s.ctx.Call("setLineDash", array{2 / unit, 2 / unit})
	s.ctx.Call("stroke", s.disputed)
}

// open makes the canvas empty and of so many pixels, and returns its context.
func (s *sketch) open(width, height float64) js.Value {
	if s.ctx.IsUndefined() {
		s.ctx = s.canvas.Call("getContext", "2d")
	}
	s.canvas.Set("width", width)
	s.canvas.Set("height", height)
	return s.ctx
}

// hide takes the drawing away, and lets go of its memory.
func (s *sketch) hide() {
	s.canvas.Set("width", 0)
	s.drawn = sketchView{}
}
