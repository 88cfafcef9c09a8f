package picture

import (
	"slices"
	"strconv"
	"strings"

	"wherewhen/app/mapview"
)

// Entry is a part of the legend: a heading, or a mark with what it means.
type Entry struct {
	Mark        Mark
	Text, Color string
	Path        string  // of a Shape, of SVG about the origin
	Radius      float64 // of a Sample, in the pixels of the map
}

// Mark is what stands before a text of the legend.
type Mark uint8

// The marks. Near follows the precisions of places, Region the roles of regions.
const (
	Heading   Mark = iota // the text alone
	Disc                  // of a colour
	Hexagon               // of a colour
	NoHexagon             // of nothing counted
	Box                   // of a colour
	Hatched               // a box of a colour with lines over it
	Lined                 // a bar with lines of a colour
	Sample                // a circle
	Unknown               // a circle with a question mark
	Shape                 // of a path
	Near                  // to the site; to the city, district, province, country
	Region    = Near + 5
)

// hatchPaths are lines and dots, those of regions as on the map.
var hatchPaths = [...]string{"M-1 1l2-2M0 5l5-5M4 6l2-2", "M-1 4l2 2M0 0l5 5M4-1l2 2", "M2.5 0v5", "M2 2.5h1.2"}

// hatch returns the paint of one of these, which it writes where it is new.
func (w *writer) hatch(path int, color string) string {
	id := "hatch-" + strconv.Itoa(path) + strings.TrimPrefix(color, "#")
	if !slices.Contains(w.hatches, id) {
		w.hatches = append(w.hatches, id)
		w.write(`<pattern id="`, quoted(id), `" width="5" height="5" patternUnits="userSpaceOnUse"><path d="`, hatchPaths[path],
			`" stroke="`, quoted(color), `"/></pattern>`, "\n")
	}
	return "url(#" + id + ")"
}

// placed is an entry in its row.
type placed struct {
	*Entry
	x, radius float64
	text      string
}

// drawLegend draws headings and marks, row after row, and returns where they
// end.
func (p *Picture) drawLegend(w *writer, y float64) float64 {
	if len(p.Legend) == 0 {
		return y
	}
	const leastRow = legendSize * 1.6
	w.write(`<g id="legend">`, "\n")
	var (
		row   []placed
		high  = leastRow
		x     = float64(margin)
		inner = p.Width - 2*margin
	)
	end := func() {
		for i := range row {
			p.drawEntry(w, &row[i], y+high/2)
		}
		x, y, high, row = margin, y+high, leastRow, row[:0]
	}
	for i := range p.Legend {
		e := placed{Entry: &p.Legend[i], radius: swatchSize / 2.0}
		heading, before := e.Mark == Heading, 0.0
		if e.Radius > 0 {
			e.radius = e.Radius * inner / p.Map.Width
		}
		if !heading {
			before = 2*e.radius + 6
		}
		e.text = p.cut(e.Text, legendSize, heading, inner-before)
		width := before + p.Measure(e.text, legendSize, heading)
		if heading && i > 0 || x > margin && x+width > p.Width-margin {
			end()
		}
		e.x = x
		row, high = append(row, e), max(high, 2*e.radius+4)
		x += width + 14
	}
	end()
	w.write("</g>\n")
	return y
}

// drawEntry draws a heading, or a mark and its text.
func (p *Picture) drawEntry(w *writer, e *placed, middle float64) {
	const base = legendSize * 0.35
	if e.Mark == Heading {
		w.text(e.x, middle+base, e.text, legendSize, p.Colors.Ink, `font-weight="600"`)
		return
	}
	c, x := &p.Map.Colors, e.x+e.radius
	path, fill, edge, dash, over := "M-5.5-5.5h11v11h-11z", e.Color, "none", "none", ""
	switch m := e.Mark; m {
	case Disc:
		path = disc(e.radius)
	case Hexagon:
		path = hexagonPath
	case NoHexagon:
		path, fill, edge = hexagonPath, "none", c.MinorLabel
	case Box:
		edge = c.Country
	case Hatched:
		edge, over = c.Country, w.hatch(0, c.Label)
	case Lined:
		fill, over = p.Colors.Pale, w.hatch(0, e.Color)
	case Sample, Unknown:
		path, fill, edge = disc(e.radius), "none", c.CircleInk
	case Shape:
		path = e.Path
	case Near:
		path, fill = disc(4), c.MinorLabel
	case Near + 1, Near + 2:
		path, fill = disc(e.radius), p.soft(w)
		if m > Near+1 {
			edge, dash = c.MinorLabel, "3 2"
		}
	case Near + 3, Near + 4:
		fill, edge, dash = "none", c.MinorLabel, [2]string{"4 2", "5 2 1 2"}[m-Near-3]
	default:
		fill, edge, over = "none", e.Color, w.hatch(int(m-Region), e.Color)
	}
	for fill != "" {
		w.write(`<path transform="translate(`, x, " ", middle, `)" fill-rule="evenodd" d="`, path, `" fill="`, quoted(fill),
			`" stroke="`, quoted(edge), `" stroke-dasharray="`, dash, `"/>`, "\n")
		fill, over = over, ""
	}
	if e.Mark == Unknown {
		w.text(x, middle+3.5, "?", 10, c.CircleInk, `font-weight="600" text-anchor="middle"`)
	}
	w.text(x+e.radius+6, middle+base, e.text, legendSize, p.Colors.Ink, "")
}

// hexagonPath is one as large as other marks.
const hexagonPath = "M0-6.35L5.5-3.18V3.18L0 6.35L-5.5 3.18V-3.18z"

func disc(r float64) string { return string(mapview.Disc.Append(nil, 0, 0, r)) }
