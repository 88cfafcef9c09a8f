package profile

import (
	"encoding/json"
	"strings"

	"wherewhen/app/event"
)

// nested returns the elements of a list that a cell has as JSON, as those of
// files of JSON do.
func nested(cell string) (elements []json.RawMessage, ok bool) {
	if !strings.HasPrefix(cell, "[") {
		return nil, false
	}
	return list(cell)
}

func list(text string) (elements []json.RawMessage, ok bool) {
	if json.Unmarshal([]byte(text), &elements) != nil {
		return nil, false
	}
	return elements, true
}

// word returns what an element of a list is called: a text or number itself, of
// an object its value, title, name or id.
func word(element json.RawMessage) string {
	var text string
	if json.Unmarshal(element, &text) == nil {
		return text
	}
	if fields := object(element); fields != nil {
		return first(fields, "value", "title", "name", "id")
	}
	return string(element)
}

// nestedSource returns the source an element of a list is: its address, or an
// object as TimeMap has them.
func nestedSource(element json.RawMessage) event.Source {
	fields := object(element)
	if fields == nil {
		if text := word(element); isLink(text) {
			return event.Source{URL: text}
		} else {
			return event.Source{Title: text}
		}
	}
	s := event.Source{
		Title: first(fields, "title", "description", "name", "id"), Publisher: first(fields, "publisher", "author", "affil_s"),
		Date: first(fields, "date"), URL: first(fields, "url", "path", "href"),
	}
	var paths []string
	if s.URL == "" && json.Unmarshal(fields["paths"], &paths) == nil && len(paths) > 0 {
		s.URL = paths[0]
	}
	return s
}

func object(element json.RawMessage) (fields map[string]json.RawMessage) {
	json.Unmarshal(element, &fields)
	return fields
}

// first returns the first of some fields that is a text and not empty.
func first(fields map[string]json.RawMessage, names ...string) string {
	for _, n := range names {
		var text string
		if json.Unmarshal(fields[n], &text) == nil && text != "" {
			return text
		}
	}
	return ""
}

func isLink(text string) bool {
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://")
}
