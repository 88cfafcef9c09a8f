package ui

import (
	"syscall/js"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/browser"
	"wherewhen/app/onefile"
)

// OnMount closes the menu whenever the reader turns to something else.
func (s *share) OnMount(ctx app.Context) {
	ctx.PreventUpdate()
	s.write = s.Page.saveFile
	s.download = func(t *taken, extension string, progress func(done, of int)) (said string, err error) {
		return t.download(s.Page, extension, progress)
	}
	s.print = func() { s.Page.printInLight(ctx) }
	var listeners browser.Listeners
	leave := func(element js.Value) {
		if !s.open || !element.Truthy() || element.Call("closest", ".share").Truthy() {
			return
		}
		ctx.Dispatch(func(app.Context) { s.open = false })
	}
	document := js.Global().Get("document")
	for _, name := range []string{"pointerdown", "focusin"} {
		listeners.On(document, name, func(e js.Value) { leave(e.Get("target")) })
	}
}

// saveFile gives the browser the page as one file to keep.
func (p *Page) saveFile(choice onefile.Choice, progress func(done, of int)) (name string, size int, err error) {
	document, err := onefile.Save(pageParts{progress}, p.site, choice)
	if err != nil {
		return "", 0, err
	}
	saved := p.site
	if choice.Own != "" {
		saved.Title = choice.Own
	}
	name = saved.FileName(choice.On, ".html")
	browser.Download(name, "text/html", document)
	return name, len(document), nil
}

// pageParts are the parts of a document as the page has them.
type pageParts struct{ progress func(done, of int) }

func (pageParts) Read(name string) ([]byte, error) { return browser.File(name) }

// Packed leaves the contents on the side of the browser, which compresses
// them: the program need not bring what that takes.
func (pageParts) Packed(name string) ([]byte, error) {
	buffer, err := browser.FileBuffer(name)
	if err != nil {
		return nil, err
	}
	return browser.Gzip(buffer)
}

func (pageParts) Pack(contents []byte) ([]byte, error) {
	return browser.Gzip(browser.Bytes(contents))
}

func (p pageParts) Progress(done, of int) { p.progress(done, of) }
