package crossfilter

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A source makes choices: at random, or as a fuzzer has them.
type source interface{ IntN(n int) int }

// given makes the choices that bytes say, and the first when they have ended.
type given struct{ bytes []byte }

func (g *given) IntN(n int) int {
	if len(g.bytes) == 0 {
		return 0
	}
	b := g.bytes[0]
	g.bytes = g.bytes[1:]
	return int(b) % n
}

// model is the engine written plainly: each filter is a function, everything
// is counted anew from the rows.
type model struct {
	rows         int
	kind         []uint16
	tags         [][]uint16
	start, end   []int32
	begun, ended []int32 // another interval
	killed       []int32 // -1 unknown
	x, y         []float64
	cell         []uint16
	edges        []int32
	pass         [filterCount]func(row int) bool // nil when open
}

const (
	byKind = iota
	byTags
	byTime
	byOther
	byKilled
	bySpace
	byRule
	filterCount
	byNone = -1
)

const (
	kinds  = 5
	tags   = 6
	cells  = 3
	ranges = 4 // of two killed each, the last with all above
)

func newModel(r source) *model {
	m := &model{rows: r.IntN(40)}
	sorted := r.IntN(2) == 0
	for range m.rows {
		m.kind = append(m.kind, uint16(r.IntN(kinds)))
		var of []uint16
		for range r.IntN(5) {
			of = append(of, uint16(r.IntN(tags-1))) // the last tag has no row
		}
		m.tags = append(m.tags, of)
		m.start = append(m.start, int32(r.IntN(100)-50))
		begun := int32(r.IntN(20))
		m.begun = append(m.begun, begun)
		m.ended = append(m.ended, begun+int32(r.IntN(4)))
		m.killed = append(m.killed, int32(r.IntN(12)-1))
		x, y := float64(r.IntN(9)), float64(r.IntN(9))
		if r.IntN(8) == 0 {
			x = math.NaN()
		}
		m.x, m.y = append(m.x, x), append(m.y, y)
		m.cell = append(m.cell, uint16(r.IntN(cells)))
	}
	if sorted {
		slices.Sort(m.start)
	}
	for _, start := range m.start {
		m.end = append(m.end, start+int32(r.IntN(1+r.IntN(40))))
	}
	m.edges = edges(r)
	return m
}

// edges are up to eleven, and sometimes so far apart that values are searched.
func edges(r source) []int32 {
	edge := int32(r.IntN(60) - 60)
	var all []int32
	for range r.IntN(12) {
		all = append(all, edge)
		edge += 1 + int32(r.IntN(15))
	}
	if r.IntN(6) == 0 {
		all = append(all, edge+mostDays)
	}
	return all
}

// passes reports whether a row passes all filters but one.
func (m *model) passes(row, ignored int) bool {
	for f, pass := range m.pass {
		if f != ignored && pass != nil && !pass(row) {
			return false
		}
	}
	return true
}

func (m *model) count(n, ignored int, has func(row, value int) bool) (counts, totals []int32) {
	counts, totals = make([]int32, n), make([]int32, n)
	for value := range n {
		for row := range m.rows {
			if has(row, value) {
				totals[value]++
				if m.passes(row, ignored) {
					counts[value]++
				}
			}
		}
	}
	return counts, totals
}

type engineUnderTest struct {
	*Engine
	kind, tags  *List
	time, other *Interval
	number      *Numeric
	space       *Space
	rule        *Rows
	bins        *Bins
	otherBins   *Bins
	killed      *Sum
	byTag       *Sums
	byCell      *Sums
	cells       *Tally
	index       *Index
	others      map[int]others // by filter, when asked last
}

