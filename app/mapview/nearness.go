package mapview

// Nearness is how near to its point an event happened, as far as is known.
type Nearness uint8

// The degrees of nearness. Whatever says nothing else counts as known to its
// point.
const (
	NearSite Nearness = iota
	NearCity
	NearDistrict
	NearProvince
	NearCountry
	nearnesses
)

// NearnessOf returns the nearness a precision of place stands for.
func NearnessOf(precision string) Nearness {
	switch precision {
	case "city":
		return NearCity
	case "district":
		return NearDistrict
	case "province":
		return NearProvince
	case "country":
		return NearCountry
	}
	return NearSite
}

// Reach returns the radius in kilometres of the disc that stands for where an
// event may have happened that is known no nearer, 0 for its point. They are
// conventions of this map, the same everywhere: 5 km are a city and its
// outskirts; circles of 25, 75 and 300 km have the areas of a district, a
// province and a country of middling size, 2,000, 18,000 and 280,000 km². No
// boundary is meant.
func (n Nearness) Reach() float64 { return [nearnesses]float64{0, 5, 25, 75, 300}[n] }

// Settled is what is shown of each place, found once the filters rest.
type Settled struct {
	Revision int     // differs when what is shown does; 0 before anything was found
	Near     []byte  // of each place: bits 1<<Nearness of its events
	Only     []int32 // of each place: the row of its only event, NoRow or SeveralRows
}

// What stands for a row where there is not just one.
const (
	NoRow       int32 = -1
	SeveralRows int32 = -2
)

// onlyAreas are the bits of events that are known to no nearer place than a
// province or country, and must not look like a point.
const onlyAreas = 1<<NearProvince | 1<<NearCountry

// reach is a disc to be drawn around a place.
type reach struct {
	place int32
	near  Nearness
}

// near is what is known of the cells from what is shown of their places.
type near struct {
	bits    []byte  // of each cell
	only    []int32 // of each cell: the row of its only event, if it has just one
	reaches []reach // the widest first; of each cell and nearness the place with the most events
}

// find gathers by cell what is shown by place.
func (n *near) find(p *Places, c *Cells, s *Settled) {
	cells := len(c.Main)
	n.bits, n.only, n.reaches = append(n.bits[:0], make([]byte, cells)...), append(n.only[:0], make([]int32, cells)...), n.reaches[:0]
	for cell := range n.only {
		n.only[cell] = NoRow
	}
	if len(s.Near) != len(c.Of) {
		return
	}
	for place, bits := range s.Near {
		cell := c.Of[place]
		n.bits[cell] |= bits
		switch {
		case s.Only[place] == NoRow:
		case n.only[cell] == NoRow:
			n.only[cell] = s.Only[place]
		default:
			n.only[cell] = SeveralRows
		}
	}
	best := make([]int32, cells)
	for at := NearCountry; at > NearSite; at-- {
		for cell := range best {
			best[cell] = NoPlace
		}
		for place, bits := range s.Near {
			if of := &best[c.Of[place]]; bits&(1<<at) != 0 && (*of == NoPlace || p.Events[place] > p.Events[*of]) {
				*of = int32(place)
			}
		}
		for _, place := range best {
			if place != NoPlace {
				n.reaches = append(n.reaches, reach{place, at})
			}
		}
	}
}

// isArea reports whether nothing shown in a cell is known to a nearer place than
// a province or country.
func (n *near) isArea(cell int) bool {
	return cell < len(n.bits) && n.bits[cell] != 0 && n.bits[cell]&^onlyAreas == 0
}

// row returns the only event shown in a cell; ok is false of several or none.
func (n *near) row(cell int) (row int32, ok bool) {
	if cell >= len(n.only) || n.only[cell] < 0 {
		return 0, false
	}
	return n.only[cell], true
}

// nearKey is what near was found of.
type nearKey struct {
	cells    *Cells
	revision int
}

// follow takes over what another Shown had found, or finds it anew where
// something has settled since, or cells are others.
func (s *Shown) follow(before *Shown) {
	s.near, s.nearOf = before.near, before.nearOf
	if s.Settled == nil || s.Cells == nil {
		s.near = near{}
		return
	}
	if key := (nearKey{s.Cells, s.Settled.Revision}); key != s.nearOf {
		s.nearOf = key
		s.near.find(s.Places, s.Cells, s.Settled)
	}
}
