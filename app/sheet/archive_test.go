package sheet

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
	"testing"
)

func gzipped(tb testing.TB, data []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		tb.Fatal(err)
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

const small = "id,place\n1,Elm\n"

func TestArchives(t *testing.T) {
	kml := "<kml><Placemark><name>Elm</name></Placemark></kml>"
	inner := string(zipped(t, "deep/a.csv", small))
	for _, c := range []struct{ name, file, data, want string }{
		{"gzip", "f.csv.gz", string(gzipped(t, []byte(small))), "[f] CSV, UTF-8, gzip\nid | place\nline 2: 1 | Elm\n"},
		{"KMZ", "f.kmz", string(zipped(t, "doc.kml", kml, "files/icon.png", "\x89PNG")), "[doc] KML, UTF-8, in KMZ\nname\nplacemark 1: Elm\n"},
		{"several", "f.zip", string(zipped(t, "a/", "", "a/one.csv", small, "__MACOSX/a/._one.csv", "\x00", "README.txt", "Read this.\nAll of it.\n", "bare.txt", "1\tElm\n", "two.CSV", small)),
			"[one] CSV, UTF-8, in ZIP\nid | place\nline 2: 1 | Elm\n[bare] TSV, no header, UTF-8, in ZIP\nline 1: 1 | Elm\n[two] CSV, UTF-8, in ZIP\nid | place\nline 2: 1 | Elm\n"},
		{"one unreadable", "f.zip", string(zipped(t, "a.csv", small, "b.csv", "")),
			"[a] CSV, UTF-8, in ZIP\nid | place\nline 2: 1 | Elm\n[b] unreadable\nend: f.zip: b.csv is empty: " + expectedFile + "\n"},
		{"ZIP in ZIP", "f.zip", string(zipped(t, "b.zip", inner)), "[a] CSV, UTF-8, in ZIP, in ZIP\nid | place\nline 2: 1 | Elm\n"},
		{"workbook in ZIP", "f.zip", string(zipped(t, "b.xlsx", string(bookOf(t, "", "<s/>", "", `<row><c t="str"><v>id</v></c></row><row><c><v>1</v></c></row>`)))),
			"[Events] XLSX, in ZIP\nid\nrow 2: 1\n"},
		{"ZIP in ZIP in ZIP", "f.zip", string(zipped(t, "c.zip", string(zipped(t, "b.zip", inner)))),
			"error: f.zip: c.zip: b.zip is an archive in an archive in an archive: unpack it first\n"},
		{"only others", "f.zip", string(zipped(t, "a.pdf", "x", "b.shp", "y")), "error: f.zip holds only a.pdf, b.shp; " + expectedFile + "\n"},
		{"nothing", "f.zip", string(zipped(t)), "error: f.zip holds no files; " + expectedFile + "\n"},
		{"OpenDocument", "f.ods", string(zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<a/>")),
			"error: f.ods is an OpenDocument file: save it as .xlsx or CSV; " + expectedFile + "\n"},
		{"a Word document", "f.docx", string(zipped(t, "[Content_Types].xml", "<a/>", "word/document.xml", "<a/>")),
			"error: f.docx is an Office document without a workbook; " + expectedFile + "\n"},
		{"tar", "f.tgz", string(gzipped(t, []byte(small))), "error: f.tgz is a tar archive: unpack it first; " + expectedFile + "\n"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, c.file, c.data, c.want) })
	}
}

func TestDamagedArchives(t *testing.T) {
	long := small + strings.Repeat("2,Oak\n3,Ash\n4,Fir and others of the hill\n", 20000)
	whole := string(zipped(t, "a.csv", long))
	packed := string(gzipped(t, []byte(long)))
	for name, c := range map[string]struct{ data, want string }{
		"ZIP cut off":  {whole[:len(whole)/2], "error: f begins as a ZIP archive, but its list of files is missing or damaged (zip: not a valid zip file): expected an undamaged archive, wholly downloaded\n"},
		"gzip cut off": {packed[:len(packed)-20], "f: the archive ends too early after "},
		"a bit turned": {packed[:len(packed)-5] + string(packed[len(packed)-5]^1) + packed[len(packed)-4:], "f: gzip: invalid checksum after "},
	} {
		if got := dump("f", []byte(c.data)); !strings.Contains(got, c.want) {
			t.Errorf("%s: …%s", name, got[max(0, len(got)-300):])
		}
	}
}

// zeros is text without end that packs well.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "id,place\n"[i%9]
	}
	return len(p), nil
}

func TestDecompressionBombs(t *testing.T) {
	const size = 100 << 20
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a.csv")
	if err == nil {
		_, err = io.CopyN(w, zeros{}, size)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	honest := b.Bytes()
	if got := dump("f.zip", honest); !strings.HasPrefix(got, "error: f.zip unpacks from ") || !strings.Contains(got, " bytes to 104,857,600 or more, over 250 times as many: expected a file of events, not a decompression bomb") {
		t.Error(got)
	}

	// The list of files and the header before each say how large they are. A liar
	// says that it is small.
	var lie [4]byte
	binary.LittleEndian.PutUint32(lie[:], size)
	small := []byte{0, 0, 1, 0}
	liar := bytes.ReplaceAll(bytes.Clone(honest), lie[:], small)
	if got := dump("f.zip", liar); !strings.Contains(got, "f.zip: a.csv: unpacks to more than the 65,536 bytes its archive declares") {
		t.Error(got)
	}

	b.Reset()
	g := gzip.NewWriter(&b)
	if _, err := io.CopyN(g, zeros{}, size); err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if got := dump("f.gz", b.Bytes()); !strings.Contains(got, "f.gz: unpacks from ") || !strings.Contains(got, "not a decompression bomb") {
		t.Errorf("…%s", got[max(0, len(got)-300):])
	}

	// Sizes declared near 2⁶⁴ do not add up to a small one.
	b.Reset()
	z = zip.NewWriter(&b)
	for _, name := range []string{"a.csv", "b.csv"} {
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, UncompressedSize64: 1<<63 + 10, CompressedSize64: 3, CRC32: crc32.ChecksumIEEE([]byte("a,b"))})
		if err == nil {
			_, err = w.Write([]byte("a,b"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if got := dump("f.zip", b.Bytes()); !strings.HasPrefix(got, "error: f.zip unpacks to 34,359,738,370 bytes: expected at most 17,179,869,184") {
		t.Error(got)
	}
}

func TestEncryptedMember(t *testing.T) {
	data := zipped(t, "a.csv", small)
	for _, mark := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(data, []byte(mark)) + 6
		if mark == "PK\x01\x02" {
			at += 2
		}
		data[at] |= 1
	}
	if got := dump("f.zip", data); got != "error: f.zip: a.csv is encrypted: expected an archive without a password\n" {
		t.Error(got)
	}
}
