package sheet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// A jsonWalk goes through the values that may be rows of a JSON file: those of a
// sequence, or the elements of a file's array, or of arrays that are members of
// the file's object.
type jsonWalk struct {
	jsonStream
	sequence
	section  string // name of the member the walk is in
	members  int    // of the object so far
	inArray  bool
	inObject bool
	begun    bool
	n        int // of values in the section
	at       int // line the last value began in
}

// A sequence says what separates the texts of a file.
type sequence int

const (
	oneText     sequence = iota
	manyTexts            // nothing but blanks
	linesOfText          // the ends of lines
	recordTexts          // record separators, as in RFC 8142
)

func walk(t text, as sequence) (*jsonWalk, error) {
	in, err := t.open()
	if err != nil {
		return nil, inFile(t.name, err)
	}
	return &jsonWalk{jsonStream: jsonStream{window: window{in: in}, file: t.name, line: 1}, sequence: as}, nil
}

// next returns the next value, which is valid JSON. The error is io.EOF after the
// last, and a *RowError for one that is not JSON.
func (w *jsonWalk) next() ([]byte, error) {
	if w.sequence != oneText {
		if _, err := w.peek(); err != nil {
			return nil, inFile(w.file, err)
		}
		return w.element()
	}
	for {
		c, err := w.peek()
		switch {
		case err == io.EOF && w.begun && !w.inArray && !w.inObject:
			return nil, io.EOF
		case err != nil:
			return nil, w.unexpected(err, "the rest of the JSON text")
		case w.inArray && c == ']':
			w.start++
			w.inArray = false
		case w.inArray:
			if w.n > 0 {
				if err := w.want(',', "or ']' after an element"); err != nil {
					return nil, err
				}
				if _, err := w.peek(); err != nil {
					return nil, w.unexpected(err, "an element after ','")
				}
			}
			return w.element()
		case w.inObject && c == '}':
			w.start++
			w.inObject = false
		case w.inObject:
			if w.members > 0 {
				if err := w.want(',', "or '}' after a member"); err != nil {
					return nil, err
				}
			}
			w.members++
			if c, err := w.peek(); err != nil || c != '"' {
				return nil, w.unexpected(err, "the name of a member in quotes")
			}
			name, err := w.value()
			if err != nil || !json.Valid(name) {
				return nil, w.unexpected(err, "the name of a member")
			}
			w.section = unquoted(name)
			if err := w.want(':', "after the name of a member"); err != nil {
				return nil, err
			}
			c, err := w.peek()
			if err != nil {
				return nil, w.unexpected(err, "the value of a member")
			}
			if w.n = 0; c == '[' {
				w.start++
				w.inArray = true
				continue
			}
			return w.element()
		case !w.begun && c == '[':
			w.start++
			w.begun, w.inArray = true, true
		case !w.begun && c == '{':
			w.start++
			w.begun, w.inObject = true, true
		default:
			return nil, w.unexpected(nil, "the end of the JSON text")
		}
	}
}

func (w *jsonWalk) unit() string {
	switch {
	case w.sequence != oneText:
		return "line"
	case w.section == "features":
		return "feature"
	case w.section == "events":
		return "event"
	}
	return "record"
}

// number is what counts the last value.
func (w *jsonWalk) number() int {
	if w.sequence != oneText {
		return w.at
	}
	return w.n
}

func (w *jsonWalk) element() ([]byte, error) {
	w.n++
	w.at = w.line
	var raw []byte
	var err error
	switch w.sequence {
	case linesOfText:
		raw, err = w.until('\n')
	case recordTexts:
		raw, err = w.until(recordSeparator)
	default:
		raw, err = w.value()
	}
	switch {
	case err == io.EOF:
		return nil, fmt.Errorf("%s: the file ends inside %s %d, which begins in line %d: expected the rest of it", w.file, w.unit(), w.number(), w.at)
	case err == errLong:
		return nil, w.fault("", "", fmt.Sprintf("at most %s bytes", numbered(longestRow)))
	case err != nil:
		return nil, inFile(w.file, err)
	case len(raw) == 0:
		return nil, w.unexpected(nil, "a JSON value")
	case json.Valid(raw):
		return raw, nil
	}
	var v json.RawMessage
	cause := json.Unmarshal(raw, &v)
	value := shortened(string(bytes.ToValidUTF8(raw, []byte("\ufffd"))))
	return nil, w.fault("", value, fmt.Sprintf("JSON (%v)", cause))
}

