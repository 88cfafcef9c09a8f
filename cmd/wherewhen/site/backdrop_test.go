package site

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"wherewhen/app/mapview"
)

// inNode runs statements over web/backdrop.js, as the module b, and returns what
// they return.
func inNode(t *testing.T, statements string, given any) []byte {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs node")
	}
	module, err := os.ReadFile(filepath.Join("..", "..", "..", "web", "backdrop.js"))
	if err != nil {
		t.Fatal(err)
	}
	input, err := json.Marshal(map[string]any{"module": string(module), "given": given})
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(node, "--input-type=module", "-e", `
		const { module, given } = JSON.parse((await import("node:fs")).readFileSync(0, "utf8"));
		const b = await import("data:text/javascript," + encodeURIComponent(module));
		const found = await (async () => {`+statements+`})();
		console.log(JSON.stringify(found));`)
	c.Stdin, c.Stderr = strings.NewReader(string(input)), os.Stderr
	c.Dir = filepath.Join("..", "..", "..", "web")
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// head is the header of an archive of 1000 bytes.
func head(change func(h []byte)) []byte {
	h := make([]byte, 127)
	copy(h, "PMTiles\x03")
	for i, part := range [][2]uint64{{127, 100}, {227, 200}, {427, 0}, {427, 573}} {
		binary.LittleEndian.PutUint64(h[8+16*i:], part[0])
		binary.LittleEndian.PutUint64(h[16+16*i:], part[1])
	}
	copy(h[97:], []byte{2, 2, 1, 0, 14})
	for i, degrees := range []int32{5, 50, 7, 53} {
		binary.LittleEndian.PutUint32(h[102+4*i:], uint32(degrees*1e7))
	}
	change(h)
	return h
}

