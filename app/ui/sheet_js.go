package ui

import (
	"slices"
	"strconv"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
)

const (
	sheetStep = 40.0 // CSS pixels of a drag that go to the next height
	sheetFar  = 0.4  // of the page's height that go to the one after it

	leastSheet = 28.0 // CSS pixels that are in sight while it is dragged
	mostSheet  = 0.9  // of the page's height
)

// OnMount has the handle dragged and pressed, past go-app: while it is dragged
// only the sheet follows, and nothing else of the page is laid out.
func (h *sheetHandle) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	document := js.Global().Get("document")
	element := document.Call("getElementById", "sheet-handle")
	page := element.Call("closest", ".page")
	var listeners browser.Listeners
	down, begin, top := false, 0.0, 0.0
	follow := func(by float64) {
		height := page.Get("clientHeight").Float()
		sheet := height - top
		by = max(leastSheet-sheet, min(mostSheet*height-sheet, by))
		page.Get("style").Call("setProperty", "--pull", strconv.FormatFloat(by, 'f', 0, 64)+"px")
	}
	listeners.On(element, "pointerdown", func(e js.Value) {
		if e.Get("isPrimary").Bool() && e.Get("button").Int() == 0 {
			down, begin, top = true, e.Get("clientY").Float(), element.Get("offsetTop").Float()
			element.Call("setPointerCapture", e.Get("pointerId"))
		}
	})
	listeners.On(element, "pointermove", func(e js.Value) {
		if down {
			follow(begin - e.Get("clientY").Float())
		}
	})
	end := func(e js.Value) {
		if !down {
			return
		}
		down = false
		by, height := begin-e.Get("clientY").Float(), page.Get("clientHeight").Float()
		page.Get("style").Call("removeProperty", "--pull")
		at := slices.Index(sheets[:], h.Page.sheet)
		switch {
		case e.Get("type").String() != "pointerup":
			return
		case abs(by) < clickTravel:
			at = (at + 1) % sheetSizes
		case abs(by) > sheetFar*height:
			at += 2 * int(by/abs(by))
		case abs(by) > sheetStep:
			at += int(by / abs(by))
		default:
			return
		}
		ctx.Dispatch(func(app.Context) { h.Page.resizeSheet(at) })
	}
	listeners.On(element, "pointerup", end)
	listeners.On(element, "pointercancel", end)
	// What the keyboard goes to in the sheet is in sight.
	listeners.On(page, "focusin", func(e js.Value) {
		if h.Page.sheet == sheets[0] && e.Get("target").Call("closest", ".list-part .list, .card, .filters").Truthy() {
			ctx.Dispatch(func(app.Context) { h.Page.raiseSheet() })
		}
	})
}
