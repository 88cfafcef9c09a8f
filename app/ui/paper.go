package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
)

// paper is what only paper has: what is shown in words above map and timeline,
// and the list below them. It is filled before the page is printed, and is
// empty otherwise.
type paper struct {
	app.Compo
	ID string
}

func (p *paper) Render() app.UI { return app.Section().Class("paper").ID(p.ID) }

// mostPrinted is how many events of the list are printed: about ten sheets.
const mostPrinted = 200

// printed is an event on paper.
type printed struct{ when, title, where, killed string }

// printedEvents lists the first events of the list, and how many more there are
// in words, "" for none.
func (p *Page) printedEvents() (events []printed, more string) {
	w, t := p.words, p.session.Table
	for _, row := range p.session.ListPart(nil, 0, mostPrinted) {
		e := t.Event(int(row))
		one := printed{when: w.shortSpan(e.Span, e.Precision), title: bidi.Isolate(e.Title), where: placeLine(e)}
		if e.Precision > event.Day {
			one.when += " (" + w.dateKnown[e.Precision] + ")"
		}
		switch {
		case e.Killed.Known():
			one.killed = w.people(e.Killed) + " " + w.killedShort
		case p.session.StatesKilled():
			one.killed = w.noFigure
		}
		events = append(events, one)
	}
	if left := p.session.Listed() - len(events); left > 0 {
		more = fmt.Sprintf(w.moreProblems, left)
	}
	return events, more
}

// ground says where the ground of the map comes from.
func (p *Page) ground(basemap bool) string {
	if basemap {
		return p.words.take.basemap + p.backdrop
	}
	return p.words.take.outlines
}

// origin says where what is printed, or drawn, comes from: a line each.
func (p *Page) origin(t *taken, ground string) []string {
	var from []string
	for _, text := range []string{t.about.Attribution, t.about.Licence} {
		if text != "" {
			from = append(from, bidi.Isolate(text))
		}
	}
	lines := []string{strings.Join(append(from, ground), " · ")}
	if t.about.Link != "" {
		lines = append(lines, t.about.Link)
	}
	return lines
}

// facts says how many events are shown, the day they were, and how many of
// them are not on the map.
func (p *Page) facts(t *taken) string {
	w := p.words
	facts := []string{
		fmt.Sprintf(w.eventsOf, w.number(t.about.Shown), w.number(t.about.All)), fmt.Sprintf(w.take.savedOn, w.day(t.on)),
	}
	if n := p.session.Unlocated(); n > 0 {
		facts = append(facts, fmt.Sprintf(w.take.notDrawn, w.countEvents(n)))
	}
	return strings.Join(facts, " · ")
}

// census says what the bars are not.
func (p *Page) census() string {
	if p.isOwn() {
		return p.words.files.records
	}
	return p.words.notACensus
}
