// Package ui is the page: go-app components over one session. Pointer, wheel
// and frame events of map and timeline never pass through go-app; only their
// results do. Browser code is in files ending in _js.go.
package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

// canvas is a part of the page that paints itself, once it is there.
type canvas interface {
	// Follow paints what the session shows now.
	Follow()
}

// Page is the root component: it holds the session and changes it.
type Page struct {
	app.Compo

	words   *words
	session *session.Session
	failure string // why there are no events
	file    func(name string) ([]byte, error)

	rev     int // grows with each change of what is shown
	problem []string
	update  bool   // a new version is ready
	said    string // for screen readers, after an action

	mapPane  mapHandle
	timePane canvas

	panel   string // on narrow screens: "events" or "filters"
	sheet   string // on phones: "" or "full"
	oldest  bool   // list order
	history history
}

// NewPage returns the page in English.
func NewPage() *Page { return &Page{words: english, panel: "events"} }

// Render lays out the parts. They are always there, in the same order: a part
// that went away would take its canvas with it.
func (p *Page) Render() app.UI {
	if p.session == nil {
		return app.Div().Class("loading").Body(
			app.P().Attr("role", "status").Text(p.loadingText()),
		)
	}
	return app.Div().Class("page").DataSet("panel", p.panel).DataSet("sheet", p.sheet).Body(
		&header{Page: p, Rev: p.rev},
		app.Main().Body(
			&filters{Page: p, Rev: p.rev},
			&mapPane{Page: p, Rev: p.rev},
			&details{Page: p, Rev: p.rev},
			&timelinePane{Page: p, Rev: p.rev},
		),
		&notices{Page: p, Rev: p.rev},
		&method{Page: p, Open: p.session.State().About},
		app.Div().Class("hidden-visually").Attr("role", "status").Aria("live", "polite").Body(
			app.Text(p.said+" "),
		),
	)
}

func (p *Page) loadingText() string {
	if p.failure != "" {
		return p.words.loadFailed + " " + p.failure
	}
	return p.words.loading
}

// change applies a finished gesture: it becomes an entry of the history.
func (p *Page) change(edit func(s *session.State)) {
	p.apply(edit)
	p.history.push(p.session.State())
}

// follow applies a step of a gesture that goes on.
func (p *Page) follow(edit func(s *session.State)) {
	p.apply(edit)
	p.history.replace(p.session.State())
}

func (p *Page) apply(edit func(s *session.State)) {
	s := p.session.State().Clone()
	edit(&s)
	p.show(s)
}

// show makes the session and everything on the page show a state.
func (p *Page) show(s session.State) {
	p.problem = append(p.problem, p.session.Apply(s)...)
	p.rev++
	theme(s.Theme)
	if p.mapPane != nil {
		p.mapPane.Follow()
	}
	if p.timePane != nil {
		p.timePane.Follow()
	}
}

// selectEvent opens the card of a row, or closes it for -1.
func (p *Page) selectEvent(row int) {
	p.change(func(s *session.State) {
		s.Selected, s.Region = "", ""
		if row >= 0 {
			s.Selected = p.session.Table.ID[row]
		}
	})
	p.panel = "events"
}

// scope is the rows the list shows: those of the chosen place or area, or all
// that are shown, in the order of the list.
func (p *Page) scope() []int32 {
	rows := p.session.ListRows()
	if p.oldest {
		rows = slices.Clone(rows)
		slices.Reverse(rows)
	}
	return rows
}

func (p *Page) placeName(name string, others int) string {
	if others == 0 {
		return name
	}
	if others == 1 {
		return fmt.Sprintf(p.words.placesOne, name)
	}
	return fmt.Sprintf(p.words.placesMany, name, others)
}
