package session

import (
	"cmp"
	"slices"
)

// MostClasses is how many values of a field have a colour of their own, those
// of which none is stated among them.
const MostClasses = 8

// Class is a value that has a colour of its own, or all that have none. Which
// do depends on all events, not on those shown: a colour keeps its meaning while
// filters change.
type Class struct {
	Name  string // as in the data, "" for not stated
	Other bool   // of all further values, and of events with several values
	Rank  int    // among the stated values, the most frequent first
	Count int    // events shown that have a point
}

// classes are those of a field.
type classes struct {
	of     Facet
	list   []Class
	column []uint16 // the class of each row
}

// Classes returns the classes colours tell, the most frequent first, those not
// stated and the others last. Hexagons have none.
func (s *Session) Classes() []Class {
	_, list := s.Circles()
	return list
}

// ClassOf returns the class of a row, an index into Classes.
func (s *Session) ClassOf(row int) int { return int(s.classes().column[row]) }

// ColorClasses returns the classes without counts, whatever is drawn.
func (s *Session) ColorClasses() []Class { return s.classes().list }

func (s *Session) classes() *classes {
	if rim := s.Rim(); s.colors == nil || s.colors.of != rim {
		s.colors = s.facets[rim].classify(rim, s.Table.Len())
	}
	return s.colors
}

// classify divides the rows by a field.
func (f *facet) classify(of Facet, rows int) *classes {
	c := &classes{of: of, column: make([]uint16, rows)}
	totals := f.dimension.Totals()
	var stated []int
	unstated := false
	for code, name := range f.names {
		switch {
		case totals[code] == 0:
		case name == "":
			unstated = true
		default:
			stated = append(stated, code)
		}
	}
	slices.SortFunc(stated, func(a, b int) int {
		return cmp.Or(cmp.Compare(totals[b], totals[a]), cmp.Compare(f.names[a], f.names[b]))
	})
	several := false
	for row := range rows {
		if f.offsets == nil {
			break
		}
		codes := f.column[f.offsets[row]:f.offsets[row+1]]
		unstated = unstated || len(codes) == 0
		several = several || len(codes) > 0 && slices.ContainsFunc(codes, func(code uint16) bool { return code != codes[0] })
	}
	own := min(len(stated), MostClasses)
	if unstated {
		own = min(len(stated), MostClasses-1)
	}
	class := make([]uint16, len(f.names))
	for rank, code := range stated {
		class[code] = uint16(min(rank, own))
		if rank < own {
			c.list = append(c.list, Class{Name: f.names[code], Rank: rank})
		}
	}
	none, other := uint16(own), uint16(own)
	if unstated {
		c.list = append(c.list, Class{})
		other++
	}
	if several || len(stated) > own {
		c.list = append(c.list, Class{Other: true})
	}
	for rank, code := range stated {
		if rank >= own {
			class[code] = other
		}
	}
	for code, name := range f.names {
		if name == "" {
			class[code] = none
		}
	}
	if f.offsets == nil {
		for row, code := range f.column {
			c.column[row] = class[code]
		}
		return c
	}
	for row := range rows {
		codes := f.column[f.offsets[row]:f.offsets[row+1]]
		switch {
		case len(codes) == 0:
			c.column[row] = none
		case slices.ContainsFunc(codes, func(code uint16) bool { return code != codes[0] }):
			c.column[row] = other
		default:
			c.column[row] = class[codes[0]]
		}
	}
	return c
}
