package export

import "wherewhen/app/event"

// A column is a property of an event; one of text, list and number is given.
// In GeoJSON the members of first_report are an object of their own.
type column struct {
	name   string
	text   func(e *event.Event) string
	list   func(e *event.Event) []string
	number func(e *event.Event) int32 // event.Unknown is absent
}

// columns are the properties of an event before its sources, in the order of
// data/README.md. The dates stand before them all but the words.
var columns = []column{
	{name: "id", text: func(e *event.Event) string { return e.ID }},
	{name: "title", text: func(e *event.Event) string { return e.Title }},
	{name: "summary", text: func(e *event.Event) string { return e.Summary }},
	{name: "kind", text: func(e *event.Event) string { return e.Kind }},
	{name: "start", text: func(e *event.Event) string { return datesOf(e).start }},
	{name: "end", text: func(e *event.Event) string { return datesOf(e).end }},
	{name: "date_precision", text: func(e *event.Event) string { return datesOf(e).precision }},
	{name: "time", text: func(e *event.Event) string { return e.Time }},
	{name: "place", text: func(e *event.Event) string { return e.Place }},
	{name: "admin1", text: func(e *event.Event) string { return e.Admin1 }},
	{name: "admin1_code", text: func(e *event.Event) string { return e.Admin1Code }},
	{name: "country", text: func(e *event.Event) string { return e.Country }},
	{name: "country_code", text: func(e *event.Event) string { return e.CountryCode }},
	{name: "geo_precision", text: func(e *event.Event) string { return e.GeoPrecision }},
	{name: "area", text: func(e *event.Event) string { return e.Area }},
	{name: "coordinate_source", text: func(e *event.Event) string { return e.CoordinateSource }},
	{name: "attack_type", text: func(e *event.Event) string { return e.AttackType }},
	{name: "targets", list: func(e *event.Event) []string { return e.Targets }},
	{name: "actor", text: func(e *event.Event) string { return e.Actor }},
	{name: "actor_link", text: func(e *event.Event) string { return e.ActorLink }},
	{name: "attribution", text: func(e *event.Event) string { return e.Attribution }},
	{name: "attribution_note", text: func(e *event.Event) string { return e.AttributionNote }},
	{name: "killed_low", number: func(e *event.Event) int32 { return e.Killed.Low }},
	{name: "killed", number: func(e *event.Event) int32 { return e.Killed.Best }},
	{name: "killed_high", number: func(e *event.Event) int32 { return e.Killed.High }},
	{name: "injured_low", number: func(e *event.Event) int32 { return e.Injured.Low }},
	{name: "injured", number: func(e *event.Event) int32 { return e.Injured.Best }},
	{name: "injured_high", number: func(e *event.Event) int32 { return e.Injured.High }},
	{name: "casualties_include_attackers", text: func(e *event.Event) string { return e.CasualtiesIncludeAttackers }},
	{name: "casualties_note", text: func(e *event.Event) string { return e.CasualtiesNote }},
	{name: "first_report_killed", number: func(e *event.Event) int32 { return e.FirstReport.Killed }},
	{name: "first_report_injured", number: func(e *event.Event) int32 { return e.FirstReport.Injured }},
	{name: "confidence", text: func(e *event.Event) string { return e.Confidence }},
	{name: "confidence_note", text: func(e *event.Event) string { return e.ConfidenceNote }},
	{name: "tags", list: func(e *event.Event) []string { return e.Tags }},
}

// sourceColumns are the properties of a source.
var sourceColumns = []struct {
	name string
	text func(s *event.Source) string
	list func(s *event.Source) []string
}{
	{name: "title", text: func(s *event.Source) string { return s.Title }},
	{name: "publisher", text: func(s *event.Source) string { return s.Publisher }},
	{name: "date", text: func(s *event.Source) string { return s.Date }},
	{name: "url", text: func(s *event.Source) string { return s.URL }},
	{name: "supports", list: func(s *event.Source) []string { return s.Supports }},
}
