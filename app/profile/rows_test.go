package profile

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"wherewhen/app/intake"
)

// Whatever a table holds, each row becomes an event or is rejected with a
// reason, and the events are read again as they are written.
func FuzzRows(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.csv"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("date,coordinates,killed\n3/4/2020,\"10.5, 20.25\",10-20\n13/4/2020,POINT (1 2),5+\n")
	f.Add("start,end,date_precision\n2020,9999-12-31,week\n0001-01-01,,month\n")
	f.Fuzz(func(t *testing.T, text string) {
		r := csv.NewReader(strings.NewReader(strings.ToValidUTF8(text, "?")))
		r.FieldsPerRecord = -1
		r.LazyQuotes = true
		all, err := r.ReadAll()
		if err != nil || len(all) == 0 {
			return
		}
		s := NewSurvey(all[0])
		for _, cells := range all[1:] {
			s.Add(cells)
		}
		found, ok := Recognise("f", all[0], nil)
		if !ok {
			if found, err = s.Guess(); err != nil {
				return
			}
		}
		found.Questions = append(found.Questions, s.Decide(&found.Mapping)...)
		reader, err := NewReader("f", all[0], found.Mapping)
		if err != nil {
			return
		}
		rows := &memory{cells: all[1:], line: 2}
		if err := reader.Take(rows); err != nil {
			t.Fatal(err)
		}
		counts, rejected := reader.Counts(), 0
		for _, p := range reader.Problems() {
			if p.Rejected {
				rejected++
			}
		}
		table, of := reader.Table()
		if counts.Shown != table.Len() || len(of) != table.Len() || counts.Rejected != rejected || counts.Rows != counts.Shown+rejected {
			t.Fatalf("%+v, %d events, %d rejected", counts, table.Len(), rejected)
		}
		again, problems, err := intake.ReadEvents("f", bytes.NewReader(geoJSON(table)))
		if err != nil || len(problems) > 0 || again.Len() != table.Len() {
			t.Fatal(err, problems)
		}
		for row := range table.Len() {
			if a, b := table.Event(row), again.Event(row); !reflect.DeepEqual(a, b) {
				t.Fatalf("row %d:\n%+v, want\n%+v", row, b, a)
			}
		}
	})
}
