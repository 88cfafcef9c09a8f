//go:build js

// Package rand stands in for crypto/rand in the program of the page: random
// bytes are the browser's, without the tests with which crypto/rand begins.
package rand

import (
	"io"
	"syscall/js"
)

// Reader reads from the browser's crypto.getRandomValues.
var Reader io.Reader = reader{}

type reader struct{}

func (reader) Read(b []byte) (int, error) {
	const most = 1 << 16 // bytes a call may ask for
	crypto, array := js.Global().Get("crypto"), js.Global().Get("Uint8Array")
	for part := b; len(part) > 0; {
		some := array.New(min(len(part), most))
		crypto.Call("getRandomValues", some)
		part = part[js.CopyBytesToGo(part, some):]
	}
	return len(b), nil
}
