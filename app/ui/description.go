package ui

import (
	"fmt"
	"strings"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/session"
)

// view is what a description is of. It changes with nothing that is shown
// later.
type view struct {
	session.Digest
	one     event.Event // the only one, of one
	state   session.State
	scope   string   // place or area the events are limited to, "" for none
	filters []string // each facet with the values chosen, in words

	compares bool           // with a second period
	other    session.Totals // of that
	listsA   bool           // beside what is described there is a list of the first one
}

// view returns what is shown now but for the digest; limited says whether it is
// no more than the place or area the list is limited to.
func (p *Page) view(limited bool) *view {
	v := &view{state: p.session.State().Clone()}
	v.other, v.compares = p.session.Other(limited)
	if limited {
		v.scope = p.scopeName()
	}
	last := session.FacetCount
	for _, f := range p.activeFilters() {
		switch {
		case f.kind == "within":
			v.filters = append(v.filters, f.text)
		case f.kind != "facet":
		case f.facet == last:
			v.filters[len(v.filters)-1] += ", " + p.valueName(f.facet, f.value)
		default:
			v.filters, last = append(v.filters, f.text), f.facet
		}
	}
	return v
}

// of gives v its digest, of events of a table.
func (v *view) of(d session.Digest, t *event.Table) {
	v.Digest = d
	if d.Shown == 1 {
		v.one = t.Event(d.Row)
	}
}

// headline says in one line how many events are shown of what, where and when.
func (w *words) headline(v *view) string {
	text := w.countOf(v) + w.whereOf(v)
	if when := w.whenOf(v); when != "" {
		text += ", " + when
	}
	if v.state.Query != "" {
		text += fmt.Sprintf(w.describe.matching, bidi.Isolate(v.state.Query))
	}
	return text
}

// description says in words what is shown, and how sure of it one can be.
func (w *words) description(v *view) string {
	d := &w.describe
	text := w.headline(v)
	if v.compares {
		text = w.compare.describedA + text
	}
	if killed := w.killedIn(v.Totals, d.spread); killed != "" {
		text += ", " + killed
	}
	if how := w.how(v); how != "" {
		text += "; " + how
	}
	text += "."
	var doubts []string
	doubt := func(n int, words string) {
		if n > 0 {
			doubts = append(doubts, fmt.Sprintf(words, w.number(n)))
		}
	}
	doubts = append(doubts, w.sumDoubts(v.Totals)...)
	if n := v.Inexact; n.Total() > 0 {
		doubts = append(doubts, fmt.Sprintf(w.time.noDay, w.number(n.Total()))+w.exactnesses(n))
	}
	doubt(v.CoarsePlace, d.coarsePlace)
	if len(doubts) > 0 {
		text += " " + capitalized(strings.Join(doubts, ", ")) + "."
	}
	if v.compares {
		text += w.describeOther(v)
	}
	if len(v.filters) > 0 {
		text += " " + fmt.Sprintf(d.filters, strings.Join(v.filters, "; "))
	}
	return text
}

// sumDoubts says what a sum of people killed lacks, and what is not known of it.
func (w *words) sumDoubts(t session.Totals) (doubts []string) {
	if without := t.Shown - t.WithFigure; t.Stated && t.WithFigure > 0 && without > 0 {
		doubts = append(doubts, fmt.Sprintf(w.describe.without, w.number(without)))
	}
	if attackers := w.attackersShort(t.Attackers); attackers != "" {
		doubts = append(doubts, attackers)
	}
	return doubts
}

// countOf counts the events by their kind, if they have one in common.
func (w *words) countOf(v *view) string {
	noun := w.describe.event
	if v.Shown == 0 {
		return fmt.Sprintf(w.describe.none, noun[1])
	}
	if len(v.Kinds) == 1 {
		if of, ok := w.describe.kinds[v.Kinds[0].Name]; ok {
			noun = of
		}
	}
	return w.counted(v.Shown, noun[0], noun[1])
}

// mostCountries is how many countries are named.
const mostCountries = 3

// whereOf says where the events are: at the place the list is limited to, else
// in their countries.
func (w *words) whereOf(v *view) string {
	d := &w.describe
	switch {
	case v.scope != "" && v.state.Area != "":
		return fmt.Sprintf(d.noNearer, v.scope)
	case v.scope != "":
		return fmt.Sprintf(d.at, v.scope)
	case v.Shown == 1:
		if where := placeLine(v.one); where != "" {
			return fmt.Sprintf(d.in, where)
		}
		return ""
	}
	var names []string
	unstated := 0
	for _, country := range v.Countries {
		if country.Name == "" {
			unstated = country.Events
		} else {
			names = append(names, bidi.Isolate(country.Name))
		}
	}
	if len(names) == 0 {
		return ""
	}
	where := fmt.Sprintf(d.countries, len(names))
	if len(names) <= mostCountries {
		where = w.all(names)
	}
	if len(names) == 1 && unstated == 0 && len(v.Provinces) == 1 && v.Provinces[0].Name != "" {
		where = fmt.Sprintf(d.provinceOf, bidi.Isolate(v.Provinces[0].Name), names[0])
	}
	if unstated > 0 {
		where += d.and + fmt.Sprintf(d.noCountry, w.number(unstated))
	}
	return fmt.Sprintf(d.in, where)
}

// all joins names with commas and the word and.
func (w *words) all(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + w.describe.and + names[last]
}

// whenOf says when: the days of the only event, those chosen, or else the years
// the events may lie in.
func (w *words) whenOf(v *view) string {
	switch {
	case v.Shown == 1:
		return w.span(v.one.Span, v.one.Precision)
	case v.state.Window != nil:
		return w.span(*v.state.Window, coarsest(*v.state.Window))
	case v.Shown == v.Inexact.Undated:
		return ""
	}
	return w.span(v.Days, event.Year)
}

// coarsest returns the coarsest precision of which days are whole units.
func coarsest(days event.Span) event.Precision {
	for _, p := range []event.Precision{event.Year, event.Month} {
		if p.Around(days.Start).Start == days.Start && p.Around(days.End).End == days.End {
			return p
		}
	}
	return event.Day
}

// how says what most of the events were done by, or more than by anything
// else; "" when neither can be said.
func (w *words) how(v *view) string {
	d := &w.describe
	if v.Shown < 2 || len(v.AttackTypes) == 0 {
		return ""
	}
	stated, next := v.AttackTypes[0], 0
	for _, other := range v.AttackTypes[1:] {
		if stated.Name == "" {
			stated = other
		} else if other.Name != "" {
			next = max(next, other.Events)
		}
	}
	by, n := bidi.Isolate(stated.Name), w.number(stated.Events)
	switch {
	case stated.Name == "" || d.noMeans[stated.Name] || stated.Events == next || stated.Events < 2:
		return ""
	case stated.Events == v.Shown:
		return fmt.Sprintf(d.allBy, by)
	case 2*stated.Events > v.Shown:
		return fmt.Sprintf(d.mostBy, by, n)
	}
	return fmt.Sprintf(d.oftenBy, by, n)
}
