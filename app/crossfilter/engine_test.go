package crossfilter

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// model is the engine written plainly: each filter is a function, everything
// is counted anew from the rows.
type model struct {
	rows       int
	kind       []uint16
	tags       [][]uint16
	start, end []int32
	killed     []int32 // -1 unknown
	edges      []int32
	pass       [4]func(row int) bool // by kind, tags, time and rule; nil when open
}

const (
	kinds = 5
	tags  = 6
)

func randomModel(r *rand.Rand) *model {
	m := &model{rows: r.IntN(40)}
	for range m.rows {
		m.kind = append(m.kind, uint16(r.IntN(kinds)))
		var of []uint16
		for range r.IntN(5) {
			of = append(of, uint16(r.IntN(tags-1))) // the last tag has no row
		}
		m.tags = append(m.tags, of)
		start := int32(r.IntN(100) - 50)
		m.start = append(m.start, start)
		m.end = append(m.end, start+int32(r.IntN(1+r.IntN(40))))
		m.killed = append(m.killed, int32(r.IntN(5)-1))
	}
	edge := int32(r.IntN(60) - 60)
	for range r.IntN(12) {
		m.edges = append(m.edges, edge)
		edge += 1 + int32(r.IntN(15))
	}
	return m
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
	kind, tags *List
	time       *Interval
	rule       *Rows
	bins       *Bins
	killed     *Sum
}

func (m *model) engine() *engineUnderTest {
	e := &engineUnderTest{Engine: New(m.rows)}
	offsets, codes := []int32{0}, []uint16(nil)
	for _, of := range m.tags {
		codes = append(codes, of...)
		offsets = append(offsets, int32(len(codes)))
	}
	e.kind = e.Category(m.kind, kinds)
	e.tags = e.List(offsets, codes, tags)
	e.time = e.Interval(m.start, m.end)
	e.rule = e.Rows()
	e.bins = e.time.Bins(m.edges)
	e.killed = e.Sum(m.killed, -1)
	return e
}

func (m *model) check(t *testing.T, e *engineUnderTest) {
	t.Helper()
	var visible []int32
	var sum int64
	known := 0
	for row := range m.rows {
		pass := m.passes(row, -1)
		if e.Visible(row) != pass {
			t.Fatalf("row %d: Visible = %v", row, !pass)
		}
		if pass {
			visible = append(visible, int32(row))
			if m.killed[row] >= 0 {
				sum += int64(m.killed[row])
				known++
			}
		}
	}
	if e.Count() != len(visible) || !slices.Equal(e.AppendVisible(nil), visible) {
		t.Fatalf("%d visible %v, want %v", e.Count(), e.AppendVisible(nil), visible)
	}
	if e.killed.Total() != sum || e.killed.Known() != known {
		t.Fatalf("sum %d of %d, want %d of %d", e.killed.Total(), e.killed.Known(), sum, known)
	}
	same := func(name string, got, want []int32) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Fatalf("%s %v, want %v", name, got, want)
		}
	}
	counts, totals := m.count(kinds, 0, func(row, value int) bool { return int(m.kind[row]) == value })
	same("kinds", e.kind.Counts(), counts)
	same("all kinds", e.kind.Totals(), totals)
	counts, totals = m.count(tags, 1, func(row, value int) bool { return slices.Contains(m.tags[row], uint16(value)) })
	same("tags", e.tags.Counts(), counts)
	same("all tags", e.tags.Totals(), totals)
	counts, totals = m.count(max(0, len(m.edges)-1), 2, func(row, bin int) bool {
		for day := m.edges[bin]; day < m.edges[bin+1]; day++ {
			if m.start[row] <= day && day <= m.end[row] {
				return true
			}
		}
		return false
	})
	same("bins", e.bins.Passing(), counts)
	same("all bins", e.bins.Totals(), totals)
}

// change sets or clears one filter at random, in both.
func (m *model) change(r *rand.Rand, e *engineUnderTest) {
	choice := func(n int) (codes []uint16) {
		for range r.IntN(4) {
			codes = append(codes, uint16(r.IntN(n)))
		}
		return codes
	}
	switch r.IntN(7) {
	case 0:
		codes := choice(kinds)
		e.kind.Choose(codes...)
		m.pass[0] = func(row int) bool { return slices.Contains(codes, m.kind[row]) }
		if len(codes) == 0 {
			m.pass[0] = nil
		}
	case 1:
		codes := choice(tags)
		e.tags.Choose(codes...)
		m.pass[1] = func(row int) bool {
			return slices.ContainsFunc(m.tags[row], func(tag uint16) bool { return slices.Contains(codes, tag) })
		}
		if len(codes) == 0 {
			m.pass[1] = nil
		}
	case 2, 3:
		lo, hi := int32(r.IntN(160)-80), int32(r.IntN(160)-80)
		if r.IntN(5) > 0 {
			lo, hi = min(lo, hi), max(lo, hi) // now and then they stay reversed
		}
		e.time.Window(lo, hi)
		m.pass[2] = func(row int) bool {
			for day := lo; day <= hi; day++ {
				if m.start[row] <= day && day <= m.end[row] {
					return true
				}
			}
			return false
		}
	case 4:
		e.time.Clear()
		m.pass[2] = nil
	case 5:
		keep := make([]bool, m.rows)
		for row := range keep {
			keep[row] = r.IntN(3) > 0
		}
		e.rule.Keep(func(row int) bool { return keep[row] })
		m.pass[3] = func(row int) bool { return keep[row] }
	case 6:
		e.rule.Clear()
		m.pass[3] = nil
	}
}

func TestEngineAgainstRows(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2015))
	for range 800 {
		m := randomModel(r)
		e := m.engine()
		m.check(t, e)
		for range 12 {
			m.change(r, e)
			if r.IntN(3) > 0 { // several changes between two questions, too
				m.check(t, e)
			}
		}
		m.check(t, e)
	}
}

// Whatever was asked for before, open filters show everything.
func TestClearShowsAll(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2015))
	for range 300 {
		m := randomModel(r)
		e := m.engine()
		for range 8 {
			m.change(r, e)
		}
		for range 2 {
			e.kind.Choose()
			e.tags.Choose()
			e.time.Clear()
			e.rule.Clear()
			m.pass = [4]func(int) bool{}
			m.check(t, e)
		}
		if e.Count() != m.rows {
			t.Fatalf("%d of %d rows are visible", e.Count(), m.rows)
		}
		before := e.Revision()
		e.time.Clear()
		e.kind.Choose()
		if e.Revision() != before {
			t.Fatal("clearing an open filter counts as a change")
		}
		e.time.Window(0, 1)
		if e.Revision() <= before {
			t.Fatal("a window does not count as a change")
		}
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
	if e.Len() != 0 || e.Count() != 0 || len(e.AppendVisible(nil)) != 0 || sum.Total() != 0 || sum.Known() != 0 {
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
		all[f].Keep(func(row int) bool { return row != f })
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
