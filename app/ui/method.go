package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/indicator"
	"wherewhen/app/session"
)

// method is the page about the data: what is in it, how it was chosen, what
// its words mean, what others counted, and who made what.
type method struct {
	app.Compo
	Page *Page
	Open bool
	Rev  int // of what is said beside the collection

	indicators *indicator.Indicators
	works      string // of what a saved file contains
	failure    string
}

func (m *method) OnUpdate(ctx app.Context) {
	if m.Open {
		m.load(ctx)
		ctx.Defer(func(app.Context) { focusElement("method-title") })
	}
}

func (m *method) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	m.OnUpdate(ctx)
}

func (m *method) Render() app.UI {
	w := m.Page.words
	return app.Div().Class("method").ID("method").Attr("role", "dialog").Aria("modal", "true").
		Aria("labelledby", "method-title").Hidden(!m.Open).OnKeyDown(m.key).Body(
		app.Div().Class("body").Body(
			app.Button().Type("button").Class("back").ID("close-method").Text("← "+w.methodBack).OnClick(m.close),
			app.H1().ID("method-title").TabIndex(-1).Text(w.method),
			app.If(m.Open, func() app.UI { return app.Div().Body(m.sections()...) }),
		),
	)
}

func (m *method) close(ctx app.Context, _ app.Event) {
	m.Page.change(func(s *session.State) { s.About = false })
	ctx.Defer(func(app.Context) { focusElement("open-method") })
}

func (m *method) key(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" {
		m.close(ctx, e)
	}
}

func (m *method) sections() []app.UI {
	w := m.Page.words
	if m.Page.isOwn() {
		return append(m.aboutOwnFile(), m.Page.installSection()...)
	}
	c, regions := m.Page.site.Collection, len(m.Page.session.Regions)
	what := w.thisCollection
	if m.Page.site.Single {
		what = w.thisFile
	}
	all := m.file()
	if c.Description != "" {
		all = append(all, app.P().ID("description").Dir("auto").Text(c.Description))
	}
	all = append(all, app.P().ID("about").Text(w.about(what, m.Page.session.Table.Len(), regions, m.Page.session.Domain)))
	for i := range c.Method {
		all = sectionParts(all, &c.Method[i])
	}
	all = sectionParts(all, &w.reading)
	if regions > 0 {
		meaning := &w.regionMeaning
		if c.Own {
			meaning = &w.regionsOfOwn
		}
		all = sectionParts(all, meaning)
	}
	all = sectionParts(all, &w.privacy)
	if m.Page.elsewhere {
		all = append(all, app.P().Text(w.basemapPrivacy))
	}
	all = append(all, app.H2().Text(w.licences), m.licences())
	all = sectionParts(all, &w.files.opening)
	all = append(all, m.Page.installSection()...)
	if m.failure != "" {
		all = append(all, app.P().Text(m.failure))
	}
	if m.indicators == nil {
		return all
	}
	i, t := m.indicators, &w.tables
	var rows []app.UI
	for k := range i.Strength {
		s := &i.Strength[k]
		rows = append(rows, tableRow(s.Sources, 1, w.loosely(s.AsOf), estimate(w, s.Low, s.High), bidi.Isolate(s.Basis), noted(s.Estimator, s.Note)))
	}
	all, rows = table(all, t.strength, i.Note, rows, t.strengthHeads), nil
	for _, leaders := range [2][]indicator.Leader{i.Leaders, i.OtherFigures} {
		for k := range leaders {
			l := &leaders[k]
			name := bidi.Isolate(l.Name)
			if len(l.AlsoKnownAs) > 0 {
				name += " (" + isolated(l.AlsoKnownAs) + ")"
			}
			rows = append(rows, tableRow(l.Sources, -1, name, bidi.Isolate(l.Role), fromTo(w, l.From, l.To), strings.TrimSpace(noted(l.End, l.Note))))
		}
	}
	all, rows = table(all, t.leaders, "", rows, t.leaderHeads), nil
	for k := range i.Activity {
		a := &i.Activity[k]
		rows = append(rows, tableRow(a.Sources, 1, fromTo(w, a.From, a.To), w.number(a.Value)+" "+bidi.Isolate(a.Metric), bidi.Isolate(a.Area), noted(a.CountedBy, a.Note)))
	}
	all, rows = table(all, t.activity, t.activityNote, rows, t.activityHeads), nil
	for k := range i.Statements {
		s := &i.Statements[k]
		rows = append(rows, tableRow(s.Sources, -1, w.loosely(s.Date), bidi.Isolate(s.Who), noted(s.What, s.Note)))
	}
	return table(all, t.statements, "", rows, t.statementHeads)
}

// aboutOwnFile is the page about a person's own file.
func (m *method) aboutOwnFile() []app.UI {
	w := m.Page.words
	all := []app.UI{app.P().ID("about").Text(m.Page.aboutOwn())}
	if said := m.Page.own.Said; len(said) > 0 {
		all = sectionParts(all, &section{Title: w.files.readAs, List: said})
	}
	for i := range w.files.sections {
		all = sectionParts(all, &w.files.sections[i])
	}
	return sectionParts(all, &w.files.opening)
}

