package check

import (
	"fmt"
	"strings"
)

// Severity says whether a finding makes the data unfit to publish.
type Severity uint8

// The severities of a finding.
const (
	Error   Severity = iota // must be put right
	Warning                 // wants a look; may be true of the sources
)

// Finding is one thing that is wrong in one record.
type Finding struct {
	File     string
	ID       string // of the feature, or its kind and number from 1; empty for the file as a whole
	Field    string // as in sources[0].url; empty for the record as a whole
	Value    string // as written, shortened; empty when absent
	Expected string
	Severity Severity

	position int // of the record in the file; -1 for the file as a whole
}

// String returns the finding as one line.
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Severity == Warning {
		b.WriteString(": warning")
	}
	if f.ID != "" {
		b.WriteString(": " + f.ID)
	}
	if f.Field != "" {
		b.WriteString(": " + f.Field)
	}
	if f.Value != "" {
		b.WriteString(" = " + f.Value)
	}
	b.WriteString(": expected " + f.Expected)
	return b.String()
}

// wrong returns an error about a field of the record at hand.
func wrong(field string, value any, expected string, args ...any) Finding {
	return Finding{Field: field, Value: written(value), Expected: fmt.Sprintf(expected, args...)}
}

// doubtful returns a warning about a field of the record at hand.
func doubtful(field string, value any, expected string, args ...any) Finding {
	f := wrong(field, value, expected, args...)
	f.Severity = Warning
	return f
}

// longestValue is how many characters of a value are shown.
const longestValue = 80

// written returns a value as it can stand in a line: unprintable characters
// are escaped.
func written(value any) string {
	var s string
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		s = v
	default:
		s = asJSON(v)
	}
	runes := []rune(s)
	if len(runes) > longestValue {
		s = string(runes[:longestValue]) + "…"
	}
	return escaped(s)
}
