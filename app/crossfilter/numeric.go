package crossfilter

import "math"

// Numeric is a dimension of one whole number per row, known or not, counted in
// ranges of equal width.
type Numeric struct {
	filter
	values  []int32
	unknown int32
	lo, hi  int32
	others  bool // rows of unknown value are kept

	counted // by range; the last one is that of unknown values
}

// Numeric returns a dimension over numbers; unknown stands for no number.
// Range i of its counts holds the numbers from i·width to before (i+1)·width;
// there are n of them, the first with all that is lower and the last with all
// that is higher, and one more for rows of unknown value. n must be below
// 65535, width above 0. The column has one entry per row and stays the
// caller's, unchanged.
func (e *Engine) Numeric(values []int32, unknown int32, width int32, n int) *Numeric {
	e.expectRows("values", len(values))
	if n < 1 || n >= math.MaxUint16 || width < 1 {
		panic("crossfilter: expected 1 to 65534 ranges of a width above 0")
	}
	ranges := make([]uint16, len(values))
	for row, v := range values {
		at := n
		if v != unknown {
			at = max(0, min(n-1, int(v/width)))
		}
		ranges[row] = uint16(at)
	}
	d := &Numeric{filter: e.newFilter(), counted: newCounted(codes{codes: ranges}, n+1), values: values, unknown: unknown}
	e.addAll(d)
	copy(d.totals, d.counts)
	e.join(d)
	return d
}

// Range keeps the rows whose number is from lo to hi, both inclusive, and with
// others those of unknown value.
func (d *Numeric) Range(lo, hi int32, others bool) {
	d.lo, d.hi, d.others = lo, hi, others
	d.engine.change(d, false, false)
}

// Clear keeps all rows.
func (d *Numeric) Clear() {
	if !d.isOpen() {
		d.lo, d.hi, d.others = math.MinInt32, math.MaxInt32, true
		d.engine.change(d, true, false)
	}
}

func (d *Numeric) mark(from, to int) {
	mask := d.engine.mask[from:to]
	for i, v := range d.values[from:to] {
		word := mask[i] &^ d.bit
		if v == d.unknown && !d.others || v != d.unknown && (v < d.lo || v > d.hi) {
			word |= d.bit
		}
		mask[i] = word
	}
}

// Counts returns, for each range and last for unknown values, the rows in it
// that pass every filter but the dimension's own. It belongs to d, until the
// next change of a filter.
func (d *Numeric) Counts() []int32 {
	d.engine.refresh()
	return d.counts
}
