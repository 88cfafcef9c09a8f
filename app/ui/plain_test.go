package ui

import (
	"reflect"
	"strconv"
	"strings"
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
	var years []PlainBin
	for _, year := range []string{"2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024"} {
		bin := PlainBin{Years: year, Count: "0 events"}
		if year == "2015" || year == "2019" || year == "2024" {
			bin.Count, bin.Share = "1 event", 100
		}
		years = append(years, bin)
	}
	want := Plain{Count: "3 events", Killed: "4 killed (3–6), 1 without a figure", Note: english.notACensus, Years: years, Most: "2 events", Events: []PlainEvent{
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

func TestPlainBinsCoverAllYears(t *testing.T) {
	for _, span := range [][2]string{
		{"2024-02-29", "2024-02-29"}, {"2001-05-05", "2024-12-31"}, {"2000-01-01", "2024-12-31"}, {"1999-12-31", "2030-01-01"},
		{"0001-01-01", "9999-12-31"}, {"1787-07-14", "2026-11-25"},
	} {
		var b event.Builder
		for i, day := range span {
			e := event.Event{ID: string(rune('a' + i)), Title: "x", Span: days(day, day), Killed: event.UnknownRange, Injured: event.UnknownRange}
			if err := b.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		p := NewPlain(b.Table(), 10)
		first, last := p.Years[0], p.Years[len(p.Years)-1]
		if len(p.Years) > mostBins {
			t.Errorf("%v: %d bars", span, len(p.Years))
		}
		year := func(text string) int {
			n, err := strconv.Atoi(text)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		from, _, _ := strings.Cut(first.Years, "–")
		to := last.Years[strings.LastIndex(last.Years, "–")+1:]
		if last.Years == first.Years && len(p.Years) != 1 || year(from) > year(span[0][:4]) || !strings.HasSuffix(to, strings.TrimLeft(span[1][:4], "0")) {
			t.Errorf("%v: bars from %+v to %+v", span, first, last)
		}
		events := 0
		for _, bin := range p.Years {
			n, _, _ := strings.Cut(bin.Count, " ")
			events += year(n)
		}
		if events != 2 {
			t.Errorf("%v: bars of %d events, want 2: %+v", span, events, p.Years)
		}
		if p.Killed != "" || p.Events[0].Killed != "" {
			t.Errorf("without any figure it says %q and %q", p.Killed, p.Events[0].Killed)
		}
	}
	if p := NewPlain(new(event.Builder).Table(), 10); p.Years != nil || p.Count != "0 events" {
		t.Errorf("of nothing: %+v", p)
	}
}
