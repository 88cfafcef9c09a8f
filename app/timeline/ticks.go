package timeline

import "wherewhen/app/event"

// Tick is a labelled day of the axis.
type Tick struct {
	Day   event.Date
	X     float64 // CSS pixels
	Unit  Unit
	Major bool // begins a coarser unit, whose name stands with it: a year, or a month among days
}

// Ticks appends the ticks in view to buf and returns it: the first days of
// the finest unit whose labels stand at least gap pixels apart.
func Ticks(buf []Tick, s *Scale, gap float64) []Tick {
	u := Finest(s, gap)
	coarser := Year
	if u == Day || u == Week {
		coarser = Month
	}
	first, last := event.Date(s.From), event.Date(s.To)
	at := u.Floor(first)
	for n := 0; at <= last; n++ {
		if x := s.X(at); x >= -0.5 && x <= s.Width {
			buf = append(buf, Tick{Day: at, X: x, Unit: u, Major: major(u, coarser, at)})
		}
		at = u.Add(at, 1)
	}
	return buf
}

func major(u, coarser Unit, at event.Date) bool {
	if u.kind == years {
		return true
	}
	// A week seldom begins with a month: the first one in it is the major.
	return coarser.Floor(at) != coarser.Floor(u.Add(at, -1))
}
