package ui

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// presets offers stretches of days.
type presets struct {
	app.Compo
	Page   *Page
	Domain event.Span

	list []timeline.Preset
}

func (c *presets) Render() app.UI {
	w := c.Page.words
	c.list = timeline.Presets(c.list[:0], c.Domain)
	options := []app.UI{
		app.Option().Value("-").Text(w.time.presets).Selected(true),
		app.Option().Value("all").Text(w.allDates),
	}
	for i, preset := range c.list {
		text := w.time.lastMonths
		if preset.Year != 0 {
			text = strconv.Itoa(preset.Year)
		}
		options = append(options, app.Option().Value(strconv.Itoa(i)).Text(text))
	}
	return app.Select().ID("preset").Aria("label", w.time.presetsLabel).OnChange(c.choose).OnBlur(c.left).Body(options...)
}

func (c *presets) choose(ctx app.Context, _ app.Event) {
	value := ctx.JSSrc().Get("value").String()
	i, err := strconv.Atoi(value)
	switch {
	case value == "all":
		c.Page.change(func(s *session.State) { s.Window, s.View = nil, nil })
	case err == nil && i < len(c.list):
		days := c.list[i].Days
		c.Page.change(func(s *session.State) { s.Window = &days })
	}
}

// left forgets the choice once it is left: the days may have moved on. Until
// then arrow keys go from one to the next.
func (c *presets) left(ctx app.Context, _ app.Event) { ctx.JSSrc().Set("value", "-") }

// laneChoice chooses what the lanes stand for.
type laneChoice struct {
	app.Compo
	Page  *Page
	Lanes session.Lanes
	Of    string // the names there are to choose from
}

// laneChoice offers the lanes there are.
func (p *Page) laneChoice() *laneChoice {
	c := &laneChoice{Page: p, Lanes: p.session.State().Lanes}
	for l := session.LanesActor; l < session.LanesCount; l++ {
		if f, _ := l.Facet(); p.session.Offers(f) {
			c.Of += p.facetName(f) + "\n"
		}
	}
	return c
}

func (c *laneChoice) Render() app.UI {
	w := c.Page.words
	options := []app.UI{app.Option().Value("0").Text(w.time.lanesOff).Selected(c.Lanes == session.LanesOff)}
	for l := session.LanesOff + 1; l < session.LanesCount; l++ {
		f, _ := l.Facet()
		if l >= session.LanesActor && l != c.Lanes && !c.Page.session.Offers(f) {
			continue
		}
		options = append(options, app.Option().Value(fmt.Sprint(int(l))).
			Text(fmt.Sprintf(w.time.lanesBy, c.Page.facetName(f))).Selected(c.Lanes == l))
	}
	return app.Select().ID("lanes-by").Aria("label", w.time.lanes).Title(w.time.lanesHint).OnChange(c.choose).Body(options...)
}

func (c *laneChoice) OnUpdate(app.Context) {
	if e := app.Window().GetElementByID("lanes-by"); e.Truthy() {
		e.Set("value", fmt.Sprint(int(c.Lanes)))
	}
}

func (c *laneChoice) choose(ctx app.Context, _ app.Event) {
	l, _ := strconv.Atoi(ctx.JSSrc().Get("value").String())
	c.Page.folded = false
	c.Page.change(func(s *session.State) { s.Lanes = session.Lanes(l) })
}

// timeOptions is the menu of how playback, lanes and context are.
type timeOptions struct {
	app.Compo
	Page *Page
	Rev  int

	open bool
}

func (o *timeOptions) Render() app.UI {
	p, w := o.Page, o.Page.words.time
	s := p.session.State()
	var body []app.UI
	if o.open {
		body = []app.UI{o.choices(s), o.playback(), o.laneOrder(s), o.context(s)}
	}
	return app.Div().Class("options").Body(
		app.Button().Type("button").ID("time-options").Title(w.optionsHint).Text(w.options).
			Aria("expanded", fmt.Sprint(o.open)).Aria("controls", "time-menu").OnClick(o.toggle),
		app.Div().Class("menu").ID("time-menu").Attr("role", "group").Aria("label", w.optionsHint).Hidden(!o.open).Body(body...),
	)
}

func (o *timeOptions) toggle(app.Context, app.Event) {
	o.open = !o.open
	fitTimeMenu()
}

// menuRow is a line of the menu: a name and what it is chosen by.
func menuRow(label string, control app.UI) app.UI {
	return app.Div().Class("switch").Attr("role", "group").Aria("label", label).Body(app.Span().Text(label), control)
}

