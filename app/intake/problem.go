package intake

import (
	"fmt"
	"strings"
)

// Problem is one thing in a file that could not be taken as written.
type Problem struct {
	File     string
	Feature  int    // position in the file, from 1; 0 for the file as a whole
	ID       string // of the feature, when it has one
	Field    string
	Value    string // as written, shortened
	Expected string
	Rejected bool // the whole feature was left out
}

// Error returns the problem as one line.
func (p Problem) Error() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Feature > 0 {
		fmt.Fprintf(&b, ": feature %d", p.Feature)
	}
	if p.ID != "" {
		fmt.Fprintf(&b, " (%s)", p.ID)
	}
	if p.Field != "" {
		fmt.Fprintf(&b, ": %s", p.Field)
	}
	if p.Value != "" {
		fmt.Fprintf(&b, " = %s", p.Value)
	}
	fmt.Fprintf(&b, ": expected %s", p.Expected)
	if p.Rejected {
		b.WriteString("; left out")
	}
	return b.String()
}

const longestValue = 80

func shortened(value string) string {
	runes := []rune(value)
	if len(runes) <= longestValue {
		return value
	}
	return string(runes[:longestValue]) + "…"
}
