package crossfilter

import "slices"

// Sum adds up a column over the visible rows.
type Sum struct {
	engine  *Engine
	values  []int32
	unknown int32
	sum     [2]int64 // of the values, and how many they are
	total   [2]int64
	steps   cumulative[int64]
}

// Sum returns the sum of a column with one entry per row, of which those equal
// to unknown are left out. The column stays the caller's, unchanged.
func (e *Engine) Sum(values []int32, unknown int32) *Sum {
	e.expectRows("values", len(values))
	s := &Sum{engine: e, values: values, unknown: unknown}
	e.addAll(s)
	s.total = s.sum
	e.join(s)
	return s
}

func (s *Sum) ignores() uint32 { return 0 }
func (s *Sum) reset()          { s.sum = [2]int64{} }
func (s *Sum) all()            { s.sum = s.total }

func (s *Sum) add(rows []int32, sign int32) {
	for _, row := range rows {
		if v := s.values[row]; v != s.unknown {
			s.sum[0] += int64(v) * int64(sign)
			s.sum[1] += int64(sign)
		}
	}
}

func (s *Sum) index(edges int) int    { return s.steps.open(len(s.sum), edges) }
func (s *Sum) unindex()               { s.steps = cumulative[int64]{} }
func (s *Sum) accumulate()            { s.steps.accumulate() }
func (s *Sum) between(end, begin int) { s.steps.between(s.sum[:], end, begin) }

func (s *Sum) numbers() ([]int32, []int64) { return nil, s.sum[:] }

func (s *Sum) fill(rows []int32, slot int32) {
	sum, known := int64(0), int64(0)
	for _, row := range rows {
		if v := s.values[row]; v != s.unknown {
			sum += int64(v)
			known++
		}
	}
	into := s.steps.slot(slot)
	into[0] += sum
	into[1] += known
}

func (s *Sum) last(rows, from, to []int32) {
	for i, row := range rows {
		if v := s.values[row]; v != s.unknown {
			out, into := s.steps.end[2*from[i]:], s.steps.end[2*to[i]:]
			out[0] -= int64(v)
			out[1]--
			into[0] += int64(v)
			into[1]++
		}
	}
}

// Total returns the sum over visible rows whose value is known.
func (s *Sum) Total() int64 {
	s.engine.refresh()
	return s.sum[0]
}

// Known returns the number of visible rows whose value is known.
func (s *Sum) Known() int {
	s.engine.refresh()
	return int(s.sum[1])
}

// Sums adds up a column by code.
type Sums struct {
	engine  *Engine
	codes   codes
	own     uint32 // bit of the dimension the codes are of, 0 for none
	values  []int32
	unknown int32
	sums    []int64 // of the values of each code, then how many they are
	total   []int64
	steps   cumulative[int64]
}

// Sums returns, for each code, the sum of a column over the rows that have the
// code, without values equal to unknown. The column has one entry per row and
// stays the caller's, unchanged.
func (d *List) Sums(values []int32, unknown int32) *Sums {
	return d.engine.newSums(d.codes, len(d.counts), d.bit, values, unknown)
}

// Sums returns, for each code of a column that is no dimension, the sum of
// another over the visible rows. Both have one entry per row and stay the
// caller's, unchanged; the codes are below n.
func (e *Engine) Sums(column []uint16, n int, values []int32, unknown int32) *Sums {
	e.expectRows("codes", len(column))
	of := codes{codes: column}
	of.check(n)
	return e.newSums(of, n, 0, values, unknown)
}

func (e *Engine) newSums(of codes, n int, own uint32, values []int32, unknown int32) *Sums {
	e.expectRows("values", len(values))
	s := &Sums{engine: e, codes: of, own: own, values: values, unknown: unknown, sums: make([]int64, 2*n)}
	e.addAll(s)
	s.total = slices.Clone(s.sums)
	e.join(s)
	return s
}

// Drop ends the counting.
func (s *Sums) Drop() { s.engine.leaves(s) }

func (s *Sums) ignores() uint32 { return s.own }
func (s *Sums) reset()          { clear(s.sums) }
func (s *Sums) all()            { copy(s.sums, s.total) }

func (s *Sums) add(rows []int32, sign int32) { s.into(s.sums, rows, int64(sign)) }

func (s *Sums) into(sums []int64, rows []int32, sign int64) {
	if s.codes.offsets != nil {
		for _, row := range rows {
			s.row(sums, row, sign)
		}
		return
	}
	sums, known := sums[:len(sums)/2], sums[len(sums)/2:]
	values, codes, unknown := s.values, s.codes.codes, s.unknown
	for _, row := range rows {
		if v := values[row]; v != unknown {
			code := codes[row]
			sums[code] += int64(v) * sign
			known[code] += sign
		}
	}
}

func (s *Sums) row(into []int64, row int32, sign int64) {
	v := s.values[row]
	if v == s.unknown {
		return
	}
	n := len(s.sums) / 2
	of := s.codes.row(row)
	for i, code := range of {
		if !s.codes.isRepeated(of, i) {
			into[code] += int64(v) * sign
			into[n+int(code)] += sign
		}
	}
}

func (s *Sums) index(edges int) int    { return s.steps.open(len(s.sums), edges) }
func (s *Sums) unindex()               { s.steps = cumulative[int64]{} }
func (s *Sums) accumulate()            { s.steps.accumulate() }
func (s *Sums) between(end, begin int) { s.steps.between(s.sums, end, begin) }

func (s *Sums) numbers() ([]int32, []int64) { return nil, s.sums }

func (s *Sums) fill(rows []int32, slot int32) {
	s.into(s.steps.slot(slot), rows, 1)
}

func (s *Sums) last(rows, from, to []int32) {
	n := len(s.sums)
	for i, row := range rows {
		s.row(s.steps.end[int(from[i])*n:], row, -1)
		s.row(s.steps.end[int(to[i])*n:], row, 1)
	}
}

// Totals returns, for each code, the sum over the rows that have it and pass
// every filter but the own one of a dimension, and how many of them have a value.
// Both belong to s, until the next change of a filter.
func (s *Sums) Totals() (sums, known []int64) {
	s.engine.refresh()
	n := len(s.sums) / 2
	return s.sums[:n], s.sums[n:]
}
