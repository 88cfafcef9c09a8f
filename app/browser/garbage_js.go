package browser

import (
	"runtime"
	"runtime/debug"
)

// garbage is how much of it the program lets lie until it collects, bytes,
// beside much that it holds for long.
const garbage = 24 << 20

// room is what a program may hold before it collects garbage all the time, bytes:
// a browser gives it four gigabytes, garbage included, and then ends it.
const room = 3 << 30

func init() { debug.SetMemoryLimit(room) }

// BoundGarbage has the program collect garbage more often the more it holds, so
// that no collection takes long: the program stands still for it. It is called
// when what is held for long has changed.
func BoundGarbage() {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	debug.SetGCPercent(int(min(100, max(5, 100*garbage/memory.HeapAlloc))))
}
