// Package session holds the one state of the page: the events, the filters
// over them, and what is shown and selected. State is what a link says; a
// Session is a State applied to data. Both are plain values that know no
// browser, so that what a link shows can be tested natively.
package session
