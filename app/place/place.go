// Package place finds places by name in a small gazetteer.
package place

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Place is a town or country.
type Place struct {
	Name       string
	Country    string // name; the same as Name for a country
	Lon, Lat   float64
	Population int // 0 for a country, 1 for a spot
}

// Reach is how far around the place a map should show, in degrees of
// longitude.
func (p Place) Reach() float64 {
	switch {
	case p.Population == 0:
		return 8
	case p.Population > 1_000_000:
		return 0.5
	case p.Population > 1:
		return 0.25
	}
	return 0.06
}

// Gazetteer is a list of places with their names folded for comparison.
type Gazetteer struct {
	places []Place
	folded []string
	fold   func(string) string
}

// New returns a gazetteer of places; fold makes names comparable.
func New(places []Place, fold func(string) string) *Gazetteer {
	g := &Gazetteer{places: places, fold: fold, folded: make([]string, len(places))}
	for i, p := range places {
		g.folded[i] = fold(p.Name)
	}
	return g
}

// Parse reads the gazetteer file: an object with "countries", a list of
// [code, name, longitude, latitude], and "places", a list of [name, country
// code, longitude, latitude, population].
func Parse(file string, data []byte) ([]Place, error) {
	var f struct {
		Countries [][]any `json:"countries"`
		Places    [][]any `json:"places"`
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	names := make(map[string]string)
	var places []Place
	for i, row := range f.Countries {
		r := reader{row: row}
		r.expect(4)
		code, p := r.text(0), Place{Name: r.text(1), Lon: r.number(2), Lat: r.number(3)}
		if r.err != nil {
			return nil, fmt.Errorf("%s: countries: row %d: %w", file, i+1, r.err)
		}
		p.Country = p.Name
		names[code] = p.Name
		places = append(places, p)
	}
	for i, row := range f.Places {
		r := reader{row: row}
		r.expect(5)
		p := Place{Name: r.text(0), Country: r.text(1), Lon: r.number(2), Lat: r.number(3), Population: int(r.number(4))}
		if r.err != nil {
			return nil, fmt.Errorf("%s: places: row %d: %w", file, i+1, r.err)
		}
		if name, ok := names[p.Country]; ok {
			p.Country = name
		}
		places = append(places, p)
	}
	return places, nil
}

// reader reads the fields of a row; err is the first that is not as expected.
type reader struct {
	row []any
	err error
}

func (r *reader) expect(fields int) {
	if len(r.row) < fields {
		r.err = fmt.Errorf("%d fields, expected %d", len(r.row), fields)
	}
}

func (r *reader) text(i int) string { return field[string](r, i, "a text") }

func (r *reader) number(i int) float64 { return field[float64](r, i, "a number") }

func field[T any](r *reader, i int, expected string) (v T) {
	if r.err != nil {
		return v
	}
	v, ok := r.row[i].(T)
	if !ok {
		r.err = fmt.Errorf("field %d is %v, expected %s", i+1, r.row[i], expected)
	}
	return v
}

// Find returns up to most places whose name has a word that begins with the
// query: names that begin with it first, then countries, then larger places.
// A nil gazetteer finds nothing.
func (g *Gazetteer) Find(query string, most int) []Place {
	if g == nil {
		return nil
	}
	q := g.fold(query)
	if q == "" {
		return nil
	}
	type hit struct{ at, rank int }
	var hits []hit
	for i, name := range g.folded {
		switch {
		case name == q:
			hits = append(hits, hit{i, 0})
		case strings.HasPrefix(name, q):
			hits = append(hits, hit{i, 1})
		case strings.Contains(name, " "+q):
			hits = append(hits, hit{i, 2})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		p, q := g.places[a.at], g.places[b.at]
		return cmp.Or(
			cmp.Compare(a.rank, b.rank),
			cmp.Compare(size(q), size(p)),
			cmp.Compare(p.Name, q.Name))
	})
	found := make([]Place, 0, most)
	for _, h := range hits[:min(len(hits), most)] {
		found = append(found, g.places[h.at])
	}
	return found
}

// size orders places of one rank: countries, then towns by population.
func size(p Place) int {
	if p.Population == 0 {
		return math.MaxInt
	}
	return p.Population
}
