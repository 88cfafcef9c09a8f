package mapview

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestSpreadOffsets(t *testing.T) {
	for n := range MostSpread + 1 {
		for _, r := range []float64{4, 11, 38} {
			offsets := spreadOffsets(n, r)
			if len(offsets) != n {
				t.Fatalf("%d of %d", len(offsets), n)
			}
			for i, a := range offsets {
				if d := math.Hypot(a[0], a[1]); d < r+20 || d > r+8*spreadStep {
					t.Errorf("%d of %d around %g is %g from the middle", i, n, r, d)
				}
				for _, b := range offsets[:i] {
					if d := math.Hypot(a[0]-b[0], a[1]-b[1]); d < spreadStep-0.01 {
						t.Errorf("%d of %d around %g: %g from another", i, n, r, d)
					}
				}
			}
		}
	}
}

func TestSignsDiffer(t *testing.T) {
	seen := make(map[string]Sign)
	for s := range Signs {
		path := string(s.Append(nil, 10, 20, 4))
		if other, ok := seen[path]; ok {
			t.Errorf("%d and %d are drawn alike", s, other)
		}
		seen[path] = s
		if !strings.HasPrefix(path, "M") || !strings.HasSuffix(path, "z") {
			t.Errorf("%d: %s", s, path)
		}
	}
	for s := range Signs {
		for hue := range byte(mostHues) {
			if packed := look(hue, s); packed&31 != hue || Sign(packed>>5) != s {
				t.Fatalf("%d and %d are packed as %d", hue, s, packed)
			}
		}
	}
}

func TestReach(t *testing.T) {
	for n := NearSite; n+1 < nearnesses; n++ {
		if n.Reach() >= (n + 1).Reach() {
			t.Errorf("%g km, then %g", n.Reach(), (n + 1).Reach())
		}
	}
	// A degree of the equator is 111.3 km: of a map 512 pixels wide for each 360.
	if got, want := reachPixels(NearCity, 10, 0), 5/111.319*512*1024/360; math.Abs(got-want) > 0.01 {
		t.Errorf("%g pixels, want %g", got, want)
	}
	if got, want := reachPixels(NearDistrict, 10, 60), 2*reachPixels(NearDistrict, 10, 0); math.Abs(got-want) > 0.01 {
		t.Errorf("at 60° %g pixels, want %g", got, want)
	}
	if reachPixels(NearCity, 2, 0) != 0 || reachPixels(NearSite, 17, 0) != 0 {
		t.Error("a disc where its circle hides it, or of a point")
	}
	if reachDash(NearCity) != nil || len(reachDash(NearDistrict)) != 2 || len(reachDash(NearCountry)) != 4 {
		t.Error("edges of discs are not told apart")
	}
	if got := rgba("#ff0080", 0.25); got != "rgba(255,0,128,0.25)" {
		t.Error(got)
	}
	for zoom := range 18 {
		for _, n := range []Nearness{NearProvince, NearCountry} {
			if reachPixels(n, float64(zoom), 30) < leastAreaReach {
				t.Errorf("at zoom %d an area looks like a point", zoom)
			}
		}
	}
}

// What is known of cells is what looking at all their places gives.
func TestNear(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	for range 50 {
		points, lon, lat := make([]int32, 60), make([]float64, 20), make([]float64, 20)
		for i := range lon {
			lon[i], lat[i] = r.Float64()*20, r.Float64()*20
		}
		for i := range points {
			points[i] = r.Int32N(20)
		}
		p := FindPlaces(points, lon, lat)
		c := p.Join(r.IntN(7), func() {})
		places := len(p.Lon)
		s := Settled{Near: make([]byte, places), Only: make([]int32, places)}
		for i := range s.Near {
			s.Near[i], s.Only[i] = byte(r.IntN(32)), int32(r.IntN(40))-2
			if s.Near[i] == 0 {
				s.Only[i] = NoRow
			}
		}
		s.Revision = 1
		shown := Shown{Places: p, Cells: c, Settled: &s}
		shown.follow(&Shown{})
		again := Shown{Places: p, Cells: c, Settled: &Settled{Revision: 1}} // nothing new: what was found stays
		again.follow(&shown)
		n := again.near
		reaches := 0
		for cell := range c.Main {
			bits, events, only := byte(0), 0, int32(0)
			for place, of := range c.Of {
				if int(of) != cell {
					continue
				}
				bits |= s.Near[place]
				switch s.Only[place] {
				case NoRow:
				case SeveralRows:
					events += 2
				default:
					events, only = events+1, s.Only[place]
				}
			}
			if want := bits != 0 && bits&7 == 0; n.isArea(cell) != want {
				t.Fatalf("bits %b: an area %v", bits, n.isArea(cell))
			}
			if row, ok := n.row(cell); ok != (events == 1) || ok && row != only {
				t.Fatalf("%d events: only %d, %v", events, row, ok)
			}
			for at := NearCity; at < nearnesses; at++ {
				i := slices.IndexFunc(n.reaches, func(d reach) bool { return int(c.Of[d.place]) == cell && d.near == at })
				if (i >= 0) != (bits&(1<<at) != 0) {
					t.Fatalf("bits %b, disc of %d: %v", bits, at, i >= 0)
				}
				if i < 0 {
					continue
				}
				reaches++
				for place, of := range c.Of {
					if int(of) == cell && s.Near[place]&(1<<at) != 0 && p.Events[place] > p.Events[n.reaches[i].place] {
						t.Fatalf("the disc is not at the place with the most events")
					}
				}
			}
		}
		if reaches != len(n.reaches) {
			t.Fatalf("%d discs, want %d", len(n.reaches), reaches)
		}
	}
}

func TestInside(t *testing.T) {
	s := Shown{
		Circles: Circles{Value: []int32{0, 0, 1, 900}, Count: []int32{2, 1, 1, 3}, Known: []int32{0, 1, 1, 3}, Top: 900},
		near:    near{only: []int32{SeveralRows, 0, 1, SeveralRows}}, Current: true,
		Attribution: []uint16{1, 0}, Signs: []Sign{Disc, Diamond},
	}
	inside := func(i int) (string, bool, Sign) {
		r := s.Circles.radius(i)
		text, _, sign, radius := s.inside(i, r)
		return text, radius > 0, sign
	}
	if text, signed, _ := inside(0); text != "?" || signed {
		t.Errorf("no figure: %q", text)
	}
	if text, signed, sign := inside(1); text != "" || !signed || sign != Diamond {
		t.Errorf("a single event in which nobody was killed: %q, %v", text, sign)
	}
	if text, signed, _ := inside(3); text != "900" || signed {
		t.Errorf("900 killed: %q", text)
	}
	s.Current = false // which event it is may have changed
	if _, signed, _ := inside(1); signed {
		t.Error("a sign of an event that may not be the one shown")
	}
}

func TestSamples(t *testing.T) {
	for top, want := range map[int32][]int32{1: {1}, 3: {2}, 40: {1, 5, 20}, 3691: {100, 500, 2000}} {
		if got := Samples(top); !slices.Equal(got, want) {
			t.Errorf("of %d: %v, want %v", top, Samples(top), want)
		}
	}
}
