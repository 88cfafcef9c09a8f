// Package export writes events as files: CSV and GeoJSON with the columns of
// data/README.md, which package intake reads back as the same events.
package export
