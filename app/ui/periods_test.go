package ui

import (
	"reflect"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// TestPeriodsInWords reads the rows, what is said above them and below.
func TestPeriodsInWords(t *testing.T) {
	var b event.Builder
	for _, e := range []struct {
		from, to  string
		precision event.Precision
		killed    event.Range
	}{
		{"2021-01-26", "2021-01-26", event.Day, event.Range{Low: 3, Best: 4, High: 6}},
		{"2021-03-30", "2021-04-02", event.Day, event.Range{Low: 1200, Best: 1200, High: 1200}},
		{"2021-04-05", "2021-04-05", event.Day, event.UnknownRange},
		{"2021-06-09", "2021-06-09", event.Day, event.UnknownRange},
	} {
		if err := b.Add(event.Event{Title: "x", Kind: "attack", Span: days(e.from, e.to), Precision: e.precision, Killed: e.killed, Injured: event.UnknownRange}); err != nil {
			t.Fatal(err)
		}
	}
	p := NewPage()
	p.session = session.New(b.Table(), nil, nil)
	pane := &periodsPane{Page: p, By: session.PeriodsMonth, Order: session.PeriodsByKilled}
	count := p.session.CountPeriods(pane.By)
	for !count.Count(1) {
	}
	pane.periods, pane.of = count.Periods()
	if got, want := pane.rows(), [][]string{
		{"Mar 2021", "1", "1,200", "0", "1"},
		{"Apr 2021", "2", "1,200", "1", "1"},
		{"26–31 Jan 2021", "1", "4 (3–6)", "0", "0"},
		{"1–9 Jun 2021", "1", "no figure", "1", "0"},
	}; !reflect.DeepEqual(got, want) {
		t.Errorf("the rows are %q, want %q", got, want)
	}
	if got, want := len(pane.most()), 2; got != want {
		t.Errorf("%d sentences, want %d", got, want)
	}
	if got, want := pane.note(), "An event that may have happened in more than one month is counted in each, as under “Not surely in it”; one without a date in none. People killed are the best figures, with the lowest and highest; events without a figure add nothing. Left out, without events: 2 months."; got != want {
		t.Errorf("the note is %q, want %q", got, want)
	}
}
