package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A workbook is an Excel file (Office Open XML).
type workbook struct {
	source
	archive *zip.Reader
	since   time.Time // day 0 of its calendar
	strings []string  // shared among cells
	styles  []style   // by what cells say
}

// A style is what the number of a cell stands for.
type style int

const (
	number style = iota
	day
	clockTime
)

// xml reads a part of the workbook.
func (w *workbook) xml(name string) (*xmlStream, error) {
	f := member(w.archive, name)
	if f == nil {
		return nil, fmt.Errorf("%s: expected a workbook with the part %s", w.name, name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w: expected an undamaged workbook", w.name, name, err)
	}
	file := w.name + ": " + name
	in := &unpacked{file: file, in: r, packed: int64(f.CompressedSize64), declared: int64(f.UncompressedSize64)}
	x := &xmlStream{window: window{in: in}, file: file, line: 1, names: interned{}}
	return x, nil
}

// openWorkbook opens the sheets of a workbook that have rows.
func openWorkbook(s source, archive *zip.Reader) ([]*Sheet, error) {
	w := &workbook{source: s, archive: archive, since: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)}
	parts := map[string]string{} // by the ids of relations
	err := w.each("xl/_rels/workbook.xml.rels", func(x *xmlStream, t tag) error {
		if t.name == "Relationship" {
			target := t.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = "/xl/" + target
			}
			parts[t.attr("Id")] = strings.TrimPrefix(path.Clean(target), "/")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	type part struct{ name, file string }
	var found []part
	err = w.each("xl/workbook.xml", func(x *xmlStream, t tag) error {
		switch t.name {
		case "workbookPr":
			if on := t.attr("date1904"); on == "1" || on == "true" {
				w.since = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
			}
		case "sheet":
			id := ""
			// The sheet's own number is r:id; id without prefix does not occur.
			if id = t.attr("id"); parts[id] != "" && !strings.Contains(parts[id], "chartsheets/") {
				found = append(found, part{t.attr("name"), parts[id]})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := w.readStyles(); err != nil {
		return nil, err
	}
	if err := w.readStrings(); err != nil {
		return nil, err
	}
	var sheets []*Sheet
	var faults []error
	for _, p := range found {
		sheet, err := w.sheet(p.name, p.file)
		switch {
		case err == io.EOF: // without rows
			continue
		case err != nil:
			faults = append(faults, err)
			sheet = failed(p.name, err)
		}
		sheets = append(sheets, sheet)
	}
	switch {
	case len(sheets) == 0:
		return nil, fmt.Errorf("%s is a workbook without rows; %s", s.name, expectedFile)
	case len(sheets) == len(faults):
		return nil, errors.Join(faults...)
	}
	return sheets, nil
}

// each calls do for the elements of a part.
func (w *workbook) each(name string, do func(*xmlStream, tag) error) error {
	x, err := w.xml(name)
	if err != nil {
		return err
	}
	for {
		t, _, err := x.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case t.ends:
			continue
		}
		if err := do(x, t); err != nil {
			return err
		}
	}
}

func (w *workbook) readStrings() error {
	const name = "xl/sharedStrings.xml"
	if member(w.archive, name) == nil {
		return nil
	}
	size := 0
	return w.each(name, func(x *xmlStream, t tag) error {
		if t.name != "si" {
			return nil
		}
		text, err := x.rich()
		if size += len(text); size > mostInMemory {
			return fmt.Errorf("%s: expected at most %s bytes of text in its cells; save it as CSV", w.name, numbered(mostInMemory))
		}
		w.strings = append(w.strings, text)
		return err
	})
}

// rich returns the text of the element just begun: that of its t elements, but
// not of those that say how it is pronounced.
func (x *xmlStream) rich() (string, error) {
	text := ""
	silent := 0
	for depth := 1; depth > 0; {
		t, between, err := x.next()
		if err != nil {
			return "", err
		}
		switch {
		case !t.ends:
			depth++
			if t.name == "rPh" {
				silent++
			}
			continue
		case t.name == "t" && silent == 0:
			text += unescaped(resolved(between))
		case t.name == "rPh":
			silent--
		}
		if depth--; len(text) > longestRow {
			return "", x.fault("at most %s bytes of text in a cell", numbered(longestRow))
		}
	}
	return text, nil
}

// unescaped resolves the escapes of characters that XML cannot hold, as _x000D_.
func unescaped(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(s, "_x") {
		b.WriteString(s[:at])
		s = s[at:]
		if len(s) >= 7 && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				s = s[7:]
				continue
			}
		}
		b.WriteString(s[:2])
		s = s[2:]
	}
	b.WriteString(s)
	return b.String()
}

func (w *workbook) readStyles() error {
	const name = "xl/styles.xml"
	if member(w.archive, name) == nil {
		return nil
	}
	own := map[int]style{}
	return w.each(name, func(x *xmlStream, t tag) error {
		switch t.name {
		case "numFmt":
			id, _ := strconv.Atoi(t.attr("numFmtId"))
			own[id] = styleOf(t.attr("formatCode"))
		case "xf":
			if !x.inside("cellXfs") {
				return nil
			}
			id, _ := strconv.Atoi(t.attr("numFmtId"))
			as, ok := own[id]
			switch {
			case ok:
			case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 36, id >= 50 && id <= 58:
				as = day
			case id >= 18 && id <= 21, id == 45, id == 47:
				as = clockTime
			}
			w.styles = append(w.styles, as)
		}
		return nil
	})
}

// styleOf tells what a format of numbers, as "dd/mm/yyyy", is for. One of hours
// beyond a day, as "[h]:mm", is for a number.
func styleOf(code string) style {
	code, _, _ = strings.Cut(code, ";")
	as := number
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return as
			}
			i += end + 1
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
		case code[i] == '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return as
			}
			if strings.Trim(strings.ToLower(code[i+1:i+end]), "hms") == "" {
				return number
			}
			i += end
		case strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			return number
		case c == 'y' || c == 'd':
			return day
		case c == 'h' || c == 's':
			as = clockTime
		case c == 'm' && as == number:
			as = day // a month, unless hours or seconds are beside it
			if strings.ContainsAny(code[i:], "sS:") {
				as = clockTime
			}
		}
	}
	return as
}

