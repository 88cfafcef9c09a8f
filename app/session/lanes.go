package session

import (
	"cmp"
	"slices"

	"wherewhen/app/timeline"
)

// laneBuild puts events into lanes, portion by portion.
type laneBuild struct {
	of      Lanes // what was begun
	filters int   // revision of the other filters it was begun with
	lanes   *timeline.Lanes
	next    int // place of the next row in byDate, from the end
	nextEnd int
	byEnd   []int32 // rows of more than one day, the earliest end first
	ordered bool
	byName  bool
	order   []int
	done    bool
}

// FillLanes puts so many more events into the lanes the state asks for, and
// reports whether those are complete: all events with a date that pass every
// filter but the window. It begins anew when another filter has changed.
func (s *Session) FillLanes(events int) (done bool) {
	b, filters := &s.lanes, s.when.OthersRevision()
	f, ok := s.state.Lanes.Facet()
	if !ok {
		*b = laneBuild{byEnd: b.byEnd}
		return true
	}
	if b.lanes == nil || b.of != s.state.Lanes {
		*b = laneBuild{of: s.state.Lanes, filters: filters, byEnd: b.byEnd}
		b.lanes = timeline.NewLanes(len(s.facets[f].names), s.Table.Start, s.Table.End)
	} else if b.filters != filters {
		b.filters, b.next, b.nextEnd, b.ordered, b.done = filters, 0, 0, false, false
		b.lanes.Clear()
	}
	if b.done {
		return true
	}
	if b.byEnd == nil && s.Table.Len() > 0 {
		b.byEnd = s.spansByEnd()
	}
	of := &s.facets[f]
	add := func(row int32, add func(lane int, row int32)) {
		if !s.when.PassesOthers(int(row)) {
			return
		}
		if of.offsets == nil {
			add(int(of.column[row]), row)
			return
		}
		codes := of.column[of.offsets[row]:of.offsets[row+1]]
		for i, code := range codes {
			if !slices.Contains(codes[:i], code) {
				add(int(code), row)
			}
		}
	}
	addDay, addSpan, addEnd := b.lanes.AddDay, b.lanes.AddSpan, b.lanes.AddEnd
	n := len(s.byDate)
	for to := min(n, b.next+events); b.next < to; b.next++ {
		switch row := s.byDate[n-1-b.next]; {
		case s.OneDay(int(row)):
			add(row, addDay)
		case !s.isUndated(row):
			add(row, addSpan)
		}
		events--
	}
	for to := min(len(b.byEnd), b.nextEnd+events); b.nextEnd < to; b.nextEnd++ {
		add(b.byEnd[b.nextEnd], addEnd)
	}
	b.done = b.next == n && b.nextEnd == len(b.byEnd)
	return b.done
}

// spansByEnd returns the inexact rows, the earliest end first.
func (s *Session) spansByEnd() []int32 {
	rows := slices.Clone(s.inexactRows())
	if len(rows) == 0 {
		return []int32{}
	}
	first, last := s.Table.End[rows[0]], s.Table.End[rows[0]]
	for _, row := range rows {
		first, last = min(first, s.Table.End[row]), max(last, s.Table.End[row])
	}
	if int64(last)-int64(first) >= mostDays {
		slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(s.Table.End[a], s.Table.End[b]) })
		return rows
	}
	next := make([]int32, last-first+2) // where the next row of each day goes
	for _, row := range rows {
		next[s.Table.End[row]-first+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	sorted := make([]int32, len(rows))
	for _, row := range rows {
		at := &next[s.Table.End[row]-first]
		sorted[*at] = row
		*at++
	}
	return sorted
}

// Lane is a lane that has events.
type Lane struct {
	At   int    // of timeline.Lanes
	Name string // as in the data, "" for not stated
}

// Lanes returns the lanes as FillLanes has completed them, and those that have
// events in the order the state asks for: the most events first, or by name as
// the function has it. It is nil before FillLanes was done.
func (s *Session) Lanes(buf []Lane, word func(name string) string) (*timeline.Lanes, []Lane) {
	b := &s.lanes
	f, ok := s.state.Lanes.Facet()
	if !ok || !b.done || b.of != s.state.Lanes || b.filters != s.when.OthersRevision() {
		return nil, buf
	}
	names := s.facets[f].names
	if !b.ordered || b.byName != s.state.LanesByName {
		b.ordered, b.byName, b.order = true, s.state.LanesByName, b.order[:0]
		for at := range names {
			if b.lanes.Total(at) > 0 {
				b.order = append(b.order, at)
			}
		}
		slices.SortFunc(b.order, func(x, y int) int {
			if !b.byName {
				if c := cmp.Compare(b.lanes.Total(y), b.lanes.Total(x)); c != 0 {
					return c
				}
			}
			return cmp.Or(cmp.Compare(Fold(word(names[x])), Fold(word(names[y]))), cmp.Compare(names[x], names[y]))
		})
	}
	for _, at := range b.order {
		buf = append(buf, Lane{at, names[at]})
	}
	return b.lanes, buf
}

// LanesRevision tells lanes apart: it changes with them.
func (s *Session) LanesRevision() [3]int {
	order := 0
	if s.state.LanesByName {
		order = 1
	}
	return [3]int{int(s.lanes.of), s.lanes.filters, order}
}
