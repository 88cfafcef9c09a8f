package intake

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
)

const kabul = `{"type":"Point","coordinates":[69.17,34.53]}`

// readOne reads a file of one event; its problems are without what they have
// in common.
func readOne(t *testing.T, geometry, properties string) (e event.Event, ok bool, problems []Problem) {
	t.Helper()
	table, problems, err := ReadEvents("file.geojson", strings.NewReader(collection(feature(geometry, properties))))
	if err != nil {
		t.Fatalf("%s: %v", properties, err)
	}
	for i := range problems {
		if problems[i].File != "file.geojson" || problems[i].Feature != 1 {
			t.Errorf("%s: problem of %s, feature %d", properties, problems[i].File, problems[i].Feature)
		}
		problems[i].File, problems[i].Feature = "", 0
	}
	if table.Len() == 0 {
		return e, false, problems
	}
	return table.Event(0), true, problems
}

// wholeEvent has a value in every field.
func wholeEvent() event.Event {
	return event.Event{
		ID: "a-1", Title: "Title", Summary: "Summary", Kind: "attack",
		Span:      event.Span{Start: event.NewDate(2021, 8, 26), End: event.NewDate(2021, 8, 27)},
		Precision: event.Day, Time: "17:50",
		Place: "Kabul", Admin1: "Kabul", Admin1Code: "AFG-1765", Country: "Afghanistan", CountryCode: "AF",
		GeoPrecision: "city", Point: orb.Point{69.17, 34.53}, Located: true, Area: "AFG-1765", CoordinateSource: "Wikidata",
		AttackType: "bombing", Targets: []string{"military", "civilians"},
		Actor: "ISIS-K", ActorLink: "isis-k", Attribution: "claimed", AttributionNote: "said so",
		Killed: event.Range{Low: 170, Best: 182, High: 190}, Injured: event.Range{Low: 0, Best: event.Unknown, High: event.Unknown},
		CasualtiesIncludeAttackers: "no", CasualtiesNote: "counts differ",
		FirstReport: event.FirstReport{Killed: 60, Injured: event.Unknown},
		Confidence:  "high", ConfidenceNote: "sure",
		Tags:    []string{"airport"},
		Sources: []event.Source{{Title: "Page", Publisher: "P", Date: "2021-08", URL: "https://example.org/", Supports: []string{"date"}}},
	}
}

func TestReadWholeEvent(t *testing.T) {
	want := wholeEvent()
	got, ok, problems := readOne(t, kabul, `{"id":"a-1","title":"Title","summary":"Summary","kind":"attack",
		"start":"2021-08-26","end":"2021-08-27","date_precision":"day","time":"17:50",
		"place":"Kabul","admin1":"Kabul","admin1_code":"AFG-1765","country":"Afghanistan","country_code":"AF",
		"geo_precision":"city","area":"AFG-1765","coordinate_source":"Wikidata",
		"attack_type":"bombing","targets":["military","civilians"],
		"actor":"ISIS-K","actor_link":"isis-k","attribution":"claimed","attribution_note":"said so",
		"killed_low":170,"killed":182,"killed_high":190,"injured_low":0,
		"casualties_include_attackers":"no","casualties_note":"counts differ","first_report":{"killed":60},
		"confidence":"high","confidence_note":"sure","tags":["airport"],
		"sources":[{"title":"Page","publisher":"P","date":"2021-08","url":"https://example.org/","supports":["date"]}],
		"of another file":{"kept":[1,2]}}`)
	if !ok || len(problems) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v\n%v", got, want, problems)
	}
	v := reflect.ValueOf(want)
	for i := range v.NumField() {
		if v.Field(i).IsZero() && v.Type().Field(i).Name != "Precision" && v.Type().Field(i).Name != "Own" {
			t.Errorf("%s is not tried", v.Type().Field(i).Name)
		}
	}
}

