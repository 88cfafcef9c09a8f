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

// sizes shows how large circles are, with what they count and how many events
// have no figure of it.
func (l *legend) sizes(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	size := p.session.State().Size
	if hidden {
		return app.Div().ID("legend-sizes").Hidden(true)
	}
	top := p.session.Top()
	var samples []app.UI
	for _, n := range mapview.Samples(top) {
		across := fmt.Sprintf("%.0fpx", 2*mapview.Radius(n, top))
		samples = append(samples, app.Li().Body(
			app.Span().Class("sample").Style("inline-size", across).Style("block-size", across).Aria("hidden", "true"), app.Text(w.number(int(n))),
		))
	}
	if size != session.SizeEvents {
		samples = append(samples, app.Li().ID("legend-unknown").Body(
			app.Span().Class("sample unknown").Aria("hidden", "true").Text("?"),
			app.Text(fmt.Sprintf(w.marking.noFigures, w.countEvents(p.session.WithoutFigure()))),
		))
	}
	counted := ""
	if size == session.SizeKilled {
		counted = w.attackers(p.session.Doubts())
	}
	return app.Div().ID("legend-sizes").Body(
		app.P().ID("legend-size").Text(fmt.Sprintf(w.marking.sizes, w.sizeNames()[size])),
		app.Ul().Class("samples").Aria("labelledby", "legend-size").Body(samples...),
		app.P().Class("note").ID("legend-attackers").Hidden(counted == "").Text(counted),
	)
}

// colors chooses what colours tell, and lists what they mean with the number of
// events drawn of each.
func (l *legend) colors(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	rim := p.session.State().Rim
	var options []app.UI
	for f := range session.FacetCount {
		if f == rim || p.offers(f) {
			options = append(options, app.Option().Value(f.Key()).Text(w.facets[f]).Selected(f == rim))
		}
	}
	classes := p.session.Classes()
	colors := p.classColors(classes)
	var items []app.UI
	for _, i := range orderedClasses(rim, classes) {
		items = append(items, app.Li().Body(
			app.Span().Class("swatch").Style("background", colors[i]).Aria("hidden", "true"),
			app.Text(p.className(rim, classes[i])+" "), app.Small().Text(w.number(classes[i].Count)),
		))
	}
	return app.Div().Hidden(hidden).Body(
		app.Label().Class("switch").Body(
			app.Span().Text(w.marking.color),
			app.Select().ID("color-by").OnChange(l.byRim).Body(options...),
		),
		app.Ul().ID("legend-rims").Aria("label", fmt.Sprintf(w.marking.colorIs, w.facets[rim])).Body(items...),
	)
}

// signs tells the signs of attributions.
func (l *legend) signs(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	var items []app.UI
	for _, name := range p.attributions() {
		items = append(items, app.Li().Body(
			attributionSign(name, p.session.State().Rim == session.Attribution, p.dark), app.Text(w.value(name))))
	}
	return app.Div().Hidden(hidden || len(items) == 0).Body(
		app.P().ID("legend-signs-title").Title(w.marking.signsHint).Text(w.marking.signs),
		app.Ul().ID("legend-signs").Aria("labelledby", "legend-signs-title").Body(items...),
	)
}

// nearness tells how it is drawn how near a place is known.
func (l *legend) nearness(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	var items []app.UI
	for i, name := range orderedValues[session.PlacePrecision] {
		if p.session.HasValue(session.PlacePrecision, name) {
			items = append(items, app.Li().Body(
				app.Span().Class("near near-"+name).Aria("hidden", "true"), app.Text(w.marking.near[i])))
		}
	}
	return app.Details().ID("legend-places").Class("note").Hidden(hidden || len(items) == 0).Body(
		app.Summary().Text(w.marking.places),
		app.Ul().Body(items...),
		app.P().Text(w.marking.placesHint),
	)
}

// sizeNames are what circles are sized by, in words.
func (w *words) sizeNames() [3]string { return [...]string{w.byEvents, w.byKilled, w.marking.byInjured} }

// perHexagon are what hexagons count, in words.
func (w *words) perHexagon() [3]string {
	return [...]string{w.eventsPerHexagon, w.killedPerHexagon, w.marking.injuredPerHexagon}
}

// imprecise says how many of the events shown rest on an imprecise day and on
// an imprecise place; "" for none.
func (w *words) imprecise(d session.Doubts) string {
	var parts []string
	if d.Days > 0 {
		parts = append(parts, fmt.Sprintf(w.marking.coarseDays, w.number(d.Days)))
	}
	if d.Places > 0 {
		parts = append(parts, fmt.Sprintf(w.marking.coarsePlaces, w.number(d.Places)))
	}
	return strings.Join(parts, ", ")
}

// attackers says whether sums of people killed count attackers; "" where there
// is no figure.
func (w *words) attackers(d session.Doubts) string {
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{
		{d.WithAttackers, w.marking.attackersIn}, {d.WithoutAttackers, w.marking.attackersNotIn}, {d.AttackersUnknown, w.marking.attackersUnknownIn},
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
