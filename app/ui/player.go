package ui

import (
	"time"

	"wherewhen/app/event"
	"wherewhen/app/timeline"
)

// player says how steps and playback move the window.
type player struct {
	Fixed bool          // steps are of Unit; else as long as the window is
	Unit  timeline.Unit // day to year
	Mode  timeline.Mode
	Speed int  // place in playSpeeds
	Back  bool // plays towards the past
	Loop  bool

	run  timeline.Playback
	made playing // what run was made for
}

// playing is what a playback depends on beside the window.
type playing struct {
	domain event.Span
	unit   timeline.Unit
	mode   timeline.Mode
	made   bool
}

// playSpeeds are offered, playPace is the time between two steps at speed 1.
// Where the reader asked for less motion, steps are calmPace apart at least.
var playSpeeds = [...]float64{0.5, 1, 2, 4}

const (
	normalSpeed = 1 // place in playSpeeds
	playPace    = 900 * time.Millisecond
	calmPace    = 2 * time.Second
)

// calm reports whether the reader asked for less motion.
var calm = func() bool { return false }

func (pl *player) pace() time.Duration {
	pace := time.Duration(float64(playPace) / playSpeeds[pl.Speed])
	if calm() {
		return max(pace, calmPace)
	}
	return pace
}

func (pl *player) direction() int {
	if pl.Back {
		return -1
	}
	return 1
}

// ready makes the run one of the window shown.
func (pl *player) ready(p *Page) {
	domain, window := p.session.Domain, p.session.WindowOrDomain()
	now := playing{domain: domain, unit: pl.Unit, mode: pl.Mode, made: true}
	if !pl.Fixed {
		now.unit = stepUnit(domain, window)
		if pl.made.made && pl.run.Window() == window {
			now.unit = pl.made.unit // as long as it goes on
		}
	}
	if pl.made != now || pl.run.Window() != window {
		pl.run, pl.made = timeline.NewPlayback(domain, window, now.unit, pl.Mode), now
	}
}

// step returns the window one step away; done that there is none.
func (pl *player) step(p *Page, direction int) (next event.Span, done bool) {
	pl.ready(p)
	return pl.run.Step(direction)
}

// wrap returns the window to begin again with.
func (pl *player) wrap(p *Page) event.Span {
	pl.ready(p)
	return pl.run.Wrap(pl.direction())
}

// stepUnit is the unit that steps have of themselves: the coarsest of year,
// quarter, month, week and day that the window holds a whole one of; years
// when all dates are shown.
func stepUnit(domain, window event.Span) timeline.Unit {
	if window == domain {
		return timeline.Year
	}
	for _, u := range []timeline.Unit{timeline.Year, timeline.Quarter, timeline.Month, timeline.Week} {
		if first := u.Floor(window.Start); first == window.Start && u.Add(first, 1)-1 <= window.End ||
			window.Start == domain.Start && u.Add(first, 1)-1 == window.End ||
			window.End == domain.End && first == window.Start {
			return u
		}
	}
	return timeline.Day
}
