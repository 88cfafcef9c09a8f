package indicator

import "wherewhen/app/event"

// Tenure is the time of a leader as far as it is known: the days it may have
// begun and ended on.
type Tenure struct {
	Start, End       event.Span
	HasStart, HasEnd bool // else not known, or for the end: not over
	Disputed         bool // the record says of itself that it is not certain
}

// Tenure returns the time of a leader; ok is false when neither end is a date.
func (l *Leader) Tenure() (t Tenure, ok bool) {
	t.Start, t.HasStart = days(l.From)
	t.End, t.HasEnd = days(l.To)
	t.Disputed = l.Confidence != "" && l.Confidence != "high"
	backwards := t.HasStart && t.HasEnd && t.End.End < t.Start.Start
	return t, (t.HasStart || t.HasEnd) && !backwards
}

// When returns the days an estimate may be of; ok is false when it has no date.
func (s *Strength) When() (of event.Span, ok bool) { return days(s.AsOf) }

// When returns the days of a statement; ok is false when it has no date.
func (s *Statement) When() (of event.Span, ok bool) { return days(s.Date) }

// When returns the days counted over; ok is false when one end is no date.
func (a *Activity) When() (of event.Span, ok bool) {
	from, okFrom := days(a.From)
	to, okTo := days(a.To)
	return event.Span{Start: from.Start, End: to.End}, okFrom && okTo && from.Start <= to.End
}

func days(date string) (of event.Span, ok bool) {
	of, _, err := event.ParseSpan(date)
	return of, err == nil
}
