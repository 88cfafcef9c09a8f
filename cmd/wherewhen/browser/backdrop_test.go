package browser

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp/kb"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/maptile"

	"wherewhen/cmd/wherewhen/site"
)

// archiveOf is a PMTiles archive of one tile, that of the whole world, without
// any compression.
func archiveOf(t *testing.T, kind byte, tile []byte, metadata map[string]any) []byte {
	t.Helper()
	said, err := json.Marshal(metadata)
	if err != nil {
		t.Fatal(err)
	}
	directory := binary.AppendUvarint([]byte{1, 0, 1}, uint64(len(tile))) // one entry, tile 0, one in a row
	directory = append(directory, 1)                                      // at the beginning
	head := make([]byte, 127)
	copy(head, "PMTiles\x03")
	at := uint64(len(head))
	for i, length := range []int{len(directory), len(said), 0, len(tile)} {
		binary.LittleEndian.PutUint64(head[8+16*i:], at)
		binary.LittleEndian.PutUint64(head[16+16*i:], uint64(length))
		at += uint64(length)
	}
	copy(head[97:], []byte{1, 1, kind, 0, 0})
	for i, degrees := range []int32{-20, 30, 40, 70} {
		binary.LittleEndian.PutUint32(head[102+4*i:], uint32(degrees*1e7))
	}
	return bytes.Join([][]byte{head, directory, said, tile}, nil)
}

// box is a rectangle of degrees.
func box(west, south, east, north float64) orb.Polygon {
	return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}.ToPolygon()
}

// streets is an archive in the schema of OpenMapTiles, or of Protomaps, and with
// a layer of no schema.
func streets(t *testing.T, protomaps bool) []byte {
	t.Helper()
	road, kind, names, place := "transportation", "class", "transportation_name", "place"
	if protomaps {
		road, kind, names, place = "roads", "kind", "roads", "places"
	}
	layers := map[string][]*geojson.Feature{}
	add := func(layer string, g orb.Geometry, properties geojson.Properties) {
		f := geojson.NewFeature(g)
		f.Properties = properties
		layers[layer] = append(layers[layer], f)
	}
	if protomaps {
		add("earth", box(-20, 30, 40, 70), geojson.Properties{kind: "earth"})
		add("boundaries", orb.LineString{{0, 45}, {30, 45}}, geojson.Properties{kind: "country"})
	} else {
		add("boundary", orb.LineString{{0, 45}, {30, 45}}, geojson.Properties{"admin_level": 2})
	}
	add("water", box(8, 46, 14, 50), geojson.Properties{kind: "lake"})
	add("schools", box(16, 46, 22, 50), geojson.Properties{})
	add("schools", orb.Point{16.5, 52.6}, geojson.Properties{"name": "Schola"})
	add(road, orb.LineString{{0, 52}, {30, 52}}, geojson.Properties{kind: map[bool]string{true: "highway", false: "motorway"}[protomaps], "name": "Via"})
	if names != road {
		add(names, orb.LineString{{0, 52}, {30, 52}}, geojson.Properties{"name": "Via"})
	}
	add(place, orb.Point{15.5, 51.3}, geojson.Properties{kind: "locality", "kind_detail": "city", "class": "city", "name": "Urbs"})
	vector, said := mvt.Layers{}, []map[string]any{}
	for name, features := range layers {
		vector = append(vector, mvt.NewLayer(name, &geojson.FeatureCollection{Features: features}))
		said = append(said, map[string]any{"id": name, "fields": map[string]string{}})
	}
	vector.ProjectToTile(maptile.New(0, 0, 0))
	tile, err := mvt.Marshal(vector)
	if err != nil {
		t.Fatal(err)
	}
	return archiveOf(t, 1, tile, map[string]any{
		"name": "Streets of <i>nowhere</i>", "attribution": hostileCredit, "vector_layers": said,
	})
}

const hostileCredit = `<a href="https://evil.example/">&copy; Others</a> &lt;img src=x onerror="window.__hostile=1"&gt;<img src=x onerror="window.__hostile=2"> &amp; more`

const plainCredit = `© Others <img src=x onerror="window.__hostile=1"> & more`

