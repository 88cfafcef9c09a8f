package session

// groups are the members of each group, one group after the other: those of
// group i are members[offsets[i]:offsets[i+1]], ascending.
type groups struct{ offsets, members []int32 }

// group sorts members by counting. of has one entry per member, its group or a
// negative number for none.
func group(of []int32, n int) groups {
	offsets := make([]int32, n+1)
	for _, i := range of {
		if i >= 0 {
			offsets[i+1]++
		}
	}
	for i := range n {
		offsets[i+1] += offsets[i]
	}
	members := make([]int32, offsets[n])
	next := append([]int32(nil), offsets...)
	for member, i := range of {
		if i >= 0 {
			members[next[i]] = int32(member)
			next[i]++
		}
	}
	return groups{offsets, members}
}

func (g *groups) at(i int32) []int32 { return g.members[g.offsets[i]:g.offsets[i+1]] }

// RowsAt returns the rows of a place, shown or not, in the order of the table.
// They belong to the session and must not be changed.
func (s *Session) RowsAt(place int) []int32 { return s.rowsAt.at(int32(place)) }

// placesIn returns the places of a cell.
func (s *Session) placesIn(cell int) []int32 {
	if s.placesOfCellOf != s.cells {
		s.placesOfCellOf, s.placesOfCell = s.cells, group(s.cells.Of, len(s.cells.Main))
	}
	return s.placesOfCell.at(int32(cell))
}
