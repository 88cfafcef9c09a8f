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

	"github.com/chromedp/chromedp"

	"wherewhen/cmd/wherewhen/site"
)

// startRuns is how often a start is timed; the middle one is printed, and the
// least and most of the two that people wait for.
const startRuns = 5

// startSteps are the steps of a start, in order, as the page marks them.
var startSteps = []struct{ mark, says string }{
	{"first-contentful-paint", "first words on the page"},
	{"program arrived", "program downloaded"},
	{"program compiled", "program compiled"},
	{"program running", "program begun"},
	{"events read", "events read"},
	{"timeline drawn", "counts, list and timeline shown"},
	{"circles drawn", "circles on the map"},
	{"map drawn", "map complete"},
}

// readStart returns the time of each step, once all have happened.
const readStart = `(async () => {
	const marks = () => Object.fromEntries([...performance.getEntriesByType('mark'), ...performance.getEntriesByType('paint')].map(m => [m.name, m.startTime]));
	while (!('map drawn' in marks())) await new Promise(resolve => setTimeout(resolve, 50));
	const program = performance.getEntriesByType('resource').find(r => r.name.endsWith('.wasm'));
	return {...marks(), 'program arrived': program?.responseEnd ?? 0};
})()`

// starts times first visits, each in a fresh profile, and a second visit
// after each of them.
func starts(ctx context.Context) error {
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

	var cold, repeat []map[string]float64
	for range startRuns {
		first, second, err := start(ctx, chrome, host.URL)
		if err != nil {
			return err
		}
		cold, repeat = append(cold, first), append(repeat, second)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "first visit\tfrom–to\tsecond visit\tfrom–to\t\n")
	for _, step := range startSteps {
		fmt.Fprintf(w, "%s\t%s\t  %s\n", spread(cold, step.mark), spread(repeat, step.mark), step.says)
	}
	return w.Flush()
}

// start visits the page in a browser of its own, then again.
func start(ctx context.Context, chrome, address string) (first, second map[string]float64, err error) {
	profile, err := os.MkdirTemp("", "wherewhen-bench-")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(profile)
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chrome), chromedp.UserDataDir(profile), chromedp.Headless,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.WindowSize(1280, 800),
	}
	for _, flag := range strings.Fields("no-sandbox enable-unsafe-swiftshader ignore-gpu-blocklist disable-quic disable-background-networking disable-component-update disable-sync") {
		options = append(options, chromedp.Flag(flag, true))
	}
	options = append(options, chromedp.Flag("use-angle", "swiftshader"))
	allocator, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	tab, stop := chromedp.NewContext(allocator)
	defer stop()
	// A page of the host that is none of the site: what is timed then is not how
	// long the browser takes to begin a process for the host.
	elsewhere := chromedp.Navigate(address + "/nothing-here")
	if err := chromedp.Do(tab, elsewhere); err != nil {
		return nil, nil, err
	}
	limited, done := context.WithTimeout(tab, 3*time.Minute)
	defer done()
	if err := chromedp.Do(limited, chromedp.Navigate(address)); err != nil {
		return nil, nil, err
	}
	first, err = chromedp.Run(limited, chromedp.Evaluate[map[string]float64](readStart, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, nil, err
	}
	// A second visit comes after the page has been kept for offline use.
	kept := `navigator.serviceWorker.ready.then(() => new Promise(resolve => setTimeout(resolve, 3000)))`
	if err := chromedp.Do(limited, chromedp.Evaluate[chromedp.Void](kept, chromedp.EvalAwaitPromise), elsewhere, chromedp.Navigate(address)); err != nil {
		return nil, nil, err
	}
	second, err = chromedp.Run(limited, chromedp.Evaluate[map[string]float64](readStart, chromedp.EvalAwaitPromise))
	return first, second, err
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
