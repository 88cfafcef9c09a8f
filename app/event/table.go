package event

import (
	"math"
	"time"
	"unsafe"

	"github.com/paulmach/orb"
)

// Table holds n events as columns with one entry per row, in the order the
// events were added. Columns are read-only once built; the filter engine and
// the map take them as they are. Categories that have the same code in every
// row, as those without any value, share one slice of Codes.
type Table struct {
	ID, Title, Summary Texts

	Start, End []int32 // days as in Date, both inclusive; without a date those of all others
	Precision  []Precision
	Time       Texts

	Place        Texts
	Admin1Code   Category
	CountryCode  Category
	Admin1       Category
	Country      Category
	GeoPrecision Category
	Points       Points
	Area         Category

	CoordinateSource Texts

	Kind       Category
	AttackType Category
	Targets    List
	Tags       List

	Actor           Category
	ActorLink       Category
	Attribution     Category
	AttributionNote Texts

	Killed, Injured            Ranges
	CasualtiesIncludeAttackers Category
	CasualtiesNote             Texts
	FirstKilled, FirstInjured  Figures

	Confidence     Category
	ConfidenceNote Texts

	Sources Sources

	Own []OwnColumn // of the file's own, MostOwn at most

	Joined bool // by Join: the first of Own says of which table an event was
}

// A field is a column with the part of a record that it holds and the name of
// that in files.
type field[Column, Value any] struct {
	name   string
	column *Column
	value  *Value
}

func (t *Table) texts(e *Event) [9]field[Texts, string] {
	return [...]field[Texts, string]{
		{"id", &t.ID, &e.ID}, {"title", &t.Title, &e.Title}, {"summary", &t.Summary, &e.Summary},
		{"time", &t.Time, &e.Time}, {"place", &t.Place, &e.Place},
		{"coordinate_source", &t.CoordinateSource, &e.CoordinateSource},
		{"attribution_note", &t.AttributionNote, &e.AttributionNote},
		{"casualties_note", &t.CasualtiesNote, &e.CasualtiesNote},
		{"confidence_note", &t.ConfidenceNote, &e.ConfidenceNote},
	}
}

func (t *Table) categories(e *Event) [13]field[Category, string] {
	return [...]field[Category, string]{
		{"kind", &t.Kind, &e.Kind},
		{"admin1", &t.Admin1, &e.Admin1}, {"admin1_code", &t.Admin1Code, &e.Admin1Code},
		{"country", &t.Country, &e.Country}, {"country_code", &t.CountryCode, &e.CountryCode},
		{"geo_precision", &t.GeoPrecision, &e.GeoPrecision}, {"area", &t.Area, &e.Area},
		{"attack_type", &t.AttackType, &e.AttackType}, {"actor", &t.Actor, &e.Actor},
		{"actor_link", &t.ActorLink, &e.ActorLink}, {"attribution", &t.Attribution, &e.Attribution},
		{"casualties_include_attackers", &t.CasualtiesIncludeAttackers, &e.CasualtiesIncludeAttackers},
		{"confidence", &t.Confidence, &e.Confidence},
	}
}

func (t *Table) lists(e *Event) [2]field[List, []string] {
	return [...]field[List, []string]{{"targets", &t.Targets, &e.Targets}, {"tags", &t.Tags, &e.Tags}}
}

func (t *Table) figures(e *Event) [8]field[Figures, int32] {
	return [...]field[Figures, int32]{
		{"killed_low", &t.Killed.Low, &e.Killed.Low}, {"killed", &t.Killed.Best, &e.Killed.Best},
		{"killed_high", &t.Killed.High, &e.Killed.High}, {"injured_low", &t.Injured.Low, &e.Injured.Low},
		{"injured", &t.Injured.Best, &e.Injured.Best}, {"injured_high", &t.Injured.High, &e.Injured.High},
		{"first_report.killed", &t.FirstKilled, &e.FirstReport.Killed},
		{"first_report.injured", &t.FirstInjured, &e.FirstReport.Injured},
	}
}

func (s *Sources) texts(of *Source) [4]field[Texts, string] {
	return [...]field[Texts, string]{
		{"sources.title", &s.Title, &of.Title}, {"sources.publisher", &s.Publisher, &of.Publisher},
		{"sources.date", &s.Date, &of.Date}, {"sources.url", &s.URL, &of.URL},
	}
}

