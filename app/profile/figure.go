package profile

import (
	"math"
	"strings"

	"wherewhen/app/event"
)

const aFigure = "a whole number, 0 or more"

// parseFigures reads a number of people: 12, 12.0, 1,234, or as a range 10-20
// and as a least number 5+.
func parseFigures(text string) (r event.Range, ok bool) {
	r = event.UnknownRange
	if n, whole := whole(text); whole {
		r.Best = int32(n)
		return r, true
	}
	if least, more := strings.CutSuffix(text, "+"); more {
		r.Low, ok = people(least)
		return r, ok
	}
	if r.Best, ok = people(text); ok {
		return r, true
	}
	for _, dash := range [...]string{"–", "-"} {
		low, high, two := strings.Cut(text, dash)
		if !two {
			continue
		}
		var okLow, okHigh bool
		r.Low, okLow = people(low)
		r.High, okHigh = people(high)
		return r, okLow && okHigh
	}
	return event.UnknownRange, false
}

func people(text string) (int32, bool) {
	text = strings.TrimSpace(text)
	if parts := strings.Split(text, ","); len(parts) > 1 && len(parts[0]) <= 3 {
		for _, p := range parts[1:] {
			if len(p) != 3 {
				return event.Unknown, false
			}
		}
		text = strings.Join(parts, "")
	}
	n, ok := wholeFloat(text)
	if !ok || n < 0 || n > math.MaxInt32 {
		return event.Unknown, false
	}
	return int32(n), true
}

// consistent returns figures without those that contradict the best one, and
// whether none had to be left out.
func consistent(r event.Range) (event.Range, bool) {
	if r.Ordered() {
		return r, true
	}
	if r.Best == event.Unknown {
		return event.UnknownRange, false
	}
	if r.Low > r.Best {
		r.Low = event.Unknown
	}
	if r.High != event.Unknown && r.High < r.Best {
		r.High = event.Unknown
	}
	return r, false
}
