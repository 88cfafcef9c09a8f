package parquetsheet

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/paulmach/orb/encoding/wkt"
)

// geo is what a file says of its geometry: GeoParquet in its metadata, where
// column is the name of one with WKB, and newer files by the type of a column.
type geo struct {
	column string
	types  []string
}

// geoOf reads the metadata of GeoParquet (1.1, section "geo"). The error is for
// places that are not in degrees.
func geoOf(file *parquet.File) (*geo, error) {
	text, ok := file.Lookup("geo")
	if !ok {
		return &geo{}, nil
	}
	var said struct {
		Primary string `json:"primary_column"`
		Columns map[string]struct {
			Encoding string
			Types    []string `json:"geometry_types"`
			CRS      *struct {
				Name string
				ID   struct {
					Authority string
					Code      any
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &said); err != nil {
		return nil, fmt.Errorf("what it says of its geometry cannot be read (%w): expected the metadata of GeoParquet", err)
	}
	column, ok := said.Columns[said.Primary]
	if !ok || !strings.EqualFold(column.Encoding, "WKB") {
		return &geo{}, nil
	}
	if c := column.CRS; c != nil {
		if id := fmt.Sprint(c.ID.Authority, ":", c.ID.Code); !inDegrees(id) {
			return nil, fmt.Errorf("the coordinates are in %s (%s): expected longitude and latitude, OGC:CRS84 or EPSG:4326; reproject the file first", c.Name, id)
		}
	}
	return &geo{said.Primary, column.Types}, nil
}

func inDegrees(id string) bool {
	switch id {
	case ":<nil>", "OGC:CRS84", "OGC:CRS84h", "EPSG:4326", "EPSG:4979":
		return true
	}
	return false
}

// is reports whether a column has the geometry.
func (g *geo) is(name string, c *parquet.Column) bool {
	if c.Type().Kind() != parquet.ByteArray || c.Repeated() {
		return false
	}
	if g.column != "" {
		return name == g.column
	}
	crs := ""
	switch t := c.Type().LogicalType(); {
	case t == nil:
		return false
	default:
		switch t := t.Value.(type) {
		case *format.GeometryType:
			crs = t.CRS
		case *format.GeographyType:
			crs = t.CRS
		default:
			return false
		}
	}
	return crs == "" || inDegrees(crs)
}

func (g *geo) onlyPoints() bool {
	for _, t := range g.types {
		if t != "Point" && t != "Point Z" {
			return false
		}
	}
	return len(g.types) > 0
}

// locate puts a geometry into the row: a point by its coordinates, anything else
// as WKT.
func (t *table) locate(b []byte) error {
	x, y, ok, err := pointOf(b)
	switch {
	case err != nil:
		return err
	case ok && (math.IsNaN(x) || math.IsNaN(y)): // an empty point
	case ok:
		t.cells[t.place] = strconv.FormatFloat(y, 'f', -1, 64)
		t.cells[t.place+1] = strconv.FormatFloat(x, 'f', -1, 64)
	default:
		g, err := wkb.Unmarshal(b)
		if err != nil {
			return err
		}
		if !t.shapes {
			return fmt.Errorf("a %s in a file of points", g.GeoJSONType())
		}
		t.cells[t.place+2] = wkt.MarshalString(g)
	}
	return nil
}

// pointOf reads a point, with or without height and measure; ok is false for
// another geometry.
func pointOf(b []byte) (x, y float64, ok bool, err error) {
	if len(b) < 5 || b[0] > 1 {
		return 0, 0, false, errors.New("no WKB")
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 1 {
		order = binary.LittleEndian
	}
	const flags = 0xe0000000 // of height, measure and reference system in EWKB
	kind := order.Uint32(b[1:])
	at := 5
	if kind&0x20000000 != 0 {
		at += 4
	}
	if kind&^flags%1000 != 1 {
		return 0, 0, false, nil
	}
	if len(b) < at+16 {
		return 0, 0, false, errors.New("a point cut off")
	}
	return math.Float64frombits(order.Uint64(b[at:])), math.Float64frombits(order.Uint64(b[at+8:])), true, nil
}
