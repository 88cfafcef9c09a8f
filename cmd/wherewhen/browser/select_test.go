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

// painted is an expression for the number of pixels of a canvas that have a
// colour, given as #rrggbb.
func painted(canvas, color string) string {
	return fmt.Sprintf(`(() => {
		const c = document.querySelector(%q), n = parseInt(%q, 16);
		const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
		let count = 0;
		for (let i = 0; i < d.length; i += 4)
			if (d[i] === n >> 16 && d[i+1] === (n >> 8 & 255) && d[i+2] === (n & 255) && d[i+3] === 255) count++;
		return count;
	})()`, canvas, strings.TrimPrefix(color, "#"))
}

// The colours of marks on light ground.
const (
	mapMark  = "#14567f"
	timeMark = "#b3452c"
)

// expectSelected awaits that an event is the selected one everywhere: in the
// link, on the card, on the map and on the timeline.
func (p *tab) expectSelected(id string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`location.hash.includes('event=%s')`, id))
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q`, id))
	p.wait(`document.querySelector('#map-places [aria-selected="true"]')`)
	p.wait(painted("#map-circles", mapMark) + " > 0")
	p.wait(painted("#histogram", timeMark) + " > 0")
}

func TestSelectFromList(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()
	if eval[int](p, painted("#map-circles", mapMark)) > 0 || eval[int](p, painted("#histogram", timeMark)) > 0 {
		t.Fatal("something is marked before anything is selected")
	}
	// The newest event may have no point; the first that has is opened.
	located := map[string]bool{}
	for _, r := range read[record](t, "events.geojson") {
		located[r.Properties.ID] = r.Geometry != nil
	}
	ids := eval[[]string](p, `[...document.querySelectorAll('#event-list .row')].map(e => e.dataset.id)`)
	i := slices.IndexFunc(ids, func(id string) bool { return located[id] })
	if i < 0 {
		t.Fatalf("no event with a point among %v", ids)
	}
	p.click(fmt.Sprintf(`#event-list [data-id=%q]`, ids[i]))
	p.expectSelected(ids[i])
	// Back in the list it still is the selected one, in sight and marked.
	p.click("#card-back")
	row := fmt.Sprintf(`document.querySelector('#event-list [aria-selected="true"][data-id=%q]')`, ids[i])
	p.wait(row + `?.checkVisibility() && document.activeElement.id === 'event-list'`)
	p.wait(painted("#map-circles", mapMark) + " > 0")
	p.keys(kb.Escape)
	p.wait(`!location.hash.includes('event=')`)
	p.wait(painted("#histogram", timeMark) + " === 0")
}

