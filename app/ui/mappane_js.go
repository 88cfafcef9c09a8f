package ui

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
	"github.com/paulmach/orb"

	"wherewhen/app/bidi"
	"wherewhen/app/browser"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// closest is how near the map goes by itself: nearer, a reported point looks
// more exact than it is.
const closest = 10

// mapCanvas joins the session to the map.
type mapCanvas struct {
	page      *Page
	ctx       app.Context
	session   *session.Session // whose places are drawn
	m         *mapview.Map
	elements  mapview.Elements
	looks     mapview.Looks
	outlines  *browser.Pause // regions and areas follow when a window comes to rest
	level     int
	settles   *browser.Pause // once the filters rest
	settlesOn *browser.Pause
	listeners browser.Listeners
	message   js.Value

	grounded chan struct{} // closed when the ground is there, or there will be none

	outlinesAsked  bool // of provinces and countries, for shades
	outlinesFailed bool // to come, and that was said
}

// OnMount opens the map beside the page: timeline and list do not wait for it.
func (m *mapPane) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	document := js.Global().Get("document")
	byID := func(id string) js.Value { return document.Call("getElementById", id) }
	c := &mapCanvas{page: m.Page, ctx: ctx, message: byID("map-message"), grounded: make(chan struct{})}
	elements := mapview.Elements{
		Sketch: byID("map-sketch"), Ground: byID("map-ground"), Circles: byID("map-circles"), Sheet: byID("map-drawing"), Places: byID("map-places"),
		Tooltip: byID("map-tooltip"), Legend: byID("legend"),
	}
	c.open(elements)
	c.page.mapPane = c
	c.Follow()
	c.explain()
	go c.ground()
}

func (c *mapCanvas) open(elements mapview.Elements) {
	c.elements = elements
	s := c.page.session
	camera := mapview.Camera{Lon: 10, Lat: 25, Zoom: 1}
	if want := s.State().Camera; want != nil {
		camera = mapview.Camera(*want)
	} else if bound, ok := c.firstBound(); ok {
		camera = mapview.Fit(bound, elements.Frame(), 6)
	}
	c.level = mapview.Level(camera.Zoom)
	c.session = s
	s.Join(c.level)
	c.looks = c.wear()
	c.outlines = browser.NewPause(100, c.dress)
	c.settles, c.settlesOn = browser.NewPause(settleRest, c.settleOn), browser.NewPause(0, c.settleOn)
	c.m = mapview.New(elements, camera, c.looks, mapview.Handlers{
		Moved: c.moved, Level: c.joined, PickCell: c.pickCell, PickPlace: c.pickPlace, PickShade: c.pickShade, PickGround: c.pickGround,
		PickEvent: c.pickEvent, Spread: c.spreadOut,
		ShowsPlace: func(place int) bool { return c.session.ShowsPlace(place) },
		Describe:   c.describe, DescribeOn: func(cell int) bool { return c.session.TallyOn(cell, portion) },
		DescribePlace: c.describePlace, DescribeShade: c.describeShade, DescribeGround: c.describeGround,
		Drawn: c.drawn, Failed: c.failed, Drawing: c.drawing,
	})
	observer := js.Global().Get("ResizeObserver").New(c.listeners.Func(func(js.Value, []js.Value) any {
		c.m.Resize()
		return nil
	}))
	observer.Call("observe", elements.Ground)
}

// ground brings what the circles lie on: the sketch, then the ground itself.
func (c *mapCanvas) ground() {
	defer close(c.grounded)
	if err := c.m.Sketch(); err != nil {
		c.failed(err)
	} else if !c.looks.Globe {
		c.say("")
	}
	browser.Painted() // counts, list, timeline and circles come first
	if err := c.m.Ground(); err != nil {
		w := c.page.words
		c.ctx.Dispatch(func(app.Context) {
			c.page.plainMap = true
			c.page.rev++
		})
		text := err.Error() + ". " + w.mapPlain
		if errors.Is(err, mapview.ErrNoWebGL) {
			text = w.noWebGL + " " + w.mapPlain
		}
		c.say(text)
		c.elements.Ground.Call("setAttribute", "role", "application")
		c.elements.Ground.Call("setAttribute", "aria-label", w.mapKeys)
		browser.Settled()
		c.ctx.Dispatch(c.needOutlines)
		return
	}
	c.say("")
	c.ctx.Dispatch(c.needOutlines)
}

