package mapview

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// Outlines are the areas of one level, provinces or countries, by what they are
// drawn in. Areas that meet share the points along which they do. The slices
// have one entry per area.
type Outlines struct {
	Code    []string           // Natural Earth adm1_code or ISO 3166-1 alpha-2, each once
	Name    []string           // in English
	Country []string           // ISO 3166-1 alpha-2; "" of countries
	Shape   []orb.MultiPolygon // degrees; outer rings first, closed
	Middle  []orb.Point        // within, for what has to be said at a point

	bounds []orb.Bound
	at     map[string]int
}

// Find returns the area of a code, or -1.
func (o *Outlines) Find(code string) int {
	if i, ok := o.at[code]; ok {
		return i
	}
	return -1
}

// Named returns, for each of some names, the area of a country that is written
// so; -1 where there is none, or several.
func (o *Outlines) Named(country string, names []string) []int32 {
	found := make([]int32, len(names))
	for k, name := range names {
		found[k] = -1
		for i := range o.Name {
			if o.Name[i] != name || o.Country[i] != country {
				continue
			}
			if found[k] >= 0 {
				found[k] = -1
				break
			}
			found[k] = int32(i)
		}
	}
	return found
}

// At returns the area that holds a point, degrees, or -1. Of a point on a line
// between two either is right.
func (o *Outlines) At(lon, lat float64) int {
	p := orb.Point{lon, lat}
	for i, bound := range o.bounds {
		if bound.Contains(p) && planar.MultiPolygonContains(o.Shape[i], p) {
			return i
		}
	}
	return -1
}

// ParseOutlines reads a file of outlines: an object with "grid", the degrees a
// whole number stands for; "lines", each the longitude and latitude of its
// first point and then the steps to the next ones, as numbers that a space or a
// minus sign begins; "provinces" and "countries", lists of code, name, country
// and shape. A shape is polygons joined by /, those rings joined by ; and those
// the indexes of lines joined by commas, ^i for line i backwards.
func ParseOutlines(file string, data []byte) (provinces, countries *Outlines, err error) {
	type area struct{ Code, Name, Country, Shape string }
	var f struct {
		Grid                 float64
		Lines                []string
		Provinces, Countries []area
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	if !(f.Grid > 0 && f.Grid <= 1) {
		return nil, nil, fmt.Errorf("%s: grid %v: expected degrees above 0, at most 1", file, f.Grid)
	}
	lines := make([]orb.LineString, len(f.Lines))
	for i, text := range f.Lines {
		if lines[i], err = parseLine(text, f.Grid); err != nil {
			return nil, nil, fmt.Errorf("%s: line %d: %w", file, i, err)
		}
	}
	level := func(areas []area) (*Outlines, error) {
		o := &Outlines{at: make(map[string]int)}
		for i, a := range areas {
			shape, err := parseShape(a.Shape, lines)
			if err != nil {
				return nil, fmt.Errorf("%s: area %q: shape: %w", file, a.Code, err)
			}
			if _, twice := o.at[a.Code]; twice || a.Code == "" {
				return nil, fmt.Errorf("%s: code %q: expected one that no other area has", file, a.Code)
			}
			o.at[a.Code] = i
			o.Code, o.Name, o.Country = append(o.Code, a.Code), append(o.Name, a.Name), append(o.Country, a.Country)
			o.Shape, o.bounds, o.Middle = append(o.Shape, shape), append(o.bounds, shape.Bound()), append(o.Middle, middle(shape))
		}
		return o, nil
	}
	if provinces, err = level(f.Provinces); err != nil {
		return nil, nil, err
	}
	if countries, err = level(f.Countries); err != nil {
		return nil, nil, err
	}
	return provinces, countries, nil
}

// parseLine reads a line: numbers of at most six digits, two a point.
func parseLine(text string, grid float64) (orb.LineString, error) {
	line := make(orb.LineString, 0, len(text)/5+1)
	var at [2]int
	numbers := 0
	for i := 0; i < len(text); numbers++ {
		negative := text[i] == '-'
		if negative || text[i] == ' ' {
			i++
		}
		n, from := 0, i
		for ; i < len(text) && text[i] >= '0' && text[i] <= '9' && i < from+6; i++ {
			n = 10*n + int(text[i]-'0')
		}
		if i == from {
			return nil, fmt.Errorf("at character %d: expected a number", from+1)
		}
		if negative {
			n = -n
		}
		if at[numbers%2] += n; numbers%2 == 1 {
			p := orb.Point{float64(at[0]) * grid, float64(at[1]) * grid}
			if !(p[0] >= -180.5 && p[0] <= 180.5 && p[1] >= -90.5 && p[1] <= 90.5) {
				return nil, fmt.Errorf("point %d at %v: expected degrees of longitude and latitude", numbers/2+1, p)
			}
			line = append(line, p)
		}
	}
	if numbers%2 == 1 || len(line) < 2 {
		return nil, fmt.Errorf("%d numbers: expected two for each of at least two points", numbers)
	}
	return line, nil
}

func parseShape(text string, lines []orb.LineString) (shape orb.MultiPolygon, err error) {
	for polygon := range strings.SplitSeq(text, "/") {
		var rings orb.Polygon
		for indexes := range strings.SplitSeq(polygon, ";") {
			var ring orb.Ring
			for index := range strings.SplitSeq(indexes, ",") {
				i, err := strconv.Atoi(index)
				if err != nil || max(i, ^i) >= len(lines) {
					return nil, fmt.Errorf("%q: expected the index of one of %d lines", index, len(lines))
				}
				if ring, err = along(ring, lines[max(i, ^i)], i < 0); err != nil {
					return nil, fmt.Errorf("%q: %w", index, err)
				}
			}
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				return nil, fmt.Errorf("%q: expected lines that make a ring", indexes)
			}
			rings = append(rings, ring)
		}
		shape = append(shape, rings)
	}
	return shape, nil
}

