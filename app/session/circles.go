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
	s.cellOfRow = make([]int32, s.Table.Len())
	events := make([]int32, len(s.cells.Main))
	killed := make([]int32, len(s.cells.Main))
	for row, place := range s.Places.Of {
		if place == mapview.NoPlace {
			s.cellOfRow[row] = -1
			continue
		}
		cell := s.cells.Of[place]
		s.cellOfRow[row] = cell
		events[cell]++
		killed[cell] = plus(killed[cell], max(0, s.Table.Killed.Row(row).Filled().Best))
	}
	s.top = [2]int32{largest(events), largest(killed)}
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

func largest(values []int32) int32 {
	top := int32(1)
	for _, v := range values {
		top = max(top, v)
	}
	return top
}

// Top returns the most there is of events or of people killed, as the state
// asks, in a cell as joined last, without filters; at least 1.
func (s *Session) Top() int32 { return s.top[s.state.Size] }

// Cells returns the circles or hexagons of the map as joined last.
func (s *Session) Cells() *mapview.Cells { return s.cells }

// Circles returns what is shown of each cell: by the number of events or of
// people killed, its rim by a category of which names are the values. Hexagons
// have no rim, and no names.
func (s *Session) Circles() (circles *mapview.Circles, names []string) {
	if column := s.rim(); column != nil {
		names = column.Names
	}
	n, rims := len(s.cells.Main), len(names)
	c := &s.circles
	c.Value, c.Count, c.Parts = zeroed(c.Value, n), zeroed(c.Count, n), zeroed(c.Parts, n*rims)
	c.Rims, c.Top = rims, s.Top()
	if s.cells.AreHexagons() {
		s.countInto(c.Count)
	} else {
		s.countInto(c.Parts)
		for cell := range c.Count {
			for _, part := range c.Parts[cell*rims : (cell+1)*rims] {
				c.Count[cell] += part
			}
		}
	}
	if s.state.Size == SizeEvents {
		copy(c.Value, c.Count)
		return c, names
	}
	for row, cell := range s.cellOfRow {
		if cell >= 0 && s.engine.Visible(row) {
			c.Value[cell] = plus(c.Value[cell], max(0, s.Table.Killed.Row(row).Filled().Best))
		}
	}
	return c, names
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

// cellsKey is what a count by cell and rim is of.
type cellsKey struct {
	cells *mapview.Cells
	rim   *event.Category
}

// mostCodes is how many codes a column can have.
const mostCodes = 1 << 16

// countInto counts what is shown: by cell and rim, or by hexagon.
func (s *Session) countInto(counts []int32) {
	key := cellsKey{s.cells, s.rim()}
	if key != s.inCellsOf {
		s.inCellsOf = key
		s.countCells(key)
	}
	if s.inCells != nil {
		copy(counts, s.inCells.Counts())
		return
	}
	for row := range s.cellOfRow {
		if code := s.code(key, row); code >= 0 && s.engine.Visible(row) {
			counts[code]++
		}
	}
}

// code returns where a row is counted, -1 for an event without a point.
func (s *Session) code(key cellsKey, row int) int {
	cell := int(s.cellOfRow[row])
	if cell < 0 || key.rim == nil {
		return cell
	}
	return cell*len(key.rim.Names) + int(key.rim.Codes[row])
}

// countCells has the engine count, so that circles and hexagons follow as all
// counts do. One code more is for events without a point.
func (s *Session) countCells(key cellsKey) {
	if s.inCells != nil {
		s.inCells.Drop()
		s.inCells = nil
	}
	codes := len(s.cells.Main) + 1
	if key.rim != nil {
		codes = len(s.cells.Main)*len(key.rim.Names) + 1
	}
	if codes > mostCodes {
		return
	}
	of := make([]uint16, len(s.cellOfRow))
	for row := range of {
		if code := s.code(key, row); code >= 0 {
			of[row] = uint16(code)
		} else {
			of[row] = uint16(codes - 1)
		}
	}
	s.inCells = s.engine.Tally(of, codes)
}

// plus adds two numbers of people; what is too large stays the largest.
func plus(a, b int32) int32 {
	if a > math.MaxInt32-b {
		return math.MaxInt32
	}
	return a + b
}

func zeroed(buf []int32, n int) []int32 {
	if cap(buf) < n {
		return make([]int32, n)
	}
	buf = buf[:n]
	clear(buf)
	return buf
}
