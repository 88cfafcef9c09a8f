package session

import "wherewhen/app/event"

// Doubts counts what of the events shown is not known exactly.
type Doubts struct {
	Days   int // known no more exactly than to a week, month or year
	Places int // known to no nearer place than a district, province or country

	// Whether figures of people killed count attackers, of the events that have
	// such a figure.
	WithAttackers, WithoutAttackers, AttackersUnknown int
}

// The codes of the tally of doubts: whether attackers are counted, and with
// coarsePlace that the place is not near.
const (
	noFigure = iota
	withAttackers
	withoutAttackers
	attackersUnknown
	coarsePlace
	doubts = 2 * coarsePlace
)

// Doubts counts the doubts there are of the events shown.
func (s *Session) Doubts() Doubts {
	n := s.doubt.Counts()
	of := func(code int) int { return int(n[code] + n[coarsePlace+code]) }
	d := Doubts{WithAttackers: of(withAttackers), WithoutAttackers: of(withoutAttackers), AttackersUnknown: of(attackersUnknown)}
	for _, count := range n[coarsePlace:] {
		d.Places += int(count)
	}
	inexact := s.Inexact()
	d.Days = inexact.Total() - inexact.Several
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
	attackers := make([]uint16, len(t.CasualtiesIncludeAttackers.Names))
	for code, name := range t.CasualtiesIncludeAttackers.Names {
		switch name {
		case "yes":
			attackers[code] = withAttackers
		case "no":
			attackers[code] = withoutAttackers
		default:
			attackers[code] = attackersUnknown
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
