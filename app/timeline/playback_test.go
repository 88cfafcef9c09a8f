package timeline

import (
	"math/rand/v2"
	"testing"

	"wherewhen/app/event"
)

func randomDays(r *rand.Rand, domain event.Span) event.Span {
	a := domain.Start + event.Date(r.IntN(domain.Days()))
	b := domain.Start + event.Date(r.IntN(domain.Days()))
	if r.IntN(3) == 0 {
		b = a + event.Date(r.IntN(40))
	}
	return event.Span{Start: min(a, b), End: min(max(a, b), domain.End)}
}

func randomPlayback(r *rand.Rand) (domain, window event.Span, u Unit, m Mode) {
	start := event.NewDate(1895+r.IntN(150), 1, 1+r.IntN(366))
	domain = event.Span{Start: start, End: start + event.Date(r.IntN(4000))}
	window = domain
	u = Unit(r.IntN(int(Years10)))
	switch r.IntN(4) {
	case 0:
		window = randomDays(r, domain)
	case 1: // of whole units
		first := u.Floor(randomDays(r, domain).Start)
		window = within(domain, event.Span{Start: first, End: u.Add(first, 1+r.IntN(4)) - 1})
	}
	return domain, window, u, Mode(r.IntN(3))
}

// play steps until the end and returns the windows.
func play(t *testing.T, p *Playback, direction int) []event.Span {
	t.Helper()
	var windows []event.Span
	for {
		before := p.Window()
		window, done := p.Step(direction)
		if window != p.Window() {
			t.Fatalf("Step returned %v, Window %v", window, p.Window())
		}
		if done {
			if window != before {
				t.Fatalf("at the end the window moved from %v to %v", before, window)
			}
			return windows
		}
		if window == before {
			t.Fatalf("a step left the window at %v", window)
		}
		if window.Start > window.End || window.Start < p.domain.Start || window.End > p.domain.End {
			t.Fatalf("window %v of %v", window, p.domain)
		}
		windows = append(windows, window)
		if len(windows) > p.domain.Days()+1 {
			t.Fatalf("playback of %d days does not end", p.domain.Days())
		}
	}
}

func TestPlaybackVisitsTheDomain(t *testing.T) {
	r := seeded(11)
	for range 6000 {
		domain, window, u, m := randomPlayback(r)
		p := NewPlayback(domain, window, u, m)
		if p.Window() != window {
			t.Fatalf("began at %v, want %v", p.Window(), window)
		}
		windows := play(t, &p, 1)
		if window != domain {
			windows = append([]event.Span{window}, windows...)
		}
		if domain.Days() > 1 && len(windows) == 0 {
			t.Fatalf("nothing to play in %v", domain)
		}
		for i, w := range windows {
			if i == 0 {
				if window == domain && w.Start != domain.Start {
					t.Fatalf("began with %v of %v", w, domain)
				}
				continue
			}
			last := windows[i-1]
			switch {
			case w.End <= last.End || w.Start < last.Start || w.Start > last.End+1:
				t.Fatalf("mode %d, unit %d: %v after %v", m, u, w, last)
			case m == Leap && w.Start != last.End+1:
				t.Fatalf("leap from %v to %v", last, w)
			case m == Grow && w.Start != last.Start:
				t.Fatalf("grew from %v to %v", last, w)
			}
		}
		if n := len(windows); n > 0 && windows[n-1].End != domain.End {
			t.Fatalf("mode %d, unit %d ended with %v of %v", m, u, windows[n-1], domain)
		}

		// Back again, through all of it.
		back := play(t, &p, -1)
		if m == Grow || domain.Days() == 1 {
			continue
		}
		if n := len(back); n > 0 && back[n-1].Start != domain.Start {
			t.Fatalf("mode %d, unit %d went back to %v of %v", m, u, back[n-1], domain)
		}
		// The way back passes the windows of the way there.
		for i, w := range back {
			if at := len(windows) - 2 - i; at >= 0 && windows[at] != w {
				t.Fatalf("mode %d, unit %d: back at %v, want %v", m, u, w, windows[at])
			}
		}
	}
}

func TestPlaybackFromTheEnd(t *testing.T) {
	r := seeded(12)
	for range 3000 {
		domain, _, u, m := randomPlayback(r)
		p := NewPlayback(domain, domain, u, m)
		windows := play(t, &p, -1)
		if domain.Days() == 1 {
			if len(windows) != 0 {
				t.Fatalf("one day has steps %v", windows)
			}
			continue
		}
		first, last := windows[0], windows[len(windows)-1]
		if m == Grow {
			if first.Start != domain.Start || last.Start != domain.Start {
				t.Fatalf("shrank %v to %v", first, last)
			}
			continue
		}
		if first.End != domain.End || last.Start != domain.Start {
			t.Fatalf("from %v back to %v in %v", first, last, domain)
		}
		for i, w := range windows[1:] {
			if w.End != windows[i].Start-1 {
				t.Fatalf("%v before %v", w, windows[i])
			}
		}
	}
}

