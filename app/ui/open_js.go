package ui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"syscall/js"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/browser"
	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/session"
)

// reportTime is how long a report without problems stays.
const reportTime = 8 * time.Second

// OnMount waits for files.
func (o *opener) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	p := o.Page
	document := js.Global().Get("document")
	hint := document.Call("getElementById", "drop-hint")
	open := func(files []browser.OwnFile) { p.openFiles(ctx, files) }
	var listeners browser.Listeners
	listeners.OnChosen(document.Call("getElementById", "open-file"), open)
	listeners.OnDropped(func(over bool) { hint.Set("hidden", !over) }, open)
	listeners.OnLaunched(func(files []browser.OwnFile, err error) {
		if err != nil {
			p.failToOpen(ctx, err)
			return
		}
		open(files)
	})
	location := js.Global().Get("location")
	if js.Global().Get("URLSearchParams").New(location.Get("search")).Call("has", "shared").Bool() {
		js.Global().Get("history").Call("replaceState", js.Global().Get("history").Get("state"), "",
			location.Get("pathname").String()+location.Get("hash").String())
		go p.openShared(ctx)
	}
}

func (p *Page) openShared(ctx app.Context) {
	files, err := browser.TakeShared()
	switch {
	case err != nil:
		p.failToOpen(ctx, err)
	case len(files) == 0:
		ctx.Dispatch(func(app.Context) { p.notify(p.words.files.noneShared) })
	default:
		p.openFiles(ctx, files)
	}
}

func (p *Page) failToOpen(ctx app.Context, err error) {
	ctx.Dispatch(func(app.Context) {
		p.report = &openReport{summary: err.Error(), failed: true}
		p.rev++
	})
}

// OnMount has the tools of the file shown drawn.
func (r *reportTools) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	r.OnUpdate(ctx)
}

// OnUpdate has those of another file drawn.
func (r *reportTools) OnUpdate(app.Context) {
	p := r.Page
	if p.report == nil || p.report.drawn {
		return
	}
	p.report.drawn = true
	into := js.Global().Get("document").Call("getElementById", "open-tools")
	if p.isOwn() && p.report == p.own.report && p.own.opened != nil {
		go browser.Reader("tools", into, p.own.opened)
	} else {
		into.Call("replaceChildren")
	}
}

// openFiles opens files in place of what is shown, several of them together, an
// archive of tiles as basemap. When none can be read, the page stays as it is and
// says why.
func (p *Page) openFiles(ctx app.Context, files []browser.OwnFile) {
	if len(files) == 0 {
		return
	}
	if first := files[0]; strings.HasSuffix(strings.ToLower(first.Name), ".pmtiles") && p.mapPane != nil {
		p.mapPane.(*mapCanvas).takeBackdrop(first)
		return
	}
	var shown any
	if p.isOwn() {
		shown = p.own.opened
	}
	go func() {
		var own *ownFile
		report := new(openReport)
		for i, file := range files {
			if i > 0 && browser.Reader("beside", own != nil) != nil {
				report.add(fmt.Sprintf(p.words.files.oneAtATime, len(files)-1))
				break
			}
			s, told, answer, err := p.readOwn(file, shown)
			if s == nil && err == nil {
				continue // given up
			}
			report.said, report.more = told.Said, report.more+told.More
			if err != nil {
				report.add(err.Error())
			}
			for _, problem := range told.Problems {
				report.add(strings.TrimPrefix(problem, ": "))
			}
			if err != nil || s.Table.Len() == 0 {
				report.summary, report.failed = fmt.Sprintf(p.words.files.notOpened, bidi.Isolate(file.Name)), true
				continue
			}
			own = &ownFile{name: file.Name, session: s, Report: told, report: report}
			if answer.Truthy() {
				shown = answer.Get("opened")
				own.opened, own.name = shown, answer.Get("name").String()
				own.link.hash = answer.Get("hash").String()
			}
			own.link.name, own.link.events = own.name, s.Table.Len()
		}
		if own == nil && !report.failed {
			return
		}
		if own != nil {
			report.summary, report.failed = p.words.files.opened(bidi.Isolate(own.name), own.session.Table.Len(), own.session.Unlocated(), own.session.Inexact().Undated, own.Rejected), false
		}
		ctx.Dispatch(func(ctx app.Context) {
			if own != nil {
				p.showOwn(own)
			}
			p.report, p.said = report, ""
			p.rev++
			if len(report.problems)+len(report.said) == 0 {
				ctx.After(reportTime, func(app.Context) {
					if p.report == report {
						p.report = nil
						p.rev++
					}
				})
			}
		})
	}()
}

