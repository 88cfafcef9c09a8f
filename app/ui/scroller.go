package ui

import "math"

// scroller maps rows of one height to an element that scrolls. Browsers limit
// how high an element may be, some to 17 million pixels; a table that is higher
// is scrolled through an element of the greatest height, in which a pixel
// stands for more than one of the table.
type scroller struct {
	rows, height, view int // number and height of rows, and the height seen, in pixels

	at   float64 // pixels of the table above what is seen
	top  float64 // pixels of the element above it
	near bool    // the reader scrolls pixel by pixel rather than to a part of the whole
}

// mostHeight is how high the element gets.
const mostHeight = 8_000_000

// whole is the height of all rows, element that of what stands for them.
func (s *scroller) whole() int   { return s.rows * s.height }
func (s *scroller) element() int { return min(s.whole(), mostHeight) }

// maxAt and maxTop are how far table and element can be scrolled.
func (s *scroller) maxAt() float64  { return float64(max(0, s.whole()-s.view)) }
func (s *scroller) maxTop() float64 { return float64(max(0, s.element()-s.view)) }

// mapped is where the element is scrolled to when the table is at a height.
func (s *scroller) mapped(at float64) float64 {
	if s.whole() == s.element() {
		return at
	}
	return at / s.maxAt() * s.maxTop()
}

// scrolled follows the element, which is now scrolled to top. It reports
// whether the element should be scrolled to another top, which stands for the
// same.
func (s *scroller) scrolled(top float64) (move bool) {
	moved := top - s.top
	s.top = top
	switch {
	case moved == 0:
	case s.whole() == s.element():
		s.at = top
	case s.near && moved > -2*float64(s.view) && moved < 2*float64(s.view):
		s.at = max(0, min(s.maxAt(), s.at+moved))
		// At an end of the element there may be more of the table.
		return top <= 0 && s.at > 0 || top >= s.maxTop() && s.at < s.maxAt()
	default:
		s.at = top / s.maxTop() * s.maxAt()
	}
	return false
}

// settle returns where the element is to be scrolled to, so that its ends are
// those of the table.
func (s *scroller) settle() (top float64) {
	s.at = max(0, min(s.maxAt(), s.at))
	s.top = math.Round(s.mapped(s.at)) // browsers round as well
	switch {
	case s.whole() == s.element():
		s.at = s.top
	case s.at > 0 && s.at < s.maxAt(): // so that it can be scrolled to the ends
		s.top = max(1, min(s.maxTop()-1, s.top))
	}
	return s.top
}

// reveal scrolls no farther than it takes to see a row.
func (s *scroller) reveal(row int) (top float64) {
	begin := float64(row * s.height)
	s.at = max(min(s.at, begin), begin+float64(s.height-s.view))
	return s.settle()
}

// first returns the first row in sight, count how many are, partly or whole.
func (s *scroller) first() (first, count int) {
	first = int(s.at) / s.height
	return first, max(0, min(s.rows-first, s.view/s.height+2))
}

// place is where in the element a row stands.
func (s *scroller) place(row int) float64 {
	return max(0, min(float64(s.element()-s.height), float64(row*s.height)-s.at+s.top))
}
