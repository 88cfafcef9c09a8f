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
	row     *row   // that is added; nil before the first
	full    []bool // of each column of the file's own, whether it was given up
	givenUp []string
}

// A row is an event with the columns that hold its parts.
type row struct {
	event      Event
	source     Source
	texts      [9]field[Texts, string]
	categories [13]field[Category, string]
	lists      [2]field[List, []string]
	figures    [8]field[Figures, int32]
	ofSource   [4]field[Texts, string]
}

func (t *Table) row() *row {
	r := new(row)
	r.texts, r.categories, r.lists, r.figures = t.texts(&r.event), t.categories(&r.event), t.lists(&r.event), t.figures(&r.event)
	r.ofSource = t.Sources.texts(&r.source)
	return r
}

// Add appends an event as the next row; the event stays the caller's. It
// fails, adding nothing, when a column would need more than MaxNames different
// values or more than 2 GiB of text.
func (b *Builder) Add(e Event) error {
	t := &b.t
	if b.row == nil {
		b.row = t.row()
	}
	r := b.row
	r.event = e
	if err := t.fits(r); err != nil {
		return err
	}
	for i := range r.texts {
		r.texts[i].column.add(*r.texts[i].value)
	}
	for i := range r.categories {
		r.categories[i].column.add(*r.categories[i].value)
	}
	for _, f := range r.lists {
		if f.column.Offsets == nil {
			f.column.Offsets = []int32{0}
		}
		f.column.add(*f.value)
	}
	for i := range r.figures {
		r.figures[i].column.add(*r.figures[i].value)
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
	for _, r.source = range e.Sources {
		for _, f := range r.ofSource {
			f.column.add(*f.value)
		}
		t.Sources.Supports.add(joinWords(r.source.Supports))
	}
	t.Sources.Offsets = append(t.Sources.Offsets, int32(t.Sources.Title.Len()))
	return nil
}

// fits says what of an event a column has no room for.
func (t *Table) fits(r *row) error {
	for i := range r.texts {
		if f := &r.texts[i]; !f.column.fits(len(*f.value)) {
			return tooLong(f.name)
		}
	}
	for i := range r.categories {
		if f := &r.categories[i]; !f.column.roomy(1) && !f.column.fits(*f.value) {
			return tooMany(f.name)
		}
	}
	for _, f := range r.lists {
		if !f.column.fits(*f.value...) {
			return tooMany(f.name)
		}
	}
	var lengths [4]int
	for _, r.source = range r.event.Sources {
		for i, f := range r.ofSource {
			lengths[i] += len(*f.value)
		}
	}
	for i, f := range r.ofSource {
		if !f.column.fits(lengths[i]) {
			return tooLong(f.name)
		}
	}
	if supports := &t.Sources.Supports; len(supports.Names)+len(r.event.Sources) > MaxNames {
		var more []string
		for _, source := range r.event.Sources {
			more = append(more, joinWords(source.Supports))
		}
		if !supports.fits(more...) {
			return tooMany("sources.supports")
		}
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
	b.row = nil
	t.spreadUndated()
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
		column.join()
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
