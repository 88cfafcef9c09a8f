package timeline

import (
	"math"

	"wherewhen/app/event"
)

// Part is a part of the brush.
type Part uint8

// The parts.
const (
	Nothing Part = iota
	Start        // handle of the first day
	End          // handle of the last day
	Middle       // between the handles
)

// Brush chooses days of a domain: first to last, both inclusive, or all of
// them when it is not active. It is dragged in whole days.
type Brush struct {
	Domain event.Span
	Days   event.Span // meaningful when Active
	Active bool

	part   Part
	anchor event.Date // the end that stays while a handle is dragged
	grip   event.Date // day the middle was taken at
	from   event.Span // Days when the middle was taken
}

// Chosen returns the days chosen: those of the brush or the whole domain.
func (b *Brush) Chosen() event.Span {
	if b.Active {
		return b.Days
	}
	return b.Domain
}

// Hit returns the part at pixel x. reach is how far from a handle a pointer
// may be. Of two handles nearer than that the one on the pointer's side
// counts, so that both can be taken even on one day.
func (b *Brush) Hit(s *Scale, x, reach float64) Part {
	if !b.Active {
		return Nothing
	}
	x0, x1 := s.X(b.Days.Start), s.X(b.Days.End+1)
	d0, d1 := math.Abs(x-x0), math.Abs(x-x1)
	switch {
	case d0 <= reach && d1 <= reach:
		if x <= (x0+x1)/2 {
			return Start
		}
		return End
	case d0 <= reach:
		return Start
	case d1 <= reach:
		return End
	case x > x0 && x < x1:
		return Middle
	}
	return Nothing
}

// Take begins a drag of a part at a day; Nothing begins a new brush there.
func (b *Brush) Take(part Part, day event.Date) {
	day = b.clamp(day)
	b.part = part
	switch part {
	case Start:
		b.anchor = b.Days.End
	case End:
		b.anchor = b.Days.Start
	case Middle:
		b.grip, b.from = day, b.Days
	default:
		b.part, b.anchor = End, day
		b.Days, b.Active = event.Span{Start: day, End: day}, true
	}
}

// Drag moves what was taken to a day. A handle dragged over the other takes
// its place.
func (b *Brush) Drag(day event.Date) {
	switch b.part {
	case Start, End:
		day = b.clamp(day)
		b.Days = event.Span{Start: min(day, b.anchor), End: max(day, b.anchor)}
	case Middle:
		b.Days = b.shifted(b.from, day-b.grip)
	}
}

// Drop ends a drag.
func (b *Brush) Drop() { b.part = Nothing }

// Dragging reports whether something is taken.
func (b *Brush) Dragging() bool { return b.part != Nothing }

// Set chooses days; the whole domain, or days outside it, clear the brush.
func (b *Brush) Set(days event.Span) {
	days = event.Span{Start: max(days.Start, b.Domain.Start), End: min(days.End, b.Domain.End)}
	b.Active = days.Start <= days.End && days != b.Domain
	b.Days = days
}

// Clear chooses the whole domain.
func (b *Brush) Clear() { b.Active, b.part = false, Nothing }

// MoveHandle moves one end to a day; it stops at the other end and at the
// domain's.
func (b *Brush) MoveHandle(part Part, day event.Date) {
	days := b.Chosen()
	switch part {
	case Start:
		days.Start = min(b.clamp(day), days.End)
	case End:
		days.End = max(b.clamp(day), days.Start)
	}
	b.Set(days)
}

// Shift moves the brush by days, keeping its length inside the domain.
func (b *Brush) Shift(by event.Date) {
	if b.Active {
		b.Set(b.shifted(b.Days, by))
	}
}

func (b *Brush) shifted(days event.Span, by event.Date) event.Span {
	by = max(by, b.Domain.Start-days.Start)
	by = min(by, b.Domain.End-days.End)
	return event.Span{Start: days.Start + by, End: days.End + by}
}

func (b *Brush) clamp(d event.Date) event.Date {
	return max(b.Domain.Start, min(b.Domain.End, d))
}

// Step returns the window a step of playback later, or earlier for -1: a
// window of whole units moves on by its own length in units, any other by its
// length in days. done is true when it would leave the domain: the window
// then is the first one, or the last.
func Step(domain, window event.Span, u Unit, direction int) (next event.Span, done bool) {
	if window == domain {
		start := u.Floor(domain.Start)
		if direction < 0 {
			start = u.Floor(domain.End)
		}
		return within(domain, event.Span{Start: start, End: u.Add(start, 1) - 1}), false
	}
	start := u.Floor(window.Start)
	n := 0
	for end := start; end <= window.End; end = u.Add(end, 1) {
		n++
	}
	whole := (start == window.Start || window.Start == domain.Start) &&
		(u.Add(start, n)-1 == window.End || window.End == domain.End)
	if whole {
		next = event.Span{Start: u.Add(start, direction*n), End: u.Add(start, direction*n+n) - 1}
	} else {
		days := event.Date(direction * window.Days())
		next = event.Span{Start: window.Start + days, End: window.End + days}
	}
	if next.Start > domain.End || next.End < domain.Start {
		return window, true
	}
	return within(domain, next), false
}

func within(domain, s event.Span) event.Span {
	return event.Span{Start: max(s.Start, domain.Start), End: min(s.End, domain.End)}
}
