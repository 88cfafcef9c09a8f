package crossfilter

import "slices"

// List is a dimension of any number of codes per row, counted by code. A
// category column is the list of one code per row.
type List struct {
	filter
	counted
	chosen []bool
	word   []uint32 // of each code, the bit of the filter if it keeps rows of that code out
	none   bool     // no code is chosen: all rows are kept
}

// Category returns a dimension of one code per row, each below n. The column
// stays the caller's, unchanged.
func (e *Engine) Category(column []uint16, n int) *List {
	e.expectRows("codes", len(column))
	return e.newList(codes{codes: column}, n)
}

// List returns a dimension of several codes per row: those of row i are
// column[offsets[i]:offsets[i+1]], each below n; a code twice in a row counts
// once. The columns stay the caller's, unchanged.
func (e *Engine) List(offsets []int32, column []uint16, n int) *List {
	e.expectRows("offsets", len(offsets)-1)
	return e.newList(codes{offsets: offsets, codes: column}, n)
}

func (e *Engine) newList(column codes, n int) *List {
	d := &List{filter: e.newFilter(), counted: newCounted(column, n), chosen: make([]bool, n), word: make([]uint32, n), none: true}
	e.addAll(d)
	copy(d.totals, d.counts)
	e.join(d)
	return d
}

// Choose keeps the rows that have any of the codes; no codes keep all rows.
func (d *List) Choose(codes ...uint16) {
	if len(codes) == 0 && d.isOpen() {
		return
	}
	// What comes and goes, if the counts are up to date; else it is no matter.
	changes, remain := int32(0), int32(0)
	none := len(codes) == 0
	for code, n := range d.counts {
		was, is := d.none || d.chosen[code], none || slices.Contains(codes, uint16(code))
		if was != is {
			changes += n
		}
		if is {
			remain += n
		}
		d.chosen[code], d.word[code] = is && !none, 0
		if !is {
			d.word[code] = d.bit
		}
	}
	d.none = none
	d.engine.change(d, none, remain < changes)
}

func (d *List) mark(from, to int) {
	mask, bit := d.engine.mask[from:to], d.bit
	switch {
	case d.none:
		for i := range mask {
			mask[i] &^= bit
		}
	case d.codes.offsets == nil:
		for i, code := range d.codes.codes[from:to] {
			mask[i] = mask[i]&^bit | d.word[code]
		}
	default:
		for i, word := range mask {
			word |= bit
			for _, code := range d.codes.row(int32(from + i)) {
				if d.chosen[code] {
					word &^= bit
					break
				}
			}
			mask[i] = word
		}
	}
}

// Counts returns, for each code, the rows that have it and pass every filter
// but the dimension's own. It belongs to d, until the next change of a filter.
func (d *List) Counts() []int32 {
	d.engine.refresh()
	return d.counts
}
