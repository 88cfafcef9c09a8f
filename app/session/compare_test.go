package session

import (
	"math/rand/v2"
	"slices"
	"testing"

	"wherewhen/app/event"
)

// The second period is counted like the first: one event after the other, under
// random filters, while either moves and before and after its counts are made.
func TestSecondPeriod(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 2021))
	compared, both := 0, 0
	for range 60 {
		w := randomWorld(t, r)
		for range 10 {
			w.apply(t, r)
			if r.IntN(4) > 0 {
				domain := w.domain()
				a := domain.Start + event.Date(r.IntN(domain.Days()))
				w.state.Compare = &event.Span{Start: a, End: min(domain.End, a+event.Date(r.IntN(120)))}
			}
			w.s.Apply(w.state)
			if r.IntN(3) == 0 && w.state.Compare != nil {
				w.s.FillCompare(1 + r.IntN(3*len(w.events)+1)) // some parts, then perhaps another state
				if r.IntN(2) == 0 {
					continue
				}
			}
			for !w.s.FillCompare(1 + r.IntN(200)) {
			}
			if w.s.Compares() != (w.state.Compare != nil) {
				t.Fatalf("compares: %v, state %+v", w.s.Compares(), w.state)
			}
			if w.state.Compare == nil {
				continue
			}
			compared++
			w.checkOther(t, r, &both)
			if r.IntN(2) == 0 { // moves over an index
				for !w.s.Prepare(1 + r.IntN(100)) {
				}
				for range 4 {
					days := w.domain()
					days.Start += event.Date(r.IntN(days.Days()))
					w.state.Compare = &days
					w.s.Apply(w.state)
					w.checkOther(t, r, &both)
				}
			}
			w.state.Compare = nil
		}
	}
	if compared < 200 || both < 60 {
		t.Errorf("%d comparisons, %d with events in both: too few to say anything", compared, both)
	}
}

