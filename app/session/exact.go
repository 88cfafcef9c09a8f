package session

import (
	"slices"

	"wherewhen/app/event"
)

// The exactness of a date: the precisions, and known days that are several.
const (
	severalDays = event.Undated + 1
	exactnesses = int(severalDays) + 1
)

// exactnessNames are the values of DatePrecision.
var exactnessNames = [exactnesses]string{"day", "week", "month", "year", "undated", "several-days"}

// Inexact counts events without one known day.
type Inexact struct {
	ToWeek, ToMonth, ToYear int // known no more exactly
	Undated                 int // of which no date is known
	Several                 int // of several known days
}

// Total returns all of them.
func (n Inexact) Total() int { return n.ToWeek + n.ToMonth + n.ToYear + n.Undated + n.Several }

// add counts an event of an exactness.
func (n *Inexact) add(p event.Precision) {
	switch p {
	case event.Week:
		n.ToWeek++
	case event.Month:
		n.ToMonth++
	case event.Year:
		n.ToYear++
	case event.Undated:
		n.Undated++
	case severalDays:
		n.Several++
	}
}

// exactness is how exactly the day of an event is known.
func exactness(t *event.Table, row int) event.Precision {
	if p := t.Precision[row]; p != event.Day || t.Start[row] == t.End[row] {
		return p
	}
	return severalDays
}

// exactnessColumn holds the exactness of each event's date, as an index into
// the names of those there are.
func exactnessColumn(t *event.Table) (column []uint16, names []string) {
	var there [exactnesses]bool
	for row := range t.Len() {
		there[exactness(t, row)] = true
	}
	var codes [exactnesses]uint16
	for p, is := range there {
		if is {
			codes[p] = uint16(len(names))
			names = append(names, exactnessNames[p])
		}
	}
	column = make([]uint16, t.Len())
	for row := range column {
		column[row] = codes[exactness(t, row)]
	}
	return column, names
}

// OneDay reports whether an event is known to have happened on one day.
func (s *Session) OneDay(row int) bool {
	return exactness(s.Table, row) == event.Day
}

// Inexact counts the events shown that have no one known day.
func (s *Session) Inexact() Inexact {
	var of [exactnesses]int
	counts := s.exactness.Counts()
	for code, name := range s.facets[DatePrecision].names {
		of[slices.Index(exactnessNames[:], name)] = int(counts[code])
	}
	return Inexact{ToWeek: of[event.Week], ToMonth: of[event.Month], ToYear: of[event.Year], Undated: of[event.Undated], Several: of[severalDays]}
}

// isUndated reports whether nothing is known of when an event happened.
func (s *Session) isUndated(row int32) bool { return s.Table.Precision[row] == event.Undated }

// undatedLast compares rows of which only one may have a date.
func (s *Session) undatedLast(a, b int32) int {
	return int(s.Table.Precision[a]/event.Undated) - int(s.Table.Precision[b]/event.Undated)
}

// spread are counts of events without one known day by day ranges.
type spread struct {
	rows          []int32 // those events, but for those without a date
	found         bool
	edges         []int32
	filters       int // revision of the others than the window
	passing, all  []int32
	counted, made bool
}

// inexactRows returns the rows without one known day that have a date, in the
// order of the table.
func (s *Session) inexactRows() []int32 {
	b := &s.spread
	if !b.found {
		b.found = true
		for row := range s.Table.Len() {
			if !s.OneDay(row) && !s.isUndated(int32(row)) {
				b.rows = append(b.rows, int32(row))
			}
		}
	}
	return b.rows
}

// SpreadBins counts as Bins does, but only events without one known day. It
// looks at those when another filter than the window changed, or the edges.
func (s *Session) SpreadBins(edges []int32) (passing, all []int32) {
	s.Bins(edges)
	b := &s.spread
	s.inexactRows()
	if !b.made || !slices.Equal(edges, b.edges) {
		b.edges, b.made, b.counted = append(b.edges[:0], edges...), true, false
		b.all, b.passing = zeroed(b.all, len(s.bins.Totals())), zeroed(b.passing, len(s.bins.Totals()))
		s.bins.Of(b.rows, true, b.all)
	}
	if filters := s.when.OthersRevision(); !b.counted || b.filters != filters {
		b.counted, b.filters = true, filters
		s.bins.Of(b.rows, false, b.passing)
	}
	return b.passing, b.all
}
