package sheet

import (
	"errors"
	"strings"
	"testing"
)

const threeRows = `
line 2: a1 | 2020-01-05 | Fort Elm
line 3: a2 | 2020-02-06 | Lake, of Two
`

func TestDelimited(t *testing.T) {
	for _, c := range []struct{ name, file, data, want string }{
		{"commas", "f.csv", "id,date,place\na1,2020-01-05,Fort Elm\na2,2020-02-06,\"Lake, of Two\"\n",
			"[f] CSV, UTF-8\nid | date | place" + threeRows},
		{"semicolons, mark, CRLF", "f.csv", "\ufeffid;date;place\r\na1;2020-01-05;Fort Elm\r\na2;2020-02-06;Lake, of Two",
			"[f] CSV, semicolons, UTF-8\nid | date | place" + threeRows},
		{"tabs", "f.tsv", "id\tdate\tplace\na1\t2020-01-05\tFort Elm\na2\t2020-02-06\tLake, of Two\n",
			"[f] TSV, UTF-8\nid | date | place" + threeRows},
		{"bars", "d/f.txt", "id|date|place\na1|2020-01-05|Fort Elm\na2|2020-02-06|Lake, of Two\n",
			"[f] CSV, vertical bars, UTF-8\nid | date | place" + threeRows},
		{"single quotes", "f.csv", "'id','date','place'\n'a1','2020-01-05','Fort Elm'\n'a2','2020-02-06','Lake, of Two'\n",
			"[f] CSV, single quotes, UTF-8\nid | date | place" + threeRows},
		{"old line ends", "f.csv", "id,date,place\ra1,2020-01-05,Fort Elm\ra2,2020-02-06,\"Lake, of Two\"\r",
			"[f] CSV, UTF-8\nid | date | place" + threeRows},
		{"said by Excel", "f.csv", "sep=|\r\nid|date\r\na;1|x,y\r\n",
			"[f] CSV, vertical bars, UTF-8\nid | date\nline 3: a;1 | x,y\n"},
		{"decimal commas", "f.csv", "place;lat;lon\nElm;34,5;69,1\nOak;34,6;69,2\n",
			"[f] CSV, semicolons, UTF-8\nplace | lat | lon\nline 2: Elm | 34,5 | 69,1\nline 3: Oak | 34,6 | 69,2\n"},
		{"quotes and lines", "f.csv", "id,note\n1,\"two\nlines, \"\"quoted\"\"\"\n\n2,\"\"\n3,a \"b\" c\n",
			"[f] CSV, UTF-8\nid | note\nline 2: 1 | two\nlines, \"quoted\"\nline 5: 2 | \nline 6: 3 | a \"b\" c\n"},
		{"blanks before quotes", "f.csv", "id, \"place\"\n1, \"Elm, of two\" \n2,  Oak\n",
			"[f] CSV, UTF-8\nid | place\nline 2: 1 | Elm, of two\nline 3: 2 |   Oak\n"},
		{"no header", "f.csv", "7,Elm,2020-01-01\n8,Oak,2020-01-02\n",
			"[f] CSV, no header, UTF-8\nline 1: 7 | Elm | 2020-01-01\nline 2: 8 | Oak | 2020-01-02\n"},
		{"title above", "f.csv", "Incidents of Elm County\n\nid,date,place\n1,2020-01-01,Elm\n2,2020-01-02,Oak\n",
			"[f] CSV, header in line 3, UTF-8\nid | date | place\nline 4: 1 | 2020-01-01 | Elm\nline 5: 2 | 2020-01-02 | Oak\n"},
		{"one column", "f.csv", "place\nElm\nOak\n",
			"[f] CSV, UTF-8\nplace\nline 2: Elm\nline 3: Oak\n"},
		{"nothing in rows", "f.csv", "id,date\n,\n1,2020\n ,\t\n,,,\n\n\"\",\"\"\n",
			"[f] CSV, UTF-8\nid | date\nline 3: 1 | 2020\n"},
		{"header only", "f.csv", "id,date", "[f] CSV, UTF-8\nid | date\n"},
		{"commas at the ends", "f.csv", "id,date\n1,2020,,\n2,2021,,\n",
			"[f] CSV, UTF-8\nid | date\nline 2: 1 | 2020\nline 3: 2 | 2021\n"},
		{"Windows-1252", "f.csv", "id,place\n1,Caf\xe9 \x93Elm\x94\n",
			"[f] CSV, Windows-1252\nid | place\nline 2: 1 | Café “Elm”\n"},
		{"Latin-1", "f.csv", "id,place\n1,Caf\xe9\n", "[f] CSV, Latin-1\nid | place\nline 2: 1 | Café\n"},
		{"UTF-16", "f.csv", "\xff\xfei\x00,\x00p\x00\n\x001\x00,\x00\xe9\x00\n\x00",
			"[f] CSV, UTF-16\ni | p\nline 2: 1 | é\n"},
		{"UTF-16 without mark", "f.csv", "\x00i\x00,\x00p\x00\n\x001\x00,\x00x",
			"[f] CSV, UTF-16\ni | p\nline 2: 1 | x\n"},

		{"too few and too many", "f.csv", "id,date,place\n1,2020\n2,2021,Elm\n3,2022,Elm,more\n",
			"[f] CSV, UTF-8\nid | date | place\nline 2: 1 | 2020\nfault: f.csv: line 2: expected 3 cells as the header has columns, not 2\n" +
				"line 3: 2 | 2021 | Elm\nline 4: 3 | 2022 | Elm | more\nfault: f.csv: line 4: expected 3 cells as the header has columns, not 4\n"},
		{"quote never closed", "f.csv", "id,note\n1,\"never closed\n2,x\n3,y\n",
			"[f] CSV, UTF-8\nid | note\nfault: f.csv: line 2: column note: \"never closed\n2,x\n3,y\n: expected the quote that begins this cell in line 2 to be closed before the file ends in line 4\n" +
				"line 3: 2 | x\nline 4: 3 | y\n"},
		{"quote never closed after lines", "f.csv", "id,note,place\n1,\"two\nlines\",\"Elm\n2,x,y\n",
			"[f] CSV, UTF-8\nid | note | place\nfault: f.csv: line 2: column place: \"Elm\n2,x,y\n: expected the quote that begins this cell in line 3 to be closed before the file ends in line 4\n" +
				"fault: f.csv: line 3: column note: \"Elm\n2,x,y\n: expected the quote that begins this cell in line 3 to be closed before the file ends in line 4\n" +
				"line 4: 2 | x | y\n"},
		{"quote not doubled", "f.csv", "id,note\n1,\"the \"Elm\" inn\"\n2,x\n",
			"[f] CSV, UTF-8\nid | note\nfault: f.csv: line 2: column note: \"the \"Elm\" inn\": expected a comma or the end of the line after the quote that ends a cell, and quotes in it doubled\n" +
				"line 3: 2 | x\n"},
		{"NUL", "f.csv", "id,note\n1,a\x00b" + strings.Repeat("c", 100) + "\n2,x\n",
			"[f] CSV, UTF-8\nid | note\nline 2: 1 | a\x00b" + strings.Repeat("c", 100) + "\nfault: f.csv: line 2: column note: a␀b" + strings.Repeat("c", 77) + "…: expected text without NUL bytes\nline 3: 2 | x\n"},
		{"one bad byte", "f.csv", "id,note\n1,é\n2,è\n3,\xe9\n",
			"[f] CSV, UTF-8\nid | note\nline 2: 1 | é\nline 3: 2 | è\nline 4: 3 | �\nfault: f.csv: line 4: column note: �: expected text in UTF-8 as in the rest of the file\n"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, c.file, c.data, c.want) })
	}
}

