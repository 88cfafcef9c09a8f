package parquetsheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"

	"wherewhen/app/sheet"
)

// invented is a row of a file written for the tests; places and values are
// invented.
type invented struct {
	ID       string            `parquet:"id"`
	Day      int32             `parquet:"day,date"`
	At       time.Time         `parquet:"at,timestamp(microsecond)"`
	Local    int64             `parquet:"local,timestamp(millisecond:local)"`
	Old      deprecated.Int96  `parquet:"old"`
	Clock    int64             `parquet:"clock,time(microsecond)"`
	Killed   *int64            `parquet:"killed"`
	Latitude float64           `parquet:"lat"`
	Rate     float32           `parquet:"rate"`
	Price    int64             `parquet:"price,decimal(2:12)"`
	Count    uint32            `parquet:"count"`
	Sure     bool              `parquet:"sure"`
	Tags     []string          `parquet:"tags,list"`
	Loose    []int32           `parquet:"loose"`
	Where    place             `parquet:"where"`
	Sources  []source          `parquet:"sources,list"`
	Blob     []byte            `parquet:"blob"`
	Extra    map[string]string `parquet:"extra"`
}

type place struct {
	Town string `parquet:"town,dict"`
	Area struct {
		Name string `parquet:"name"`
	} `parquet:"area"`
}

type source struct {
	Title string `parquet:"title"`
	Year  int32  `parquet:"year"`
}

