package mapview

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

func TestNearestIsTheNearestShown(t *testing.T) {
	r := seeded(5)
	for range 300 {
		p := manyPlaces(r.Uint64(), 1+r.IntN(2000))
		s := newSpatial(p)
		if len(s.places) == 0 {
			continue
		}
		shown := make([]bool, len(p.Lon))
		for i := range shown {
			shown[i] = r.IntN(3) > 0
		}
		// About a place, squeezed and turned as the globe does.
		at := s.point(s.places[r.IntN(len(s.places))])
		m := flatMetric(orb.Point{at[0] + r.Float64()/1e4, at[1] - r.Float64()/1e4}, float64(r.IntN(12)))
		if r.IntN(2) == 0 {
			sin, cos := math.Sincos(r.Float64() * 7)
			m.south = [2]float64{m.east[0] * sin / 3, m.east[0] * cos / 3}
		}
		reach := r.Float64() * 40
		best := math.Inf(1)
		for place := range p.Lon {
			if d := m.squared(s.point(int32(place))); shown[place] && d <= reach*reach {
				best = min(best, d)
			}
		}
		got := s.nearest(&m, reach, func(place int32) bool { return shown[place] })
		switch {
		case math.IsInf(best, 1) != (got < 0):
			t.Fatalf("place %d within %v pixels, want one at %v", got, reach, math.Sqrt(best))
		case got >= 0 && (!shown[got] || m.squared(s.point(got)) != best):
			t.Fatalf("place %d, shown %v, at %v pixels, want one at %v", got, shown[got], math.Sqrt(m.squared(s.point(got))), math.Sqrt(best))
		}
	}
}

// The least a unit moves a place is what brute force over all directions finds.
func TestLeastMove(t *testing.T) {
	r := seeded(6)
	for range 100 {
		m := metric{east: [2]float64{r.NormFloat64(), r.NormFloat64()}, south: [2]float64{r.NormFloat64(), r.NormFloat64()}}
		want := math.Inf(1)
		for i := range 10000 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 10000)
			want = min(want, m.squared(orb.Point{cos, sin}))
		}
		if got := m.least(); got > want*(1+1e-9) || want-got > 1e-3 {
			t.Fatalf("%+v: %v, want %v", m, got, want)
		}
	}
}

// BenchmarkNearest looks for the place under the pointer among places of their
// own for each of a million events, crowded around a town, at a zoom at which
// all of them lie in a few hundred pixels.
func BenchmarkNearest(b *testing.B) {
	const n = 1_000_000
	r := seeded(7)
	p := &Places{Lon: make([]float64, n), Lat: make([]float64, n), Events: make([]int32, n), Of: make([]int32, n)}
	for i := range n {
		p.Lon[i], p.Lat[i] = 69+r.NormFloat64()*3, 34+r.NormFloat64()*3
		p.Events[i], p.Of[i] = 1, int32(i)
	}
	s := newSpatial(p)
	for _, of := range []struct {
		name  string
		shown func(int32) bool
	}{
		{"all shown", func(int32) bool { return true }},
		{"one in a hundred shown", func(place int32) bool { return place%100 == 0 }},
		{"none shown", func(int32) bool { return false }},
	} {
		b.Run(of.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x, y := Mercator(69+r.NormFloat64()*3, 34+r.NormFloat64()*3)
				m := flatMetric(orb.Point{x, y}, 5)
				s.nearest(&m, 12, of.shown)
			}
		})
	}
}
