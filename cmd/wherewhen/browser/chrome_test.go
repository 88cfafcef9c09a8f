package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience is how long a condition is awaited. A machine without a GPU paints
// a map a few times a second, and CI has two slow cores.
const patience = 60 * time.Second

var chrome context.Context

func TestMain(m *testing.M) {
	os.Exit(func() int {
		if os.Getenv("CHROME") == "" || os.Getenv("WHEREWHEN_DIST") == "" {
			return m.Run()
		}
		profile, err := os.MkdirTemp("", "wherewhen-browser-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(profile)
		fonts, err := pinFonts(profile)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		options := []chromedp.ExecAllocatorOption{
			chromedp.ExecPath(os.Getenv("CHROME")), chromedp.UserDataDir(profile), chromedp.Headless,
			chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WindowSize(1280, 800), chromedp.Env("FONTCONFIG_FILE=" + fonts),
		}
		for name, value := range map[string]any{
			"no-sandbox": true, "use-angle": "swiftshader", "enable-unsafe-swiftshader": true,
			"ignore-gpu-blocklist": true, "disable-quic": true, "disable-background-networking": true,
			"disable-component-update": true, "disable-sync": true, "hide-scrollbars": true,
			"force-color-profile": "srgb",
		} {
			options = append(options, chromedp.Flag(name, value))
		}
		allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
		defer cancel()
		var stop context.CancelFunc
		chrome, stop = chromedp.NewContext(allocator)
		defer stop()
		if err := chromedp.Do(chrome); err != nil {
			fmt.Fprintln(os.Stderr, "the browser did not start:", err)
			return 1
		}
		return m.Run()
	}())
}

// host serves the built site as a host does that knows nothing of it, under a
// path such as "/" or "/x/y/".
type host struct {
	*httptest.Server
	address string // of the page
	dir     atomic.Value
}

// What answers is asked before the site: it may answer otherwise than the
// site would, and says whether it did.
func newHost(t *testing.T, path string, answers ...func(http.ResponseWriter, *http.Request) bool) *host {
	t.Helper()
	needsSite(t)
	dist := os.Getenv("WHEREWHEN_DIST")
	h := &host{}
	h.dir.Store(dist)
	files := http.StripPrefix(strings.TrimSuffix(path, "/"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.FileServer(http.Dir(h.dir.Load().(string))).ServeHTTP(w, r)
	}))
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, answer := range answers {
			if answer(w, r) {
				return
			}
		}
		files.ServeHTTP(w, r)
	}))
	h.address = h.URL + path
	t.Cleanup(h.Close)
	return h
}

func needsSite(t *testing.T) {
	t.Helper()
	if os.Getenv("WHEREWHEN_DIST") == "" || os.Getenv("CHROME") == "" {
		t.Skip("needs the built site and a browser: make test")
	}
}

// stop takes the host away.
func (h *host) stop() {
	h.CloseClientConnections()
	h.Close()
}

// tab is a page in the browser, with everything it asked for and complained
// about.
type tab struct {
	t       *testing.T
	ctx     context.Context
	origin  string
	mu      sync.Mutex
	foreign []string
	allowed string // origin beside its own that it may ask
	errors  []string
	offline bool // errors in the browser's log are expected
	fails   bool // so is the failure of the program
}

type screen struct {
	width, height int64
	touch, dark   bool
}

var (
	desktop = screen{width: 1280, height: 800}
	phone   = screen{width: 390, height: 844, touch: true}
)

// open opens the page in a fresh profile and waits for the events.
func open(t *testing.T, h *host, fragment string, s screen) *tab {
	t.Helper()
	p := blank(t, h, s)
	p.visit(h.address + fragment)
	return p
}

func blank(t *testing.T, h *host, s screen) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chrome, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	u, err := url.Parse(h.URL)
	if err != nil {
		t.Fatal(err)
	}
	p := &tab{t: t, ctx: ctx, origin: u.Scheme + "://" + u.Host}
	// The tab lives as long as the context of the first run: no deadline here.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	call(p, network.Enable, network.EnableParams{})
	call(p, log.Enable, cdp.Empty{})
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: s.width, Height: s.height, DeviceScaleFactor: 1, Mobile: s.touch,
	})
	t.Cleanup(p.verdict)
	return p
}

