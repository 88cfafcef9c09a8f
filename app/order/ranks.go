package order

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// Names ranks rows by a code each; rank has one entry per code, 0 for the code
// of rows without a value.
func Names(codes []uint16, rank []uint32, pause Pause) (ranks Ranks, done bool) {
	return Numbers(len(codes), func(row int) uint32 { return rank[codes[row]] }, pause)
}

// Numbers ranks rows by a number each, 0 for a row without a value.
func Numbers(rows int, number func(row int) uint32, pause Pause) (ranks Ranks, done bool) {
	ranks = make(Ranks, rows)
	for row := range ranks {
		ranks[row] = number(row)
		if row%portion == portion-1 && !pause() {
			return nil, false
		}
	}
	return ranks, true
}

// Tuples ranks rows by several numbers below 2³²−1 each, the first one leading.
// Rows whose first number is 0 have no value.
func Tuples(rows int, numbers []func(row int) uint32, pause Pause) (ranks Ranks, done bool) {
	keys := make([]Key, len(numbers))
	for i, number := range numbers {
		if i > 0 { // 0 is a value of these
			further := number
			number = func(row int) uint32 { return further(row) + 1 }
		}
		if keys[i].Ranks, done = Numbers(rows, number, pause); !done {
			return nil, false
		}
	}
	sorted, done := Sort(all(rows), keys, pause)
	if !done {
		return nil, false
	}
	same := func(a, b int32) bool {
		return !slices.ContainsFunc(keys, func(k Key) bool { return k.Ranks[a] != k.Ranks[b] })
	}
	ranks = make(Ranks, rows)
	rank := uint32(0)
	for i, row := range sorted {
		if keys[0].Ranks[row] == 0 {
			break // the rest has no value either
		}
		if i == 0 || !same(sorted[i-1], row) {
			rank++
		}
		ranks[row] = rank
		if i%portion == portion-1 && !pause() {
			return nil, false
		}
	}
	return ranks, true
}

func all(rows int) []int32 {
	list := make([]int32, rows)
	for row := range list {
		list[row] = int32(row)
	}
	return list
}

// Texts ranks rows by the bytes of a text each. text appends that of a row to
// buf, which is empty; ok is false for a row without one.
func Texts(rows int, text func(buf []byte, row int) (text []byte, ok bool), pause Pause) (ranks Ranks, done bool) {
	t := texts{text: text, pause: pause}
	for row := range rows {
		var ok bool
		if t.buf, ok = text(t.buf[:0], row); ok {
			t.rows = append(t.rows, int32(row))
		}
		if !t.worked() {
			return nil, false
		}
	}
	if !t.sort() {
		return nil, false
	}
	ranks = make(Ranks, rows)
	rank := uint32(0)
	for i, row := range t.rows {
		t.buf, _ = text(t.buf[:0], int(row))
		if i == 0 || !bytes.Equal(t.buf, t.first) {
			rank++
			t.buf, t.first = t.first, t.buf
		}
		ranks[row] = rank
		if !t.worked() {
			return nil, false
		}
	}
	return ranks, true
}

// texts sorts rows by their texts: by eight bytes at a time, from where the
// texts of a group begin to differ.
type texts struct {
	text  func(buf []byte, row int) ([]byte, bool)
	pause Pause
	rows  []int32

	chunks, spare []chunk
	buf, first    []byte
	work          int // since the last pause
}

// chunk is eight bytes of the text of a row, 0 behind its end.
type chunk struct {
	bytes uint64
	row   int32
}

// stretch is a part of the rows whose texts are the same up to a depth.
type stretch struct{ from, to, depth int }

// few is how many rows are sorted by comparing whole texts.
const few = 24

