package profile

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"wherewhen/app/event"
)

func TestDates(t *testing.T) {
	for _, c := range []struct{ text, format, want string }{
		{"2023-01-31", "", "2023-01-31 2023-01-31 day"},
		{"2023-01-31", DayFirst, "2023-01-31 2023-01-31 day"},
		{"2013-01-03 00:00:00", "", "2013-01-03 2013-01-03 day"},
		{"2026-07-11 00:00:00.000", "", "2026-07-11 2026-07-11 day"},
		{"2023-01-31T23:59:59Z", "", "2023-01-31 2023-01-31 day 23:59"},
		{"2023-01-31T01:30:00+05:00", "", "2023-01-31 2023-01-31 day 01:30"},
		{"2023/1/3", "", "2023-01-03 2023-01-03 day"},
		{"16 May 2025", "", "2025-05-16 2025-05-16 day"},
		{"May 16, 2025", "", "2025-05-16 2025-05-16 day"},
		{"16-May-2025", "", "2025-05-16 2025-05-16 day"},
		{"Friday, 16th of May 2025", "", "2025-05-16 2025-05-16 day"},
		{"2025 Sept 3", "", "2025-09-03 2025-09-03 day"},
		{"May 2025", "", "2025-05-01 2025-05-31 month"},
		{"2024-02", "", "2024-02-01 2024-02-29 month"},
		{"02/2024", "", "2024-02-01 2024-02-29 month"},
		{"2017", "", "2017-01-01 2017-12-31 year"},
		{"mid 2017", "", "2017-01-01 2017-12-31 year loose"},
		{"2017?", "", "2017-01-01 2017-12-31 year loose"},
		{"c. 2017", "", "2017-01-01 2017-12-31 year loose"},
		{"2018-19", "", "2018-01-01 2019-12-31 year loose"},
		{"2017-2019", "", "2017-01-01 2019-12-31 year loose"},
		{"31/01/2020", "", "2020-01-31 2020-01-31 day"},
		{"01/31/2020", "", "2020-01-31 2020-01-31 day"},
		{"3.4.2020", DayFirst, "2020-04-03 2020-04-03 day"},
		{"3/4/2020", MonthFirst, "2020-03-04 2020-03-04 day"},
		{"4/4/2020", "", "2020-04-04 2020-04-04 day"},
		{"1/31/2020 3:05 PM", "", "2020-01-31 2020-01-31 day 15:05"},
		{"20200229", Digits, "2020-02-29 2020-02-29 day"},
		{"44197", Excel, "2021-01-01 2021-01-01 day"},
		{"61", Excel, "1900-03-01 1900-03-01 day"},
		{"44197.75", Excel, "2021-01-01 2021-01-01 day 18:00"},
		{"1609459200", Unix, "2021-01-01 2021-01-01 day"},
		{"-1", Unix, "1969-12-31 1969-12-31 day"},
		{"1609459200000", UnixMilli, "2021-01-01 2021-01-01 day"},
		{"2021", YearOnly, "2021-01-01 2021-12-31 year"},

		{"3/4/2020", "", "! day/month or month/day: set the format of this column, D/M/Y or M/D/Y"},
		{"3/4/2020", Undecided, "! day/month or month/day: set the format of this column, D/M/Y or M/D/Y"},
		{"13/13/2020", "", "! a month from 1 to 12"},
		{"25/12/2020", MonthFirst, "! a month from 1 to 12"},
		{"2021-02-29", "", "! a day of the calendar"},
		{"16 May 25", "", "! a year with four digits"},
		{"3/4/20", DayFirst, "! a year with four digits"},
		{"0000-01-01", "", "! a year from 1 to 9999"},
		{"0000", "", "! a year from 1 to 9999"},
		{"0", YearOnly, "! a year from 1 to 9999"},
		{"-2020-01-01", "", "! a date"},
		{"soon", "", "! a date"},
		{"", "", "! a date"},
		{"NaN", Excel, "! a day as spreadsheets number them, from 61 (1 March 1900) to 2958465 (year 9999)"},
		{"60", Excel, "! a day as spreadsheets number them, from 61 (1 March 1900) to 2958465 (year 9999)"},
		{"inf", Unix, "! a number of seconds or milliseconds since 1970"},
	} {
		w, reason := parseDate(c.text, c.format)
		if got := written(w, reason); got != c.want {
			t.Errorf("%q as %q: %s, want %s", c.text, c.format, got, c.want)
		}
	}
}

