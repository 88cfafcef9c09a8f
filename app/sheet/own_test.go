package sheet

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/paulmach/orb"
	orbwkt "github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/geojson"

	"wherewhen/data"
)

// The files of the project are read as another reader of GeoJSON, and of WKT,
// reads them.
func TestOwnFiles(t *testing.T) {
	for _, name := range []string{"events.geojson", "regions.geojson", "areas.geojson"} {
		file, err := data.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := geojson.UnmarshalFeatureCollection(file)
		if err != nil {
			t.Fatal(err)
		}
		sheets, err := Open(name, bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		s := sheets[0]
		rows := rowsOf(t, s)
		if len(rows) != len(want.Features) {
			t.Fatalf("%s: %d rows, want %d", name, len(rows), len(want.Features))
		}
		for i, f := range want.Features {
			cell := func(column string) string {
				at := slices.Index(s.Columns, column)
				if at < 0 {
					return ""
				}
				return rows[i][at]
			}
			for column, value := range f.Properties {
				text, ok := value.(string)
				if !ok {
					b, _ := json.Marshal(value)
					text = string(b)
					var a, c any
					json.Unmarshal(b, &a)
					if json.Unmarshal([]byte(cell(column)), &c) == nil {
						b, _ = json.Marshal(c) // with its members in the same order
						if string(b) == text {
							continue
						}
					}
				}
				if cell(column) != text {
					t.Fatalf("%s: feature %d: %s is %q, want %q", name, i+1, column, cell(column), text)
				}
			}
			var at orb.Geometry
			if cell("geometry") != "" {
				if at, err = orbwkt.Unmarshal(cell("geometry")); err != nil {
					t.Fatalf("%s: feature %d: %v", name, i+1, err)
				}
			} else if cell("latitude") != "" {
				latitude, _ := strconv.ParseFloat(cell("latitude"), 64)
				longitude, _ := strconv.ParseFloat(cell("longitude"), 64)
				at = orb.Point{longitude, latitude}
			}
			if (at == nil) != (f.Geometry == nil) || at != nil && !orb.Equal(at, f.Geometry) {
				t.Fatalf("%s: feature %d is at %v, want %v", name, i+1, at, f.Geometry)
			}
		}
	}
}
