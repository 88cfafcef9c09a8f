package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// card says everything that is known of one event, and from whom.
type card struct {
	app.Compo
	Page *Page
	Row  int
	Dark bool
	Out  bool // it does not pass the filters
	Rev  int  // of the filters, which related events may not pass
}

func (c *card) Render() app.UI {
	w := c.Page.words
	e := c.Page.session.Table.Event(c.Row)
	return app.Article().Class("card").ID("event-card").DataSet("id", e.ID).Body(
		app.Div().Class("badges").Body(
			app.If(e.Kind != "", func() app.UI {
				return app.Span().Class("badge").Body(
					app.Span().Class("swatch").Style("background", rimHue(session.Kind, e.Kind).on(c.Dark)).Aria("hidden", "true"),
					app.Text(w.value(e.Kind)),
				)
			}),
			app.If(e.Attribution != "", func() app.UI { return attributionMark(w, e.Attribution, c.Dark) }),
			app.If(e.AttackType != "", func() app.UI { return app.Span().Class("badge").Text(w.value(e.AttackType)) }),
			app.If(e.Confidence == "disputed" || e.Attribution == "disputed", func() app.UI {
				return app.Span().Class("badge disputed").Text(w.value("disputed"))
			}),
		),
		app.H2().ID("card-title").TabIndex(-1).Text(bidi.Isolate(e.Title)),
		app.P().Class("caution").Hidden(!c.Out).Text(w.notShown),
		app.P().Class("byline").Text(w.span(e.Span, e.Precision)+" · "+placeLine(e)),
		app.If(e.Summary != "", func() app.UI { return app.P().Class("lead").Text(bidi.Isolate(e.Summary)) }),
		app.Dl().Body(c.facts(e)...),
		&relatedEvents{Page: c.Page, Row: c.Row, Rev: c.Rev},
		&originalRow{Page: c.Page, Row: c.Row},
		app.H3().Class("hidden-visually").Text(w.sources),
		app.Dl().Body(
			app.Dt().Text(w.sources+" ("+strconv.Itoa(len(e.Sources))+")"),
			app.Dd().Body(sourceList(w, e.Sources)),
			app.Dt().ID("cite").Text(w.cite.title),
			app.Dd().Class("choices").Body(
				c.button("copy-event", w.copyLink, w.copyLinkHint, c.copyLink),
				c.button("cite-plain", w.cite.plain, "", c.citePlain),
				c.button("cite-bibtex", w.cite.bibTeX, "", c.citeBibTeX),
				c.button("cite-csl", w.cite.csl, "", c.citeCSL),
			),
			app.Dt().Text(w.cite.correct),
			app.Dd().Class("choices").Body(c.button("report-error", w.cite.report, w.cite.reportHint, c.report)),
		),
	)
}

func (c *card) button(class, label, hint string, do app.EventHandler) app.UI {
	b := app.Button().Type("button").Class(class).Text(label).OnClick(do)
	if hint != "" {
		b = b.Title(hint)
	}
	return b
}

func (c *card) copyLink(ctx app.Context, _ app.Event) {
	c.Page.copyLink(ctx, &session.State{Selected: c.Page.session.Table.ID.Row(c.Row)})
}

