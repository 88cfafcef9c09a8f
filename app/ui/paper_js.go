package ui

import (
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
	"wherewhen/app/session"
)

// listenPrint fills the paper when the page is about to be printed, and takes
// it away afterwards. All of it is done before the listener returns: then the
// browser prints.
func (p *Page) listenPrint(listeners *browser.Listeners) {
	legend := false // was open
	byID := func(id string) js.Value { return js.Global().Get("document").Call("getElementById", id) }
	listeners.On(js.Global(), "beforeprint", func(js.Value) {
		p.fillPaper(byID("paper-head"), byID("paper-list"))
		legend = byID("legend").Get("open").Bool()
		byID("legend").Set("open", true)
		if pane, ok := p.mapPane.(*mapCanvas); ok {
			pane.m.Hold()
		}
		if p.timePane != nil {
			p.timePane.Hold()
		}
	})
	listeners.On(js.Global(), "afterprint", func(js.Value) {
		byID("paper-head").Call("replaceChildren")
		byID("paper-list").Call("replaceChildren")
		byID("legend").Set("open", legend)
		if pane, ok := p.mapPane.(*mapCanvas); ok {
			pane.m.Release()
		}
		if p.timePane != nil {
			p.timePane.Release()
		}
	})
}

// printInLight prints the page. In dark colours it first puts on light ones, as
// paper has: the ground of the map takes a while for that. A browser that is
// told to print by itself does so at once, with the map as it is.
func (p *Page) printInLight(ctx app.Context) {
	print := func() { // once the menu is out of sight
		window := js.Global()
		window.Call("setTimeout", window.Get("print").Call("bind", window), 0)
	}
	if !p.dark {
		print()
		return
	}
	var after browser.Listeners
	after.On(js.Global(), "afterprint", func(js.Value) {
		p.ctx.Dispatch(func(app.Context) {
			after.Release()
			p.color(p.session.State().Theme)
		})
	})
	p.color(session.ThemeLight)
	tries := 0
	var on func(app.Context)
	on = func(ctx app.Context) {
		tries++
		ground := js.Global().Get("document").Call("getElementById", "map-ground").Get("dataset").Get("state")
		if tries > 2 && (ground.IsUndefined() || ground.String() == "idle") || tries > 50 {
			print()
			return
		}
		ctx.PreventUpdate()
		ctx.After(100*time.Millisecond, on)
	}
	ctx.After(100*time.Millisecond, on)
}

// color has the page in the colours of a theme, whatever the state says.
func (p *Page) color(theme session.Theme) {
	p.wear(theme)
	p.repaint()
	p.rev++
}

func (p *Page) fillPaper(head, list js.Value) {
	document := js.Global().Get("document")
	add := func(to js.Value, tag, text string) js.Value {
		e := document.Call("createElement", tag)
		e.Set("textContent", text)
		to.Call("appendChild", e)
		return e
	}
	t := p.take(today(), pageAddress(p.history.of(p.session.State())))
	t.look(p.words, func() {})
	head.Call("replaceChildren")
	list.Call("replaceChildren")
	add(head, "h1", t.about.Title)
	add(head, "p", t.about.Description)

	events, more := p.printedEvents()
	rows := add(list, "table", "")
	for _, e := range events {
		row := add(rows, "tr", "")
		add(row, "td", e.when)
		what := add(row, "td", "")
		add(what, "b", e.title)
		add(what, "span", e.where)
		add(row, "td", e.killed)
	}
	if more != "" {
		add(list, "p", more)
	}
	notes := add(list, "footer", "")
	for _, line := range append([]string{p.census(), p.facts(t)}, p.origin(t, p.ground(!p.plainMap))...) {
		add(notes, "p", line)
	}
}
