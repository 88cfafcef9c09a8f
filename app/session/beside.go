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
	if !s.state.Table {
		now.before, now.after = s.besideInList(int32(row))
		s.besides = now
		return now.before, now.after
	}
	rows := s.arranged()
	at := slices.Index(rows, int32(row))
	now.before, now.after = s.nextListed(rows, at-1, -1), s.nextListed(rows, at+1, 1)
	s.besides = now
	return now.before, now.after
}

// besideInList is Beside for the list, in which those without a date are last.
func (s *Session) besideInList(row int32) (before, after int) {
	dated, undated := s.newest()
	rows, find := dated, s.datedAt
	if !s.isDated(row) {
		rows, find = undated, slices.BinarySearch[[]int32]
	}
	at, found := find(rows, row)
	behind := at
	if found {
		behind++
	}
	before, after = s.nextListed(rows, at-1, -1), s.nextListed(rows, behind, 1)
	switch old := s.state.OldestFirst; {
	case !s.isDated(row) && before < 0 && old:
		before = s.nextListed(dated, 0, 1)
	case !s.isDated(row) && before < 0:
		before = s.nextListed(dated, len(dated)-1, -1)
	case s.isDated(row):
		if old {
			before, after = after, before
		}
		if after < 0 {
			after = s.nextListed(undated, 0, 1)
		}
	}
	return before, after
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