func (m *model) engine() *engineUnderTest {
	e := &engineUnderTest{Engine: New(m.rows), others: make(map[int]others)}
	offsets, codes := []int32{0}, []uint16(nil)
	for _, of := range m.tags {
		codes = append(codes, of...)
		offsets = append(offsets, int32(len(codes)))
	}
	e.kind = e.Category(m.kind, kinds)
	e.tags = e.List(offsets, codes, tags)
	e.time = e.Interval(m.start, m.end)
	e.other = e.Interval(m.begun, m.ended)
	e.number = e.Numeric(m.killed, -1, 2, ranges)
	e.space = e.Space(m.x, m.y)
	e.rule = e.Rows()
	e.bins = e.time.Bins(m.edges)
	e.otherBins = e.other.Bins([]int32{2, 5, 6, 30})
	e.killed = e.Sum(m.killed, -1)
	e.byTag = e.tags.Sums(m.killed, -1)
	e.cells = e.Tally(m.cell, cells)
	e.byCell = e.Sums(m.cell, cells, m.killed, -1)
	return e
}

func overlaps(start, end, from, before int32) bool {
	for day := from; day < before && day < from+1000; day++ {
		if start <= day && day <= end {
			return true
		}
	}
	return false
}

func (m *model) check(t *testing.T, e *engineUnderTest) {
	// First row by row: what is asked later tells the mask of all.
	for row := range m.rows {
		if e.Visible(row) != m.passes(row, byNone) {
			t.Fatalf("row %d: Visible = %v", row, e.Visible(row))
		}
		for filter, passes := range map[int]func(int) bool{byRule: e.rule.PassesOthers, byTime: e.time.PassesOthers, byOther: e.other.PassesOthers} {
			if passes(row) != m.passes(row, filter) {
				t.Fatalf("row %d: passes all filters but %d = %v", row, filter, passes(row))
			}
		}
	}
	t.Helper()
	var some, narrow []int32
	for row := range m.rows / oneByOne {
		row *= oneByOne
		some = append(some, int32(row))
		if m.passes(row, byNone) {
			narrow = append(narrow, int32(row))
		}
	}
	if got := e.Narrow(slices.Clone(some)); !slices.Equal(got, narrow) {
		t.Fatalf("of %v %v are visible, want %v", some, got, narrow)
	}
	m.checkOthers(t, e, byTime, e.time)
	var visible []int32
	var sum int64
	known := 0
	tagSums, tagKnown := make([]int64, tags), make([]int64, tags)
	cellSums, cellKnown := make([]int64, cells), make([]int64, cells)
	for row := range m.rows {
		pass := m.passes(row, byNone)
		if pass {
			visible = append(visible, int32(row))
			if m.killed[row] >= 0 {
				sum += int64(m.killed[row])
				known++
				cellSums[m.cell[row]] += int64(m.killed[row])
				cellKnown[m.cell[row]]++
			}
		}
		for tag := range tags {
			if m.passes(row, byTags) && slices.Contains(m.tags[row], uint16(tag)) && m.killed[row] >= 0 {
				tagSums[tag] += int64(m.killed[row])
				tagKnown[tag]++
			}
		}
	}
	same := func(name string, got, want []int32) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Fatalf("%s %v, want %v", name, got, want)
		}
	}
	counts, totals := m.count(kinds, byKind, func(row, value int) bool { return int(m.kind[row]) == value })
	same("kinds", e.kind.Counts(), counts)
	same("all kinds", e.kind.Totals(), totals)
	counts, totals = m.count(tags, byTags, func(row, value int) bool { return slices.Contains(m.tags[row], uint16(value)) })
	same("tags", e.tags.Counts(), counts)
	same("all tags", e.tags.Totals(), totals)
	counts, totals = m.count(max(0, len(m.edges)-1), byTime, func(row, bin int) bool {
		return overlaps(m.start[row], m.end[row], m.edges[bin], m.edges[bin+1])
	})
	same("bins", e.bins.Passing(), counts)
	same("all bins", e.bins.Totals(), totals)
	counts, _ = m.count(3, byOther, func(row, bin int) bool {
		others := []int32{2, 5, 6, 30}
		return overlaps(m.begun[row], m.ended[row], others[bin], others[bin+1])
	})
	same("bins of another interval", e.otherBins.Passing(), counts)
	counts, totals = m.count(ranges+1, byKilled, func(row, value int) bool {
		switch n := m.killed[row]; {
		case n < 0:
			return value == ranges
		default:
			return value == min(ranges-1, int(n)/2)
		}
	})
	same("ranges", e.number.Counts(), counts)
	same("all ranges", e.number.Totals(), totals)
	counts, _ = m.count(cells, byNone, func(row, value int) bool { return int(m.cell[row]) == value })
	same("cells", e.cells.Counts(), counts)
	if e.killed.Total() != sum || e.killed.Known() != known {
		t.Fatalf("sum %d of %d, want %d of %d", e.killed.Total(), e.killed.Known(), sum, known)
	}
	if sums, known := e.byTag.Totals(); !slices.Equal(sums, tagSums) || !slices.Equal(known, tagKnown) {
		t.Fatalf("sums by tag %v of %v, want %v of %v", sums, known, tagSums, tagKnown)
	}
	if sums, known := e.byCell.Totals(); !slices.Equal(sums, cellSums) || !slices.Equal(known, cellKnown) {
		t.Fatalf("sums by cell %v of %v, want %v of %v", sums, known, cellSums, cellKnown)
	}
	all := make([]int32, m.rows)
	for row := range all {
		all[row] = int32(row)
	}
	if e.Count() != len(visible) || !slices.Equal(e.Narrow(slices.Clone(all)), visible) {
		t.Fatalf("%d visible %v, want %v", e.Count(), e.Narrow(all), visible)
	}
	m.checkOthers(t, e, byOther, e.other) // tells the mask of another interval's window
}

