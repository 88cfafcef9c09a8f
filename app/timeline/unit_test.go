package timeline

import (
	"testing"
	"time"

	"wherewhen/app/event"
)

// The oracle of calendars is package time, in UTC.

func toTime(d event.Date) time.Time {
	return time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(d))
}

func fromTime(t time.Time) event.Date { return event.NewDate(t.Year(), int(t.Month()), t.Day()) }

// yearsOf returns how many years a unit is long, 0 for less than one.
func yearsOf(u Unit) int {
	if u < Year {
		return 0
	}
	return []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000}[u-Year]
}

func floorByTime(u Unit, t time.Time) time.Time {
	switch u {
	case Day:
		return t
	case Week:
		for t.Weekday() != time.Monday {
			t = t.AddDate(0, 0, -1)
		}
		return t
	case Month:
		return t.AddDate(0, 0, 1-t.Day())
	case Quarter:
		t = t.AddDate(0, 0, 1-t.Day())
		for t.Month()%3 != 1 {
			t = t.AddDate(0, -1, 0)
		}
		return t
	}
	n := yearsOf(u)
	return time.Date(t.Year()/n*n, 1, 1, 0, 0, 0, 0, time.UTC)
}

func addByTime(u Unit, t time.Time, n int) time.Time {
	switch u {
	case Day:
		return t.AddDate(0, 0, n)
	case Week:
		return t.AddDate(0, 0, 7*n)
	case Month:
		return t.AddDate(0, n, 0)
	case Quarter:
		return t.AddDate(0, 3*n, 0)
	}
	return t.AddDate(n*yearsOf(u), 0, 0)
}

// Every boundary of every unit, 1600 to 2400: all leap year rules.
func TestUnitsAgainstTime(t *testing.T) {
	for u := Day; u <= coarsest; u++ {
		first, last := toTime(event.NewDate(1600, 1, 1)), event.NewDate(2400, 12, 31)
		for at := floorByTime(u, first); fromTime(at) <= last; {
			next := addByTime(u, at, 1)
			start, end := fromTime(at), fromTime(next)
			for _, d := range []event.Date{start, start + 1, (start + end) / 2, end - 1} {
				if d >= end {
					continue
				}
				if got := u.Floor(d); got != start {
					t.Fatalf("unit %d: Floor(%s) = %s, want %s", u, d, got, start)
				}
			}
			for _, n := range []int{-40, -13, -12, -1, 0, 1, 2, 11, 12, 25} {
				if yearsOf(u) > 100 && n < 0 {
					continue
				}
				if got, want := u.Add(start, n), fromTime(addByTime(u, at, n)); got != want {
					t.Fatalf("unit %d: Add(%s, %d) = %s, want %s", u, start, n, got, want)
				}
			}
			at = next
		}
	}
}

func TestFloorOfEveryDay(t *testing.T) {
	for d := event.NewDate(1895, 1, 1); d < event.NewDate(2030, 1, 1); d++ {
		for u := Day; u <= coarsest; u++ {
			if got, want := u.Floor(d), fromTime(floorByTime(u, toTime(d))); got != want {
				t.Fatalf("unit %d: Floor(%s) = %s, want %s", u, d, got, want)
			}
		}
	}
}

// LeastDays is exact over all years a date can have: a smaller number would
// waste room, a greater one put ticks too near each other.
func TestLeastDays(t *testing.T) {
	last := event.NewDate(event.MaxYear, 12, 31)
	for u := Day; u <= coarsest; u++ {
		least := 1 << 30
		for at := u.Floor(event.NewDate(event.MinYear, 1, 1)); at <= last; {
			next := u.Add(at, 1)
			least = min(least, int(next-at))
			at = next
		}
		if u.LeastDays() != least {
			t.Errorf("unit %d: LeastDays = %d, the shortest has %d", u, u.LeastDays(), least)
		}
		if u > Day && u.LeastDays() <= (u-1).LeastDays() {
			t.Errorf("unit %d is not coarser than the one before it", u)
		}
	}
}

func TestBoundaryAndCount(t *testing.T) {
	r := seeded(1)
	for range 3000 {
		u := Unit(r.IntN(int(Years20)))
		d := event.NewDate(1900+r.IntN(200), 1, 1+r.IntN(366))
		for _, direction := range []int{-1, 1} {
			at, n := d, 0
			for n < 3 {
				at += event.Date(direction)
				if u.Floor(at) == at {
					n++
					if got := u.boundary(d, direction*n); got != at {
						t.Fatalf("unit %d: boundary(%s, %d) = %s, want %s", u, d, direction*n, got, at)
					}
				}
			}
		}
		span := event.Span{Start: d, End: d + event.Date(r.IntN(2000))}
		want := 0
		for at := u.Floor(span.Start); at <= span.End; at = u.Add(at, 1) {
			want++
		}
		if got := u.count(span); got != want {
			t.Fatalf("unit %d: %v has %d of them, want %d", u, span, got, want)
		}
	}
}
