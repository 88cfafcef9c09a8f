package site

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
