package crossfilter

import "slices"

// order is the rows in the order of a key, those of the same key in their own
// order. It is made once, a block at a time.
type order struct {
	made bool
	rows []int32 // nil when the key grows by itself

	from      int // of the next block
	low, high int32
	grows     bool
	next      []int32 // of each value from low on, how many are before it; then where its next row goes
}

// sort goes on for a block. It counts the rows of each value, then puts them
// where they go: as many passes as there are, however many rows.
func (o *order) sort(key []int32) {
	from := o.from
	o.from = min(from+block, len(key))
	switch {
	case o.rows != nil:
		o.place(key[from:o.from], int32(from))
	case o.next != nil:
		o.count(key[from:o.from])
	default:
		o.look(key[max(0, from-1):o.from], from == 0)
	}
	if o.from == len(key) {
		o.from = 0
		o.turn(key)
	}
}

// turn begins the next pass, or ends the last.
func (o *order) turn(key []int32) {
	switch {
	case o.rows != nil:
		o.made, o.next = true, nil
	case o.next != nil:
		for i := 1; i < len(o.next); i++ {
			o.next[i] += o.next[i-1]
		}
		o.rows = make([]int32, len(key))
	case o.grows:
		o.made = true
	case int64(o.high)-int64(o.low) > mostDays:
		o.rows = make([]int32, len(key))
		for i := range o.rows {
			o.rows[i] = int32(i)
		}
		slices.SortStableFunc(o.rows, func(a, b int32) int { return int(int64(key[a]) - int64(key[b])) })
		o.made = true
	default:
		o.next = make([]int32, o.high-o.low+2)
	}
}

// look finds the least and the greatest of the values, and whether they grow.
func (o *order) look(key []int32, first bool) {
	if first {
		o.grows = true
		if len(key) > 0 {
			o.low, o.high = key[0], key[0]
		}
	}
	low, high, grows := o.low, o.high, o.grows
	for i, k := range key {
		low, high = min(low, k), max(high, k)
		grows = grows && (i == 0 || key[i-1] <= k)
	}
	o.low, o.high, o.grows = low, high, grows
}

func (o *order) count(key []int32) {
	next, low := o.next, o.low
	for _, k := range key {
		next[k-low+1]++
	}
}

func (o *order) place(key []int32, from int32) {
	rows, next, low := o.rows, o.next, o.low
	for i, k := range key {
		at := &next[k-low]
		rows[*at] = from + int32(i)
		*at++
	}
}