func TestSelectFromMap(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	// Crocus City Hall is a circle of its own at this zoom.
	p := open(t, h, "#map=55.80000,37.40000,11.00&regions=off", desktop)
	p.waitMap()
	id := "2024-03-22-crocus-city-hall-moscow"
	var lon, lat float64
	for _, r := range records {
		if r.Properties.ID == id {
			lon, lat = r.Geometry.Coordinates[0], r.Geometry.Coordinates[1]
		}
	}
	x, y := p.onMap(lon, lat, 37.4, 55.8, 11)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	p.wait(`getComputedStyle(document.querySelector('#map-tooltip')).visibility === 'visible'`)
	if tip := p.text("#map-tooltip"); !strings.Contains(tip, "1 event") {
		t.Errorf("the tooltip says %q, want 1 event", tip)
	}
	p.do(chromedp.MouseClickXY(x, y))
	p.expectSelected(id)

	// A circle of several events lists them, newest first.
	p = open(t, h, "#map=34.50000,69.20000,6.00", desktop)
	p.waitMap()
	p.run(`document.querySelector('#map-places').focus()`)
	n := numbers(strings.SplitN(p.text("#map-places li"), ": ", 2)[1])[0]
	p.keys("\r")
	p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.includes('%d events')`, n))
	dates := eval[[]string](p, `[...document.querySelectorAll('#event-list .row')].map(e => e.dataset.id.slice(0, 10))`)
	if !slices.IsSortedFunc(dates, func(a, b string) int { return strings.Compare(b[:4], a[:4]) }) {
		t.Errorf("the events of a place are not newest first: %v", dates)
	}
}

// onMap returns where a place is on the screen, on a flat map.
func (p *tab) onMap(lon, lat, centerLon, centerLat, zoom float64) (x, y float64) {
	p.t.Helper()
	at := eval[[2]float64](p, fmt.Sprintf(`(() => {
		const b = document.querySelector('#map-ground').getBoundingClientRect();
		const world = 512 * 2 ** %g;
		const m = (lon, lat) => { const s = Math.sin(lat * Math.PI / 180); return [lon / 360, -Math.log((1 + s) / (1 - s)) / 4 / Math.PI]; };
		const [x, y] = m(%g, %g), [cx, cy] = m(%g, %g);
		return [b.x + b.width / 2 + (x - cx) * world, b.y + b.height / 2 + (y - cy) * world];
	})()`, zoom, lon, lat, centerLon, centerLat))
	return at[0], at[1]
}

func TestSelectFromTimeline(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	// In this quarter the bars are days, and of this day there is one event.
	p := open(t, h, "#"+wholeWorld+"&view=2024-03-01..2024-04-15", desktop)
	p.waitMap()
	day := "2024-03-22"
	if n := ask(records, regions, question{from: day, to: day}).shown; n != 1 {
		t.Skipf("%s has %d events in the data now", day, n)
	}
	b := p.axis()
	for x := b[0] + 40; x < b[0]+b[2]-40; x += 4 {
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, b[1]+50))
		if strings.HasPrefix(p.text("#axis-tip"), "22 Mar 2024:") {
			p.do(chromedp.MouseClickXY(x, b[1]+50))
			p.wait(`location.hash.includes('from=2024-03-22&to=2024-03-22')`)
			p.expectSelected("2024-03-22-crocus-city-hall-moscow")
			return
		}
	}
	t.Error("no bar of 22 March 2024 was found")
}

func TestRegionTellsRoleDatesAndSources(t *testing.T) {
	h := newHost(t, "/")
	// In Nangarhar several regions and the area of a country lie above each other.
	p := open(t, h, "#map=34.20000,70.40000,8.00&kind=milestone", desktop)
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	x, y := p.onMap(70.9, 34.45, 70.4, 34.2, 8)
	p.do(chromedp.MouseClickXY(x, y))
	p.wait(`document.querySelector('#region-card')?.dataset.id.startsWith('nangarhar')`)
	card := p.text("#region-card")
	for _, want := range []string{"Reported active", "Reported for", "Districts named", "the whole province is drawn", "Sources", "never who controls the land"} {
		if !strings.Contains(card, want) {
			t.Errorf("the region's card does not say %q:\n%s", want, card)
		}
	}
	if eval[int](p, `document.querySelectorAll('#region-card a[href^="http"][rel="noopener noreferrer"]').length`) == 0 {
		t.Error("the region's card links no source")
	}
	// What it covers is a press away.
	first := eval[string](p, `document.querySelector('#region-card').dataset.id`)
	p.click("#region-card button.region")
	p.wait(fmt.Sprintf(`document.querySelector('#region-card') && document.querySelector('#region-card').dataset.id !== %q`, first))
}

func TestRegionsAreShownWhileTheirDatesOverlap(t *testing.T) {
	h := newHost(t, "/")
	regions := read[reported](t, "regions.geojson")
	for _, window := range [][2]string{{"2015-02-01", "2015-03-31"}, {"2018-08-01", "2018-08-01"}, {"2018-08-02", "2018-12-31"}, {"2025-01-01", "2026-02-01"}} {
		t.Run(window[0], func(t *testing.T) {
			p := open(t, h, fmt.Sprintf("#from=%s&to=%s&%s", window[0], window[1], wholeWorld), desktop)
			want := 0
			for _, r := range regions {
				if first(r.Properties.Start) <= window[1] && (r.Properties.Ongoing || last(r.Properties.End) >= window[0]) {
					want++
				}
			}
			p.click("#legend summary")
			p.click("#about-regions summary")
			p.wait(fmt.Sprintf(`document.querySelectorAll('#about-regions button').length === %d`, want))
			p.click("#show-regions")
			p.wait(`document.querySelector('#about-regions').hidden`)
		})
	}
}

func TestAreaListsWhatHasNoNearerPlace(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "#regions=off&map=38.50000,-98.00000,4.00", desktop) // the United States
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
	x, y := p.onMap(-100, 40, -98, 38.5, 4)
	p.do(chromedp.MouseClickXY(x, y))
	p.wait(`location.hash.includes('area=US')`)
	want := 0
	for _, r := range records {
		if r.Geometry == nil && r.Properties.Area == "US" {
			want++
		}
	}
	if want == 0 {
		t.Fatal("no event is known only to the United States")
	}
	p.wait(fmt.Sprintf(`/United States.* · %d event/.test(document.querySelector('#list-title').textContent)`, want))
}

func TestLinkToAnEventShowsItsPlace(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#event=2024-03-22-crocus-city-hall-moscow", desktop)
	p.expectSelected("2024-03-22-crocus-city-hall-moscow")
	// And the map follows what is opened in the list, which stands at the event
	// it came back from.
	p.click("#card-back")
	p.wait(`document.querySelector('#event-list [aria-selected="true"]')?.checkVisibility()`)
	id := "2026-02-06-islamabad-tarlai-imambargah"
	p.run(`document.querySelector('#event-list').scrollTop = 0`)
	p.click(fmt.Sprintf(`#event-list [data-id=%q]`, id))
	p.expectSelected(id)
	p.wait(`location.hash.includes('map=33.64500,73.16500')`)
}