func TestGDELTHasNoHeader(t *testing.T) {
	for _, fields := range []int{57, 58, 61} {
		row := make([]string, fields)
		row[0], row[1], row[6] = "900000001", "20200105", "ELM COUNTY"
		line := strings.Join(row, "\t") + "\n"
		got := dump("20200105.export.CSV", []byte(line+line))
		want := "[20200105.export] TSV, no header, UTF-8\nline 1: " + strings.Join(row, " | ") + "\nline 2: " + strings.Join(row, " | ") + "\n"
		if got != want {
			t.Errorf("%d fields: %s", fields, got)
		}
	}
}

func TestDelimitedLimits(t *testing.T) {
	ten := strings.Repeat("x", 10<<20)
	for name, c := range map[string]struct{ data, want string }{
		"a cell of 10 MB": {"id,note\n1,a\n2," + ten + "\n3,b\n",
			"line 3: column note: " + strings.Repeat("x", 80) + "…: expected at most 8,388,608 bytes in a cell, not 10,485,760\nline 4: 3 | b\n"},
		"a quoted cell of 10 MB": {"id,note\n1,a\n2,\"" + ten + "\"\n3,b\n",
			"line 3: column note: " + strings.Repeat("x", 80) + "…: expected at most 8,388,608 bytes in a cell, not 10,485,760\nline 4: 3 | b\n"},
		"a cell of 30 MB": {"id,note\n1,a\n2," + ten + ten + ten + "\n3,b\n",
			"line 3: column note: " + strings.Repeat("x", 80) + "…: expected at most 16,777,216 bytes in a row\nline 4: 3 | b\n"},
		"a quote open for 30 MB": {"id,note\n1,a\n2,\"b\n" + strings.Repeat("3,"+ten[:99]+"\n", 300_000),
			"line 3: column note: \"b\n3," + ten[:75] + "…: expected at most 16,777,216 bytes in a row; the quote that begins in line 3 is perhaps never closed\nline 4: 3 | x"},
		"a million columns":          {strings.Repeat("x,", 1e6) + "\n", "error: f.csv: line 1: expected at most 16,384 cells, not 1,000,001\n"},
		"a million cells in a row":   {"id,note\n1,a\n" + strings.Repeat("x,", 1e6) + "\n3,b\n", "line 3: expected 2 cells as the header has columns, not 1,000,001\nline 4: 3 | b\n"},
		"a million without a header": {strings.Repeat("1,", 1e6) + "\n", "error: f.csv: line 1: expected at most 16,384 cells, not 1,000,001\n"},
	} {
		got := dump("f.csv", []byte(c.data))
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: %.400s … %s", name, got, got[max(0, len(got)-400):])
		}
	}
}

