package timeline

import "wherewhen/app/event"

// Unit is a step of the ladder of ticks, bins and playback, from fine to
// coarse: a < b means that a is finer. The zero Unit is Day.
type Unit uint8

// The ladder. Weeks begin on Monday (ISO 8601), quarters in January, April,
// July and October, and n years with a year that n divides.
const (
	Day Unit = iota
	Week
	Month
	Quarter
	Year
	Years2
	Years5
	Years10
	Years20
	Years50
	Years100
	Years200
	Years500
	Years1000
	Years2000
	Years5000

	coarsest = Years5000
)

type kind uint8

const (
	days kind = iota
	weeks
	months
	years
)

// ladder says what a Unit is made of, and how many days its shortest has: two
// ticks are never nearer than that.
var ladder = [...]struct {
	kind  kind
	count int
	least int
}{
	Day:       {days, 1, 1},
	Week:      {weeks, 1, 7},
	Month:     {months, 1, 28},
	Quarter:   {months, 3, 90},
	Year:      {years, 1, 365},
	Years2:    {years, 2, 730},
	Years5:    {years, 5, 1826},
	Years10:   {years, 10, 3652},
	Years20:   {years, 20, 7304},
	Years50:   {years, 50, 18262},
	Years100:  {years, 100, 36524},
	Years200:  {years, 200, 73048},
	Years500:  {years, 500, 182621},
	Years1000: {years, 1000, 365242},
	Years2000: {years, 2000, 730485},
	Years5000: {years, 5000, 1826212},
}

// LeastDays returns how many days the shortest of the unit has: 28 for a
// month.
func (u Unit) LeastDays() int { return ladder[u].least }

// Floor returns the first day of the unit that holds d.
func (u Unit) Floor(d event.Date) event.Date {
	rung := ladder[u]
	switch rung.kind {
	case days:
		return d
	case weeks:
		return d - event.Date(d.Weekday())
	case months:
		year, month, _ := d.Civil()
		return event.NewDate(year, (month-1)/rung.count*rung.count+1, 1)
	}
	year, _, _ := d.Civil()
	return event.NewDate(floorDiv(year, rung.count)*rung.count, 1, 1)
}

// Add moves the first day of a unit by n units, back for a negative n. Of any
// other day it is Floor that is meant to be given.
func (u Unit) Add(d event.Date, n int) event.Date {
	rung := ladder[u]
	switch rung.kind {
	case days:
		return d + event.Date(n)
	case weeks:
		return d + event.Date(7*n)
	case months:
		year, month, _ := d.Civil()
		m := year*12 + month - 1 + n*rung.count
		year = floorDiv(m, 12)
		return event.NewDate(year, m-year*12+1, 1)
	}
	year, _, _ := d.Civil()
	return event.NewDate(year+n*rung.count, 1, 1)
}

// boundary returns the n-th day after d that begins a unit, or before d for a
// negative n, or d for 0.
func (u Unit) boundary(d event.Date, n int) event.Date {
	if n == 0 {
		return d
	}
	first := u.Floor(d)
	if n < 0 && first != d {
		n++
	}
	return u.Add(first, n)
}

// count returns how many units the days touch.
func (u Unit) count(s event.Span) int { return u.index(s.End) - u.index(s.Start) + 1 }

// index numbers the units.
func (u Unit) index(d event.Date) int {
	rung := ladder[u]
	switch rung.kind {
	case days:
		return int(d)
	case weeks:
		return floorDiv(int(d)+3, 7)
	case months:
		year, month, _ := d.Civil()
		return floorDiv(year*12+month-1, rung.count)
	}
	year, _, _ := d.Civil()
	return floorDiv(year, rung.count)
}

func floorDiv(n, by int) int {
	if n < 0 {
		return -((-n + by - 1) / by)
	}
	return n / by
}

// Finest returns the finest unit whose shortest is at least so many pixels
// wide on a scale, or the coarsest there is.
func Finest(s *Scale, pixels float64) Unit {
	perDay := s.PixelsPerDay()
	for u := Day; u < coarsest; u++ {
		if float64(u.LeastDays())*perDay >= pixels {
			return u
		}
	}
	return coarsest
}
