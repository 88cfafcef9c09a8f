package browser

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
)

// instead answers requests for assets whose names begin with stem; their
// compressed twins are missing.
func instead(stem string, answer http.HandlerFunc) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.URL.Path, "/assets/"+stem+".") {
			return false
		}
		if strings.HasSuffix(r.URL.Path, ".gz") {
			http.NotFound(w, r)
			return true
		}
		answer(w, r)
		return true
	}
}

func says(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		io.WriteString(w, body)
	}
}

// breaksOff answers with the first part of an asset and then cuts the line.
func breaksOff(stem string) func(http.ResponseWriter, *http.Request) bool {
	return instead(stem, func(w http.ResponseWriter, r *http.Request) {
		whole, err := os.ReadFile(filepath.Join(os.Getenv("WHEREWHEN_DIST"), "assets", filepath.Base(r.URL.Path)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			w.Header().Set("Content-Type", "application/wasm")
		}
		w.Write(whole[:len(whole)/2])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
}

// TestFailureIsTold takes away or damages what the page needs: it says what
// failed, and the list of events stays readable.
func TestFailureIsTold(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(http.ResponseWriter, *http.Request) bool
		says   []string
	}{
		{"no program", instead("app", http.NotFound), []string{"could not be loaded", "app.wasm: status 404"}},
		{"a damaged program", instead("app", says("application/wasm", "\x00asm nonsense")), []string{"could not be loaded", "WebAssembly"}},
		{"a program that breaks off", breaksOff("app"), []string{"could not be loaded"}},
		{"a login page instead of the program", instead("app", says("text/html", "<title>log in</title>")), []string{"could not be loaded", "WebAssembly"}},
		{"no Go runtime", instead("wasm_exec", http.NotFound), []string{"could not be loaded", "wasm-exec"}},
		{"no events", instead("events", http.NotFound), []string{"events could not be read", "columns: status 404"}},
		{"damaged events", instead("events", says("application/octet-stream", "wherewhen table3\xff\xff\xff\xff\xff\xff\xff\xff")), []string{"events could not be read", "columns: encoded table is damaged"}},
		{"events that break off", breaksOff("events"), []string{"events could not be read", "events"}},
		{"a login page instead of events", instead("events", says("text/html", "<title>log in</title>")), []string{"events could not be read", "not an encoded table of events"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHost(t, "/", c.answer)
			p := blank(t, h, desktop)
			p.offline, p.fails = true, true
			p.do(chromedp.Navigate(h.address))
			p.wait(`document.querySelector('#failure[open]')?.checkVisibility()`)
			shown := eval[string](p, `document.querySelector('#failure').innerText`)
			for _, want := range c.says {
				if !strings.Contains(shown, want) {
					t.Errorf("the page does not say %q but:\n%s", want, shown)
				}
			}
			p.readable()
			if report := eval[string](p, `document.querySelector('#failure-text').textContent`); !strings.Contains(report, "Wherewhen ") || !strings.Contains(report, h.address) {
				t.Errorf("the report names neither version nor address:\n%s", report)
			}
		})
	}
}

// readable checks that the events can be read in the page as it came.
func (p *tab) readable() {
	p.t.Helper()
	if n, all := eval[int](p, `document.querySelectorAll('#loading .events li').length`), len(read[record](p.t, "events.geojson")); n != all {
		p.t.Errorf("%d events can be read without the program, want %d", n, all)
	}
	p.wait(`document.querySelector('#loading .events li').checkVisibility()`)
}

// TestWithoutWebAssembly takes WebAssembly away.
func TestWithoutWebAssembly(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	p.fails = true
	p.before(`delete globalThis.WebAssembly`)
	p.do(chromedp.Navigate(h.address))
	p.wait(`document.querySelector('#failure[open]')?.checkVisibility()`)
	if shown := p.text("#failure h1 span:not([hidden])"); shown != "This browser cannot show the map and timeline" {
		t.Errorf("the page says %q", shown)
	}
	p.readable()
}

// before runs a script in the page before its own.
func (p *tab) before(script string) {
	p.t.Helper()
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// TestLesserFilesMayBeMissing takes away what the page can do without: it says
// so, and the rest works.
func TestLesserFilesMayBeMissing(t *testing.T) {
	all := len(read[record](t, "events.geojson"))
	for _, c := range []struct{ stem, says, where string }{
		{"regions", "regions: status 404", "#problems"},
		{"areas", "areas: status 404", "#problems"},
		{"basemap-sketch", "basemap-sketch: status 404", "#problems"},
		{"basemap-overview", "basemap-overview: status 404", "#map-message"},
		{"maplibre-gl", "maplibre", "#map-message"},
		{"pmtiles", "pmtiles", "#map-message"},
	} {
		t.Run(c.stem, func(t *testing.T) {
			h := newHost(t, "/", instead(c.stem, http.NotFound))
			p := blank(t, h, desktop)
			p.offline = true
			p.visit(h.address)
			p.wait(fmt.Sprintf(`document.querySelector(%q)?.textContent.includes(%q)`, c.where, c.says))
			p.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '%d of %d events'`, all, all))
			p.wait(`document.querySelectorAll('#event-list .row').length > 3`)
		})
	}
}

// TestCrashShowsAReport ends the program from outside, as a fault in it would.
func TestCrashShowsAReport(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#kind=arrest", desktop)
	p.fails, p.offline = true, true
	p.waitMap()
	// What a browser gives to the program is not there any more.
	p.run(`window.setAttribute = Element.prototype.setAttribute; Element.prototype.setAttribute = null; document.querySelector('#open-method').click()`)
	p.wait(`document.querySelector('#failure:modal')`)
	report := eval[string](p, `document.querySelector('#failure-text').textContent`)
	if !strings.Contains(report, "kind=arrest") || !strings.Contains(report, "panic") {
		t.Errorf("the report does not hold what a developer needs:\n%s", report)
	}
	// Reloading brings the filters back.
	p.fails = false
	p.click("#failure-reload")
	p.wait(`document.querySelector('#count')?.textContent.includes(' of ')`)
	p.wait(`document.querySelectorAll('#chips li').length === 2`)
	p.mu.Lock()
	p.errors = nil // what listeners of the ended program said
	p.mu.Unlock()
}

// TestMapComesBack takes the graphics context from the map, as a browser does
// when its GPU process ends or a laptop wakes up.
func TestMapComesBack(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	p.run(`window.graphics = document.querySelector('#map-ground canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); graphics.loseContext()`)
	p.wait(`document.querySelector('#map-message').checkVisibility() && document.querySelector('#map-message').textContent.includes('graphics')`)
	p.wait(`document.querySelector('#map-sketch').width > 0 && document.querySelector('#map-ground').style.opacity === '0'`)
	p.click("#open-method")
	p.wait(`!document.querySelector('#method').hidden`)
	p.click("#close-method")
	p.run(`graphics.restoreContext()`)
	p.wait(`!document.querySelector('#map-message').checkVisibility()`)
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	p.wait(`document.querySelector('#map-sketch').width === 0 && document.querySelector('#map-ground').style.opacity === ''`)
	p.click("#map-in")
	p.wait(`/map=.*,1\.\d+/.test(location.hash)`)
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
}

// TestFullDisk refuses the page any room: it works, and says that it is not
// kept for offline use.
func TestFullDisk(t *testing.T) {
	h := newHost(t, "/", func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/service-worker.js" {
			return false
		}
		worker, err := os.ReadFile(filepath.Join(os.Getenv("WHEREWHEN_DIST"), "service-worker.js"))
		if err != nil {
			http.NotFound(w, r)
			return true
		}
		w.Header().Set("Content-Type", "text/javascript")
		io.WriteString(w, `Cache.prototype.put = () => Promise.reject(new DOMException("Quota exceeded.", "QuotaExceededError"));`)
		w.Write(worker)
		return true
	})
	p := open(t, h, "", desktop)
	p.wait(`document.querySelector('#said')?.textContent.includes('Quota exceeded')`)
	p.waitMap()
	if eval[bool](p, `navigator.serviceWorker.getRegistration().then(r => Boolean(r?.active))`) {
		t.Error("a half kept version is in use")
	}
	if names := eval[[]string](p, `caches.keys()`); len(names) > 0 {
		t.Errorf("caches are left: %v", names)
	}
}

// TestNothingIsKeptHalf damages one file on the host for the service worker
// only: nothing is kept.
func TestNothingIsKeptHalf(t *testing.T) {
	var asked atomic.Int32
	h := newHost(t, "/", instead("areas", func(w http.ResponseWriter, r *http.Request) {
		body := `{"type":"FeatureCollection","features":[]}`
		if asked.Add(1) > 1 {
			body = "damaged"
		}
		w.Header().Set("Cache-Control", "no-store")
		says("application/geo+json", body)(w, r)
	}))
	p := blank(t, h, desktop)
	p.offline = true
	p.visit(h.address)
	p.wait(`document.querySelector('#said')?.textContent`)
	if names := eval[[]string](p, `caches.keys()`); len(names) > 0 {
		t.Errorf("caches are left: %v", names)
	}
}

// TestDamagedCopyIsMended damages files that are kept for offline use.
func TestDamagedCopyIsMended(t *testing.T) {
	for _, name := range []string{"app.wasm", "columns", "style", "loader", "wasm-exec", "maplibre"} {
		t.Run(name, func(t *testing.T) {
			h := newHost(t, "/")
			p := open(t, h, "", desktop)
			p.waitMap()
			p.wait(`navigator.serviceWorker.controller`)
			own := fmt.Sprintf(`caches.keys().then(names => caches.open(names[0])).then(async cache => {
				const url = wherewhen.assets[%q];
				const kept = await cache.match(url);
				const body = new Uint8Array(await kept.arrayBuffer()).slice(0, 1000);
				await cache.put(url, new Response(body, {headers: kept.headers}));
				return true; })`, name)
			p.wait(own)
			p.offline = true
			p.visit(h.address + "?again")
			p.waitMap()
			p.wait(fmt.Sprintf(`caches.keys().then(names => caches.open(names[0])).then(cache => cache.match(wherewhen.assets[%q])).then(r => r.arrayBuffer()).then(b => b.byteLength > 1000)`, name))
		})
	}
}

// TestMissingCopyIsFetched removes a kept file: it is fetched, and kept again.
func TestMissingCopyIsFetched(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.wait(`navigator.serviceWorker.controller`)
	p.wait(`caches.keys().then(names => caches.open(names[0])).then(cache => cache.delete(wherewhen.assets.events))`)
	p.visit(h.address + "?again")
	p.wait(`caches.match(wherewhen.assets.events)`)
}

// TestWorkerIsKilled ends the service worker, as browsers do at will, and then
// takes the host away.
func TestWorkerIsKilled(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.wait(`navigator.serviceWorker.controller`)
	call(p, serviceworker.Enable, cdp.Empty{})
	call(p, serviceworker.StopAllWorkers, cdp.Empty{})
	h.stop()
	p.offline = true
	p.visit(h.address + "?again")
	p.waitMap()
}

// TestOfflineAtTheFirstVisit takes the host away once the page itself has
// arrived.
func TestOfflineAtTheFirstVisit(t *testing.T) {
	h := newHost(t, "/", func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, ".wasm") || strings.HasSuffix(r.URL.Path, "json") || strings.HasSuffix(r.URL.Path, ".gz") {
			panic(http.ErrAbortHandler)
		}
		return false
	})
	p := blank(t, h, phone)
	p.offline, p.fails = true, true
	p.do(chromedp.Navigate(h.address))
	p.wait(`document.querySelector('#failure[open]')?.checkVisibility()`)
	p.readable()
}
