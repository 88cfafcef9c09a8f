// Package ui is the page: go-app components over one session. Pointer, wheel
// and frame events of map and timeline never pass through go-app; only their
// results do. Browser code is in files ending in _js.go.
package ui

import (
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/mapview"
	"wherewhen/app/onefile"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// portion is how many events are looked at between two looks at the clock.
const portion = 4_000

// turn does portions of work until all is done or the browser should have its
// turn, and reports whether all is done.
func turn(do func() (done bool)) (done bool) {
	for begun := time.Now(); !do(); {
		if time.Since(begun) > 8*time.Millisecond {
			return false
		}
	}
	return true
}

// later does something in a task of the browser's own, so that it can paint
// before. After a pause by the clock of the program it may still be in the same:
// a pause that has run out by the end of a task is over in that task.
func later(ctx app.Context, do func(app.Context)) {
	inTask(func() { ctx.Dispatch(do) })
}

// inTask is later without a context, once there is a browser.
var inTask = func(do func()) { do() }

// canvas is a part of the page that paints itself, once it is there.
type canvas interface {
	// Follow paints what the session shows now.
	Follow()
}

// timeHandle is the timeline once it is on the page.
type timeHandle interface {
	canvas
	Axis() (scale timeline.Scale, edges []int32)
	Hold()    // paints itself for paper
	Release() // paints itself for the screen again
}

// figureHandle are the figures once they are on the page.
type figureHandle interface {
	canvas
	Renew(facet session.Facet) // its elements are rendered anew
	Lag()                      // the rest of the page may follow a little later
}

// Page is the root component: it holds the session and changes it.
type Page struct {
	app.Compo
	ctx app.Context

	words   *words
	site    onefile.Site
	session *session.Session // of what is shown
	home    *session.Session // of the collection
	own     *ownFile         // the person's own file that was opened last, nil for none
	wanted  *wanted          // what a link shows of a file that has yet to be opened, nil for nothing

	// file returns a file beside the page, nil for one this site has not.
	file func(name string) ([]byte, error)
	has  func(name string) bool // whether there is such a file

	rev     int  // grows with each change of what is shown
	listRev int  // what the list shows of that
	cardRev int  // grows with each event that is opened or closed
	behind  bool // the list is, until the rest of the page has been rendered
	problem []string
	update  bool   // a new version is ready
	said    string // after an action
	report  *openReport
	dark    bool

	mapPane   mapHandle
	plainMap  bool // there will be no MapLibre: the map has circles and nothing else
	timePane  timeHandle
	tablePane tableHandle
	list      *list
	figures   figureHandle
	facets    [session.FacetCount]*facet

	playing  bool   // the timeline plays
	toldDate string // box of a date that tells what is wrong with it, "" for none
	player   player
	folded   bool    // the timeline is: its controls remain
	draws    drawing // what the next drag on the map draws
	onlyView bool    // the events are filtered by what the map shows
	listed   bool    // the list is in front of the card of the selected event
	spreads  bool    // the events of the place the list is limited to are spread out on the map

	elsewhere bool   // the site offers basemaps from elsewhere
	backdrop  string // name and authors of the basemap of others that lies over ours, "" for none

	outlines [2]*mapview.Outlines // of each level of areas; nil until they are there

	context      *contextItems // drawn with the timeline; nil until they are there
	contextAsked bool          // for

	panel string // on narrow screens: "events" or "filters"
	sheet string // on phones: "peek", "" for half or "full"

	keysOpen bool // the list of all keys is
	history  history

	installable bool // the browser can install the page as an app
	homeScreen  bool // the person can, by the browser's own menu
}

// NewPage returns the page in English.
func NewPage() *Page {
	return &Page{words: english, panel: "events", player: player{Speed: normalSpeed, Unit: timeline.Month}}
}

// Render lays out the parts. They are always there, in the same order: a part
// that went away would take its canvas with it.
func (p *Page) Render() app.UI {
	if !p.behind {
		p.listRev = p.rev
	}
	return app.Div().Class("page").DataSet("panel", p.panel).DataSet("sheet", p.sheet).DataSet("pane", p.pane()).DataSet("alone", p.tableAlone()).
		DataSet("compare", p.session.State().Compare != nil).Body(
		&header{Page: p, Rev: p.rev},
		&paper{ID: "paper-head"},
		behind(app.Main(), p.session.State().About).Body(
			&filters{Page: p, Rev: p.rev},
			&paneSwitch{Page: p, Table: p.session.State().Table},
			&mapPane{Page: p, Rev: p.rev},
			&tablePane{Page: p, Rev: p.rev},
			&sheetHandle{Page: p, Sheet: p.sheet},
			&details{Page: p, Rev: p.listRev, Card: p.cardRev},
			&timelinePane{Page: p, Rev: p.rev},
		),
		&notices{Page: p, Rev: p.rev},
		&method{Page: p, Open: p.session.State().About, Rev: p.aboutRev()},
		&periodsPane{Page: p, By: p.session.State().Periods, Order: p.session.State().PeriodOrder, Rev: p.periodsRev()},
		&keyHelp{Page: p, Open: p.keysOpen},
		&opener{Page: p},
		&paper{ID: "paper-list"},
	)
}

// pane names what is in front of the timeline: map or table.
func (p *Page) pane() string {
	if p.session.State().Table {
		return "table"
	}
	return "map"
}

// tableAlone reports whether the table stands for the list as well: nothing
// else is asked for beside it.
func (p *Page) tableAlone() bool {
	state := p.session.State()
	_, selected := p.session.Row(state.Selected)
	return state.Table && p.panel == "events" && (p.listed || !selected && p.session.Region(state.Region) == nil)
}

// behind takes an element out of reach while a dialog covers it.
func behind[E interface{ Attr(string, any) E }](e E, covered bool) E {
	if covered {
		return e.Attr("inert", true)
	}
	return e
}

// change applies a finished gesture: it becomes an entry of the history.
func (p *Page) change(edit func(s *session.State)) {
	p.show(p.edited(edit))
	p.history.push(p.session.State())
}

// choose applies a choice among what is counted: canvases and figures follow at
// once, what go-app renders in a task of its own, so that neither holds up the
// page for long.
func (p *Page) choose(ctx app.Context, edit func(s *session.State)) {
	ctx.PreventUpdate()
	p.paint(p.edited(edit))
	p.pushLater()
	later(p.ctx, p.renew)
}

// pushLater makes what is shown an entry of the history in a task of its own: a
// browser may take as long for it as all else of a choice.
func (p *Page) pushLater() {
	later(p.ctx, func(ctx app.Context) {
		ctx.PreventUpdate()
		p.history.push(p.session.State())
	})
}

// renew renders what is not painted: the list, which is most of it, in a task of
// its own after the rest.
func (p *Page) renew(ctx app.Context) {
	p.behind = true
	p.rev++
	ctx.Defer(func(ctx app.Context) {
		later(ctx, func(app.Context) { p.behind = false })
	})
}

// follow applies a step of a gesture that goes on: canvases and figures follow
// at once, what go-app renders when there is time.
func (p *Page) follow(edit func(s *session.State)) {
	p.paint(p.edited(edit))
	p.history.replace(p.session.State())
	if p.figures != nil {
		p.figures.Lag()
	} else {
		p.rev++
	}
}

func (p *Page) edited(edit func(s *session.State)) session.State {
	s := p.session.State().Clone()
	edit(&s)
	return s
}

// show makes the session and everything on the page show a state.
func (p *Page) show(s session.State) {
	p.wear(s.Theme)
	p.paint(s)
	p.rev++
}

// wear puts on the colours of a theme.
func (p *Page) wear(theme session.Theme) {
	p.dark = isDark(theme)
	wear(p.dark)
}

// paint makes the session show a state, and all that is not rendered by go-app.
func (p *Page) paint(s session.State) {
	before := p.session.State().Clone()
	p.problem = append(p.problem, p.session.Apply(s)...)
	if p.list != nil && !before.ListsSame(p.session.State()) {
		p.list.toTop()
	}
	p.repaint()
}

// repaint has all that is not rendered by go-app show the session.
func (p *Page) repaint() {
	if p.figures != nil {
		p.figures.Follow()
	}
	if p.mapPane != nil {
		p.mapPane.Follow()
	}
	if p.timePane != nil {
		p.timePane.Follow()
	}
	if p.tablePane != nil {
		p.tablePane.Follow()
	}
}

// selectEvent opens the card of a row, or closes it for -1. Canvases show it at
// once, the card follows in a task of its own, and then what comes after it.
func (p *Page) selectEvent(ctx app.Context, row int, then func(app.Context)) {
	ctx.PreventUpdate()
	// But for a region and a tab that are left, all else stays as it is.
	if p.session.State().Region != "" || p.panel != "events" {
		p.rev++
	}
	p.paint(p.edited(func(s *session.State) {
		s.Selected, s.Region = "", ""
		if row >= 0 {
			s.Selected = p.session.ID(row)
		}
	}))
	p.pushLater()
	p.panel, p.listed = "events", false
	later(p.ctx, func(ctx app.Context) {
		p.cardRev++
		if then != nil {
			then(ctx)
		}
	})
	if row >= 0 {
		p.raiseSheet()
	}
	if row >= 0 && p.mapPane != nil {
		p.mapPane.Reveal(row)
	}
}

// toCard moves the keyboard to the card that is being rendered, in a task of
// its own, as the browser then lays out the page.
func (p *Page) toCard(ctx app.Context) {
	ctx.Defer(func(app.Context) {
		later(p.ctx, func(ctx app.Context) {
			ctx.PreventUpdate()
			focusElement("card-title")
		})
	})
}

// selectRegion opens the card of an operating region, or closes it for "".
func (p *Page) selectRegion(id string) {
	p.change(func(s *session.State) { s.Region, s.Selected = id, "" })
	p.panel, p.listed = "events", false
	p.raiseSheet()
}

// selectArea limits the list to the events of which no more than a province or
// country is known.
func (p *Page) selectArea(code string) {
	p.change(func(s *session.State) { s.Cell, s.Area, s.Region, s.Selected = nil, code, "", "" })
	p.panel = "events"
	p.raiseSheet()
}

// marks says how events are drawn: as the state has it, where the map can.
func (p *Page) marks() session.Marks {
	m := p.session.State().Marks
	_, areas := m.AreaLevel()
	if areas && p.shades() == nil || m == session.MarksDots && p.plainMap {
		return session.MarksCircles
	}
	return m
}

func (p *Page) placeName(name string, others int) string {
	if others == 0 {
		return name
	}
	if others == 1 {
		return fmt.Sprintf(p.words.placesOne, name)
	}
	return fmt.Sprintf(p.words.placesMany, name, others)
}
