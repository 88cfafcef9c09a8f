package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

// history keeps the fragment of the address in step with the state: one entry
// for each finished gesture, the same entry while one goes on.
type history struct {
	last    string // fragment of the current entry
	pending bool   // the current entry was written by a gesture under way
}

func (h *history) push(s *session.State) {
	fragment := s.Fragment()
	switch {
	case h.pending && fragment == h.last:
		h.pending = false
		return
	case fragment == h.last:
		return
	}
	if h.pending {
		h.write("replaceState", fragment)
	} else {
		h.write("pushState", fragment)
	}
	h.pending = false
}

// replace writes the state of a gesture that goes on; the first step of it
// makes a new entry, so that Back returns to before the gesture.
func (h *history) replace(s *session.State) {
	fragment := s.Fragment()
	if fragment == h.last {
		return
	}
	if h.pending {
		h.write("replaceState", fragment)
	} else {
		h.write("pushState", fragment)
		h.pending = true
	}
}

func (h *history) write(method, fragment string) {
	h.last = fragment
	app.Window().Get("history").Call(method, nil, "", pageAddress(fragment))
}

// pageAddress is the address of this page with a fragment.
func pageAddress(fragment string) string {
	location := app.Window().Get("location")
	address := location.Get("origin").String() + location.Get("pathname").String() + location.Get("search").String()
	if location.Get("protocol").String() == "file:" {
		address = "file://" + location.Get("pathname").String()
	}
	if fragment == "" {
		return address
	}
	return address + "#" + fragment
}

func reloadPage() { app.Window().Get("location").Call("reload") }

// theme puts the colours the reader asked for on the page.
func theme(t session.Theme) {
	name := "light"
	if isDark(t) {
		name = "dark"
	}
	app.Window().Get("document").Get("documentElement").Call("setAttribute", "data-theme", name)
}

// isDark reports whether the page is dark.
func isDark(t session.Theme) bool {
	if t == session.ThemeSystem {
		return app.Window().Call("matchMedia", "(prefers-color-scheme: dark)").Get("matches").Bool()
	}
	return t == session.ThemeDark
}

// focusElement moves the keyboard to an element.
func focusElement(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() {
		e.Call("focus")
	}
}

// focusOn is focusElement as a handler.
func focusOn(id string) app.EventHandler {
	return func(app.Context, app.Event) { focusElement(id) }
}

// copyText puts a text on the clipboard and tells whether the browser allowed
// it.
func copyText(ctx app.Context, text string, then func(ok bool)) {
	clipboard := app.Window().Get("navigator").Get("clipboard")
	if !clipboard.Truthy() {
		then(false)
		return
	}
	done := func(ok bool) app.Func {
		return app.FuncOf(func(app.Value, []app.Value) any {
			ctx.Dispatch(func(app.Context) { then(ok) })
			return nil
		})
	}
	clipboard.Call("writeText", text).Call("then", done(true), done(false))
}

// narrow reports whether the page has the layout of a phone.
func narrow() bool {
	return app.Window().Call("matchMedia", "(max-width: 700px)").Get("matches").Bool()
}
