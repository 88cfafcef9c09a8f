// Command basemap makes what the map of Wherewhen stands on from the npm
// packages of its package.json: the basemap archives, the outlines of regions
// and areas, the reference the checks compare with, and the gazetteer. The
// same packages give the same bytes.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/project"
)

// overviewMaxZoom and detailMaxZoom are the last zooms of the two archives;
// the page enlarges the last tiles for nearer views.
const (
	overviewMaxZoom = 4
	detailMaxZoom   = 6
)

func main() {
	if err := run("node_modules", filepath.Join("..", "..")); err != nil {
		fmt.Fprintln(os.Stderr, "basemap:", err)
		os.Exit(1)
	}
}

func run(modules, root string) error {
	units, err := readUnits(modules)
	if err != nil {
		return err
	}
	cities, err := readCities(modules)
	if err != nil {
		return err
	}
	names, err := readCountryNames(modules)
	if err != nil {
		return err
	}
	d, err := readDisputes()
	if err != nil {
		return err
	}
	each := make([]int, len(units))
	for i := range each {
		each[i] = i
	}
	lines := findBorders(units, each)
	fmt.Printf("%d units, %d borders, %d places\n", len(units), len(lines), len(cities))

	o := outliner{units, lines, d}
	if err := o.writeRegions(filepath.Join(root, "data", "regions.geojson")); err != nil {
		return err
	}
	if err := o.writeAreas(filepath.Join(root, "data", "events.geojson"), filepath.Join(root, "data", "areas.geojson")); err != nil {
		return err
	}
	if err := o.writeShades(filepath.Join(root, "data", "events.geojson"), filepath.Join(root, "web", "basemap", "outlines.json"), names); err != nil {
		return err
	}
	reference := filepath.Join(root, "data", "reference")
	if err := os.MkdirAll(reference, 0o755); err != nil {
		return err
	}
	if err := o.writeReference(filepath.Join(root, "data"), filepath.Join(reference, "admin1.geojson")); err != nil {
		return err
	}
	if err := writeReferencePlaces(cities, filepath.Join(reference, "places.json")); err != nil {
		return err
	}
	if err := writeGazetteer(cities, countries(units, d), names, filepath.Join(root, "web", "places.json")); err != nil {
		return err
	}
	return writeBasemaps(modules, filepath.Join(root, "web", "basemap"), units, lines, labels(units, cities, names, d), d)
}

// writeBasemaps makes the two archives, and the sketch of the first.
func writeBasemaps(modules, dir string, units []unit, lines []border, labels []thing, d disputes) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, a := range []struct {
		file        string
		land        string
		first, last int
		finest      float64
	}{
		{"overview.pmtiles", "50m", 0, overviewMaxZoom, 0.7},
		{"detail.pmtiles", "10m", overviewMaxZoom + 1, detailMaxZoom, 0.3},
	} {
		land, err := readLand(modules, a.land)
		if err != nil {
			return err
		}
		things := ground(land, units, lines, d)
		if a.first == 0 {
			if err := writeSketch(filepath.Join(dir, "sketch.json"), things); err != nil {
				return err
			}
		}
		things = append(things, labels...)
		tiles, err := makeTiles(things, a.first, a.last, a.finest)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		err = writeArchive(&b, archive{a.first, a.last, map[string]any{
			"name":          "Wherewhen basemap",
			"attribution":   "Natural Earth; GeoNames (CC BY 4.0)",
			"description":   "Land, boundaries and labels; see README.md",
			"vector_layers": describeLayers(a.first, a.last),
		}}, tiles)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, a.file), b.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func describeLayers(first, last int) []any {
	fields := map[string]map[string]string{
		"land": {}, "unsettled": {},
		"boundaries": {"level": "Number", "disputed": "Number"},
		"labels": {"kind": "String", "rank": "Number", "name": "String", "name_ar": "String", "name_fa": "String",
			"name_ru": "String", "name_fr": "String", "pop": "Number", "capital": "Number", "code": "String"},
	}
	var layers []any
	for _, name := range layerNames {
		layers = append(layers, map[string]any{"id": name, "fields": fields[name], "minzoom": first, "maxzoom": last})
	}
	return layers
}

