package event

import (
	"fmt"
	"strconv"
)

// Date is a civil date: the number of days since 1970-01-01 in the proleptic
// Gregorian calendar. A day is a day: there is no hour, no time zone and no
// shift. Dates compare and subtract as integers.
type Date int32

// The years a written date may have; they keep every Date far from the limits
// of int32.
const (
	MinYear = 1
	MaxYear = 9999
)

// NewDate returns the date of a civil year, month (1–12) and day (1–31). The
// day may run over the end of the month, as in 31 February; ParseDate does
// not allow that. The algorithm is days_from_civil of Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms" (2013).
func NewDate(year, month, day int) Date {
	if month <= 2 {
		year--
	}
	era := year / 400
	if year < 0 {
		era = (year - 399) / 400
	}
	yearOfEra := year - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + day - 1
	dayOfEra := yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
	return Date(era*146097 + dayOfEra - 719468)
}

// Civil returns the year, month (1–12) and day (1–31) of d; the inverse of
// NewDate.
func (d Date) Civil() (year, month, day int) {
	z := int(d) + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	dayOfEra := z - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	monthFromMarch := (5*dayOfYear + 2) / 153
	day = dayOfYear - (153*monthFromMarch+2)/5 + 1
	month = (monthFromMarch+2)%12 + 1
	year = yearOfEra + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// String returns the date as YYYY-MM-DD.
func (d Date) String() string {
	return string(d.AppendTo(make([]byte, 0, 10)))
}

// As returns the date written as exactly as a precision has it: YYYY-MM-DD, for
// months YYYY-MM, for years YYYY and for no date "".
func (d Date) As(p Precision) string {
	text := d.String()
	switch p {
	case Month:
		return text[:len("2006-01")]
	case Year:
		return text[:len("2006")]
	case Undated:
		return ""
	}
	return text
}

// AppendTo appends the date as YYYY-MM-DD to buf and returns it.
func (d Date) AppendTo(buf []byte) []byte {
	year, month, day := d.Civil()
	return append(buf,
		byte('0'+year/1000%10), byte('0'+year/100%10), byte('0'+year/10%10), byte('0'+year%10),
		'-', byte('0'+month/10), byte('0'+month%10),
		'-', byte('0'+day/10), byte('0'+day%10))
}

// Weekday returns the day of the week, Monday 0 to Sunday 6 (ISO 8601 order).
func (d Date) Weekday() int {
	return ((int(d)+3)%7 + 7) % 7
}

// DaysInMonth returns the number of days of a month (1–12) of a year.
func DaysInMonth(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// ParseDate reads a full civil date, exactly YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 {
		return 0, fmt.Errorf("date %q: expected YYYY-MM-DD", s)
	}
	span, precision, err := ParseSpan(s)
	if err != nil {
		return 0, err
	}
	if precision != Day {
		return 0, fmt.Errorf("date %q: expected YYYY-MM-DD", s)
	}
	return span.Start, nil
}

// Span is a stretch of whole days, both ends inclusive.
type Span struct{ Start, End Date }

// Overlaps reports whether the spans share a day.
func (s Span) Overlaps(t Span) bool { return s.Start <= t.End && t.Start <= s.End }

// Days returns the number of days in the span.
func (s Span) Days() int { return int(s.End-s.Start) + 1 }

// ParseSpan reads YYYY-MM-DD, YYYY-MM or YYYY and returns the days it may
// mean with the precision it was written in.
func ParseSpan(s string) (Span, Precision, error) {
	bad := func(expected string) (Span, Precision, error) {
		return Span{}, 0, fmt.Errorf("date %q: expected %s", s, expected)
	}
	part := func(from, to int) (int, bool) {
		for _, c := range []byte(s[from:to]) {
			if c < '0' || c > '9' {
				return 0, false
			}
		}
		n, err := strconv.Atoi(s[from:to])
		return n, err == nil
	}
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return bad("YYYY-MM-DD, YYYY-MM or YYYY")
	}
	year, ok := part(0, 4)
	if !ok || year < MinYear {
		return bad("a year from 0001 to 9999")
	}
	if len(s) == 4 {
		return Year.Around(NewDate(year, 1, 1)), Year, nil
	}
	month, ok := part(5, 7)
	if !ok || s[4] != '-' || month < 1 || month > 12 {
		return bad("a month from 01 to 12 after the year")
	}
	if len(s) == 7 {
		return Month.Around(NewDate(year, month, 1)), Month, nil
	}
	day, ok := part(8, 10)
	if !ok || s[7] != '-' || day < 1 || day > DaysInMonth(year, month) {
		return bad("a day of that month")
	}
	d := NewDate(year, month, day)
	return Span{d, d}, Day, nil
}

// Precision says how exactly a date is known.
type Precision uint8

// The precisions of a date, finest first. Of an event that is Undated no date is
// known: in a table it may have happened on any day of the others.
const (
	Day Precision = iota
	Week
	Month
	Year
	Undated
)

var precisionNames = []string{"day", "week", "month", "year", "none"}

// String returns the name used in files: day, week, month, year or none.
func (p Precision) String() string { return precisionNames[p] }

// ParsePrecision reads day, week, month, year or none.
func ParsePrecision(s string) (Precision, error) {
	for i, name := range precisionNames {
		if s == name {
			return Precision(i), nil
		}
	}
	return 0, fmt.Errorf("date_precision %q: expected day, week, month, year or none", s)
}

// Around returns the span of that precision that holds d: the day itself, its
// week from Monday to Sunday (ISO 8601), its month or its year.
func (p Precision) Around(d Date) Span {
	year, month, _ := d.Civil()
	switch p {
	case Week:
		monday := d - Date(d.Weekday())
		return Span{monday, monday + 6}
	case Month:
		return Span{NewDate(year, month, 1), NewDate(year, month, DaysInMonth(year, month))}
	case Year:
		return Span{NewDate(year, 1, 1), NewDate(year, 12, 31)}
	}
	return Span{d, d}
}
