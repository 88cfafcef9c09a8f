package sheet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// recordSeparator begins each text of a GeoJSON text sequence (RFC 8142).
const recordSeparator = 0x1e

// A jsonStream reads the values of JSON text one after another.
type jsonStream struct {
	window
	file string
	line int // the window starts in, from 1
}

// peek returns the first byte after blanks.
func (s *jsonStream) peek() (byte, error) {
	for {
		for s.start < s.end {
			switch c := s.buf[s.start]; c {
			case '\n':
				s.line++
			case ' ', '\t', '\r', recordSeparator:
			default:
				return c, nil
			}
			s.start++
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// want goes past the byte c.
func (s *jsonStream) want(c byte, where string) error {
	got, err := s.peek()
	if err == nil && got == c {
		s.start++
		return nil
	}
	return s.unexpected(err, fmt.Sprintf("%q %s", c, where))
}

// unexpected says that expected is not what comes next.
func (s *jsonStream) unexpected(err error, expected string) error {
	switch {
	case err == io.EOF:
		return fmt.Errorf("%s: line %d: the file ends here: expected %s", s.file, s.line, expected)
	case err != nil:
		return inFile(s.file, err)
	}
	text := s.buf[s.start:min(s.end, s.start+longestValue)]
	text, _, _ = bytes.Cut(text, []byte("\n"))
	return fmt.Errorf("%s: line %d: %q: expected %s", s.file, s.line, bytes.ToValidUTF8(text, []byte("\ufffd")), expected)
}

// An extent finds where a JSON value ends, by its brackets and quotes alone.
type extent struct {
	depth           int
	quoted, escaped bool
	scalar          bool
}

// feed goes on with b and returns how much of it belongs to the value, and
// whether the value ends there.
func (e *extent) feed(b []byte) (int, bool) {
	for i := 0; i < len(b); i++ {
		if e.quoted {
			for ; i < len(b); i++ {
				if e.escaped {
					e.escaped = false
				} else if b[i] == '\\' {
					e.escaped = true
				} else if b[i] == '"' {
					e.quoted = false
					break
				}
			}
			switch {
			case i == len(b):
				return i, false
			case e.depth == 0:
				return i + 1, true
			}
			continue
		}
		switch b[i] {
		case '"':
			if e.scalar {
				return i, true
			}
			e.quoted = true
		case '{', '[':
			if e.scalar {
				return i, true
			}
			e.depth++
		case '}', ']':
			if e.depth == 0 {
				return i, true
			}
			if e.depth--; e.depth == 0 {
				return i + 1, true
			}
		case ',', ':', ' ', '\t', '\r', '\n', recordSeparator:
			if e.depth == 0 {
				return i, true
			}
		default:
			e.scalar = e.scalar || e.depth == 0
		}
	}
	return len(b), false
}

// value returns the next value, which peek has found the start of; it is valid
// until the stream is used again. The error errLong is for a value longer than a
// row may be, which is passed over; io.EOF is for one the file ends in.
func (s *jsonStream) value() ([]byte, error) {
	var e extent
	length := 0
	var long error
	for {
		n, done := e.feed(s.buf[s.start+length : s.end])
		if length += n; !done {
			if long != nil {
				s.pass(length)
				length = 0
			}
			err := s.fill()
			switch {
			case err == nil:
				continue
			case err == errLong:
				long = err
				continue
			case err != io.EOF || !e.scalar || e.depth > 0:
				return nil, err
			}
		}
		raw := s.buf[s.start : s.start+length]
		s.pass(length)
		return raw, long
	}
}

// until returns what comes before the next byte end or the end of the file, which
// must not be nothing. The error errLong is for what is longer than a row may be,
// which is passed over.
func (s *jsonStream) until(end byte) ([]byte, error) {
	length := 0
	var long error
	for {
		at := bytes.IndexByte(s.buf[s.start+length:s.end], end)
		if at >= 0 {
			length += at
		} else {
			length = s.end - s.start
			if long != nil {
				s.pass(length)
				length = 0
			}
			err := s.fill()
			switch {
			case err == nil:
				continue
			case err == errLong:
				long = err
				continue
			case err != io.EOF:
				return nil, err
			}
		}
		raw := s.buf[s.start : s.start+length]
		s.pass(length)
		return bytes.TrimRight(raw, " \t\r\n"), long
	}
}

func (s *jsonStream) pass(n int) {
	s.line += bytes.Count(s.buf[s.start:s.start+n], []byte("\n"))
	s.start += n
}

// members calls do for the members of an object; raw is valid JSON.
func members(raw []byte, do func(name, value []byte)) {
	each(raw, func(name []byte, b []byte) {
		do(name, b)
	})
}

// elements calls do for the elements of an array; raw is valid JSON.
func elements(raw []byte, do func(value []byte)) {
	each(raw, func(_, value []byte) { do(value) })
}

func each(raw []byte, do func(name, value []byte)) {
	object := raw[0] == '{'
	b := raw[1:]
	take := func() []byte {
		for len(b) > 0 && (b[0] == ' ' || b[0] == ',' || b[0] == ':' || b[0] == '\n' || b[0] == '\r' || b[0] == '\t') {
			b = b[1:]
		}
		var e extent
		n, _ := e.feed(b)
		value := b[:n]
		b = b[n:]
		return value
	}
	for {
		value := take()
		if len(value) == 0 {
			return
		}
		var name []byte
		if object {
			name, value = value, take()
		}
		do(name, value)
	}
}

// cellOf returns a JSON value as text: what strings say, nothing for null, and
// JSON for objects and arrays.
func cellOf(raw []byte) string {
	switch raw[0] {
	case '"':
		return unquoted(raw)
	case '{', '[':
		return compact(raw)
	case 'n':
		return ""
	}
	return string(raw)
}

// compact returns JSON without the blanks between its values.
func compact(raw []byte) string {
	b := make([]byte, 0, len(raw))
	quoted, escaped := false, false
	for _, c := range raw {
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\t' || c == '\r' || c == '\n'):
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

func unquoted(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var text string
	json.Unmarshal(raw, &text)
	return text
}

// get returns a member of a JSON object, nil if there is none.
func get(raw []byte, name string) (value []byte) {
	if len(raw) > 0 && raw[0] == '{' {
		members(raw, func(n, v []byte) {
			if unquoted(n) == name {
				value = v
			}
		})
	}
	return value
}

// getText returns a member as text, following names separated by dots.
func getText(raw []byte, names string) string {
	for name := range strings.SplitSeq(names, ".") {
		raw = get(raw, name)
	}
	if raw == nil {
		return ""
	}
	return cellOf(raw)
}
