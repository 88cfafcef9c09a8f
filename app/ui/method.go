package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

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

	indicators *indicator.Indicators
	failure    string
}

func (m *method) OnUpdate(ctx app.Context) {
	if m.Open {
		m.load(ctx)
		ctx.Defer(func(app.Context) { focusElement("method-title") })
	}
}

func (m *method) OnMount(ctx app.Context) {
	if m.Open {
		m.load(ctx)
	}
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

func (m *method) close(app.Context, app.Event) {
	m.Page.change(func(s *session.State) { s.About = false })
	focusElement("open-method")
}

func (m *method) key(ctx app.Context, e app.Event) {
	if e.Get("key").String() == "Escape" {
		m.close(ctx, e)
	}
}

func (m *method) sections() []app.UI {
	w := m.Page.words
	var all []app.UI
	for _, part := range methodText {
		all = append(all, app.H2().Text(part.title))
		for _, p := range part.paragraphs {
			all = append(all, app.P().Text(p))
		}
		if len(part.list) > 0 {
			items := make([]app.UI, len(part.list))
			for i, text := range part.list {
				items[i] = app.Li().Text(text)
			}
			all = append(all, app.Ul().Body(items...))
		}
	}
	if m.failure != "" {
		all = append(all, app.P().Text(m.failure))
	}
	if m.indicators == nil {
		return all
	}
	i := m.indicators
	strength := make([]app.UI, 0, len(i.Strength))
	for _, s := range i.Strength {
		strength = append(strength, tableRow(s.Sources,
			cell(w.loosely(s.AsOf)), numberCell(estimate(w, s.Low, s.High)), cell(s.Basis), cell(s.Estimator+noteAfter(s.Note))))
	}
	leaders := make([]app.UI, 0, len(i.Leaders)+len(i.OtherFigures))
	for _, l := range append(append([]indicator.Leader{}, i.Leaders...), i.OtherFigures...) {
		name := l.Name
		if len(l.AlsoKnownAs) > 0 {
			name += " (" + strings.Join(l.AlsoKnownAs, ", ") + ")"
		}
		leaders = append(leaders, tableRow(l.Sources,
			cell(name), cell(l.Role), cell(fromTo(w, l.From, l.To)), cell(strings.TrimSpace(l.End+noteAfter(l.Note)))))
	}
	activity := make([]app.UI, 0, len(i.Activity))
	for _, a := range i.Activity {
		activity = append(activity, tableRow(a.Sources,
			cell(fromTo(w, a.From, a.To)), numberCell(w.number(a.Value)+" "+a.Metric), cell(a.Area), cell(a.CountedBy+noteAfter(a.Note))))
	}
	statements := make([]app.UI, 0, len(i.Statements))
	for _, s := range i.Statements {
		statements = append(statements, tableRow(s.Sources, cell(w.loosely(s.Date)), cell(s.Who), cell(s.What+noteAfter(s.Note))))
	}
	return append(all,
		app.H2().Text("Estimates of strength, as reported"),
		app.P().Text(i.Note),
		table("Estimates of strength", strength, "As of", "Number", "Who is counted", "Estimate by", w.sources),
		app.H2().Text("Leaders and other figures, as reported"),
		table("Leaders", leaders, "Name", "Role", "From – to", "How it ended, doubts", w.sources),
		app.H2().Text("What others counted"),
		app.P().Text("These counts follow other rules than this collection and than each other; they show how much a selection leaves out."),
		table("Counts by others", activity, "Period", "Count", "Area", "Counted by", w.sources),
		app.H2().Text("Statements and further reading"),
		table("Statements", statements, "Date", "Who", "What, in our words", w.sources),
	)
}

func noteAfter(note string) string {
	if note == "" {
		return ""
	}
	return "; " + note
}

func estimate(w *words, low, high *int) string {
	switch {
	case low != nil && high != nil && *low != *high:
		return w.number(*low) + "–" + w.number(*high)
	case high != nil && low == nil:
		return "up to " + w.number(*high)
	case low != nil:
		return w.number(*low)
	}
	return w.notStated
}

// loosely writes a date of any precision.
func (w *words) loosely(date string) string {
	span, precision, err := event.ParseSpan(date)
	if err != nil {
		return date
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

func table(name string, rows []app.UI, heads ...string) app.UI {
	head := make([]app.UI, len(heads))
	for i, h := range heads {
		head[i] = app.Th().Scope("col").Text(h)
	}
	return app.Div().Class("scroll").TabIndex(0).Attr("role", "region").Aria("label", name).Body(
		app.Table().Body(app.THead().Body(app.Tr().Body(head...)), app.TBody().Body(rows...)),
	)
}

func cell(text string) app.UI       { return app.Td().Text(text + " ") }
func numberCell(text string) app.UI { return app.Td().Class("number").Text(text) }

func tableRow(sources []event.Source, cells ...app.UI) app.UI {
	links := make([]app.UI, len(sources))
	for i, s := range sources {
		links[i] = app.Div().Body(app.A().Href(s.URL).Target("_blank").Rel("noopener noreferrer").
			Attr("referrerpolicy", "no-referrer").Title(s.Title).Text(fmt.Sprintf("%s%s", s.Publisher, dated(s.Date))))
	}
	return app.Tr().Body(append(cells, app.Td().Body(links...))...)
}

func dated(date string) string {
	if len(date) < 4 {
		return ""
	}
	return ", " + date[:4]
}

// load brings the indicators when the page about the method is opened.
func (m *method) load(ctx app.Context) {
	if m.indicators != nil {
		return
	}
	ctx.Async(func() {
		data, err := m.Page.file("indicators")
		var i *indicator.Indicators
		if err == nil {
			i, err = indicator.Parse("indicators.json", data)
		}
		ctx.Dispatch(func(app.Context) {
			m.indicators = i
			if err != nil {
				m.failure = err.Error()
			}
		})
	})
}

// methodText is what the method page says beside the data.
var methodText = []struct {
	title      string
	paragraphs []string
	list       []string
}{
	{
		title: "What this is",
		paragraphs: []string{
			"Wherewhen shows where and when attacks were reported: a map, a timeline and a list that always show the same events. This collection holds 235 records of January 2015 to February 2026 about the Islamic State – Khorasan Province (ISIS-K): attacks, foiled plots, arrests, operations against it and milestones, in Afghanistan, Pakistan, Iran, Central Asia, Russia, Turkey, Europe and elsewhere, and 27 regions in which it was reported to operate.",
			"The group was announced as a province of the Islamic State in January 2015.",
		},
	},
	{
		title: "A selection, not a census",
		paragraphs: []string{
			"Every record rests on at least one public page whose text supports it. Small incidents are mostly absent: one counter lists 365 attacks claimed in 2021, of which 20 are here. The collection is thin in 2015–16, in 2019 and after the middle of 2025. So the bars of the timeline count records. They must not be read as a trend of activity.",
		},
	},
	{
		title: "What is included",
		list: []string{
			"Attacks claimed by ISIS-K or attributed to it by officials, the United Nations or researchers.",
			"Attacks of the Islamic State in the same area where the branch is not clear, and attacks with rival claims or none, each marked so.",
			"Foiled plots and arrests, at city precision at most and without the place that was to be attacked.",
			"Operations against the group, and dated milestones, as context.",
		},
	},
	{
		title: "How to read a record",
		list: []string{
			"Dates are civil dates as reported, without time zones. A date known only to the month counts in every window that touches that month, and stands in each bar it may belong to.",
			"Places are known to the site, the city, the district, the province or the country. Where only province or country is known there is no point: the outline is drawn, the event is listed and counted.",
			"Killed and injured are ranges over the sources: lowest – best – highest. Best is the latest or most official figure, not an average. “At least” means that no highest figure was seen. A missing figure is missing; it never counts as zero. Sums add the lowest, best and highest figures of the events shown, taking the nearest known figure where one of the three is missing.",
			"Attribution says who claimed it or was said to have done it: claimed, attributed, suspected, disputed, none. Statements of interested parties – states, armed groups – are given as theirs.",
			"Link to ISIS-K says how the record relates to it: ISIS-K; Islamic State with the branch unclear; disputed or unclaimed; context.",
			"Confidence is the compilers' judgment of the record as a whole; the note says what the doubt is.",
			"Operating region is a filter by place and time: an event belongs to a region when it happened in one of its provinces or countries while the region was reported for.",
		},
	},
	{
		title: "Regions",
		paragraphs: []string{
			"Regions are areas where the group was reported active, which it claimed as a province, where it was reported to recruit, or which were named as targets. They never mean that it holds land. Where only districts were reported, the whole province is drawn and the districts are named. Disputed boundaries are dashed and not labelled as settled.",
		},
	},
	{
		title: "Privacy, sharing and citing",
		paragraphs: []string{
			"The page loads nothing from anywhere but its own address and sends nothing: what you filter stays in the part of the address after #, which browsers never send. Copy link copies a link to exactly what you see. To cite a record, copy its link and name its sources.",
		},
	},
	{
		title: "Licenses and credit",
		list: []string{
			"Events, regions and indicators: CC BY 4.0, the Wherewhen contributors, after the pages linked in each record.",
			"Basemap: Natural Earth (public domain) and GeoNames (CC BY 4.0); names of countries from Unicode CLDR (Unicode License).",
			"Program: MIT license. MapLibre GL JS, PMTiles, go-app and orb under their own licenses, in licences.txt beside this page.",
		},
	},
}
