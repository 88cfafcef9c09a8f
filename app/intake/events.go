package intake

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
)

// properties are the GeoJSON properties of an event, as data/README.md
// describes them.
type properties struct {
	ID                         string         `json:"id"`
	Title                      string         `json:"title"`
	Summary                    string         `json:"summary"`
	Kind                       string         `json:"kind"`
	Start                      string         `json:"start"`
	End                        string         `json:"end"`
	DatePrecision              string         `json:"date_precision"`
	Time                       string         `json:"time"`
	Place                      string         `json:"place"`
	Admin1                     string         `json:"admin1"`
	Admin1Code                 string         `json:"admin1_code"`
	Country                    string         `json:"country"`
	CountryCode                string         `json:"country_code"`
	GeoPrecision               string         `json:"geo_precision"`
	Area                       string         `json:"area"`
	CoordinateSource           string         `json:"coordinate_source"`
	AttackType                 string         `json:"attack_type"`
	Targets                    []string       `json:"targets"`
	Actor                      string         `json:"actor"`
	ActorLink                  string         `json:"actor_link"`
	Attribution                string         `json:"attribution"`
	AttributionNote            string         `json:"attribution_note"`
	KilledLow                  *int32         `json:"killed_low"`
	Killed                     *int32         `json:"killed"`
	KilledHigh                 *int32         `json:"killed_high"`
	InjuredLow                 *int32         `json:"injured_low"`
	Injured                    *int32         `json:"injured"`
	InjuredHigh                *int32         `json:"injured_high"`
	CasualtiesIncludeAttackers string         `json:"casualties_include_attackers"`
	CasualtiesNote             string         `json:"casualties_note"`
	FirstReport                *firstReport   `json:"first_report"`
	Confidence                 string         `json:"confidence"`
	ConfidenceNote             string         `json:"confidence_note"`
	Tags                       []string       `json:"tags"`
	Sources                    []event.Source `json:"sources"`
}

type firstReport struct {
	Killed  *int32 `json:"killed"`
	Injured *int32 `json:"injured"`
}

// ReadEvents reads a GeoJSON file of events with the properties described in
// data/README.md. The file's name is only for the problems. A feature that
// cannot be an event (no readable date, doubled id) is left out and reported;
// a field that cannot be read is left absent and reported. The error is for a
// file that is not GeoJSON at all; the table then holds what was read before.
func ReadEvents(file string, r io.Reader) (*event.Table, []Problem, error) {
	var (
		events collector
		n      int
	)
	var own []string
	member := func(key string, value json.RawMessage) error {
		if key == OwnColumns && n == 0 && json.Unmarshal(value, &own) == nil {
			own = mostOwn(own)
			events.builder.Own(ownTitles(own))
		}
		return nil
	}
	err := readFeatures(r, member, func(f Feature, invalid error) error {
		n++
		reader := eventReader{report: Problem{File: file, Feature: n}}
		e, ok := reader.read(f, invalid)
		e.Own = ownValues(f, own)
		events.add(&reader, e, ok)
		return nil
	})
	if err != nil {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return events.builder.Table(), events.tooMany(file), err
}

// collector puts events into a table, each id once, and keeps the problems.
type collector struct {
	builder  event.Builder
	problems []Problem
	first    map[string]string // where each id was read
}

// add takes what a reader read; ok says whether it is an event.
func (c *collector) add(r *eventReader, e event.Event, ok bool) {
	if ok {
		if first, doubled := c.first[e.ID]; doubled {
			r.reject("id", e.ID, fmt.Sprintf("an id of its own; %s has it", first))
			ok = false
		}
	}
	if ok {
		if c.first == nil {
			c.first = make(map[string]string)
		}
		c.first[e.ID] = r.report.position()
		if err := c.builder.Add(e); err != nil {
			r.reject("", "", err.Error())
		}
	}
	c.problems = append(c.problems, r.problems...)
}

type eventReader struct {
	report   Problem
	problems []Problem
}

func (r *eventReader) add(field, value, expected string, rejected bool) {
	p := r.report
	p.Field, p.Value, p.Expected, p.Rejected = field, shortened(value), expected, rejected
	r.problems = append(r.problems, p)
}

func (r *eventReader) reject(field, value, expected string) { r.add(field, value, expected, true) }
func (r *eventReader) warn(field, value, expected string)   { r.add(field, value, expected, false) }

func (r *eventReader) read(f Feature, invalid error) (event.Event, bool) {
	p, unread, err := parseProperties(f)
	r.report.ID = p.ID
	if err != nil {
		r.reject("", string(f.Properties), "properties of an event: "+err.Error())
		return event.Event{}, false
	}
	p.ID = r.name(p.ID)
	for _, u := range unread {
		r.warn(u.Field, u.Value, u.Expected)
	}
	e, ok := r.event(p)
	if ok {
		r.readPoint(f, invalid, &e)
	}
	return e, ok
}

// name returns an id, the position in the file for want of one.
func (r *eventReader) name(id string) string {
	if id == "" {
		id = strings.ReplaceAll(r.report.position(), " ", "-")
	}
	r.report.ID = id
	return id
}

// event makes an event of its properties; ok is false when they are none.
func (r *eventReader) event(p properties) (e event.Event, ok bool) {
	e = event.Event{
		ID: p.ID, Title: p.Title, Summary: p.Summary, Kind: p.Kind, Time: p.Time,
		Place: p.Place, Admin1: p.Admin1, Admin1Code: p.Admin1Code,
		Country: p.Country, CountryCode: p.CountryCode, GeoPrecision: p.GeoPrecision, Area: p.Area,
		CoordinateSource: p.CoordinateSource,
		AttackType:       p.AttackType, Targets: p.Targets,
		Actor: p.Actor, ActorLink: p.ActorLink, Attribution: p.Attribution, AttributionNote: p.AttributionNote,
		CasualtiesIncludeAttackers: p.CasualtiesIncludeAttackers, CasualtiesNote: p.CasualtiesNote,
		Confidence: p.Confidence, ConfidenceNote: p.ConfidenceNote, Tags: p.Tags, Sources: p.Sources,
	}
	if e.Title == "" {
		e.Title = e.ID
	}
	if !r.readDates(p, &e) {
		return e, false
	}
	e.Killed = r.casualties("killed", p.KilledLow, p.Killed, p.KilledHigh)
	e.Injured = r.casualties("injured", p.InjuredLow, p.Injured, p.InjuredHigh)
	e.FirstReport = event.FirstReport{Killed: event.Unknown, Injured: event.Unknown}
	if p.FirstReport != nil {
		e.FirstReport.Killed = r.number("first_report.killed", p.FirstReport.Killed)
		e.FirstReport.Injured = r.number("first_report.injured", p.FirstReport.Injured)
	}
	return e, true
}

// numbered is the id of the n-th feature when it has none.
func numbered(n int) string { return fmt.Sprintf("feature-%d", n) }

// parseProperties reads the properties of an event; its id may also be that of
// the feature. Fields of another type than theirs are left absent and returned
// as unread.
func parseProperties(f Feature) (p properties, unread []Problem, err error) {
	raw := f.Properties
	for raw != nil {
		p = properties{}
		err = json.Unmarshal(raw, &p)
		typed, ok := err.(*json.UnmarshalTypeError)
		if !ok || typed.Field == "" {
			break
		}
		// json tells the first such field only; the next round finds the next.
		var fields map[string]json.RawMessage
		if err = json.Unmarshal(raw, &fields); err != nil {
			break
		}
		field, _, _ := strings.Cut(typed.Field, ".")
		all := len(fields)
		for name, value := range fields {
			if strings.EqualFold(name, field) {
				unread = append(unread, Problem{Field: typed.Field, Value: string(value), Expected: expected(typed.Type)})
				delete(fields, name)
			}
		}
		if len(fields) == all {
			err = typed
			break
		}
		if raw, err = json.Marshal(fields); err != nil {
			break
		}
	}
	if p.ID == "" && f.ID != nil && json.Unmarshal(f.ID, &p.ID) != nil {
		p.ID = string(f.ID) // a number
	}
	return p, unread, err
}

func expected(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int32:
		return "a whole number, 0 or more"
	case reflect.String:
		return "a text"
	case reflect.Slice:
		return "a list"
	}
	return "an object"
}