// ground returns land, unsettled areas and boundaries.
func ground(land orb.MultiPolygon, units []unit, lines []border, d disputes) []thing {
	var things []thing
	for _, polygon := range land {
		things = append(things, thing{layer: "land", shape: projected(orb.MultiPolygon{polygon})})
	}
	for i := range units {
		if d.unsettled(&units[i]) {
			things = append(things, thing{layer: "unsettled", shape: projected(units[i].Shape)})
		}
	}
	for _, b := range lines {
		if b.b < 0 {
			continue
		}
		p, q := &units[b.a], &units[b.b]
		properties, minzoom := geojson.Properties{"level": 0}, 0
		switch disputed := d.line(p, q); {
		case disputed:
			properties["disputed"] = 1
		case p.Country == q.Country && d.unsettled(p) && d.unsettled(q):
			continue
		case p.Country == q.Country:
			properties["level"] = 1
			if minzoom = 4; p.CountryISO != "AF" && p.CountryISO != "PK" && p.CountryISO != "IR" {
				minzoom = 5
			}
		}
		things = append(things, thing{layer: "boundaries", minzoom: minzoom, properties: properties, shape: projected(b.line)})
	}
	return things
}

func projected(g orb.Geometry) orb.Geometry {
	return project.Geometry(orb.Clone(g), mercator)
}

// outliner writes files of outlines.
type outliner struct {
	units []unit
	lines []border
	d     disputes
}

// of returns the outline of units by their codes, or of countries by ISO code.
func (o *outliner) of(tolerance float64, codes ...string) orb.MultiPolygon {
	within := make(map[int]bool)
	for i := range o.units {
		u := &o.units[i]
		for _, code := range codes {
			if u.Code == code || u.CountryISO == code && !o.d.unsettled(u) {
				within[i] = true
			}
		}
	}
	return outline(o.lines, within, tolerance)
}

func (o *outliner) name(code string) (name, iso string) {
	for i := range o.units {
		if u := &o.units[i]; u.Code == code {
			return u.Names["en"], u.CountryISO
		} else if u.CountryISO == code && !o.d.unsettled(u) {
			return u.CountryName, code
		}
	}
	return "", ""
}

// webTolerance is that of outlines drawn on the map, referenceTolerance that
// of the outlines the checks use, in degrees.
const (
	webTolerance       = 0.02
	referenceTolerance = 0.008
)

// raw is a feature whose properties are kept as written.
type raw struct {
	Type       string          `json:"type"`
	ID         any             `json:"id,omitempty"`
	Geometry   any             `json:"geometry"`
	Properties json.RawMessage `json:"properties"`
}

// writeRegions writes the outline of each region anew from the codes in its
// properties.
func (o *outliner) writeRegions(file string) error {
	features, err := readFeatures(file)
	if err != nil {
		return err
	}
	for i := range features {
		var p struct {
			ID           string
			Admin1Codes  []string `json:"admin1_codes"`
			CountryCodes []string `json:"country_codes"`
		}
		if err := json.Unmarshal(features[i].Properties, &p); err != nil {
			return err
		}
		codes := p.Admin1Codes
		if len(codes) == 0 {
			codes = p.CountryCodes
		}
		shape := o.of(webTolerance, codes...)
		if len(shape) == 0 {
			return fmt.Errorf("%s: region %s has no outline", file, p.ID)
		}
		features[i].Geometry = geojson.NewGeometry(shape)
	}
	return writeFeatures(file, features)
}

// writeAreas writes the outlines of the areas events lie in that have no
// point.
func (o *outliner) writeAreas(events, file string) error {
	features, err := readFeatures(events)
	if err != nil {
		return err
	}
	codes := make(map[string]bool)
	for _, f := range features {
		var p struct{ Area, Admin1, Country string }
		if err := json.Unmarshal(f.Properties, &p); err != nil {
			return err
		}
		if p.Area != "" {
			codes[p.Area] = true
		}
	}
	return o.writeOutlines(file, codes, webTolerance)
}

