// Package crossfilter filters rows by several fields at once and counts, for
// each field, what passes the filters of all the others: the idea of
// Crossfilter (Square, 2012). It takes columns, never records, and imports
// nothing of ours.
//
// Each filter owns one bit of a mask word per row and sets it on the rows it
// keeps out. A row is visible when its word is 0; it counts in a field of its
// own filter when no other bit is set.
//
// Counts follow a changed filter by the rows it lets in and keeps out, or by
// counting anew where that is less work. While a window moves over an Index,
// they follow by subtracting cumulative counts, at a cost that does not depend
// on the number of rows: the idea of Falcon (Moritz, Howe and Heer, CHI 2019).
package crossfilter

import (
	"fmt"
	"slices"
)

// MaxFilters is the number of filters an Engine can have.
const MaxFilters = 32

// oneByOne is up to which share of all rows, one in so many, some are looked at
// one by one while the mask is behind: to bring it up to date looks at all.
const oneByOne = 16

// block is how many rows are looked at together, so that their words stay in
// the processor's nearest cache.
const block = 2048

// Engine holds the mask of n rows, the filters and what is counted.
type Engine struct {
	mask    []uint32 // per row, a bit for each filter that keeps it out
	filters int
	closed  uint32 // bits of the filters that are not open

	groups   []group
	visible  visible
	revision int
	counted  int // revision the groups were counted at
	index    *Index
	former   former

	class        []uint32
	old          [block]uint32
	leave, enter [block]int32
}

// New returns an engine over rows, all visible.
func New(rows int) *Engine {
	e := &Engine{mask: make([]uint32, rows), revision: 1, visible: visible{total: int32(rows)}}
	e.join(&e.visible)
	return e
}

// Len returns the number of rows.
func (e *Engine) Len() int { return len(e.mask) }

// Revision grows with each change of a filter.
func (e *Engine) Revision() int { return e.revision }

// Visible reports whether a row passes every filter. It looks at no other row.
func (e *Engine) Visible(row int) bool {
	if x := e.index; x != nil && x.interval.late {
		return e.mask[row]&^x.interval.bit == 0 && x.interval.holds(row)
	}
	return e.mask[row] == 0
}

// Count returns the number of visible rows.
func (e *Engine) Count() int {
	e.refresh()
	return int(e.visible.rows[0])
}

// Narrow keeps of rows the visible ones, in their order, in place. Of few rows
// it looks at no others.
func (e *Engine) Narrow(rows []int32) []int32 {
	n := 0
	if x := e.index; x != nil && x.interval.late && len(rows) <= len(e.mask)/oneByOne {
		for _, row := range rows {
			rows[n] = row
			if e.Visible(int(row)) {
				n++
			}
		}
		return rows[:n]
	}
	e.settle()
	for _, row := range rows {
		rows[n] = row
		n += isZero(e.mask[row])
	}
	return rows[:n]
}

func (e *Engine) expectRows(column string, n int) {
	if n != len(e.mask) {
		panic(fmt.Sprintf("crossfilter: %s has %d entries, expected one for each of %d rows", column, n, len(e.mask)))
	}
}

// A group counts rows that pass every filter but at most one of its own.
type group interface {
	// ignores returns the bit of its own filter, 0 for none.
	ignores() uint32
	// reset counts no rows.
	reset()
	// all counts all rows, without looking at them.
	all()
	// add counts rows, or takes them away for a sign of -1.
	add(rows []int32, sign int32)

	// index makes room for counts before each of so many edges of an Index, and
	// returns for how many.
	index(edges int) (counts int)
	// unindex gives the room back.
	unindex()
	// fill counts rows in the slot they begin in, as if they ended there.
	fill(rows []int32, slot int32)
	// last moves rows to the slots they end in.
	last(rows, from, to []int32)
	// accumulate makes the counts in slots cumulative.
	accumulate()
	// between counts what begins before one edge and does not end before
	// another; -1 stands for an edge before everything.
	between(end, begin int)
	// numbers returns where the counts are, and the sums.
	numbers() ([]int32, []int64)
}

// visible counts the rows that pass every filter.
type visible struct {
	rows  [1]int32
	total int32
	steps cumulative[int32]
}

