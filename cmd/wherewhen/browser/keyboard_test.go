package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestKeyboardAlone filters, brushes, opens an event and reaches its source
// without a pointer.
func TestKeyboardAlone(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()

	p.keys(kb.Tab)
	if text := eval[string](p, `document.activeElement.textContent`); !strings.HasPrefix(text, "Skip to") {
		t.Errorf("the first stop of Tab is %q, want a skip link", text)
	}
	p.tabTo(`#facet-kind .choice[data-value="attack"]`)
	p.keys(" ")
	q := question{chosen: map[string][]string{"kind": {"attack"}}}
	p.expect(ask(records, regions, q), len(records))

	// Map: places one after the other.
	p.tabTo("#map-places")
	p.wait(`document.querySelector('#map-places').getAttribute('aria-activedescendant')`)
	p.wait(`getComputedStyle(document.querySelector('#map-tooltip')).visibility === 'visible'`)
	p.keys(kb.ArrowDown)
	p.wait(`document.querySelector('#map-places').getAttribute('aria-activedescendant') === 'place-1'`)

	// Timeline: both handles are sliders.
	p.tabTo("#brush-start")
	before := eval[int](p, `+document.querySelector('#brush-start').getAttribute('aria-valuenow')`)
	for range 3 {
		p.keys(kb.PageUp)
	}
	p.keys(kb.ArrowRight)
	p.wait(`location.hash.includes('from=')`)
	p.wait(fmt.Sprintf(`+document.querySelector('#brush-start').getAttribute('aria-valuenow') > %d`, before))
	p.keys("+")
	p.wait(`location.hash.includes('view=')`)
	p.keys("-")
	p.wait(`!location.hash.includes('view=')`)
	p.tabTo("#brush-end")
	p.keys(kb.PageDown)
	p.wait(`document.querySelector('#date-to').value < '2026-02-21'`)
	q.from, q.to = p.window()
	p.expect(ask(records, regions, q), len(records))
	if text := eval[string](p, `document.querySelector('#brush-end').getAttribute('aria-valuetext')`); !strings.Contains(text, q.to[:4]) {
		t.Errorf("the slider says %q for %s", text, q.to)
	}

	// List: down two rows, open, and on to the first source.
	p.run(`document.activeElement.blur()`)
	p.tabTo("#event-list")
	p.keys(kb.ArrowDown)
	p.keys(kb.ArrowDown)
	p.wait(`document.querySelector('#event-list').getAttribute('aria-activedescendant') === 'event-2'`)
	want := eval[string](p, `document.querySelector('#event-2').dataset.id`)
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q`, want))
	p.wait(`document.activeElement.id === 'card-title'`)
	p.tabTo("#event-card a.source")
	href := eval[string](p, `document.activeElement.href`)
	if !strings.HasPrefix(href, "http") {
		t.Errorf("the source leads to %q", href)
	}
	p.tabTo("#card-back")
	p.keys(kb.Enter)
	p.wait(`document.activeElement.id === 'event-list'`)

	// A region, from the legend.
	p.run(`document.activeElement.blur()`)
	p.tabTo("#legend summary")
	p.keys(kb.Enter)
	p.tabTo("#about-regions summary")
	p.keys(kb.Enter)
	p.tabTo("#about-regions button")
	p.keys(kb.Enter)
	p.wait(`document.querySelector('#region-card') && document.activeElement.id === 'card-title'`)

	// The map itself: pan and zoom.
	p.tabTo(".maplibregl-canvas")
	from := p.fragment()
	p.keys("=")
	p.wait(fmt.Sprintf(`location.hash !== %q`, from))
	from = p.fragment()
	p.keys(kb.ArrowRight)
	p.wait(fmt.Sprintf(`location.hash !== %q`, from))
}

func TestFindAPlaceByTyping(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()
	p.click("#find-place")
	p.keys("peshaw")
	p.wait(`document.querySelector('#found-places li')?.textContent.includes('Peshawar')`)
	p.keys(kb.Enter)
	p.wait(`/map=3[34]\.\d+,71\.\d+/.test(location.hash)`)

	for _, jump := range []struct{ name, at string }{
		{"Afghanistan", `map=3[345]\.\d+,6[678]`}, {"Moscow", `map=55\.\d+,37`}, {"Paris", `map=48\.\d+,2\.`},
	} {
		p.run(fmt.Sprintf(`{ const s = document.querySelector('#jump');
			s.value = [...s.options].find(o => o.text === %q).value; s.dispatchEvent(new Event('change', {bubbles: true})); }`, jump.name))
		p.wait(fmt.Sprintf(`/%s/.test(location.hash)`, jump.at))
	}
	p.click("#map-globe")
	p.wait(`location.hash.includes('projection=globe')`)
	p.click("#map-globe")
	p.wait(`!location.hash.includes('projection=globe')`)
}

func TestPlayback(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.click("#step-forward")
	p.wait(`location.hash.includes('to=2015-12-31')`)
	from, to := p.window()
	p.expect(ask(records, regions, question{from: from, to: to}), len(records))
	p.click("#play")
	p.wait(`location.hash.includes('from=2018-01-01')`)
	p.click("#play")
	p.wait(`document.querySelector('#play').getAttribute('aria-label') === 'Play'`)
	from, to = p.window()
	if from[4:] != "-01-01" || to != from[:4]+"-12-31" {
		t.Errorf("playing stopped at %s to %s, want a whole year", from, to)
	}
	p.expect(ask(records, regions, question{from: from, to: to}), len(records))
	p.click("#step-back")
	p.wait(fmt.Sprintf(`location.hash.includes('from=%d-01-01')`, number(from[:4])-1))
}

// Tab comes to one value of each filter; arrows go on from there.
func TestFiltersByArrows(t *testing.T) {
	p := open(t, newHost(t, "/"), "", desktop)
	p.waitMap()
	stops := `[...document.querySelectorAll('.facet')].filter(f => f.querySelector('.choice')).map(f => f.querySelectorAll('.choice[tabindex="0"]').length)`
	only := func() {
		t.Helper()
		if got := eval[[]int](p, stops); len(got) < 5 || slices.Max(got) != 1 || slices.Min(got) != 1 {
			t.Errorf("Tab comes to so many values of each filter: %v", got)
		}
	}
	on := func(n string) string {
		return fmt.Sprintf(`(l => document.activeElement === l[%s] && l[%s].tabIndex === 0)([...document.querySelectorAll('#facet-kind .choice')])`, n, n)
	}
	only()
	p.tabTo("#facet-kind .choice")
	for _, step := range [][2]string{{kb.ArrowDown, "1"}, {kb.End, "l.length-1"}, {kb.ArrowDown, "l.length-1"}, {kb.Home, "0"}, {kb.ArrowUp, "0"}, {kb.ArrowDown, "1"}} {
		p.keys(step[0])
		p.wait(on(step[1]))
	}
	only()
	p.keys(kb.Tab)
	if eval[bool](p, `document.activeElement.matches('#facet-kind .choice')`) {
		t.Error("Tab comes to another value of the filter")
	}
	p.keys(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))
	p.wait(on("1"))
	p.keys(" ")
	p.wait(`location.hash.includes('kind=') && document.querySelectorAll('#facet-kind .choice')[1].ariaChecked === 'true'`)
	p.click("#facet-country .more")
	p.tabTo("#facet-country .choice")
	p.keys(kb.End)
	p.click("#facet-country .more") // which takes the value away
	only()
}

// TestMenusClose has the menus of the timeline and of the table close by a press
// beside them, and by Escape even when the keyboard is on nothing of them.
func TestMenusClose(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#pane=table", desktop)
	for _, menu := range []struct{ button, id, still string }{
		{"#time-options", "#time-menu", "#time-menu h2"}, {"#table-columns", "#columns-menu", ""},
	} {
		shown := fmt.Sprintf(`document.querySelector(%q).checkVisibility()`, menu.id)
		p.click(menu.button)
		p.wait(shown)
		if menu.still != "" { // what takes no keyboard
			p.click(menu.still)
		}
		p.click(menu.id + " button")
		p.wait(shown)
		p.click(".header h1")
		p.wait("!" + shown)
		p.click(menu.button)
		p.wait(shown)
		p.run(`document.activeElement.blur()`)
		p.keys(kb.Escape)
		p.wait(fmt.Sprintf(`!%s && document.activeElement.matches(%q)`, shown, menu.button))
		p.click(menu.button)
		p.wait(shown)
		p.run(`document.querySelector('#query').focus()`)
		p.wait("!" + shown)
	}
}
