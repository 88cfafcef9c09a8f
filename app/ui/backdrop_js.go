package ui

import (
	"errors"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
)

// NeedBackdrops has the legend offer basemaps of others, once there is a ground
// or there will be none.
func (c *mapCanvas) NeedBackdrops() { go c.backdrops() }

// takeBackdrop lays a file over the basemap.
func (c *mapCanvas) takeBackdrop(file browser.OwnFile) {
	go func() {
		if library := c.backdrops(); library.Truthy() {
			library.Call("take", file.Blob())
		}
	}()
}

func (c *mapCanvas) backdrops() js.Value {
	<-c.grounded
	p := c.page
	library, err := c.m.Backdrops(func(kind, text string) {
		switch kind {
		case "laid":
			p.backdrop = text
		case "failed":
			p.failToOpen(c.ctx, errors.New(text))
		default:
			c.ctx.Dispatch(func(app.Context) { p.notify(text) })
		}
	})
	if err != nil {
		p.failToOpen(c.ctx, err)
	}
	return library
}