// sectionParts appends a section to the page.
func sectionParts(parts []app.UI, part *section) []app.UI {
	parts = append(parts, app.H2().Text(part.Title))
	for _, p := range part.Paragraphs {
		parts = append(parts, app.P().Text(p))
	}
	if len(part.List) > 0 {
		items := make([]app.UI, len(part.List))
		for i, text := range part.List {
			items[i] = app.Li().Text(text)
		}
		parts = append(parts, app.Ul().Body(items...))
	}
	return parts
}

// licences lists the licence of the collection and those of what is around it.
func (m *method) licences() app.UI {
	w, c := m.Page.words, m.Page.site.Collection
	items := []app.UI{app.Li().ID("licence").Text(w.noLicence)}
	if c.Licence != "" {
		items[0] = app.Li().ID("licence").Body(
			app.Text(w.licenceOf), sourceLink(event.Source{URL: c.LicenceURL}, c.Licence, w.openSource), app.Text("."),
		)
	}
	for _, text := range w.licenceList {
		items = append(items, app.Li().Text(text))
	}
	return app.Ul().Body(items...)
}

// file tells where a saved file is from; a page that is none says nothing.
func (m *method) file() []app.UI {
	w, site := m.Page.words, &m.Page.site
	if site.Saved == nil {
		return nil
	}
	facts := []app.UI{app.Li().Text(m.Page.holds() + "."), app.Li().Text(w.needsNoNetwork)}
	if from := site.Saved.From; from != "" {
		facts = append(facts, app.Li().Body(app.Text(w.savedFrom), sourceLink(event.Source{URL: from}, from, w.openSource)))
	}
	return []app.UI{
		app.H2().Text(w.thisFile),
		app.Ul().ID("file-facts").Body(facts...),
		app.Details().Body(app.Summary().Text(w.licencesOfParts), app.Pre().ID("licences").Text(m.works)),
	}
}

// noted is a text with a note, if there is one.
func noted(text, note string) string { return bidi.Isolate(text) + noteAfter(note) }

func noteAfter(note string) string {
	if note == "" {
		return ""
	}
	return "; " + bidi.Isolate(note)
}

func estimate(w *words, low, high *int) string {
	switch {
	case low != nil && high != nil && *low != *high:
		return w.number(*low) + "–" + w.number(*high)
	case high != nil && low == nil:
		return fmt.Sprintf(w.tables.upTo, w.number(*high))
	case low != nil:
		return w.number(*low)
	}
	return w.notStated
}

// loosely writes a date of any precision.
func (w *words) loosely(date string) string {
	span, precision, err := event.ParseSpan(date)
	if err != nil {
		return bidi.Isolate(date)
	}
	return w.span(span, precision)
}

func fromTo(w *words, from, to string) string {
	switch {
	case from == "" && to == "":
		return w.notStated
	case to == "":
		return w.loosely(from) + " –"
	case from == to:
		return w.loosely(from)
	case from == "":
		return "– " + w.loosely(to)
	}
	return w.loosely(from) + " – " + w.loosely(to)
}

// table appends a table to the page, with its name and what is said of it.
func table(parts []app.UI, name, note string, rows []app.UI, heads []string) []app.UI {
	head := make([]app.UI, len(heads))
	for i, h := range heads {
		head[i] = app.Th().Scope("col").Text(h)
	}
	parts = append(parts, app.H2().Text(name))
	if note != "" {
		parts = append(parts, app.P().Text(bidi.Isolate(note)))
	}
	return append(parts, app.Div().Class("scroll").TabIndex(0).Attr("role", "region").Aria("label", name).Body(
		app.Table().Body(app.THead().Body(app.Tr().Body(head...)), app.TBody().Body(rows...)),
	))
}

// tableRow is a row of texts, one of them a number, and of links to its sources.
func tableRow(sources []event.Source, number int, texts ...string) app.UI {
	cells := make([]app.UI, len(texts), len(texts)+1)
	for i, text := range texts {
		if i == number {
			cells[i] = app.Td().Class("number").Text(text)
		} else {
			cells[i] = app.Td().Text(text + " ")
		}
	}
	links := make([]app.UI, len(sources))
	for i, s := range sources {
		links[i] = app.Div().Body(sourceLink(s, bidi.Isolate(s.Publisher)+dated(s.Date), bidi.Isolate(s.Title)))
	}
	return app.Tr().Body(append(cells, app.Td().Body(links...))...)
}

func dated(date string) string {
	if len(date) < 4 {
		return ""
	}
	return ", " + date[:4]
}

// load brings what the page about the method shows when it is opened.
func (m *method) load(ctx app.Context) {
	if m.indicators != nil {
		return
	}
	ctx.Async(func() {
		i, err := m.Page.readIndicators()
		var licences []byte
		if m.Page.site.Single && m.Page.has("licences") {
			var lost error
			if licences, lost = m.Page.file("licences"); lost != nil {
				licences = []byte(lost.Error())
			}
		}
		ctx.Dispatch(func(app.Context) {
			m.indicators, m.works = i, string(licences)
			if err != nil {
				m.failure = err.Error()
			}
		})
	})
}