func (v *visible) ignores() uint32              { return 0 }
func (v *visible) reset()                       { v.rows[0] = 0 }
func (v *visible) all()                         { v.rows[0] = v.total }
func (v *visible) add(rows []int32, sign int32) { v.rows[0] += int32(len(rows)) * sign }
func (v *visible) index(edges int) int          { return v.steps.open(1, edges) }
func (v *visible) unindex()                     { v.steps = cumulative[int32]{} }
func (v *visible) accumulate()                  { v.steps.accumulate() }
func (v *visible) between(end, begin int)       { v.steps.between(v.rows[:], end, begin) }
func (v *visible) numbers() ([]int32, []int64)  { return v.rows[:], nil }

func (v *visible) fill(rows []int32, slot int32) { v.steps.begin[slot] += int32(len(rows)) }

func (v *visible) last(_, from, to []int32) {
	for i, slot := range from {
		v.steps.end[slot]--
		v.steps.end[to[i]]++
	}
}

// join has a group counted from now on. Where the others are up to date, it is
// the only one that is counted.
func (e *Engine) join(g group) {
	current := e.counted == e.revision
	e.dropIndex()
	e.former.bit = 0
	e.groups = append(e.groups, g)
	if !current {
		return
	}
	ignored := e.ignored(g)
	if e.closed&^ignored == 0 {
		g.all()
		return
	}
	g.reset()
	for from := 0; from < len(e.mask); from += block {
		g.add(e.passing(ignored, from), 1)
	}
}

// addAll counts all rows into a group that is new.
func (e *Engine) addAll(g group) {
	rows := e.enter[:]
	for from := 0; from < len(e.mask); from += len(rows) {
		rows = rows[:min(block, len(e.mask)-from)]
		for i := range rows {
			rows[i] = int32(from + i)
		}
		g.add(rows, 1)
	}
}

// leaves has a group counted no more.
func (e *Engine) leaves(g group) {
	e.dropIndex()
	e.former.bit = 0
	e.groups = slices.DeleteFunc(e.groups, func(of group) bool { return of == g })
}

// refresh brings the groups up to date.
func (e *Engine) refresh() {
	if e.counted == e.revision {
		return
	}
	if x := e.index; x != nil && x.complete {
		x.show()
	} else {
		e.settle()
		e.recount(nil, 0)
	}
	e.counted = e.revision
}

// ignored is what a group ignores of the filters that are not open: groups
// for which it is the same count the same rows.
func (e *Engine) ignored(g group) uint32 { return g.ignores() & e.closed }

// classes returns what groups ignore of the filters that are not open, but for
// the groups of one filter: groups of a class count the same rows. Where the
// filters that remain keep no row out of a class, its groups count all rows and
// nothing is left to do.
func (e *Engine) classes(but, remain uint32) []uint32 {
	e.class = e.class[:0]
	for ignored, bits := uint32(0), e.closed&^but; ; bits &= bits - 1 {
		if remain&^ignored == 0 {
			for _, g := range e.groups {
				if e.ignored(g) == ignored {
					g.all()
				}
			}
		} else {
			e.class = append(e.class, ignored)
		}
		if bits == 0 {
			return e.class
		}
		ignored = bits & -bits
	}
}

// recount counts the groups from the mask, but for those of one filter, which
// may have to mark the rows first.
func (e *Engine) recount(m marker, but uint32) {
	classes := e.classes(but, e.closed)
	for _, g := range e.groups {
		if slices.Contains(classes, e.ignored(g)) {
			g.reset()
		}
	}
	for from := 0; from < len(e.mask); from += block {
		if m != nil {
			m.mark(from, min(from+block, len(e.mask)))
		}
		for _, ignored := range classes {
			e.count(ignored, e.passing(ignored, from), 1)
		}
	}
}

// passing returns the rows of the block from one on that pass every filter but
// those ignored, until the next call.
func (e *Engine) passing(ignored uint32, from int) []int32 {
	n := 0
	for i, word := range e.mask[from:min(from+block, len(e.mask))] {
		e.enter[n] = int32(from + i)
		n += isZero(word &^ ignored)
	}
	return e.enter[:n]
}

// count adds rows to the groups that ignore just these bits.
func (e *Engine) count(ignored uint32, rows []int32, sign int32) {
	if len(rows) == 0 {
		return
	}
	for _, g := range e.groups {
		if e.ignored(g) == ignored {
			g.add(rows, sign)
		}
	}
}

// isZero is 1 for 0 and 0 for all else, without a branch: which rows pass
// cannot be foretold.
func isZero(word uint32) int { return int(1 ^ (word|-word)>>31) }

// filter is the bit of one dimension. While open it keeps no row out.
type filter struct {
	engine *Engine
	bit    uint32
}

