package session

// keepers are the filters but the window that are not open.
type keepers struct {
	made    bool
	filters int // when they were made
	facets  []keeper
	found   []bool // of each row, whether the query has found it; nil without one
}

// keeper keeps the rows that have a chosen code.
type keeper struct {
	offsets []int32 // nil for one code per row
	codes   []uint16
	chosen  []bool // of each code
}

func (k *keeper) keeps(row int) bool {
	if k.offsets == nil {
		return k.chosen[k.codes[row]]
	}
	for _, code := range k.codes[k.offsets[row]:k.offsets[row+1]] {
		if k.chosen[code] {
			return true
		}
	}
	return false
}

// PassesButWindow reports whether a row passes every filter but the window.
func (s *Session) PassesButWindow(row int) bool {
	k := &s.kept
	if !k.made || k.filters != s.filters {
		s.makeKeepers()
	}
	if k.found != nil && !k.found[row] {
		return false
	}
	for i := range k.facets {
		if !k.facets[i].keeps(row) {
			return false
		}
	}
	return true
}

func (s *Session) makeKeepers() {
	s.kept = keepers{made: true, filters: s.filters, facets: s.kept.facets[:0]}
	for f, names := range s.state.Chosen {
		if len(names) == 0 {
			continue
		}
		of := &s.facets[f]
		k := keeper{of.offsets, of.column, make([]bool, len(of.names))}
		for _, name := range names {
			k.chosen[of.codes[name]] = true
		}
		s.kept.facets = append(s.kept.facets, k)
	}
	if s.state.Query != "" && s.sought != nil && len(s.sought.words) > 0 {
		s.kept.found = s.sought.kept
	}
}
