package session

import (
	"cmp"
	"math"
	"slices"

	"wherewhen/app/event"
	"wherewhen/app/order"
)

// Column is a column of the table of events.
type Column uint8

// The columns, in the order they are offered.
const (
	ColumnDate Column = iota
	ColumnPrecision
	ColumnTime
	ColumnTitle
	ColumnSummary
	ColumnKind
	ColumnPlace
	ColumnProvince
	ColumnCountry
	ColumnGeoPrecision
	ColumnLatitude
	ColumnLongitude
	ColumnAttackType
	ColumnTargets
	ColumnActor
	ColumnActorLink
	ColumnAttribution
	ColumnAttributionNote
	ColumnKilled
	ColumnInjured
	ColumnAttackers
	ColumnCasualtiesNote
	ColumnFirstKilled
	ColumnFirstInjured
	ColumnConfidence
	ColumnConfidenceNote
	ColumnTags
	ColumnSources
	ColumnPublishers
	ColumnID
	ColumnOwn   // the first of the columns of the file's own; the others follow
	ColumnCount = ColumnOwn + event.MostOwn
)

var columnKeys = [ColumnCount]string{
	"date", "date-precision", "time", "title", "summary", "kind", "place", "province", "country", "place-precision",
	"latitude", "longitude", "type", "targets", "actor", "link", "attribution", "attribution-note", "killed", "injured",
	"attackers", "casualties-note", "first-killed", "first-injured", "confidence", "confidence-note", "tags", "sources",
	"publishers", "id", "own-1", "own-2", "own-3", "own-4", "own-5", "own-6", "own-7", "own-8",
}

// Key returns the name of the column in links.
func (c Column) Key() string { return columnKeys[c] }

// Has reports whether a table can have a column.
func (s *Session) Has(c Column) bool { return c < ColumnOwn+Column(len(s.Table.Own)) }

// IsNumber reports whether the column holds numbers.
func (c Column) IsNumber() bool {
	switch c {
	case ColumnKilled, ColumnInjured, ColumnFirstKilled, ColumnFirstInjured, ColumnSources, ColumnLatitude, ColumnLongitude:
		return true
	}
	return false
}

// BeginsDescending reports whether the column is sorted from its highest value
// when sorting by it begins.
func (c Column) BeginsDescending() bool {
	return c == ColumnDate || c.IsNumber() && c != ColumnLatitude && c != ColumnLongitude
}

// DefaultColumns are those a table has unless the state says otherwise. They
// must not be changed.
var DefaultColumns = []Column{
	ColumnDate, ColumnTitle, ColumnKind, ColumnPlace, ColumnCountry, ColumnKilled, ColumnInjured,
	ColumnAttribution, ColumnConfidence, ColumnSources,
}

// TableColumns returns the columns of the table, from the first one on.
func (s *State) TableColumns() []Column {
	if len(s.Columns) == 0 {
		return DefaultColumns
	}
	return s.Columns
}

// SetColumns gives the table other columns, each once and at least one.
func (s *State) SetColumns(columns []Column) {
	s.Columns = columns
	if slices.Equal(columns, DefaultColumns) {
		s.Columns = nil
	}
}

// SortKey is a column the table is sorted by.
type SortKey struct {
	Column     Column
	Descending bool // the highest or latest first
}

// TableSort returns what the table is sorted by, the leading column first: the
// order of the list unless the state says otherwise.
func (s *State) TableSort() []SortKey {
	if len(s.Sort) == 0 {
		return []SortKey{{ColumnDate, !s.OldestFirst}}
	}
	return s.Sort
}

