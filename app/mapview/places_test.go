package mapview

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2015)) }

// randomPoints returns points that come in clusters, some of them shared, some
// events nowhere; those that differ do so by 1e-3 degrees at least.
func randomPoints(r *rand.Rand, n int) (lon, lat []float64) {
	for range n {
		switch k := r.IntN(6); {
		case k == 0:
			lon, lat = append(lon, math.NaN()), append(lat, math.NaN())
		case k == 1 && len(lon) > 0:
			i := r.IntN(len(lon))
			lon, lat = append(lon, lon[i]), append(lat, lat[i])
		case k < 4:
			lon, lat = append(lon, float64(r.IntN(360000)-180000)/1000), append(lat, float64(r.IntN(180001)-90000)/1000)
		default:
			spread := 10 + r.IntN(10000)
			lon, lat = append(lon, 70+float64(r.IntN(spread))/1000), append(lat, 34+float64(r.IntN(spread))/1000)
		}
	}
	if n > 10 && r.IntN(2) == 0 { // on both sides of the antimeridian
		lon[0], lat[0], lon[1], lat[1] = -179.999, 10, 179.999, 10
	}
	return lon, lat
}

// findPlaces finds the places of events, NaN for nowhere. Every second event
// has the first point that is the same, the others have one of their own.
func findPlaces(lon, lat []float64) *Places {
	points := make([]int32, len(lon))
	for i := range points {
		points[i] = int32(i)
		if math.IsNaN(lon[i]) || math.IsNaN(lat[i]) {
			points[i] = -1
		} else if i%2 == 0 {
			for first := range i {
				if lon[first] == lon[i] && lat[first] == lat[i] {
					points[i] = int32(first)
					break
				}
			}
		}
	}
	return FindPlaces(points, lon, lat)
}

func TestFindPlaces(t *testing.T) {
	r := seeded(1)
	for range 200 {
		lon, lat := randomPoints(r, r.IntN(80))
		p := findPlaces(lon, lat)
		if len(p.Of) != len(lon) || len(p.Lat) != len(p.Lon) || len(p.Events) != len(p.Lon) {
			t.Fatalf("%d events, %d of them, %d %d %d places", len(lon), len(p.Of), len(p.Lon), len(p.Lat), len(p.Events))
		}
		var firsts [][2]float64
		events := make(map[[2]float64]int32)
		for i := range lon {
			at := [2]float64{lon[i], lat[i]}
			if math.IsNaN(lon[i]) {
				if p.Of[i] != NoPlace {
					t.Fatalf("an event that is nowhere is at place %d", p.Of[i])
				}
				continue
			}
			if events[at]++; events[at] == 1 {
				firsts = append(firsts, at)
			}
			if place := p.Of[i]; p.Lon[place] != at[0] || p.Lat[place] != at[1] {
				t.Fatalf("the event at %v has the place %v, %v", at, p.Lon[place], p.Lat[place])
			}
		}
		if len(firsts) != len(p.Lon) {
			t.Fatalf("%d places, want %d", len(p.Lon), len(firsts))
		}
		for place, at := range firsts {
			if p.Lon[place] != at[0] || p.Lat[place] != at[1] || p.Events[place] != events[at] {
				t.Fatalf("place %d is %v, %v of %d events, want %v of %d", place, p.Lon[place], p.Lat[place], p.Events[place], at, events[at])
			}
		}
	}
	nan := math.NaN()
	p := findPlaces([]float64{70, 70.000001, nan, 1, 70.0001}, []float64{34, 34.000001, 5, nan, 34})
	if want := []int32{0, 0, NoPlace, NoPlace, 1}; !slices.Equal(p.Of, want) {
		t.Errorf("a millimetre apart, nowhere and ten metres apart: %v, want %v", p.Of, want)
	}
}

