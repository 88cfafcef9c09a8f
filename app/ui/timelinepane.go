package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// timelinePane is the timeline: its controls and the axis.
type timelinePane struct {
	app.Compo
	Page *Page
	Rev  int
}

func (t *timelinePane) Render() app.UI {
	p, w := t.Page, t.Page.words
	return app.Section().Class("timeline").ID("timeline").Aria("label", w.timeline).Body(
		&timeControls{Page: p, Rev: t.Rev},
		&axis{Page: p},
	)
}

// timeControls are the buttons and dates above the axis.
type timeControls struct {
	app.Compo
	Page *Page
	Rev  int

	round int // counts the starts of playback
}

func (c *timeControls) Render() app.UI {
	p, w := c.Page, c.Page.words
	s := p.session.State()
	days := p.session.Domain
	if s.Window != nil {
		days = *s.Window
	}
	census, more := w.notACensus, w.notACensusMore
	if p.isOwn() {
		census, more = w.files.records, w.files.recordsMore
	}
	play, label := "▶", w.play
	if p.playing {
		play, label = "❚❚", w.pause
	}
	return app.Div().Class("controls").Body(
		app.Div().Class("player").Attr("role", "group").Aria("label", w.play).Body(
			c.button("step-back", "◂", w.stepBack, c.back),
			c.button("play", play, label, c.toggle),
			c.button("step-forward", "▸", w.stepForward, c.forward),
		),
		app.Div().Class("dates").Body(
			&dateBox{Page: p, ID: "from", Label: w.from, Days: days, Domain: p.session.Domain},
			&dateBox{Page: p, ID: "to", Label: w.to, Days: days, Domain: p.session.Domain, Last: true},
			app.Button().Type("button").ID("all-dates").Disabled(s.Window == nil && s.View == nil).Text(w.allDates).OnClick(c.allDates),
		),
		app.Div().Class("census").Body(
			app.Details().Body(app.Summary().ID("census").Text(census), app.P().Text(more)),
		),
	)
}

func (c *timeControls) button(id, sign, label string, do app.EventHandler) app.UI {
	return app.Button().Type("button").ID(id).Title(label).Aria("label", label).Text(sign).OnClick(do)
}

func (c *timeControls) allDates(ctx app.Context, _ app.Event) {
	defer keepFocus(ctx, "date-from")
	c.Page.change(func(s *session.State) { s.Window, s.View = nil, nil })
}

func (c *timeControls) back(app.Context, app.Event)    { c.step(-1) }
func (c *timeControls) forward(app.Context, app.Event) { c.step(1) }

func (c *timeControls) step(direction int) {
	p := c.Page
	next, done := p.nextWindow(direction)
	if !done {
		p.change(func(s *session.State) { s.Window = &next })
	}
}

// playPace is the time between two steps of playback.
const playPace = 900 * time.Millisecond

func (c *timeControls) toggle(ctx app.Context, _ app.Event) {
	c.Page.playing = !c.Page.playing
	if !c.Page.playing {
		c.Page.change(func(*session.State) {})
		return
	}
	if next, done := c.Page.nextWindow(1); done {
		// At the end, playing begins again.
		c.Page.follow(func(s *session.State) { s.Window = nil })
	} else {
		c.Page.follow(func(s *session.State) { s.Window = &next })
	}
	c.round++
	c.playOn(ctx, c.round)
}

// playOn makes the next step of playback after a while, unless it was stopped
// or begun anew since.
func (c *timeControls) playOn(ctx app.Context, round int) {
	ctx.After(playPace, func(ctx app.Context) {
		if !c.Page.playing || c.round != round {
			return
		}
		next, done := c.Page.nextWindow(1)
		if done {
			c.Page.playing = false
			c.Page.rev++
			c.Page.change(func(*session.State) {})
			return
		}
		c.Page.follow(func(s *session.State) { s.Window = &next })
		c.playOn(ctx, round)
	})
}

