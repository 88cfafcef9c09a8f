package ui

import (
	"fmt"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/place"
	"wherewhen/app/session"
)

// mapTools goes to a part of the world or a place by name.
type mapTools struct {
	app.Compo
	Page *Page

	gazetteer *place.Gazetteer
	events    *session.Session // whose places are in it
	found     []place.Place
	asked     bool // something was typed
	active    int
}

func (m *mapTools) Render() app.UI {
	w := m.Page.words
	options := []app.UI{
		app.Option().Value("-").Text(w.jumpTo + " …"),
		app.Option().Value("all").Text(w.jumpWorld),
	}
	for i, jump := range m.Page.site.Collection.Jumps {
		options = append(options, app.Option().Value(strconv.Itoa(i)).Text(jump.Name))
	}
	open := m.asked
	input := app.Input().ID("find-place").Type("text").Attr("role", "combobox").Attr("autocomplete", "off").
		Attr("spellcheck", "false").Placeholder(w.findPlace).Aria("label", w.findPlace).
		Aria("autocomplete", "list").Aria("controls", "found-places").Aria("expanded", fmt.Sprint(open)).
		OnFocus(m.load).OnInput(m.typed).OnKeyDown(m.key).OnBlur(m.close)
	if open && m.active < len(m.found) {
		input = input.Aria("activedescendant", fmt.Sprintf("found-%d", m.active))
	}
	items := make([]app.UI, len(m.found))
	for i, f := range m.found {
		items[i] = &foundPlace{Tools: m, At: i, Name: f.Name, Country: f.Country, Active: i == m.active}
	}
	if !m.Page.has("places") {
		items = append(items, app.Li().Class("note").Attr("role", "option").Aria("disabled", "true").Aria("selected", "false").Text(w.onlyReported))
	} else if len(items) == 0 {
		items = append(items, app.Li().Attr("role", "option").Aria("disabled", "true").Aria("selected", "false").Text(w.nothingFound))
	}
	return app.Div().Class("tools").Body(
		app.Select().ID("jump").Aria("label", w.jumpTo).OnChange(m.jump).OnBlur(m.jumped).Body(options...),
		app.Div().Class("find").Body(
			input,
			app.Ul().ID("found-places").Attr("role", "listbox").Aria("label", w.findPlace).Hidden(!open).Body(items...),
		),
	)
}

func (m *mapTools) jump(ctx app.Context, _ app.Event) {
	value := ctx.JSSrc().Get("value").String()
	view := m.Page.mapPane
	if view == nil {
		return
	}
	if value == "all" {
		view.FitRows(m.Page.session.ListRows())
	} else if i, err := strconv.Atoi(value); err == nil && i < len(m.Page.site.Collection.Jumps) {
		b := m.Page.site.Collection.Jumps[i].Box
		view.FitBox(b[0], b[1], b[2], b[3])
	}
}

// jumped forgets the choice once it is left: the map may have moved on. Until
// then arrow keys go from one to the next.
func (m *mapTools) jumped(ctx app.Context, _ app.Event) { ctx.JSSrc().Set("value", "-") }

func (m *mapTools) typed(ctx app.Context, _ app.Event) {
	m.find(ctx.JSSrc().Get("value").String())
}

func (m *mapTools) find(query string) {
	m.asked = query != "" && m.gazetteer != nil
	m.active = 0
	m.found = m.gazetteer.Find(query, 8)
}

func (m *mapTools) close(app.Context, app.Event) { m.asked = false }

func (m *mapTools) key(ctx app.Context, e app.Event) {
	switch e.Get("key").String() {
	case "ArrowDown":
		m.active = min(m.active+1, max(len(m.found)-1, 0))
	case "ArrowUp":
		m.active = max(m.active-1, 0)
	case "Enter":
		m.choose(m.active)
	case "Escape":
		m.asked = false
	default:
		return
	}
	e.PreventDefault()
}

func (m *mapTools) choose(at int) {
	if at >= len(m.found) {
		return
	}
	m.asked = false
	f := m.found[at]
	app.Window().GetElementByID("find-place").Set("value", f.Name)
	if view := m.Page.mapPane; view != nil {
		reach := f.Reach()
		view.FitBox(f.Lon-reach, f.Lat-reach/2, f.Lon+reach, f.Lat+reach/2)
	}
}

// foundPlace is one suggestion.
type foundPlace struct {
	app.Compo
	Tools         *mapTools
	At            int
	Name, Country string
	Active        bool
}

func (f *foundPlace) Render() app.UI {
	return app.Li().ID(fmt.Sprintf("found-%d", f.At)).Attr("role", "option").Aria("selected", fmt.Sprint(f.Active)).
		OnMouseDown(f.pick).Body(app.Text(bidi.Isolate(f.Name)+" "), app.Small().Text(bidi.Isolate(f.Country)))
}

func (f *foundPlace) pick(_ app.Context, e app.Event) {
	e.PreventDefault()
	f.Tools.choose(f.At)
}

// load brings the gazetteer when the reader turns to the search for places.
func (m *mapTools) load(ctx app.Context, _ app.Event) {
	if m.gazetteer != nil && m.events == m.Page.session {
		return
	}
	ctx.Async(func() {
		var places []place.Place
		if m.Page.has("places") {
			data, err := m.Page.file("places")
			if err == nil {
				places, err = place.Parse("places.json", data)
			}
			if err != nil {
				m.tell(ctx, err)
				return
			}
		}
		ctx.Dispatch(func(app.Context) {
			m.events = m.Page.session
			m.gazetteer = place.New(append(places, m.Page.reportedPlaces()...), session.Fold)
			m.find(app.Window().GetElementByID("find-place").Get("value").String())
		})
	})
}

// reportedPlaces are the places of the events, which a gazetteer seldom has.
func (p *Page) reportedPlaces() []place.Place {
	s := p.session
	places := make([]place.Place, len(s.Places.Lon))
	for i := range places {
		name, country := s.PlaceName(i)
		places[i] = place.Place{Name: name, Country: country + ", " + p.words.inCollection, Lon: s.Places.Lon[i], Lat: s.Places.Lat[i], Population: 1}
	}
	return places
}

func (m *mapTools) tell(ctx app.Context, err error) {
	ctx.Dispatch(func(app.Context) { m.Page.notify(err.Error()) })
}
