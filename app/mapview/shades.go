package mapview

import "github.com/paulmach/orb"

// Shades are what is drawn of areas in place of circles. The slices have one
// entry per area of Of.
type Shades struct {
	Of      *Outlines
	Count   []int32  // events shown
	Offered []int32  // those above 0 are offered to the keyboard
	Color   []string // CSS colour of the area
	Hatched []bool   // lines are drawn over it: its colour tells less than others
	Chosen  []bool   // it is filtered by
}

// inSight returns the areas that may reach into a part of the world, degrees.
func (o *Outlines) inSight(part orb.Bound, see func(area int)) {
	for i, bound := range o.bounds {
		if bound.Intersects(part) {
			see(i)
		}
	}
}
