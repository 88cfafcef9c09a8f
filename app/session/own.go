package session

import (
	"slices"

	"wherewhen/app/event"
)

// FacetTitle returns what the file calls a column of its own, "" for other
// facets.
func (s *Session) FacetTitle(f Facet) string {
	if i := int(f - Own); f.IsOwn() && i < len(s.Table.Own) {
		return s.Table.Own[i].Title
	}
	return ""
}

// fewValues is how many different values a column of the file's own may have
// however few events there are.
const fewValues = 12

// Offers reports whether a facet has something to choose. Of who acted, how
// exactly dates and places are known and columns of the file's own that is more
// than one value; a column of the file's own of which nearly each event has a
// value that no other has is no facet.
func (s *Session) Offers(f Facet) bool {
	facet := &s.facets[f]
	switch {
	case facet.stated == 0:
		return false
	case f.IsOwn():
		stated := 0
		for code, n := range facet.dimension.Totals() {
			if facet.names[code] != "" {
				stated += int(n)
			}
		}
		return facet.stated > 1 && facet.stated <= max(fewValues, stated/2)
	case f == Actor:
		return facet.stated > 1
	case f >= PlacePrecision:
		return len(facet.names) > 1
	}
	return true
}

// dropColumns leaves out of a state the columns of the table that these data do
// not have, and names one of them; "" for none.
func (s *Session) dropColumns(state *State) (problem string) {
	missing := func(c Column) bool {
		if s.Has(c) {
			return false
		}
		problem = "columns=" + c.Key() + ": no such column in this data"
		return true
	}
	if columns := slices.DeleteFunc(state.Columns, missing); len(columns) > 0 {
		state.SetColumns(columns)
	} else {
		state.Columns = nil
	}
	if state.Sort = slices.DeleteFunc(state.Sort, func(k SortKey) bool { return missing(k.Column) }); len(state.Sort) == 0 {
		state.Sort = nil
	}
	return problem
}

// Rim returns the field whose values colours tell.
func (s *Session) Rim() Facet {
	if s.state.Rim == RimUsual {
		return s.usual
	}
	return Facet(s.state.Rim - 1)
}

// RimOf returns the colours by a facet: those by the usual one are the usual
// ones.
func (s *Session) RimOf(f Facet) Rim {
	if f == s.usual {
		return RimUsual
	}
	return RimOf(f)
}

// usualRim returns the field that colours tell at first: of joined files the
// file, else what is most to the point and has several values, but not so many
// that few of them have a colour.
func (s *Session) usualRim() Facet {
	several := func(f Facet, most int) bool { return s.facets[f].stated > 1 && s.facets[f].stated <= most }
	if s.Table.Joined && several(Own, event.MaxNames) {
		return Own
	}
	if several(Kind, event.MaxNames) {
		return Kind
	}
	if several(AttackType, fewValues) {
		return AttackType
	}
	for f := Own; f < PlacePrecision; f++ {
		if several(f, MostClasses) {
			return f
		}
	}
	for _, f := range [...]Facet{AttackType, Attribution, Country} {
		if several(f, event.MaxNames) {
			return f
		}
	}
	return Kind
}
