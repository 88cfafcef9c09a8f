package sheet

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"testing"
)

// A generated file is as large as it says and not in memory: blocks of lines
// after a header.
type generated struct {
	header, block string
	size          int64
}

func newGenerated(size int64) generated {
	g := generated{header: "id,relid,year,side_a,side_b,source_article,where_description,adm_1,latitude,longitude,date_start,date_end,best,high,low\n"}
	for len(g.block) < 1<<16 {
		g.block += fmt.Sprintf("%d,ELM-2020-1-%d,2020,Government of Elm,Friends of Oak,\"Elm Herald, 2020-01-05, \"\"Clash at the mill\"\"\",north of the mill at the river,Upper Elm county,34.%d,69.%d,2020-01-05 00:00:00,2020-01-06 00:00:00,3,4,1\n",
			len(g.block), len(g.block), len(g.block), len(g.block))
	}
	blocks := (size - int64(len(g.header))) / int64(len(g.block))
	g.size = int64(len(g.header)) + blocks*int64(len(g.block))
	return g
}

func (g generated) ReadAt(p []byte, at int64) (n int, err error) {
	for n < len(p) && at < g.size {
		from := g.header
		if at >= int64(len(g.header)) {
			from = g.block[(at-int64(len(g.header)))%int64(len(g.block)):]
		} else {
			from = from[at:]
		}
		c := copy(p[n:], from)
		n, at = n+c, at+int64(c)
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

// readAll counts the rows of a file and those with an error.
func readAll(tb testing.TB, file string, r io.ReaderAt, size int64) (rows, faults int) {
	sheets, err := Open(file, r, size)
	if err != nil {
		tb.Fatal(err)
	}
	for _, s := range sheets {
		for {
			_, _, err := s.Next()
			if err == io.EOF {
				break
			}
			var row *RowError
			if errors.As(err, &row) {
				faults++
			} else if err != nil {
				tb.Fatal(err)
			}
			rows++
		}
	}
	return rows, faults
}

func TestMemoryIsBounded(t *testing.T) {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for name, g := range map[string]generated{"large.csv": newGenerated(200 << 20), "large.geojson": generatedFeatures(300)} {
		before := heap()
		most := before
		sheets, err := Open(name, g, g.size)
		if err != nil {
			t.Fatal(err)
		}
		rows := int64(0)
		for {
			if _, _, err = sheets[0].Next(); err != nil {
				break
			}
			if rows++; rows%20_000 == 0 {
				most = max(most, heap())
			}
		}
		var row *RowError
		if rows < g.size/500 || errors.As(err, &row) {
			t.Errorf("%s: %d rows, then %v", name, rows, err)
		}
		if most-before > 5<<20 {
			t.Errorf("%s: %d bytes are held while %d are read", name, most-before, g.size)
		}
	}
}

func BenchmarkCSV(b *testing.B) {
	g := newGenerated(200 << 20)
	b.SetBytes(g.size)
	for b.Loop() {
		readAll(b, "large.csv", g, g.size)
	}
}

// generatedFeatures is a file of features whose array does not end.
func generatedFeatures(blocks int64) generated {
	g := generated{header: `{"type":"FeatureCollection","features":[`}
	for len(g.block) < 1<<16 {
		g.block += fmt.Sprintf(`{"type":"Feature","id":"elm-%d","geometry":{"type":"Point","coordinates":[69.%d,34.%d]},"properties":{"title":"Clash at the mill","summary":"Friends of Oak, said the Elm Herald, came down the river at night and were seen by many.","start":"2020-01-05","killed":%d,"sources":[{"title":"Elm Herald","url":"https://elm.example/%d"}]}},`+"\n",
			len(g.block), len(g.block), len(g.block), len(g.block)%9, len(g.block))
	}
	g.size = int64(len(g.header)) + blocks*int64(len(g.block))
	return g
}

func BenchmarkGeoJSON(b *testing.B) {
	g := generatedFeatures(1600)
	b.SetBytes(g.size)
	for b.Loop() {
		sheets, err := Open("large.geojson", g, g.size)
		if err != nil {
			b.Fatal(err)
		}
		for err == nil { // the array has no end
			_, _, err = sheets[0].Next()
		}
	}
}
