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
	given.Set("answer", js.FuncOf(func(_ js.Value, args []js.Value) any {
		answer, buffers, err := open.answer(given, []byte(args[0].String()))
		if err != nil {
			answer, buffers = failure{bidi.Isolate(err.Error())}, nil
		}
		text, err := json.Marshal(answer)
		if err != nil {
			panic(err) // all of it is ours
		}
		given.Call("give", string(text), handed(buffers))
		return nil
	}))
	given.Call("ready")
	select {}
}

// failure is the answer when there is none.
type failure struct {
	Error string `json:"error"`
}

// handed gives bytes to the browser, each as an ArrayBuffer.
func handed(buffers [][]byte) []any {
	all := make([]any, len(buffers))
	for i, data := range buffers {
		view := js.Global().Get("Uint8Array").New(len(data))
		js.CopyBytesToJS(view, data)
		all[i] = view.Get("buffer")
	}
	return all
}

// answer does what the page asks of its file; the first time it opens it.
func (o *opened) answer(given js.Value, text []byte) (answer any, buffers [][]byte, err error) {
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
