package profile

import (
	"strings"
	"testing"

	"wherewhen/app/event"
)

// coded is an invented row of a source that is known, with one of its codes.
var coded = map[string]map[string]string{
	"acled": {
		"event_id_cnty": "XXX1", "event_date": "2021-03-17", "event_type": "Battles", "actor1": "Invented Group A", "time_precision": "1",
		"geo_precision": "1", "latitude": "10.5", "longitude": "20.25", "fatalities": "3",
	},
	"ucdp-ged": {
		"id": "900001", "date_start": "2021-03-17", "date_end": "2021-03-17", "date_prec": "1", "where_prec": "1", "type_of_violence": "1",
		"event_clarity": "1", "latitude": "10.5", "longitude": "20.25", "best": "3", "low": "3", "high": "3",
	},
	"gtd": {
		"eventid": "202103170001", "iyear": "2021", "imonth": "3", "iday": "17", "specificity": "1", "latitude": "10.5", "longitude": "20.25",
		"gname": "Invented Group A", "guncertain1": "0", "claimed": "0", "compclaim": "-9", "doubtterr": "0", "vicinity": "0", "nkill": "3",
	},
	"gdelt": {
		"GLOBALEVENTID": "1000001", "SQLDATE": "20210317", "EventRootCode": "19", "ActionGeo_Type": "4", "ActionGeo_Lat": "10.5",
		"ActionGeo_Long": "20.25",
	},
}

