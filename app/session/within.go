package session

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wherewhen/app/mapview"
)

// Within is a part of the map that is filtered by, as points of degrees: of two
// points the box from the south-western to the north-eastern one, which crosses
// the line of 180 degrees where the first is east of the second; of more, the
// ring they make, closed by itself. Both hold their edges.
type Within []orb.Point

// mostCorners is how many corners a ring can have: a link has to hold them.
const mostCorners = 200

// IsBox reports whether it is a box.
func (w Within) IsBox() bool { return len(w) == 2 }

// Ring returns the corners of the part, the first again at the end. Of a box
// across the line of 180 degrees the eastern ones are beyond it.
func (w Within) Ring() orb.Ring {
	if !w.IsBox() {
		return append(orb.Ring(slices.Clone(w)), w[0])
	}
	west, south, east, north := w[0][0], w[0][1], w[1][0], w[1][1]
	if west > east {
		east += 360
	}
	return orb.Ring{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}
}

// holds returns a function that reports whether a point lies in the part.
func (w Within) holds() func(orb.Point) bool {
	if !w.IsBox() {
		ring := w.Ring()
		bound := ring.Bound()
		return func(p orb.Point) bool { return bound.Contains(p) && planar.RingContains(ring, p) }
	}
	return func(p orb.Point) bool {
		in := p[0] >= w[0][0] && p[0] <= w[1][0]
		if w[0][0] > w[1][0] {
			in = p[0] >= w[0][0] || p[0] <= w[1][0]
		}
		return in && p[1] >= w[0][1] && p[1] <= w[1][1]
	}
}

// keepWithin keeps the events at a place in the part, all for none. Where an
// event without a point was is not known, so that it is not among them.
func (s *Session) keepWithin(w Within) {
	if len(w) == 0 {
		s.inside.Clear()
		return
	}
	s.inside.Keep(s.rowsWithin(w))
}

// rowsWithin tells of each event whether it is known to lie in a part.
func (s *Session) rowsWithin(w Within) []bool {
	holds := w.holds()
	places := make([]bool, len(s.Places.Lon))
	for place := range places {
		places[place] = holds(orb.Point{s.Places.Lon[place], s.Places.Lat[place]})
	}
	kept := make([]bool, s.Table.Len())
	for row, place := range s.Places.Of {
		kept[row] = place != mapview.NoPlace && places[place]
	}
	return kept
}

// LeftOut returns how many events pass every filter but that by a part of the
// map and have no point, so that it is not known whether they lie in it.
func (s *Session) LeftOut() int {
	if len(s.state.Within) == 0 {
		return 0
	}
	n := 0
	for row, place := range s.Places.Of {
		if place == mapview.NoPlace && s.inside.PassesOthers(row) {
			n++
		}
	}
	return n
}

// text names a part in a link: latitude,longitude of each point.
func (w Within) text() string {
	points := make([]string, len(w))
	for i, p := range w {
		points[i] = degrees(p[1]) + "," + degrees(p[0])
	}
	return strings.Join(points, ";")
}

const expectedWithin = "two corners of a box, south-west;north-east, or up to 200 of an area, each as latitude,longitude"

func parseWithin(text string) (w Within, ok bool) {
	for point := range strings.SplitSeq(text, ";") {
		a, b, _ := strings.Cut(point, ",")
		lat, err1 := strconv.ParseFloat(a, 64)
		lon, err2 := strconv.ParseFloat(b, 64)
		if err1 != nil || err2 != nil || !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 180) || len(w) == mostCorners {
			return nil, false
		}
		w = append(w, orb.Point{lon, lat})
	}
	return w, len(w) > 2 || len(w) == 2 && w[0][1] <= w[1][1]
}

// AsLinked returns the part as a link has it: with five decimals.
func (w Within) AsLinked() Within {
	linked := make(Within, len(w))
	for i, p := range w {
		linked[i] = orb.Point{math.Round(p[0]*1e5) / 1e5, math.Round(p[1]*1e5) / 1e5}
	}
	return linked
}
