package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// rowHeight is the height of a row of the list, as in style.css.
const rowHeight = 76

// list is the list of events. Its rows are written by listRows.
type list struct {
	app.Compo
	Page *Page
	Rev  int

	rows canvas // once it is on the page

	first    int  // first row in the page
	active   int  // row of the list the keyboard is on
	seen     int  // rows in sight
	scrolled bool // perhaps: asking the browser has it lay out the page
}

func (l *list) Render() app.UI {
	if l.rows != nil {
		l.rows.Follow()
	}
	return app.Div().Class("list").ID("event-list").TabIndex(0).Attr("role", "listbox").
		Aria("label", l.Page.words.events).OnKeyDown(l.key).
		Body(app.Div().Class("room").ID("event-rows").Attr("role", "presentation"))
}

func (l *list) key(ctx app.Context, e app.Event) {
	n := l.Page.session.Listed()
	page := max(1, l.seen-2)
	switch e.Get("key").String() {
	case "ArrowDown":
		l.active = min(l.active+1, n-1)
	case "ArrowUp":
		l.active = max(l.active-1, 0)
	case "PageDown":
		l.active = min(l.active+page, n-1)
	case "PageUp":
		l.active = max(l.active-page, 0)
	case "Home":
		l.active = 0
	case "End":
		l.active = max(n-1, 0)
	case "Enter", " ":
		if n > 0 {
			e.PreventDefault()
			l.Page.selectEvent(ctx, int(l.Page.session.ListRows()[l.active]), l.Page.toCard)
		}
		return
	case "Escape":
		l.Page.selectEvent(ctx, -1, nil)
	default:
		return
	}
	e.PreventDefault()
	l.reveal()
}

// toTop begins the list anew: it shows other events.
func (l *list) toTop() {
	l.active, l.first = 0, 0
	if l.scrolled {
		l.scrolled = false
		app.Window().GetElementByID("event-list").Set("scrollTop", 0)
	}
}

// reveal scrolls the active row into sight.
func (l *list) reveal() {
	l.scrolled = true
	element := app.Window().GetElementByID("event-list")
	top, height := element.Get("scrollTop").Int(), element.Get("clientHeight").Int()
	switch at := l.active * rowHeight; {
	case at < top:
		element.Set("scrollTop", at)
	case at+rowHeight > top+height:
		element.Set("scrollTop", at+rowHeight-height)
	}
}
