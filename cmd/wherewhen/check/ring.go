package check

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// polygons: polygons are as RFC 7946, section 3.1.6, wants them: rings closed
// and of four or more positions, the outer one counter-clockwise, holes
// clockwise. A line that crosses itself is only doubtful: simplifying leaves a
// few where a shore doubles back. Ranges of coordinates are in the schema.
func polygons(g orb.Geometry) []Finding {
	shape, ok := g.(orb.MultiPolygon)
	if !ok {
		return nil
	}
	var found []Finding
	for i, polygon := range shape {
		for j, ring := range polygon {
			field, value := fmt.Sprintf("geometry.coordinates[%d][%d]", i, j), fmt.Sprintf("%d positions", len(ring))
			if expected := ringFault(ring, j > 0); expected != "" {
				found = append(found, wrong(field, value, "%s", expected))
			} else if p, crosses := crossing(ring); crosses {
				found = append(found, doubtful(field, value, "a line that does not cross itself; it does near %s", coordinates(p)))
			}
		}
	}
	return found
}

// ringFault returns what was expected of a ring, empty when it is sound.
func ringFault(r orb.Ring, hole bool) string {
	if len(r) < 4 {
		return "at least 4 positions"
	}
	if r[0] != r[len(r)-1] {
		return "the last position to be the first"
	}
	for i := 1; i < len(r); i++ {
		if r[i] == r[i-1] {
			return fmt.Sprintf("no position twice in a row; %s is", coordinates(r[i]))
		}
	}
	switch turn := r.Orientation(); {
	case turn == 0:
		return "a ring around some land"
	case !hole && turn == orb.CW:
		return "the outer ring counter-clockwise"
	case hole && turn == orb.CCW:
		return "a hole clockwise"
	}
	return ""
}

// crossing returns where a ring crosses itself. Segments are taken from west
// to east, each compared with those not yet passed.
func crossing(r orb.Ring) (orb.Point, bool) {
	type segment struct{ a, b orb.Point } // a is not east of b
	segments := make([]segment, len(r)-1)
	for i := range segments {
		segments[i] = segment{r[i], r[i+1]}
		if r[i+1][0] < r[i][0] {
			segments[i] = segment{r[i+1], r[i]}
		}
	}
	slices.SortFunc(segments, func(s, t segment) int { return slices.Compare(s.a[:], t.a[:]) })
	var open []segment
	for _, s := range segments {
		open = slices.DeleteFunc(open, func(t segment) bool { return t.b[0] < s.a[0] })
		for _, t := range open {
			if side(s.a, s.b, t.a)*side(s.a, s.b, t.b) < 0 && side(t.a, t.b, s.a)*side(t.a, t.b, s.b) < 0 {
				return s.a, true
			}
		}
		open = append(open, s)
	}
	return orb.Point{}, false
}

// side returns on which side of the line from a to b a point lies: positive on
// the left.
func side(a, b, p orb.Point) float64 {
	return (b[0]-a[0])*(p[1]-a[1]) - (b[1]-a[1])*(p[0]-a[0])
}
