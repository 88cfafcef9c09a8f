package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// densityHues colour hexagons from few to many. Each stands out from land and
// sea by at least 3:1 and from the one before by its lightness: the more, the
// darker on light ground, the lighter on dark.
var densityHues = [...]hue{
	{"#318e7f", "#5d75a8"},
	{"#0d778b", "#5a90be"},
	{"#215891", "#5aafc8"},
	{"#3c3384", "#6dcbcb"},
	{"#401256", "#9ce4bd"},
	{"#1f0721", "#eff2b4"},
}

// density says how hexagons are coloured. It depends on all events, not on
// those shown, so that a colour means the same number while filters change.
func (p *Page) density() mapview.Density { return p.densityUpTo(p.session.Top()) }

// densityUpTo colours the numbers up to top.
func (p *Page) densityUpTo(top int32) mapview.Density {
	d := mapview.Density{From: mapview.Classes(top)}
	last := len(densityHues) - 1
	steps := max(1, len(d.From)-1)
	for i := range d.From {
		d.Color = append(d.Color, densityHues[(2*last*i+steps)/(2*steps)].on(p.dark))
	}
	return d
}

// across says how far it is across a hexagon in the middle of the map, "" when
// there are none or no map yet.
func (p *Page) across() string {
	cells := p.session.Cells()
	if p.mapPane == nil || !cells.AreHexagons() {
		return ""
	}
	return fmt.Sprintf(p.words.hexagonAcross, p.words.distance(cells.KilometersAcross(p.mapPane.Latitude())))
}

// density explains the hexagons: what their colours mean, how large they are
// and what is not in them.
func (l *legend) density() app.UI {
	p, w := l.Page, l.Page.words
	size := p.session.State().Size
	item := func(text string, swatch app.HTMLSpan) app.UI {
		return app.Li().Body(swatch.Aria("hidden", "true"), app.Text(text))
	}
	var items []app.UI
	if size != session.SizeEvents {
		items = append(items, item(w.noneOrNoFigure, app.Span().Class("hexagon none")))
	}
	d := p.density()
	for i, from := range d.From {
		to := p.session.Top()
		if i+1 < len(d.From) {
			to = d.From[i+1] - 1
		}
		items = append(items, item(w.numbers(int(from), int(to)), app.Span().Class("hexagon").Style("background", d.Color[i])))
	}
	return app.Div().ID("legend-density").Hidden(!p.session.Cells().AreHexagons()).Body(
		app.P().ID("legend-unit").Text(w.perHexagon()[size]),
		app.Ul().ID("legend-classes").Aria("labelledby", "legend-unit").Body(items...),
		app.P().Class("note").ID("legend-across").Text(l.Across),
		app.P().Class("note").Text(l.Page.attackersNote()),
		app.P().Class("note").Text(w.onlyPoints),
	)
}