func TestNoSheets(t *testing.T) {
	for data, want := range map[string]string{
		"":                         "f.csv is empty",
		" \n\n\t":                  "f.csv is empty",
		"\xff\xfe":                 "f.csv is empty",
		"\ufeff":                   "f.csv is empty",
		"\x00\x01\x02\x03\x04":     "f.csv is no text: 5 of its first 5 bytes are control characters",
		"PAR1\x15\x04\x15":         `f.csv is Parquet, which only the command reads: type wherewhen convert "f.csv" events.csv, or save it as CSV`,
		"\xd0\xcf\x11\xe0\xa1\xb1": "f.csv is an old Excel workbook",
		"%PDF-1.7\n":               "f.csv is a PDF document",
		"<!DOCTYPE html><html>":    "f.csv is",
		"<html><body>Not found":    "f.csv is a web page",
		"<rss></rss>":              "f.csv is XML of another kind (<rss>)",
		"\x1f\x8b\x08":             "f.csv: unexpected EOF: expected an undamaged gzip file",
		"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03": "f.csv: the archive ends too early after 0 unpacked bytes",
		"PK\x03\x04 and nothing":                   "f.csv begins as a ZIP archive, but its list of files is missing",
	} {
		if got := dump("f.csv", []byte(data)); !strings.HasPrefix(got, "error: "+want) {
			t.Errorf("%q: %s", data, got)
		}
	}
}

// failing is a file that cannot be read from some byte on.
type failing struct {
	generated
	from int64
}

func (f failing) ReadAt(p []byte, at int64) (int, error) {
	if at+int64(len(p)) > f.from {
		return 0, errors.New("the disk is gone")
	}
	return f.generated.ReadAt(p, at)
}

func TestReadingFails(t *testing.T) {
	for name, g := range map[string]generated{"f.csv": newGenerated(3 << 20), "f.geojson": generatedFeatures(40)} {
		// Letters that settle the encoding: else it is looked for to the end.
		many := strings.Repeat("é", 40)
		g.header = map[string]string{"f.csv": many + "," + g.header, "f.geojson": `{"name":"` + many + `",` + g.header[1:]}[name]
		sheets, err := Open(name, failing{g, 1 << 20}, g.size)
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		for ; ; rows++ {
			var row *RowError
			if _, _, err = sheets[0].Next(); err != nil && !errors.As(err, &row) {
				break
			}
		}
		if rows < 1000 || err.Error() != name+": the disk is gone" {
			t.Errorf("%s: %v after %d rows", name, err, rows)
		}
		if _, err := Open(name, failing{g, 10}, g.size); err == nil || err.Error() != name+": the disk is gone" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
