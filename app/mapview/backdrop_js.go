package mapview

import (
	"syscall/js"

	"wherewhen/app/browser"
)

// Backdrops brings web/backdrop.js, which offers basemaps of others in the legend
// and lays them over ours. Say is told what lies there ("laid") whenever that
// changes, and what became of a file ("taken") or why it was not taken
// ("failed"). It waits; where there is no ground, none is offered.
func (v *Map) Backdrops(say func(kind, text string)) (js.Value, error) {
	if !v.backdrops.Truthy() {
		libraries, err := browser.Libraries("backdrop")
		if err != nil {
			return js.Null(), err
		}
		v.backdrops = libraries[0]
		v.backdrops.Call("start", v.m, MaxZoom, v.listeners.Func(func(_ js.Value, args []js.Value) any {
			kind := args[0].String()
			say(kind, args[1].String())
			if kind == "laid" {
				v.laid = args[1].String() != ""
				v.restyle()
			}
			return nil
		}))
	}
	return v.backdrops, nil
}

// dressed is the style with what lies over the basemap.
func (v *Map) dressed() any {
	if !v.backdrops.Truthy() {
		return v.style()
	}
	return v.backdrops.Call("dress", v.style(), v.looks.Dark, v.looks.Language)
}
