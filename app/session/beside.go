package session

import "slices"

// besides are the rows before and after one, and what they were found in.
type besides struct {
	known      bool
	row        int
	table, old bool
	arranged   int
	revision   int
	cell       Cell
	area       string

	before, after int
}

// Beside returns the rows listed before and after a row, -1 for none, in the
// order that is in sight: of the table, or of the list. The row itself need not
// be listed. Asked again while nothing has changed it costs nothing.
func (s *Session) Beside(row int) (before, after int) {
	now := besides{
		known: true, row: row, table: s.state.Table, old: s.state.OldestFirst, arranged: s.table.times, revision: s.engine.Revision(), area: s.state.Area,
		before: s.besides.before, after: s.besides.after,
	}
	if s.state.Cell != nil {
		now.cell = *s.state.Cell
	}
	if s.besides == now {
		return now.before, now.after
	}
	rows, at, found := s.arranged(), 0, true
	back := false // rows are the other way round
	if dated, undated := s.newest(); s.state.Table || len(undated) > 0 || s.isUndated(int32(row)) {
		if !s.state.Table {
			rows = s.inOrder()
		}
		at = slices.Index(rows, int32(row))
	} else {
		rows, back = dated, s.state.OldestFirst
		at, found = s.datedAt(rows, int32(row))
	}
	behind := at
	if found {
		behind++
	}
	now.before, now.after = s.nextListed(rows, at-1, -1), s.nextListed(rows, behind, 1)
	if back {
		now.before, now.after = now.after, now.before
	}
	s.besides = now
	return now.before, now.after
}

// nextListed returns the first row from a position on, or back for a step of
// -1, that is listed, -1 for none.
func (s *Session) nextListed(rows []int32, at, step int) int {
	in := s.scope()
	for i := at; i >= 0 && i < len(rows); i += step * listBlock {
		from, to := i, min(i+listBlock, len(rows))
		if step < 0 {
			from, to = max(0, i+1-listBlock), i+1
		}
		s.block = append(s.block[:0], rows[from:to]...)
		if step < 0 {
			slices.Reverse(s.block)
		}
		for _, row := range s.engine.Narrow(s.block) {
			if in == nil || in(int(row)) {
				return int(row)
			}
		}
	}
	return -1
}
