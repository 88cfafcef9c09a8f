package ui

import "syscall/js"

// hasHomeScreen reports whether the person can put the page on a home screen
// by the browser's own menu, and has not: browsers of iPhones and iPads say so.
func hasHomeScreen() bool {
	standalone := js.Global().Get("navigator").Get("standalone")
	return standalone.Type() == js.TypeBoolean && !standalone.Bool()
}
