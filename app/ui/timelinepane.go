package ui

import (
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// timelinePane is the timeline: its controls, the lanes and the axis.
type timelinePane struct {
	app.Compo
	Page *Page
	Rev  int
}

func (t *timelinePane) Render() app.UI {
	p, w := t.Page, t.Page.words
	return app.Section().Class("timeline").ID("timeline").Aria("label", w.timeline).DataSet("folded", p.folded).Body(
		&timeControls{Page: p, Rev: t.Rev},
		&comparePanel{Page: p, Rev: t.Rev},
		&lanesPane{Page: p, Shown: p.session.State().Lanes != session.LanesOff, Compares: p.session.State().Compare != nil},
		&axis{Page: p},
		&timeLegend{Page: p, Rev: t.Rev},
	)
}

// timeControls are the buttons and dates above the axis.
type timeControls struct {
	app.Compo
	Page *Page
	Rev  int

	round    int  // counts the starts of playback
	holding  int  // direction of the step button that is held, 0 for none
	repeated bool // it has made a step since
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
	switch {
	case p.playing:
		play, label = "❚❚", w.pause
	case p.player.Back:
		play, label = "◀", w.time.playBack
	}
	fold, foldLabel := "▾", w.time.fold
	if p.folded {
		fold, foldLabel = "▴", w.time.unfold
	}
	choices := []app.UI{&presets{Page: p, Domain: p.session.Domain}, p.laneChoice(), p.compareButton(), p.openPeriods()}
	if narrow() {
		choices = nil // they are in the menu
	}
	return app.Div().Class("controls").Body(
		app.Div().Class("player").Attr("role", "group").Aria("label", w.play).Body(
			c.holdable("step-back", "‹", w.stepBack, -1),
			app.Button().Type("button").ID("play").Title(label).Aria("label", label).Text(play).OnClick(c.toggle),
			c.holdable("step-forward", "›", w.stepForward, 1),
		),
		app.Div().Class("dates").Body(
			app.B().Class("letter").Hidden(s.Compare == nil).Text(w.compare.a),
			&dateBox{Page: p, ID: "from", Hushed: p.hushes("from"), Label: w.from, Days: days, Domain: p.session.Domain},
			&dateBox{Page: p, ID: "to", Hushed: p.hushes("to"), Label: w.to, Days: days, Domain: p.session.Domain, Last: true},
			app.Button().Type("button").ID("all-dates").Disabled(s.Window == nil && s.View == nil).Text(w.allDates).OnClick(c.allDates),
		),
		app.Div().Class("choices").Body(
			app.Div().Class("wide").Body(choices...),
			&timeOptions{Page: p, Rev: c.Rev},
		),
		app.Div().Class("census").Body(
			app.Details().Body(app.Summary().ID("census").Text(census), app.P().Text(more)),
		),
		app.Button().Type("button").ID("fold-timeline").Title(foldLabel).Aria("label", foldLabel).
			Aria("expanded", fmt.Sprint(!p.folded)).Text(fold).OnClick(c.fold),
	)
}

// holdable is a button of a step that repeats while it is held.
func (c *timeControls) holdable(id, sign, label string, direction int) app.UI {
	hold, step := c.holdBack, c.back
	if direction > 0 {
		hold, step = c.holdForward, c.forward
	}
	return app.Button().Type("button").ID(id).Title(label).Aria("label", label).Text(sign).OnClick(step).
		On("pointerdown", hold).On("pointerup", c.letGo).On("pointerleave", c.letGo).On("pointercancel", c.letGo)
}

func (c *timeControls) fold(app.Context, app.Event) { c.Page.folded = !c.Page.folded }

func (c *timeControls) allDates(ctx app.Context, _ app.Event) {
	defer keepFocus(ctx, "date-from")
	c.Page.change(func(s *session.State) { s.Window, s.View = nil, nil })
}

func (c *timeControls) back(app.Context, app.Event)    { c.pressed(-1) }
func (c *timeControls) forward(app.Context, app.Event) { c.pressed(1) }

// pressed makes a step, unless holding the button has made some.
func (c *timeControls) pressed(direction int) {
	if c.repeated {
		c.repeated = false
		return
	}
	p := c.Page
	p.playing = false
	if next, done := p.player.step(p, direction); !done {
		p.change(func(s *session.State) { s.Window = &next })
	}
}

// A button that is held begins to repeat after holdRest, and repeats every
// holdPace or as fast as the page can be painted.
const (
	holdRest = 450 * time.Millisecond
	holdPace = 120 * time.Millisecond
)

func (c *timeControls) holdBack(ctx app.Context, _ app.Event)    { c.hold(ctx, -1) }
func (c *timeControls) holdForward(ctx app.Context, _ app.Event) { c.hold(ctx, 1) }

func (c *timeControls) hold(ctx app.Context, direction int) {
	c.round++ // ends what is played
	c.Page.playing = false
	c.holding, c.repeated = direction, false
	c.repeat(ctx, holdRest, c.round)
}

func (c *timeControls) repeat(ctx app.Context, rest time.Duration, round int) {
	ctx.After(rest, func(ctx app.Context) {
		p := c.Page
		if c.holding == 0 || c.round != round {
			return
		}
		next, done := p.player.step(p, c.holding)
		if done {
			return
		}
		c.repeated = true
		p.follow(func(s *session.State) { s.Window = &next })
		afterPaint(ctx, func(ctx app.Context) { c.repeat(ctx, holdPace, round) })
	})
}

func (c *timeControls) letGo(_ app.Context, e app.Event) {
	if c.holding == 0 {
		return
	}
	c.holding = 0
	if e.Get("type").String() != "pointerup" {
		c.repeated = false // no click follows
	}
	c.Page.change(func(*session.State) {})
}

func (c *timeControls) toggle(ctx app.Context, _ app.Event) {
	p := c.Page
	p.playing = !p.playing
	c.round++
	if !p.playing {
		p.change(func(*session.State) {})
		return
	}
	next, done := p.player.step(p, p.player.direction())
	if done {
		// At the end, playing begins again.
		next = p.player.wrap(p)
	}
	p.follow(func(s *session.State) { s.Window = &next })
	round := c.round
	afterPaint(ctx, func(ctx app.Context) { c.playOn(ctx, round) })
}

// playOn makes the next step of playback after a while, unless it was stopped
// or begun anew since. The while begins once the step before was painted, so
// that no steps queue up.
func (c *timeControls) playOn(ctx app.Context, round int) {
	ctx.After(c.Page.player.pace(), func(ctx app.Context) {
		p := c.Page
		if !p.playing || c.round != round {
			return
		}
		next, done := p.player.step(p, p.player.direction())
		if done && p.player.Loop {
			next = p.player.wrap(p)
		} else if done {
			p.playing = false
			p.rev++
			p.change(func(*session.State) {})
			return
		}
		p.follow(func(s *session.State) { s.Window = &next })
		afterPaint(ctx, func(ctx app.Context) { c.playOn(ctx, round) })
	})
}

// painted returns once the browser has painted what the page shows; elsewhere
// than in a browser there is nothing to wait for.
var painted = func() {}

// afterPaint goes on once the browser has painted what the page shows now.
func afterPaint(ctx app.Context, do func(app.Context)) {
	ctx.Async(func() {
		painted()
		ctx.Dispatch(do)
	})
}

// dateBox is a date that can be typed, as a year, a month or a day.
type dateBox struct {
	app.Compo
	Page   *Page
	ID     string
	Label  string
	Days   event.Span
	Domain event.Span
	Last   bool
	Second bool // of the second of two periods
	Hushed bool // another box tells its problem

	problem string     // with what was typed, "" for none
	kept    bool       // what was typed stays in the box
	at      event.Span // days shown when the problem was told
}

func (d *dateBox) Render() app.UI {
	return app.Label().Body(
		app.Span().Text(d.Label+" "),
		app.Input().Type("text").ID("date-"+d.ID).Class("date").Aria("label", d.Label).Placeholder(d.Page.words.time.dateFormat).
			Title(d.Page.words.time.dateHint).Attr("autocomplete", "off").Attr("spellcheck", "false").MaxLength(40).
			Aria("invalid", fmt.Sprint(d.kept)).Aria("describedby", "date-"+d.ID+"-problem").
			OnChange(d.typed).OnBlur(d.typed).OnFocus(d.begun).OnKeyDown(d.key),
		app.Span().Class("wrong").ID("date-"+d.ID+"-problem").Attr("role", "alert").Hidden(d.problem == "" || d.Hushed).Text(d.problem),
	)
}

// OnMount and OnUpdate write the date into the box: the attribute would only
// be its first value. A box that is being typed in is left alone, and so is
// one whose text could not be taken, until other days are shown.
func (d *dateBox) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	d.write()
}

