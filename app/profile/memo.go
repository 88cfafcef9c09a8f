package profile

import "unsafe"

// A memo keeps what texts were found to stand for, for when they come again, as
// most values of most columns do.
type memo [1 << 11]meaning

type meaning struct {
	of    []byte
	means string
}

// longestKept is how long a text may be that a memo keeps.
const longestKept = 64

// of returns where a text, which is not empty, is kept, if it is.
func (m *memo) of(text string) *meaning {
	if len(text) == 1 {
		return &m[text[0]]
	}
	return &m[hash(text, 0)%uint64(len(m))]
}

func (m *meaning) is(of string) bool {
	return len(m.of) == len(of) && m.of[0] == of[0] && string(m.of) == of
}

// keep keeps what a text means, which must outlast it.
func (m *meaning) keep(of, means string) { m.of, m.means = append(m.of[:0], of...), means }

// hash is a number of 64 bits that differs for most texts.
func hash(text string, seed uint64) uint64 {
	const odd = 0x9e3779b97f4a7c15
	p, n := unsafe.Pointer(unsafe.StringData(text)), len(text)
	h := seed ^ uint64(n)*odd
	switch {
	case n >= 8:
		for i := 0; i < n-8; i += 8 {
			h = (h ^ *(*uint64)(unsafe.Add(p, i))) * odd
			h ^= h >> 32
		}
		h ^= *(*uint64)(unsafe.Add(p, n-8))
	case n >= 4:
		h ^= uint64(*(*uint32)(p)) | uint64(*(*uint32)(unsafe.Add(p, n-4)))<<32
	case n > 0:
		h ^= uint64(text[0]) | uint64(text[n/2])<<8 | uint64(text[n-1])<<16
	}
	h *= odd
	h ^= h >> 32
	h *= odd
	return h ^ h>>32
}
