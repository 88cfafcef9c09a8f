// Package bundle writes a built site with the events of a filter as one HTML
// file, the same one as the page saves.
package bundle
