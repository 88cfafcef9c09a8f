package mapview

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// What is drawn in a picture is every circle in sight that has an event, the
// larger before the smaller, with rims that add up to a whole.
func TestDrawnCirclesAreThoseInSight(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	for range 200 {
		n, rims := r.IntN(30), 1+r.IntN(4)
		s := Shown{Circles: Circles{Rims: rims, Top: 40}, RimColor: []string{"#1", "#2", "#3", "#4"}, Selected: r.IntN(n+2) - 1}
		x, y, visible := make([]float64, n), make([]float64, n), make([]bool, n)
		want := map[[2]float64]int{}
		for i := range n {
			x[i], y[i], visible[i] = float64(i), r.Float64(), r.IntN(4) > 0
			count := int32(0)
			for range rims {
				part := int32(r.IntN(3))
				count += part
				s.Circles.Parts = append(s.Circles.Parts, part)
			}
			s.Circles.Count = append(s.Circles.Count, count)
			s.Circles.Value = append(s.Circles.Value, int32(r.IntN(40)))
			if visible[i] && count > 0 {
				want[[2]float64{x[i], y[i]}] = i
			}
		}
		circles, rings := s.drawCircles(x, y, visible)
		if len(circles) != len(want) {
			t.Fatalf("%d circles, want %d", len(circles), len(want))
		}
		last := math.Inf(1)
		for _, c := range circles {
			i, ok := want[[2]float64{c.X, c.Y}]
			if !ok || c.R != max(3.5, Radius(s.Circles.Value[i], 40)) || c.R > last {
				t.Fatalf("circle %+v of %d after one of %g", c, i, last)
			}
			last = c.R
			whole := 0.0
			for _, rim := range c.Rim {
				whole += rim.Share
			}
			if math.Abs(whole-1) > 1e-9 {
				t.Fatalf("a rim of %g", whole)
			}
			if text := strconv.Itoa(int(s.Circles.Value[i])); (c.R >= 7) != (c.Text == text) || c.R < 7 && c.Text != "" {
				t.Fatalf("%q in a circle of %g", c.Text, c.R)
			}
			delete(want, [2]float64{c.X, c.Y})
		}
		if marked := s.Selected >= 0 && s.Selected < n && visible[s.Selected]; marked != (len(rings) == 1) {
			t.Fatalf("%d rings", len(rings))
		}
	}
}