// say puts a message in front of the map, or takes it away.
func (c *mapCanvas) say(text string) {
	c.message.Set("textContent", text)
	c.message.Set("hidden", text == "")
}

// drawing says that the map cannot be drawn for now, or can again.
func (c *mapCanvas) drawing(ok bool) {
	if ok {
		c.say("")
	} else {
		c.say(c.page.words.mapLost)
	}
}

// firstBound is what the map shows first: what the link selects or filters,
// else what the collection says; of a collection that says nothing, and of a
// person's own file, all events.
func (c *mapCanvas) firstBound() (orb.Bound, bool) {
	s := c.page.session
	state := s.State()
	rows := s.ListRows()
	narrowed := state.Filtered() || state.Cell != nil || state.Area != ""
	if row, ok := s.Row(state.Selected); ok {
		rows, narrowed = []int32{int32(row)}, true
	} else if r := s.Region(state.Region); r != nil {
		return r.Bound, true
	}
	view := c.page.site.Collection.View
	if c.page.isOwn() {
		view = nil
	}
	if bound, ok := s.Bound(rows); ok && (narrowed || view == nil) {
		return bound, true
	}
	if view == nil {
		return orb.Bound{}, false
	}
	return orb.Bound{Min: orb.Point{view[0], view[1]}, Max: orb.Point{view[2], view[3]}}, true
}

// Follow draws what the session shows.
func (c *mapCanvas) Follow() {
	s := c.page.session
	if s != c.session {
		c.session = s
		s.Join(c.level)
		defer c.look()
	}
	if _, shaded := s.State().Marks.AreaLevel(); shaded {
		c.needOutlines(c.ctx)
	}
	if looks := c.wear(); looks.OnlyOutlinesDiffer(&c.looks) {
		c.outlines.Ask()
	} else if !looks.Equal(&c.looks) {
		c.dress()
	}
	circles, classes := s.Circles()
	c.settle()
	selected := -1
	if row, ok := s.Row(s.State().Selected); ok {
		selected = s.CellOf(row)
	} else if key := s.State().Cell; key != nil {
		if cell, ok := s.Cells().Find(s.Places, key.Lon, key.Lat); ok {
			selected = cell
		}
	}
	shown := mapview.Shown{
		Places: s.Places, Cells: s.Cells(), Circles: *circles, RimColor: c.page.classColors(classes), Density: c.page.density(), Selected: selected,
		HalfColor:   [2]string{periodHues[0].on(c.looks.Dark), periodHues[1].on(c.looks.Dark)},
		Attribution: s.Table.Attribution.Codes, Signs: c.page.signs(),
	}
	shown.Settled, shown.Current = s.Settled()
	if within := s.State().Within; len(within) > 0 && !c.page.onlyView {
		shown.Within = within.Ring()
	}
	if c.page.marks() == session.MarksDots {
		shown.Dots, shown.SelectedPlace = s.Dots(), s.SelectedPlace()
		shown.Dots.Near, shown.Dots.Nearness = s.Table.GeoPrecision.Codes, nearness(s.Table.GeoPrecision.Names)
		shown.RimColor = c.page.classColors(s.ColorClasses())
	}
	if areas := c.page.shades(); areas != nil {
		shown.Shades = c.page.shaded(areas)
	}
	c.m.Show(shown)
	c.spread()
}

