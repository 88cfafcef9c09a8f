package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// The outlines areas are shaded in are simplified by a tolerance, in degrees:
// provinces of the first countries by the finest.
const (
	nearTolerance = 0.045
	farTolerance  = 0.12
	restTolerance = 0.28
)

var nearCountries = []string{"AF", "PK", "IR", "TJ", "UZ"}

// outlineGrid is what coordinates of these outlines are whole numbers of, in
// degrees.
const outlineGrid = 0.02

// outlines are areas of two levels whose outlines are made of lines they share:
// where two meet there is one line, and no gap. See mapview.ParseOutlines for
// the format.
type outlines struct {
	Grid      float64       `json:"grid"`
	Lines     []string      `json:"lines"`
	Provinces []outlineArea `json:"provinces"`
	Countries []outlineArea `json:"countries"`
}

// outlineArea is an area: of each polygon, of each ring, the lines it goes
// along, ^i for line i backwards.
type outlineArea struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"`
	Shape   string `json:"shape"`

	along [][][]int
}

// writeShades writes the outlines of all countries, and of all provinces of the
// countries events were reported from.
func (o *outliner) writeShades(events, file string, names map[string]map[string]string) error {
	features, err := readFeatures(events)
	if err != nil {
		return err
	}
	var reported []string
	for _, f := range features {
		var p struct {
			CountryCode string `json:"country_code"`
		}
		if err := json.Unmarshal(f.Properties, &p); err != nil {
			return err
		}
		reported = append(reported, p.CountryCode)
	}
	s := newShades(o, reported)
	out := s.areas(o.units, names)
	out.Grid, out.Lines = outlineGrid, s.used(&out)
	fmt.Printf("%d provinces, %d countries, %d lines\n", len(out.Provinces), len(out.Countries), len(out.Lines))
	data, err := json.Marshal(out)
	if err != nil {
		return err
	}
	data = bytes.ReplaceAll(data, []byte(`},{"code"`), []byte("},\n{\"code\""))
	return write(file, append(data, '\n'))
}

// areas returns the areas of both levels, by their codes.
func (s *shades) areas(units []unit, names map[string]map[string]string) (out outlines) {
	codes := make(map[string]bool)
	for i := range units {
		u := &units[i]
		if s.group[i] < 0 {
			continue
		}
		if s.provinces[u.CountryISO] && u.Names["en"] != "" {
			if shape := s.area(func(group int) bool { return group == s.group[i] }); shape != nil {
				out.Provinces = append(out.Provinces, outlineArea{Code: u.Code, Name: u.Names["en"], Country: u.CountryISO, along: shape})
			}
		}
		if name := names[u.CountryISO]["en"]; !codes[u.CountryISO] && name != "" {
			codes[u.CountryISO] = true
			if shape := s.area(func(group int) bool { return s.country[group] == u.CountryISO }); shape != nil {
				out.Countries = append(out.Countries, outlineArea{Code: u.CountryISO, Name: name, along: shape})
			}
		}
	}
	byCode := func(a, b outlineArea) int { return cmp.Compare(a.Code, b.Code) }
	slices.SortFunc(out.Provinces, byCode)
	slices.SortFunc(out.Countries, byCode)
	return out
}

// shades are groups of units – a province, or a country whose provinces are
// not drawn – and the lines between them.
type shades struct {
	group     []int          // of each unit; -1 of one that is no state's
	country   map[int]string // of each group
	provinces map[string]bool
	lines     []border         // a and b are groups
	simple    []orb.LineString // of each line, on the grid
}

func newShades(o *outliner, reported []string) *shades {
	s := &shades{country: make(map[int]string), provinces: make(map[string]bool)}
	for _, iso := range reported {
		s.provinces[iso] = true
	}
	areas := make(map[int]float64)
	whole := make(map[string]int)
	for i := range o.units {
		u := &o.units[i]
		group, seen := whole[u.CountryISO]
		switch {
		case u.CountryISO == "" || o.d.unsettled(u):
			group = -1 // nobody's: the lines around it are a coast
		case !seen || s.provinces[u.CountryISO]:
			group = i
			whole[u.CountryISO] = i
			s.country[i] = u.CountryISO
		}
		s.group = append(s.group, group)
		areas[group] += planar.Area(u.Shape)
	}
	s.lines = findBorders(o.units, s.group)
	for _, line := range s.lines {
		tolerance := min(s.tolerance(line.a, areas[line.a]), s.tolerance(line.b, areas[line.b]))
		s.simple = append(s.simple, onGrid(simplifiedLine(line.line, tolerance)))
	}
	return s
}

