// Package crossfilter filters rows by several fields at once and counts, for
// each field, what passes the filters of all the others: the idea of
// Crossfilter (Square, 2012). It takes columns, never records, and imports
// nothing of ours.
//
// Each filter owns one bit of a mask word per row and sets it on the rows it
// keeps out. A row is visible when its word is 0; it counts in a field of its
// own filter when no other bit is set.
package crossfilter

import (
	"fmt"
	"slices"
)

// MaxFilters is the number of filters an Engine can have.
const MaxFilters = 32

// Engine holds the mask of n rows and the dimensions over them.
type Engine struct {
	mask     []uint32 // per row, a bit for each filter that keeps it out
	filters  int
	revision int
	visible  int
	counted  int // revision visible was counted at
}

// New returns an engine over rows, all visible.
func New(rows int) *Engine {
	return &Engine{mask: make([]uint32, rows), revision: 1}
}

// Len returns the number of rows.
func (e *Engine) Len() int { return len(e.mask) }

// Revision grows with each change of a filter.
func (e *Engine) Revision() int { return e.revision }

// Visible reports whether a row passes every filter.
func (e *Engine) Visible(row int) bool { return e.mask[row] == 0 }

// Count returns the number of visible rows.
func (e *Engine) Count() int {
	if e.counted != e.revision {
		e.visible = 0
		for _, word := range e.mask {
			if word == 0 {
				e.visible++
			}
		}
		e.counted = e.revision
	}
	return e.visible
}

// AppendVisible appends the visible rows to buf, in order, and returns it.
func (e *Engine) AppendVisible(buf []int32) []int32 {
	for row, word := range e.mask {
		if word == 0 {
			buf = append(buf, int32(row))
		}
	}
	return buf
}

// filter is the bit of one dimension. While open it keeps no row out.
type filter struct {
	engine *Engine
	bit    uint32
	open   bool
}

func (e *Engine) newFilter() filter {
	if e.filters == MaxFilters {
		panic(fmt.Sprintf("crossfilter: expected at most %d filters", MaxFilters))
	}
	e.filters++
	return filter{engine: e, bit: 1 << (e.filters - 1), open: true}
}

func (f *filter) clear() {
	if f.open {
		return
	}
	for row := range f.engine.mask {
		f.engine.mask[row] &^= f.bit
	}
	f.open = true
	f.engine.revision++
}

// set keeps a row out or lets it in.
func (f *filter) set(row int, out bool) {
	if out {
		f.engine.mask[row] |= f.bit
	} else {
		f.engine.mask[row] &^= f.bit
	}
}

func (f *filter) changed() {
	f.open = false
	f.engine.revision++
}

func (e *Engine) expectRows(column string, n int) {
	if n != len(e.mask) {
		panic(fmt.Sprintf("crossfilter: %s has %d entries, expected one for each of %d rows", column, n, len(e.mask)))
	}
}

// Rows is a filter that keeps rows by any rule.
type Rows struct{ filter }

// Rows returns a new filter of rows, open.
func (e *Engine) Rows() *Rows { return &Rows{e.newFilter()} }

// Keep keeps the rows for which keep is true. It is asked once for each row.
func (r *Rows) Keep(keep func(row int) bool) {
	for row := range r.engine.mask {
		r.set(row, !keep(row))
	}
	r.changed()
}

// Clear keeps all rows.
func (r *Rows) Clear() { r.clear() }

// Interval is a dimension of an interval of days, or of any whole numbers,
// per row, both ends inclusive.
type Interval struct {
	filter
	start, end []int32
}

// Interval returns a dimension over intervals. The columns have one entry per
// row, start not after end, and stay the caller's, unchanged.
func (e *Engine) Interval(start, end []int32) *Interval {
	e.expectRows("start", len(start))
	e.expectRows("end", len(end))
	for row := range start {
		if start[row] > end[row] {
			panic(fmt.Sprintf("crossfilter: row %d runs from %d to %d, expected start not after end", row, start[row], end[row]))
		}
	}
	return &Interval{e.newFilter(), start, end}
}

// Window keeps the rows whose interval shares a value with lo to hi, both
// inclusive; none when lo is after hi.
func (d *Interval) Window(lo, hi int32) {
	for row := range d.start {
		d.set(row, lo > hi || d.end[row] < lo || d.start[row] > hi)
	}
	d.changed()
}

// Clear keeps all rows.
func (d *Interval) Clear() { d.clear() }

// Bins counts rows by ranges of an interval dimension.
type Bins struct {
	interval        *Interval
	edges           []int32
	passing, totals []int32
	counted         int
}

// Bins returns counts by ranges: range i holds the values from edges[i] to
// edges[i+1]-1. A row counts in every range its interval shares a value with.
// edges grow strictly and stay the caller's, unchanged.
func (d *Interval) Bins(edges []int32) *Bins {
	for i := 1; i < len(edges); i++ {
		if edges[i-1] >= edges[i] {
			panic("crossfilter: edges expected to grow")
		}
	}
	n := max(0, len(edges)-1)
	b := &Bins{interval: d, edges: edges, passing: make([]int32, n), totals: make([]int32, n)}
	b.count(b.totals, ^uint32(0))
	return b
}

// count adds the rows that pass all filters but the ignored ones.
func (b *Bins) count(into []int32, ignored uint32) {
	clear(into)
	if len(into) == 0 {
		return
	}
	// Differences first: +1 where a row begins, −1 behind where it ends.
	mask, d := b.interval.engine.mask, b.interval
	for row, word := range mask {
		if word&^ignored != 0 || d.end[row] < b.edges[0] || d.start[row] >= b.edges[len(b.edges)-1] {
			continue
		}
		into[b.bin(max(d.start[row], b.edges[0]))]++
		if last := b.bin(min(d.end[row], b.edges[len(b.edges)-1]-1)); last+1 < len(into) {
			into[last+1]--
		}
	}
	for i := 1; i < len(into); i++ {
		into[i] += into[i-1]
	}
}

// bin returns the range that holds a value.
func (b *Bins) bin(value int32) int {
	i, found := slices.BinarySearch(b.edges, value)
	if found {
		return i
	}
	return i - 1
}

// Passing returns, for each range, the rows that pass every filter but the
// interval's own. It belongs to b, until the next change of a filter.
func (b *Bins) Passing() []int32 {
	if e := b.interval.engine; b.counted != e.revision {
		b.count(b.passing, b.interval.bit)
		b.counted = e.revision
	}
	return b.passing
}

// Totals returns, for each range, all rows. It belongs to b.
func (b *Bins) Totals() []int32 { return b.totals }
