package ui

import (
	"math"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/indicator"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// contextItem is something that others counted or said, to be drawn with the
// timeline.
type contextItem struct {
	kind     session.Context
	days     event.Span       // all it may be of
	tenure   indicator.Tenure // of a leader
	track    int              // of its strip
	label    string
	low      int // of an estimate; -1 for not given
	high     int
	basis    int // of an estimate, its place among the bases
	sources  []event.Source
	headline string // label, and all that is said besides
	note     string
}

// contextItems are all of them, by kind and first day.
type contextItems struct {
	items  []contextItem
	tracks map[session.Context]int
	bases  []string // what estimates count
	most   int      // of the estimates
	below  float64  // room between the rows and the bars, for the strip of a second period, CSS pixels
}

// contextKinds are the kinds in the order of their bits.
var contextKinds = [...]session.Context{session.ContextStrength, session.ContextLeaders, session.ContextActivity, session.ContextStatements}

// hasContext reports whether there is something to draw with the timeline: a
// person's own file is of something else.
func (p *Page) hasContext() bool { return !p.isOwn() && p.has != nil && p.has("indicators") }

// contextShown returns what is drawn with the timeline.
func (p *Page) contextShown() session.Context {
	if !p.hasContext() || p.context == nil {
		return 0
	}
	return p.session.State().Context
}

// newContext prepares what others counted and said. What has no date that can
// be read is not drawn; the page about the method lists it as written.
func newContext(w *words, i *indicator.Indicators) *contextItems {
	c := &contextItems{tracks: make(map[session.Context]int)}
	number := func(n *int) int {
		if n == nil || *n < 0 || *n > math.MaxInt32 {
			return -1
		}
		return *n
	}
	for _, s := range i.Strength {
		days, ok := s.When()
		item := contextItem{kind: session.ContextStrength, days: days, low: number(s.Low), high: number(s.High), sources: s.Sources, note: s.Note}
		if !ok || item.low < 0 && item.high < 0 {
			continue
		}
		if item.basis = slices.Index(c.bases, s.Basis); item.basis < 0 {
			item.basis = len(c.bases)
			c.bases = append(c.bases, s.Basis)
		}
		item.label = estimate(w, s.Low, s.High) + " " + bidi.Isolate(s.Basis)
		item.headline = w.loosely(s.AsOf) + ": " + item.label + ", " + bidi.Isolate(s.Estimator)
		c.most = max(c.most, item.low, item.high)
		c.items = append(c.items, item)
	}
	for at := range i.Leaders {
		l := &i.Leaders[at]
		tenure, ok := l.Tenure()
		if !ok {
			continue
		}
		item := contextItem{kind: session.ContextLeaders, tenure: tenure, label: bidi.Isolate(l.Name), sources: l.Sources, note: l.Note}
		item.days = event.Span{Start: tenure.Start.Start, End: tenure.End.End}
		if !tenure.HasStart {
			item.days.Start = tenure.End.Start
		}
		if !tenure.HasEnd {
			item.days.End = math.MaxInt32 / 2
		}
		item.headline = item.label + ", " + bidi.Isolate(l.Role) + ", " + fromTo(w, l.From, l.To)
		if !tenure.HasStart {
			item.headline += "; " + w.time.startUnknown
		}
		if l.End != "" {
			item.headline += "; " + bidi.Isolate(l.End)
		}
		if tenure.Disputed {
			item.headline += "; " + w.time.uncertain
		}
		c.items = append(c.items, item)
	}
	for _, a := range i.Activity {
		days, ok := a.When()
		if !ok {
			continue
		}
		item := contextItem{kind: session.ContextActivity, days: days, sources: a.Sources, note: a.Note}
		item.label = w.number(a.Value) + " " + bidi.Isolate(a.Metric)
		item.headline = fromTo(w, a.From, a.To) + ": " + item.label + ", " + bidi.Isolate(a.Area) + ", " + w.time.countedBy + " " + bidi.Isolate(a.CountedBy)
		c.items = append(c.items, item)
	}
	for _, s := range i.Statements {
		days, ok := s.When()
		if !ok {
			continue
		}
		item := contextItem{kind: session.ContextStatements, days: days, label: bidi.Isolate(s.Who), sources: s.Sources, note: s.Note}
		item.headline = w.loosely(s.Date) + ": " + item.label + " " + bidi.Isolate(s.What)
		c.items = append(c.items, item)
	}
	slices.SortStableFunc(c.items, func(a, b contextItem) int {
		if a.kind != b.kind {
			return int(a.kind) - int(b.kind)
		}
		return int(a.days.Start) - int(b.days.Start)
	})
	var tracks timeline.Tracks
	for i := range c.items {
		item := &c.items[i]
		if i > 0 && item.kind != c.items[i-1].kind {
			tracks.Clear()
		}
		// The name of a band needs some room.
		item.track = max(0, tracks.Place(float64(item.days.Start), float64(item.days.End)+1, mostContextTracks))
		c.tracks[item.kind] = tracks.Len()
	}
	return c
}

// mostContextTracks is how many rows a strip of context has at most.
const mostContextTracks = 6

// source names the sources of an item.
func (i *contextItem) source() string {
	var names []string
	for _, s := range i.sources {
		names = append(names, bidi.Isolate(s.Publisher)+dated(s.Date))
	}
	return strings.Join(names, "; ")
}

// tip is what is said of an item under the pointer.
func (i *contextItem) tip(w *words) string {
	text := i.headline
	if i.note != "" {
		text += "\n" + bidi.Isolate(i.note)
	}
	if source := i.source(); source != "" {
		text += "\n" + w.time.source + " " + source
	}
	return text
}

// context is the part of the menu that switches what is drawn with the
// timeline, and lists it with its sources.
func (o *timeOptions) context(s *session.State) app.UI {
	p, w := o.Page, o.Page.words
	var switches, lists []app.UI
	for i, kind := range contextKinds {
		on := s.Context&kind != 0
		switches = append(switches, app.Label().Class("switch").Body(
			app.Input().ID("context-"+w.time.contextKeys[i]).Type("checkbox").Checked(on).OnChange(o.switchContext(kind), app.EventScope(i)),
			app.Span().Body(app.Text(w.time.contexts[i]), app.Small().Text(w.time.contextNotes[i])),
		))
		if !on || p.context == nil {
			continue
		}
		var items []app.UI
		for at := range p.context.items {
			item := &p.context.items[at]
			if item.kind != kind {
				continue
			}
			parts := []app.UI{app.Span().Text(item.headline + noteAfter(item.note) + " ")}
			for _, source := range item.sources {
				parts = append(parts, sourceLink(source, bidi.Isolate(source.Publisher)+dated(source.Date), bidi.Isolate(source.Title)), app.Text(" "))
			}
			items = append(items, app.Li().Body(parts...))
		}
		lists = append(lists, app.Details().ID("context-list-"+w.time.contextKeys[i]).Body(app.Summary().Text(w.time.contexts[i]+": "+w.time.contextList), app.Ul().Body(items...)))
	}
	return app.Div().Class("part context").ID("context").Hidden(!p.hasContext()).Body(
		app.H2().Text(w.time.context),
		app.P().Class("note").Text(w.time.contextHint),
		app.Div().Body(switches...),
		app.Div().Class("lists").Body(lists...),
	)
}

func (o *timeOptions) switchContext(kind session.Context) app.EventHandler {
	return func(app.Context, app.Event) { o.Page.change(func(s *session.State) { s.Context ^= kind }) }
}

// OnUpdate brings what others counted and said once it is to be drawn.
func (o *timeOptions) OnUpdate(ctx app.Context) { o.Page.needContext(ctx) }

func (p *Page) needContext(ctx app.Context) {
	if p.session.State().Context == 0 || p.contextAsked || !p.hasContext() {
		return
	}
	p.contextAsked = true
	ctx.Async(func() {
		i, err := p.readIndicators()
		ctx.Dispatch(func(app.Context) {
			if err != nil {
				p.notify(err.Error())
				return
			}
			if i == nil {
				return
			}
			p.context = newContext(p.words, i)
			p.rev++
			if p.timePane != nil {
				p.timePane.Follow()
			}
		})
	})
}

// readIndicators reads what others counted and said; nil for a site that has
// nothing of it.
func (p *Page) readIndicators() (*indicator.Indicators, error) {
	data, err := p.file("indicators")
	if data == nil {
		return nil, err
	}
	return indicator.Parse("indicators.json", data)
}
