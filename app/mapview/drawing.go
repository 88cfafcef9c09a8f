package mapview

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Drawing is what a map shows, for a picture of it: in CSS pixels from its upper
// left corner. What the pointer or the keyboard is on is not marked.
type Drawing struct {
	Width, Height float64
	Camera        Camera
	Globe         bool
	Colors        Colors
	Reaches       []DrawnReach  // below the circles
	Circles       []DrawnCircle // in the order they are drawn
	Hexagons      []DrawnHexagon
	Areas         []DrawnArea
	Rings         []DrawnRing
	Dots          bool // drawn with the ground, in place of both
}

// DrawnCircle is a circle with its rim.
type DrawnCircle struct {
	X, Y, R  float64 // R without the rim
	Rim      []DrawnRim
	Text     string // "" in one too small for it
	TextSize float64
	Mark     string // path of SVG of the shape in it, "" for none
	Bare     bool   // the text alone is drawn

	// Halves are of two periods, the left one first; nil for a whole circle, of
	// which R is then the larger.
	Halves *[2]DrawnHalf
}

// DrawnReach is a soft disc.
type DrawnReach struct {
	X, Y, R float64
	Dash    []float64 // of its edge; nil for none
}

// SoftStops are how opaque a soft disc is at shares of its radius: pairs of
// share and opacity.
func SoftStops() [][2]float64 { return softStops[:] }

// DrawnRim is a part of a rim, clockwise from the one before; the first begins
// at the top.
type DrawnRim struct {
	Color string
	Share float64
}

// DrawnHexagon is a hexagon by its corners on the map.
type DrawnHexagon struct {
	Corners [6][2]float64
	Color   string
	None    bool // of the class 0
}

// DrawnArea is an area that is shaded, by its outline as SVG writes it.
type DrawnArea struct {
	Path, Color     string
	Hatched, Chosen bool
}

// DrawnRing marks what is selected.
type DrawnRing struct {
	Path  string // of SVG
	Width float64
}

// RingHalo is how far the halo of what marks a cell reaches on both sides.
const RingHalo = 2

// drawCircles returns the circles in sight, the largest first, and what marks
// the selected one.
func (s *Shown) drawCircles(x, y []float64, visible []bool) (circles []DrawnCircle, rings []DrawnRing) {
	var order []int
	for i := range s.Circles.Value {
		if visible[i] && s.Circles.events(i) > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.Circles.most(b), s.Circles.most(a)), cmp.Compare(a, b))
	})
	for _, i := range order {
		d := DrawnCircle{X: x[i], Y: y[i], R: s.Circles.radius(i)}
		if s.Circles.OtherCount != nil {
			halves := s.halves(i)
			d.Halves = &halves
			circles = append(circles, d)
			continue
		}
		for rim, n := range s.Circles.Parts[i*s.Circles.Rims : (i+1)*s.Circles.Rims] {
			if n > 0 {
				d.Rim = append(d.Rim, DrawnRim{s.RimColor[rim], float64(n) / float64(s.Circles.Count[i])})
			}
		}
		var shape Sign
		var radius float64
		if d.Text, d.TextSize, shape, radius = s.inside(i, d.R); radius > 0 {
			d.Mark = string(shape.Append(nil, d.X, d.Y, radius))
		}
		if s.near.isArea(i) {
			d.Bare, d.Text, d.TextSize, d.Mark = true, strconv.Itoa(int(s.Circles.Count[i])), 12, ""
		}
		circles = append(circles, d)
	}
	if i := s.Selected; i >= 0 && i < len(visible) && visible[i] {
		rings = append(rings, DrawnRing{ringPath(x[i], y[i], s.Circles.radius(i)+RimWidth+4), 3})
	}
	return circles, rings
}

// labelSize returns how large the number in a circle is written, 0 for not at
// all.
func labelSize(r float64) float64 {
	if r < 7 {
		return 0
	}
	return min(15, max(10, r*0.8))
}

// decimal writes a number to a hundredth.
func decimal(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }

func ringPath(x, y, r float64) string {
	n := decimal
	half := "A" + n(r) + " " + n(r) + " 0 1 1 "
	return "M" + n(x-r) + " " + n(y) + half + n(x+r) + " " + n(y) + half + n(x-r) + " " + n(y) + "Z"
}
