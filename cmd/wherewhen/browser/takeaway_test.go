package browser

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"wherewhen/app/event"
	"wherewhen/app/intake"
)

// saved presses a button of the menu and returns the file it saves.
func (p *tab) saved(button, extension string) []byte {
	p.t.Helper()
	dir := p.t.TempDir()
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		DownloadPath: dir,
	})
	if eval[bool](p, `document.querySelector('#share-menu').checkVisibility()`) {
		p.click("#share") // opened anew, it says nothing of the last file
		p.wait(`!document.querySelector('#share-menu').checkVisibility()`)
	}
	p.click("#share")
	p.wait(`document.querySelector('#save-status').textContent === ''`)
	p.click(button)
	p.wait(fmt.Sprintf(`/^Saved as .*\%s, /.test(document.querySelector('#save-status').textContent)`, extension))
	name, _, _ := strings.Cut(strings.TrimPrefix(p.text("#save-status"), "Saved as "), ",")
	return p.arrives(filepath.Join(dir, name))
}

// arrives awaits a file that is being downloaded.
func (p *tab) arrives(path string) []byte {
	p.t.Helper()
	for deadline := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		if file, err := os.ReadFile(path); err == nil {
			return file
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%s was never there", path)
		}
	}
}

func TestDescribedInWords(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	q := question{chosen: map[string][]string{"kind": {"attack"}, "country": {"Turkey"}}}
	p := open(t, h, "#kind=attack&country=Turkey", desktop)
	n := ask(records, regions, q).shown
	one := map[bool]string{true: fmt.Sprint(n, " reported attack in "), false: fmt.Sprint(n, " reported attacks in ")}[n == 1]
	p.wait(fmt.Sprintf(`document.title.startsWith(%q) && document.title.endsWith(' – Wherewhen')`, one))
	p.wait(fmt.Sprintf(`document.querySelector('#described').textContent.startsWith(%q) && document.querySelector('#described').textContent.endsWith('Filtered by Kind: Attack; Country: Turkey.')`, one))
	if roles := eval[[]string](p, `[...document.querySelectorAll('.header [role=status], .header [aria-live]')].map(e => e.id)`); !reflect.DeepEqual(roles, []string{"save-status", "described"}) && !reflect.DeepEqual(roles, []string{"described", "save-status"}) {
		t.Errorf("in the header, %v are told", roles)
	}

	// However often what is shown changes, it is told once a second at most.
	p.run(`window.told = []; new MutationObserver(() => told.push(performance.now())).observe(document.querySelector('#described'), {childList: true, characterData: true, subtree: true})`)
	eval[bool](p, `(async () => {
		for (let i = 0; i < 25; i++) {
			document.querySelector('#facet-kind .choice[data-value="arrest"]').click();
			await new Promise(r => setTimeout(r, 130));
		}
		return true;
	})()`)
	q.chosen["kind"] = []string{"arrest", "attack"}
	p.wait(fmt.Sprintf(`document.querySelector('#described').textContent.startsWith('%d reported events in ')`, ask(records, regions, q).shown))
	told := eval[[]float64](p, `told`)
	for i := 1; i < len(told); i++ {
		if told[i]-told[i-1] < 999 {
			t.Errorf("told at %v", told)
		}
	}
	p.click(".chip-reset")
	p.wait(`document.title === 'Reported ISIS-K attacks and operating regions, 2015–2026 – Wherewhen'`)
	p.run(`location.hash = '#q=nothing-like-this'`)
	p.wait(`document.title.startsWith('No reported events, matching “nothing-like-this”')`)
}

// held are the events of a file, as the page reads it.
func held(t *testing.T, name string, file []byte) map[string]event.Event {
	t.Helper()
	table, problems, err := intake.Read(name, file)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	events := map[string]event.Event{}
	for row := range table.Len() {
		e := table.Event(row)
		events[e.ID] = e
	}
	return events
}

