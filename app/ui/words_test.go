package ui

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/event"
	"wherewhen/app/export"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

func days(from, to string) event.Span {
	a, _, err := event.ParseSpan(from)
	if err != nil {
		panic(err)
	}
	b, _, err := event.ParseSpan(to)
	if err != nil {
		panic(err)
	}
	return event.Span{Start: a.Start, End: b.End}
}

func TestSpanSaysNoMoreThanIsKnown(t *testing.T) {
	for _, c := range []struct {
		from, to  string
		precision event.Precision
		want      string
	}{
		{"2024-03-22", "2024-03-22", event.Day, "22 March 2024"},
		{"2024-03-22", "2024-03-24", event.Day, "22–24 March 2024"},
		{"2024-03-31", "2024-04-01", event.Day, "31 March – 1 April 2024"},
		{"2023-12-31", "2024-01-01", event.Day, "31 December 2023 – 1 January 2024"},
		{"2024-03", "2024-03", event.Month, "March 2024"},
		{"2024-03", "2024-05", event.Month, "March–May 2024"},
		{"2023-12", "2024-01", event.Month, "December 2023 – January 2024"},
		{"2024", "2024", event.Year, "2024"},
		{"2015", "2018", event.Year, "2015–2018"},
	} {
		if got := english.span(days(c.from, c.to), c.precision); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
	if got := english.day(event.NewDate(2024, 2, 29)); got != "29 February 2024" {
		t.Errorf("the day is %q", got)
	}
}

func TestPeopleKeepsUnknownApartFromZero(t *testing.T) {
	const unknown = event.Unknown
	for _, c := range []struct {
		r    event.Range
		want string
	}{
		{event.UnknownRange, english.notReported},
		{event.Range{Low: 0, Best: 0, High: 0}, "0"},
		{event.Range{Low: 133, Best: 145, High: 145}, "145 (133–145)"},
		{event.Range{Low: 50, Best: 50, High: unknown}, "at least 50"},
		{event.Range{Low: unknown, Best: 0, High: unknown}, "0"},
		{event.Range{Low: 0, Best: unknown, High: unknown}, "at least 0"},
		{event.Range{Low: 46, Best: 50, High: unknown}, "50 (46 or more)"},
		{event.Range{Low: 3, Best: unknown, High: 7}, "3–7"},
		{event.Range{Low: 1234, Best: 1234, High: 1234}, "1,234"},
	} {
		if got := english.people(c.r); got != c.want {
			t.Errorf("%v: %q, want %q", c.r, got, c.want)
		}
	}
}

func TestSummarySaysHowManyHaveNoFigure(t *testing.T) {
	events, killed, unknown, attackers := english.summary(session.Totals{
		Stated: true,
		Shown:  1200, All: 2000, WithFigure: 1150, Killed: session.TotalRange{Low: 10, Best: 1200, High: 1300},
		Attackers: session.Attackers{Counted: 12, Not: 1100, Unknown: 38},
	})
	if events != "1,200 of 2,000 events" || killed != "1,200 killed (10–1,300)" || unknown != "50 without a figure" || attackers != "attackers counted in 12 and not known in 38" {
		t.Errorf("%q, %q, %q, %q", events, killed, unknown, attackers)
	}
	if events, killed, unknown, attackers := english.summary(session.Totals{Shown: 2, All: 3}); events != "2 of 3 events" || killed+unknown+attackers != "" {
		t.Errorf("where no event has one: %q, %q, %q", events, killed, unknown)
	}
	if _, killed, _, _ := english.summary(session.Totals{Shown: 3, All: 9, Stated: true}); killed != english.noKilledFigures {
		t.Errorf("without figures it says %q", killed)
	}
	for want, a := range map[string]session.Attackers{
		"":                      {},
		"attackers counted":     {Counted: 3},
		"attackers not counted": {Not: 3},
		"not known whether attackers are counted":         {Unknown: 3},
		"attackers counted in 1":                          {Counted: 1, Not: 2},
		"attackers not counted in 93 and not known in 90": {Not: 93, Unknown: 90},
	} {
		if got := english.attackersShort(a); got != want {
			t.Errorf("%+v: %q, want %q", a, got, want)
		}
	}
}

func TestTicksNameWhatBegins(t *testing.T) {
	for _, c := range []struct {
		day  string
		unit timeline.Unit
		maj  bool
		want string
	}{
		{"2024-01-01", timeline.Year, true, "2024"},
		{"2024-01-01", timeline.Month, true, "Jan 2024"},
		{"2024-02-01", timeline.Month, false, "Feb"},
		{"2024-02-01", timeline.Day, true, "1 Feb 2024"},
		{"2024-02-05", timeline.Week, false, "5 Feb"},
	} {
		d, err := event.ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := english.tick(timeline.Tick{Day: d, Unit: c.unit, Major: c.maj}); got != c.want {
			t.Errorf("%s by %d: %q, want %q", c.day, c.unit, got, c.want)
		}
	}
}

// One spelling: British, but of the licence that is called so.
func TestOneSpelling(t *testing.T) {
	source, err := os.ReadFile("english.go")
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.ReplaceAll(string(source), "Unicode License", ""); strings.Contains(strings.ToLower(text), "license") {
		t.Error("a license is spelt with s")
	}
}

// A language without a word would show a gap where nobody looks for it.
func TestEveryWordIsThere(t *testing.T) {
	v := reflect.ValueOf(*english)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s has no word", v.Type().Field(i).Name)
		}
	}
	for f, name := range english.facets {
		if name == "" && !session.Facet(f).IsOwn() {
			t.Errorf("facet %s has no name", session.Facet(f).Key())
		}
	}
	for _, role := range roleNames {
		if english.roles[role] == "" {
			t.Errorf("role %s has no name", role)
		}
	}
	for f, values := range orderedValues {
		for _, value := range values {
			if english.values[value] == "" {
				t.Errorf("facet %s: %s has no word", f.Key(), value)
			}
		}
	}
}

