// Package check finds what is wrong in files of events, regions, areas and
// indicators. Each rule stands in a file of its own and returns what it found
// in one record; a Checker applies them all. Where a schema already speaks of
// a field, the rules that stumble over the same field keep silent.
package check
