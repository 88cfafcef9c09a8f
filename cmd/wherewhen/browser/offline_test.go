package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestUnderAPathAndWithoutTheHost opens the site under a path of a host that
// knows nothing of it, and again after the host has gone.
func TestUnderAPathAndWithoutTheHost(t *testing.T) {
	h := newHost(t, "/x/y/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	q := question{chosen: map[string][]string{"kind": {"arrest"}}}
	p := open(t, h, "#kind=arrest&"+wholeWorld, desktop)
	p.expect(ask(records, regions, q), len(records))
	p.waitMap()
	p.wait(`navigator.serviceWorker.controller`)
	// The rest is fetched in the background.
	for _, name := range []string{"places", "basemap-detail"} {
		p.wait(fmt.Sprintf(`caches.match(wherewhen.assets[%q])`, name))
	}
	if scope := eval[string](p, `navigator.serviceWorker.ready.then(r => new URL(r.scope).pathname)`); scope != "/x/y/" {
		t.Errorf("the service worker serves %s, want /x/y/", scope)
	}

	h.stop()
	p.offline = true
	p.do(chromedp.Navigate("about:blank"))
	p.visit(h.address + "#kind=arrest&" + wholeWorld)
	p.expect(ask(records, regions, q), len(records))
	p.waitMap()
	p.expectMap(ask(records, regions, q))
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)

	// What was never used before works too.
	p.click("#find-place")
	p.keys("peshaw")
	p.wait(`document.querySelector('#found-places li')?.textContent.includes('Peshawar')`)
	p.keys("\r")
	p.wait(`/map=3[34]\.\d+,71\.\d+/.test(location.hash)`)
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	if eval[bool](p, `Boolean(document.querySelector('#problems'))`) {
		t.Errorf("without the host the page complains: %s", p.text("#problems"))
	}

	// With a query, as trackers add, and on to the page about the method.
	p.visit(h.address + "?from=elsewhere#page=method")
	p.wait(`document.querySelectorAll('#method table').length === 4`)
}

// TestNoFileIsMissing checks that the files of a site need no more of a host than
// that it serves them.
func TestNoFileIsMissing(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()
	failed := eval[[]string](p, `Promise.all(Object.values(wherewhen.assets).map(async url => (await fetch(url)).ok ? '' : url))
		.then(all => all.filter(Boolean))`)
	if len(failed) > 0 {
		t.Errorf("not served: %v", failed)
	}
	for _, name := range []string{"data/events.geojson", "data/regions.geojson", "data/indicators.json", "licences.txt"} {
		if !eval[bool](p, fmt.Sprintf(`fetch(%q).then(r => r.ok)`, name)) {
			t.Errorf("%s is not served", name)
		}
	}
}
