package timeline

import "wherewhen/app/event"

// Mode is how the window of a Playback moves.
type Mode uint8

// The modes.
const (
	Leap  Mode = iota // by its own length: no day is shown twice
	Slide             // by one unit, keeping its length
	Grow              // its first day stays, its last day moves on by one unit
)

// Playback moves a window of days through a domain, step by step; how fast is
// its owner's. A window of whole units stays one, though what is shown of it
// ends where the domain does; any other keeps its length in days. Steps back
// undo steps forward, except that a window to grow that ends inside a unit
// does not come back there.
type Playback struct {
	domain   event.Span
	unit     Unit
	mode     Mode
	all      bool       // no step was made yet from the whole domain
	from, to event.Date // the window, to excluded; whole units reach over the ends of the domain
	whole    bool       // from and to begin units
	stride   int        // of a step: units if whole, else days
}

// NewPlayback begins at a window. From the whole domain, or a window outside
// it, the first step forward shows its first unit and the first step back its
// last: if the domain has only one, of the next finer unit it has two of.
// A window to slide that is not whole units moves by the days of the shortest
// unit, or its own if they are fewer, so that no day is left out.
func NewPlayback(domain, window event.Span, u Unit, m Mode) Playback {
	p := Playback{domain: domain, unit: u, mode: m, stride: 1}
	window = within(domain, window)
	if window == domain || window.End < window.Start {
		for p.unit > Day && p.unit.index(domain.Start) == p.unit.index(domain.End) {
			p.unit--
		}
		p.all = true
		return p
	}
	p.from, p.to = window.Start, window.End+1
	if m == Grow {
		return p
	}
	n := u.count(window)
	first := u.Floor(window.Start)
	behind := u.Add(first, n)
	p.whole = (first == window.Start || window.Start == domain.Start) &&
		(behind == window.End+1 || window.End == domain.End)
	switch {
	case p.whole:
		p.from, p.to = first, behind
		if m == Leap {
			p.stride = n
		}
	case m == Leap:
		p.stride = window.Days()
	default:
		p.stride = min(window.Days(), u.LeastDays())
	}
	return p
}

// Window returns the days shown: never none of them.
func (p *Playback) Window() event.Span {
	if p.all {
		return p.domain
	}
	return within(p.domain, event.Span{Start: p.from, End: p.to - 1})
}

// Step moves the window on by a step, or back by one if direction is
// negative, and returns it. done reports that it is at that end of the domain
// already, or cannot shrink: then it stays.
func (p *Playback) Step(direction int) (window event.Span, done bool) {
	forward := direction >= 0
	n := p.stride
	if !forward {
		n = -n
	}
	switch {
	case p.all:
		done = !p.begin(forward)
	case forward && p.to > p.domain.End, !forward && p.mode != Grow && p.from <= p.domain.Start:
		done = true
	case p.mode == Grow:
		to := p.unit.boundary(p.to, n)
		if to <= p.from {
			done = true
		} else {
			p.to = to
		}
	case p.whole:
		p.from, p.to = p.unit.Add(p.from, n), p.unit.Add(p.to, n)
	default:
		p.from, p.to = p.from+event.Date(n), p.to+event.Date(n)
	}
	return p.Window(), done
}

// begin makes the first step from the whole domain. It reports false for a
// domain of one day.
func (p *Playback) begin(forward bool) bool {
	if p.domain.Start >= p.domain.End {
		return false
	}
	p.all, p.whole = false, true
	first, last := p.unit.Floor(p.domain.Start), p.unit.Floor(p.domain.End)
	switch {
	case forward:
		p.from, p.to = first, p.unit.Add(first, 1)
	case p.mode == Grow:
		p.from, p.to = first, last
	default:
		p.from, p.to = last, p.unit.Add(last, 1)
	}
	if p.mode == Grow {
		p.from = p.domain.Start
	}
	return true
}

// Wrap takes the window to where steps in a direction come from: as far back
// as it goes, to begin again. It returns it.
func (p *Playback) Wrap(direction int) event.Span {
	for {
		if window, done := p.Step(-direction); done {
			return window
		}
	}
}

// Step makes a step of a Playback in mode Leap for one who keeps only the
// window. Where the end of the domain cut it, its length is forgotten.
func Step(domain, window event.Span, u Unit, direction int) (next event.Span, done bool) {
	p := NewPlayback(domain, window, u, Leap)
	return p.Step(direction)
}