func TestDownloadEvents(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	collection, err := os.ReadFile(filepath.Join("..", "..", "..", "data", "events.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	want := held(t, "events.geojson", collection)
	q := question{chosen: map[string][]string{"kind": {"arrest"}}}
	ids := ask(records, regions, q).ids
	for id := range want {
		if !ids[id] {
			delete(want, id)
		}
	}
	p := open(t, h, "#kind=arrest", desktop)
	p.waitMap()
	saved := p.saved("#save-csv", ".csv")
	if got := held(t, "f.csv", saved); !reflect.DeepEqual(got, want) {
		t.Errorf("the CSV holds %d events, want %d, or others", len(got), len(want))
	}
	geojson := p.saved("#save-geojson", ".geojson")
	if got := held(t, "f.geojson", geojson); !reflect.DeepEqual(got, want) {
		t.Errorf("the GeoJSON holds %d events, want %d, or others", len(got), len(want))
	}
	var said struct {
		Title, Description, Saved, Attribution, Licence, Link string
		Filters                                               []string
		Counts                                                struct{ Shown, All int }
	}
	if err := json.Unmarshal(geojson, &said); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(said.Description, fmt.Sprintf("%d reported arrests in ", len(want))) || said.Licence != "CC BY 4.0" || said.Attribution != "Wherewhen contributors" ||
		!strings.HasPrefix(said.Link, h.address+"#kind=arrest") || !reflect.DeepEqual(said.Filters, []string{"Kind: Arrest"}) ||
		said.Counts.Shown != len(want) || said.Counts.All != len(records) || len(said.Saved) != len("2006-01-02") {
		t.Errorf("the GeoJSON says %+v", said)
	}
	note := string(p.saved("#save-note", ".txt"))
	counts := fmt.Sprintf("%d of %d events", said.Counts.Shown, said.Counts.All)
	for _, text := range []string{said.Title, said.Description, "Filters: Kind: Arrest", counts, "Saved on ", "By: Wherewhen contributors", "Licence: CC BY 4.0, https://", said.Link} {
		if !strings.Contains(note, text) {
			t.Errorf("the note lacks %q:\n%s", text, note)
		}
		if n := strings.Count(string(saved), text); n != 1 {
			t.Errorf("the CSV has %q %d times", text, n)
		}
	}

	// Both are opened again, and saved again, the same.
	for name, file := range map[string][]byte{"again.csv": saved, "again.geojson": geojson} {
		p.choose(own(t, name, string(file)))
		p.wait(fmt.Sprintf(`document.querySelector('#own-file')?.textContent === %q && document.querySelector('#count').textContent === '%d of %d events'`, name, len(want), len(want)))
		if problems := p.reported(name); !strings.Contains(problems, " 0 rejected.") {
			t.Errorf("%s: %s", name, problems)
		}
		p.wait(fmt.Sprintf(`document.title.endsWith(' – %s')`, name))
		if got := held(t, "f", p.saved("#save-geojson", ".geojson")); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: saved again it holds others", name)
		}
	}
	events := func(file []byte) [][]string {
		records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
		if err != nil || len(records) < 2 || records[0][len(records[0])-1] != "about_file" || records[1][len(records[0])-1] == "" {
			t.Fatalf("%d records, %v", len(records), err)
		}
		records[1][len(records[0])-1] = ""
		return records
	}
	if again := p.saved("#save-csv", ".csv"); !reflect.DeepEqual(events(again), events(saved)) {
		t.Error("saved again the CSV is another")
	}
}

// TestDownloadOfAPlace saves no more than the list has.
func TestDownloadOfAPlace(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#area=PK", desktop)
	p.wait(`document.querySelector('#all-places')`)
	var n int
	fmt.Sscan(strings.TrimPrefix(p.text("#list-title"), "Pakistan · "), &n)
	if n == 0 {
		t.Fatalf("the list is called %q", p.text("#list-title"))
	}
	got := held(t, "f", p.saved("#save-geojson", ".geojson"))
	for id, e := range got {
		if e.Located || e.Area != "PK" {
			t.Errorf("%s is not known to lie in Pakistan and no nearer", id)
		}
	}
	if len(got) != n {
		t.Errorf("%d events are saved, the list has %d", len(got), n)
	}
}

// drawn is what a picture of SVG says of itself and of its marks.
type drawn struct {
	title, description string
	text               string // all of it
	mapX, mapY, scale  float64
	circles            [][3]float64 // x, y, r on the map: halo and ground of each
	paths              int
	images             int
	ground             bool
}

// parseSVG reads all of it: what is no XML fails.
func parseSVG(t *testing.T, svg []byte) (d drawn) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	attribute := func(e xml.StartElement, name string) string {
		for _, a := range e.Attr {
			if a.Name.Local == name {
				return a.Value
			}
		}
		return ""
	}
	var inside []string
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			id := attribute(token, "id")
			inside = append(inside, token.Name.Local+"#"+id)
			marks := strings.Contains(strings.Join(inside, " "), "g#marks")
			switch token.Name.Local {
			case "script", "foreignObject", "style":
				t.Fatalf("a picture with %s", token.Name.Local)
			case "g":
				if attribute(token, "clip-path") != "" {
					fmt.Sscanf(attribute(token, "transform"), "translate(%g %g) scale(%g)", &d.mapX, &d.mapY, &d.scale)
				}
				d.ground = d.ground || id == "ground"
			case "circle":
				if marks {
					var c [3]float64
					fmt.Sscan(attribute(token, "cx")+" "+attribute(token, "cy")+" "+attribute(token, "r"), &c[0], &c[1], &c[2])
					d.circles = append(d.circles, c)
				}
			case "path":
				if marks {
					d.paths++
				}
			case "image":
				d.images++
			}
		case xml.EndElement:
			inside = inside[:len(inside)-1]
		case xml.CharData:
			d.text += string(token)
			switch inside := strings.Join(inside, " "); {
			case strings.HasSuffix(inside, "title#title"):
				d.title += string(token)
			case strings.HasSuffix(inside, "desc#description"):
				d.description += string(token)
			}
		}
	}
	return d
}

