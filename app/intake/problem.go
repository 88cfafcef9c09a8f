package intake

import (
	"fmt"
	"strings"

	"wherewhen/app/bidi"
)

// Problem is one thing in a file that could not be taken as written.
type Problem struct {
	File     string
	Feature  int    // position in a file of features, from 1; 0 for the file as a whole
	Line     int    // line a record of a table begins on, from 1; 0 for the file as a whole
	ID       string // of the feature, when it has one
	Field    string
	Value    string // as written, shortened
	Expected string
	Rejected bool // the whole feature was left out
}

// TooManyValues is the problem of a column of the file's own that is given up.
func TooManyValues(file, column string) Problem {
	return Problem{File: file, Field: column, Expected: "at most 65,535 different values: it has too many different values for a filter"}
}

// Error returns the problem as one line.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(bidi.Isolate(p.File))
	if at := p.position(); at != "" {
		b.WriteString(": " + at)
	}
	if p.ID != "" {
		fmt.Fprintf(&b, " (%s)", bidi.Isolate(shortened(p.ID)))
	}
	if p.Field != "" {
		fmt.Fprintf(&b, ": %s", bidi.Isolate(shortened(p.Field)))
	}
	if p.Value != "" {
		fmt.Fprintf(&b, " = %s", bidi.Isolate(p.Value))
	}
	fmt.Fprintf(&b, ": expected %s", p.Expected)
	if p.Rejected {
		b.WriteString("; left out")
	}
	return b.String()
}

// position says where in the file it is, "" for the file as a whole.
func (p Problem) position() string {
	switch {
	case p.Feature > 0:
		return fmt.Sprintf("feature %d", p.Feature)
	case p.Line > 0:
		return fmt.Sprintf("line %d", p.Line)
	}
	return ""
}

const longestValue = 80

func shortened(value string) string {
	runes := []rune(value)
	if len(runes) <= longestValue {
		return value
	}
	return string(runes[:longestValue]) + "…"
}
