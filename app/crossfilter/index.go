package crossfilter

import (
	"math"
	"slices"
)

// Index makes the counts of all groups follow a window of an interval
// dimension at a cost that does not depend on the number of rows, as long as
// no other filter changes.
//
// Of every group it holds, for each of a list of edges, how many of the counted
// rows begin before the edge and how many end before it. An interval shares a
// value with a window if it begins before the window's end and does not end
// before its begin; as it cannot end before it begins, the difference of the
// two counts is exact. A window that ends between edges adds the rows between.
type Index struct {
	interval *Interval
	edges    []int32
	complete bool

	// How far it is made: groups with room, rows of the order that are in it,
	// groups whose counts are cumulative.
	opened, rows, added int

	groups   []group // that the window matters to
	counts   []int   // of each group
	slots    slots
	runs     []run        // of a block, rows that begin in one slot
	from, to [block]int32 // slots the longer of them begin and end in
}

// Activate begins an index over edges, which grow strictly and stay the
// caller's, unchanged. The index takes the place of any other and lasts until
// another filter changes or a group is added. It works once Fill has returned
// true.
func (d *Interval) Activate(edges []int32) *Index {
	e := d.engine
	e.refresh() // what the window does not matter to is counted here for as long as the index lasts
	e.dropIndex()
	for i := 1; i < len(edges); i++ {
		if edges[i-1] >= edges[i] {
			panic("crossfilter: edges expected to grow")
		}
	}
	if len(edges) == 0 {
		panic("crossfilter: expected edges")
	}
	x := &Index{interval: d, edges: edges}
	for _, g := range e.groups {
		if g.ignores() == d.bit {
			continue // it counts the same wherever the window is
		}
		x.groups = append(x.groups, g)
	}
	x.counts = make([]int, len(x.groups))
	x.slots = newSlots(edges)
	e.index = x
	return x
}

// IsCurrent reports whether the index is in use: no other filter has changed
// since and no other index has been begun.
func (x *Index) IsCurrent() bool { return x.interval.engine.index == x }

// Fill works for as long as it takes to look at so many more rows, and reports
// whether the index is complete.
func (x *Index) Fill(rows int) (done bool) {
	e, d := x.interval.engine, x.interval
	if x.complete || e.index != x {
		return true
	}
	for ; rows > 0 && !x.complete; rows -= block {
		switch {
		case !d.byStart.made:
			d.byStart.sort(d.start)
		case !d.byEnd.made:
			d.byEnd.sort(d.end)
		case x.opened < len(x.groups):
			x.counts[x.opened] = x.groups[x.opened].index(len(x.edges) + 1)
			rows -= x.counts[x.opened] / countsPerRow
			x.opened++
		case x.rows < len(e.mask):
			from := x.rows
			x.rows = min(len(e.mask), from+block)
			x.fillClass(0, from, x.rows)
			for bits := e.closed &^ d.bit; bits != 0; bits &= bits - 1 {
				x.fillClass(bits&-bits, from, x.rows)
			}
		case x.added < len(x.groups):
			x.groups[x.added].accumulate()
			rows -= x.counts[x.added] / countsPerRow
			x.added++
		default:
			x.complete = true
		}
	}
	return x.complete
}

// countsPerRow is how many counts are made or added up in the time it takes to
// look at a row.
const countsPerRow = 50

func (x *Index) fillClass(ignored uint32, from, to int) {
	e, d := x.interval.engine, x.interval
	ignores := ignored | d.bit
	rows := e.enter[:]
	n := 0
	for at := from; at < to; at++ {
		row := int32(at)
		if order := d.byStart.rows; order != nil {
			row = order[at]
		}
		rows[n] = row
		n += isZero(e.mask[row] &^ ignores)
	}
	if n == 0 {
		return
	}
	long := 0
	x.runs = x.runs[:0]
	for i, row := range rows[:n] {
		start, end := x.slots.of(d.start[row]), x.slots.of(d.end[row])
		if last := len(x.runs) - 1; last < 0 || x.runs[last].slot != start {
			x.runs = append(x.runs, run{start, i, i})
		}
		x.runs[len(x.runs)-1].to++
		if start != end {
			e.leave[long], x.from[long], x.to[long] = row, start, end
			long++
		}
	}
	for _, g := range x.groups {
		if e.ignored(g) != ignored {
			continue
		}
		for _, r := range x.runs {
			g.fill(rows[r.from:r.to], r.slot)
		}
		g.last(e.leave[:long], x.from[:long], x.to[:long])
	}
}

