package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A dialect is how delimited text is written.
type dialect struct {
	comma  byte // what separates cells
	quote  byte
	eol    byte // what ends a line; \r before \n belongs to it
	spaced bool // blanks may stand before a quote that begins a cell
}

// commas are what may separate cells. Where two fit equally the first is taken:
// commas last, as they stand in numbers and sentences too.
var commas = []struct {
	comma  byte
	name   string // one of it
	format string
}{
	{'\t', "a tab", "TSV"},
	{';', "a semicolon", "CSV, semicolons"},
	{'|', "a vertical bar", "CSV, vertical bars"},
	{',', "a comma", "CSV"},
}

func (d dialect) commaName() string {
	for _, c := range commas {
		if c.comma == d.comma {
			return c.name
		}
	}
	return strconv.QuoteRune(rune(d.comma))
}

func (d dialect) String() string {
	name := ""
	for _, c := range commas {
		if c.comma == d.comma {
			name = c.format
		}
	}
	if d.quote == '\'' {
		name += ", single quotes"
	}
	return name
}

// A guess is how well a dialect fits the start of a file.
type guess struct {
	dialect
	cells int // most rows have
	fit   float64
	head  int // the first row that is as wide as most
}

// fitting tries a dialect on the start of a file.
func fitting(as dialect, start []byte, whole bool) guess {
	const tried = 100
	d := newDelimited("", bytes.NewReader(start), as)
	var widths []int
	rows := 0
	for rows < tried {
		cells, _, err := d.next()
		var row *RowError
		if err != nil && !errors.As(err, &row) {
			break
		}
		if !whole && d.start == d.end {
			break
		}
		rows++
		if err == nil {
			widths = append(widths, len(cells))
		} else {
			widths = append(widths, 0)
		}
	}
	if rows == 0 {
		// The first row is longer than the start.
		cells := bytes.Count(start, []byte{as.comma})
		return guess{dialect: as, cells: cells, fit: float64(cells)}
	}
	times := map[int]int{}
	g := guess{dialect: as}
	for _, n := range widths {
		if times[n]++; n > 0 && (times[n] > times[g.cells] || times[n] == times[g.cells] && n > g.cells) {
			g.cells = n
		}
	}
	// A line of a title above the header is much shorter than it.
	for g.head < len(widths) && 2*widths[g.head] < g.cells {
		g.head++
	}
	if g.head == len(widths) {
		g.head = 0
	}
	alike := 0
	for _, n := range widths {
		if n == widths[g.head] || n == g.cells {
			alike++
		}
	}
	g.fit = float64(alike) / float64(len(widths)) * float64(g.cells-1)
	if g.head > 0 {
		g.fit /= 2
	}
	return g
}

// dialectOf tells how a file is written by its start.
func dialectOf(start []byte, whole bool) guess {
	eol := byte('\n')
	if bytes.IndexByte(start, '\n') < 0 && bytes.IndexByte(start, '\r') >= 0 {
		eol = '\r'
	}
	best := guess{dialect: dialect{comma: ',', quote: '"', eol: eol}}
	for _, c := range commas {
		as := dialect{comma: c.comma, quote: '"', eol: eol}
		line, _, _ := bytes.Cut(start, []byte{eol})
		line = bytes.TrimSpace(line)
		if len(line) > 1 && line[0] == '\'' && line[len(line)-1] == '\'' && bytes.Contains(line, []byte{'\'', c.comma, '\''}) {
			as.quote = '\''
		}
		g := fitting(as, start, whole)
		if bytes.Contains(start, []byte{c.comma, ' ', as.quote}) {
			as.spaced = true
			if spaced := fitting(as, start, whole); spaced.fit >= g.fit {
				g = spaced
			}
		}
		if g.fit > best.fit || best.cells == 0 && c.comma == ',' {
			best = g
		}
	}
	return best
}

// headed tells whether a first row names columns: nothing in it is a number or
// begins with one, as dates do.
func headed(cells []string) bool {
	named := 0
	for _, cell := range cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		if _, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64); err == nil && strings.ContainsAny(cell, "0123456789") {
			return false
		}
		if len(cell) >= 8 && cell[0] >= '0' && cell[0] <= '9' && strings.ContainsAny(cell[:5], "-/.") {
			return false
		}
		named++
	}
	return named > 0
}

// openCSV opens delimited text, which any text is that is nothing else; start is
// its start.
func openCSV(t text, start []byte, whole bool) ([]*Sheet, error) {
	page := bytes.ToLower(start[:min(len(start), 1024)])
	if bytes.Contains(page, []byte("<html")) || bytes.Contains(page, []byte("<!doctype")) {
		return nil, fmt.Errorf("%s is a web page; %s", t.name, expectedFile)
	}
	skipped := 0
	said := byte(0)
	if line, rest, ok := bytes.Cut(start, []byte("\n")); ok {
		// Excel writes and reads a first line that says what separates cells.
		if line = bytes.Trim(line, "\r\" "); len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) {
			said = line[4]
			start = rest
			skipped = 1
		}
	}
	g := dialectOf(start, whole)
	if said != 0 && said != g.quote && said != g.eol {
		g = fitting(dialect{comma: said, quote: g.quote, eol: g.eol}, start, whole)
	}

	in, err := t.open()
	if err != nil {
		return nil, inFile(t.name, err)
	}
	d := newDelimited(t.name, in, g.dialect)
	for ; skipped > 0; skipped-- {
		if err := d.skipLine(); err != nil {
			return nil, inFile(t.name, err)
		}
	}
	for range g.head {
		d.next()
	}
	format := g.dialect.String()
	s := &Sheet{Name: t.label(), Unit: "line", next: d.next}
	if t.direct != nil {
		s.mark = func() (Mark, bool) { return Mark{d.passed + int64(d.start), d.line}, !d.skips }
		s.goTo = func(m Mark) {
			d.window = window{in: io.NewSectionReader(t.direct, m.Offset, t.direct.Size()-m.Offset), buf: d.buf, passed: m.Offset}
			d.line, d.skips, s.next = m.Line, false, d.next
		}
	}
	first, line, err := d.next()
	var row *RowError
	switch {
	case err == io.EOF:
		return nil, fmt.Errorf("%s has no rows: %s", t.name, expectedFile)
	case err != nil && !errors.As(err, &row):
		return nil, err
	case err != nil && first == nil, len(first) > mostColumns:
		return nil, err
	}
	d.want = len(first)
	s.width = d.want
	if headed(first) {
		if err != nil {
			return nil, err
		}
		s.Columns = named(first)
		d.columns = s.Columns
		if line > 1 && g.head > 0 {
			format += fmt.Sprintf(", header in line %d", line)
		}
	} else {
		again := append([]string(nil), first...)
		s.next = func() ([]string, int, error) {
			s.next = d.next
			return again, line, err
		}
		format += ", no header"
	}
	s.Format = format + ", " + t.encoding
	return []*Sheet{s}, nil
}

// named returns the names of columns without the blanks around them.
func named(cells []string) []string {
	names := make([]string, len(cells))
	for i, cell := range cells {
		names[i] = strings.TrimSpace(cell)
	}
	return names
}
