package mapview

import (
	"slices"
	"strconv"
	"syscall/js"

	"github.com/paulmach/orb"
)

// shadeLayer is what the map holds of shaded areas. MapLibre has the outlines
// once and is told a colour only when it changes; on the sketch they are painted.
type shadeLayer struct {
	of      *Outlines  // nil for none
	data    js.Value   // of the source of MapLibre's, undefined until it is asked for
	told    []string   // colour of each area it was told; nil for none yet
	hatched []bool     // areas it was told have lines
	paths   []js.Value // Path2D of each area, undefined until it is painted
	pattern js.Value   // of the lines, on the ground of
	dark    bool
}

// shaded reports whether areas are drawn in place of circles.
func (v *Map) shaded() bool { return v.shown.Shades != nil }

// shade has the map follow the areas to be drawn.
func (v *Map) shade() {
	var of *Outlines
	if v.shaded() {
		of = v.shown.Shades.Of
	}
	if l := &v.shades; of != l.of {
		*l = shadeLayer{of: of}
		if of != nil {
			l.paths = make([]js.Value, len(of.Code))
		}
		if v.m.Truthy() {
			v.restyle()
		}
	}
	v.tellShades()
}

func (v *Map) hasShades() bool {
	return v.m.Truthy() && v.styled && !v.stale && v.m.Call("getSource", "shades").Truthy()
}

// shadeData returns the outlines as MapLibre takes them, nil for none.
func (v *Map) shadeData() any {
	l := &v.shades
	if l.of == nil {
		return nil
	}
	if l.data.IsUndefined() {
		l.data = js.Global().Get("JSON").Call("parse", string(l.of.appendGeoJSON(nil)))
	}
	return l.data
}

// tellShades tells MapLibre the colours that are not as it was told last.
func (v *Map) tellShades() {
	l := &v.shades
	if l.of == nil || !v.hasShades() {
		return
	}
	s := v.shown.Shades
	if l.told == nil {
		v.m.Call("removeFeatureState", object{"source": "shades"}) // of other areas
		l.told = make([]string, len(s.Color))
	}
	for i, color := range s.Color {
		if color != l.told[i] {
			l.told[i] = color
			v.m.Call("setFeatureState", object{"source": "shades", "id": i}, object{"color": color})
		}
	}
	if !slices.Equal(l.hatched, s.Hatched) {
		l.hatched = append(l.hatched[:0], s.Hatched...)
		v.m.Call("setFilter", "shade-hatch", hatchedFilter(s.Hatched))
	}
}

// projectMiddles finds where what is said of each area would stand.
func (v *Map) projectMiddles() {
	width, height := v.size()
	c := v.Camera()
	for i, at := range v.shown.Shades.Of.Middle {
		p, seen := orb.Point{}, true
		if v.looks.Globe {
			p, seen = v.onGlobe(at[0], at[1])
		} else {
			p = c.pixel(at, width, height)
		}
		v.x[i], v.y[i] = p[0], p[1]
		v.visible[i] = seen && p[0] >= 0 && p[1] >= 0 && p[0] <= width && p[1] <= height
	}
}

// drawShades paints the areas where the sketch is their ground, and marks those
// that are filtered by or that pointer or keyboard is on.
func (v *Map) drawShades(sketched bool) {
	if sketched {
		v.paintShades()
	}
	c := v.looks.colors()
	marked := func(area int, width float64, color string) {
		for _, polygon := range v.shown.Shades.Of.Shape[area] {
			for _, line := range v.onCanvas(polygon[0]) {
				v.paint.outline(line, width, color, c.Halo)
			}
		}
	}
	for area, chosen := range v.shown.Shades.Chosen {
		if chosen {
			marked(area, 2, c.Selected)
		}
	}
	if v.hovered >= 0 && v.hovered != v.active && !v.shown.Shades.Chosen[v.hovered] {
		marked(v.hovered, 1.5, c.CircleInk)
	}
	if v.active >= 0 {
		marked(v.active, 3, c.Selected)
	}
}

