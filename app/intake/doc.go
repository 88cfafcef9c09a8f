// Package intake reads event files into tables and says what in them could
// not be read. Nothing is dropped silently: whatever is left out or read
// differently from what was written is returned as a Problem that names file,
// feature, field, value and what was expected.
package intake
