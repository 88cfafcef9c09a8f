package indicator

import (
	"testing"

	"wherewhen/app/event"
)

func span(from, to string) event.Span {
	start, _ := event.ParseDate(from)
	end, _ := event.ParseDate(to)
	return event.Span{Start: start, End: end}
}

func TestTenure(t *testing.T) {
	june, day, none := span("2020-06-01", "2020-06-30"), span("2021-02-03", "2021-02-03"), event.Span{}
	for _, c := range []struct {
		leader Leader
		want   Tenure
		ok     bool
	}{
		{Leader{From: "2020-06", To: "2021-02-03", Confidence: "high"}, Tenure{june, day, true, true, false}, true},
		{Leader{From: "2020-06", Confidence: "medium"}, Tenure{june, none, true, false, true}, true},
		{Leader{To: "2021-02-03"}, Tenure{none, day, false, true, false}, true},
		{Leader{}, Tenure{}, false},
		{Leader{From: "long ago", Confidence: "disputed"}, Tenure{Disputed: true}, false},
		{Leader{From: "2021-02-03", To: "2020-06"}, Tenure{day, june, true, true, false}, false},
	} {
		if got, ok := c.leader.Tenure(); got != c.want || ok != c.ok {
			t.Errorf("%+v: %+v, %v; want %+v, %v", c.leader, got, ok, c.want, c.ok)
		}
	}
}

func TestWhen(t *testing.T) {
	a := Activity{From: "2021-08", To: "2022"}
	if got, ok := a.When(); !ok || got != span("2021-08-01", "2022-12-31") {
		t.Errorf("counted over %v, %v", got, ok)
	}
	for _, a := range []Activity{{From: "2021-08"}, {To: "2021"}, {From: "2022", To: "2021"}, {From: "x", To: "2021"}} {
		if got, ok := a.When(); ok {
			t.Errorf("%+v is counted over %v", a, got)
		}
	}
	s, b := Strength{AsOf: "2021-08"}, Statement{Date: "2021-08-09"}
	if got, ok := s.When(); !ok || got != span("2021-08-01", "2021-08-31") {
		t.Errorf("the estimate is of %v, %v", got, ok)
	}
	if got, ok := b.When(); !ok || got != span("2021-08-09", "2021-08-09") {
		t.Errorf("the statement is of %v, %v", got, ok)
	}
	if _, ok := new(Strength).When(); ok {
		t.Error("no date is a date")
	}
}
