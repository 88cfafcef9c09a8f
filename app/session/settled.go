package session

import (
	"slices"

	"wherewhen/app/mapview"
)

// settling looks at what is shown at each place, portion by portion.
type settling struct {
	revision int // of the filters it was begun with
	at       int
	next     mapview.Settled
	done     mapview.Settled
	near     []byte // bit of each code of precision
}

// Settle looks at so many more events for what Settled says, and reports
// whether that is up to date. It begins anew when a filter has changed.
func (s *Session) Settle(events int) (done bool) {
	b := &s.settling
	if b.done.Revision == s.engine.Revision() {
		return true
	}
	if b.near == nil {
		for _, name := range s.Table.GeoPrecision.Names {
			b.near = append(b.near, byte(1<<mapview.NearnessOf(name)))
		}
	}
	if b.revision != s.engine.Revision() {
		places := len(s.Places.Lon)
		b.revision, b.at = s.engine.Revision(), 0
		b.next.Near, b.next.Only = slices.Grow(b.next.Near[:0], places)[:places], slices.Grow(b.next.Only[:0], places)[:places]
		clear(b.next.Near)
		for place := range b.next.Only {
			b.next.Only[place] = mapview.NoRow
		}
	}
	precision := s.Table.GeoPrecision.Codes
	to := min(s.Table.Len(), b.at+events)
	for row := b.at; row < to; row++ {
		place := s.Places.Of[row]
		if place == mapview.NoPlace || !s.engine.Visible(row) {
			continue
		}
		b.next.Near[place] |= b.near[precision[row]]
		if only := &b.next.Only[place]; *only == mapview.NoRow {
			*only = int32(row)
		} else {
			*only = mapview.SeveralRows
		}
	}
	b.at = to
	if to < s.Table.Len() {
		return false
	}
	b.next.Revision = b.revision
	b.next, b.done = b.done, b.next
	return true
}

// Settled returns what Settle found last, perhaps before the last change of a
// filter: it is Current until the next. It belongs to the session until the
// second next is found.
func (s *Session) Settled() (found *mapview.Settled, current bool) {
	return &s.settling.done, s.settling.done.Revision == s.engine.Revision()
}
