package browser

import "runtime/debug"

const (
	// room is what the program may hold before it collects garbage all the time,
	// bytes: a browser gives it four gigabytes, garbage included, and then ends it.
	room = 3 << 30
	// garbage is how much of it lies about until it is collected, bytes, beside
	// much that is held for long.
	garbage = 24 << 20
	// perEvent is about what the program holds for an event, bytes.
	perEvent = 350
)

func init() { debug.SetMemoryLimit(room) }

// BoundGarbage has the program collect garbage the more often the more events it
// holds, so that no collection takes long: the program stands still for it.
func BoundGarbage(events int) {
	debug.SetGCPercent(min(100, max(5, 100*garbage/(perEvent*max(1, events)))))
}
