package check

// geoPrecision: what is known to a district or nearer has a point that says
// where it is from; what is known to a province or country has that area
// instead. Where something was only planned, or someone was arrested, the
// place is not given more exactly than the town.
func geoPrecision(e *eventRecord) []Finding {
	p := e.Properties
	var found []Finding
	say := func(f Finding) { found = append(found, f) }
	if p.GeoPrecision == "site" && (p.Kind == "foiled-plot" || p.Kind == "arrest") {
		say(wrong("geo_precision", p.GeoPrecision, "city or coarser, because kind is %s", p.Kind))
	}
	_, located := e.point()
	switch p.GeoPrecision {
	case "site", "city", "district":
		if !located {
			say(wrong("geometry", nil, "a Point, because geo_precision is %s", p.GeoPrecision))
		} else if p.CoordinateSource == "" {
			say(wrong("coordinate_source", nil, "where the point is from"))
		}
		if p.Area != "" {
			say(wrong("area", p.Area, "none, because geo_precision is %s", p.GeoPrecision))
		}
	case "province", "country":
		if e.Geometry.Geometry != nil {
			say(wrong("geometry", e.Geometry.Geometry, "null, because geo_precision is %s", p.GeoPrecision))
		}
		field, code := "admin1_code", p.Admin1Code
		if p.GeoPrecision == "country" {
			field, code = "country_code", p.CountryCode
		}
		if p.Area != code || code == "" {
			say(wrong("area", p.Area, "the %s %s, because geo_precision is %s", field, written(code), p.GeoPrecision))
		}
	}
	return found
}
