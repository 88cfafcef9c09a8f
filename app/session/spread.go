package session

import (
	"cmp"
	"slices"
)

// RowsIn returns the rows shown of a cell, the newest first; all is false where
// they are more than most, of which none is returned. They belong to the
// caller.
func (s *Session) RowsIn(key *Cell, most int) (rows []int32, all bool) {
	cells, cell, ok := s.placesOf(key)
	if !ok {
		return nil, true
	}
	for place, of := range cells.Of {
		if int(of) != cell {
			continue
		}
		for _, row := range s.RowsAt(place) {
			if !s.engine.Visible(int(row)) {
				continue
			}
			if len(rows) == most {
				return nil, false
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(s.undatedLast(a, b), int(s.Table.Start[b])-int(s.Table.Start[a]), int(a)-int(b))
	})
	return rows, true
}