// checkOthers asks what passes every filter but an interval's own, and that the
// revision of it grows when that changes.
func (m *model) checkOthers(t *testing.T, e *engineUnderTest, filter int, interval *Interval) {
	t.Helper()
	pass := make([]byte, m.rows)
	interval.Others(pass)
	for row, got := range pass {
		if (got == 1) != m.passes(row, filter) || got > 1 {
			t.Fatalf("row %d: %d passes all filters but %d", row, got, filter)
		}
	}
	revision, before := interval.OthersRevision(), e.others[filter]
	if revision < before.revision || revision == before.revision && before.pass != nil && !slices.Equal(pass, before.pass) {
		t.Fatalf("filter %d: what passes the others changed from %v to %v, the revision from %d to %d",
			filter, before.pass, pass, before.revision, revision)
	}
	e.others[filter] = others{revision, pass}
}

// others is what passed every filter but one at a revision.
type others struct {
	revision int
	pass     []byte
}

// A moving window leaves the revision of the others alone, with an index and
// without.
func TestOthersDoNotChangeWithTheWindow(t *testing.T) {
	e := New(4)
	d := e.Interval([]int32{1, 2, 3, 4}, []int32{1, 2, 9, 4})
	kind := e.Category([]uint16{0, 1, 0, 1}, 2)
	for _, indexed := range []bool{false, true} {
		if indexed {
			for x := d.Activate([]int32{0, 2, 5, 10}); !x.Fill(1); {
			}
		}
		before := d.OthersRevision()
		d.Window(2, 3)
		d.Window(2, 3)
		d.Window(4, 4)
		d.Clear()
		d.Clear()
		if got := d.OthersRevision(); got != before {
			t.Fatalf("indexed %v: revision %d, want %d", indexed, got, before)
		}
	}
	before := d.OthersRevision()
	kind.Choose(1)
	if got := d.OthersRevision(); got <= before {
		t.Fatalf("another filter changed, the revision went from %d to %d", before, got)
	}
}

