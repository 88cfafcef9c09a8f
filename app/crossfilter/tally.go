package crossfilter

// Tally counts the visible rows by a code that is no dimension: the circle of
// the map they are drawn in, say.
type Tally struct {
	counted
	engine *Engine
}

// Tally counts rows by one code each, below n. The column stays the caller's,
// unchanged. It is counted with every change of a filter until Drop.
func (e *Engine) Tally(column []uint16, n int) *Tally {
	e.expectRows("codes", len(column))
	t := &Tally{engine: e, counted: newCounted(codes{codes: column}, n)}
	e.addAll(t)
	copy(t.totals, t.counts)
	e.join(t)
	return t
}

// Drop ends the counting.
func (t *Tally) Drop() { t.engine.leaves(t) }

func (t *Tally) ignores() uint32 { return 0 }

// Counts returns, for each code, the visible rows that have it. It belongs to
// t, until the next change of a filter.
func (t *Tally) Counts() []int32 {
	t.engine.refresh()
	return t.counts
}
