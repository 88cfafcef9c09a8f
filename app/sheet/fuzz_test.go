package sheet

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

// through opens a file of any bytes and reads all of it. Whatever is in it, the
// sheets keep what Next promises.
func through(t *testing.T, name string, data []byte) {
	sheets, err := Open(name, bytes.NewReader(data), int64(len(data)))
	if err == nil && len(sheets) == 0 {
		t.Fatal("neither sheets nor an error")
	}
	for _, s := range sheets {
		if s.Name == "" && name != "" && s.Format != "" && s.Unit == "" {
			t.Fatalf("%+v", s)
		}
		// Each byte can begin or end a row, and be an error.
		most := 4*len(data) + 1<<16
		width := -1
		for rows := 0; ; rows++ {
			cells, n, err := s.Next()
			var row *RowError
			if err != nil && !errors.As(err, &row) {
				if err.Error() == "" {
					t.Fatal("an error without words")
				}
				if _, _, again := s.Next(); again == nil && err == io.EOF {
					t.Fatal("a row after the end")
				}
				break
			}
			if row != nil && (row.Expected == "" || row.Unit == "") {
				t.Fatalf("%+v", row)
			}
			if err == nil {
				if width < 0 {
					if width = len(cells); s.Columns != nil {
						width = len(s.Columns)
					}
				}
				if len(cells) != width {
					t.Fatalf("%d cells for %d columns: %q", len(cells), width, cells)
				}
			}
			if n < 0 || rows > most {
				t.Fatalf("row %d numbered %d of %d bytes", rows, n, len(data))
			}
		}
	}
}

func FuzzDelimited(f *testing.F) {
	f.Add([]byte("id,note\n1,\"a \"\"b\"\"\n\"\n2;x\n"))
	f.Add([]byte("\xff\xfei\x00;\x00p\x00\n\x00"))
	f.Add([]byte("sep=;\r\n1\t2\r3"))
	f.Fuzz(func(t *testing.T, data []byte) {
		through(t, "f.csv", data)
		sameAsStandard(t, data)
		for want := 1; want <= 3; want++ {
			sameSplit(t, data, dialect{comma: ',', quote: '"', eol: '\n'}, want)
			sameSplit(t, data, dialect{comma: ';', quote: '\'', eol: '\r', spaced: true}, want)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"properties":{"a":[1]},"geometry":{"type":"Point","coordinates":[1,2]}}]}`))
	f.Add([]byte("\x1e{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4]]]}}\n"))
	f.Add([]byte("{\"a\":1}\n{\"a\":\"\\u00e9\"}\n"))
	f.Add([]byte(`{"title":{},"events":[{"start_date":{"year":2020},"text":{"headline":"a"}}],"eras":[]}`))
	f.Add([]byte(`[{"description":"a","date":"b","latitude":1,"sources":[]},{}]`))
	f.Fuzz(func(t *testing.T, data []byte) { through(t, "f.json", data) })
}

func FuzzXML(f *testing.F) {
	f.Add([]byte(`<kml><Folder><name>a</name><Placemark><Point><coordinates>1,2</coordinates></Point><Data name="x"><value>1</value></Data></Placemark></Folder></kml>`))
	f.Add([]byte(`<?xml version="1.0"?><kml><Placemark><Polygon><LinearRing><coordinates>1,2 3,4</coordinates></LinearRing></Polygon><!-- > --><name><![CDATA[<]]></name></Placemark></kml>`))
	f.Add([]byte(`<gpx><wpt lat="1" lon="2"><time>x</time><link href="y"/></wpt></gpx>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		through(t, "f.kml", data)
		sameAsStandardXML(t, data)
	})
}

func FuzzWorkbook(f *testing.F) {
	f.Add("", `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`, "<si><t>a</t></si>", `<row r="1"><c r="A1" t="s"><v>0</v></c></row><row><c s="0"><v>43835.5</v></c></row>`)
	f.Add(`date1904="1"`, `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts></styleSheet>`, "", `<row><c t="inlineStr"><is><r><t>a_x000D_</t></r></is></c></row>`)
	f.Fuzz(func(t *testing.T, properties, styles, texts, rows string) {
		through(t, "f.xlsx", bookOf(t, properties, styles, texts, rows))
	})
}

func FuzzFile(f *testing.F) {
	f.Add(zipped(f, "a.csv", small, "b.kml", "<kml/>"))
	f.Add(gzipped(f, []byte(small)))
	f.Add([]byte("%PDF"))
	f.Fuzz(func(t *testing.T, data []byte) { through(t, "f", data) })
}
