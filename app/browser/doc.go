// Package browser is the little of the browser's own API that map, timeline
// and components share: promises, listeners, the files beside the page and
// animation frames. Everything in it is in files ending in _js.go.
package browser
