// Package site makes the static site out of the program, the page around it
// and the data, and serves it on this machine.
//
// The site is a directory of plain files that any static host can serve under
// any path. Files that never change are named after their contents; the few
// that keep their names are the page, its service worker, its manifest and the
// data as people download and cite them.
package site
