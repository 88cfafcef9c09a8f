// Package ring says what makes a ring of a polygon sound. What draws outlines
// and what checks them agree by it.
package ring

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// Fault returns what RFC 7946, section 3.1.6, expects of a ring that it has
// not: empty when it is sound.
func Fault(r orb.Ring, hole bool) string {
	if len(r) < 4 {
		return "at least 4 positions"
	}
	if r[0] != r[len(r)-1] {
		return "the last position to be the first"
	}
	for i := 1; i < len(r); i++ {
		if r[i] == r[i-1] {
			return fmt.Sprintf("no position twice in a row; %s is", position(r[i]))
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

// Crossing returns where a ring crosses itself. Segments are taken from west
// to east, each compared with those not yet passed.
func Crossing(r orb.Ring) (orb.Point, bool) {
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

func position(p orb.Point) string { return fmt.Sprintf("%g, %g", p.Lon(), p.Lat()) }
