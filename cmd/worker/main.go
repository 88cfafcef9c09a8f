//go:build js

// Command worker reads files of any form beside the page, in a worker of the
// browser's. The page fetches it when the first such file is opened; web/reader.js
// starts one for each file and asks it, one thing after the other.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"syscall/js"

	"wherewhen/app/bidi"
)

func main() {
	given := js.Global().Get("reader")
	var open opened
	// The file is awaited, which cannot be done in a callback of the browser.
	asked := make(chan string, 16)
	given.Set("answer", js.FuncOf(func(_ js.Value, args []js.Value) any {
		asked <- args[0].String()
		return nil
	}))
	given.Call("ready")
	for question := range asked {
		answer, buffers, err := open.answer(given, []byte(question))
		if err != nil {
			answer, buffers = failure{bidi.Isolate(err.Error())}, nil
		}
		text, err := json.Marshal(answer)
		if err != nil {
			panic(err) // all of it is ours
		}
		given.Call("give", string(text), handed(buffers))
	}
}

// failure is the answer when there is none.
type failure struct {
	Error string `json:"error"`
}

// handed gives bytes to the browser, those that are parts of one thing as one
// ArrayBuffer.
func handed(buffers [][][]byte) []any {
	all := make([]any, len(buffers))
	for i, parts := range buffers {
		size := 0
		for _, part := range parts {
			size += len(part)
		}
		view, at := js.Global().Get("Uint8Array").New(size), 0
		for _, part := range parts {
			at += js.CopyBytesToJS(view.Call("subarray", at), part)
		}
		all[i] = view.Get("buffer")
	}
	return all
}

// answer does what the page asks of its file; the first time it opens it.
func (o *opened) answer(given js.Value, text []byte) (answer any, buffers [][][]byte, err error) {
	var asked question
	if err := json.Unmarshal(text, &asked); err != nil {
		return nil, nil, err
	}
	if asked.Do == "join" {
		return join(given, asked)
	}
	if err := o.open(given); err != nil {
		return nil, nil, err
	}
	switch asked.Do {
	case "look":
		answer, err = o.look(asked)
	case "try":
		answer, err = o.try(asked)
	case "read":
		return o.read(asked)
	case "original":
		answer, err = o.original(asked)
	default:
		err = fmt.Errorf("asked to %s: %w", asked.Do, errors.ErrUnsupported)
	}
	return answer, nil, err
}
