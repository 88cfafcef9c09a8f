package onefile

import (
	"bytes"
	"fmt"
	"strings"
)

// field writes what stands in a template in place of <!-- its name -->.
type field func(out *bytes.Buffer)

// required are the fields without which a document does not work.
var required = []string{"styles", "assets", "files", "scripts"}

// text is a field of HTML.
func text(html string) field { return func(out *bytes.Buffer) { out.WriteString(html) } }

// fill writes a template with its fields. A line with a field that has nothing
// to say, nil, is left out.
func fill(out *bytes.Buffer, template []byte, fields map[string]field) error {
	for _, name := range required {
		if n := bytes.Count(template, []byte("<!-- "+name+" -->")); n != 1 {
			return fmt.Errorf("template: %d times <!-- %s -->: expected it once", n, name)
		}
	}
	for i, line := range strings.SplitAfter(string(template), "\n") {
		pieces, said, err := split(line, fields)
		if err != nil {
			return fmt.Errorf("template, line %d: %w", i+1, err)
		}
		if !said {
			continue
		}
		for _, write := range pieces {
			write(out)
		}
	}
	return nil
}

// split takes a line apart; said is false when one of its fields is nil.
func split(line string, fields map[string]field) (pieces []field, said bool, err error) {
	said = true
	for {
		before, rest, found := strings.Cut(line, "<!-- ")
		pieces = append(pieces, text(before))
		if !found {
			return pieces, said, nil
		}
		name, after, closed := strings.Cut(rest, " -->")
		write, known := fields[name]
		if !closed || !known {
			return nil, false, fmt.Errorf("%q: no field of a document", strings.TrimSpace(name))
		}
		said = said && write != nil
		pieces = append(pieces, write)
		line = after
	}
}
