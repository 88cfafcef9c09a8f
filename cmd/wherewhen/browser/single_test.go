package browser

import (
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// bundle makes one file of the built site with the command.
func bundle(t *testing.T, filter string, more ...string) (address string) {
	t.Helper()
	dist := os.Getenv("WHEREWHEN_DIST")
	if dist == "" || os.Getenv("CHROME") == "" {
		t.Skip("needs the built site and a browser: make test")
	}
	file := filepath.Join(t.TempDir(), "one file.html")
	run := exec.Command("go", append([]string{"run", "wherewhen/cmd/wherewhen", "bundle", "--site", dist, "--filter", filter, "--out", file}, more...)...)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("bundle: %v\n%s", err, out)
	}
	return onDisk(file)
}

// onDisk is the address of a file opened by a double click.
func onDisk(file string) string { return "file://" + strings.ReplaceAll(file, " ", "%20") }

// disk is a tab that may ask for nothing but a file, and what that makes
// itself.
func disk(t *testing.T, address string, s screen) *tab {
	t.Helper()
	p := blank(t, &host{Server: &httptest.Server{URL: "file://"}}, s)
	err := chromedp.Listen(p.ctx, func(ev any) {
		request, ok := ev.(*network.EventRequestWillBeSent)
		if !ok || strings.HasPrefix(request.Request.URL, "data:") || strings.HasPrefix(request.Request.URL, "blob:null/") {
			return
		}
		if asked, _, _ := strings.Cut(request.Request.URL, "#"); asked != address {
			t.Errorf("the file asks for %s", asked)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// fromDisk opens a file in a fresh profile and awaits its map.
func fromDisk(t *testing.T, address string, s screen) *tab {
	t.Helper()
	p := disk(t, address, s)
	p.visit(address)
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	return p
}

// subset are the records that answer a question.
func subset(records []record, regions []reported, q question) []record {
	return slices.DeleteFunc(slices.Clone(records), func(r record) bool { return !q.fits(r, regions, "") })
}

func TestOneFile(t *testing.T) {
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	kept := question{chosen: map[string][]string{"kind": {"attack"}, "attribution": {"disputed", "suspected"}}}
	held := subset(records, regions, kept)
	address := bundle(t, "kind=attack&attribution=disputed,suspected&"+wholeWorld)
	p := fromDisk(t, address, desktop)

	// It opens with what it was saved with.
	p.expect(ask(held, regions, kept), len(held))
	p.expectMap(ask(held, regions, kept))
	if want := fmt.Sprintf("Holds %d of %d events", len(held), len(records)); !strings.HasPrefix(p.text("#saved"), want) {
		t.Errorf("the header says %q, want %q", p.text("#saved"), want)
	}

	// Filters, their links and Back work as ever.
	start := p.fragment()
	p.click(`#facet-attribution .choice[data-value="suspected"]`)
	one := question{chosen: map[string][]string{"kind": {"attack"}, "attribution": {"disputed"}}}
	p.expect(ask(held, regions, one), len(held))
	p.wait(`location.hash.includes('attribution=disputed&')`)
	link := p.fragment()
	p.run(`history.back()`)
	p.expect(ask(held, regions, kept), len(held))
	p.wait(fmt.Sprintf(`location.hash === %q`, start))
	p.do(chromedp.Navigate("about:blank"))
	p.visit(address + link)
	p.expect(ask(held, regions, one), len(held))

	// What it does without says so.
	p.click("#find-place")
	p.keys("zzz")
	p.wait(`document.querySelector('#found-places').textContent.includes('Only places of these events')`)
	p.keys("\x1b")
	p.run(`location.hash = '#map=34.5,69.2,8.5'`)
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle' && location.hash.includes(',8.50')`)
	if said := p.text("#problems"); said != "" {
		t.Errorf("the file complains: %s", said)
	}
	p.click("#open-method")
	p.wait(`document.querySelectorAll('#method table').length === 4`)
	if about := p.text("#about"); !strings.Contains(about, fmt.Sprintf("This file holds %d records", len(held))) {
		t.Errorf("the method page says: %s", about)
	}
	p.click("#method details summary")
	p.wait(`document.querySelector('#licences').textContent.includes('maplibre')`)
}

// TestOneFileWithAll opens a file that holds more than its filter shows.
func TestOneFileWithAll(t *testing.T) {
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := fromDisk(t, bundle(t, "kind=arrest&"+wholeWorld, "--all"), phone)
	q := question{chosen: map[string][]string{"kind": {"arrest"}}}
	p.expect(ask(records, regions, q), len(records))
	if bad := eval[[]string](p, outside); len(bad) > 0 {
		t.Error(strings.Join(bad, "\n"))
	}
	p.click(".chip-reset")
	p.expect(ask(records, regions, question{}), len(records))
}

// save saves the page with a button of the menu and returns the address of
// the file.
func (p *tab) save(button string) string {
	p.t.Helper()
	dir := p.t.TempDir()
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		DownloadPath: dir,
	})
	if !eval[bool](p, `document.querySelector('#share-menu').checkVisibility()`) {
		p.click("#share")
	}
	p.click(button)
	p.wait(`document.querySelector('#save-status').textContent.startsWith('Saved as')`)
	said := p.text("#save-status")
	name, _, _ := strings.Cut(strings.TrimPrefix(said, "Saved as "), ",")
	file := filepath.Join(dir, name)
	for deadline := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		if _, err := os.Stat(file); err == nil {
			return onDisk(file)
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%s was never there", name)
		}
	}
}

func TestSaveAsOneFile(t *testing.T) {
	h := newHost(t, "/x/y/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	q := question{chosen: map[string][]string{"kind": {"arrest"}}}
	p := open(t, h, "#kind=arrest&"+wholeWorld, desktop)
	p.waitMap()
	shown := ask(records, regions, q).shown
	p.click("#share")
	p.wait(`document.querySelector('#share').getAttribute('aria-expanded') === 'true' && document.querySelector('#save-shown').checkVisibility()`)
	for selector, want := range map[string]string{
		"#save-shown": fmt.Sprintf("Events shown (%d)", shown), "#save-all": fmt.Sprintf("All events (%d)", len(records)),
	} {
		if got := p.text(selector); got != want {
			t.Errorf("%s says %q, want %q", selector, got, want)
		}
	}
	first := p.save("#save-shown")

	// The file opens from disk, and can be saved again.
	held := subset(records, regions, q)
	f := fromDisk(t, first, desktop)
	f.expect(ask(held, regions, q), len(held))
	f.expectMap(ask(held, regions, q))
	f.click(`#facet-country .choice[data-value="Turkey"]`)
	q.chosen["country"] = []string{"Turkey"}
	f.expect(ask(held, regions, q), len(held))
	second := f.save("#save-shown")

	held = subset(records, regions, q)
	g := fromDisk(t, second, desktop)
	g.expect(ask(held, regions, q), len(held))
	if want := fmt.Sprintf("Holds %d of %d events", len(held), len(records)); !strings.HasPrefix(g.text("#saved"), want) {
		t.Errorf("the header says %q, want %q", g.text("#saved"), want)
	}
	g.click("#open-method")
	g.wait(`document.querySelector('#file-facts')`)
	if from := h.address + "#kind=arrest"; !strings.Contains(g.text("#file-facts"), from) {
		t.Errorf("the method page does not say that it is from %s: %s", from, g.text("#file-facts"))
	}
}

func TestShareMenuByKeyboard(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", phone)
	p.tabTo("#share")
	p.keys("\r")
	p.wait(`document.querySelector('#share-menu').checkVisibility()`)
	if bad := eval[[]string](p, outside); len(bad) > 0 {
		t.Error(strings.Join(bad, "\n"))
	}
	if eval[bool](p, `document.querySelector('#save-shown').checkVisibility()`) {
		t.Error("without a filter the menu offers to save the events shown apart from all")
	}
	p.tabTo("#save-all")
	p.keys("\x1b")
	p.wait(`!document.querySelector('#share-menu').checkVisibility() && document.activeElement.id === 'share'
		&& document.querySelector('#share').getAttribute('aria-expanded') === 'false'`)
	p.keys("\r")
	p.wait(`document.querySelector('#share-menu').checkVisibility()`)
	p.tabTo("#theme")
	p.wait(`!document.querySelector('#share-menu').checkVisibility()`)
}

// TestOneFileWithoutScript reads what there is for those for whom the program
// does not run.
func TestOneFileWithoutScript(t *testing.T) {
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	q := question{chosen: map[string][]string{"kind": {"arrest"}}}
	held := subset(records, regions, q)
	address := bundle(t, "kind=arrest")
	p := disk(t, address, phone)
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.do(chromedp.Navigate(address))
	p.wait(`document.readyState === 'complete'`)
	for _, r := range held {
		if !eval[bool](p, fmt.Sprintf(`[...document.querySelectorAll('#loading li')].some(e => e.textContent.includes(%s))`, quoted(r.Properties.Title))) {
			t.Errorf("%s is not listed", r.Properties.Title)
		}
	}
	if n := eval[int](p, `document.querySelectorAll('#loading li').length`); n != len(held) {
		t.Errorf("%d events are listed, want %d", n, len(held))
	}
	if !eval[bool](p, `(() => { const e = document.querySelector('#loading'); e.scrollTop = 1e6; return e.scrollTop > 0 && document.querySelector('#loading li:last-child').checkVisibility() })()`) {
		t.Error("the list cannot be scrolled")
	}
}

// TestDamagedFile opens a file that was cut in the middle of a part.
func TestDamagedFile(t *testing.T) {
	address := bundle(t, "kind=arrest")
	file := strings.ReplaceAll(strings.TrimPrefix(address, "file://"), "%20", " ")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const part = `id="file-app.wasm">`
	at := strings.Index(string(text), part) + len(part)
	if err := os.WriteFile(file, append(text[:at+1000:at+1000], text[at+2000:]...), 0o644); err != nil {
		t.Fatal(err)
	}
	p := disk(t, address, desktop)
	p.fails = true
	p.do(chromedp.Navigate(address))
	p.wait(`document.querySelector('#failure').open`)
	if !strings.Contains(p.text("#failure-title span:not([hidden])"), "could not be started") {
		t.Errorf("the page says %q", p.text("#failure-title"))
	}
	if !strings.Contains(p.text("#failure-text"), "app.wasm") {
		t.Errorf("it does not say which part: %q", p.text("#failure-text"))
	}
	p.wait(`document.querySelectorAll('#loading li').length > 5 && document.querySelector('#loading li').checkVisibility()`)
}

// TestSaveOwnFile saves a page around a file of the person's own: nothing of
// the site's collection goes with it.
func TestSaveOwnFile(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.choose(own(t, "my events.csv", ownCSV))
	p.expectOwn("my events.csv")
	saved := p.save("#save-all")
	if !strings.Contains(saved, "my-events-csv-") {
		t.Errorf("the file is called %s", saved)
	}
	f := fromDisk(t, saved, desktop)
	f.wait(`document.querySelector('#count').textContent === '4 of 4 events'`)
	f.wait(`[...document.querySelectorAll('#event-list .row')].map(e => e.dataset.id).join() === 'three,two,one,line-5'`)
	f.wait(`document.querySelector('h1').textContent === 'my events.csv'`)
	f.click("#open-method")
	f.wait(`document.querySelector('#file-facts')`)
	// Of the files it holds, which are base64, any four letters may be part.
	const words = `(() => {
		const body = document.body.cloneNode(true);
		for (const file of body.querySelectorAll('script[type="text/plain"]')) file.remove();
		return body.textContent;
	})()`
	if text := eval[string](f, words); !strings.Contains(text, "my events.csv") || strings.Contains(text, "ISIS") {
		t.Error("the collection of the site is in the file")
	}
}
