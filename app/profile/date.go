package profile

import (
	"math"
	"strconv"
	"strings"

	"wherewhen/app/event"
)

// when is a date as a cell has it.
type when struct {
	span      event.Span
	precision event.Precision
	time      string // of day, when the cell has one that is not midnight
	loose     bool   // more was written than a year, as "mid 2017"
}

// shape is what a date looks like.
type shape uint8

const (
	noDate     shape = iota
	isoDate          // the year stands first, or a month has a name: read one way only
	dayFirst         // 31/1/2020
	monthFirst       // 1/31/2020
	eitherWay        // 1/2/2020
	bothSame         // 1/1/2020
	eightDigits
	yearOnly
	looseYear
)

const (
	aDate      = "a date"
	aTrueDate  = "a day of the calendar"
	aYear      = "a year from 1 to 9999"
	fourDigits = "a year with four digits"
)

// parseDate reads a date in a format. The reason says what was expected where
// it is none.
func parseDate(text, format string) (w when, reason string) {
	text = strings.TrimSpace(text)
	switch format {
	case Excel:
		return spreadsheetDay(text)
	case Unix:
		return unixDay(text, 1)
	case UnixMilli:
		return unixDay(text, 1000)
	case YearOnly:
		if year, ok := whole(text); ok {
			return yearOf(year)
		}
	}
	w, s, reason := readDate(text, format)
	switch {
	case reason != "":
		return when{}, reason
	case s == eitherWay && format != DayFirst && format != MonthFirst:
		return when{}, "day/month or month/day: set the format of this column, " + DayFirst + " or " + MonthFirst
	}
	return w, ""
}

// readDate reads a date of whatever shape and says which it has. Of two orders
// that could be, format decides.
func readDate(text, format string) (w when, s shape, reason string) {
	if d, ok := plainDay(text); ok {
		return when{span: event.Span{Start: d, End: d}}, isoDate, ""
	}
	day, clock := splitTime(text)
	w, s, reason = readDay(day, format)
	if s == noDate && reason == "" {
		reason = aDate
	}
	w.time = clock
	return w, s, reason
}

// plainDay reads 2023-01-31 with nothing or a midnight behind it, as most dates
// are written.
func plainDay(text string) (event.Date, bool) {
	if len(text) < 10 || text[4] != '-' || text[7] != '-' || len(text) > 10 && text[10:] != " 00:00:00" && text[10:] != " 00:00:00.000" {
		return 0, false
	}
	n, digits := 0, true
	for _, at := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		digits = digits && isDigit(text[at])
		n = n*10 + int(text[at]) - '0'
	}
	year, month, day := n/10000, n/100%100, n%100
	if !digits || year < event.MinYear || month < 1 || month > 12 || day < 1 || day > event.DaysInMonth(year, month) {
		return 0, false
	}
	return event.NewDate(year, month, day), true
}

// splitTime parts a date from the time of day behind it, as in
// 2023-01-31T10:30:00Z or 1/31/2023 10:30. No time zone moves a day.
func splitTime(text string) (day, clock string) {
	colon := strings.IndexByte(text, ':')
	if colon < 0 {
		if len(text) > 10 && text[10] == 'T' && text[4] == '-' {
			return text[:10], ""
		}
		return text, ""
	}
	at := strings.LastIndexAny(text[:colon], " T")
	if at < 0 || colon-at > 3 || colon-at < 2 {
		return text, ""
	}
	hour, okHour := whole(text[at+1 : colon])
	end := colon + 1
	for end < len(text) && end < colon+3 && isDigit(text[end]) {
		end++
	}
	minute, okMinute := whole(text[colon+1 : end])
	if !okHour || !okMinute || hour > 23 || minute > 59 {
		return text, ""
	}
	if rest := strings.ToLower(strings.TrimSpace(text[end:])); strings.HasSuffix(rest, "pm") && hour < 12 {
		hour += 12
	} else if strings.HasSuffix(rest, "am") && hour == 12 {
		hour = 0
	}
	if hour+minute > 0 {
		clock = string([]byte{byte('0' + hour/10), byte('0' + hour%10), ':', byte('0' + minute/10), byte('0' + minute%10)})
	}
	return strings.TrimRight(text[:at], " ,"), clock
}

