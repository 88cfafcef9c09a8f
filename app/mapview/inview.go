package mapview

import (
	"math"

	"github.com/paulmach/orb"
)

// view is what a map of a size, CSS pixels, shows from a camera.
type view struct {
	Camera
	width, height float64
	globe         bool
}

// seenAt returns what a flat map shows at a point of it, in Mercator.
func (v *view) seenAt(x, y float64) orb.Point {
	cx, cy := Mercator(v.Lon, v.Lat)
	world := WorldSize(v.Zoom)
	return orb.Point{cx + (x-v.width/2)/world, cy + (y-v.height/2)/world}
}

// eyeDistance is how far in front of the map MapLibre looks at it from, in
// heights of the map.
const eyeDistance = 1.5

// radius returns the radius of the globe in CSS pixels: it is drawn so that the
// middle is as large as on a flat map.
func (v *view) radius() float64 {
	return WorldSize(v.Zoom) / (2 * math.Pi * math.Cos(v.Lat*math.Pi/180))
}

// horizon returns how far from the middle the globe is seen, as an angle at its
// centre.
func (v *view) horizon() float64 {
	r := v.radius()
	return math.Acos(r / (r + eyeDistance*v.height))
}

// faces reports whether a place is on the side of the globe that is seen.
func (v *view) faces(lon, lat float64) bool {
	sin1, cos1 := math.Sincos(v.Lat * math.Pi / 180)
	sin2, cos2 := math.Sincos(lat * math.Pi / 180)
	return sin1*sin2+cos1*cos2*math.Cos((lon-v.Lon)*math.Pi/180) > math.Cos(v.horizon())
}

// boxes appends to buf the boxes, in Mercator, that hold all places seen, also
// those that are up to a margin of CSS pixels outside.
func (v *view) boxes(margin float64, buf []orb.Bound) []orb.Bound {
	x, y := Mercator(v.Lon, v.Lat)
	world := WorldSize(v.Zoom)
	w, h := v.width/2+margin, v.height/2+margin
	buf = append(buf, orb.Bound{Min: orb.Point{x - w/world, y - h/world}, Max: orb.Point{x + w/world, y + h/world}})
	if v.globe {
		// Far in, MapLibre turns the globe into the flat map: both count.
		buf = v.onGlobe(math.Hypot(w, h), buf)
	}
	return buf
}

// onGlobe appends the boxes of what is up to so many pixels from the middle.
func (v *view) onGlobe(reach float64, buf []orb.Bound) []orb.Bound {
	// A place at an angle a from the middle is seen eye·r·sin(a) / (eye + r −
	// r·cos(a)) pixels from it, more and more up to the horizon.
	eye, r := eyeDistance*v.height, v.radius()
	angle := v.horizon()
	if sine := reach * (eye + r) / (r * math.Hypot(eye, reach)); sine < 1 {
		angle = min(angle, math.Asin(sine)-math.Atan2(reach, eye))
	}
	lat := v.Lat * math.Pi / 180
	degrees := 180 / math.Pi
	_, north := Mercator(0, min(90, (lat+angle)*degrees))
	_, south := Mercator(0, max(-90, (lat-angle)*degrees))
	if math.Abs(lat)+angle >= math.Pi/2 { // a pole is within
		return append(buf, orb.Bound{Min: orb.Point{0, north}, Max: orb.Point{1, south}})
	}
	half := math.Asin(min(1, math.Sin(angle)/math.Cos(lat))) * degrees / 360
	x, _ := Mercator(v.Lon, v.Lat)
	for _, turn := range [...]float64{-1, 0, 1} { // over the antimeridian
		if west, east := x+turn-half, x+turn+half; east >= 0 && west <= 1 {
			buf = append(buf, orb.Bound{Min: orb.Point{west, north}, Max: orb.Point{east, south}})
		}
	}
	return buf
}