// apart is the distance of two places on the map of a level in CSS pixels, the
// nearer way around the world.
func (p *Places) apart(a, b int32, level int) float64 {
	ax, ay := Mercator(p.Lon[a], p.Lat[a])
	bx, by := Mercator(p.Lon[b], p.Lat[b])
	dx := math.Abs(ax - bx)
	return math.Hypot(min(dx, 1-dx), ay-by) * WorldSize(float64(level))
}

func TestJoin(t *testing.T) {
	r := seeded(2)
	joined := 0
	for range 150 {
		p := findPlaces(randomPoints(r, r.IntN(120)))
		level := r.IntN(LastLevel)
		c, around := p.Join(level, func() {}), p.around(level)
		if c.Level != level || len(c.Of) != len(p.Lon) {
			t.Fatalf("level %d of %d, %d places of %d", c.Level, level, len(c.Of), len(p.Lon))
		}
		for cell, main := range c.Main {
			if int(c.Of[main]) != cell {
				t.Fatalf("cell %d has a main place of cell %d", cell, c.Of[main])
			}
			for _, other := range c.Main[:cell] {
				if d := p.apart(main, other, level); d < joinDistance-1e-6 {
					t.Fatalf("level %d: circles %v pixels apart", level, d)
				}
			}
		}
		for place, cell := range c.Of {
			if int(cell) >= len(c.Main) {
				t.Fatalf("place %d is in cell %d of %d", place, cell, len(c.Main))
			}
			main := c.Main[cell]
			if int32(place) == main {
				continue
			}
			joined++
			if d := p.apart(int32(place), main, level); d >= joinDistance+1e-6 {
				t.Fatalf("level %d: a place is %v pixels from its circle", level, d)
			}
			if around[place] > around[main] {
				t.Fatalf("a place with %d events around is drawn at one with %d", around[place], around[main])
			}
		}
	}
	if joined < 1000 {
		t.Errorf("%d places joined, too few to say anything", joined)
	}
}

// From the last level on every place is alone, however near the next.
func TestJoinNothing(t *testing.T) {
	p := findPlaces([]float64{70, 70.00002, 70.00004, 70}, []float64{34, 34, 34, 34})
	for level := LastLevel; level < LastLevel+3; level++ {
		if c := p.Join(level, func() {}); len(c.Main) != 3 {
			t.Errorf("level %d: %d circles of 3 places", level, len(c.Main))
		}
	}
	if c := p.Join(LastLevel-1, func() {}); len(c.Main) != 1 {
		t.Errorf("a level before: %d circles, want 1", len(c.Main))
	}
	if c := findPlaces(nil, nil).Join(3, func() {}); len(c.Main) != 0 {
		t.Errorf("%d circles of nothing", len(c.Main))
	}
}

func TestJoinAcrossTheAntimeridian(t *testing.T) {
	p := findPlaces([]float64{179.9, -179.9, 0}, []float64{10, 10, 10})
	c := p.Join(2, func() {})
	if len(c.Main) != 2 || c.Of[0] != c.Of[1] || c.Of[0] == c.Of[2] {
		t.Errorf("cells %v", c.Of)
	}
}

// cellsByPoint names each cell by its main place and tells it of each point.
func cellsByPoint(p *Places, c *Cells) map[[2]float64][2]float64 {
	cells := make(map[[2]float64][2]float64)
	for place, cell := range c.Of {
		main := c.Main[cell]
		cells[[2]float64{p.Lon[place], p.Lat[place]}] = [2]float64{p.Lon[main], p.Lat[main]}
	}
	return cells
}

// The order of the events in their file changes nothing.
func TestJoinKnowsNoOrder(t *testing.T) {
	r := seeded(3)
	for range 60 {
		lon, lat := randomPoints(r, 100)
		level := r.IntN(LastLevel + 1)
		p := findPlaces(lon, lat)
		want := fmt.Sprint(cellsByPoint(p, p.Join(level, func() {})))
		for range 4 {
			r.Shuffle(len(lon), func(i, j int) {
				lon[i], lon[j] = lon[j], lon[i]
				lat[i], lat[j] = lat[j], lat[i]
			})
			p := findPlaces(lon, lat)
			if got := fmt.Sprint(cellsByPoint(p, p.Join(level, func() {}))); got != want {
				t.Fatalf("level %d:\n%s, want\n%s", level, got, want)
			}
		}
	}
}

