package mapview

import (
	"syscall/js"

	"wherewhen/app/browser"
)

// archives hands whole PMTiles archives, held in memory, to MapLibre under
// pmtiles://name.
type archives struct {
	pmtiles, protocol js.Value
	listeners         browser.Listeners
}

func newArchives(maplibre, pmtiles js.Value) *archives {
	a := &archives{pmtiles: pmtiles, protocol: pmtiles.Get("Protocol").New()}
	maplibre.Call("addProtocol", "pmtiles", a.protocol.Get("tile"))
	return a
}

// add makes an archive known under a name. Any static host can serve it,
// because it is read whole and not by ranges.
func (a *archives) add(name string, buffer js.Value) {
	promise := js.Global().Get("Promise")
	source := js.ValueOf(object{
		"getKey": a.listeners.Func(func(js.Value, []js.Value) any { return name }),
		"getBytes": a.listeners.Func(func(_ js.Value, args []js.Value) any {
			from := args[0].Int()
			return promise.Call("resolve", object{"data": buffer.Call("slice", from, from+args[1].Int())})
		}),
	})
	a.protocol.Call("add", a.pmtiles.Get("PMTiles").New(source))
}
