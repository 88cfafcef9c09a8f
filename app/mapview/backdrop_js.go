package mapview

import (
	"syscall/js"

	"wherewhen/app/browser"
)

// Backdrops brings the library that lays basemaps of others over ours, and has
// it offer them in a panel of the page. Laid is told what lies there whenever
// that changes, tell what became of a file. It waits; where there is no ground,
// the panel says that it needs one.
func (v *Map) Backdrops(panel js.Value, laid func(what string), tell func(text string, failed bool)) (js.Value, error) {
	if v.backdrops.Truthy() {
		return v.backdrops, nil
	}
	libraries, err := browser.Libraries("backdrop")
	if err != nil {
		return js.Null(), err
	}
	v.backdrops = libraries[0]
	with := object{
		"map": v.m, "ground": v.elements.Ground, "panel": panel, "nearest": MaxZoom,
		"laid": v.listeners.Func(func(_ js.Value, args []js.Value) any {
			laid(args[0].String())
			v.restyle()
			return nil
		}),
		"tell": v.listeners.Func(func(_ js.Value, args []js.Value) any {
			tell(args[0].String(), args[1].Bool())
			return nil
		}),
	}
	if v.m.Truthy() {
		with["protocol"], with["pmtiles"] = v.archives.protocol, v.archives.pmtiles
	}
	v.backdrops.Call("start", with)
	return v.backdrops, nil
}

// dressed is the style with what lies over the basemap.
func (v *Map) dressed() any {
	if !v.backdrops.Truthy() {
		return v.style()
	}
	return v.backdrops.Call("dress", v.style(), v.looks.Dark, v.looks.Language)
}