func written(w when, reason string) string {
	if reason != "" {
		return "! " + reason
	}
	s := fmt.Sprint(w.span.Start, " ", w.span.End, " ", w.precision)
	if w.loose {
		s += " loose"
	}
	if w.time != "" {
		s += " " + w.time
	}
	return s
}

func TestDatesOfParts(t *testing.T) {
	for want, parts := range map[string][]string{
		"2020-01-15 2020-01-15 day":               {"2020", "1", "15"},
		"2020-01-15 2020-01-15 day ":              {"2020.0", "January", "15.0"},
		"1970-01-01 1970-12-31 year":              {"1970", "0", "0"},
		"1970-01-01 1970-12-31 year ":             {"1970", "0", "7"},
		"1970-02-01 1970-02-28 month":             {"1970", "2", "0"},
		"1970-02-01 1970-02-28 month ":            {"1970", "2", ""},
		"1970-01-01 1970-12-31 year  ":            {"1970"},
		"! a day of the calendar":                 {"2020", "2", "30"},
		"! a month from 1 to 12":                  {"2020", "13", "1"},
		"! a year from 1 to 9999":                 {"0", "1", "1"},
		"! a year from 1 to 9999 ":                {"", "1", "1"},
		"! whole numbers for year, month and day": {"2020", "x", "1"},
	} {
		w, reason := dateOfParts(parts)
		if got := written(w, reason); got != trimmed(want) {
			t.Errorf("%q: %s, want %s", parts, got, want)
		}
	}
}

func TestYearOfAnotherColumn(t *testing.T) {
	m := Mapping{Uses: []Use{{Role: "start", Columns: []string{"date", "year"}, Format: DayFirst}}}
	for row, want := range map[string]string{
		"31-Jan-23|2023": "2023-01-31", "31-Jan-97|1997": "1997-01-31", "3/4/23|2023": "2023-04-03", "2023-01-31|2022": "2023-01-31",
		"31-Jan-23|2022": "", "31-Jan-23|": "", "31-Jan-23|23": "", "23|2023": "", "|2023": "",
	} {
		events, _, problems := readWith(t, m, "date|year\n"+row)
		got := ""
		if events.Len() > 0 {
			got = events.Span(0).Start.String()
		}
		if got != want {
			t.Errorf("%s: %q, want %q; %s", row, got, want, problems)
		}
	}
}

func trimmed(s string) string {
	for s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// Every day of the calendar is read back from every way it is written that can
// be read one way only.
func TestEveryWayADayIsWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		d := event.Date(random.IntN(3_652_058)) - 719_162
		year, month, day := d.Civil()
		name := months[month-1]
		for text, format := range map[string]string{
			d.String():               "",
			d.String() + " 00:00:00": Undecided,
			fmt.Sprintf("%d %s %04d", day, name, year):                MonthFirst,
			fmt.Sprintf("%s %d, %04d", name[:3], day, year):           DayFirst,
			fmt.Sprintf("%d/%d/%04d", day, month, year):               DayFirst,
			fmt.Sprintf("%02d.%02d.%04d", day, month, year):           DayFirst,
			fmt.Sprintf("%d-%d-%04d", month, day, year):               MonthFirst,
			fmt.Sprintf("%04d%02d%02d", year, month, day):             Digits,
			fmt.Sprint(int64(d) * 86400):                              Unix,
			fmt.Sprint(int64(d)*86400_000 + 86_399_999):               UnixMilli,
			fmt.Sprintf("%d/%d/%04d 23:59", max(day, 1), month, year): DayFirst,
		} {
			w, reason := parseDate(text, format)
			if reason != "" || w.span != (event.Span{Start: d, End: d}) || w.precision != event.Day {
				t.Fatalf("%s as %q: %s, want %s", text, format, written(w, reason), d)
			}
		}
		if d > event.NewDate(1900, 3, 1) {
			if w, reason := parseDate(fmt.Sprint(int(d-event.NewDate(1899, 12, 30))), Excel); reason != "" || w.span.Start != d {
				t.Fatalf("%s as a spreadsheet counts: %s", d, written(w, reason))
			}
		}
	}
}

