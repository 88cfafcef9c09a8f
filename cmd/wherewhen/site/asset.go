package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"wherewhen/app/event"
)

// An asset is a file named after its contents.
type asset struct {
	name     string // what the page calls it
	file     string // its published name without the hash
	contents []byte
	when     when
	plain    string // the name it is published under as well, if any
}

// when is the moment an asset is needed.
type when int

const (
	early when = iota // fetched as soon as the page arrives
	first             // by the first view
	later             // when it is asked for
	never             // by the page: only its manifest names it
)

// assets lists the assets of a site, sorted by name. Libraries get the ending
// js, because not every host knows mjs and a module of the wrong type does not
// run.
func assets(p Program, c *Collection) ([]asset, error) {
	var list []asset
	for _, a := range []struct {
		name, file, from string
		when             when
	}{
		{"app.wasm", "app.wasm", "app.wasm", early},
		{"wasm-exec", "wasm_exec.js", "wasm_exec.js", first},
		{"loader", "loader.js", "loader.js", first},
		{"loader-css", "loader.css", "loader.css", first},
		{"style", "style.css", "style.css", first},
		{"icon", "icon.svg", "icons/icon.svg", first},
		{"icon-192", "icon-192.png", "icons/icon-192.png", first},
		{"icon-512", "icon-512.png", "icons/icon-512.png", first},
		{"icon-maskable", "icon-maskable.png", "icons/icon-maskable.png", first},
		{"maplibre", "maplibre-gl.js", "maplibre/maplibre-gl.mjs", first},
		{"maplibre-worker", "maplibre-gl-worker.js", "maplibre/maplibre-gl-worker.mjs", first},
		{"maplibre-css", "maplibre-gl.css", "maplibre/maplibre-gl.css", first},
		{"pmtiles", "pmtiles.js", "pmtiles/pmtiles.js", first},
		{"places", "places.json", "places.json", later},
		{"basemap-sketch", "basemap-sketch.json", "basemap/sketch.json", early},
		{"basemap-overview", "basemap-overview.pmtiles", "basemap/overview.pmtiles", early},
		{"basemap-detail", "basemap-detail.pmtiles", "basemap/detail.pmtiles", later},
		{"outlines", "outlines.json", "basemap/outlines.json", later},
		{"backdrop", "backdrop.js", "backdrop.js", later},
		{"reader", "reader.js", "reader.js", later},
		{"reader.wasm", "reader.wasm", "reader.wasm", later},
		{"opening", "opening.js", "opening.js", later},
		{"opening-css", "opening.css", "opening.css", later},
		{"mapping", "mapping.js", "mapping.js", later},
		{"kept", "kept.js", "kept.js", later},
		{pictures[0].asset, pictures[0].asset + ".png", pictures[0].from, never},
		{pictures[1].asset, pictures[1].asset + ".png", pictures[1].from, never},
	} {
		if a.when == never && c.Own {
			continue // the pictures show the collection that comes with the program
		}
		contents, err := p.file(a.from)
		if err != nil {
			return nil, err
		}
		list = append(list, asset{name: a.name, file: a.file, contents: contents, when: a.when})
	}
	worker, err := p.worker()
	if err != nil {
		return nil, err
	}
	list = append(list, asset{name: "reader-worker", file: "reader-worker.js", contents: worker, when: later})
	list = append(list, asset{name: "columns", file: "events.columns", when: early,
		contents: event.Encode(c.table, c.regions, c.areas)})
	for _, d := range []struct {
		file string
		when when
	}{{eventsFile, later}, {regionsFile, first}, {areasFile, first}, {indicatorsFile, first}} {
		if contents, ok := c.files[d.file]; ok {
			name, _, _ := strings.Cut(d.file, ".")
			list = append(list, asset{name, d.file, contents, d.when, "data/" + d.file})
		}
	}
	slices.SortFunc(list, func(a, b asset) int { return strings.Compare(a.name, b.name) })
	return list, nil
}

// path is where the asset is published.
func (a asset) path() string {
	ext := path.Ext(a.file)
	sum := sha256.Sum256(a.contents)
	return fmt.Sprintf("assets/%s.%s%s", strings.TrimSuffix(a.file, ext), hex.EncodeToString(sum[:4]), ext)
}

// twin returns the asset as gzip, for hosts that do not compress; nil for one
// that is not worth it.
func (a asset) twin() []byte {
	switch path.Ext(a.file) {
	case ".wasm", ".json", ".geojson", ".columns":
	default:
		return nil
	}
	return gzipped(a.contents)
}

// gzipped compresses as far as gzip goes; nothing but the contents shows in
// the result.
func gzipped(contents []byte) []byte {
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	z.Write(contents) // to memory: cannot fail
	z.Close()
	return out.Bytes()
}

// integrity is what the browser holds a file against.
func integrity(contents []byte) string {
	sum := sha256.Sum256(contents)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
