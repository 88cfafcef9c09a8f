package ui

import (
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

func TestSortText(t *testing.T) {
	for want, keys := range map[string][]session.SortKey{
		"Sorted by Date, latest first":                                     new(session.State).TableSort(),
		"Sorted by Killed, highest first, then by Title, A to Z":           {{Column: session.ColumnKilled, Descending: true}, {Column: session.ColumnTitle}},
		"Sorted by Place known to, most exact first, then by ID, Z to A":   {{Column: session.ColumnGeoPrecision}, {Column: session.ColumnID, Descending: true}},
		"Sorted by Confidence, lowest first, then by Date, earliest first": {{Column: session.ColumnConfidence}, {Column: session.ColumnDate}},
	} {
		if got := english.sortText(new(event.Table), keys); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWidths(t *testing.T) {
	for column := range session.ColumnCount {
		if width := widthOf(column); width < leastWidth || width > mostWidth {
			t.Errorf("%s is %d pixels wide, want %d to %d", column.Key(), width, leastWidth, mostWidth)
		}
	}
}
