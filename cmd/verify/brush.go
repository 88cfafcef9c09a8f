package main

import (
	"context"
	_ "embed"
	"fmt"
	"maps"
	"math"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/systeminfo"
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
	{"move.p50_ms", "a move, from when the page is given it to when all is painted, p50"},
	{"move.p95_ms", "p95"},
	{"move.all.p50_ms", "from when the browser got it, so with the wait for the next frame, p50"},
	{"move.all.p95_ms", "p95"},
	{"longest_while_preparing_ms", "longest task while the page prepares, 0 for none above 50"},
	{"longest_while_moving_ms", "longest task while the window moves"},
	{"longest_at_rest_ms", "longest task after that"},
	{"longest_facet_ms", "longest task when a country is chosen, and let go"},
	{"longest_search_ms", "longest task of a search, typed"},
	{"longest_list_ms", "longest task when the list is turned around, an event opened and the list shown again"},
	{"longest_size_ms", "longest task when circles are sized by people killed, and by events again"},
	{"longest_density_ms", "longest task when circles become hexagons, and back"},
	{"longest_lanes_ms", "longest task when lanes by country are opened, and closed"},
	{"longest_table_ms", "longest task when the table comes in front, and the map again"},
	{"frame.p50_ms", "Go's part of a frame of the map with every event a dot, p50"},
	{"frame.p95_ms", "p95"},
	{"tab_mb", "memory of the tab's process at the end, MB, code and browser included"},
}

// brushes moves the window of the page over many events that are made up.
func brushes(ctx context.Context, all record) error {
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
		all.add(fmt.Sprintf("page.%d", rows), "ours", figures[i])
		fmt.Fprintf(w, "%s events\t", thousands(rows))
	}
	fmt.Fprintln(w)
	row := func(name, says string) {
		for i := range brushSizes {
			fmt.Fprintf(w, "%.1f\t", figures[i][name])
		}
		fmt.Fprintf(w, "  %s\n", says)
	}
	for _, figure := range brushFigures {
		row(figure.name, figure.says)
		if of, ok := strings.CutSuffix(figure.name, "_ms"); ok && strings.HasPrefix(of, "longest_") {
			row(of+"_program_ms", "longest run of the program meanwhile")
		}
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
	options = append(options, chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("js-flags", "--expose-gc"))
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
	if err := chromedp.Do(tab,
		chromedp.Navigate(fmt.Sprintf("%s/?synthetic=%d#map=15.00000,20.00000,1.20", address, rows)),
		chromedp.Evaluate[chromedp.Void](drawn, chromedp.EvalAwaitPromise),
		chromedp.Evaluate[chromedp.Void](brushScript),
	); err != nil {
		return nil, err
	}
	figures, err := moveWindow(tab)
	if err != nil {
		return nil, err
	}
	if figures["tab_mb"], err = tabMemory(tab); err != nil {
		return nil, err
	}
	chosen, err := chromedp.Run(tab, chromedp.Evaluate[map[string]float64]("brushed.choose()", chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, err
	}
	maps.Copy(figures, chosen)
	return figures, dragMap(tab, figures)
}

// mapFrames is how many frames of the map are measured.
const mapFrames = 40

// dragMap has every event drawn as a dot and drags the map about. A development
// build measures what Go takes of each frame.
func dragMap(tab context.Context, figures map[string]float64) error {
	box, err := chromedp.Run(tab, chromedp.Evaluate[[4]float64]("brushed.dots()", chromedp.EvalAwaitPromise))
	if err != nil {
		return err
	}
	mouse := func(kind input.DispatchMouseEventType, share float64, buttons int64) error {
		_, err := chromedp.Call(tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: kind, X: box[0] + share*box[2], Y: box[1] + box[3]/2, Button: input.MouseButtonLeft, Buttons: buttons,
		})
		return err
	}
	if err := mouse(input.DispatchMouseEventTypeMousePressed, 0.5, 1); err != nil {
		return err
	}
	var times []float64
	for move := 0; len(times) < mapFrames; move++ {
		if move == 100*mapFrames {
			return fmt.Errorf("of %d frames of the map %d were drawn", mapFrames, len(times))
		}
		time.Sleep(25 * time.Millisecond)
		if err := mouse(input.DispatchMouseEventTypeMouseMoved, 0.5+0.2*math.Sin(float64(move)/20), 1); err != nil {
			return err
		}
		if times, err = chromedp.Run(tab, chromedp.Evaluate[[]float64]("brushed.frames()")); err != nil {
			return err
		}
	}
	figures["frame.p50_ms"], figures["frame.p95_ms"] = times[len(times)/2], times[len(times)*95/100]
	return mouse(input.DispatchMouseEventTypeMouseReleased, 0.5, 0)
}