// change does one thing to the engine and the same to the model.
func (m *model) change(r source, e *engineUnderTest) {
	switch r.IntN(16) {
	case 0, 1:
		var codes []uint16
		for range r.IntN(3) {
			codes = append(codes, uint16(r.IntN(kinds)))
		}
		e.kind.Choose(codes...)
		m.pass[byKind] = func(row int) bool { return len(codes) == 0 || slices.Contains(codes, m.kind[row]) }
	case 2:
		var codes []uint16
		for range r.IntN(3) {
			codes = append(codes, uint16(r.IntN(tags)))
		}
		e.tags.Choose(codes...)
		m.pass[byTags] = func(row int) bool {
			return len(codes) == 0 || slices.ContainsFunc(m.tags[row], func(tag uint16) bool { return slices.Contains(codes, tag) })
		}
	case 3, 4, 5, 6:
		lo := int32(r.IntN(130) - 65)
		hi := lo + int32(r.IntN(40)-3)
		if len(m.edges) > 1 && r.IntN(2) == 0 { // from edge to edge
			i := r.IntN(len(m.edges) - 1)
			lo, hi = m.edges[i], m.edges[i+1+r.IntN(len(m.edges)-1-i)]-1
		}
		e.time.Window(lo, hi)
		m.pass[byTime] = func(row int) bool { return lo <= hi && m.start[row] <= hi && m.end[row] >= lo }
	case 7:
		e.time.Clear()
		m.pass[byTime] = nil
	case 8:
		lo := int32(r.IntN(20))
		hi := lo + int32(r.IntN(6)-1)
		e.other.Window(lo, hi)
		m.pass[byOther] = func(row int) bool { return overlaps(m.begun[row], m.ended[row], lo, hi+1) }
	case 9:
		e.other.Clear()
		m.pass[byOther] = nil
	case 10:
		lo, hi, others := int32(r.IntN(8)-1), int32(r.IntN(12)), r.IntN(2) == 0
		e.number.Range(lo, hi, others)
		m.pass[byKilled] = func(row int) bool {
			if m.killed[row] < 0 {
				return others
			}
			return lo <= m.killed[row] && m.killed[row] <= hi
		}
		if r.IntN(3) == 0 {
			e.number.Clear()
			m.pass[byKilled] = nil
		}
	case 11:
		west, south, east, north := float64(r.IntN(9)), float64(r.IntN(9)), float64(r.IntN(9)), float64(r.IntN(9))
		e.space.Box(west, south, east, north)
		m.pass[bySpace] = func(row int) bool {
			x, y := m.x[row], m.y[row]
			between := west <= x && x <= east
			if west > east {
				between = x >= west || x <= east
			}
			return between && south <= y && y <= north
		}
	case 12:
		// A triangle whose corners no point can lie on, by the signs of areas.
		var ring []float64
		for range 3 {
			ring = append(ring, float64(r.IntN(9))+0.3, float64(r.IntN(9))+0.41)
		}
		e.space.Polygon(ring)
		m.pass[bySpace] = func(row int) bool {
			side := func(i, j int) float64 {
				return (ring[2*j]-ring[2*i])*(m.y[row]-ring[2*i+1]) - (ring[2*j+1]-ring[2*i+1])*(m.x[row]-ring[2*i])
			}
			a, b, c := side(0, 1), side(1, 2), side(2, 0)
			return a > 0 && b > 0 && c > 0 || a < 0 && b < 0 && c < 0
		}
	case 13:
		e.space.Clear()
		m.pass[bySpace] = nil
	case 14:
		keep := make([]bool, m.rows)
		for row := range keep {
			keep[row] = r.IntN(3) > 0
		}
		e.rule.Keep(keep)
		m.pass[byRule] = func(row int) bool { return keep[row] }
		if r.IntN(2) == 0 {
			e.rule.Clear()
			m.pass[byRule] = nil
		}
	case 15:
		switch r.IntN(5) {
		case 0:
			e.bins.Drop()
			m.edges = edges(r)
			e.bins = e.time.Bins(m.edges)
		case 1:
			e.cells.Drop()
			e.cells = e.Tally(m.cell, cells)
		case 2:
			e.byCell.Drop()
			e.byCell = e.Sums(m.cell, cells, m.killed, -1)
		}
		of := edges(r)
		if r.IntN(2) == 0 {
			of = m.edges
		}
		if len(of) > 0 {
			e.index = e.time.Activate(of)
			for r.IntN(100) > 0 && !e.index.Fill(1) {
			}
		}
	}
}

