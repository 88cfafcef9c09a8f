package crossfilter

// cumulative are the counts of a group before each edge of an index: of n
// codes, edge after edge.
type cumulative[N int32 | int64] struct {
	n          int
	begin, end []N
}

func newCumulative[N int32 | int64](n, edges int) cumulative[N] {
	return cumulative[N]{n: n, begin: make([]N, n*edges), end: make([]N, n*edges)}
}

// accumulate makes of the counts in each slot those in it and all before.
func (c *cumulative[N]) accumulate() {
	for _, counts := range [][]N{c.begin, c.end} {
		before := counts[:c.n]
		for at := c.n; at < len(counts); at += c.n {
			these := counts[at : at+c.n]
			for i, n := range before {
				these[i] += n
			}
			before = these
		}
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
