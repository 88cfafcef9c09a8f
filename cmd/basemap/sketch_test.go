package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

var (
	subpath = regexp.MustCompile(`^M(\d+) (\d+)l((?: ?-?\d+)+)(z?)`)
	figure  = regexp.MustCompile(`-?\d+`)
)

// readPath reads what writePath writes, strictly: browsers draw a path up to
// its first error.
func readPath(path string) (lines [][][2]int, closed []bool, err error) {
	for path != "" {
		m := subpath.FindStringSubmatch(path)
		if m == nil {
			return nil, nil, fmt.Errorf("no subpath begins %.30q", path)
		}
		path = path[len(m[0]):]
		at := [2]int{number(m[1]), number(m[2])}
		line := [][2]int{at}
		steps := figure.FindAllString(m[3], -1)
		if len(steps)%2 != 0 {
			return nil, nil, fmt.Errorf("%d figures of steps in %.40q", len(steps), m[0])
		}
		for i := 0; i < len(steps); i += 2 {
			at[0] += number(steps[i])
			at[1] += number(steps[i+1])
			line = append(line, at)
		}
		lines, closed = append(lines, line), append(closed, m[4] == "z")
	}
	return lines, closed, nil
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

func TestPathsCanBeReadAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	var want [][][2]int
	var shut []bool
	for range 2000 {
		var line orb.LineString
		var points [][2]int
		at := orb.Point{r.Float64(), r.Float64()}
		step := math.Exp(r.NormFloat64()*2-9) * float64(r.IntN(4))
		for range 1 + r.IntN(6) {
			line = append(line, at)
			p := [2]int{int(math.Round(at[0] * sketchSide)), int(math.Round(at[1] * sketchSide))}
			if len(points) == 0 || points[len(points)-1] != p {
				points = append(points, p)
			}
			at = orb.Point{min(1, max(0, at[0]+step*r.NormFloat64())), min(1, max(0, at[1]+step*r.NormFloat64()))}
		}
		closed := r.IntN(2) == 0
		writePath(&b, line, closed)
		if len(points) > 1 {
			want, shut = append(want, points), append(shut, closed)
		}
	}
	got, closed, err := readPath(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got, closed) != fmt.Sprint(want, shut) {
		t.Fatal("other lines were read than were written")
	}
}

// The sketch that is there can be read, and the places of events are on its
// land, or so near that it makes no pixel.
func TestSketchHoldsTheEvents(t *testing.T) {
	root := filepath.Join("..", "..")
	data, err := os.ReadFile(filepath.Join(root, "web", "basemap", "sketch.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s sketch
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"unsettled": s.Unsettled, "borders": s.Borders, "disputed": s.Disputed} {
		if lines, _, err := readPath(path); err != nil || len(lines) == 0 {
			t.Errorf("%s: %d lines, %v", name, len(lines), err)
		}
	}
	lines, _, err := readPath(s.Land)
	if err != nil {
		t.Fatal(err)
	}
	var land orb.MultiPolygon
	for _, line := range lines {
		ring := make(orb.Ring, 0, len(line)+1)
		for _, p := range line {
			ring = append(ring, orb.Point{float64(p[0]), float64(p[1])})
		}
		land = append(land, orb.Polygon{append(ring, ring[0])})
	}
	features, err := readFeatures(filepath.Join(root, "data", "events.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	located := 0
	for _, f := range features {
		g, ok := f.Geometry.(map[string]any)
		if !ok {
			continue
		}
		located++
		c := g["coordinates"].([]any)
		at := mercator(orb.Point{c[0].(float64), c[1].(float64)})
		at[0] *= float64(s.Side)
		at[1] *= float64(s.Side)
		within := 0 // of how many rings, so that lakes are not land
		nearest := math.Inf(1)
		for _, polygon := range land {
			if planar.RingContains(polygon[0], at) {
				within++
			}
			nearest = min(nearest, planar.DistanceFrom(orb.LineString(polygon[0]), at))
		}
		if within%2 == 0 && nearest > 2 {
			t.Errorf("%s is in the sea, %.1f units from the coast", f.Properties, nearest)
		}
	}
	if located < 200 {
		t.Errorf("%d events have a point", located)
	}
}