// spread follows which events are spread out.
func (c *mapCanvas) spread() {
	p := c.page
	events, ok := p.spreadEvents()
	if !ok {
		p.spreads = false
		c.m.Fold()
		return
	}
	at := c.session.State().Cell
	c.m.Spread(at.Lon, at.Lat, events, p.words.marking.spreadList+". "+p.words.marking.spreadKeys)
}

// spreadOut spreads out the events of a cell, whose list opens, or folds them
// together for -1.
func (c *mapCanvas) spreadOut(cell int) {
	c.ctx.Dispatch(func(app.Context) {
		if cell < 0 {
			c.page.spreadOut(false)
			return
		}
		if key := c.page.session.CellKey(cell); !equalCells(c.page.session.State().Cell, key) {
			c.openPlace(key, 0, false)
		}
		c.page.spreadOut(true)
	})
}

func equalCells(a, b *session.Cell) bool { return a != nil && *a == *b }

// pickEvent opens an event that is spread out.
func (c *mapCanvas) pickEvent(row int32) {
	c.ctx.Dispatch(func(ctx app.Context) {
		byKey := focused("map-places")
		c.page.panel, c.page.listed = "events", false
		c.page.change(func(s *session.State) { s.Selected, s.Region = c.page.session.ID(int(row)), "" })
		if byKey {
			ctx.Defer(func(app.Context) { focusCard(true) })
		}
	})
}

// nearness returns how near places are by the codes of their precision.
func nearness(names []string) []mapview.Nearness {
	near := make([]mapview.Nearness, len(names))
	for code, name := range names {
		near[code] = mapview.NearnessOf(name)
	}
	return near
}

// settleRest is how long the filters rest before it is looked how exact what is
// shown is, milliseconds.
const settleRest = 400

// settle has it looked how exactly places of what is shown are known: of few
// events at once, of many when the filters rest.
func (c *mapCanvas) settle() {
	if n := c.session.Table.Len(); n <= fewEvents {
		c.session.Settle(n)
	} else if _, current := c.session.Settled(); !current {
		c.settles.Ask()
	}
}

func (c *mapCanvas) settleOn() {
	if turn(func() bool { return c.session.Settle(portion) }) {
		c.Follow()
	} else {
		c.settlesOn.Ask()
	}
}

// dress gives the map the looks it should have.
func (c *mapCanvas) dress() {
	c.outlines.Drop()
	if looks := c.wear(); !looks.Equal(&c.looks) {
		c.looks = looks
		c.m.Wear(looks)
	}
}

// look moves the map to where other events than before begin.
func (c *mapCanvas) look() {
	if want := c.session.State().Camera; want != nil {
		c.Look(*want)
	} else if bound, ok := c.firstBound(); ok {
		c.m.Fit(bound, closest, false)
	}
}

func (c *mapCanvas) wear() mapview.Looks {
	s := c.page.session
	state := s.State()
	looks := mapview.Looks{
		Dark: c.page.dark, Globe: state.Globe, Language: c.page.words.lang,
		Region: state.Region, Areas: c.page.drawn(s.AreasShown()), Area: state.Area, Roles: roleNames,
	}
	_, shaded := c.page.marks().AreaLevel()
	if shaded {
		looks.Areas = nil
	}
	if row, ok := s.Row(state.Selected); ok && !s.Table.Located(row) {
		looks.Area = s.Table.Area.Name(row)
	}
	for _, r := range s.RegionsShown() {
		if shaded { // hatches would hide the shades
			break
		}
		looks.Regions = append(looks.Regions, r.ID)
	}
	for _, role := range roleNames {
		looks.RoleColors = append(looks.RoleColors, rgb(roleHues[role].on(looks.Dark)))
	}
	return looks
}

// rgb reads a colour written as #rrggbb.
func rgb(color string) [3]byte {
	n, _ := strconv.ParseUint(strings.TrimPrefix(color, "#"), 16, 32)
	return [3]byte{byte(n >> 16), byte(n >> 8), byte(n)}
}

