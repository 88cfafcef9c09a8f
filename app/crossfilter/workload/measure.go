package workload

import (
	"fmt"
	"math"
	"runtime"
	"slices"

	"wherewhen/app/crossfilter"
)

// The windows and choices that are timed. The page of cmd/verify/enginebench
// has another engine do the same.
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

// repeats is how often a step that is too short for a coarse clock is done for
// one reading: there and back.
const repeats = 200

// Measure builds a page of so many events and times its steps with a clock of
// milliseconds. It returns figures by name, each with its unit in the name, or
// an error that says what was counted wrongly, which is looked for outside the
// clock.
func Measure(rows int, now func() float64) (map[string]float64, error) {
	m := measurement{c: New(rows), now: now, figures: make(map[string]float64), q: all}
	begun := now()
	m.p = m.c.Build()
	m.figures["build_ms"] = now() - begun

	m.p.Activate(Edges(0, Days, apart)) // the order of the rows is made once
	m.p.Time.Window(0, windowDays-1)
	begun = now()
	m.p.Activate(Edges(0, Days, apart))
	m.figures["activate_ms"] = now() - begun

	m.brush("brush", func(step int32) (lo, hi int32) {
		lo = (step + 1) * windowStep
		return lo, lo + windowDays - 1
	})
	m.brush("between_edges", func(step int32) (lo, hi int32) {
		lo = (step+1)*windowStep + 3
		return lo, lo + windowDays
	})
	m.p.Activate(Edges(fineFrom, fineFrom+fineDays, 1))
	m.brush("fine_brush", func(step int32) (lo, hi int32) {
		lo = fineFrom + 100 + step
		return lo, lo + fineWindow - 1
	})
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	m.figures["memory_mb"] = float64(memory.HeapAlloc) / 1e6

	m.move(windowStep*30, windowStep*30+windowDays-1)
	m.toggle("category_in_window")
	m.p.Time.Clear()
	m.p.Read()
	m.q = all
	m.toggle("category")
	m.sum()
	return m.figures, m.wrong
}

// all asks for every event.
var all = Question{Lo: math.MinInt32, Hi: math.MaxInt32, Country: -1}

type measurement struct {
	c       *Columns
	p       *Page
	q       Question // what the page is asked for
	now     func() float64
	figures map[string]float64
	wrong   error // what was counted wrongly first
}

func (m *measurement) check(what string) {
	if want := m.c.Ask(m.q); m.wrong == nil && !m.p.Counts().Same(want) {
		m.wrong = fmt.Errorf("%s, %+v: counted wrongly", what, m.q)
	}
}

func (m *measurement) move(lo, hi int32) {
	m.q.Lo, m.q.Hi = lo, hi
	m.p.Time.Window(lo, hi)
	m.p.Read()
}

// brush times the moves of a window to where it is at each step.
func (m *measurement) brush(name string, window func(step int32) (lo, hi int32)) {
	times := make([]float64, steps)
	for step := range times {
		lo, hi := window(int32(step))
		lastLo, lastHi := window(int32(step) - 1)
		begun := m.now()
		for range repeats / 2 {
			m.move(lastLo, lastHi)
			m.move(lo, hi)
		}
		times[step] = (m.now() - begun) / repeats
		if step%15 == 7 {
			m.check(name)
		}
	}
	m.percentiles(name, times)
}

// toggle times the choice of a country and of all again.
func (m *measurement) toggle(name string) {
	times := make([]float64, 0, 2*toggled)
	for code := range toggled {
		for _, codes := range [][]uint16{{uint16(code)}, nil} {
			begun := m.now()
			m.p.Country.Choose(codes...)
			m.p.Read()
			times = append(times, m.now()-begun)
			if m.q.Country = code; codes == nil {
				m.q.Country = -1
			}
			if code%5 == 2 {
				m.check(name)
			}
		}
	}
	m.percentiles(name, times)
}

// sum times the moves of a window of which nothing is asked but the sum of the
// people killed.
func (m *measurement) sum() {
	e := crossfilter.New(len(m.c.Start))
	time, killed := e.Interval(m.c.Start, m.c.End), e.Sum(m.c.Killed, Unknown)
	activate(time, Edges(0, Days, apart))
	times := make([]float64, steps)
	for step := range times {
		lo := int32(step+1) * windowStep
		begun := m.now()
		for range repeats / 2 {
			for _, from := range [...]int32{lo - windowStep, lo} {
				time.Window(from, from+windowDays-1)
				killed.Total()
			}
		}
		times[step] = (m.now() - begun) / repeats
		if step%15 != 7 {
			continue
		}
		want := m.c.Ask(Question{Lo: lo, Hi: lo + windowDays - 1, Country: -1}).Sum
		if m.wrong == nil && killed.Total() != want {
			m.wrong = fmt.Errorf("sum of killed, days from %d: %d, want %d", lo, killed.Total(), want)
		}
	}
	m.percentiles("sum_of_killed", times)
}

func (m *measurement) percentiles(name string, times []float64) {
	slices.Sort(times)
	m.figures[name+".p50_ms"] = times[len(times)/2]
	m.figures[name+".p95_ms"] = times[len(times)*95/100]
}
