package export

import "wherewhen/app/event"

// dates are the days of an event as files have them, each written as exactly as
// it is known.
type dates struct{ start, end, precision string }

func datesOf(e *event.Event) dates {
	p, s := e.Precision, e.Span
	from, to := p.Around(s.Start), p.Around(s.End)
	switch {
	case from.Start == s.Start && to.End == s.End:
		d := dates{written(s.Start, p), written(s.End, p), p.String()}
		if year, _, _ := s.End.Civil(); year > event.MaxYear {
			d.end = written(to.Start, p) // a week may end after the last day that can be written
		}
		return d
	case from.Start == s.Start:
		// Only the beginning is as coarse as that. Were the precision stated, the
		// end would be read so too.
		return dates{written(s.Start, p), s.End.String(), ""}
	}
	return dates{s.Start.String(), written(s.End, p), ""}
}

// written writes a day as exactly as a precision has it.
func written(d event.Date, p event.Precision) string {
	switch text := d.String(); p {
	case event.Month:
		return text[:len("2006-01")]
	case event.Year:
		return text[:len("2006")]
	default:
		return text
	}
}
