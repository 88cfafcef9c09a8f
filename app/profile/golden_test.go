package profile

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/export"
	"wherewhen/app/intake"
)

var update = flag.Bool("update", false, "write testdata anew")

// memory are rows of a test.
type memory struct {
	cells [][]string
	line  int // of the first
	at    int
}

func (m *memory) Next() ([]string, int, error) {
	if m.at == len(m.cells) {
		return nil, 0, io.EOF
	}
	m.at++
	return m.cells[m.at-1], m.line + m.at - 1, nil
}

func (m *memory) again() *memory { return &memory{cells: m.cells, line: m.line} }

// fixture reads a file of testdata; its rows are of invented events.
func fixture(t *testing.T, file string) (columns []string, rows *memory) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	if filepath.Ext(file) == ".CSV" {
		r.Comma = '\t'
	}
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(file, "gdelt") || file == "GEDEvent_v24_0_1.csv" {
		return nil, &memory{cells: all, line: 1}
	}
	return all[0], &memory{cells: all[1:], line: 2}
}

// read reads a file as wherewhen convert does.
func read(t *testing.T, file string, columns []string, rows *memory) (Found, *Reader) {
	t.Helper()
	var row []string
	if len(rows.cells) > 0 {
		row = rows.cells[0]
	}
	s := NewSurvey(columns)
	for _, cells := range rows.cells {
		s.Add(cells)
	}
	f, ok := Recognise(file, columns, row)
	if !ok {
		var err error
		if f, err = s.Guess(); err != nil {
			t.Fatal(err)
		}
	}
	if f.Mapping.Undecided() {
		f.Questions = append(f.Questions, s.Decide(&f.Mapping)...)
	}
	r, err := NewReader(file, columns, f.Mapping)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Take(rows.again()); err != nil {
		t.Fatal(err)
	}
	return f, r
}

func geoJSON(table *event.Table) []byte {
	w := export.NewGeoJSON(table, export.About{Shown: table.Len(), All: table.Len()})
	buf := w.Begin(nil)
	for row := range table.Len() {
		buf = w.Row(buf, row)
	}
	return w.End(buf)
}

// Each file of testdata is read as its golden file says, and what is written of
// it is read again as the same events without a problem.
func TestFiles(t *testing.T) {
	files, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range files {
		file := entry.Name()
		if !strings.EqualFold(filepath.Ext(file), ".csv") {
			continue
		}
		t.Run(file, func(t *testing.T) {
			columns, rows := fixture(t, file)
			f, r := read(t, file, columns, rows)
			counts, problems := r.Counts(), r.Problems()
			table, of := r.Table()

			var got strings.Builder
			fmt.Fprintln(&got, f)
			for _, q := range f.Questions {
				fmt.Fprintln(&got, "to be said:", q)
			}
			if f.Profile == "" {
				for _, u := range f.Mapping.Uses {
					fmt.Fprintf(&got, "%s from %s: %s\n", u.Role, strings.Join(u.Columns, ", "), u.Why)
				}
			}
			fmt.Fprintln(&got, counts)
			for _, p := range problems {
				fmt.Fprintln(&got, p.Error())
			}
			written := geoJSON(table)
			_, features, _ := strings.Cut(string(written), "\"features\":[\n")
			got.WriteString(features)

			golden := filepath.Join("testdata", file+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || got.String() != string(want) {
				t.Errorf("read as\n%s\n(%v; -update rewrites the file)", got.String(), err)
			}

			if counts.Rows != len(rows.cells) || counts.Shown != table.Len() || counts.Shown+counts.Rejected != counts.Rows {
				t.Errorf("%d rows: %+v, %d events", len(rows.cells), counts, table.Len())
			}
			rejected := 0
			for _, p := range problems {
				if p.Rejected {
					rejected++
				}
			}
			if rejected != counts.Rejected {
				t.Errorf("%d rows rejected, %d with a reason", counts.Rejected, rejected)
			}
			sameAgain(t, table)
			original(t, rows, table, of)
		})
	}
}

// sameAgain writes events in all formats and compares what is read of them.
func sameAgain(t *testing.T, table *event.Table) {
	t.Helper()
	again := map[string]*event.Table{}
	var err error
	var problems []intake.Problem
	if again["GeoJSON"], problems, err = intake.ReadEvents("f", bytes.NewReader(geoJSON(table))); err != nil || len(problems) > 0 {
		t.Errorf("GeoJSON: %v %v", err, problems)
	}
	rows := make([]int32, table.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	w := export.NewCSV(table, rows)
	buf := w.Begin(nil)
	for row := range table.Len() {
		buf = w.Row(buf, row)
	}
	if again["CSV"], problems, err = intake.ReadCSV("f", bytes.NewReader(w.End(buf))); err != nil || len(problems) > 0 {
		t.Errorf("CSV: %v %v", err, problems)
	}
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(w.End(buf), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	f, r := read(t, "f", all[0], &memory{cells: all[1:], line: 2})
	if f.Profile != ours.Name || f.Confidence != Certain || len(r.Problems()) > 0 {
		t.Errorf("CSV of ours is %s: %v", f, r.Problems())
	}
	again["CSV as rows"], _ = r.Table()
	if again["columns"], _, _, err = event.Decode(event.Encode(table, nil, nil)); err != nil {
		t.Error(err)
	}
	for format, other := range again {
		if other.Len() != table.Len() {
			t.Errorf("%s: %d events of %d", format, other.Len(), table.Len())
			continue
		}
		for row := range table.Len() {
			if a, b := table.Event(row), other.Event(row); !reflect.DeepEqual(a, b) {
				t.Errorf("%s, row %d:\n%+v, want\n%+v", format, row, b, a)
			}
		}
	}
}

// original looks up the cells of each event.
func original(t *testing.T, rows *memory, table *event.Table, of []int32) {
	t.Helper()
	if len(of) != table.Len() {
		t.Fatalf("%d rows of %d events", len(of), table.Len())
	}
	for i, row := range of {
		cells, err := Original(rows.again(), row)
		if err != nil || !reflect.DeepEqual(cells, rows.cells[row]) {
			t.Errorf("event %d, row %d: %q, %v", i, row, cells, err)
		}
	}
	if _, err := Original(rows.again(), int32(len(rows.cells))); err != io.EOF {
		t.Errorf("a row after the last: %v", err)
	}
}

// A mapping kept as JSON and applied again gives the same events.
func TestMappingIsAPlainValue(t *testing.T) {
	for _, file := range []string{"acled.csv", "GEDEvent_v25_1.csv", "GEDEvent_v24_0_1.csv", "gtd.csv", "gdelt-58.CSV", "timemap.csv", "timelinejs.csv", "atlos.csv", "wherewhen.csv", "other.csv"} {
		columns, rows := fixture(t, file)
		f, r := read(t, file, columns, rows)
		want, _ := r.Table()
		text, err := json.Marshal(f.Mapping)
		if err != nil {
			t.Fatal(err)
		}
		m, err := ParseMapping(text)
		if err != nil || !reflect.DeepEqual(m, f.Mapping) {
			t.Fatalf("%s: %v\n%+v, want\n%+v", file, err, m, f.Mapping)
		}
		r2, err := NewReader(file, columns, m)
		if err != nil {
			t.Fatal(err)
		}
		if err := r2.Take(rows.again()); err != nil {
			t.Fatal(err)
		}
		got, _ := r2.Table()
		if !bytes.Equal(event.Encode(got, nil, nil), event.Encode(want, nil, nil)) || !reflect.DeepEqual(r.Problems(), r2.Problems()) {
			t.Errorf("%s: other events by the mapping that was kept", file)
		}
	}
}
