package session

import "wherewhen/app/event"

// Tally is what is shown of one cell.
type Tally struct {
	Name               string // of its main place
	Places             int    // places with events shown
	Events, WithFigure int
	Killed             int        // best figures, summed
	First, Last        event.Date // days the first began and the last ended on
}

// Tally counts what is shown of a cell. It looks at the rows of that one.
func (s *Session) Tally(cell int) Tally {
	t := Tally{Name: s.nameAt(s.cells.Main[cell], s.cells.Level)}
	for _, place := range s.placesIn(cell) {
		before := t.Events
		for _, row := range s.RowsAt(int(place)) {
			if s.engine.Visible(int(row)) {
				t.add(s.Table, int(row))
			}
		}
		if t.Events > before {
			t.Places++
		}
	}
	return t
}

func (t *Tally) add(table *event.Table, row int) {
	days := table.Span(row)
	if t.Events == 0 {
		t.First, t.Last = days.Start, days.End
	}
	t.First, t.Last = min(t.First, days.Start), max(t.Last, days.End)
	t.Events++
	if killed := table.Killed.Row(row).Filled(); killed.Best != event.Unknown {
		t.WithFigure++
		t.Killed += int(killed.Best)
	}
}

// OnlyRow returns the row of a cell of which one event is shown.
func (s *Session) OnlyRow(cell int) (only int, ok bool) {
	for _, place := range s.placesIn(cell) {
		for _, row := range s.RowsAt(int(place)) {
			if !s.engine.Visible(int(row)) {
				continue
			}
			if ok {
				return 0, false
			}
			only, ok = int(row), true
		}
	}
	return only, ok
}
