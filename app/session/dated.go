package session

import (
	"cmp"
	"slices"
)

// datedRows are the rows, newest first, that pass every filter but the window:
// where few do, a list need not look at the others.
type datedRows struct {
	rows     []int32
	looked   int // at so many of all
	revision int // of those filters; while they are the same, the rows are
	done     bool
}

// prepareDated looks at so many more events, and reports whether those are all.
func (s *Session) prepareDated(events int) (done bool) {
	p := &s.passing
	if revision := s.when.OthersRevision(); p.revision != revision {
		*p = datedRows{rows: p.rows[:0], revision: revision}
	}
	if p.done || s.when.OthersOpen() {
		return true
	}
	to := min(len(s.byDate), p.looked+events)
	for _, row := range s.byDate[p.looked:to] {
		if s.when.PassesOthers(int(row)) {
			p.rows = append(p.rows, row)
		}
	}
	p.looked, p.done = to, to == len(s.byDate)
	return p.done
}

// newest returns rows, newest first, and behind them those without a date; among
// them are all that are shown.
func (s *Session) newest() (dated, undated []int32) {
	rows := s.byDate
	if p := &s.passing; p.done && p.revision == s.when.OthersRevision() {
		rows = p.rows
	}
	n := s.datedOf(rows)
	rows, undated = rows[:n], rows[n:]
	w := s.state.Window
	if w == nil {
		return rows, undated
	}
	if s.longest == 0 {
		s.longest = 1
		for row, start := range s.Table.Start {
			if !s.isUndated(int32(row)) {
				s.longest = max(s.longest, int64(s.Table.End[row])-int64(start)+1)
			}
		}
	}
	return rows[s.begunBy(rows, int64(w.End)):s.begunBy(rows, int64(w.Start)-s.longest)], undated
}

// datedOf returns how many of rows, newest first, have a date: those without one
// are last.
func (s *Session) datedOf(rows []int32) int {
	n := len(rows)
	for n > 0 && s.isUndated(rows[n-1]) {
		n--
	}
	return n
}

// begunBy returns the first position, newest first, whose row does not begin
// after a day.
func (s *Session) begunBy(rows []int32, day int64) int {
	at, _ := slices.BinarySearchFunc(rows, day, func(row int32, day int64) int {
		return cmp.Compare(day, int64(s.Table.Start[row]))
	})
	return at
}

// datedAt returns where a row stands among others, newest first, or would.
func (s *Session) datedAt(rows []int32, row int32) (at int, found bool) {
	start, end := s.Table.Start, s.Table.End
	return slices.BinarySearchFunc(rows, row, func(other, row int32) int {
		return cmp.Or(cmp.Compare(start[row], start[other]), cmp.Compare(end[row], end[other]), cmp.Compare(other, row))
	})
}
