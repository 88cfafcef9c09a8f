package mapview

import "strconv"

// DrawnHalf is a half of a circle of two periods. The area of the half is to
// that of the other as what they stand for is; its numbers are in it where there
// is room, and where they are unknown, a sign that they are.
type DrawnHalf struct {
	R        float64 // 0 for no events
	Color    string
	Text     string // "" where there is no room, "?" where no event has a figure
	TextSize float64
	TextX    float64 // middle of the text, from that of the circle
}

// smallestText is the radius from which a half has room for its number.
const smallestText = 15

// halves returns both halves of a circle, the left one first.
func (s *Shown) halves(i int) (halves [2]DrawnHalf) {
	c := &s.Circles
	for side, value := range [2]int32{c.Value[i], c.OtherValue[i]} {
		h := DrawnHalf{R: c.radiusOf(i, side)}
		if h.R == 0 {
			continue
		}
		h.Color = s.HalfColor[side]
		text := strconv.Itoa(int(value))
		size := min(14, 1.3*h.R/float64(len(text)+1))
		unknown := c.isUnknown(i, side)
		if unknown {
			text, size = "?", 9
		}
		if unknown || h.R >= smallestText && size >= 8 {
			h.Text, h.TextSize, h.TextX = text, size, h.R*0.46*float64(2*side-1)
		}
		halves[side] = h
	}
	return halves
}

// HalfPath returns the outline of the left half, side 0, or the right one as SVG
// writes it.
func HalfPath(x, y, r float64, side int) string {
	n := decimal
	sweep := strconv.Itoa(side)
	return "M" + n(x) + " " + n(y-r) + "A" + n(r) + " " + n(r) + " 0 0 " + sweep + " " + n(x) + " " + n(y+r) + "Z"
}

// events is how many events a circle stands for, of both periods where there
// are two; one of none is not drawn.
func (c *Circles) events(i int) int64 {
	n := int64(c.Count[i])
	if c.OtherCount != nil {
		n += int64(c.OtherCount[i])
	}
	return n
}

// most is the larger value of a circle of two periods, else its only one.
func (c *Circles) most(i int) int32 {
	if c.OtherValue == nil {
		return c.Value[i]
	}
	return max(c.Value[i], c.OtherValue[i])
}
