package event

import (
	"testing"
	"time"
)

// The oracle is package time, in UTC.
func TestCivilAgainstTime(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(2400, 12, 31, 0, 0, 0, 0, time.UTC)
	for d := NewDate(1, 1, 1); !at.After(last); d, at = d+1, at.AddDate(0, 0, 1) {
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
		if int64(d) != at.Unix()/86400 && at.Unix() >= 0 {
			t.Fatalf("%s is day %d, want %d", at, d, at.Unix()/86400)
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
