package site

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"
)

// Tiles are a basemap of others that a site offers: its tiles are asked for from
// where they are.
type Tiles struct {
	Name        string `json:"name"`
	Kind        string `json:"kind"` // raster, vector or archive
	URL         string `json:"url"`  // with {z}, {x} and {y}; of a PMTiles archive its address
	Host        string `json:"host"`
	Attribution string `json:"attribution,omitempty"`
	MinZoom     int    `json:"minzoom"` // the zooms there are tiles of; an archive says itself
	MaxZoom     int    `json:"maxzoom"`

	origin string // the page may ask
}

// farthestZoom is the highest zoom of tiles there can be.
const farthestZoom = 24

// lastZooms are the last zooms of tiles that say nothing of it.
var lastZooms = map[string]int{"raster": 19, "vector": 14}

// ParseTiles reads tiles as --tiles has them, "Name=https://host/{z}/{x}/{y}.png",
// with what else is said of them behind semicolons.
func ParseTiles(text string) (Tiles, error) {
	var t Tiles
	wrong := func(format string, args ...any) (Tiles, error) {
		return Tiles{}, fmt.Errorf("%q: expected %s", text, fmt.Sprintf(format, args...))
	}
	name, rest, _ := strings.Cut(text, "=")
	fields := strings.Split(rest, ";")
	t.Name, t.URL = strings.TrimSpace(name), strings.TrimSpace(fields[0])
	if t.Name == "" || t.URL == "" {
		return wrong("a name and an address, as Streets=https://tiles.example.org/{z}/{x}/{y}.png")
	}
	u, err := url.Parse(t.URL)
	if err == nil && u.User == nil {
		t.origin, err = parseOrigin(strings.ToLower(u.Scheme + "://" + u.Host))
	}
	if err != nil || t.origin == "" {
		return wrong("an address of one host, as https://tiles.example.org/{z}/{x}/{y}.png, or http://localhost:8000/…; {s} for several is not known")
	}
	t.Host = u.Host
	bare := strings.NewReplacer("{z}", "", "{x}", "", "{y}", "").Replace(t.URL)
	switch ext := path.Ext(u.Path); {
	case strings.ContainsAny(bare, "{}"):
		return wrong("no other braces in the address than {z}, {x} and {y}")
	case ext == ".pmtiles" && bare == t.URL:
		t.Kind = "archive"
	case !strings.Contains(t.URL, "{z}") || !strings.Contains(t.URL, "{x}") || !strings.Contains(t.URL, "{y}"):
		return wrong("{z}, {x} and {y} in the address, or one that ends in .pmtiles")
	case ext == ".pbf" || ext == ".mvt":
		t.Kind = "vector"
	default:
		t.Kind = "raster"
	}
	t.MinZoom, t.MaxZoom = 0, -1
	for _, field := range fields[1:] {
		key, value, _ := strings.Cut(field, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		switch {
		case key == "attribution":
			t.Attribution = value
		case t.Kind == "archive":
			return wrong("only attribution=… behind the address of an archive, which says the rest itself; not %q", field)
		case key == "type" && (value == "raster" || value == "vector"):
			t.Kind = value
		case key == "minzoom" || key == "maxzoom":
			zoom, err := strconv.Atoi(value)
			if err != nil || zoom < 0 || zoom > farthestZoom {
				return wrong("%s from 0 to %d, not %q", key, farthestZoom, value)
			}
			if key == "minzoom" {
				t.MinZoom = zoom
			} else {
				t.MaxZoom = zoom
			}
		default:
			return wrong("attribution=…, minzoom=…, maxzoom=…, type=raster or type=vector behind a semicolon, not %q", field)
		}
	}
	if t.MaxZoom < 0 {
		t.MaxZoom = lastZooms[t.Kind]
	}
	if t.MinZoom > t.MaxZoom && t.Kind != "archive" {
		return wrong("minzoom no higher than maxzoom, not %d and %d", t.MinZoom, t.MaxZoom)
	}
	if strings.ContainsFunc(t.Name+t.Attribution, unicode.IsControl) {
		return wrong("one line without control characters")
	}
	return t, nil
}

// parseAllTiles reads the values of --tiles; no two have one name.
func parseAllTiles(texts []string) ([]Tiles, error) {
	var all []Tiles
	for _, text := range texts {
		t, err := ParseTiles(text)
		if err != nil {
			return nil, fmt.Errorf("--tiles %w", err)
		}
		for _, other := range all {
			if other.Name == t.Name {
				return nil, fmt.Errorf("--tiles %q: expected a name of its own, %q is taken", text, t.Name)
			}
		}
		all = append(all, t)
	}
	return all, nil
}
