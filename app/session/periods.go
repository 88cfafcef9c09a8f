package session

import (
	"slices"

	"wherewhen/app/event"
	"wherewhen/app/timeline"
)

// Periods says by what the events are counted in a table of periods, if there
// is one.
type Periods uint8

// The periods.
const (
	PeriodsOff Periods = iota
	PeriodsYear
	PeriodsQuarter
	PeriodsMonth
)

var (
	periodKeys  = []string{"year", "quarter", "month"}
	periodUnits = [...]timeline.Unit{PeriodsOff: timeline.Year, PeriodsYear: timeline.Year, PeriodsQuarter: timeline.Quarter, PeriodsMonth: timeline.Month}
)

// PeriodOrder is the order of such a table.
type PeriodOrder uint8

// The orders.
const (
	PeriodsByTime PeriodOrder = iota
	PeriodsByEvents
	PeriodsByKilled
)

var periodOrderKeys = []string{"events", "killed"}

// Period is what is shown of some days: what Totals says with those as the
// window.
type Period struct {
	Days       event.Span
	Events     int
	Beyond     int // of the events, those that may have happened before or after these days
	WithFigure int
	Killed     TotalRange // sums over those with a figure
}

// PeriodCount counts the events shown by periods, row after row, so that a page
// can count a million in portions. An event counts in each period it may belong
// to; one without a date, which would in all, in none.
type PeriodCount struct {
	s     *Session
	days  event.Span // that are shown
	edges []int32    // first day of each period, and the day after the last
	at    int        // next row
	sums  []Period   // what each has more than the one before it
}

// CountPeriods begins to count by the years, quarters or months of the days
// shown; the first and the last may be cut by the window.
func (s *Session) CountPeriods(by Periods) *PeriodCount {
	c := &PeriodCount{s: s, days: s.WindowOrDomain()}
	unit := periodUnits[by]
	for day := unit.Floor(c.days.Start); day <= c.days.End; day = unit.Add(day, 1) {
		c.edges = append(c.edges, int32(max(day, c.days.Start)))
	}
	c.edges = append(c.edges, int32(c.days.End)+1)
	c.sums = make([]Period, len(c.edges))
	return c
}

// Count looks at so many more rows and reports whether that was all. The
// filters must not change until it is.
func (c *PeriodCount) Count(rows int) (done bool) {
	to := min(c.s.Table.Len(), c.at+rows)
	for row := c.at; row < to; row++ {
		if c.s.engine.Visible(row) {
			c.add(row)
		}
	}
	c.at = to
	return to == c.s.Table.Len()
}

func (c *PeriodCount) add(row int) {
	t := c.s.Table
	if c.s.isUndated(int32(row)) {
		return
	}
	start, end := t.Start[row], t.End[row]
	first := c.period(max(start, int32(c.days.Start)))
	last := first
	if end >= c.edges[first+1] {
		last = c.period(min(end, int32(c.days.End)))
	}
	var one Period
	one.Events = 1
	if start < c.edges[first] || end >= c.edges[first+1] {
		one.Beyond = 1
	}
	if killed := t.Killed.Row(row).Filled(); killed.Best != event.Unknown {
		one.WithFigure = 1
		one.Killed = TotalRange{int(killed.Low), int(killed.Best), int(killed.High)}
	}
	c.sums[first].plus(&one, 1)
	c.sums[last+1].plus(&one, -1)
}

// period returns the period of a day shown.
func (c *PeriodCount) period(day int32) int {
	i, found := slices.BinarySearch(c.edges, day)
	if !found {
		i--
	}
	return i
}

func (p *Period) plus(o *Period, times int) {
	p.Events += times * o.Events
	p.Beyond += times * o.Beyond
	p.WithFigure += times * o.WithFigure
	p.Killed.Low += times * o.Killed.Low
	p.Killed.Best += times * o.Killed.Best
	p.Killed.High += times * o.Killed.High
}

// Periods returns the periods with events, the earliest first, once all rows
// have been counted, and how many there are with those without any.
func (c *PeriodCount) Periods() (periods []Period, of int) {
	var sum Period
	for i := range len(c.edges) - 1 {
		sum.plus(&c.sums[i], 1)
		if sum.Events > 0 {
			sum.Days = event.Span{Start: event.Date(c.edges[i]), End: event.Date(c.edges[i+1]) - 1}
			periods = append(periods, sum)
		}
	}
	return periods, len(c.edges) - 1
}

// Most returns the period with the greatest number, the first of several, and
// how many others have as many; ok is false when none has any.
func Most(periods []Period, number func(p *Period) int) (most Period, others int, ok bool) {
	for i := range periods {
		n := number(&periods[i])
		switch {
		case n > 0 && (!ok || n > number(&most)):
			most, others, ok = periods[i], 0, true
		case ok && n == number(&most):
			others++
		}
	}
	return most, others, ok
}