// paintShades paints the areas in sight of a flat map.
func (v *Map) paintShades() {
	l, s, ctx := &v.shades, v.shown.Shades, v.paint.ctx
	width, height := v.size()
	camera, c := v.Camera(), v.looks.colors()
	scale := js.Global().Get("devicePixelRatio").Float()
	unit := WorldSize(camera.Zoom) / outlineSide
	x, y := Mercator(camera.Lon, camera.Lat)
	ctx.Call("save")
	ctx.Call("setTransform", unit*scale, 0, 0, unit*scale, (width/2-x*outlineSide*unit)*scale, (height/2-y*outlineSide*unit)*scale)
	if !l.pattern.Truthy() || l.dark != v.looks.Dark {
		l.pattern, l.dark = v.hatchPattern(ctx), v.looks.Dark
	}
	l.pattern.Call("setTransform", js.Global().Get("DOMMatrix").New(array{0.5 / unit, 0, 0, 0.5 / unit, 0, 0}))
	ctx.Set("lineJoin", "round")
	ctx.Set("lineWidth", 0.8/unit)
	part := orb.Bound{Min: camera.pointAt(orb.Point{0, height}, width, height), Max: camera.pointAt(orb.Point{width, 0}, width, height)}
	s.Of.inSight(part, func(area int) {
		if l.paths[area].IsUndefined() {
			l.paths[area] = v.paint.path2D.New(string(appendOutline(nil, s.Of.Shape[area])))
		}
		ctx.Set("fillStyle", s.Color[area])
		v.paint.fill.Invoke(l.paths[area], "evenodd")
		if s.Hatched[area] {
			ctx.Set("fillStyle", l.pattern)
			v.paint.fill.Invoke(l.paths[area], "evenodd")
		}
		ctx.Set("strokeStyle", c.Country)
		v.paint.stroke.Invoke(l.paths[area])
	})
	ctx.Call("restore")
}

// hatchPattern makes the lines of hatched areas as a pattern of a canvas.
func (v *Map) hatchPattern(ctx js.Value) js.Value {
	pixels := v.shadeHatch()
	canvas := js.Global().Get("document").Call("createElement", "canvas")
	canvas.Set("width", hatchSide)
	canvas.Set("height", hatchSide)
	image := canvas.Call("getContext", "2d")
	data := image.Call("createImageData", hatchSide, hatchSide)
	js.CopyBytesToJS(data.Get("data"), pixels)
	image.Call("putImageData", data, 0, 0)
	return ctx.Call("createPattern", canvas, "repeat")
}

// shadeHatch draws the lines of hatched areas.
func (v *Map) shadeHatch() []byte {
	ink := lights(v.looks.colors().Label)
	return Hatch(0, byte(255*ink[0]), byte(255*ink[1]), byte(255*ink[2]), hatchSide)
}

// hitShade returns the area at a point of the map, CSS pixels, or -1.
func (v *Map) hitShade(px, py float64) int {
	if x, y, ok := v.mercatorAt(px, py); ok {
		lon, lat := Degrees(x, y)
		return v.shown.Shades.Of.At(lon, lat)
	}
	return -1
}

// outlineSide is the side of the Mercator square in the units of paths.
const outlineSide = 1 << 17

// appendOutline writes a shape as SVG does, on a square of outlineSide units.
func appendOutline(b []byte, shape orb.MultiPolygon) []byte {
	for _, polygon := range shape {
		for _, ring := range polygon {
			for k, point := range ring[:len(ring)-1] {
				x, y := Mercator(point[0], point[1])
				b = append(b, "ML"[min(k, 1)])
				b = strconv.AppendInt(b, int64(x*outlineSide+0.5), 10)
				b = append(b, ' ')
				b = strconv.AppendInt(b, int64(y*outlineSide+0.5), 10)
			}
			b = append(b, 'Z')
		}
	}
	return b
}

// inSight returns the areas that may reach into a part of the world, degrees.
func (o *Outlines) inSight(part orb.Bound, see func(area int)) {
	for i, bound := range o.bounds {
		if bound.Intersects(part) {
			see(i)
		}
	}
}
