package onefile

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// fields are what stands in a template in place of <!-- name -->.
type fields map[string]func(w io.Writer) error

// required are the fields without which a document does not work.
var required = []string{"styles", "assets", "files", "scripts"}

// text is a field of HTML.
func text(html string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, html)
		return err
	}
}

// fill writes a template with its fields. A line with a field that has nothing
// to say, nil, is left out.
func fill(w io.Writer, template []byte, f fields) error {
	for _, name := range required {
		if n := bytes.Count(template, []byte("<!-- "+name+" -->")); n != 1 {
			return fmt.Errorf("template: %d times <!-- %s -->: expected it once", n, name)
		}
	}
	number := 0
	for line := range bytes.Lines(template) {
		number++
		pieces, said, err := split(string(line), f)
		if err != nil {
			return fmt.Errorf("template, line %d: %w", number, err)
		}
		if !said {
			continue
		}
		for _, piece := range pieces {
			if err := piece(w); err != nil {
				return err
			}
		}
	}
	return nil
}

// split takes a line apart; said is false when one of its fields is nil.
func split(line string, f fields) (pieces []func(io.Writer) error, said bool, err error) {
	said = true
	for {
		before, rest, found := strings.Cut(line, "<!-- ")
		pieces = append(pieces, text(before))
		if !found {
			return pieces, said, nil
		}
		name, after, closed := strings.Cut(rest, " -->")
		field, known := f[name]
		if !closed || !known {
			return nil, false, fmt.Errorf("<!-- %.20s: no field of a document", rest)
		}
		said = said && field != nil
		pieces = append(pieces, field)
		line = after
	}
}
