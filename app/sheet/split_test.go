package sheet

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// sameSplit compares, line by line, what split finds with what row and taken do.
func sameSplit(t *testing.T, data []byte, as dialect, want int) (split int) {
	t.Helper()
	d := newDelimited("f", bytes.NewReader(data), as)
	d.want = want
	if d.fill() != nil {
		return 0
	}
	for d.start < d.end {
		length, lines, ok := d.split()
		cells := kept(d.cells)
		slowly, n, torn, err := d.row()
		if err != nil || torn != nil {
			if ok {
				t.Fatalf("%q: cells %q of what is torn", d.buf[d.start:d.end], cells)
			}
			if d.skipLine() != nil {
				break
			}
			continue
		}
		raw := d.buf[d.start : d.start+slowly]
		slow, err := d.taken(raw, 1, n)
		if ok {
			split++
			if err != nil || length != slowly || lines != bytes.Count(raw, []byte{as.eol}) || !slices.Equal(cells, slow) {
				t.Fatalf("%q in %+v: %q of %d bytes in %d lines, want %q of %d (%v)", raw, as, cells, length, lines, slow, slowly, err)
			}
		} else if err == nil && n == want && !as.spaced && d.end-d.start > slowly+9 && len(bytes.Trim(raw, "\r\n ")) > 0 && !bytes.Contains(raw, []byte{as.quote, ' '}) && !bytes.Contains(raw, []byte("\r\r")) {
			t.Fatalf("%q in %+v is left to row", raw, as)
		}
		d.start += slowly
	}
	return split
}

func TestSplit(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	split := 0
	for range 30_000 {
		rest()
		as := dialect{comma: ",;"[rnd.IntN(2)], quote: "\"'"[rnd.IntN(2)], eol: "\n\n\r"[rnd.IntN(3)], spaced: rnd.IntN(3) == 0}
		letters := []string{"a", "b", "long words of eight letters and more", string(rune(as.comma)), string(rune(as.comma)), string(rune(as.quote)), string(rune(as.quote)),
			string(rune(as.quote)) + string(rune(as.comma)), string(rune(as.comma)) + string(rune(as.quote)), string(rune(as.eol)), "\r\n", " ", "é", "€", "\x00", "\xff"}
		var data []byte
		for range rnd.IntN(40) {
			data = append(data, letters[min(rnd.IntN(len(letters)), rnd.IntN(len(letters)+8))]...)
		}
		data = append(data, strings.Repeat("x", rnd.IntN(20))...)
		split += sameSplit(t, data, as, 1+rnd.IntN(4))
	}
	if split < 3000 {
		t.Errorf("only %d rows were split", split)
	}
}

func TestSound(t *testing.T) {
	rnd := rand.New(rand.NewPCG(13, 14))
	for range 100_000 {
		var text []byte
		for range rnd.IntN(12) {
			text = append(text, []string{"a", "eight letters", "é", "€", "\U0001f600", "\xc3", "\x80", "\x00"}[rnd.IntN(5+rnd.IntN(4))]...)
		}
		if got, want := sound(text), utf8.Valid(text) && bytes.IndexByte(text, 0) < 0; got != want {
			t.Fatalf("%q is sound: %t", text, got)
		}
	}
}
