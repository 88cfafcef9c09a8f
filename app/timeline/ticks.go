package timeline

import (
	"math"

	"wherewhen/app/event"
)

// Tick is a labelled day of the axis, the first of a Unit. It is not worded:
// Unit says which of the civil parts of Day a label needs.
type Tick struct {
	Day   event.Date
	X     float64 // CSS pixels
	Unit  Unit
	Major bool // begins a coarser unit, whose name stands with it: a year, or a month among days and weeks
}

// Ticks appends the ticks in view to buf, from left to right, and returns it:
// the first days of the finest unit that are at least gap pixels apart, gap
// being at least 1. It allocates only to grow buf.
func Ticks(buf []Tick, s *Scale, gap float64) []Tick {
	if s.Width <= 0 {
		return buf
	}
	gap = max(gap, 1)
	u := Finest(s, gap)
	coarser := Year
	if u < Month {
		coarser = Month
	}
	last := math.Inf(-1)
	for at := u.Floor(toDate(math.Floor(s.From))); ; at = u.Add(at, 1) {
		x := s.X(at)
		if x >= s.Width {
			return buf
		}
		// The coarsest unit may still be too fine for a narrow axis.
		if x < -0.5 || x-last < gap-0.001 {
			continue
		}
		buf = append(buf, Tick{Day: at, X: x, Unit: u, Major: major(u, coarser, at)})
		last = x
	}
}

func major(u, coarser Unit, at event.Date) bool {
	if u >= Year {
		return true
	}
	// A week seldom begins with a month: the first one in it is the major.
	return coarser.Floor(at) != coarser.Floor(u.Add(at, -1))
}
