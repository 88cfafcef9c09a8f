package mapview

import "strconv"

// Dots are events that are drawn each as a dot of its own, at its place. The
// slices have one entry per event, as Places.Of has, and stay the caller's.
type Dots struct {
	First, Last []int32  // the days an event lasts, both inclusive
	Category    []uint16 // what a dot has its colour by, an index into Shown.RimColor
	Near        []uint16 // how near to its point an event is known, an index into Nearness
	Nearness    []Nearness

	// Passes is 1 for the events that pass every filter but the window, 0 for
	// the others. As long as Passing is the same, so is what Passes says.
	Passes  []byte
	Passing int

	// The window: events that last on any day from one to the other are drawn.
	From, To int32
}

// DotSize returns the diameter of a dot at a zoom of the map, in CSS pixels,
// without its halo.
func DotSize(zoom float64) float64 { return 5.5 + 0.35*min(zoom, 10) }

// look packs what a dot looks like into a byte: five bits of its hue, three of
// its shape.
func look(hue byte, shape Sign) byte { return hue | byte(shape)<<5 }

// shapeOf returns the shape of an event that is drawn by itself.
func (s *Shown) shapeOf(event int32) Sign {
	if len(s.Signs) == 0 {
		return Disc
	}
	return s.Signs[s.Attribution[event]]
}

// mostHues is how many colours dots have at most; further ones are drawn as the
// last.
const mostHues = 32

// hues returns the colours that differ, and of each colour its index among
// them.
func hues(colors []string) (differ []string, of []byte) {
	index := make(map[string]byte)
	of = make([]byte, len(colors))
	for i, color := range colors {
		hue, ok := index[color]
		if !ok {
			if len(differ) < mostHues {
				differ = append(differ, color)
			}
			hue = byte(len(differ) - 1)
			index[color] = hue
		}
		of[i] = hue
	}
	return differ, of
}

// lights returns red, green and blue of a colour written as #rrggbb, from 0 to
// 1.
func lights(color string) (rgb [3]float32) {
	n, err := strconv.ParseUint(color[min(1, len(color)):], 16, 32)
	if err != nil {
		return rgb
	}
	for i := range rgb {
		rgb[i] = float32(n>>(16-8*i)&255) / 255
	}
	return rgb
}
