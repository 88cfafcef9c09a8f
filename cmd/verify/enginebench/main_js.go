// Command enginebench measures the filter engine in a browser. Its page calls
// what it leaves in the window: columns, which another engine is measured with
// too, and ours.
package main

import (
	"fmt"
	"runtime"
	"slices"
	"syscall/js"
	"unsafe"

	"wherewhen/app/crossfilter/workload"
)

func main() {
	window := js.Global()
	window.Set("columns", js.FuncOf(func(_ js.Value, args []js.Value) any {
		c := workload.New(args[0].Int())
		return map[string]any{
			"day": array("Int32Array", c.Start), "country": array("Uint16Array", c.Country),
			"type": array("Uint16Array", c.Type), "actor": array("Uint16Array", c.Actor), "killed": array("Int32Array", c.Killed),
		}
	}))
	window.Set("ours", js.FuncOf(func(_ js.Value, args []js.Value) any { return ours(args[0].Int()) }))
	window.Call("begin")
	select {}
}

// array copies a column into an array of the browser's.
func array[N uint16 | int32](kind string, column []N) js.Value {
	raw := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(column))), len(column)*int(unsafe.Sizeof(*new(N))))
	bytes := js.Global().Get("Uint8Array").New(len(raw))
	js.CopyBytesToJS(bytes, raw)
	return js.Global().Get(kind).New(bytes.Get("buffer"))
}

// Windows of the steps that are timed, as the ones in page.html.
const (
	steps      = 60
	toggled    = 15 // categories that are chosen and let go, one after the other
	apart      = 10 // days between the edges of the index
	windowDays = 2000
	windowStep = 150
	fineFrom   = 6000 // first of the days zoomed to
	fineDays   = 1024
	fineWindow = 200
)

// repeats is how often a step that is too short for the browser's clock is
// done for one reading: there and back.
const repeats = 200

// ours measures our engine and returns its figures by name, or a text that
// says what it counted wrongly.
func ours(rows int) any {
	c := workload.New(rows)
	figures := map[string]any{}
	begun := now()
	p := c.Build()
	figures["build_ms"] = now() - begun

	p.Activate(workload.Edges(0, workload.Days, apart)) // the order of the rows is made once
	p.Time.Window(0, windowDays-1)
	begun = now()
	p.Activate(workload.Edges(0, workload.Days, apart))
	figures["activate_ms"] = now() - begun

	var wrong string
	q := workload.Question{Country: -1}
	check := func(what string) {
		if want := c.Ask(q); wrong == "" && !p.Counts().Same(want) {
			wrong = fmt.Sprintf("%s, %+v: counted wrongly", what, q)
		}
	}
	move := func(lo, hi int32) {
		q.Lo, q.Hi = lo, hi
		p.Time.Window(lo, hi)
		p.Read()
	}
	brush := func(name string, window func(step int32) (lo, hi int32)) {
		times := make([]float64, steps)
		for step := range times {
			lo, hi := window(int32(step))
			lastLo, lastHi := window(int32(step) - 1)
			begun := now()
			for range repeats / 2 {
				move(lastLo, lastHi)
				move(lo, hi)
			}
			times[step] = (now() - begun) / repeats
			if step%15 == 7 {
				check(name)
			}
		}
		figures[name+".p50_ms"], figures[name+".p95_ms"] = percentiles(times)
	}
	brush("brush", func(step int32) (lo, hi int32) {
		lo = (step + 1) * windowStep
		return lo, lo + windowDays - 1
	})
	brush("between_edges", func(step int32) (lo, hi int32) {
		lo = (step+1)*windowStep + 3
		return lo, lo + windowDays
	})
	p.Activate(workload.Edges(fineFrom, fineFrom+fineDays, 1))
	brush("fine_brush", func(step int32) (lo, hi int32) {
		lo = fineFrom + 100 + step
		return lo, lo + fineWindow - 1
	})
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	figures["memory_mb"] = float64(memory.HeapAlloc) / 1e6

	toggle := func(name string) {
		times := make([]float64, 0, 2*toggled)
		for code := range toggled {
			for _, codes := range [][]uint16{{uint16(code)}, nil} {
				begun := now()
				p.Country.Choose(codes...)
				p.Read()
				times = append(times, now()-begun)
				if q.Country = code; codes == nil {
					q.Country = -1
				}
				if code%5 == 2 {
					check(name)
				}
			}
		}
		figures[name+".p50_ms"], figures[name+".p95_ms"] = percentiles(times)
	}
	move(windowStep*30, windowStep*30+windowDays-1)
	toggle("category_in_window")
	p.Time.Clear()
	p.Read()
	q.Lo, q.Hi = -1<<31, 1<<31-1
	toggle("category")
	if wrong != "" {
		return wrong
	}
	return figures
}

func now() float64 { return js.Global().Get("performance").Call("now").Float() }

func percentiles(times []float64) (p50, p95 float64) {
	slices.Sort(times)
	return times[len(times)/2], times[len(times)*95/100]
}
