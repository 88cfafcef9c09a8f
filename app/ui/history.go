package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/session"
)

// writePause is the least time between two addresses of one gesture: browsers
// allow a page only so many, some 100 in ten seconds.
const writePause = 300 * time.Millisecond

// history keeps the fragment of the address in step with the state: one entry
// for each finished gesture, the same entry while one goes on.
type history struct {
	last    string // fragment of the current entry
	file    string // name of the own file it is about, "" for the collection
	pending bool   // the current entry was written by a gesture under way
	written time.Time
	late    *time.Timer // writes what the pause held back
}

func (h *history) push(s *session.State) {
	h.hold()
	fragment := s.Fragment()
	switch {
	case fragment == h.last:
	case h.pending:
		h.write("replaceState", fragment)
	default:
		h.write("pushState", fragment)
	}
	h.pending = false
}

// replace writes the state of a gesture that goes on; the first step of it
// makes a new entry, so that Back returns to before the gesture.
func (h *history) replace(s *session.State) {
	h.hold()
	fragment := s.Fragment()
	switch wait := writePause - time.Since(h.written); {
	case fragment == h.last:
	case !h.pending:
		h.write("pushState", fragment)
		h.pending = true
	case wait > 0:
		h.late = time.AfterFunc(wait, func() { h.write("replaceState", fragment) })
	default:
		h.write("replaceState", fragment)
	}
}

// hold drops what the pause held back: something newer comes in its place.
func (h *history) hold() {
	if h.late != nil {
		h.late.Stop()
		h.late = nil
	}
}

// write never fails: when the browser refuses, the address is only behind.
func (h *history) write(method, fragment string) {
	defer func() { _ = recover() }()
	app.Window().Get("history").Call(method, h.file, "", pageAddress(fragment))
	h.last, h.written = fragment, time.Now()
}