func (d *dateBox) OnUpdate(app.Context) {
	if d.problem != "" && d.at != d.Days {
		d.mend()
	}
	if !focused("date-"+d.ID) && !d.kept {
		d.write()
	}
}

func (d *dateBox) day() event.Date {
	if d.Last {
		return d.Days.End
	}
	return d.Days.Start
}

func (d *dateBox) write() {
	if box := app.Window().GetElementByID("date-" + d.ID); box.Truthy() && box.Get("value").String() != d.day().String() {
		box.Set("value", d.day().String())
	}
}

func (d *dateBox) begun(ctx app.Context, _ app.Event) {
	if d.kept {
		d.tell(d.problem)
		return
	}
	d.mend()
	ctx.JSSrc().Call("select")
}

func (d *dateBox) key(_ app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" {
		d.mend()
		d.write()
	}
}

// tell shows what is wrong with what was typed, in place of what is told at
// another box.
func (d *dateBox) tell(problem string) {
	d.problem, d.at = problem, d.shown()
	d.Page.toldDate = d.ID
	d.Page.rev++
}

// mend forgets what was wrong.
func (d *dateBox) mend() {
	d.problem, d.kept = "", false
	if d.Page.toldDate == d.ID {
		d.Page.toldDate = ""
		d.Page.rev++
	}
}