// pictureTile is a tile of one colour.
func pictureTile(t *testing.T, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 256, 256))
	for i := range 256 * 256 {
		m.Set(i%256, i/256, c)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// noteMap has the page keep its map as window.theMap when something is laid.
const noteMap = `wherewhen.maplibre().then(({ Map }) => {
	const { setMaxZoom } = Map.prototype;
	Map.prototype.setMaxZoom = function(zoom) { window.theMap = this; return setMaxZoom.call(this, zoom); };
	return true;
})`

// unfoldBasemap unfolds what the legend offers as basemap, by the keyboard.
func (p *tab) unfoldBasemap() {
	p.t.Helper()
	for _, id := range []string{"#legend", "#basemap"} {
		if !eval[bool](p, fmt.Sprintf(`document.querySelector(%q).open`, id)) {
			p.run(fmt.Sprintf(`document.querySelector('%s > summary').focus()`, id))
			p.keys(kb.Enter)
		}
	}
	p.wait(`document.querySelector('#open-backdrop')?.checkVisibility()`)
}

// chooseBackdrop chooses a file as basemap.
func (p *tab) chooseBackdrop(path string) {
	p.t.Helper()
	p.unfoldBasemap()
	root := call(p, dom.GetDocument, dom.GetDocumentParams{})
	found := call(p, dom.QuerySelector, dom.QuerySelectorParams{NodeID: root.Root.NodeID, Selector: "#backdrop-file"})
	call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, NodeID: found.NodeID})
}

// drawnOf are the layers of the tiles that are drawn of what lies over the
// basemap.
const drawnOf = `[...new Set(theMap.queryRenderedFeatures().filter(f => f.source === 'backdrop').map(f => f.sourceLayer))].sort().join()`

// drawnNames are the names drawn, ours and those of others.
const drawnNames = `theMap.queryRenderedFeatures().filter(f => f.layer.type === 'symbol').map(f => f.properties.name)`

func TestOwnBackdrop(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#map=51.00000,12.00000,5.20&theme=light", desktop)
	p.waitMap()
	eval[bool](p, noteMap)
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	p.unfoldBasemap()
	p.wait(`document.querySelector('#open-backdrop')?.checkVisibility() && !document.querySelector('#own-backdrop').checkVisibility()`)
	for _, schema := range []string{"openmaptiles", "protomaps"} {
		p.chooseBackdrop(own(t, schema+".pmtiles", string(streets(t, schema == "protomaps"))))
		p.wait(fmt.Sprintf(`document.querySelector('#own-backdrop b').textContent === '\u2068%s.pmtiles\u2069'`, schema))
		want := "place,schools,transportation,water"
		if schema == "protomaps" {
			want = "earth,places,roads,schools,water"
		}
		p.wait(fmt.Sprintf(`window.theMap && %s === %q`, drawnOf, want))
		p.wait(fmt.Sprintf(`['Urbs', 'Schola'].every(name => %s.includes(name))`, drawnNames))
	}
	said := p.text("#own-backdrop p")
	for _, want := range []string{"Streets of nowhere", "zoom 0 to 0", plainCredit} {
		if !strings.Contains(said, want) {
			t.Errorf("of the file is said %q, want %q", said, want)
		}
	}
	if credit := p.text(".backdrop-credit"); credit != plainCredit {
		t.Errorf("on the map stands %q", credit)
	}
	if eval[bool](p, `'__hostile' in window || Boolean(document.querySelector('.backdrop-credit *, #own-backdrop p *, #map img, #legend img'))`) {
		t.Error("the attribution became elements")
	}
	// Water of the file is ours in colour, where we have land.
	p.click("#said button")
	at := eval[[2]float64](p, `(({x, y}, box) => [x + box.x, y + box.y])(theMap.project([12, 49.4]), document.querySelector('#map-ground').getBoundingClientRect())`)
	p.expectShade(at[0], at[1], "#dbe5eb")

	// Our own names of places give way where the file is, and nowhere else.
	if names := eval[[]string](p, `theMap.queryRenderedFeatures().filter(f => /-places$/.test(f.layer.id) && f.source !== 'backdrop').filter(f => {
		const [lon, lat] = f.geometry.coordinates; return lon > -20 && lon < 40 && lat > 30 && lat < 70; }).map(f => f.properties.name)`); len(names) > 0 {
		t.Errorf("our names %v stand among those of the file", names)
	}
	// Boundaries are ours, above the file.
	if order := eval[bool](p, `(ids => ids.findLastIndex(id => /^backdrop-\d+-(water|roads|schools|earth)$/.test(id) && theMap.getLayer(id).type !== 'symbol') < ids.indexOf('overview-borders') &&
		ids.indexOf('overview-disputed') < ids.indexOf('regions') && !ids.some(id => id.includes('boundar')))(theMap.getStyle().layers.map(l => l.id))`); !order {
		t.Error("the layers are out of order")
	}

	// The theme is followed.
	p.run(`location.hash = location.hash.replace('theme=light', 'theme=dark')`)
	p.wait(`document.documentElement.dataset.theme === 'dark' && theMap.getStyle().layers.find(l => /-earth$/.test(l.id)).paint['fill-color'] === '#1c2329'`)
	p.wait(fmt.Sprintf(`%s === "earth,places,roads,schools,water"`, drawnOf))

	// The map goes to it, and the reader back.
	before := p.fragment()
	if strings.Contains(before, "pmtiles") || strings.Contains(before, "proto") {
		t.Errorf("the address names the file: %s", before)
	}
	p.run(`document.querySelector('#go-to-backdrop').focus()`)
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`location.hash !== %q && document.querySelector('#map-ground').dataset.state === 'idle'`, before))
	p.run(`document.querySelector('#take-backdrop-away').focus()`)
	p.keys(kb.Enter)
	p.wait(`document.activeElement.id === 'open-backdrop' && !document.querySelector('#own-backdrop').checkVisibility() && !document.querySelector('.backdrop-credit')`)
	p.wait(fmt.Sprintf(`!theMap.getSource('backdrop') && !theMap.getStyle().layers.some(l => l.id.startsWith('backdrop')) && %s === ''`, drawnOf))
	if p.text("#basemap summary") != "Basemap" {
		t.Errorf("the legend says %q", p.text("#basemap summary"))
	}
}

