package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/chromedp/chromedp"

	"wherewhen/app/crossfilter/workload"
)

//go:embed enginebench/page.html
var enginePage []byte

// engineSizes are the numbers of events the engine is measured with.
var engineSizes = []int{100_000, 1_000_000, 3_000_000, 10_000_000}

// enginePatience is how long one of the engines has for one size.
const enginePatience = 4 * time.Minute

// engineFigures are what is printed, in order.
var engineFigures = []struct{ name, says string }{
	{"build_ms", "build"},
	{"activate_ms", "activate the index"},
	{"brush.p50_ms", "brush, p50"},
	{"brush.p95_ms", "brush, p95"},
	{"between_edges.p95_ms", "brush between edges, p95"},
	{"fine_brush.p95_ms", "brush day by day, p95"},
	{"category_in_window.p50_ms", "category in a window, p50"},
	{"category_in_window.p95_ms", "category in a window, p95"},
	{"category.p50_ms", "category of all, p50"},
	{"category.p95_ms", "category of all, p95"},
	{"sum_of_killed.p95_ms", "brush with the sum of killed alone, p95"},
	{"memory_mb", "memory, MB"},
}

// engines measures our filter engine and crossfilter2 in one browser: the same
// events, dimensions and groups. What they count is compared with plain
// counting outside the clock.
func engines(ctx context.Context, all record) error {
	dir, err := os.MkdirTemp("", "wherewhen-engines-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "enginebench.wasm")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/verify/enginebench")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if said, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, said)
	}
	goroot, err := output(ctx, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	host := httptest.NewServer(engineHost(map[string]string{
		"/enginebench.wasm": program,
		"/wasm_exec.js":     filepath.Join(goroot, "lib", "wasm", "wasm_exec.js"),
		"/crossfilter.js":   filepath.Join("web", "node_modules", "crossfilter2", "crossfilter.min.js"),
	}))
	defer host.Close()
	chrome, err := findChrome(ctx)
	if err != nil {
		return err
	}
	for _, rows := range engineSizes {
		figures, err := workload.Measure(rows, clock)
		if err != nil {
			return err
		}
		all.add(fmt.Sprintf("native.%d", rows), "ours", figures)
		for _, who := range []struct{ name, call string }{{"ours", "measureOurs"}, {"crossfilter2", "measureOther"}} {
			figures, err := measureEngine(ctx, chrome, host.URL, fmt.Sprintf("%s(%d)", who.call, rows))
			if err != nil {
				fmt.Printf("%s at %s events: %v\n", who.name, thousands(rows), err)
				continue
			}
			all.add(fmt.Sprintf("browser.%d", rows), who.name, figures)
		}
		printEngines(rows, all)
	}
	return nil
}

// add notes the figures of one of several that were measured alike.
func (r record) add(where, who string, figures map[string]float64) {
	for name, value := range figures {
		r[where+"."+name+"."+who] = value
	}
}

// clock is the time since this program began, in milliseconds.
func clock() float64 { return float64(time.Since(begun)) / float64(time.Millisecond) }

var begun = time.Now()

// engineHost serves the page so that the browser's clock is as fine as it
// can be.
func engineHost(files map[string]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		if file, ok := files[r.URL.Path]; ok {
			http.ServeFile(w, r, file)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(enginePage)
	})
}

// measureEngine has a fresh browser evaluate a call of the page.
func measureEngine(ctx context.Context, chrome, address, call string) (map[string]float64, error) {
	profile, err := os.MkdirTemp("", "wherewhen-engine-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(profile)
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(chrome), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoFirstRun}
	for _, flag := range strings.Fields(startFlags + " enable-precise-memory-info") {
		options = append(options, chromedp.Flag(flag, true))
	}
	options = append(options, chromedp.Flag("js-flags", "--expose-gc"))
	limited, done := context.WithTimeout(ctx, enginePatience)
	defer done()
	allocator, cancel := chromedp.NewExecAllocator(limited, options...)
	defer cancel()
	tab, stop := chromedp.NewContext(allocator)
	defer stop()
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		return nil, err
	}
	// A text says what was counted wrongly.
	answer, err := chromedp.Run(tab, chromedp.Evaluate[string](call+`.then(JSON.stringify, error => JSON.stringify(String(error)))`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("failed: %w", err)
	}
	var figures map[string]float64
	if json.Unmarshal([]byte(answer), &figures) != nil {
		return nil, fmt.Errorf("failed: %s", answer)
	}
	return figures, nil
}

// printEngines prints the figures of one size side by side.
func printEngines(rows int, all record) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s events\tnative\tbrowser\tcrossfilter2 there\tratio\t\n", thousands(rows))
	for _, figure := range engineFigures {
		native, hasNative := all[fmt.Sprintf("native.%d.%s.ours", rows, figure.name)]
		ours, has := all[fmt.Sprintf("browser.%d.%s.ours", rows, figure.name)]
		other, otherHas := all[fmt.Sprintf("browser.%d.%s.crossfilter2", rows, figure.name)]
		ratio := ""
		if has && otherHas && ours > 0 {
			ratio = strconv.FormatFloat(math.Floor(other/ours*10)/10, 'f', 1, 64)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t\n", figure.says, orFailed(native, hasNative), orFailed(ours, has), orNone(figure.name, other, otherHas), ratio)
	}
	w.Flush()
	fmt.Println()
}

func orFailed(value float64, has bool) string {
	if !has {
		return "failed"
	}
	return strconv.FormatFloat(value, 'f', 4, 64)
}

func orNone(name string, value float64, has bool) string {
	if name == "activate_ms" {
		return "–"
	}
	return orFailed(value, has)
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
