// Package regexp stands in for regexp in the program of the page, which has
// none: only go-app's router mentions them, for routes the page does not have.
package regexp

// Regexp is as in regexp.
type Regexp struct{}

// MustCompile panics.
func MustCompile(string) *Regexp { panic("no regular expressions in the page") }

// MatchString panics.
func (*Regexp) MatchString(string) bool { panic("no regular expressions in the page") }
