package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

func randomPoint(r *rand.Rand) orb.Point {
	switch r.IntN(4) {
	case 0:
		return orb.Point{float64(r.IntN(361) - 180), float64(r.IntN(181) - 90)}
	case 1: // any number JSON can hold
		return orb.Point{r.NormFloat64() * math.Pow(10, float64(r.IntN(80)-40)), -r.Float64()}
	}
	return orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
}

func several[T any](r *rand.Rand, one func(*rand.Rand) T) []T {
	all := []T{}
	for range r.IntN(4) {
		all = append(all, one(r))
	}
	return all
}

func randomLine(r *rand.Rand) orb.LineString { return several(r, randomPoint) }

func randomRing(r *rand.Rand) orb.Ring { return several(r, randomPoint) }

func randomPolygon(r *rand.Rand) orb.Polygon { return several(r, randomRing) }

func randomGeometry(r *rand.Rand) orb.Geometry {
	switch r.IntN(7) {
	case 0:
		return randomPoint(r)
	case 1:
		return orb.MultiPoint(several(r, randomPoint))
	case 2:
		return randomLine(r)
	case 3:
		return orb.MultiLineString(several(r, randomLine))
	case 4:
		return randomPolygon(r)
	case 5:
		return orb.MultiPolygon(several(r, randomPolygon))
	}
	// orb writes an empty collection as null.
	return append(orb.Collection{randomGeometry(r)}, several(r, randomGeometry)...)
}

func randomFeatures(r *rand.Rand) *geojson.FeatureCollection {
	fc := geojson.NewFeatureCollection()
	if r.IntN(3) == 0 {
		fc.ExtraMembers = geojson.Properties{"a name": "features", "more": []any{1, nil, map[string]any{"type": "Feature"}}}
	}
	for n := range r.IntN(6) {
		f := geojson.NewFeature(nil)
		if r.IntN(6) > 0 {
			f.Geometry = randomGeometry(r)
		}
		switch r.IntN(3) {
		case 0:
			f.ID = n
		case 1:
			f.ID = fmt.Sprintf("feature \"%d\" é", n)
		}
		for range r.IntN(3) {
			f.Properties[fmt.Sprint("key ", r.IntN(9))] = []any{"geometry", r.Float64(), nil, true}[r.IntN(4)]
		}
		fc.Append(f)
	}
	return fc
}

type read struct {
	Feature
	invalid error
}

func readAll(text []byte) (features []read, err error) {
	err = ReadFeatures(bytes.NewReader(text), func(f Feature, invalid error) error {
		features = append(features, read{f, invalid})
		return nil
	})
	return features, err
}

// decoded makes JSON comparable, whatever its spaces and order.
func decoded(t *testing.T, raw json.RawMessage) (v any) {
	t.Helper()
	if raw == nil {
		return nil
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return v
}

// sameFeatures holds what was read against what orb/geojson reads.
func sameFeatures(t *testing.T, got []read, want []*geojson.Feature) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d features, want %d", len(got), len(want))
	}
	for i, f := range got {
		if f.invalid != nil || !reflect.DeepEqual(f.Geometry, want[i].Geometry) {
			t.Fatalf("feature %d: %#v, %v, want %#v", i+1, f.Geometry, f.invalid, want[i].Geometry)
		}
		if id := decoded(t, f.ID); !reflect.DeepEqual(id, want[i].ID) {
			t.Fatalf("feature %d: id %v, want %v", i+1, id, want[i].ID)
		}
		properties, _ := decoded(t, f.Properties).(map[string]any)
		if len(properties)+len(want[i].Properties) > 0 && !reflect.DeepEqual(properties, map[string]any(want[i].Properties)) {
			t.Fatalf("feature %d: properties %v, want %v", i+1, properties, want[i].Properties)
		}
	}
}

