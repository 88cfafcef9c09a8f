package browser

import (
	"runtime"
	"runtime/debug"
)

// garbage is how much of it the program lets lie until it collects, bytes,
// beside much that it holds for long.
const garbage = 24 << 20

// BoundGarbage has the program collect garbage more often the more it holds, so
// that no collection takes long: the program stands still for it. It is called
// when what is held for long has changed.
func BoundGarbage() {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	debug.SetGCPercent(int(min(100, max(5, 100*garbage/memory.HeapAlloc))))
}
