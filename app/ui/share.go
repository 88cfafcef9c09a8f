package ui

import (
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/onefile"
	"wherewhen/app/session"
)

// share is the menu of what can be handed on of the view: its link, its events
// and its picture as files, and the page with its events as one file.
type share struct {
	app.Compo
	Page *Page
	Rev  int

	open     bool
	busy     bool
	right    *session.Session // of which all may be passed on, as the person says
	said     string           // of a file that is being saved, or was
	write    func(c onefile.Choice, progress func(done, of int)) (name string, size int, err error)
	download func(t *taken, extension string, progress func(done, of int)) (said string, err error)
	print    func()
}

func (s *share) Render() app.UI {
	w := s.Page.words
	totals := s.Page.session.Totals()
	busy := fmt.Sprint(s.busy)
	listed, saveShown := w.take.data, w.saveShown
	if s.open && s.Page.session.Compares() {
		listed, saveShown = w.compare.dataOfA, w.compare.saveEither
	}
	shown := s.shown()
	out, outOfAll := s.leftOut()
	button := func(id, label, hint, under string, do app.EventHandler) app.HTMLButton {
		b := app.Button().Type("button").ID(id).Aria("disabled", busy).Text(label).OnClick(do)
		if hint != "" {
			b = b.Title(hint)
		}
		if under != "" {
			b = b.Aria("describedby", under)
		}
		return b
	}
	save := func(id, label string, n, out int, do app.EventHandler) app.HTMLButton {
		off := s.busy || out > 0 && out == n
		if out < n {
			n -= out
		}
		return button(id, fmt.Sprintf(label, w.number(n)), "", "save-title", do).Aria("disabled", fmt.Sprint(off))
	}
	return app.Div().Class("share").OnKeyDown(s.key).Body(
		app.Button().Type("button").ID("share").Title(w.shareHint).Text(w.share).
			Aria("expanded", fmt.Sprint(s.open)).Aria("controls", "share-menu").OnClick(s.toggle),
		app.Div().Class("menu").ID("share-menu").Attr("role", "group").Aria("label", w.share).Hidden(!s.open).Body(
			app.Button().Type("button").ID("copy-link").Title(w.copyLinkHint).Text(w.copyLink).OnClick(s.copyLink),
			app.H2().ID("data-title").Text(fmt.Sprintf(listed, w.number(s.Page.session.Listed()))),
			app.P().Text(w.take.dataHint),
			app.Div().Class("choices").Body(
				button("save-csv", w.take.csv, "", "data-title", s.take(".csv")),
				button("save-geojson", w.take.geoJSON, "", "data-title", s.take(".geojson")),
				button("save-note", w.take.note, w.take.noteHint, "data-title", s.take(".txt")),
			),
			app.H2().ID("picture-title").Text(w.take.picture),
			app.Div().Class("choices").Body(
				button("save-png", w.take.png, "", "picture-title", s.take(".png")),
				button("save-svg", w.take.svg, "", "picture-title", s.take(".svg")),
				button("print", w.take.print, "", "picture-title", s.printPage),
			),
			app.H2().ID("save-title").Text(w.saveFile),
			app.P().Text(w.saveFileHint),
			s.askRight(outOfAll),
			save("save-shown", saveShown, shown, out, s.saveShown).Hidden(shown == 0 || shown == totals.All),
			save("save-all", w.saveAll, totals.All, outOfAll, s.saveAll),
			app.P().ID("save-status").Attr("role", "status").Text(s.said),
		),
	)
}

// take returns a handler that saves what is shown as a file.
func (s *share) take(extension string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		if s.busy {
			return
		}
		s.busy, s.said = true, ""
		p := s.Page
		taken := p.take(today(), pageAddress(p.history.of(p.session.State())))
		progress := func(done, of int) {
			ctx.Dispatch(func(app.Context) { s.said = fmt.Sprintf(p.words.take.writing, done*100/max(1, of)) })
		}
		ctx.Async(func() {
			said, err := s.download(taken, extension, progress)
			ctx.Dispatch(func(app.Context) {
				s.busy, s.said = false, said
				if err != nil {
					s.said = fmt.Sprintf(p.words.saveFailed, err)
				}
			})
		})
	}
}

// printPage leaves the menu, which is no part of the paper.
func (s *share) printPage(ctx app.Context, _ app.Event) {
	s.open = false
	focusElement("share")
	ctx.Defer(func(app.Context) { s.print() })
}

func (s *share) toggle(app.Context, app.Event) {
	s.open = !s.open
	if !s.busy {
		s.said = ""
	}
}

func (s *share) key(_ app.Context, e app.Event) {
	if s.open && e.Get("key").String() == "Escape" {
		s.open = false
		focusElement("share")
	}
}

func (s *share) copyLink(ctx app.Context, _ app.Event) {
	s.open = false
	focusElement("share")
	s.Page.copyLink(ctx, s.Page.session.State())
}

// shown counts the events shown, of either period where two are compared.
func (s *share) shown() int {
	if of := s.Page.session; s.open && of.Compares() {
		either, _ := of.Either()
		return either
	}
	return s.Page.session.Totals().Shown
}

func (s *share) saveShown(ctx app.Context, _ app.Event) { s.save(ctx, false) }
func (s *share) saveAll(ctx app.Context, _ app.Event)   { s.save(ctx, true) }

// save makes the file and hands it to the browser's downloads.
func (s *share) save(ctx app.Context, all bool) {
	p := s.Page
	choice := onefile.Choice{Session: p.session, All: all, Keep: s.keep(), On: today(), From: pageAddress(p.history.of(p.session.State()))}
	n := s.shown()
	out, outOfAll := s.leftOut()
	var filters []string
	if all {
		n, out = p.session.Table.Len(), outOfAll
	} else {
		filters = p.inForce(p.view(false))
	}
	if s.busy || out > 0 && out == n {
		return
	}
	s.busy = true
	if p.isOwn() {
		choice.Own, choice.Terms = p.own.name, p.terms(filters)
		choice.Terms.Private = choice.Keep == nil && choice.Terms.Private // the others are left out
	}
	progress := func(done, of int) {
		ctx.Dispatch(func(app.Context) {
			s.said = fmt.Sprintf(p.words.saving, done*100/of)
		})
	}
	ctx.Async(func() {
		name, size, err := s.write(choice, progress)
		ctx.Dispatch(func(app.Context) {
			s.busy = false
			if err != nil {
				s.said = fmt.Sprintf(p.words.saveFailed, err)
				return
			}
			s.said = p.words.savedAs(name, size)
		})
	})
}

// today is the day on this machine.
func today() event.Date {
	year, month, day := time.Now().Date()
	return event.NewDate(year, int(month), day)
}

// holds says what a saved file holds, "" of a page that is none.
func (p *Page) holds() string {
	w, saved := p.words, p.site.Saved
	if saved == nil {
		return ""
	}
	on := saved.On
	if day, err := event.ParseDate(on); err == nil {
		on = w.shortDay(day)
	}
	held := p.session.Table.Len()
	if held == saved.Of {
		return fmt.Sprintf(w.holdsAll, w.number(held), on)
	}
	return fmt.Sprintf(w.holdsSome, w.number(held), w.number(saved.Of), on)
}
