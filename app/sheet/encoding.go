package sheet

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// A text is a source read as UTF-8, without a byte order mark.
type text struct {
	source
	encoding string            // it is written in
	direct   *io.SectionReader // its bytes as they are read, nil when they have to be unpacked or decoded
}

var marks = []struct {
	mark     string
	encoding string
	decoding encoding.Encoding
}{
	{"\xef\xbb\xbf", "UTF-8", nil},
	{"\xff\xfe", "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

// textOf tells how the text of a source is encoded, by its byte order mark or
// else by its bytes; start are the first of them.
func textOf(s source, start []byte) (text, error) {
	for _, m := range marks {
		if bytes.HasPrefix(start, []byte(m.mark)) {
			return decoded(s, m.encoding, m.decoding, len(m.mark)), nil
		}
	}
	switch even, odd := nulls(start); {
	case odd > len(start)/5 && even <= len(start)/100:
		return decoded(s, "UTF-16", marks[1].decoding, 0), nil
	case even > len(start)/5 && odd <= len(start)/100:
		return decoded(s, "UTF-16", marks[2].decoding, 0), nil
	}
	if n := controls(start); n > len(start)/50 {
		return text{}, fmt.Errorf("%s is no text: %s of its first %s bytes are control characters; %s",
			s.name, numbered(int64(n)), numbered(int64(len(start))), expectedFile)
	}
	r, err := s.open()
	if err != nil {
		return text{}, inFile(s.name, err)
	}
	switch singleByte, c1, err := single(r); {
	case err != nil:
		return text{}, inFile(s.name, err)
	case !singleByte:
		return decoded(s, "UTF-8", nil, 0), nil
	case c1:
		return decoded(s, "Windows-1252", charmap.Windows1252, 0), nil
	default:
		return decoded(s, "Latin-1", charmap.Windows1252, 0), nil
	}
}

func nulls(start []byte) (even, odd int) {
	for i, c := range start {
		if c != 0 {
			continue
		}
		if i%2 == 0 {
			even++
		} else {
			odd++
		}
	}
	return even, odd
}

func controls(start []byte) int {
	n := 0
	for _, c := range start {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != recordSeparator || c == 0x7f {
			n++
		}
	}
	return n
}

// single tells whether r has one byte for each letter, and whether it uses those
// Windows-1252 has beyond Latin-1. As most letters are ASCII in any encoding, it
// reads on until letters beyond ASCII have settled it: a whole file in English
// looks like UTF-8 until the first é.
func single(r io.Reader) (singleByte, c1 bool, err error) {
	const settled = 32
	w := window{in: r}
	valid, invalid, seen := 0, 0, 0
	for {
		data := w.buf[w.start:w.end]
		i := 0
		for i < len(data) {
			// Eight at a time: nearly all files are nearly all ASCII.
			for i+8 <= len(data) && (data[i]|data[i+1]|data[i+2]|data[i+3]|data[i+4]|data[i+5]|data[i+6]|data[i+7]) < utf8.RuneSelf {
				i += 8
			}
			if i == len(data) {
				break
			}
			if data[i] < utf8.RuneSelf {
				i++
				continue
			}
			if !w.eof && !utf8.FullRune(data[i:]) {
				break
			}
			if letter, n := utf8.DecodeRune(data[i:]); letter == utf8.RuneError && n == 1 {
				invalid++
				c1 = c1 || data[i] < 0xa0
				i++
			} else {
				valid++
				i += n
			}
			seen++
		}
		w.start += i
		if seen >= settled || w.eof && w.start == w.end {
			// A letter of an old encoding pasted into UTF-8 does not make the file
			// one.
			return invalid > valid, c1, nil
		}
		if err := w.fill(); err != nil && err != io.EOF {
			return false, false, err
		}
	}
}

// decoded is s as UTF-8; skip is the length of its byte order mark.
func decoded(s source, name string, from encoding.Encoding, skip int) text {
	raw := s.open
	s.open = func() (io.Reader, error) {
		r, err := raw()
		if err != nil {
			return nil, err
		}
		if _, err := io.CopyN(io.Discard, r, int64(skip)); err != nil {
			return nil, err
		}
		if from != nil {
			r = from.NewDecoder().Reader(r)
		}
		return r, nil
	}
	t := text{source: s, encoding: name}
	if s.at != nil && from == nil {
		t.direct = io.NewSectionReader(s.at, int64(skip), s.size-int64(skip))
	}
	t.at, t.size = nil, -1
	return t
}
