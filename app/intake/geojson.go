package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"
)

// Feature is one GeoJSON feature (RFC 7946, section 3.2).
type Feature struct {
	ID         json.RawMessage // a string or number; nil when absent
	Geometry   orb.Geometry    // nil for a null geometry
	Properties json.RawMessage // an object; nil when absent or null
}

// ReadFeatures reads a GeoJSON FeatureCollection and calls do for each of its
// features, in order, holding one at a time in memory. A geometry that is not
// valid is given to do as an error beside the feature without it; do stops the
// reading by returning an error. Coordinates beyond the second are dropped:
// events are not told apart by height.
//
// It exists because orb/geojson needs the whole file in memory and costs the
// page 0.2 MB; the tests hold it against orb/geojson.
func ReadFeatures(r io.Reader, do func(f Feature, geometry error) error) error {
	return readFeatures(r, func(string, json.RawMessage) error { return nil }, do)
}

// readFeatures is ReadFeatures that is given what else the collection has.
func readFeatures(r io.Reader, member func(key string, value json.RawMessage) error, do func(f Feature, geometry error) error) error {
	return readCollection(r, member, func(d *json.Decoder) error {
		var raw rawFeature
		if err := raw.read(d.Decode); err != nil {
			return err
		}
		f := raw.feature()
		var invalid error
		f.Geometry, invalid = parseGeometry(raw.Geometry)
		return do(f, invalid)
	})
}

// readCollection reads a FeatureCollection: member is given what else it has,
// in order, and an empty value for where the features are, before them; feature
// reads one feature.
func readCollection(r io.Reader, member func(key string, value json.RawMessage) error, feature func(d *json.Decoder) error) error {
	d := json.NewDecoder(r)
	if err := expectDelim(d, '{', "a GeoJSON FeatureCollection, which is an object"); err != nil {
		return err
	}
	typeName, seen := "", false
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return syntax(err)
		}
		if key == "features" {
			if seen {
				return errors.New("features: expected once")
			}
			seen = true
			if err := expectDelim(d, '[', "features to be an array"); err != nil {
				return err
			}
			if err := member("features", nil); err != nil {
				return err
			}
			if err := readArray(d, feature); err != nil {
				return err
			}
			continue
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return syntax(err)
		}
		if key == "type" {
			if err := json.Unmarshal(value, &typeName); err != nil {
				return syntax(err)
			}
			if typeName != "FeatureCollection" {
				return fmt.Errorf("type = %q: expected FeatureCollection", shortened(typeName))
			}
		}
		if err := member(key.(string), value); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return syntax(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("expected the end of the file after the FeatureCollection")
	}
	if typeName == "" {
		return errors.New("type: expected FeatureCollection")
	}
	if !seen {
		return errors.New("features: expected an array")
	}
	return nil
}

// readArray reads an array of features up to its end.
func readArray(d *json.Decoder, feature func(d *json.Decoder) error) error {
	for n := 1; d.More(); n++ {
		err := feature(d)
		if fault, ok := err.(notAFeature); ok {
			return fmt.Errorf("feature %d: %w", n, fault.error)
		}
		if err != nil {
			return err
		}
	}
	_, err := d.Token()
	return syntax(err)
}

// rawFeature is a feature as it is written.
type rawFeature struct {
	Type       string          `json:"type"`
	ID         json.RawMessage `json:"id"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties json.RawMessage `json:"properties"`
}

// notAFeature is an error that is told with the number of the feature.
type notAFeature struct{ error }

func (f *rawFeature) read(decode func(v any) error) error {
	if err := decode(f); err != nil {
		return notAFeature{syntax(err)}
	}
	if f.Type != "Feature" {
		return notAFeature{fmt.Errorf("type = %q: expected Feature", shortened(f.Type))}
	}
	return nil
}

// feature returns it without its geometry.
func (f *rawFeature) feature() Feature {
	return Feature{ID: present(f.ID), Properties: present(f.Properties)}
}

func present(raw json.RawMessage) json.RawMessage {
	if string(raw) == "null" {
		return nil
	}
	return raw
}

func expectDelim(d *json.Decoder, delim json.Delim, expected string) error {
	token, err := d.Token()
	if err != nil {
		return syntax(err)
	}
	if token != delim {
		return errors.New("expected " + expected)
	}
	return nil
}

func syntax(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the file ends too early: expected the rest of the JSON")
	}
	return fmt.Errorf("not valid JSON: %w", err)
}

// deepestCollection bounds how far geometry collections may hold each other.
const deepestCollection = 16

func parseGeometry(raw json.RawMessage) (orb.Geometry, error) {
	return parseNested(raw, 0)
}

func parseNested(raw json.RawMessage, depth int) (orb.Geometry, error) {
	if raw = present(raw); raw == nil {
		return nil, nil
	}
	if depth > deepestCollection {
		return nil, fmt.Errorf("geometry collections in each other: expected at most %d", deepestCollection)
	}
	var g struct {
		Type        string            `json:"type"`
		Coordinates json.RawMessage   `json:"coordinates"`
		Geometries  []json.RawMessage `json:"geometries"`
	}
	if err := json.Unmarshal(raw, &g); err != nil {
		return nil, fmt.Errorf("geometry: %w", err)
	}
	switch g.Type {
	case "Point":
		return coordinates(g.Coordinates, (*scanner).point)
	case "MultiPoint":
		return coordinates(g.Coordinates, func(s *scanner) (orb.MultiPoint, error) { return list(s, (*scanner).point) })
	case "LineString":
		return coordinates(g.Coordinates, (*scanner).line)
	case "MultiLineString":
		return coordinates(g.Coordinates, func(s *scanner) (orb.MultiLineString, error) { return list(s, (*scanner).line) })
	case "Polygon":
		return coordinates(g.Coordinates, (*scanner).polygon)
	case "MultiPolygon":
		return coordinates(g.Coordinates, func(s *scanner) (orb.MultiPolygon, error) { return list(s, (*scanner).polygon) })
	case "GeometryCollection":
		if g.Geometries == nil {
			return nil, errors.New("geometry collection without geometries")
		}
		out := make(orb.Collection, 0, len(g.Geometries))
		for _, member := range g.Geometries {
			geometry, err := parseNested(member, depth+1)
			if err != nil {
				return nil, err
			}
			if geometry == nil {
				return nil, errors.New("null in a geometry collection: expected a geometry")
			}
			out = append(out, geometry)
		}
		return out, nil
	}
	return nil, fmt.Errorf("geometry type = %q: expected Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon or GeometryCollection", shortened(g.Type))
}
