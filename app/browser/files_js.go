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
	return GoBytes(buffer), nil
}

// Bytes returns bytes as the browser has them, a Uint8Array.
func Bytes(data []byte) js.Value {
	view := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(view, data)
	return view
}

// GoBytes returns the bytes of an ArrayBuffer of the browser's.
func GoBytes(buffer js.Value) []byte {
	view := js.Global().Get("Uint8Array").New(buffer)
	data := make([]byte, view.Length())
	js.CopyBytesToGo(data, view)
	return data
}

// FileBuffer returns a file as an ArrayBuffer of the browser's.
func FileBuffer(name string) (js.Value, error) {
	return Await(page().Call("fetch", name))
}

// FileJSON returns what a file of JSON says, as a value of the browser's.
func FileJSON(name string) (js.Value, error) {
	buffer, err := FileBuffer(name)
	if err != nil {
		return js.Null(), err
	}
	return Await(js.Global().Get("Response").New(buffer).Call("json"))
}

// Has reports whether a file belongs to the page.
func Has(name string) bool { return page().Get("assets").Get(name).Truthy() }

// Description returns what the page says of itself in its JSON block, as the
// browser reads it.
func Description() js.Value { return page().Get("site") }

// Libraries loads libraries the loader knows, maplibre and pmtiles, side by
// side.
func Libraries(names ...string) ([]js.Value, error) {
	promises := make([]any, len(names))
	for i, name := range names {
		promises[i] = page().Call(name)
	}
	all, err := Await(js.Global().Get("Promise").Call("all", promises))
	if err != nil {
		return nil, err
	}
	libraries := make([]js.Value, len(names))
	for i := range libraries {
		libraries[i] = all.Index(i)
	}
	return libraries, nil
}

// Settled says that the first view is complete, as far as it will be: now there
// is room for what is no part of it.
func Settled() { page().Call("settled") }

// OnUpdate calls do when a new version of the page is ready to be loaded.
func OnUpdate(do func()) {
	page().Set("updateReady", js.FuncOf(func(js.Value, []js.Value) any {
		do()
		return nil
	}))
}

// OnNotKept calls do with the reason when the page could not be kept for
// offline use.
func OnNotKept(do func(why string)) {
	page().Set("notKept", js.FuncOf(func(_ js.Value, args []js.Value) any {
		do(first(args).String())
		return nil
	}))
}

// Fail says in place of the page that it could not read its events. Before, it
// has a damaged copy of its files mended, if that is the cause; then the page
// loads again and Fail does not return.
func Fail(cause error) {
	Await(page().Call("repaired"))
	page().Call("fail", "data", cause.Error())
}

// Matches reports whether a media query holds.
func Matches(query string) bool {
	return js.Global().Call("matchMedia", query).Get("matches").Bool()
}
