package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/citation"
	"wherewhen/app/event"
	"wherewhen/app/session"
)

func (c *card) citePlain(ctx app.Context, _ app.Event)  { c.cite(ctx, citation.Plain) }
func (c *card) citeBibTeX(ctx app.Context, _ app.Event) { c.cite(ctx, citation.BibTeX) }
func (c *card) citeCSL(ctx app.Context, _ app.Event)    { c.cite(ctx, citation.CSL) }

func (c *card) cite(ctx app.Context, form func(*citation.Record, *citation.Words) string) {
	w := &c.Page.words.cite
	words := w.Words
	words.Day = c.Page.words.day
	c.Page.copyOut(ctx, form(c.record(), &words), w.copied, w.failed)
}

func (c *card) report(ctx app.Context, _ app.Event) {
	w := c.Page.words
	c.Page.copyOut(ctx, w.errorReport(c.record(), c.Page.session.Table.Event(c.Row)), w.cite.reportCopied, w.cite.failed)
}

// record is what is cited of the event.
func (c *card) record() *citation.Record {
	p := c.Page
	e := p.session.Table.Event(c.Row)
	r := &citation.Record{
		ID: e.ID, Title: e.Title, Dates: []string{e.Span.Start.As(e.Precision)}, Accessed: today(), Sources: e.Sources,
		Collection: p.site.Name(), Licence: p.site.Collection.Licence, Version: p.site.Version,
		Link: p.linkOf(pageAddress(p.history.of(&session.State{Selected: e.ID}))),
	}
	if last := e.Span.End.As(e.Precision); last != r.Dates[0] {
		r.Dates = append(r.Dates, last)
	}
	switch {
	case p.isOwn():
		r.Collection, r.Licence, r.Version = p.own.name, p.own.Licence, ""
		r.Source = p.terms(p.inForce(p.view(false))).Attribution
	case p.site.Collection.Own:
		r.Collection, r.Source = p.site.Collection.Title, p.site.Collection.Attribution
	default:
		r.Collection, r.Author = p.site.Collection.Title, p.words.take.contributors
	}
	return r
}

// errorReport is a letter to whoever keeps the record: what it states, and room
// for what is wrong.
func (w *words) errorReport(r *citation.Record, e event.Event) string {
	c := &w.cite
	var lines []string
	add := func(term, text string) {
		if text != "" {
			lines = append(lines, term+": "+bidi.Isolate(strings.Join(strings.Fields(text), " ")))
		}
	}
	lines = append(lines, c.reportTitle, "")
	add(c.record, r.ID)
	add(c.collection, r.Collection)
	add(c.version, r.Version)
	if r.Link != "" {
		lines = append(lines, c.link+": "+r.Link)
	}
	lines = append(lines, "", c.states)
	add(c.headline, e.Title)
	add(w.date, w.span(e.Span, e.Precision)+" ("+w.datePrecision(e.Span, e.Precision)+")")
	place := placeLine(e)
	if precision := w.geoPrecision(e.GeoPrecision); precision != "" && place != "" {
		place += " (" + precision + ")"
	}
	add(w.place, place)
	if e.Located {
		lines = append(lines, coordinateLine(w, e))
	}
	add(capitalized(w.killedShort), w.people(e.Killed))
	add(capitalized(w.injuredShort), w.people(e.Injured))
	add(w.attribution, w.value(e.Attribution))
	for i, s := range e.Sources {
		add(fmt.Sprintf(c.source, i+1), strings.TrimPrefix(s.Title+" "+s.URL, " "))
	}
	return strings.Join(append(lines, "", c.wrong, "", "", c.shows, "", ""), "\n")
}
