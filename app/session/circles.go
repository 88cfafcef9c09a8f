package session

import (
	"math"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// Join joins the places for a zoom level of the map: into hexagons where the
// state asks for density, else into circles.
func (s *Session) Join(level int) {
	s.cells = s.join(joining{level, s.showsHexagons()})
	s.top = [sizes]int32{}
}

func (s *Session) showsHexagons() bool { return s.state.Marks == MarksDensity }

// joining is a way to join places.
type joining struct {
	level    int
	hexagons bool
}

func (s *Session) join(as joining) *mapview.Cells {
	if cells, ok := s.joined[as]; ok {
		return cells
	}
	join := s.Places.Join
	if as.hexagons {
		join = s.Places.Hexagons
	}
	s.joined[as] = join(as.level)
	return s.joined[as]
}

// Top returns the most there is of events or of people, as the state asks, in a
// cell as joined last, without filters; at least 1.
func (s *Session) Top() int32 {
	top := &s.top[s.state.Size]
	if *top > 0 {
		return *top
	}
	sums := make([]int64, len(s.cells.Main))
	if s.state.Size == SizeEvents {
		for place, cell := range s.cells.Of {
			sums[cell] += int64(s.Places.Events[place])
		}
	} else {
		for place, n := range s.peopleOf(s.state.Size).byPlace(s.Places) {
			sums[s.cells.Of[place]] += n
		}
	}
	*top = 1
	for _, sum := range sums {
		*top = max(*top, clamped(sum))
	}
	return *top
}

// Cells returns the circles or hexagons of the map as joined last.
func (s *Session) Cells() *mapview.Cells { return s.cells }

// Circles returns what is shown of each cell: by the number of events or of
// people, its rim by classes. Hexagons have no rim, and no classes.
func (s *Session) Circles() (circles *mapview.Circles, list []Class) {
	if of := s.rim(); of != nil {
		list = of.list
	}
	n, rims := len(s.cells.Main), len(list)
	c := &s.circles
	c.Value, c.Count, c.Parts = zeroed(c.Value, n), zeroed(c.Count, n), zeroed(c.Parts, n*rims)
	c.Rims, c.Top = rims, s.Top()
	if s.cells.AreHexagons() {
		s.countInto(c.Count)
	} else {
		s.countInto(c.Parts)
		for class := range list {
			list[class].Count = 0
		}
		for cell := range c.Count {
			for class, part := range c.Parts[cell*rims : (cell+1)*rims] {
				c.Count[cell] += part
				list[class].Count += int(part)
			}
		}
	}
	if s.state.Size == SizeEvents {
		s.dropPeopleIn()
		copy(c.Value, c.Count)
		c.Known = nil
		return c, list
	}
	c.Known = zeroed(c.Known, n)
	s.peopleInto(c.Value, c.Known)
	return c, list
}

// rim are the classes circles have on their rims; nil of hexagons.
func (s *Session) rim() *classes {
	if s.cells.AreHexagons() {
		return nil
	}
	return s.classes()
}

// cellsKey is what a count by cell, and of circles by rim, is of.
type cellsKey struct {
	cells *mapview.Cells
	rim   *classes
}

// mostCodes is how many codes a column can have.
const mostCodes = 1 << 16

// rims is how many codes each cell has.
func (k cellsKey) rims() int {
	if k.rim == nil {
		return 1
	}
	return len(k.rim.list)
}

// inEngine reports whether the engine can count by cell: circles and hexagons
// then follow as all counts do.
func (k cellsKey) inEngine() bool { return len(k.cells.Main)*k.rims() < mostCodes }

// column returns the code each row is counted by, one more than there are for
// an event without a point.
func (s *Session) column(k cellsKey) (column []uint16, codes int) {
	rims := k.rims()
	codes = len(k.cells.Main)*rims + 1
	first := make([]uint16, len(k.cells.Of)) // code of each place
	for place, cell := range k.cells.Of {
		first[place] = uint16(int(cell) * rims)
	}
	column = make([]uint16, len(s.Places.Of))
	for row, place := range s.Places.Of {
		column[row] = uint16(codes - 1)
		if place != mapview.NoPlace {
			column[row] = first[place]
			if k.rim != nil {
				column[row] += k.rim.column[row]
			}
		}
	}
	return column, codes
}

// countInto counts what is shown: by cell and rim, or by hexagon.
func (s *Session) countInto(counts []int32) {
	key := cellsKey{s.cells, s.rim()}
	if key != s.inCellsOf {
		s.inCellsOf = key
		if s.inCells != nil {
			s.inCells.Drop()
			s.inCells = nil
		}
		if key.inEngine() {
			s.inCells = s.engine.Tally(s.column(key))
		}
	}
	if s.inCells != nil {
		copy(counts, s.inCells.Counts())
		return
	}
	rims := key.rims()
	s.eachShown(func(row int, cell int32) {
		code := int(cell) * rims
		if key.rim != nil {
			code += int(key.rim.column[row])
		}
		counts[code]++
	})
}

// peopleKey is what sums by cell are of.
type peopleKey struct {
	cells *mapview.Cells
	size  Size
}

// peopleInto adds up the people killed or injured in what is shown, by cell,
// and counts the events that have a figure.
func (s *Session) peopleInto(sums, known []int32) {
	best := s.peopleOf(s.state.Size).best
	if key := (peopleKey{s.cells, s.state.Size}); key != s.peopleInOf {
		s.dropPeopleIn()
		s.peopleInOf = key
		if by := (cellsKey{cells: s.cells}); by.inEngine() {
			column, codes := s.column(by)
			s.peopleIn = s.engine.Sums(column, codes, best, event.Unknown)
		}
	}
	if s.peopleIn != nil {
		total, of := s.peopleIn.Totals()
		for cell := range sums {
			sums[cell], known[cell] = clamped(total[cell]), int32(of[cell])
		}
		return
	}
	s.eachShown(func(row int, cell int32) {
		if n := best[row]; n != event.Unknown {
			sums[cell] = clamped(int64(sums[cell]) + int64(n))
			known[cell]++
		}
	})
}

func (s *Session) dropPeopleIn() {
	if s.peopleIn != nil {
		s.peopleIn.Drop()
	}
	s.peopleIn, s.peopleInOf = nil, peopleKey{}
}

// eachShown looks at every row that is shown at a place.
func (s *Session) eachShown(see func(row int, cell int32)) {
	for row, place := range s.Places.Of {
		if place != mapview.NoPlace && s.engine.Visible(row) {
			see(row, s.cells.Of[place])
		}
	}
}

// clamped returns a number of people as far as circles tell them apart.
func clamped(n int64) int32 { return int32(min(n, math.MaxInt32)) }

func zeroed(buf []int32, n int) []int32 {
	if cap(buf) < n {
		return make([]int32, n)
	}
	buf = buf[:n]
	clear(buf)
	return buf
}