// FitRows shows the points of rows.
func (c *mapCanvas) FitRows(rows []int32) {
	if bound, ok := c.page.session.Bound(rows); ok {
		c.m.Fit(bound, closest, true)
	}
}

// FitBox shows a box of degrees.
func (c *mapCanvas) FitBox(west, south, east, north float64) {
	c.m.Fit(orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}, 12, true)
}

// ZoomBy goes nearer or farther.
func (c *mapCanvas) ZoomBy(levels float64) { c.m.ZoomBy(levels) }

// Look moves the map to a camera.
func (c *mapCanvas) Look(camera session.Camera) { c.m.Look(mapview.Camera(camera), false) }

// View returns the box of degrees the map shows.
func (c *mapCanvas) View() orb.Bound { return c.m.View() }

// Draw has the next drag draw on the map, or gives that up.
func (c *mapCanvas) Draw(what drawing) {
	switch what {
	case drawsNothing:
		c.m.StopDrawing()
		c.say("")
	case drawsBox:
		c.m.Draw(mapview.ShapeBox)
		c.say(c.page.words.drawHint)
	case drawsArea:
		c.m.Draw(mapview.ShapeArea)
		c.say(c.page.words.drawHint)
	}
}

// drawn filters by what was drawn.
func (c *mapCanvas) drawn(points []orb.Point) {
	c.ctx.Dispatch(func(app.Context) {
		p := c.page
		p.draws, p.onlyView = drawsNothing, false
		c.say("")
		p.change(func(s *session.State) { s.Within = session.Within(points).AsLinked() })
	})
}

// Latitude returns the latitude of the middle.
func (c *mapCanvas) Latitude() float64 { return c.m.Camera().Lat }

// Reveal brings the place of an event into view.
func (c *mapCanvas) Reveal(row int) {
	if bound, ok := c.page.session.Bound([]int32{int32(row)}); ok {
		c.m.Reveal(bound)
	}
}

// moved remembers the camera. Only what the reader did is a gesture; the rest
// does not become an entry of the history.
func (c *mapCanvas) moved(camera mapview.Camera, byReader bool) {
	c.ctx.Dispatch(func(app.Context) {
		at := session.Camera(camera)
		c.page.session.State().Camera = &at
		if c.page.onlyView && !c.page.session.State().Table { // behind the table it is not what anyone sees
			c.page.show(c.page.edited(func(s *session.State) { s.Within = c.page.viewBox() }))
		}
		if byReader {
			c.page.history.push(c.page.session.State())
		} else {
			c.page.history.settle(c.page.session.State())
		}
	})
}

// joined has the places joined for another level. Of many, circles stay as they
// are until that is done.
func (c *mapCanvas) joined(level int) {
	c.level = level
	s := c.page.session
	if s.JoinsAtOnce(level) {
		s.Join(level)
		c.Follow()
		c.explain()
		return
	}
	go func() {
		var turns browser.Turns
		s.JoinAhead(level, turns.Yield)
		c.ctx.Dispatch(func(ctx app.Context) {
			ctx.PreventUpdate()
			if c.level == level && c.page.session == s {
				c.joined(level)
			}
		})
	}()
}

// explain has the legend tell of the hexagons drawn: it knows their level and
// latitude by the map. After a movement it does so anyway.
func (c *mapCanvas) explain() {
	if c.page.session.Cells().AreHexagons() {
		c.ctx.Dispatch(nil)
	}
}

func (c *mapCanvas) pickCell(cell int) {
	c.ctx.Dispatch(func(ctx app.Context) {
		s := c.page.session
		byKey := focused("map-places")
		only, one := s.OnlyRow(cell)
		c.openPlace(s.CellKey(cell), only, one)
		if byKey {
			ctx.Defer(func(app.Context) { focusCard(s.State().Selected != "") })
		}
	})
}

func (c *mapCanvas) pickPlace(place int) {
	c.ctx.Dispatch(func(app.Context) {
		only, one := c.page.session.OnlyRowAt(place)
		c.openPlace(c.page.session.PlaceKey(place), only, one)
	})
}

