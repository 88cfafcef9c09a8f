package crossfilter

import (
	"fmt"
	"math"
	"slices"
)

// Interval is a dimension of an interval of days, or of any whole numbers,
// per row, both ends inclusive.
type Interval struct {
	filter
	start, end []int32
	lo, hi     int32 // the window
	late       bool  // the mask does not know the window yet
	moves      int   // of the window: so many of the engine's revisions are d's own

	// Unknown reports whether a row has no known value: no range counts it, while
	// its interval says which windows keep it. It is nil when all are known, and
	// set before Bins.
	Unknown func(row int32) bool

	byStart, byEnd order
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
	return &Interval{filter: e.newFilter(), start: start, end: end, lo: math.MinInt32, hi: math.MaxInt32}
}

// Window keeps the rows whose interval shares a value with lo to hi, both
// inclusive; none when lo is after hi.
func (d *Interval) Window(lo, hi int32) { d.set(lo, hi, false) }

// Clear keeps all rows.
func (d *Interval) Clear() {
	if !d.isOpen() {
		d.set(math.MinInt32, math.MaxInt32, true)
	}
}

func (d *Interval) set(lo, hi int32, open bool) {
	if lo > hi {
		lo, hi = 1, 0
	}
	if lo == d.lo && hi == d.hi && open == d.isOpen() {
		return
	}
	d.lo, d.hi = lo, hi
	d.moves++
	e := d.engine
	x := e.index
	if x == nil || x.interval != d || !x.complete {
		e.change(d, open, false)
		return
	}
	e.revision++
	e.former.bit = 0
	d.late = true
	if open {
		e.closed &^= d.bit
	} else {
		e.closed |= d.bit
	}
}

// settle tells the mask of a window that moved over an index.
func (e *Engine) settle() {
	if x := e.index; x != nil && x.interval.late {
		x.interval.late = false
		e.markAll(x.interval)
	}
}

// holds reports whether a row shares a value with the window.
func (d *Interval) holds(row int) bool {
	return d.end[row] >= d.lo && d.start[row] <= d.hi && d.lo <= d.hi
}

func (d *Interval) mark(from, to int) {
	mask, start, end := d.engine.mask[from:to], d.start[from:to], d.end[from:to]
	lo, hi, bit := d.lo, d.hi, d.bit
	for i, word := range mask {
		word &^= bit
		if end[i] < lo || start[i] > hi || lo > hi {
			word |= bit
		}
		mask[i] = word
	}
}

// Bins counts rows by ranges of an interval dimension.
type Bins struct {
	interval          *Interval
	edges             []int32
	allSteps          []int32 // of all rows
	steps             []int32 // rows that begin in a range, less those that ended before it
	passing, totals   []int32
	indexed           cumulative[int32]
	summed            int // revision the steps were added up at
	firstDay, lastDay int32
	ofDay             []int32 // range of each day from firstDay on; nil when there are too many
}

// mostDays is up to how many values ranges are looked up rather than searched.
const mostDays = 1 << 18

// Bins returns counts by ranges: range i holds the values from edges[i] to
// edges[i+1]-1. A row counts in every range its interval shares a value with.
// edges grow strictly and stay the caller's, unchanged. Bins are counted with
// every change of a filter until Drop.
func (d *Interval) Bins(edges []int32) *Bins {
	for i := 1; i < len(edges); i++ {
		if edges[i-1] >= edges[i] {
			panic("crossfilter: edges expected to grow")
		}
	}
	n := max(0, len(edges)-1)
	b := &Bins{
		interval: d, edges: edges, summed: -1,
		steps: make([]int32, n+1), passing: make([]int32, n), totals: make([]int32, n),
	}
	if n == 0 {
		return b
	}
	b.firstDay, b.lastDay = edges[0], edges[n]-1
	if days := int64(b.lastDay) - int64(b.firstDay) + 1; days <= mostDays {
		b.ofDay = make([]int32, days)
		for i := range n {
			for day := edges[i]; day < edges[i+1]; day++ {
				b.ofDay[day-b.firstDay] = int32(i)
			}
		}
	}
	d.engine.addAll(b)
	b.allSteps = slices.Clone(b.steps)
	addUp(b.totals, b.steps)
	d.engine.join(b)
	return b
}

// Drop ends the counting.
func (b *Bins) Drop() { b.interval.engine.leaves(b) }

func (b *Bins) ignores() uint32 { return b.interval.bit }
func (b *Bins) reset()          { clear(b.steps) }
func (b *Bins) all()            { copy(b.steps, b.allSteps) }

func (b *Bins) add(rows []int32, sign int32) {
	for _, row := range rows {
		b.step(row, sign)
	}
}

func (b *Bins) step(row, sign int32) { b.stepIn(b.steps, row, sign) }

func (b *Bins) stepIn(steps []int32, row, sign int32) {
	start, end := max(b.interval.start[row], b.firstDay), min(b.interval.end[row], b.lastDay)
	if start > end || b.interval.Unknown != nil && b.interval.Unknown(row) {
		return // it is not among the ranges
	}
	steps[b.bin(start)] += sign
	steps[b.bin(end)+1] -= sign
}

func (b *Bins) index(edges int) int    { return b.indexed.open(len(b.steps), edges) }
func (b *Bins) unindex()               { b.indexed = cumulative[int32]{} }
func (b *Bins) accumulate()            { b.indexed.accumulate() }
func (b *Bins) between(end, begin int) { b.indexed.between(b.steps, end, begin) }

func (b *Bins) numbers() ([]int32, []int64) { return b.steps, nil }

func (b *Bins) fill(rows []int32, slot int32) {
	into := b.indexed.slot(slot)
	for _, row := range rows {
		b.stepIn(into, row, 1)
	}
}

func (b *Bins) last(rows, from, to []int32) {
	n := len(b.steps)
	for i, row := range rows {
		b.stepIn(b.indexed.end[int(from[i])*n:], row, -1)
		b.stepIn(b.indexed.end[int(to[i])*n:], row, 1)
	}
}

// bin returns the range that holds a value.
func (b *Bins) bin(value int32) int32 {
	if b.ofDay != nil {
		return b.ofDay[value-b.firstDay]
	}
	i, found := slices.BinarySearch(b.edges, value)
	if !found {
		i--
	}
	return int32(i)
}

func addUp(counts, steps []int32) {
	sum := int32(0)
	for i := range counts {
		sum += steps[i]
		counts[i] = sum
	}
}

// Of counts some rows as Passing does, or with all as Totals does. counts has
// one entry per range, and stays the caller's.
func (b *Bins) Of(rows []int32, all bool, counts []int32) {
	steps := make([]int32, len(b.steps))
	if len(counts) > 0 {
		for _, row := range rows {
			if all || b.interval.PassesOthers(int(row)) {
				b.stepIn(steps, row, 1)
			}
		}
	}
	addUp(counts, steps)
}

// Passing returns, for each range, the rows that pass every filter but the
// interval's own. It belongs to b, until the next change of a filter.
func (b *Bins) Passing() []int32 {
	e := b.interval.engine
	e.refresh()
	if b.summed != e.revision {
		addUp(b.passing, b.steps)
		b.summed = e.revision
	}
	return b.passing
}

// Totals returns, for each range, all rows. It belongs to b.
func (b *Bins) Totals() []int32 { return b.totals }
