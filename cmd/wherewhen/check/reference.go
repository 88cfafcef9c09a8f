package check

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/project"

	"wherewhen/app/session"
)

// The files of the reference, made by cmd/basemap.
const (
	outlinesFile = "reference/admin1.geojson"
	placesFile   = "reference/places.json"
)

// reference is what places are compared with.
type reference struct {
	outlines map[string]outline     // by adm1_code or ISO country code
	places   map[string][]orb.Point // by placeKey
}

// outline is the land of a first-level unit or a country, from Natural Earth.
type outline struct {
	name, country string // country is an ISO code
	shape         orb.MultiPolygon
}

func readReference(data fs.FS) (*reference, error) {
	r := &reference{make(map[string]outline), make(map[string][]orb.Point)}
	if err := r.readOutlines(data); err != nil {
		return nil, fmt.Errorf("%s: %w", outlinesFile, err)
	}
	if err := r.readPlaces(data); err != nil {
		return nil, fmt.Errorf("%s: %w", placesFile, err)
	}
	return r, nil
}

func (r *reference) readOutlines(data fs.FS) error {
	content, err := fs.ReadFile(data, outlinesFile)
	if err != nil {
		return err
	}
	collection, err := geojson.UnmarshalFeatureCollection(content)
	if err != nil {
		return err
	}
	for _, f := range collection.Features {
		text := func(key string) string { return f.Properties.MustString(key, "") }
		shape, ok := f.Geometry.(orb.MultiPolygon)
		if !ok {
			return fmt.Errorf("%s: expected a MultiPolygon", text("code"))
		}
		r.outlines[text("code")] = outline{text("name"), text("country_code"), shape}
	}
	return nil
}

// readPlaces reads rows of name, other name, country code, longitude, latitude
// and population.
func (r *reference) readPlaces(data fs.FS) error {
	content, err := fs.ReadFile(data, placesFile)
	if err != nil {
		return err
	}
	var file struct{ Places [][6]any }
	if err := json.Unmarshal(content, &file); err != nil {
		return err
	}
	for _, row := range file.Places {
		country, _ := row[2].(string)
		lon, _ := row[3].(float64)
		lat, _ := row[4].(float64)
		for _, name := range row[:2] {
			if name, _ := name.(string); name != "" {
				key := placeKey(country, name)
				r.places[key] = append(r.places[key], orb.Point{lon, lat})
			}
		}
	}
	return nil
}

// placeKey makes names comparable within a country, however they are accented.
func placeKey(country, name string) string { return country + "/" + session.Fold(name) }

// away returns how far a point lies outside the outline in km, 0 inside.
func (o outline) away(p orb.Point) float64 {
	if planar.MultiPolygonContains(o.shape, p) {
		return 0
	}
	// The plane around the point keeps distances true near it, which is where
	// they decide.
	const kmPerDegree = orb.EarthRadius * math.Pi / 180 / 1000
	narrowing := math.Cos(p.Lat() * math.Pi / 180)
	flat := project.MultiPolygon(o.shape.Clone(), func(q orb.Point) orb.Point {
		return orb.Point{(q.Lon() - p.Lon()) * narrowing * kmPerDegree, (q.Lat() - p.Lat()) * kmPerDegree}
	})
	return planar.DistanceFrom(flat, orb.Point{})
}
