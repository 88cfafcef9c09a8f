package mapview

// mostClasses is how many classes the numbers of hexagons have.
const mostClasses = 6

// Classes divides the numbers from 1 to top: it returns the least number of
// each class, ascending. They are round numbers, 1, 2 and 5 times a power of
// ten, and where those are too many every second of them, or every third …; up
// to 6 every number is a class of its own.
func Classes(top int32) []int32 {
	var from []int32
	if top <= mostClasses {
		for n := range max(top, 0) {
			from = append(from, n+1)
		}
		return from
	}
	for power := int64(1); power <= int64(top); power *= 10 {
		for _, n := range [...]int64{power, 2 * power, 5 * power} {
			if n <= int64(top) {
				from = append(from, int32(n))
			}
		}
	}
	step := (len(from) + mostClasses - 1) / mostClasses
	for i := 0; i*step < len(from); i++ {
		from[i] = from[i*step]
	}
	return from[:(len(from)+step-1)/step]
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
