package ui

import (
	"slices"
	"strconv"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// Plain is what the page says of a collection without running: to readers
// before or without the program, and to search engines. Its texts are plain
// and come from the data as they are.
type Plain struct {
	Count  string // of all events, in words
	Killed string // in them, in words; "" where no event says
	Note   string // what the bars are not
	Years  []PlainBin
	Most   string // of those listed, in words; "" when all are
	Events []PlainEvent
}

// PlainBin is a bar of the timeline in words: some years and the events that
// may have happened in them, as the bars of the page count them.
type PlainBin struct {
	Years, Count string
	Share        int // of the highest bar, percent
}

// PlainEvent is one event in words; a text is empty when nothing is known.
type PlainEvent struct {
	Title, When, Known, Where, Killed string
}

// NewPlain lists the newest events of a table, most of them at most.
func NewPlain(t *event.Table, most int) Plain {
	w := english
	s := session.New(t, nil, nil)
	rows := s.ListRows()
	p := Plain{Count: w.countEvents(t.Len()), Note: w.notACensus, Years: plainBins(w, s)}
	if _, killed, unknown, attackers := w.summary(s.Totals()); killed != "" {
		p.Killed = killed
		for _, doubt := range []string{unknown, attackers} {
			if doubt != "" {
				p.Killed += ", " + doubt
			}
		}
	}
	if len(rows) > most {
		rows = rows[:most]
		p.Most = w.countEvents(most)
	}
	for _, row := range rows {
		e := t.Event(int(row))
		plain := PlainEvent{Title: e.Title, When: w.span(e.Span, e.Precision), Where: placeLine(e)}
		if e.Precision > event.Day {
			plain.Known = w.dateKnown[e.Precision]
		}
		switch {
		case e.Killed.Known():
			plain.Killed = w.people(e.Killed) + " " + w.killedShort
		case s.StatesKilled():
			plain.Killed = w.noFigure
		}
		p.Events = append(p.Events, plain)
	}
	return p
}

// mostBins is how many bars the timeline in words has at most.
const mostBins = 24

// plainBins counts events by years, by decades or by more where there are many.
func plainBins(w *words, s *session.Session) []PlainBin {
	if s.Table.Len() == 0 {
		return nil
	}
	first, _, _ := s.Domain.Start.Civil()
	last, _, _ := s.Domain.End.Civil()
	step := 1
	for _, step = range []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if last/step-first/step < mostBins {
			break
		}
	}
	first -= first % step
	var edges []int32
	for year := first; year < last+1+step; year += step {
		edges = append(edges, int32(event.NewDate(min(year, last+1), 1, 1)))
	}
	_, counts := s.Bins(edges)
	highest := slices.Max(counts)
	bins := make([]PlainBin, len(counts))
	for i, n := range counts {
		from, to := first+i*step, min(first+(i+1)*step-1, last)
		bins[i] = PlainBin{Years: strconv.Itoa(from), Count: w.countEvents(int(n)), Share: int(100 * n / max(1, highest))}
		if to > from {
			bins[i].Years += "–" + strconv.Itoa(to)
		}
	}
	return bins
}
