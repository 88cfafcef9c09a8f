// Package bidi keeps the direction of texts that are not ours to themselves,
// so that the words around them stay where they were put.
package bidi

import "strings"

// Marks of direction (Unicode Standard Annex 9).
const (
	lre, rle, pdf, lro, rlo = '\u202a', '\u202b', '\u202c', '\u202d', '\u202e' // embeddings, their end, overrides
	lri, rli, fsi, pdi      = '\u2066', '\u2067', '\u2068', '\u2069'           // isolates and their end
)

// Isolate returns s between marks that isolate it, with the marks in it evened
// out: what s opens is closed, what it closes without opening is left out. A
// text without letters written from right to left and without marks is returned
// as it is.
func Isolate(s string) string {
	if !strings.ContainsFunc(s, turns) {
		return s
	}
	var b strings.Builder
	b.WriteRune(fsi)
	var open []rune // marks not closed yet
	for _, r := range s {
		switch r {
		case lre, rle, lro, rlo, lri, rli, fsi:
			open = append(open, r)
		case pdf:
			if len(open) == 0 || isolates(open[len(open)-1]) {
				continue
			}
			open = open[:len(open)-1]
		case pdi:
			// It also ends the embeddings begun within.
			last := len(open) - 1
			for last >= 0 && !isolates(open[last]) {
				last--
			}
			if last < 0 {
				continue
			}
			open = open[:last]
		}
		b.WriteRune(r)
	}
	for _, r := range open {
		if isolates(r) {
			b.WriteRune(pdi)
		}
	}
	b.WriteRune(pdi)
	return b.String()
}

func isolates(r rune) bool { return r == lri || r == rli || r == fsi }

// turns reports whether a rune changes the direction of a line: a mark, or a
// letter of a block whose scripts are written from right to left.
func turns(r rune) bool {
	return r >= 0x590 && (r <= 0x8ff || r == '\u200f' || lre <= r && r <= rlo || lri <= r && r <= pdi ||
		0xfb1d <= r && r <= 0xfdff || 0xfe70 <= r && r <= 0xfeff || 0x10800 <= r && r <= 0x10fff || 0x1e800 <= r && r <= 0x1efff)
}
