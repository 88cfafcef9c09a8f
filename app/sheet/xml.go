package sheet

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"strings"
)

// An xmlStream reads the tags and texts of an XML file one after another. It
// checks that elements end in the order they began, and knows no document types:
// none of the formats here has one.
type xmlStream struct {
	window
	file  string
	line  int // the window starts in, from 1
	open  []string
	names interned
	ends  string // name of the element that began and ended with one tag
}

// A tag begins or ends an element. Names are without the prefix of their name
// space.
type tag struct {
	name  string
	ends  bool
	attrs []byte // as written
}

const deepestXML = 256

func xmlOf(t text) (*xmlStream, error) {
	in, err := t.open()
	if err != nil {
		return nil, inFile(t.name, err)
	}
	return &xmlStream{window: window{in: in}, file: t.name, line: 1, names: interned{}}, nil
}

// fault is an error in the line the window starts in.
func (x *xmlStream) fault(expected string, args ...any) error {
	return fmt.Errorf("%s: line %d: expected %s", x.file, x.line, fmt.Sprintf(expected, args...))
}

func (x *xmlStream) pass(n int) []byte {
	b := x.buf[x.start : x.start+n]
	x.line += bytes.Count(b, []byte("\n"))
	x.start += n
	return b
}

// until returns how far the next mark is, reading on from the window's start.
func (x *xmlStream) until(mark string) (int, error) {
	from := 0
	for {
		if at := bytes.Index(x.buf[x.start+from:x.end], []byte(mark)); at >= 0 {
			return from + at, nil
		}
		from = max(0, x.end-x.start-len(mark)+1)
		if err := x.fill(); err != nil {
			return 0, err
		}
	}
}

// next returns the next tag, and the text before it, in which entities are still
// to be resolved. Both are valid until the next call. The error is io.EOF after
// the end of the document.
func (x *xmlStream) next() (tag, []byte, error) {
	if x.ends != "" {
		t := tag{name: x.ends, ends: true}
		x.ends = ""
		return t, nil, nil
	}
	var text []byte
	for {
		n, err := x.until("<")
		switch {
		case err == io.EOF && len(x.open) == 0:
			return tag{}, nil, io.EOF
		case err == io.EOF:
			return tag{}, nil, x.fault("</%s> before the end of the file", x.open[len(x.open)-1])
		case err == errLong:
			return tag{}, nil, x.fault("at most %s bytes of text in an element", numbered(longestRow))
		case err != nil:
			return tag{}, nil, inFile(x.file, err)
		}
		// The common case, text and then a tag, is not copied.
		end, err := x.tagEnd(n)
		if err != nil {
			return tag{}, nil, x.closing(err, ">")
		}
		markup := x.buf[x.start+n+1 : x.start+end]
		switch {
		case bytes.HasPrefix(markup, []byte("!--")):
			text = append(text, x.pass(n)...)
			if err := x.passMark("<!--", "-->"); err != nil {
				return tag{}, nil, err
			}
		case bytes.HasPrefix(markup, []byte("![CDATA[")):
			text = append(text, x.pass(n)...)
			x.pass(len("<![CDATA["))
			n, err := x.until("]]>")
			if err != nil {
				return tag{}, nil, x.closing(err, "]]>")
			}
			text = append(text, html.EscapeString(string(x.pass(n)))...)
			x.pass(len("]]>"))
		case bytes.HasPrefix(markup, []byte("?")):
			text = append(text, x.pass(n)...)
			if err := x.passMark("<?", "?>"); err != nil {
				return tag{}, nil, err
			}
		case bytes.HasPrefix(markup, []byte("!")):
			if len(x.open) > 0 || bytes.IndexByte(markup, '[') >= 0 {
				return tag{}, nil, x.fault("no document type with definitions of its own")
			}
			x.pass(end + 1)
		default:
			if len(text) == 0 {
				text = x.buf[x.start : x.start+n]
			} else {
				text = append(text, x.buf[x.start:x.start+n]...)
			}
			x.pass(n)
			t, err := x.tag(x.buf[x.start+1 : x.start+end-n])
			if err == nil {
				x.pass(end - n + 1)
			}
			return t, text, err
		}
		if len(text) > longestRow {
			return tag{}, nil, x.fault("at most %s bytes of text in an element", numbered(longestRow))
		}
	}
}

// tagEnd returns where the tag at n ends: at the next > outside of quotes.
func (x *xmlStream) tagEnd(n int) (int, error) {
	i := n
	quote := byte(0)
	for {
		for ; x.start+i < x.end; i++ {
			switch c := x.buf[x.start+i]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '>':
				return i, nil
			case (c == '"' || c == '\'') && x.buf[x.start+n+1] != '!' && x.buf[x.start+n+1] != '?':
				quote = c
			}
		}
		if err := x.fill(); err != nil {
			return 0, err
		}
	}
}

func (x *xmlStream) closing(err error, mark string) error {
	if err == io.EOF || err == errLong {
		return x.fault("%s that closes what begins in this line", mark)
	}
	return inFile(x.file, err)
}

// passMark goes past what is between marks, the first of which comes next.
func (x *xmlStream) passMark(first, last string) error {
	x.pass(len(first))
	n, err := x.until(last)
	if err != nil {
		return x.closing(err, last)
	}
	x.pass(n + len(last))
	return nil
}

