package timeline

import (
	"math"
	"math/rand/v2"
	"testing"

	"wherewhen/app/event"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2015)) }

// randomDomain returns days between the years 1 and 9999: a few, or
// thousands of years.
func randomDomain(r *rand.Rand) event.Span {
	start := event.NewDate(event.MinYear, 1, 1) + event.Date(r.IntN(3_600_000))
	if r.IntN(2) == 0 {
		start = event.NewDate(1950+r.IntN(80), 1, 1+r.IntN(366))
	}
	length := math.Exp(r.Float64() * math.Log(200_000))
	if r.IntN(20) == 0 {
		length = 3_000_000
	}
	return event.Span{Start: start, End: min(event.NewDate(event.MaxYear, 12, 31), start+event.Date(length))}
}

// randomScale returns a scale some gestures away from the whole domain.
func randomScale(r *rand.Rand) Scale {
	s := NewScale(randomDomain(r), 50+r.Float64()*2500)
	if r.IntN(2) == 0 {
		s.Resize(s.Width, r.Float64()*60)
	}
	for range r.IntN(6) {
		s.Zoom(r.Float64()*s.Width, math.Exp(r.NormFloat64()*2-1))
		s.Pan(r.NormFloat64() * s.Width)
	}
	return s
}

func checkView(t *testing.T, s *Scale) {
	t.Helper()
	first, last := float64(s.Domain.Start), float64(s.Domain.End)+1
	if short := MinDays - (last - first); short > 0 {
		first, last = first-short/2, last+short/2
	}
	pad := 0.0
	if s.Width > 0 {
		pad = min(s.Pad, s.Width/4) * (s.To - s.From) / s.Width
	}
	days := s.To - s.From
	if !(days >= MinDays-nearDay && s.From >= first-pad-nearDay && s.To <= last+pad+nearDay) {
		t.Fatalf("view %v to %v of %v to %v, padding %v days", s.From, s.To, first, last, pad)
	}
}

func TestXRoundTrip(t *testing.T) {
	r := seeded(2)
	for range 5000 {
		s := randomScale(r)
		checkView(t, &s)
		for range 20 {
			d := event.Date(s.From) + event.Date(r.IntN(int(s.To-s.From)+1))
			x := s.X(d)
			if got := s.Day(x); got != d {
				t.Fatalf("Day(X(%s)) = %s on %+v", d, got, s)
			}
			if got := s.Boundary(x); got != d {
				t.Fatalf("Boundary(X(%s)) = %s on %+v", d, got, s)
			}
			inside := x + (s.X(d+1)-x)*0.999
			if got := s.Day(inside); got != d && s.X(d+1)-x > 1e-6 {
				t.Fatalf("Day just before X(%s) = %s, want %s", d+1, got, d)
			}
			px := r.Float64() * s.Width
			if got := (s.At(px) - s.From) * s.PixelsPerDay(); math.Abs(got-px) > 1e-3 {
				t.Fatalf("pixel %v came back as %v", px, got)
			}
		}
	}
}

// Before 1970 days are negative: rounding must not turn towards zero.
func TestDaysBefore1970(t *testing.T) {
	s := NewScale(event.Span{Start: event.NewDate(1960, 1, 1), End: event.NewDate(1960, 4, 9)}, 1000) // 10 pixels a day
	for _, c := range []struct {
		x             float64
		day, boundary string
	}{
		{0, "1960-01-01", "1960-01-01"},
		{4, "1960-01-01", "1960-01-01"},
		{6, "1960-01-01", "1960-01-02"},
		{9.9, "1960-01-01", "1960-01-02"},
		{10, "1960-01-02", "1960-01-02"},
	} {
		if got := s.Day(c.x).String(); got != c.day {
			t.Errorf("Day(%v) = %s, want %s", c.x, got, c.day)
		}
		if got := s.Boundary(c.x).String(); got != c.boundary {
			t.Errorf("Boundary(%v) = %s, want %s", c.x, got, c.boundary)
		}
	}
}

// The moment under the pointer stays unless an end of the domain or a limit
// of the length came in between.
func TestZoomKeepsThePointer(t *testing.T) {
	r := seeded(3)
	kept := 0
	for range 20000 {
		s := randomScale(r)
		x, factor := r.Float64()*s.Width, math.Exp(r.NormFloat64())
		at, days := s.At(x), s.To-s.From
		s.Zoom(x, factor)
		checkView(t, &s)

		want := min(max(MinDays, days*factor), s.longest())
		if math.Abs(s.To-s.From-want) > 1e-6 {
			t.Fatalf("zoom by %v of %v days gave %v, want %v", factor, days, s.To-s.From, want)
		}
		first, last := s.ends()
		pad := s.padShare() * want
		from := at - x/s.Width*want
		clamped := from < first-pad || from+want > last+pad
		if !clamped {
			kept++
			if off := math.Abs(s.X(0) + at*s.PixelsPerDay() - x); off > 0.01 {
				t.Fatalf("the moment under the pointer moved by %v pixels", off)
			}
		}
	}
	if kept < 2000 {
		t.Fatalf("only %d zooms were not clamped", kept)
	}
}

