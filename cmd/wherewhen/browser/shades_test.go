package browser

import (
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wherewhen/app/collection"
	"wherewhen/cmd/wherewhen/site"
)

// inProvinces counts what fits a question by the code of its province, "" for
// what is known no nearer than its country.
func inProvinces(records []record, regions []reported, q question) map[string]int {
	n := map[string]int{}
	for _, r := range records {
		if q.fits(r, regions, "") {
			n[r.Properties.Admin1Code]++
		}
	}
	return n
}

// expectShade awaits that a place of the map has a colour on the screen: of the
// map as it is drawn, or of the sketch.
func (p *tab) expectShade(x, y float64, want string) {
	p.t.Helper()
	got := ""
	for range 40 {
		r, g, b, _ := p.picture().At(int(x), int(y)).RGBA()
		if got = fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8); got == want {
			return
		}
	}
	p.t.Fatalf("at %v, %v the screen is %s, want %s", x, y, got, want)
}

const notLocated = `document.querySelector('#not-located')?.textContent`

func TestShadedProvinces(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	everything := inProvinces(records, regions, question{})
	// A spot of Balochistan without a label, one of Punjab, which has no events,
	// and one of the sea.
	const lon, lat, zoom = 66, 30, 4
	for _, webGL := range []bool{true, false} {
		t.Run(fmt.Sprintf("WebGL %v", webGL), func(t *testing.T) {
			p := blank(t, h, desktop)
			if !webGL {
				p.before(withoutWebGL)
			}
			p.visit(h.address + fmt.Sprintf("#map=%d.00000,%d.00000,%d.00&theme=light&marks=provinces", lat, lon, zoom))
			p.waitMap()
			p.wait(fmt.Sprintf(notLocated+` === 'Not located at this level: %d'`, everything[""]))
			x, y := p.onMap(65.2, 29, lon, lat, zoom)
			emptyX, emptyY := p.onMap(72.6, 30.6, lon, lat, zoom)
			p.expectShade(x, y, "#401256") // 21, of the class from 20
			p.expectShade(emptyX, emptyY, "#ffffff")

			// A narrower window moves the numbers, and those that are not located.
			b := p.axis()
			p.drag(b[0]+b[2]*0.7, b[1]+40, b[0]+b[2]*0.95, b[1]+40)
			p.wait(`/from=.*to=/.test(location.hash)`)
			var q question
			q.from, q.to = p.window()
			some := inProvinces(records, regions, q)
			p.wait(fmt.Sprintf(notLocated+` === 'Not located at this level: %d'`, some[""]))
			if some[""] == 0 || some[""] == everything[""] {
				t.Errorf("%d of %d events without a province are in the window", some[""], everything[""])
			}
			p.click("#all-dates")
			p.wait(fmt.Sprintf(notLocated+` === 'Not located at this level: %d'`, everything[""]))

			// The tooltip counts, and a press filters by the province; again, no more.
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
			p.wait(fmt.Sprintf(`(e => getComputedStyle(e).visibility === 'visible' && e.textContent.includes('Balochistan, Pakistan') && e.textContent.includes('%d events'))(document.querySelector('#map-tooltip'))`, everything["PAK-1108"]))
			p.do(chromedp.MouseClickXY(x, y))
			p.wait(fmt.Sprintf(`location.hash.includes('province=Balochistan') && document.querySelector('#count').textContent === '%d of %d events' && document.querySelector('#chips').textContent.includes('Province: Balochistan')`, everything["PAK-1108"], len(records)))
			p.wait(painted("#map-circles", mapMark) + " > 20")
			p.wait(notLocated + ` === 'Not located at this level: 0'`)
			q = question{}
			// Another adds up.
			x2, y2 := p.onMap(68.6, 26.4, lon, lat, zoom)
			p.do(chromedp.MouseClickXY(x2, y2))
			p.wait(fmt.Sprintf(`location.hash.includes('province=Balochistan,Sindh') && document.querySelector('#count').textContent === '%d of %d events'`, everything["PAK-1108"]+everything["PAK-1114"], len(records)))

			// The link brings the same.
			again := blank(t, h, desktop)
			if !webGL {
				again.before(withoutWebGL)
			}
			again.visit(h.address + p.fragment())
			again.waitMap()
			again.wait(fmt.Sprintf(`document.querySelector('#marks-provinces').ariaPressed === 'true' && document.querySelector('#count').textContent.startsWith('%d of')`, everything["PAK-1108"]+everything["PAK-1114"]))
			again.expectShade(x, y, "#401256")

			p.do(chromedp.MouseClickXY(x, y))
			p.do(chromedp.MouseClickXY(x2, y2))
			p.wait(fmt.Sprintf(`!location.hash.includes('province=') && document.querySelector('#count').textContent === '%d of %d events'`, len(records), len(records)))
			// Where nothing was reported, a press does nothing.
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, emptyX, emptyY))
			p.wait(`document.querySelector('#map-tooltip').textContent.includes('No event of this data')`)
		})
	}
}