func written[T any](t testing.TB, rows []T, options ...parquet.WriterOption) []byte {
	t.Helper()
	var out bytes.Buffer
	w := parquet.NewGenericWriter[T](&out, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func opened(t testing.TB, data []byte) *sheet.Sheet {
	t.Helper()
	sheets, err := Open("f.parquet", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(sheets) != 1 || sheets[0].Name != "f" || sheets[0].Unit != "row" {
		t.Fatalf("%+v", sheets)
	}
	return sheets[0]
}

// all returns the rows with the names of their columns, blank cells left out.
func all(t testing.TB, s *sheet.Sheet) []map[string]string {
	t.Helper()
	var rows []map[string]string
	for n := 1; ; n++ {
		cells, line, err := s.Next()
		if err == io.EOF {
			return rows
		}
		if err != nil || line != n || len(cells) != len(s.Columns) {
			t.Fatal(line, len(cells), err)
		}
		row := map[string]string{}
		for i, text := range cells {
			if text != "" {
				row[s.Columns[i]] = text
			}
		}
		rows = append(rows, row)
	}
}

func TestValues(t *testing.T) {
	three := int64(3)
	moment := time.Date(2021, 3, 4, 5, 6, 7, 890_000, time.UTC)
	rows := []invented{{
		ID: "a", Day: int32(moment.Unix() / 86400), At: moment, Local: moment.UnixMilli(), Old: deprecated.Int96{uint32(1e9), 0, 2440588 + 1},
		Clock: 3723_000_000, Killed: &three, Latitude: -12.05, Rate: 0.1, Price: -105, Count: math.MaxUint32, Sure: true, Tags: []string{"x", "", "y"},
		Loose: []int32{1, 2}, Where: place{Town: "Exampletown"}, Sources: []source{{"One", 2020}, {"Two", 2021}}, Blob: []byte{0xff, 0},
		Extra: map[string]string{"k": "v"},
	}, {
		ID: "b", Day: -1, At: time.Date(1969, 12, 31, 23, 59, 59, 500_000_000, time.UTC), Latitude: math.NaN(), Price: 5, Blob: []byte("text"),
	}}
	rows[0].Where.Area.Name = "North Inventia"
	s := opened(t, written(t, rows))
	if s.Format != "Parquet" {
		t.Errorf("format %s", s.Format)
	}
	got := all(t, s)
	want := []map[string]string{{
		"id": "a", "day": "2021-03-04", "at": "2021-03-04T05:06:07.00089Z", "local": "2021-03-04T05:06:07", "old": "1970-01-02T00:00:01",
		"clock": "01:02:03", "killed": "3", "lat": "-12.05", "rate": "0.1", "price": "-1.05", "count": "4294967295", "sure": "true",
		"tags": "x; y", "loose": "1; 2", "where.town": "Exampletown", "where.area.name": "North Inventia",
		"sources.title": "One; Two", "sources.year": "2020; 2021", "blob": "ff00", "extra.key": "k", "extra.value": "v",
	}, {
		"id": "b", "day": "1969-12-31", "at": "1969-12-31T23:59:59.5Z", "local": "1970-01-01T00:00:00", "old": "-4713-11-24T00:00:00",
		"clock": "00:00:00", "rate": "0", "price": "0.05", "count": "0", "sure": "false", "blob": "text",
	}}
	for i := range want {
		for column, text := range want[i] {
			if got[i][column] != text {
				t.Errorf("row %d: %s is %q, want %q", i, column, got[i][column], text)
			}
		}
		for column, text := range got[i] {
			if _, ok := want[i][column]; !ok {
				t.Errorf("row %d: %s is %q", i, column, text)
			}
		}
	}
}

func TestManyRowsInGroups(t *testing.T) {
	type row struct {
		N    int64    `parquet:"n,delta"`
		Town string   `parquet:"town,dict,zstd"`
		Tags []string `parquet:"tags,list"`
	}
	var rows []row
	for n := range 5000 {
		rows = append(rows, row{int64(n), fmt.Sprint("town ", n%7), make([]string, n%4)})
		for i := range rows[n].Tags {
			rows[n].Tags[i] = fmt.Sprint(n, ".", i)
		}
	}
	got := all(t, opened(t, written(t, rows, parquet.MaxRowsPerRowGroup(777))))
	if len(got) != len(rows) {
		t.Fatalf("%d rows", len(got))
	}
	for n, row := range rows {
		want := map[string]string{"n": fmt.Sprint(n), "town": row.Town, "tags": strings.Join(row.Tags, "; ")}
		if len(row.Tags) == 0 {
			delete(want, "tags")
		}
		if !reflect.DeepEqual(got[n], want) {
			t.Fatalf("row %d: %v, want %v", n, got[n], want)
		}
	}
}

// located is a row of GeoParquet; the places are invented.
type located struct {
	ID       string `parquet:"id"`
	Geometry []byte `parquet:"geometry,optional"`
}

func geoparquet(t testing.TB, rows []located, said string) []byte {
	t.Helper()
	return written(t, rows, parquet.KeyValueMetadata("geo", `{"version":"1.1.0","primary_column":"geometry","columns":{"geometry":{"encoding":"WKB",`+said+`}}}`))
}

// height gives the WKB of a point a height.
func height(b []byte) []byte {
	b = bytes.Clone(b)
	binary.LittleEndian.PutUint32(b[1:], 1001)
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(100))
}

func TestGeometry(t *testing.T) {
	point := wkb.MustMarshal(orb.Point{20.25, -10.5}, binary.LittleEndian)
	square := wkb.MustMarshal(orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}})
	rows := []located{
		{"a", point}, {"b", wkb.MustMarshal(orb.Point{1, 2}, binary.BigEndian)}, {"c", square}, {"d", nil}, {"e", height(point)},
		{"f", wkb.MustMarshal(orb.Point{math.NaN(), math.NaN()})},
	}
	s := opened(t, geoparquet(t, rows, `"geometry_types":[]`))
	if s.Format != "GeoParquet" || !reflect.DeepEqual(s.Columns, []string{"id", "latitude", "longitude", "geometry"}) {
		t.Errorf("%s %v", s.Format, s.Columns)
	}
	want := []map[string]string{
		{"id": "a", "latitude": "-10.5", "longitude": "20.25"}, {"id": "b", "latitude": "2", "longitude": "1"},
		{"id": "c", "geometry": "POLYGON((0 0,1 0,1 1,0 0))"}, {"id": "d"}, {"id": "e", "latitude": "-10.5", "longitude": "20.25"}, {"id": "f"},
	}
	if got := all(t, s); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}

	// Newer files say it by the type of the column.
	type typed struct {
		Shape []byte `parquet:"shape,geometry"`
	}
	got := all(t, opened(t, written(t, []typed{{point}})))
	if !reflect.DeepEqual(got, []map[string]string{{"latitude": "-10.5", "longitude": "20.25"}}) {
		t.Errorf("%v", got)
	}

	// A row with another geometry, or none that can be read, is told; the next is
	// read.
	s = opened(t, geoparquet(t, []located{{"a", square}, {"b", []byte("no geometry")}, {"c", point[:9]}, {"d", point}}, `"geometry_types":["Point"]`))
	for n := 1; n <= 3; n++ {
		var fault *sheet.RowError
		if _, line, err := s.Next(); !errors.As(err, &fault) || fault.Row != n || line != n || fault.Column != "geometry" {
			t.Errorf("row %d: %v", n, err)
		}
	}
	if cells, _, err := s.Next(); err != nil || !reflect.DeepEqual(cells, []string{"d", "-10.5", "20.25"}) {
		t.Errorf("%v %v", cells, err)
	}
}

