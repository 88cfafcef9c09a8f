package intake

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
)

// coordinateColumns are the names a column of coordinates may have.
var coordinateColumns = map[string]string{
	"longitude": "longitude", "lon": "longitude", "lng": "longitude", "x": "longitude",
	"latitude": "latitude", "lat": "latitude", "y": "latitude",
}

// tableRow is a record of a table before it is an event.
type tableRow struct {
	properties          properties
	firstReport         firstReport
	sources             []event.Source // as many as the columns are for
	own                 [event.MostOwn]string
	longitude, latitude string
}

// clear makes r an empty record with the same columns.
func (r *tableRow) clear() {
	clear(r.sources)
	*r = tableRow{sources: r.sources}
}

// furtherSource returns source_2_ and so on of the name of a column of the
// second source or one after it, "" of others.
func furtherSource(column string) string {
	rest, ok := strings.CutPrefix(column, "source_")
	number, _, named := strings.Cut(rest, "_")
	if n, err := strconv.Atoi(number); !ok || !named || err != nil || n < 2 || strconv.Itoa(n) != number {
		return ""
	}
	return column[:len("source_")+len(number)+1]
}

// columns returns where the value of each column goes: the properties by
// their names in GeoJSON, the members of first_report and of a source with
// the name of the whole before theirs. The header says how many sources the
// columns are for: those of the first begin with source_, those of the second
// with source_2_.
func (r *tableRow) columns(header []string) map[string]reflect.Value {
	prefixes := []string{"source_"}
	for _, written := range header {
		prefix := furtherSource(columnName(written))
		if prefix != "" && !slices.Contains(prefixes, prefix) {
			prefixes = append(prefixes, prefix)
		}
	}
	slices.SortFunc(prefixes, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	r.sources = make([]event.Source, len(prefixes))
	parts := map[string]reflect.Value{
		"":              reflect.ValueOf(&r.properties).Elem(),
		"first_report_": reflect.ValueOf(&r.firstReport).Elem(),
	}
	for i, prefix := range prefixes {
		parts[prefix] = reflect.ValueOf(&r.sources[i]).Elem()
	}
	columns := map[string]reflect.Value{
		"longitude": reflect.ValueOf(&r.longitude).Elem(),
		"latitude":  reflect.ValueOf(&r.latitude).Elem(),
	}
	for prefix, part := range parts {
		for i := range part.NumField() {
			name, _, _ := strings.Cut(part.Type().Field(i).Tag.Get("json"), ",")
			switch part.Field(i).Interface().(type) {
			case string, []string, *int32:
				columns[prefix+name] = part.Field(i)
			}
		}
	}
	return columns
}

// ReadCSV reads a table of events (RFC 4180, also with semicolons or tabs for
// commas) whose first line names its columns: the properties described in
// data/README.md, longitude and latitude in degrees, first_report_killed and
// first_report_injured, of the first source source_title, source_publisher,
// source_date, source_url and source_supports, and of further ones
// source_2_title and so on. Lists are separated by semicolons; a backslash
// stands before a semicolon, backslash or blank that is part of an entry, and
// \0 for one that is empty. An empty value is absent. A quote before
// what a spreadsheet would take for a formula is not part of the text, as in
// '=A1. The file's name is only for the
// problems. As in ReadEvents, what cannot be an event is left out and reported,
// what cannot be read is absent and reported. The error is for a file that is
// no such table.
func ReadCSV(file string, r io.Reader) (*event.Table, []Problem, error) {
	text := bufio.NewReaderSize(r, 1<<16)
	if mark, _ := text.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		text.Discard(len(mark))
	}
	records := csv.NewReader(text)
	records.Comma = separator(text)
	records.FieldsPerRecord = -1
	records.ReuseRecord = true

	var (
		events collector
		row    tableRow
		header []string        // names of the columns as written
		into   []reflect.Value // where their values go; invalid for nowhere
	)
	for {
		record, err := records.Read()
		if err == io.EOF {
			break
		}
		var fault *csv.ParseError
		if err != nil && !errors.As(err, &fault) {
			return nil, nil, fmt.Errorf("%s: %w", file, err)
		}
		if fault == nil && blank(record) {
			continue
		}
		if header == nil {
			if fault != nil {
				return nil, nil, fmt.Errorf("%s: line %d: %w: expected a header that names the columns", file, fault.Line, fault.Err)
			}
			header = slices.Clone(record)
			var problems []Problem
			var own []string
			if into, own, problems, err = row.match(file, header); err != nil {
				return nil, nil, err
			}
			events.problems = problems
			events.builder.Own(own)
			continue
		}
		reader := eventReader{report: Problem{File: file}}
		if fault != nil {
			reader.report.Line = fault.StartLine
			reader.reject("quotes", misquoted(fault), "quotes around a field that has quotes in it, and each of these doubled")
			events.add(&reader, event.Event{}, false)
			continue
		}
		reader.report.Line, _ = records.FieldPos(0)
		row.clear()
		e, ok := reader.readRow(&row, header, into, record)
		events.add(&reader, e, ok)
	}
	if header == nil {
		return nil, nil, fmt.Errorf("%s: the file is empty: expected a header that names the columns", file)
	}
	return events.builder.Table(), events.tooMany(file), nil
}

