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
	events := make([]int32, len(s.cells.Main))
	killed := make([]int64, len(s.cells.Main))
	for place, cell := range s.cells.Of {
		events[cell] += s.Places.Events[place]
		killed[cell] += s.killedAt[place]
	}
	s.top = [2]int32{SizeEvents: 1, SizeKilled: 1}
	for cell := range s.cells.Main {
		s.top[SizeEvents] = max(s.top[SizeEvents], events[cell])
		s.top[SizeKilled] = max(s.top[SizeKilled], clamped(killed[cell]))
	}
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

// Top returns the most there is of events or of people killed, as the state
// asks, in a cell as joined last, without filters; at least 1.
func (s *Session) Top() int32 { return s.top[s.state.Size] }

// Cells returns the circles or hexagons of the map as joined last.
func (s *Session) Cells() *mapview.Cells { return s.cells }

// Circles returns what is shown of each cell: by the number of events or of
// people killed, its rim by a category of which names are the values. Hexagons
// have no rim, and no names; neither have circles of two periods.
func (s *Session) Circles() (circles *mapview.Circles, names []string) {
	rim := s.rim()
	if s.Halved() {
		rim = nil // halves have none
	}
	if rim != nil {
		names = rim.Names
	}
	n, rims := len(s.cells.Main), len(names)
	c := &s.circles
	c.Value, c.Count, c.Parts = zeroed(c.Value, n), zeroed(c.Count, n), zeroed(c.Parts, n*rims)
	c.Rims, c.Top = rims, s.Top()
	s.otherCircles(c, n)
	if rim == nil {
		s.inCell.countInto(s, cellsKey{cells: s.cells}, c.Count)
	} else {
		s.inCell.countInto(s, cellsKey{s.cells, rim}, c.Parts)
		for cell := range c.Count {
			for _, part := range c.Parts[cell*rims : (cell+1)*rims] {
				c.Count[cell] += part
			}
		}
	}
	if s.state.Size == SizeEvents {
		s.inCell.dropKilled()
		copy(c.Value, c.Count)
		return c, names
	}
	s.inCell.killedInto(s, c.Value)
	return c, names
}

// cellCounts counts what passes the filters of an engine by cell.
type cellCounts struct {
	engine   *crossfilter.Engine
	tally    *crossfilter.Tally // by cell, and of circles by rim; nil where they are too many
	of       cellsKey
	killed   *crossfilter.Sums // by cell; nil where they are too many or circles are not sized by it
	killedOf *mapview.Cells
}

// rim is the category circles have on their rims; nil of hexagons.
func (s *Session) rim() *event.Category {
	switch {
	case s.cells.AreHexagons():
		return nil
	case s.state.Rim == RimAttribution:
		return &s.Table.Attribution
	}
	return &s.Table.Kind
}

// cellsKey is what a count by cell, and of circles by rim, is of.
type cellsKey struct {
	cells *mapview.Cells
	rim   *event.Category
}

// mostCodes is how many codes a column can have.
const mostCodes = 1 << 16

// rims is how many codes each cell has.
func (k cellsKey) rims() int {
	if k.rim == nil {
		return 1
	}
	return len(k.rim.Names)
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
				column[row] += k.rim.Codes[row]
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
			code += int(key.rim.Codes[row])
		}
		counts[code]++
	})
}

// killedInto adds up the people killed in what passes, by cell.
func (c *cellCounts) killedInto(s *Session, sums []int32) {
	key := cellsKey{cells: s.cells}
	if key.cells != c.killedOf {
		c.dropKilled()
		c.killedOf = key.cells
		if key.inEngine() {
			column, codes := s.column(key)
			c.killed = c.engine.Sums(column, codes, s.best, event.Unknown)
		}
	}
	if c.killed != nil {
		killed, _ := c.killed.Totals()
		for cell := range sums {
			sums[cell] = clamped(killed[cell])
		}
		return
	}
	c.each(s, func(row int, cell int32) {
		if n := s.best[row]; n != event.Unknown {
			sums[cell] = clamped(int64(sums[cell]) + int64(n))
		}
	})
}

func (c *cellCounts) dropKilled() {
	if c.killed != nil {
		c.killed.Drop()
	}
	c.killed, c.killedOf = nil, nil
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
