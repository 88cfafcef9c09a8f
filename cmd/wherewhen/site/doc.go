// Package site makes a static site out of two parts: the program, which is the
// page and everything it needs, and a collection, which is data and what that
// says of itself. It also serves a site to this machine.
//
// The site is a directory of plain files that any static host can serve under
// any path. Files that never change are named after their contents; the few
// that keep their names are the page, its service worker, its manifest, the
// page for what is not there and the data as people download and cite them.
package site