// along appends a line to a ring that ends where the line begins.
func along(ring orb.Ring, line orb.LineString, back bool) (orb.Ring, error) {
	last := len(line) - 1
	for k := range line {
		p := line[k]
		if back {
			p = line[last-k]
		}
		if k > 0 || len(ring) == 0 {
			ring = append(ring, p)
		} else if ring[len(ring)-1] != p {
			return nil, fmt.Errorf("begins at %v: expected %v, where the one before ends", p, ring[len(ring)-1])
		}
	}
	return ring, nil
}

// middle returns a point within the largest polygon: at the height of its
// centroid, in the middle of the widest part.
func middle(shape orb.MultiPolygon) orb.Point {
	var largest orb.Polygon
	most := -1.0
	for _, polygon := range shape {
		if area := planar.Area(polygon); area > most {
			largest, most = polygon, area
		}
	}
	at, _ := planar.CentroidArea(largest)
	var crossings []float64
	for _, ring := range largest {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] > at[1]) != (b[1] > at[1]) {
				crossings = append(crossings, a[0]+(b[0]-a[0])*(at[1]-a[1])/(b[1]-a[1]))
			}
		}
	}
	slices.Sort(crossings)
	widest := -1.0
	for i := 0; i+1 < len(crossings); i += 2 {
		if width := crossings[i+1] - crossings[i]; width > widest {
			widest, at[0] = width, (crossings[i]+crossings[i+1])/2
		}
	}
	return at
}

// appendGeoJSON writes the areas as features whose id is their index.
func (o *Outlines) appendGeoJSON(b []byte) []byte {
	b = append(b, `{"type":"FeatureCollection","features":[`...)
	for i, shape := range o.Shape {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"type":"Feature","id":`...)
		b = strconv.AppendInt(b, int64(i), 10)
		b = append(b, `,"properties":{},"geometry":{"type":"MultiPolygon","coordinates":`...)
		for p, polygon := range shape {
			b = append(b, "[,"[min(p, 1)], '[')
			for r, ring := range polygon {
				if r > 0 {
					b = append(b, ',')
				}
				for k, point := range ring {
					b = append(b, "[,"[min(k, 1)], '[')
					b = strconv.AppendFloat(b, point[0], 'f', 2, 64)
					b = append(b, ',')
					b = strconv.AppendFloat(b, point[1], 'f', 2, 64)
					b = append(b, ']')
				}
				b = append(b, ']')
			}
			b = append(b, ']')
		}
		b = append(b, "]}}"...)
	}
	return append(b, "]}"...)
}
