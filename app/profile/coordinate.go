package profile

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

const (
	degreesExpected   = "degrees, as 34.53 or 34°31'48\"N"
	latitudeExpected  = "a latitude from -90 to 90"
	longitudeExpected = "a longitude from -180 to 180"
	pairExpected      = "a latitude and a longitude"
	wktExpected       = "a point, as POINT (69.17 34.53)"
)

// axis is what a letter behind degrees says they are.
type axis uint8

const (
	anyAxis axis = iota
	latitudeAxis
	longitudeAxis
)

// parseDegrees reads a coordinate: decimal degrees, also with a decimal comma,
// or degrees, minutes and seconds.
func parseDegrees(text string) (v float64, a axis, ok bool) {
	if v, ok := decimal(text); ok {
		return v, anyAxis, true
	}
	text = strings.TrimSpace(text)
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		// ParseFloat takes 0x1p4, 1_0 and inf, which nobody means by degrees.
		return v, anyAxis, plainNumber(text) && !math.IsInf(v, 0)
	}
	if at := strings.IndexByte(text, ','); at > 0 && at+1 < len(text) && isDigit(text[at-1]) && isDigit(text[at+1]) && !strings.Contains(text, ".") {
		text = text[:at] + "." + text[at+1:]
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			return v, anyAxis, plainNumber(text)
		}
	}
	return parseDMS(text)
}

// decimal reads a number as 34.53 that has few enough digits for both itself
// without the point and the power of ten under it to be exact: then so is their
// quotient, the float nearest to it.
func decimal(text string) (v float64, ok bool) {
	const most = 15
	var n, digits int64
	point := -1
	signed := text != "" && text[0] == '-'
	for i := range len(text) {
		switch c := text[i]; {
		case isDigit(c):
			n = n*10 + int64(c-'0')
			digits++
		case c == '.' && point < 0:
			point = i
		case i > 0 || !signed:
			return 0, false
		}
		if digits > most {
			return 0, false
		}
	}
	if digits == 0 {
		return 0, false
	}
	v = float64(n)
	if point >= 0 {
		v /= powers[len(text)-1-point]
	}
	if signed {
		v = -v
	}
	return v, true
}

var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

func plainNumber(text string) bool {
	return strings.Trim(text, "+-.0123456789eE") == "" && strings.ContainsAny(text, "0123456789")
}

// parseDMS reads degrees, minutes and seconds, with a letter for the
// hemisphere before or behind or a sign.
func parseDMS(text string) (v float64, a axis, ok bool) {
	var parts [3]float64
	n, sign, signed := 0, 1.0, false
	for at := 0; at < len(text); {
		c := text[at]
		from := at
		switch {
		case isDigit(c) || c == '.':
			for at < len(text) && (isDigit(text[at]) || text[at] == '.') {
				at++
			}
			p, err := strconv.ParseFloat(text[from:at], 64)
			if err != nil || n == 3 || n > 0 && (p >= 60 || parts[n-1] != math.Trunc(parts[n-1])) {
				return 0, anyAxis, false
			}
			parts[n] = p
			n++
		case c == '-' || c == '+':
			if n > 0 || signed {
				return 0, anyAxis, false
			}
			signed = true
			if c == '-' {
				sign = -1
			}
			at++
		case strings.IndexByte("NSEWnsew", c) >= 0:
			if a != anyAxis || signed {
				return 0, anyAxis, false
			}
			a = latitudeAxis
			if strings.IndexByte("EWew", c) >= 0 {
				a = longitudeAxis
			}
			if strings.IndexByte("SWsw", c) >= 0 {
				sign = -1
			}
			at++
		default:
			mark := false
			for _, m := range [...]string{" ", "°", "º", "'", "\"", "′", "″", "’", "”", ":", "\u00a0"} {
				if strings.HasPrefix(text[at:], m) {
					at += len(m)
					mark = true
					break
				}
			}
			if !mark {
				return 0, anyAxis, false
			}
		}
	}
	if n == 0 || n == 1 && a == anyAxis && !strings.ContainsAny(text, "°º") {
		return 0, anyAxis, false
	}
	return sign * (parts[0] + parts[1]/60 + parts[2]/3600), a, true
}

// parsePair reads two coordinates in one text: with a comma, semicolon or
// blank between, or each with the letter of its hemisphere. The letters say
// which is which; without them the first is returned first.
func parsePair(text string) (first, second float64, a axis, ok bool) {
	text = strings.Trim(strings.TrimSpace(text), "()[]")
	for _, separator := range [...]string{";", ", ", ",", " "} {
		if strings.Count(text, separator) != 1 {
			continue
		}
		left, right, _ := strings.Cut(text, separator)
		v, av, okv := parseDegrees(left)
		w, aw, okw := parseDegrees(right)
		if okv && okw && (av == anyAxis && aw == anyAxis || av+aw == latitudeAxis+longitudeAxis && av != anyAxis && aw != anyAxis) {
			return v, w, av, true
		}
	}
	// 34°31'48"N 69°10'12"E
	for i := 1; i < len(text)-1; i++ {
		if strings.IndexByte("NSEWnsew", text[i]) < 0 {
			continue
		}
		v, av, okv := parseDegrees(text[:i+1])
		w, aw, okw := parseDegrees(strings.TrimLeft(text[i+1:], " ,;/"))
		if okv && okw && av+aw == latitudeAxis+longitudeAxis && av != anyAxis && aw != anyAxis {
			return v, w, av, true
		}
	}
	return 0, 0, anyAxis, false
}

// parseWKT reads a point as well-known text, also with a SRID before it and a
// height behind.
func parseWKT(text string) (orb.Point, bool) {
	upper := strings.ToUpper(strings.TrimSpace(text))
	if srid, rest, ok := strings.Cut(upper, ";"); ok {
		if srid != "SRID=4326" {
			return orb.Point{}, false
		}
		upper = strings.TrimSpace(rest)
	}
	rest, ok := strings.CutPrefix(upper, "POINT")
	open := strings.IndexByte(rest, '(')
	if !ok || open < 0 || !strings.HasSuffix(rest, ")") {
		return orb.Point{}, false
	}
	if dimension := strings.TrimSpace(rest[:open]); dimension != "" && dimension != "Z" && dimension != "M" && dimension != "ZM" {
		return orb.Point{}, false
	}
	numbers := strings.Fields(rest[open+1 : len(rest)-1])
	if len(numbers) < 2 || len(numbers) > 4 {
		return orb.Point{}, false
	}
	var p orb.Point
	for i := range p {
		v, err := strconv.ParseFloat(numbers[i], 64)
		if err != nil || !plainNumber(numbers[i]) || math.IsInf(v, 0) {
			return orb.Point{}, false
		}
		p[i] = v
	}
	return p, true
}

// misplaced says what is wrong with coordinates, "" for nothing. Coordinates
// that would be a place the other way round are said to be so; they are not
// exchanged.
func misplaced(lon, lat float64) (expected string) {
	switch {
	case lon == 0 && lat == 0:
		return "a place; 0, 0 lies in the sea and mostly stands for an unknown one"
	case math.Abs(lat) > 90 && math.Abs(lat) <= 180 && math.Abs(lon) <= 90:
		return latitudeExpected + "; are latitude and longitude exchanged?"
	case !(math.Abs(lat) <= 90):
		return latitudeExpected
	case !(math.Abs(lon) <= 180):
		return longitudeExpected
	}
	return ""
}
