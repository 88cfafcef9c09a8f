package main

import (
	"fmt"
	"syscall/js"

	"wherewhen/app/event"
)

// together is what parts were joined to, but for its bytes.
type together struct {
	Names  []string `json:"names"`  // of the parts, each once
	First  []int32  `json:"first"`  // row of each
	Events []int    `json:"events"` // of each
	Left   []string `json:"left"`   // titles of fields there was no room for
}

// join makes the events of several parts those of one table. Regions and areas
// are those of the first part that has any.
func join(given js.Value, asked question) (t together, buffers [][][]byte, err error) {
	var (
		tables  []*event.Table
		regions []event.Region
		areas   []event.Area
	)
	parts := given.Get("parts")
	for i := range parts.Length() {
		buffer := js.Global().Get("Uint8Array").New(given.Get("synchronous").Call("readAsArrayBuffer", parts.Index(i)))
		data := make([]byte, buffer.Length())
		js.CopyBytesToGo(data, buffer)
		table, r, a, err := event.Decode(data)
		if err != nil {
			return t, nil, fmt.Errorf("%s: %w", asked.Names[i], err)
		}
		if regions == nil && areas == nil {
			regions, areas = r, a
		}
		tables = append(tables, table)
		t.Events = append(t.Events, table.Len())
	}
	all, first, left, err := event.Join(asked.Title, asked.Names, tables, func() {})
	if err != nil {
		return t, nil, err
	}
	t.First, t.Left = first, append([]string{}, left...)
	for i, row := range first {
		name := asked.Names[i]
		if t.Events[i] > 0 {
			name = all.Own[0].Name(int(row))
		}
		t.Names = append(t.Names, name)
	}
	return t, [][][]byte{event.Parts(all, regions, areas)}, nil
}
