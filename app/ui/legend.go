package ui

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// legend explains circles, hexagons and regions and holds their switches.
type legend struct {
	app.Compo
	Page   *Page
	Rev    int
	Across string // how large a hexagon is

	regions, areas bool // the lists of them are unfolded
}

func (l *legend) Render() app.UI {
	p, w := l.Page, l.Page.words
	s := p.session.State()
	marks, halved := p.marks(), s.Compare != nil && s.Marks == session.MarksCircles
	_, shaded := marks.AreaLevel()
	dark, density := p.dark, s.Marks == session.MarksDensity || shaded // no rims
	dots, noDots := marks == session.MarksDots, ""
	if p.plainMap {
		noDots = w.noDots
	}
	noInjured := w.without(p.session, session.SizeInjured)
	if shaded {
		noInjured = w.shade.noInjured
	}
	noRegions := shaded || len(p.session.Regions) == 0
	var roles []app.UI
	for i, role := range roleNames {
		if !slices.ContainsFunc(p.session.Regions, func(r event.Region) bool { return r.Role == role }) {
			continue
		}
		roles = append(roles, app.Li().Body(
			app.Span().Class("hatch hatch-"+fmt.Sprint(i)).Style("color", roleHues[role].on(dark)).Aria("hidden", "true"),
			app.Text(w.roles[role]),
		))
	}
	regions := w.regions
	if s.Compare != nil {
		regions = w.compare.regions
	}
	return app.Details().Class("legend").ID("legend").Open(roomy()).Body(
		app.Summary().Text(w.legend),
		app.Div().Class("body").Body(
			app.Div().Class("switch").Attr("role", "group").Aria("label", w.marks).Body(
				app.Span().Text(w.marks),
				segments(
					segment{"marks-circles", w.byCircles, marks == session.MarksCircles, l.byMarks(session.MarksCircles), ""},
					segment{"marks-density", w.byDensity, marks == session.MarksDensity, l.byMarks(session.MarksDensity), ""},
					segment{"marks-dots", w.byDots, dots, l.byMarks(session.MarksDots), noDots},
				),
			),
			l.byShade(marks),
			app.Div().Class("switch").Attr("role", "group").Aria("label", w.numberOf).Hidden(dots || !p.session.States(session.SizeKilled) && !p.session.States(session.SizeInjured)).Body(
				app.Span().Text(w.numberOf),
				segments(
					segment{"size-events", w.byEvents, s.Size == session.SizeEvents || shaded && s.Size == session.SizeInjured, l.bySize(session.SizeEvents), ""},
					segment{"size-killed", w.killedShort, s.Size == session.SizeKilled, l.bySize(session.SizeKilled), w.without(p.session, session.SizeKilled)},
					segment{"size-injured", w.injuredShort, !shaded && s.Size == session.SizeInjured, l.bySize(session.SizeInjured), noInjured},
				),
			),
			l.halves(),
			l.sizes(dots || density),
			l.colors(density || halved),
			l.signs(density || halved),
			l.nearness(density),
			app.P().Class("note").ID("legend-dots").Hidden(!dots && noDots == "").Text(dotNote(w, noDots)),
			l.density(),
			l.shades(),
			app.Label().Class("switch").Hidden(noRegions).Body(
				app.Input().ID("show-regions").Type("checkbox").Checked(!s.HideRegions).OnChange(l.toggleRegions),
				app.Text(regions),
			),
			app.Ul().Hidden(s.HideRegions || noRegions).Body(roles...),
			l.aboutRegions(s.HideRegions || noRegions),
			app.Details().Class("note").ID("basemap").OnToggle(p.needBackdrops).Body(app.Summary().Text(w.basemap)),
		),
	)
}

// aboutRegions says what regions are not, and lists those in sight with the
// districts that were reported where the whole province is drawn. It is also
// how the keyboard opens a region, or an area that is drawn.
func (l *legend) aboutRegions(hidden bool) app.UI {
	p, w := l.Page, l.Page.words
	shown := p.session.RegionsShown()
	var items []app.UI
	for _, r := range shown {
		if !l.regions {
			break
		}
		districts := ""
		if r.WholeDrawn {
			districts = fmt.Sprintf(w.onlyDistricts, isolated(r.Districts))
		}
		items = append(items, app.Li().Body(&regionButton{Page: p, ID: r.ID}, app.Span().Text(districts+" ")))
	}
	drawn := p.drawn(p.session.AreasShown())
	if _, shaded := p.marks().AreaLevel(); shaded {
		drawn = nil // counted with the areas
	}
	var areas []app.UI
	for _, code := range drawn {
		if !l.areas {
			break
		}
		areas = append(areas, app.Li().Body(&areaButton{Page: p, Code: code}))
	}
	areasShown := fmt.Sprintf(w.areasShown, w.countEvents(p.session.Unlocated()))
	if p.session.State().Compare != nil {
		areasShown = fmt.Sprintf(w.compare.first, areasShown)
	}
	return app.Div().Class("note").Body(
		app.Details().ID("about-regions").Hidden(hidden).OnToggle(unfolds(&l.regions)).Body(
			app.Summary().Text(fmt.Sprintf(w.regionsShown, len(shown))),
			app.P().Text(w.neverControl),
			app.Ul().Body(items...),
		),
		app.Details().ID("about-areas").Hidden(len(drawn) == 0).OnToggle(unfolds(&l.areas)).Body(
			app.Summary().Text(areasShown),
			app.Ul().Body(areas...),
		),
	)
}

// unfolds notes whether a part is unfolded: what is not seen is not in the page.
func unfolds(part *bool) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { *part = ctx.JSSrc().Get("open").Bool() }
}

// drawn returns those of the areas whose outlines this site has.
func (p *Page) drawn(codes []string) []string {
	return slices.DeleteFunc(codes, func(code string) bool { return p.session.AreaName(code) == "" })
}

// dotNote says what a dot is, or why there are none.
func dotNote(w *words, none string) string {
	if none != "" {
		return none
	}
	return w.aboutDots
}

type segment struct {
	id, label string
	pressed   bool
	press     app.EventHandler
	why       string // it cannot be pressed; "" where it can
}

func segments(list ...segment) app.UI {
	buttons := make([]app.UI, len(list))
	for i, s := range list {
		buttons[i] = app.Button().Type("button").ID(s.id).Aria("pressed", fmt.Sprint(s.pressed)).Text(s.label).
			Disabled(s.why != "").Title(s.why).Aria("description", s.why).OnClick(s.press, app.EventScope(s.id))
	}
	return app.Span().Class("segments").Body(buttons...)
}

func (l *legend) byMarks(marks session.Marks) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { l.Page.choose(ctx, func(s *session.State) { s.Marks = marks }) }
}

func (l *legend) bySize(size session.Size) app.EventHandler {
	return func(ctx app.Context, _ app.Event) { l.Page.choose(ctx, func(s *session.State) { s.Size = size }) }
}

func (l *legend) byRim(ctx app.Context, _ app.Event) {
	key := ctx.JSSrc().Get("value").String()
	l.Page.choose(ctx, func(s *session.State) {
		for f := range session.FacetCount {
			if f.Key() == key {
				s.Rim = l.Page.session.RimOf(f)
			}
		}
	})
}

func (l *legend) toggleRegions(app.Context, app.Event) {
	l.Page.change(func(s *session.State) { s.HideRegions = !s.HideRegions })
}
