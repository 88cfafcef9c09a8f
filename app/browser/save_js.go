package browser

import (
	"errors"
	"syscall/js"
)

// Gzip compresses an ArrayBuffer or Uint8Array.
func Gzip(data js.Value) ([]byte, error) {
	compression := js.Global().Get("CompressionStream")
	if !compression.Truthy() {
		return nil, errors.New("this browser cannot compress files: use a newer one")
	}
	stream := blob(data, "").Call("stream").Call("pipeThrough", compression.New("gzip"))
	buffer, err := Await(js.Global().Get("Response").New(stream).Call("arrayBuffer"))
	if err != nil {
		return nil, err
	}
	return GoBytes(buffer), nil
}

// Download hands a file to the browser's downloads.
func Download(name, mediaType string, contents []byte) {
	var f Written
	f.Add(contents)
	f.Download(name, mediaType)
}

// Written is a file that is written part by part. What is written lies on the
// side of the browser, which may put it on disk. The zero Written is empty.
type Written struct {
	Size  int // bytes
	parts []any
}

// Add appends contents, which stay the caller's.
func (f *Written) Add(contents []byte) {
	f.Size += len(contents)
	f.parts = append(f.parts, js.Global().Get("Blob").New([]any{Bytes(contents)}))
}

// AddBlob appends a Blob of the browser's.
func (f *Written) AddBlob(blob js.Value) {
	f.Size += blob.Get("size").Int()
	f.parts = append(f.parts, blob)
}

// Download hands the file to the browser's downloads.
func (f *Written) Download(name, mediaType string) {
	address := js.Global().Get("URL").Call("createObjectURL", js.Global().Get("Blob").New(f.parts, map[string]any{"type": mediaType}))
	link := js.Global().Get("document").Call("createElement", "a")
	link.Set("href", address)
	link.Set("download", name)
	link.Call("click")
	// The browser reads the file after this returns, and does not say when it
	// has.
	NewPause(60_000, func() { js.Global().Get("URL").Call("revokeObjectURL", address) }).Ask()
}

// PNG returns what is on a canvas as a Blob. It waits.
func PNG(canvas js.Value) (js.Value, error) {
	made := make(chan js.Value, 1)
	f := js.FuncOf(func(_ js.Value, args []js.Value) any {
		made <- first(args)
		return nil
	})
	defer f.Release()
	canvas.Call("toBlob", f, "image/png")
	blob := <-made
	if !blob.Truthy() {
		return js.Null(), errors.New("the browser could not make a PNG of this size")
	}
	return blob, nil
}

func blob(data js.Value, mediaType string) js.Value {
	return js.Global().Get("Blob").New([]any{data}, map[string]any{"type": mediaType})
}
