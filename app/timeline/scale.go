// Package timeline is the logic of a time axis of whole days: scale, ticks,
// bins, brush and playback. It knows no browser; whoever paints asks it where.
package timeline

import (
	"math"

	"wherewhen/app/event"
)

// MinDays is the shortest stretch a Scale shows.
const MinDays = 14

// Scale maps days to pixels: a view of part of a domain over a width. Day d
// lies between X(d) and X(d+1).
type Scale struct {
	Domain   event.Span // days that can be shown, both inclusive
	From, To float64    // days in view, To excluded, fractional
	Width    float64    // CSS pixels
}

// NewScale shows a whole domain over a width.
func NewScale(domain event.Span, width float64) Scale {
	s := Scale{Domain: domain, Width: width}
	s.Reset()
	return s
}

// Reset shows the whole domain.
func (s *Scale) Reset() {
	s.From, s.To = float64(s.Domain.Start), float64(s.Domain.End)+1
	s.clamp()
}

// Whole reports whether the whole domain is in view.
func (s *Scale) Whole() bool {
	return s.From <= float64(s.Domain.Start) && s.To >= float64(s.Domain.End)+1
}

// Show brings whole days into view, as near as MinDays allows.
func (s *Scale) Show(days event.Span) {
	s.From, s.To = float64(days.Start), float64(days.End)+1
	s.clamp()
}

// View returns the whole days in view.
func (s *Scale) View() event.Span {
	return event.Span{Start: event.Date(math.Ceil(s.From - 1e-6)), End: event.Date(math.Floor(s.To+1e-6)) - 1}
}

// X returns the left pixel of a day.
func (s *Scale) X(d event.Date) float64 {
	return (float64(d) - s.From) / (s.To - s.From) * s.Width
}

// Day returns the day at a pixel.
func (s *Scale) Day(x float64) event.Date {
	return event.Date(math.Floor(s.At(x) + 1e-9))
}

// At returns the fractional day at a pixel.
func (s *Scale) At(x float64) float64 {
	return s.From + x/s.Width*(s.To-s.From)
}

// PixelsPerDay returns how wide a day is.
func (s *Scale) PixelsPerDay() float64 { return s.Width / (s.To - s.From) }

// Zoom shows factor times as many days, keeping the moment at pixel x in
// place where the domain allows.
func (s *Scale) Zoom(x, factor float64) {
	days := max(MinDays, (s.To-s.From)*factor)
	at := s.At(x)
	s.From = at - x/s.Width*days
	s.To = s.From + days
	s.clamp()
}

// Pan moves the view by pixels: what was at x is at x+dx after.
func (s *Scale) Pan(dx float64) {
	days := dx / s.PixelsPerDay()
	s.From, s.To = s.From-days, s.To-days
	s.clamp()
}

// clamp keeps the view inside the domain and at least MinDays long; a domain
// shorter than that stands in the middle.
func (s *Scale) clamp() {
	first, last := float64(s.Domain.Start), float64(s.Domain.End)+1
	if short := MinDays - (last - first); short > 0 {
		first, last = first-short/2, last+short/2
	}
	days := min(max(MinDays, s.To-s.From), last-first)
	middle := (s.From + s.To) / 2
	s.From = min(max(first, middle-days/2), last-days)
	s.To = s.From + days
}
