// Package sheet reads the files people keep events in as rows of text, whatever
// their format: delimited text, GeoJSON and other JSON, KML, GPX, workbooks,
// and archives of these. It knows how files are written, not what their columns
// mean. Files are streamed: what is held in memory does not grow with them,
// except for the strings a workbook shares among its cells and archives inside
// archives. Nothing is dropped silently: what cannot be read is an error that
// says where it is and what was expected.
package sheet

import (
	"fmt"
	"io"
	"strings"

	"wherewhen/app/bidi"
)

// A Sheet is one table in a file: its rows of text.
type Sheet struct {
	Name    string   // of the sheet in its file, or of the file in its archive, or of the file
	Columns []string // as written; nil when the file has no header
	Format  string   // in words, as "CSV, semicolons, Windows-1252"
	Unit    string   // what Next counts: "line", "row", "feature", "event", "record", "slide", "placemark", "waypoint"

	width int // of the first row of delimited text
	next  func() ([]string, int, error)
	mark  func() (Mark, bool) // nil when the sheet cannot go to one
	goTo  func(Mark)
}

// A Mark is where in a sheet a row begins.
type Mark struct {
	Offset int64 // bytes of text before it
	Line   int
}

// Mark returns where the row begins that comes next; ok is false when the sheet
// cannot be asked to go there.
func (s *Sheet) Mark() (m Mark, ok bool) {
	if s.mark == nil {
		return m, false
	}
	return s.mark()
}

// GoTo has the row at a mark of the same file come next.
func (s *Sheet) GoTo(m Mark) { s.goTo(m) }

// New returns a sheet of a format that is read elsewhere. Next is as that of a
// Sheet.
func New(name, format, unit string, columns []string, next func() (cells []string, line int, err error)) *Sheet {
	return &Sheet{Name: name, Format: format, Unit: unit, Columns: columns, next: next}
}

// Next returns the next row; the cells are valid until the next call, and there
// are as many as columns. The number is that of the line the row begins in, or
// of the row where there are no lines, from 1. The error is io.EOF at the end. A
// *RowError is about one row only, and reading goes on; with it come the cells
// as far as they could be read. Any other error is the end.
func (s *Sheet) Next() (cells []string, line int, err error) {
	return s.next()
}

// A RowError says what in one row could not be read.
type RowError struct {
	File     string
	Unit     string // as in the Sheet
	Row      int    // as Next counts
	Column   string // its name, or number where it has none; "" for the row as a whole
	Value    string // as written, shortened
	Expected string
}

// Error returns the problem as one line.
func (e *RowError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s %d", bidi.Isolate(e.File), e.Unit, e.Row)
	if e.Column != "" {
		fmt.Fprintf(&b, ": column %s", bidi.Isolate(shortened(e.Column)))
	}
	if e.Value != "" {
		fmt.Fprintf(&b, ": %s", bidi.Isolate(e.Value))
	}
	fmt.Fprintf(&b, ": expected %s", e.Expected)
	return b.String()
}

// What one table may hold. Files beyond these are damaged or made to do damage.
const (
	mostColumns = 16384   // as many as Excel has
	longestCell = 8 << 20 // bytes
	longestRow  = 16 << 20
)

const longestValue = 80

func shortened(value string) string {
	n := 0
	for i := range value {
		if n == longestValue {
			return value[:i] + "…"
		}
		n++
	}
	return value
}

// numbered returns n with separated thousands.
func numbered(n int64) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// columnName returns what column i, from 0, is called in messages.
func columnName(columns []string, i int) string {
	if i < len(columns) && strings.TrimSpace(columns[i]) != "" {
		return columns[i]
	}
	return fmt.Sprint(i + 1)
}

// failed is a sheet that gives only why it cannot be read: one of several in an
// archive must not keep the others from being read.
func failed(name string, err error) *Sheet {
	return &Sheet{Name: name, Format: "unreadable", Unit: "row", next: func() ([]string, int, error) { return nil, 0, err }}
}

// Open looks what a file is and returns its sheets: most files have one,
// workbooks and archives may have several. The name is that of the file, for
// messages only. The error is for files without any sheet.
func Open(name string, r io.ReaderAt, size int64) ([]*Sheet, error) {
	return open(source{
		name: name,
		base: name,
		size: size,
		at:   r,
		open: func() (io.Reader, error) { return io.NewSectionReader(r, 0, size), nil },
	})
}
