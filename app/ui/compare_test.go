package ui

import (
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// Both of two periods are written in one form.
func TestPeriodsInOneForm(t *testing.T) {
	p := pageOf(event.Synthetic(300, 5), nil, nil)
	s := p.session.State().Clone()
	a, b := days("2001", "2001"), days("2002-03", "2003")
	s.Window, s.Compare = &a, &b
	if problems := p.session.Apply(s); len(problems) > 0 {
		t.Fatal(problems)
	}
	html := app.HTMLString(app.Ul().Body((&header{Page: p}).chips()...))
	for _, text := range []string{"A: 2001<", "B: Mar 2002 – Dec 2003<"} {
		if !strings.Contains(html, text) {
			t.Errorf("no %q: %s", text, html)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, c := range []struct {
		a, b         int
		signed, said string
	}{
		{12, 30, "−18", "18 fewer"}, {30, 12, "+18", "18 more"}, {7, 7, "0", "as many"}, {0, 1234, "−1,234", "1,234 fewer"},
	} {
		if signed, said := english.difference(c.a, c.b); signed != c.signed || said != c.said {
			t.Errorf("%d beside %d: %q, %q; want %q, %q", c.a, c.b, signed, said, c.signed, c.said)
		}
	}
}

// The difference of people killed lies between those of the lowest of one and
// the highest of the other.
func TestKilledDifference(t *testing.T) {
	of := func(low, best, high int) session.Totals {
		return session.Totals{Shown: 5, WithFigure: 4, Stated: true, Killed: session.TotalRange{Low: low, Best: best, High: high}}
	}
	for _, c := range []struct {
		a, b session.Totals
		want string
	}{
		{of(10, 12, 20), of(1, 2, 3), "10 more (7 to 19 more)"},
		{of(1, 2, 3), of(10, 12, 20), "10 fewer (7 to 19 fewer)"},
		{of(1, 5, 9), of(2, 4, 6), "1 more (5 fewer to 7 more)"},
		{of(5, 5, 5), of(5, 5, 5), "as many"},
		{of(5, 5, 7), of(5, 5, 5), "as many (as many to 2 more)"},
		{of(5, 5, 5), session.Totals{Shown: 2, Stated: true}, ""},
	} {
		if got := english.killedDifference(c.a, c.b); got != c.want {
			t.Errorf("%v beside %v: %q, want %q", c.a.Killed, c.b.Killed, got, c.want)
		}
	}
}

func TestCompareNote(t *testing.T) {
	day := func(n int) event.Span {
		return event.Span{Start: event.NewDate(2020, 1, 1), End: event.NewDate(2020, 1, n)}
	}
	few, many := session.Totals{Shown: 3}, session.Totals{Shown: 30, Attackers: session.Attackers{Counted: 1, Not: 9, Unknown: 20}}
	for _, c := range []struct {
		a, b   session.Totals
		da, db event.Span
		has    []string
		not    []string
	}{
		{many, few, day(10), day(10), []string{"A: attackers counted in 1 and not known in 20.", "the events of A"}, []string{"compare the rates", "Fewer than ten", "B: attackers"}},
		{few, few, day(10), day(1), []string{"A has 10 days, B has 1 day: compare the rates.", "Fewer than ten", "the events of A"}, nil},
	} {
		note := english.compareNote(c.a, c.b, c.da, c.db)
		for _, text := range c.has {
			if !strings.Contains(note, text) {
				t.Errorf("%q does not say %q", note, text)
			}
		}
		for _, text := range c.not {
			if strings.Contains(note, text) {
				t.Errorf("%q says %q", note, text)
			}
		}
	}
	if got := rate(31, event.Span{Start: event.NewDate(2020, 1, 1), End: event.NewDate(2021, 12, 31)}); got != "1.3" {
		t.Errorf("31 events in 731 days are %s in thirty", got)
	}
}

// The description tells of both periods, and of which one there is a list.
func TestDescriptionOfTwoPeriods(t *testing.T) {
	v := &view{compares: true, listsA: true}
	v.Shown, v.All, v.Stated, v.WithFigure, v.Killed = 12, 235, true, 11, session.TotalRange{Low: 40, Best: 50, High: 60}
	v.other = session.Totals{Shown: 30, All: 235, Stated: true, WithFigure: 28, Killed: session.TotalRange{Low: 90, Best: 100, High: 120}}
	v.Attackers, v.other.Attackers = session.Attackers{Counted: 2, Not: 5, Unknown: 4}, session.Attackers{Not: 28}
	v.state.Window = &event.Span{Start: event.NewDate(2021, 1, 1), End: event.NewDate(2021, 12, 31)}
	v.state.Compare = &event.Span{Start: event.NewDate(2020, 1, 1), End: event.NewDate(2020, 12, 31)}
	const want = "A: 12 reported events, 2021, 50 killed (lowest 40, highest 60). 1 without a figure of people killed, attackers counted in 2 and not known in 4." +
		" Compared with B, 2020: 30 reported events, 100 killed (lowest 90, highest 120); A has 18 fewer. In B 2 without a figure of people killed, attackers not counted." +
		" Listed here are the events of A; those of B are only counted."
	if got := english.description(v); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}