// TestShippedArchiveAsBackdrop takes the detailed basemap of the page as a file
// of the person's own: gzipped, with leaves of its directory or without, and of
// a schema of its own. It is dropped onto the page.
func TestShippedArchiveAsBackdrop(t *testing.T) {
	h := newHost(t, "/")
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "web", "basemap", "detail.pmtiles"))
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, h, "#map=34.50000,69.00000,5.50&theme=light", desktop)
	p.waitMap()
	eval[bool](p, noteMap)
	p.drop(own(t, "Mine.PMTILES", string(data)))
	p.wait(`document.querySelector('#said')?.textContent.includes('Mine.PMTILES') && document.querySelector('#own-file') === null`)
	p.unfoldBasemap()
	p.wait(`document.querySelector('#own-backdrop p')?.textContent.includes('zoom 5 to 6')`)
	p.wait(fmt.Sprintf(`window.theMap && ['labels', 'land'].every(name => %s.includes(name)) && !%[1]s.includes('boundaries')`, drawnOf))
	if eval[float64](p, `theMap.getMaxZoom()`) != 17 {
		t.Error("the map goes too near")
	}
}

func TestPicturesAsBackdrop(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#map=51.00000,12.00000,5.20&theme=light", desktop)
	p.waitMap()
	eval[bool](p, noteMap)
	p.chooseBackdrop(own(t, "red.pmtiles", string(archiveOf(t, 2, pictureTile(t, color.RGBA{200, 40, 40, 255}), map[string]any{}))))
	p.wait(`document.querySelector('#own-backdrop p')?.textContent.includes('does not say whose it is')`)
	p.wait(`window.theMap?.getLayer('backdrop') && theMap.isSourceLoaded('backdrop')`)
	p.click("#said button")
	at := eval[[2]float64](p, `(({x, y}, box) => [x + box.x, y + box.y])(theMap.project([15, 51]), document.querySelector('#map-ground').getBoundingClientRect())`)
	red := false
	for range 40 {
		r, g, b, _ := p.picture().At(int(at[0]), int(at[1])).RGBA()
		if red = r>>8 > 130 && g>>8 < 110 && b>>8 < 110; red {
			break
		}
	}
	if !red {
		t.Error("the picture is not drawn")
	}
	// In pictures names are drawn in: ours stand beside them only.
	if n := eval[int](p, `theMap.queryRenderedFeatures().filter(f => f.layer.type === 'symbol' && f.geometry.coordinates[0] > -20 && f.geometry.coordinates[0] < 40 && f.geometry.coordinates[1] > 30).length`); n > 0 {
		t.Errorf("%d of our names stand on the picture", n)
	}
}

