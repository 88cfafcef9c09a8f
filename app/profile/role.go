package profile

import (
	"slices"
	"strconv"
	"strings"

	"wherewhen/app/event"
)

// Role is what a column is for: a property of an event as data/README.md names
// them, with first_report_killed, longitude, latitude, source_url and
// source_2_url as in a CSV file of ours, or Point.
type Role string

// Point is the role of a column that holds both coordinates. Facet is that of a
// column of the file's own of few different values: each is one, called what the
// use says, or else as in the file.
const (
	Point Role = "point"
	Facet Role = "facet"
)

// A kind of role says how values are read.
type kind uint8

const (
	noRole kind = iota
	setText
	joinedText
	listText
	figure
	date
	datePrecision
	geoPrecision
	coordinate
	ofSource
	ownColumn
)

// textRole is a role of one text.
type textRole struct {
	of     func(*event.Event) *string
	values []string // it may have; nil for any
	join   string   // between parts; "" when a later part takes the place of the earlier
	shared bool     // a column of few different values
}

var texts = map[Role]textRole{
	"id":                           {of: func(e *event.Event) *string { return &e.ID }},
	"title":                        {of: func(e *event.Event) *string { return &e.Title }, join: ", "},
	"summary":                      {of: func(e *event.Event) *string { return &e.Summary }, join: " "},
	"kind":                         {of: func(e *event.Event) *string { return &e.Kind }, shared: true},
	"time":                         {of: func(e *event.Event) *string { return &e.Time }},
	"place":                        {of: func(e *event.Event) *string { return &e.Place }},
	"admin1":                       {of: func(e *event.Event) *string { return &e.Admin1 }, shared: true},
	"admin1_code":                  {of: func(e *event.Event) *string { return &e.Admin1Code }, shared: true},
	"country":                      {of: func(e *event.Event) *string { return &e.Country }, shared: true},
	"country_code":                 {of: func(e *event.Event) *string { return &e.CountryCode }, shared: true},
	"area":                         {of: func(e *event.Event) *string { return &e.Area }, shared: true},
	"coordinate_source":            {of: func(e *event.Event) *string { return &e.CoordinateSource }},
	"attack_type":                  {of: func(e *event.Event) *string { return &e.AttackType }, shared: true},
	"actor":                        {of: func(e *event.Event) *string { return &e.Actor }, shared: true},
	"actor_link":                   {of: func(e *event.Event) *string { return &e.ActorLink }, shared: true},
	"attribution":                  {of: func(e *event.Event) *string { return &e.Attribution }, shared: true, values: []string{"claimed", "attributed", "suspected", "disputed", "unclaimed", "none"}},
	"attribution_note":             {of: func(e *event.Event) *string { return &e.AttributionNote }, join: "; "},
	"casualties_include_attackers": {of: func(e *event.Event) *string { return &e.CasualtiesIncludeAttackers }, shared: true, values: []string{"yes", "no", "unknown"}},
	"casualties_note":              {of: func(e *event.Event) *string { return &e.CasualtiesNote }, join: "; "},
	"confidence":                   {of: func(e *event.Event) *string { return &e.Confidence }, shared: true, values: []string{"high", "medium", "low", "disputed"}},
	"confidence_note":              {of: func(e *event.Event) *string { return &e.ConfidenceNote }, join: "; "},
}

var lists = map[Role]func(*event.Event) *[]string{
	"targets": func(e *event.Event) *[]string { return &e.Targets },
	"tags":    func(e *event.Event) *[]string { return &e.Tags },
}

var figures = map[Role]func(*event.Event) *int32{
	"killed_low":           func(e *event.Event) *int32 { return &e.Killed.Low },
	"killed":               func(e *event.Event) *int32 { return &e.Killed.Best },
	"killed_high":          func(e *event.Event) *int32 { return &e.Killed.High },
	"injured_low":          func(e *event.Event) *int32 { return &e.Injured.Low },
	"injured":              func(e *event.Event) *int32 { return &e.Injured.Best },
	"injured_high":         func(e *event.Event) *int32 { return &e.Injured.High },
	"first_report_killed":  func(e *event.Event) *int32 { return &e.FirstReport.Killed },
	"first_report_injured": func(e *event.Event) *int32 { return &e.FirstReport.Injured },
}

var sourceParts = []string{"title", "publisher", "date", "url", "supports"}

// The words of geo_precision, nearest first. Nowhere is what a code may also
// mean: the coordinates beside it stand for no place.
var nearness = []string{"site", "city", "district", "province", "country"}

const nowhere = "nowhere"

func (r Role) kind() kind {
	if t, ok := texts[r]; ok {
		if t.join != "" {
			return joinedText
		}
		return setText
	}
	if _, ok := lists[r]; ok {
		return listText
	}
	if _, ok := figures[r]; ok {
		return figure
	}
	switch r {
	case "start", "end":
		return date
	case "date_precision":
		return datePrecision
	case "geo_precision":
		return geoPrecision
	case "latitude", "longitude", Point:
		return coordinate
	case Facet:
		return ownColumn
	}
	if _, _, ok := r.source(); ok {
		return ofSource
	}
	return noRole
}

// source returns the number of the source, from 0, and the part of it that a
// role as source_url or source_2_url is for.
func (r Role) source() (number int, part string, ok bool) {
	rest, ok := strings.CutPrefix(string(r), "source_")
	if !ok {
		return 0, "", false
	}
	if n, part, numbered := strings.Cut(rest, "_"); numbered {
		i, err := strconv.Atoi(n)
		return i - 1, part, err == nil && i > 1 && i <= maxSources && slices.Contains(sourceParts, part)
	}
	return 0, rest, slices.Contains(sourceParts, rest)
}

const maxSources = 1000

// separator stands between the parts of a text that several columns give.
func (r Role) separator() string {
	if t := texts[r]; t.join != "" {
		return t.join
	}
	return ", "
}
