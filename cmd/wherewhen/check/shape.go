package check

import (
	"encoding/json"

	"github.com/paulmach/orb"
)

// shape is a Point or MultiPolygon; nil for null and for everything else,
// which the schema tells apart. It does not use orb/geojson, which panics on a
// null in a GeometryCollection (orb 0.14.0).
type shape struct{ orb.Geometry }

// UnmarshalJSON reads a GeoJSON geometry. It never fails.
func (s *shape) UnmarshalJSON(data []byte) error {
	var g struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if json.Unmarshal(data, &g) != nil {
		return nil
	}
	switch g.Type {
	case "Point":
		s.Geometry = coordinatesAs[orb.Point](g.Coordinates)
	case "MultiPolygon":
		s.Geometry = coordinatesAs[orb.MultiPolygon](g.Coordinates)
	}
	return nil
}

// coordinatesAs reads coordinates; nil when they are not those of a G.
func coordinatesAs[G orb.Geometry](data []byte) orb.Geometry {
	var g G
	if json.Unmarshal(data, &g) != nil {
		return nil
	}
	return g
}