func (w *jsonWalk) fault(column, value, expected string) error {
	return &RowError{w.file, w.unit(), w.number(), column, value, expected}
}

// sequential tells by the start of a file how its texts are separated.
func sequential(start []byte) sequence {
	start = bytes.TrimLeft(start, " \t\r\n")
	if start[0] == recordSeparator {
		return recordTexts
	}
	first, rest, more := bytes.Cut(start, []byte("\n"))
	second, _, _ := bytes.Cut(bytes.TrimLeft(rest, " \t\r\n"), []byte("\n"))
	first, second = bytes.TrimSpace(first), bytes.TrimSpace(second)
	if more && len(second) > 0 && second[0] == '{' && first[0] == '{' &&
		(json.Valid(first) || json.Valid(second) && first[len(first)-1] == '}') {
		return linesOfText
	}
	return oneText
}

// A section is a member of a JSON file that may be a sheet.
type section struct {
	name  string
	first []byte // value in it that is an object
	array bool
}

// outline returns the sections of a file of one text, its type, and whether more
// texts follow. The error is only for a file without any section; what stops a
// file later is found again when it is read.
func outline(t text) (sections []section, kind string, as sequence, err error) {
	w, err := walk(t, oneText)
	if err != nil {
		return nil, "", oneText, err
	}
	for {
		raw, err := w.next()
		_, passing := err.(*RowError)
		switch {
		case err == io.EOF:
			return sections, kind, oneText, nil
		case passing:
			continue
		case err != nil && w.begun && !w.inArray && !w.inObject && w.start < w.end && w.buf[w.start] == '{' && kind != "FeatureCollection":
			return nil, "", manyTexts, nil
		case err != nil && len(sections) > 0:
			return sections, kind, oneText, nil
		case err != nil:
			return nil, "", oneText, err
		}
		if w.section == "type" && raw[0] == '"' && w.inObject && !w.inArray {
			kind = unquoted(raw)
		}
		if raw[0] != '{' || slices.ContainsFunc(sections, func(s section) bool { return s.name == w.section }) {
			continue
		}
		sections = append(sections, section{w.section, slices.Clone(raw), w.inArray})
		if kind == "FeatureCollection" && w.section == "features" {
			return sections, kind, oneText, nil // no others are read
		}
	}
}

// isTimeline tells whether an object is a slide of a TimelineJS file.
func isTimeline(raw []byte) bool {
	return get(raw, "start_date") != nil || getText(raw, "text.headline") != ""
}

// isTimeMap tells whether an object is an event of a TimeMap file.
func isTimeMap(raw []byte) bool {
	return get(raw, "description") != nil && get(raw, "date") != nil && get(raw, "latitude") != nil &&
		(get(raw, "associations") != nil || get(raw, "sources") != nil || get(raw, "filters") != nil)
}

// openJSON opens a file of JSON: GeoJSON, TimeMap, TimelineJS or any other that
// holds objects in arrays or one a line.
func openJSON(t text) ([]*Sheet, error) {
	start, _, err := t.sample()
	if err != nil {
		return nil, err
	}
	var sections []section
	kind := ""
	as := sequential(start)
	if as == oneText {
		if sections, kind, as, err = outline(t); err != nil {
			return nil, err
		}
	}
	if kind == "Topology" {
		return nil, fmt.Errorf("%s is TopoJSON: save it as GeoJSON; %s", t.name, expectedFile)
	}

	var sheets []*Sheet
	add := func(s *Sheet, err error) error {
		if s != nil {
			sheets = append(sheets, s)
		}
		return err
	}
	arrays := slices.DeleteFunc(slices.Clone(sections), func(s section) bool { return !s.array })
	at := slices.IndexFunc(arrays, func(s section) bool { return s.name == "events" && isTimeline(s.first) })
	switch {
	case as != oneText:
		err = add(sheetOf(t, "", as, "line", "JSON"))
	case kind == "FeatureCollection":
		err = add(sheetOf(t, "features", oneText, "feature", "GeoJSON"))
	case kind == "Feature" || wktNames[kind] != "" || len(arrays) == 0:
		err = add(sheetOf(t, "", manyTexts, "line", "JSON"))
	case at >= 0:
		err = add(openTimeline(t))
	default:
		for _, part := range arrays {
			format, unit := "JSON", "record"
			switch {
			case isTimeMap(part.first):
				format, unit = "TimeMap JSON", "event"
			case getText(part.first, "type") == "Feature":
				format, unit = "GeoJSON", "feature"
			}
			if err = add(sheetOf(t, part.name, oneText, unit, format)); err != nil {
				break
			}
		}
	}
	if err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, fmt.Errorf("%s holds no features or records: %s", t.name, expectedFile)
	}
	for _, s := range sheets {
		if s.Name == "" || len(sheets) == 1 {
			s.Name = t.label()
		}
	}
	return sheets, nil
}

