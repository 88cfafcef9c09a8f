// Package order sorts rows by columns: by several at once, stably, rows
// without a value last, a million of them in portions between which a page can
// paint. Each column is ranked once; then rows are sorted by their ranks, by
// counting digits, at a cost that grows with the number of rows alone.
package order

import "slices"

// Ranks says where the rows stand in the order of one column: the lower the
// earlier, rows of equal values equally, 0 for a row without a value.
type Ranks []uint32

// Key is a column to sort by.
type Key struct {
	Ranks      Ranks
	Descending bool // the highest first; rows without a value are last all the same
}

// Pause is called after each portion of the work, a millisecond or so. It may
// wait, and ends the work for good by returning false.
type Pause func() (goOn bool)

// Never is a Pause that does not wait.
func Never() bool { return true }

// portion is how many rows are looked at between two pauses.
const portion = 1 << 13

// Sort returns rows sorted by keys, the first one leading; rows that are equal
// in all keep their order. It reports false when pause ended it.
func Sort(rows []int32, keys []Key, pause Pause) (sorted []int32, done bool) {
	s := sorter{pause: pause, rows: slices.Clone(rows), spare: make([]int32, len(rows))}
	for _, key := range slices.Backward(keys) {
		if !s.sort(key) {
			return nil, false
		}
	}
	return s.rows, true
}

// A digit is so many bits of a rank: few enough for the counts to stay in the
// processor's nearest cache.
const (
	digitBits = 11
	digits    = 1 << digitBits
)

type sorter struct {
	pause       Pause
	rows, spare []int32
	next        [digits]int32 // where the next row of each digit goes
}

func (s *sorter) sort(key Key) bool {
	top := uint32(0)
	for from := range s.portions() {
		for _, row := range s.rows[from:s.end(from)] {
			top = max(top, key.Ranks[row])
		}
		if !s.pause() {
			return false
		}
	}
	for shift := 0; top>>shift > 0; shift += digitBits {
		if !s.pass(key, top, shift) {
			return false
		}
	}
	return true
}

// pass sorts by one digit.
func (s *sorter) pass(key Key, top uint32, shift int) bool {
	clear(s.next[:])
	for from := range s.portions() {
		for _, row := range s.rows[from:s.end(from)] {
			s.next[key.place(row, top)>>shift%digits]++
		}
		if !s.pause() {
			return false
		}
	}
	at := int32(0)
	for digit, n := range s.next {
		s.next[digit] = at
		at += n
	}
	for from := range s.portions() {
		for _, row := range s.rows[from:s.end(from)] {
			next := &s.next[key.place(row, top)>>shift%digits]
			s.spare[*next] = row
			*next++
		}
		if !s.pause() {
			return false
		}
	}
	s.rows, s.spare = s.spare, s.rows
	return true
}

// place is where a row stands by a key whose highest rank is top: from 0,
// and top for a row without a value.
func (k *Key) place(row int32, top uint32) uint32 {
	switch rank := k.Ranks[row]; {
	case rank == 0:
		return top
	case k.Descending:
		return top - rank
	default:
		return rank - 1
	}
}

// portions yields where each portion of the rows begins.
func (s *sorter) portions() func(yield func(from int) bool) {
	return func(yield func(from int) bool) {
		for from := 0; from < len(s.rows) && yield(from); from += portion {
		}
	}
}

func (s *sorter) end(from int) int { return min(from+portion, len(s.rows)) }
