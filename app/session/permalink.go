package session

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"wherewhen/app/event"
)

// Fragment returns the part of the link after #, without it: key=value parts
// joined by &, in a fixed order, nothing for what is as in the zero State.
// Values are percent-encoded; several values of a key are joined by commas.
func (s *State) Fragment() string {
	var parts []string
	add := func(key, value string) { parts = append(parts, key+"="+value) }
	if s.Window != nil {
		add("from", s.Window.Start.String())
		add("to", s.Window.End.String())
	}
	if s.View != nil {
		add("view", s.View.Start.String()+".."+s.View.End.String())
	}
	if s.Compare != nil {
		add("compare", s.Compare.Start.String()+".."+s.Compare.End.String())
	}
	if f, ok := s.Lanes.Facet(); ok {
		add("lanes", facetKeys[f])
	}
	if s.LanesByName {
		add("lane-order", "name")
	}
	if s.Context != 0 {
		var names []string
		for i, name := range contextKeys {
			if s.Context&(1<<i) != 0 {
				names = append(names, name)
			}
		}
		add("context", strings.Join(names, ","))
	}
	for f, chosen := range s.Chosen {
		if len(chosen) > 0 {
			escaped := make([]string, len(chosen))
			for i, value := range chosen {
				escaped[i] = escape(value)
			}
			add(facetKeys[f], strings.Join(escaped, ","))
		}
	}
	if s.Query != "" {
		add("q", escape(s.Query))
	}
	if len(s.Within) > 0 {
		add("within", s.Within.text())
	}
	if s.Selected != "" {
		add("event", escape(s.Selected))
	}
	if s.Cell != nil {
		add("place", s.Cell.text())
	}
	if s.Area != "" {
		add("area", escape(s.Area))
	}
	if s.Region != "" {
		add("about-region", escape(s.Region))
	}
	if s.OldestFirst {
		add("order", "oldest")
	}
	if s.Camera != nil {
		add("map", degrees(s.Camera.Lat)+","+degrees(s.Camera.Lon)+","+zoom(s.Camera.Zoom))
	}
	if s.Globe {
		add("projection", "globe")
	}
	if s.HideRegions {
		add("regions", "off")
	}
	switch s.Marks {
	case MarksDensity:
		add("marks", "density")
	case MarksDots:
		add("marks", "dots")
	case MarksProvinces:
		add("marks", "provinces")
	case MarksCountries:
		add("marks", "countries")
	}
	if s.Size != SizeEvents {
		add("size", sizeKeys[s.Size])
	}
	if s.Rim != RimUsual {
		add("rim", facetKeys[s.Rim-1])
	}
	switch s.Theme {
	case ThemeLight:
		add("theme", "light")
	case ThemeDark:
		add("theme", "dark")
	}
	if s.Table {
		add("pane", "table")
	}
	if len(s.Columns) > 0 {
		keys := make([]string, len(s.Columns))
		for i, c := range s.Columns {
			keys[i] = c.Key()
		}
		add("columns", strings.Join(keys, ","))
	}
	if len(s.Sort) > 0 {
		keys := make([]string, len(s.Sort))
		for i, key := range s.Sort {
			keys[i] = key.Column.Key()
			if key.Descending {
				keys[i] = "-" + keys[i]
			}
		}
		add("sort", strings.Join(keys, ","))
	}
	if s.About {
		add("page", "method")
	}
	if s.Periods != PeriodsOff {
		add("periods", periodKeys[s.Periods-1])
	}
	if s.PeriodOrder != PeriodsByTime {
		add("period-order", periodOrderKeys[s.PeriodOrder-1])
	}
	return strings.Join(parts, "&")
}

// ParseFragment reads what Fragment wrote, with or without the leading #.
// Each part it cannot read is left out and named in problems, in words a
// reader of the page can use.
func ParseFragment(fragment string) (s State, problems []string) {
	fragment = strings.TrimPrefix(fragment, "#")
	seen := make(map[string]bool)
	var from, to *event.Date
	for _, part := range strings.Split(fragment, "&") {
		if part == "" {
			continue
		}
		key, raw, given := strings.Cut(part, "=")
		if seen[key] {
			problems = append(problems, fmt.Sprintf("%s: given twice, the first one is used", part))
			continue
		}
		seen[key] = true
		expected := "a percent-encoded value"
		if given {
			expected = s.readPart(key, raw, &from, &to)
		}
		if expected != "" {
			problems = append(problems, fmt.Sprintf("%s: expected %s", part, expected))
		}
	}
	switch {
	case from != nil && to != nil && *from <= *to:
		s.Window = &event.Span{Start: *from, End: *to}
	case from != nil && to != nil:
		problems = append(problems, fmt.Sprintf("from=%s&to=%s: expected from not after to", from, to))
	case from != nil:
		problems = append(problems, fmt.Sprintf("from=%s: expected to beside it", from))
	case to != nil:
		problems = append(problems, fmt.Sprintf("to=%s: expected from beside it", to))
	}
	return s, problems
}

