// Package profile knows what the columns of a file of events mean: of the
// sources it knows, with their codes and terms, and of any other file by
// guessing, with reasons. What it found is a Mapping, a plain value that can be
// changed, kept as JSON and applied again; a Reader makes events of rows with
// it. A row becomes an event or is rejected with a reason; nothing is dropped
// or guessed without being said.
package profile