// nextWindow is the window one step of playback away.
func (p *Page) nextWindow(direction int) (next event.Span, done bool) {
	domain := p.session.Domain
	window := domain
	if w := p.session.State().Window; w != nil {
		window = *w
	}
	return timeline.Step(domain, window, p.stepUnit(window), direction)
}

// stepUnit is the unit playback moves by: the coarsest of year, quarter,
// month, week and day that the window holds a whole one of; years when all
// dates are shown.
func (p *Page) stepUnit(window event.Span) timeline.Unit {
	if window == p.session.Domain {
		return timeline.Year
	}
	for _, u := range []timeline.Unit{timeline.Year, timeline.Quarter, timeline.Month, timeline.Week} {
		if first := u.Floor(window.Start); first == window.Start && u.Add(first, 1)-1 <= window.End ||
			window.Start == p.session.Domain.Start && u.Add(first, 1)-1 == window.End ||
			window.End == p.session.Domain.End && first == window.Start {
			return u
		}
	}
	return timeline.Day
}

// dateBox is a date that can be typed.
type dateBox struct {
	app.Compo
	Page   *Page
	ID     string
	Label  string
	Days   event.Span
	Domain event.Span
	Last   bool
}

func (d *dateBox) Render() app.UI {
	return app.Label().Body(
		app.Span().Text(d.Label+" "),
		app.Input().Type("date").ID("date-"+d.ID).Aria("label", d.Label).
			Min(d.Domain.Start.String()).Max(d.Domain.End.String()).Attr("required", true).
			OnChange(d.typed).OnBlur(d.left),
	)
}

// OnMount and OnUpdate write the date into the box: the attribute would only
// be its first value. A box that is being typed in is left alone.
func (d *dateBox) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	d.write()
}

func (d *dateBox) OnUpdate(app.Context) {
	if !focused("date-" + d.ID) {
		d.write()
	}
}

func (d *dateBox) write() {
	day := d.Days.Start
	if d.Last {
		day = d.Days.End
	}
	if box := app.Window().GetElementByID("date-" + d.ID); box.Truthy() && box.Get("value").String() != day.String() {
		box.Set("value", day.String())
	}
}

// typed takes a date as soon as the data has it: a year being typed is 0002
// first, and 0020.
func (d *dateBox) typed(ctx app.Context, _ app.Event) {
	day, err := event.ParseDate(ctx.JSSrc().Get("value").String())
	if err == nil && d.Domain.Start <= day && day <= d.Domain.End {
		d.set(day)
	}
}

// left takes what stands in the box when it is left, as near as it can be.
func (d *dateBox) left(ctx app.Context, _ app.Event) {
	if day, err := event.ParseDate(ctx.JSSrc().Get("value").String()); err == nil {
		d.set(day)
	}
	d.write()
}

func (d *dateBox) set(day event.Date) {
	brush := timeline.Brush{Domain: d.Domain}
	brush.Set(d.Days)
	part := timeline.Start
	if d.Last {
		part = timeline.End
	}
	brush.MoveHandle(part, day)
	d.Page.change(func(s *session.State) { s.Window = windowOf(&brush) })
}

// windowOf returns the days of a brush, nil for all.
func windowOf(b *timeline.Brush) *event.Span {
	if !b.Active {
		return nil
	}
	days := b.Days
	return &days
}

// axis is the canvas of the timeline with the handles of the brush, which are
// sliders for the keyboard. It renders the same elements always.
type axis struct {
	app.Compo
	Page *Page
}

func (a *axis) Render() app.UI {
	w := a.Page.words
	handle := func(id, class, label string) app.UI {
		return app.Div().ID(id).Class(class).Attr("role", "slider").TabIndex(0).Aria("label", label).
			Aria("orientation", "horizontal")
	}
	return app.Div().Class("axis").ID("axis").Body(
		app.Canvas().ID("histogram").Attr("role", "img").Aria("label", w.notACensus),
		handle("brush-start", "handle", w.start),
		handle("brush-window", "middle", w.window),
		handle("brush-end", "handle", w.end),
		app.Div().Class("tip").ID("axis-tip"),
	)
}
