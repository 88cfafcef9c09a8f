package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// OnAppInstallChange follows whether the browser can install the page.
func (p *Page) OnAppInstallChange(ctx app.Context) {
	p.installable = ctx.IsAppInstallable() && !isInstalled()
	p.rev++
}

// installButton offers to install the page, where the browser can.
func (p *Page) installButton(id string) app.UI {
	w := p.words.install
	return app.Button().Type("button").ID(id).Hidden(!p.installable).Title(w.hint).Text(w.install).OnClick(installPage)
}

func installPage(ctx app.Context, _ app.Event) { ctx.ShowAppInstallPrompt() }

// installSection says on the method page how the page becomes an app, where
// it can.
func (p *Page) installSection() []app.UI {
	w := p.words.install
	switch {
	case p.installable:
		return []app.UI{app.H2().Text(w.title), app.P().Text(w.hint + "."), p.installButton("install-here")}
	case p.homeScreen:
		return []app.UI{app.H2().Text(w.title), app.P().ID("home-screen").Text(w.homeScreen)}
	}
	return nil
}

// isInstalled reports whether the page runs as an app.
func isInstalled() bool {
	return app.Window().Call("matchMedia", "(display-mode: standalone)").Get("matches").Bool()
}

// aboutRev changes with what the method page says beside the collection.
func (p *Page) aboutRev() (rev int) {
	if p.installable {
		rev |= 1
	}
	if p.isOwn() {
		rev |= 2
	}
	return rev
}