func (t *texts) sort() bool {
	t.chunks = make([]chunk, len(t.rows))
	t.spare = make([]chunk, len(t.rows))
	for todo := []stretch{{0, len(t.rows), 0}}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if s.to-s.from <= few {
			t.compare(t.rows[s.from:s.to])
			if !t.worked() {
				return false
			}
			continue
		}
		same, goOn := t.common(&s)
		if !goOn {
			return false
		}
		if same {
			continue
		}
		if !t.sortChunks(s) {
			return false
		}
		split := false
		for from := s.from; from < s.to; {
			to := from + 1
			for to < s.to && t.chunks[to].bytes == t.chunks[from].bytes {
				to++
			}
			split = split || to-from < s.to-s.from
			if to-from > 1 && split {
				todo = append(todo, stretch{from, to, s.depth + 8})
			}
			from = to
		}
		if !split { // texts that differ in a byte 0 at their end
			t.compare(t.rows[s.from:s.to])
		}
	}
	return true
}

// worked counts a row that was looked at.
func (t *texts) worked() bool {
	t.work++
	if t.work < portion/4 {
		return true
	}
	t.work = 0
	return t.pause()
}

// compare sorts rows by whole texts.
func (t *texts) compare(rows []int32) {
	slices.SortFunc(rows, func(a, b int32) int {
		t.work++
		t.first, _ = t.text(t.first[:0], int(a))
		t.buf, _ = t.text(t.buf[:0], int(b))
		return bytes.Compare(t.first, t.buf)
	})
}

// common deepens a stretch to where its texts begin to differ. same says that
// they do not.
func (t *texts) common(s *stretch) (same, goOn bool) {
	t.first, _ = t.text(t.first[:0], int(t.rows[s.from]))
	depth, same := len(t.first), true
	for _, row := range t.rows[s.from+1 : s.to] {
		t.buf, _ = t.text(t.buf[:0], int(row))
		at := s.depth
		for at < min(depth, len(t.buf)) && t.buf[at] == t.first[at] {
			at++
		}
		same = same && at == len(t.first) && at == len(t.buf)
		depth = min(depth, at)
		if !t.worked() {
			return false, false
		}
		if depth <= s.depth && !same {
			break
		}
	}
	s.depth = max(s.depth, depth)
	return same, true
}

// sortChunks sorts a stretch by the eight bytes of its depth.
func (t *texts) sortChunks(s stretch) bool {
	chunks, spare := t.chunks[s.from:s.to], t.spare[s.from:s.to]
	differ := uint64(0) // bits in which any two differ
	for i, row := range t.rows[s.from:s.to] {
		t.buf, _ = t.text(t.buf[:0], int(row))
		var b [8]byte
		copy(b[:], t.buf[min(s.depth, len(t.buf)):])
		chunks[i] = chunk{binary.BigEndian.Uint64(b[:]), row}
		differ |= chunks[i].bytes ^ chunks[0].bytes
		if !t.worked() {
			return false
		}
	}
	if len(chunks) < portion/8 {
		slices.SortFunc(chunks, func(a, b chunk) int { return cmp.Compare(a.bytes, b.bytes) })
		t.work += len(chunks)
	} else if !t.sortDigits(chunks, spare, differ) {
		return false
	}
	for i := range chunks {
		t.rows[s.from+i] = chunks[i].row
	}
	return true
}

// sortDigits sorts chunks by counting, digit by digit of those in which they
// differ.
func (t *texts) sortDigits(chunks, spare []chunk, differ uint64) bool {
	into, from := spare, chunks
	for shift := 0; shift < 64; shift += digitBits {
		if differ>>shift%digits == 0 {
			continue
		}
		var next [digits]int32
		for i := range from {
			next[from[i].bytes>>shift%digits]++
		}
		at := int32(0)
		for digit, n := range next {
			next[digit] = at
			at += n
		}
		for begin := 0; begin < len(from); begin += portion {
			for _, c := range from[begin:min(begin+portion, len(from))] {
				n := &next[c.bytes>>shift%digits]
				into[*n] = c
				*n++
			}
			if !t.pause() {
				return false
			}
		}
		into, from = from, into
	}
	if &from[0] != &chunks[0] {
		copy(chunks, from)
	}
	return true
}
