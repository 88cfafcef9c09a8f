package session

import (
	"cmp"
	"math"
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
// the nearest of them in time, in order of time; those without a date are last.
type Related struct {
	Count int
	Rows  []int32
}

// Kin finds the events related to one, whether they pass the filters or not,
// row after row, so that a page can look at a million events in portions.
type Kin struct {
	s      *Session
	row    int
	most   int
	span   event.Span
	dated  bool
	place  int32
	wanted []bool // by code of tag; nil without one
	at     int
	found  [RelationCount]Related // nearest first
}

// Kin begins to find the events related to one, and of each relation at most so
// many rows.
func (s *Session) Kin(row, most int) *Kin {
	k := &Kin{s: s, row: row, most: most, span: s.Table.Span(row), dated: !s.isUndated(int32(row)), place: s.Places.Of[row]}
	if tags := s.Table.Tags.Row(row); len(tags) > 0 {
		k.wanted = make([]bool, len(s.Table.Tags.Names))
		for _, tag := range tags {
			k.wanted[tag] = true
		}
	}
	return k
}

// Look looks at so many more rows and reports whether that was all.
func (k *Kin) Look(rows int) (done bool) {
	t, places := k.s.Table, k.s.Places.Of
	to := min(t.Len(), k.at+rows)
	for ; k.at < to; k.at++ {
		if k.at == k.row {
			continue
		}
		if k.place != mapview.NoPlace && places[k.at] == k.place {
			k.add(SamePlace)
		}
		if k.dated && !k.s.isUndated(int32(k.at)) && event.Date(t.Start[k.at]) <= k.span.End && event.Date(t.End[k.at]) >= k.span.Start {
			k.add(SameDays)
		}
		if k.wanted != nil && slices.ContainsFunc(t.Tags.Row(k.at), func(tag uint16) bool { return k.wanted[tag] }) {
			k.add(SameTag)
		}
	}
	return to == t.Len()
}

// add notes that the row looked at is related.
func (k *Kin) add(relation Relation) {
	r := &k.found[relation]
	r.Count++
	at := len(r.Rows)
	for at > 0 && k.nearer(k.at, int(r.Rows[at-1])) {
		at--
	}
	if at == k.most {
		return
	}
	if len(r.Rows) < k.most {
		r.Rows = append(r.Rows, 0)
	}
	copy(r.Rows[at+1:], r.Rows[at:])
	r.Rows[at] = int32(k.at)
}

// nearer reports whether a row is nearer in time than another one: by the days
// that lie between, then by how much longer it may be.
func (k *Kin) nearer(row, other int) bool {
	between, longer := k.distance(row)
	otherBetween, otherLonger := k.distance(other)
	return between < otherBetween || between == otherBetween && longer < otherLonger
}

func (k *Kin) distance(row int) (between, longer event.Date) {
	span, of := k.span, k.s.Table.Span(row)
	if k.s.isUndated(int32(row)) {
		return math.MaxInt32, 0
	}
	return max(0, of.Start-span.End, span.Start-of.End), max(0, span.Start-of.Start) + max(0, of.End-span.End)
}

// Found returns what is related of the rows looked at so far.
func (k *Kin) Found() [RelationCount]Related {
	found := k.found
	for i := range found {
		found[i].Rows = slices.Clone(found[i].Rows)
		slices.SortFunc(found[i].Rows, func(a, b int32) int {
			x, y := k.s.Table.Span(int(a)), k.s.Table.Span(int(b))
			return cmp.Or(k.s.undatedLast(a, b), cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End), cmp.Compare(a, b))
		})
	}
	return found
}
