package main

import (
	"context"
	_ "embed"
	"fmt"
	"net/http/httptest"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/chromedp/chromedp"

	"wherewhen/cmd/wherewhen/site"
)

//go:embed brush.js
var brushScript string

// brushSizes are the numbers of events the page is measured with, brushMoves
// how often the window moves.
var (
	brushSizes = []int{100_000, 1_000_000}
	brushMoves = 120
)

// brushFigures are what is printed, in order.
var brushFigures = []struct{ name, says string }{
	{"move.p50_ms", "a move, from pointer to everything painted, p50"},
	{"move.p95_ms", "p95"},
	{"longest_while_preparing_ms", "longest task while the page prepares, 0 for none above 50"},
	{"longest_while_moving_ms", "longest task while the window moves and after"},
}

// brushes moves the window of the page over many events that are made up.
func brushes(ctx context.Context) error {
	program, err := site.Development(".")
	if err != nil {
		return err
	}
	collection, err := site.Bundled()
	if err != nil {
		return err
	}
	made, err := site.Make(program, collection, nil)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "wherewhen-brush-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := made.Write(dir); err != nil {
		return err
	}
	host := httptest.NewServer(site.NewHandler(os.DirFS(dir)))
	defer host.Close()
	chrome, err := findChrome(ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	figures := make([]map[string]float64, len(brushSizes))
	for i, rows := range brushSizes {
		if figures[i], err = brush(ctx, chrome, host.URL, rows); err != nil {
			return err
		}
		fmt.Fprintf(w, "%s events\t", thousands(rows))
	}
	fmt.Fprintln(w)
	for _, figure := range brushFigures {
		for i := range brushSizes {
			fmt.Fprintf(w, "%.1f\t", figures[i][figure.name])
		}
		fmt.Fprintf(w, "  %s\n", figure.says)
	}
	return w.Flush()
}

// brush has a fresh browser brush so many events.
func brush(ctx context.Context, chrome, address string, rows int) (map[string]float64, error) {
	profile, err := os.MkdirTemp("", "wherewhen-brush-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(profile)
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chrome), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoFirstRun, chromedp.WindowSize(1280, 800),
	}
	for _, flag := range strings.Fields(startFlags) {
		options = append(options, chromedp.Flag(flag, true))
	}
	options = append(options, chromedp.Flag("use-angle", "swiftshader"))
	limited, done := context.WithTimeout(ctx, 4*time.Minute)
	defer done()
	allocator, cancel := chromedp.NewExecAllocator(limited, options...)
	defer cancel()
	tab, stop := chromedp.NewContext(allocator)
	defer stop()
	const drawn = `(async () => {
		while (!performance.getEntriesByName('map drawn').length) await new Promise(resolve => setTimeout(resolve, 100));
		await new Promise(resolve => setTimeout(resolve, 5000));
	})()`
	if err := chromedp.Do(tab, chromedp.Navigate(fmt.Sprintf("%s/?synthetic=%d#map=15.00000,20.00000,1.20", address, rows)), chromedp.Evaluate[chromedp.Void](drawn, chromedp.EvalAwaitPromise)); err != nil {
		return nil, err
	}
	return chromedp.Run(tab, chromedp.Evaluate[map[string]float64](fmt.Sprintf("(%s)(%d)", brushFunction(), brushMoves), chromedp.EvalAwaitPromise))
}

// brushFunction is the script without the words before it.
func brushFunction() string { return brushScript[strings.Index(brushScript, "async"):] }
