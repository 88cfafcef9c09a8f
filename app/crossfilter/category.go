package crossfilter

import "fmt"

// List is a dimension of any number of codes per row, counted by code. A
// category column is the list of one code per row.
type List struct {
	filter
	offsets []int32 // nil: one code per row
	codes   []uint16
	chosen  []bool

	counts, totals []int32
	seen           []int32 // row + 1 each code was last counted for
	counted        int
}

// Category returns a dimension of one code per row, each below n. The column
// stays the caller's, unchanged.
func (e *Engine) Category(codes []uint16, n int) *List {
	e.expectRows("codes", len(codes))
	return e.newList(nil, codes, n)
}

// List returns a dimension of several codes per row: those of row i are
// codes[offsets[i]:offsets[i+1]], each below n; a code twice in a row counts
// once. The columns stay the caller's, unchanged.
func (e *Engine) List(offsets []int32, codes []uint16, n int) *List {
	e.expectRows("offsets", len(offsets)-1)
	return e.newList(offsets, codes, n)
}

func (e *Engine) newList(offsets []int32, codes []uint16, n int) *List {
	for i, code := range codes {
		if int(code) >= n {
			panic(fmt.Sprintf("crossfilter: code %d at %d, expected less than %d", code, i, n))
		}
	}
	d := &List{
		filter: e.newFilter(), offsets: offsets, codes: codes, chosen: make([]bool, n),
		counts: make([]int32, n), totals: make([]int32, n), seen: make([]int32, n),
	}
	d.count(d.totals, ^uint32(0))
	return d
}

func (d *List) row(row int) []uint16 {
	if d.offsets == nil {
		return d.codes[row : row+1]
	}
	return d.codes[d.offsets[row]:d.offsets[row+1]]
}

// Choose keeps the rows that have any of the codes; no codes keep all rows.
func (d *List) Choose(codes ...uint16) {
	if len(codes) == 0 {
		d.clear()
		return
	}
	clear(d.chosen)
	for _, code := range codes {
		d.chosen[code] = true
	}
	for row := range d.engine.mask {
		out := true
		for _, code := range d.row(row) {
			if d.chosen[code] {
				out = false
				break
			}
		}
		d.set(row, out)
	}
	d.changed()
}

// count counts the rows that pass all filters but the ignored ones by code.
func (d *List) count(into []int32, ignored uint32) {
	clear(into)
	clear(d.seen)
	for row, word := range d.engine.mask {
		if word&^ignored != 0 {
			continue
		}
		for _, code := range d.row(row) {
			if d.seen[code] != int32(row)+1 {
				d.seen[code] = int32(row) + 1
				into[code]++
			}
		}
	}
}

// Counts returns, for each code, the rows that have it and pass every filter
// but the dimension's own. It belongs to d, until the next change of a filter.
func (d *List) Counts() []int32 {
	if d.counted != d.engine.revision {
		d.count(d.counts, d.bit)
		d.counted = d.engine.revision
	}
	return d.counts
}

// Totals returns, for each code, all rows that have it. It belongs to d.
func (d *List) Totals() []int32 { return d.totals }