// Areas are drawn whichever way they are chosen, over whatever was drawn before.
func TestShadesChosenByButton(t *testing.T) {
	const lon, lat, zoom = 66, 30, 4
	h := newHost(t, "/")
	p := open(t, h, fmt.Sprintf("#map=%d,%d,%d&theme=light", lat, lon, zoom), desktop)
	p.waitMap()
	p.click("#legend summary")
	x, y := p.onMap(65.2, 29, lon, lat, zoom)             // in Balochistan
	emptyX, emptyY := p.onMap(72.6, 30.6, lon, lat, zoom) // in Punjab
	provinces := func() {
		p.click("#marks-provinces")
		p.expectShade(x, y, "#401256")
		p.expectShade(emptyX, emptyY, "#ffffff")
	}
	provinces()
	p.click("#marks-countries")
	color := ""
	p.wait(`document.querySelector('#shade-unit').textContent.includes('country')`)
	for range 40 {
		at := p.picture().At(int(emptyX), int(emptyY))
		r, g, b, _ := at.RGBA()
		if color = fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8); color != "#ffffff" {
			break
		}
	}
	if color == "#ffffff" {
		t.Error("Pakistan is not shaded")
	}
	p.expectShade(x, y, color)
	provinces()
	p.click("#marks-circles")
	p.wait(`!location.hash.includes('marks=')`)
	provinces()
}

// Outlines that did not come are asked for again, and it is said once that they
// did not.
func TestOutlinesComeLater(t *testing.T) {
	var asked atomic.Int32
	h := newHost(t, "/", func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, "/assets/outlines.") || asked.Add(1) > 2 {
			return false
		}
		http.Error(w, "not now", http.StatusServiceUnavailable)
		return true
	})
	p := open(t, h, "#map=34,66,4&marks=provinces", desktop)
	p.wait(`document.querySelector('.notices').textContent.includes('outlines')`)
	p.run(`document.querySelector('.notices button').click()`)
	p.wait(`document.querySelector('#shade-classes')?.childElementCount > 1`)
	p.mu.Lock()
	p.errors = slices.DeleteFunc(p.errors, func(e string) bool { return strings.Contains(e, "/assets/outlines.") })
	p.mu.Unlock()
	if n := asked.Load(); n != 3 {
		t.Errorf("they were asked for %d times, want 3", n)
	}
	if said := eval[string](p, `document.querySelector('.notices')?.textContent ?? ''`); strings.Contains(said, "outlines") {
		t.Errorf("it is said again: %q", said)
	}
}