// The codes of the sources, one at a time, mean what their codebooks say.
func TestCodes(t *testing.T) {
	day := func(days string) func(*event.Event) string {
		return func(e *event.Event) string {
			if got := e.Span.Start.String() + "/" + e.Span.End.String() + " " + e.Precision.String(); got != days {
				return got
			}
			return ""
		}
	}
	place := func(precision string, located bool) func(*event.Event) string {
		return func(e *event.Event) string {
			if e.GeoPrecision != precision || e.Located != located {
				return e.GeoPrecision
			}
			return ""
		}
	}
	note := func(want string) func(*event.Event) string {
		return func(e *event.Event) string {
			if got := e.ConfidenceNote; got == "" != (want == "") || !strings.Contains(got, want) {
				return "note " + got
			}
			return ""
		}
	}
	attribution := func(want string) func(*event.Event) string {
		return func(e *event.Event) string {
			if e.Attribution != want {
				return "attribution " + e.Attribution
			}
			return ""
		}
	}
	killed := func(want event.Range) func(*event.Event) string {
		return func(e *event.Event) string {
			if e.Killed != want {
				return "killed"
			}
			return ""
		}
	}
	kind := func(want string) func(*event.Event) string {
		return func(e *event.Event) string {
			if e.AttackType != want {
				return e.AttackType
			}
			return ""
		}
	}
	const unknown = event.Unknown
	for _, c := range []struct {
		source, code string // columns and values
		wrong        func(*event.Event) string
	}{
		{"acled", "time_precision=1", day("2021-03-17/2021-03-17 day")},
		{"acled", "time_precision=2", day("2021-03-15/2021-03-21 week")},
		{"acled", "time_precision=3", day("2021-03-01/2021-03-31 month")},
		{"acled", "geo_precision=1", place("city", true)},
		{"acled", "geo_precision=2", place("district", true)},
		{"acled", "geo_precision=3", place("province", false)},
		{"acled", "fatalities=0", killed(event.Range{Low: unknown, Best: 0, High: unknown})},
		{"acled", "fatalities=", killed(event.UnknownRange)},

		{"ucdp-ged", "date_prec=1", note("")},
		{"ucdp-ged", "date_prec=2 date_end=2021-03-20", day("2021-03-17/2021-03-20 day")},
		{"ucdp-ged", "date_prec=2 date_end=2021-03-20", note("2 to 6 days")},
		{"ucdp-ged", "date_prec=3 date_start=2021-03-15 date_end=2021-03-21", day("2021-03-15/2021-03-21 week")},
		{"ucdp-ged", "date_prec=3 date_start=2021-03-15 date_end=2021-03-21", note("to the week")},
		{"ucdp-ged", "date_prec=4 date_start=2021-03-01 date_end=2021-03-31", day("2021-03-01/2021-03-31 month")},
		{"ucdp-ged", "date_prec=4 date_start=2021-03-03 date_end=2021-03-20", day("2021-03-03/2021-03-20 day")},
		{"ucdp-ged", "date_prec=5 date_start=2021-01-01 date_end=2021-12-31", day("2021-01-01/2021-12-31 year")},
		{"ucdp-ged", "date_prec=5 date_start=2021-02-01 date_end=2021-05-31", day("2021-02-01/2021-05-31 month")},
		{"ucdp-ged", "date_prec=5 date_start=2021-02-01 date_end=2021-05-31", note("not even the month")},
		{"ucdp-ged", "where_prec=1", place("city", true)},
		{"ucdp-ged", "where_prec=2", place("district", true)},
		{"ucdp-ged", "where_prec=3", place("district", true)},
		{"ucdp-ged", "where_prec=4", place("province", false)},
		{"ucdp-ged", "where_prec=5", place("country", false)}, // larger than a first-order unit
		{"ucdp-ged", "where_prec=5", note("larger part of a country")},
		{"ucdp-ged", "where_prec=6", place("country", false)},
		{"ucdp-ged", "where_prec=7", place("", false)},
		{"ucdp-ged", "where_prec=7", note("waters or airspace")},
		{"ucdp-ged", "event_clarity=1", note("")},
		{"ucdp-ged", "event_clarity=2", note("not clearly reported")},
		{"ucdp-ged", "type_of_violence=1", kind("state-based conflict")},
		{"ucdp-ged", "type_of_violence=2", kind("non-state conflict")},
		{"ucdp-ged", "type_of_violence=3", kind("one-sided violence")},
		{"ucdp-ged", "low=1 best=3 high=7", killed(event.Range{Low: 1, Best: 3, High: 7})},
		{"ucdp-ged", "low=0 best=0 high=2", killed(event.Range{Low: 0, Best: 0, High: 2})},

		{"gtd", "iday=0", day("2021-03-01/2021-03-31 month")},
		{"gtd", "imonth=0 iday=0", day("2021-01-01/2021-12-31 year")},
		{"gtd", "specificity=1", place("city", true)},
		{"gtd", "specificity=2", place("district", true)},
		{"gtd", "specificity=3", place("district", true)},
		{"gtd", "specificity=4", place("province", false)},
		{"gtd", "specificity=5 latitude= longitude=", place("", false)},
		{"gtd", "specificity=5 latitude=0 longitude=0", place("", false)},
		{"gtd", "doubtterr=1", note("doubts")},
		{"gtd", "doubtterr=-9", note("")},
		{"gtd", "vicinity=1", note("near the place")},
		{"gtd", "vicinity=-9", note("")},
		{"gtd", "claimed=0", attribution("attributed")},
		{"gtd", "claimed=-9", attribution("attributed")},
		{"gtd", "claimed=1", attribution("claimed")},
		{"gtd", "guncertain1=1", attribution("suspected")},
		{"gtd", "claimed=1 compclaim=1", attribution("disputed")},
		{"gtd", "gname=Unknown claimed=-9", attribution("")},
		{"gtd", "nkill=0", killed(event.Range{Low: unknown, Best: 0, High: unknown})},
		{"gtd", "nkill=-99", killed(event.UnknownRange)},

		{"gdelt", "ActionGeo_Type=0 ActionGeo_Lat= ActionGeo_Long=", place("", false)},
		{"gdelt", "ActionGeo_Type=1", place("country", false)},
		{"gdelt", "ActionGeo_Type=2", place("province", false)},
		{"gdelt", "ActionGeo_Type=3", place("city", true)},
		{"gdelt", "ActionGeo_Type=4", place("city", true)},
		{"gdelt", "ActionGeo_Type=5", place("province", false)},
		{"gdelt", "EventRootCode=01", kind("make public statement")},
		{"gdelt", "EventRootCode=1", kind("make public statement")},
		{"gdelt", "EventRootCode=10", kind("demand")},
		{"gdelt", "EventRootCode=20", kind("use unconventional mass violence")},
	} {
		p, _ := Named(c.source)
		row := make([]string, len(p.Columns))
		at := positions(p.Columns)
		for column, value := range coded[c.source] {
			row[at[name(column)]] = value
		}
		for _, set := range strings.Fields(c.code) {
			column, value, _ := strings.Cut(set, "=")
			row[at[name(column)]] = value
		}
		f, ok := Recognise("f", p.Columns, row)
		if !ok || f.Profile != c.source {
			t.Fatalf("%s is taken for %s", c.source, f.Profile)
		}
		r, err := NewReader("f", p.Columns, f.Mapping)
		if err != nil {
			t.Fatal(err)
		}
		r.Add(row, 2)
		if problems := r.Problems(); len(problems) > 0 || r.Counts().Shown != 1 {
			t.Errorf("%s %s: %v", c.source, c.code, problems)
			continue
		}
		table, _ := r.Table()
		e := table.Event(0)
		if got := c.wrong(&e); got != "" {
			t.Errorf("%s %s: %s\n%+v", c.source, c.code, got, e)
		}
	}
}
