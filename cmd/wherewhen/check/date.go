package check

import (
	"fmt"

	"wherewhen/app/event"
)

// firstYear is the first year anything in the data can be from: the group was
// announced in January 2015, and its beginnings are reported from 2014.
const firstYear = 2014

// dated returns the days a date may mean, with what is wrong with it.
func dated(field, date string) (event.Span, event.Precision, []Finding) {
	span, precision, err := event.ParseSpan(date)
	if err != nil {
		return span, precision, []Finding{wrong(field, date, "a real date as YYYY-MM-DD, YYYY-MM or YYYY")}
	}
	return span, precision, nil
}

// period returns what is wrong with two dates; either may be empty.
func period(startField, start, endField, end string) []Finding {
	var found []Finding
	var spans [2]event.Span
	for i, d := range []struct{ field, date string }{{startField, start}, {endField, end}} {
		if d.date == "" {
			continue
		}
		span, _, bad := dated(d.field, d.date)
		if bad == nil && span.End < event.NewDate(firstYear, 1, 1) {
			bad = []Finding{wrong(d.field, d.date, "a date in %d or later", firstYear)}
		}
		spans[i], found = span, append(found, bad...)
	}
	if found == nil && start != "" && end != "" && spans[1].End < spans[0].Start {
		found = append(found, wrong(endField, end, "a date not before %s, %s", startField, start))
	}
	return found
}

// eventDates: dates are real and written as exactly as they are known.
func eventDates(e *eventRecord) []Finding {
	p := e.Properties
	if found := period("start", p.Start, "end", p.End); found != nil {
		return found
	}
	return append(exactly("start", p.Start, p.DatePrecision), exactly("end", p.End, p.DatePrecision)...)
}

// exactly: a date is written in its precision; a week is given by a day.
func exactly(field, date, precision string) []Finding {
	stated, err := event.ParsePrecision(precision)
	if err != nil || date == "" || stated == event.Undated { // which the schema does not allow
		return nil
	}
	if stated == event.Week {
		stated = event.Day
	}
	forms := map[event.Precision]string{event.Day: "YYYY-MM-DD", event.Month: "YYYY-MM", event.Year: "YYYY"}
	if _, written, err := event.ParseSpan(date); err == nil && written != stated {
		return []Finding{wrong(field, date, "%s, because date_precision is %s", forms[stated], precision)}
	}
	return nil
}

// regionDates: a region has an end or is ongoing.
func regionDates(r *regionRecord) []Finding {
	p := r.Properties
	found := period("start", p.Start, "end", p.End)
	switch {
	case p.Ongoing && p.End != "":
		found = append(found, wrong("end", p.End, "none, because ongoing is true"))
	case !p.Ongoing && p.End == "":
		found = append(found, wrong("end", nil, "a date, or ongoing"))
	}
	return found
}

// sourceDates: the dates of sources are real.
func sourceDates(sources []event.Source) []Finding {
	var found []Finding
	for i, s := range sources {
		if s.Date != "" {
			_, _, bad := dated(fmt.Sprintf("sources[%d].date", i), s.Date)
			found = append(found, bad...)
		}
	}
	return found
}
