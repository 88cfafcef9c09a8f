package ui

import (
	"fmt"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/export"
	"wherewhen/app/intake"
	"wherewhen/app/session"
)

// taken is what is taken away of the page, as it was at the moment it was asked
// for.
type taken struct {
	session *session.Session
	rows    []int32 // of the list, in the order of the table
	view    *view   // of them
	about   export.About
	on      event.Date
	name    string // of a file, without its extension
}

// take notes what is shown now. What takes time follows with look.
func (p *Page) take(on event.Date, link string) *taken {
	t := &taken{session: p.session, rows: p.session.ListedRows(), view: p.view(true), on: on}
	t.view.listsA = t.view.compares
	site := p.site
	if p.isOwn() {
		site.Title = p.own.name
	}
	t.name = site.FileName(on, "")
	t.about = export.About{Title: site.Name(), All: p.session.Table.Len(), Saved: on, Link: p.linkOf(link)}
	t.about.Filters = p.inForce(t.view)
	terms := p.terms(t.about.Filters)
	t.about.Licence, t.about.LicenceURL, t.about.Attribution = terms.Licence, terms.LicenceURL, terms.Attribution
	if terms.Private {
		t.about.Notice = p.words.take.keep
	}
	return t
}

// inForce are the filters of a view, in words.
func (p *Page) inForce(v *view) []string {
	var filters []string
	for _, f := range p.activeFilters() {
		if f.kind == "window" || f.kind == "query" {
			filters = append(filters, f.text)
		}
	}
	filters = append(filters, v.filters...)
	if v.scope != "" {
		filters = append(filters, v.scope)
	}
	return filters
}

// terms are those of what is shown, with the filters in its attribution.
func (p *Page) terms(filters []string) intake.Terms {
	if p.isOwn() {
		t := p.own.Terms
		t.Attribution = strings.ReplaceAll(t.Attribution, intake.Chosen, p.words.filtersIn(filters))
		return t
	}
	c := &p.site.Collection
	t := intake.Terms{Licence: c.Licence, LicenceURL: c.LicenceURL, Private: c.Private, Attribution: c.Attribution}
	switch {
	case t.Attribution != "":
	case c.Own:
		t.Attribution = c.Title
	default:
		t.Attribution = p.words.take.contributors
	}
	return t
}

// filtersIn lists filters in one line.
func (w *words) filtersIn(filters []string) string {
	if len(filters) == 0 {
		return w.take.noFilters
	}
	return strings.Join(filters, "; ")
}

// linkOf returns an address if others can follow it, of a page that is one file
// that of the page it was saved from. A link to a person's own file would show
// something else.
func (p *Page) linkOf(address string) string {
	switch {
	case p.isOwn():
		return ""
	case strings.HasPrefix(address, "https://"), strings.HasPrefix(address, "http://"):
		return address
	case p.site.Saved != nil:
		return p.site.Saved.From
	}
	return ""
}

// surveyPortion is how many events are looked at before others get their turn.
const surveyPortion = 10_000

// look completes what is said of the events; yield is called now and then.
func (t *taken) look(w *words, yield func()) {
	survey := t.session.SurveyOf(t.rows)
	for !survey.Look(surveyPortion) {
		yield()
	}
	t.view.of(survey.Digest(), t.session.Table)
	t.about.Shown = t.view.Shown
	t.about.Description = w.description(t.view)
}

// aboutFile says what a file is: title, description, filters, counts, day,
// attribution, licence and link.
func (w *words) aboutFile(a *export.About) []string {
	t := &w.take
	lines := []string{a.Title, a.Description}
	fact := func(words, value string) {
		if value != "" {
			lines = append(lines, fmt.Sprintf(words, value))
		}
	}
	fact("%s", a.Notice)
	fact(t.filters, w.filtersIn(a.Filters))
	fact("%s", fmt.Sprintf(w.eventsOf, w.number(a.Shown), w.number(a.All)))
	fact(t.savedOn, w.day(a.Saved))
	fact(t.by, a.Attribution)
	fact(t.licence, strings.TrimSuffix(a.Licence+", "+a.LicenceURL, ", "))
	fact(t.view, a.Link)
	return lines
}

// note says of a file what it is, and what its columns mean.
func (w *words) note(a *export.About) string {
	lines := w.aboutFile(a)
	return lines[0] + "\n\n" + lines[1] + "\n\n" + strings.Join(lines[2:], "\n") + "\n\n" + w.killedSum + "\n\n" + w.take.columns + "\n"
}
