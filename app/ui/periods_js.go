package ui

import (
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

func (t *periodsPane) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	t.OnUpdate(ctx)
}

func (t *periodsPane) OnUpdate(ctx app.Context) {
	if t.By == session.PeriodsOff {
		ctx.Defer(func(app.Context) { closeDialog("periods") })
		return
	}
	ctx.Defer(func(app.Context) {
		showDialog("periods")
		t.write()
	})
	if now := (countedPeriods{t.Page.session, t.By, t.Page.session.Revision()}); now != t.counted {
		t.counted, t.periods = now, nil
		t.count = t.Page.session.CountPeriods(t.By)
		ctx.After(0, t.countOn)
	}
}

// countOn counts a portion of the events. What changes meanwhile has it begin
// anew.
func (t *periodsPane) countOn(ctx app.Context) {
	switch {
	case t.count == nil || t.counted.rev != t.Page.session.Revision():
	case t.count.Count(portion):
		t.periods, t.of = t.count.Periods()
		t.count = nil
		ctx.Defer(func(app.Context) { t.write() })
	default:
		ctx.PreventUpdate()
		ctx.After(time.Millisecond, t.countOn)
	}
}

// write writes the rows of the table: go-app would take ten times as long.
func (t *periodsPane) write() {
	document := js.Global().Get("document")
	body := document.Call("getElementById", "period-rows")
	if !body.Truthy() {
		return
	}
	body.Call("replaceChildren")
	for _, row := range t.rows() {
		tr := body.Call("insertRow")
		for i, text := range row {
			tag := "td"
			if i == 0 {
				tag = "th"
			}
			cell := document.Call("createElement", tag)
			if i == 0 {
				cell.Set("scope", "row")
			}
			cell.Set("textContent", text)
			tr.Call("append", cell)
		}
	}
}
