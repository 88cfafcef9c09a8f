package profile

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Survey learns from the rows of a file what their columns look like. What one
// row leaves open, as whether 3/4/2020 is in March or April, the whole column
// may decide.
type Survey struct {
	columns []string
	seen    []seen
	rows    int
	unnamed bool // the file has no header
}

// seen is what was seen in a column.
type seen struct {
	filled   int
	numbers  int
	whole    int // of the numbers
	low      float64
	high     float64
	shapes   [looseYear + 1]int
	wkt      int
	pairs    int
	degrees  int // that are no plain numbers, as 34°31'N
	beyond   int // numbers no latitude can be
	links    int
	figures  int
	length   int
	distinct map[string]bool // the first of them
	pairLat  int             // pairs whose first can be no longitude beside the second
	pairLon  int             // pairs whose first can be no latitude
	example  string
}

const manyDistinct = 500

// NewSurvey returns a survey of a file with these columns, nil for one without
// a header.
func NewSurvey(columns []string) *Survey {
	return &Survey{columns: columns, seen: make([]seen, len(columns)), unnamed: columns == nil}
}

// Add looks at a row.
func (s *Survey) Add(cells []string) {
	s.rows++
	for len(s.seen) < len(cells) {
		s.seen = append(s.seen, seen{})
		s.columns = append(s.columns, "column "+strconv.Itoa(len(s.seen)))
	}
	for i, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			s.seen[i].add(c)
		}
	}
}

func (c *seen) add(v string) {
	if c.filled == 0 {
		c.low, c.high = math.Inf(1), math.Inf(-1)
		c.distinct = make(map[string]bool)
		c.example = shortened(v)
	}
	c.filled++
	c.length += len(v)
	if len(c.distinct) < manyDistinct && !c.distinct[v] {
		c.distinct[strings.Clone(v)] = true
	}
	if len(v) > 60 {
		if isLink(v) {
			c.links++
		}
		return // no date, number or coordinate is as long
	}
	if first := v[0]; isDigit(first) || first == '-' || first == '+' || first == '.' {
		if n, a, ok := parseDegrees(v); ok && a == anyAxis && !strings.ContainsAny(v, "° '") {
			c.numbers++
			c.low, c.high = min(c.low, n), max(c.high, n)
			if n == math.Trunc(n) {
				c.whole++
			}
			if math.Abs(n) > 90 {
				c.beyond++
			}
		} else if ok {
			c.degrees++
		}
	} else if _, a, ok := parseDegrees(v); ok && a != anyAxis {
		c.degrees++
	}
	if strings.ContainsAny(v, "0123456789") {
		_, s, reason := readDate(v, "")
		if reason != "" {
			s = noDate
		}
		c.shapes[s]++
		if _, ok := parseFigures(v); ok {
			c.figures++
		}
		c.point(v)
	} else {
		c.shapes[noDate]++
	}
	if isLink(v) {
		c.links++
	}
}

func (c *seen) point(v string) {
	if v[0] == 'P' || v[0] == 'p' || v[0] == 'S' || v[0] == 's' {
		if _, ok := parseWKT(v); ok {
			c.wkt++
			return
		}
	}
	if !strings.ContainsAny(v, ",; ") {
		return
	}
	first, second, a, ok := parsePair(v)
	if !ok || math.Abs(first) > 180 || math.Abs(second) > 180 {
		return
	}
	c.pairs++
	switch {
	case a == latitudeAxis, a == anyAxis && math.Abs(second) > 90 && math.Abs(first) <= 90:
		c.pairLat++
	case a == longitudeAxis, a == anyAxis && math.Abs(first) > 90 && math.Abs(second) <= 90:
		c.pairLon++
	}
}

// dates returns how many values were dates of whatever shape.
func (c *seen) dates() int {
	n := 0
	for _, k := range c.shapes[isoDate:] {
		n += k
	}
	return n
}

// order says which way the dates with two numbers before the year are
// written, by all of them, with the reason.
func (c *seen) order() (format, why string) {
	days, months, open := c.shapes[dayFirst], c.shapes[monthFirst], c.shapes[eitherWay]
	only := fmt.Sprintf("the day can only be first in %d, only second in %d", days, months)
	switch {
	case days+months+open+c.shapes[bothSame] == 0:
		return "", ""
	case days > 0 && months > 0:
		return Undecided, fmt.Sprintf("%s; undecidable for %d others, which are not read", only, open)
	case days > 0:
		return DayFirst, only
	case months > 0:
		return MonthFirst, only
	case open == 0:
		return DayFirst, "day and month are the same in all"
	}
	return Undecided, fmt.Sprintf("undecidable: the day can be first or second in each of %d dates, which are not read", open)
}

// Decide fills in what the columns of the file decide of a mapping, and
// returns what they leave open.
func (s *Survey) Decide(m *Mapping) (questions []string) {
	at := positions(s.columns)
	uses := append([]Use(nil), m.Uses...)
	for i, u := range uses {
		if u.Format != Undecided || len(u.Columns) == 0 {
			continue
		}
		c, ok := at[name(u.Columns[0])]
		if !ok {
			continue
		}
		format, why := s.seen[c].order()
		if format == Undecided {
			questions = append(questions, "column "+u.Columns[0]+": "+why)
		}
		uses[i].Format, uses[i].Why = format, why
	}
	m.Uses = uses
	return questions
}

// Undecided reports whether a mapping waits for what the columns say.
func (m Mapping) Undecided() bool {
	for _, u := range m.Uses {
		if u.Format == Undecided {
			return true
		}
	}
	return false
}
