package export

import "wherewhen/app/event"

// dates are the days of an event as files have them, each written as exactly as
// it is known.
type dates struct{ start, end, precision string }

func datesOf(e *event.Event) dates {
	p, s := e.Precision, e.Span
	from, to := p.Around(s.Start), p.Around(s.End)
	switch {
	case p == event.Undated:
		return dates{precision: p.String()}
	case from.Start == s.Start && to.End == s.End:
		d := dates{s.Start.As(p), s.End.As(p), p.String()}
		if year, _, _ := s.End.Civil(); year > event.MaxYear {
			d.end = to.Start.As(p) // a week may end after the last day that can be written
		}
		return d
	case from.Start == s.Start:
		// Only the beginning is as coarse as that. Were the precision stated, the
		// end would be read so too.
		return dates{s.Start.As(p), s.End.String(), ""}
	}
	return dates{s.Start.String(), s.End.As(p), ""}
}
