package session

import (
	"slices"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// people are the figures of people killed, or injured.
type people struct {
	best   []int32 // of each row, taken from low or high where there is no best figure
	stated bool    // of any row
	at     []int64 // sums by place; nil until they are asked for
}

func newPeople(best []int32) *people {
	return &people{best: best, stated: slices.ContainsFunc(best, func(n int32) bool { return n != event.Unknown })}
}

// peopleOf returns the figures circles are sized by.
func (s *Session) peopleOf(size Size) *people {
	if s.people[size] == nil { // those of people killed are always there
		best := make([]int32, s.Table.Len())
		for row := range best {
			best[row] = s.Table.Injured.Row(row).Filled().Best
		}
		s.people[size] = newPeople(best)
	}
	return s.people[size]
}

// States reports whether any event, shown or not, has what a size counts.
func (s *Session) States(size Size) bool {
	switch {
	case size == SizeEvents:
		return true
	case s.people[size] == nil: // most say so within a few rows
		for row := range s.Table.Len() {
			if s.Table.Injured.Row(row).Known() {
				return true
			}
		}
	}
	return s.peopleOf(size).stated
}

// byPlace returns the sums by place.
func (p *people) byPlace(places *mapview.Places) []int64 {
	if p.at == nil {
		p.at = make([]int64, len(places.Lon))
		for row, place := range places.Of {
			if n := p.best[row]; place != mapview.NoPlace && n != event.Unknown {
				p.at[place] += int64(n)
			}
		}
	}
	return p.at
}

// WithoutFigure returns how many of the events drawn as circles have no figure
// of what the state sizes those by, and of the second of two periods, how many.
func (s *Session) WithoutFigure() (n, other int) {
	c, _ := s.Circles()
	for cell := range c.Known {
		n += int(c.Count[cell] - c.Known[cell])
	}
	for cell := range c.OtherKnown {
		other += int(c.OtherCount[cell] - c.OtherKnown[cell])
	}
	return n, other
}
