package ui

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
)

// OnMount has the dialog open by its key, wherever the keyboard is but in what
// takes text.
func (k *keyHelp) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	var listeners browser.Listeners
	listeners.On(js.Global(), "keydown", func(e js.Value) {
		switch e.Get("key").String() {
		case "?":
			if k.off || e.Get("ctrlKey").Bool() || e.Get("altKey").Bool() || e.Get("metaKey").Bool() ||
				e.Get("target").Call("matches", "select, textarea, input:not([type=checkbox])").Bool() {
				return
			}
			e.Call("preventDefault")
			ctx.Dispatch(func(app.Context) { k.Page.keysOpen = true })
		}
	})
}
