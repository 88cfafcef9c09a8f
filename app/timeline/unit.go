package timeline

import "wherewhen/app/event"

// Unit is a step of the ladder of ticks and bins.
type Unit struct {
	kind  kind
	count int // of days, months or years
}

type kind uint8

const (
	days kind = iota
	weeks
	months
	years
)

// Ladder holds the units from fine to coarse.
var Ladder = []Unit{
	Day, Week, Month, Quarter, Year,
	{years, 2}, {years, 5}, {years, 10}, {years, 20}, {years, 50}, {years, 100}, {years, 200}, {years, 500}, {years, 1000},
}

// The units of the ladder that have names.
var (
	Day     = Unit{days, 1}
	Week    = Unit{weeks, 1} // from Monday, ISO 8601
	Month   = Unit{months, 1}
	Quarter = Unit{months, 3}
	Year    = Unit{years, 1}
)

// Days returns about how many days the unit is long.
func (u Unit) Days() float64 {
	switch u.kind {
	case days:
		return float64(u.count)
	case weeks:
		return 7 * float64(u.count)
	case months:
		return 30.436875 * float64(u.count)
	}
	return 365.2425 * float64(u.count)
}

// Floor returns the first day of the unit that holds d.
func (u Unit) Floor(d event.Date) event.Date {
	year, month, _ := d.Civil()
	switch u.kind {
	case days:
		return d
	case weeks:
		return d - event.Date(d.Weekday())
	case months:
		return event.NewDate(year, (month-1)/u.count*u.count+1, 1)
	}
	return event.NewDate(floorTo(year, u.count), 1, 1)
}

func floorTo(n, step int) int {
	if n < 0 {
		return -((-n + step - 1) / step * step)
	}
	return n / step * step
}

// Add moves the first day of a unit by n units.
func (u Unit) Add(d event.Date, n int) event.Date {
	year, month, _ := d.Civil()
	switch u.kind {
	case days:
		return d + event.Date(n*u.count)
	case weeks:
		return d + event.Date(7*n*u.count)
	case months:
		m := year*12 + month - 1 + n*u.count
		year = floorTo(m, 12) / 12
		return event.NewDate(year, m-year*12+1, 1)
	}
	return event.NewDate(year+n*u.count, 1, 1)
}

// Finest returns the finest unit of the ladder that is at least so many
// pixels wide on a scale.
func Finest(s *Scale, pixels float64) Unit {
	for _, u := range Ladder {
		if u.Days()*s.PixelsPerDay() >= pixels {
			return u
		}
	}
	return Ladder[len(Ladder)-1]
}
