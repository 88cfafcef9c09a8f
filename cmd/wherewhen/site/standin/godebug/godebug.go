//go:build js

// Package godebug stands in for internal/godebug in the program of the page: no
// page has an environment with GODEBUG in it, so every setting is as it is
// without, and none is counted.
package godebug

// Setting is one that has its default.
type Setting struct{ name string }

// New returns the setting of a name; with # before it, one that is not
// documented.
func New(name string) *Setting { return &Setting{name} }

// Name returns the name, without #.
func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// Undocumented reports whether the name was given with #.
func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

// String returns the setting as GODEBUG would have it.
func (s *Setting) String() string { return s.Name() + "=" }

// IncNonDefault does nothing: no behaviour is other than by default.
func (s *Setting) IncNonDefault() {}

// Value returns "", which stands for the default.
func (s *Setting) Value() string { return "" }
