package intake

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
)

const (
	square  = `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}`
	squares = `{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}`
)

func TestReadRegions(t *testing.T) {
	got, err := ReadRegions("r", strings.NewReader(collection(
		feature(square, `{"id":"a","name":"A","role":"reported-active","detail":"d","start":"2015","end":"2016-02",
			"countries":["Afghanistan"],"country_codes":["AF"],"admin1":["Kabul"],"admin1_codes":["AFG-1"],
			"districts":["Achin"],"whole_province_drawn":true,"confidence":"low","note":"n",
			"sources":[{"title":"T","url":"u"}]}`),
		feature(squares, `{"id":"b","start":"2019-05-10","ongoing":true}`))))
	if err != nil {
		t.Fatal(err)
	}
	want := []event.Region{{
		ID: "a", Name: "A", Role: "reported-active", Detail: "d",
		Span:  event.Span{Start: event.NewDate(2015, 1, 1), End: event.NewDate(2016, 2, 29)},
		Start: "2015", End: "2016-02",
		Countries: []string{"Afghanistan"}, CountryCodes: []string{"AF"}, Admin1: []string{"Kabul"}, Admin1Codes: []string{"AFG-1"},
		Districts: []string{"Achin"}, WholeDrawn: true, Confidence: "low", Note: "n",
		Sources: []event.Source{{Title: "T", URL: "u"}}, Bound: orb.Bound{Max: orb.Point{1, 1}}, Extent: 0.5,
	}, {
		ID: "b", Start: "2019-05-10", Ongoing: true,
		Span:  event.Span{Start: event.NewDate(2019, 5, 10), End: event.NewDate(9999, 12, 31)},
		Bound: orb.Bound{Max: orb.Point{6, 6}}, Extent: 1,
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}

// The first fault is an error with the file, the region and the field.
func TestReadRegionsErrors(t *testing.T) {
	good := feature(square, `{"id":"good","start":"2015","ongoing":true}`)
	for _, c := range []struct{ geometry, properties, want string }{
		{square, `{"id":"x"}`, `r: region x: start: date ""`},
		{square, `{"id":"x","start":"2015-13"}`, `r: region x: start: date "2015-13"`},
		{square, `{"id":"x","start":"2015"}`, `r: region x: end: date ""`},
		{square, `{"id":"x","start":"2015","end":"now"}`, `r: region x: end: date "now"`},
		{square, `{"id":"x","start":"2015","end":"2014"}`, `r: region x: end: date "2014": expected not before start`},
		{"null", `{"id":"x","start":"2015","ongoing":true}`, "r: region x: geometry: null: expected a Polygon"},
		{kabul, `{"id":"x","start":"2015","ongoing":true}`, "r: region x: geometry: Point: expected a Polygon"},
		{`{"type":"Polygon"}`, `{"id":"x","start":"2015","ongoing":true}`, "r: region x: geometry: geometry without coordinates"},
		{square, `{"id":"x","start":2015}`, "r: region 2: json:"},
		{square, "null", "r: region 2: "},
	} {
		got, err := ReadRegions("r", strings.NewReader(collection(good, feature(c.geometry, c.properties), good)))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || got != nil {
			t.Errorf("%s %s: %d regions, %v; want %q", c.geometry, c.properties, len(got), err, c.want)
		}
	}
	if _, err := ReadRegions("r", strings.NewReader(collection(good)[:50])); err == nil || !strings.HasPrefix(err.Error(), "r: feature 1: the file ends too early") {
		t.Errorf("a file cut off: %v", err)
	}
}

func TestReadAreas(t *testing.T) {
	got, err := ReadAreas("a", strings.NewReader(collection(
		feature(square, `{"code":"AF","name":"Afghanistan"}`), feature(squares, `{"code":"PK","name":"Pakistan"}`))))
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprint(got)
	if want := "[{AF Afghanistan {[0 0] [1 1]}} {PK Pakistan {[0 0] [6 6]}}]"; text != want {
		t.Errorf("%s\nwant %s", text, want)
	}
	for _, c := range []struct{ geometry, properties, want string }{
		{"null", `{"code":"AF"}`, "a: area AF: geometry: null: expected a Polygon"},
		{kabul, `{"code":"AF"}`, "a: area AF: geometry: Point: expected a Polygon"},
		{`{"type":"Polygon","coordinates":[[[0]]]}`, `{"code":"AF"}`, "a: area AF: geometry: coordinates with 1 numbers"},
		{square, `{"code":4}`, "a: area 1: json:"},
		{square, "null", "a: area 1: "},
	} {
		got, err := ReadAreas("a", strings.NewReader(collection(feature(c.geometry, c.properties))))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || got != nil {
			t.Errorf("%s %s: %d areas, %v; want %q", c.geometry, c.properties, len(got), err, c.want)
		}
	}
}
