package picture

import (
	"math"
	"strconv"

	"wherewhen/app/mapview"
)

// drawMap draws ground and marks, in the pixels of the map.
func (p *Picture) drawMap(w *writer) {
	m, c := &p.Map, &p.Map.Colors
	switch {
	case p.Ground.Image != "":
		w.write(`<image width="`, m.Width, `" height="`, m.Height, `" href="`, quoted(p.Ground.Image), `"/>`, "\n")
	case p.Ground.Sketch != nil:
		p.drawSketch(w, p.Ground.Sketch)
	}
	w.write(`<g id="marks" text-anchor="middle">`, "\n")
	for i := range m.Hexagons {
		h := &m.Hexagons[i]
		w.write(`<path d="`)
		for i, at := range h.Corners {
			w.write([]string{"M", "L", "L", "L", "L", "L"}[i], at[0], " ", at[1])
		}
		line := c.Halo
		if h.None {
			line = c.MinorLabel
		}
		w.write(`Z" fill="`, quoted(h.Color), `" stroke="`, quoted(line), `" stroke-width="1.25"/>`, "\n")
	}
	p.drawAreas(w)
	p.drawReaches(w)
	for i := range m.Circles {
		circle(w, c, &m.Circles[i])
	}
	for _, r := range m.Rings {
		w.write(`<path d="`, r.Path, `" fill="none" stroke="`, quoted(c.Halo), `" stroke-width="`, r.Width+2*mapview.RingHalo, `"/>`, "\n")
		w.write(`<path d="`, r.Path, `" fill="none" stroke="`, quoted(c.Selected), `" stroke-width="`, r.Width, `"/>`, "\n")
	}
	w.write("</g>\n")
}

// drawAreas draws the areas that are shaded, unless the ground shows them; those
// that are filtered by are outlined in any case.
func (p *Picture) drawAreas(w *writer) {
	m, c := &p.Map, &p.Map.Colors
	for _, a := range m.Areas {
		if p.Ground.Sketch == nil {
			break
		}
		w.write(`<path d="`, a.Path, `" fill-rule="evenodd" fill="`, quoted(a.Color), `" stroke="`, quoted(c.Country), `" stroke-width="0.8"/>`, "\n")
		if a.Hatched {
			w.write(`<path d="`, a.Path, `" fill-rule="evenodd" fill="`, quoted(w.hatch(0, c.Label)), `"/>`, "\n")
		}
	}
	for _, a := range m.Areas {
		if a.Chosen {
			w.write(`<path d="`, a.Path, `" fill="none" stroke="`, quoted(c.Halo), `" stroke-width="5"/>`, "\n")
			w.write(`<path d="`, a.Path, `" fill="none" stroke="`, quoted(c.Selected), `" stroke-width="2"/>`, "\n")
		}
	}
}

// circle draws a circle as the map does: halo, rim, ground and number.
func circle(w *writer, c *mapview.Colors, d *mapview.DrawnCircle) {
	disc := func(r float64, color string) {
		w.write(`<circle cx="`, d.X, `" cy="`, d.Y, `" r="`, r, `" fill="`, quoted(color), `"/>`, "\n")
	}
	if d.Halves != nil {
		halves(w, c, d)
		return
	}
	if d.Bare {
		w.text(d.X, d.Y+d.TextSize*0.35, d.Text, d.TextSize, c.CircleInk, `font-weight="600"`)
		return
	}
	disc(d.R+mapview.RimWidth+1, c.Halo)
	r := d.R + mapview.RimWidth/2.0
	from := 0.0
	for _, part := range d.Rim {
		if part.Share >= 1-1e-9 {
			w.write(`<circle cx="`, d.X, `" cy="`, d.Y, `" r="`, r, `" fill="none" stroke="`, quoted(part.Color), `" stroke-width="`, mapview.RimWidth, `"/>`, "\n")
			continue
		}
		to := from + part.Share
		large := 0
		if part.Share > 0.5 {
			large = 1
		}
		x0, y0 := onCircle(d.X, d.Y, r, from)
		x1, y1 := onCircle(d.X, d.Y, r, to)
		w.write(`<path d="M`, x0, " ", y0, "A", r, " ", r, " 0 ", large, " 1 ", x1, " ", y1, `" fill="none" stroke="`, quoted(part.Color),
			`" stroke-width="`, mapview.RimWidth, `"/>`, "\n")
		from = to
	}
	disc(d.R, c.Circle)
	if d.Mark != "" {
		w.write(`<path d="`, d.Mark, `" fill="`, quoted(c.CircleInk), `" fill-rule="evenodd"/>`, "\n")
	}
	if d.Text != "" {
		w.text(d.X, d.Y+d.TextSize*0.35, d.Text, d.TextSize, c.CircleInk, `font-weight="600"`)
	}
}

