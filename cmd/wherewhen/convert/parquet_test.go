package convert

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
)

// asParquet writes a table of texts as Parquet; blank cells are absent.
func asParquet(t *testing.T, file string, records [][]string) string {
	t.Helper()
	group := parquet.Group{}
	for _, column := range records[0] {
		group[column] = parquet.Optional(parquet.String())
	}
	schema := parquet.NewSchema("table", group)
	at := map[string]int{}
	for i, column := range schema.Columns() {
		at[column[0]] = i
	}
	var rows []parquet.Row
	for _, record := range records[1:] {
		row := make(parquet.Row, len(at))
		for i, text := range record {
			value, level := parquet.NullValue(), 0
			if text != "" {
				value, level = parquet.ByteArrayValue([]byte(text)), 1
			}
			column := at[records[0][i]]
			row[column] = value.Level(0, level, column)
		}
		rows = append(rows, row)
	}
	var out bytes.Buffer
	w := parquet.NewWriter(&out, schema)
	if _, err := w.WriteRows(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// A file of a known source means the same as Parquet as it does as CSV.
func TestParquetMeansWhatCSVDoes(t *testing.T) {
	for _, in := range fixtures(t) {
		name := filepath.Base(in)
		if strings.HasPrefix(name, "gdelt") || name == "GEDEvent_v24_0_1.csv" || name == "other.csv" {
			continue // without names of columns, or guessed by their order
		}
		text, err := os.ReadFile(in)
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		table := func(in string) ([]event.Event, int) {
			out := filepath.Join(dir, "out.columns")
			if _, status, err := run(t, in, out); status == exitNothing {
				t.Fatal(name, err)
			} else if data, err := os.ReadFile(out); err != nil {
				t.Fatal(err)
			} else if table, _, _, err := event.Decode(data); err != nil {
				t.Fatal(err)
			} else {
				var events []event.Event
				for row := range table.Len() {
					events = append(events, table.Event(row))
				}
				return events, status
			}
			panic("unreachable")
		}
		want, status := table(in)
		got, again := table(asParquet(t, strings.TrimSuffix(name, ".csv")+".parquet", records))
		if len(got) != len(want) || status != again {
			t.Errorf("%s: %d events, status %d, want %d, %d", name, len(got), again, len(want), status)
			continue
		}
		for i := range want {
			if strings.HasPrefix(want[i].ID, "line-") {
				got[i].ID, want[i].ID = "", "" // rows are counted without the header
			}
			a, b := oneEvent(t, want[i]), oneEvent(t, got[i])
			if a != b {
				t.Errorf("%s, event %d:\n%s\nwant\n%s", name, i, b, a)
			}
		}
	}
}

func oneEvent(t *testing.T, e event.Event) string {
	t.Helper()
	var b event.Builder
	if e.ID == "" {
		e.ID = "x"
	}
	if err := b.Add(e); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := formats[".geojson"](&out, b.Table(), about("f", profile.Found{}, 1, 0)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// GeoParquet of columns that are guessed; the places are invented.
func TestConvertGeoParquet(t *testing.T) {
	type row struct {
		When     time.Time `parquet:"event_date,timestamp(microsecond)"`
		Town     string    `parquet:"town"`
		Dead     *int64    `parquet:"fatalities"`
		Geometry []byte    `parquet:"geometry,optional"`
	}
	dead := int64(3)
	var out bytes.Buffer
	w := parquet.NewGenericWriter[row](&out, parquet.KeyValueMetadata("geo", `{"version":"1.1.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","geometry_types":["Point"]}}}`))
	_, err := w.Write([]row{
		{time.Date(2031, 2, 3, 0, 0, 0, 0, time.UTC), "Exampletown", &dead, wkb.MustMarshal(orb.Point{20.25, -10.5})},
		{time.Date(2031, 2, 13, 14, 30, 0, 0, time.UTC), "Samplecity", nil, nil},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	in, to := filepath.Join(dir, "events.parquet"), filepath.Join(dir, "out.geojson")
	if err := os.WriteFile(in, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	says, status, err := run(t, in, to)
	if err != nil || status != 0 || !strings.Contains(says, "events.parquet; GeoParquet; ") && !strings.Contains(says, "GeoParquet") {
		t.Fatal(says, status, err)
	}
	file, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	table, problems, err := intake.Read("out.geojson", file)
	if err != nil || len(problems) > 0 || table.Len() != 2 {
		t.Fatal(table, problems, err)
	}
	first, second := table.Event(0), table.Event(1)
	if !first.Located || first.Point != (orb.Point{20.25, -10.5}) || first.Killed.Best != 3 || first.Span.Start.String() != "2031-02-03" || first.Time != "" {
		t.Errorf("%+v\n%s", first, says)
	}
	if second.Located || second.Killed.Known() || second.Span.Start.String() != "2031-02-13" || second.Time != "14:30" {
		t.Errorf("%+v", second)
	}

	// One that is cut off is said to be.
	if err := os.WriteFile(in, out.Bytes()[:out.Len()/2], 0o644); err != nil {
		t.Fatal(err)
	}
	if _, status, err := run(t, in, to); status != exitNothing || !strings.Contains(err.Error(), "events.parquet begins as a Parquet file, but is cut off or damaged") {
		t.Error(status, err)
	}
}
