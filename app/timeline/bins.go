package timeline

import "wherewhen/app/event"

// BinPixels is about how wide a bar of the histogram is at least.
const BinPixels = 6

// BinUnit returns the unit of the histogram's bins on a scale: the finest
// whose bars can be told apart.
func BinUnit(s *Scale) Unit { return Finest(s, BinPixels) }

// Edges appends the first day of each unit of a domain to buf, and the day
// after the last: bin i holds the days edges[i] to edges[i+1]-1. They are
// over the whole domain, so that panning changes no count.
func Edges(buf []int32, domain event.Span, u Unit) []int32 {
	at := u.Floor(domain.Start)
	for at <= domain.End {
		buf = append(buf, int32(at))
		at = u.Add(at, 1)
	}
	return append(buf, int32(at))
}

// Bar is a bar of the histogram, in CSS pixels from the left and of height.
type Bar struct {
	Bin     int
	X, W, H float64
}

// Bars appends the bars in view of bins with a count to buf: top is the count
// as high as height. A bar is at least 1 pixel wide and 2 high, so that one
// event among thousands is still seen.
func Bars(buf []Bar, s *Scale, edges, counts []int32, height float64, top int32) []Bar {
	for i, n := range counts {
		if n == 0 {
			continue
		}
		x0, x1 := s.X(event.Date(edges[i])), s.X(event.Date(edges[i+1]))
		if x1 < 0 || x0 > s.Width {
			continue
		}
		gap := 0.0
		if x1-x0 > 3 {
			gap = 1
		}
		buf = append(buf, Bar{Bin: i, X: x0, W: max(1, x1-x0-gap), H: max(2, height*float64(n)/float64(max(top, 1)))})
	}
	return buf
}

// Top returns a round number not less than any count, for the upper end of
// the axis of counts.
func Top(counts []int32) int32 {
	most := int32(1)
	for _, n := range counts {
		most = max(most, n)
	}
	for step := int32(1); step < 1_000_000_000; step *= 10 {
		for _, m := range []int32{1, 2, 4, 5, 6, 8} {
			if m*step >= most {
				return m * step
			}
		}
	}
	return most
}
