package foreign

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"wherewhen/app/profile"
)

// written are rows with all that makes rows hard to find: quotes, line breaks,
// commas, empty cells, and lines that are none.
func written(rows int) (text string, table [][]string) {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	b.WriteString("date,town,words\r\n")
	w := csv.NewWriter(&b)
	for i := range rows {
		words := []string{"", "plain", "with \"quotes\"", "two\nlines", "a, b", strings.Repeat("long ", r.IntN(60)), "قندهار é"}[r.IntN(7)]
		row := []string{fmt.Sprintf("20%02d-01-%02d", r.IntN(20), 1+r.IntN(28)), fmt.Sprint("Exampletown ", i), words}
		table = append(table, row)
		w.Write(row)
		w.Flush()
		if r.IntN(50) == 0 {
			b.WriteString("\n\r\n") // blank
		}
	}
	return b.String(), table
}

func packs(t *testing.T, text string, table [][]string) map[string][]byte {
	t.Helper()
	var gz, z, book bytes.Buffer
	g := gzip.NewWriter(&gz)
	io.WriteString(g, text)
	g.Close()
	archive := zip.NewWriter(&z)
	f, err := archive.Create("rows.csv")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, text)
	archive.Close()
	x := excelize.NewFile()
	for i, row := range append([][]string{{"date", "town", "words"}}, table...) {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Write(&book); err != nil {
		t.Fatal(err)
	}
	utf16 := []byte{0xff, 0xfe}
	for _, letter := range text {
		utf16 = append(utf16, byte(letter), byte(letter>>8))
	}
	return map[string][]byte{
		"rows.csv": []byte(text), "mark.csv": []byte("\ufeff" + text), "sep.csv": []byte("sep=,\n" + text),
		"headless.csv": []byte(strings.TrimPrefix(text, "date,town,words\r\n")),
		"rows.csv.gz":  gz.Bytes(), "rows.zip": z.Bytes(), "rows.xlsx": book.Bytes(), "utf16.csv": utf16,
	}
}

// Rows come as they are written, in whatever order they are asked for.
func TestOriginalsInAnyOrder(t *testing.T) {
	text, table := written(3*apart + 100)
	for name, data := range packs(t, text, table) {
		in, err := Open(name, bytes.NewReader(data), int64(len(data)), nil)
		if err != nil {
			t.Fatal(err)
		}
		found, err := in.Recognise()
		if err != nil {
			t.Fatal(name, err)
		}
		read, err := in.Read(found)
		if err != nil {
			t.Fatal(name, err)
		}
		if direct := !strings.ContainsAny(name, "zx6"); direct != (len(read.Marks) == 3) {
			t.Errorf("%s: %d marks", name, len(read.Marks))
		}
		if n := read.Table.Len(); n != len(table) || len(read.Rows) != n {
			t.Fatalf("%s: %d events, %d numbers of rows, want %d", name, n, len(read.Rows), len(table))
		}
		for _, marks := range [][]Marked{read.Marks, nil} {
			o := in.Originals(marks)
			r := rand.New(rand.NewPCG(3, 4))
			at := 0
			for step := range 400 {
				switch step % 4 {
				case 0, 1:
					at = min(at+r.IntN(3), len(table)-1)
				case 2:
					at = r.IntN(len(table))
				case 3:
					at = max(0, at-r.IntN(apart))
				}
				cells, line, err := o.Row(int(read.Rows[at]))
				if err != nil || !reflect.DeepEqual(cells, table[at]) {
					t.Fatalf("%s: row %d is %q (line %d, %v), want %q", name, at, cells, line, err, table[at])
				}
			}
			for _, none := range []int{-1, len(table), len(table) + 10*apart} {
				if cells, _, err := o.Row(none); err == nil {
					t.Errorf("%s: row %d is %q, and there is none", name, none, cells)
				}
			}
			if cells, _, err := o.Row(0); err != nil || cells[1] != "Exampletown 0" {
				t.Errorf("%s: after a row that is none the first is %q, %v", name, cells, err)
			}
		}
	}
}

// A row that is torn has its number, too.
func TestOriginalsAfterATornRow(t *testing.T) {
	var b strings.Builder
	b.WriteString("date,town\n")
	for i := range 2 * apart {
		if i == 5 || i == apart-1 {
			b.WriteString("2020-01-01,\"torn\" here\n")
		}
		fmt.Fprintf(&b, "2020-01-02,Exampletown %d\n", i)
	}
	data := b.String()
	in, err := Open("torn.csv", strings.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	found, err := in.Recognise()
	if err != nil {
		t.Fatal(err)
	}
	read, err := in.Read(found)
	if err != nil {
		t.Fatal(err)
	}
	if read.Counts.Rejected != 2 || found.Confidence != profile.Guessed {
		t.Fatalf("%+v, %s", read.Counts, found)
	}
	o := in.Originals(read.Marks)
	for _, event := range []int{2*apart - 1, 0, apart + 3, apart - 2, 4, 5, 6} {
		cells, _, err := o.Row(int(read.Rows[event]))
		if want := fmt.Sprint("Exampletown ", event); err != nil || cells[1] != want {
			t.Errorf("event %d is %q (%v), want %s", event, cells, err, want)
		}
	}
}