// hushes reports whether another box than one tells its problem.
func (p *Page) hushes(id string) bool { return p.toldDate != "" && p.toldDate != id }

// typed takes what stands in the box when it is left or Enter is pressed: of a
// year or month the first day, or the last. What cannot be taken is told.
func (d *dateBox) typed(ctx app.Context, _ app.Event) {
	w := d.Page.words
	text := ctx.JSSrc().Get("value").String()
	if text == d.day().String() {
		if d.kept {
			d.mend()
		}
		return
	}
	refuse := func(problem string) {
		d.kept = true
		d.tell(problem + fmt.Sprintf(w.time.still, d.Days.Start, d.Days.End))
	}
	days, err := timeline.ParseTyped(text)
	if err != nil {
		refuse(fmt.Sprintf(w.time.noDate, bidi.Isolate(text)))
		return
	}
	day, other := days.Start, d.Days.End
	if d.Last {
		day, other = days.End, d.Days.Start
	}
	asked := day
	day = max(d.Domain.Start, min(d.Domain.End, day))
	outside := !days.Overlaps(d.Domain)
	if !d.Last && day > other {
		refuse(fmt.Sprintf(d.words().afterTo, day, other))
		return
	} else if d.Last && day < other {
		refuse(fmt.Sprintf(d.words().beforeFrom, day, other))
		return
	}
	d.mend()
	d.set(day)
	if outside {
		d.tell(fmt.Sprintf(w.time.outside, asked, d.Domain.Start, d.Domain.End, day))
	}
	d.Days = d.shown()
	d.write()
}

// shown are the days of the period, as they are now.
func (d *dateBox) shown() event.Span {
	if b := d.Page.session.State().Compare; d.Second && b != nil {
		return *b
	}
	return d.Page.session.WindowOrDomain()
}

// words are those for a first day after the last one, and the reverse.
func (d *dateBox) words() orderWords {
	if d.Second {
		return d.Page.words.compare.orderWords
	}
	return d.Page.words.time.orderWords
}

func (d *dateBox) set(day event.Date) {
	brush := timeline.Brush{Domain: d.Domain}
	brush.Set(d.Days)
	part := timeline.Start
	if d.Last {
		part = timeline.End
	}
	brush.MoveHandle(part, day)
	d.Page.change(func(s *session.State) {
		if d.Second {
			days := brush.Chosen()
			s.Compare = &days
		} else {
			s.Window = windowOf(&brush)
		}
	})
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
	handle := func(id, class, label string) app.HTMLDiv {
		return app.Div().ID(id).Class(class).Attr("role", "slider").TabIndex(0).Aria("label", label).
			Aria("orientation", "horizontal")
	}
	return app.Div().Class("axis").ID("axis").Body(
		app.Canvas().ID("histogram").Attr("role", "img").Aria("label", w.axisLabel),
		handle("brush-start", "handle", w.start),
		handle("brush-window", "middle", w.window).DataSet("letter", w.compare.a),
		handle("brush-end", "handle", w.end),
		handle("rival-start", "handle rival", w.compare.start).Hidden(true),
		handle("rival-window", "middle rival", w.compare.window).Hidden(true).DataSet("letter", w.compare.b),
		handle("rival-end", "handle rival", w.compare.end).Hidden(true),
		app.Div().Class("tip").ID("axis-tip"),
	)
}
