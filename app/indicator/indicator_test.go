package indicator

import (
	"reflect"
	"strings"
	"testing"

	"wherewhen/app/event"
)

func TestParse(t *testing.T) {
	low, none := 2200, 0
	sources := []event.Source{{Title: "T", Publisher: "P", Date: "2018", URL: "u", Supports: []string{"other"}}}
	want := Indicators{
		Note: "as reported",
		Strength: []Strength{
			{AsOf: "2018", Low: &low, High: &none, Estimator: "UN", Basis: "fighters", Note: "n", Sources: sources},
			{AsOf: "2019"}, // unknown is not 0
		},
		Leaders:      []Leader{{Name: "A", AlsoKnownAs: []string{"B"}, Role: "r", From: "2015", To: "2016", End: "killed", Confidence: "high", Note: "n", Sources: sources}},
		OtherFigures: []Leader{{Name: "C"}},
		Activity:     []Activity{{From: "2020", To: "2021", Metric: "attacks", Value: 60, Area: "AF", CountedBy: "UNAMA", Note: "n", Sources: sources}},
		Statements:   []Statement{{Date: "2015-01-26", Who: "w", What: "x", Note: "n", Sources: sources}},
	}
	const source = `"note":"n","sources":[{"title":"T","publisher":"P","date":"2018","url":"u","supports":["other"]}]`
	got, err := Parse("i", []byte(`{"note":"as reported",
		"strength":[{"as_of":"2018","low":2200,"high":0,"estimator":"UN","basis":"fighters",`+source+`},{"as_of":"2019","low":null}],
		"leaders":[{"name":"A","also_known_as":["B"],"role":"r","from":"2015","to":"2016","end":"killed","confidence":"high",`+source+`}],
		"other_figures":[{"name":"C"}],
		"activity":[{"from":"2020","to":"2021","metric":"attacks","value":60,"area":"AF","counted_by":"UNAMA",`+source+`}],
		"statements":[{"date":"2015-01-26","who":"w","what":"x",`+source+`}],
		"unknown":[1]}`))
	if err != nil || !reflect.DeepEqual(*got, want) {
		t.Errorf("%+v, %v\nwant %+v", got, err, want)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "i: unexpected end",
		"{":                            "i: unexpected end",
		"[]":                           "i: json: cannot unmarshal array",
		`{"note":5}`:                   "i: json: cannot unmarshal number",
		`{"strength":[{"low":"5"}]}`:   "i: json: cannot unmarshal string",
		`{"activity":[{"value":1.5}]}`: "i: json: cannot unmarshal number 1.5",
		`{} {}`:                        "i: invalid character",
	} {
		got, err := Parse("i", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) || got != nil {
			t.Errorf("%q: %+v, %v, want %q", text, got, err, want)
		}
	}
}
