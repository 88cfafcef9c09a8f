package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// without says why circles cannot be sized by something; "" where they can.
func (w *words) without(s *session.Session, size session.Size) string {
	if s.States(size) {
		return ""
	}
	return w.notReported
}

// entry is a line of the legend: what is drawn, and what it means.
func entry(drawn app.HTMLSpan, text string) app.HTMLLi {
	return app.Li().Body(drawn.Aria("hidden", "true"), app.Text(text))
}

// legendPart is a titled list of the legend.
func legendPart(id, title string, hidden bool, items []app.UI, note string) app.UI {
	return app.Div().Hidden(hidden).Body(
		app.P().ID(id+"-title").Text(title),
		app.Ul().ID(id).Aria("labelledby", id+"-title").Body(items...),
		app.P().Class("note").Hidden(note == "").Text(note),
	)
}

// sizes shows how large circles are, with what they count and how many events
// have no figure of it.
func (l *legend) sizes(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	size, top := p.session.State().Size, p.session.Top()
	var samples []app.UI
	for _, n := range mapview.Samples(top) {
		across := w.number(int(2*mapview.Radius(n, top))) + "px"
		samples = append(samples, entry(app.Span().Class("sample").Style("inline-size", across).Style("block-size", across), w.number(int(n))))
	}
	note := ""
	if size != session.SizeEvents && !hidden {
		samples = append(samples, entry(app.Span().Class("sample unknown").Text("?"), fmt.Sprintf(w.marking.noFigures, p.withoutFigure())))
		note = p.attackersNote()
	}
	return legendPart("legend-sizes", fmt.Sprintf(w.marking.sizes, w.sizeNames()[size]), hidden, samples, note)
}

// attackersNote says whether what marks add up counts attackers; "" of marks that
// add up no people killed.
func (p *Page) attackersNote() string {
	if p.session.State().Size != session.SizeKilled {
		return ""
	}
	text := p.words.attackers(p.session.Totals().Attackers)
	if text != "" && p.session.Compares() {
		text = fmt.Sprintf(p.words.compare.first, text)
	}
	return text
}

// withoutFigure counts the events drawn as circles that have no figure of what
// those are sized by, of two periods those of each.
func (p *Page) withoutFigure() string {
	w := p.words
	n, other := p.session.WithoutFigure()
	if !p.session.Halved() {
		return w.countEvents(n)
	}
	of := func(letter string, n int) string { return fmt.Sprintf(w.compare.chip, letter, w.countEvents(n)) }
	return of(w.compare.a, n) + ", " + of(w.compare.b, other)
}

// colors chooses what colours tell, and lists what they mean with the number of
// events drawn of each.
func (l *legend) colors(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	rim := p.session.Rim()
	var options []app.UI
	for f := range session.FacetCount {
		if f == rim || p.session.Offers(f) {
			options = append(options, app.Option().Value(f.Key()).Text(p.facetName(f)).Selected(f == rim))
		}
	}
	classes := p.session.Classes()
	colors := p.classColors(classes)
	var items []app.UI
	for _, i := range orderedClasses(rim, classes) {
		items = append(items, app.Li().Body(
			swatch(colors[i]), app.Text(p.className(rim, classes[i])+" "), app.Small().Text(w.number(classes[i].Count))))
	}
	return app.Div().Hidden(hidden).Body(
		app.Label().Class("switch").Body(app.Span().Text(w.marking.color), app.Select().ID("color-by").OnChange(l.byRim).Body(options...), app.B().Class("printed").Text(p.facetName(rim))),
		app.Ul().ID("legend-rims").Aria("label", w.marking.color).Body(items...),
	)
}

// swatch shows a colour.
func swatch(color string) app.UI {
	return app.Span().Class("swatch").Style("background", color).Aria("hidden", "true")
}

// signs tells the signs of attributions.
func (l *legend) signs(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	var items []app.UI
	for _, name := range p.attributions() {
		items = append(items, app.Li().Body(attributionSign(name, p.session.Rim() == session.Attribution, p.dark), app.Text(w.value(name))))
	}
	return legendPart("legend-signs", w.marking.signs, hidden || len(items) == 0, items, "")
}

// nearness tells how it is drawn how near a place is known.
func (l *legend) nearness(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	var items []app.UI
	for i, name := range orderedValues[session.PlacePrecision] {
		if p.session.HasValue(session.PlacePrecision, name) {
			items = append(items, entry(app.Span().Class("near near-"+name), w.marking.near[i]))
		}
	}
	return app.Details().ID("legend-places").Class("note").Hidden(hidden || len(items) == 0).Body(
		app.Summary().Text(w.marking.places), app.Ul().Body(items...), app.P().Text(w.marking.placesHint),
	)
}

// sizeNames are what circles are sized by, in words.
func (w *words) sizeNames() [3]string {
	return [...]string{w.byEvents, w.byKilled, w.marking.byInjured}
}

// perHexagon are what hexagons count, in words.
func (w *words) perHexagon() [3]string {
	return [...]string{w.eventsPerHexagon, w.killedPerHexagon, w.marking.injuredPerHexagon}
}

// imprecise says how many of the events shown have no one known day and how
// many no near place; "" for none.
func (w *words) imprecise(d session.Doubts) string {
	var parts []string
	for i, n := range [...]int{d.Days, d.Undated, d.Places} {
		if n > 0 {
			parts = append(parts, fmt.Sprintf([...]string{w.time.noDay, w.marking.noDate, w.marking.noPlace}[i], w.number(n)))
		}
	}
	return strings.Join(parts, ", ")
}

// attackers says whether sums of people killed count attackers; "" where there
// is no figure.
func (w *words) attackers(a session.Attackers) string {
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{
		{a.Counted, w.marking.attackersIn}, {a.Not, w.marking.attackersNotIn}, {a.Unknown, w.marking.attackersUnknownIn},
	} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf(part.text, w.countEvents(part.n)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf(w.marking.attackers, strings.Join(parts, ", "))
}

// attackersShort is attackers for a narrow place, beside a sum: of events with a
// figure those that count attackers and those of which it is not known; "" where
// there is no figure.
func (w *words) attackersShort(a session.Attackers) string {
	m, all := &w.marking, a.Counted+a.Not+a.Unknown
	switch all {
	case 0:
		return ""
	case a.Counted:
		return m.attackersCounted
	case a.Not:
		return m.attackersNone
	case a.Unknown:
		return m.attackersOpen
	}
	text := fmt.Sprintf(m.attackersIn, w.number(a.Counted))
	if a.Counted == 0 {
		text = fmt.Sprintf(m.attackersNotIn, w.number(a.Not))
	}
	if a.Unknown > 0 {
		text += w.describe.and + fmt.Sprintf(m.attackersUnknownIn, w.number(a.Unknown))
	}
	return fmt.Sprintf(m.attackersShort, text)
}
