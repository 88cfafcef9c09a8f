package profile

import "math/rand/v2"

// ids are the ids of events with the line each was read on. A map of strings
// would be several times as slow and as large.
type ids struct {
	seed  uint64   // so that no file can be made to be slow
	slots []uint64 // a power of two of them
	texts []byte
	ends  []uint32 // of each id in texts
	lines []int32

	free *uint64 // where the id looked up last would be
	tag  uint64
}

// find returns the slot of an id: the number of the id from 1, and of its hash
// the upper half, or 0 where it would be.
func (s *ids) find(id string) (slot *uint64, tag uint64) {
	h := hash(id, s.seed)
	tag = h >> 32 << 32
	for at := h >> 32; ; at++ {
		slot = &s.slots[at&uint64(len(s.slots)-1)]
		if *slot == 0 || *slot&^0xffffffff == tag && string(s.text(uint32(*slot)-1)) == id {
			return slot, tag
		}
	}
}

func (s *ids) text(i uint32) []byte {
	from := uint32(0)
	if i > 0 {
		from = s.ends[i-1]
	}
	return s.texts[from:s.ends[i]]
}

// line returns the line an id was read on, if it was. An id that was not is added
// by keep.
func (s *ids) line(id string) (line int32, ok bool) {
	if 2*len(s.ends) >= len(s.slots) {
		s.grow()
	}
	s.free, s.tag = s.find(id)
	if *s.free == 0 {
		return 0, false
	}
	return s.lines[uint32(*s.free)-1], true
}

// keep adds the id that was looked up last and was not there.
func (s *ids) keep(id string, line int32) {
	s.texts = append(s.texts, id...)
	s.ends = append(s.ends, uint32(len(s.texts)))
	s.lines = append(s.lines, line)
	*s.free = s.tag | uint64(len(s.ends))
}

func (s *ids) grow() {
	before := s.slots
	if before == nil {
		s.seed = rand.Uint64()
	}
	s.slots = make([]uint64, max(1<<10, 4*len(before)))
	for _, one := range before {
		if one == 0 {
			continue
		}
		at := one >> 32
		for s.slots[at&uint64(len(s.slots)-1)] != 0 {
			at++
		}
		s.slots[at&uint64(len(s.slots)-1)] = one
	}
}
