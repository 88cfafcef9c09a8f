package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/session"
)

// lanesPane is the canvas of the lanes with what the keyboard and screen
// readers have of them. It renders the same elements always.
type lanesPane struct {
	app.Compo
	Page     *Page
	Shown    bool
	Compares bool
}

func (l *lanesPane) Render() app.UI {
	w := l.Page.words.time
	return app.Div().Class("lanes").ID("lanes").Hidden(!l.Shown).Body(
		app.Div().Class("grip").ID("lanes-grip").Attr("role", "separator").TabIndex(0).Aria("orientation", "horizontal").
			Aria("label", w.resize).Aria("controls", "lane-view").Title(w.resize),
		l.Page.onlyFirst("lanes-period", true),
		app.P().Class("hidden-visually").ID("lanes-hint").Text(w.lanesKeys),
		app.Div().Class("lane-view").ID("lane-view").Body(
			app.Ul().Class("hidden-visually").ID("lane-marks").TabIndex(0).Attr("role", "listbox").
				Aria("label", w.lanes).Aria("describedby", "lanes-hint"),
			app.Canvas().ID("lane-canvas").Aria("hidden", "true"),
			app.Div().Class("room").ID("lane-room"),
		),
		app.Div().Class("tip").ID("lane-tip"),
	)
}

// timeLegend tells what the bars and marks of the timeline are.
type timeLegend struct {
	app.Compo
	Page *Page
	Rev  int
}

func (l *timeLegend) Render() app.UI {
	p, w := l.Page, l.Page.words
	s, rim := p.session.State(), p.session.Rim()
	parts := []app.UI{
		app.Span().ID("inexact").Title(w.time.inexactHint).Body(
			app.Span().Class("hatched").Aria("hidden", "true"), app.Span().ID("inexact-text"), app.Span().ID("inexact-more"),
		),
	}
	if s.Lanes != session.LanesOff {
		parts = append(parts, app.Span().Class("shape").ID("lane-bands").Body(app.Span().Class("bands").Aria("hidden", "true"), app.Text(w.time.bands)))
		if p.session.Offers(session.Attribution) {
			for _, name := range p.attributions() {
				parts = append(parts, app.Span().Class("shape").Body(
					attributionSign(name, rim == session.Attribution, p.dark), app.Text(" "+w.value(name))))
			}
		}
		if classes := p.session.ColorClasses(); rim != session.Attribution {
			colors := p.classColors(classes)
			for _, i := range orderedClasses(rim, classes) {
				parts = append(parts, app.Span().Class("shape kind").Body(
					swatch(colors[i]),
					app.Text(" "+p.className(rim, classes[i])),
				))
			}
		}
	}
	if shown := p.contextShown(); shown&session.ContextStrength != 0 {
		parts = append(parts, app.Span().Class("shape").Text(w.time.strengthScale))
		for i, basis := range p.context.bases {
			parts = append(parts, app.Span().Class("shape").Body(
				app.Span().Class("swatch basis").Style("background", basisHue(i).on(p.dark)).Aria("hidden", "true"), app.Text(" "+bidi.Isolate(basis)),
			))
		}
	}
	return app.P().Class("time-legend").ID("time-legend").Body(parts...)
}

// basisHue is the colour of estimates by what they count.
func basisHue(basis int) hue {
	hues := [...]hue{{"#7c4a97", "#cba6e4"}, {"#2f7d6b", "#7fd1bd"}, {"#946200", "#e2b95c"}, {"#4d5a8c", "#a5b4ea"}}
	return hues[basis%len(hues)]
}

// inexactText says how many of the events shown have no one known day, and
// why.
func (w *words) inexactText(n session.Inexact, shown int) (text, more string) {
	switch {
	case shown == 0:
		return w.time.noneShown, ""
	case n.Total() == 0:
		return w.time.allExact, ""
	}
	return fmt.Sprintf(w.time.inexact, w.number(n.Total()), w.countEvents(shown)), w.exactnesses(n)
}

// exactnesses says in brackets of events without one known day what is known
// of when they happened.
func (w *words) exactnesses(n session.Inexact) string {
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{{n.ToWeek, w.time.toWeek}, {n.ToMonth, w.time.toMonth}, {n.ToYear, w.time.toYear}, {n.Several, w.time.severalDays}, {n.Undated, w.time.undated}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf(part.text, w.number(part.n)))
		}
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