func TestReadFeaturesAgainstOrb(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2015))
	types := make(map[string]int)
	for range 500 {
		text, err := randomFeatures(r).MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if r.IntN(2) == 0 {
			var spaced bytes.Buffer
			if err := json.Indent(&spaced, text, "\t", "  "); err != nil {
				t.Fatal(err)
			}
			text = spaced.Bytes()
		}
		want, err := geojson.UnmarshalFeatureCollection(text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readAll(text)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		sameFeatures(t, got, want.Features)
		for _, f := range want.Features {
			if f.Geometry == nil {
				types["none"]++
			} else {
				types[f.Geometry.GeoJSONType()]++
			}
		}
	}
	if len(types) != 8 {
		t.Errorf("types tried: %v", types)
	}
}

// It does not matter how the bytes arrive, nor on which of them the file ends.
func TestReadFeaturesInPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2015))
	for range 12 {
		text, err := randomFeatures(r).MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		whole, err := readAll(text)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		err = ReadFeatures(iotest.OneByteReader(bytes.NewReader(text)), func(f Feature, invalid error) error {
			if !reflect.DeepEqual(f.Geometry, whole[n].Geometry) || !bytes.Equal(f.Properties, whole[n].Properties) {
				t.Fatalf("feature %d differs, read byte by byte", n+1)
			}
			n++
			return nil
		})
		if err != nil || n != len(whole) {
			t.Fatalf("%d features of %d byte by byte: %v", n, len(whole), err)
		}
		for cut := range text {
			got, err := readAll(text[:cut])
			if err == nil || !strings.Contains(err.Error(), "ends too early") {
				t.Fatalf("%v for a file cut after\n%s", err, text[:cut])
			}
			if len(got) > len(whole) {
				t.Fatalf("%d features of %d in a file cut after\n%s", len(got), len(whole), text[:cut])
			}
		}
	}
}

func TestReadFeaturesHandsOverTheStop(t *testing.T) {
	stop := errors.New("enough")
	n := 0
	err := ReadFeatures(strings.NewReader(collection(feature("null", "{}"), feature("null", "{}"))),
		func(Feature, error) error { n++; return stop })
	if err != stop || n != 1 {
		t.Errorf("stopped after %d features with %v", n, err)
	}
}

