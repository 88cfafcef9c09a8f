package mapview

import (
	"syscall/js"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"wherewhen/app/browser"
)

const (
	restTime  = 500  // milliseconds until a finger that rests has the tooltip
	restSlack = 10.0 // CSS pixels it may move meanwhile
)

// watchRest has a finger that rests on the map show what a mouse that is there
// shows. Such a press opens nothing.
func (v *Map) watchRest() {
	var at orb.Point
	begun := 0.0 // milliseconds
	rest := browser.NewPause(restTime, func() {
		v.rested = true
		v.hoverAt(at[0], at[1])
	})
	on := func(name string, do func(e js.Value)) { v.listeners.On(v.elements.Ground, name, do) }
	on("pointerdown", func(e js.Value) {
		v.rested = false
		rest.Drop()
		if e.Get("pointerType").String() != "mouse" {
			v.leave()
			if e.Get("isPrimary").Bool() {
				at, begun = v.at(e), e.Get("timeStamp").Float()
				rest.Ask()
			}
		}
	})
	on("pointermove", func(e js.Value) {
		if planar.Distance(at, v.at(e)) > restSlack {
			rest.Drop()
		}
	})
	on("pointerup", func(e js.Value) {
		rest.Drop()
		v.rested = v.rested && e.Get("timeStamp").Float()-begun >= restTime // else the page was busy
	})
	on("pointercancel", func(js.Value) { rest.Drop() })
	on("contextmenu", func(e js.Value) {
		if v.rested {
			e.Call("preventDefault")
		}
	})
}
