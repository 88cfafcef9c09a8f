package mapview

import (
	"math"
	"testing"
)

// The area of a half is proportional to its value, as that of a circle is; where
// a period has no events there is no half, and a circle of either is drawn and
// hit at the larger.
func TestHalves(t *testing.T) {
	r := seeded(11)
	for range 3000 {
		top := 1 + r.Int32N(3000)
		s := &Shown{HalfColor: [2]string{"left", "right"}, Circles: Circles{
			Top: top, Value: []int32{r.Int32N(top + 1)}, OtherValue: []int32{r.Int32N(top + 1)},
			Count: []int32{r.Int32N(3)}, OtherCount: []int32{r.Int32N(3)},
		}}
		c := &s.Circles
		known := [2][]int32{}
		if r.IntN(2) == 0 { // by people, of which either half may have no figure
			known = [2][]int32{{r.Int32N(2)}, {r.Int32N(2)}}
			c.Known, c.OtherKnown = known[0], known[1]
		}
		events, largest := int64(0), 0.0
		for side, h := range s.halves(0) {
			value, count := [2]int32{c.Value[0], c.OtherValue[0]}[side], [2]int32{c.Count[0], c.OtherCount[0]}[side]
			events += int64(count)
			want, unknown := max(smallestRadius, Radius(value, top)), known[side] != nil && known[side][0] == 0
			if unknown {
				want = unknownRadius
			}
			if (h.Text == "?") != (unknown && count > 0) {
				t.Fatalf("%d events, unknown %v: the half says %q", count, unknown, h.Text)
			}
			if count == 0 {
				want = 0
			} else if h.Color != s.HalfColor[side] {
				t.Fatalf("side %d is %q", side, h.Color)
			}
			if h.R != want {
				t.Fatalf("%d of %d events has radius %v, want %v", value, count, h.R, want)
			}
			if h.Text != "" && math.Abs(h.TextX)+h.TextSize*0.3*float64(len(h.Text)) > h.R {
				t.Fatalf("%q is wider than its half of radius %v", h.Text, h.R)
			}
			if h.Text != "" && (h.TextX < 0) != (side == 0) {
				t.Fatalf("the number of side %d is at %v", side, h.TextX)
			}
			largest = max(largest, h.R)
		}
		if got := c.radius(0); got != max(smallestRadius, largest) {
			t.Fatalf("the radius is %v, want that of the larger half, %v", got, largest)
		}
		if c.events(0) != events {
			t.Fatalf("%d events, want %d", c.events(0), events)
		}
		hit := c.Hit(largest, 0, []float64{0}, []float64{0}, []bool{true}, 0)
		if (hit == 0) != (events > 0) {
			t.Fatalf("of %d events, %d is hit", events, hit)
		}
	}
}
