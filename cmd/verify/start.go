package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"wherewhen/cmd/wherewhen/site"
)

// startRuns is how often a start is timed; the middle one is printed, and the
// least and most of the two that people wait for.
const startRuns = 5

// startSteps are the steps of a start, in order, as the page marks them.
var startSteps = []struct{ mark, says string }{
	{"first-contentful-paint", "counts, years and list in the document"},
	{"program arrived", "program downloaded"},
	{"program compiled", "program compiled"},
	{"program running", "program begun"},
	{"events read", "events read"},
	{"timeline drawn", "counts, list and timeline in use"},
	{"circles drawn", "circles where they belong"},
	{"land drawn", "land and borders under them"},
	{"map drawn", "map complete, with regions and names"},
}

// startVisits are the visits that are timed, each a person's way to the page.
var startVisits = []string{"first visit", "in a new tab", "in the same tab"}

// readStart returns the time of each step, once all have happened.
const readStart = `(async () => {
	const marks = () => Object.fromEntries([...performance.getEntriesByType('mark'), ...performance.getEntriesByType('paint')].map(m => [m.name, m.startTime]));
	while (!('map drawn' in marks())) await new Promise(resolve => setTimeout(resolve, 50));
	const program = performance.getEntriesByType('resource').find(r => r.name.endsWith('.wasm'));
	return {...marks(), 'program arrived': program?.responseEnd ?? 0};
})()`

// starts times first visits, each in a fresh profile, and a second visit
// after each of them.
func starts(ctx context.Context, _ record) error {
	chrome, err := findChrome(ctx)
	if err != nil {
		return err
	}
	handler := site.NewHandler(os.DirFS("dist"))
	if err := handler.Compress(ctx); err != nil {
		return err
	}
	host := httptest.NewServer(handler)
	defer host.Close()

	times := make([][]map[string]float64, len(startVisits))
	for range startRuns {
		visits, err := start(ctx, chrome, host.URL)
		if err != nil {
			return err
		}
		for i, visit := range visits {
			times[i] = append(times[i], visit)
		}
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, visit := range startVisits {
		fmt.Fprintf(w, "%s\tfrom–to\t", visit)
	}
	fmt.Fprintln(w)
	for _, step := range startSteps {
		for i := range startVisits {
			fmt.Fprintf(w, "%s\t", spread(times[i], step.mark))
		}
		fmt.Fprintf(w, "  %s\n", step.says)
	}
	return w.Flush()
}

// startFlags make a browser without a GPU. Web pages are painted in software,
// as a browser does without one by itself; only WebGL needs to be allowed.
const startFlags = "no-sandbox enable-unsafe-swiftshader ignore-gpu-blocklist disable-gpu-rasterization disable-quic disable-background-networking disable-component-update disable-sync"

// settles is how long a browser and a new tab have to come to rest: what is
// timed is the page.
const settles = 3 * time.Second

// start visits the page in a browser of its own, as startVisits says.
func start(ctx context.Context, chrome, address string) (visits []map[string]float64, err error) {
	profile, err := os.MkdirTemp("", "wherewhen-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(profile)
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chrome), chromedp.UserDataDir(profile), chromedp.Headless,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WindowSize(1280, 800),
	}
	for _, flag := range strings.Fields(startFlags) {
		options = append(options, chromedp.Flag(flag, true))
	}
	options = append(options, chromedp.Flag("use-angle", "swiftshader"))
	allocator, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	browser, stop := chromedp.NewContext(allocator)
	defer stop()
	limited, done := context.WithTimeout(browser, 3*time.Minute)
	defer done()
	if err := chromedp.Do(limited); err != nil {
		return nil, err
	}
	// Being told of every request and element makes a start twice as long.
	quiet := func(tab context.Context) error {
		for _, disable := range []cdp.Command[cdp.Empty, cdp.Empty]{network.Disable, css.Disable, dom.Disable, log.Disable} {
			if _, err := chromedp.Call(tab, disable, cdp.Empty{}); err != nil {
				return err
			}
		}
		return nil
	}
	visit := func(tab context.Context) error {
		time.Sleep(settles)
		if _, err := chromedp.Call(tab, page.Navigate, page.NavigateParams{URL: address}); err != nil {
			return err
		}
		times, err := chromedp.Run(tab, chromedp.Evaluate[map[string]float64](readStart, chromedp.EvalAwaitPromise))
		visits = append(visits, times)
		return err
	}
	first, leave := chromedp.NewContext(limited)
	defer leave()
	// A later visit comes after the page has been kept for offline use.
	kept := `navigator.serviceWorker.ready.then(() => new Promise(resolve => setTimeout(resolve, 3000)))`
	if err := quiet(first); err != nil {
		return nil, err
	}
	if err := visit(first); err != nil {
		return nil, err
	}
	if err := chromedp.Do(first, chromedp.Evaluate[chromedp.Void](kept, chromedp.EvalAwaitPromise)); err != nil {
		return nil, err
	}
	leave()
	second, _ := chromedp.NewContext(limited)
	if err := quiet(second); err != nil {
		return nil, err
	}
	if err := visit(second); err != nil {
		return nil, err
	}
	// From another page of the host, as through a link.
	if _, err := chromedp.Call(second, page.Navigate, page.NavigateParams{URL: address + "/nothing-here"}); err != nil {
		return nil, err
	}
	return visits, visit(second)
}

// spread is the middle of the times of a step, and the least and most.
func spread(runs []map[string]float64, mark string) string {
	times := make([]float64, len(runs))
	for i, run := range runs {
		times[i] = run[mark]
	}
	slices.Sort(times)
	return fmt.Sprintf("%.0f\t%.0f–%.0f", times[len(times)/2], times[0], times[len(times)-1])
}