// The order of day and month is decided from the whole column: as soon as one
// date can be read one way only, all are read that way; without one it is said
// to be undecidable, and no date is read that could be another.
func TestOrderIsThatOfTheColumn(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		dayIsFirst := random.IntN(2) == 0
		s := NewSurvey([]string{"date"})
		var dates []event.Date
		var texts []string
		decided, open := false, false
		for range 1 + random.IntN(12) {
			d := event.NewDate(2020, 1, 1) + event.Date(random.IntN(366))
			_, month, day := d.Civil()
			if random.IntN(10) > 0 {
				day = 1 + day%12
				d = event.NewDate(2020, month, day)
			}
			decided = decided || day > 12
			open = open || day != month && day <= 12
			text := fmt.Sprintf("%d/%d/2020", day, month)
			if !dayIsFirst {
				text = fmt.Sprintf("%d/%d/2020", month, day)
			}
			dates, texts = append(dates, d), append(texts, text)
			s.Add([]string{text})
		}
		f, err := s.Guess()
		if err != nil {
			t.Fatal(err)
		}
		u, _ := f.Mapping.Use("start")
		want := Undecided
		switch {
		case decided && !dayIsFirst:
			want = MonthFirst
		case decided || !open:
			want = DayFirst
		}
		if u.Format != want || (len(f.Questions) > 0) != (want == Undecided) {
			t.Fatalf("%q: %s (%s), want %s; %q", texts, u.Format, u.Why, want, f.Questions)
		}
		for i, text := range texts {
			w, reason := parseDate(text, u.Format)
			if reason == "" && w.span.Start != dates[i] || reason != "" && want != Undecided {
				t.Fatalf("%s in %q: %s, want %s", text, texts, written(w, reason), dates[i])
			}
		}
	}
	s := NewSurvey([]string{"date"})
	for _, text := range []string{"25/12/2020", "12/25/2020", "3/4/2020"} {
		s.Add([]string{text})
	}
	if f, _ := s.Guess(); len(f.Questions) != 1 || f.Mapping.Uses[0].Format != Undecided {
		t.Errorf("both orders in one column: %+v", f)
	}
}

func FuzzDate(f *testing.F) {
	for _, text := range []string{"2023-01-31", "16 May 2025", "3/4/2020", "mid 2017", "2018-19", "20200101", "2023-01-31T10:00:00Z", "44197.5", "-1", "١٢"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range append(formats[date], "") {
			w, reason := parseDate(text, format)
			if reason != "" {
				continue
			}
			first, last := event.NewDate(event.MinYear, 1, 1), event.NewDate(event.MaxYear, 12, 31)
			if w.span.Start > w.span.End || w.span.Start < first || w.span.End > last {
				t.Fatalf("%q as %q: %v", text, format, w)
			}
			for _, d := range []event.Date{w.span.Start, w.span.End} {
				if _, err := event.ParseDate(d.String()); err != nil {
					t.Fatalf("%q as %q: %v", text, format, err)
				}
			}
			if w.precision.Around(w.span.Start).Start != w.span.Start || w.precision.Around(w.span.End).End != w.span.End {
				t.Fatalf("%q as %q: %v is not whole", text, format, w)
			}
		}
		s := NewSurvey([]string{"date"})
		s.Add([]string{text})
		s.Guess()
	})
}
