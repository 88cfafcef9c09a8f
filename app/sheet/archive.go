package sheet

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// What unpacking may come to. Packed text shrinks to a tenth, workbooks and very
// regular tables to a hundredth; what shrinks much more holds nothing.
const (
	mostUnpacked = 16 << 30
	mostRatio    = 250
	freeUnpacked = 64 << 20 // that may have any ratio
	mostInMemory = 256 << 20
	mostMembers  = 10000
	mostDepth    = 2 // an archive in an archive
)

// excessive says that size bytes are too many to come from packed ones.
func excessive(size, packed int64) error {
	switch {
	case size > mostUnpacked:
		return fmt.Errorf("unpacks to %s bytes: expected at most %s", numbered(size), numbered(mostUnpacked))
	case size > freeUnpacked && size/mostRatio > packed:
		return fmt.Errorf("unpacks from %s bytes to %s or more, over %d times as many: expected a file of events, not a decompression bomb", numbered(packed), numbered(size), mostRatio)
	}
	return nil
}

// unpacked reads what an archive unpacks to, until that is excessive.
type unpacked struct {
	file     string
	in       io.Reader
	packed   int64
	declared int64 // size, -1 when unknown
	read     int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.in.Read(p)
	u.read += int64(n)
	if u.declared >= 0 && (u.read > u.declared || u.read == u.declared && errors.Is(err, zip.ErrFormat)) {
		return 0, fmt.Errorf("%s: unpacks to more than the %s bytes its archive declares: expected an undamaged archive", u.file, numbered(u.declared))
	}
	if much := excessive(u.read, u.packed); much != nil {
		return 0, fmt.Errorf("%s: %w", u.file, much)
	}
	if err != nil && err != io.EOF {
		what := err.Error()
		if errors.Is(err, io.ErrUnexpectedEOF) {
			what = "the archive ends too early"
		}
		return n, fmt.Errorf("%s: %s after %s unpacked bytes: expected an undamaged archive, wholly downloaded", u.file, what, numbered(u.read))
	}
	return n, err
}

func openGzip(s source) ([]*Sheet, error) {
	if s.depth == mostDepth {
		return nil, tooDeep(s)
	}
	inner := s
	inner.at, inner.size = nil, -1
	inner.depth++
	inner.within = ", gzip" + s.within
	inner.base = strings.TrimSuffix(s.base, path.Ext(s.base))
	if strings.EqualFold(path.Ext(s.base), ".tgz") {
		inner.base += ".tar"
	}
	if strings.EqualFold(path.Ext(inner.base), ".tar") {
		return nil, fmt.Errorf("%s is a tar archive: unpack it first; %s", s.name, expectedFile)
	}
	inner.open = func() (io.Reader, error) {
		r, err := s.open()
		if err != nil {
			return nil, err
		}
		unzipped, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("%s: %w: expected an undamaged gzip file", s.name, err)
		}
		packed := s.size
		if packed < 0 {
			packed = mostInMemory
		}
		return &unpacked{file: s.name, in: unzipped, packed: packed, declared: -1}, nil
	}
	return open(inner)
}

func tooDeep(s source) error {
	return fmt.Errorf("%s is an archive in an archive in an archive: unpack it first", s.name)
}

// readerAt returns s for reading anywhere, from memory if it is itself packed.
func readerAt(s source) (io.ReaderAt, int64, error) {
	if s.at != nil {
		return s.at, s.size, nil
	}
	r, err := s.open()
	if err != nil {
		return nil, 0, inFile(s.name, err)
	}
	data, err := io.ReadAll(io.LimitReader(r, mostInMemory+1))
	if err != nil {
		return nil, 0, inFile(s.name, err)
	}
	if len(data) > mostInMemory {
		return nil, 0, fmt.Errorf("%s is an archive in an archive of more than %s bytes: unpack it first", s.name, numbered(mostInMemory))
	}
	return bytes.NewReader(data), int64(len(data)), nil
}

