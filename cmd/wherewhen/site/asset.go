package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// An asset is a file named after its contents.
type asset struct {
	name  string // what the page calls it
	stem  string // its published name is stem.hash.ext
	ext   string
	from  string
	when  when
	plain string // the name it is published under as well, if any
}

// when is the moment an asset is needed.
type when int

const (
	early when = iota // fetched as soon as the page arrives
	first             // by the first view
	later             // when it is asked for
)

// assets lists the assets of a source. Libraries get the ending js, because
// not every host knows mjs and a module of the wrong type does not run.
func (s Source) assets() ([]asset, error) {
	web := func(path string) string { return filepath.Join(s.Web, filepath.FromSlash(path)) }
	list := []asset{
		{name: "app.wasm", stem: "app", ext: "wasm", from: s.Wasm, when: early},
		{name: "wasm-exec", stem: "wasm_exec", ext: "js", from: s.WasmExec, when: first},
		{name: "loader", stem: "loader", ext: "js", from: web("loader.js"), when: first},
		{name: "loader-css", stem: "loader", ext: "css", from: web("loader.css"), when: first},
		{name: "style", stem: "style", ext: "css", from: web("style.css"), when: first},
		{name: "icon", stem: "icon", ext: "svg", from: web("icons/icon.svg"), when: first},
		{name: "icon-192", stem: "icon-192", ext: "png", from: web("icons/icon-192.png"), when: first},
		{name: "icon-512", stem: "icon-512", ext: "png", from: web("icons/icon-512.png"), when: first},
		{name: "icon-maskable", stem: "icon-maskable", ext: "png", from: web("icons/icon-maskable.png"), when: first},
		{name: "maplibre", stem: "maplibre-gl", ext: "js", from: web("node_modules/maplibre-gl/dist/maplibre-gl.mjs"), when: first},
		{name: "maplibre-worker", stem: "maplibre-gl-worker", ext: "js", from: web("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"), when: first},
		{name: "maplibre-css", stem: "maplibre-gl", ext: "css", from: web("node_modules/maplibre-gl/dist/maplibre-gl.css"), when: first},
		{name: "pmtiles", stem: "pmtiles", ext: "js", from: web("node_modules/pmtiles/dist/pmtiles.js"), when: first},
	}
	for _, data := range []struct {
		file string
		when when
	}{{"events.geojson", early}, {"regions.geojson", early}, {"areas.geojson", early}, {"indicators.json", first}} {
		name, ext, _ := strings.Cut(data.file, ".")
		list = append(list, asset{name: name, stem: name, ext: ext, when: data.when,
			from: filepath.Join(s.Data, data.file), plain: "data/" + data.file})
	}
	if exists(web("places.json")) {
		list = append(list, asset{name: "places", stem: "places", ext: "json", from: web("places.json"), when: later})
	}
	archives, err := filepath.Glob(web("basemap/*.pmtiles"))
	if err != nil {
		return nil, err
	}
	for _, archive := range archives {
		a := asset{name: "basemap-" + strings.TrimSuffix(filepath.Base(archive), ".pmtiles"), ext: "pmtiles", from: archive, when: later}
		if a.stem = a.name; a.name == "basemap-overview" {
			a.when = early
		}
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b asset) int { return cmp.Compare(a.name, b.name) })
	return list, nil
}

// path is where an asset with these contents is published.
func (a asset) path(contents []byte) string {
	sum := sha256.Sum256(contents)
	return fmt.Sprintf("assets/%s.%s.%s", a.stem, hex.EncodeToString(sum[:4]), a.ext)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