func (r *eventReader) readDates(p properties, e *event.Event) bool {
	span, precision, err := event.ParseSpan(p.Start)
	if err != nil {
		r.reject("start", p.Start, "a date as YYYY-MM-DD, YYYY-MM or YYYY")
		return false
	}
	if p.End != "" {
		end, coarse, err := event.ParseSpan(p.End)
		if err != nil || end.End < span.Start {
			r.reject("end", p.End, "a date as YYYY-MM-DD, YYYY-MM or YYYY, not before start")
			return false
		}
		span.End, precision = end.End, max(precision, coarse)
	}
	if p.DatePrecision != "" {
		stated, err := event.ParsePrecision(p.DatePrecision)
		if err != nil {
			r.warn("date_precision", p.DatePrecision, "day, week, month or year")
		} else if precision = max(precision, stated); precision > event.Day {
			span = event.Span{Start: precision.Around(span.Start).Start, End: precision.Around(span.End).End}
		}
	}
	e.Span, e.Precision = span, precision
	return true
}

func (r *eventReader) readPoint(f Feature, invalid error, e *event.Event) {
	if invalid != nil {
		r.warn("geometry", "", "a GeoJSON geometry: "+invalid.Error())
		return
	}
	if f.Geometry == nil {
		return
	}
	point, ok := f.Geometry.(orb.Point)
	if !ok {
		r.warn("geometry", f.Geometry.GeoJSONType(), "a Point or null")
		return
	}
	r.place("geometry", point, e)
}

func (r *eventReader) place(field string, point orb.Point, e *event.Event) {
	lon, lat := point[0], point[1]
	if !(math.Abs(lon) <= 180 && math.Abs(lat) <= 90) {
		r.warn(field, fmt.Sprint(lon, ", ", lat), "a longitude from -180 to 180 and a latitude from -90 to 90")
		return
	}
	e.Point, e.Located = point, true
}

func (r *eventReader) casualties(field string, low, best, high *int32) event.Range {
	v := event.Range{
		Low:  r.number(field+"_low", low),
		Best: r.number(field, best),
		High: r.number(field+"_high", high),
	}
	if !v.Ordered() {
		r.warn(field, fmt.Sprint(v.Low, ", ", v.Best, ", ", v.High), "low ≤ best ≤ high")
		return event.UnknownRange
	}
	return v
}

func (r *eventReader) number(field string, n *int32) int32 {
	if n == nil {
		return event.Unknown
	}
	if *n < 0 {
		r.warn(field, fmt.Sprint(*n), "a whole number, 0 or more")
		return event.Unknown
	}
	return *n
}