func readDay(text, format string) (when, shape, string) {
	var numbers [3]int
	var widths [3]int
	n, word, wordAt, only := 0, "", 0, true // only digits, separators and at most a month
	for at := 0; at < len(text); {
		c := text[at]
		from := at
		switch {
		case isDigit(c):
			for at < len(text) && isDigit(text[at]) {
				at++
			}
			if n < 3 {
				numbers[n], _ = whole(text[from:min(at, from+9)])
				widths[n] = at - from
			}
			n++
		case isLetter(c):
			for at < len(text) && isLetter(text[at]) {
				at++
			}
			w := strings.ToLower(text[from:at])
			switch {
			case month(w) > 0 && word == "":
				word, wordAt = w, n
			case isWeekday(w), n > 0 && isOrdinal(w), w == "of":
			default:
				only = false
			}
		default:
			if strings.IndexByte(" -/.,", c) < 0 {
				only = false
			}
			at++
		}
	}
	negative := strings.HasPrefix(text, "-")
	switch {
	case n == 0 || negative:
		return when{}, noDate, ""
	case only && word != "" && n == 1 && widths[0] == 4: // May 2025
		return dated(isoDate, numbers[0], month(word), 0)
	case only && word != "" && n == 2 && widths[1] == 4 && widths[0] <= 2: // 16 May 2025, May 16, 2025
		return dated(isoDate, numbers[1], month(word), numbers[0])
	case only && word != "" && n == 2 && widths[0] == 4 && widths[1] <= 2 && wordAt == 1: // 2025 May 16
		return dated(isoDate, numbers[0], month(word), numbers[1])
	case only && word != "" && n == 2 && widths[0] <= 2 && widths[1] <= 2:
		return when{}, isoDate, fourDigits
	case only && word == "" && n == 3 && widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2:
		return dated(isoDate, numbers[0], numbers[1], numbers[2])
	case only && word == "" && n == 3 && widths[2] == 4 && widths[0] <= 2 && widths[1] <= 2:
		return numeric(numbers[0], numbers[1], numbers[2], format)
	case only && word == "" && n == 3 && widths[0] <= 2 && widths[1] <= 2 && widths[2] <= 2:
		return when{}, noDate, fourDigits
	case only && word == "" && n == 2 && widths[0] == 4 && widths[1] == 4: // 2017–2018
		return years(numbers[0], numbers[1])
	case only && word == "" && n == 2 && widths[0] == 4 && widths[1] <= 2 && numbers[1] > 12 && widths[1] == 2: // 2018-19
		return years(numbers[0], numbers[0]/100*100+numbers[1])
	case only && word == "" && n == 2 && widths[0] == 4 && widths[1] <= 2:
		return dated(isoDate, numbers[0], numbers[1], 0)
	case only && word == "" && n == 2 && widths[1] == 4 && widths[0] <= 2: // 05/2017
		return dated(isoDate, numbers[1], numbers[0], 0)
	case only && word == "" && n == 1 && len(text) == 8 && widths[0] == 8:
		return dated(eightDigits, numbers[0]/10000, numbers[0]/100%100, numbers[0]%100)
	case only && word == "" && n == 1 && len(text) == 4 && widths[0] == 4:
		w, reason := yearOf(numbers[0])
		return w, yearOnly, reason
	case !only && n == 1 && widths[0] == 4 && numbers[0] >= 1000 && numbers[0] < 3000: // mid 2017
		w, reason := yearOf(numbers[0])
		w.loose = true
		return w, looseYear, reason
	}
	return when{}, noDate, ""
}

// withYear returns a date that ends with two digits for the year with all four
// of another column, as spreadsheets write 31-Jan-23; ok is false when they do
// not agree.
func withYear(text, year string) (string, bool) {
	year = strings.TrimSuffix(year, ".0")
	if !isYear(year) || len(text) < 2 || text[len(text)-2:] != year[2:] {
		return "", false
	}
	return text[:len(text)-2] + year, true
}

// numeric reads a/b/year.
func numeric(a, b, year int, format string) (when, shape, string) {
	s := eitherWay
	switch {
	case a == b:
		s = bothSame
	case a > 12 && b <= 12:
		s = dayFirst
	case b > 12 && a <= 12:
		s = monthFirst
	}
	if format == MonthFirst || format != DayFirst && s == monthFirst {
		a, b = b, a
	}
	w, _, reason := dated(s, year, b, a)
	return w, s, reason
}

