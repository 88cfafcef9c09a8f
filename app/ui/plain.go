package ui

import (
	"cmp"
	"slices"

	"wherewhen/app/event"
)

// Plain is what the page says of a collection without running: to readers
// before or without the program, and to search engines. Its texts are plain
// and come from the data as they are.
type Plain struct {
	Count  string // of all events, in words
	Most   string // of those listed, in words; "" when all are
	Events []PlainEvent
}

// PlainEvent is one event in words; a text is empty when nothing is known.
type PlainEvent struct {
	Title, When, Known, Where, Killed string
}

// NewPlain lists the newest events of a table, most of them at most.
func NewPlain(t *event.Table, most int) Plain {
	w := english
	rows := make([]int, t.Len())
	for row := range rows {
		rows[row] = row
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		return cmp.Or(cmp.Compare(t.Start[b], t.Start[a]), cmp.Compare(t.End[b], t.End[a]))
	})
	p := Plain{Count: w.countEvents(t.Len())}
	if len(rows) > most {
		rows = rows[:most]
		p.Most = w.countEvents(most)
	}
	for _, row := range rows {
		e := t.Event(row)
		plain := PlainEvent{Title: e.Title, When: w.span(e.Span, e.Precision), Where: placeLine(e), Killed: w.noFigure}
		if e.Precision > event.Day {
			plain.Known = w.dateKnown[e.Precision]
		}
		if e.Killed.Known() {
			plain.Killed = w.people(e.Killed) + " " + w.killedShort
		}
		p.Events = append(p.Events, plain)
	}
	return p
}