// What a file does not say is absent, never 0.
func TestUnknownIsNotZero(t *testing.T) {
	e, ok, problems := readOne(t, "null", `{"start":"2020-01-01"}`)
	if !ok || len(problems) > 0 {
		t.Fatal(ok, problems)
	}
	if e.Killed != event.UnknownRange || e.Injured != event.UnknownRange ||
		e.FirstReport != (event.FirstReport{Killed: event.Unknown, Injured: event.Unknown}) || e.Located {
		t.Errorf("%+v", e)
	}
	e, _, _ = readOne(t, "null", `{"start":"2020-01-01","killed":null,"killed_low":0,"first_report":{"injured":0}}`)
	if e.Killed != (event.Range{Low: 0, Best: event.Unknown, High: event.Unknown}) || e.FirstReport.Injured != 0 || e.FirstReport.Killed != event.Unknown {
		t.Errorf("%+v", e)
	}
}

func TestDates(t *testing.T) {
	cases := []struct {
		start, end, stated string
		want               string // first and last day
		precision          event.Precision
	}{
		{"2021-08-26", "", "", "2021-08-26 2021-08-26", event.Day},
		{"2021-08-26", "", "day", "2021-08-26 2021-08-26", event.Day},
		{"2021-08-26", "", "week", "2021-08-23 2021-08-29", event.Week},
		{"2020-12-31", "", "week", "2020-12-28 2021-01-03", event.Week},
		{"2021-08-26", "", "month", "2021-08-01 2021-08-31", event.Month},
		{"2024-02-01", "", "month", "2024-02-01 2024-02-29", event.Month},
		{"2021-08-26", "", "year", "2021-01-01 2021-12-31", event.Year},
		{"2021-08", "", "", "2021-08-01 2021-08-31", event.Month},
		{"2021", "", "", "2021-01-01 2021-12-31", event.Year},
		{"2021", "", "month", "2021-01-01 2021-12-31", event.Year},
		{"2021-08", "", "week", "2021-08-01 2021-08-31", event.Month},
		{"2021-08-26", "2021-09-02", "", "2021-08-26 2021-09-02", event.Day},
		{"2021-08-26", "2021-09-02", "week", "2021-08-23 2021-09-05", event.Week},
		{"2021-08-26", "2021-09-02", "month", "2021-08-01 2021-09-30", event.Month},
		{"2020-06", "2021-01", "year", "2020-01-01 2021-12-31", event.Year},
		{"2020-06-05", "2020-07", "", "2020-06-05 2020-07-31", event.Month},
		{"2020", "2020-03-01", "", "2020-01-01 2020-03-01", event.Year},
	}
	for _, c := range cases {
		properties := fmt.Sprintf(`{"start":%q,"end":%q,"date_precision":%q}`, c.start, c.end, c.stated)
		e, ok, problems := readOne(t, "null", properties)
		if got := fmt.Sprint(e.Span.Start, " ", e.Span.End); !ok || got != c.want || e.Precision != c.precision || len(problems) > 0 {
			t.Errorf("%s: %s as %s, %v; want %s as %s", properties, got, e.Precision, problems, c.want, c.precision)
		}
	}
}

