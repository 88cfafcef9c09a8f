// Package timeline is the logic of a time axis of whole days: scale, ticks,
// bins, brush and playback. It knows no browser; whoever paints asks it where.
package timeline

import (
	"math"

	"wherewhen/app/event"
)

// MinDays is the shortest stretch a Scale shows.
const MinDays = 14

// nearDay is how far, in days, a computed moment may be off the day it means.
const nearDay = 1e-6

// Scale maps days to pixels: a view of part of a domain over a width. Day d
// lies between X(d) and X(d+1). Its methods keep the view inside the domain
// with its padding, and at least MinDays long; a shorter domain stands in the
// middle.
type Scale struct {
	Domain   event.Span // days that can be shown, both inclusive
	From, To float64    // days in view, To excluded, fractional
	Width    float64    // CSS pixels; with a Pad it is changed by Resize
	Pad      float64    // CSS pixels left free beyond either end of the domain, at most a quarter of Width
}

// NewScale shows a whole domain over a width, without padding.
func NewScale(domain event.Span, width float64) Scale {
	s := Scale{Domain: domain, Width: width}
	s.Reset()
	return s
}

// Reset shows the whole domain.
func (s *Scale) Reset() {
	first, last := s.ends()
	s.From = (first+last)/2 - s.longest()/2
	s.To = s.From + s.longest()
}

// Resize changes the width and the padding. The same days stay in view; a
// whole domain stays whole.
func (s *Scale) Resize(width, pad float64) {
	whole := s.Whole()
	s.Width, s.Pad = width, pad
	if whole {
		s.Reset()
	} else {
		s.clamp()
	}
}

// Whole reports whether the whole domain is in view.
func (s *Scale) Whole() bool {
	return s.From <= float64(s.Domain.Start)+nearDay && s.To >= float64(s.Domain.End)+1-nearDay
}

// Show brings whole days into view, as near as MinDays and the domain allow.
func (s *Scale) Show(days event.Span) {
	s.From, s.To = float64(days.Start), float64(days.End)+1
	// At an end of the domain the view was short because it hung over it.
	if short := MinDays - (s.To - s.From); short > 0 && days.Start == s.Domain.Start {
		s.From -= short
	} else if short > 0 && days.End == s.Domain.End {
		s.To += short
	}
	s.clamp()
}

// View returns the days of the domain that are wholly in view. Show of them
// leaves View as it is.
func (s *Scale) View() event.Span {
	return event.Span{
		Start: max(s.Domain.Start, event.Date(math.Ceil(s.From-nearDay))),
		End:   min(s.Domain.End, event.Date(math.Floor(s.To+nearDay))-1),
	}
}

// X returns the left pixel of a day; X(d+1) is its right one.
func (s *Scale) X(d event.Date) float64 {
	return (float64(d) - s.From) / (s.To - s.From) * s.Width
}

// At returns the fractional day at a pixel: the inverse of X. It may lie
// outside the view and the domain.
func (s *Scale) At(x float64) float64 {
	if s.Width <= 0 {
		return s.From
	}
	return s.From + x/s.Width*(s.To-s.From)
}

// Day returns the day at a pixel. It may lie outside the domain.
func (s *Scale) Day(x float64) event.Date { return toDate(math.Floor(s.At(x) + nearDay)) }

// Boundary returns the day that begins nearest to a pixel: where the handle
// of a brush snaps to.
func (s *Scale) Boundary(x float64) event.Date { return toDate(math.Round(s.At(x))) }

// toDate keeps far-off pixels from overflowing a Date, whose conversion is
// then not defined.
func toDate(day float64) event.Date { return event.Date(max(-1e9, min(1e9, day))) }

// PixelsPerDay returns how wide a day is.
func (s *Scale) PixelsPerDay() float64 { return s.Width / (s.To - s.From) }

// Zoom shows factor times as many days: less than 1 zooms in. The moment at
// pixel x stays in place where the domain allows.
func (s *Scale) Zoom(x, factor float64) {
	if s.Width <= 0 || !(factor > 0) {
		return
	}
	days := min(max(MinDays, (s.To-s.From)*factor), s.longest())
	s.From = s.At(x) - x/s.Width*days
	s.To = s.From + days
	s.clamp()
}

// Pan moves the view by pixels: what was at x is at x+dx after, where the
// domain allows.
func (s *Scale) Pan(dx float64) {
	if s.Width <= 0 {
		return
	}
	days := dx / s.PixelsPerDay()
	s.From, s.To = s.From-days, s.To-days
	s.clamp()
}

// ends returns the first moment of the domain and the one after its last,
// widened to MinDays.
func (s *Scale) ends() (first, last float64) {
	first, last = float64(s.Domain.Start), float64(s.Domain.End)+1
	if short := MinDays - (last - first); short > 0 {
		first, last = first-short/2, last+short/2
	}
	return first, last
}

// padShare returns the share of the view that is padding at either end.
func (s *Scale) padShare() float64 {
	if s.Width <= 0 {
		return 0
	}
	return min(max(0, s.Pad/s.Width), 0.25)
}

// longest returns how many days are in view with the whole domain.
func (s *Scale) longest() float64 {
	first, last := s.ends()
	return (last - first) / (1 - 2*s.padShare())
}

func (s *Scale) clamp() {
	if math.IsNaN(s.To - s.From) { // moved by no number of pixels
		s.Reset()
		return
	}
	first, last := s.ends()
	days := min(max(MinDays, s.To-s.From), s.longest())
	pad := s.padShare() * days
	middle := (s.From + s.To) / 2
	s.From = min(max(first-pad, middle-days/2), last+pad-days)
	s.To = s.From + days
}