// tabMemory returns what the process of the tab holds in memory, as the system
// counts it: what the browser tells of itself leaves WebAssembly out.
func tabMemory(tab context.Context) (megabytes float64, err error) {
	if _, err := chromedp.Run(tab, chromedp.Evaluate[bool]("gc(), true")); err != nil {
		return 0, err
	}
	var info systeminfo.GetProcessInfoResult
	if err := chromedp.FromContext(tab).Browser.Call(tab, systeminfo.CommandGetProcessInfo, nil, &info); err != nil {
		return 0, err
	}
	for _, process := range info.ProcessInfo {
		if process.Type != "renderer" {
			continue
		}
		said, err := output(tab, "ps", "-o", "rss=", "-p", strconv.FormatInt(process.ID, 10))
		if err != nil {
			return 0, err
		}
		kilobytes, err := strconv.ParseFloat(strings.TrimSpace(said), 64)
		if err != nil {
			return 0, err
		}
		megabytes = max(megabytes, kilobytes*1024/1e6)
	}
	return megabytes, nil
}

// moveWindow draws a window over the timeline with the mouse, in many moves.
func moveWindow(tab context.Context) (map[string]float64, error) {
	box, err := chromedp.Run(tab, chromedp.Evaluate[[4]float64]("brushed.box"))
	if err != nil {
		return nil, err
	}
	mouse := func(kind input.DispatchMouseEventType, share float64, buttons int64) error {
		button := input.MouseButtonNone
		if kind != input.DispatchMouseEventTypeMouseMoved {
			button = input.MouseButtonLeft
		}
		_, err := chromedp.Call(tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: kind, X: box[0] + share*box[2], Y: box[1] + 40, Button: button, Buttons: buttons,
		})
		return err
	}
	figures := make(map[string]float64)
	longest := func(name string) error {
		most, err := chromedp.Run(tab, chromedp.Evaluate[struct{ Task, Program float64 }]("brushed.longest()"))
		figures["longest_"+name+"_ms"], figures["longest_"+name+"_program_ms"] = most.Task, most.Program
		return err
	}
	steps := []func() error{
		func() error { return chromedp.Do(tab, chromedp.Evaluate[chromedp.Void]("brushed.longest()")) },
		func() error { return mouse(input.DispatchMouseEventTypeMouseMoved, 0.3, 0) },
		func() error { time.Sleep(4 * time.Second); return longest("while_preparing") },
		func() error { return mouse(input.DispatchMouseEventTypeMousePressed, 0.3, 1) },
	}
	for i := range brushMoves {
		steps = append(steps, func() error {
			time.Sleep(25 * time.Millisecond)
			return mouse(input.DispatchMouseEventTypeMouseMoved, 0.3+0.3*float64(i+1)/float64(brushMoves), 1)
		})
	}
	steps = append(steps,
		func() error { return longest("while_moving") },
		func() error { return mouse(input.DispatchMouseEventTypeMouseReleased, 0.6, 0) },
		func() error { time.Sleep(2 * time.Second); return longest("at_rest") },
	)
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	times, err := chromedp.Run(tab, chromedp.Evaluate[struct{ Given, Got []float64 }]("brushed.times()"))
	if err != nil {
		return nil, err
	}
	if len(times.Given) < brushMoves/2 {
		return nil, fmt.Errorf("of %d moves the page answered %d", brushMoves, len(times.Given))
	}
	for name, sorted := range map[string][]float64{"move": times.Given, "move.all": times.Got} {
		figures[name+".p50_ms"] = sorted[len(sorted)/2]
		figures[name+".p95_ms"] = sorted[len(sorted)*95/100]
	}
	return figures, nil
}
