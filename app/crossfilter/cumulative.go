package crossfilter

// cumulative are the counts of a group before each edge of an index: of n
// codes, edge after edge.
type cumulative[N int32 | int64] struct {
	n          int
	begin, end []N
}

// open makes room for n codes at so many edges, and returns for how many counts.
func (c *cumulative[N]) open(n, edges int) (counts int) {
	*c = cumulative[N]{n: n, begin: make([]N, n*edges), end: make([]N, n*edges)}
	return 2 * n * edges
}

// slot returns the counts of what begins in a slot.
func (c *cumulative[N]) slot(i int32) []N { return c.begin[int(i)*c.n : (int(i)+1)*c.n] }

// accumulate makes of the counts in each slot those in it and all before. Until
// then end holds how the counts of ends differ from those of begins: most rows
// end in the slot they begin in.
func (c *cumulative[N]) accumulate() {
	if c.n == 0 {
		return
	}
	plus(c.begin[:c.n], c.end[:c.n], nil, nil)
	for at := c.n; at < len(c.begin); at += c.n {
		last := at - c.n
		plus(c.begin[at:at+c.n], c.end[at:at+c.n], c.begin[last:at], c.end[last:at])
	}
}

// plus makes the counts in a slot cumulative, given those before it, nil for
// none. It is called for every edge rather than looping over all: a browser
// compiles well what is called often.
func plus[N int32 | int64](begin, end, lastBegin, lastEnd []N) {
	end = end[:len(begin)]
	if lastBegin == nil {
		for i, n := range begin {
			end[i] += n
		}
		return
	}
	lastBegin, lastEnd = lastBegin[:len(begin)], lastEnd[:len(begin)]
	for i, n := range begin {
		end[i] += n + lastEnd[i]
		begin[i] = n + lastBegin[i]
	}
}

// between writes what begins before one edge less what ends before another.
func (c *cumulative[N]) between(into []N, end, begin int) {
	if end < 0 {
		clear(into)
	} else {
		copy(into, c.begin[end*c.n:(end+1)*c.n])
	}
	if begin < 0 {
		return
	}
	for i, n := range c.end[begin*c.n : (begin+1)*c.n] {
		into[i] -= n
	}
}
