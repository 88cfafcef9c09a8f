package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// colorBy chooses what colours tell.
func (p *tab) colorBy(facet string) {
	p.t.Helper()
	p.run(fmt.Sprintf(`{ const s = document.querySelector('#color-by'); s.value = %q; s.dispatchEvent(new Event('change', {bubbles: true})); }`, facet))
	p.wait(fmt.Sprintf(`location.hash.includes('rim=%s')`, facet))
}

// imprecise is what the count line says of events.
func imprecise(records []record) string {
	days, places := 0, 0
	for _, r := range records {
		if !oneDay(r) {
			days++
		}
		if !slices.Contains([]string{"site", "city"}, r.Properties.GeoPrecision) {
			places++
		}
	}
	var parts []string
	if days > 0 {
		parts = append(parts, fmt.Sprint(days, " with no single known day"))
	}
	if places > 0 {
		parts = append(parts, fmt.Sprint(places, " with no near place"))
	}
	return strings.Join(parts, ", ")
}

// attackersIn is what the count line says of people killed.
func attackersIn(records []record) string {
	not, unknown := 0, 0
	for _, r := range records {
		q := r.Properties
		switch {
		case q.KilledLow == nil && q.Killed == nil && q.KilledHigh == nil:
		case q.Attackers == "no":
			not++
		default:
			unknown++
		}
	}
	return fmt.Sprintf("attackers not counted in %d and not known in %d ", not, unknown)
}

func which(records []record, passes func(r record) bool) []record {
	return slices.DeleteFunc(slices.Clone(records), func(r record) bool { return !passes(r) })
}

func (p *tab) waitText(selector, text string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.querySelector(%q).textContent === %s`, selector, quoted(text)))
}

func TestImpreciseEventsAreCountedAndFiltered(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)
	p.waitText("#imprecise", imprecise(records))
	p.waitText("#attackers", attackersIn(records))
	// The timeline and the filter count the same events.
	p.unfold(`#facet-date-precision h2 button[aria-expanded=false]`)
	p.wait(`(() => {
		const first = selector => parseInt(document.querySelector(selector).textContent.match(/\d+/));
		const facet = ['week', 'month', 'year', 'several-days'].map(v => document.querySelector('#facet-date-precision .choice[data-value="' + v + '"] .count')?.textContent ?? '0');
		return first('#imprecise') === first('#inexact-text') && first('#imprecise') === facet.reduce((sum, n) => sum + +n, 0);
	})()`)
	p.wait(`document.querySelector('.totals').getBoundingClientRect().height < 40 && document.querySelector('#described').textContent.includes(document.querySelector('#attackers').textContent.trim())`)
	p.click("#facet-place-precision h2 button")
	p.click(`#facet-place-precision .choice[data-value="district"]`)
	p.wait(`location.hash.includes('place-precision=district')`)
	p.waitText("#imprecise", imprecise(which(records, func(r record) bool { return r.Properties.GeoPrecision == "district" })))
	p.waitText("#attackers", attackersIn(which(records, func(r record) bool { return r.Properties.GeoPrecision == "district" })))
	p.expect(ask(records, regions, question{chosen: map[string][]string{"place-precision": {"district"}}}), len(records))
	p.click(".chip-reset")
	p.click(`#facet-date-precision .choice[data-value="month"]`)
	p.wait(`location.hash.includes('date-precision=month')`)
	months := which(records, func(r record) bool { return r.Properties.DatePrecision == "month" })
	p.waitText("#imprecise", imprecise(months))

	q := open(t, h, p.fragment(), desktop)
	q.waitText("#imprecise", imprecise(months))
	q.run(`location.hash = '#kind=arrest&type=suicide%20bombing'`)
	q.waitText("#inexact-text", "No events shown.")
	q.waitText("#imprecise", "")
}

// legendClasses are the classes of the legend with their counts.
const legendClasses = `[...document.querySelectorAll('#legend-rims li')].map(li => [li.textContent.replace(/ [\d,]+$/, ''), li.querySelector('small').textContent, li.querySelector('.swatch').style.background])`

