package mapview

import (
	"math"

	"github.com/paulmach/orb"
)

// metric says how a map shows what is around a point: where in Mercator the
// point is, and how far, in CSS pixels to the right and down, a place moves for
// each unit of Mercator east and south.
type metric struct {
	at          orb.Point
	east, south [2]float64
}

// flatMetric is that of a flat map: the same everywhere.
func flatMetric(at orb.Point, zoom float64) metric {
	world := WorldSize(zoom)
	return metric{at: at, east: [2]float64{world, 0}, south: [2]float64{0, world}}
}

// squared returns the square of how far a place is from the point, in pixels.
func (m *metric) squared(p orb.Point) float64 {
	e, s := p[0]-m.at[0], p[1]-m.at[1]
	x, y := m.east[0]*e+m.south[0]*s, m.east[1]*e+m.south[1]*s
	return x*x + y*y
}

// least returns the square of by how many pixels a unit of Mercator moves a
// place at least, in whichever direction: of the smaller singular value.
func (m *metric) least() float64 {
	sum := m.east[0]*m.east[0] + m.east[1]*m.east[1] + m.south[0]*m.south[0] + m.south[1]*m.south[1]
	area := m.east[0]*m.south[1] - m.east[1]*m.south[0]
	return (sum - math.Sqrt(max(0, sum*sum-4*area*area))) / 2
}

// nearest returns the place nearest to the point of a metric, of those within
// reach, CSS pixels, for which shown is true; -1 for none. Of places as near the
// first in the order is taken.
func (s *spatial) nearest(m *metric, reach float64, shown func(place int32) bool) int32 {
	found, best := int32(-1), math.Nextafter(reach*reach, math.Inf(1))
	scale := m.least()
	for i, run := range s.placeRuns {
		if squaredTo(run, m.at)*scale >= best {
			continue
		}
		for _, place := range s.places[i*placeRun : min(len(s.places), (i+1)*placeRun)] {
			if d := m.squared(s.point(place)); d < best && shown(place) {
				found, best = place, d
			}
		}
	}
	return found
}

// squaredTo returns the square of how far a point is from a box, 0 inside.
func squaredTo(box orb.Bound, p orb.Point) float64 {
	x := max(0, box.Min[0]-p[0], p[0]-box.Max[0])
	y := max(0, box.Min[1]-p[1], p[1]-box.Max[1])
	return x*x + y*y
}
