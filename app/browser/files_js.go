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
	return bytesOf(buffer), nil
}

// bytesOf copies an ArrayBuffer.
func bytesOf(buffer js.Value) []byte {
	view := js.Global().Get("Uint8Array").New(buffer)
	data := make([]byte, view.Length())
	js.CopyBytesToGo(data, view)
	return data
}

// FileBuffer returns a file as an ArrayBuffer of the browser's.
func FileBuffer(name string) (js.Value, error) {
	return Await(page().Call("fetch", name))
}

// FileURL returns the absolute address of a file beside the page.
func FileURL(name string) string { return page().Get("assets").Get(name).String() }

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