func TestColorByAnyField(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.click("#legend summary")
	for _, facet := range []string{"type", "country", "target", "place-precision", "attribution"} {
		p.colorBy(facet)
		p.click(".header h1")
		located := which(records, func(r record) bool { return r.Geometry != nil })
		sum := func() string {
			return `[...document.querySelectorAll('#legend-rims small')].reduce((sum, e) => sum + Number(e.textContent.replaceAll(',', '')), 0)`
		}
		p.wait(fmt.Sprintf(`%s === %d`, sum(), len(located)))
		before := eval[[][]string](p, legendClasses)
		if len(before) < 2 || len(before) > 9 {
			t.Errorf("%s has %d classes: %v", facet, len(before), before)
		}
		colors := make(map[string]bool)
		for _, class := range before {
			if colors[class[2]] {
				t.Errorf("%s: two classes are %s", facet, class[2])
			}
			colors[class[2]] = true
			if facet == "country" && !strings.HasPrefix(class[0], "Other") {
				n := len(which(located, func(r record) bool { return r.Properties.Country == class[0] }))
				if class[1] != fmt.Sprint(n) {
					t.Errorf("%s: %s events, want %d", class[0], class[1], n)
				}
			}
		}
		// A filter changes counts, not which classes there are and how they look.
		p.click(`#facet-kind .choice[data-value="arrest"]`)
		arrests := which(located, func(r record) bool { return r.Properties.Kind == "arrest" })
		p.wait(fmt.Sprintf(`%s === %d`, sum(), len(arrests)))
		after := eval[[][]string](p, legendClasses)
		for i := range before {
			if len(after) != len(before) || after[i][0] != before[i][0] || after[i][2] != before[i][2] {
				t.Errorf("%s: filtered, the classes are %v, before %v", facet, after, before)
				break
			}
		}
		p.click(".chip-reset")
	}
}

func TestSizeByPeopleInjured(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.click("#legend summary")
	p.click("#size-injured")
	p.wait(`location.hash.includes('size=injured')`)
	without := len(which(records, func(r record) bool {
		return r.Geometry != nil && r.Properties.Injured == nil && r.Properties.InjuredLow == nil && r.Properties.InjuredHigh == nil
	}))
	p.waitText("#legend-sizes-title", "Area: people injured")
	p.wait(fmt.Sprintf(`document.querySelector('#legend-sizes').textContent.includes('no figure: %d events')`, without))
	p.click("#size-killed")
	p.wait(`document.querySelector('#legend-sizes').parentElement.textContent.includes('Attackers in these figures: ')`)
}

// paintedAt is the opacity, 0 to 255, of what is painted on the map's canvas at
// a point of the screen.
const paintedAt = `(() => {
	const canvas = document.querySelector('#map-circles'), b = canvas.getBoundingClientRect();
	const k = canvas.width / b.width;
	return canvas.getContext('2d').getImageData((%g - b.x) * k, (%g - b.y) * k, 1, 1).data[3];
})()`

func TestDiscsOfImprecisePlaces(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	at := slices.IndexFunc(records, func(r record) bool { return r.Properties.GeoPrecision == "district" })
	lon, lat := records[at].Geometry.Coordinates[0], records[at].Geometry.Coordinates[1]
	for _, marks := range []string{"", "&marks=dots"} {
		for precision, drawn := range map[string]bool{"district": true, "site": false} {
			// 25 km are some 150 pixels here.
			p := open(t, h, fmt.Sprintf("#place-precision=%s&map=%.5f,%.5f,9.00%s", precision, lat, lon, marks), desktop)
			p.wait(`document.querySelector('#map-ground canvas') && document.querySelector('#map-ground').dataset.state === 'idle'`)
			x, y := p.onMap(lon, lat, lon, lat, 9)
			p.wait(fmt.Sprintf(`(`+paintedAt+` > 10) === %v`, x+50, y+50, drawn))
			p.wait(fmt.Sprintf(`(`+paintedAt+` > 10) === false`, x+190, y+190))
		}
	}
}

// spreadOut opens the spreading of a place of Kabul by the keyboard and returns
// how many events it has.
func (p *tab) spreadOut() int {
	p.t.Helper()
	p.wait(`document.querySelectorAll('#map-places li').length > 3`)
	p.run(`document.querySelector('#map-places').focus()`)
	n := 0
	for range 12 {
		p.wait(`document.querySelector('#map-places').getAttribute('aria-activedescendant')`)
		active := eval[string](p, `document.getElementById(document.querySelector('#map-places').getAttribute('aria-activedescendant')).textContent`)
		_, after, _ := strings.Cut(active, ": ")
		if n = number(digits.FindString(after)); n > 1 && n < 40 {
			break
		}
		p.keys(kb.ArrowDown)
	}
	p.keys("s")
	p.wait(fmt.Sprintf(`document.querySelectorAll('#map-places li').length === %d && document.querySelector('#map-places').getAttribute('aria-label').startsWith('Events of this place')`, n))
	return n
}

