package ui

import (
	"fmt"
	"math"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/picture"
	"wherewhen/app/timeline"
)

// narrowest is how wide a picture is at least, CSS pixels; the map of a narrow
// screen is enlarged.
const narrowest = 640

// framed is what of a picture is on the screen alone.
type framed struct {
	drawing  mapview.Drawing
	scale    timeline.Scale
	edges    []int32
	regions  bool // are on the ground that goes with it
	basemap  bool // MapLibre's is
	measured func(text string, size float64, bold bool) float64
}

// picture lays out what map and timeline show. Its description is of all that
// pass the filters: a place the list is limited to is marked, no more.
func (p *Page) picture(t *taken, f framed) *picture.Picture {
	w := p.words
	c := axisColorsOn(p.dark)
	paper := "#ffffff"
	if p.dark {
		paper = "#191f25"
	}
	pic := &picture.Picture{
		Width: max(narrowest, f.drawing.Width+40), Title: bidi.Isolate(t.about.Title), Description: t.about.Description,
		Map: f.drawing, Legend: p.pictureLegend(f), Measure: f.measured,
		Colors: picture.Colors{Paper: paper, Ink: c.ink, Muted: c.muted, Line: c.line},
	}
	f.scale.Resize(pic.Width-40, axisPad)
	if len(f.edges) > 1 {
		passing, all := p.session.Bins(f.edges)
		pic.Timeline = p.pictureTimeline(&f.scale, f.edges, passing, all, f.measured)
	}
	pic.Notes = []string{p.census(), p.facts(t)}
	if p.shades() == nil && !f.regions && len(p.session.RegionsShown())+len(p.drawn(p.session.AreasShown())) > 0 {
		pic.Notes = append(pic.Notes, w.take.noRegions)
	}
	if p.session.Compares() && (f.drawing.Dots || !p.session.Halved()) {
		pic.Notes = append(pic.Notes, w.compare.marksOfA)
	}
	pic.Notes = append(pic.Notes, p.origin(t, p.ground(f.basemap))...)
	return pic
}

// pictureLegend says what marks and colours mean.
func (p *Page) pictureLegend(f framed) []picture.Entry {
	w, s := p.words, p.session.State()
	var entries []picture.Entry
	heading := func(text string) { entries = append(entries, picture.Entry{Text: text}) }
	if areas := p.shades(); areas != nil {
		title, keys := p.shadeKeys(areas)
		heading(title)
		for _, key := range keys {
			entries = append(entries, picture.Entry{Text: key.text, Color: key.color, Area: true, Hatch: key.hatched})
		}
		heading(p.notLocated(areas))
		return entries
	}
	if p.session.Cells().AreHexagons() {
		heading(w.perHexagon()[s.Size])
		d := p.density()
		for i, from := range d.From {
			to := p.session.Top()
			if i+1 < len(d.From) {
				to = d.From[i+1] - 1
			}
			entries = append(entries, picture.Entry{Text: w.numbers(int(from), int(to)), Color: d.Color[i], Hexagon: true})
		}
	} else {
		if !f.drawing.Dots {
			heading(fmt.Sprintf(w.take.area, w.sizeNames()[s.Size]))
		}
		if p.session.Halved() && !f.drawing.Dots {
			entries = append(entries, p.pictureHalves()...)
		} else {
			heading(fmt.Sprintf(w.marking.colorIs, w.facets[s.Rim]))
			classes := p.session.ColorClasses()
			colors := p.classColors(classes)
			for _, i := range orderedClasses(s.Rim, classes) {
				entries = append(entries, picture.Entry{Text: p.className(s.Rim, classes[i]), Color: colors[i]})
			}
		}
	}
	if !f.regions {
		return entries
	}
	named := len(entries)
	for _, role := range roleNames {
		for _, r := range p.session.RegionsShown() {
			if r.Role == role {
				entries = append(entries, picture.Entry{Text: w.roles[role], Color: roleHues[role].on(p.dark), Hatch: true})
				break
			}
		}
	}
	if len(entries) > named {
		entries = append(entries[:named], append([]picture.Entry{{Text: w.regions}}, entries[named:]...)...)
	}
	return entries
}

// The timeline of a picture, CSS pixels.
const (
	barsHigh = 84
	barsTop  = 8
)

// pictureTimeline draws bars, counts and labels as the page does.
func (p *Page) pictureTimeline(s *timeline.Scale, edges, passing, all []int32, measured func(string, float64, bool) float64) picture.Timeline {
	w, c := p.words, axisColorsOn(p.dark)
	const floor = barsTop + barsHigh
	t := picture.Timeline{Height: floor + axisLabels}
	highest := timeline.Top(all)
	for _, n := range timeline.CountTicks(nil, highest) {
		if n > 0 {
			y := math.Round(floor - barsHigh*float64(n)/float64(highest))
			t.Lines = append(t.Lines, picture.Line{X: axisPad - 6, Y: y, W: s.Width - 2*axisPad + 12, H: 1, Color: c.line})
			t.Labels = append(t.Labels, picture.Label{X: 0, Y: y, Text: w.number(int(n)), Color: c.muted})
		}
	}
	days := p.session.Domain
	if window := p.session.State().Window; window != nil {
		days = *window
	}
	bars := func(counts []int32, color func(from, to event.Date) string) {
		for _, b := range timeline.Bars(nil, s, edges, counts, barsHigh, highest) {
			left, right := max(0, b.X), min(s.Width, b.X+b.W)
			t.Bars = append(t.Bars, picture.Bar{
				X: left, Y: floor - b.H, W: right - left, H: b.H, Color: color(event.Date(edges[b.Bin]), event.Date(edges[b.Bin+1])-1),
			})
		}
	}
	bars(all, func(event.Date, event.Date) string { return c.all })
	bars(passing, func(from, to event.Date) string {
		if days.Start > to || days.End < from {
			if b := p.session.State().Compare; b != nil && b.Start <= to && b.End >= from {
				return periodHues[1].on(p.dark)
			}
			return c.dimmed
		}
		return c.passing
	})
	t.Lines = append(t.Lines, picture.Line{Y: floor, W: s.Width, H: 1, Color: c.muted})
	for _, tick := range timeline.Ticks(nil, s, tickDistance) {
		t.Lines = append(t.Lines, picture.Line{X: math.Round(tick.X), Y: floor, W: 1, H: 5, Color: c.muted})
		text := w.tick(tick)
		if tick.X+4+measured(text, 11.5, false) <= s.Width {
			t.Labels = append(t.Labels, picture.Label{X: math.Round(tick.X) + 4, Y: floor + 12, Text: text, Color: c.ink})
		}
	}
	return t
}
