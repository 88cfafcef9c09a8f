package ui

import (
	"strings"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/session"
)

// facetName is the word for a facet: of a column of the file's own the name it
// has there, as a person would write it.
func (p *Page) facetName(f session.Facet) string {
	if f.IsOwn() {
		return ownName(p.session.FacetTitle(f))
	}
	return p.words.facets[f]
}

// ownName is the word for a column of the file's own.
func ownName(title string) string {
	return bidi.Isolate(capitalized(strings.ReplaceAll(title, "_", " ")))
}

// head is the head of a column of the table.
func (w *words) head(t *event.Table, c session.Column) string {
	if own := ownColumn(t, c); own != nil {
		return ownName(own.Title)
	}
	return w.grid.heads[c]
}

// ownColumn returns the column of the file's own that a column of the table is,
// nil for others: those that are in sight may for a moment be of other events.
func ownColumn(t *event.Table, c session.Column) *event.OwnColumn {
	if i := int(c) - int(session.ColumnOwn); i >= 0 && i < len(t.Own) {
		return &t.Own[i]
	}
	return nil
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