func (m *model) clear(e *engineUnderTest) {
	e.kind.Choose()
	e.tags.Choose()
	e.time.Clear()
	e.other.Clear()
	e.number.Clear()
	e.space.Clear()
	e.rule.Clear()
	m.pass = [filterCount]func(int) bool{}
}

func (m *model) run(t *testing.T, r source, steps int) {
	t.Helper()
	e := m.engine()
	m.check(t, e)
	for range steps {
		m.change(r, e)
		if r.IntN(3) > 0 { // several changes between two questions, too
			m.check(t, e)
		}
	}
	m.check(t, e)
	m.clear(e)
	m.check(t, e)
	if e.Count() != m.rows {
		t.Fatalf("%d of %d rows are visible with all filters open", e.Count(), m.rows)
	}
}

func TestEngineAgainstRows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2015))
	for range 3000 {
		newModel(r).run(t, r, 16)
	}
}

func FuzzEngine(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 2015))
	for range 8 {
		seed := make([]byte, 400)
		for i := range seed {
			seed[i] = byte(r.IntN(256))
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		r := &given{bytes}
		m := newModel(r)
		m.run(t, r, min(60, len(r.bytes)/2))
	})
}

// To open an open filter is no change.
func TestClearingAnOpenFilter(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2015))
	m := newModel(r)
	e := m.engine()
	for range 40 {
		m.change(r, e)
	}
	m.clear(e)
	before := e.Revision()
	m.clear(e)
	if e.Revision() != before {
		t.Error("clearing open filters counts as a change")
	}
	if e.time.Window(0, 1); e.Revision() <= before {
		t.Error("a window does not count as a change")
	}
}

func TestWindowEnds(t *testing.T) {
	e := New(1)
	d := e.Interval([]int32{10}, []int32{20})
	for _, c := range []struct {
		lo, hi int32
		want   bool
	}{
		{0, 9, false}, {0, 10, true}, {15, 15, true}, {20, 30, true}, {21, 30, false}, {0, 100, true},
		{16, 14, false}, {100, 0, false},
		{math.MinInt32, math.MaxInt32, true}, {math.MinInt32, 9, false}, {21, math.MaxInt32, false},
	} {
		if d.Window(c.lo, c.hi); e.Visible(0) != c.want {
			t.Errorf("window %d to %d: visible = %v", c.lo, c.hi, !c.want)
		}
	}
}