func TestPictures(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	n := ask(records, regions, question{chosen: map[string][]string{"kind": {"attack"}}}).shown
	for _, webGL := range []bool{true, false} {
		t.Run(fmt.Sprintf("WebGL %v", webGL), func(t *testing.T) {
			p := blank(t, h, desktop)
			if !webGL {
				p.before(withoutWebGL)
			}
			p.visit(h.address + "#kind=attack&map=34.00000,67.00000,4.00")
			p.waitMap()
			if webGL {
				p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
			} else {
				p.wait(`document.querySelector('#map-message').textContent.includes('WebGL 2')`)
			}
			d := parseSVG(t, p.saved("#save-svg", ".svg"))
			if d.title != "Reported ISIS-K attacks and operating regions, 2015–2026" || !strings.HasPrefix(d.description, fmt.Sprintf("%d reported attacks in ", n)) {
				t.Errorf("the picture is called %q and says %q", d.title, d.description)
			}
			for _, text := range []string{"CC BY 4.0", "Natural Earth", "not a census", fmt.Sprintf("%d of %d events", n, len(records)), "#kind=attack&map=34.00000,67.00000,4.00", "Attack", "2018"} {
				if !strings.Contains(d.text, text) {
					t.Errorf("the picture does not say %q", text)
				}
			}
			if !d.ground || d.images > 0 || len(d.circles) < 6 || d.scale <= 0 {
				t.Fatalf("%+v", d)
			}

			picture, err := png.Decode(bytes.NewReader(p.saved("#save-png", ".png")))
			if err != nil {
				t.Fatal(err)
			}
			d.checkPixels(t, picture)
		})
	}
}