// showOwn shows a file of the person's own: as a link asked for it, or all of it.
func (p *Page) showOwn(own *ownFile) {
	looks := p.session.State().Looks()
	p.own = own
	p.turn(own.session)
	view, wrong, ok := p.due(own.link)
	if !ok {
		p.begin(own.name, looks)
		return
	}
	if wrong != "" {
		own.report.add(wrong)
	}
	p.history.file = own.name
	p.restore(view)
	p.history.hold()
	p.history.pending = false
	p.history.write("pushState", p.history.of(p.session.State()))
	p.moveTo(p.session.State().Camera)
}

// add lists a problem, unless there are many already.
func (r *openReport) add(problem string) {
	if len(r.problems) < mostProblems {
		r.problems = append(r.problems, problem)
	} else {
		r.more++
	}
}

// readOwn has a file read beside the page. A page saved as one file has nothing
// to do that with, and reads events as GeoJSON itself. There is nothing of a file
// that was given up.
func (p *Page) readOwn(file browser.OwnFile, shown any) (s *session.Session, told intake.Report, answer js.Value, err error) {
	name := bidi.Isolate(file.Name)
	answer, err = file.ReadBeside(shown)
	switch {
	case err != nil || answer.IsUndefined():
		return nil, told, answer, err
	case answer.Truthy():
		if err = json.Unmarshal([]byte(answer.Get("report").String()), &told); err != nil {
			return nil, told, answer, err
		}
		var turns browser.Turns
		columns := browser.GoBytes(answer.Get("columns"))
		turns.Yield()
		table, regions, areas, err := event.Decode(columns)
		if err != nil {
			return nil, told, answer, err
		}
		turns.Yield()
		return session.NewSlowly(table, regions, areas, turns.Yield), told, answer, nil
	}
	data, err := file.Read()
	if err != nil {
		return nil, told, answer, fmt.Errorf("%s: %w", name, err)
	}
	if data = bytes.TrimSpace(data); len(data) == 0 || data[0] != '{' {
		return nil, told, answer, fmt.Errorf(p.words.files.onlyGeoJSON, name)
	}
	table, problems, err := intake.ReadEvents(name, bytes.NewReader(data))
	if err != nil {
		return nil, told, answer, err
	}
	for _, problem := range problems {
		problem.File = "" // the report names it
		told.Problems = append(told.Problems, problem.Error())
		if problem.Rejected {
			told.Rejected++
		}
	}
	return session.New(table, nil, nil), told, answer, nil
}

// entryFile is the name of the own file the current entry of the history is
// about, "" for the collection.
func entryFile() string {
	if state := js.Global().Get("history").Get("state"); state.Type() == js.TypeString {
		return state.String()
	}
	return ""
}

// arrive shows what an entry of the history is about: a view of the collection
// or of the file opened last. A file that is not held any more has to be
// opened again.
func (p *Page) arrive(fragment string) {
	p.history.file = entryFile()
	file, view, linked := cutFile(fragment)
	switch {
	case p.history.file == "" && !linked:
		p.turn(p.home)
		p.restore(fragment)
	case p.own != nil && (p.own.name == p.history.file || linked && file.is(p.own.link)):
		p.history.file = p.own.name
		p.turn(p.own.session)
		p.restore(view)
	default:
		if file.name == "" {
			file.name = p.history.file
		}
		p.wanted = &wanted{file, view}
		lost, _ := session.ParseFragment(view)
		p.turn(p.home)
		p.show(lost.Looks())
		p.history.file = ""
		p.history.write("replaceState", p.history.of(p.session.State()))
		p.ask(file)
	}
}

// ask asks for the file of a link.
func (p *Page) ask(file linkedFile) {
	p.notify(fmt.Sprintf(p.words.files.notKept, bidi.Isolate(file.name)))
	go browser.Reader("want", file.name, file.events, file.hash)
}