func (c *card) facts(e event.Event) []app.UI {
	w := c.Page.words
	var facts []app.UI
	add := func(term string, body ...app.UI) {
		facts = append(facts, app.Dt().Text(term), app.Dd().Body(body...))
	}
	note := func(text string) app.UI { return app.Div().Class("note").Text(text) }

	when := []app.UI{app.Text(w.span(e.Span, e.Precision))}
	if e.Time != "" {
		when = append(when, app.Text(", "+bidi.Isolate(e.Time)))
	}
	add(w.date, append(when, note(w.datePrecision(e.Span, e.Precision)))...)

	where := []app.UI{app.Text(placeLine(e))}
	if precision := w.geoPrecision(e.GeoPrecision); precision != "" {
		where = append(where, note(precision))
	}
	if e.Located {
		where = append(where, note(coordinateLine(w, e)))
		if km := mapview.NearnessOf(e.GeoPrecision).Reach(); km > 0 {
			where = append(where, note(fmt.Sprintf(w.marking.disc, w.number(int(km)))))
		}
	} else {
		reason := w.areaOnly
		if c.Page.session.AreaName(e.Area) == "" {
			reason = w.files.noPoint
		}
		where = append(where, note(reason))
	}
	add(w.place, where...)

	add(w.casualties, c.casualties(e)...)

	said := []app.UI{attributionSign(e.Attribution, true, c.Dark), app.Text(" " + w.value(e.Attribution))}
	if e.AttributionNote != "" {
		said = append(said, note(bidi.Isolate(e.AttributionNote)))
	}
	if sources := claims(w, &e); sources != nil {
		said = append(said, sources)
	}
	add(w.attribution, said...)
	if e.Actor != "" && c.Page.isOwn() {
		add(w.facets[session.Actor], app.Text(bidi.Isolate(e.Actor)))
	}
	if e.ActorLink != "" {
		add(w.link, app.Text(w.value(e.ActorLink)))
	}
	if len(e.Targets) > 0 {
		targets := make([]string, len(e.Targets))
		for i, t := range e.Targets {
			targets[i] = w.value(t)
		}
		add(w.targets, app.Text(strings.Join(targets, ", ")))
	}
	confidence := []app.UI{app.Text(w.value(e.Confidence))}
	if e.ConfidenceNote != "" {
		confidence = append(confidence, app.Div().Class("caution").Text(bidi.Isolate(e.ConfidenceNote)))
	}
	add(w.confidence, confidence...)
	for i, value := range e.Own {
		if value != "" {
			add(c.Page.facetName(session.Own+session.Facet(i)), app.Text(bidi.Isolate(value)))
		}
	}
	return facts
}

// claims lists the sources that are named for who claimed an event or was said
// to have done it, as far as the record says which ones are. The data hold one
// text for all of them: of rival claims the notes alone may tell whose is
// whose.
func claims(w *words, e *event.Event) app.UI {
	if e.Attribution == "" || e.Attribution == "none" {
		return nil
	}
	list := []app.UI{app.Span().Text(w.accordingTo)}
	says := false
	for _, s := range e.Sources {
		says = says || len(s.Supports) > 0
		if slices.Contains(s.Supports, "attribution") {
			list = append(list, sourceLink(s, cmp.Or(s.Publisher, s.Title), w.openSource))
		}
	}
	switch last := len(list) - 1; {
	case !says:
		return nil
	case last == 0:
		list[0] = app.Span().Text(w.noneForAttribution)
	case last > 1 && e.Attribution == "disputed":
		list = append(list, app.Div().Text(w.rivalClaims))
	}
	return app.Div().Class("note claims").Body(list...)
}

func (c *card) casualties(e event.Event) []app.UI {
	w := c.Page.words
	if !e.Killed.Known() && !e.Injured.Known() && e.CasualtiesNote == "" {
		return []app.UI{app.Text(capitalized(w.notReported))}
	}
	figure := func(label string, r event.Range) app.UI {
		class := ""
		if !r.Known() {
			class = "unknown"
		}
		return app.Div().Class(class+" figure").Body(app.B().Text(w.people(r)), app.Text(label))
	}
	body := []app.UI{app.Div().Class("figures").Body(
		figure(w.killedShort, e.Killed), figure(w.injuredShort, e.Injured),
	)}
	note := func(text string) {
		body = append(body, app.Div().Class("note").Text(text))
	}
	switch e.CasualtiesIncludeAttackers {
	case "yes":
		note(w.attackersIncluded)
	case "no":
		note(w.attackersNot)
	case "unknown":
		note(w.attackersUnknown)
	}
	if e.CasualtiesNote != "" {
		note(bidi.Isolate(e.CasualtiesNote))
	}
	if text := w.firstReport(&e); text != "" {
		note(text)
	}
	return body
}

