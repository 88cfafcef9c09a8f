package session

import (
	"cmp"
	"slices"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// Listed returns how many rows the list has.
func (s *Session) Listed() int {
	if s.list == nil && s.state.Cell == nil && s.state.Area == "" {
		return s.engine.Count()
	}
	return len(s.ListRows())
}

// ListPart appends to buf at most n rows of the list from one on. The beginning
// of a list that is not limited to a place or area costs little.
func (s *Session) ListPart(buf []int32, first, n int) []int32 {
	if first > 0 || s.list != nil || s.state.Cell != nil || s.state.Area != "" {
		rows := s.ListRows()
		first = min(first, len(rows))
		return append(buf, rows[first:min(len(rows), first+n)]...)
	}
	n = min(n, s.engine.Count())
	rows, undated := s.newest()
	for old := s.state.OldestFirst; n > 0 && len(rows)+len(undated) > 0; {
		if len(rows) == 0 {
			rows, undated, old = undated, nil, false
		}
		some := min(listBlock, len(rows))
		if old {
			s.rows = s.engine.Narrow(append(s.rows[:0], rows[len(rows)-some:]...))
			slices.Reverse(s.rows)
			rows = rows[:len(rows)-some]
		} else {
			s.rows = s.engine.Narrow(append(s.rows[:0], rows[:some]...))
			rows = rows[some:]
		}
		found := s.rows[:min(n, len(s.rows))]
		buf, n = append(buf, found...), n-len(found)
	}
	return buf
}

// listBlock is how many rows are looked at together.
const listBlock = 4096

// ListRows returns the rows of the list: those shown, limited to the chosen
// place or area if there is one, newest first unless the state says otherwise;
// those without a date are last.
func (s *Session) ListRows() []int32 {
	if s.list != nil {
		return s.list
	}
	dated, undated := s.newest()
	s.rows = s.engine.Narrow(append(append(s.rows[:0], dated...), undated...))
	s.list = s.rows
	if s.state.Cell != nil {
		if cells, cell, ok := s.placesOf(s.state.Cell); ok {
			s.list = slices.DeleteFunc(s.list, func(row int32) bool {
				place := s.Places.Of[row]
				return place == mapview.NoPlace || int(cells.Of[place]) != cell
			})
		}
	} else if s.state.Area != "" {
		s.list = slices.DeleteFunc(s.list, func(row int32) bool {
			return s.Table.Located(int(row)) || s.Table.Area.Name(int(row)) != s.state.Area
		})
	}
	if s.state.OldestFirst {
		slices.Reverse(s.list[:s.datedOf(s.list)])
	}
	return s.list
}

// newestFirst orders rows by the day they began on, the latest first, and those
// of one beginning by the day they ended on; rows of the same days keep the
// order of the file. Those without a date come behind all others.
func newestFirst(t *event.Table) []int32 {
	rows := make([]int32, t.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	if len(rows) == 0 {
		return rows
	}
	rows = latestFirst(t.Start, latestFirst(t.End, rows))
	if !slices.Contains(t.Precision, event.Undated) {
		return rows
	}
	var undated []int32
	dated := rows[:0]
	for _, row := range rows {
		if t.Precision[row] == event.Undated {
			undated = append(undated, row)
		} else {
			dated = append(dated, row)
		}
	}
	return append(dated, undated...)
}

// mostDays is up to how many days rows are sorted by counting.
const mostDays = 1 << 20

// latestFirst sorts rows by a day of each, the latest first; rows of one day
// keep their order.
func latestFirst(day, rows []int32) []int32 {
	first, last := slices.Min(day), slices.Max(day)
	if int64(last)-int64(first) >= mostDays {
		slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(day[b], day[a]) })
		return rows
	}
	next := make([]int32, last-first+2) // where the next row of each day goes
	for _, d := range day {
		next[last-d+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	sorted := make([]int32, len(rows))
	for _, row := range rows {
		at := &next[last-day[row]]
		sorted[*at] = row
		*at++
	}
	return sorted
}
