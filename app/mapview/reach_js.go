package mapview

import (
	"strconv"
	"syscall/js"
)

// reachPainter draws discs around places: each soft towards its edge, as a
// picture that is made once and drawn larger or smaller.
type reachPainter struct {
	soft [2]js.Value // on light and on dark ground
}

const softSide = 128

// softDisc returns the picture of a soft disc.
func (p *reachPainter) softDisc(dark bool, color string) js.Value {
	i := 0
	if dark {
		i = 1
	}
	if p.soft[i].IsUndefined() {
		canvas := js.Global().Get("document").Call("createElement", "canvas")
		canvas.Set("width", softSide)
		canvas.Set("height", softSide)
		context := canvas.Call("getContext", "2d")
		const r = softSide / 2
		gradient := context.Call("createRadialGradient", r, r, 0, r, r, r)
		for _, stop := range softStops {
			gradient.Call("addColorStop", stop[0], rgba(color, stop[1]))
		}
		context.Set("fillStyle", gradient)
		context.Call("fillRect", 0, 0, softSide, softSide)
		p.soft[i] = canvas
	}
	return p.soft[i]
}

// drawReaches draws how far around their places the events shown may have
// happened.
func (v *Map) drawReaches(width, height float64) {
	dashes := [nearnesses][]byte{}
	c := v.looks.colors()
	image := v.paint.reaches.softDisc(v.looks.Dark, c.Area)
	v.eachReach(width, height, func(n Nearness, x, y, r float64) {
		if v.laid { // streets are to be seen through discs that are larger than the map
			v.paint.ctx.Set("globalAlpha", min(1, height/(4*r)))
		}
		v.paint.ctx.Call("drawImage", image, x-r, y-r, 2*r, 2*r)
		if reachDash(n) != nil {
			dashes[n] = Disc.Append(dashes[n], x, y, r)
		}
	})
	v.paint.ctx.Set("globalAlpha", 1)
	for n, path := range dashes {
		if len(path) == 0 {
			continue
		}
		dash := array{}
		for _, length := range reachDash(Nearness(n)) {
			dash = append(dash, length)
		}
		v.paint.ctx.Call("setLineDash", dash)
		v.paint.ctx.Set("lineWidth", 1.2)
		v.paint.ctx.Set("strokeStyle", c.MinorLabel)
		v.paint.stroke.Invoke(v.paint.path2D.New(string(path)))
		v.paint.ctx.Call("setLineDash", array{})
	}
}

// eachReach finds the discs of which something is in sight.
func (v *Map) eachReach(width, height float64, see func(n Nearness, x, y, r float64)) {
	camera := v.Camera()
	for _, d := range v.shown.near.reaches {
		if v.shown.Circles.Count[v.shown.Cells.Of[d.place]] == 0 {
			continue
		}
		lon, lat := v.shown.Places.Lon[d.place], v.shown.Places.Lat[d.place]
		around := lat
		if v.looks.Globe {
			around = camera.Lat
		}
		r := reachPixels(d.near, camera.Zoom, around)
		if r == 0 {
			continue
		}
		at, seen := [2]float64{}, true
		if v.looks.Globe {
			at, seen = v.onGlobe(lon, lat)
		} else {
			at = camera.pixel([2]float64{lon, lat}, width, height)
		}
		if x, y := at[0], at[1]; seen && x > -r && y > -r && x < width+r && y < height+r {
			see(d.near, x, y, r)
		}
	}
}

// inside writes what stands in a circle.
func (p *painter) inside(s *Shown, c Colors, i int, x, y, r float64) {
	text, size, shape, radius := s.inside(i, r)
	if radius > 0 {
		p.ctx.Set("fillStyle", c.CircleInk)
		p.fill.Invoke(p.path2D.New(string(shape.Append(nil, x, y, radius))))
		return
	}
	if text != "" {
		p.ctx.Set("fillStyle", c.CircleInk)
		p.ctx.Set("font", "600 "+decimal(size)+"px system-ui, sans-serif")
		p.fillText.Invoke(text, x, y+0.5)
	}
}

// area writes the number of events of which no nearer place than a province or
// country is known: their disc is drawn, and no circle.
func (p *painter) area(s *Shown, c Colors, i int, x, y float64, strong bool) {
	ink := c.CircleInk
	if strong {
		ink = c.Selected
	}
	p.ctx.Set("fillStyle", ink)
	p.ctx.Set("font", "600 12px system-ui, sans-serif")
	p.fillText.Invoke(strconv.Itoa(int(s.Circles.Count[i])), x, y+0.5)
}
