package check

import (
	"github.com/paulmach/orb"

	"wherewhen/app/event"
)

// eventRecord is a feature of a file of events, as far as rules need it.
type eventRecord struct {
	FeatureID  any   `json:"id"`
	Geometry   shape `json:"geometry"`
	Properties struct {
		ID               string         `json:"id"`
		Kind             string         `json:"kind"`
		Start            string         `json:"start"`
		End              string         `json:"end"`
		DatePrecision    string         `json:"date_precision"`
		Place            string         `json:"place"`
		Admin1Code       string         `json:"admin1_code"`
		CountryCode      string         `json:"country_code"`
		GeoPrecision     string         `json:"geo_precision"`
		Area             string         `json:"area"`
		CoordinateSource string         `json:"coordinate_source"`
		Actor            string         `json:"actor"`
		ActorLink        string         `json:"actor_link"`
		Attribution      string         `json:"attribution"`
		AttributionNote  string         `json:"attribution_note"`
		KilledLow        *int32         `json:"killed_low"`
		Killed           *int32         `json:"killed"`
		KilledHigh       *int32         `json:"killed_high"`
		InjuredLow       *int32         `json:"injured_low"`
		Injured          *int32         `json:"injured"`
		InjuredHigh      *int32         `json:"injured_high"`
		FirstReport      firstReport    `json:"first_report"`
		Sources          []event.Source `json:"sources"`
	} `json:"properties"`
}

type firstReport struct {
	Killed  *int32 `json:"killed"`
	Injured *int32 `json:"injured"`
}

// point returns where the event is, ok when it has a point.
func (e *eventRecord) point() (p orb.Point, ok bool) {
	p, ok = e.Geometry.Geometry.(orb.Point)
	return p, ok
}

// eventRules are the rules for events; areas is nil when that file is not
// checked with them.
func (c *Checker) eventRules(areas *File) []rule[eventRecord] {
	ids := make(unique)
	return []rule[eventRecord]{
		func(e *eventRecord) []Finding { return ids.id(e.FeatureID, e.Properties.ID) },
		eventDates,
		func(e *eventRecord) []Finding { return sourceDates(e.Properties.Sources) },
		figures,
		geoPrecision,
		c.reference.eventCodes,
		c.reference.inside,
		c.reference.nearName,
		drawn(areas),
		supported,
		attribution,
	}
}
