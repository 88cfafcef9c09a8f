package sheet

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A delimited reads delimited text (RFC 4180) row by row.
type delimited struct {
	window
	dialect
	file    string
	columns []string // for messages
	want    int      // cells in a row; 0 for any number
	line    int      // the window starts in, from 1
	ends    [256]bool
	bounds  []bound
	cells   []string
	skips   bool // what comes before the next line is the rest of one too long

	unquoted []byte // of the cells of a row, those with quotes in them
}

// A bound is where in a row a cell is.
type bound struct {
	start, end int
	doubled    bool // the quotes in it are
}

func newDelimited(file string, r io.Reader, as dialect) *delimited {
	d := &delimited{window: window{in: r}, dialect: as, file: file, line: 1}
	d.ends[as.comma], d.ends[as.eol] = true, true
	return d
}

// A tear is where a row stops to be readable.
type tear struct {
	cell     int
	from, to int // where in the row the cell is, as far as it was read
	expected string
}

// row finds the cells of the row the window starts with, and how long it is with
// the end of its line; the number of cells may be more than there are bounds for.
// What is wrong with it is a tear. It is not known where a torn row ends.
func (d *delimited) row() (length, cells int, torn *tear, err error) {
	d.bounds = d.bounds[:0]
	b := d.buf[d.start:d.end]
	more := func() (bool, error) {
		err := d.fill()
		b = d.buf[d.start:d.end]
		return err == nil, err
	}
	i := 0
	for {
		// A cell begins at i.
		begin := i
		cell := bound{start: i}
		quoted := false
		if i == len(b) {
			if ok, err := more(); !ok && err != io.EOF {
				return 0, cells, &tear{cells, begin, i, ""}, err
			}
		}
		if d.spaced {
			for i == len(b) || b[i] == ' ' {
				if i < len(b) {
					i++
				} else if ok, err := more(); !ok {
					if err != io.EOF {
						return 0, cells, &tear{cells, begin, i, ""}, err
					}
					break
				}
			}
		}
		if i < len(b) && b[i] == d.quote {
			quoted = true
			i++
			cell.start = i
			for {
				at := bytes.IndexByte(b[i:], d.quote)
				if at < 0 {
					i = len(b)
				} else {
					i += at
				}
				if i+1 >= len(b) {
					ok, err := more()
					switch {
					case ok:
						continue
					case err != io.EOF:
						return 0, cells, &tear{cells, begin, i, ""}, err
					case i == len(b):
						return 0, cells, &tear{cells, begin, i, fmt.Sprintf("the quote that begins this cell in line %d to be closed before the file ends in line %d", d.lineOf(b, begin), d.lineOf(b, len(b)))}, nil
					}
				}
				if i+1 < len(b) && b[i+1] == d.quote {
					cell.doubled = true
					i += 2
					continue
				}
				break
			}
			cell.end = i
			i++
		}
		for {
			for i < len(b) && !d.ends[b[i]] {
				i++
			}
			if i < len(b) {
				break
			}
			if ok, err := more(); !ok {
				if err != io.EOF {
					return 0, cells, &tear{cells, begin, i, ""}, err
				}
				break
			}
		}
		last := i == len(b) || b[i] == d.eol
		switch after := b[cell.end:i]; {
		case !quoted:
			cell.end = i
			if last && i > begin && b[i-1] == '\r' {
				cell.end--
			}
		case len(bytes.Trim(after[1:], " \r")) > 0:
			return 0, cells, &tear{cells, begin, i, fmt.Sprintf("%s or the end of the line after the quote that ends a cell, and quotes in it doubled", d.commaName())}, nil
		}
		cells++
		if len(d.bounds) <= mostColumns {
			d.bounds = append(d.bounds, cell)
		}
		if !last {
			i++
			continue
		}
		if i < len(b) {
			i++
		}
		return i, cells, nil, nil
	}
}

// lineOf returns the line that position i of the window is in.
func (d *delimited) lineOf(b []byte, i int) int {
	return d.line + bytes.Count(bytes.TrimSuffix(b[:i], []byte{d.eol}), []byte{d.eol})
}

// skipLine goes on with the next line.
func (d *delimited) skipLine() error {
	for {
		if at := bytes.IndexByte(d.buf[d.start:d.end], d.eol); at >= 0 {
			d.start += at + 1
			d.line++
			return nil
		}
		d.start = d.end
		if err := d.fill(); err != nil {
			return err
		}
	}
}

