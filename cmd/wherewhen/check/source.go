package check

import (
	"fmt"
	"slices"

	"wherewhen/app/event"
)

// That there are sources, that they have titles and that their addresses are
// sound is in the schemas.

// findable: a source without an address says when it was published, so that
// with title and publisher it can be found. Those of events have addresses.
func findable(sources []event.Source) []Finding {
	var found []Finding
	for i, s := range sources {
		if s.URL == "" && s.Date == "" {
			found = append(found, wrong(fmt.Sprintf("sources[%d].date", i), nil, "a date of publication, because there is no address"))
		}
	}
	return found
}

// linked: one of the sources has an address.
func linked(sources []event.Source) []Finding {
	if slices.ContainsFunc(sources, func(s event.Source) bool { return s.URL != "" }) {
		return nil
	}
	return []Finding{wrong("sources", nil, "one with an address")}
}

// supported: what an event states is in one of its sources.
func supported(e *eventRecord) []Finding {
	p := e.Properties
	stated := []struct {
		what  string
		known bool
	}{
		{"date", p.Start != ""},
		{"place", p.Place != ""},
		{"casualties", p.KilledLow != nil || p.Killed != nil || p.KilledHigh != nil ||
			p.InjuredLow != nil || p.Injured != nil || p.InjuredHigh != nil},
		{"attribution", p.Attribution != "none" && p.Attribution != "unclaimed"},
	}
	var found []Finding
	for _, s := range stated {
		supports := false
		for _, source := range p.Sources {
			supports = supports || slices.Contains(source.Supports, s.what)
		}
		if s.known && !supports {
			found = append(found, doubtful("sources", nil, "one that supports %s", s.what))
		}
	}
	return found
}
