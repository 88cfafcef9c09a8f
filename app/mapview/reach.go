package mapview

import (
	"math"
	"strconv"
)

// leastAreaReach is how wide, in CSS pixels, the disc is at least that stands
// for a province or country: it must never look like a point.
const leastAreaReach = 16

// leastReach is the radius from which on other discs are drawn; smaller ones
// would hide behind their circle.
const leastReach = 10

// reachPixels returns the radius of the disc of a nearness, CSS pixels, at a
// zoom and latitude of the map; 0 for none.
func reachPixels(n Nearness, zoom, lat float64) float64 {
	r := n.Reach() * WorldSize(zoom) / (equator * max(0.01, math.Cos(lat*math.Pi/180)))
	switch {
	case n >= NearProvince:
		return max(r, leastAreaReach)
	case r < leastReach:
		return 0
	}
	return r
}

// equator is the length of the equator in kilometres.
const equator = 40_075.017

// reachDash is how the edge of a disc is dashed; nil for none.
func reachDash(n Nearness) []float64 {
	return [nearnesses][]float64{NearDistrict: {3, 4}, NearProvince: {8, 4}, NearCountry: {14, 4, 2, 4}}[n]
}

// unknownRadius is the radius of a circle of events without any figure.
const unknownRadius = 6.5

// isUnknown reports whether no event of a circle has a figure it could add up,
// or no event of the half of one of two periods.
func (c *Circles) isUnknown(i, side int) bool {
	known := c.Known
	if side == 1 {
		known = c.OtherKnown
	}
	return known != nil && known[i] == 0
}

// inside returns what stands in a circle of a radius: a text with its size, or
// of the only event its shape with its radius.
func (s *Shown) inside(i int, r float64) (text string, size float64, shape Sign, radius float64) {
	size = labelSize(r)
	if s.Circles.isUnknown(i, 0) {
		return "?", 10, 0, 0
	}
	if row, ok := s.near.row(i); ok && s.Circles.Count[i] == 1 && len(s.Signs) > 0 && s.Current && (size == 0 || s.Circles.Known == nil) {
		return "", 0, s.shapeOf(row), max(2.4, 0.52*r)
	}
	if size > 0 {
		text = strconv.Itoa(int(s.Circles.Value[i]))
	}
	return text, size, 0, 0
}

// softStops are how opaque a soft disc is at shares of its radius.
var softStops = [...][2]float64{{0, 0.16}, {0.7, 0.12}, {0.92, 0.04}, {1, 0}}

// rgba writes a colour given as #rrggbb with an opacity.
func rgba(color string, alpha float64) string {
	c := lights(color)
	text := "rgba("
	for _, light := range c {
		text += decimal(float64(light)*255) + ","
	}
	return text + decimal(alpha) + ")"
}