func TestEventsOfAPlaceSpreadOut(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#map=34.53000,69.17000,10.00", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	n := p.spreadOut()
	p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.includes('%d events')`, n))
	p.wait(`document.querySelector('#spread').getAttribute('aria-pressed') === 'true'`)
	p.keys(kb.End)
	p.wait(fmt.Sprintf(`document.querySelector('#map-places').getAttribute('aria-activedescendant') === 'place-%d'`, n-1))
	p.wait(`getComputedStyle(document.querySelector('#map-tooltip')).visibility === 'visible'`)
	p.keys(kb.Enter)
	p.wait(`location.hash.includes('event=') && document.activeElement.id === 'card-title'`)

	// By the button, and Escape folds them.
	p.click("#spread")
	p.wait(`document.querySelector('#spread').getAttribute('aria-pressed') === 'false' && document.querySelector('#map-places').getAttribute('aria-label') === 'Places on the map'`)
	p.click("#spread")
	p.wait(`document.querySelector('#spread').getAttribute('aria-pressed') === 'true'`)
	p.run(`document.querySelector('#map-places').focus()`)
	p.keys(kb.Escape)
	p.wait(`document.querySelector('#spread').getAttribute('aria-pressed') === 'false'`)

	// They follow the filters, and what is gone folds them.
	p.click("#spread")
	p.wait(`document.querySelector('#spread').getAttribute('aria-pressed') === 'true'`)
	p.run(`location.hash = location.hash.replace(/&event=[^&]*/, '') + '&country=Germany'`)
	p.wait(`!document.querySelector('#spread')?.checkVisibility()`)
}

// The legend never covers the button, nor what stands in its place.
func TestSpreadingIsOfferedBesideTheLegend(t *testing.T) {
	h := newHost(t, "/")
	for _, size := range []screen{{width: 1440, height: 900}, desktop, {width: 1024, height: 640}} {
		p := open(t, h, "#place=34.52810,69.17230,11&map=34.53,69.17,11", size)
		p.wait(`document.querySelector('#spread')?.checkVisibility()`)
		p.run(`document.querySelector('#legend').open = true; for (const more of document.querySelectorAll('#legend details')) more.open = true`)
		p.wait(`(e => { const b = e.getBoundingClientRect(); return e.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)); })(document.querySelector('#spread'))`)
	}
}

func TestSpreadByThePointer(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#marks=dots&map=34.53000,69.17000,10.00", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	p.spreadOut()
	titles := eval[[]string](p, `[...document.querySelectorAll('#map-places li')].map(li => li.textContent)`)
	place := strings.Split(eval[string](p, `/place=([^&]*)/.exec(location.hash)[1]`), ",")
	var lat, lon float64
	fmt.Sscan(place[0], &lat)
	fmt.Sscan(place[1], &lon)
	x, y := p.onMap(lon, lat, 69.17, 34.53, 10)
	y -= 9 + 24 // the first lies above, beside a dot of 9 pixels
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	p.wait(fmt.Sprintf(`%s.startsWith(document.querySelector('#map-tooltip b').textContent + ': ') && document.querySelector('#map-tooltip b').textContent`, quoted(titles[0])))
	p.do(chromedp.MouseClickXY(x, y))
	p.wait(`location.hash.includes('event=')`)
	if title := p.text("#card-title"); !strings.HasPrefix(titles[0], title) {
		t.Errorf("opened %q, pressed %q", title, titles[0])
	}
}

func TestSignsOfAttribution(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#event=2024-03-22-crocus-city-hall-moscow", desktop)
	p.waitMap()
	p.click("#legend summary")
	signs := eval[[]string](p, `[...document.querySelectorAll('#legend-signs .sign')].map(e => e.textContent)`)
	if len(signs) < 5 || len(slices.Compact(slices.Sorted(slices.Values(signs)))) != len(signs) {
		t.Errorf("the signs are %q", signs)
	}
	p.wait(`document.querySelector('#event-card dd .sign').textContent === '●'`)
	p.wait(`document.querySelectorAll('#facet-attribution .sign').length === document.querySelectorAll('#facet-attribution .choice').length`)
}
