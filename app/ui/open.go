package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/bidi"
	"wherewhen/app/intake"
	"wherewhen/app/session"
)

// ownFile is a file of the person's own that was opened in the page. It is
// held in memory only.
type ownFile struct {
	name    string
	session *session.Session
	intake.Report
	link   linkedFile
	report *openReport
	opened any // what gives its rows as they are written and more, nil where there is none
}

// wanted is a view of a file that has yet to be opened.
type wanted struct {
	linkedFile
	view string // fragment
}

// openReport says what became of a file that was to be opened.
type openReport struct {
	summary  string
	said     []string
	problems []string
	more     int // problems that are not listed
	failed   bool
	drawn    bool // what can be done with the file was put beside it
}

// isOwn reports whether a file of the person's own is shown.
func (p *Page) isOwn() bool { return p.own != nil && p.session == p.own.session }

// turn makes the page show other events; a state of theirs must follow.
func (p *Page) turn(s *session.Session) {
	if s == p.session {
		return
	}
	p.session, p.history.part, p.words = s, "", english
	if p.isOwn() {
		p.history.part, p.words = p.own.link.part(), english.calling(p.own.Labels)
	}
	p.playing, p.listed, p.panel = false, false, "events"
	p.problem, p.said, p.report = nil, "", nil
	if p.list != nil {
		p.list.toTop()
	}
}

// due returns the view a link asked for of a file that has been opened now, with
// what is wrong when it is another file; ok is false when no link asked, or when
// it shows further files that are to come.
func (p *Page) due(own linkedFile) (view, wrong string, ok bool) {
	w := p.wanted
	if w == nil || !w.is(own) && strings.Contains(w.name, own.name) && own.events < w.events {
		return "", "", false
	}
	p.wanted = nil
	if !w.is(own) {
		wrong = fmt.Sprintf(p.words.files.notTheSame, bidi.Isolate(w.name), w.events, w.hash, own.events, own.hash[:min(len(own.hash), hashDigits)])
	}
	return w.view, wrong, true
}

// leaveOwn shows the collection again, as an entry of the history.
func (p *Page) leaveOwn(ctx app.Context, _ app.Event) {
	p.wanted = nil
	looks := p.session.State().Looks()
	p.turn(p.home)
	p.begin("", looks)
	ctx.Defer(func(app.Context) { focusElement("open-own") })
}

// begin shows other events than before, of a file or "" for the collection.
func (p *Page) begin(file string, s session.State) {
	p.show(s)
	p.history.hold()
	p.history.file, p.history.pending = file, false
	p.history.write("pushState", p.history.of(p.session.State()))
}

// openButtons are what the header offers beside the view: opening a file, and
// installing the page where the browser can.
func (p *Page) openButtons() app.UI {
	w := p.words.files
	return app.Span().Class("app-actions").Body(
		app.Button().Type("button").ID("open-own").Title(w.openHint).Aria("label", w.open).OnClick(chooseFile).Body(
			app.Span().Text(w.open),
		),
		p.installButton("install"),
	)
}

func chooseFile(app.Context, app.Event) { app.Window().Get("wherewhen").Call("choose") }

// subtitle names what is shown: the collection or a file.
func (p *Page) subtitle() app.UI {
	w, c := p.words, &p.site.Collection
	if !p.isOwn() {
		line, promise := c.Title, w.promise
		if c.Own {
			line, promise = c.Description, ""
		}
		return app.Div().Class("subtitle").Hidden(p.session.State().Filtered()).Body(app.Bdi().Text(line), app.Span().Text(promise))
	}
	back := fmt.Sprintf(w.files.backTo, bidi.Isolate(c.Title))
	return app.Div().Class("subtitle own").Body(
		app.Button().Type("button").ID("own-file").Class("own-file").Title(w.files.reportHint).Text(bidi.Isolate(p.own.name)).OnClick(p.showReport),
		app.Span().Text(w.files.shown),
		app.Button().Type("button").ID("leave-own").Title(back).Text(back).OnClick(p.leaveOwn),
	)
}

// reportNotice tells what became of a file.
func (p *Page) reportNotice() app.UI {
	r, w := p.report, p.words
	class, role := "notice plain", "status"
	if r.failed || len(r.problems) > 0 {
		class = "notice"
	}
	if r.failed {
		role = "alert"
	}
	return app.Div().Class(class).ID("open-report").Attr("role", role).Body(
		app.Div().Body(
			app.Strong().Text(r.summary),
			app.If(len(r.said) > 0, func() app.UI {
				return app.Details().ID("open-said").Body(app.Summary().Text(r.said[0]), app.Ul().Body(problemItems(w, r.said[1:], 0)...))
			}),
			&reportTools{Page: p, Rev: p.rev},
			app.If(len(r.problems) > 0, func() app.UI {
				return app.Details().Open(r.failed).Body(
					app.Summary().Text(w.files.problems(len(r.problems)+r.more)),
					app.Ul().ID("open-problems").Body(problemItems(w, r.problems, r.more)...),
				)
			}),
		),
		app.Button().Type("button").ID("dismiss-report").Text(w.dismiss).OnClick(p.dismissReport),
	)
}

// showReport tells again what became of the file shown.
func (p *Page) showReport(app.Context, app.Event) {
	p.report = p.own.report
	p.rev++
}

// reportTools is where web/reader.js puts what can be done with the file that
// was read.
type reportTools struct {
	app.Compo
	Page *Page
	Rev  int
}

func (r *reportTools) Render() app.UI { return app.Div().ID("open-tools").Class("choices") }

func (p *Page) dismissReport(ctx app.Context, _ app.Event) {
	p.report.drawn = false
	p.report = nil
	p.rev++
	keepFocus(ctx, "open-own")
}

// aboutOwn says on the method page what the file is.
func (p *Page) aboutOwn() string {
	return p.words.files.about(bidi.Isolate(p.own.name), p.session.Table.Len(), p.session.Domain)
}

// opener takes the files a person gives the page.
type opener struct {
	app.Compo
	Page *Page
}

// Render never changes: while files are held above the page, the hint is
// shown without it. The input has no accept, because systems that do not know
// GeoJSON would not let it be chosen.
func (o *opener) Render() app.UI {
	w := o.Page.words.files
	return app.Div().Body(
		app.Input().Type("file").ID("open-file").Multiple(true).Hidden(true),
		app.Div().Class("drop-hint").ID("drop-hint").Hidden(true).Body(
			app.Div().Body(app.Strong().Text(w.dropHere), app.Span().Text(w.dropHint)),
		),
	)
}
