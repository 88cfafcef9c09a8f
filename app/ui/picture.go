package ui

import (
	"math"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/picture"
	"wherewhen/app/session"
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
	legend := p.pictureLegend(f)
	pic := &picture.Picture{
		Width: max(narrowest, f.drawing.Width+40), Title: bidi.Isolate(t.about.Title), Description: t.about.Description,
		Map: f.drawing, Measure: f.measured,
		Colors: picture.Colors{Paper: paper, Ink: c.ink, Muted: c.muted, Line: c.line, Pale: c.spread},
	}
	f.scale.Resize(pic.Width-40, axisPad)
	if len(f.edges) > 1 {
		passing, all := p.session.Bins(f.edges)
		spread, _ := p.session.SpreadBins(f.edges)
		pic.Timeline = p.pictureTimeline(&f.scale, f.edges, passing, all, spread, f.measured)
		p.barKeys(&legend, pic.Timeline.Bars)
	}
	pic.Legend = legend
	pic.Notes = []string{p.census(), p.facts(t)}
	if p.shades() == nil && !f.regions && len(p.session.RegionsShown())+len(p.drawn(p.session.AreasShown())) > 0 {
		pic.Notes = append(pic.Notes, w.take.noRegions)
	}
	if p.session.Compares() && (f.drawing.Dots || !p.session.Halved()) {
		pic.Notes = append(pic.Notes, w.compare.marksOfA)
	}
	if p.session.State().Lanes != session.LanesOff || p.contextShown() != 0 {
		pic.Notes = append(pic.Notes, w.take.noLanes)
	}
	pic.Notes = append(pic.Notes, p.origin(t, p.ground(f.basemap))...)
	return pic
}

// The timeline of a picture, CSS pixels.
const (
	barsHigh = 84
	barsTop  = 8
)

// pictureTimeline draws bars, counts and labels as the page does.
func (p *Page) pictureTimeline(s *timeline.Scale, edges, passing, all, spread []int32, measured func(string, float64, bool) float64) picture.Timeline {
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
	exact := make([]int32, len(passing))
	rival := p.session.State().Compare
	for i, counts := range [3][]int32{all, passing, exact} {
		for _, b := range timeline.Bars(nil, s, edges, counts, barsHigh, highest) {
			color, lined := c.all, false
			from, to := event.Date(edges[b.Bin]), event.Date(edges[b.Bin+1])-1
			switch {
			case i == 0:
				if all[b.Bin] == passing[b.Bin] {
					continue
				}
			case i == 1:
				// As on the page: those of a known day cover these from below.
				exact[b.Bin] = passing[b.Bin] - spread[b.Bin]
				if spread[b.Bin] == 0 {
					continue
				}
				color, lined = c.passing, true
			case days.Start <= to && days.End >= from:
				color = c.passing
			case rival != nil && rival.Start <= to && rival.End >= from:
				color = periodHues[1].on(p.dark)
			default:
				color = c.dimmed
			}
			left, right := max(0, b.X), min(s.Width, b.X+b.W)
			t.Bars = append(t.Bars, picture.Bar{X: left, Y: floor - b.H, W: right - left, H: b.H, Color: color, Lined: lined})
		}
	}
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