// soft returns the paint of soft discs, which it writes where it is new.
func (p *Picture) soft(w *writer) string {
	if w.soft {
		return "url(#soft)"
	}
	w.soft = true
	w.write(`<radialGradient id="soft">`)
	for _, stop := range mapview.SoftStops() {
		w.write(`<stop offset="`, stop[0], `" stop-color="`, quoted(p.Map.Colors.Area), `" stop-opacity="`, stop[1], `"/>`)
	}
	w.write("</radialGradient>\n")
	return "url(#soft)"
}

// drawReaches draws the soft discs around places.
func (p *Picture) drawReaches(w *writer) {
	m := &p.Map
	for _, d := range m.Reaches {
		fill := p.soft(w)
		w.write(`<circle cx="`, d.X, `" cy="`, d.Y, `" r="`, d.R, `" fill="`, fill, `"`)
		for i, length := range d.Dash {
			w.write([]string{` stroke="` + m.Colors.MinorLabel + `" stroke-dasharray="`, " "}[min(i, 1)], length)
		}
		if d.Dash != nil {
			w.write(`"`)
		}
		w.write("/>\n")
	}
}

// onCircle returns the point a share of a turn clockwise from the top.
func onCircle(x, y, r, share float64) (px, py float64) {
	sin, cos := math.Sincos(2 * math.Pi * share)
	return x + r*sin, y - r*cos
}

// drawSketch draws sea, land and borders as the camera of the map sees them.
func (p *Picture) drawSketch(w *writer, s *Sketch) {
	m, c := &p.Map, &p.Map.Colors
	unit := mapview.WorldSize(m.Camera.Zoom) / s.Side // CSS pixels
	x, y := mapview.Mercator(m.Camera.Lon, m.Camera.Lat)
	w.write(`<rect width="`, m.Width, `" height="`, m.Height, `" fill="`, quoted(c.Sea), `"/>`, "\n")
	exact := func(n float64) string { return strconv.FormatFloat(n, 'g', 9, 64) }
	w.write(`<g id="ground" transform="translate(`, exact(m.Width/2-x*s.Side*unit), " ", exact(m.Height/2-y*s.Side*unit), ") scale(", exact(unit), `)">`, "\n")
	w.write(`<path d="`, quoted(s.Land), `" fill="`, quoted(c.Land), `"/>`, "\n")
	w.write(`<path d="`, quoted(s.Unsettled), `" fill="`, quoted(c.NoLand), `"/>`, "\n")
	w.write(`<path d="`, quoted(s.Borders), `" fill="none" stroke="`, quoted(c.Country), `" stroke-width="`, exact(0.8/unit), `"/>`, "\n")
	w.write(`<path d="`, quoted(s.Disputed), `" fill="none" stroke="`, quoted(c.Country), `" stroke-width="`, exact(0.8/unit),
		`" stroke-dasharray="`, exact(2/unit), `"/>`, "\n")
	w.write("</g>\n")
}
