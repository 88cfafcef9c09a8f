package sheet

import (
	"bytes"
	"math/bits"
	"unicode/utf8"
	"unsafe"
)

// Eight bytes at a time: which of them are 0, and are beyond ASCII, is the high
// bit of each.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// word returns the eight bytes of b from i on, which are there.
func word(b []byte, i int) uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(b)), i))
}

// zeroAt marks the first byte of a word that is 0, and perhaps some behind it.
func zeroAt(w uint64) uint64 { return (w - ones) &^ w & highs }

// split is row and taken for nearly all rows: those that are wholly in the
// window, with as many cells as there should be, and nothing wrong with any. The
// cells are parts of the window. A row that is not ok is left to row.
func (d *delimited) split() (length, lines int, ok bool) {
	b := d.buf[d.start:d.end]
	text := unsafe.String(unsafe.SliceData(b), len(b))
	last := len(b) - 9 // a word and one byte behind it are there up to here
	if d.want == 0 {
		return 0, 0, false
	}
	cells := d.cells[:cap(d.cells)]
	if len(cells) < d.want {
		cells = make([]string, d.want)
	}
	cells = cells[:d.want]
	d.cells, d.unquoted = cells, d.unquoted[:0]
	comma, eol, quote := uint64(d.comma)*ones, uint64(d.eol)*ones, uint64(d.quote)*ones
	i, odd, breaks := 0, uint64(0), uint64(0)
	for n := range cells {
		if i > last || d.spaced && b[i] == ' ' {
			return 0, 0, false
		}
		from, end := i, i
		if b[i] != d.quote {
			for {
				w := word(b, end)
				odd |= w | zeroAt(w)
				if found := zeroAt(w^comma) | zeroAt(w^eol); found != 0 {
					end += bits.TrailingZeros64(found) >> 3
					break
				}
				if end += 8; end > last {
					return 0, 0, false
				}
			}
			i = end
			if b[i] == d.eol && end > from && b[end-1] == '\r' {
				end--
			}
			cells[n] = text[from:end]
		} else {
			from++
			unquoted := len(d.unquoted)
			doubled := false
			for i++; ; {
				if i > last {
					return 0, 0, false
				}
				w := word(b, i)
				odd |= w | zeroAt(w)
				breaks |= zeroAt(w ^ eol)
				found := zeroAt(w ^ quote)
				if found == 0 {
					i += 8
					continue
				}
				i += bits.TrailingZeros64(found) >> 3
				if b[i+1] != d.quote {
					break
				}
				i += 2
				d.unquoted = append(d.unquoted, b[from:i-1]...)
				from, doubled = i, true
			}
			if doubled {
				d.unquoted = append(d.unquoted, b[from:i]...)
				cells[n] = unsafe.String(&d.unquoted[unquoted], len(d.unquoted)-unquoted)
			} else {
				cells[n] = text[from:i]
			}
			if i++; b[i] == '\r' && d.eol != '\r' {
				i++
			}
		}
		// What ends the cell, and at the last one the row.
		if i > last || n < len(cells)-1 && b[i] != d.comma || n == len(cells)-1 && b[i] != d.eol || i > longestCell {
			return 0, 0, false
		}
		i++
	}
	if odd&highs != 0 && !sound(b[:i]) {
		return 0, 0, false
	}
	if lines = 1; breaks != 0 {
		lines = bytes.Count(b[:i], []byte{d.eol})
	}
	return i, lines, true
}

// sound reports whether text is UTF-8 without NUL.
func sound(text []byte) bool {
	for i := 0; ; {
		for ; i+8 <= len(text); i += 8 {
			if w := word(text, i); (w|zeroAt(w))&highs != 0 {
				break
			}
		}
		for end := min(i+8, len(text)); i < end && text[i] < utf8.RuneSelf; i++ {
			if text[i] == 0 {
				return false
			}
		}
		if i == len(text) {
			return true
		}
		for i < len(text) && text[i] >= utf8.RuneSelf {
			letter, n := utf8.DecodeRune(text[i:])
			if letter == utf8.RuneError && n == 1 {
				return false
			}
			i += n
		}
	}
}
