package main

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
)

// focus are the countries events were reported from: their places are
// labelled, and can be found, down to smaller ones.
var focus = []string{"AF", "PK", "IR", "TJ", "UZ", "TM", "KG", "KZ", "TR", "RU", "IN", "AZ", "FR", "DE", "AT", "US", "SE", "NL"}

// labels returns the label points of countries, units and places.
func labels(units []unit, cities []city, names map[string]map[string]string, d disputes) []thing {
	var things []thing
	add := func(kind string, rank, minzoom int, at orb.Point, names map[string]string, more geojson.Properties) {
		properties := geojson.Properties{"kind": kind, "rank": rank, "name": names["en"]}
		for _, language := range languages[1:] {
			if names[language] != "" && names[language] != names["en"] {
				properties["name_"+language] = names[language]
			}
		}
		for key, value := range more {
			properties[key] = value
		}
		things = append(things, thing{layer: "labels", minzoom: minzoom, properties: properties, shape: mercator(at)})
	}
	for _, c := range countries(units, d) {
		if names[c.iso] == nil {
			continue
		}
		rank := 1
		for _, area := range []float64{150, 40, 10, 2, 0.3} { // square degrees
			if c.area < area {
				rank++
			}
		}
		add("country", rank, max(0, rank-1), c.label, names[c.iso], geojson.Properties{"code": c.iso})
	}
	for i := range units {
		u := &units[i]
		// Natural Earth gives larger units smaller ranks: 2 to 10.
		if u.Names["en"] == "" || d.unsettled(u) || u.Label == (orb.Point{}) {
			continue
		}
		minzoom := 5
		if u.Rank > 5 || !slices.Contains(focus, u.CountryISO) && u.Rank > 3 {
			minzoom = 6
		}
		add("admin1", 20+u.Rank, minzoom, u.Label, u.Names, nil)
	}
	for _, c := range cities {
		minzoom, ok := placeZoom(c)
		if !ok {
			continue
		}
		rank := 10 + int(8*(1-min(1, math.Log10(float64(c.Population)+1)/7.5)))
		capital := 0
		if c.Feature == "PPLC" {
			rank, capital = rank-6, 1
		}
		add("place", rank, minzoom, c.Point, map[string]string{"en": c.Name}, geojson.Properties{"pop": c.Population, "capital": capital})
	}
	slices.SortStableFunc(things, func(a, b thing) int {
		return cmp.Compare(a.properties["rank"].(int), b.properties["rank"].(int))
	})
	return things
}

// placeZoom returns the zoom from which a place is in the tiles.
func placeZoom(c city) (zoom int, ok bool) {
	if c.Feature == "PPLX" { // a part of a place
		return 0, false
	}
	inFocus := slices.Contains(focus, c.Country)
	switch {
	case c.Feature == "PPLC" && c.Population > 400_000:
		return 3, true
	case c.Population >= 4_000_000:
		return 3, true
	case c.Feature == "PPLC", c.Population >= 1_000_000:
		return 4, true
	case c.Population >= 300_000, inFocus && c.Population >= 150_000:
		return 5, true
	case c.Population >= 100_000, inFocus && c.Population >= 15_000:
		return 6, true
	}
	return 0, false
}

type country struct {
	iso   string
	area  float64 // square degrees
	label orb.Point
}

// countries returns the countries that have an ISO code, each with one label
// point: the median of its units' middles by area, so that far dependencies do
// not pull it away.
func countries(units []unit, d disputes) []country {
	members := make(map[string][]*unit)
	for i := range units {
		if u := &units[i]; u.CountryISO != "" && !d.unsettled(u) {
			members[u.CountryISO] = append(members[u.CountryISO], u)
		}
	}
	var all []country
	for iso, us := range members {
		type weighed struct{ at, weight float64 }
		var axes [2][]weighed
		total := 0.0
		for _, u := range us {
			center, area := planar.CentroidArea(u.Shape)
			area *= math.Cos(center[1] * math.Pi / 180)
			total += area
			for axis := range axes {
				axes[axis] = append(axes[axis], weighed{center[axis], area})
			}
		}
		c := country{iso: iso, area: total}
		for axis, list := range axes {
			slices.SortFunc(list, func(a, b weighed) int {
				return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.weight, b.weight))
			})
			// The mean of the middle half is less jumpy than the median.
			sum, weight, past := 0.0, 0.0, 0.0
			for _, w := range list {
				lo, hi := max(past, total*0.25), min(past+w.weight, total*0.75)
				if hi > lo {
					sum += w.at * (hi - lo)
					weight += hi - lo
				}
				past += w.weight
			}
			if weight > 0 {
				c.label[axis] = sum / weight
			}
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b country) int { return cmp.Compare(a.iso, b.iso) })
	return all
}

// mercator projects degrees to the Web Mercator square, 0 to 1 from the
// north-west corner.
func mercator(p orb.Point) orb.Point {
	lat := max(-85.05, min(85.05, p[1]))
	s := math.Sin(lat * math.Pi / 180)
	return orb.Point{p[0]/360 + 0.5, 0.5 - math.Log((1+s)/(1-s))/(4*math.Pi)}
}
