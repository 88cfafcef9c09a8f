package ui

import (
	"os"
	"strings"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/indicator"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// What is drawn with the timeline is found where it is drawn, says what it is
// and who says so, and never lies over another of its row.
func TestContextIsFoundWhereItIsDrawn(t *testing.T) {
	data, err := os.ReadFile("../../data/indicators.json")
	if err != nil {
		t.Fatal(err)
	}
	i, err := indicator.Parse("indicators.json", data)
	if err != nil {
		t.Fatal(err)
	}
	c := newContext(english, i)
	all := session.ContextStrength | session.ContextLeaders | session.ContextActivity | session.ContextStatements
	if want := len(i.Strength) + len(i.Leaders) + len(i.Activity) + len(i.Statements); len(c.items) != want {
		t.Errorf("%d items are drawn, want %d", len(c.items), want)
	}
	s := timeline.NewScale(event.Span{Start: event.NewDate(2015, 1, 1), End: event.NewDate(2026, 12, 31)}, 1200)
	const bars = 80.0
	for shown := session.Context(0); shown <= all; shown++ {
		height := c.height(shown)
		floor := axisTop + height + bars
		if (height > 0) != (shown&^session.ContextStrength != 0) {
			t.Errorf("%d takes %g pixels above the bars", shown, height)
		}
		for at := range c.items {
			item := &c.items[at]
			from, to := item.x(&s)
			y := c.y(shown, item) + stripHeight/2
			if item.kind == session.ContextStrength {
				low, high := item.estimate()
				y = floor - float64(low+high)/2*bars/float64(c.scaleTop())
			}
			found := c.at(shown, &s, (from+to)/2, y, floor)
			if shown&item.kind == 0 {
				if found == item {
					t.Errorf("%q is found, and not shown", item.label)
				}
				continue
			}
			if found == nil || found.kind != item.kind || found.track != item.track && item.kind != session.ContextStrength && item.kind != session.ContextStatements {
				t.Errorf("%q is not found where it is drawn", item.label)
				continue
			}
			if item.kind == session.ContextStrength {
				continue
			}
			for _, other := range c.items[:at] {
				if other.kind == item.kind && other.track == item.track && other.days.Overlaps(item.days) {
					t.Errorf("%q lies over %q", item.label, other.label)
				}
			}
		}
		if found := c.at(shown, &s, 600, floor+15, floor); found != nil {
			t.Errorf("below the bars there is %q", found.label)
		}
	}
	for at := range c.items {
		item := &c.items[at]
		var next *contextItem
		for i := range c.items {
			other := &c.items[i]
			if other.kind == item.kind && other.track == item.track && other.days.Start > item.days.Start && (next == nil || other.days.Start < next.days.Start) {
				next = other
			}
		}
		if got := c.after(at); got != next {
			t.Errorf("after %q comes %+v, want %+v", item.label, got, next)
		}
		for _, want := range append([]string{item.label, item.source()}, item.note) {
			if !strings.Contains(item.tip(english), want) {
				t.Errorf("the tooltip %q does not say %q", item.tip(english), want)
			}
		}
		if item.source() == "" {
			t.Errorf("%q has no source", item.label)
		}
		if item.kind != session.ContextLeaders {
			continue
		}
		known, tenure := item.known(), item.tenure
		if tenure.HasStart && known.Start < tenure.Start.Start || tenure.HasEnd && known.End > tenure.End.End {
			t.Errorf("%q is drawn as certain from %v", item.label, known)
		}
	}
}

// What has no date that can be read, or no figure, is not drawn.
func TestContextOfBadRecords(t *testing.T) {
	few, many := -5, 1<<40
	c := newContext(english, &indicator.Indicators{
		Strength:   []indicator.Strength{{AsOf: "2019"}, {AsOf: "soon", Low: &few}, {AsOf: "2019", Low: &few, High: &many}},
		Leaders:    []indicator.Leader{{Name: "A"}, {Name: "B", From: "2020", To: "2019"}},
		Activity:   []indicator.Activity{{From: "2019"}},
		Statements: []indicator.Statement{{Date: "x"}},
	})
	if len(c.items) > 0 {
		t.Errorf("%+v is drawn", c.items)
	}
	if none := (*contextItems)(nil); none.height(15) != 0 || none.at(15, nil, 1, 1, 1) != nil {
		t.Error("no context has something in it")
	}
}

func TestInexactText(t *testing.T) {
	for _, c := range []struct {
		n     session.Inexact
		shown int
		want  string
	}{
		{session.Inexact{}, 0, "No events shown."},
		{session.Inexact{}, 7, "All events shown have a single known day."},
		{session.Inexact{ToMonth: 1}, 1, "No single known day: 1 of the 1 event shown (1 to the month)"},
		{session.Inexact{Undated: 3}, 4, "No single known day: 3 of the 4 events shown (3 without a date, in no bar)"},
		{session.Inexact{ToYear: 1, Undated: 2}, 4, "No single known day: 3 of the 4 events shown (1 to the year, 2 without a date, in no bar)"},
		{session.Inexact{ToWeek: 1200, ToYear: 2, Several: 3}, 9000, "No single known day: 1,205 of the 9,000 events shown (1,200 known to the week, 2 to the year, 3 over several days)"},
	} {
		if text, more := english.inexactText(c.n, c.shown); text+more != c.want {
			t.Errorf("%q, want %q", text+more, c.want)
		}
	}
}

func TestShortNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 600: "600", 1000: "1k", 1500: "1.5k", 6000: "6k", 1234: "1,234", 20_000: "20k"} {
		if got := english.short(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
}