func TestProblems(t *testing.T) {
	const (
		aDate      = "a date as YYYY-MM-DD, YYYY-MM or YYYY"
		aNumber    = "a whole number, 0 or more"
		anOrder    = "low ≤ best ≤ high"
		aPlace     = "a longitude from -180 to 180 and a latitude from -90 to 90"
		aGeometry  = "a GeoJSON geometry: "
		aPrecision = "day, week, month or year"
	)
	long := strings.Repeat("é", 200)
	cases := []struct {
		geometry, properties string
		want                 Problem
	}{
		{"null", `{"id":"x"}`, Problem{"", 0, 0, "x", "start", "", aDate, true}},
		{"null", `{"id":"x","start":"26 August 2021"}`, Problem{"", 0, 0, "x", "start", "26 August 2021", aDate, true}},
		{"null", `{"id":"x","start":"2021-02-29"}`, Problem{"", 0, 0, "x", "start", "2021-02-29", aDate, true}},
		{"null", `{"id":"x","start":"` + long + `"}`, Problem{"", 0, 0, "x", "start", strings.Repeat("é", 80) + "…", aDate, true}},
		{"null", `{"id":"x","start":"2021-02-02","end":"2021-02-01"}`, Problem{"", 0, 0, "x", "end", "2021-02-01", aDate + ", not before start", true}},
		{"null", `{"id":"x","start":"2021-02-02","end":"soon"}`, Problem{"", 0, 0, "x", "end", "soon", aDate + ", not before start", true}},
		{"null", `{"id":"x","start":"2021","date_precision":"about"}`, Problem{"", 0, 0, "x", "date_precision", "about", aPrecision, false}},

		{"null", `{"id":"x","start":"2021","killed":-1}`, Problem{"", 0, 0, "x", "killed", "-1", aNumber, false}},
		{"null", `{"id":"x","start":"2021","injured_high":-9}`, Problem{"", 0, 0, "x", "injured_high", "-9", aNumber, false}},
		{"null", `{"id":"x","start":"2021","first_report":{"injured":-2}}`, Problem{"", 0, 0, "x", "first_report.injured", "-2", aNumber, false}},
		{"null", `{"id":"x","start":"2021","killed":"12"}`, Problem{"", 0, 0, "x", "killed", `"12"`, aNumber, false}},
		{"null", `{"id":"x","start":"2021","killed":1.5}`, Problem{"", 0, 0, "x", "killed", "1.5", aNumber, false}},
		{"null", `{"id":"x","start":"2021","killed":3000000000}`, Problem{"", 0, 0, "x", "killed", "3000000000", aNumber, false}},
		{"null", `{"id":"x","start":"2021","killed_low":3,"killed":2,"killed_high":4}`, Problem{"", 0, 0, "x", "killed", "3, 2, 4", anOrder, false}},
		{"null", `{"id":"x","start":"2021","killed":5,"killed_high":4}`, Problem{"", 0, 0, "x", "killed", "-1, 5, 4", anOrder, false}},
		{"null", `{"id":"x","start":"2021","injured_low":2,"injured_high":1}`, Problem{"", 0, 0, "x", "injured", "2, -1, 1", anOrder, false}},

		{`{"type":"Point","coordinates":[180.01,1]}`, `{"id":"x","start":"2021"}`, Problem{"", 0, 0, "x", "geometry", "180.01, 1", aPlace, false}},
		{`{"type":"Point","coordinates":[1,-90.5]}`, `{"id":"x","start":"2021"}`, Problem{"", 0, 0, "x", "geometry", "1, -90.5", aPlace, false}},
		{`{"type":"LineString","coordinates":[[1,2],[3,4]]}`, `{"id":"x","start":"2021"}`, Problem{"", 0, 0, "x", "geometry", "LineString", "a Point or null", false}},
		{`{"type":"Point","coordinates":[null,null]}`, `{"id":"x","start":"2021"}`, Problem{"", 0, 0, "x", "geometry", "", aGeometry + "coordinates with null: expected numbers", false}},
		{`{"type":"Point","coordinates":[5]}`, `{"id":"x","start":"2021"}`, Problem{"", 0, 0, "x", "geometry", "", aGeometry + "coordinates with 1 numbers: expected longitude and latitude", false}},

		{"null", `{"id":"x","start":"2021","place":{"name":"Kabul"}}`, Problem{"", 0, 0, "x", "place", `{"name":"Kabul"}`, "a text", false}},
		{"null", `{"id":"x","start":"2021","targets":"civilians"}`, Problem{"", 0, 0, "x", "targets", `"civilians"`, "a list", false}},
		{"null", `{"id":"x","start":"2021","tags":["a",5]}`, Problem{"", 0, 0, "x", "tags", `["a",5]`, "a text", false}},
		{"null", `{"id":"x","start":"2021","first_report":5}`, Problem{"", 0, 0, "x", "first_report", "5", "an object", false}},
		{"null", `{"id":7,"start":"2021"}`, Problem{"", 0, 0, "feature-1", "id", "7", "a text", false}},
		{"null", `["x"]`, Problem{"", 0, 0, "", "", `["x"]`,
			"properties of an event: json: cannot unmarshal array into Go value of type intake.properties", true}},
		{"null", "null", Problem{"", 0, 0, "feature-1", "start", "", aDate, true}},
	}
	for _, c := range cases {
		e, ok, problems := readOne(t, c.geometry, c.properties)
		if len(problems) != 1 || problems[0] != c.want {
			t.Errorf("%s %s:\n%+v, want\n%+v", c.geometry, c.properties, problems, c.want)
			continue
		}
		if ok == c.want.Rejected {
			t.Errorf("%s %s: read is %v", c.geometry, c.properties, ok)
		}
		// What could not be read is absent.
		if ok && (e.Killed != event.UnknownRange || e.Injured != event.UnknownRange || e.Located || e.FirstReport.Injured != event.Unknown ||
			e.Place != "" || len(e.Targets) > 0 || len(e.Tags) > 0 || e.Span != event.Year.Around(event.NewDate(2021, 1, 1))) {
			t.Errorf("%s %s: read as %+v", c.geometry, c.properties, e)
		}
	}
}

