package mapview

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// hexagon is the polygon of a cell that has its centre at x.
func hexagon(p *Places, c *Cells, cell int, x float64) orb.Ring {
	_, y := c.Center(p, cell)
	var ring orb.Ring
	for i := range 7 {
		cx, cy := c.Corner(x, y, i%6)
		ring = append(ring, orb.Point{cx, cy})
	}
	return ring
}

// inside reports whether a polygon holds a point, or the point lies on its
// edge but for rounding.
func inside(ring orb.Ring, at orb.Point) bool {
	width := ring[1][0] - ring[5][0]
	return planar.RingContains(ring, at) || planar.DistanceFrom(orb.LineString(ring), at) < width*1e-9
}

// drawnAt returns each x at which the centre of a cell is drawn on a flat map.
func drawnAt(p *Places, c *Cells, cell int) []float64 {
	x, _ := c.Center(p, cell)
	if x == 0 || x == 1 {
		return []float64{0, 1}
	}
	return []float64{x}
}

func TestHexagonsHoldTheirPlaces(t *testing.T) {
	r := seeded(11)
	joined := 0
	for range 400 {
		p := findPlaces(randomPoints(r, r.IntN(120)))
		level := r.IntN(LastLevel + 3)
		c := p.Hexagons(level)
		if c.Level != level || !c.AreHexagons() || len(c.Of) != len(p.Lon) {
			t.Fatalf("level %d of %d, %d places of %d", c.Level, level, len(c.Of), len(p.Lon))
		}
		holds := make([]int, len(c.Main))
		for place, cell := range c.Of {
			holds[cell]++
			x, y := Mercator(p.Lon[place], p.Lat[place])
			if !slices.ContainsFunc(drawnAt(p, c, int(cell)), func(at float64) bool {
				return inside(hexagon(p, c, int(cell), at), orb.Point{x, y})
			}) {
				t.Fatalf("level %d: place %v, %v is not in its hexagon", level, p.Lon[place], p.Lat[place])
			}
			main := c.Main[cell]
			if cmp.Or(cmp.Compare(p.Events[main], p.Events[place]), cmp.Compare(p.Lon[place], p.Lon[main]), cmp.Compare(p.Lat[place], p.Lat[main])) < 0 {
				t.Fatalf("level %d: place %d is the main one beside %d", level, main, place)
			}
		}
		for cell, n := range holds {
			if n == 0 || int(c.Of[c.Main[cell]]) != cell {
				t.Fatalf("level %d: hexagon %d of %d places is called after one of %d", level, cell, n, c.Of[c.Main[cell]])
			}
			joined += n - 1
		}
	}
	if joined < 1000 {
		t.Errorf("%d places joined, too few to say anything", joined)
	}
}

// Hexagons are regular, of one size, and do not cover each other.
func TestHexagonsAreRegular(t *testing.T) {
	r := seeded(12)
	for range 60 {
		p := findPlaces(randomPoints(r, 120))
		c := p.Hexagons(r.IntN(LastLevel + 1))
		if px := c.Width() * WorldSize(float64(c.Level)); px < 36 || px > 44 {
			t.Fatalf("level %d: %v pixels across", c.Level, px)
		}
		var centers []orb.Point
		for cell := range c.Main {
			_, y := c.Center(p, cell)
			for _, x := range drawnAt(p, c, cell) {
				centers = append(centers, orb.Point{x, y})
				ring := hexagon(p, c, cell, x)
				for i := range 6 {
					side := planar.Distance(ring[i], ring[i+1])
					spoke := planar.Distance(ring[i], orb.Point{x, y})
					if want := c.Width() / math.Sqrt(3); math.Abs(side-want) > 1e-12 || math.Abs(spoke-want) > 1e-12 {
						t.Fatalf("level %d: a side of %v and a spoke of %v, want %v", c.Level, side, spoke, want)
					}
				}
			}
		}
		for i, a := range centers {
			for _, b := range centers[:i] {
				if d := planar.Distance(a, b); d < c.Width()*(1-1e-6) {
					t.Fatalf("level %d: centres %v apart, want %v at least", c.Level, d, c.Width())
				}
			}
		}
	}
}