// tolerance is how far an outline of a group may be off: of a small one less.
func (s *shades) tolerance(group int, area float64) float64 {
	if group < 0 {
		return restTolerance
	}
	tolerance := restTolerance
	if iso := s.country[group]; slices.Contains(nearCountries, iso) {
		tolerance = nearTolerance
	} else if s.provinces[iso] {
		tolerance = farTolerance
	}
	return min(tolerance, math.Sqrt(area)/8)
}

// onGrid moves a line to the grid, without repeats. Its ends are moved as those
// of the lines that meet it are.
func onGrid(l orb.LineString) orb.LineString {
	var out orb.LineString
	for _, p := range l {
		q := orb.Point{math.Round(p[0] / outlineGrid), math.Round(p[1] / outlineGrid)}
		if len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	return out
}

// area returns the shape of the groups within, nil of none.
func (s *shades) area(within func(group int) bool) [][][]int {
	type end struct {
		line int
		back bool
	}
	at := make(map[orb.Point][]end)
	unused := make(map[int]bool)
	var order []int
	for i, b := range s.lines {
		if in := within(b.a); in == (b.b >= 0 && within(b.b)) || len(s.simple[i]) < 2 {
			continue
		}
		order = append(order, i)
		unused[i] = true
		l := s.simple[i]
		at[l[0]] = append(at[l[0]], end{i, false})
		at[l[len(l)-1]] = append(at[l[len(l)-1]], end{i, true})
	}
	type found struct {
		lines []int
		ring  orb.Ring
	}
	var rings []found
	for _, first := range order {
		if !unused[first] {
			continue
		}
		unused[first] = false
		r := found{[]int{first}, orb.Ring(s.simple[first].Clone())}
	follow:
		for r.ring[0] != r.ring[len(r.ring)-1] {
			for _, e := range at[r.ring[len(r.ring)-1]] {
				if !unused[e.line] {
					continue
				}
				unused[e.line] = false
				piece, index := s.simple[e.line].Clone(), e.line
				if e.back {
					piece.Reverse()
					index = ^index
				}
				r.lines, r.ring = append(r.lines, index), append(r.ring, piece[1:]...)
				continue follow
			}
			break
		}
		if len(r.ring) > 3 && r.ring[0] == r.ring[len(r.ring)-1] && r.ring.Orientation() != 0 {
			rings = append(rings, r)
		}
	}
	slices.SortStableFunc(rings, func(p, q found) int {
		return cmp.Compare(math.Abs(planar.Area(q.ring)), math.Abs(planar.Area(p.ring)))
	})
	var shape [][][]int
	var polygons orb.MultiPolygon
	for i, r := range rings {
		// Islands too small to be seen are left out, but for the largest.
		least := leastIsland
		if i > 0 && math.Abs(planar.Area(r.ring))*outlineGrid*outlineGrid < least {
			continue
		}
		if holder := holderOf(polygons, r.ring); holder >= 0 {
			shape[holder] = append(shape[holder], r.lines)
			polygons[holder] = append(polygons[holder], r.ring)
			continue
		}
		shape = append(shape, [][]int{r.lines})
		polygons = append(polygons, orb.Polygon{r.ring})
	}
	return shape
}

// leastIsland is in square degrees.
const leastIsland = 0.2

// used returns the lines some area goes along, written, and numbers them anew.
func (s *shades) used(out *outlines) (lines []string) {
	number := make(map[int]int)
	for _, areas := range [][]outlineArea{out.Provinces, out.Countries} {
		for i := range areas {
			a := &areas[i]
			for p, rings := range a.along {
				for r, along := range rings {
					for k, i := range along {
						line := max(i, ^i)
						n, seen := number[line]
						if !seen {
							n = len(lines)
							number[line] = n
							lines = append(lines, written(s.simple[line]))
						}
						if i < 0 {
							n = ^n
						}
						a.Shape += separator(p, r, k) + strconv.Itoa(n)
					}
				}
			}
		}
	}
	return lines
}

// separator stands before a line of a ring: nothing before the first of all.
func separator(polygon, ring, line int) string {
	switch {
	case line > 0:
		return ","
	case ring > 0:
		return ";"
	case polygon > 0:
		return "/"
	}
	return ""
}

// written writes a line on the grid: its first point, then the steps from
// point to point.
func written(l orb.LineString) string {
	var b []byte
	last := orb.Point{}
	for _, p := range l {
		for axis := range p {
			step := int(p[axis] - last[axis])
			if len(b) > 0 && step >= 0 {
				b = append(b, ' ')
			}
			b = strconv.AppendInt(b, int64(step), 10)
		}
		last = p
	}
	return string(b)
}
