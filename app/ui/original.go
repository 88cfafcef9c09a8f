package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// originalRow shows an event as the file it came from has it, once that is asked
// for: all columns, also those nothing was made of.
type originalRow struct {
	app.Compo
	Page *Page
	Row  int

	shown int // the row that is read, -1 for none
}

func (o *originalRow) OnInit() { o.shown = -1 }

func (o *originalRow) Render() app.UI {
	return app.Details().ID("original").Hidden(!o.Page.isOwn() || o.Page.own.opened == nil).Body(
		app.Summary().Text(o.Page.words.files.asWritten),
		app.Dl().ID("original-row"),
	)
}
