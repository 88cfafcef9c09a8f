package ui

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
)

// OnMount waits for the row to be asked for.
func (o *originalRow) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	o.element().Set("ontoggle", js.FuncOf(func(js.Value, []js.Value) any {
		o.follow()
		return nil
	}))
}

// OnUpdate reads another row where one was.
func (o *originalRow) OnUpdate(app.Context) { o.follow() }

func (o *originalRow) element() js.Value {
	return js.Global().Get("document").Call("getElementById", "original")
}

// follow has web/reader.js write the row.
func (o *originalRow) follow() {
	e, own := o.element(), o.Page.own
	if o.shown == o.Row || !e.Truthy() || !e.Get("open").Bool() || !o.Page.isOwn() || own.opened == nil {
		return
	}
	o.shown = o.Row
	go browser.Reader("original", own.opened, e.Get("lastElementChild"), o.Row)
}
