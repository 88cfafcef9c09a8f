package crossfilter

import (
	"fmt"
	"slices"
)

// codes is a column of any number of codes per row.
type codes struct {
	offsets []int32 // nil: one code per row
	codes   []uint16
	repeats bool // a row may have a code twice
}

// check looks through a column whose codes must be below n.
func (c *codes) check(n int) {
	for i, code := range c.codes {
		if int(code) >= n {
			panic(fmt.Sprintf("crossfilter: code %d at %d, expected less than %d", code, i, n))
		}
	}
	for row := 0; row+1 < len(c.offsets); row++ {
		of := c.row(int32(row))
		for i := range of {
			c.repeats = c.repeats || slices.Contains(of[:i], of[i])
		}
	}
}

func (c *codes) row(row int32) []uint16 {
	if c.offsets == nil {
		return c.codes[row : row+1]
	}
	return c.codes[c.offsets[row]:c.offsets[row+1]]
}

// isRepeated reports whether a code of a row stands before it, too.
func (c *codes) isRepeated(of []uint16, i int) bool {
	return c.repeats && slices.Contains(of[:i], of[i])
}

// counted counts rows by code: a code twice in a row counts once.
type counted struct {
	codes          codes
	counts, totals []int32
	steps          cumulative[int32]
}

func newCounted(column codes, n int) counted {
	column.check(n)
	return counted{codes: column, counts: make([]int32, n), totals: make([]int32, n)}
}

func (c *counted) reset() { clear(c.counts) }
func (c *counted) all()   { copy(c.counts, c.totals) }

// Totals returns, for each code, all rows that have it. It belongs to the
// group.
func (c *counted) Totals() []int32 { return c.totals }

func (c *counted) add(rows []int32, sign int32) { c.codes.add(c.counts, rows, sign) }

func (c *codes) add(counts []int32, rows []int32, sign int32) {
	if c.offsets == nil {
		codes := c.codes
		for _, row := range rows {
			counts[codes[row]] += sign
		}
		return
	}
	for _, row := range rows {
		of := c.row(row)
		for i, code := range of {
			if !c.isRepeated(of, i) {
				counts[code] += sign
			}
		}
	}
}

func (c *counted) index(edges int) int { return c.steps.open(len(c.counts), edges) }
func (c *counted) unindex()            { c.steps = cumulative[int32]{} }
func (c *counted) accumulate()         { c.steps.accumulate() }

func (c *counted) fill(rows []int32, slot int32) { c.codes.add(c.steps.slot(slot), rows, 1) }

func (c *counted) last(rows, from, to []int32) {
	n, end := c.steps.n, c.steps.end
	for i, row := range rows {
		of := c.codes.row(row)
		for k, code := range of {
			if !c.codes.isRepeated(of, k) {
				end[int(from[i])*n+int(code)]--
				end[int(to[i])*n+int(code)]++
			}
		}
	}
}

func (c *counted) between(end, begin int) { c.steps.between(c.counts, end, begin) }

func (c *counted) numbers() ([]int32, []int64) { return c.counts, nil }