// next returns the next row that has anything in it.
func (d *delimited) next() ([]string, int, error) {
	for {
		if d.skips {
			d.skips = false
			if err := d.skipLine(); err != nil {
				return nil, 0, inFile(d.file, err)
			}
		}
		if d.start == d.end {
			if err := d.fill(); err != nil {
				return nil, 0, inFile(d.file, err)
			}
		}
		if length, lines, ok := d.split(); ok {
			line := d.line
			d.start += length
			d.line += lines
			if blank(d.cells) {
				continue
			}
			return d.cells, line, nil
		}
		length, n, torn, err := d.row()
		line := d.line
		switch {
		case err == errLong:
			torn.expected = fmt.Sprintf("at most %s bytes in a row", numbered(longestRow))
			if b := d.buf[d.start:d.end]; torn.from < len(b) && b[torn.from] == d.quote {
				torn.expected += fmt.Sprintf("; the quote that begins in line %d is perhaps never closed", d.lineOf(b, torn.from))
			}
		case err != nil:
			return nil, 0, inFile(d.file, err)
		}
		if torn != nil {
			// Only the first line is given up: those after it may be whole.
			d.skips = true
			value := d.buf[d.start+torn.from : min(d.start+torn.to, d.start+torn.from+4*longestValue+4)]
			return nil, line, d.fault(line, torn.cell, string(bytes.ToValidUTF8(value, []byte("\ufffd"))), torn.expected)
		}
		raw := d.buf[d.start : d.start+length]
		d.start += length
		d.line += bytes.Count(raw, []byte{d.eol})
		cells, err := d.taken(raw, line, n)
		if n <= mostColumns && blank(cells) {
			continue
		}
		return cells, line, err
	}
}

func blank(cells []string) bool {
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}

// taken returns the cells of a row that has n.
func (d *delimited) taken(raw []byte, line, n int) ([]string, error) {
	row := string(raw)
	d.cells = d.cells[:0]
	var err error
	for i, b := range d.bounds {
		cell := row[b.start:b.end]
		if b.doubled {
			quote := string(rune(d.quote))
			cell = strings.ReplaceAll(cell, quote+quote, quote)
		}
		if len(cell) > longestCell && err == nil {
			err = d.fault(line, i, cell, fmt.Sprintf("at most %s bytes in a cell, not %s", numbered(longestCell), numbered(int64(len(cell)))))
		}
		d.cells = append(d.cells, cell)
	}
	if err == nil && (strings.IndexByte(row, 0) >= 0 || !utf8.ValidString(row)) {
		for i, cell := range d.cells {
			if strings.IndexByte(cell, 0) >= 0 {
				err = d.fault(line, i, strings.ReplaceAll(cell, "\x00", "␀"), "text without NUL bytes")
				break
			} else if !utf8.ValidString(cell) {
				d.cells[i] = strings.ToValidUTF8(cell, "\ufffd")
				err = d.fault(line, i, d.cells[i], "text in UTF-8 as in the rest of the file")
				break
			}
		}
	}
	if d.want == 0 || n == d.want {
		if n > mostColumns && err == nil {
			err = d.count(line, n)
		}
		return d.cells, err
	}
	for len(d.cells) > d.want && n <= mostColumns && d.cells[len(d.cells)-1] == "" {
		d.cells = d.cells[:len(d.cells)-1]
	}
	if len(d.cells) != d.want && err == nil {
		err = d.count(line, n)
	}
	return d.cells, err
}

// count is the error of a row with the wrong number of cells.
func (d *delimited) count(line, n int) error {
	as := "as in the first row"
	switch {
	case d.want == 0:
		return &RowError{File: d.file, Unit: "line", Row: line, Expected: fmt.Sprintf("at most %s cells, not %s", numbered(mostColumns), numbered(int64(n)))}
	case d.columns != nil:
		as = "as the header has columns"
	}
	return &RowError{File: d.file, Unit: "line", Row: line, Expected: fmt.Sprintf("%s cells %s, not %s", numbered(int64(d.want)), as, numbered(int64(n)))}
}

func (d *delimited) fault(line, cell int, value, expected string) error {
	return &RowError{File: d.file, Unit: "line", Row: line, Column: columnName(d.columns, cell), Value: strings.Clone(shortened(value)), Expected: expected}
}
