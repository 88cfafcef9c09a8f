package mapview

import (
	"cmp"
	"math"
	"slices"
)

// NoPlace stands for the place of an event that is not located.
const NoPlace int32 = -1

// Places are the points at which events were reported, each once.
type Places struct {
	Lon, Lat []float64 // degrees, one per place
	Events   []int32   // number of events, one per place
	Of       []int32   // place of each event, or NoPlace
}

// FindPlaces joins points of events into places, in order of first appearance
// among the events. points has one entry per event, an index into lon and lat,
// negative for an event that is not located; lon and lat have one entry per
// point, in degrees. Points nearer than 1e-5 degrees, about a metre, may count
// as one.
func FindPlaces(points []int32, lon, lat []float64) *Places {
	p := &Places{Of: make([]int32, len(points))}
	index := make(map[[2]int32]int32)
	placeOf := make([]int32, len(lon)) // of each point, once known
	for i := range placeOf {
		placeOf[i] = NoPlace
	}
	for i, point := range points {
		if point < 0 {
			p.Of[i] = NoPlace
			continue
		}
		place := placeOf[point]
		if place == NoPlace {
			key := [2]int32{int32(math.Round(lon[point] * 1e5)), int32(math.Round(lat[point] * 1e5))}
			known, ok := index[key]
			if !ok {
				known = int32(len(p.Lon))
				index[key] = known
				p.Lon, p.Lat, p.Events = append(p.Lon, lon[point]), append(p.Lat, lat[point]), append(p.Events, 0)
			}
			place, placeOf[point] = known, known
		}
		p.Of[i] = place
		p.Events[place]++
	}
	return p
}

// The levels at which places are joined: whole zoom levels of the map. From
// LastLevel on every place is a circle of its own.
const (
	LastLevel = 15
	// joinDistance is how near the centres of two circles may come, in CSS
	// pixels at the zoom of their level.
	joinDistance = 36
)

// Level returns the level for a zoom of the map.
func Level(zoom float64) int {
	return max(0, min(LastLevel, int(math.Floor(zoom))))
}

// Cells are places joined for one level: each is drawn as one circle at its
// main place, or as one hexagon.
type Cells struct {
	Level int
	Main  []int32 // main place of each cell
	Of    []int32 // cell of each place

	// Of hexagons, which are in this order: row by row from the north, each from
	// the west.
	keys   []int64 // of each cell: its row times across, plus its column
	across int64   // how many a row has; 0 for circles
}

// Join joins the places for a level. It depends on the places alone, not on
// what is filtered, so that circles keep their place while filters change:
// places are taken by number of events around, then their own, then by
// position; each joins the nearest circle within joinDistance or begins one. So
// a town of many places is not drawn at a neighbour that has them all on one.
func (p *Places) Join(level int) *Cells {
	c := &Cells{Level: level, Of: make([]int32, len(p.Lon))}
	order := make([]int32, len(p.Lon))
	for i := range order {
		order[i] = int32(i)
	}
	around := p.around(level)
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(
			cmp.Compare(around[b], around[a]),
			cmp.Compare(p.Events[b], p.Events[a]),
			cmp.Compare(p.Lon[a], p.Lon[b]),
			cmp.Compare(p.Lat[a], p.Lat[b]))
	})
	if level >= LastLevel {
		for i, place := range order {
			c.Main = append(c.Main, place)
			c.Of[place] = int32(i)
		}
		return c
	}
	// Circles are looked up in squares of a grid no smaller than the reach, so
	// that only the nine around a place have to be searched.
	reach := joinDistance / WorldSize(float64(level))
	across := max(1, int(1/reach))
	column := func(x float64) int { return min(across-1, max(0, int(x*float64(across)))) }
	squares := make(map[[2]int][]int32)
	var x, y []float64
	for _, place := range order {
		px, py := Mercator(p.Lon[place], p.Lat[place])
		col, row := column(px), column(py)
		nearest, least := int32(-1), reach*reach
		for _, dc := range [...]int{-1, 0, 1} {
			for dr := -1; dr <= 1; dr++ {
				for _, i := range squares[[2]int{(col + dc + across) % across, row + dr}] {
					dx := math.Abs(px - x[i])
					dx = min(dx, 1-dx)
					d := dx*dx + (py-y[i])*(py-y[i])
					if d < least || d == least && nearest >= 0 && i < nearest {
						nearest, least = i, d
					}
				}
			}
		}
		if nearest < 0 {
			nearest = int32(len(c.Main))
			c.Main = append(c.Main, place)
			x, y = append(x, px), append(y, py)
			square := [2]int{col, row}
			squares[square] = append(squares[square], nearest)
		}
		c.Of[place] = nearest
	}
	return c
}

// around counts for each place the events in its square of a grid and the 24
// around that, which reach about half a joinDistance.
func (p *Places) around(level int) []int32 {
	across := max(5, int(5*WorldSize(float64(level))/joinDistance))
	square := func(place int) (col, row int) {
		x, y := Mercator(p.Lon[place], p.Lat[place])
		return int(x*float64(across)) % across, int(y * float64(across))
	}
	events := make(map[[2]int]int32)
	for place, n := range p.Events {
		col, row := square(place)
		events[[2]int{col, row}] += n
	}
	around := make([]int32, len(p.Lon))
	for place := range around {
		col, row := square(place)
		for dc := -2; dc <= 2; dc++ {
			for dr := -2; dr <= 2; dr++ {
				around[place] += events[[2]int{(col + dc + across) % across, row + dr}]
			}
		}
	}
	return around
}

// Find returns the cell that holds the place nearest to a point within about
// a hundred metres.
func (c *Cells) Find(p *Places, lon, lat float64) (cell int, ok bool) {
	best := 1e-3
	for place := range p.Lon {
		if d := math.Hypot(p.Lon[place]-lon, p.Lat[place]-lat); d < best {
			best, cell, ok = d, int(c.Of[place]), true
		}
	}
	return cell, ok
}

// Mercator projects degrees to the Web Mercator square, 0 to 1 from the
// north-west corner.
func Mercator(lon, lat float64) (x, y float64) {
	lat = max(-85.051129, min(85.051129, lat))
	s := math.Sin(lat * math.Pi / 180)
	return lon/360 + 0.5, 0.5 - math.Log((1+s)/(1-s))/(4*math.Pi)
}

// WorldSize returns the width of the whole world in CSS pixels at a zoom.
func WorldSize(zoom float64) float64 { return 512 * math.Exp2(zoom) }

// Degrees is the inverse of Mercator.
func Degrees(x, y float64) (lon, lat float64) {
	return (x - 0.5) * 360, math.Atan(math.Sinh((0.5-y)*2*math.Pi)) * 180 / math.Pi
}

// zoomFor returns the zoom at which the whole world is that many pixels wide.
func zoomFor(world float64) float64 { return math.Log2(world / 512) }
