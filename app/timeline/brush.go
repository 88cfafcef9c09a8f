package timeline

import (
	"math"

	"wherewhen/app/event"
)

// Part is a part of the brush.
type Part uint8

// The parts.
const (
	Nothing Part = iota // beside the brush
	Start               // handle of the first day, at its left pixel
	End                 // handle of the last day, at its right pixel
	Middle              // between the handles
)

// Brush chooses days of a domain: first to last, both inclusive, or all of
// them when it is not active. It is dragged in whole days: a pointer that goes
// down asks Hit for the part and Snap for the day, and gives both to Take; one
// that moves gives the day of Snap to Drag; one that goes up calls Drop.
// Whatever it is given, the chosen days are in the domain and the first is not
// after the last.
type Brush struct {
	Domain event.Span // at least one day
	Days   event.Span // meaningful when Active
	Active bool

	part   Part
	anchor event.Date // the day at the other end while a handle is dragged: it stays chosen
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

// Hit returns the part at pixel x. A brush that is not active has its handles
// at the ends of the domain, but no middle: between them a new one begins. reach
// is how many pixels from a handle a pointer may be. Inside the brush the
// handles leave the third between them to the middle; on a brush narrower
// than reach there is no middle, and the nearer handle counts, so that both
// can be taken even where they share a pixel.
func (b *Brush) Hit(s *Scale, x, reach float64) Part {
	days := b.Chosen()
	x0, x1 := s.X(days.Start), s.X(days.End+1)
	if !b.Active {
		switch {
		case math.Abs(x-x0) <= reach:
			return Start
		case math.Abs(x-x1) <= reach:
			return End
		}
		return Nothing
	}
	switch inside := min(reach, (x1-x0)/3); {
	case x < x0-reach || x > x1+reach:
		return Nothing
	case x1-x0 < reach:
		if x <= (x0+x1)/2 {
			return Start
		}
		return End
	case x <= x0+inside:
		return Start
	case x >= x1-inside:
		return End
	}
	return Middle
}

// Snap returns the day to give to Take or Drag for a pointer at x with a part.
// It puts a handle at the boundary of days nearest to the pointer, on either
// side of the other handle; for the middle and a new brush it is the day
// under the pointer.
func (b *Brush) Snap(s *Scale, part Part, x float64) event.Date {
	if part != Start && part != End {
		return b.clamp(s.Day(x))
	}
	anchor := b.anchor
	if !b.Dragging() {
		anchor = b.Chosen().Start
		if part == Start {
			anchor = b.Chosen().End
		}
	}
	day := s.Boundary(x)
	if day > anchor {
		day-- // the handle is at the right of its day
	}
	return b.clamp(day)
}

// Take begins a drag of a part at a day. Nothing begins a new brush of that
// day, whose other end is dragged. Any other part of a brush that is not
// active is one of the whole domain.
func (b *Brush) Take(part Part, day event.Date) {
	b.Days, b.Active = b.Chosen(), true
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
		b.Days = event.Span{Start: day, End: day}
	}
}

// Drag moves what was taken to a day. A handle dragged over the other takes
// its place; the middle keeps its length and stops at the ends of the domain.
func (b *Brush) Drag(day event.Date) {
	day = b.clamp(day)
	switch b.part {
	case Start, End:
		b.Days, b.Active = event.Span{Start: min(day, b.anchor), End: max(day, b.anchor)}, true
	case Middle:
		b.Days, b.Active = b.shifted(b.from, day-b.grip), true
	}
}

// Drop ends a drag. A brush that was dragged over the whole domain is not
// active any more.
func (b *Brush) Drop() {
	b.part = Nothing
	b.Active = b.Active && b.Days != b.Domain
}

// Dragging reports whether something is taken.
func (b *Brush) Dragging() bool { return b.part != Nothing }

// Set chooses days, as far as they are in the domain; the whole domain, or
// days outside it, clear the brush.
func (b *Brush) Set(days event.Span) {
	days = within(b.Domain, days)
	b.Active = days.Start <= days.End && days != b.Domain
	b.Days = days
}

// Clear chooses the whole domain and ends a drag.
func (b *Brush) Clear() { b.Active, b.part = false, Nothing }

// MoveHandle moves a handle to a day; it stops at the other handle and at the
// ends of the domain. The middle moves with its first day to that day, or as
// far as its length allows. The ends of the domain are thus what Home and End
// ask for.
func (b *Brush) MoveHandle(part Part, day event.Date) {
	days := b.Chosen()
	day = b.clamp(day)
	switch part {
	case Start:
		days.Start = min(day, days.End)
	case End:
		days.End = max(day, days.Start)
	case Middle:
		b.Shift(day - days.Start)
		return
	default:
		return
	}
	b.Set(days)
}

// Nudge moves a part by n units, back for a negative n, as an arrow key does
// with days and a page key with coarser units: the first day goes to first
// days of units, the last day to last days. The middle stays whole units if it
// was; else, and at the ends of the domain, it keeps its length in days.
func (b *Brush) Nudge(part Part, u Unit, n int) {
	most := b.Domain.Days()/u.LeastDays() + 2
	n = max(-most, min(most, n))
	days := b.Chosen()
	first, behind := u.boundary(days.Start, n), u.boundary(days.End+1, n)
	switch {
	case part == Start:
		b.MoveHandle(Start, first)
	case part == End:
		b.MoveHandle(End, behind-1)
	case part != Middle || !b.Active:
	case wholeUnits(u, days) && first >= b.Domain.Start && behind-1 <= b.Domain.End:
		b.Set(event.Span{Start: first, End: behind - 1})
	default:
		b.Shift(first - days.Start)
	}
}

func wholeUnits(u Unit, days event.Span) bool {
	return u.Floor(days.Start) == days.Start && u.Floor(days.End+1) == days.End+1
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

// within returns the days of s in a domain; the first is after the last if
// there are none.
func within(domain, s event.Span) event.Span {
	return event.Span{Start: max(s.Start, domain.Start), End: min(s.End, domain.End)}
}
