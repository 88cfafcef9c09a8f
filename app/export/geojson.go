package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"wherewhen/app/event"
	"wherewhen/app/intake"
)

// About is what a file says of itself. An empty text is absent.
type About struct {
	Title       string   // of the collection, or the name of the file
	Description string   // of the events in it, in words
	Filters     []string // that they pass, in words
	Shown, All  int      // events in it, and in the collection
	Saved       event.Date
	Notice      string // what must be known before the file is passed on
	Attribution string
	Licence     string
	LicenceURL  string
	Link        string // of the view
}

// GeoJSON writes events as a FeatureCollection (RFC 7946), as
// intake.ReadEvents reads it. What it says of itself are foreign members (RFC
// 7946, section 6.1).
type GeoJSON struct {
	table *event.Table
	about About
	rows  int
	own   []string // names of the columns of the files' own
}

// NewGeoJSON returns a writer of rows of a table.
func NewGeoJSON(t *event.Table, about About) *GeoJSON {
	w := &GeoJSON{table: t, about: about}
	for i := range t.Own {
		w.own = append(w.own, intake.OwnName(t.Own[i].Title))
	}
	return w
}

// Begin appends everything before the first feature to buf.
func (w *GeoJSON) Begin(buf []byte) []byte {
	a := &w.about
	buf = append(buf, `{"type":"FeatureCollection"`...)
	text := func(name, value string) {
		if value != "" {
			buf = AppendJSON(append(append(append(buf, ",\n\""...), name...), `":`...), value)
		}
	}
	text("title", a.Title)
	text("description", a.Description)
	buf = append(buf, ",\n\"filters\":"...)
	buf = appendList(buf, a.Filters)
	buf = append(buf, ",\n\"counts\":{\"shown\":"...)
	buf = strconv.AppendInt(buf, int64(a.Shown), 10)
	buf = append(buf, `,"all":`...)
	buf = append(strconv.AppendInt(buf, int64(a.All), 10), '}')
	text("saved", a.Saved.String())
	text("notice", a.Notice)
	text("attribution", a.Attribution)
	text("licence", a.Licence)
	text("licence_url", a.LicenceURL)
	text("link", a.Link)
	if len(w.own) > 0 {
		buf = appendList(append(buf, ",\n\""+intake.OwnColumns+"\":"...), w.own)
	}
	return append(buf, ",\n\"features\":["...)
}

// Row appends a feature to buf.
func (w *GeoJSON) Row(buf []byte, row int) []byte {
	if w.rows++; w.rows > 1 {
		buf = append(buf, ',')
	}
	e := w.table.Event(row)
	buf = append(buf, "\n{\"type\":\"Feature\",\"id\":"...)
	buf = AppendJSON(buf, e.ID)
	buf = append(buf, `,"geometry":`...)
	if e.Located {
		buf = append(buf, `{"type":"Point","coordinates":[`...)
		buf = appendDegrees(buf, e.Point[0])
		buf = appendDegrees(append(buf, ','), e.Point[1])
		buf = append(buf, "]}"...)
	} else {
		buf = append(buf, "null"...)
	}
	buf = append(buf, `,"properties":`...)
	o := object{buf: buf}
	inside := "" // an object among the properties
	for _, c := range columns {
		name, within := c.name, ""
		if member, ok := strings.CutPrefix(name, "first_report_"); ok {
			name, within = member, "first_report"
		}
		if c.empty(&e) {
			continue
		}
		if within != inside {
			if inside != "" {
				o.end()
			}
			if within != "" {
				o.begin(within)
			}
			inside = within
		}
		o.name(name)
		switch {
		case c.text != nil:
			o.buf = AppendJSON(o.buf, c.text(&e))
		case c.list != nil:
			o.buf = appendList(o.buf, c.list(&e))
		default:
			o.buf = strconv.AppendInt(o.buf, int64(c.number(&e)), 10)
		}
	}
	if inside != "" {
		o.end()
	}
	for i, value := range e.Own {
		if value != "" {
			o.next()
			o.buf = AppendJSON(append(AppendJSON(o.buf, w.own[i]), ':'), value)
		}
	}
	if len(e.Sources) > 0 {
		o.name("sources")
		o.buf = append(o.buf, '[')
		for i := range e.Sources {
			if i > 0 {
				o.buf = append(o.buf, ',')
			}
			o.buf = appendSource(o.buf, &e.Sources[i])
		}
		o.buf = append(o.buf, ']')
	}
	o.end()
	return append(o.buf, '}')
}

// End appends what comes after the last feature to buf.
func (w *GeoJSON) End(buf []byte) []byte { return append(buf, "\n]}\n"...) }

func (c *column) empty(e *event.Event) bool {
	switch {
	case c.text != nil:
		return c.text(e) == ""
	case c.list != nil:
		return len(c.list(e)) == 0
	}
	return c.number(e) == event.Unknown
}

func appendSource(buf []byte, s *event.Source) []byte {
	o := object{buf: buf}
	for _, c := range sourceColumns {
		switch {
		case c.list != nil && len(c.list(s)) > 0:
			o.name(c.name)
			o.buf = appendList(o.buf, c.list(s))
		case c.text != nil && c.text(s) != "":
			o.name(c.name)
			o.buf = AppendJSON(o.buf, c.text(s))
		}
	}
	o.end()
	return o.buf
}

// object is a JSON object that is being appended to buf.
type object struct {
	buf  []byte
	some bool
}

func (o *object) name(name string) {
	o.next()
	o.buf = append(append(append(o.buf, '"'), name...), `":`...)
}

// next appends what stands before a name.
func (o *object) next() {
	before := byte('{')
	if o.some {
		before = ','
	}
	o.buf, o.some = append(o.buf, before), true
}

// begin begins an object inside; end ends it, and at last the whole.
func (o *object) begin(name string) {
	o.name(name)
	o.some = false
}

func (o *object) end() {
	if !o.some {
		o.buf = append(o.buf, '{')
	}
	o.buf = append(o.buf, '}')
	o.some = true
}

func appendList(buf []byte, list []string) []byte {
	buf = append(buf, '[')
	for i, text := range list {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = AppendJSON(buf, text)
	}
	return append(buf, ']')
}

// AppendJSON appends a text as a JSON string; bytes that are not UTF-8 become
// U+FFFD.
func AppendJSON(buf []byte, text string) []byte {
	const hex = "0123456789abcdef"
	buf = append(buf, '"')
	for at := 0; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case c == '"' || c == '\\':
			buf = append(buf, '\\', byte(c))
		case c == '\n':
			buf = append(buf, `\n`...)
		case c < ' ' || c == '\u2028' || c == '\u2029':
			buf = append(buf, `\u`...)
			for shift := 12; shift >= 0; shift -= 4 {
				buf = append(buf, hex[c>>shift&15])
			}
		case c == utf8.RuneError && size == 1:
			buf = append(buf, "\ufffd"...)
		default:
			buf = append(buf, text[at:at+size]...)
		}
		at += size
	}
	return append(buf, '"')
}
