package ui

import (
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// outlinesAgain is after how long outlines that did not come are asked for again,
// once areas are to be shaded.
const outlinesAgain = 5 * time.Second

// needOutlines brings the outlines, once.
func (c *mapCanvas) needOutlines(ctx app.Context) {
	p := c.page
	if c.outlinesAsked || p.has == nil || !p.has("outlines") {
		return
	}
	c.outlinesAsked = true
	ctx.Async(func() {
		var provinces, countries *mapview.Outlines
		data, err := p.file("outlines")
		if err == nil {
			provinces, countries, err = mapview.ParseOutlines("outlines.json", data)
		}
		ctx.Dispatch(func(ctx app.Context) {
			if err != nil {
				if !c.outlinesFailed {
					p.notify(err.Error())
				}
				c.outlinesFailed = true
				ctx.After(outlinesAgain, func(app.Context) {
					c.outlinesAsked = false
					c.Follow()
				})
				return
			}
			p.outlines = [2]*mapview.Outlines{provinces, countries}
			p.rev++
			if p.mapPane != nil {
				p.mapPane.Follow()
			}
		})
	})
}

// shadeText says what is shown of an area, and what a press would do.
func (p *Page) shadeText(s *session.Shades, area int) (title, text string) {
	w := p.words
	title = bidi.Isolate(s.Of.Name[area])
	if country := s.Of.Country[area]; country != "" {
		if i := p.outlines[session.Countries].Find(country); i >= 0 {
			title += ", " + bidi.Isolate(p.outlines[session.Countries].Name[i])
		}
	}
	events := int(s.Count[area])
	if s.All[area] == 0 {
		return title, w.shade.noEvent
	}
	if s.Other != nil {
		return title, p.differenceText(p.session.AreaTotals(area))
	}
	totals, _ := p.session.AreaTotals(area)
	text = w.countEvents(events) + w.killedAfter(totals, "\n")
	facet := s.Level.Facet()
	switch values := p.session.ValuesOf(area); {
	case s.Chosen[area]:
		text += "\n" + w.shade.release
	case len(p.session.State().Chosen[facet]) > 0:
		text += "\n" + fmt.Sprintf(w.shade.add, w.countEvents(p.session.WouldShow(facet, values)))
	default:
		text += "\n" + w.shade.only
	}
	return title, text
}

// pickShade filters by an area, or no more.
func (p *Page) pickShade(ctx app.Context, area int) {
	s := p.session.Shades()
	if s == nil {
		return
	}
	if values := p.session.ValuesOf(area); len(values) > 0 {
		facet := s.Level.Facet()
		p.choose(ctx, func(s *session.State) { s.ToggleAll(facet, values) })
	}
}