func TestPan(t *testing.T) {
	s := NewScale(event.Span{Start: 0, End: 999}, 1000)
	s.Zoom(500, 0.1)
	before := s.X(500)
	s.Pan(30)
	if got := s.X(500) - before; math.Abs(got-30) > 1e-9 {
		t.Errorf("panned by %v pixels, want 30", got)
	}
	s.Pan(1e12)
	if s.From != 0 || math.Abs(s.To-100) > 1e-9 {
		t.Errorf("panned past the first day to %v, %v", s.From, s.To)
	}
	s.Pan(-1e12)
	if math.Abs(s.From-900) > 1e-9 || math.Abs(s.To-1000) > 1e-9 {
		t.Errorf("panned past the last day to %v, %v", s.From, s.To)
	}
}

func TestPadding(t *testing.T) {
	s := NewScale(event.Span{Start: 100, End: 1099}, 1)
	s.Resize(1000, 20)
	if x0, x1 := s.X(100), s.X(1100); math.Abs(x0-20) > 1e-9 || math.Abs(x1-980) > 1e-9 {
		t.Errorf("the domain stands from %v to %v, want 20 to 980", x0, x1)
	}
	if !s.Whole() || s.View() != s.Domain {
		t.Errorf("Whole = %v, View = %v", s.Whole(), s.View())
	}
	s.Zoom(0, 0.1)
	s.Pan(1e6)
	if x := s.X(100); math.Abs(x-20) > 1e-9 {
		t.Errorf("zoomed in, the first day stands at %v, want 20", x)
	}
	s.Resize(500, 20)
	if x := s.X(100); s.Whole() || x > 20+1e-9 {
		t.Errorf("after Resize the first day stands at %v, whole %v", x, s.Whole())
	}
}

func TestShortDomainStandsInTheMiddle(t *testing.T) {
	s := NewScale(event.Span{Start: 50, End: 51}, 140)
	if x0, x1 := s.X(50), s.X(52); x0 != 60 || x1 != 80 {
		t.Errorf("two days of %d stand from %v to %v, want 60 to 80", MinDays, x0, x1)
	}
	s.Zoom(3, 0.01)
	s.Pan(99)
	if !s.Whole() || s.X(50) != 60 {
		t.Errorf("a domain shorter than MinDays moved: %+v", s)
	}
}

// A view in a link is whole days: showing it again must not creep.
func TestViewStays(t *testing.T) {
	r := seeded(4)
	for range 20000 {
		s := randomScale(r)
		view := s.View()
		if view.Start > view.End || view.Start < s.Domain.Start || view.End > s.Domain.End {
			t.Fatalf("View = %v in domain %v", view, s.Domain)
		}
		s.Show(view)
		checkView(t, &s)
		if got := s.View(); got != view {
			t.Fatalf("View %v became %v, domain %v, pad %v of %v", view, got, s.Domain, s.Pad, s.Width)
		}
	}
}

func FuzzScale(f *testing.F) {
	f.Add(int32(0), uint32(4000), 800.0, 20.0, 400.0, 0.5, 30.0)
	f.Add(int32(-700000), uint32(0), 0.0, 0.0, 0.0, 0.0, 0.0)
	f.Add(int32(5), uint32(30), 1.0, 1e300, math.Inf(1), math.Inf(1), math.Inf(-1))
	f.Add(int32(5), uint32(30), 1.0, 1.0, math.NaN(), 2.0, math.NaN())
	f.Fuzz(func(t *testing.T, start int32, length uint32, width, pad, x, factor, dx float64) {
		if !(width >= 0 && width < 1e5 && pad >= 0) {
			t.Skip()
		}
		first := event.Date(start % 3_000_000)
		s := NewScale(event.Span{Start: first, End: first + event.Date(length%3_000_000)}, 1)
		s.Resize(width, pad)
		s.Zoom(x, factor)
		checkView(t, &s)
		s.Pan(dx)
		checkView(t, &s)
		s.Show(event.Span{Start: s.Day(x), End: s.Day(dx)})
		checkView(t, &s)
		Ticks(nil, &s, 60)
		s.Reset()
		if !s.Whole() {
			t.Fatalf("not whole after Reset: %+v", s)
		}
	})
}
