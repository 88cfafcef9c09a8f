package session

import (
	"math"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// Join joins the places for a zoom level of the map.
func (s *Session) Join(level int) {
	s.cells = s.join(level)
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

func (s *Session) join(level int) *mapview.Cells {
	cells, ok := s.joined[level]
	if !ok {
		cells = s.Places.Join(level)
		s.joined[level] = cells
	}
	return cells
}

func largest(values []int32) int32 {
	top := int32(1)
	for _, v := range values {
		top = max(top, v)
	}
	return top
}

// Cells returns the circles of the map as joined last.
func (s *Session) Cells() *mapview.Cells { return s.cells }

// Circles returns what is shown of each cell: by the number of events or of
// people killed, its rim by a category of which names are the values.
func (s *Session) Circles() (circles *mapview.Circles, names []string) {
	column := s.rim()
	n, rims := len(s.cells.Main), len(column.Names)
	c := &s.circles
	c.Value, c.Count, c.Parts = zeroed(c.Value, n), zeroed(c.Count, n), zeroed(c.Parts, n*rims)
	c.Rims, c.Top = rims, s.top[s.state.Size]
	s.countCells()
	if s.inCells == nil {
		for row, cell := range s.cellOfRow {
			if cell >= 0 && s.engine.Visible(row) {
				c.Parts[int(cell)*rims+int(column.Codes[row])]++
			}
		}
	} else {
		copy(c.Parts, s.inCells.Counts())
	}
	for cell := range c.Count {
		for _, part := range c.Parts[cell*rims : (cell+1)*rims] {
			c.Count[cell] += part
		}
	}
	if s.state.Size == SizeEvents {
		copy(c.Value, c.Count)
		return c, column.Names
	}
	for row, cell := range s.cellOfRow {
		if cell >= 0 && s.engine.Visible(row) {
			c.Value[cell] = plus(c.Value[cell], max(0, s.Table.Killed.Row(row).Filled().Best))
		}
	}
	return c, column.Names
}

// rim is the category circles have on their rims.
func (s *Session) rim() *event.Category {
	if s.state.Rim == RimAttribution {
		return &s.Table.Attribution
	}
	return &s.Table.Kind
}

// cellsKey is what a count by cell and rim is of.
type cellsKey struct {
	cells *mapview.Cells
	rim   Rim
}

// mostCodes is how many codes a column can have.
const mostCodes = 1 << 16

// countCells has the engine count by cell and rim, so that the circles follow
// as all counts do. One code more is for events without a point.
func (s *Session) countCells() {
	key := cellsKey{s.cells, s.state.Rim}
	if key == s.inCellsOf {
		return
	}
	s.inCellsOf = key
	if s.inCells != nil {
		s.inCells.Drop()
		s.inCells = nil
	}
	column := s.rim()
	rims := len(column.Names)
	codes := len(s.cells.Main)*rims + 1
	if codes > mostCodes {
		return
	}
	of := make([]uint16, len(s.cellOfRow))
	for row, cell := range s.cellOfRow {
		if of[row] = uint16(codes - 1); cell >= 0 {
			of[row] = uint16(int(cell)*rims + int(column.Codes[row]))
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