// checkPixels looks where the circles are: white inside, the colour of attacks
// on the rim, and ground that is land or sea around them.
func (d *drawn) checkPixels(t *testing.T, picture image.Image) {
	t.Helper()
	at := func(x, y float64) color.NRGBA {
		return color.NRGBAModel.Convert(picture.At(int(2*(d.mapX+x*d.scale)), int(2*(d.mapY+y*d.scale)))).(color.NRGBA)
	}
	near := func(a, b color.NRGBA) bool {
		distance := func(x, y uint8) float64 { return math.Abs(float64(x) - float64(y)) }
		return a.A == 255 && distance(a.R, b.R)+distance(a.G, b.G)+distance(a.B, b.B) < 12
	}
	white, attack := color.NRGBA{255, 255, 255, 255}, color.NRGBA{0xa6, 0x3a, 0x24, 255}
	colors := map[color.NRGBA]int{}
	inside, rims := 0, 0
	for i := range d.circles {
		x, y, r := d.circles[i][0], d.circles[i][1], d.circles[i][2]
		if r < 3.5 || i%3 != 2 { // halo, rim, ground
			continue
		}
		if near(at(x, y-0.7*r), white) {
			inside++
		}
		if near(at(x-r-2, y), attack) {
			rims++
		}
	}
	if circles := len(d.circles) / 3; circles < 3 || inside < circles-2 || rims < circles-2 { // one may lie under another
		t.Errorf("of %d circles %d are white inside and %d have the rim of attacks", circles, inside, rims)
	}
	for x := 4.0; x < 600; x += 7 {
		for y := 4.0; y < 400; y += 7 {
			colors[at(x, y)]++
		}
	}
	land, sea := color.NRGBA{0xf5, 0xf3, 0xed, 255}, color.NRGBA{0xdb, 0xe5, 0xeb, 255}
	found := map[color.NRGBA]int{}
	for c, n := range colors {
		if c.A != 255 {
			t.Fatalf("%d pixels of the map are %v", n, c)
		}
		for _, want := range []color.NRGBA{land, sea} {
			if near(c, want) {
				found[want] += n
			}
		}
	}
	if found[land] < 300 || found[sea] < 20 {
		t.Errorf("land and sea are %v", found)
	}
	if c := color.NRGBAModel.Convert(picture.At(3, 3)).(color.NRGBA); !near(c, white) {
		t.Errorf("the paper is %v", c)
	}
}

// Hexagons are drawn as such; a globe and dots lie in a picture of the ground.
func TestPicturesOfOtherMarks(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#marks=density&map=33.50000,68.00000,4.60", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	if d := parseSVG(t, p.saved("#save-svg", ".svg")); d.paths < 10 || len(d.circles) > 0 || !d.ground || !strings.Contains(d.text, "Events in a hexagon") {
		t.Errorf("density: %+v", d)
	}
	p.run(`location.hash = '#marks=dots&map=33.50000,68.00000,4.60'`)
	p.wait(`document.querySelector('#marks-dots').getAttribute('aria-pressed') === 'true'`)
	p.wait(circlesDrawn + " === 0")
	if d := parseSVG(t, p.saved("#save-svg", ".svg")); d.images != 1 || d.ground || len(d.circles) > 0 {
		t.Errorf("dots: %+v", d)
	}
	p.run(`location.hash = '#projection=globe&map=33.50000,68.00000,2.00'`)
	p.wait(`document.querySelector('#map-globe') && location.hash.includes('globe')`)
	p.wait(circlesDrawn + " > 0")
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	if d := parseSVG(t, p.saved("#save-svg", ".svg")); d.images != 1 || d.ground || len(d.circles) < 6 {
		t.Errorf("globe: %d images, ground %v, %d circles", d.images, d.ground, len(d.circles))
	}
}

// Nothing in a file becomes part of what a picture or a table is made of.
func TestTakeawaysOfHostileEvents(t *testing.T) {
	h := newHost(t, "/")
	p := watch(t, h, desktop)
	p.visit(h.address)
	p.waitMap()
	text := markup + `]]>&"'` + turning
	file, err := json.Marshal(object{"type": "FeatureCollection", "features": []object{
		hostileEvent("one", text, nil), hostileEvent("two", "=cmd|' /C calc'!A0", nil),
	}})
	if err != nil {
		t.Fatal(err)
	}
	p.choose(own(t, `<b>&"a.geojson`, string(file)))
	p.wait(`document.querySelector('#count').textContent === '2 of 2 events'`)
	d := parseSVG(t, p.saved("#save-svg", ".svg"))
	if d.title != `<b>&"a.geojson` {
		t.Errorf("the picture is called %q", d.title)
	}
	if strings.Contains(d.text, "http://127.0.0.1") {
		t.Error("the picture has a link to a file that nobody else has")
	}
	want := held(t, "f.geojson", file)
	if got := held(t, "f.csv", p.saved("#save-csv", ".csv")); !reflect.DeepEqual(got, want) {
		t.Error("the CSV holds others")
	}
	if _, err := png.Decode(bytes.NewReader(p.saved("#save-png", ".png"))); err != nil {
		t.Error(err)
	}
	p.expectHarmless("takeaways")
}