func TestOtherCoordinates(t *testing.T) {
	const utm = `"geometry_types":["Point"],"crs":{"name":"WGS 84 / UTM zone 41N","id":{"authority":"EPSG","code":32641}}`
	data := geoparquet(t, []located{{"a", nil}}, utm)
	if _, err := Open("f.parquet", bytes.NewReader(data), int64(len(data))); err == nil || !strings.Contains(err.Error(), "f.parquet: the coordinates are in WGS 84 / UTM zone 41N (EPSG:32641)") {
		t.Errorf("%v", err)
	}
	opened(t, geoparquet(t, []located{{"a", nil}}, `"geometry_types":[],"crs":{"name":"WGS 84","id":{"authority":"EPSG","code":4326}}`))
	opened(t, geoparquet(t, []located{{"a", nil}}, `"geometry_types":[],"crs":null`))
}

// through reads a file of any bytes to its end, as far as it can be.
func through(t testing.TB, data []byte) error {
	sheets, err := Open("f.parquet", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, s := range sheets {
		for rows := 0; ; rows++ {
			cells, n, err := s.Next()
			var row *sheet.RowError
			if err != nil && !errors.As(err, &row) {
				if _, _, again := s.Next(); again == nil {
					t.Fatal("a row after the end")
				}
				if err != io.EOF {
					return err
				}
				break
			}
			if err == nil && s.Columns != nil && len(cells) != len(s.Columns) {
				t.Fatalf("%d cells for %d columns", len(cells), len(s.Columns))
			}
			if n < 1 {
				t.Fatalf("row %d is numbered %d", rows, n)
			}
			if rows > 1<<20 {
				return nil // a damaged file may tell of any number
			}
		}
	}
	return nil
}

// Wherever a file is cut off, that is said.
func TestCutOff(t *testing.T) {
	data := geoparquet(t, []located{{"a", wkb.MustMarshal(orb.Point{1, 2})}, {"b", nil}}, `"geometry_types":[]`)
	for n := len(magic); n < len(data); n++ {
		if err := through(t, data[:n]); err == nil || !strings.HasPrefix(err.Error(), "f.parquet begins as a Parquet file, but is cut off or damaged (") {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
	}
	// Bytes lost from the middle.
	for n := 4; n < len(data)-12; n += 3 {
		through(t, append(bytes.Clone(data[:n]), data[n+2:]...))
	}
	encrypted := bytes.Clone(data)
	copy(encrypted[len(encrypted)-4:], "PARE")
	if err := through(t, encrypted); err == nil || !strings.Contains(err.Error(), "without encryption") {
		t.Errorf("encrypted: %v", err)
	}
}

func TestOtherFormatsAreRead(t *testing.T) {
	sheets, err := Open("f.csv", strings.NewReader("a,b\n1,2\n"), 8)
	if err != nil || len(sheets) != 1 || !reflect.DeepEqual(sheets[0].Columns, []string{"a", "b"}) {
		t.Errorf("%v %v", sheets, err)
	}
}

// The page must not load what reads Parquet.
func TestThePageHasNoParquet(t *testing.T) {
	c := exec.Command("go", "list", "-deps", "./cmd/viewer", "./cmd/worker", "./app/...")
	c.Dir = filepath.Join("..", "..", "..", "..")
	c.Env = append(c.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(out, []byte("wherewhen/app/sheet")) || bytes.Contains(out, []byte("parquet")) {
		t.Errorf("it imports\n%s", out)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(geoparquet(f, []located{{"a", wkb.MustMarshal(orb.Point{1, 2})}, {"b", nil}}, `"geometry_types":["Point"]`))
	f.Add(written(f, []invented{{ID: "a", Tags: []string{"x", "y"}, Sources: []source{{"One", 2020}}}}))
	f.Add([]byte("PAR1\x00\x00\x00\x00PAR1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte(magic)) {
			through(t, data)
		}
	})
}
