package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// installable plays a browser that would install the page.
const installable = `
	window.prompted = 0;
	const e = new Event('beforeinstallprompt', {cancelable: true});
	e.prompt = async () => { window.prompted++; return {outcome: 'accepted'}; };
	dispatchEvent(e)`

func TestInstall(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	if eval[bool](p, `document.querySelector('#install').checkVisibility()`) {
		t.Error("installing is offered before the browser allows it")
	}
	p.run(installable)
	p.click("#install")
	p.wait(`window.prompted === 1 && !document.querySelector('#install').checkVisibility()`)

	// A phone offers it on the method page; an installation ends the offer.
	p = open(t, h, "", phone)
	p.run(installable)
	p.click("#open-method")
	p.click("#install-here")
	p.wait(`window.prompted === 1 && !document.querySelector('#install-here')`)
	p.run(installable)
	p.wait(`document.querySelector('#install-here')`)
	p.run(`dispatchEvent(new Event('appinstalled'))`)
	p.wait(`!document.querySelector('#install-here')`)
}

func TestInstalledPageOffersNothing(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		const ask = window.matchMedia;
		window.matchMedia = (query) => query === '(display-mode: standalone)' ? {matches: true} : ask.call(window, query);`})
	p.visit(h.address)
	p.run(installable)
	p.click("#open-method")
	p.wait(`document.querySelector('#about')`)
	if eval[bool](p, `[...document.querySelectorAll('#install, #install-here, #home-screen')].some(e => e.checkVisibility())`) {
		t.Error("installing is offered again")
	}
}

// TestHomeScreen plays browsers of iPads, which tell no page that it can be
// installed.
func TestHomeScreen(t *testing.T) {
	h := newHost(t, "/")
	for standalone, want := range map[string]bool{"false": true, "true": false} {
		p := blank(t, h, phone)
		call(p, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
			UserAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
		})
		call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
			Source: `Object.defineProperty(navigator, 'standalone', {value: ` + standalone + `})`,
		})
		p.visit(h.address)
		p.click("#open-method")
		p.wait(`document.querySelector('#about')`)
		if got := eval[bool](p, `document.querySelector('#home-screen')?.textContent.includes('Add to Home Screen') ?? false`); got != want {
			t.Errorf("navigator.standalone is %s: the hint is there is %v", standalone, got)
		}
	}
}
