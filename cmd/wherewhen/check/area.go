package check

// areaRecord is a feature of a file of areas.
type areaRecord struct {
	Geometry   shape `json:"geometry"`
	Properties struct {
		Code string `json:"code"`
	} `json:"properties"`
}

// areaRules are the rules for areas; events is nil when that file is not
// checked with them.
func (c *Checker) areaRules(events *File) []rule[areaRecord] {
	codes := make(unique)
	return []rule[areaRecord]{
		func(a *areaRecord) []Finding { return codes.own("code", a.Properties.Code) },
		func(a *areaRecord) []Finding { return polygons(a.Geometry.Geometry) },
		used(events),
	}
}

// drawn: the area of an event has an outline in the file of areas.
func drawn(areas *File) rule[eventRecord] {
	codes := values(areas, "code")
	return func(e *eventRecord) []Finding {
		if code := e.Properties.Area; areas != nil && code != "" && !codes[code] {
			return []Finding{wrong("area", code, "a code in %s", areas.Name)}
		}
		return nil
	}
}

// used: an area is there because an event names it.
func used(events *File) rule[areaRecord] {
	codes := values(events, "area")
	return func(a *areaRecord) []Finding {
		if code := a.Properties.Code; events != nil && !codes[code] {
			return []Finding{wrong("code", code, "the area of an event in %s", events.Name)}
		}
		return nil
	}
}

// values returns the texts a property has in a file, which may be nil.
func values(f *File, property string) map[string]bool {
	texts := make(map[string]bool)
	if f == nil {
		return texts
	}
	for i := range f.records {
		if text, ok := at(f.records[i].value, "properties", property).(string); ok {
			texts[text] = true
		}
	}
	return texts
}