// TestBackdropInOneFile opens a file of streets in a page that is a file itself.
func TestBackdropInOneFile(t *testing.T) {
	p := fromDisk(t, bundle(t, "kind=arrest"), desktop)
	eval[bool](p, noteMap)
	p.chooseBackdrop(own(t, "mine.pmtiles", string(streets(t, true))))
	p.wait(`window.theMap?.getSource('backdrop') && theMap.isSourceLoaded('backdrop') && document.querySelector('.backdrop-credit')`)
	p.run(`theMap.jumpTo({ center: [12, 51], zoom: 5.2 })`)
	p.wait(drawnOf + `.includes('water')`)
}

func TestWrongBackdrops(t *testing.T) {
	h := newHost(t, "/")
	good := streets(t, true)
	changed := func(at int, value byte) string {
		b := bytes.Clone(good)
		b[at] = value
		return string(b)
	}
	p := open(t, h, "#map=50.00000,12.00000,4.60", desktop)
	p.waitMap()
	p.chooseBackdrop(own(t, "good.pmtiles", string(good)))
	p.wait(`document.querySelector('#own-backdrop b')?.textContent.includes('good.pmtiles')`)
	for _, c := range []struct{ name, data, want string }{
		{"empty.pmtiles", "", "it is empty: expected a PMTiles archive"},
		{"page.pmtiles", "<!doctype html><title>404</title>", "it is no PMTiles archive: expected it to begin with PMTiles"},
		{"old.pmtiles", "PM\x02\x00" + strings.Repeat("\x00", 600), "it is PMTiles of version 2: expected version 3"},
		{"cut.pmtiles", string(good[:len(good)-40]), "expected the whole file"},
		{"odd.pmtiles", changed(99, 0), "its tiles are of an unknown type: expected MVT"},
		{"zstd.pmtiles", changed(98, 4), "its tiles are compressed by zstd: expected gzip or none"},
		{"brotli.pmtiles", changed(97, 3), "its directories are compressed by brotli: expected gzip or none"},
		{"torn.pmtiles", changed(97, 2), "its directory or metadata cannot be read"},
		{"bare.pmtiles", string(archiveOf(t, 1, []byte{0}, map[string]any{"vector_layers": "none"})), "its metadata names no layers: expected vector_layers"},
	} {
		p.chooseBackdrop(own(t, c.name, c.data))
		p.wait(fmt.Sprintf(`document.querySelector('#open-report')?.textContent.includes(%q)`, c.name))
		if said := p.text("#open-report"); !strings.Contains(said, c.want) {
			t.Errorf("of %s is said %q, want %q", c.name, said, c.want)
		}
		if still := p.text("#own-backdrop b"); !strings.Contains(still, "good.pmtiles") || !eval[bool](p, `document.querySelector('.backdrop-credit') !== null`) {
			t.Errorf("after %s what lay there is gone: %s", c.name, still)
		}
	}
	// A tile that is none is told once; the page stays.
	torn := bytes.Clone(good)
	copy(torn[len(torn)-200:], bytes.Repeat([]byte{0xff}, 200))
	p.chooseBackdrop(own(t, "rotten.pmtiles", string(torn)))
	p.wait(`document.querySelector('#open-report')?.textContent.includes('rotten.pmtiles: a tile could not be read')`)
	p.wait(`document.querySelectorAll('#map-places li').length > 0`)
}

func TestBackdropNeedsWebGL(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	p.before(withoutWebGL)
	p.visit(h.address)
	p.unfoldBasemap()
	p.wait(`document.querySelector('#open-backdrop')?.disabled && document.querySelector('#basemap').textContent.includes('needs WebGL')`)
	p.drop(own(t, "x.pmtiles", string(streets(t, true))))
	p.wait(`document.querySelector('#open-report')?.textContent.includes('needs WebGL')`)
}

