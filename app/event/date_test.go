package event

import (
	"testing"
	"time"
)

// The oracle is package time, in UTC: each day a date may be written for.
func TestCivilAgainstTime(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(MaxYear, 12, 31, 0, 0, 0, 0, time.UTC)
	for d := NewDate(1, 1, 1); !at.After(last); d, at = d+1, at.Add(24*time.Hour) {
		year, month, day := d.Civil()
		if year != at.Year() || month != int(at.Month()) || day != at.Day() {
			t.Fatalf("Civil(%d) = %d-%d-%d, want %s", d, year, month, day, at.Format(time.DateOnly))
		}
		if NewDate(year, month, day) != d {
			t.Fatalf("NewDate(%d, %d, %d) = %d, want %d", year, month, day, NewDate(year, month, day), d)
		}
		if got, want := d.Weekday(), (int(at.Weekday())+6)%7; got != want {
			t.Fatalf("Weekday of %s = %d, want %d", d, got, want)
		}
		if int64(d) != at.Unix()/86400 {
			t.Fatalf("%s is day %d, want %d", at, d, at.Unix()/86400)
		}
		if day == DaysInMonth(year, month) != (at.Add(24*time.Hour).Day() == 1) {
			t.Fatalf("DaysInMonth(%d, %d) = %d on %s", year, month, DaysInMonth(year, month), d)
		}
	}
}

func TestParseSpan(t *testing.T) {
	cases := []struct {
		in         string
		start, end string
		precision  Precision
		fails      bool
	}{
		{in: "2024-02-29", start: "2024-02-29", end: "2024-02-29"},
		{in: "2023-02-29", fails: true},
		{in: "1900-02-29", fails: true},
		{in: "2000-02-29", start: "2000-02-29", end: "2000-02-29"},
		{in: "2024-02", start: "2024-02-01", end: "2024-02-29", precision: Month},
		{in: "2015", start: "2015-01-01", end: "2015-12-31", precision: Year},
		{in: "2015-13", fails: true},
		{in: "2015-00-01", fails: true},
		{in: "2015-1-1", fails: true},
		{in: "2015/01/01", fails: true},
		{in: "+015-01-01", fails: true},
		{in: "0000", fails: true},
		{in: "", fails: true},
	}
	for _, c := range cases {
		span, precision, err := ParseSpan(c.in)
		if c.fails {
			if err == nil {
				t.Errorf("ParseSpan(%q) = %v, want an error", c.in, span)
			}
			continue
		}
		if err != nil || span.Start.String() != c.start || span.End.String() != c.end || precision != c.precision {
			t.Errorf("ParseSpan(%q) = %v–%v %v, %v", c.in, span.Start, span.End, precision, err)
		}
	}
}

// A date is read and written the same wherever the machine thinks it is.
func TestDatesKnowNoTimeZone(t *testing.T) {
	local := time.Local
	defer func() { time.Local = local }()
	for _, hours := range []int{-12, 0, 14} {
		time.Local = time.FixedZone("far", hours*3600)
		for at := time.Date(1582, 10, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2100; at = at.Add(97 * 24 * time.Hour) {
			text := at.Format(time.DateOnly)
			d, err := ParseDate(text)
			if err != nil || d.String() != text || int64(d) != at.Unix()/86400 {
				t.Fatalf("%d hours from UTC, ParseDate(%q) = %d, %v: %s", hours, text, d, err, d)
			}
		}
	}
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2024", "2024-02", "2024-02-30", "2024-02-0", "24-02-01", " 2024-02-1", "2024-02-01 ", ""} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", s, d)
		}
	}
	if d, err := ParseDate("1970-01-01"); d != 0 || err != nil {
		t.Errorf("the first day is %d, %v", d, err)
	}
}

func TestPrecisionNames(t *testing.T) {
	for p := Day; p <= Undated; p++ {
		if got, err := ParsePrecision(p.String()); got != p || err != nil {
			t.Errorf("ParsePrecision(%q) = %v, %v", p, got, err)
		}
	}
	for _, s := range []string{"", "Day", "decade", "days"} {
		if p, err := ParsePrecision(s); err == nil {
			t.Errorf("ParsePrecision(%q) = %v, want an error", s, p)
		}
	}
}

