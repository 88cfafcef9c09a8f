package session

import (
	"slices"

	"wherewhen/app/mapview"
)

// atPlace are the rows of each place, one place after the other: those of place
// i are rows[offsets[i]:offsets[i+1]].
type atPlace struct{ offsets, rows []int32 }

// RowsAt returns the rows of a place, shown or not, in the order of the table.
// They belong to the session and must not be changed. The first call looks at
// every row, the others at none.
func (s *Session) RowsAt(place int) []int32 {
	if s.atPlace.offsets == nil {
		s.atPlace = groupByPlace(s.Places)
	}
	a := &s.atPlace
	return a.rows[a.offsets[place]:a.offsets[place+1]]
}

// groupByPlace sorts the rows that have a place by counting.
func groupByPlace(p *mapview.Places) atPlace {
	offsets := make([]int32, len(p.Events)+1)
	for place, n := range p.Events {
		offsets[place+1] = offsets[place] + n
	}
	rows := make([]int32, offsets[len(p.Events)])
	next := slices.Clone(offsets)
	for row, place := range p.Of {
		if place != mapview.NoPlace {
			rows[next[place]] = int32(row)
			next[place]++
		}
	}
	return atPlace{offsets, rows}
}
