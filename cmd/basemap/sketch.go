package main

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// sketchSide is the side of the Web Mercator square in units of a sketch. Half
// a pixel is left out where the square is as large as at sketchZoom.
const (
	sketchSide = 1 << 12
	sketchZoom = 2
)

// sketch is the ground as paths in the words of SVG, which browsers read by
// themselves: what the map shows before tiles can be drawn, and where they
// never can. The square of side units is Web Mercator's.
type sketch struct {
	Side      int    `json:"side"`
	Land      string `json:"land"`
	Unsettled string `json:"unsettled"`
	Borders   string `json:"borders"`
	Disputed  string `json:"disputed"`
}

// drawSketch makes a sketch of things.
func drawSketch(things []thing) sketch {
	const tolerance = 0.5 / 512 / (1 << sketchZoom)
	var land, unsettled, borders, disputed bytes.Buffer
	for _, t := range things {
		if t.minzoom > sketchZoom {
			continue
		}
		path := &borders
		switch {
		case t.layer == "land":
			path = &land
		case t.layer == "unsettled":
			path = &unsettled
		case t.properties["disputed"] == 1:
			path = &disputed
		case t.properties["level"] != 0:
			continue
		}
		switch shape := simplified(t.shape, tolerance).(type) {
		case orb.LineString:
			writePath(path, shape, false)
		case orb.MultiPolygon:
			for _, polygon := range shape {
				for _, ring := range polygon {
					writePath(path, orb.LineString(ring), true)
				}
			}
		}
	}
	return sketch{sketchSide, land.String(), unsettled.String(), borders.String(), disputed.String()}
}

// writePath writes a line as a subpath of SVG: its first point, then the steps
// from point to point in whole units. Of a line without a step nothing is
// written: the path would be in error.
func writePath(b *bytes.Buffer, line orb.LineString, closed bool) {
	var points [][2]int
	for _, p := range line {
		at := [2]int{int(math.Round(p[0] * sketchSide)), int(math.Round(p[1] * sketchSide))}
		if n := len(points); n == 0 || points[n-1] != at {
			points = append(points, at)
		}
	}
	if len(points) < 2 {
		return
	}
	put := func(v int) {
		if last := b.Bytes()[b.Len()-1]; v >= 0 && last >= '0' && last <= '9' {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.Itoa(v))
	}
	b.WriteByte('M')
	put(points[0][0])
	put(points[0][1])
	b.WriteByte('l')
	for i, p := range points[1:] {
		put(p[0] - points[i][0])
		put(p[1] - points[i][1])
	}
	if closed {
		b.WriteByte('z')
	}
}

func writeSketch(file string, things []thing) error {
	data, err := json.Marshal(drawSketch(things))
	if err != nil {
		return err
	}
	return write(file, append(data, '\n'))
}
