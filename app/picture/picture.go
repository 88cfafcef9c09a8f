// Package picture lays out a view as a picture to be passed on: title,
// description, map, legend, timeline and where it comes from. It writes SVG;
// who paints it as pixels puts the ground of the map below.
package picture

import (
	"strconv"

	"wherewhen/app/mapview"
)

// Picture is what is laid out, in CSS pixels.
type Picture struct {
	Width       float64
	Title       string
	Description string
	Map         mapview.Drawing
	Ground      Ground
	Legend      []Entry
	Timeline    Timeline
	Notes       []string // below everything, each a paragraph
	Colors      Colors

	// Measure returns how wide a text is in the font of the picture.
	Measure func(text string, size float64, bold bool) float64
}

// Ground is what lies under the circles. With none of its parts that place is
// left free.
type Ground struct {
	Sketch *Sketch
	Image  string // a data: address
}

// Sketch is land and borders as paths of SVG on the Mercator square, of so many
// units a side.
type Sketch struct {
	Side                               float64
	Land, Unsettled, Borders, Disputed string
}

// Colors are those around the map, as CSS. Pale is below the lines of bars.
type Colors struct{ Paper, Ink, Muted, Line, Pale string }

// Timeline is the bars and labels of the time axis, on a plane of its own whose
// y grows downwards.
type Timeline struct {
	Height float64
	Bars   []Bar
	Lines  []Line
	Labels []Label
}

// Bar is a filled rectangle.
type Bar struct {
	X, Y, W, H float64
	Color      string
	Lined      bool // lines of the colour, not all of it
}

// Line is a horizontal or vertical line, a pixel wide.
type Line struct {
	X, Y, W, H float64
	Color      string
}

// Label is a text that begins at X and whose middle is at Y.
type Label struct {
	X, Y  float64
	Text  string
	Color string
}

// The measures of a picture, CSS pixels.
const (
	margin     = 20
	titleSize  = 21
	textSize   = 13.5
	noteSize   = 11.5
	legendSize = 12
	swatchSize = 11
	lineHeight = 1.42
)

// Fonts are those a picture is set in, as CSS.
const Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"

// Place is where the map is on the picture, and how large all of it is.
type Place struct{ X, Y, Width, Height, PictureWidth, PictureHeight float64 }

// SVG writes the picture and says where on it the map is.
func (p *Picture) SVG() ([]byte, Place) {
	inner := p.Width - 2*margin
	var body writer
	y := float64(margin)

	y += titleSize
	for _, line := range p.wrap(p.Title, titleSize, true, inner) {
		body.text(margin, y, line, titleSize, p.Colors.Ink, `font-weight="600"`)
		y += titleSize * 1.25
	}
	y += textSize*lineHeight - titleSize*1.25 + 6
	for _, line := range p.wrap(p.Description, textSize, false, inner) {
		body.text(margin, y, line, textSize, p.Colors.Ink, "")
		y += textSize * lineHeight
	}

	scale := inner / p.Map.Width
	place := Place{X: margin, Y: y - textSize*lineHeight + 14, Width: inner, Height: p.Map.Height * scale, PictureWidth: p.Width}
	body.write(`<g transform="translate(`, place.X, " ", place.Y, ") scale(", scale, `)" clip-path="url(#map)">`, "\n")
	p.drawMap(&body)
	body.write("</g>\n")
	y = place.Y + place.Height

	y = p.drawLegend(&body, y+12)
	if p.Timeline.Height > 0 {
		y += 10
		body.write(`<g id="timeline" transform="translate(`, float64(margin), " ", y, `)">`, "\n")
		p.drawTimeline(&body)
		body.write("</g>\n")
		y += p.Timeline.Height
	}
	y += 8 + noteSize
	for _, note := range p.Notes {
		for _, line := range p.wrap(note, noteSize, false, inner) {
			body.text(margin, y, line, noteSize, p.Colors.Muted, "")
			y += noteSize * lineHeight
		}
	}
	place.PictureHeight = y - noteSize*lineHeight + margin

	var w writer
	w.write(`<svg xmlns="http://www.w3.org/2000/svg" width="`, place.PictureWidth, `" height="`, place.PictureHeight,
		`" viewBox="0 0 `, place.PictureWidth, " ", place.PictureHeight, `" font-family="`, Fonts, `" role="img" aria-labelledby="title description">`, "\n")
	w.write(`<title id="title">`, quoted(p.Title), "</title>\n", `<desc id="description">`, quoted(p.Description), "</desc>\n")
	w.write(`<defs><clipPath id="map"><rect width="`, p.Map.Width, `" height="`, p.Map.Height, `"/></clipPath></defs>`, "\n")
	// Around the map, so that a ground painted below is seen.
	w.write(`<path fill="`, quoted(p.Colors.Paper), `" fill-rule="evenodd" d="M0 0H`, place.PictureWidth, "V", place.PictureHeight, "H0ZM",
		place.X, " ", place.Y, "h", place.Width, "v", place.Height, "h", -place.Width, `Z"/>`, "\n")
	w.b = append(w.b, body.b...)
	w.write(`<rect x="`, place.X, `" y="`, place.Y, `" width="`, place.Width, `" height="`, place.Height, `" fill="none" stroke="`, quoted(p.Colors.Line), `"/>`, "\n")
	w.write("</svg>\n")
	return w.b, place
}

func (p *Picture) drawTimeline(w *writer) {
	box := func(x, y, width, height float64, color string) {
		w.write(`<rect x="`, x, `" y="`, y, `" width="`, width, `" height="`, height, `" fill="`, quoted(color), `"/>`, "\n")
	}
	for _, l := range p.Timeline.Lines {
		box(l.X, l.Y, l.W, l.H, l.Color)
	}
	for _, b := range p.Timeline.Bars {
		color := b.Color
		if b.Lined {
			box(b.X, b.Y, b.W, b.H, p.Colors.Pale)
			color = w.hatch(0, color)
		}
		box(b.X, b.Y, b.W, b.H, color)
	}
	for _, l := range p.Timeline.Labels {
		w.text(l.X, l.Y+legendSize*0.35, l.Text, noteSize, l.Color, "")
	}
}

// writer appends SVG.
type writer struct {
	b       []byte
	hatches []string // that are written
	soft    bool     // the paint of soft discs is
}

// write appends markup as it is, numbers with as many decimals as can be seen,
// and quoted texts.
func (w *writer) write(parts ...any) {
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			w.b = append(w.b, part...)
		case quoted:
			w.b = appendQuoted(w.b, string(part))
		case float64:
			w.b = appendNumber(w.b, part)
		case int:
			w.b = strconv.AppendInt(w.b, int64(part), 10)
		}
	}
}

func (w *writer) text(x, y float64, text string, size float64, color, more string) {
	w.write(`<text x="`, x, `" y="`, y, `" font-size="`, size, `" fill="`, quoted(color), `" `, more, ">", quoted(text), "</text>\n")
}

// appendNumber writes a number to a hundredth.
func appendNumber(b []byte, n float64) []byte {
	b = strconv.AppendFloat(b, n, 'f', 2, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return b
}
