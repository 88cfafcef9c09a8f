package mapview

import (
	"strings"
	"syscall/js"

	"wherewhen/app/browser"
)

// archives hands MapLibre its data: whole PMTiles archives, held in memory,
// under pmtiles://name, and the GeoJSON files of the page under
// collection://name.
type archives struct {
	pmtiles, protocol js.Value
	listeners         browser.Listeners
}

func newArchives(maplibre, pmtiles js.Value) *archives {
	a := &archives{pmtiles: pmtiles, protocol: pmtiles.Get("Protocol").New()}
	maplibre.Call("addProtocol", "pmtiles", a.protocol.Get("tile"))
	maplibre.Call("addProtocol", collectionScheme, a.listeners.Func(func(_ js.Value, args []js.Value) any {
		name := strings.TrimPrefix(args[0].Get("url").String(), collectionScheme+"://")
		return browser.Promise(func() (js.Value, error) {
			data, err := browser.FileJSON(name)
			return js.ValueOf(object{"data": data}), err
		})
	}))
	return a
}

const collectionScheme = "collection"

// collectionURL is where MapLibre finds a GeoJSON file of the page: it asks
// the page for it, because its worker can reach no file of one that was opened
// from disk. It is "" for a file this site has not.
func collectionURL(name string) string {
	if !browser.Has(name) {
		return ""
	}
	return collectionScheme + "://" + name
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