// firstReport sets what was reported first against the figures there are now;
// "" when no first report is known.
func (w *words) firstReport(e *event.Event) string {
	var first, now []string
	add := func(n int32, r event.Range, what string) {
		if n == event.Unknown {
			return
		}
		first = append(first, w.number(int(n))+" "+what)
		f := r.Filled()
		switch {
		case !r.Known():
			now = append(now, w.noFigure+" ("+what+")")
		case f.Low != n || f.Best != n || f.High != n:
			now = append(now, w.people(r)+" "+what)
		}
	}
	add(e.FirstReport.Killed, e.Killed, w.killedShort)
	add(e.FirstReport.Injured, e.Injured, w.injuredShort)
	switch {
	case len(first) == 0:
		return ""
	case len(now) == 0:
		return fmt.Sprintf(w.firstReported, strings.Join(first, ", ")) + " " + w.firstKept
	}
	return fmt.Sprintf(w.firstReported, strings.Join(first, ", ")) + " " + fmt.Sprintf(w.laterReported, strings.Join(now, ", "))
}

// placeLine joins place, province and country, each once.
func placeLine(e event.Event) string {
	var parts []string
	for _, part := range []string{e.Place, e.Admin1, e.Country} {
		if part != "" && (len(parts) == 0 || !strings.Contains(parts[len(parts)-1], part)) {
			parts = append(parts, part)
		}
	}
	return isolated(parts)
}

// isolated joins texts of the data.
func isolated(texts []string) string {
	parts := make([]string, len(texts))
	for i, text := range texts {
		parts[i] = bidi.Isolate(text)
	}
	return strings.Join(parts, ", ")
}

// coordinateLine gives a point no more decimals than its precision is worth.
func coordinateLine(w *words, e event.Event) string {
	decimals := 2
	if e.GeoPrecision == "site" {
		decimals = 4
	}
	text := w.coordinates + " " + strconv.FormatFloat(e.Point[1], 'f', decimals, 64) + ", " + strconv.FormatFloat(e.Point[0], 'f', decimals, 64)
	if strings.HasPrefix(e.CoordinateSource, "approximate") {
		text += " (" + w.coordinatesApproximate + ")"
	}
	return text
}

// sourceList links each source; nothing is loaded from it until the reader
// follows the link.
func sourceList(w *words, sources []event.Source) app.UI {
	items := make([]app.UI, len(sources))
	for i, s := range sources {
		var about []string
		if s.Publisher != "" {
			about = append(about, bidi.Isolate(s.Publisher))
		}
		if s.Date != "" {
			if span, precision, err := event.ParseSpan(s.Date); err == nil {
				about = append(about, w.span(span, precision))
			} else {
				about = append(about, bidi.Isolate(s.Date))
			}
		}
		line := strings.Join(about, ", ")
		if len(s.Supports) > 0 {
			names := make([]string, len(s.Supports))
			for j, name := range s.Supports {
				if names[j] = w.supportsOf[name]; names[j] == "" {
					names[j] = bidi.Isolate(name)
				}
			}
			line += " – " + fmt.Sprintf(w.supports, strings.Join(names, ", "))
		}
		items[i] = app.Li().Body(sourceLink(s, s.Title, w.openSource), app.Div().Class("note").Text(line))
	}
	return app.Ol().Class("sources").Body(items...)
}

// sourceLink links a source, if it has an address a browser opens as a page.
func sourceLink(s event.Source, text, hint string) app.UI {
	if text == "" {
		text = s.URL
	}
	text = bidi.Isolate(text)
	if !strings.HasPrefix(s.URL, "https://") && !strings.HasPrefix(s.URL, "http://") {
		return app.Span().Title(hint).Text(text)
	}
	return app.A().Class("source").Href(s.URL).Target("_blank").Rel("noopener noreferrer").
		Attr("referrerpolicy", "no-referrer").Title(hint).Text(text)
}

// regionCard says what was reported of an operating region.
type regionCard struct {
	app.Compo
	Page *Page
	ID   string
	Rev  int // of the filters
}

