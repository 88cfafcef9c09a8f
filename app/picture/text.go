package picture

import (
	"strings"
	"unicode/utf8"
)

// quoted is a text that is not markup.
type quoted string

// appendQuoted writes a text so that it can stand in an element and in an
// attribute of XML. Characters XML has not become U+FFFD.
func appendQuoted(b []byte, text string) []byte {
	for _, c := range text {
		switch {
		case c == '&':
			b = append(b, "&amp;"...)
		case c == '<':
			b = append(b, "&lt;"...)
		case c == '>':
			b = append(b, "&gt;"...)
		case c == '"':
			b = append(b, "&#34;"...)
		case c < ' ' && c != '\t' && c != '\n' && c != '\r', c == '\ufffe', c == '\uffff':
			b = utf8.AppendRune(b, utf8.RuneError)
		default:
			b = utf8.AppendRune(b, c)
		}
	}
	return b
}

// wrap divides a text into lines no wider than width, at blanks, and inside
// words where one is too long.
func (p *Picture) wrap(text string, size float64, bold bool, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if p.Measure(longer, size, bold) <= width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for p.Measure(word, size, bold) > width {
			head := p.fits(word, size, bold, width)
			lines = append(lines, word[:head])
			word = word[head:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fits returns how many bytes of a word fit a width, at least its first letter.
func (p *Picture) fits(word string, size float64, bold bool, width float64) int {
	fit := 0
	for at, c := range word {
		end := at + utf8.RuneLen(c)
		if c == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(word[at:])
			end = at + n
		}
		if fit > 0 && p.Measure(word[:end], size, bold) > width {
			break
		}
		fit = end
	}
	return fit
}

// cut returns a text that is no wider than width, with … for what is left out.
func (p *Picture) cut(text string, size float64, bold bool, width float64) string {
	if p.Measure(text, size, bold) <= width {
		return text
	}
	return text[:p.fits(text, size, bold, width-p.Measure("…", size, bold))] + "…"
}
