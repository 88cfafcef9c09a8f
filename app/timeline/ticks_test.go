package timeline

import (
	"math"
	"testing"

	"wherewhen/app/event"
)

func TestTicks(t *testing.T) {
	r := seeded(5)
	units := make(map[Unit]int)
	var ticks []Tick
	for range 20000 {
		s := randomScale(r)
		gap := 1 + r.Float64()*120
		ticks = Ticks(ticks[:0], &s, gap)
		u := Finest(&s, gap)
		units[u]++
		if u > Day && float64((u-1).LeastDays())*s.PixelsPerDay() >= gap {
			t.Fatalf("unit %d where %d has room", u, u-1)
		}
		for i, tick := range ticks {
			if tick.Unit != u || tick.X != s.X(tick.Day) || tick.X < -0.5 || tick.X >= s.Width {
				t.Fatalf("tick %+v of unit %d on %+v", tick, u, s)
			}
			if i > 0 && tick.X-ticks[i-1].X < gap-0.01 {
				t.Fatalf("ticks %v and %v are nearer than %v", ticks[i-1], tick, gap)
			}
			at := toTime(tick.Day)
			if !floorByTime(u, at).Equal(at) {
				t.Fatalf("%s does not begin a unit %d", tick.Day, u)
			}
			before := addByTime(u, at, -1)
			major := u >= Year || at.Year() != before.Year() || u < Month && at.Month() != before.Month()
			if tick.Major != major {
				t.Fatalf("tick %s of unit %d: Major = %v", tick.Day, u, tick.Major)
			}
		}
		if float64(u.LeastDays())*s.PixelsPerDay() < gap {
			continue // not even the coarsest fits: some are left out
		}
		// None is missing.
		i := 0
		for at := floorByTime(u, toTime(event.Date(math.Floor(s.From)))); ; at = addByTime(u, at, 1) {
			x := s.X(fromTime(at))
			if x >= s.Width {
				break
			}
			if x < -0.5 {
				continue
			}
			if i >= len(ticks) || ticks[i].Day != fromTime(at) {
				t.Fatalf("no tick at %s, unit %d, %+v", fromTime(at), u, s)
			}
			i++
		}
		if i != len(ticks) {
			t.Fatalf("%d ticks, want %d", len(ticks), i)
		}
	}
	for u := Day; u <= Years1000; u++ {
		if units[u] == 0 {
			t.Errorf("no scale had unit %d", u)
		}
	}
}

func TestTicksOfNothing(t *testing.T) {
	s := NewScale(event.Span{Start: 0, End: 100}, 0)
	if got := Ticks(nil, &s, 50); len(got) != 0 {
		t.Errorf("an axis without width has ticks %v", got)
	}
}

func TestWarmBuffersDoNotAllocate(t *testing.T) {
	s := NewScale(event.Span{Start: event.NewDate(1990, 1, 1), End: event.NewDate(2025, 6, 30)}, 1200)
	s.Zoom(700, 0.4)
	u := BinUnit(&s)
	ticks := Ticks(nil, &s, 60)
	edges := Edges(nil, s.Domain, u)
	counts := make([]int32, len(edges)-1)
	for i := range counts {
		counts[i] = int32(i % 7)
	}
	bars := Bars(nil, &s, edges, counts, 100, 8)
	labels := CountTicks(nil, Top(counts))
	brush := Brush{Domain: s.Domain}
	brush.Set(event.Span{Start: s.Domain.Start + 500, End: s.Domain.Start + 900})
	if n := testing.AllocsPerRun(100, func() {
		ticks = Ticks(ticks[:0], &s, 60)
		edges = Edges(edges[:0], s.Domain, BinUnit(&s))
		bars = Bars(bars[:0], &s, edges, counts, 100, 8)
		labels = CountTicks(labels[:0], Top(counts))
		part := brush.Hit(&s, 300, 9)
		brush.Take(part, brush.Snap(&s, part, 300))
		brush.Drag(brush.Snap(&s, part, 340))
		brush.Drop()
		Step(s.Domain, brush.Chosen(), Month, 1)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