func TestShadesByKeyboard(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	everything := inProvinces(records, regions, question{})
	p := open(t, h, "#map=34,66,4&theme=light", desktop)
	p.waitMap()
	p.click("#legend summary")
	p.run(`document.activeElement.blur()`)
	p.tabTo("#marks-provinces")
	p.keys(kb.Enter)
	p.wait(`location.hash.includes('marks=provinces') && document.querySelector('#shade-classes')?.checkVisibility() && !document.querySelector('#legend-rims').checkVisibility() && !document.querySelector('#show-regions').checkVisibility()`)
	p.wait(fmt.Sprintf(`document.querySelector('#map-places li')?.textContent.startsWith('Kabul, Afghanistan: %d events')`, everything["AFG-1767"]))
	p.tabTo("#map-places")
	p.wait(`document.querySelector('#map-places').getAttribute('aria-activedescendant') === 'place-0'`)
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`location.hash.includes('province=Kabul') && document.querySelector('#count').textContent.startsWith('%d of')`, everything["AFG-1767"]))
	p.wait(`document.querySelector('#map-places li')?.ariaSelected === 'true' && document.querySelector('#map-places').getAttribute('aria-activedescendant') === 'place-0'`)
	// What the filter leaves nothing of can still be reached, and added.
	p.keys(kb.ArrowDown)
	p.wait(`document.querySelector('#map-places li:nth-child(2)').textContent.includes('Press to add')`)
	p.keys(kb.Enter)
	p.wait(`/province=[^&]*,/.test(location.hash)`)
	p.keys(kb.Home)
	p.keys(kb.Enter)
	p.wait(`/province=[^&,]+(&|$)/.test(location.hash) && !/province=Kabul/.test(location.hash)`)

	// By people killed, and by country; the legend tells zero from no figure.
	p.click("#size-killed")
	p.wait(`document.querySelector('#shade-unit').textContent.startsWith('People killed in a province') && document.querySelector('#shade-classes').textContent.startsWith('no event shownevents without a figure01')`)
	p.click("#marks-countries")
	p.wait(`location.hash.includes('marks=countries') && document.querySelector('#shade-unit').textContent.startsWith('People killed in a country')`)
	if bad := eval[[]string](p, outside); len(bad) > 0 {
		t.Error(strings.Join(bad, "\n"))
	}
}

func TestShadesOnTheGlobe(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#map=29,65.2,3&projection=globe&theme=light&marks=provinces", desktop)
	p.waitMap()
	b := eval[[4]float64](p, `(({x, y, width, height}) => [x, y, width, height])(document.querySelector('#map-ground').getBoundingClientRect())`)
	p.expectShade(math.Round(b[0]+b[2]/2), math.Round(b[1]+b[3]/2), "#401256")
	p.do(chromedp.MouseClickXY(b[0]+b[2]/2, b[1]+b[3]/2))
	p.wait(`location.hash.includes('province=Balochistan')`)
	p.wait(painted("#map-circles", mapMark) + " > 20")
}

// The card of a region filters by it, as the facet does.
func TestOnlyEventsInARegion(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	var q question
	q.chosen = map[string][]string{"region": {"balochistan"}}
	want := 0
	for _, r := range records {
		if q.fits(r, regions, "") {
			want++
		}
	}
	p := open(t, h, "#about-region=balochistan", desktop)
	p.tabTo("#only-region")
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`location.hash.includes('region=balochistan') && document.querySelector('#count').textContent === '%d of %d events' && document.querySelector('#only-region').ariaPressed === 'true' && document.querySelector('#chips').textContent.includes('Operating region: Balochistan')`, want, len(records)))
	p.click("#only-region")
	p.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '%d of %d events' && document.querySelector('#only-region').ariaPressed === 'false'`, len(records), len(records)))
}

// Publishers may have no provinces, or countries no outline is of: what cannot
// be shaded is not offered, with a sentence.
func TestShadesOfAPublisher(t *testing.T) {
	words := collection.Collection{Title: "Floods of the Rhine", Description: "High water.", Licence: "CC0 1.0", LicenceURL: "https://example.org/cc0"}
	h := publish(t, "/", site.Own{Events: filepath.Join(ownData, "own.geojson"), Words: words})
	p := open(t, h, "#theme=light", desktop)
	p.waitMap()
	p.click("#legend summary")
	p.wait(`document.querySelector('#marks-provinces').disabled && document.querySelector('#no-shades').textContent.startsWith('No provinces to shade')`)
	p.click("#marks-countries")
	p.wait(notLocated + ` === 'Not located at this level: 0'`)
	p.wait(`[...document.querySelectorAll('#map-places li')].some(e => e.textContent.startsWith('Germany: 2 events'))`)

	file := filepath.Join(t.TempDir(), "far.geojson")
	data, err := os.ReadFile(filepath.Join(ownData, "own.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("Germany", "Lemuria", "Switzerland", "Mu", "France", "Atlantis", `"DE"`, `"QX"`, `"CH"`, `"QY"`, `"FR"`, `"QZ"`).Replace(string(data))
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	q := open(t, publish(t, "/", site.Own{Events: file, Words: words}), "#theme=light&marks=countries", desktop)
	q.waitMap()
	q.click("#legend summary")
	q.wait(`document.querySelector('#marks-countries').disabled && document.querySelector('#no-shades').textContent.startsWith('No countries to shade') && document.querySelector('#marks-circles').ariaPressed === 'true'`)
}
