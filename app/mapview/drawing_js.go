package mapview

import (
	"syscall/js"

	"github.com/paulmach/orb"
)

// Drawing returns what the map shows now; ok is false before it shows
// anything.
func (v *Map) Drawing() (d Drawing, ok bool) {
	if v.shown.Cells == nil || v.looks.Globe && !v.seen {
		return Drawing{}, false
	}
	width, height := v.size()
	d = Drawing{Width: width, Height: height, Camera: v.Camera(), Globe: v.looks.Globe, Colors: v.looks.colors(), Dots: v.dotted()}
	if d.Dots {
		if x, y, visible := v.selectedDot(); visible {
			d.Rings = []DrawnRing{{ringPath(x, y, DotSize(d.Camera.Zoom)/2+dotHalo+4), 3}}
		}
		return d, true
	}
	if v.shaded() {
		if !v.looks.Globe { // of a globe the ground has them
			d.Areas = v.shown.Shades.drawAreas(d.Camera, width, height)
		}
		return d, true
	}
	v.project()
	if !v.shown.Cells.AreHexagons() {
		v.eachReach(width, height, func(n Nearness, x, y, r float64) {
			d.Reaches = append(d.Reaches, DrawnReach{x, y, r, reachDash(n)})
		})
		d.Circles, d.Rings = v.shown.drawCircles(v.x, v.y, v.visible)
		return d, true
	}
	for i := range v.outlines {
		h := &v.outlines[i]
		if v.shown.Circles.Count[h.cell] == 0 {
			continue
		}
		hexagon := DrawnHexagon{Corners: h.corners, Color: d.Colors.Circle, None: true}
		if class := classOf(v.shown.Density.From, v.shown.Circles.Value[h.cell]); class > 0 && class <= len(v.shown.Density.Color) {
			hexagon.Color, hexagon.None = v.shown.Density.Color[class-1], false
		}
		d.Hexagons = append(d.Hexagons, hexagon)
		if h.cell == v.shown.Selected {
			d.Rings = append(d.Rings, DrawnRing{h.path(), markedLine})
		}
	}
	return d, true
}

func (v *Map) selectedDot() (x, y float64, visible bool) {
	if v.shown.SelectedPlace < 0 {
		return 0, 0, false
	}
	return v.placeAt(int32(v.shown.SelectedPlace))
}

// path returns the outline as SVG writes it.
func (h *outline) path() string {
	path := ""
	for i, corner := range h.corners {
		path += "ML"[min(i, 1):min(i, 1)+1] + decimal(corner[0]) + " " + decimal(corner[1])
	}
	return path + "Z"
}

// HasGround reports whether the ground is seen, and not the sketch in its place.
func (v *Map) HasGround() bool { return v.seen }

// DrawGround draws the ground, and the dots if there are any, on a canvas: its
// whole view on a rectangle. The browser keeps what WebGL draws no longer than
// the task it was drawn in, so the map is drawn anew.
func (v *Map) DrawGround(context js.Value, x, y, width, height float64) {
	v.m.Call("redraw")
	context.Call("drawImage", v.m.Call("getCanvas"), x, y, width, height)
}

// Hold keeps what the map shows as it is, on canvases that can be printed, until
// Release.
func (v *Map) Hold() {
	if v.held {
		return
	}
	v.held = true
	if !v.seen {
		return
	}
	ground := v.m.Call("getCanvas")
	context := v.sketch.open(ground.Get("width").Float(), ground.Get("height").Float())
	context.Call("setTransform", 1, 0, 0, 1, 0, 0)
	v.DrawGround(context, 0, 0, ground.Get("width").Float(), ground.Get("height").Float())
}

// Release lets the map follow the page again.
func (v *Map) Release() {
	v.held, v.fits = false, [2]float64{}
	if v.seen {
		v.sketch.hide()
	}
	v.Resize()
}

// drawAreas returns the areas in sight of a flat map of a size.
func (s *Shades) drawAreas(c Camera, width, height float64) (areas []DrawnArea) {
	part := orb.Bound{Min: c.pointAt(orb.Point{0, height}, width, height), Max: c.pointAt(orb.Point{width, 0}, width, height)}
	s.Of.inSight(part, func(area int) {
		path := ""
		for _, polygon := range s.Of.Shape[area] {
			for _, ring := range polygon {
				for k, point := range ring[:len(ring)-1] {
					at := c.pixel(point, width, height)
					path += "ML"[min(k, 1):min(k, 1)+1] + decimal(at[0]) + " " + decimal(at[1])
				}
				path += "Z"
			}
		}
		areas = append(areas, DrawnArea{path, s.Color[area], s.Hatched[area], s.Chosen[area]})
	})
	return areas
}