func (x *xmlStream) tag(markup []byte) (tag, error) {
	t := tag{}
	if t.ends = bytes.HasPrefix(markup, []byte("/")); t.ends {
		markup = markup[1:]
	}
	alone := !t.ends && bytes.HasSuffix(markup, []byte("/"))
	if alone {
		markup = markup[:len(markup)-1]
	}
	n := 0
	for n < len(markup) && markup[n] != ' ' && markup[n] != '\t' && markup[n] != '\r' && markup[n] != '\n' {
		n++
	}
	name, attrs := markup[:n], markup[n:]
	if at := bytes.IndexByte(name, ':'); at >= 0 {
		name = name[at+1:]
	}
	if len(name) == 0 {
		return t, x.fault("the name of an element after <")
	}
	t.name, t.attrs = x.names.raw(name), attrs
	switch {
	case t.ends && (len(x.open) == 0 || x.open[len(x.open)-1] != t.name):
		if len(x.open) == 0 {
			return t, x.fault("an element to begin before </%s>", shortened(t.name))
		}
		return t, x.fault("</%s>, not </%s>", shortened(x.open[len(x.open)-1]), shortened(t.name))
	case t.ends:
		x.open = x.open[:len(x.open)-1]
	case alone:
		x.ends = t.name
	case len(x.open) == deepestXML:
		return t, x.fault("at most %d elements inside each other", deepestXML)
	default:
		x.open = append(x.open, t.name)
	}
	return t, nil
}

// raw keeps one string for each name in a file, as many as there may be columns.
func (in interned) raw(name []byte) string {
	if s, ok := in[string(name)]; ok {
		return s
	}
	s := string(name)
	if len(in) < mostColumns {
		in[s] = s
	}
	return s
}

// attr returns the value of an attribute, "" if there is none.
func (t tag) attr(name string) (value string) {
	t.each(func(key, raw []byte) bool {
		if string(key) == name {
			value = resolved(raw)
			return false
		}
		return true
	})
	return value
}

// each calls do with the names, without prefixes, and the values of the
// attributes, until it returns false. Entities in values are still to be
// resolved.
func (t tag) each(do func(name, value []byte) bool) {
	b := t.attrs
	for {
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return
		}
		key := bytes.TrimSpace(b[:eq])
		b = bytes.TrimSpace(b[eq+1:])
		if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
			return
		}
		end := bytes.IndexByte(b[1:], b[0])
		if end < 0 || !do(key[bytes.LastIndexByte(key, ':')+1:], b[1:1+end]) {
			return
		}
		b = b[end+2:]
	}
}

// resolved returns text with its entities resolved: XML's, and HTML's as people
// write them in descriptions.
func resolved(text []byte) string {
	s := string(text)
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return s
}

// content returns the text of the element that begins with the tag just read,
// and of the elements in it, to its end.
func (x *xmlStream) content() (string, error) {
	t, text, err := x.next()
	if err == nil && t.ends {
		return resolved(bytes.TrimSpace(text)), nil
	}
	var b strings.Builder
	for depth := 1; ; t, text, err = x.next() {
		if err != nil {
			return "", err
		}
		if b.Len()+len(text) > longestRow {
			return "", x.fault("at most %s bytes of text in an element", numbered(longestRow))
		}
		b.Write(text)
		if !t.ends {
			depth++
		} else if depth--; depth == 0 {
			return resolved([]byte(strings.TrimSpace(b.String()))), nil
		}
	}
}

// inside tells whether an element is in another of this name.
func (x *xmlStream) inside(name string) bool {
	for _, open := range x.open {
		if open == name {
			return true
		}
	}
	return false
}

// declared is the error of a file that says it is in an encoding that is not
// read, and is.
func declared(t text) error {
	if t.encoding != "Windows-1252" && t.encoding != "Latin-1" {
		return nil
	}
	start, _, err := t.sample()
	if err != nil {
		return err
	}
	declaration, _, _ := bytes.Cut(start, []byte("?>"))
	_, named, ok := bytes.Cut(declaration, []byte("encoding="))
	if !ok || len(named) < 2 {
		return nil
	}
	name, _, _ := bytes.Cut(named[1:], named[:1])
	switch strings.ToLower(string(name)) {
	case "iso-8859-1", "latin1", "windows-1252", "cp1252", "utf-8", "us-ascii":
		return nil
	}
	return fmt.Errorf("%s is written in %s: expected UTF-8", t.name, shortened(string(name)))
}

// openXML opens the XML files that hold events, which their first element tells.
func openXML(t text) ([]*Sheet, error) {
	if err := declared(t); err != nil {
		return nil, err
	}
	x, err := xmlOf(t)
	if err != nil {
		return nil, err
	}
	root, _, err := x.next()
	if err == io.EOF {
		err = x.fault("an element")
	}
	if err != nil {
		return nil, err
	}
	var s *Sheet
	switch strings.ToLower(root.name) {
	case "kml":
		s, err = openKML(t)
	case "gpx":
		s, err = openGPX(t)
	case "html":
		return nil, fmt.Errorf("%s is a web page; %s", t.name, expectedFile)
	default:
		return nil, fmt.Errorf("%s is XML of another kind (<%s>); %s", t.name, shortened(root.name), expectedFile)
	}
	if err != nil {
		return nil, err
	}
	return []*Sheet{s}, nil
}
