package profile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// entries divides a list as a CSV file of ours has it: at semicolons, with a
// backslash before a semicolon, backslash or blank that belongs to an entry, \0
// for an empty one.
func entries(list string) (all []string) {
	var b strings.Builder
	kept, escaped := 0, false // bytes up to the last letter that is no blank
	end := func() {
		switch text := b.String()[:kept]; {
		case text == "0" && escaped && b.Len() == 1:
			all = append(all, "")
		case text != "":
			all = append(all, text)
		}
		b.Reset()
		kept, escaped = 0, false
	}
	for at := 0; at < len(list); {
		c, size := utf8.DecodeRuneInString(list[at:])
		letter := list[at : at+size]
		at += size
		switch {
		case c == ';':
			end()
			continue
		case c == '\\' && at < len(list):
			next, size := utf8.DecodeRuneInString(list[at:])
			if next == '\\' || next == ';' || unicode.IsSpace(next) || next == '0' && b.Len() == 0 {
				escaped = b.Len() == 0 && next == '0'
				b.WriteString(list[at : at+size])
				at += size
				kept = b.Len()
				continue
			}
			b.WriteString(letter)
			kept = b.Len()
		case unicode.IsSpace(c):
			if b.Len() > 0 {
				b.WriteString(letter)
			}
		default:
			b.WriteString(letter)
			kept = b.Len()
		}
	}
	end()
	return all
}

// unquoted returns a text of a CSV file of ours without the quote that keeps a
// spreadsheet from taking it for a formula.
func unquoted(text string) string {
	if formula := strings.TrimLeft(text, "'"); len(formula) < len(text) && formula != "" && strings.IndexByte("=+-@\t\r\n", formula[0]) >= 0 {
		return text[1:]
	}
	return text
}
