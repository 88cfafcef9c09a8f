package ui

import (
	"fmt"
	"slices"
	"strconv"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/browser"
	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// listRows writes the rows of the list that are in sight, and some around them:
// a list of a million events has no more elements than one of fifty. It passes
// by go-app, which would make each row anew to compare it with what is there.
type listRows struct {
	list          *list
	document      js.Value
	element, room js.Value
	frame         *browser.Frame

	session  *session.Session // whose rows these are
	signs    []mapview.Sign   // of their attributions; nil where none is stated
	rows     []int32
	elements []listRow
	count    int // of them at most
	height   int // of the room, in rows
	active   string
}

// listRow is the element of a row and what is written in it.
type listRow struct {
	element, attribute, style, data, swatch js.Value
	sign, signed, title, where, killed      figure
	signStyle                               js.Value
	place, hue, signHue, class, selected    string
	row, at, of                             int
	away                                    bool // not in the room
}

// OnMount follows the scrolling of the list.
func (l *list) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	document := js.Global().Get("document")
	r := &listRows{
		list: l, document: document, height: -1,
		element: document.Call("getElementById", "event-list"), room: document.Call("getElementById", "event-rows"),
	}
	r.frame = browser.NewFrame(r.draw)
	l.Page.list, l.rows = l, r
	r.measure()
	var listeners browser.Listeners
	measured := browser.NewFrame(r.measure)
	listeners.On(r.element, "scroll", func(js.Value) {
		l.scrolled = true
		measured.Ask()
	})
	listeners.On(r.room, "click", func(event js.Value) {
		if of := event.Get("target").Call("closest", ".row"); of.Truthy() {
			at, _ := strconv.Atoi(of.Get("dataset").Get("at").String())
			ctx.Dispatch(func(ctx app.Context) { r.open(ctx, at) })
		}
	})
	js.Global().Get("ResizeObserver").New(listeners.Func(func(js.Value, []js.Value) any {
		measured.Ask()
		return nil
	})).Call("observe", r.element)
}

// Follow writes the rows before the next frame is painted.
func (r *listRows) Follow() { r.frame.Ask() }

// open opens the event of a row, as it was when it was pressed.
func (r *listRows) open(ctx app.Context, at int) {
	if at -= r.list.first; at < 0 || at >= len(r.rows) || r.session != r.list.Page.session {
		return
	}
	r.list.active = r.list.first + at
	r.list.Page.selectEvent(ctx, int(r.rows[at]), r.list.Page.toCard)
}

// measure finds which rows of the list are in sight, and writes more when some
// are not there.
func (r *listRows) measure() {
	l := r.list
	first := r.element.Get("scrollTop").Int() / rowHeight
	l.seen = r.element.Get("clientHeight").Int()/rowHeight + 2
	if r.session != nil && l.first <= first && first+l.seen <= l.first+r.count {
		return
	}
	const around = 4
	l.first, r.count = max(0, first-around), l.seen+2*around
	r.draw()
}

func (r *listRows) draw() {
	l := r.list
	p := l.Page
	n := p.session.Listed()
	l.active = max(0, min(l.active, n-1))
	l.first = max(0, min(l.first, n-r.count))
	if r.session != p.session {
		r.session, r.signs = p.session, p.signs()
		for i := range r.elements {
			r.elements[i].row = -1
		}
	}
	r.rows = p.session.ListPart(r.rows[:0], l.first, r.count)
	if n != r.height {
		r.height = n
		r.room.Get("style").Set("height", strconv.Itoa(n*rowHeight)+"px")
	}
	for len(r.elements) < len(r.rows) {
		r.elements = append(r.elements, r.make())
	}
	selected, open := p.session.Row(p.session.State().Selected)
	for i := range r.elements {
		e := &r.elements[i]
		if away := i >= len(r.rows); away != e.away {
			e.away = away
			if away {
				e.element.Call("remove")
			} else {
				r.room.Call("append", e.element)
			}
		}
		if !e.away {
			r.write(e, l.first+i, n, int(r.rows[i]), open && int(r.rows[i]) == selected)
		}
	}
	active := ""
	if l.first <= l.active && l.active < l.first+len(r.rows) {
		active = rowID(l.active)
	}
	if active != r.active {
		r.active = active
		if active == "" {
			r.element.Call("removeAttribute", "aria-activedescendant")
		} else {
			r.element.Call("setAttribute", "aria-activedescendant", active)
		}
	}
}