func TestDistance(t *testing.T) {
	for km, want := range map[float64]string{
		2862.5: "2,900 km", 536.2: "540 km", 149.9: "150 km", 99.6: "100 km", 9.96: "10 km", 9.94: "9.9 km", 2.26: "2.3 km",
		1: "1.0 km", 0.996: "1.0 km", 0.0874: "87 m", 0.994: "990 m", 0.00743: "7.4 m",
	} {
		if got := english.distance(km); got != strings.ReplaceAll(want, " ", "\u00a0") {
			t.Errorf("%v km is written %q, want %q", km, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		from, to int
		want     string
	}{{1, 1, "1"}, {2, 4, "2–4"}, {500, 1405, "500–1,405"}} {
		if got := english.numbers(c.from, c.to); got != c.want {
			t.Errorf("from %d to %d is %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// Where the sum of people killed stands it is told what it adds.
func TestSumIsExplained(t *testing.T) {
	p := pageOf(event.Synthetic(5, 1), nil, nil)
	if html := app.HTMLString(&totals{Page: p}); !strings.Contains(html, `id="killed"`) || !strings.Contains(html, `title="`+english.killedSum+`"`) {
		t.Errorf("%s", html)
	}
	if note := english.note(&export.About{}); !strings.Contains(note, english.killedSum) {
		t.Errorf("%s", note)
	}
}

func TestFirstReportBesideLaterFigures(t *testing.T) {
	const unknown = event.Unknown
	for _, c := range []struct {
		first           event.FirstReport
		killed, injured event.Range
		want            string
	}{
		{event.FirstReport{Killed: unknown, Injured: unknown}, event.Range{Low: 1, Best: 2, High: 3}, event.UnknownRange, ""},
		{event.FirstReport{Killed: 60, Injured: 143}, event.Range{Low: 182, Best: 183, High: 183}, event.Range{Low: 150, Best: 150, High: 150},
			"First report: 60 killed, 143 injured. Later figures: 183 (182–183) killed, 150 injured."},
		{event.FirstReport{Killed: 175, Injured: 150}, event.Range{Low: 182, Best: 183, High: 183}, event.Range{Low: 150, Best: 150, High: 150},
			"First report: 175 killed, 150 injured. Later figures: 183 (182–183) killed."},
		{event.FirstReport{Killed: 6, Injured: unknown}, event.Range{Low: 6, Best: 6, High: 6}, event.Range{Low: 9, Best: 9, High: 9}, "First report: 6 killed. Later reports say the same."},
		{event.FirstReport{Killed: 6, Injured: unknown}, event.Range{Low: 6, Best: 6, High: 8}, event.UnknownRange, "First report: 6 killed. Later figures: 6 (6–8) killed."},
		{event.FirstReport{Killed: 0, Injured: unknown}, event.UnknownRange, event.UnknownRange, "First report: 0 killed. Later figures: no figure (killed)."},
	} {
		if got := english.firstReport(&event.Event{FirstReport: c.first, Killed: c.killed, Injured: c.injured}); got != c.want {
			t.Errorf("%+v, %+v, %+v: %q, want %q", c.first, c.killed, c.injured, got, c.want)
		}
	}
}
