package export

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"wherewhen/app/event"
	"wherewhen/app/intake"
)

// CSV writes events as a table (RFC 4180, UTF-8 with a byte order mark, so that
// spreadsheets know it), as intake.ReadCSV reads it. It holds nothing but
// header and records: a comment before them would be a record to most programs,
// so what the file says of itself stands in the last column of the first record.
//
// The columns of the files' own that the events are from stand behind those of
// ours; one that has a name of ours gets intake.OwnMark behind it.
//
// Each source has columns of its own; of an event without its most there are
// empty ones. A source of which nothing is stated is left out. A text that a
// spreadsheet would take for a formula gets a quote in front.
//
// A text with the character U+0000, which files of text have not, is written
// with U+FFFD in its place; Changed counts these.
type CSV struct {
	Changed int
	About   string // of the file, "" for no such column

	table   *event.Table
	sources int
	told    bool // what the file says of itself
}

// NewCSV returns a writer of rows of a table.
func NewCSV(t *event.Table, rows []int32) *CSV {
	w := &CSV{table: t, sources: 1}
	if offsets := t.Sources.Offsets; offsets != nil {
		for _, row := range rows {
			w.sources = max(w.sources, int(offsets[row+1]-offsets[row]))
		}
	}
	return w
}

// Begin appends the header to buf.
func (w *CSV) Begin(buf []byte) []byte {
	buf = append(buf, "\ufeff"...)
	for _, c := range columns {
		buf = append(append(buf, c.name...), ',')
	}
	buf = append(buf, "longitude,latitude"...)
	for i := range w.sources {
		prefix := ",source_"
		if i > 0 {
			prefix += strconv.Itoa(i+1) + "_"
		}
		for _, c := range sourceColumns {
			buf = append(append(buf, prefix...), c.name...)
		}
	}
	for i := range w.table.Own {
		buf = w.text(append(buf, ','), intake.OwnName(w.table.Own[i].Title))
	}
	if w.About != "" {
		buf = append(buf, ","+intake.AboutFile...)
	}
	return append(buf, "\r\n"...)
}

// Row appends a record to buf.
func (w *CSV) Row(buf []byte, row int) []byte {
	e := w.table.Event(row)
	for _, c := range columns {
		switch {
		case c.text != nil:
			buf = w.text(buf, c.text(&e))
		case c.list != nil:
			buf = w.text(buf, joined(c.list(&e)))
		default:
			if n := c.number(&e); n != event.Unknown {
				buf = strconv.AppendInt(buf, int64(n), 10)
			}
		}
		buf = append(buf, ',')
	}
	if e.Located {
		buf = appendDegrees(buf, e.Point[0])
		buf = appendDegrees(append(buf, ','), e.Point[1])
	} else {
		buf = append(buf, ',')
	}
	for i := range w.sources {
		var source event.Source
		if i < len(e.Sources) {
			source = e.Sources[i]
		}
		for _, c := range sourceColumns {
			buf = append(buf, ',')
			if c.list != nil {
				buf = w.text(buf, joined(c.list(&source)))
			} else {
				buf = w.text(buf, c.text(&source))
			}
		}
	}
	for _, value := range e.Own {
		buf = w.text(append(buf, ','), value)
	}
	if w.About != "" {
		buf = append(buf, ',')
		if !w.told {
			buf, w.told = w.text(buf, w.About), true
		}
	}
	return append(buf, "\r\n"...)
}

// End appends what comes after the last record: nothing.
func (w *CSV) End(buf []byte) []byte { return buf }

// text appends a text as a field.
func (w *CSV) text(buf []byte, text string) []byte {
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "\ufffd")
		w.Changed++
	}
	formula := strings.TrimLeft(text, "'")
	guarded := formula != "" && strings.IndexByte("=+-@\t\r\n", formula[0]) >= 0
	if !guarded && !strings.ContainsAny(text, "\",;\t\r\n") && !strings.HasPrefix(text, " ") {
		return append(buf, text...)
	}
	buf = append(buf, '"')
	if guarded {
		buf = append(buf, '\'')
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"':
			buf = append(buf, `""`...)
		case c == '\n' && i > 0 && text[i-1] == '\r':
			// Readers take the last return before a line feed for a part of the
			// end of the line.
			buf = append(buf, "\r\n"...)
		default:
			buf = append(buf, c)
		}
	}
	return append(buf, '"')
}

// joined writes a list with semicolons, as intake.ReadCSV divides it.
func joined(list []string) string {
	var b strings.Builder
	for i, entry := range list {
		if i > 0 {
			b.WriteString("; ")
		}
		if entry == "" {
			b.WriteString(`\0`)
		}
		last, _ := utf8.DecodeLastRuneInString(entry)
		end := len(entry)
		if unicode.IsSpace(last) {
			end -= utf8.RuneLen(last)
		}
		for at, c := range entry {
			if c == '\\' || c == ';' || unicode.IsSpace(c) && (at == 0 || at == end) {
				b.WriteByte('\\')
			}
			b.WriteString(entry[at : at+max(1, runeLength(entry[at:]))])
		}
	}
	return b.String()
}

func runeLength(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	return size
}

// appendDegrees writes a coordinate so that it is read as the same number.
func appendDegrees(buf []byte, degrees float64) []byte {
	format := byte('f')
	if size := math.Abs(degrees); size != 0 && size < 1e-6 {
		format = 'e'
	}
	return strconv.AppendFloat(buf, degrees, format, -1, 64)
}
