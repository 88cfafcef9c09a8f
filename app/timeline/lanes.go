package timeline

import (
	"slices"
	"sort"

	"wherewhen/app/event"
)

// Lanes are events in lanes, each event in any number of them, in the order
// of their days. An event of one known day is a mark; any other is a span:
// some day of it, or all of them.
type Lanes struct {
	start, end []int32 // of each row
	lanes      []lane
	tracks     Tracks // of the bars that are being laid out
}

// lane holds the rows of a lane.
type lane struct {
	days  []int32 // marks, by their day
	spans []int32 // by their first day
	ends  []int32 // last days of the spans, ascending
	reach []int32 // of each span, the latest last day of it and those before
}

// NewLanes returns n empty lanes over the first and last day of each row,
// which stay the caller's, unchanged.
func NewLanes(n int, start, end []int32) *Lanes {
	return &Lanes{start: start, end: end, lanes: make([]lane, n)}
}

// Len returns the number of lanes.
func (l *Lanes) Len() int { return len(l.lanes) }

// Clear takes all events away.
func (l *Lanes) Clear() {
	for i := range l.lanes {
		of := &l.lanes[i]
		of.days, of.spans, of.ends, of.reach = of.days[:0], of.spans[:0], of.ends[:0], of.reach[:0]
	}
}

// AddDay adds a mark. Marks are added in the order of their days.
func (l *Lanes) AddDay(lane int, row int32) {
	of := &l.lanes[lane]
	of.days = append(of.days, row)
}

// AddSpan adds a span. Spans are added in the order of their first days, and
// AddEnd is called for each as well.
func (l *Lanes) AddSpan(lane int, row int32) {
	of := &l.lanes[lane]
	reach := l.end[row]
	if n := len(of.reach); n > 0 {
		reach = max(reach, of.reach[n-1])
	}
	of.spans, of.reach = append(of.spans, row), append(of.reach, reach)
}

// AddEnd adds the end of a span. Ends are added in the order of the last days.
func (l *Lanes) AddEnd(lane int, row int32) {
	of := &l.lanes[lane]
	of.ends = append(of.ends, l.end[row])
}

// Total returns the number of events in a lane.
func (l *Lanes) Total(lane int) int { return len(l.lanes[lane].days) + len(l.lanes[lane].spans) }

// HasSpans reports whether any lane has a span.
func (l *Lanes) HasSpans() bool {
	return slices.ContainsFunc(l.lanes, func(of lane) bool { return len(of.spans) > 0 })
}

// Count returns the number of events in a lane that share a day with some
// days, both inclusive.
func (l *Lanes) Count(lane int, days event.Span) int {
	of := &l.lanes[lane]
	lo, hi := int32(days.Start), int32(days.End)
	return l.begun(of.days, hi+1) - l.begun(of.days, lo) + l.covering(of, lo, hi)
}

// begun returns how many rows, which are by their first days, begin before a
// day.
func (l *Lanes) begun(rows []int32, day int32) int {
	return sort.Search(len(rows), func(i int) bool { return l.start[rows[i]] >= day })
}

// covering returns how many spans share a day with lo to hi.
func (l *Lanes) covering(of *lane, lo, hi int32) int {
	ended, _ := slices.BinarySearch(of.ends, lo)
	return l.begun(of.spans, hi+1) - ended
}

// Beyond returns a day of the nearest event of a lane that lies wholly after
// some days, or wholly before them for a negative direction; ok is false when
// there is none.
func (l *Lanes) Beyond(lane int, days event.Span, direction int) (day event.Date, ok bool) {
	of := &l.lanes[lane]
	if direction >= 0 {
		hi := int32(days.End) + 1
		for _, rows := range [][]int32{of.days, of.spans} {
			if i := l.begun(rows, hi); i < len(rows) && (!ok || l.start[rows[i]] < int32(day)) {
				day, ok = event.Date(l.start[rows[i]]), true
			}
		}
		return day, ok
	}
	lo := int32(days.Start)
	if i := l.begun(of.days, lo); i > 0 {
		day, ok = event.Date(l.start[of.days[i-1]]), true
	}
	if i, _ := slices.BinarySearch(of.ends, lo); i > 0 && (!ok || of.ends[i-1] > int32(day)) {
		day, ok = event.Date(of.ends[i-1]), true
	}
	return day, ok
}
