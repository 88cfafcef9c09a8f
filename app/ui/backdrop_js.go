package ui

import (
	"errors"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
)

// NeedBackdrops has the legend offer basemaps of others.
func (c *mapCanvas) NeedBackdrops() { c.withBackdrops(func(js.Value) {}) }

// takeBackdrop lays a file over the basemap.
func (c *mapCanvas) takeBackdrop(file browser.OwnFile) {
	c.withBackdrops(func(library js.Value) { library.Call("take", file.Blob()) })
}

// withBackdrops brings what offers basemaps of others, once there is a ground or
// there will be none.
func (c *mapCanvas) withBackdrops(do func(library js.Value)) {
	p := c.page
	go func() {
		<-c.grounded
		panel := js.Global().Get("document").Call("getElementById", "basemap-panel")
		library, err := c.m.Backdrops(panel, func(what string) { p.backdrop = what }, func(text string, failed bool) {
			if failed {
				p.failToOpen(c.ctx, errors.New(text))
			} else {
				c.ctx.Dispatch(func(app.Context) { p.notify(text) })
			}
		})
		if err != nil {
			p.failToOpen(c.ctx, err)
			return
		}
		do(library)
	}()
}