// choices are those of the toolbar, where that has no room for them.
func (o *timeOptions) choices(s *session.State) app.UI {
	part, w := app.Div().Class("part"), o.Page.words.time
	if !narrow() {
		return part.Hidden(true)
	}
	fold := w.fold
	if o.Page.folded {
		fold = w.unfold
	}
	return part.Body(
		menuRow(w.presetsLabel, &presets{Page: o.Page, Domain: o.Page.session.Domain}),
		menuRow(w.lanes, o.Page.laneChoice()),
		app.Button().Type("button").ID("compare-here").Class("plain").Hidden(s.Compare != nil).Text(o.Page.words.compare.beginHint).OnClick(o.compare),
		o.Page.openPeriods(),
		app.Button().Type("button").ID("fold-here").Class("plain").Text(fold).OnClick(o.fold),
	)
}

func (o *timeOptions) compare(ctx app.Context, e app.Event) {
	o.open, o.Page.folded = false, false
	o.Page.beginCompare(ctx, e)
}

func (o *timeOptions) fold(app.Context, app.Event) {
	o.Page.folded, o.open = !o.Page.folded, false
	o.Page.rev++
	focusElement("time-options")
}

// fitTimeMenu gives the menu the room above its button.
func fitTimeMenu() {
	if menu := app.Window().GetElementByID("time-menu"); menu.Truthy() {
		menu.Get("style").Set("maxHeight", fmt.Sprintf("%dpx", max(160, int(roomAbove("time-options"))-16)))
	}
}

func (o *timeOptions) playback() app.UI {
	w, pl := o.Page.words.time, &o.Page.player
	set := func(edit func()) app.EventHandler {
		return func(app.Context, app.Event) {
			edit()
			o.Page.rev++
		}
	}
	units := []app.UI{app.Option().Value("-").Text(w.stepAuto).Selected(!pl.Fixed)}
	for u := timeline.Day; u <= timeline.Year; u++ {
		units = append(units, app.Option().Value(strconv.Itoa(int(u))).Text(w.units[u]).Selected(pl.Fixed && pl.Unit == u))
	}
	speeds := make([]segment, len(playSpeeds))
	for i, speed := range playSpeeds {
		speeds[i] = segment{fmt.Sprintf("speed-%d", i), strconv.FormatFloat(speed, 'g', -1, 64) + "×", pl.Speed == i, set(func() { pl.Speed = i }), ""}
	}
	modes := make([]segment, len(w.modes))
	for i, name := range w.modes {
		modes[i] = segment{fmt.Sprintf("mode-%d", i), name, int(pl.Mode) == i, set(func() { pl.Mode = timeline.Mode(i) }), ""}
	}
	note := ""
	if calm() {
		note = w.calm
	}
	return app.Div().Class("part").Body(
		app.H2().Text(w.playback),
		menuRow(w.direction, segments(
			segment{"play-forward", w.forward, !pl.Back, set(func() { pl.Back = false }), ""},
			segment{"play-back", w.backward, pl.Back, set(func() { pl.Back = true }), ""},
		)),
		menuRow(w.step, app.Select().ID("step-unit").Aria("label", w.step).OnChange(o.chooseUnit).Body(units...)),
		menuRow(w.window, segments(modes...)),
		menuRow(w.speed, segments(speeds...)),
		app.Label().Class("switch").Body(
			app.Input().ID("play-loop").Type("checkbox").Checked(pl.Loop).OnChange(set(func() { pl.Loop = !pl.Loop })), app.Text(w.loop),
		),
		app.P().Class("note").Hidden(note == "").Text(note),
	)
}

func (o *timeOptions) chooseUnit(ctx app.Context, _ app.Event) {
	pl := &o.Page.player
	u, err := strconv.Atoi(ctx.JSSrc().Get("value").String())
	if pl.Fixed = err == nil; pl.Fixed {
		pl.Unit = timeline.Unit(u)
	}
	o.Page.rev++
}

func (o *timeOptions) laneOrder(s *session.State) app.UI {
	w := o.Page.words.time
	order := func(byName bool) app.EventHandler {
		return func(app.Context, app.Event) { o.Page.change(func(s *session.State) { s.LanesByName = byName }) }
	}
	return app.Div().Class("part").Hidden(s.Lanes == session.LanesOff).Body(
		app.H2().Text(w.lanes),
		menuRow(w.laneOrder, segments(
			segment{"lanes-by-count", w.byCount, !s.LanesByName, order(false), ""},
			segment{"lanes-by-name", w.byName, s.LanesByName, order(true), ""},
		)),
	)
}
