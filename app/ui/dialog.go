package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// showDialog has a dialog cover the page. Browsers keep the keyboard within it,
// close it by Escape, and give the keyboard back to what had it.
func showDialog(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() && !e.Get("open").Bool() {
		e.Call("showModal")
	}
}

// closeDialog takes it away; the dialog then hears "close", as after Escape.
func closeDialog(id string) {
	if e := app.Window().GetElementByID(id); e.Truthy() && e.Get("open").Bool() {
		e.Call("close")
	}
}

// dialogHead is the title of a dialog, what may stand beside it, and the button
// that closes it.
func dialogHead(w *words, id, title string, beside ...app.UI) app.UI {
	parts := append([]app.UI{app.H2().ID(id + "-title").Text(title)}, beside...)
	return app.Div().Class("dialog-head").Body(append(parts,
		app.Button().Type("button").ID("close-"+id).Text(w.close).OnClick(func(app.Context, app.Event) { closeDialog(id) }, app.EventScope(id)))...)
}