// text returns the number of a cell as text.
func (w *workbook) text(value string, as style) string {
	f, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value
	}
	if as != number {
		if text, ok := w.date(f, as); ok {
			return text
		}
	}
	if len(value) <= 15 && !strings.ContainsAny(value, "eE") {
		return value
	}
	// Excel has 15 digits and writes 17: 34.1 is 34.100000000000001.
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if math.Abs(f) >= 1e21 || f != 0 && math.Abs(f) < 1e-9 {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// date returns the day and time a number stands for in ISO 8601.
func (w *workbook) date(serial float64, as style) (string, bool) {
	const last = 2958466 // after 9999-12-31
	if serial < 0 || serial >= last || math.IsNaN(serial) {
		return "", false
	}
	days := math.Floor(serial)
	seconds := math.Round((serial - days) * 86400)
	if w.since.Year() == 1899 && days < 61 && days > 0 {
		// Excel has a 29 February 1900, and its days before are one too many.
		if days == 60 {
			return "", false
		}
		days++
	}
	t := w.since.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	switch {
	case serial < 1 && (as == clockTime || w.since.Year() == 1899):
		return t.Format(time.TimeOnly), true
	case seconds == 0 && as == day:
		return t.Format(time.DateOnly), true
	}
	return t.Format("2006-01-02T15:04:05"), true
}

// A grid reads the rows of a sheet of a workbook.
type grid struct {
	*workbook
	*xmlStream
	file  string
	cells []string
	row   int
	fault *RowError // in the row, the first
}

func (w *workbook) grid(name, file string) (*grid, error) {
	x, err := w.xml(file)
	if err != nil {
		return nil, err
	}
	return &grid{workbook: w, xmlStream: x, file: w.source.name + ": " + name}, nil
}

// next returns the cells of the next row that has any, to the last that is not
// empty; with a *RowError those that can be read.
func (g *grid) next() ([]string, error) {
	for {
		t, _, err := g.xmlStream.next()
		switch {
		case err != nil:
			return nil, err
		case t.ends || t.name != "row":
			continue
		}
		g.row++
		if r, err := strconv.Atoi(t.attr("r")); err == nil && r > 0 {
			g.row = r
		}
		g.cells, g.fault = g.cells[:0], nil
		if err := g.rest(); err != nil {
			return nil, err
		}
		for len(g.cells) > 0 && g.cells[len(g.cells)-1] == "" {
			g.cells = g.cells[:len(g.cells)-1]
		}
		if g.fault != nil {
			return g.cells, g.fault
		}
		if len(g.cells) > 0 {
			return g.cells, nil
		}
	}
}

// rest reads the cells of a row.
func (g *grid) rest() error {
	for at := 0; ; at++ {
		c, _, err := g.xmlStream.next()
		switch {
		case err != nil:
			return err
		case c.ends:
			return nil
		case c.name != "c":
			if _, err := g.content(); err != nil {
				return err
			}
			at--
			continue
		}
		ref, kind, as := "", "", number
		c.each(func(name, value []byte) bool {
			switch string(name) {
			case "r":
				if at = columnOf(value); at < 0 || at >= mostColumns {
					ref = string(value)
				}
			case "s":
				if s, err := strconv.Atoi(string(value)); err == nil && s >= 0 && s < len(g.styles) {
					as = g.styles[s]
				}
			case "t":
				kind = g.names.raw(value)
			}
			return true
		})
		value, expected, err := g.value(kind, as)
		if err != nil {
			return err
		}
		if at < 0 || at >= mostColumns {
			expected = fmt.Sprintf("a cell in one of %s columns, with a name as AB12", numbered(mostColumns))
			at = max(0, at)
		}
		if expected != "" {
			if ref == "" {
				ref = nameOf(at)
			}
			if g.fault == nil {
				g.fault = &RowError{g.file, "row", g.row, shortened(ref), shortened(value), expected}
			}
			continue
		}
		if value != "" {
			for len(g.cells) <= at {
				g.cells = append(g.cells, "")
			}
			g.cells[at] = value
		}
	}
}

// value reads a cell to its end, and says what was expected if not what is there.
func (g *grid) value(kind string, as style) (value, expected string, err error) {
	for {
		var t tag
		t, _, err = g.xmlStream.next()
		switch {
		case err != nil:
			return "", "", err
		case t.ends:
			value, expected = g.written(value, kind, as)
			return value, expected, nil
		case t.name == "v":
			value, err = g.content()
		case t.name == "is":
			value, err = g.rich()
		default:
			_, err = g.content()
		}
		if err != nil {
			return "", "", err
		}
	}
}

// written returns what the value of a cell says.
func (g *grid) written(value, kind string, as style) (text, expected string) {
	switch {
	case value == "":
		return "", ""
	case kind == "s":
		i, err := strconv.Atoi(value)
		if err != nil || i < 0 || i >= len(g.strings) {
			return value, fmt.Sprintf("the number of one of the %d texts of the workbook", len(g.strings))
		}
		return g.strings[i], ""
	case kind == "b":
		return map[string]string{"0": "FALSE", "1": "TRUE"}[value], ""
	case kind == "str":
		return unescaped(value), ""
	case kind == "" || kind == "n":
		return g.text(value, as), ""
	}
	return value, ""
}

// columnOf returns the column of a cell by its name, -1 if it is none: 0 for A1.
func columnOf(ref []byte) int {
	n, i := 0, 0
	for ; i < len(ref) && i < 4 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z'; i++ {
		n = n*26 + int(ref[i]|0x20-'a') + 1
	}
	if i == 0 || i == len(ref) || ref[i] < '0' || ref[i] > '9' {
		return -1
	}
	return n - 1
}