func TestAround(t *testing.T) {
	cases := []struct {
		precision       Precision
		day, start, end string
	}{
		{Day, "2024-02-29", "2024-02-29", "2024-02-29"},
		{Week, "2020-12-31", "2020-12-28", "2021-01-03"},
		{Week, "2021-01-03", "2020-12-28", "2021-01-03"},
		{Week, "2021-01-04", "2021-01-04", "2021-01-10"},
		{Week, "2024-02-29", "2024-02-26", "2024-03-03"},
		{Week, "1969-12-31", "1969-12-29", "1970-01-04"},
		{Week, "0001-01-01", "0001-01-01", "0001-01-07"},
		{Month, "1900-02-11", "1900-02-01", "1900-02-28"},
		{Month, "2000-02-29", "2000-02-01", "2000-02-29"},
		{Month, "9999-12-01", "9999-12-01", "9999-12-31"},
		{Year, "2024-12-31", "2024-01-01", "2024-12-31"},
	}
	for _, c := range cases {
		d, err := ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if s := c.precision.Around(d); s.Start.String() != c.start || s.End.String() != c.end {
			t.Errorf("%v of %s is %s to %s, want %s to %s", c.precision, c.day, s.Start, s.End, c.start, c.end)
		}
	}
	for year, want := range map[int]int{1900: 365, 2000: 366, 2023: 365, 2024: 366, 2100: 365, 2400: 366} {
		if got := Year.Around(NewDate(year, 6, 1)).Days(); got != want {
			t.Errorf("%d has %d days, want %d", year, got, want)
		}
	}
}

// The oracle counts days.
func TestOverlaps(t *testing.T) {
	for code := range 6 * 6 * 6 * 6 {
		a := Span{Date(code % 6), Date(code / 6 % 6)}
		b := Span{Date(code / 36 % 6), Date(code / 216)}
		if a.Start > a.End || b.Start > b.End {
			continue
		}
		shared, days := false, 0
		for d := Date(0); d < 6; d++ {
			inA := a.Start <= d && d <= a.End
			shared = shared || inA && b.Start <= d && d <= b.End
			if inA {
				days++
			}
		}
		if a.Overlaps(b) != shared || a.Days() != days {
			t.Fatalf("%v overlaps %v: %v, %d days", a, b, a.Overlaps(b), a.Days())
		}
	}
}

func TestAroundHoldsItsDay(t *testing.T) {
	for d := NewDate(1999, 12, 1); d < NewDate(2005, 2, 1); d++ {
		for p := Day; p <= Year; p++ {
			span := p.Around(d)
			if d < span.Start || d > span.End {
				t.Fatalf("%v of %v is %v–%v", p, d, span.Start, span.End)
			}
			if p.Around(span.Start) != span || p.Around(span.End) != span || p.Around(span.End+1) == span {
				t.Fatalf("%v of %v is not a whole %v", p, d, p)
			}
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	for _, s := range []string{"2024-02-29", "2015-01", "2015", "0001-01-01", "9999-12-31", "20-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		span, precision, err := ParseSpan(s)
		if err != nil {
			return
		}
		if got := span.Start.String()[:len(s)]; got != s {
			t.Fatalf("ParseSpan(%q) starts on %s", s, got)
		}
		if precision.Around(span.Start) != span {
			t.Fatalf("ParseSpan(%q) = %v, not a whole %v", s, span, precision)
		}
	})
}

func TestDateAsExactlyAsItIsKnown(t *testing.T) {
	for p, want := range map[Precision]string{Day: "2024-02-29", Week: "2024-02-29", Month: "2024-02", Year: "2024"} {
		got := NewDate(2024, 2, 29).As(p)
		if got != want {
			t.Errorf("%v: %s, want %s", p, got, want)
		}
		if span, _, err := ParseSpan(got); err != nil || span.Start > NewDate(2024, 2, 29) || span.End < NewDate(2024, 2, 29) {
			t.Errorf("%s is read as %v, %v", got, span, err)
		}
	}
	if got := NewDate(2024, 2, 29).As(Undated); got != "" {
		t.Errorf("without a date: %s", got)
	}
}