// dated is the date of a year, month and day; 0 is not known.
func dated(s shape, year, month, day int) (when, shape, string) {
	switch {
	case year < event.MinYear || year > event.MaxYear:
		return when{}, s, aYear
	case month < 1 || month > 12:
		return when{}, s, "a month from 1 to 12"
	case day == 0 && s == eightDigits:
		return when{}, s, aTrueDate
	case day == 0:
		d := event.NewDate(year, month, 1)
		return when{span: event.Month.Around(d), precision: event.Month}, s, ""
	case day > event.DaysInMonth(year, month):
		return when{}, s, aTrueDate
	}
	d := event.NewDate(year, month, day)
	return when{span: event.Span{Start: d, End: d}}, s, ""
}

func yearOf(year int) (when, string) {
	if year < event.MinYear || year > event.MaxYear {
		return when{}, aYear
	}
	return when{span: event.Year.Around(event.NewDate(year, 1, 1)), precision: event.Year}, ""
}

func years(from, to int) (when, shape, string) {
	if from < event.MinYear || to < from {
		return when{}, noDate, "years from the earlier to the later"
	}
	return when{
		span:      event.Span{Start: event.NewDate(from, 1, 1), End: event.NewDate(to, 12, 31)},
		precision: event.Year, loose: true,
	}, looseYear, ""
}

// dateOfParts reads a date of which year, month and day stand in cells of their
// own. Zero and nothing are not known.
func dateOfParts(cells []string) (w when, reason string) {
	var n [3]int
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		v, ok := wholeFloat(cell)
		if m := month(strings.ToLower(cell)); i == 1 && m > 0 {
			v, ok = m, true
		}
		if !ok || v < 0 {
			return when{}, "whole numbers for year, month and day"
		}
		n[i] = v
	}
	switch {
	case n[1] == 0:
		return yearOf(n[0])
	case n[2] > 31:
		return when{}, aTrueDate
	}
	w, _, reason = dated(isoDate, n[0], n[1], n[2])
	return w, reason
}

// spreadsheetDay reads the number of days since 1899-12-30, as spreadsheets
// keep dates. Before March 1900 programs disagree, because some of them count a
// 29 February 1900.
func spreadsheetDay(text string) (when, string) {
	const (
		expected = "a day as spreadsheets number them, from 61 (1 March 1900) to 2958465 (year 9999)"
		first    = 61
		last     = 2958465
	)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= first && v < last+1) {
		return when{}, expected
	}
	d := event.NewDate(1899, 12, 30) + event.Date(v)
	w := when{span: event.Span{Start: d, End: d}}
	if minute := int(math.Round((v - math.Trunc(v)) * 24 * 60)); minute > 0 && minute < 24*60 {
		w.time = string([]byte{byte('0' + minute/600), byte('0' + minute/60%10), ':', byte('0' + minute%60/10), byte('0' + minute%10)})
	}
	return w, ""
}

// unixDay reads the number of seconds since 1970, or of milliseconds with as
// many in a second; the day is that of UTC.
func unixDay(text string, inSecond float64) (when, string) {
	v, err := strconv.ParseFloat(text, 64)
	day := math.Floor(v / inSecond / (24 * 60 * 60))
	if err != nil || !(day >= float64(event.NewDate(event.MinYear, 1, 1)) && day <= float64(event.NewDate(event.MaxYear, 12, 31))) {
		return when{}, "a number of seconds or milliseconds since 1970"
	}
	d := event.Date(day)
	return when{span: event.Span{Start: d, End: d}}, ""
}

var months = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// month returns the number of an English month, also of its first three
// letters, 0 for other words.
func month(word string) int {
	if len(word) < 3 {
		return 0
	}
	if word == "sept" {
		return 9
	}
	for i, m := range months {
		if word == m || word == m[:3] {
			return i + 1
		}
	}
	return 0
}

func isWeekday(word string) bool {
	for _, d := range [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if word == d || word == d[:3] {
			return true
		}
	}
	return false
}

func isOrdinal(word string) bool { return word == "st" || word == "nd" || word == "rd" || word == "th" }

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// whole reads digits only.
func whole(text string) (int, bool) {
	if text == "" || len(text) > 9 {
		return 0, false
	}
	n := 0
	for i := range len(text) {
		if !isDigit(text[i]) {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, true
}

// wholeFloat reads a whole number that may be written as 12.0, as programs for
// statistics do in a column with gaps.
func wholeFloat(text string) (int, bool) {
	if n, ok := whole(text); ok {
		return n, true
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v != math.Trunc(v) || math.Abs(v) > math.MaxInt32 {
		return 0, false
	}
	return int(v), true
}