// numbers returns the columns of int32 that are no figures.
func (t *Table) numbers() []*[]int32 {
	return []*[]int32{&t.Start, &t.End, &t.Points.Of, &t.Targets.Offsets, &t.Tags.Offsets, &t.Sources.Offsets}
}

// allTexts returns the columns of texts, those of sources as well.
func (t *Table) allTexts() (columns []*Texts) {
	for _, f := range t.texts(new(Event)) {
		columns = append(columns, f.column)
	}
	for _, f := range t.Sources.texts(new(Source)) {
		columns = append(columns, f.column)
	}
	return columns
}

// allCategories returns the columns that have names, those of the file's own,
// of lists and of sources as well.
func (t *Table) allCategories() (columns []*Category) {
	for _, f := range t.categories(new(Event)) {
		columns = append(columns, f.column)
	}
	for i := range t.Own {
		columns = append(columns, &t.Own[i].Category)
	}
	return append(columns, &t.Targets.Category, &t.Tags.Category, &t.Sources.Supports)
}

// Len returns the number of rows.
func (t *Table) Len() int { return len(t.Start) }

// Located reports whether a row has a point.
func (t *Table) Located(row int) bool { return t.Points.Of[row] != NoPoint }

// Point returns the longitude and latitude of a row that is located, in
// degrees.
func (t *Table) Point(row int) orb.Point {
	point := t.Points.Of[row]
	return orb.Point{t.Points.Lon[point], t.Points.Lat[point]}
}

// Span returns the days of a row.
func (t *Table) Span(row int) Span { return Span{Date(t.Start[row]), Date(t.End[row])} }

// Domain returns the days from the first start to the last end; ok is false
// when the table is empty.
func (t *Table) Domain() (span Span, ok bool) {
	for row := range t.Start {
		if s := t.Span(row); row == 0 {
			span = s
		} else {
			span = Span{min(span.Start, s.Start), max(span.End, s.End)}
		}
	}
	return span, t.Len() > 0
}

// spreadUndated has events without a date lie on all days of those that have
// one, so that they may lie in every window. Where none has, that is today.
func (t *Table) spreadUndated() {
	first, last := int32(math.MaxInt32), int32(math.MinInt32)
	for row, p := range t.Precision {
		if p != Undated {
			first, last = min(first, t.Start[row]), max(last, t.End[row])
		}
	}
	if first > last {
		first = int32(time.Now().Unix() / (24 * 60 * 60))
		last = first
	}
	for row, p := range t.Precision {
		if p == Undated {
			t.Start[row], t.End[row] = first, last
		}
	}
}

// Event returns a row as a record. Its lists belong to the caller, its texts
// are parts of the table.
func (t *Table) Event(row int) Event {
	e := Event{
		Span: t.Span(row), Precision: t.Precision[row], Located: t.Located(row), Sources: t.Sources.Row(row), Own: t.own(row),
	}
	if e.Located {
		e.Point = t.Point(row)
	}
	for _, f := range t.texts(&e) {
		*f.value = f.column.Row(row)
	}
	for _, f := range t.categories(&e) {
		*f.value = f.column.Name(row)
	}
	for _, f := range t.lists(&e) {
		*f.value = f.column.names(row)
	}
	for _, f := range t.figures(&e) {
		*f.value = f.column.Row(row)
	}
	return e
}

// Bytes returns the memory the table holds: texts for the bytes of all texts
// and names and where each lies, columns for everything else.
func (t *Table) Bytes() (columns, texts int) {
	columns = size(t.Precision) + size(t.Points.Lon) + size(t.Points.Lat)
	for _, column := range t.numbers() {
		columns += size(*column)
	}
	for _, f := range t.figures(new(Event)) {
		columns += size(f.column.narrow) + size(f.column.wide)
	}
	counted := make(map[*uint16]bool)
	for _, c := range t.allCategories() {
		if codes := unsafe.SliceData(c.Codes); !counted[codes] {
			counted[codes] = true
			columns += size(c.Codes)
		}
		texts += size(c.Names)
		for _, name := range c.Names {
			texts += len(name)
		}
	}
	for _, column := range t.allTexts() {
		texts += size(column.ends) + size(column.arena)
	}
	return columns, texts
}

// size returns the bytes that are held for a column, used or not.
func size[N any](column []N) int { return cap(column) * int(unsafe.Sizeof(*new(N))) }
