package timeline

import (
	"strings"

	"wherewhen/app/event"
)

// ParseTyped reads what a person typed for a day: a year, a month or a day as
// 2021, 2021-08 or 2021-08-26, with or without spaces around. It returns all
// days of it. The error names what was typed and what was expected.
func ParseTyped(text string) (event.Span, error) {
	days, _, err := event.ParseSpan(strings.TrimSpace(text))
	return days, err
}

// Preset is a stretch of days that is offered: a year, or for Year 0 the last
// twelve months.
type Preset struct {
	Year int
	Days event.Span
}

// Presets appends to buf the last twelve months of a domain and its years, the
// latest first, as far as they are in the domain, and returns it. A domain of
// no more than twelve months has no last ones.
func Presets(buf []Preset, domain event.Span) []Preset {
	if domain.End < domain.Start {
		return buf
	}
	year, month, day := domain.End.Civil()
	yearBefore := event.NewDate(year-1, month, min(day, event.DaysInMonth(year-1, month)))
	if yearBefore >= domain.Start {
		buf = append(buf, Preset{Days: event.Span{Start: yearBefore + 1, End: domain.End}})
	}
	first, _, _ := domain.Start.Civil()
	for ; year >= first; year-- {
		buf = append(buf, Preset{year, within(domain, event.Year.Around(event.NewDate(year, 1, 1)))})
	}
	return buf
}
