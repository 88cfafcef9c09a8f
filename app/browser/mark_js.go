package browser

import "syscall/js"

// Mark notes that a step of the start is done now, in the browser's own
// timeline (User Timing), where its developer tools and make bench find it.
// Only the first time of a name is noted.
func Mark(name string) {
	if marked[name] {
		return
	}
	marked[name] = true
	js.Global().Get("performance").Call("mark", name)
}

var marked = map[string]bool{}
