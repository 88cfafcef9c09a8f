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
	return goBytes(buffer), nil
}

// Download hands a file to the browser's downloads.
func Download(name, mediaType string, contents []byte) {
	address := js.Global().Get("URL").Call("createObjectURL", blob(Bytes(contents), mediaType))
	link := js.Global().Get("document").Call("createElement", "a")
	link.Set("href", address)
	link.Set("download", name)
	link.Call("click")
	// The browser reads the file after this returns, and does not say when it
	// has.
	NewPause(60_000, func() { js.Global().Get("URL").Call("revokeObjectURL", address) }).Ask()
}

func blob(data js.Value, mediaType string) js.Value {
	return js.Global().Get("Blob").New([]any{data}, map[string]any{"type": mediaType})
}