// run are the rows of a block that begin in one slot: as rows come in the order
// they begin in, they lie together.
type run struct {
	slot     int32
	from, to int
}

// show makes the groups count what the window holds.
func (x *Index) show() {
	d := x.interval
	if d.lo > d.hi {
		for _, g := range x.groups {
			g.reset()
		}
		return
	}
	behind := int64(d.hi) + 1
	end, begin := x.edge(behind), x.edge(int64(d.lo))
	for _, g := range x.groups {
		g.between(end, begin)
	}
	x.rest(end, behind, d.byStart.rows, d.start, 1)
	x.rest(begin, int64(d.lo), d.byEnd.rows, d.end, -1)
}

// edge returns the last edge that is not after a value, -1 for none.
func (x *Index) edge(value int64) int {
	i, found := slices.BinarySearchFunc(x.edges, value, func(edge int32, value int64) int {
		return int(int64(edge) - value)
	})
	if !found {
		i--
	}
	return i
}

// rest counts the rows whose key is between an edge and a value.
func (x *Index) rest(edge int, value int64, order, key []int32, sign int32) {
	from := int64(math.MinInt64)
	if edge >= 0 {
		from = int64(x.edges[edge])
	}
	if from == value {
		return
	}
	e, d := x.interval.engine, x.interval
	for at, to := firstNotBefore(order, key, from), firstNotBefore(order, key, value); at < to; {
		n := min(block, to-at)
		for i := range n {
			e.leave[i] = int32(at + i)
			if order != nil {
				e.leave[i] = order[at+i]
			}
		}
		at += n
		x.restClass(0, e.leave[:n], d.bit, sign)
		for bits := e.closed &^ d.bit; bits != 0; bits &= bits - 1 {
			x.restClass(bits&-bits, e.leave[:n], d.bit, sign)
		}
	}
}

func (x *Index) restClass(ignored uint32, rows []int32, own uint32, sign int32) {
	e := x.interval.engine
	n := 0
	for _, row := range rows {
		e.enter[n] = row
		n += isZero(e.mask[row] &^ (ignored | own))
	}
	if n == 0 {
		return
	}
	for _, g := range x.groups {
		if e.ignored(g) == ignored {
			g.add(e.enter[:n], sign)
		}
	}
}

// firstNotBefore returns the first position in an order whose key is not
// before a value.
func firstNotBefore(order, key []int32, value int64) int {
	lo, hi := 0, len(key)
	for lo < hi {
		at := (lo + hi) / 2
		row := int32(at)
		if order != nil {
			row = order[at]
		}
		if int64(key[row]) < value {
			lo = at + 1
		} else {
			hi = at
		}
	}
	return lo
}

// dropIndex gives the index up. The mask and the groups must know the window,
// or be counted anew.
func (e *Engine) dropIndex() {
	x := e.index
	if x == nil {
		return
	}
	e.settle()
	e.index = nil
	for _, g := range x.groups {
		g.unindex()
	}
}

// slots finds the first edge after a value: the value is before that edge and
// all that follow.
type slots struct {
	edges []int32
	table []int32 // from the first edge on; nil when it would be too long
}

func newSlots(edges []int32) slots {
	s := slots{edges: edges}
	first, last := edges[0], edges[len(edges)-1]
	if span := int64(last) - int64(first); span <= mostDays {
		s.table = make([]int32, span)
		for i := 1; i < len(edges); i++ {
			for value := edges[i-1]; value < edges[i]; value++ {
				s.table[value-first] = int32(i)
			}
		}
	}
	return s
}

func (s *slots) of(value int32) int32 {
	first, last := s.edges[0], s.edges[len(s.edges)-1]
	switch {
	case value < first:
		return 0
	case value >= last:
		return int32(len(s.edges))
	case s.table != nil:
		return s.table[value-first]
	}
	i, found := slices.BinarySearch(s.edges, value)
	if found {
		i++
	}
	return int32(i)
}
