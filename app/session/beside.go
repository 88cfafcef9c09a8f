package session

import (
	"cmp"
	"slices"
)

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
	rows, step, at := s.byDate, 1, 0
	if s.state.Table {
		rows = s.arranged()
		at = slices.Index(rows, int32(row))
	} else {
		rows, at = s.mayPass(s.dated(int32(row)))
		if s.state.OldestFirst {
			step = -1
		}
	}
	now.before, now.after = s.nextListed(rows, at, -step), s.nextListed(rows, at, step)
	s.besides = now
	return now.before, now.after
}

// dated returns where a row stands among those in the order of their dates.
func (s *Session) dated(row int32) int {
	start, end := s.Table.Start, s.Table.End
	at, _ := slices.BinarySearchFunc(s.byDate, row, func(other, row int32) int {
		return cmp.Or(cmp.Compare(start[row], start[other]), cmp.Compare(end[row], end[other]), cmp.Compare(other, row))
	})
	return at
}

// mayPass returns, of the rows in the order of their dates, those that may be in
// the window, and where among them a position is; before or behind them it is
// -1 or their number.
func (s *Session) mayPass(at int) ([]int32, int) {
	w := s.state.Window
	if w == nil {
		return s.byDate, at
	}
	if s.longest == 0 {
		for row, start := range s.Table.Start {
			s.longest = max(s.longest, int64(s.Table.End[row])-int64(start)+1)
		}
	}
	from, to := s.firstNotAfter(int64(w.End)), s.firstNotAfter(int64(w.Start)-s.longest)
	return s.byDate[from:to], max(-1, min(at-from, to-from))
}

// firstNotAfter returns the first position in the order of the dates whose row
// does not begin after a day.
func (s *Session) firstNotAfter(day int64) int {
	at, _ := slices.BinarySearchFunc(s.byDate, day, func(row int32, day int64) int {
		return cmp.Compare(day, int64(s.Table.Start[row]))
	})
	return at
}

// nextListed returns the first row after a position, or before it for a step of
// -1, that is listed, -1 for none.
func (s *Session) nextListed(rows []int32, at, step int) int {
	in := s.scope()
	for i := at + step; i >= 0 && i < len(rows); i += step * listBlock {
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
