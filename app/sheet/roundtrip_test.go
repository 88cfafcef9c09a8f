package sheet

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const letters = "abcXYZ 019.,;|\t\"'-_éßÄñ“”€&<>\n"

// randomText is text of up to n letters that nothing trims.
func randomText(rnd *rand.Rand, n int) string {
	runes := []rune(letters)
	var b strings.Builder
	for range rnd.IntN(n) {
		b.WriteRune(runes[rnd.IntN(len(runes))])
	}
	return strings.TrimSpace(b.String())
}

func rowsOf(t *testing.T, s *Sheet) (rows [][]string) {
	t.Helper()
	for {
		cells, _, err := s.Next()
		if err == io.EOF {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, kept(cells))
	}
}

// kept are cells that stay what they are.
func kept(cells []string) []string {
	all := make([]string, len(cells))
	for i, cell := range cells {
		all[i] = strings.Clone(cell)
	}
	return all
}

// randomTable is a header and rows of text, none of them blank.
func randomTable(rnd *rand.Rand) [][]string {
	columns := 2 + rnd.IntN(8)
	rows := make([][]string, 1+rnd.IntN(40))
	for i := range rows {
		rows[i] = make([]string, columns)
		for j := range rows[i] {
			if i == 0 {
				rows[i][j] = fmt.Sprintf("column é%d", j)
			} else {
				rows[i][j] = randomText(rnd, 20)
			}
		}
		if blank(rows[i]) {
			rows[i][0] = "x"
		}
	}
	return rows
}

// What is written is read back, with every separator, quoting, end of line and
// encoding.
func TestDelimitedRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	encodings := []struct {
		name string
		as   encoding.Encoding
	}{
		{"UTF-8", encoding.Nop},
		{"Windows-1252", charmap.Windows1252},
		{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	}
	for range 400 {
		rest()
		want := randomTable(rnd)
		for _, c := range commas {
			eol := []string{"\n", "\r\n"}[rnd.IntN(2)]
			always := rnd.IntN(2) == 0
			var b strings.Builder
			for i, row := range want {
				for j, cell := range row {
					if j > 0 {
						b.WriteByte(c.comma)
					}
					if always || strings.ContainsAny(cell, "\n\r\""+string(rune(c.comma))) || cell == "" {
						b.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
					} else {
						b.WriteString(cell)
					}
				}
				if i < len(want)-1 || rnd.IntN(2) == 0 {
					b.WriteString(eol)
				}
			}
			e := encodings[rnd.IntN(len(encodings))]
			data, err := e.as.NewEncoder().String(b.String())
			if err != nil {
				t.Fatal(err)
			}
			sheets, err := Open("f.csv", strings.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatalf("%q: %v", b.String(), err)
			}
			s := sheets[0]
			got := append([][]string{s.Columns}, rowsOf(t, s)...)
			if !slices.EqualFunc(got, want, slices.Equal) {
				t.Fatalf("%s\n%q\nis read as %s\n%q", e.name, b.String(), s.Format, got)
			}
			if !strings.HasPrefix(s.Format, c.format) || !strings.HasSuffix(s.Format, ", "+e.name) && e.name != "Windows-1252" {
				t.Fatalf("%q in %s is %s", b.String(), e.name, s.Format)
			}
		}
	}
}

// Rows are the same however the bytes arrive and wherever the window ends.
func TestDelimitedByTheByte(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		rest()
		data := make([]byte, rnd.IntN(60))
		for i := range data {
			data[i] = "ab\",\n\r\" "[rnd.IntN(8)]
		}
		spaced := rnd.IntN(2) == 0
		read := func(r io.Reader, size int) string {
			d := newDelimited("f", r, dialect{',', '"', '\n', spaced})
			d.buf = make([]byte, size)
			var b strings.Builder
			for {
				cells, line, err := d.next()
				if err == io.EOF {
					return b.String()
				}
				fmt.Fprintf(&b, "%d %q %v\n", line, cells, err)
			}
		}
		want := read(bytes.NewReader(data), 1000)
		for size := 1; size < 9; size++ {
			if got := read(iotest.OneByteReader(bytes.NewReader(data)), size); got != want {
				t.Fatalf("%q\n%s\nwant\n%s", data, got, want)
			}
		}
	}
}

// encoding/csv reads the same from what it accepts without laxness.
func sameAsStandard(t *testing.T, data []byte) {
	standard := csv.NewReader(bytes.NewReader(data))
	standard.FieldsPerRecord = -1
	want, err := standard.ReadAll()
	if err != nil || bytes.IndexByte(data, '\r') >= 0 || bytes.IndexByte(data, 0) >= 0 {
		return
	}
	d := newDelimited("f", bytes.NewReader(data), dialect{comma: ',', quote: '"', eol: '\n'})
	var got [][]string
	for {
		cells, _, err := d.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return // not UTF-8
		}
		got = append(got, kept(cells))
	}
	want = slices.DeleteFunc(want, blank) // which are rows to it
	if !slices.EqualFunc(got, want, slices.Equal) {
		t.Fatalf("%q\n%q\nwant\n%q", data, got, want)
	}
}

func TestDelimitedAsStandard(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	for range 20000 {
		rest()
		data := make([]byte, rnd.IntN(30))
		for i := range data {
			data[i] = "ab\",\n\" "[rnd.IntN(7)]
		}
		sameAsStandard(t, data)
	}
}

// Features are read as encoding/json reads their properties.
func TestFeaturesRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		rest()
		var features []string
		var want [][]string
		for range 1 + rnd.IntN(20) {
			a, b := randomText(rnd, 20), randomText(rnd, 20)
			nested, _ := json.Marshal([]any{a, map[string]any{b: 1.5}})
			first, _ := json.Marshal(a)
			second, _ := json.Marshal(b)
			lon, lat := fmt.Sprint(rnd.IntN(360)-180), fmt.Sprintf("%.3f", rnd.Float64()*180-90)
			features = append(features, fmt.Sprintf(`{"geometry":{"coordinates":[%s,%s],"type":"Point"},"properties":{"a":%s,"b":%s,"c":%s},"type":"Feature"}`, lon, lat, first, second, nested))
			want = append(want, []string{a, b, string(nested), lat, lon})
		}
		for _, data := range []string{
			`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`,
			"[" + strings.Join(features, "\n,\n") + "]",
			strings.Join(features, "\n"),
			"\x1e" + strings.Join(features, "\n\x1e") + "\n",
		} {
			sheets, err := Open("f.json", strings.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			if got := rowsOf(t, sheets[0]); !slices.EqualFunc(got, want, slices.Equal) {
				t.Fatalf("%s\n%q\nwant\n%q", data, got, want)
			}
		}
	}
}