// writeReference writes the outlines of all units and countries the data
// names.
func (o *outliner) writeReference(dir, file string) error {
	codes := make(map[string]bool)
	isos := make(map[string]bool)
	for _, name := range []string{"events.geojson", "regions.geojson"} {
		features, err := readFeatures(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		for _, f := range features {
			var p struct {
				Admin1Code   string   `json:"admin1_code"`
				CountryCode  string   `json:"country_code"`
				Admin1Codes  []string `json:"admin1_codes"`
				CountryCodes []string `json:"country_codes"`
				Area         string
			}
			if err := json.Unmarshal(f.Properties, &p); err != nil {
				return err
			}
			for _, code := range append(append(p.Admin1Codes, p.CountryCodes...), p.Admin1Code, p.CountryCode, p.Area) {
				if len(code) == 2 {
					isos[code] = true
				}
				if code != "" {
					codes[code] = true
				}
			}
		}
	}
	// Whole provinces of the countries most events are from, so that a wrong
	// code is told from an unknown one.
	for i := range o.units {
		if u := &o.units[i]; slices.Contains([]string{"AF", "PK", "IR", "TJ"}, u.CountryISO) && !o.d.unsettled(u) {
			codes[u.Code] = true
		}
	}
	return o.writeOutlines(file, codes, referenceTolerance)
}

func (o *outliner) writeOutlines(file string, codes map[string]bool, tolerance float64) error {
	var list []string
	for code := range codes {
		list = append(list, code)
	}
	slices.Sort(list)
	var features []raw
	for _, code := range list {
		t := tolerance
		level := "admin1"
		if len(code) == 2 {
			level = "country"
			t *= 2 // countries are seen from farther off
		}
		shape := o.of(t, code)
		if len(shape) == 0 {
			return fmt.Errorf("%s: no unit or country %s", file, code)
		}
		name, iso := o.name(code)
		properties, err := json.Marshal(map[string]string{"code": code, "name": name, "country_code": iso, "level": level})
		if err != nil {
			return err
		}
		features = append(features, raw{Type: "Feature", Geometry: geojson.NewGeometry(shape), Properties: properties})
	}
	return writeFeatures(file, features)
}

func readFeatures(file string) ([]raw, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var collection struct{ Features []raw }
	if err := json.Unmarshal(data, &collection); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return collection.Features, nil
}

// writeFeatures writes a feature a line, so that changes can be read.
func writeFeatures(file string, features []raw) error {
	b := bytes.NewBufferString(`{"type":"FeatureCollection","features":[` + "\n")
	for i, f := range features {
		if i > 0 {
			b.WriteString(",\n")
		}
		encoder := json.NewEncoder(b)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(f); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1)
	}
	b.WriteString("\n]}\n")
	return write(file, b.Bytes())
}

func write(file string, data []byte) error {
	fmt.Printf("%s: %d bytes\n", filepath.Base(file), len(data))
	return os.WriteFile(file, data, 0o644)
}

// writeReferencePlaces writes the places the checks look names up in: rows of
// name, other name, country code, longitude, latitude and population.
func writeReferencePlaces(cities []city, file string) error {
	var rows []any
	for _, c := range sorted(cities) {
		if slices.Contains(focus, c.Country) && (c.Population >= 15_000 || slices.Contains([]string{"AF", "PK", "TJ"}, c.Country) && c.Population >= 1000) {
			rows = append(rows, []any{c.Name, c.AltName, c.Country, c.Point[0], c.Point[1], c.Population})
		}
	}
	return writeRows(file, map[string][]any{"places": rows}, "places")
}

// writeGazetteer writes the places that can be found by name on the page; see
// package place for the format.
func writeGazetteer(cities []city, countries []country, names map[string]map[string]string, file string) error {
	var rows, named []any
	for _, c := range countries {
		if names[c.iso]["en"] != "" {
			named = append(named, []any{c.iso, names[c.iso]["en"], round(c.label[0], 2), round(c.label[1], 2)})
		}
	}
	for _, c := range sorted(cities) {
		if c.Feature == "PPLX" {
			continue
		}
		if c.Population >= 150_000 || slices.Contains(focus[:9], c.Country) && c.Population >= 15_000 {
			rows = append(rows, []any{c.Name, c.Country, round(c.Point[0], 3), round(c.Point[1], 3), c.Population})
		}
	}
	return writeRows(file, map[string][]any{"countries": named, "places": rows}, "countries", "places")
}

func sorted(cities []city) []city {
	cities = slices.Clone(cities)
	slices.SortStableFunc(cities, func(a, b city) int {
		return cmp.Or(cmp.Compare(a.Country, b.Country), cmp.Compare(b.Population, a.Population), cmp.Compare(a.Name, b.Name))
	})
	return cities
}

func round(v float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(v*scale) / scale
}

func writeRows(file string, tables map[string][]any, order ...string) error {
	var b bytes.Buffer
	b.WriteString("{")
	for i, key := range order {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, "%q:[\n", key)
		for k, row := range tables[key] {
			if k > 0 {
				b.WriteString(",\n")
			}
			line, err := json.Marshal(row)
			if err != nil {
				return err
			}
			b.Write(line)
		}
		b.WriteString("]")
	}
	b.WriteString("}\n")
	return write(file, b.Bytes())
}
