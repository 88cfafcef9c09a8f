package ui

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// noneKilledHue colours an area in whose events nobody was reported killed: a
// figure, and fainter than that of one.
var noneKilledHue = hue{"#cbdad5", "#33434c"}

// shades returns what is shown of the areas that are shaded, nil when none are:
// the state asks for something else, the outlines are not there yet, or none of
// these events is in one.
func (p *Page) shades() *session.Shades {
	p.giveOutlines()
	return p.session.Shades()
}

// giveOutlines gives a session the outlines, once they are there.
func (p *Page) giveOutlines() {
	if p.outlines[session.Countries] != nil && !p.session.HasOutlines() {
		p.session.SetOutlines(p.outlines[session.Provinces], p.outlines[session.Countries])
	}
}

// noShades says why areas of a level cannot be shaded, "" when they can or, the
// outlines being still to come, may.
func (p *Page) noShades(level session.AreaLevel) string {
	w := p.words
	if p.has == nil || !p.has("outlines") {
		return w.shade.noOutlines
	}
	p.giveOutlines()
	if can, known := p.session.CanShade(level); known && !can {
		return w.shade.none[level]
	}
	return ""
}

// shaded says how areas are drawn. By people killed, an area of whose events
// none has a figure is told from one in which nobody was killed. Of two periods
// it is the difference.
func (p *Page) shaded(s *session.Shades) *mapview.Shades {
	if s.Other != nil {
		return p.differences(s)
	}
	n := len(s.Of.Code)
	m := &mapview.Shades{Of: s.Of, Count: s.Count, Offered: s.All, Chosen: s.Chosen, Color: make([]string, n), Hatched: make([]bool, n)}
	d := p.densityUpTo(s.Top)
	killed := p.session.State().Size == session.SizeKilled
	for i, events := range s.Count {
		value := events
		if killed {
			value = s.Best[i]
		}
		switch class := d.Class(value); {
		case class > 0:
			m.Color[i] = d.Color[class-1]
		case events > 0 && s.WithFigure[i] > 0:
			m.Color[i] = noneKilledHue.on(p.dark)
		default:
			m.Color[i], m.Hatched[i] = groundColors(p.dark).Circle, events > 0
		}
	}
	return m
}

func groundColors(dark bool) mapview.Colors {
	if dark {
		return mapview.DarkColors
	}
	return mapview.LightColors
}

// shadeKey is an entry of what colours mean: a class, or what is no number.
type shadeKey struct {
	text, color string
	hatched     bool
}

// shadeKeys lists what the colours of areas mean, and of what they are.
func (p *Page) shadeKeys(s *session.Shades) (title string, keys []shadeKey) {
	w := p.words
	ground, killed := groundColors(p.dark).Circle, p.session.State().Size == session.SizeKilled
	title = w.shade.eventsIn[s.Level]
	if killed {
		title = w.shade.killedIn[s.Level]
	}
	if s.Other != nil {
		return fmt.Sprintf(w.shade.difference, title), p.differenceKeys(s.Top)
	}
	if killed {
		keys = []shadeKey{{w.shade.noEventShown, ground, false}, {w.shade.noFigure, ground, true}, {w.number(0), noneKilledHue.on(p.dark), false}}
	} else {
		keys = []shadeKey{{w.number(0), ground, false}}
	}
	d := p.densityUpTo(s.Top)
	for i, from := range d.From {
		to := s.Top
		if i+1 < len(d.From) {
			to = d.From[i+1] - 1
		}
		keys = append(keys, shadeKey{w.numbers(int(from), int(to)), d.Color[i], false})
	}
	return title, keys
}

// notLocated says how many of the events shown are in no area.
func (p *Page) notLocated(s *session.Shades) string {
	return fmt.Sprintf(p.words.shade.notLocated[s.Level], p.words.number(s.NotLocated))
}

// shades explains how areas are shaded, and what is not in them.
func (l *legend) shades() app.UI {
	p, w := l.Page, l.Page.words
	s := p.shades()
	if s == nil {
		return app.Div().ID("legend-shades").Hidden(true)
	}
	title, keys := p.shadeKeys(s)
	items := make([]app.UI, len(keys))
	for i, key := range keys {
		swatch := app.Span().Class("shade").Style("background-color", key.color)
		if key.hatched {
			swatch = app.Span().Class("shade hatched").Style("background-color", key.color)
		}
		items[i] = app.Li().Body(swatch.Aria("hidden", "true"), app.Text(key.text))
	}
	return app.Div().ID("legend-shades").Body(
		app.P().ID("shade-unit").Text(title),
		app.Ul().ID("shade-classes").Aria("labelledby", "shade-unit").Body(items...),
		app.P().ID("not-located").Text(p.notLocated(s)),
		app.P().Class("note").Text(p.attackersNote()),
		app.P().Class("note").Text(w.shade.about),
	)
}

// byShade are the switches to shaded areas, with a sentence for what cannot be.
func (l *legend) byShade(marks session.Marks) app.UI {
	w := l.Page.words
	provinces, countries := l.Page.noShades(session.Provinces), l.Page.noShades(session.Countries)
	why := provinces
	if countries != "" {
		why = countries
	}
	return app.Div().Body(
		app.Div().Class("switch").Attr("role", "group").Aria("label", w.shade.shaded).Body(
			app.Span().Text(w.shade.shaded),
			segments(
				segment{"marks-provinces", w.shade.levels[session.Provinces], marks == session.MarksProvinces, l.byMarks(session.MarksProvinces), provinces},
				segment{"marks-countries", w.shade.levels[session.Countries], marks == session.MarksCountries, l.byMarks(session.MarksCountries), countries},
			),
		),
		app.P().Class("note").ID("no-shades").Hidden(why == "").Text(why),
	)
}
