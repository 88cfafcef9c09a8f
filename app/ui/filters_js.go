package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
)

// OnMount has the facets that are out of sight filled once the first view is
// painted.
func (f *filters) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	go func() {
		browser.Painted()
		ctx.Dispatch(func(app.Context) { f.painted = true })
	}()
}