func feature(geometry, properties string) string {
	return fmt.Sprintf(`{"type":"Feature","geometry":%s,"properties":%s}`, geometry, properties)
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func TestNotAFeatureCollection(t *testing.T) {
	one := feature("null", "null")
	cases := []struct {
		text, want string
		features   int // read before
	}{
		{"", "ends too early", 0},
		{"  \n", "ends too early", 0},
		{"[]", "FeatureCollection, which is an object", 0},
		{"null", "FeatureCollection, which is an object", 0},
		{`"FeatureCollection"`, "FeatureCollection, which is an object", 0},
		{"id,title\n1,2", "not valid JSON", 0},
		{"<html>", "not valid JSON", 0},
		{"{}", "type: expected FeatureCollection", 0},
		{one, `type = "Feature": expected FeatureCollection`, 0},
		{`{"type":"Topology","features":[]}`, `type = "Topology": expected FeatureCollection`, 0},
		{`{"type":5,"features":[]}`, "not valid JSON", 0},
		{`{"features":[` + one + `]}`, "type: expected FeatureCollection", 1},
		{`{"type":"FeatureCollection"}`, "features: expected an array", 0},
		{`{"type":"FeatureCollection","features":null}`, "features to be an array", 0},
		{`{"type":"FeatureCollection","features":{}}`, "features to be an array", 0},
		{`{"type":"FeatureCollection","features":[],"features":[]}`, "features: expected once", 0},
		{collection(one, "null"), `feature 2: type = "": expected Feature`, 1},
		{collection(one, `{"type":"Point"}`), `feature 2: type = "Point": expected Feature`, 1},
		{collection(one, "5"), "feature 2: not valid JSON", 1},
		{collection(one, one+","), "feature 3: not valid JSON", 2},
		{collection(one, one+one), "feature 3: not valid JSON", 2},
		{collection(one) + "{}", "end of the file after", 1},
		{collection(one) + "x", "end of the file after", 1},
		{strings.Replace(collection(one), `"features":`, `"features" `, 1), "not valid JSON", 0},
		{strings.TrimSuffix(collection(one), "}") + ",}", "not valid JSON", 1},
	}
	for _, c := range cases {
		got, err := readAll([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || len(got) != c.features {
			t.Errorf("%s\n  gives %d features and %v, want %d and %q", c.text, len(got), err, c.features, c.want)
		}
	}
}

func TestInvalidGeometry(t *testing.T) {
	nested := func(depth int) string {
		return strings.Repeat(`{"type":"GeometryCollection","geometries":[`, depth) +
			`{"type":"Point","coordinates":[1,2]}` + strings.Repeat("]}", depth)
	}
	cases := []struct{ geometry, want string }{
		{`{}`, `type = ""`},
		{`5`, "geometry"},
		{`{"type":"Circle","coordinates":[1,2]}`, `type = "Circle": expected Point`},
		{`{"type":"point","coordinates":[1,2]}`, `type = "point"`},
		{`{"type":"Point"}`, "without coordinates"},
		{`{"type":"Point","coordinates":null}`, "null"},
		{`{"type":"Point","coordinates":[null,null]}`, "null"},
		{`{"type":"LineString","coordinates":[[1,2],null]}`, "null"},
		{`{"type":"Point","coordinates":[]}`, "0 numbers"},
		{`{"type":"Point","coordinates":[1]}`, "1 numbers"},
		{`{"type":"Point","coordinates":["1","2"]}`, "coordinates"},
		{`{"type":"Point","coordinates":"1,2"}`, "coordinates"},
		{`{"type":"Point","coordinates":[[1,2]]}`, "coordinates"},
		{`{"type":"Point","coordinates":[1,1e999]}`, "coordinates"},
		{`{"type":"MultiPoint","coordinates":[1,2]}`, "coordinates"},
		{`{"type":"LineString","coordinates":[[1,2],[3]]}`, "1 numbers"},
		{`{"type":"MultiLineString","coordinates":[[[1,2],[]]]}`, "0 numbers"},
		{`{"type":"Polygon","coordinates":[[[1,2],[3,4],[5]]]}`, "1 numbers"},
		{`{"type":"Polygon","coordinates":[[1,2],[3,4]]}`, "coordinates"},
		{`{"type":"MultiPolygon","coordinates":[[[[1]]]]}`, "1 numbers"},
		{`{"type":"MultiPolygon","coordinates":{}}`, "coordinates"},
		{`{"type":"GeometryCollection","geometries":[null]}`, "null in a geometry collection"},
		{`{"type":"GeometryCollection","geometries":{}}`, "geometries"},
		{`{"type":"GeometryCollection"}`, "without geometries"},
		{`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1]}]}`, "1 numbers"},
		{nested(deepestCollection + 1), "geometry collections in each other"},
	}
	for _, c := range cases {
		good := feature(nested(deepestCollection), `{"n":2}`)
		got, err := readAll([]byte(collection(feature(c.geometry, `{"n":1}`), good)))
		if err != nil || len(got) != 2 {
			t.Errorf("%s: %d features of 2, %v", c.geometry, len(got), err)
			continue
		}
		bad := got[0]
		if bad.invalid == nil || !strings.Contains(bad.invalid.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.geometry, bad.invalid, c.want)
		}
		if string(bad.Properties) != `{"n":1}` || got[1].invalid != nil || got[1].Geometry == nil {
			t.Errorf("%s: the rest was not read: %s, %v", c.geometry, bad.Properties, got[1].invalid)
		}
	}
}

// Height and what may follow it are dropped.
func TestCoordinatesBeyondTheSecond(t *testing.T) {
	got, err := readAll([]byte(collection(
		feature(`{"type":"Point","coordinates":[70.5,34,1800]}`, "null"),
		feature(`{"type":"LineString","coordinates":[[1,2,3],[4,5,6,7]]}`, "null"))))
	if err != nil || !reflect.DeepEqual(got[0].Geometry, orb.Geometry(orb.Point{70.5, 34})) ||
		!reflect.DeepEqual(got[1].Geometry, orb.Geometry(orb.LineString{{1, 2}, {4, 5}})) {
		t.Errorf("%v, %v", got, err)
	}
}

// isGeometry is RFC 7946, section 3.1, on decoded JSON.
func isGeometry(v any, depth int) bool {
	g, ok := v.(map[string]any)
	if !ok || depth > deepestCollection {
		return false
	}
	members, ok := g["geometries"].([]any)
	if !ok && g["geometries"] != nil {
		return false
	}
	name, _ := g["type"].(string)
	if name == "GeometryCollection" {
		for _, member := range members {
			ok = ok && isGeometry(member, depth+1)
		}
		return ok
	}
	levels, ok := map[string]int{
		"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3,
	}[name]
	return ok && isPositions(g["coordinates"], levels)
}

func isPositions(v any, levels int) bool {
	list, ok := v.([]any)
	for _, item := range list {
		if levels > 0 {
			ok = ok && isPositions(item, levels-1)
		} else {
			_, isNumber := item.(float64)
			ok = ok && isNumber
		}
	}
	return ok && (levels > 0 || len(list) >= 2)
}

// plain reports whether no key of an object is given twice or in other case
// than it is known by; how those are read is not defined.
func plain(d *json.Decoder) bool {
	token, err := d.Token()
	if err != nil {
		return false
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return true
	}
	keys := make(map[string]bool)
	for d.More() {
		if delim == '{' {
			key, err := d.Token()
			if err != nil {
				return false
			}
			name := key.(string)
			for _, known := range []string{"type", "id", "geometry", "properties", "features", "coordinates", "geometries", "bbox"} {
				if strings.EqualFold(name, known) && name != known {
					return false
				}
			}
			if keys[name] {
				return false
			}
			keys[name] = true
		}
		if !plain(d) {
			return false
		}
	}
	_, err = d.Token()
	return err == nil
}

func FuzzReadFeatures(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 2015))
	for range 12 {
		text, err := randomFeatures(r).MarshalJSON()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(collection(feature(`{"type":"Point","coordinates":[1,null]}`, "{}"))))
	f.Add([]byte(collection(feature(`{"type":"GeometryCollection","geometries":[]}`, `{"a":[]}`))))
	f.Add([]byte(`{"features":[],"type":"FeatureCollection","bbox":[1,2,3,4]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := readAll(text)
		if !plain(json.NewDecoder(bytes.NewReader(text))) {
			return
		}
		var raw struct {
			Features []struct {
				Geometry any `json:"geometry"`
			} `json:"features"`
		}
		if json.Unmarshal(text, &raw) != nil {
			// Not GeoJSON as a whole; or a number out of range, which is the
			// fault of one feature.
			return
		}
		valid := true
		for i, f := range raw.Features {
			ok := f.Geometry == nil || isGeometry(f.Geometry, 0)
			valid = valid && ok
			if i < len(got) && ok != (got[i].invalid == nil) {
				t.Fatalf("feature %d: valid is %v, read with %v", i+1, ok, got[i].invalid)
			}
		}
		if !valid {
			return // orb/geojson takes, or panics on, what is not valid
		}
		want, orbErr := geojson.UnmarshalFeatureCollection(text)
		if orbErr != nil || want.Features == nil {
			return
		}
		for _, f := range want.Features {
			if f == nil { // a null among the features, which is none
				return
			}
		}
		if err != nil {
			t.Fatalf("%v, orb/geojson reads %d features", err, len(want.Features))
		}
		sameFeatures(t, got, want.Features)
	})
}
