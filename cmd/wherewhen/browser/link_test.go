package browser

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// shows is everything in sight that a link restores.
const shows = `JSON.stringify({
	count: document.querySelector('#count').textContent,
	killed: document.querySelector('#killed').textContent,
	chips: [...document.querySelectorAll('#chips li')].map(e => e.textContent),
	list: document.querySelector('#list-title').textContent,
	card: document.querySelector('#event-card')?.dataset.id ?? '',
	places: [...document.querySelectorAll('#map-places li')].map(e => e.textContent),
	bars: document.querySelector('#histogram').toDataURL(),
	from: document.querySelector('#date-from').value,
	to: document.querySelector('#date-to').value,
	theme: document.documentElement.dataset.theme,
	size: document.querySelector('#size-killed').getAttribute('aria-pressed'),
	rim: document.querySelector('#color-by').value,
	classes: document.querySelector('#legend-rims').textContent,
	regions: document.querySelector('#show-regions').checked,
})`

func TestLinkShowsTheSame(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#map=33.00000,67.00000,4.50", desktop)
	p.waitMap()
	p.click(`#facet-kind .choice[data-value="attack"]`)
	p.wait(`document.querySelector('.chip-facet')`)
	p.click(`#facet-country .choice[data-value="Afghanistan"]`)
	p.wait(`document.querySelectorAll('.chip-facet').length === 2`)
	b := p.axis()
	p.drag(b[0]+b[2]*0.3, b[1]+40, b[0]+b[2]*0.8, b[1]+40)
	p.wait(`location.hash.includes('from=')`)
	p.do(chromedp.MouseClickXY(b[0]+b[2]*0.5, b[1]+b[3]-10)) // the axis: nothing happens
	p.click("#legend summary")
	p.click("#size-killed")
	p.colorBy("attribution")
	p.click("#show-regions")
	p.click("#query")
	p.keys("kabul\r")
	p.wait(`location.hash.includes('q=kabul')`)
	p.click("#map-in")
	p.wait(`location.hash.includes(',5.50')`)
	p.run(`{ const s = document.querySelector('#theme'); s.value = '2'; s.dispatchEvent(new Event('change', {bubbles: true})); }`)
	p.wait(`document.documentElement.dataset.theme === 'dark'`)
	p.click("#event-list .row")
	p.wait(`location.hash.includes('event=')`)
	p.do(chromedp.MouseEvent("mouseMoved", 5, 5))
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	link := p.fragment()

	q := open(t, h, link, desktop)
	q.waitMap()
	q.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	// Lists and bars of both follow a little later.
	for deadline := time.Now().Add(patience); ; time.Sleep(100 * time.Millisecond) {
		first, second := eval[string](p, shows), eval[string](q, shows)
		if first == second {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the link shows\n%s, want\n%s", second, first)
		}
	}
	if again := q.fragment(); again != link {
		t.Errorf("the link became another one: %s\nfrom %s", again, link)
	}
}

func TestUnreadablePartsOfALinkAreNamed(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#from=2024-13-01&to=2024-12-31&kind=parade,arrest&size=huge&nonsense&event=no-such&map=95,0,3", desktop)
	p.wait(`document.querySelector('#problems')`)
	said := p.text("#problems")
	for _, part := range []string{"from=2024-13-01", "kind=parade", "size=huge", "nonsense", "event=no-such", "map=95,0,3"} {
		if !strings.Contains(said, part) {
			t.Errorf("nothing is said of %s:\n%s", part, said)
		}
	}
	// What could be read is shown.
	p.expect(ask(records, regions, question{chosen: map[string][]string{"kind": {"arrest"}}}), len(records))
	p.click("#problems button")
	p.wait(`!document.querySelector('#problems')`)
}

// A link cut off in the middle of an escape is no reason to show nothing.
func TestCutOffEscape(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#kind=attack&q=%E0%A4%A", desktop)
	p.wait(`document.querySelectorAll('#chips li').length === 3`)
	p.click(".chip-query")
	p.wait(`location.hash === '#kind=attack' || location.hash.startsWith('#kind=attack&map=')`)
}

func TestBackUndoes(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()
	back := func() { p.run(`history.back()`) }
	attacks := question{chosen: map[string][]string{"kind": {"attack"}}}

	p.click(`#facet-kind .choice[data-value="attack"]`)
	p.expect(ask(records, regions, attacks), len(records))
	b := p.axis()
	p.drag(b[0]+b[2]*0.5, b[1]+40, b[0]+b[2]*0.7, b[1]+40) // one gesture of many steps is one entry
	p.wait(`location.hash.includes('from=')`)
	p.click("#event-list .row")
	p.wait(`document.querySelector('#event-card')`)

	back()
	p.wait(`!document.querySelector('#event-card')`)
	if !strings.Contains(p.fragment(), "from=") {
		t.Fatalf("Back undid the window with the card: %s", p.fragment())
	}
	back()
	p.wait(`!location.hash.includes('from=')`)
	p.expect(ask(records, regions, attacks), len(records))
	back()
	p.expect(ask(records, regions, question{}), len(records))
	if eval[string](p, `document.querySelector('#facet-kind .choice[data-value="attack"]').getAttribute('aria-checked')`) != "false" {
		t.Error("Back left the filter chosen")
	}
}
