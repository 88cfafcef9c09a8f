package mapview

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// The hexagons of a level cover the Mercator square: they stand on a point, in
// rows of which every second one is shifted by half a hexagon. A whole number
// of them goes around the world, so that those on the antimeridian are whole.
const (
	// hexagonsAround is how many there are in a row of level 0; each level has
	// twice as many as the one before. One is 36.6 CSS pixels across then.
	hexagonsAround = 14
	// rowStep is the distance of two rows, and hexagonSide the length of a
	// side, in widths of a hexagon.
	rowStep     = 0.8660254037844386 // √3/2
	hexagonSide = 0.5773502691896258 // 1/√3
)

// hexagonsIn is how many hexagons there are in a row of a level.
func hexagonsIn(level int) int64 { return hexagonsAround << min(level, LastLevel) }

// Hexagons joins the places for a level into hexagons of one size; from
// LastLevel on they keep theirs. Like Join it depends on the places alone.
// The main place of a hexagon is the one with the most events, then the most
// western, then the most southern.
func (p *Places) Hexagons(level int) *Cells {
	in := hexagonsIn(level)
	c := &Cells{Level: level, Of: make([]int32, len(p.Lon)), across: in}
	keys := make([]int64, len(p.Lon))
	for i := range keys {
		x, y := Mercator(p.Lon[i], p.Lat[i])
		row, column := hexagonAt(in, x, y)
		keys[i] = row*in + wrapped(column, in)
	}
	c.keys = slices.Clone(keys)
	slices.Sort(c.keys)
	c.keys = slices.Clip(slices.Compact(c.keys))
	c.Main = make([]int32, len(c.keys))
	for i := range c.Main {
		c.Main[i] = NoPlace
	}
	for i, key := range keys {
		place := int32(i)
		cell, _ := slices.BinarySearch(c.keys, key)
		c.Of[place] = int32(cell)
		if main := c.Main[cell]; main == NoPlace || cmp.Or(
			cmp.Compare(p.Events[main], p.Events[place]),
			cmp.Compare(p.Lon[place], p.Lon[main]),
			cmp.Compare(p.Lat[place], p.Lat[main])) < 0 {
			c.Main[cell] = place
		}
	}
	return c
}

// AreHexagons reports whether the cells are hexagons; they are circles
// otherwise.
func (c *Cells) AreHexagons() bool { return c.across > 0 }

// Width returns how far it is from one side of a hexagon to the opposite one,
// as a share of the width of the world on the map.
func (c *Cells) Width() float64 { return 1 / float64(c.across) }

// KilometersAcross returns how far that is on the ground at a latitude: the
// nearer to a pole, the less of the ground a hexagon covers.
func (c *Cells) KilometersAcross(lat float64) float64 {
	const equator = 40075.017
	return equator * math.Cos(lat*math.Pi/180) * c.Width()
}

// Center returns the centre of a hexagon on the Mercator square: of one on the
// antimeridian at the side of the square that is nearer to its main place.
func (c *Cells) Center(p *Places, cell int) (x, y float64) {
	row, column := c.keys[cell]/c.across, c.keys[cell]%c.across
	if x, y = center(c.across, row, column); x == 0 && p.Lon[c.Main[cell]] > 0 {
		x = 1
	}
	return x, y
}

// At returns the hexagon that covers a point of the Mercator square, or -1. A
// hexagon on the antimeridian reaches beyond both sides of the square.
func (c *Cells) At(x, y float64) int {
	row, column := hexagonAt(c.across, x, y)
	if beyond := x < 0 || x > 1; beyond && (row%2 != 0 || column != 0 && column != c.across) {
		return -1
	}
	return c.find(row, column)
}

func (c *Cells) find(row, column int64) int {
	if cell, ok := slices.BinarySearch(c.keys, row*c.across+wrapped(column, c.across)); ok && row >= 0 {
		return cell
	}
	return -1
}

// Within yields the hexagons that may reach into a part of the Mercator square,
// each with the x of its centre there. The part may go beyond the square's
// sides, around the world; a hexagon it holds twice is yielded twice. It looks
// at no others.
func (c *Cells) Within(part orb.Bound) iter.Seq2[int, float64] {
	return func(yield func(cell int, x float64) bool) {
		n := float64(c.across)
		first := int64(max(0, math.Floor((part.Min[1]*n-hexagonSide)/rowStep)+1))
		last := int64(math.Ceil((min(part.Max[1], 1)*n+hexagonSide)/rowStep)) - 1
		for row := first; row <= last; row++ {
			from := int64(math.Floor(part.Min[0]*n-0.5-shift(row))) + 1
			to := int64(math.Ceil(part.Max[0]*n+0.5-shift(row))) - 1
			for from <= to {
				// The columns up to the end of one turn around the world.
				column := wrapped(from, c.across)
				end := min(to, from-column+c.across-1)
				at, _ := slices.BinarySearch(c.keys, row*c.across+column)
				for ; at < len(c.keys) && c.keys[at] <= row*c.across+column+end-from; at++ {
					x, _ := center(c.across, row, from-column+c.keys[at]-row*c.across)
					if !yield(at, x) {
						return
					}
				}
				from = end + 1
			}
		}
	}
}

// Corner returns a corner of the hexagon around a centre on the Mercator
// square, of 6 clockwise from the top.
func (c *Cells) Corner(x, y float64, i int) (cornerX, cornerY float64) {
	corner := corners[i]
	return x + corner[0]*c.Width(), y + corner[1]*c.Width()
}

// corners are those of a hexagon around 0, 0 that is 1 across.
var corners = [6][2]float64{
	{0, -hexagonSide}, {0.5, -hexagonSide / 2}, {0.5, hexagonSide / 2},
	{0, hexagonSide}, {-0.5, hexagonSide / 2}, {-0.5, -hexagonSide / 2},
}

// shift is how far a row begins from the side of the square, in widths.
func shift(row int64) float64 { return float64(row%2) / 2 }

// center returns the centre of a hexagon on the Mercator square.
func center(in, row, column int64) (x, y float64) {
	return (float64(column) + shift(row)) / float64(in), float64(row) * rowStep / float64(in)
}

// hexagonAt returns the hexagon that covers a point: the one with the nearest
// centre, which is in the row above the point or the one below.
func hexagonAt(in int64, x, y float64) (row, column int64) {
	u, v := x*float64(in), y*float64(in)
	least := math.Inf(1)
	above := int64(math.Floor(v / rowStep))
	for r := above; r <= above+1; r++ {
		c := math.Round(u - shift(r))
		du, dv := u-c-shift(r), v-float64(r)*rowStep
		if d := du*du + dv*dv; d < least {
			least, row, column = d, r, int64(c)
		}
	}
	return row, column
}

// wrapped returns the column of a row once around the world.
func wrapped(column, in int64) int64 { return (column%in + in) % in }
