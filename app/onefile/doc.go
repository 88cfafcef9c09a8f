// Package onefile writes the page with its data as one HTML document that
// opens from disk and asks for nothing: program, libraries, basemap, events
// and state are in it. It knows no browser; the page and the command write the
// same document with it.
package onefile
