package mapview

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// located are the events that have a place.
func located(p *Places) (events []int32) {
	for event, place := range p.Of {
		if place != NoPlace {
			events = append(events, int32(event))
		}
	}
	return events
}

// manyPlaces are the places of so many events.
func manyPlaces(seed uint64, n int) *Places {
	lon, lat := randomPoints(seeded(seed), n)
	points := make([]int32, n)
	for i := range points {
		if points[i] = int32(i); math.IsNaN(lon[i]) {
			points[i] = NoPlace
		}
	}
	return FindPlaces(points, lon, lat)
}

func TestSpatialHoldsEachEventOnce(t *testing.T) {
	for _, n := range []int{0, 1, eventRun, 2*eventRun + 7} {
		p := manyPlaces(uint64(n), n)
		s := newSpatial(p)
		events, places := slices.Clone(s.events), slices.Clone(s.places)
		slices.Sort(events)
		slices.Sort(places)
		if !slices.Equal(events, located(p)) {
			t.Fatalf("of %d events, the order is not one of those with a place", n)
		}
		for i, place := range places {
			if int(place) != i {
				t.Fatalf("of %d events, the order of places is not one", n)
			}
		}
		for i, event := range s.events {
			if i == 0 || p.Of[s.events[i-1]] == p.Of[event] && s.events[i-1] < event {
				continue
			}
			if alongZ(s.at[p.Of[s.events[i-1]]]) > alongZ(s.at[p.Of[event]]) {
				t.Fatalf("of %d events, the order leaves the curve at %d", n, i)
			}
		}
	}
}

// Along the curve the bits of both coordinates take turns.
func TestAlongZ(t *testing.T) {
	r := seeded(2)
	for range 1000 {
		at := [2]int32{r.Int32(), r.Int32()}
		want := uint32(0)
		for bit := range 16 {
			want |= uint32(at[0])>>(15+bit)&1<<(2*bit) | uint32(at[1])>>(15+bit)&1<<(2*bit+1)
		}
		if got := alongZ(at); got != want {
			t.Fatalf("%x: %x, want %x", at, got, want)
		}
	}
}

// A place is where it is to a thirtieth of a pixel, and from any place to any
// other the difference is an int32.
func TestFixedPoint(t *testing.T) {
	for _, lon := range []float64{-180, -179.9999, 0, 69.17, 179.9999, 180} {
		x, _ := Mercator(lon, 0)
		if off := math.Abs(float64(fixed(x))/fixedWorld-x) * WorldSize(MaxZoom); off > 1./30 {
			t.Errorf("longitude %v is %v pixels off", lon, off)
		}
	}
	if d := int64(fixed(1)) - int64(fixed(0)); d > math.MaxInt32 {
		t.Errorf("the world is %d wide", d)
	}
}

func TestSeenHoldsAllEventsInTheBoxes(t *testing.T) {
	r := seeded(3)
	for range 20 {
		p := manyPlaces(r.Uint64(), r.IntN(100*eventRun))
		s := newSpatial(p)
		for range 5 {
			var boxes []orb.Bound
			for range 1 + r.IntN(2) {
				x, y, side := r.Float64(), r.Float64(), math.Exp2(-float64(r.IntN(14)))
				boxes = append(boxes, orb.Bound{Min: orb.Point{x - side, y - side}, Max: orb.Point{x + side, y + side}})
			}
			spans := s.seen(boxes, nil)
			if len(spans) > mostSpans+1 {
				t.Fatalf("%d spans", len(spans))
			}
			drawn := make([]bool, len(p.Of))
			last := -1
			for _, span := range spans {
				if span.from <= last || span.to <= span.from || span.to > len(s.events) {
					t.Fatalf("spans %v of %d events", spans, len(s.events))
				}
				last = span.to
				for _, event := range s.events[span.from:span.to] {
					drawn[event] = true
				}
			}
			for _, event := range s.events {
				at := s.point(p.Of[event])
				inside := slices.ContainsFunc(boxes, func(b orb.Bound) bool { return b.Contains(at) })
				if inside && !drawn[event] {
					t.Fatalf("event %d at %v is in %v and not in %v", event, at, boxes, spans)
				}
			}
		}
	}
}

// Near by, little is drawn of what is not seen.
func TestSeenLeavesMostOut(t *testing.T) {
	p := manyPlaces(4, 200*eventRun)
	s := newSpatial(p)
	x, y := Mercator(-100, 40)
	n := 0
	for _, span := range s.seen([]orb.Bound{{Min: orb.Point{x, y}, Max: orb.Point{x + 0.01, y + 0.01}}}, nil) {
		n += span.to - span.from
	}
	if n > len(s.events)/10 {
		t.Errorf("%d of %d events are drawn for a ten thousandth of the world", n, len(s.events))
	}
}

// BenchmarkSpatial orders a million events at five thousand places.
func BenchmarkSpatial(b *testing.B) {
	const n, places = 1_000_000, 5000
	r := seeded(9)
	points, lon, lat := make([]int32, n), make([]float64, places), make([]float64, places)
	for i := range lon {
		lon[i], lat[i] = r.Float64()*360-180, r.Float64()*160-80
	}
	for i := range points {
		points[i] = int32(r.IntN(places))
	}
	p := FindPlaces(points, lon, lat)
	for b.Loop() {
		newSpatial(p)
	}
}
