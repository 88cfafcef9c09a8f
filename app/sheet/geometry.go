package sheet

import (
	"fmt"
	"strings"
)

// placeColumns are the columns of where something is: points by their
// coordinates in degrees, anything else as WKT.
var placeColumns = []string{"latitude", "longitude", "geometry"}

// wktNames are the names in WKT of GeoJSON's types of geometry.
var wktNames = map[string]string{
	"Point": "POINT", "MultiPoint": "MULTIPOINT", "LineString": "LINESTRING", "MultiLineString": "MULTILINESTRING",
	"Polygon": "POLYGON", "MultiPolygon": "MULTIPOLYGON", "GeometryCollection": "GEOMETRYCOLLECTION",
}

// depths are how many arrays are around the numbers of a position.
var depths = map[string]int{"Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4}

// place adds where a GeoJSON geometry is to a record.
func place(r *record, raw []byte) *RowError {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var kind, at []byte
	if raw[0] == '{' {
		members(raw, func(name, value []byte) {
			switch string(name) {
			case `"type"`:
				kind = value
			case `"coordinates"`:
				at = value
			}
		})
	}
	if string(kind) == `"Point"` {
		var position []string
		ok := true
		if len(at) > 0 && at[0] == '[' {
			elements(at, func(value []byte) {
				position = append(position, string(value))
				ok = ok && isNumber(value)
			})
			switch {
			case ok && len(position) >= 2:
				r.addOwn("latitude", position[1])
				r.addOwn("longitude", position[0])
				return nil
			case len(position) == 0:
				return nil
			}
		}
		return &RowError{Column: "geometry", Value: shortened(string(raw)), Expected: "a point with coordinates [longitude, latitude]"}
	}
	text, ok := wkt(raw, 0)
	if !ok {
		return &RowError{Column: "geometry", Value: shortened(string(raw)), Expected: "a GeoJSON geometry with its coordinates"}
	}
	if text != "" {
		r.addOwn("geometry", text)
	}
	return nil
}

func isNumber(raw []byte) bool { return raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9' }

// wkt returns a GeoJSON geometry as WKT, without heights.
func wkt(raw []byte, depth int) (string, bool) {
	const deepest = 8 // collections in collections
	kind := getText(raw, "type")
	if kind == "GeometryCollection" {
		parts := get(raw, "geometries")
		if parts == nil || parts[0] != '[' || depth == deepest {
			return "", false
		}
		var texts []string
		ok := true
		elements(parts, func(value []byte) {
			text, good := wkt(value, depth+1)
			ok = ok && good
			texts = append(texts, text)
		})
		return collected(texts), ok
	}
	at := get(raw, "coordinates")
	if depths[kind] == 0 || at == nil {
		return "", false
	}
	if strings.Trim(string(at), " \t\r\n[]") == "" {
		return wktNames[kind] + " EMPTY", true
	}
	var b strings.Builder
	b.WriteString(wktNames[kind])
	b.WriteByte(' ')
	if depths[kind] == 1 {
		b.WriteByte('(')
	}
	ok := positions(&b, at, depths[kind])
	if depths[kind] == 1 {
		b.WriteByte(')')
	}
	return b.String(), ok
}

func collected(parts []string) string {
	if len(parts) == 0 {
		return "GEOMETRYCOLLECTION EMPTY"
	}
	return "GEOMETRYCOLLECTION (" + strings.Join(parts, ", ") + ")"
}

// positions writes arrays of coordinates, depth deep.
func positions(b *strings.Builder, raw []byte, depth int) bool {
	if raw[0] != '[' {
		return false
	}
	ok, n := true, 0
	if depth == 1 {
		elements(raw, func(value []byte) {
			ok = ok && isNumber(value)
			if n++; n > 2 {
				return
			}
			if n == 2 {
				b.WriteByte(' ')
			}
			b.Write(value)
		})
		return ok && n >= 2
	}
	b.WriteByte('(')
	elements(raw, func(value []byte) {
		if n++; n > 1 {
			b.WriteString(", ")
		}
		ok = ok && positions(b, value, depth-1)
	})
	b.WriteByte(')')
	return ok && n > 0
}

// wktOf returns a geometry of KML: rings or lines of positions, each "longitude
// latitude".
func wktOf(kind string, lines [][]string) string {
	var parts []string
	for _, line := range lines {
		parts = append(parts, "("+strings.Join(line, ", ")+")")
	}
	switch {
	case len(parts) == 0:
		return kind + " EMPTY"
	case kind == "POLYGON":
		return fmt.Sprintf("%s (%s)", kind, strings.Join(parts, ", "))
	}
	return kind + " " + parts[0]
}
