package mapview

import "slices"

// mostClasses is how many classes the numbers of hexagons have.
const mostClasses = 6

// Classes divides the numbers from 1 to top: it returns the least number of
// each class, ascending. Up to 6 every number is a class of its own. Then they
// begin at 1, 2 and 5 times the powers of ten; where those are too many, at 1
// and 3 times them; else at every second, every third … of the first.
func Classes(top int32) []int32 {
	if top <= mostClasses {
		return upTo(top, 1, 2, 3, 4, 5, 6)
	}
	if from := upTo(top, 1, 2, 5); len(from) <= mostClasses {
		return from
	}
	if from := upTo(top, 1, 3); len(from) <= mostClasses {
		return from
	}
	from := upTo(top, 1, 2, 5)
	step := (len(from) + mostClasses - 1) / mostClasses
	var few []int32
	for i := 0; i < len(from); i += step {
		few = append(few, from[i])
	}
	return few
}

// upTo returns digits times 1, 10, 100 … up to top.
func upTo(top int32, digits ...int64) (numbers []int32) {
	for power := int64(1); power <= int64(top); power *= 10 {
		for _, digit := range digits {
			if digit*power <= int64(top) {
				numbers = append(numbers, int32(digit*power))
			}
		}
	}
	return numbers
}

// classOf returns the class of a number among those that begin at from, 0 for
// a number below them all.
func classOf(from []int32, n int32) int {
	class := 0
	for class < len(from) && n >= from[class] {
		class++
	}
	return class
}

// Samples returns values of which circles show how their area grows, ascending:
// the largest that begins with 1, 2 or 5 up to top, and about a fifth and a
// twenty-fifth of it.
func Samples(top int32) []int32 {
	from := upTo(top, 1, 2, 5)
	var samples []int32
	for i := len(from) - 1; i >= 0 && len(samples) < 3; i -= 2 {
		samples = append(samples, from[i])
	}
	slices.Reverse(samples)
	return samples
}