func (c *regionCard) Render() app.UI {
	w := c.Page.words
	r := c.Page.session.Region(c.ID)
	when := r.Start
	if span, precision, err := event.ParseSpan(r.Start); err == nil {
		when = w.span(span, precision)
	}
	if r.Ongoing {
		when += " – " + w.ongoing
	} else if span, precision, err := event.ParseSpan(r.End); err == nil && r.End != r.Start {
		when += " – " + w.span(span, precision)
	}
	where := isolated(r.Countries)
	if len(r.Admin1) > 0 {
		where = isolated(r.Admin1) + " (" + where + ")"
	}
	return app.Article().Class("card").ID("region-card").DataSet("id", r.ID).Body(
		app.Div().Class("badges").Body(app.Span().Class("badge").Text(w.roles[r.Role])),
		app.H2().ID("card-title").TabIndex(-1).Text(bidi.Isolate(r.Name)),
		app.If(r.Detail != "", func() app.UI { return app.P().Class("lead").Text(bidi.Isolate(r.Detail)) }),
		app.Dl().Body(
			app.Dt().Text(w.reportedFor), app.Dd().Text(when),
			app.Dt().Text(w.place), app.Dd().Text(where),
			app.If(len(r.Districts) > 0, func() app.UI { return app.Dt().Text(w.districts) }),
			app.If(len(r.Districts) > 0, func() app.UI {
				return app.Dd().Body(
					app.Text(isolated(r.Districts)),
					app.If(r.WholeDrawn, func() app.UI { return app.Div().Class("caution").Text(w.wholeProvince) }),
				)
			}),
			app.Dt().Text(w.confidence), app.Dd().Text(w.value(r.Confidence)),
		),
		app.P().Class("lead").Text(bidi.Isolate(r.Note)+" "),
		app.P().Class("byline").Text(w.neverControl),
		&regionFilter{Page: c.Page, ID: c.ID, On: c.Page.session.State().Chooses(session.OperatingRegion, c.ID)},
		app.Ul().Class("plain").Aria("label", w.alsoHere).Body(c.beside(r)...),
		app.Dl().Body(app.Dt().Text(w.sources), app.Dd().Body(sourceList(w, r.Sources))),
	)
}

// regionFilter keeps to the events in a region, or no more.
type regionFilter struct {
	app.Compo
	Page *Page
	ID   string
	On   bool
}

func (b *regionFilter) Render() app.UI {
	w := b.Page.words
	return app.P().Class("choices").Body(
		app.Button().Type("button").ID("only-region").Aria("pressed", fmt.Sprint(b.On)).Title(w.shade.regionHint).Text(w.shade.onlyRegion).OnClick(b.toggle),
	)
}

func (b *regionFilter) toggle(ctx app.Context, _ app.Event) {
	b.Page.choose(ctx, func(s *session.State) { s.Toggle(session.OperatingRegion, b.ID) })
}

// beside offers what else is reported of the same provinces or countries: on
// the map one outline covers the other.
func (c *regionCard) beside(r *event.Region) []app.UI {
	p := c.Page
	var items []app.UI
	for _, code := range p.drawn(p.session.AreasBeside(r)) {
		items = append(items, app.Li().Body(&areaButton{Page: p, Code: code}))
	}
	for _, other := range p.session.RegionsBeside(r) {
		items = append(items, app.Li().Body(&regionButton{Page: p, ID: other.ID}))
	}
	return items
}

// regionButton opens the card of a region.
type regionButton struct {
	app.Compo
	Page *Page
	ID   string
}

func (b *regionButton) Render() app.UI {
	r := b.Page.session.Region(b.ID)
	return app.Button().Type("button").Class("region").Title(b.Page.words.roles[r.Role]).Text(bidi.Isolate(r.Name)).OnClick(b.open)
}

func (b *regionButton) open(ctx app.Context, _ app.Event) {
	b.Page.selectRegion(b.ID)
	ctx.Defer(func(app.Context) { focusElement("card-title") })
}

// areaButton lists the events that have no nearer place than an area.
type areaButton struct {
	app.Compo
	Page *Page
	Code string
}

func (b *areaButton) Render() app.UI {
	p := b.Page
	text := bidi.Isolate(p.session.AreaName(b.Code)) + ": " + p.words.counted(p.session.CountArea(b.Code), p.words.areaOne, p.words.areaMany)
	return app.Button().Type("button").Class("area").Text(text).OnClick(b.open)
}

func (b *areaButton) open(ctx app.Context, _ app.Event) {
	b.Page.selectArea(b.Code)
	ctx.Defer(func(app.Context) { focusElement("event-list") })
}
