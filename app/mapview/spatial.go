package mapview

import (
	"slices"

	"github.com/paulmach/orb"
)

// spatial orders places, and the events at them, so that what follows each
// other mostly lies near each other: along a Z-curve. Every so many of an order
// are a run with a box around it, so that whoever draws or looks for something
// passes over whole runs.
type spatial struct {
	at     [][2]int32 // of each place, in fixed-point Mercator
	places []int32    // all places, in order
	events []int32    // all events that have a place, in order; those of one place as they come

	placeRuns, eventRuns []orb.Bound // boxes of the runs of places and events, in Mercator
}

// How many places and events a run has; the last may have fewer.
const (
	placeRun = 64
	eventRun = 1024
)

func newSpatial(p *Places) *spatial {
	n := len(p.Lon)
	s := &spatial{at: make([][2]int32, n), places: make([]int32, n)}
	order := make([]uint64, n)
	for place := range order {
		x, y := Mercator(p.Lon[place], p.Lat[place])
		s.at[place] = [2]int32{fixed(x), fixed(y)}
		order[place] = uint64(alongZ(s.at[place]))<<32 | uint64(place)
	}
	slices.Sort(order)
	next := make([]int32, n) // where the next event of each place goes
	events := int32(0)
	for i, key := range order {
		place := int32(key)
		s.places[i], next[place] = place, events
		s.placeRuns = s.extend(s.placeRuns, place, i/placeRun, i/placeRun)
		if there := p.Events[place]; there > 0 {
			s.eventRuns = s.extend(s.eventRuns, place, int(events)/eventRun, int(events+there-1)/eventRun)
			events += there
		}
	}
	s.events = make([]int32, events)
	for event, place := range p.Of {
		if place != NoPlace {
			s.events[next[place]] = int32(event)
			next[place]++
		}
	}
	return s
}

// extend makes the boxes of runs, from one to another, hold a place.
func (s *spatial) extend(boxes []orb.Bound, place int32, from, to int) []orb.Bound {
	at := s.point(place)
	for run := from; run <= to; run++ {
		if run == len(boxes) {
			boxes = append(boxes, at.Bound())
		} else {
			boxes[run] = boxes[run].Extend(at)
		}
	}
	return boxes
}

// point returns where a place is in Mercator.
func (s *spatial) point(place int32) orb.Point {
	at := s.at[place]
	return orb.Point{float64(at[0]) / fixedWorld, float64(at[1]) / fixedWorld}
}

// fixedWorld is the width of the world in fixed-point Mercator: the difference
// of any two positions is an int32, exactly, and a step is a thirtieth of a CSS
// pixel at MaxZoom.
const fixedWorld = 1 << 31

func fixed(x float64) int32 { return int32(min(x*fixedWorld, fixedWorld-1)) }

// alongZ returns how far along a Z-curve a position is, to about 600 metres:
// the bits of both coordinates in turn.
func alongZ(at [2]int32) uint32 {
	return spread(uint32(at[0])>>15) | spread(uint32(at[1])>>15)<<1
}

// spread puts a 0 before each of 16 bits.
func spread(n uint32) uint32 {
	n = (n | n<<8) & 0x00ff00ff
	n = (n | n<<4) & 0x0f0f0f0f
	n = (n | n<<2) & 0x33333333
	return (n | n<<1) & 0x55555555
}

// span is a part of the order of events, from one to before another.
type span struct{ from, to int }

// mostSpans bounds into how many spans what is seen is divided: each is a call
// to draw.
const mostSpans = 64

// seen appends to buf the spans of events that may lie in any of the boxes, in
// Mercator: all that do, and some that do not. It returns at most mostSpans+1.
func (s *spatial) seen(boxes []orb.Bound, buf []span) []span {
	// What lies between is drawn along, where that is little; so no more gaps
	// than mostSpans are left.
	gap := len(s.eventRuns) / mostSpans * eventRun
	for i, run := range s.eventRuns {
		if !meetsAny(run, boxes) {
			continue
		}
		from, to := i*eventRun, min(len(s.events), (i+1)*eventRun)
		if last := len(buf) - 1; last >= 0 && from-buf[last].to <= gap {
			buf[last].to = to
		} else {
			buf = append(buf, span{from, to})
		}
	}
	return buf
}

func meetsAny(run orb.Bound, boxes []orb.Bound) bool {
	for i := range boxes {
		if run.Intersects(boxes[i]) {
			return true
		}
	}
	return false
}
