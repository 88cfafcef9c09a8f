package ui

import (
	"reflect"
	"testing"

	"wherewhen/app/event"
)

func TestPlainListsTheNewestInWords(t *testing.T) {
	var b event.Builder
	add := func(id string, span event.Span, p event.Precision, killed event.Range) {
		t.Helper()
		if err := b.Add(event.Event{
			ID: id, Title: "Title of " + id, Span: span, Precision: p, Place: "Kabul", Admin1: "Kabul", Country: "Afghanistan",
			Killed: killed, Injured: event.UnknownRange,
		}); err != nil {
			t.Fatal(err)
		}
	}
	add("old", days("2015-01-26", "2015-01-26"), event.Day, event.UnknownRange)
	add("month", days("2019-05", "2019-05"), event.Month, event.Range{Low: 3, Best: 4, High: 6})
	add("new", days("2024-03-22", "2024-03-23"), event.Day, event.Range{Low: 0, Best: 0, High: 0})
	table := b.Table()

	got := NewPlain(table, 2)
	want := Plain{Count: "3 events", Most: "2 events", Events: []PlainEvent{
		{"Title of new", "22–23 March 2024", "", "Kabul, Afghanistan", "0 killed"},
		{"Title of month", "May 2019", english.dateKnown[event.Month], "Kabul, Afghanistan", "4 (3–6) killed"},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	all := NewPlain(table, 3)
	if all.Most != "" || len(all.Events) != 3 || all.Events[2].Killed != english.noFigure {
		t.Errorf("%+v", all)
	}
}
