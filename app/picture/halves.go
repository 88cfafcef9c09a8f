package picture

import "wherewhen/app/mapview"

// halves draws a circle of two periods as the map does.
func halves(w *writer, c *mapview.Colors, d *mapview.DrawnCircle) {
	path := func(side int, r float64, color string) {
		w.write(`<path d="`, mapview.HalfPath(d.X, d.Y, r, side), `" fill="`, quoted(color), `"/>`, "\n")
	}
	for side, h := range d.Halves {
		if h.R > 0 {
			path(side, h.R+1.5, c.Halo)
		}
	}
	for side, h := range d.Halves {
		if h.R > 0 {
			path(side, h.R, h.Color)
		}
	}
	w.write(`<path d="M`, d.X, " ", d.Y-d.R-2, "V", d.Y+d.R+2, `" stroke="`, quoted(c.Halo), `" stroke-width="2"/>`, "\n")
	w.write(`<path d="M`, d.X, " ", d.Y-d.R-2, "V", d.Y+d.R+2, `" stroke="`, quoted(c.CircleInk), `"/>`, "\n")
	for _, h := range d.Halves {
		if h.Text != "" {
			w.text(d.X+h.TextX, d.Y+h.TextSize*0.35, h.Text, h.TextSize, c.Halo, `font-weight="600"`)
		}
	}
}