// checkOther counts the events of the second period: by swapping the two, what
// counts those of the first one does it.
func (w *world) checkOther(t *testing.T, r *rand.Rand, both *int) {
	t.Helper()
	swapped := *w
	swapped.state = w.state.Clone()
	swapped.state.Window = w.state.Compare
	passes := func(row int, ignored Facet) bool { return swapped.passes(row, ignored) }

	var want Totals
	want.All, want.Stated = len(w.events), w.s.StatesKilled()
	either, inBoth := 0, 0
	for row, e := range w.events {
		a, b := w.passes(row, noFacet), passes(row, noFacet)
		if a || b {
			either++
		}
		if a && b {
			inBoth++
		}
		if got := w.s.Shows(row); got != (a || b) {
			t.Fatalf("row %d is shown: %v, state %+v", row, got, w.state)
		}
		if !b {
			continue
		}
		want.Shown++
		want.Attackers.count(&w.events[row])
		if k := e.Killed.Filled(); k.Best != event.Unknown {
			want.WithFigure++
			want.Killed.Low += int(k.Low)
			want.Killed.Best += int(k.Best)
			want.Killed.High += int(k.High)
		}
	}
	if inBoth > 0 {
		*both++
	}
	if got, ok := w.s.Other(false); !ok || got != want {
		t.Fatalf("totals %+v, want %+v, state %+v", got, want, w.state)
	}
	if e, b := w.s.Either(); e != either || b != inBoth {
		t.Fatalf("%d in either and %d in both, want %d and %d, state %+v", e, b, either, inBoth, w.state)
	}
	limited := 0
	for row := range w.events {
		if in := w.s.scope(); passes(row, noFacet) && (in == nil || in(row)) {
			limited++
		}
	}
	if got, _ := w.s.Other(true); got.Shown != limited {
		t.Fatalf("%d in the place or area, want %d, state %+v", got.Shown, limited, w.state)
	}
	for f := range FacetCount {
		counts := map[string]int32{}
		for row := range w.events {
			names := slices.Clone(w.values(row, f))
			slices.Sort(names)
			for _, name := range slices.Compact(names) {
				if passes(row, f) {
					counts[name]++
				}
			}
		}
		for _, v := range w.s.Values(f) {
			if v.Other != counts[v.Name] {
				t.Fatalf("%s: %q has %d, want %d, state %+v", f.Key(), v.Name, v.Other, counts[v.Name], w.state)
			}
		}
	}
	codes := &w.s.Table.Admin1Code
	a, b := w.s.CountsBy(codes)
	wantA, wantB := make([]int32, len(codes.Names)), make([]int32, len(codes.Names))
	for row := range w.events {
		if w.passes(row, noFacet) {
			wantA[codes.Codes[row]]++
		}
		if passes(row, noFacet) {
			wantB[codes.Codes[row]]++
		}
	}
	if !slices.Equal(a, wantA) || !slices.Equal(b, wantB) {
		t.Fatalf("by province %v and %v, want %v and %v, state %+v", a, b, wantA, wantB, w.state)
	}
	if w.state.Marks == MarksCircles {
		w.s.Join(r.IntN(18))
	}
	c, names := w.s.Circles()
	cells := w.s.Cells()
	if w.state.Marks != MarksCircles {
		if c.OtherValue != nil || c.OtherCount != nil {
			t.Fatalf("what are no circles has halves, state %+v", w.state)
		}
		return
	}
	count, value, known := [2][]int32{}, [2][]int32{}, [2][]int32{}
	without := [2]int{}
	for side, passes := range []func(int, Facet) bool{w.passes, passes} {
		count[side], value[side] = make([]int32, len(cells.Main)), make([]int32, len(cells.Main))
		if w.state.Size != SizeEvents {
			known[side] = make([]int32, len(cells.Main))
		}
		for row, e := range w.events {
			cell := w.cellOf(row, cells)
			if cell < 0 || !passes(row, noFacet) {
				continue
			}
			count[side][cell]++
			people := e.Killed
			if w.state.Size == SizeInjured {
				people = e.Injured
			}
			if best := people.Filled().Best; w.state.Size == SizeEvents {
				value[side][cell]++
			} else if best != event.Unknown {
				value[side][cell] += best
				known[side][cell]++
			} else {
				without[side]++
			}
		}
	}
	if len(names) != 0 || c.Rims != 0 || !slices.Equal(c.Count, count[0]) || !slices.Equal(c.Value, value[0]) ||
		!slices.Equal(c.OtherCount, count[1]) || !slices.Equal(c.OtherValue, value[1]) ||
		!slices.Equal(c.Known, known[0]) || !slices.Equal(c.OtherKnown, known[1]) {
		t.Fatalf("circles %+v, want %v by %v, known %v, state %+v", c, count, value, known, w.state)
	}
	if a, b := w.s.WithoutFigure(); a != without[0] || b != without[1] {
		t.Fatalf("%d and %d without a figure, want %v, state %+v", a, b, without, w.state)
	}
	for cell := range cells.Main {
		if got, ok := w.s.OtherTally(cell); !ok || got.Events != int(count[1][cell]) {
			t.Fatalf("cell %d: %+v, want %d events", cell, got, count[1][cell])
		}
	}
}

// A comparison that ends leaves nothing behind.
func TestComparisonEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2021))
	for range 40 {
		w := randomWorld(t, r)
		w.apply(t, r)
		w.state.Compare = &event.Span{Start: w.domain().Start, End: w.domain().Start}
		w.s.Apply(w.state)
		for !w.s.FillCompare(1000) {
		}
		w.s.Circles()
		w.s.CountsBy(&w.s.Table.CountryCode)
		w.state.Compare = nil
		w.s.Apply(w.state)
		if _, ok := w.s.Other(false); ok || w.s.Compares() || w.s.rival != nil {
			t.Fatal("it still compares")
		}
		for _, v := range w.s.Values(Kind) {
			if v.Other != 0 {
				t.Fatalf("%+v has a second count", v)
			}
		}
		w.check(t, r)
	}
}

// Days of a link that are not in the data are told, others are cut.
func TestComparedDaysOfAnotherTime(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 2021))
	w := randomWorld(t, r)
	domain := w.s.Domain
	problems := w.s.Apply(State{Compare: &event.Span{Start: domain.End + 1, End: domain.End + 9}})
	if len(problems) != 1 || w.s.State().Compare != nil {
		t.Errorf("%v, and %v is compared", problems, w.s.State().Compare)
	}
	problems = w.s.Apply(State{Compare: &event.Span{Start: domain.Start - 9, End: domain.End + 9}})
	if len(problems) != 0 || *w.s.State().Compare != domain {
		t.Errorf("%v, and %v is compared, want %v", problems, w.s.State().Compare, domain)
	}
}

