package session

import (
	"cmp"
	"slices"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// Relation is why an event is related to another one.
type Relation uint8

// The relations, in the order they are shown.
const (
	SamePlace Relation = iota // at the same point
	SameDays                  // it may have happened on the same day
	SameTag                   // it has a tag in common
	RelationCount
)

// Related are the events related to one in one way: how many there are, and
// the nearest of them in time, in order of time.
type Related struct {
	Count int
	Rows  []int32
}

// Related returns the events that are related to one, whether they pass the
// filters or not, and of each kind at most so many rows.
func (s *Session) Related(row, most int) [RelationCount]Related {
	var related [RelationCount]Related
	t := s.Table
	if place := s.Places.Of[row]; place != mapview.NoPlace {
		related[SamePlace] = s.nearest(row, most, s.RowsAt(int(place)))
	}
	var days, tagged []int32
	span := t.Span(row)
	for other, start := range t.Start {
		if event.Date(start) <= span.End && event.Date(t.End[other]) >= span.Start {
			days = append(days, int32(other))
		}
	}
	related[SameDays] = s.nearest(row, most, days)
	if tags := t.Tags.Row(row); len(tags) > 0 {
		wanted := make([]bool, len(t.Tags.Names))
		for _, tag := range tags {
			wanted[tag] = true
		}
		for other := range t.Len() {
			if slices.ContainsFunc(t.Tags.Row(other), func(tag uint16) bool { return wanted[tag] }) {
				tagged = append(tagged, int32(other))
			}
		}
	}
	related[SameTag] = s.nearest(row, most, tagged)
	return related
}

// nearest takes of rows those nearest in time to one, but for it itself.
func (s *Session) nearest(row, most int, rows []int32) Related {
	span := s.Table.Span(row)
	// The days that lie between, then how much longer the other may be.
	distance := func(other int32) (between, longer event.Date) {
		o := s.Table.Span(int(other))
		return max(0, o.Start-span.End, span.Start-o.End), max(0, span.Start-o.Start) + max(0, o.End-span.End)
	}
	compare := func(a, b int32) int {
		between, longer := distance(a)
		other, otherLonger := distance(b)
		return cmp.Or(cmp.Compare(between, other), cmp.Compare(longer, otherLonger), cmp.Compare(a, b))
	}
	var r Related
	for _, other := range rows {
		if int(other) == row {
			continue
		}
		r.Count++
		if len(r.Rows) == most && (most == 0 || compare(other, r.Rows[most-1]) > 0) {
			continue
		}
		at, _ := slices.BinarySearchFunc(r.Rows, other, compare)
		r.Rows = slices.Insert(r.Rows, at, other)
		r.Rows = r.Rows[:min(len(r.Rows), most)]
	}
	slices.SortFunc(r.Rows, func(a, b int32) int {
		x, y := s.Table.Span(int(a)), s.Table.Span(int(b))
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(a, b))
	})
	return r
}
