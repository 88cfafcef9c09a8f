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

	x, y     []float64 // on the Mercator square, once they are joined
	byEvents []int32   // places, those with the most events first
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

// placesAtOnce is how many places are joined without a rest.
const placesAtOnce = 4096

// Join joins the places for a level. It depends on the places alone, not on
// what is filtered, so that circles keep their place while filters change:
// places are taken by number of events around, then their own, then by
// position; each joins the nearest circle within joinDistance or begins one. So
// a town of many places is not drawn at a neighbour that has them all on one.
// Of many places that takes long: rest is called every few milliseconds.
func (p *Places) Join(level int, rest func()) *Cells {
	c := &Cells{Level: level, Of: make([]int32, len(p.Lon))}
	p.project()
	rest()
	around := p.around(level)
	rest()
	order := p.order(around)
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
	g := p.grid(max(1, int(1/reach)))
	rest()
	near, parts := g.around(1)
	last := make([]int32, len(g.keys)) // circle of a square that was begun last
	for i := range last {
		last[i] = -1
	}
	var before []int32 // of each circle: the one of its square that was begun before it
	var x, y []float64
	for i, place := range order {
		if i%placesAtOnce == 0 {
			rest()
		}
		nearest, least := int32(-1), reach*reach
		px, py := p.x[place], p.y[place]
		square := int(g.of[place])
		for _, part := range near[square*parts : (square+1)*parts] {
			for _, i := range last[part.from:part.to] {
				for ; i >= 0; i = before[i] {
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
			before = append(before, last[square])
			last[square] = nearest
		}
		c.Of[place] = nearest
	}
	return c
}

// project finds where the places are on the Mercator square, and puts those
// with the most events first, then the most western and the most southern: once
// for all levels.
func (p *Places) project() {
	n := len(p.Lon)
	if len(p.x) == n {
		return
	}
	p.x, p.y, p.byEvents = make([]float64, n), make([]float64, n), make([]int32, n)
	for place := range p.byEvents {
		p.x[place], p.y[place] = Mercator(p.Lon[place], p.Lat[place])
		p.byEvents[place] = int32(place)
	}
	slices.SortFunc(p.byEvents, func(a, b int32) int {
		if d := cmp.Compare(p.Events[b], p.Events[a]); d != 0 {
			return d
		}
		return cmp.Or(cmp.Compare(p.Lon[a], p.Lon[b]), cmp.Compare(p.Lat[a], p.Lat[b]))
	})
}

// order returns the places, those with the most events around first, and those
// with as many as byEvents has them.
func (p *Places) order(around []int32) []int32 {
	most := int32(0)
	for _, n := range around {
		most = max(most, n)
	}
	order := slices.Clone(p.byEvents)
	if int(most) > 8*len(order)+1024 {
		slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(around[b], around[a]) })
		return order
	}
	next := make([]int32, most+2) // where the next place of each number goes
	for _, n := range around {
		next[most-n+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	for _, place := range p.byEvents {
		at := &next[most-around[place]]
		order[*at] = place
		*at++
	}
	return order
}

// around counts for each place the events in its square of a grid and the 24
// around that, which reach about half a joinDistance.
func (p *Places) around(level int) []int32 {
	g := p.grid(max(5, int(5*WorldSize(float64(level))/joinDistance)))
	before := make([]int32, len(g.keys)+1) // events in the squares before each
	for place, square := range g.of {
		before[square+1] += p.Events[place]
	}
	for i := range g.keys {
		before[i+1] += before[i]
	}
	in := make([]int32, len(g.keys))
	near, parts := g.around(2)
	for square := range in {
		for _, part := range near[square*parts : (square+1)*parts] {
			in[square] += before[part.to] - before[part.from]
		}
	}
	around := make([]int32, len(p.Lon))
	for place, square := range g.of {
		around[place] = in[square]
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
