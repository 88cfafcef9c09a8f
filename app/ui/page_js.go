package ui

import (
	"bytes"
	"fmt"
	"io"
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/browser"
	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/onefile"
	"wherewhen/app/session"
)

// Load returns the page with the events of its site, showing what the link
// says. Until then the list of events that came with the document stays in
// sight. The error is for events that cannot be had; what else is missing or
// cannot be read is a problem the page tells.
func Load() (*Page, error) {
	browser.Mark("program running")
	p := NewPage()
	p.file, p.has = fileIfAny, browser.Has
	p.site = onefile.SiteOf(browser.Description())
	p.elsewhere = browser.Description().Get("tiles").Truthy()
	events, found, err := p.load()
	if err != nil {
		return nil, err
	}
	browser.Mark("events read")
	p.session, p.home = events, events
	p.homeScreen = hasHomeScreen()
	p.history.last = pageFragment()
	p.arrive(pageFragment())
	p.problem = append(found, p.problem...)
	return p, nil
}

// load reads the collection: its columns or, in one file, what they are made
// of.
func (p *Page) load() (s *session.Session, found []string, err error) {
	if table := synthetic(); table != nil {
		return session.New(table, nil, nil), nil, nil
	}
	if p.has("columns") {
		data, err := browser.File("columns")
		if err != nil {
			return nil, nil, err
		}
		table, regions, areas, err := event.Decode(data)
		if err != nil {
			return nil, nil, fmt.Errorf("columns: %w", err)
		}
		return session.New(table, regions, areas), p.site.Problems, nil
	}
	events, err := browser.File("events")
	if err != nil {
		return nil, nil, err
	}
	table, problems, err := intake.ReadEvents("events.geojson", bytes.NewReader(events))
	if err != nil {
		return nil, nil, err
	}
	for _, problem := range problems {
		found = append(found, problem.Error())
	}
	regions, err := readFile("regions", intake.ReadRegions)
	if err != nil {
		found = append(found, err.Error())
	}
	areas, err := readFile("areas", intake.ReadAreas)
	if err != nil {
		found = append(found, err.Error())
	}
	return session.New(table, regions, areas), found, nil
}

// OnMount follows what happens to the page.
func (p *Page) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	p.ctx = ctx
	told := func(do func()) func() {
		return func() {
			ctx.Dispatch(func(app.Context) {
				do()
				p.rev++
			})
		}
	}
	browser.OnUpdate(told(func() { p.update = true }))
	browser.OnNotKept(func(why string) {
		told(func() { p.said = fmt.Sprintf(p.words.notKept, why) })()
	})
	p.listen(ctx)
	var listeners browser.Listeners
	p.listenPrint(&listeners)
}

// fileIfAny returns a file beside the page, nil for one this site has not.
func fileIfAny(name string) ([]byte, error) {
	if !browser.Has(name) {
		return nil, nil
	}
	return browser.File(name)
}

// readFile reads a file of the collection; one that this site has not holds
// nothing.
func readFile[T any](name string, read func(file string, r io.Reader) (T, error)) (T, error) {
	data, err := fileIfAny(name)
	if data == nil {
		var none T
		return none, err
	}
	return read(name+".geojson", bytes.NewReader(data))
}

// listen follows the history and the colours of the system.
func (p *Page) listen(ctx app.Context) {
	var listeners browser.Listeners
	listeners.On(js.Global(), "popstate", func(js.Value) {
		ctx.Dispatch(func(app.Context) {
			fragment := pageFragment()
			if fragment == p.history.last && entryFile() == p.history.file {
				return
			}
			p.history.hold()
			p.history.last, p.history.pending = fragment, false
			p.playing, p.listed = false, false
			p.arrive(fragment)
			p.moveTo(p.session.State().Camera)
		})
	})
	listeners.On(js.Global().Call("matchMedia", "(prefers-color-scheme: dark)"), "change", func(js.Value) {
		ctx.Dispatch(func(app.Context) { p.show(*p.session.State()) })
	})
}

// pageFragment is the fragment of the address, without its #.
func pageFragment() string {
	hash := app.Window().Get("location").Get("hash").String()
	if hash == "" {
		return ""
	}
	return hash[1:]
}

// restore shows what a link says and reports what of it could not be used.
func (p *Page) restore(fragment string) {
	s, problems := session.ParseFragment(fragment)
	p.problem = problems
	if s.Selected != "" {
		if _, ok := p.session.Row(s.Selected); !ok {
			p.problem = append(p.problem, fmt.Sprintf(p.words.unknownEvent, bidi.Isolate(s.Selected)))
			s.Selected = ""
		}
	}
	if s.Region != "" && p.session.Region(s.Region) == nil {
		p.problem = append(p.problem, fmt.Sprintf(p.words.unknownRegion, bidi.Isolate(s.Region)))
		s.Region = ""
	}
	p.show(s)
}

// moveTo moves the map to a camera that came with a link.
func (p *Page) moveTo(camera *session.Camera) {
	if p.mapPane != nil && camera != nil {
		p.mapPane.Look(*camera)
	}
}