func TestPrint(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	q := question{chosen: map[string][]string{"kind": {"attack"}, "country": {"Pakistan"}}}
	n := ask(records, regions, q).shown
	p := open(t, h, "#kind=attack&country=Pakistan&map=30.00000,69.00000,4.00", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	circles := eval[int](p, painted("#map-circles", "#a63a24"))
	if circles < 20 {
		t.Fatalf("%d pixels of the rims of attacks are on the map", circles)
	}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.run(`dispatchEvent(new Event('beforeprint'))`)
	if head := p.text("#paper-head p"); !strings.HasPrefix(head, fmt.Sprintf("%d reported attacks in Pakistan, ", n)) {
		t.Errorf("the paper says %q", head)
	}
	if rows := eval[int](p, `[...document.querySelectorAll('#paper-list tr')].filter(e => e.checkVisibility() && e.textContent.includes('Pakistan')).length`); rows != n {
		t.Errorf("%d events are listed on paper, want %d", rows, n)
	}
	for _, text := range []string{"CC BY 4.0", "Natural Earth, GeoNames", "not a census", h.address + "#kind=attack"} {
		if !strings.Contains(p.text("#paper-list footer"), text) {
			t.Errorf("the paper does not say %q: %s", text, p.text("#paper-list footer"))
		}
	}
	if seen := eval[[]string](p, `[...document.querySelectorAll('button, input, select, summary, .row, [role=slider], .maplibregl-canvas')]
		.filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1).map(e => e.id || e.className || e.tagName)`); len(seen) > 0 {
		t.Errorf("on paper there are %v", seen)
	}
	if !eval[bool](p, `['#legend-rims', '#map-sketch', '#map-circles', '#histogram', '#paper-head h1'].every(s => document.querySelector(s).checkVisibility() && document.querySelector(s).getBoundingClientRect().height > 10)`) {
		t.Error("map, legend, timeline or title is not on the paper")
	}
	if field := eval[string](p, `[...document.querySelectorAll('.printed')].filter(e => e.checkVisibility()).map(e => e.textContent).join()`); field != "Kind" {
		t.Errorf("the paper says that colours are of %q", field)
	}
	if legend := eval[string](p, `document.querySelector('#legend').innerText`); strings.Contains(legend, "or shaded") || strings.Contains(legend, "Events as") || !strings.Contains(legend, "Area: events") {
		t.Errorf("the legend on paper says %q", legend)
	}
	// The ground is on a canvas that can be printed, with the circles where they
	// were, both as large.
	if land := eval[int](p, painted("#map-sketch", "#f5f3ed")); land < 1000 {
		t.Errorf("%d pixels of land are on the paper", land)
	}
	if now := eval[int](p, painted("#map-circles", "#a63a24")); now != circles {
		t.Errorf("%d pixels of rims are on the paper, %d were on the map", now, circles)
	}
	if !eval[bool](p, `(() => { const a = document.querySelector('#map-sketch').getBoundingClientRect(), b = document.querySelector('#map-circles').getBoundingClientRect();
		return Math.abs(a.x - b.x) < 2 && Math.abs(a.y - b.y) < 2 && Math.abs(a.width - b.width) < 3 && Math.abs(a.height - b.height) < 3; })()`) {
		t.Error("circles and ground are not over each other")
	}
	if bars := eval[int](p, painted("#histogram", "#2f6c94")); bars < 100 {
		t.Errorf("%d pixels of bars are on the paper", bars)
	}
	p.run(`dispatchEvent(new Event('afterprint'))`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: ""})
	p.wait(`document.querySelector('#paper-list').childElementCount === 0 && document.querySelector('#header, .header').checkVisibility() && !document.querySelector('#legend').open`)

	// The browser's own printing gives sheets, and leaves the page as it was.
	sheets := call(p, page.PrintToPDF, page.PrintToPDFParams{}).Data
	if !bytes.HasPrefix(sheets, []byte("%PDF")) || bytes.Count(sheets, []byte("/Subtype /Image")) < 3 {
		t.Errorf("%d bytes, %d pictures are printed", len(sheets), bytes.Count(sheets, []byte("/Subtype /Image")))
	}
	p.wait(`document.querySelector('#paper-list').childElementCount === 0`)
	p.click(".chip-reset")
	p.expect(ask(records, regions, question{}), len(records))
	p.wait(circlesDrawn + " > 0")
}

