package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

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

// updatePage makes the new version that waits take over, and loads it.
func updatePage() { app.Window().Get("wherewhen").Call("update") }

// wear puts light or dark colours on the page.
func wear(dark bool) {
	name := "light"
	if dark {
		name = "dark"
	}
	app.Window().Get("document").Get("documentElement").Call("setAttribute", "data-theme", name)
}

// isDark reports whether a theme is dark on this machine.
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

// focused reports whether the keyboard is on an element.
func focused(id string) bool {
	return app.Window().Get("document").Get("activeElement").Get("id").String() == id
}

// keepFocus moves the keyboard to an element when what had it has gone.
func keepFocus(ctx app.Context, id string) {
	ctx.Defer(func(app.Context) {
		document := app.Window().Get("document")
		if active := document.Get("activeElement"); !active.Truthy() || active.Equal(document.Get("body")) {
			focusElement(id)
		}
	})
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
	var yes, no app.Func
	done := func(ok bool) app.Func {
		return app.FuncOf(func(app.Value, []app.Value) any {
			yes.Release()
			no.Release()
			ctx.Dispatch(func(app.Context) { then(ok) })
			return nil
		})
	}
	yes, no = done(true), done(false)
	clipboard.Call("writeText", text).Call("then", yes, no)
}

// narrow reports whether the screen is a phone's, which has tabs instead of
// panels side by side.
func narrow() bool {
	return app.Window().Call("matchMedia", "(max-width: 700px)").Get("matches").Bool()
}

// roomAbove returns how many CSS pixels of the window are above an element.
func roomAbove(id string) float64 {
	return app.Window().GetElementByID(id).Call("getBoundingClientRect").Get("top").Float()
}

// roomy reports whether an open legend leaves enough of the map.
func roomy() bool {
	return app.Window().Call("matchMedia", "(min-width: 1400px) and (min-height: 700px)").Get("matches").Bool()
}
