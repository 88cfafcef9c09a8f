package crossfilter

// former is what the groups counted before a filter was closed. As long as no
// other filter changes, they count the same when it is opened again: a choice
// is let go at the cost of taking its bit from the mask.
type former struct {
	bit    uint32 // of the filter, 0 for none
	counts []int32
	sums   []int64
}

// keep notes what the groups count, before a filter is closed.
func (e *Engine) keep(bit uint32) {
	f := &e.former
	f.bit, f.counts, f.sums = bit, f.counts[:0], f.sums[:0]
	for _, g := range e.groups {
		counts, sums := g.numbers()
		f.counts, f.sums = append(f.counts, counts...), append(f.sums, sums...)
	}
}

// restore has the groups count that again.
func (e *Engine) restore() {
	f := &e.former
	f.bit = 0
	restCounts, restSums := f.counts, f.sums
	for _, g := range e.groups {
		counts, sums := g.numbers()
		restCounts = restCounts[copy(counts, restCounts):]
		restSums = restSums[copy(sums, restSums):]
	}
}