// SortBy sorts the table by a column: the first time in the direction it
// begins with, then in the other one, then no more. With add, what it is sorted
// by already leads, or stays where it is.
func (s *State) SortBy(c Column, add bool) {
	sorted := slices.Clone(s.Sort)
	if c == ColumnDate {
		sorted = slices.Clone(s.TableSort())
	}
	at := slices.IndexFunc(sorted, func(k SortKey) bool { return k.Column == c })
	if !add {
		if at >= 0 {
			sorted = sorted[at : at+1]
		} else {
			sorted = nil
		}
		at = min(at, 0)
	}
	switch {
	case at < 0:
		sorted = append(sorted, SortKey{c, c.BeginsDescending()})
	case sorted[at].Descending == c.BeginsDescending():
		sorted[at].Descending = !sorted[at].Descending
	default:
		sorted = slices.Delete(sorted, at, at+1)
	}
	usual := SortKey{ColumnDate, !s.OldestFirst}
	switch isUsual := len(sorted) == 0 || len(sorted) == 1 && sorted[0] == usual; {
	case !isUsual:
		s.Sort = sorted
	case s.Sort == nil: // the list's own direction was the second one
		s.Sort = []SortKey{{ColumnDate, !usual.Descending}}
	default:
		s.Sort = nil
	}
}

// text returns the texts of a column that has texts, else nil.
func text(t *event.Table, c Column) *event.Texts {
	switch c {
	case ColumnTime:
		return &t.Time
	case ColumnTitle:
		return &t.Title
	case ColumnSummary:
		return &t.Summary
	case ColumnPlace:
		return &t.Place
	case ColumnAttributionNote:
		return &t.AttributionNote
	case ColumnCasualtiesNote:
		return &t.CasualtiesNote
	case ColumnConfidenceNote:
		return &t.ConfidenceNote
	case ColumnID:
		return &t.ID
	}
	return nil
}

// category returns the names of a column that has one name a row, else nil.
func category(t *event.Table, c Column) *event.Category {
	if c >= ColumnOwn {
		return &t.Own[c-ColumnOwn].Category
	}
	switch c {
	case ColumnKind:
		return &t.Kind
	case ColumnProvince:
		return &t.Admin1
	case ColumnCountry:
		return &t.Country
	case ColumnGeoPrecision:
		return &t.GeoPrecision
	case ColumnAttackType:
		return &t.AttackType
	case ColumnActor:
		return &t.Actor
	case ColumnActorLink:
		return &t.ActorLink
	case ColumnAttribution:
		return &t.Attribution
	case ColumnAttackers:
		return &t.CasualtiesIncludeAttackers
	case ColumnConfidence:
		return &t.Confidence
	}
	return nil
}

// ordered are the names that have an order of their own, the lowest first;
// others come behind them.
var ordered = map[Column][]string{
	ColumnGeoPrecision: {"site", "city", "district", "province", "country"},
	ColumnConfidence:   {"disputed", "low", "medium", "high"},
}

