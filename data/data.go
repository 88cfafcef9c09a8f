// Package data holds the files of this directory as they were when the program
// was compiled: the published records, the reference they are checked against
// and the schemas that describe them. It is for the command line only; the
// page fetches its data, and importing this package there would add 2 MB to
// the program.
package data

import "embed"

// Files holds the data files under their names in this directory,
// reference/admin1.geojson and reference/places.json among them.
//
//go:embed README.md areas.geojson collection.json events.geojson indicators.json regions.geojson reference schema
var Files embed.FS
