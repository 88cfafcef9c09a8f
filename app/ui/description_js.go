package ui

import (
	"syscall/js"

	"wherewhen/app/bidi"
	"wherewhen/app/browser"
	"wherewhen/app/session"
)

// describer keeps the title of the window, and what a screen reader is told,
// with what is shown: once a second at most, however often that changes.
type describer struct {
	page     *Page
	element  figure
	document js.Value
	title    string // of the window with all events of the collection
	stale    bool
	survey   *session.Survey // under way, nil for none
	next     *browser.Pause
	portions *browser.Pause
}

// announcePace is the time between two announcements, milliseconds.
const announcePace = 1000

func newDescriber(p *Page) *describer {
	document := js.Global().Get("document")
	d := &describer{page: p, document: document, title: document.Get("title").String()}
	d.element.element = document.Call("getElementById", "described")
	d.next = browser.NewPause(announcePace, d.begin)
	d.portions = browser.NewPause(0, d.lookOn)
	return d
}

// Follow has the description follow what the session shows.
func (d *describer) Follow() {
	if !d.stale && d.survey == nil {
		d.next.Ask()
	}
	d.stale = true
}

func (d *describer) begin() {
	d.stale = false
	d.survey = d.page.session.Survey()
	d.lookOn()
}

// lookOn looks at a portion of the events. What changes meanwhile is told the
// next time.
func (d *describer) lookOn() {
	if !turn(func() bool { return d.survey.Look(portion) }) {
		d.portions.Ask()
		return
	}
	if !d.stale {
		d.write(d.survey.Digest())
	}
	d.survey = nil
	if d.stale {
		d.next.Ask()
	}
}

func (d *describer) write(digest session.Digest) {
	p := d.page
	v := p.view(true)
	v.of(digest, p.session.Table)
	d.element.write(p.words.description(v))
	title := d.title
	if digest.Shown != digest.All || p.isOwn() {
		title = p.words.headline(v) + " – " + p.brand()
	}
	if title != d.document.Get("title").String() {
		d.document.Set("title", title)
	}
}

// brand names what the events are from where there is little room.
func (p *Page) brand() string {
	switch {
	case p.isOwn():
		return bidi.Isolate(p.own.name)
	case p.site.Collection.Own:
		return p.site.Collection.Title
	}
	return p.words.title
}
