package main

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/planar"
)

// cutAtAntimeridian returns a polygon that may run over 180° as parts that do
// not. world-atlas joins rings across it: there longitudes jump from 180 to
// -180 along a ring. A ring around a pole is closed over the pole.
func cutAtAntimeridian(p orb.Polygon) orb.MultiPolygon {
	unrolled := make(orb.Polygon, len(p))
	runsOver := false
	for i, ring := range p {
		var over bool
		unrolled[i], over = unroll(ring)
		runsOver = runsOver || over
		if i > 0 {
			bringInside(unrolled[0], unrolled[i])
		}
	}
	if !runsOver {
		return orb.MultiPolygon{p}
	}
	var parts orb.MultiPolygon
	for _, shift := range []float64{-360, 0, 360} {
		moved := unrolled.Clone()
		for _, ring := range moved {
			for i := range ring {
				ring[i][0] += shift
			}
		}
		world := orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
		if part := clip.Polygon(world, moved); len(part) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// bringInside moves a hole by whole turns into its outer ring, which may have
// been unrolled the other way around the world: else the Caspian Sea is land.
func bringInside(outer, hole orb.Ring) {
	for _, turn := range []float64{0, -360, 360} {
		if planar.RingContains(outer, orb.Point{hole[0][0] + turn, hole[0][1]}) {
			for i := range hole {
				hole[i][0] += turn
			}
			return
		}
	}
}

// unroll returns a ring whose longitudes go on beyond 180 instead of jumping.
func unroll(ring orb.Ring) (unrolled orb.Ring, over bool) {
	turns := 0.0
	for i, p := range ring {
		if i > 0 {
			if d := p[0] - ring[i-1][0]; math.Abs(d) > 180 {
				turns -= 360 * math.Copysign(1, d)
				over = true
			}
		}
		unrolled = append(unrolled, orb.Point{p[0] + turns, p[1]})
	}
	if turns != 0 {
		first, last := unrolled[0], unrolled[len(unrolled)-1]
		pole := math.Copysign(90, first[1])
		unrolled = append(unrolled, orb.Point{last[0], pole}, orb.Point{first[0], pole}, first)
	}
	return unrolled, over
}
