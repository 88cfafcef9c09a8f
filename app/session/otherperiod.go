package session

import "wherewhen/app/event"

// PeriodChoice is how the second of two periods lies to the first.
type PeriodChoice uint8

// The choices.
const (
	PeriodBefore     PeriodChoice = iota // as many days, up to the day before
	PeriodAfter                          // as many days, from the day after
	PeriodYearBefore                     // the same days a year earlier
	PeriodAsLong                         // as many days, from where it begins now
	PeriodSame                           // the same days, to be moved from there
	PeriodChoices
)

// Other returns the days that lie to a as asked, as far as the domain has them;
// now are those of the second period. ok is false when it has none.
func (r PeriodChoice) Other(a, now, domain event.Span) (b event.Span, ok bool) {
	days := event.Date(a.Days())
	switch r {
	case PeriodBefore:
		b = event.Span{Start: a.Start - days, End: a.Start - 1}
	case PeriodAfter:
		b = event.Span{Start: a.End + 1, End: a.End + days}
	case PeriodYearBefore:
		b = event.Span{Start: yearBefore(a.Start), End: yearBefore(a.End)}
	case PeriodSame:
		b = a
	default:
		b.Start = max(domain.Start, min(now.Start, domain.End-days+1))
		b.End = b.Start + days - 1
	}
	b = event.Span{Start: max(b.Start, domain.Start), End: min(b.End, domain.End)}
	return b, b.Start <= b.End
}

// yearBefore returns the day a year earlier: of 29 February the 28th.
func yearBefore(d event.Date) event.Date {
	year, month, day := d.Civil()
	return event.NewDate(year-1, month, min(day, event.DaysInMonth(year-1, month)))
}

// StartCompare begins to compare the days chosen with those before them, or
// after them where that has more of as many days. Of all days it compares the
// later half with the earlier one.
func (s *State) StartCompare(domain event.Span) {
	a := domain
	if s.Window != nil {
		a = *s.Window
	} else if half := event.Date(domain.Days() / 2); half > 0 {
		a.Start = domain.End - half + 1
		window := a
		s.Window = &window
	}
	b, ok := PeriodBefore.Other(a, a, domain)
	if after, has := PeriodAfter.Other(a, a, domain); has && (!ok || after.Days() > b.Days()) {
		b, ok = after, true
	}
	if !ok { // there is one day
		b = a
	}
	s.Compare = &b
}

// SwapPeriods has each of the two periods in the place of the other.
func (s *State) SwapPeriods(domain event.Span) {
	a := domain
	if s.Window != nil {
		a = *s.Window
	}
	b := *s.Compare
	s.Window, s.Compare = nil, &a
	if b != domain {
		s.Window = &b
	}
}