func TestFindCell(t *testing.T) {
	r := seeded(4)
	for range 60 {
		p := findPlaces(randomPoints(r, 60))
		c := p.Join(r.IntN(LastLevel+1), func() {})
		for place := range p.Lon {
			// Links keep five decimals; places here are 1e-3 degrees apart.
			lon, lat := p.Lon[place]+(r.Float64()-0.5)*1e-5, p.Lat[place]+(r.Float64()-0.5)*1e-5
			if cell, ok := c.Find(p, lon, lat); !ok || cell != int(c.Of[place]) {
				t.Fatalf("cell %d, %v, want %d", cell, ok, c.Of[place])
			}
		}
		lon, lat := r.Float64()*360-180, r.Float64()*180-90
		nearest := math.Inf(1)
		for place := range p.Lon {
			nearest = min(nearest, math.Hypot(p.Lon[place]-lon, p.Lat[place]-lat))
		}
		if _, ok := c.Find(p, lon, lat); ok != (nearest < 1e-3) {
			t.Fatalf("found is %v, %v degrees from the nearest place", ok, nearest)
		}
	}
}

func TestLevel(t *testing.T) {
	for zoom, want := range map[float64]int{
		-3: 0, -0.1: 0, 0: 0, 0.99: 0, 1: 1, 4.5: 4, 14.99: 14, 15: LastLevel, 17: LastLevel, 24: LastLevel,
	} {
		if got := Level(zoom); got != want {
			t.Errorf("zoom %v is level %d, want %d", zoom, got, want)
		}
	}
}

func TestMercatorAndBack(t *testing.T) {
	r := seeded(5)
	lastX, lastY := math.Inf(-1), math.Inf(1)
	for i := range 2000 {
		lon, lat := r.Float64()*360-180, r.Float64()*170-85
		x, y := Mercator(lon, lat)
		if x < 0 || x > 1 || y < 0 || y > 1 {
			t.Fatalf("%v, %v is at %v, %v", lon, lat, x, y)
		}
		if lon2, lat2 := Degrees(x, y); math.Abs(lon2-lon) > 1e-9 || math.Abs(lat2-lat) > 1e-9 {
			t.Fatalf("%v, %v became %v, %v", lon, lat, lon2, lat2)
		}
		x, y = r.Float64(), r.Float64()
		if x2, y2 := Mercator(Degrees(x, y)); math.Abs(x2-x) > 1e-9 || math.Abs(y2-y) > 1e-9 {
			t.Fatalf("%v, %v became %v, %v", x, y, x2, y2)
		}
		// East is right, north is up.
		x, y = Mercator(-180+0.18*float64(i), -85+0.085*float64(i))
		if x <= lastX || y >= lastY {
			t.Fatalf("step %d went from %v, %v to %v, %v", i, lastX, lastY, x, y)
		}
		lastX, lastY = x, y
	}
	for _, c := range []struct{ lon, lat, x, y float64 }{
		{0, 0, 0.5, 0.5}, {-180, 90, 0, 0}, {180, -90, 1, 1}, {90, 66.51326044311186, 0.75, 0.25},
	} {
		if x, y := Mercator(c.lon, c.lat); math.Abs(x-c.x) > 1e-8 || math.Abs(y-c.y) > 1e-8 {
			t.Errorf("%v, %v is at %v, %v, want %v, %v", c.lon, c.lat, x, y, c.x, c.y)
		}
	}
	for zoom := 0.0; zoom < 20; zoom += 0.37 {
		if got := zoomFor(WorldSize(zoom)); math.Abs(got-zoom) > 1e-9 {
			t.Errorf("zoom %v became %v", zoom, got)
		}
	}
}
