package timeline

import (
	"strings"
	"testing"
	"time"

	"wherewhen/app/event"
)

func FuzzParseTyped(f *testing.F) {
	for _, text := range []string{"2021", "2021-08", " 2021-08-26 ", "2021-02-29", "2020-02-29", "2021-8", "26.8.2021", "", "0000", "99999", "2021-00", "٢٠٢١", "2021-08-26x", "-021"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		days, err := ParseTyped(text)
		trimmed := strings.TrimSpace(text)
		// The oracle knows a year 0, which civil dates of ours do not.
		var want event.Span
		known := false
		for layout, next := range map[string][3]int{"2006": {1, 0, 0}, "2006-01": {0, 1, 0}, "2006-01-02": {0, 0, 1}} {
			if at, err := time.Parse(layout, trimmed); err == nil && len(trimmed) == len(layout) && at.Year() > 0 {
				day := func(at time.Time) event.Date { return event.NewDate(at.Year(), int(at.Month()), at.Day()) }
				want, known = event.Span{Start: day(at), End: day(at.AddDate(next[0], next[1], next[2])) - 1}, true
			}
		}
		if known != (err == nil) || known && days != want {
			t.Fatalf("%q: %v, %v; want %v, %v", text, days, err, want, known)
		}
		if err != nil && !strings.Contains(err.Error(), "expected") {
			t.Fatalf("%q: the error does not say what was expected: %v", text, err)
		}
	})
}

func TestPresets(t *testing.T) {
	day := event.NewDate
	for _, c := range []struct {
		name   string
		domain event.Span
		want   []Preset
	}{
		{"years", event.Span{Start: day(2022, 3, 5), End: day(2024, 2, 29)}, []Preset{
			{0, event.Span{Start: day(2023, 3, 1), End: day(2024, 2, 29)}},
			{2024, event.Span{Start: day(2024, 1, 1), End: day(2024, 2, 29)}},
			{2023, event.Span{Start: day(2023, 1, 1), End: day(2023, 12, 31)}},
			{2022, event.Span{Start: day(2022, 3, 5), End: day(2022, 12, 31)}},
		}},
		{"twelve months", event.Span{Start: day(2023, 1, 1), End: day(2023, 12, 31)}, []Preset{{2023, event.Span{Start: day(2023, 1, 1), End: day(2023, 12, 31)}}}},
		{"a day", event.Span{Start: day(2023, 1, 1), End: day(2023, 1, 1)}, []Preset{{2023, event.Span{Start: day(2023, 1, 1), End: day(2023, 1, 1)}}}},
		{"nothing", event.Span{Start: 1, End: 0}, nil},
	} {
		got := Presets(nil, c.domain)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", c.name, got[i], c.want[i])
			}
		}
	}
}
