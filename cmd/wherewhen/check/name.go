package check

import (
	"math"
	"regexp"
	"strings"
)

// How far from the GeoNames place of its name a point may lie, in km: that of
// a city stands for the city or a quarter of it, that of a site for anything
// from one end of a large city to the other. The bundled data needs 9.0 km (in
// Kabul) and 18.2 km (in Istanbul).
const (
	cityAway = 12.0
	siteAway = 30.0
)

// partOf is what a place says before the name of a city it is a part of.
var partOf = regexp.MustCompile(`(?i)^(northern|southern|eastern|western|central|near) `)

// nearName: the point of an event lies near a place of the name it gives, where
// GeoNames has one in that country.
func (ref *reference) nearName(e *eventRecord) []Finding {
	tolerance, ok := map[string]float64{"city": cityAway, "site": siteAway}[e.Properties.GeoPrecision]
	point, located := e.point()
	if !ok || !located {
		return nil
	}
	name := placeName(e.Properties.CoordinateSource, e.Properties.Place)
	places := ref.places[placeKey(e.Properties.CountryCode, name)]
	if len(places) == 0 {
		return nil
	}
	nearest := math.Inf(1)
	for _, place := range places {
		nearest = min(nearest, km(point, place))
	}
	if nearest <= tolerance {
		return nil
	}
	return []Finding{wrong("geometry", coordinates(point), "a point near %s; it is %.0f km away, %.0f km are allowed",
		written(name), nearest, tolerance)}
}

// placeName returns the name to look for: the one in quotes where the point is
// said to be from, else the widest part of the place.
func placeName(coordinateSource, place string) string {
	if _, after, ok := strings.Cut(coordinateSource, `"`); ok {
		if name, _, ok := strings.Cut(after, `"`); ok {
			return name
		}
	}
	return partOf.ReplaceAllString(strings.TrimSpace(place[strings.LastIndex(place, ",")+1:]), "")
}
