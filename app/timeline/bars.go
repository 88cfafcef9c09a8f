package timeline

import (
	"math"
	"slices"

	"wherewhen/app/event"
)

// Bar is a bar of the histogram in whole CSS pixels: X from the left of the
// axis, which it may begin before, W wide and H high from the base line up.
type Bar struct {
	Bin     int // counts[Bin], edges[Bin] to edges[Bin+1]-1
	X, W, H float64
}

// Bars appends the bars in view of the bins that have a count to buf, from
// left to right, and returns it. counts has one element less than edges; top
// is the count that is as high as height, and none is higher. A bar is at
// least 1 pixel wide and 2 high, so that one event among thousands is still
// seen; from 4 pixels on, one is left free to the next. It allocates only to
// grow buf.
func Bars(buf []Bar, s *Scale, edges, counts []int32, height float64, top int32) []Bar {
	first, found := slices.BinarySearch(edges, int32(s.Day(0)))
	if !found {
		first--
	}
	for i := max(first, 0); i < min(len(counts), len(edges)-1); i++ {
		x := s.X(event.Date(edges[i]))
		if x >= s.Width {
			break
		}
		left := math.Round(x)
		w := math.Round(s.X(event.Date(edges[i+1]))) - left
		if w > 3 {
			w--
		}
		w = max(w, 1)
		if counts[i] <= 0 || left+w <= 0 {
			continue
		}
		share := min(1, float64(counts[i])/float64(max(top, 1)))
		buf = append(buf, Bar{Bin: i, X: left, W: w, H: max(2, math.Round(height*share))})
	}
	return buf
}

// Top returns a round number not less than any count and at least 1: the
// upper end of the axis of counts.
func Top(counts []int32) int32 {
	most := int32(1)
	for _, n := range counts {
		most = max(most, n)
	}
	for step := int32(1); step < 100_000_000; step *= 10 {
		for _, m := range [...]int32{1, 2, 4, 5, 6, 8, 12, 16} {
			if m*step >= most {
				return m * step
			}
		}
	}
	return most
}

// CountTicks appends the counts to label on an axis up to top to buf, and
// returns it: 0, the half if that is a whole number, and top.
func CountTicks(buf []int32, top int32) []int32 {
	top = max(top, 1)
	buf = append(buf, 0)
	if top%2 == 0 {
		buf = append(buf, top/2)
	}
	return append(buf, top)
}