// The order of the events in their file changes nothing.
func TestHexagonsKnowNoOrder(t *testing.T) {
	r := seeded(13)
	for range 60 {
		lon, lat := randomPoints(r, 100)
		level := r.IntN(LastLevel + 1)
		p := findPlaces(lon, lat)
		want := fmt.Sprint(cellsByPoint(p, p.Hexagons(level)))
		for range 3 {
			r.Shuffle(len(lon), func(i, j int) {
				lon[i], lon[j] = lon[j], lon[i]
				lat[i], lat[j] = lat[j], lat[i]
			})
			p := findPlaces(lon, lat)
			if got := fmt.Sprint(cellsByPoint(p, p.Hexagons(level))); got != want {
				t.Fatalf("level %d:\n%s, want\n%s", level, got, want)
			}
		}
	}
}

func TestHexagonsAcrossTheAntimeridian(t *testing.T) {
	// At level 0 row 8, which is not shifted, lies on the equator.
	p := findPlaces([]float64{179.9, -179.9, -179.9, 180, -180, 0}, []float64{0, 0, 0, 0, 0, 0})
	c := p.Hexagons(0)
	if len(c.Main) != 2 || c.Of[0] != c.Of[1] || c.Of[0] != c.Of[2] || c.Of[3] != c.Of[0] {
		t.Fatalf("cells %v", c.Of)
	}
	if x, _ := c.Center(p, int(c.Of[0])); x != 0 {
		t.Errorf("the centre is at %v, and the main place in the west", x)
	}
	for _, x := range []float64{0, 1, 0.03, 0.97, -0.03, 1.03} {
		if cell := c.At(x, 0.5); cell != int(c.Of[0]) {
			t.Errorf("cell %d at %v, want %d", cell, x, c.Of[0])
		}
	}
	for _, x := range []float64{0.05, 0.95, -0.05, 1.05, -0.5, 1.5} {
		if cell := c.At(x, 0.5); cell != -1 {
			t.Errorf("cell %d at %v, want none", cell, x)
		}
	}
}

// A point is in the hexagon of which the polygon holds it.
func TestHexagonAtAPoint(t *testing.T) {
	r := seeded(14)
	hits, misses := 0, 0
	for range 300 {
		p := findPlaces(randomPoints(r, 1+r.IntN(60)))
		if len(p.Lon) == 0 {
			continue
		}
		c := p.Hexagons(r.IntN(LastLevel + 1))
		for range 40 {
			var at orb.Point
			if r.IntN(3) > 0 { // around a hexagon
				x, y := c.Center(p, r.IntN(len(c.Main)))
				at = orb.Point{x + (r.Float64()-0.5)*2.2*c.Width(), y + (r.Float64()-0.5)*2.2*c.Width()}
			} else {
				at = orb.Point{r.Float64()*1.4 - 0.2, r.Float64()*1.4 - 0.2}
			}
			var holding []int
			for cell := range c.Main {
				for _, x := range drawnAt(p, c, cell) {
					if ring := hexagon(p, c, cell, x); planar.DistanceFrom(orb.LineString(ring), at) < c.Width()*1e-6 {
						holding = append(holding, cell, -1) // on an edge both answers are right
					} else if planar.RingContains(ring, at) {
						holding = append(holding, cell)
					}
				}
			}
			got := c.At(at[0], at[1])
			if got < 0 && len(holding) == 0 {
				misses++
			} else if slices.Contains(holding, got) {
				hits++
			} else {
				t.Fatalf("level %d, %v: hexagon %d, want one of %d", c.Level, at, got, holding)
			}
		}
	}
	if hits < 1000 || misses < 1000 {
		t.Errorf("%d hits, %d misses: too few to say anything", hits, misses)
	}
}

