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
	last    string      // fragment of the current entry
	file    string      // name of the own file it is about, "" for the collection
	part    string      // what the fragment says of that, see linkedFile
	pending bool        // the current entry was written by a gesture under way
	late    *time.Timer // writes what a gesture under way has come to, nil for nothing new
}

// of returns the fragment of a state.
func (h *history) of(s *session.State) string { return joinFragment(h.part, s.Fragment()) }

func (h *history) push(s *session.State) {
	h.hold()
	fragment := h.of(s)
	switch {
	case fragment == h.last:
	case h.pending:
		h.write("replaceState", fragment)
	default:
		h.write("pushState", fragment)
	}
	h.pending = false
}

// replace writes the state of a gesture that goes on. The first step of it makes
// a new entry, so that Back returns to before the gesture; later ones are
// written as they will be after the pause, for a browser takes longer to write
// an address than a step may.
func (h *history) replace(s *session.State) {
	if !h.pending {
		if fragment := h.of(s); fragment != h.last {
			h.write("pushState", fragment)
			h.pending = true
		}
		return
	}
	if h.late == nil {
		h.late = time.AfterFunc(writePause, func() { h.settle(s) })
	}
}

// settle writes what is no gesture of its own, as the camera after the window
// was resized, into the current entry.
func (h *history) settle(s *session.State) {
	h.hold()
	if fragment := h.of(s); fragment != h.last {
		h.write("replaceState", fragment)
	}
}

// hold drops what would be written after the pause: something newer comes in
// its place.
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
	h.last = fragment
}
