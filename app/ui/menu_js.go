package ui

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
)

// closesMenu has an open menu close whenever the reader turns to something
// outside the element of a class, which holds it and its button; and by Escape,
// also where nothing of it has the keyboard.
func closesMenu(ctx app.Context, of, button string, open *bool) {
	var listeners browser.Listeners
	document := js.Global().Get("document")
	for _, name := range []string{"pointerdown", "focusin", "keydown"} {
		listeners.On(document, name, func(e js.Value) {
			key := name == "keydown"
			if !*open || key && e.Get("key").String() != "Escape" || !key && !e.Get("target").Call("closest", of).IsNull() {
				return
			}
			ctx.Dispatch(func(app.Context) {
				*open = false
				if key {
					focusElement(button)
				}
			})
		})
	}
}

// OnMount has the menu close as others do, and brings what others counted and
// said if it is to be drawn.
func (o *timeOptions) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	o.Page.needContext(ctx)
	closesMenu(ctx, ".options", "time-options", &o.open)
}

// OnMount has the menu close as others do.
func (m *columnsMenu) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	closesMenu(ctx, ".columns", "table-columns", &m.open)
}