// TestTilesFromElsewhere builds a site that allows the tiles of another host.
func TestTilesFromElsewhere(t *testing.T) {
	var (
		mu    sync.Mutex
		asked []string
	)
	count := func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(asked)
	}
	red := pictureTile(t, color.RGBA{200, 40, 40, 255})
	archive := streets(t, true)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.URL.Path+" "+r.Header.Get("Referer"))
		mu.Unlock()
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Cache-Control", "no-store")
		if strings.HasSuffix(r.URL.Path, ".pmtiles") {
			w.Header().Set("Access-Control-Expose-Headers", "*")
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(archive))
			return
		}
		w.Write(red)
	}))
	t.Cleanup(other.Close)
	needsSite(t)
	program, err := site.Gather(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	c, err := site.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	address := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	host := strings.TrimPrefix(address, "http://")
	var tiles []site.Tiles
	for _, text := range []string{
		"Red <b>=" + address + "/{z}/{x}/{y}.png;attribution=© <b>Red</b> & Co;maxzoom=19",
		"Streets=" + address + "/streets.pmtiles",
	} {
		one, err := site.ParseTiles(text)
		if err != nil {
			t.Fatal(err)
		}
		tiles = append(tiles, one)
	}
	h := serve(t, "/x/", program, c, tiles...)
	p := open(t, h, "#map=51.00000,12.00000,5.20&theme=light", desktop)
	p.mu.Lock()
	p.allowed = address
	p.mu.Unlock()
	p.waitMap()
	eval[bool](p, noteMap)
	policy := eval[string](p, `document.querySelector('meta[http-equiv="Content-Security-Policy"]').content`)
	if strings.Count(policy, address) != 2 || strings.Count(policy, "://") != 2 {
		t.Errorf("the policy is %s", policy)
	}
	p.unfoldBasemap()
	p.wait(`document.querySelector('#tiles-2')`)
	if said := p.text("#tiles-1-asks"); !strings.Contains(said, "asks "+host+" for the tiles of every place you look at: these requests leave this machine") {
		t.Errorf("beside the tiles is said %q", said)
	}
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	if eval[bool](p, `document.querySelector('#tiles-1').checked || document.querySelector('#tiles-2').checked`) || count() > 0 {
		t.Errorf("before anything is turned on %v was asked for", asked)
	}

	p.tabTo("#tiles-1")
	p.keys(" ")
	p.wait(`document.querySelector('#tiles-1').checked && window.theMap?.getLayer('backdrop') && theMap.getMaxZoom() === 20`)
	p.wait(`document.querySelector('.backdrop-credit')?.textContent === '© <b>Red</b> & Co' && document.querySelector('#basemap summary').textContent.includes('Red <b>')`)
	for deadline := time.Now().Add(patience); count() == 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("nothing was asked for")
		}
	}
	p.wait(`theMap.isSourceLoaded('backdrop')`)
	if strings.Contains(p.fragment(), "Red") || strings.Contains(p.fragment(), "tiles") {
		t.Errorf("the address is %s", p.fragment())
	}

	// The other in its place, and off again.
	p.tabTo("#tiles-2")
	p.keys(" ")
	p.wait(fmt.Sprintf(`document.querySelector('#tiles-2').checked && !document.querySelector('#tiles-1').checked && theMap.getSource('backdrop')?.type === 'vector' && %s.includes('water')`, drawnOf))
	p.keys(" ")
	p.wait(`!document.querySelector('#tiles-2').checked && !theMap.getSource('backdrop') && document.querySelector('#map-ground').dataset.state === 'idle'`)
	after := count()
	for range 2 {
		p.click("#map-in")
		p.wait(`document.querySelector('#map-ground').dataset.state === 'idle' && !theMap.isMoving()`)
	}
	if n := count(); n != after {
		t.Errorf("turned off, the page asked %d times more: %v", n-after, asked[after:])
	}
	mu.Lock()
	for _, what := range asked {
		if !strings.HasSuffix(what, " ") {
			t.Errorf("the host was told where the page is: %s", what)
		}
	}
	mu.Unlock()

	// A host that is gone: told, and what lay there stays.
	other.Close()
	p.offline = true
	p.run(`document.querySelector('#tiles-2').click()`)
	p.wait(`document.querySelector('#open-report')?.textContent.includes('Streets') && !document.querySelector('#tiles-2').checked`)

	// Off at the next start.
	p.visit(h.address + "?again#map=50.00000,12.00000,4.60")
	p.waitMap()
	p.unfoldBasemap()
	p.wait(`document.querySelector('#tiles-1')`)
	if eval[bool](p, `document.querySelector('#tiles-1').checked`) {
		t.Error("tiles are on at the start")
	}
	p.click("#open-method")
	p.wait(`document.querySelector('#method').textContent.includes('basemaps from elsewhere')`)
}