// From dark colours the page prints in light ones, the map too, and is dark
// again afterwards.
func TestPrintFromDark(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#map=30.00000,69.00000,4.00&theme=dark", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	const theme = `document.documentElement.dataset.theme`
	p.run(`window.print = () => {
		window.printed = ` + theme + ` + ' ' + document.querySelector('#map-ground').dataset.state + ' ' + getComputedStyle(document.querySelector('#theme')).colorScheme;
		dispatchEvent(new Event('beforeprint'));
		const sketch = document.querySelector('#map-sketch'), at = sketch.getContext('2d').getImageData(sketch.width / 2, sketch.height * 0.9, 1, 1).data;
		window.light = at[0] + at[1] + at[2];
	}`)
	p.click("#share")
	p.click("#print")
	p.wait(`window.light !== undefined`)
	if printed, light := eval[string](p, `window.printed`), eval[int](p, `window.light`); !strings.HasPrefix(printed, "light idle") || light < 3*200 {
		t.Errorf("printed is a page that is %q, with a map of lightness %d", printed, light/3)
	}
	if !strings.Contains(p.fragment(), "theme=dark") {
		t.Errorf("printing changed the link to %s", p.fragment())
	}
	p.run(`dispatchEvent(new Event('afterprint'))`)
	p.wait(theme + ` === 'dark'`)
}

func TestCiteAndReport(t *testing.T) {
	h := newHost(t, "/")
	const id = "2024-03-22-crocus-city-hall-moscow"
	p := blank(t, h, desktop)
	p.before(`Object.defineProperty(navigator, 'clipboard', {value: {writeText: text => { window.copied = text; return Promise.resolve(); }}})`)
	p.visit(h.address + "#event=" + id + "&kind=attack")
	p.wait(`document.querySelector('#event-card')`)
	title := p.text("#card-title")
	link := h.address + "#event=" + id
	copied := func(class, said string, parts ...string) string {
		t.Helper()
		p.run(`window.copied = ''`)
		p.click("#event-card ." + class)
		p.wait(`window.copied !== ''`)
		p.wait(fmt.Sprintf(`document.querySelector('#said div')?.textContent.startsWith(%q)`, said))
		text := eval[string](p, `window.copied`)
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s lacks %q:\n%s", class, part, text)
			}
		}
		return text
	}
	const collection = "Reported ISIS-K attacks and operating regions, 2015–2026"
	if got := copied("copy-event", "Link copied"); got != link {
		t.Errorf("the link is %s, want %s", got, link)
	}
	copied("cite-plain", "Citation copied", title, id, collection, link, "Sources: ", "accessed ", "Wikipedia")
	copied("cite-bibtex", "Citation copied", "@misc{"+id+",", "title = {{"+title+"}}", collection, "url = {"+link+"}", "urldate = {")
	var items []struct {
		ID, Title, URL string
		Container      string `json:"container-title"`
		Accessed       struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	if err := json.Unmarshal([]byte(copied("cite-csl", "Citation copied")), &items); err != nil || len(items) != 1 || items[0].ID != id || items[0].Title != title ||
		items[0].URL != link || items[0].Container != collection || len(items[0].Accessed.Parts) != 1 {
		t.Errorf("%v: %+v", err, items)
	}
	version := eval[string](p, `wherewhen.site.version`)
	copied("report-error", "A text with what the record states", id, "Version of the data: "+version, link, "Killed: 145 (133–145)", "22 March 2024", "What is wrong:")

	// Where the browser does not allow it, the text is there to be copied by hand.
	p.run(`navigator.clipboard.writeText = () => Promise.reject(new Error('no'))`)
	p.click("#event-card .cite-bibtex")
	p.wait(`document.querySelector('#said div').textContent.includes('@misc{')`)
}
