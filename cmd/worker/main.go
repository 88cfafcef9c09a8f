//go:build js

// Command worker reads a file of any form beside the page, in a worker of the
// browser's. The page fetches it when the first such file is opened; web/reader.js
// starts it.
package main

import (
	"encoding/json"
	"syscall/js"
	"time"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/foreign"
	"wherewhen/app/intake"
)

// mostProblems is how many sorts of problems are told.
const mostProblems = 1000

func main() {
	given := js.Global().Get("reader")
	report, columns, err := read(given)
	if err != nil {
		given.Call("tell", map[string]any{"error": bidi.Isolate(err.Error())})
		return
	}
	view := js.Global().Get("Uint8Array").New(len(columns))
	js.CopyBytesToJS(view, columns)
	given.Call("tell", map[string]any{"columns": view.Get("buffer"), "report": string(report)}, []any{view.Get("buffer")})
}

// read reads the file and returns what the page is told of it, with its events
// as the page reads them.
func read(given js.Value) (report, columns []byte, err error) {
	from := newBlob(given)
	in, err := foreign.Open(given.Get("file").Get("name").String(), from, from.size, from.watch)
	if err != nil {
		return nil, nil, err
	}
	found, err := in.Recognise()
	if err != nil {
		return nil, nil, err
	}
	result, err := in.Read(found)
	if err != nil {
		return nil, nil, err
	}
	for i := range result.Problems {
		result.Problems[i].File = "" // the page names it
	}
	sorts := foreign.Sorts(result.Problems)
	listed := sorts[:min(len(sorts), mostProblems)]
	year, month, day := time.Now().Date()
	today := event.NewDate(year, int(month), day)
	report, err = json.Marshal(intake.Report{
		Said: in.Says(found, result.Counts, today), Problems: listed, More: len(sorts) - len(listed), Rejected: result.Counts.Rejected,
		Terms: intake.Terms{Licence: found.Terms.Licence, LicenceURL: found.Terms.URL, Private: found.Terms.Private, Attribution: found.Terms.Attributed(today.String(), intake.Chosen)},
	})
	return report, event.Encode(result.Table, nil, nil), err
}
