package ui

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// sheetSizes is how many heights the sheet of phones has: enough to see what it
// is of, half, and nearly all of the screen.
const sheetSizes = 3

// sheets are the heights, from low to high.
var sheets = [sheetSizes]string{"peek", "", "full"}

// sheetHandle changes the height of the sheet: by drag, by a press, which goes
// to the next height, or as a slider by keyboard.
type sheetHandle struct {
	app.Compo
	Page  *Page
	Sheet string
}

func (h *sheetHandle) Render() app.UI {
	w, at := h.Page.words, slices.Index(sheets[:], h.Sheet)
	return app.Div().Class("sheet-handle").ID("sheet-handle").Attr("role", "slider").TabIndex(0).Aria("label", w.sheet.label).
		Aria("orientation", "vertical").Aria("controls", "details").
		Aria("valuemin", 0).Aria("valuemax", sheetSizes-1).Aria("valuenow", at).Aria("valuetext", w.sheet.sizes[at]).
		OnKeyDown(h.key)
}

func (h *sheetHandle) key(_ app.Context, e app.Event) {
	at := slices.Index(sheets[:], h.Sheet)
	switch e.Get("key").String() {
	case "ArrowUp", "ArrowRight", "PageUp":
		at++
	case "ArrowDown", "ArrowLeft", "PageDown":
		at--
	case "Home":
		at = 0
	case "End":
		at = sheetSizes - 1
	case "Enter", " ":
		at = (at + 1) % sheetSizes
	default:
		return
	}
	e.PreventDefault()
	h.Page.resizeSheet(at)
}

// resizeSheet gives the sheet one of its heights, or the nearest.
func (p *Page) resizeSheet(at int) {
	p.sheet = sheets[max(0, min(at, sheetSizes-1))]
	p.rev++
}

// raiseSheet has more than its edge in sight: something to read is in it.
func (p *Page) raiseSheet() {
	if p.sheet == sheets[0] {
		p.resizeSheet(1)
	}
}