// readable are the endings of names of members that are opened.
var readable = []string{".csv", ".tsv", ".tab", ".txt", ".json", ".geojson", ".geojsonl", ".geojsons", ".geojsonseq", ".ndjson", ".jsonl", ".kml", ".kmz", ".gpx", ".xlsx", ".xlsm", ".zip", ".gz"}

func openZIP(s source) ([]*Sheet, error) {
	at, size, err := readerAt(s)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return nil, fmt.Errorf("%s begins as a ZIP archive, but its list of files is missing or damaged (%w): expected an undamaged archive, wholly downloaded", s.name, err)
	}
	if len(archive.File) > mostMembers {
		return nil, fmt.Errorf("%s holds %s files: expected at most %s", s.name, numbered(int64(len(archive.File))), numbered(mostMembers))
	}
	var total, packed int64
	for _, f := range archive.File {
		// Sums of sizes declared to be near 2⁶⁴ must not overflow.
		total += int64(min(f.UncompressedSize64, mostUnpacked+1))
		packed += int64(min(f.CompressedSize64, mostUnpacked+1))
	}
	if err := excessive(total, min(packed, size)); err != nil {
		return nil, fmt.Errorf("%s %w", s.name, err)
	}
	switch {
	case member(archive, "xl/workbook.xml") != nil:
		sheets, err := openWorkbook(s, archive)
		for _, sheet := range sheets {
			sheet.Format += s.within
		}
		return sheets, err
	case member(archive, "content.xml") != nil && member(archive, "mimetype") != nil:
		return nil, fmt.Errorf("%s is an OpenDocument file: save it as .xlsx or CSV; %s", s.name, expectedFile)
	case member(archive, "[Content_Types].xml") != nil:
		return nil, fmt.Errorf("%s is an Office document without a workbook; %s", s.name, expectedFile)
	case s.depth == mostDepth:
		return nil, tooDeep(s)
	}

	within := ", in ZIP" + s.within
	if strings.EqualFold(path.Ext(s.base), ".kmz") {
		within = ", in KMZ" + s.within
	}
	var sheets []*Sheet
	var faults []error
	var other []string
	for _, f := range archive.File {
		base := path.Base(f.Name)
		if strings.HasSuffix(f.Name, "/") || strings.HasPrefix(base, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		ending := strings.ToLower(path.Ext(base))
		if !slices.Contains(readable, ending) {
			other = append(other, base)
			continue
		}
		inner := source{
			name:   s.name + ": " + f.Name,
			base:   f.Name,
			size:   int64(f.UncompressedSize64),
			within: within,
			depth:  s.depth + 1,
		}
		inner.open = func() (io.Reader, error) {
			r, err := f.Open()
			if err != nil {
				return nil, fmt.Errorf("%s: %w: expected an archive that any program can unpack, without a password", inner.name, err)
			}
			return &unpacked{file: inner.name, in: r, packed: int64(f.CompressedSize64), declared: int64(f.UncompressedSize64)}, nil
		}
		if f.Flags&1 != 0 {
			faults = append(faults, fmt.Errorf("%s is encrypted: expected an archive without a password", inner.name))
			sheets = append(sheets, failed(inner.label(), faults[len(faults)-1]))
			continue
		}
		found, err := open(inner)
		if ending == ".txt" && (err != nil || found[0].width == 1) { // what to know of the others
			other = append(other, base)
			continue
		}
		if err != nil {
			faults = append(faults, err)
			found = []*Sheet{failed(inner.label(), err)}
		}
		sheets = append(sheets, found...)
	}
	switch {
	case len(sheets) == 0 && len(other) > 0:
		return nil, fmt.Errorf("%s holds only %s; %s", s.name, shortened(strings.Join(other, ", ")), expectedFile)
	case len(sheets) == 0:
		return nil, fmt.Errorf("%s holds no files; %s", s.name, expectedFile)
	case len(sheets) == len(faults):
		return nil, errors.Join(faults...)
	}
	return sheets, nil
}

func member(archive *zip.Reader, name string) *zip.File {
	for _, f := range archive.File {
		if strings.EqualFold(f.Name, name) {
			return f
		}
	}
	return nil
}
