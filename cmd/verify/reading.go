package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"

	"wherewhen/cmd/verify/gedfile"
	"wherewhen/cmd/wherewhen/site"
)

//go:embed readingbench/watch.js
var watchScript string

//go:embed readingbench/page.html
var readingPage []byte

// readingPatience is how long a file may take to be read.
const readingPatience = 4 * time.Minute

// readers are what reads the file: where, and the call that answers when it is
// done.
var readers = []struct{ name, says, path, call string }{
	{"ours", "Wherewhen", "", "watched(%q)"},
	{"papaparse", "PapaParse alone", "/reading/", "parseAlone(%d)"},
	{"papaparse+crossfilter2", "PapaParse + crossfilter2", "/reading/", "parseAndFilter(%d)"},
}

// readingFigures are what is printed, in order.
var readingFigures = []struct{ name, says string }{
	{"all_ms", "from the choice of the file until its events are counted and shown, ms"},
	{"beside_ms", "of this until all rows are read, ms"},
	{"rows_s", "rows a second"},
	{"mb_s", "MB a second"},
	{"longest_task_ms", "longest task of the page until then, ms; 0 for none above 50"},
	{"longest_after_ms", "longest task of the page until two seconds after, ms"},
	{"peak_mb", "most memory the process of the tab ever held, its workers included (VmHWM), MB"},
}

// reading has a large file read: one made up in the columns of UCDP GED, as large
// as that.
func reading(ctx context.Context, all record) error {
	dir, err := os.MkdirTemp("", "wherewhen-reading-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "made up.csv")
	size, err := makeFile(file)
	if err != nil {
		return err
	}
	handler := site.NewHandler(os.DirFS("dist"))
	if err := handler.Compress(ctx); err != nil {
		return err
	}
	host := httptest.NewServer(readingHost(handler))
	defer host.Close()
	chrome, err := findChrome(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("%s rows, %.1f MB\n", thousands(gedfile.Rows), float64(size)/1e6)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	figures := make([]map[string]float64, len(readers))
	for i, reader := range readers {
		fmt.Fprintf(w, "%s\t", reader.says)
		call := strings.ReplaceAll(reader.call, "%d", strconv.Itoa(gedfile.Rows))
		call = strings.ReplaceAll(call, "%q", strconv.Quote(thousands(gedfile.Rows)+" of "+thousands(gedfile.Rows)+" events"))
		if figures[i], err = readFile(ctx, chrome, host.URL+reader.path, file, call); err != nil {
			fmt.Printf("%s: %v\n", reader.says, err)
			continue
		}
		seconds := figures[i]["all_ms"] / 1000
		figures[i]["rows_s"], figures[i]["mb_s"] = gedfile.Rows/seconds, float64(size)/1e6/seconds
		all.add(fmt.Sprintf("reading.%d", gedfile.Rows), reader.name, figures[i])
	}
	fmt.Fprintln(w, "ratio\t")
	for _, figure := range readingFigures {
		for _, of := range figures {
			value, has := of[figure.name]
			switch {
			case of == nil:
				fmt.Fprint(w, "failed\t")
			case !has:
				fmt.Fprint(w, "–\t")
			default:
				fmt.Fprintf(w, "%.0f\t", value)
			}
		}
		if ours, other := figures[0][figure.name], figures[len(figures)-1][figure.name]; ours > 0 && other > 0 {
			fmt.Fprintf(w, "%.2f", other/ours)
		}
		fmt.Fprintf(w, "\t  %s\n", figure.says)
	}
	return w.Flush()
}

// makeFile makes the file and returns its size.
func makeFile(name string) (size int64, err error) {
	f, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	err = gedfile.Write(f, gedfile.Rows, 1)
	info, statErr := f.Stat()
	if err = errors.Join(err, statErr, f.Close()); err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// readingHost serves the site, and below /reading/ the page of the others.
func readingHost(site http.Handler) http.Handler {
	modules := filepath.Join("web", "node_modules")
	mux := http.NewServeMux()
	mux.Handle("/", site)
	for path, file := range map[string]string{
		"papaparse.js":   filepath.Join(modules, "papaparse", "papaparse.min.js"),
		"crossfilter.js": filepath.Join(modules, "crossfilter2", "crossfilter.min.js"),
	} {
		mux.HandleFunc("/reading/"+path, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, file) })
	}
	mux.HandleFunc("/reading/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(readingPage)
	})
	return mux
}

// readFile gives a file to a page in a fresh browser and returns what the call
// answers, once it is read.
func readFile(ctx context.Context, chrome, address, file, call string) (map[string]float64, error) {
	profile, err := os.MkdirTemp("", "wherewhen-reading-")
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
	limited, done := context.WithTimeout(ctx, readingPatience)
	defer done()
	allocator, cancel := chromedp.NewExecAllocator(limited, options...)
	defer cancel()
	tab, stop := chromedp.NewContext(allocator)
	defer stop()
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		return nil, err
	}
	if strings.HasPrefix(call, "watched") {
		const drawn = `(async () => {
			while (!performance.getEntriesByName('map drawn').length) await new Promise(resolve => setTimeout(resolve, 100));
			await new Promise(resolve => setTimeout(resolve, 3000));
		})()`
		if err := chromedp.Do(tab, chromedp.Evaluate[chromedp.Void](drawn, chromedp.EvalAwaitPromise), chromedp.Evaluate[chromedp.Void](watchScript)); err != nil {
			return nil, err
		}
	}
	input, err := chromedp.Call(tab, runtime.Evaluate, runtime.EvaluateParams{Expression: `document.querySelector("#open-file")`})
	if err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, ObjectID: input.Result.ObjectID}); err != nil {
		return nil, err
	}
	// A text says why there are no figures.
	answer, err := chromedp.Run(tab, chromedp.Evaluate[string](call+`.then(JSON.stringify, error => JSON.stringify(String(error)))`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, fmt.Errorf("failed: %w", err)
	}
	var figures map[string]float64
	if json.Unmarshal([]byte(answer), &figures) != nil {
		return nil, fmt.Errorf("failed: %s", answer)
	}
	if peak, ok := peakMemory(tab); ok {
		figures["peak_mb"] = peak
	}
	return figures, nil
}

// peakMemory returns the most the process of the tab has ever held in memory; ok
// is false where the system does not tell.
func peakMemory(tab context.Context) (megabytes float64, ok bool) {
	var info systeminfo.GetProcessInfoResult
	if err := chromedp.FromContext(tab).Browser.Call(tab, systeminfo.CommandGetProcessInfo, nil, &info); err != nil {
		return 0, false
	}
	for _, process := range info.ProcessInfo {
		if process.Type != "renderer" {
			continue
		}
		status, err := os.Open(fmt.Sprintf("/proc/%d/status", process.ID))
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(status); lines.Scan(); {
			var kilobytes float64
			if n, _ := fmt.Sscanf(lines.Text(), "VmHWM: %f kB", &kilobytes); n == 1 {
				// There may be one more that waits for the next tab.
				megabytes, ok = max(megabytes, kilobytes*1024/1e6), true
			}
		}
		status.Close()
	}
	return megabytes, ok
}
