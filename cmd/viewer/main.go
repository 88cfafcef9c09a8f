//go:build js

// Command viewer is the page, compiled to WebAssembly.
package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
	"wherewhen/app/ui"
)

func main() {
	page, err := ui.Load()
	if err != nil {
		browser.Fail(err)
		select {} // the document stays as it came
	}
	app.Route(ui.Path(), func() app.Composer { return page })
	app.RunWhenOnBrowser()
}
