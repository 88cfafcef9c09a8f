package profile

import (
	"reflect"
	"testing"

	"wherewhen/app/event"
)

// TimeMap's JSON has lists, and sources that are objects.
func TestListsInCells(t *testing.T) {
	columns := columnsOf("id,date,latitude,longitude,location,description,sources,associations,filters")
	f, ok := Recognise("api.json", columns, nil)
	if !ok {
		t.Fatal("not recognised")
	}
	r, err := NewReader("api.json", columns, f.Mapping)
	if err != nil {
		t.Fatal(err)
	}
	r.Features = true
	r.Add([]string{"", "2022-02-24", "10.5", "20.25", "Exampletown", "Invented",
		`[{"id":"s1","path":"https://example.org/1","description":"d"},{"id":"s2","paths":["https://example.org/2"]},"https://example.org/3","s4"]`,
		`["a","b"]`, `[{"key":"Area","value":"Residential"},7]`}, 1)
	events, _ := r.Table()
	e := events.Event(0)
	want := []event.Source{
		{Title: "d", URL: "https://example.org/1"}, {Title: "s2", URL: "https://example.org/2"}, {URL: "https://example.org/3"}, {Title: "s4"},
	}
	if !reflect.DeepEqual(e.Sources, want) || !reflect.DeepEqual(e.Tags, []string{"a", "b", "Residential", "7"}) || e.ID != "feature-1" || len(r.Problems()) > 0 {
		t.Errorf("%+v\n%v", e, r.Problems())
	}
}
