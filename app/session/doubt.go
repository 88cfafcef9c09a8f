package session

import (
	"slices"

	"wherewhen/app/crossfilter"
	"wherewhen/app/event"
)

// Doubts counts what of the events shown is not known exactly.
type Doubts struct {
	Days    int // with a date, but without a single known day
	Undated int // without a date
	Places  int // known to no nearer place than a district, province or country
}

// Attackers says of how many of the events that have a figure of people killed
// that figure counts attackers, does not, or is not known to.
type Attackers struct{ Counted, Not, Unknown int }

// add counts n events by their code.
func (a *Attackers) add(doubt uint16, n int) {
	switch doubt % coarsePlace {
	case withAttackers:
		a.Counted += n
	case withoutAttackers:
		a.Not += n
	case attackersUnknown:
		a.Unknown += n
	}
}

// attackersOf reads a tally of doubts.
func attackersOf(t *crossfilter.Tally) (a Attackers) {
	for code, n := range t.Counts() {
		a.add(uint16(code), int(n))
	}
	return a
}

// The codes of the tally of doubts: whether attackers are counted, and with
// coarsePlace that the place is not near.
const (
	noFigure = iota // or nothing to tell of attackers
	withAttackers
	withoutAttackers
	attackersUnknown
	coarsePlace
	doubts = 2 * coarsePlace
)

// Doubts counts the doubts there are of the events shown.
func (s *Session) Doubts() Doubts {
	var d Doubts
	for _, count := range s.doubt.Counts()[coarsePlace:] {
		d.Places += int(count)
	}
	n := s.Inexact()
	d.Days, d.Undated = n.Total()-n.Undated, n.Undated
	return d
}

// coarsePlaces says of each code of precision whether it is no nearer than a
// district. An event without a point is no nearer than its area.
func coarsePlaces(t *event.Table) []bool {
	coarse := make([]bool, len(t.GeoPrecision.Names))
	for code, name := range t.GeoPrecision.Names {
		coarse[code] = name == "district" || name == "province" || name == "country"
	}
	return coarse
}

func doubtColumn(t *event.Table, killed []int32) []uint16 {
	coarse := coarsePlaces(t)
	// Where no event says anything of attackers, as in a file of floods, there is
	// nothing to tell.
	stated := slices.ContainsFunc(t.CasualtiesIncludeAttackers.Names, func(name string) bool { return name != "" })
	attackers := make([]uint16, len(t.CasualtiesIncludeAttackers.Names))
	for code, name := range t.CasualtiesIncludeAttackers.Names {
		switch name {
		case "yes":
			attackers[code] = withAttackers
		case "no":
			attackers[code] = withoutAttackers
		default:
			if stated {
				attackers[code] = attackersUnknown
			}
		}
	}
	column := make([]uint16, t.Len())
	for row := range column {
		if killed[row] != event.Unknown {
			column[row] = attackers[t.CasualtiesIncludeAttackers.Codes[row]]
		}
		if coarse[t.GeoPrecision.Codes[row]] || !t.Located(row) {
			column[row] += coarsePlace
		}
	}
	return column
}
