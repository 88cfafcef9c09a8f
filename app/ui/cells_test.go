package ui

import (
	"strings"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

func plainCells(t testing.TB, events ...event.Event) *cells {
	t.Helper()
	var b event.Builder
	for _, e := range events {
		if err := b.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return &cells{english, b.Table(), func(text string) string { return text }}
}

func TestCells(t *testing.T) {
	day := event.NewDate(2019, 5, 15)
	u := event.Unknown
	full := event.Event{
		ID: "x", Title: "=1+1", Kind: "foiled-plot", Span: event.Week.Around(day), Precision: event.Week,
		Place: "Kabul", GeoPrecision: "site", Located: true, Targets: []string{"mosque", "police"},
		Killed: event.Range{Low: 3, Best: 5, High: 1200}, Injured: event.Range{Low: u, Best: 0, High: u},
		FirstReport: event.FirstReport{Killed: 0, Injured: u}, Confidence: "high",
		Sources: []event.Source{{URL: "a", Publisher: "BBC"}, {URL: "b", Publisher: "AP"}, {URL: "c", Publisher: "BBC"}},
	}
	full.Point[0], full.Point[1] = 69.17123, -34.5
	nothing := event.Event{
		ID: "y", Span: event.Year.Around(day), Precision: event.Year, Killed: event.UnknownRange, Injured: event.UnknownRange,
		FirstReport: event.FirstReport{Killed: u, Injured: u},
	}
	month := nothing
	month.Span, month.Precision = event.Month.Around(day), event.Month
	c := plainCells(t, full, nothing, month)
	for _, want := range []struct {
		column session.Column
		row    int
		text   string
		stated bool
	}{
		{session.ColumnDate, 0, "13–19 May 2019, some day", true},
		{session.ColumnDate, 1, "2019", true},
		{session.ColumnDate, 2, "May 2019", true},
		{session.ColumnPrecision, 2, "the month", true},
		{session.ColumnKind, 0, "Foiled plot", true},
		{session.ColumnKind, 1, "not stated", false},
		{session.ColumnPlace, 0, "Kabul", true},
		{session.ColumnPlace, 1, "not stated", false},
		{session.ColumnGeoPrecision, 0, "the site", true},
		{session.ColumnLatitude, 0, "-34.5000", true},
		{session.ColumnLongitude, 0, "69.1712", true},
		{session.ColumnLongitude, 1, "not stated", false},
		{session.ColumnTargets, 0, "Mosque, police", true},
		{session.ColumnTargets, 1, "not stated", false},
		{session.ColumnTags, 1, "", false},
		{session.ColumnKilled, 0, "5 (3–1,200)", true},
		{session.ColumnKilled, 1, "not stated", false},
		{session.ColumnInjured, 0, "0", true},
		{session.ColumnFirstKilled, 0, "0", true},
		{session.ColumnFirstKilled, 1, "not stated", false},
		{session.ColumnSources, 0, "3", true},
		{session.ColumnSources, 1, "not stated", false},
		{session.ColumnPublishers, 0, "BBC, AP", true},
		{session.ColumnSummary, 0, "", false},
	} {
		if text, stated := c.text(want.column, want.row); text != want.text || stated != want.stated {
			t.Errorf("%s of row %d: %q, %v, want %q, %v", want.column.Key(), want.row, text, stated, want.text, want.stated)
		}
	}
	c.table.Own = []event.OwnColumn{{Title: "weapon_type", Category: event.Category{Codes: []uint16{1, 0}, Names: []string{"", "=rifle"}}}}
	if text, stated := c.text(session.ColumnOwn, 0); text != "=rifle" || !stated {
		t.Errorf("own column: %q", text)
	}
	if text, stated := c.text(session.ColumnOwn, 1); text != "not stated" || stated {
		t.Errorf("own column: %q", text)
	}
	if got := c.separated([]session.Column{session.ColumnOwn}, []int32{0}); got != "Weapon type\n'=rifle\n" {
		t.Errorf("copied %q", got)
	}
	for column := range session.ColumnOwn {
		if english.grid.heads[column] == "" {
			t.Errorf("column %s has no head", column.Key())
		}
		c.text(column, 0)
		c.text(column, 1)
	}
	columns := []session.Column{session.ColumnTitle, session.ColumnKilled, session.ColumnLatitude}
	want := "Title\tKilled\tLatitude\n'=1+1\t5 (3–1,200)\t-34.5000\nnot stated\tnot stated\tnot stated\n"
	if got := c.separated(columns, []int32{0, 1}); got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
}

// FuzzSpreadsheetText checks that a text stays one cell and calculates nothing.
func FuzzSpreadsheetText(f *testing.F) {
	for _, text := range []string{"=1", "+1", "-1", "-1+1", "@a", "\t=1", "a\tb\nc", `"a`, "\u2068=1\u2069", " =1", "－1", "-", "", "'=1", `"=1"`, "\u00a0=1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := spreadsheetText(text)
		if strings.ContainsAny(got, "\t\n\r\v\f") {
			t.Fatalf("%q has become more than one cell: %q", text, got)
		}
		begin := strings.TrimLeft(got, " \u00a0\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200b\u200c\u200d\u200e\u200f\ufeff")
		if begin != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(begin)[0]) {
			if begin[0] != '-' || strings.Trim(begin[1:], "0123456789.") != "" || len(begin) == 1 {
				t.Fatalf("%q would be calculated: %q", text, got)
			}
		}
		if strings.HasPrefix(got, `"`) && (len(got) < 2 || strings.Count(got, `"`)%2 != 0 || !strings.HasSuffix(got, `"`)) {
			t.Fatalf("%q is not closed: %q", text, got)
		}
	})
}
