package session

import (
	"slices"

	"wherewhen/app/mapview"
	"wherewhen/app/order"
)

// arrangement is the order of the table: of all rows, shown or not, so that a
// filter changes which of them are listed and nothing else.
type arrangement struct {
	by   []SortKey // as in the state: nil for the order of the list
	old  bool      // of the list: the oldest first
	rows []int32

	times int // they were arranged

	ranks []columnRanks // of the columns sorted by last, the latest first

	// The rows listed, and what they were listed for.
	listed   []int32
	known    bool
	revision int
	cell     Cell
	area     string
}

// columnRanks are the ranks of a column.
type columnRanks struct {
	column Column
	ranks  order.Ranks
}

// mostRanks is how many columns keep their ranks, which take four bytes a row.
const mostRanks = 4

// Arranged reports whether the rows of the table are in the order the state
// asks for.
func (s *Session) Arranged() bool {
	a := &s.table
	return a.rows != nil && slices.Equal(a.by, s.state.Sort) && a.old == s.state.OldestFirst
}

// Arrange puts the rows of the table into the order the state asks for now:
// rows that are equal in it stand as in the list. Until it is done the order is
// the former one. It reports false when pause ended it.
func (s *Session) Arrange(pause order.Pause) (done bool) {
	a := &s.table
	by, old := slices.Clone(s.state.Sort), s.state.OldestFirst
	rows := s.inOrder()
	keys := make([]order.Key, len(by))
	for i, key := range by {
		ranks, done := s.ranksOf(key.Column, pause)
		if !done {
			return false
		}
		keys[i] = order.Key{Ranks: ranks, Descending: key.Descending}
	}
	if len(keys) > 0 {
		if rows, done = order.Sort(rows, keys, pause); !done {
			return false
		}
	}
	a.by, a.old, a.rows, a.known = by, old, rows, false
	a.times++
	return true
}

// inOrder returns all rows in the order of the list.
func (s *Session) inOrder() []int32 {
	rows := s.byDate
	if s.state.OldestFirst {
		rows = slices.Clone(rows)
		slices.Reverse(rows[:s.datedOf(rows)])
	}
	return rows
}

func (s *Session) ranksOf(c Column, pause order.Pause) (order.Ranks, bool) {
	a := &s.table
	if i := slices.IndexFunc(a.ranks, func(r columnRanks) bool { return r.column == c }); i >= 0 {
		kept := a.ranks[i]
		a.ranks = slices.Insert(slices.Delete(a.ranks, i, i+1), 0, kept)
		return kept.ranks, true
	}
	ranks, done := rank(s.Table, c, pause)
	if !done {
		return nil, false
	}
	a.ranks = slices.Insert(a.ranks, 0, columnRanks{c, ranks})
	a.ranks = a.ranks[:min(len(a.ranks), mostRanks)]
	return ranks, true
}

// Revision grows with each change of a filter.
func (s *Session) Revision() int { return s.engine.Revision() }

// TableRows returns the rows of the table, which are those of the list, as
// they were arranged last; before that, in the order of the list, newest
// first.
func (s *Session) TableRows() []int32 {
	a := &s.table
	var cell Cell
	if s.state.Cell != nil {
		cell = *s.state.Cell
	}
	if a.known && a.revision == s.engine.Revision() && a.cell == cell && a.area == s.state.Area {
		return a.listed
	}
	a.known, a.revision, a.cell, a.area = true, s.engine.Revision(), cell, s.state.Area
	a.listed = s.engine.Narrow(append(a.listed[:0], s.arranged()...))
	if in := s.scope(); in != nil {
		a.listed = slices.DeleteFunc(a.listed, func(row int32) bool { return !in(int(row)) })
	}
	return a.listed
}

func (s *Session) arranged() []int32 {
	if s.table.rows != nil {
		return s.table.rows
	}
	return s.byDate
}

// scope tells which rows are of the place or area the list is limited to, nil
// when it is to none.
func (s *Session) scope() func(row int) bool {
	if s.state.Cell != nil {
		if cells, cell, ok := s.placesOf(s.state.Cell); ok {
			return func(row int) bool {
				place := s.Places.Of[row]
				return place != mapview.NoPlace && int(cells.Of[place]) == cell
			}
		}
	} else if s.state.Area != "" {
		return func(row int) bool { return !s.Table.Located(row) && s.Table.Area.Name(row) == s.state.Area }
	}
	return nil
}