// openPlace lists the events of a place, or opens the only one.
func (c *mapCanvas) openPlace(key *session.Cell, only int, one bool) {
	c.page.panel, c.page.listed, c.page.spreads = "events", false, false
	c.page.raiseSheet()
	c.page.change(func(state *session.State) {
		state.Cell, state.Area, state.Region, state.Selected = key, "", "", ""
		if one {
			state.Selected = c.page.session.ID(only)
		}
	})
}

// focusCard moves the keyboard to the card that has opened, or to the list.
func focusCard(open bool) {
	if open {
		focusElement("card-title")
	} else {
		focusElement("event-list")
	}
}

// pickGround opens the smallest region drawn at a place, or lists what is
// known of an area there.
func (c *mapCanvas) pickGround(regions, areas []string) {
	c.ctx.Dispatch(func(app.Context) {
		if r := c.smallest(regions); r != nil {
			c.page.selectRegion(r.ID)
		} else if len(areas) > 0 {
			c.page.selectArea(areas[0])
		}
	})
}

// smallest returns the smallest of regions, nil of none.
func (c *mapCanvas) smallest(ids []string) (smallest *event.Region) {
	for _, id := range ids {
		if r := c.page.session.Region(id); r != nil && (smallest == nil || r.Extent < smallest.Extent) {
			smallest = r
		}
	}
	return smallest
}

func (c *mapCanvas) describe(cell int) (title, text string) {
	tally := c.page.session.Tally(cell)
	return c.page.tallyName(&tally), c.page.cellText(cell)
}

func (c *mapCanvas) describePlace(place int) (title, text string) {
	tally := c.page.session.TallyAt(place)
	return bidi.Isolate(tally.Name), c.page.tallyText(&tally)
}

func (c *mapCanvas) pickShade(area int) {
	c.ctx.Dispatch(func(ctx app.Context) { c.page.pickShade(ctx, area) })
}

func (c *mapCanvas) describeShade(area int) (title, text string) {
	if s := c.page.session.Shades(); s != nil {
		return c.page.shadeText(s, area)
	}
	return "", ""
}

// describeGround names what a press would open.
func (c *mapCanvas) describeGround(regions, areas []string) (title, text string) {
	w := c.page.words
	if r := c.smallest(regions); r != nil {
		return bidi.Isolate(r.Name), w.roles[r.Role]
	}
	if len(areas) == 0 {
		return "", ""
	}
	n := c.page.session.CountArea(areas[0])
	return bidi.Isolate(c.page.session.AreaName(areas[0])), w.counted(n, w.areaOne, w.areaMany)
}

func (c *mapCanvas) failed(err error) {
	c.ctx.Dispatch(func(app.Context) {
		if !slices.Contains(c.page.problem, err.Error()) {
			c.page.problem = append(c.page.problem, err.Error())
			c.page.rev++
		}
	})
}

// tallyName names what was counted: its main place, and how many more it is of.
func (p *Page) tallyName(tally *session.Tally) string {
	return p.placeName(bidi.Isolate(tally.Name), max(0, tally.Places-1))
}

// tallyText says what is shown there: events, people killed and days.
func (p *Page) tallyText(tally *session.Tally) string {
	text := p.words.countEvents(tally.Events) + p.words.killedAfter(tally.Totals(p.session.StatesKilled()), ", ")
	if tally.CoarsePlace > 0 {
		text += "\n" + fmt.Sprintf(p.words.marking.noNearer, p.words.number(tally.CoarsePlace))
	}
	switch {
	case tally.Undated == tally.Events:
		return text + "\n" + p.words.value("undated")
	case tally.First == tally.Last:
		return text + "\n" + p.words.shortDay(tally.First)
	}
	return text + "\n" + p.words.shortDay(tally.First) + " – " + p.words.shortDay(tally.Last)
}
