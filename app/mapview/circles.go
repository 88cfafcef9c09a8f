package mapview

import "math"

// Circles are what is drawn of the cells: one entry per cell, and for Parts
// one row of Rims entries per cell.
type Circles struct {
	Value []int32 // what the area is proportional to, written inside
	Count []int32 // number of events; 0 is not drawn
	Parts []int32 // number of events by rim value, len(Value)*Rims
	Rims  int

	// Known is how many events have a figure, where Value adds people up; nil
	// where it counts events. Without any, the sum is unknown, which is not 0.
	Known []int32

	Top int32 // the largest Value there is without filters

	// Of the second of two periods, as Value, Count and Known; nil without one.
	// Circles then are two halves.
	OtherValue, OtherCount, OtherKnown []int32
}

// The radii of circles, in CSS pixels.
const (
	largestRadius  = 34
	smallestRadius = 3.5
	perUnitRadius  = 7 // of the value 1 at most
	// RimWidth is the width of the divided rim.
	RimWidth = 4
)

// Radius returns the radius of a circle without its rim, in CSS pixels: its
// area is proportional to value, down to a smallest one that can be seen.
func Radius(value, top int32) float64 {
	if value <= 0 {
		return 0
	}
	unit := min(perUnitRadius, largestRadius/math.Sqrt(float64(max(top, 1))))
	return max(smallestRadius, unit*math.Sqrt(float64(value)))
}

// Hit returns the circle under a point, the smallest one when several are, or
// -1. x, y and visible have one entry per circle; slack is added to every
// radius so that small circles can be touched.
func (c *Circles) Hit(px, py float64, x, y []float64, visible []bool, slack float64) int {
	found, least := -1, math.Inf(1)
	for i := range c.Value {
		if c.events(i) == 0 || !visible[i] {
			continue
		}
		r := c.radius(i)
		d := math.Hypot(px-x[i], py-y[i])
		if d <= r+RimWidth && r < least {
			found, least = i, r
		}
	}
	if found >= 0 || slack <= 0 {
		return found
	}
	least = slack
	for i := range c.Value {
		if c.events(i) == 0 || !visible[i] {
			continue
		}
		if d := math.Hypot(px-x[i], py-y[i]) - c.radius(i) - RimWidth; d < least {
			found, least = i, d
		}
	}
	return found
}

// radius is that of a circle, of two halves that of the larger one.
func (c *Circles) radius(i int) float64 {
	r := max(smallestRadius, c.radiusOf(i, 0))
	if c.OtherCount != nil {
		r = max(r, c.radiusOf(i, 1))
	}
	return r
}

// radiusOf is that of a circle or of the half of one of two periods, 0 for no
// events. It draws events in which nobody was reported killed at the smallest
// size: they are still there.
func (c *Circles) radiusOf(i, side int) float64 {
	value, count := c.Value[i], c.Count[i]
	if side == 1 {
		value, count = c.OtherValue[i], c.OtherCount[i]
	}
	switch {
	case count == 0:
		return 0
	case c.isUnknown(i, side):
		return unknownRadius
	}
	return max(smallestRadius, Radius(value, c.Top))
}