func TestNoRows(t *testing.T) {
	e := New(0)
	kind := e.Category(nil, 2)
	list := e.List([]int32{0}, nil, 0)
	time := e.Interval(nil, nil)
	bins, none, one := time.Bins([]int32{0, 5, 10}), time.Bins(nil), time.Bins([]int32{7})
	sum := e.Sum(nil, -1)
	kind.Choose(1)
	list.Choose()
	time.Window(0, 5)
	if e.Len() != 0 || e.Count() != 0 || len(e.Narrow(nil)) != 0 || sum.Total() != 0 || sum.Known() != 0 {
		t.Error("something of no rows")
	}
	for name, c := range map[string]struct{ got, want []int32 }{
		"kinds":            {kind.Counts(), []int32{0, 0}},
		"codes of none":    {list.Counts(), nil},
		"bins":             {bins.Passing(), []int32{0, 0}},
		"bins of no edges": {none.Passing(), nil},
		"bins of one edge": {one.Totals(), nil},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

// An event from before the first edge to behind the last is in every bin.
func TestBinsBeyondEdges(t *testing.T) {
	cases := []struct {
		start, end int32
		want       []int32
	}{
		{-100, 100, []int32{1, 1, 1}},
		{-100, -1, []int32{0, 0, 0}},
		{-100, 0, []int32{1, 0, 0}},
		{4, 5, []int32{1, 1, 0}},
		{14, 14, []int32{0, 0, 1}},
		{14, 15, []int32{0, 0, 1}},
		{15, 99, []int32{0, 0, 0}},
		{math.MinInt32, math.MaxInt32, []int32{1, 1, 1}},
	}
	for _, c := range cases {
		d := New(1).Interval([]int32{c.start}, []int32{c.end})
		if b := d.Bins([]int32{0, 5, 10, 15}); !slices.Equal(b.Totals(), c.want) || !slices.Equal(b.Passing(), c.want) {
			t.Errorf("%d to %d is in %v, want %v", c.start, c.end, b.Totals(), c.want)
		}
	}
}

// A row of which nothing is known is in no bin, and in the windows of its interval.
func TestBinsOfWhatIsUnknown(t *testing.T) {
	d := New(3).Interval([]int32{0, 0, 7}, []int32{14, 14, 7})
	d.Unknown = func(row int32) bool { return row == 1 }
	b := d.Bins([]int32{0, 5, 10, 15})
	d.Window(12, 13)
	if want := []int32{1, 2, 1}; !slices.Equal(b.Totals(), want) || !slices.Equal(b.Passing(), want) {
		t.Errorf("bins %v and %v, want %v", b.Totals(), b.Passing(), want)
	}
	if n := d.engine.Count(); n != 2 {
		t.Errorf("%d rows in the window, want 2", n)
	}
}

// A sum is exact beyond 32 bits.
func TestSumIsWide(t *testing.T) {
	e := New(3)
	s := e.Sum([]int32{math.MaxInt32, math.MaxInt32, -1}, -1)
	if s.Total() != 2*math.MaxInt32 || s.Known() != 2 {
		t.Errorf("sum %d of %d", s.Total(), s.Known())
	}
}

func TestMostFilters(t *testing.T) {
	e := New(MaxFilters)
	var all []*Rows
	for f := range MaxFilters {
		all = append(all, e.Rows())
		kept := slices.Repeat([]bool{true}, MaxFilters)
		kept[f] = false
		all[f].Keep(kept)
		if e.Count() != MaxFilters-f-1 {
			t.Fatalf("%d rows pass %d filters", e.Count(), f+1)
		}
	}
	for f := range MaxFilters {
		all[f].Clear()
		if !e.Visible(f) || e.Count() != f+1 {
			t.Fatalf("%d rows pass without %d filters", e.Count(), f+1)
		}
	}
}

// Columns that cannot be are a fault of the program, told at once.
func TestExpectations(t *testing.T) {
	for name, do := range map[string]func(e *Engine){
		"too few codes":     func(e *Engine) { e.Category([]uint16{0}, 1) },
		"code out of range": func(e *Engine) { e.Category([]uint16{0, 1}, 1) },
		"too few offsets":   func(e *Engine) { e.List([]int32{0, 0}, nil, 1) },
		"too few ends":      func(e *Engine) { e.Interval([]int32{0, 0}, []int32{0}) },
		"end before start":  func(e *Engine) { e.Interval([]int32{0, 2}, []int32{0, 1}) },
		"edges fall":        func(e *Engine) { e.Interval([]int32{0, 0}, []int32{0, 0}).Bins([]int32{2, 1}) },
		"edges do not grow": func(e *Engine) { e.Interval([]int32{0, 0}, []int32{0, 0}).Bins([]int32{1, 1}) },
		"too many values":   func(e *Engine) { e.Sum([]int32{1, 2, 3}, 0) },
		"too few kept":      func(e *Engine) { e.Rows().Keep([]bool{true}) },
		"too few to sum":    func(e *Engine) { e.Sums([]uint16{0, 0}, 1, []int32{1}, 0) },
		"sum of no code":    func(e *Engine) { e.Sums([]uint16{0, 1}, 1, []int32{1, 2}, 0) },
		"too many filters": func(e *Engine) {
			for range MaxFilters + 1 {
				e.Rows()
			}
		},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			do(New(2))
		}()
	}
}