// readPart reads one key of a fragment into s; it returns what was expected
// when it cannot.
func (s *State) readPart(key, raw string, from, to **event.Date) (expected string) {
	facet := slices.Index(facetKeys[:], key)
	text, err := url.PathUnescape(raw)
	if err != nil || raw == "" && facet < 0 { // an empty value of a facet is "not stated"
		return "a percent-encoded value"
	}
	oneOf := func(names ...string) (int, string) {
		if i := slices.Index(names, text); i >= 0 {
			return i, ""
		}
		return 0, strings.Join(names, " or ")
	}
	switch key {
	case "from", "to":
		d, err := event.ParseDate(text)
		if err != nil {
			return "a date as YYYY-MM-DD"
		}
		if key == "from" {
			*from = &d
		} else {
			*to = &d
		}
	case "view", "compare":
		a, b, _ := strings.Cut(text, "..")
		start, err1 := event.ParseDate(a)
		end, err2 := event.ParseDate(b)
		if err1 != nil || err2 != nil || end < start {
			return "two dates as YYYY-MM-DD..YYYY-MM-DD"
		}
		days := &event.Span{Start: start, End: end}
		if key == "view" {
			s.View = days
		} else {
			s.Compare = days
		}
	case "lanes":
		var names []string
		for l := LanesOff + 1; l < LanesCount; l++ {
			f, _ := l.Facet()
			names = append(names, facetKeys[f])
		}
		var i int
		if i, expected = oneOf(names...); expected == "" {
			s.Lanes = LanesOff + 1 + Lanes(i)
		}
	case "lane-order":
		_, expected = oneOf("name")
		s.LanesByName = expected == ""
	case "context":
		var shown Context
		for _, name := range strings.Split(text, ",") {
			i := slices.Index(contextKeys[:], name)
			if i < 0 {
				return strings.Join(contextKeys[:], ", ")
			}
			shown |= 1 << i
		}
		s.Context = shown
	case "q":
		s.Query = text
	case "within":
		w, ok := parseWithin(text)
		if !ok {
			return expectedWithin
		}
		s.Within = w
	case "event":
		s.Selected = text
	case "area":
		s.Area = text
	case "about-region":
		s.Region = text
	case "place":
		circle, hexagon := strings.CutSuffix(text, hexagonMark)
		lat, lon, level, ok := triple(circle)
		if !ok || level != math.Trunc(level) || level < 0 || level > 30 {
			return "latitude,longitude,level or latitude,longitude,level" + hexagonMark
		}
		s.Cell = &Cell{Lon: lon, Lat: lat, Level: int(level), Hexagon: hexagon}
	case "map":
		lat, lon, zoom, ok := triple(text)
		if !ok || zoom < 0 || zoom > 24 {
			return "latitude,longitude,zoom"
		}
		s.Camera = &Camera{Lon: lon, Lat: lat, Zoom: zoom}
	case "order":
		_, expected = oneOf("oldest")
		s.OldestFirst = expected == ""
	case "projection":
		_, expected = oneOf("globe")
		s.Globe = expected == ""
	case "regions":
		_, expected = oneOf("off")
		s.HideRegions = expected == ""
	case "marks":
		var i int
		i, expected = oneOf("circles", "density", "dots", "provinces", "countries")
		s.Marks = Marks(i)
	case "size":
		var i int
		i, expected = oneOf(sizeKeys[:]...)
		s.Size = Size(i)
	case "rim":
		var i int
		if i, expected = oneOf(facetKeys[:]...); expected == "" {
			s.Rim = RimOf(Facet(i))
		}
	case "theme":
		var i int
		i, expected = oneOf("system", "light", "dark")
		s.Theme = Theme(i)
	case "pane":
		var i int
		i, expected = oneOf("map", "table")
		s.Table = i == 1
	case "columns":
		var columns []Column
		for _, name := range strings.Split(text, ",") {
			c := Column(slices.Index(columnKeys[:], name))
			if c >= ColumnCount || slices.Contains(columns, c) {
				return "columns, each once, of " + strings.Join(columnKeys[:], ", ")
			}
			columns = append(columns, c)
		}
		s.SetColumns(columns)
	case "sort":
		for _, name := range strings.Split(text, ",") {
			name, descending := strings.CutPrefix(name, "-")
			c := Column(slices.Index(columnKeys[:], name))
			if c >= ColumnCount || slices.ContainsFunc(s.Sort, func(k SortKey) bool { return k.Column == c }) {
				s.Sort = nil
				return "columns, each once and with - for the highest first, of " + strings.Join(columnKeys[:], ", ")
			}
			s.Sort = append(s.Sort, SortKey{c, descending})
		}
	case "page":
		_, expected = oneOf("method")
		s.About = expected == ""
	case "periods":
		var i int
		if i, expected = oneOf(periodKeys...); expected == "" {
			s.Periods = PeriodsYear + Periods(i)
		}
	case "period-order":
		var i int
		if i, expected = oneOf(periodOrderKeys...); expected == "" {
			s.PeriodOrder = PeriodsByEvents + PeriodOrder(i)
		}
	default:
		if facet < 0 {
			return "a part this page knows"
		}
		chosen := &s.Chosen[facet]
		for _, value := range strings.Split(raw, ",") {
			name, err := url.PathUnescape(value)
			if err != nil {
				return "percent-encoded values joined by commas"
			}
			*chosen = append(*chosen, name)
		}
		slices.Sort(*chosen)
		*chosen = slices.Compact(*chosen)
	}
	return expected
}

// hexagonMark ends the name of a cell that is a hexagon.
const hexagonMark = ",hexagon"

// text names a cell in a link.
func (c *Cell) text() string {
	text := degrees(c.Lat) + "," + degrees(c.Lon) + "," + strconv.Itoa(c.Level)
	if c.Hexagon {
		text += hexagonMark
	}
	return text
}

// escape percent-encodes everything that has a meaning in a fragment of ours.
func escape(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "+", "%20")
}

// degrees writes five decimals, about a metre.
func degrees(v float64) string { return strconv.FormatFloat(v, 'f', 5, 64) }

func zoom(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

func triple(s string) (lat, lon, last float64, ok bool) {
	parts := strings.Split(s, ",")
	if len(parts) != 3 {
		return 0, 0, 0, false
	}
	var v [3]float64
	for i, part := range parts {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			return 0, 0, 0, false
		}
		v[i] = n
	}
	return v[0], v[1], v[2], math.Abs(v[0]) <= 90 && math.Abs(v[1]) <= 180
}
