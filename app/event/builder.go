package event

import (
	"fmt"
	"math"
	"slices"
)

// MaxNames is the number of different values a Category or List may have.
const MaxNames = math.MaxUint16

// Builder makes a Table row by row. The zero Builder is ready to use.
type Builder struct {
	t       Table
	full    []bool // of each column of the file's own, whether it was given up
	givenUp []string
}

// Add appends an event as the next row; the event stays the caller's. It
// fails, adding nothing, when a column would need more than MaxNames different
// values or more than 2 GiB of text.
func (b *Builder) Add(e Event) error {
	t := &b.t
	if err := t.fits(&e); err != nil {
		return err
	}
	for _, f := range t.texts(&e) {
		f.column.add(*f.value)
	}
	for _, f := range t.categories(&e) {
		f.column.add(*f.value)
	}
	for _, f := range t.lists(&e) {
		if f.column.Offsets == nil {
			f.column.Offsets = []int32{0}
		}
		f.column.add(*f.value)
	}
	for _, f := range t.figures(&e) {
		f.column.add(*f.value)
	}
	b.addOwn(e.Own)
	t.Start = append(t.Start, int32(e.Span.Start))
	t.End = append(t.End, int32(e.Span.End))
	t.Precision = append(t.Precision, e.Precision)
	if lon, lat := e.Point[0], e.Point[1]; e.Located && !math.IsNaN(lon) && !math.IsNaN(lat) {
		t.Points.add(lon, lat)
	} else {
		t.Points.Of = append(t.Points.Of, NoPoint)
	}
	if t.Sources.Offsets == nil {
		t.Sources.Offsets = []int32{0}
	}
	t.Sources.add(e.Sources)
	return nil
}

// fits says what of an event a column has no room for.
func (t *Table) fits(e *Event) error {
	for _, f := range t.texts(e) {
		if !f.column.fits(len(*f.value)) {
			return tooLong(f.name)
		}
	}
	for _, f := range t.categories(e) {
		if !f.column.fits(*f.value) {
			return tooMany(f.name)
		}
	}
	for _, f := range t.lists(e) {
		if !f.column.fits(*f.value...) {
			return tooMany(f.name)
		}
	}
	var lengths [4]int
	var supports []string
	for _, s := range e.Sources {
		for i, f := range t.Sources.texts(&s) {
			lengths[i] += len(*f.value)
		}
		supports = append(supports, joinWords(s.Supports))
	}
	for i, f := range t.Sources.texts(new(Source)) {
		if !f.column.fits(lengths[i]) {
			return tooLong(f.name)
		}
	}
	if !t.Sources.Supports.fits(supports...) {
		return tooMany("sources.supports")
	}
	return nil
}

func tooMany(column string) error {
	return fmt.Errorf("%s: more than %d different values", column, MaxNames)
}

func tooLong(column string) error {
	return fmt.Errorf("%s: more than 2 GiB of text in all events", column)
}

// Table returns the table built so far. The builder must not be used after.
func (b *Builder) Table() *Table {
	t := &b.t
	t.Own = b.kept()
	for _, offsets := range []*[]int32{&t.Targets.Offsets, &t.Tags.Offsets, &t.Sources.Offsets} {
		if n := len(*offsets); n > 0 && (*offsets)[n-1] == 0 {
			*offsets = nil // of nothing
		}
	}

	// Columns have grown with room for more.
	for _, column := range t.numbers() {
		trim(column)
	}
	trim(&t.Precision)
	for _, column := range []*[]float64{&t.Points.Lon, &t.Points.Lat} {
		trim(column)
	}
	t.Points.index = nil
	for _, column := range t.allTexts() {
		trim(&column.ends)
		trim(&column.arena)
	}
	for _, f := range t.figures(new(Event)) {
		trim(&f.column.narrow)
		trim(&f.column.wide)
	}
	for _, column := range t.allCategories() {
		trim(&column.Codes)
		trim(&column.Names)
		column.index = nil
	}

	t.shareCodes()
	return t
}

// shareCodes has categories with the same codes hold them once.
func (t *Table) shareCodes() {
	categories := t.categories(new(Event))
	for i, f := range categories {
		f.column.Codes = categories[sameCodes(categories, i)].column.Codes
	}
}

// sameCodes returns the first category that has the codes of a category.
func sameCodes(categories [13]field[Category, string], of int) int {
	return slices.IndexFunc(categories[:], func(f field[Category, string]) bool {
		return slices.Equal(f.column.Codes, categories[of].column.Codes)
	})
}

// trim leaves a column no room to grow; one of nothing is nil.
func trim[N any](column *[]N) {
	if len(*column) == 0 {
		*column = nil
	} else if cap(*column) > len(*column) {
		*column = append(make([]N, 0, len(*column)), *column...)
	}
}
