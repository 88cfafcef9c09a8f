package mapview

import "math"

// MostSpread is how many events are spread out around their place at most.
const MostSpread = 60

// SpreadEvent is an event that is drawn beside others of its place.
type SpreadEvent struct {
	Row         int32
	Color       string // CSS
	Sign        Sign
	Title, Text string // for the tooltip and the keyboard
}

// spreadStep is how far events that are spread out lie apart, CSS pixels: wide
// enough for a finger.
const spreadStep = 24

// spreadOffsets returns where n events lie around a circle of a radius, CSS
// pixels from its middle: in rings, each from the top clockwise, the last one
// evenly.
func spreadOffsets(n int, radius float64) [][2]float64 {
	offsets := make([][2]float64, 0, n)
	for r := radius + spreadStep; len(offsets) < n; r += spreadStep {
		room := max(1, int(2*math.Pi/(2*math.Asin(min(1, spreadStep/(2*r))))))
		room = min(room, n-len(offsets))
		for i := range room {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(room))
			offsets = append(offsets, [2]float64{r * sin, -r * cos})
		}
	}
	return offsets
}
