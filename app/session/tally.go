package session

import (
	"wherewhen/app/crossfilter"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// Tally is what is shown of one cell.
type Tally struct {
	Name               string // of its main place
	Places             int    // places with events shown
	Events, WithFigure int
	Killed             TotalRange // sums over those
	Attackers          Attackers  // whether those count them
	CoarsePlace        int        // events known to no nearer place than a district
	Undated            int        // events without a date
	First, Last        event.Date // days the first of the others began and the last ended on
}

// tallying is what was counted of a cell last, in the first period and in the
// second, or is being counted.
type tallying struct {
	key    tallyKey
	period int
	place  int     // of the places of the cell
	rows   []int32 // of that place, still to be looked at
	before int     // events found at the places before it
	of     [2]Tally
}

// tallyKey is what a tally depends on.
type tallyKey struct {
	cells           *mapview.Cells
	cell            int
	revision, other int
	rival           *rival // nil for no second period
}

// Tally counts what is shown of a cell. It looks at the rows of that one, but
// for what TallyOn has looked at.
func (s *Session) Tally(cell int) Tally {
	for !s.TallyOn(cell, s.Table.Len()) {
	}
	return s.tallying.of[0]
}

// OtherTally counts what the second period has of a cell, as Tally does. ok is
// false when there is none.
func (s *Session) OtherTally(cell int) (t Tally, ok bool) {
	if s.compared() == nil {
		return Tally{}, false
	}
	s.Tally(cell)
	return s.tallying.of[1], true
}

// TallyOn goes on counting what Tally and OtherTally count of a cell, with about
// so many events, and reports whether all is counted.
func (s *Session) TallyOn(cell, events int) (done bool) {
	key := tallyKey{cells: s.cells, cell: cell, revision: s.engine.Revision(), rival: s.compared()}
	engines := []*crossfilter.Engine{s.engine}
	if key.rival != nil {
		key.other = key.rival.engine.Revision()
		engines = append(engines, key.rival.engine)
	}
	t, places := &s.tallying, s.placesIn(cell)
	if t.key != key {
		*t = tallying{key: key, place: -1}
		t.of[0].Name = s.cellName(s.cells, cell, places)
	}
	for t.period < len(engines) {
		of := &t.of[t.period]
		switch {
		case len(t.rows) > 0:
			if events <= 0 {
				return false
			}
			n := min(len(t.rows), listBlock)
			s.tally(of, t.rows[:n], engines[t.period])
			t.rows, events = t.rows[n:], events-n
		default:
			if of.Events > t.before {
				of.Places++
			}
			t.before = of.Events
			if t.place++; t.place < len(places) {
				t.rows = s.RowsAt(int(places[t.place]))
				events--
			} else {
				t.period, t.place, t.before = t.period+1, -1, 0
			}
		}
	}
	return true
}

// Totals returns the figures of a tally, of a session that states people killed
// or does not.
func (t *Tally) Totals(stated bool) Totals {
	return Totals{Stated: stated, Shown: t.Events, WithFigure: t.WithFigure, Killed: t.Killed, Attackers: t.Attackers}
}

// tally adds what of some rows passes the filters of an engine.
func (s *Session) tally(t *Tally, rows []int32, of *crossfilter.Engine) {
	start, end := s.Table.Start, s.Table.End
	low, best, high := s.casualties[0], s.casualties[1], s.casualties[2]
	s.block = of.Narrow(append(s.block[:0], rows...))
	for _, row := range s.block {
		switch first, last := event.Date(start[row]), event.Date(end[row]); {
		case s.isUndated(row):
			t.Undated++
		case t.Events == t.Undated:
			t.First, t.Last = first, last
		default:
			t.First, t.Last = min(t.First, first), max(t.Last, last)
		}
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
