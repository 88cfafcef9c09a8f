package mapview

import "slices"

// grid divides the Mercator square into squares, of which it knows those that
// hold a place: row by row from the north, each from the west.
type grid struct {
	across int
	keys   []int64 // of each square that holds a place: its row times across, plus its column
	of     []int32 // square of each place
}

// grid divides the Mercator square into so many columns and as many rows.
func (p *Places) grid(across int) *grid {
	g := &grid{across: across, of: make([]int32, len(p.Lon))}
	keys := make([]int64, len(p.Lon))
	for place := range keys {
		column, row := int(p.x[place]*float64(across))%across, int(p.y[place]*float64(across))
		keys[place] = int64(row)*int64(across) + int64(column)
	}
	g.keys = slices.Clone(keys)
	slices.Sort(g.keys)
	g.keys = slices.Compact(g.keys)
	for place, key := range keys {
		square, _ := slices.BinarySearch(g.keys, key)
		g.of[place] = int32(square)
	}
	return g
}

// squares are those from one on, before another.
type squares struct{ from, to int32 }

// around returns, for each square, those that are at most so many columns and
// rows from it, around the world, each once: three parts for each row, some of
// which hold none.
func (g *grid) around(reach int) (near []squares, parts int) {
	parts = 3 * (2*reach + 1)
	near = make([]squares, len(g.keys)*parts)
	for r := -reach; r <= reach; r++ {
		// As squares come in order, so do those beside them.
		var beside squares
		for square, key := range g.keys {
			column := int(key % int64(g.across))
			row := key - int64(column) + int64(r)*int64(g.across)
			first, last := max(column-reach, 0), min(column+reach, g.across-1)
			for int(beside.from) < len(g.keys) && g.keys[beside.from] < row+int64(first) {
				beside.from++
			}
			beside.to = max(beside.to, beside.from)
			for int(beside.to) < len(g.keys) && g.keys[beside.to] <= row+int64(last) {
				beside.to++
			}
			of := near[square*parts+3*(r+reach):]
			of[0] = beside
			if west := max(column-reach+g.across, last+1); west < g.across {
				of[1] = g.part(row, west, g.across-1)
			}
			if east := min(column+reach-g.across, first-1); east >= 0 {
				of[2] = g.part(row, 0, east)
			}
		}
	}
	return near, parts
}

// part returns the squares of a row from one column to another.
func (g *grid) part(row int64, first, last int) squares {
	from, _ := slices.BinarySearch(g.keys, row+int64(first))
	to, _ := slices.BinarySearch(g.keys, row+int64(last)+1)
	return squares{int32(from), int32(to)}
}