func TestHeadersOfArchives(t *testing.T) {
	set := func(at int, value ...byte) []byte { return head(func(h []byte) { copy(h[at:], value) }) }
	cases := []struct {
		name  string
		bytes []byte
		size  int
		want  string // in the error, "" for none
	}{
		{"good", set(0), 1000, ""},
		{"longer than it says", set(0), 1200, ""},
		{"of unknown length", set(0), 0, ""},
		{"pictures, compression not stated", set(98, 0, 2), 1000, ""},
		{"AVIF", set(98, 1, 5), 1000, ""},
		{"empty", nil, 0, "it is empty: expected a PMTiles archive"},
		{"text", []byte("id,title,start\n"), 15, "it is no PMTiles archive: expected it to begin with PMTiles"},
		{"two bytes", []byte("PM"), 2, "it is no PMTiles archive"},
		{"version 1", []byte("PM\x01\x00\x00\x00\x00\x00\x00"), 600000, "it is PMTiles of version 1: expected version 3, which pmtiles convert makes of it"},
		{"version 2", []byte("PM\x02\x00\x00\x00\x00\x00\x00"), 600000, "it is PMTiles of version 2: expected version 3, which pmtiles convert makes of it"},
		{"version 4", set(7, 4), 1000, "it is PMTiles of version 4: expected version 3"},
		{"half a header", set(0)[:60], 60, "it ends after 60 bytes: expected a header of 127"},
		{"cut off", set(0), 999, "it is cut off after 999 of 1000 bytes: expected the whole file"},
		{"brotli directories", set(97, 3), 1000, "its directories are compressed by brotli: expected gzip or none"},
		{"unknown directories", set(97, 0), 1000, "its directories are compressed by an unknown compression: expected gzip or none"},
		{"zstd tiles", set(98, 4), 1000, "its tiles are compressed by zstd: expected gzip or none"},
		{"compression 9", set(98, 9), 1000, "its tiles are compressed by number 9: expected gzip or none"},
		{"vectors, compression not stated", set(98, 0), 1000, "its tiles are compressed by an unknown compression"},
		{"unknown tiles", set(99, 0), 1000, "its tiles are of an unknown type: expected MVT, PNG, JPEG, WebP or AVIF"},
		{"MLT", set(99, 6), 1000, "its tiles are of MLT: expected MVT"},
		{"tiles of type 77", set(99, 77), 1000, "its tiles are of type 77"},
		{"zooms turned around", set(100, 9, 3), 1000, "its zooms are 9 to 3: expected two of 0 to 24, the lower first"},
		{"zoom 40", set(101, 40), 1000, "its zooms are 0 to 40"},
		{"no tile", set(64, 0, 0, 0, 0, 0, 0, 0, 0), 1000, "it holds no tile"},
	}
	given := make([]map[string]any, len(cases))
	for i, c := range cases {
		numbers := make([]int, len(c.bytes))
		for j, b := range c.bytes {
			numbers[j] = int(b)
		}
		given[i] = map[string]any{"bytes": numbers, "size": c.size}
	}
	var found []struct {
		Error            string
		Raster           bool
		MinZoom, MaxZoom int
		Bounds           [4]float64
	}
	out := inNode(t, `return given.map(({ bytes, size }) => {
		try { return b.readHeader(new Uint8Array(bytes), size); } catch (error) { return { error: error.message }; }
	});`, given)
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		got := found[i]
		if got.Error != c.want && (c.want == "" || !strings.HasPrefix(got.Error, c.want)) {
			t.Errorf("%s: %q, want %q", c.name, got.Error, c.want)
		}
		if c.want == "" && (got.MaxZoom != 14 || got.Bounds != [4]float64{5, 50, 7, 53} || got.Raster != (c.bytes[99] > 1)) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestPlainText(t *testing.T) {
	cases := [][2]string{
		{"© OpenStreetMap", "© OpenStreetMap"},
		{`<a href="https://a.example" onclick='x("<b>")'>&copy; OpenStreetMap</a> &amp; others`, `")'>© OpenStreetMap & others`},
		{`<img src=x onerror="window.__hostile=1">Us`, "Us"},
		{"&lt;img src=x onerror=alert(1)&gt;", "<img src=x onerror=alert(1)>"},
		{"a < b > c <", "a < b > c <"},
		{"<script>alert(1)</script><!-- x --><style", "alert(1)"},
		{"two\n\tlines\u202e\u2028\x00end", "two lines end"},
		{strings.Repeat("ö", 400), strings.Repeat("ö", 300) + "…"},
		{"&amp;lt;b&amp;gt; &unknown;", "&lt;b&gt; &unknown;"},
	}
	var given, found []string
	for _, c := range cases {
		given = append(given, c[0])
	}
	if err := json.Unmarshal(inNode(t, `return [...given.map(b.plain), b.plain(7), b.plain(null)]`, given), &found); err != nil {
		t.Fatal(err)
	}
	for i, c := range append(cases, [2]string{"7", ""}, [2]string{"null", ""}) {
		if found[i] != c[1] {
			t.Errorf("%q: %q, want %q", c[0], found[i], c[1])
		}
	}
}

// TestDressedStyles puts every kind of backdrop into every kind of style: the
// result is valid by MapLibre's own specification, all of ours is kept in its
// order, and what is ours lies above.
func TestDressedStyles(t *testing.T) {
	if _, err := os.Stat(filepath.Join("..", "..", "..", "web", "node_modules", "@maplibre", "maplibre-gl-style-spec")); err != nil {
		t.Skip("needs web/node_modules: make dist brings it")
	}
	var styles []map[string]any
	for code := range 8 {
		looks := mapview.Looks{Dark: code&1 > 0, Globe: code&2 > 0, Language: "en", Regions: []string{"a"}}
		var shades any
		if code&1 > 0 {
			shades = map[string]any{"type": "FeatureCollection", "features": []any{}}
		}
		styles = append(styles, mapview.Style(&looks, mapview.StyleData{Detail: code&4 > 0, Shades: shades}))
	}
	backdrops := []map[string]any{
		{"layers": []string{"earth", "landcover", "landuse", "water", "roads", "buildings", "places", "pois", "boundaries", "transit"}},
		{"layers": []string{"water", "waterway", "landcover", "landuse", "park", "boundary", "transportation", "transportation_name", "building", "place", "poi", "aeroway"}},
		{"layers": []string{"ocean", "water_polygons", "water_lines", "land", "sites", "buildings", "streets", "street_labels", "place_labels", "boundaries"}},
		{"layers": []string{"a", "<b>", "@name", "boundaries", "__proto__", "constructor"}},
		{"layers": nil},
		{"layers": []string{}, "raster": true},
	}
	for _, b := range backdrops {
		if b["raster"] == nil {
			b["raster"] = false
		}
		b["url"], b["minzoom"], b["maxzoom"], b["bounds"] = "backdrop://1/{z}/{x}/{y}", 3, 14, []float64{5, 50, 7, 53}
	}
	var found []string
	out := inNode(t, `
		const { validateStyleMin } = await import("@maplibre/maplibre-gl-style-spec");
		const wrong = [];
		for (const [i, style] of given.styles.entries()) for (const [j, backdrop] of given.backdrops.entries()) {
			const say = (text) => wrong.push("style " + i + ", backdrop " + j + ": " + text);
			const ours = style.layers.map(({ id }) => id);
			const dressed = b.dressed(structuredClone(style), backdrop, i % 2 === 1, "en");
			for (const { message } of validateStyleMin(dressed)) say(message);
			const ids = dressed.layers.map(({ id }) => id);
			if (new Set(ids).size !== ids.length) say("two layers have one name");
			if (ids.filter((id) => ours.includes(id)).join() !== ours.join()) say("ours are not as they were");
			const theirs = dressed.layers.map((layer, at) => ({ ...layer, at })).filter(({ id }) => id.startsWith("backdrop"));
			if (theirs.length < (backdrop.raster ? 1 : 4)) say("nothing is drawn: " + theirs.length);
			if (theirs.some((layer) => /bound|poi|transit$/.test(layer["source-layer"]))) say("boundaries or points of interest are drawn");
			const lines = ids.indexOf("overview-borders"), names = ids.indexOf("overview-places"), shades = ids.indexOf("shade");
			for (const { type, at } of theirs) {
				if (type === "symbol" ? at > names : at > lines || (shades >= 0 && at > shades)) say("theirs lie above ours");
			}
			const silent = dressed.layers.filter(({ filter }) => JSON.stringify(filter ?? "").includes("within")).map(({ id }) => id.split("-")[1]);
			const want = backdrop.raster ? "countries,places,provinces" : j === 3 ? "" : "places";
			if ([...new Set(silent)].sort().join() !== want) say("names of ours that give way: " + silent);
		}
		return wrong;`, map[string]any{"styles": styles, "backdrops": backdrops})
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	for i, wrong := range found {
		if i < 20 {
			t.Error(wrong)
		}
	}
}