// misquoted says which lines a fault of quoting spans, "" for one.
func misquoted(fault *csv.ParseError) string {
	if fault.Line == fault.StartLine {
		return ""
	}
	return fmt.Sprintf("open from line %d to %d", fault.StartLine, fault.Line)
}

// separator returns what separates the columns in the first line.
func separator(text *bufio.Reader) rune {
	first, _ := text.Peek(text.Size())
	if end := bytes.IndexByte(first, '\n'); end >= 0 {
		first = first[:end]
	}
	best := ','
	for _, other := range ";\t" {
		if bytes.Count(first, []byte(string(other))) > bytes.Count(first, []byte(string(best))) {
			best = other
		}
	}
	return best
}

func blank(record []string) bool {
	return !slices.ContainsFunc(record, func(field string) bool { return strings.TrimSpace(field) != "" })
}

// columnName is the name of a column however it is written.
func columnName(written string) string { return strings.ToLower(strings.TrimSpace(written)) }

// AboutFile is the column in which a file says what it is. It is of no event.
const AboutFile = "about_file"

// match finds where the values of each column go. The first of those with other
// names than ours are the file's own, of which it returns the titles; more of
// them, and columns of a name given before, go nowhere; they are reported
// together.
func (r *tableRow) match(file string, header []string) (into []reflect.Value, own []string, problems []Problem, err error) {
	columns := r.columns(header)
	into = make([]reflect.Value, len(header))
	taken := make(map[string]bool)
	var unknown []string
	for i, written := range header {
		name := columnName(written)
		if full, ok := coordinateColumns[name]; ok {
			name = full
		}
		if to, ok := columns[name]; ok && !taken[name] {
			into[i], taken[name] = to, true
		} else if name == AboutFile {
			continue
		} else if title, ok := OwnTitle(written); ok && len(own) < len(r.own) && !slices.Contains(own, title) {
			into[i] = reflect.ValueOf(&r.own[len(own)]).Elem()
			own = append(own, title)
		} else if written = strings.TrimSpace(written); written != "" {
			unknown = append(unknown, written)
		} else {
			unknown = append(unknown, fmt.Sprintf("column %d without a name", i+1))
		}
	}
	if !taken["start"] {
		return nil, nil, nil, fmt.Errorf("%s: no column start; found %s: expected start (a date as YYYY-MM-DD, YYYY-MM or YYYY) "+
			"and, where known, id, title, place, country, longitude, latitude, kind, killed, source_url and the other properties of an event",
			file, Listed(header))
	}
	if len(unknown) > 0 {
		problems = append(problems, Problem{
			File: file, Field: "columns", Value: Listed(unknown), Expected: "properties of an event, each once; these are not read",
		})
	}
	return into, own, problems, nil
}

// Listed joins names for a message, of many only the first; each keeps its
// direction to itself.
func Listed(names []string) string {
	const most = 12
	short := make([]string, 0, most+1)
	for i, name := range names {
		if i == most {
			short = append(short, fmt.Sprintf("%d more", len(names)-most))
			break
		}
		short = append(short, bidi.Isolate(shortened(name)))
	}
	return strings.Join(short, ", ")
}