// What is drawn of a part of the map is every hexagon that reaches into it,
// and none far from it.
func TestHexagonsWithin(t *testing.T) {
	r := seeded(15)
	found, several := 0, 0
	for range 2000 {
		p := findPlaces(randomPoints(r, r.IntN(80)))
		c := p.Hexagons(r.IntN(6))
		size := math.Pow(10, -2*r.Float64())
		x, y := r.Float64()*1.6-0.3, r.Float64()*1.2-0.1
		part := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + size*r.Float64(), y + size*r.Float64()}}
		type drawn struct {
			cell int
			turn int
		}
		got := make(map[drawn]bool)
		for cell, at := range c.Within(part) {
			center, _ := c.Center(p, cell)
			turns := at - center
			if math.Abs(turns-math.Round(turns)) > 1e-9 {
				t.Fatalf("a hexagon at %v is drawn at %v", center, at)
			}
			d := drawn{cell, int(math.Round(turns))}
			if got[d] {
				t.Fatalf("hexagon %d at %v is drawn twice", cell, at)
			}
			got[d] = true
			if reach := hexagon(p, c, cell, at).Bound().Pad(1e-12); !reach.Intersects(part) {
				t.Fatalf("hexagon %v is drawn for %v", reach, part)
			}
		}
		want := 0
		for cell := range c.Main {
			center, _ := c.Center(p, cell)
			for turn := -3; turn <= 3; turn++ {
				if reach := hexagon(p, c, cell, center+float64(turn)).Bound().Pad(-1e-12); reach.Intersects(part) {
					want++
					if !got[drawn{cell, turn}] {
						t.Fatalf("hexagon %d, %v, is not drawn for %v", cell, reach, part)
					}
				}
			}
		}
		found += want
		if want > 1 {
			several++
		}
		for cell := range c.Within(part) { // it may be left early
			_ = cell
			break
		}
	}
	if found < 500 || several < 100 {
		t.Errorf("%d found, several at %d parts: too few to say anything", found, several)
	}
}

func TestKilometersAcross(t *testing.T) {
	p := findPlaces([]float64{0}, []float64{0})
	for _, c := range []struct {
		level    int
		lat      float64
		expected float64
	}{
		{0, 0, 2862.5}, {0, 60, 1431.25}, {0, -60, 1431.25}, {4, 0, 178.9}, {15, 0, 0.08736}, {20, 0, 0.08736}, {3, 90, 0},
	} {
		if got := p.Hexagons(c.level).KilometersAcross(c.lat); math.Abs(got-c.expected) > c.expected*1e-3+1e-9 {
			t.Errorf("level %d at %v: %v km, want %v", c.level, c.lat, got, c.expected)
		}
	}
	// From side to side of the same latitude it is what the sphere says.
	r := seeded(16)
	for range 300 {
		lat, level := r.Float64()*160-80, r.IntN(LastLevel)+1
		c := p.Hexagons(level)
		_, y := Mercator(0, lat)
		a, b := degreesAt(0.5, y), degreesAt(0.5+c.Width(), y)
		along := math.Abs(b[0]-a[0]) * math.Pi / 180 * 6378.137 * math.Cos(lat*math.Pi/180)
		if got := c.KilometersAcross(lat); math.Abs(got-along) > along*1e-4 {
			t.Fatalf("level %d at %v: %v km, want %v", level, lat, got, along)
		}
	}
}

func degreesAt(x, y float64) orb.Point {
	lon, lat := Degrees(x, y)
	return orb.Point{lon, lat}
}

// What is within an angle of a point is in the part of the map that is looked
// at for it.
func TestCapBound(t *testing.T) {
	r := seeded(17)
	for range 3000 {
		lon, lat := r.Float64()*360-180, r.Float64()*170-85
		angle := r.Float64() * math.Pi / 2 * r.Float64()
		part := CapBound(lon, lat, angle)
		// A point at some angle from it, in some direction.
		away, bearing := angle*math.Sqrt(r.Float64()), 2*math.Pi*r.Float64()
		sin, cos := math.Sincos(lat * math.Pi / 180)
		lat2 := math.Asin(sin*math.Cos(away) + cos*math.Sin(away)*math.Cos(bearing))
		lon2 := lon*math.Pi/180 + math.Atan2(math.Sin(bearing)*math.Sin(away)*cos, math.Cos(away)-sin*math.Sin(lat2))
		x, y := Mercator(lon2*180/math.Pi, lat2*180/math.Pi)
		x -= math.Round(x - part.Center()[0]) // the nearer way around the world
		if !part.Pad(1e-9).Contains(orb.Point{x, y}) {
			t.Fatalf("%v, %v is not within %v of %v, %v: %v", x, y, angle, lon, lat, part)
		}
	}
}

func BenchmarkHexagons(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	p := new(Places)
	for range 100_000 {
		p.Lon, p.Lat = append(p.Lon, r.Float64()*360-180), append(p.Lat, r.Float64()*160-80)
		p.Events = append(p.Events, 1+r.Int32N(100))
	}
	for _, level := range []int{0, 4, 8, LastLevel} {
		b.Run(fmt.Sprint("level ", level), func(b *testing.B) {
			for b.Loop() {
				p.Hexagons(level)
			}
		})
	}
}
