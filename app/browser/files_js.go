package browser

import "syscall/js"

// page is what the loader leaves on window: the files beside the page and the
// libraries it can bring.
func page() js.Value { return js.Global().Get("wherewhen") }

// File returns the bytes of a file beside the page by its asset name.
func File(name string) ([]byte, error) {
	buffer, err := FileBuffer(name)
	if err != nil {
		return nil, err
	}
	view := js.Global().Get("Uint8Array").New(buffer)
	data := make([]byte, view.Length())
	js.CopyBytesToGo(data, view)
	return data, nil
}

// HasFile reports whether this site has a file of an asset name.
func HasFile(name string) bool { return page().Get("assets").Call("hasOwnProperty", name).Bool() }

// Collection returns as JSON what the collection of this site says of itself,
// "null" when the page does not say.
func Collection() string {
	said := page().Get("collection")
	if said.IsUndefined() {
		return "null"
	}
	return js.Global().Get("JSON").Call("stringify", said).String()
}

// FileBuffer returns a file as an ArrayBuffer of the browser's.
func FileBuffer(name string) (js.Value, error) {
	return Await(page().Call("fetch", name))
}

// FileURL returns the absolute address of a file beside the page, "" for one
// this site has not.
func FileURL(name string) string {
	if !HasFile(name) {
		return ""
	}
	return page().Get("assets").Get(name).String()
}

// Library loads a library the loader knows: maplibre or pmtiles.
func Library(name string) (js.Value, error) { return Await(page().Call(name)) }

// OnUpdate calls do when a new version of the page is ready to be loaded.
func OnUpdate(do func()) {
	page().Set("updateReady", js.FuncOf(func(js.Value, []js.Value) any {
		do()
		return nil
	}))
}

// Matches reports whether a media query holds.
func Matches(query string) bool {
	return js.Global().Call("matchMedia", query).Get("matches").Bool()
}
