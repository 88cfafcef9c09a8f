package session

import (
	"math/rand/v2"
	"testing"

	"wherewhen/app/event"
)

// TestPeriodsAreWhatTheirDaysAsWindowSay holds each period against the totals
// with its days as the window, and those left out against none.
func TestPeriodsAreWhatTheirDaysAsWindowSay(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2020))
	seen, cut := 0, 0
	for range 60 {
		w := randomWorld(t, r)
		for range 4 {
			w.apply(t, r)
			shown := *w.s.State()
			days := w.s.WindowOrDomain()
			for by := PeriodsYear; by <= PeriodsMonth; by++ {
				c := w.s.CountPeriods(by)
				for !c.Count(1 + r.IntN(20)) {
				}
				periods, of := c.Periods()
				unit := periodUnits[by]
				at, all := 0, 0
				for day := days.Start; day <= days.End; all++ {
					end := min(unit.Add(unit.Floor(day), 1)-1, days.End)
					want := Period{Days: event.Span{Start: day, End: end}}
					state := shown
					state.Window = &want.Days
					w.s.Apply(state)
					totals := w.s.Totals()
					want.Events, want.WithFigure, want.Killed = totals.Shown, totals.WithFigure, totals.Killed
					for row := range w.events {
						e := &w.events[row]
						switch k := e.Killed.Filled(); {
						case !w.s.Visible(row):
						case e.Precision != event.Undated:
							if e.Span.Start < day || e.Span.End > end {
								want.Beyond++
							}
						default: // it is in every window and in no period
							want.Events--
							if k.Best != event.Unknown {
								want.WithFigure--
								want.Killed.Low, want.Killed.Best, want.Killed.High = want.Killed.Low-int(k.Low), want.Killed.Best-int(k.Best), want.Killed.High-int(k.High)
							}
						}
					}
					if want.Events > 0 {
						if at == len(periods) || periods[at] != want {
							t.Fatalf("period %d of %+v, want %+v", at, periods, want)
						}
						at++
						seen++
					}
					day = end + 1
				}
				if at != len(periods) || of != all {
					t.Fatalf("%d periods of %d, want %d of %d", len(periods), of, at, all)
				}
				if unit.Floor(days.Start) != days.Start {
					cut++
				}
				w.s.Apply(shown)
			}
		}
	}
	if seen < 500 || cut < 50 {
		t.Errorf("only %d periods had events, %d tables began within one", seen, cut)
	}
}

func TestPeriodsOfAllTheDaysThereAre(t *testing.T) {
	var b event.Builder
	for _, day := range []event.Date{event.NewDate(event.MinYear, 1, 1), event.NewDate(event.MaxYear, 12, 31)} {
		if err := b.Add(event.Event{Title: "x", Kind: "attack", Span: event.Span{Start: day, End: day}, Killed: event.UnknownRange, Injured: event.UnknownRange}); err != nil {
			t.Fatal(err)
		}
	}
	c := New(b.Table(), nil, nil).CountPeriods(PeriodsMonth)
	for !c.Count(1) {
	}
	periods, of := c.Periods()
	if want := 12 * (event.MaxYear - event.MinYear + 1); len(periods) != 2 || of != want {
		t.Errorf("%d periods of %d, want 2 of %d", len(periods), of, want)
	}
}

func TestMost(t *testing.T) {
	killed := func(p *Period) int { return p.Killed.Best }
	of := func(killed ...int) (periods []Period) {
		for i, n := range killed {
			periods = append(periods, Period{Beyond: i, Killed: TotalRange{Best: n}})
		}
		return periods
	}
	for _, c := range []struct {
		killed     []int
		at, others int
		ok         bool
	}{
		{nil, 0, 0, false}, {[]int{0, 0}, 0, 0, false}, {[]int{0, 3, 1}, 1, 0, true}, {[]int{3, 0, 3, 3}, 0, 2, true}, {[]int{1, 1, 2}, 2, 0, true},
	} {
		if most, others, ok := Most(of(c.killed...), killed); most.Beyond != c.at || others != c.others || ok != c.ok {
			t.Errorf("%v: %d and %d others, %t; want %d and %d others, %t", c.killed, most.Beyond, others, ok, c.at, c.others, c.ok)
		}
	}
}
