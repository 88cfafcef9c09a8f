package session

import (
	"wherewhen/app/crossfilter"
	"wherewhen/app/event"
)

// Tally is what is shown of one cell.
type Tally struct {
	Name               string // of its main place
	Places             int    // places with events shown
	Events, WithFigure int
	Killed             TotalRange // sums over those
	Attackers          Attackers  // whether those count them
	CoarsePlace        int        // events known to no nearer place than a district
	First, Last        event.Date // days the first began and the last ended on
}

// Tally counts what is shown of a cell. It looks at the rows of that one.
func (s *Session) Tally(cell int) Tally {
	t := Tally{Name: s.nameAt(s.cells.Main[cell], s.cells.Level)}
	for _, place := range s.placesIn(cell) {
		before := t.Events
		s.tally(&t, int(place), s.engine)
		if t.Events > before {
			t.Places++
		}
	}
	return t
}

// Totals returns the figures of a tally, of a session that states people killed
// or does not.
func (t *Tally) Totals(stated bool) Totals {
	return Totals{Stated: stated, Shown: t.Events, WithFigure: t.WithFigure, Killed: t.Killed, Attackers: t.Attackers}
}

// tally adds what of a place passes the filters of an engine.
func (s *Session) tally(t *Tally, place int, of *crossfilter.Engine) {
	start, end := s.Table.Start, s.Table.End
	low, best, high := s.casualties[0], s.casualties[1], s.casualties[2]
	for _, row := range s.RowsAt(place) {
		if !of.Visible(int(row)) {
			continue
		}
		first, last := event.Date(start[row]), event.Date(end[row])
		if t.Events == 0 {
			t.First, t.Last = first, last
		}
		t.First, t.Last = min(t.First, first), max(t.Last, last)
		t.Events++
		if killed := best[row]; killed != event.Unknown {
			t.WithFigure++
			t.Killed.Low += int(low[row])
			t.Killed.Best += int(killed)
			t.Killed.High += int(high[row])
		}
		t.Attackers.add(s.doubtOf[row], 1)
		t.CoarsePlace += int(s.doubtOf[row] / coarsePlace)
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