// Each field at fault is named and the others are read.
func TestSeveralProblems(t *testing.T) {
	e, ok, problems := readOne(t, `{"type":"Point","coordinates":[200,0]}`,
		`{"id":"x","start":"2021-05-06","killed":"many","place":5,"sources":[{"url":7}],"injured":-4,"country":"Iran","tags":["a"]}`)
	fields := make(map[string]bool)
	for _, p := range problems {
		fields[p.Field] = true
	}
	want := map[string]bool{"killed": true, "place": true, "sources.url": true, "injured": true, "geometry": true}
	if !ok || len(problems) != len(want) || !reflect.DeepEqual(fields, want) {
		t.Errorf("problems %v", problems)
	}
	if e.Country != "Iran" || len(e.Tags) != 1 || e.Span.Days() != 1 {
		t.Errorf("the rest was read as %+v", e)
	}
}

func TestIDs(t *testing.T) {
	text := collection(
		`{"type":"Feature","id":"outer","geometry":null,"properties":{"id":"inner","start":"2021"}}`,
		`{"type":"Feature","id":"caf\u00e9 \"5\"","geometry":null,"properties":{"start":"2021","title":"Title"}}`,
		`{"type":"Feature","id":12,"geometry":null,"properties":{"start":"2021"}}`,
		feature("null", `{"start":"2021"}`),
		feature("null", `{"id":"inner","start":"2022"}`),
		feature("null", `{"id":"lost","start":"?"}`),
		feature("null", `{"id":"lost","start":"2022"}`),
		feature("null", `{"id":"inner","start":"2023"}`),
	)
	table, problems, err := ReadEvents("f", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var ids, titles []string
	for row := range table.Len() {
		ids, titles = append(ids, table.ID.Row(row)), append(titles, table.Title.Row(row))
	}
	if want := []string{"inner", `café "5"`, "12", "feature-4", "lost"}; !slices.Equal(ids, want) {
		t.Errorf("ids %q, want %q", ids, want)
	}
	if want := []string{"inner", "Title", "12", "feature-4", "lost"}; !slices.Equal(titles, want) {
		t.Errorf("titles %q, want %q", titles, want)
	}
	want := []Problem{
		{"f", 5, 0, "inner", "id", "inner", "an id of its own; feature 1 has it", true},
		{"f", 6, 0, "lost", "start", "?", "a date as YYYY-MM-DD, YYYY-MM or YYYY", true},
		{"f", 8, 0, "inner", "id", "inner", "an id of its own; feature 1 has it", true},
	}
	if !reflect.DeepEqual(problems, want) {
		t.Errorf("problems %+v\nwant %+v", problems, want)
	}
}

func TestReadEventsOfNoGeoJSON(t *testing.T) {
	good := feature(kabul, `{"id":"a","start":"2021"}`)
	for _, c := range []struct {
		text, want string
		rows       int
	}{
		{"", "f.geojson: the file ends too early", 0},
		{"id,start", "f.geojson: not valid JSON", 0},
		{good, `f.geojson: type = "Feature": expected FeatureCollection`, 0},
		{strings.TrimSuffix(collection(good), "]}"), "f.geojson: the file ends too early", 1},
		{collection(good, good[:40]), "f.geojson: feature 2", 1},
	} {
		table, problems, err := ReadEvents("f.geojson", strings.NewReader(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || table.Len() != c.rows || len(problems) > 0 {
			t.Errorf("%q: %d rows, %v, %v", c.text, table.Len(), problems, err)
		}
	}
}

func TestProblemIsALine(t *testing.T) {
	for want, p := range map[string]Problem{
		"f: feature 3 (x): killed = -1: expected a number": {"f", 3, 0, "x", "killed", "-1", "a number", false},
		"f: feature 3: start: expected a date; left out":   {"f", 3, 0, "", "start", "", "a date", true},
		"f: line 12: lat = north: expected degrees":        {File: "f", Line: 12, Field: "lat", Value: "north", Expected: "degrees"},
		"f: expected features":                             {File: "f", Expected: "features"},
	} {
		if got := p.Error(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func FuzzReadEvents(f *testing.F) {
	f.Add([]byte(collection(
		feature(kabul, `{"id":"a","start":"2021-08-26","killed":5,"targets":["x"],"sources":[{"url":"u"}]}`),
		feature("null", `{"id":"a","start":"2021"}`),
		feature("null", `{"start":"2021-05","end":"2020"}`))))
	f.Add([]byte(collection(feature(`{"type":"Point","coordinates":[1]}`, `{"killed":"5","start":"2021-05","date_precision":"week"}`))))
	f.Add([]byte(collection(feature("null", `{"KILLED":"5","killed":7,"id":5,"first_report":{"killed":-1},"start":"2021"}`))))
	f.Add([]byte(collection(feature("null", `{"killed_low":3,"killed":2,"start":"9999","end":"9999-12-31"}`), "null")))
	f.Fuzz(func(t *testing.T, text []byte) {
		features, readErr := readAll(text)
		table, problems, err := ReadEvents("f", strings.NewReader(string(text)))
		if (err == nil) != (readErr == nil) {
			t.Fatalf("%v, but the features alone give %v", err, readErr)
		}
		rejected := make(map[int]bool)
		for _, p := range problems {
			if p.File != "f" || p.Feature < 1 || p.Feature > len(features) || p.Expected == "" {
				t.Fatalf("problem %+v of %d features", p, len(features))
			}
			if rejected[p.Feature] {
				t.Fatalf("feature %d is left out and then %+v", p.Feature, p)
			}
			rejected[p.Feature] = p.Rejected
		}
		out := 0
		for _, is := range rejected {
			if is {
				out++
			}
		}
		if table.Len()+out != len(features) {
			t.Fatalf("%d events and %d left out of %d features", table.Len(), out, len(features))
		}
		ids := make(map[string]bool)
		row := 0
		for i, f := range features {
			if rejected[i+1] {
				continue
			}
			e := table.Event(row)
			row++
			if e.ID == "" || e.Title == "" || ids[e.ID] {
				t.Fatalf("row %d has the id %q", row, e.ID)
			}
			ids[e.ID] = true
			if e.Span.Start > e.Span.End {
				t.Fatalf("row %d is from %s to %s", row, e.Span.Start, e.Span.End)
			}
			if e.Located && (f.Geometry != orb.Geometry(e.Point) || math.Abs(e.Point[0]) > 180 || math.Abs(e.Point[1]) > 90) {
				t.Fatalf("row %d is at %v of %v", row, e.Point, f.Geometry)
			}
			for _, r := range []event.Range{e.Killed, e.Injured} {
				if !r.Ordered() || min(r.Low, r.Best, r.High) < event.Unknown {
					t.Fatalf("row %d has the range %v", row, r)
				}
			}
			said := strings.ToLower(string(f.Properties))
			if !strings.Contains(said, "killed") && !strings.Contains(said, `\`) && e.Killed != event.UnknownRange {
				t.Fatalf("row %d: nobody was said to be killed, read %v", row, e.Killed)
			}
		}
	})
}
