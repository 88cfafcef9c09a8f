package ui

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestScroller scrolls tables of any length and looks where each row in sight
// is seen.
func TestScroller(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 400 {
		s := scroller{rows: []int{0, 1, 30, 5000, 249_999, 250_001, 1_000_000, 10_000_000}[r.IntN(8)], height: 32, view: 100 + r.IntN(900)}
		top := s.settle()
		for range 200 {
			seen := s.at
			switch s.near = r.IntN(3) > 0; r.IntN(4) {
			case 0: // a part of the whole
				top = r.Float64() * s.maxTop()
			case 1: // an end
				top = []float64{0, s.maxTop()}[r.IntN(2)]
			default: // some pixels
				top = max(0, min(s.maxTop(), top+float64(r.IntN(401)-200)))
			}
			before := s.top
			move := s.scrolled(top)
			if near := math.Abs(top-before) < 2*float64(s.view); s.near && near {
				if want := max(0, min(s.maxAt(), seen+top-before)); math.Abs(s.at-want) > 1e-6*want+0.01 {
					t.Fatalf("%+v: scrolled by %g from %g", s, top-before, seen)
				}
			}
			if move || r.IntN(5) == 0 {
				at := s.at
				if top = s.settle(); s.at != at && (s.whole() > mostHeight || math.Abs(s.at-at) > 0.5) {
					t.Fatalf("%+v: settled at another place than %g", s, at)
				}
			}
			if !s.near && top != before && top == 0 && s.at != 0 || !s.near && top != before && top == s.maxTop() && math.Abs(s.at-s.maxAt()) > 1e-3 {
				t.Fatalf("%+v: an end of the element is none of the table", s)
			}
			if r.IntN(4) == 0 && s.rows > 0 {
				row := r.IntN(s.rows)
				top = s.reveal(row)
				if y := s.place(row) - s.top; y < -1 || y > float64(s.view-s.height)+1 {
					t.Fatalf("%+v: row %d was revealed at %g", s, row, y)
				}
			}
			if s.at < 0 || s.at > s.maxAt() || s.top < 0 || s.top > s.maxTop() {
				t.Fatalf("%+v is scrolled beyond its ends", s)
			}
			first, count := s.first()
			if s.rows == 0 {
				if count != 0 {
					t.Fatalf("%+v: %d rows of none", s, count)
				}
				continue
			}
			if first < 0 || count < 1 || first+count > s.rows {
				t.Fatalf("%+v: rows %d to %d", s, first, first+count)
			}
			// What is seen is covered by rows, each where it belongs.
			if y := s.place(first) - s.top; y > 1e-3 || y < -float64(s.height)-1e-3 {
				t.Fatalf("%+v: the first row is at %g", s, y)
			}
			if y := s.place(first+count-1) + float64(s.height) - s.top; y < float64(min(s.view, s.whole()))-1e-2 {
				t.Fatalf("%+v: the last row ends at %g", s, y)
			}
		}
	}
}
