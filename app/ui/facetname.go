package ui

import (
	"strings"

	"wherewhen/app/bidi"
	"wherewhen/app/session"
)

// facetName is the word for a facet: of a column of the file's own the name it
// has there, as a person would write it.
func (p *Page) facetName(f session.Facet) string {
	if f.IsOwn() {
		return bidi.Isolate(capitalized(strings.ReplaceAll(p.session.FacetTitle(f), "_", " ")))
	}
	return p.words.facets[f]
}

// valueName is the word for a value of a facet. Of who acted and of columns of
// the file's own it is the value itself.
func (p *Page) valueName(f session.Facet, value string) string {
	switch {
	case value == "":
		return p.words.notStated
	case f == session.OperatingRegion:
		if r := p.session.Region(value); r != nil {
			value = r.Name
		}
	case f != session.Actor && !f.IsOwn():
		return p.words.value(value)
	}
	return bidi.Isolate(value)
}
