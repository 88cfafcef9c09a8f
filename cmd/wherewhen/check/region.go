package check

import "wherewhen/app/event"

// regionRecord is a feature of a file of regions, as far as rules need it.
type regionRecord struct {
	FeatureID  any   `json:"id"`
	Geometry   shape `json:"geometry"`
	Properties struct {
		ID           string         `json:"id"`
		Start        string         `json:"start"`
		End          string         `json:"end"`
		Ongoing      bool           `json:"ongoing"`
		Countries    []string       `json:"countries"`
		CountryCodes []string       `json:"country_codes"`
		Admin1       []string       `json:"admin1"`
		Admin1Codes  []string       `json:"admin1_codes"`
		Districts    []string       `json:"districts"`
		WholeDrawn   bool           `json:"whole_province_drawn"`
		Sources      []event.Source `json:"sources"`
	} `json:"properties"`
}

func (c *Checker) regionRules() []rule[regionRecord] {
	ids := make(unique)
	return []rule[regionRecord]{
		func(r *regionRecord) []Finding { return ids.id(r.FeatureID, r.Properties.ID) },
		regionDates,
		func(r *regionRecord) []Finding { return sourceDates(r.Properties.Sources) },
		func(r *regionRecord) []Finding { return findable(r.Properties.Sources) },
		func(r *regionRecord) []Finding { return linked(r.Properties.Sources) },
		namesAndCodes,
		c.reference.regionCodes,
		func(r *regionRecord) []Finding { return polygons(r.Geometry.Geometry) },
	}
}

// namesAndCodes: names and codes go together one by one, and a province drawn
// whole for the sake of districts names them.
func namesAndCodes(r *regionRecord) []Finding {
	p := r.Properties
	var found []Finding
	if len(p.Countries) != len(p.CountryCodes) {
		found = append(found, wrong("country_codes", p.CountryCodes, "as many as countries, %d", len(p.Countries)))
	}
	if len(p.Admin1) != len(p.Admin1Codes) {
		found = append(found, wrong("admin1_codes", p.Admin1Codes, "as many as admin1, %d", len(p.Admin1)))
	}
	if p.WholeDrawn && len(p.Districts) == 0 {
		found = append(found, wrong("whole_province_drawn", true, "districts that were reported"))
	}
	return found
}
