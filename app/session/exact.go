package session

import (
	"slices"

	"wherewhen/app/event"
)

// The exactness of a date: the precisions, and known days that are several.
const (
	severalDays = uint16(event.Year) + 1
	exactnesses = int(severalDays) + 1
)

// Inexact counts events without one known day.
type Inexact struct {
	ToWeek, ToMonth, ToYear int // known no more exactly
	Several                 int // of several known days
}

// Total returns all of them.
func (n Inexact) Total() int { return n.ToWeek + n.ToMonth + n.ToYear + n.Several }

// exactnessColumn holds the exactness of each event's date.
func exactnessColumn(t *event.Table) []uint16 {
	column := make([]uint16, t.Len())
	for row, p := range t.Precision {
		column[row] = uint16(p)
		if p == event.Day && t.Start[row] != t.End[row] {
			column[row] = severalDays
		}
	}
	return column
}

// OneDay reports whether an event is known to have happened on one day.
func (s *Session) OneDay(row int) bool {
	return s.Table.Precision[row] == event.Day && s.Table.Start[row] == s.Table.End[row]
}

// Inexact counts the events shown that have no one known day.
func (s *Session) Inexact() Inexact {
	n := s.exactness.Counts()
	return Inexact{
		ToWeek: int(n[event.Week]), ToMonth: int(n[event.Month]), ToYear: int(n[event.Year]), Several: int(n[severalDays]),
	}
}

// spread are counts of events without one known day by day ranges.
type spread struct {
	rows          []int32 // those events
	found         bool
	edges         []int32
	filters       int // revision of the others than the window
	passing, all  []int32
	counted, made bool
}

// SpreadBins counts as Bins does, but only events without one known day. It
// looks at those when another filter than the window changed, or the edges.
func (s *Session) SpreadBins(edges []int32) (passing, all []int32) {
	s.Bins(edges)
	b := &s.spread
	if !b.found {
		b.found = true
		for row := range s.Table.Len() {
			if !s.OneDay(row) {
				b.rows = append(b.rows, int32(row))
			}
		}
	}
	if !b.made || !slices.Equal(edges, b.edges) {
		b.edges, b.made, b.counted = append(b.edges[:0], edges...), true, false
		b.all = s.countSpread(b.all, func(int) bool { return true })
	}
	if filters := s.when.OthersRevision(); !b.counted || b.filters != filters {
		b.counted, b.filters = true, filters
		b.passing = s.countSpread(b.passing, s.when.PassesOthers)
	}
	return b.passing, b.all
}

// countSpread counts by ranges: what begins in one, less what ended before it.
func (s *Session) countSpread(counts []int32, passes func(row int) bool) []int32 {
	n := max(0, len(s.edges)-1)
	counts = append(counts[:0], make([]int32, n+1)...)
	for _, row := range s.spread.rows {
		first, last := max(s.bins.Bin(s.Table.Start[row]), 0), min(s.bins.Bin(s.Table.End[row]), n-1)
		if first <= last && passes(int(row)) {
			counts[first]++
			counts[last+1]--
		}
	}
	for i := 1; i < n; i++ {
		counts[i] += counts[i-1]
	}
	return counts[:n]
}
