package intake

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"wherewhen/app/event"
)

const byteOrderMark = "\ufeff"

// Read reads a file of events of a person's own: GeoJSON or CSV, as its
// contents say. The file's name is only for the problems. A table without rows
// comes with the problems why; the error is for a file that holds no events.
func Read(file string, data []byte) (*event.Table, []Problem, error) {
	const expected = "expected events as GeoJSON, or as CSV with a column start"
	text := bytes.TrimPrefix(data, []byte(byteOrderMark))
	start := bytes.TrimSpace(text)
	switch {
	case len(start) == 0:
		return nil, nil, fmt.Errorf("%s is empty: %s", file, expected)
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}), bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return nil, nil, fmt.Errorf("%s is text in UTF-16: expected UTF-8; save it as “CSV UTF-8”", file)
	case bytes.IndexByte(text, 0) >= 0:
		return nil, nil, fmt.Errorf("%s is no text: %s", file, expected)
	}

	var (
		table    *event.Table
		problems []Problem
		err      error
	)
	if start[0] == '{' || start[0] == '[' {
		table, problems, err = ReadEvents(file, bytes.NewReader(text))
	} else {
		table, problems, err = ReadCSV(file, bytes.NewReader(text))
	}
	if err != nil {
		return nil, nil, err
	}
	if !utf8.Valid(text) {
		problems = append([]Problem{{File: file, Expected: "text in UTF-8; letters that are not are shown as �"}}, problems...)
	}
	if table.Len() == 0 && len(problems) == 0 {
		return nil, nil, fmt.Errorf("%s holds no events: %s", file, expected)
	}
	return table, problems, nil
}