// nameOf returns the letters of a column.
func nameOf(at int) string {
	if at < 26 {
		return string(rune('A' + at))
	}
	return nameOf(at/26-1) + string(rune('A'+at%26))
}

// sheet opens one sheet. Its header is the first row that has at least half as
// many cells as the fullest of the first rows: titles stand above it.
func (w *workbook) sheet(name, file string) (*Sheet, error) {
	const looked = 10
	g, err := w.grid(name, file)
	if err != nil {
		return nil, err
	}
	var counts []int
	for len(counts) < looked {
		cells, err := g.next()
		if err == io.EOF {
			break
		}
		var row *RowError
		if err != nil && !errors.As(err, &row) {
			if len(counts) == 0 {
				return nil, err
			}
			break // and found again when reading
		}
		n := 0
		for _, cell := range cells {
			if cell != "" {
				n++
			}
		}
		counts = append(counts, n)
	}
	if len(counts) == 0 {
		return nil, io.EOF
	}
	head := 0
	for counts[head]*2 < slices.Max(counts) {
		head++
	}

	if g, err = w.grid(name, file); err != nil {
		return nil, err
	}
	var first []string
	for range head + 1 {
		first, err = g.next()
		var row *RowError
		if err != nil && !errors.As(err, &row) {
			return nil, err
		}
	}
	fault := err
	first = slices.Clone(first)
	s := &Sheet{Name: name, Unit: "row", Format: "XLSX"}
	again := !headed(first)
	if again {
		s.Format += ", no header"
	} else {
		if fault != nil {
			return nil, fault
		}
		s.Columns = named(first)
		if head > 0 {
			s.Format += fmt.Sprintf(", header in row %d", g.row)
		}
	}
	width := len(first)
	s.next = func() ([]string, int, error) {
		cells, err := first, fault
		if again {
			again = false
		} else {
			cells, err = g.next()
		}
		if cells == nil {
			return nil, g.row, err
		}
		n := len(cells)
		for len(cells) < width {
			cells = append(cells, "")
		}
		if err != nil {
			return cells, g.row, err
		}
		for i, cell := range cells {
			if len(cell) > longestCell {
				return cells, g.row, &RowError{g.file, s.Unit, g.row, columnName(s.Columns, i), shortened(cell), fmt.Sprintf("at most %s bytes in a cell, not %s", numbered(longestCell), numbered(int64(len(cell))))}
			}
		}
		if n > width {
			return cells, g.row, &RowError{File: g.file, Unit: s.Unit, Row: g.row, Value: shortened(strings.Join(cells[width:], " ")), Expected: fmt.Sprintf("at most %d cells as in the first row, not %d", width, n)}
		}
		return cells, g.row, nil
	}
	return s, nil
}