func (e *Engine) newFilter() filter {
	if e.filters == MaxFilters {
		panic(fmt.Sprintf("crossfilter: expected at most %d filters", MaxFilters))
	}
	e.filters++
	return filter{engine: e, bit: 1 << (e.filters - 1)}
}

func (f *filter) ignores() uint32 { return f.bit }

// PassesOthers reports whether a row passes every other filter. It looks at no
// other row.
func (f *filter) PassesOthers(row int) bool {
	e := f.engine
	if x := e.index; x != nil && x.interval.late && x.interval.bit != f.bit {
		return e.mask[row]&^(x.interval.bit|f.bit) == 0 && x.interval.holds(row)
	}
	return e.mask[row]&^f.bit == 0
}

func (f *filter) isOpen() bool { return f.engine.closed&f.bit == 0 }

// A marker sets the bit of its filter on rows and takes it from others.
type marker interface {
	ignores() uint32
	// mark sees to the rows from one to before another.
	mark(from, to int)
}

// change has a filter mark all rows, and groups that are up to date follow the
// rows that enter and leave, unless few says that it is less work to count
// those that remain.
func (e *Engine) change(m marker, open, few bool) {
	bit := m.ignores()
	current := e.counted == e.revision
	e.settle()
	if x := e.index; x == nil || x.interval.bit != bit {
		e.dropIndex()
	}
	e.revision++
	before := e.former.bit == bit
	switch {
	case before:
	case current && e.closed&bit == 0:
		e.keep(bit)
	default:
		e.former.bit = 0
	}
	// The groups of the filter itself count the same before and after, but
	// belong to another class.
	e.closed |= bit
	switch {
	case open && before:
		e.markAll(m)
		e.restore()
		e.counted = e.revision
	case !current:
		e.markAll(m)
	case few:
		e.recount(m, bit)
		e.counted = e.revision
	default:
		e.follow(m, open)
		e.counted = e.revision
	}
	if open {
		e.closed &^= bit
	}
}

func (e *Engine) markAll(m marker) {
	for from := 0; from < len(e.mask); from += block {
		m.mark(from, min(from+block, len(e.mask)))
	}
}

func (e *Engine) follow(m marker, open bool) {
	bit, remain := m.ignores(), e.closed
	if open {
		remain &^= bit
	}
	classes := e.classes(bit, remain)
	if len(classes) == 0 {
		e.markAll(m)
		return
	}
	for from := 0; from < len(e.mask); from += block {
		to := min(from+block, len(e.mask))
		old, now := e.old[:to-from], e.mask[from:to]
		copy(old, now)
		m.mark(from, to)
		for _, ignored := range classes {
			e.followClass(ignored, from, old, now)
		}
	}
}

func (e *Engine) followClass(ignored uint32, from int, old, now []uint32) {
	leave, enter := 0, 0
	for i, before := range old {
		was, is := isZero(before&^ignored), isZero(now[i]&^ignored)
		e.leave[leave] = int32(from + i)
		leave += was &^ is
		e.enter[enter] = int32(from + i)
		enter += is &^ was
	}
	e.count(ignored, e.leave[:leave], -1)
	e.count(ignored, e.enter[:enter], 1)
}

// Rows is a filter that keeps rows by any rule, as whether a text matches.
type Rows struct {
	filter
	kept []bool // of each row, while it marks them; nil when all are
}

// Rows returns a new filter of rows, open.
func (e *Engine) Rows() *Rows { return &Rows{filter: e.newFilter()} }

// Keep keeps the rows of which kept is true. It has one entry per row, stays
// the caller's and is not looked at later.
func (r *Rows) Keep(kept []bool) {
	e := r.engine
	e.expectRows("kept", len(kept))
	changes, remain := 0, 0 // of the rows that pass all other filters
	for row, word := range e.mask {
		passes, is := isZero(word&^r.bit), 0
		if kept[row] {
			is = 1
		}
		changes += passes & (is ^ isZero(word&r.bit))
		remain += passes & is
	}
	r.kept = kept
	e.change(r, false, remain < changes)
	r.kept = nil
}

// Clear keeps all rows.
func (r *Rows) Clear() {
	if !r.isOpen() {
		r.engine.change(r, true, false)
	}
}

func (r *Rows) mark(from, to int) {
	mask := r.engine.mask[from:to]
	if r.kept == nil {
		for i := range mask {
			mask[i] &^= r.bit
		}
		return
	}
	for i, kept := range r.kept[from:to] {
		word := mask[i] | r.bit
		if kept {
			word &^= r.bit
		}
		mask[i] = word
	}
}