func TestPlaybackModes(t *testing.T) {
	span := func(from, to string) event.Span {
		start, err := event.ParseDate(from)
		if err != nil {
			t.Fatal(err)
		}
		end, err := event.ParseDate(to)
		if err != nil {
			t.Fatal(err)
		}
		return event.Span{Start: start, End: end}
	}
	domain := span("2023-01-10", "2024-06-20")
	for _, c := range []struct {
		name   string
		window event.Span
		unit   Unit
		mode   Mode
		steps  int
		want   event.Span
	}{
		{"all leaps to the first year", domain, Year, Leap, 1, span("2023-01-10", "2023-12-31")},
		{"then to the next, as far as it goes", domain, Year, Leap, 2, span("2024-01-01", "2024-06-20")},
		{"back to the last year", domain, Year, Leap, -1, span("2024-01-01", "2024-06-20")},
		{"a domain of one unit takes the finer", domain, Years10, Leap, 1, span("2023-01-10", "2023-12-31")},
		{"two months leap two", span("2023-03-01", "2023-04-30"), Month, Leap, 1, span("2023-05-01", "2023-06-30")},
		{"two months slide one", span("2023-03-01", "2023-04-30"), Month, Slide, 1, span("2023-04-01", "2023-05-31")},
		{"into a leap February", span("2023-12-01", "2024-01-31"), Month, Slide, 1, span("2024-01-01", "2024-02-29")},
		{"ten days leap ten", span("2023-03-05", "2023-03-14"), Month, Leap, 1, span("2023-03-15", "2023-03-24")},
		{"ten days slide a week", span("2023-03-05", "2023-03-14"), Week, Slide, 1, span("2023-03-12", "2023-03-21")},
		{"ten days slide no further than ten", span("2023-03-05", "2023-03-14"), Month, Slide, 1, span("2023-03-15", "2023-03-24")},
		{"all grows from the first month", domain, Month, Grow, 1, span("2023-01-10", "2023-01-31")},
		{"by months", domain, Month, Grow, 3, span("2023-01-10", "2023-03-31")},
		{"a window grows from its first day", span("2023-03-05", "2023-03-14"), Month, Grow, 2, span("2023-03-05", "2023-04-30")},
		{"and shrinks", span("2023-03-05", "2023-05-14"), Month, Grow, -1, span("2023-03-05", "2023-04-30")},
	} {
		p := NewPlayback(domain, c.window, c.unit, c.mode)
		direction := 1
		if c.steps < 0 {
			direction = -1
		}
		for range c.steps * direction {
			if _, done := p.Step(direction); done {
				t.Errorf("%s: done at %v", c.name, p.Window())
			}
		}
		if p.Window() != c.want {
			t.Errorf("%s: %v, want %v", c.name, p.Window(), c.want)
		}
	}
}

// A window that is no window is the whole domain.
func TestPlaybackOfNothing(t *testing.T) {
	domain := event.Span{Start: 0, End: 400}
	for _, window := range []event.Span{{Start: 9, End: 3}, {Start: 500, End: 600}, {Start: -9, End: 999}} {
		p := NewPlayback(domain, window, Month, Slide)
		if p.Window() != domain {
			t.Errorf("%v began at %v", window, p.Window())
		}
		play(t, &p, 1)
	}
}

// Step with nothing but the window ends too, and leaves no day out.
func TestStepEnds(t *testing.T) {
	r := seeded(13)
	for range 3000 {
		domain, window, u, _ := randomPlayback(r)
		for _, direction := range []int{1, -1} {
			at := window
			for n := 0; ; n++ {
				next, done := Step(domain, at, u, direction)
				if done {
					break
				}
				if at != domain && direction > 0 && next.Start != at.End+1 ||
					at != domain && direction < 0 && next.End != at.Start-1 {
					t.Fatalf("unit %d: %v after %v", u, next, at)
				}
				if next == domain || n > domain.Days() {
					t.Fatalf("unit %d: playback of %v does not end", u, domain)
				}
				at = next
			}
		}
	}
}

// A window that wraps is at the other end, and goes the same way again.
func TestPlaybackWraps(t *testing.T) {
	domain := event.Span{Start: event.NewDate(2015, 1, 26), End: event.NewDate(2019, 2, 21)}
	for _, window := range []event.Span{domain, {Start: event.NewDate(2017, 1, 1), End: event.NewDate(2017, 12, 31)}, {Start: event.NewDate(2016, 5, 3), End: event.NewDate(2016, 5, 20)}} {
		for _, unit := range []Unit{Day, Week, Month, Quarter, Year} {
			for _, mode := range []Mode{Leap, Slide, Grow} {
				for _, direction := range []int{-1, 1} {
					p := NewPlayback(domain, window, unit, mode)
					var first, last event.Span
					for round := range 4 { // a window to grow that ended inside a unit does not come back there
						began := p.Wrap(direction)
						if round < 2 {
							first = began
						} else if began != first {
							t.Fatalf("%v by %v, %v, %d: began at %v, then at %v", window, unit, mode, direction, first, began)
						}
						for {
							next, done := p.Step(direction)
							if done {
								if round > 1 && next != last {
									t.Fatalf("%v by %v, %v, %d: ended at %v, then at %v", window, unit, mode, direction, last, next)
								}
								last = next
								break
							}
						}
					}
					if first == last {
						t.Errorf("%v by %v, %v, %d: stays at %v", window, unit, mode, direction, first)
					}
				}
			}
		}
	}
}
