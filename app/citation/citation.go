// Package citation writes where the record of an event is to be found: as
// plain text, as BibTeX and as CSL-JSON. It states no more than it is given:
// what is not known is left out.
package citation

import (
	"strings"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
)

// Record is what is cited. An empty text is absent.
type Record struct {
	ID, Title  string   // of the event
	Dates      []string // the days of the event, as exactly as they are known: one, or first and last
	Collection string   // its title
	Author     string   // who made it
	Source     string   // the line that names whom its records are from
	Licence    string   // of it
	Version    string   // of it
	Link       string   // of the event
	Accessed   event.Date
	Sources    []event.Source
}

// year is that of what was read. A collection grows without days of publication,
// and its version has no date: it is that of the day it was read.
func (r *Record) year() string { return r.Accessed.String()[:4] }

// Words are those of a citation in one language, each with %s for what it is
// about.
type Words struct {
	Record, Version, Accessed, Sources, Of string
	Day                                    func(event.Date) string
}

// Plain writes one paragraph.
func Plain(r *Record, w *Words) string {
	var parts []string
	add := func(form, text string) {
		if text = bidi.Isolate(line(text)); text != "" {
			parts = append(parts, strings.Replace(form, "%s", text, 1))
		}
	}
	add("%s.", r.Author)
	add("“%s”,", r.Title)
	add(w.Of+",", strings.Join(r.Dates, "/"))
	add(w.Record+".", r.ID)
	add("%s.", r.Collection)
	add("%s", r.Source)
	add("%s.", r.Licence)
	add(w.Version+".", r.Version)
	add("%s", r.Link)
	add("("+w.Accessed+").", w.Day(r.Accessed))
	if all := sources(r.Sources, bidi.Isolate); all != "" {
		parts = append(parts, strings.Replace(w.Sources, "%s", all, 1)+".")
	}
	return strings.Join(parts, " ")
}

// sources lists sources in one line, with what mark makes of their texts.
func sources(all []event.Source, mark func(string) string) string {
	var listed []string
	for _, s := range all {
		var parts []string
		if s.Title != "" {
			parts = append(parts, "“"+mark(line(s.Title))+"”")
		}
		for _, part := range []string{s.Publisher, s.Date, s.URL} {
			if part != "" {
				parts = append(parts, mark(line(part)))
			}
		}
		if len(parts) > 0 {
			listed = append(listed, strings.Join(parts, ", "))
		}
	}
	return strings.Join(listed, "; ")
}

// line makes a text one line without characters that control a machine.
func line(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r <= ' ' || r == '\u007f' || '\u0080' <= r && r <= '\u009f' || r == '\u2028' || r == '\u2029'
	}), " ")
}
