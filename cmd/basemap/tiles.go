package main

import (
	"bytes"
	"compress/gzip"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"
	"github.com/paulmach/orb/simplify"
)

const (
	extent = 4096 // units of a tile's side
	buffer = 64   // units a tile reaches over its sides
)

// thing is what becomes a feature of tiles: a shape on the Web Mercator square,
// 0 to 1 from the north-west corner.
type thing struct {
	layer      string
	minzoom    int // first zoom it is in
	properties geojson.Properties
	shape      orb.Geometry
}

var layerNames = []string{"land", "unsettled", "boundaries", "labels"}

// makeTiles cuts things into tiles of the zooms from first to last, each
// simplified to half a pixel of the map at that zoom, but at the last zoom to
// what is still seen when it is enlarged.
func makeTiles(things []thing, first, last int, finest float64) ([]tile, error) {
	var tiles []tile
	for z := first; z <= last; z++ {
		tolerance := 0.5 / 512 / math.Exp2(float64(z))
		if z == last {
			tolerance *= finest
		}
		var simple []thing
		for _, t := range things {
			if t.minzoom > z {
				continue
			}
			if t.shape = simplified(t.shape, tolerance); t.shape != nil {
				simple = append(simple, t)
			}
		}
		cut, err := split(simple, maptile.New(0, 0, 0), z)
		if err != nil {
			return nil, err
		}
		tiles = append(tiles, cut...)
	}
	return tiles, nil
}

// simplified returns a simplified copy, nil when nothing is left to see.
func simplified(g orb.Geometry, tolerance float64) orb.Geometry {
	dp := simplify.DouglasPeucker(tolerance)
	switch g := g.(type) {
	case orb.LineString:
		line := dp.LineString(g.Clone())
		if len(line) < 2 || len(line) == 2 && line[0] == line[1] {
			return nil
		}
		return line
	case orb.MultiPolygon:
		var out orb.MultiPolygon
		for _, polygon := range g {
			var rings orb.Polygon
			for i, ring := range polygon {
				b := ring.Bound()
				if max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]) < 2*tolerance {
					if i == 0 {
						break
					}
					continue
				}
				// A degenerate ring would be no polygon.
				if r := dp.Ring(ring.Clone()); len(r) >= 4 {
					rings = append(rings, r)
				} else if i == 0 {
					break
				}
			}
			if len(rings) > 0 {
				out = append(out, rings)
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	}
	return g
}

// bounds returns the square of a tile with its buffer.
func bounds(t maptile.Tile) orb.Bound {
	side := 1 / math.Exp2(float64(t.Z))
	x, y := float64(t.X)*side, float64(t.Y)*side
	reach := side * buffer / extent
	return orb.Bound{Min: orb.Point{x - reach, y - reach}, Max: orb.Point{x + side + reach, y + side + reach}}
}

// split clips things to a tile and goes on with its quarters until zoom z.
func split(things []thing, at maptile.Tile, z int) ([]tile, error) {
	square := bounds(at)
	var inside []thing
	for _, t := range things {
		b := t.shape.Bound()
		if !b.Intersects(square) {
			continue
		}
		if !(square.Contains(b.Min) && square.Contains(b.Max)) {
			t.shape = clip.Geometry(square, orb.Clone(t.shape))
			if t.shape == nil {
				continue
			}
		}
		inside = append(inside, t)
	}
	if len(inside) == 0 {
		return nil, nil
	}
	if int(at.Z) == z {
		data, err := encode(inside, at)
		if err != nil || data == nil {
			return nil, err
		}
		return []tile{{at, data}}, nil
	}
	var tiles []tile
	for _, quarter := range at.Children() {
		cut, err := split(inside, quarter, z)
		if err != nil {
			return nil, err
		}
		tiles = append(tiles, cut...)
	}
	return tiles, nil
}

// encode writes things as a vector tile, gzipped; nil when it is empty.
func encode(things []thing, at maptile.Tile) ([]byte, error) {
	side := 1 / math.Exp2(float64(at.Z))
	x, y := float64(at.X)*side, float64(at.Y)*side
	project := func(p orb.Point) orb.Point {
		return orb.Point{math.Round((p[0] - x) / side * extent), math.Round((p[1] - y) / side * extent)}
	}
	var layers mvt.Layers
	for _, name := range layerNames {
		layer := &mvt.Layer{Name: name, Version: 2, Extent: extent}
		for _, t := range things {
			if t.layer != name {
				continue
			}
			// In the tile's units y grows down: outer rings turn the other way.
			f := geojson.NewFeature(inTile(orb.Clone(t.shape), project))
			if f.Geometry == nil {
				continue
			}
			f.Properties = t.properties
			layer.Features = append(layer.Features, f)
		}
		if len(layer.Features) > 0 {
			layers = append(layers, layer)
		}
	}
	if len(layers) == 0 {
		return nil, nil
	}
	raw, err := mvt.Marshal(layers)
	if err != nil {
		return nil, err
	}
	return zipped(raw)
}

// inTile moves a shape to the units of a tile, without points that fall
// together; nil when nothing is left.
func inTile(g orb.Geometry, project func(orb.Point) orb.Point) orb.Geometry {
	thin := func(points []orb.Point) []orb.Point {
		var out []orb.Point
		for _, p := range points {
			if q := project(p); len(out) == 0 || out[len(out)-1] != q {
				out = append(out, q)
			}
		}
		return out
	}
	line := func(l orb.LineString) orb.LineString { return thin(l) }
	switch g := g.(type) {
	case orb.Point:
		return project(g)
	case orb.LineString:
		if l := line(g); len(l) > 1 {
			return l
		}
	case orb.MultiLineString:
		var out orb.MultiLineString
		for _, l := range g {
			if l = line(l); len(l) > 1 {
				out = append(out, l)
			}
		}
		if len(out) > 0 {
			return out
		}
	case orb.Polygon:
		return inTile(orb.MultiPolygon{g}, project)
	case orb.MultiPolygon:
		var out orb.MultiPolygon
		for _, polygon := range g {
			var rings orb.Polygon
			for i, ring := range polygon {
				r := orb.Ring(thin(ring))
				if len(r) < 4 {
					if i == 0 {
						break
					}
					continue
				}
				rings = append(rings, r)
			}
			if len(rings) > 0 {
				out = append(out, rings)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

func zipped(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}