// make makes the element of a row.
func (r *listRows) make() listRow {
	create := func(class string) js.Value {
		e := r.document.Call("createElement", "span")
		e.Set("className", class)
		return e
	}
	element := r.document.Call("createElement", "div")
	element.Call("setAttribute", "role", "option")
	title, swatch, sign, signed, text := create("title"), create("swatch"), create("sign"), create("hidden-visually"), r.document.Call("createTextNode", "")
	where, killed := create("where"), create("killed")
	swatch.Call("setAttribute", "aria-hidden", "true")
	sign.Call("setAttribute", "aria-hidden", "true")
	title.Call("append", swatch, sign, signed, text)
	element.Call("append", title, where, killed)
	return listRow{
		element: element, attribute: element.Get("setAttribute").Call("bind", element),
		style: element.Get("style"), data: element.Get("dataset"), swatch: swatch.Get("style"),
		sign: figure{element: sign}, signed: figure{element: signed}, signStyle: sign.Get("style"), title: figure{element: text}, where: figure{element: where}, killed: figure{element: killed},
		row: -1, at: -1, of: -1, away: true,
	}
}

// write has an element show a row of the list, which is at a place among so
// many.
func (r *listRows) write(e *listRow, at, of, row int, selected bool) {
	p := r.list.Page
	if at != e.at {
		e.at = at
		e.element.Set("id", rowID(at))
		e.data.Set("at", at)
		e.style.Set("top", strconv.Itoa(at*rowHeight)+"px")
		e.attribute.Invoke("aria-posinset", at+1)
	}
	if of != e.of {
		e.of = of
		e.attribute.Invoke("aria-setsize", of)
	}
	if row != e.row {
		e.row = row
		t := p.session.Table
		where, place, killed := p.rowTexts(row)
		e.data.Set("id", t.ID.Row(row))
		e.title.write(" " + bidi.Isolate(t.Title.Row(row)))
		e.where.write(where)
		if place != e.place {
			e.place = place
			e.where.element.Set("title", place)
		}
		e.killed.write(killed)
	}
	if hue := p.rowHue(row); hue != e.hue {
		e.hue = hue
		e.swatch.Set("background", hue)
	}
	if r.signs == nil {
		e.sign.write("")
		e.sign.hint("")
		e.signed.write("")
	} else {
		attribution := p.session.Table.Attribution.Name(row)
		e.sign.write(signTexts[signOf(attribution)])
		e.sign.hint(p.words.attribution + ": " + p.words.value(attribution))
		e.signed.write(" " + p.words.value(attribution))
		if hue := rimHue(session.Attribution, attribution).on(p.dark); hue != e.signHue {
			e.signHue = hue
			e.signStyle.Set("color", hue)
		}
	}
	class, chosen := "row", strconv.FormatBool(selected)
	if at == r.list.active {
		class = "row active"
	}
	if class != e.class {
		e.class = class
		e.element.Set("className", class)
	}
	if chosen != e.selected {
		e.selected = chosen
		e.attribute.Invoke("aria-selected", chosen)
	}
}

// rowTexts returns what a row of the list says of an event: when and where, and
// how many people were killed.
func (p *Page) rowTexts(row int) (where, place, killed string) {
	w, t := p.words, p.session.Table
	var parts []string
	for _, part := range []string{t.Place.Row(row), t.Country.Name(row)} {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	place = isolated(parts)
	switch n := t.Killed.Row(row); {
	case n.Known():
		killed = w.people(n) + " " + w.killedShort
	case p.session.StatesKilled():
		killed = w.noFigure
	}
	return w.shortSpan(t.Span(row), t.Precision[row]) + " · " + place, place, killed
}

// rowID is the id of the element of a row of the list.
func rowID(at int) string { return fmt.Sprintf("event-%d", at) }

// rowHue is the colour of the swatch of a row: that of its kind, or what colours
// tell where events have no kinds.
func (p *Page) rowHue(row int) string {
	if s := p.session; s.RimOf(session.Kind) != session.RimUsual {
		return p.classColors(s.ColorClasses())[s.ClassOf(row)]
	}
	return rimHue(session.Kind, p.session.Table.Kind.Name(row)).on(p.dark)
}