// sheetOf is the sheet of the objects in a section, or of a sequence.
func sheetOf(t text, name string, as sequence, unit, format string) (*Sheet, error) {
	features := false
	s, err := tabular(t.name, Sheet{Name: name, Unit: unit}, []string{"id"}, placeColumns, "properties.", func() (records, error) {
		w, err := walk(t, as)
		if err != nil {
			return nil, err
		}
		names := interned{}
		var r record
		return func() (record, int, error) {
			for {
				raw, err := w.next()
				row, passing := err.(*RowError)
				switch {
				case err != nil && !passing:
					return nil, w.number(), err
				case as == oneText && (!w.inArray || w.section != name):
					continue
				case passing:
					row.Unit = unit
					return nil, w.number(), row
				case raw[0] != '{':
					return nil, w.number(), &RowError{w.file, unit, w.number(), "", shortened(string(raw)), "an object in { }"}
				}
				var isFeature bool
				var fault *RowError
				r, isFeature, fault = flat(r[:0], raw, names)
				features = features || isFeature
				if fault != nil {
					fault.File, fault.Unit, fault.Row = w.file, unit, w.number()
					return r, w.number(), fault
				}
				return r, w.number(), nil
			}
		}, nil
	})
	if s == nil || err != nil {
		return nil, err
	}
	if features {
		format = "GeoJSON"
	}
	switch as {
	case linesOfText:
		format += ", one a line"
	case recordTexts:
		format += " text sequence"
	}
	s.Format = format + ", " + t.encoding
	return s, nil
}

// interned keeps one string for each name in a file.
type interned map[string]string

func (in interned) name(raw []byte) string {
	if s, ok := in[string(raw)]; ok {
		return s
	}
	s := unquoted(raw)
	in[string(raw)] = s
	return s
}

// flat appends an object to a record: of a feature its properties and where it
// is, of others their members.
func flat(r record, raw []byte, names interned) (_ record, feature bool, fault *RowError) {
	var properties, geometry, id []byte
	members(raw, func(name, value []byte) {
		switch names.name(name) {
		case "type":
			feature = string(value) == `"Feature"`
		case "properties":
			properties = value
		case "geometry":
			geometry = value
		case "id":
			id = value
		}
	})
	if !feature {
		if kind := get(raw, "type"); kind != nil && kind[0] == '"' && wktNames[unquoted(kind)] != "" && (get(raw, "coordinates") != nil || get(raw, "geometries") != nil) {
			fault = place(&r, raw)
			return r, true, fault
		}
		members(raw, func(name, value []byte) { r.add(names.name(name), cellOf(value)) })
		return r, false, nil
	}
	if id != nil {
		r.addOwn("id", cellOf(id))
	}
	if len(properties) > 0 && properties[0] == '{' {
		members(properties, func(name, value []byte) { r.add(names.name(name), cellOf(value)) })
	}
	fault = place(&r, geometry)
	for i := len(r) - 1; i >= 0; i-- {
		if !r[i].own && said(r, r[i]) {
			r = slices.Delete(r, i, i+1)
		}
	}
	return r, true, fault
}

// said tells whether a feature says of itself what one of its properties says
// too: its id or its coordinates.
func said(r record, property namedCell) bool {
	if property.name != "id" && property.name != "latitude" && property.name != "longitude" {
		return false
	}
	for _, c := range r {
		if !c.own || c.name != property.name {
			continue
		}
		if c.value == property.value {
			return true
		}
		a, err1 := strconv.ParseFloat(c.value, 64)
		b, err2 := strconv.ParseFloat(property.value, 64)
		return err1 == nil && err2 == nil && a == b && c.name != "id"
	}
	return false
}
