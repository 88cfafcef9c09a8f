package mapview

import (
	"math"
	"testing"
)

// The area is proportional to the value, but for the smallest circles, and
// the largest has its size.
func TestRadius(t *testing.T) {
	r := seeded(6)
	for range 3000 {
		top := 1 + int32(r.IntN(1+r.IntN(5000)))
		a, b := 1+r.Int32N(top), 1+r.Int32N(top)
		ra, rb := Radius(a, top), Radius(b, top)
		if ra > smallestRadius && rb > smallestRadius && math.Abs(ra*ra/float64(a)-rb*rb/float64(b)) > 1e-9 {
			t.Fatalf("of %d, %d has radius %v and %d has %v", top, a, ra, b, rb)
		}
		if (a < b) && ra > rb || ra < smallestRadius || ra > largestRadius+1e-9 {
			t.Fatalf("of %d, %d has radius %v and %d has %v", top, a, ra, b, rb)
		}
		if biggest := Radius(top, top); top >= 30 && math.Abs(biggest-largestRadius) > 1e-9 {
			t.Fatalf("the largest, of %d, has radius %v", top, biggest)
		}
		if one := Radius(1, top); one > perUnitRadius+1e-9 {
			t.Fatalf("of %d, one has radius %v", top, one)
		}
	}
	for _, value := range []int32{0, -1, math.MinInt32} {
		if got := Radius(value, 10); got != 0 {
			t.Errorf("%d has radius %v", value, got)
		}
	}
	if got := Radius(1, 0); got != perUnitRadius {
		t.Errorf("1 of no top has radius %v", got)
	}
}

// The oracle first lists every circle under the point, then every one in
// reach.
func TestHit(t *testing.T) {
	r := seeded(7)
	hits, reached, missed := 0, 0, 0
	for range 4000 {
		n := r.IntN(25)
		c := &Circles{Top: 60}
		var x, y []float64
		var visible []bool
		for range n {
			count := int32(r.IntN(4))
			c.Count = append(c.Count, count)
			c.Value = append(c.Value, min(count, 1)*int32(r.IntN(61)))
			x, y = append(x, r.Float64()*400), append(y, r.Float64()*400)
			visible = append(visible, r.IntN(5) > 0)
		}
		px, py := r.Float64()*400, r.Float64()*400
		slack := float64(r.IntN(3) * 10)

		under := make(map[int]float64) // radius of the circles under the point
		near := make(map[int]float64)  // distance of the others in reach
		for i := range n {
			if c.Count[i] == 0 || !visible[i] {
				continue
			}
			radius := smallestRadius
			if c.Value[i] > 0 {
				radius = Radius(c.Value[i], c.Top)
			}
			edge := math.Sqrt((px-x[i])*(px-x[i])+(py-y[i])*(py-y[i])) - radius - RimWidth
			if edge <= 0 {
				under[i] = radius
			} else if edge < slack {
				near[i] = edge
			}
		}
		got := c.Hit(px, py, x, y, visible, slack)
		want := under
		switch {
		case len(under) > 0:
			hits++
		case len(near) > 0:
			reached++
			want = near
		default:
			missed++
			if got != -1 {
				t.Fatalf("circle %d is hit, want none", got)
			}
			continue
		}
		least, ok := want[got]
		for i, v := range want {
			if !ok || v < least-1e-9 {
				t.Fatalf("circle %d is hit, want %d of %v", got, i, want)
			}
		}
	}
	if hits < 200 || reached < 200 || missed < 200 {
		t.Errorf("%d hits, %d in reach, %d missed: too few to say anything", hits, reached, missed)
	}
}
