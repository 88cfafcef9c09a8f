package session

import (
	"math"

	"wherewhen/app/crossfilter"
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
	if as.hexagons {
		s.joined[as] = s.Places.Hexagons(as.level)
	} else {
		s.joined[as] = s.Places.Join(as.level, func() {})
	}
	return s.joined[as]
}

// fewPlaces is up to how many places are joined in no time.
const fewPlaces = 10_000

// JoinsAtOnce reports whether Join takes no time for a level.
func (s *Session) JoinsAtOnce(level int) bool {
	return len(s.Places.Lon) <= fewPlaces || s.showsHexagons() || s.joined[joining{level: level}] != nil
}

// JoinAhead joins the places into circles for a level, so that Join need not.
// Meanwhile it calls rest every few milliseconds, in which all else goes on.
func (s *Session) JoinAhead(level int, rest func()) {
	s.joined[joining{level: level}] = s.Places.Join(level, rest)
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
// people, its rim by classes. Hexagons have no rim, and no classes; neither have
// circles of two periods.
func (s *Session) Circles() (circles *mapview.Circles, list []Class) {
	rim := s.rim()
	if s.Halved() {
		rim = nil // halves have none
	}
	if rim != nil {
		list = rim.list
	}
	n, rims := len(s.cells.Main), len(list)
	c := &s.circles
	c.Value, c.Count, c.Parts = zeroed(c.Value, n), zeroed(c.Count, n), zeroed(c.Parts, n*rims)
	c.Rims, c.Top = rims, s.Top()
	s.otherCircles(c, n)
	if rim == nil {
		s.inCell.countInto(s, cellsKey{cells: s.cells}, c.Count)
	} else {
		s.inCell.countInto(s, cellsKey{s.cells, rim}, c.Parts)
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
		s.inCell.dropPeople()
		copy(c.Value, c.Count)
		c.Known = nil
		return c, list
	}
	c.Known = zeroed(c.Known, n)
	s.inCell.peopleInto(s, c.Value, c.Known)
	return c, list
}

// cellCounts counts what passes the filters of an engine by cell.
type cellCounts struct {
	engine   *crossfilter.Engine
	tally    *crossfilter.Tally // by cell, and of circles by rim; nil where they are too many
	of       cellsKey
	people   *crossfilter.Sums // by cell; nil where they are too many or circles are not sized by people
	peopleOf peopleKey
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

// countInto counts what passes: by cell and rim, or by cell.
func (c *cellCounts) countInto(s *Session, key cellsKey, counts []int32) {
	if key != c.of {
		c.of = key
		if c.tally != nil {
			c.tally.Drop()
			c.tally = nil
		}
		if key.inEngine() {
			c.tally = c.engine.Tally(s.column(key))
		}
	}
	if c.tally != nil {
		copy(counts, c.tally.Counts())
		return
	}
	rims := key.rims()
	c.each(s, func(row int, cell int32) {
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

// peopleInto adds up the people killed or injured in what passes, by cell, and
// counts the events that have a figure.
func (c *cellCounts) peopleInto(s *Session, sums, known []int32) {
	best := s.peopleOf(s.state.Size).best
	if key := (peopleKey{s.cells, s.state.Size}); key != c.peopleOf {
		c.dropPeople()
		c.peopleOf = key
		if by := (cellsKey{cells: s.cells}); by.inEngine() {
			column, codes := s.column(by)
			c.people = c.engine.Sums(column, codes, best, event.Unknown)
		}
	}
	if c.people != nil {
		total, of := c.people.Totals()
		for cell := range sums {
			sums[cell], known[cell] = clamped(total[cell]), int32(of[cell])
		}
		return
	}
	c.each(s, func(row int, cell int32) {
		if n := best[row]; n != event.Unknown {
			sums[cell] = clamped(int64(sums[cell]) + int64(n))
			known[cell]++
		}
	})
}

func (c *cellCounts) dropPeople() {
	if c.people != nil {
		c.people.Drop()
	}
	c.people, c.peopleOf = nil, peopleKey{}
}

// each looks at every row that passes and is at a place.
func (c *cellCounts) each(s *Session, see func(row int, cell int32)) {
	for row, place := range s.Places.Of {
		if place != mapview.NoPlace && c.engine.Visible(row) {
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
