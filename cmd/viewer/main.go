// Command viewer is the page, compiled to WebAssembly.
package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/ui"
)

func main() {
	app.Route(ui.Path(), func() app.Composer { return ui.NewPage() })
	app.RunWhenOnBrowser()
}