// readRow makes an event of a record.
func (r *eventReader) readRow(row *tableRow, header []string, into []reflect.Value, record []string) (event.Event, bool) {
	// A comma too many or too few puts values under the wrong names.
	if n := len(header); len(record) < n || !blank(record[n:]) {
		r.reject("fields", strconv.Itoa(len(record)), fmt.Sprintf("%d, one for each column", n))
		return event.Event{}, false
	}
	var unread []Problem
	for i, to := range into {
		if value := record[i]; to.IsValid() && value != "" {
			if expected := put(to, value); expected != "" {
				unread = append(unread, Problem{Field: header[i], Value: value, Expected: expected})
			}
		}
	}
	p := row.properties
	p.ID = r.name(p.ID)
	for _, u := range unread {
		r.warn(u.Field, u.Value, u.Expected)
	}
	if row.firstReport != (firstReport{}) {
		p.FirstReport = &row.firstReport
	}
	for _, source := range row.sources {
		if !reflect.ValueOf(source).IsZero() {
			p.Sources = append(p.Sources, source)
		}
	}
	e, ok := r.event(p)
	if e.Own = row.own[:]; ok {
		r.readCoordinates(row, &e)
	}
	return e, ok
}

// put stores a value that is not empty; it returns what was expected when it
// cannot.
func put(to reflect.Value, value string) (expected string) {
	switch to := to.Addr().Interface().(type) {
	case *string:
		*to = unquoted(value)
	case *[]string:
		*to = entries(unquoted(value))
	case **int32:
		// Programs for statistics write 12 as 12.0 in a column with gaps.
		n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || n != math.Trunc(n) || math.Abs(n) > math.MaxInt32 {
			return "a whole number, 0 or more"
		}
		whole := int32(n)
		*to = &whole
	}
	return ""
}

// unquoted returns a text without the quote that keeps a spreadsheet from
// taking it for a formula. A text that is a quote before a formula itself is
// written with one more.
func unquoted(text string) string {
	if formula := strings.TrimLeft(text, "'"); len(formula) < len(text) && formula != "" && strings.IndexByte("=+-@\t\r\n", formula[0]) >= 0 {
		return text[1:]
	}
	return text
}

// nothing is how an entry of a list is written that is empty.
const nothing = `\0`

// entries divides a list at its semicolons. Blanks around an entry are not part
// of it.
func entries(list string) (all []string) {
	for from, at := 0, 0; from <= len(list); at++ {
		switch {
		case at >= len(list) || list[at] == ';':
			if one := strings.TrimLeftFunc(list[from:min(at, len(list))], unicode.IsSpace); one != "" {
				all = append(all, entry(one))
			}
			from = at + 1
		case list[at] == '\\':
			at++ // over what it stands before
		}
	}
	return all
}

// entry reads an entry of a list up to the blanks behind it.
func entry(written string) string {
	var b []byte
	kept := 0 // bytes up to the last letter that is no blank
	for at := 0; at < len(written); {
		c, size := utf8.DecodeRuneInString(written[at:])
		letter, blank := written[at:at+size], unicode.IsSpace(c)
		at += size
		if next, size := utf8.DecodeRuneInString(written[at:]); c == '\\' && (next == '\\' || next == ';' || unicode.IsSpace(next)) {
			letter = written[at : at+size]
			at += size
		}
		if b = append(b, letter...); !blank {
			kept = len(b)
		}
	}
	if text := string(b[:kept]); text != nothing || strings.HasPrefix(written, `\\`) {
		return text
	}
	return ""
}

func (r *eventReader) readCoordinates(row *tableRow, e *event.Event) {
	lon, lat := strings.TrimSpace(row.longitude), strings.TrimSpace(row.latitude)
	if lon == "" && lat == "" {
		return
	}
	var point orb.Point
	var err [2]error
	point[0], err[0] = strconv.ParseFloat(lon, 64)
	point[1], err[1] = strconv.ParseFloat(lat, 64)
	if err[0] != nil || err[1] != nil {
		r.warn("longitude, latitude", lon+", "+lat, "both as decimal degrees, as 69.17 and 34.53")
		return
	}
	r.place("longitude, latitude", point, e)
}
