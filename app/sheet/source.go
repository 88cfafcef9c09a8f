package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// A source is a file, perhaps inside others, that can be read from its start
// more than once.
type source struct {
	name   string      // for messages, with the archives it is in
	base   string      // its own
	size   int64       // in bytes, -1 when only reading tells
	at     io.ReaderAt // nil when it is compressed
	within string      // what it is in, for Format: ", in ZIP"
	depth  int         // number of archives it is in
	open   func() (io.Reader, error)
}

// sampled is how much of a file is looked at to tell what it is.
const sampled = 1 << 18

// sample returns the first bytes of a source, and whether they are all.
func (s source) sample() ([]byte, bool, error) {
	r, err := s.open()
	if err != nil {
		return nil, false, inFile(s.name, err)
	}
	start := make([]byte, sampled)
	n, err := readFull(r, start)
	if err != nil && err != io.EOF {
		return nil, false, inFile(s.name, err)
	}
	return start[:n], err == io.EOF, nil
}

// foreign are files that are not read, by how they begin.
var foreign = []struct{ start, what string }{
	{"\xd0\xcf\x11\xe0", "an old Excel workbook, or one with a password: save it as .xlsx without password"},
	{"PAR1", "Parquet, which only the command reads: type wherewhen convert NAME events.csv, or save it as CSV"},
	{"SQLite format 3", "a database (SQLite or GeoPackage): save it as GeoJSON or CSV"},
	{"%PDF", "a PDF document"},
	{"\x00\x00\x27\x0a", "a shapefile: save it as GeoJSON"},
	{"\x28\xb5\x2f\xfd", "packed with Zstandard: unpack it first"},
	{"BZh", "packed with bzip2: unpack it first"},
	{"7z\xbc\xaf", "packed with 7-Zip: unpack it first"},
	{"Rar!", "packed with RAR: unpack it first"},
	{"\xfd7zXZ", "packed with xz: unpack it first"},
	{"\x89PNG", "a picture"},
	{"\xff\xd8\xff", "a picture"},
	{"\xff\xfe\x00\x00", "text in UTF-32: save it as UTF-8"},
	{"\x00\x00\xfe\xff", "text in UTF-32: save it as UTF-8"},
}

const expectedFile = "expected a file of events: CSV, GeoJSON or other JSON, KML, KMZ, GPX, XLSX, or a ZIP or gzip of these"

func open(s source) ([]*Sheet, error) {
	start, whole, err := s.sample()
	if err != nil {
		return nil, err
	}
	switch {
	case len(bytes.TrimSpace(start)) == 0 && whole:
		return nil, fmt.Errorf("%s is empty: %s", s.name, expectedFile)
	case bytes.HasPrefix(start, []byte("PK\x03\x04")), bytes.HasPrefix(start, []byte("PK\x05\x06")):
		return openZIP(s)
	case bytes.HasPrefix(start, []byte{0x1f, 0x8b}):
		return openGzip(s)
	}
	for _, f := range foreign {
		if bytes.HasPrefix(start, []byte(f.start)) {
			what := strings.Replace(f.what, "NAME", strconv.Quote(path.Base(s.base)), 1)
			return nil, fmt.Errorf("%s is %s; %s", s.name, what, expectedFile)
		}
	}
	t, err := textOf(s, start)
	if err != nil {
		return nil, err
	}
	sheets, err := openText(t)
	for _, sheet := range sheets {
		sheet.Format += s.within
	}
	return sheets, err
}

func openText(t text) ([]*Sheet, error) {
	start, whole, err := t.sample()
	if err != nil {
		return nil, err
	}
	first := bytes.TrimLeft(start, " \t\r\n")
	switch {
	case len(first) == 0 && whole:
		return nil, fmt.Errorf("%s is empty: %s", t.name, expectedFile)
	case len(first) > 0 && (first[0] == '{' || first[0] == '[' || first[0] == recordSeparator):
		return openJSON(t)
	case len(first) > 0 && first[0] == '<':
		return openXML(t)
	}
	return openCSV(t, start, whole)
}

// label returns the name of a source without folders and ending, for sheets that
// have no name of their own.
func (s source) label() string {
	name := path.Base(strings.ReplaceAll(s.base, `\`, "/"))
	return strings.TrimSuffix(name, path.Ext(name))
}

// inFile says in which file err is, unless it says so itself.
func inFile(file string, err error) error {
	var row *RowError
	if err == io.EOF || errors.As(err, &row) || strings.HasPrefix(err.Error(), file+": ") || strings.HasPrefix(err.Error(), file+" ") {
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}