func (p *tab) hear(ev any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		if at := ev.Request.URL; !strings.HasPrefix(at, p.origin+"/") && (p.allowed == "" || !strings.HasPrefix(at, p.allowed+"/")) && !strings.HasPrefix(at, "blob:") && !strings.HasPrefix(at, "data:") {
			p.foreign = append(p.foreign, at)
		}
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError {
			p.errors = append(p.errors, fmt.Sprint("console: ", describe(ev.Args)))
		}
	case *runtime.EventExceptionThrown:
		text := "exception: " + ev.ExceptionDetails.Text
		if e := ev.ExceptionDetails.Exception; e != nil {
			text += " " + e.Description
		}
		p.errors = append(p.errors, text)
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError && !p.offline {
			p.errors = append(p.errors, "log: "+ev.Entry.Text+" "+ev.Entry.URL)
		}
	}
}

func describe(args []*runtime.RemoteObject) string {
	var b strings.Builder
	for _, a := range args {
		if len(a.Value) > 0 {
			b.Write(a.Value)
		} else {
			b.WriteString(a.Description)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// verdict fails the test for what no page of ours may do.
func (p *tab) verdict() {
	if text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.querySelector('#failure[open] #failure-text')?.textContent ?? ""`)); err == nil && text != "" && !p.fails {
		p.t.Errorf("the program stopped: %s", text)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, at := range p.foreign {
		p.t.Errorf("a request left the origin: %s", at)
	}
	for i, e := range p.errors {
		if i == 3 {
			p.t.Errorf("and %d more", len(p.errors)-i)
			break
		}
		p.t.Errorf("the console says: %s", e)
	}
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		p.t.Fatal(err)
	}
	return result
}

// visit goes to an address and waits until the events are counted.
func (p *tab) visit(address string) {
	p.t.Helper()
	p.do(chromedp.Navigate(address))
	p.wait(`document.querySelector('#count')?.textContent.includes(' of ')`)
}

// eval evaluates an expression.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// run runs statements.
func (p *tab) run(script string) {
	p.t.Helper()
	eval[bool](p, "(() => { "+script+"; return true; })()")
}

// wait awaits that an expression, or what it promises, is true.
func (p *tab) wait(expression string) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool]("Promise.resolve("+expression+").then(Boolean)", chromedp.EvalAwaitPromise))
		if err == nil && ok {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	state := eval[string](p, `((document.querySelector('#failure-text')?.textContent ?? '') + document.body.innerText).slice(0, 1500)`)
	p.t.Fatalf("never became true: %s\nthe page shows:\n%s", expression, state)
}

// waitMap awaits the first frame of the map.
func (p *tab) waitMap() {
	p.t.Helper()
	p.wait(`document.querySelectorAll('#map-places li').length > 0`)
}

func (p *tab) text(selector string) string {
	p.t.Helper()
	return eval[string](p, fmt.Sprintf(`(document.querySelector(%q)?.textContent ?? "").trim()`, selector))
}

// click presses and releases the pointer in the middle of an element, once it
// lies still there and nothing is in front of it.
func (p *tab) click(selector string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`(async () => {
		const middle = () => {
			const e = document.querySelector(%q);
			if (!e?.checkVisibility()) return null;
			e.scrollIntoView({block: "nearest"});
			const b = e.getBoundingClientRect(), x = b.x + b.width / 2, y = b.y + b.height / 2;
			const hit = document.elementFromPoint(x, y);
			return e.contains(hit) || hit?.closest("label")?.control === e ? x + " " + y : null;
		};
		const before = middle();
		for (let frames = 0; frames < 3; frames++) {
			await new Promise(requestAnimationFrame);
			if (before === null || middle() !== before) return false;
		}
		window.still = before.split(" ").map(Number);
		return true;
	})()`, selector))
	at := eval[[2]float64](p, `window.still`)
	p.do(chromedp.MouseClickXY(at[0], at[1]))
}

// keys presses keys of package kb, or types text.
func (p *tab) keys(keys string, options ...chromedp.KeyOption) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys, options...))
}

func (p *tab) focused() string {
	p.t.Helper()
	return eval[string](p, `document.activeElement?.id || document.activeElement?.className || document.activeElement?.tagName || ""`)
}

// tabTo presses Tab until an element has the focus.
func (p *tab) tabTo(selector string) {
	p.t.Helper()
	for range 200 {
		if eval[bool](p, fmt.Sprintf(`document.activeElement?.matches(%q) ?? false`, selector)) {
			return
		}
		p.keys(kb.Tab)
	}
	p.t.Fatalf("Tab never reached %s; last was %s", selector, p.focused())
}

func (p *tab) fragment() string {
	p.t.Helper()
	return eval[string](p, `location.hash`)
}

func (p *tab) screenshot(file string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func quoted(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