func TestCardSaysWhatTheFileSays(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	for _, r := range read[record](t, "events.geojson") {
		id := r.Properties.ID
		if !slices.Contains([]string{
			"2015-01-26-iskp-established", "2019-05-isis-pakistan-hind-provinces", "2021-08-26-kabul-airport-abbey-gate",
			"2024-03-22-crocus-city-hall-moscow", "2024-08-07-vienna-swift-concert-plot",
		}, id) {
			continue
		}
		p.run(fmt.Sprintf(`location.hash = 'event=%s'`, id))
		p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q`, id))
		if title := p.text("#card-title"); title != r.Properties.Title {
			t.Errorf("%s: the title is %q, want %q", id, title, r.Properties.Title)
		}
		links := func(of string) []string {
			return eval[[]string](p, fmt.Sprintf(`[...document.querySelectorAll('#event-card %s')].map(a => a.getAttribute('href'))`, of))
		}
		all, claims := []string{}, []string{}
		for _, s := range r.Properties.Sources {
			all = append(all, s.URL)
			if slices.Contains(s.Supports, "attribution") {
				claims = append(claims, s.URL)
			}
		}
		if got := links("a.source:not(.claims *)"); !slices.Equal(got, all) {
			t.Errorf("%s: the sources are %v, want %v", id, got, all)
		}
		if got := links(".claims a.source"); r.Properties.Attribution != "none" && !slices.Equal(got, claims) {
			t.Errorf("%s: the sources of the attribution are %v, want %v", id, got, claims)
		}
		if eval[bool](p, `[...document.querySelectorAll('#event-card a.source')].some(a => a.rel !== 'noopener noreferrer' || a.target !== '_blank')`) {
			t.Errorf("%s: a source opens without noopener noreferrer", id)
		}
		if eval[int](p, `document.querySelectorAll('#event-card img, #event-card iframe, #event-card video').length`) > 0 {
			t.Errorf("%s: the card embeds something", id)
		}
	}
}
