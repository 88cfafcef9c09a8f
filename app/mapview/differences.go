package mapview

// Differences divides differences between two numbers into classes that are
// symmetric around zero: as far above as below, a colour is as strong.
type Differences struct {
	From []int32 // least difference of each class, ascending; of both signs
}

// FewToCompare is how many there must be on both sides together: of fewer, a
// difference is what chance alone brings about.
const FewToCompare = 10

// NewDifferences returns the classes of differences up to top, either way. They
// begin where those of numbers do.
func NewDifferences(top int32) Differences {
	from := Classes(top)
	if most := 3; len(from) > most { // more shades on each side are not told apart
		step := (len(from) + most - 1) / most
		few := from[:0:0]
		for i := 0; i < len(from); i += step {
			few = append(few, from[i])
		}
		from = few
	}
	return Differences{from}
}

// Class returns the class of b in comparison with a: 0 where they are equal,
// positive for more, negative for fewer.
func (d Differences) Class(a, b int32) int {
	if b < a {
		return -classOf(d.From, a-b)
	}
	return classOf(d.From, b-a)
}

// TooFew reports whether two numbers are too small to be compared. Both 0 are
// equal, and no more is said.
func TooFew(a, b int32) bool {
	sum := int64(a) + int64(b)
	return sum > 0 && sum < FewToCompare
}

// LargestDifference returns the largest difference of two columns of numbers.
func LargestDifference(a, b []int32) (top int32) {
	for i := range a {
		top = max(top, a[i]-b[i], b[i]-a[i])
	}
	return top
}
