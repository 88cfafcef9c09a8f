package check

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
)

// How far outside the outline of its province or country a point may lie, in
// km. The outlines are simplified by up to 0.01° (1.1 km) from Natural Earth at
// 1:10m, which is itself drawn to a kilometre or two; the point of a district
// stands for some tens of km. The bundled data needs 0.2 km, on the shore of
// the Bosporus.
const (
	outside         = 3.0
	districtOutside = 10.0
)

// eventCodes: the codes of an event are known, and its province is in its
// country.
func (ref *reference) eventCodes(e *eventRecord) []Finding {
	p := e.Properties
	found := ref.known("country_code", p.CountryCode)
	found = append(found, ref.unitIn("admin1_code", p.Admin1Code, p.CountryCode)...)
	if p.Area != p.CountryCode && p.Area != p.Admin1Code {
		found = append(found, ref.known("area", p.Area)...)
	}
	return found
}

// regionCodes: the codes of a region are known, and its provinces are in its
// countries.
func (ref *reference) regionCodes(r *regionRecord) []Finding {
	p := r.Properties
	var found []Finding
	for i, code := range p.CountryCodes {
		found = append(found, ref.known(fmt.Sprintf("country_codes[%d]", i), code)...)
	}
	for i, code := range p.Admin1Codes {
		found = append(found, ref.unitIn(fmt.Sprintf("admin1_codes[%d]", i), code, p.CountryCodes...)...)
	}
	return found
}

// known: a code has an outline in the reference.
func (ref *reference) known(field, code string) []Finding {
	if _, ok := ref.outlines[code]; !ok && code != "" {
		return []Finding{wrong(field, code, "a code in data/%s, which make basemap writes", outlinesFile)}
	}
	return nil
}

// unitIn: a code is that of a first-level unit in one of the countries.
func (ref *reference) unitIn(field, code string, countries ...string) []Finding {
	if found := ref.known(field, code); found != nil || code == "" {
		return found
	}
	in := ref.outlines[code].country
	for _, country := range countries {
		if country == in && code != in || ref.known("", country) != nil {
			return nil
		}
	}
	return []Finding{wrong(field, code, "a unit of the country stated; %s is in %s", ref.outlines[code].name, in)}
}

// inside: the point of an event lies in its country and in its province.
func (ref *reference) inside(e *eventRecord) []Finding {
	point, ok := e.point()
	if !ok {
		return nil
	}
	tolerance := outside
	if e.Properties.GeoPrecision == "district" {
		tolerance = districtOutside
	}
	for _, code := range []string{e.Properties.CountryCode, e.Properties.Admin1Code} {
		o, ok := ref.outlines[code]
		if !ok || o.country != e.Properties.CountryCode {
			continue // eventCodes says so
		}
		if km := o.away(point); km > tolerance {
			return []Finding{wrong("geometry", coordinates(point), "a point in %s (%s); it is %.0f km outside, %.0f km are allowed",
				o.name, code, km, tolerance)}
		}
	}
	return nil
}

func coordinates(p orb.Point) string { return fmt.Sprintf("%g, %g", p.Lon(), p.Lat()) }

// km returns the distance of two points.
func km(a, b orb.Point) float64 { return geo.DistanceHaversine(a, b) / 1000 }