// rank ranks the rows of a table by a column.
func rank(t *event.Table, c Column, pause order.Pause) (order.Ranks, bool) {
	if column := text(t, c); column != nil {
		return order.Texts(t.Len(), func(buf []byte, row int) ([]byte, bool) {
			of := column.Row(row)
			return appendFolded(buf, of), of != ""
		}, pause)
	}
	if column := category(t, c); column != nil {
		return order.Names(column.Codes, nameRanks(column.Names, ordered[c]), pause)
	}
	people := func(of *event.Ranges) (order.Ranks, bool) {
		var numbers []func(row int) uint32
		for _, figure := range []func(r event.Range) int32{
			func(r event.Range) int32 { return r.Best },
			func(r event.Range) int32 { return r.Low },
			func(r event.Range) int32 { return r.High },
		} {
			numbers = append(numbers, func(row int) uint32 { return uint32(figure(of.Row(row).Filled()) + 1) })
		}
		return order.Tuples(t.Len(), numbers, pause)
	}
	switch c {
	case ColumnDate:
		domain, _ := t.Domain()
		return order.Tuples(t.Len(), []func(row int) uint32{
			func(row int) uint32 { return uint32(t.Start[row]-int32(domain.Start)) + 1 },
			func(row int) uint32 { return uint32(t.End[row] - int32(domain.Start)) },
		}, pause)
	case ColumnPrecision:
		return order.Numbers(t.Len(), func(row int) uint32 { return uint32(t.Precision[row]) + 1 }, pause)
	case ColumnLatitude:
		return rankPoints(&t.Points, t.Points.Lat, pause)
	case ColumnLongitude:
		return rankPoints(&t.Points, t.Points.Lon, pause)
	case ColumnKilled:
		return people(&t.Killed)
	case ColumnInjured:
		return people(&t.Injured)
	case ColumnFirstKilled:
		return order.Numbers(t.Len(), func(row int) uint32 { return uint32(t.FirstKilled.Row(row) + 1) }, pause)
	case ColumnFirstInjured:
		return order.Numbers(t.Len(), func(row int) uint32 { return uint32(t.FirstInjured.Row(row) + 1) }, pause)
	case ColumnTargets:
		return rankLists(&t.Targets, t.Len(), pause)
	case ColumnTags:
		return rankLists(&t.Tags, t.Len(), pause)
	case ColumnSources:
		return order.Numbers(t.Len(), func(row int) uint32 { return uint32(t.Sources.Count(row)) }, pause)
	case ColumnPublishers:
		return order.Texts(t.Len(), func(buf []byte, row int) ([]byte, bool) {
			names := t.Sources.Publishers(row)
			for _, name := range names {
				buf = appendFolded(buf, name)
			}
			return buf, len(names) > 0
		}, pause)
	}
	panic("a column without an order")
}

// nameRanks ranks names: those of an order by it, the others by their letters.
func nameRanks(names, order []string) []uint32 {
	folded := make([]string, len(names))
	codes := make([]int, 0, len(names))
	for code, name := range names {
		folded[code] = Fold(name)
		if name != "" {
			codes = append(codes, code)
		}
	}
	place := func(code int) int {
		if i := slices.Index(order, names[code]); i >= 0 {
			return i
		}
		return len(order)
	}
	compare := func(a, b int) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(folded[a], folded[b]))
	}
	slices.SortFunc(codes, compare)
	ranks := make([]uint32, len(names))
	rank := uint32(0)
	for i, code := range codes {
		if i == 0 || compare(codes[i-1], code) != 0 {
			rank++
		}
		ranks[code] = rank
	}
	return ranks
}

// rankLists ranks rows by their lists of names, as they are written.
func rankLists(l *event.List, rows int, pause order.Pause) (order.Ranks, bool) {
	return order.Texts(rows, func(buf []byte, row int) ([]byte, bool) {
		codes := l.Row(row)
		for _, code := range codes {
			buf = appendFolded(buf, l.Names[code])
		}
		return buf, len(codes) > 0
	}, pause)
}

// rankPoints ranks rows by a degree of their point.
func rankPoints(p *event.Points, degrees []float64, pause order.Pause) (order.Ranks, bool) {
	ranks, done := order.Tuples(len(degrees), []func(point int) uint32{
		func(int) uint32 { return 1 },
		func(point int) uint32 { return uint32(sortable(degrees[point])>>32) >> 1 },
		func(point int) uint32 { return uint32(sortable(degrees[point])>>2) & (1<<31 - 1) },
		func(point int) uint32 { return uint32(sortable(degrees[point])) & 3 },
	}, pause)
	if !done {
		return nil, false
	}
	return order.Numbers(len(p.Of), func(row int) uint32 {
		if p.Of[row] == event.NoPoint {
			return 0
		}
		return ranks[p.Of[row]]
	}, pause)
}

// sortable returns bits that compare as whole numbers as floats do.
func sortable(f float64) uint64 {
	bits := math.Float64bits(f + 0) // −0 is 0
	if bits>>63 == 1 {
		return ^bits
	}
	return bits | 1<<63
}
