package site

import (
	"encoding/json"
	"strings"
	"testing"

	"wherewhen/app/onefile"
)

func TestParseTiles(t *testing.T) {
	for text, want := range map[string]Tiles{
		"Streets=https://tiles.example.org/{z}/{x}/{y}.png": {
			Name: "Streets", Kind: "raster", URL: "https://tiles.example.org/{z}/{x}/{y}.png", Host: "tiles.example.org", MaxZoom: 19, origin: "https://tiles.example.org"},
		" A b = https://Tiles.example.org:8443/{z}/{y}/{x}?key=a=b ; attribution = © “A” & <B>; maxzoom=17; minzoom=3": {
			Name: "A b", Kind: "raster", URL: "https://Tiles.example.org:8443/{z}/{y}/{x}?key=a=b", Host: "Tiles.example.org:8443",
			Attribution: "© “A” & <B>", MinZoom: 3, MaxZoom: 17, origin: "https://tiles.example.org:8443"},
		"V=http://localhost:8000/{z}/{x}/{y}.pbf": {
			Name: "V", Kind: "vector", URL: "http://localhost:8000/{z}/{x}/{y}.pbf", Host: "localhost:8000", MaxZoom: 14, origin: "http://localhost:8000"},
		"V=https://a.example/{z}/{x}/{y};type=vector": {
			Name: "V", Kind: "vector", URL: "https://a.example/{z}/{x}/{y}", Host: "a.example", MaxZoom: 14, origin: "https://a.example"},
		"P=https://a.example/p/all.pmtiles;attribution=Us": {
			Name: "P", Kind: "archive", URL: "https://a.example/p/all.pmtiles", Host: "a.example", Attribution: "Us", origin: "https://a.example"},
	} {
		got, err := ParseTiles(text)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestWrongTiles(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "a name and an address",
		"Streets":                            "a name and an address",
		"=https://a.example/{z}/{x}/{y}.png": "a name and an address",
		"A=http://a.example/{z}/{x}/{y}.png": "an address of one host",
		"A=https://{s}.a.example/{z}/{x}/{y}.png":              "an address of one host",
		"A=https://*.a.example/{z}/{x}/{y}.png":                "an address of one host",
		"A=https://me:pw@a.example/{z}/{x}/{y}.png":            "an address of one host",
		"A=/tiles/{z}/{x}/{y}.png":                             "an address of one host",
		"A=javascript:alert(1)":                                "an address of one host",
		"A=https://a.example/{z}/{x}.png":                      "{z}, {x} and {y} in the address",
		"A=https://a.example/tiles.json":                       "{z}, {x} and {y} in the address",
		"A=https://a.example/{z}/{x}/{y}{r}.png":               "no other braces",
		"A=https://a.example/{z}/{x}/{y}.png;maxzoom=30":       `maxzoom from 0 to 24, not "30"`,
		"A=https://a.example/{z}/{x}/{y}.png;minzoom=x":        `minzoom from 0 to 24, not "x"`,
		"A=https://a.example/{z}/{x}/{y}.png;minzoom=20":       "minzoom no higher than maxzoom, not 20 and 19",
		"A=https://a.example/{z}/{x}/{y}.png;type=terrain":     `not "type=terrain"`,
		"A=https://a.example/{z}/{x}/{y}.png;credit=x":         `not "credit=x"`,
		"A=https://a.example/a.pmtiles;maxzoom=3":              "only attribution",
		"A=https://a.example/{z}/{x}/{y}.png;attribution=a\nb": "one line",
	} {
		_, err := parseAllTiles([]string{text})
		if err == nil || !strings.HasPrefix(err.Error(), "--tiles ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	twice := "A=https://a.example/{z}/{x}/{y}.png"
	if _, err := parseAllTiles([]string{twice, twice}); err == nil || !strings.Contains(err.Error(), `"A" is taken`) {
		t.Errorf("one name twice: %v", err)
	}
}

// TestTilesOfASite looks at what tiles change: the policy, by their origins, and
// what the page says of itself. Without them nothing changes.
func TestTilesOfASite(t *testing.T) {
	tiles, err := parseAllTiles([]string{
		"A=https://a.example/{z}/{x}/{y}.png;attribution=</script><b>", "B=https://a.example/{z}/{x}/{y}.pbf", "C=https://c.example:1/x.pmtiles",
	})
	if err != nil {
		t.Fatal(err)
	}
	plain := made(t, bundled(t), "https://c.example:1")
	with, err := Make(stubProgram(t), bundled(t), []string{"https://c.example:1"}, tiles...)
	if err != nil {
		t.Fatal(err)
	}
	for name, site := range map[string]*Site{"plain": plain, "with": with} {
		page := string(site.Files["index.html"])
		named := " https://c.example:1"
		if name == "with" {
			named += " https://a.example"
		}
		policy := policyOf([]byte(page))
		if !strings.Contains(policy, "img-src 'self' data: blob:"+named+";") || !strings.Contains(policy, "connect-src 'self'"+named+";") || strings.Count(policy, "example") != 2*strings.Count(named, "example") {
			t.Errorf("%s: the policy is %s", name, policy)
		}
		_, block, _ := strings.Cut(page, `id="assets">`)
		block, _, _ = strings.Cut(block, "</script>")
		var said struct{ Tiles []Tiles }
		if err := json.Unmarshal([]byte(block), &said); err != nil {
			t.Fatal(err)
		}
		if name == "plain" && (said.Tiles != nil || strings.Contains(block, `"tiles"`)) {
			t.Errorf("without tiles the page says %v", said.Tiles)
		}
		if name == "with" && (len(said.Tiles) != 3 || said.Tiles[0].Attribution != "</script><b>" || said.Tiles[2].Kind != "archive") {
			t.Errorf("the page says %+v", said.Tiles)
		}
		if _, err := onefile.ParseSite([]byte(block)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(tiles) == 3 && plain.Version == with.Version {
		t.Error("tiles did not change the version")
	}
}
