package ui

import (
	"fmt"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

// notices shows what the reader should know once: parts of a link or of the
// data that could not be used, a new version, the outcome of copying.
type notices struct {
	app.Compo
	Page *Page
	Rev  int
}

func (n *notices) Render() app.UI {
	p, w := n.Page, n.Page.words
	return app.Div().Class("notices").Body(
		app.If(p.update, func() app.UI {
			return app.Div().Class("notice plain").Attr("role", "status").Body(
				app.Div().Text(w.newVersion),
				app.Button().Type("button").Text(w.reload).OnClick(func(ctx app.Context, _ app.Event) { updatePage() }),
			)
		}),
		app.If(len(p.problem) > 0, func() app.UI {
			return app.Div().Class("notice").ID("problems").Attr("role", "alert").Body(
				app.Div().Body(app.Strong().Text(w.problems), app.Ul().Body(problemItems(w, p.problem, 0)...)),
				app.Button().Type("button").Text(w.dismiss).OnClick(n.dismiss),
			)
		}),
		app.If(p.said != "", func() app.UI {
			return app.Div().Class("notice plain").ID("said").Attr("role", "status").Body(
				app.Div().Text(p.said),
				app.Button().Type("button").Text(w.dismiss).OnClick(n.hush),
			)
		}),
		app.If(p.report != nil, p.reportNotice),
	)
}

// mostProblems is how many problems are listed at once.
const mostProblems = 20

// problemItems lists the first problems and says how many more there are, more
// of them not among these.
func problemItems(w *words, problems []string, more int) []app.UI {
	listed := problems[:min(len(problems), mostProblems)]
	more += len(problems) - len(listed)
	items := make([]app.UI, 0, len(listed)+1)
	for _, text := range listed {
		items = append(items, app.Li().Text(text))
	}
	if more > 0 {
		items = append(items, app.Li().Text(fmt.Sprintf(w.moreProblems, more)))
	}
	return items
}

func (n *notices) dismiss(app.Context, app.Event) {
	n.Page.problem = nil
	n.Page.rev++
}

func (n *notices) hush(app.Context, app.Event) { n.Page.notify("") }

// copyLink copies a link to a state of the page.
func (p *Page) copyLink(ctx app.Context, s *session.State) {
	said := p.words.linkCopied
	if p.isOwn() {
		said = p.words.linkCopiedOfOwn
	}
	p.copyOut(ctx, pageAddress(p.history.of(s)), said, p.words.linkFailed)
}

// copyOut copies a text and says so for a while; where the browser does not
// allow it, the text is shown in the words of failed.
func (p *Page) copyOut(ctx app.Context, text, said, failed string) {
	copyText(ctx, text, func(ok bool) {
		if !ok {
			p.notify(fmt.Sprintf(failed, text))
			return
		}
		p.notify(said)
		ctx.After(4*time.Second, func(app.Context) {
			if p.said == said {
				p.notify("")
			}
		})
	})
}

// notify shows a short text until it is dismissed or replaced.
func (p *Page) notify(text string) {
	p.said = text
	p.rev++
}