func TestPeriods(t *testing.T) {
	day := event.NewDate
	domain := event.Span{Start: day(2015, 1, 1), End: day(2025, 12, 31)}
	for _, c := range []struct {
		choice PeriodChoice
		a, now event.Span
		want   event.Span // empty for none
	}{
		{PeriodBefore, event.Span{Start: day(2021, 8, 15), End: day(2022, 8, 14)}, domain, event.Span{Start: day(2020, 8, 15), End: day(2021, 8, 14)}},
		{PeriodBefore, event.Span{Start: day(2015, 1, 3), End: day(2015, 1, 9)}, domain, event.Span{Start: day(2015, 1, 1), End: day(2015, 1, 2)}},
		{PeriodBefore, event.Span{Start: day(2015, 1, 1), End: day(2015, 1, 9)}, domain, event.Span{Start: 1, End: 0}},
		{PeriodAfter, event.Span{Start: day(2021, 1, 1), End: day(2021, 1, 31)}, domain, event.Span{Start: day(2021, 2, 1), End: day(2021, 3, 3)}},
		{PeriodYearBefore, event.Span{Start: day(2020, 2, 1), End: day(2020, 2, 29)}, domain, event.Span{Start: day(2019, 2, 1), End: day(2019, 2, 28)}},
		{PeriodSame, event.Span{Start: day(2020, 2, 1), End: day(2020, 2, 10)}, domain, event.Span{Start: day(2020, 2, 1), End: day(2020, 2, 10)}},
		{PeriodAsLong, event.Span{Start: day(2020, 2, 1), End: day(2020, 2, 10)}, event.Span{Start: day(2018, 1, 1), End: day(2018, 1, 1)},
			event.Span{Start: day(2018, 1, 1), End: day(2018, 1, 10)}},
		{PeriodAsLong, event.Span{Start: day(2020, 2, 1), End: day(2020, 2, 10)}, event.Span{Start: day(2025, 12, 30), End: day(2025, 12, 31)},
			event.Span{Start: day(2025, 12, 22), End: day(2025, 12, 31)}},
	} {
		got, ok := c.choice.Other(c.a, c.now, domain)
		if want := c.want.Start <= c.want.End; ok != want || ok && got != c.want {
			t.Errorf("choice %d of %v: %v to %v, %v; want %v to %v", c.choice, c.a, got.Start, got.End, ok, c.want.Start, c.want.End)
		}
	}
}

// Whatever is compared lies in the data; swapped twice it is as it was.
func TestComparisonBegins(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 2021))
	for range 5000 {
		domain := event.Span{Start: firstDay, End: firstDay + event.Date(r.IntN(50))}
		var s State
		if r.IntN(3) > 0 {
			a := domain.Start + event.Date(r.IntN(domain.Days()))
			if w := (event.Span{Start: a, End: a + event.Date(r.IntN(int(domain.End-a)+1))}); w != domain {
				s.Window = &w
			}
		}
		s.StartCompare(domain)
		b := *s.Compare
		a := domain
		if s.Window != nil {
			a = *s.Window
		}
		if b.Start > b.End || b.Start < domain.Start || b.End > domain.End || a != b && a.Overlaps(b) || b.Days() > a.Days() {
			t.Fatalf("%v to %v is compared with %v to %v of %v", a.Start, a.End, b.Start, b.End, domain)
		}
		if domain.Days() >= 3*a.Days() && b.Days() != a.Days() {
			t.Fatalf("%d days are compared with %d of %d", a.Days(), b.Days(), domain.Days())
		}
		swapped := s.Clone()
		swapped.SwapPeriods(domain)
		if *swapped.Compare != a {
			t.Fatalf("swapped, the second one is %v, want %v", *swapped.Compare, a)
		}
		swapped.SwapPeriods(domain)
		if !equal(s.Window, swapped.Window) || !equal(s.Compare, swapped.Compare) {
			t.Fatal("swapped twice, they are others")
		}
	}
}

func TestFewToCompare(t *testing.T) {
	for _, c := range []struct {
		a, b int
		want bool
	}{{0, 0, false}, {1, 0, true}, {4, 5, true}, {5, 5, false}, {0, 10, false}, {9, 0, true}} {
		if got := FewToCompare(c.a, c.b); got != c.want {
			t.Errorf("%d and %d: %v", c.a, c.b, got)
		}
	}
}
