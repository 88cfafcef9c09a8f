package timeline

import (
	"math"
	"slices"
	"testing"

	"wherewhen/app/event"
)

func TestBars(t *testing.T) {
	r := seeded(8)
	var edges, counts []int32
	var bars []Bar
	for range 5000 {
		s := randomScale(r)
		u := BinUnit(&s)
		if s.Domain.Days()/u.LeastDays() > 20000 {
			continue
		}
		edges = Edges(edges[:0], s.Domain, u)
		counts = counts[:0]
		for range len(edges) - 1 {
			counts = append(counts, int32(max(0, r.IntN(400)-100))*int32(r.IntN(2)))
		}
		top := Top(counts)
		height := 20 + math.Floor(r.Float64()*200)
		bars = Bars(bars[:0], &s, edges, counts, height, top)

		i := 0
		for bin, n := range counts {
			x0, x1 := s.X(event.Date(edges[bin])), s.X(event.Date(edges[bin+1]))
			if n == 0 || x1 < 1.5 || x0 > s.Width-1 {
				// None is wanted, except that one at the very edge may be.
				if i < len(bars) && bars[i].Bin == bin {
					if n == 0 || x1 < 0 || x0 > s.Width {
						t.Fatalf("bar %+v of count %d from %v to %v", bars[i], n, x0, x1)
					}
					i++
				}
				continue
			}
			if i >= len(bars) || bars[i].Bin != bin {
				t.Fatalf("no bar of bin %d, from %v to %v of %v", bin, x0, x1, s.Width)
			}
			b := bars[i]
			i++
			for _, v := range []float64{b.X, b.W, b.H} {
				if v != math.Round(v) {
					t.Fatalf("%+v is not in whole pixels", b)
				}
			}
			if b.W < 1 || b.H < 2 || b.H > height || math.Abs(b.X-x0) > 0.5 || b.X+b.W > math.Round(x1) {
				t.Fatalf("%+v, bin from %v to %v, height %v", b, x0, x1, height)
			}
			if want := height * float64(n) / float64(top); math.Abs(b.H-want) > 0.5 && b.H != 2 {
				t.Fatalf("%+v is %v high, want %v", b, b.H, want)
			}
			if i > 1 && bars[i-2].X+bars[i-2].W > b.X {
				t.Fatalf("%+v and %+v overlap", bars[i-2], b)
			}
		}
		if i != len(bars) {
			t.Fatalf("%d bars, want %d", len(bars), i)
		}
	}
}

func TestBarsAtTheLimits(t *testing.T) {
	s := NewScale(event.Span{Start: 0, End: 99999}, 100)
	edges := Edges(nil, s.Domain, Day)
	counts := make([]int32, len(edges)-1)
	counts[5000] = 1
	bars := Bars(nil, &s, edges, counts, 100, 100000)
	if want := []Bar{{Bin: 5000, X: 5, W: 1, H: 2}}; !slices.Equal(bars, want) {
		t.Errorf("one event among thousands: %+v, want %+v", bars, want)
	}
	counts[5000] = 7
	if bars = Bars(nil, &s, edges, counts, 100, 5); len(bars) != 1 || bars[0].H != 100 {
		t.Errorf("a count over the top: %+v", bars)
	}
	if bars = Bars(nil, &s, nil, nil, 100, 5); len(bars) != 0 {
		t.Errorf("bars of no edges: %+v", bars)
	}
}

func TestTopAndCountTicks(t *testing.T) {
	last := int32(0)
	for most := int32(0); most < 30000; most++ {
		top := Top([]int32{0, most, most / 2})
		if top < most || top < 1 || top < last || most > 1 && top > 2*most {
			t.Fatalf("Top of %d is %d", most, top)
		}
		last = top
		labels := CountTicks(nil, top)
		if n := len(labels); n < 2 || n > 3 || labels[0] != 0 || labels[n-1] != top || !slices.IsSorted(labels) {
			t.Fatalf("labels up to %d: %v", top, labels)
		}
		if len(labels) == 3 && 2*labels[1] != top {
			t.Fatalf("labels up to %d are not even: %v", top, labels)
		}
	}
	if got := Top([]int32{math.MaxInt32}); got != math.MaxInt32 {
		t.Errorf("Top of the greatest count is %d", got)
	}
	if got := Top(nil); got != 1 {
		t.Errorf("Top of nothing is %d", got)
	}
}
