package browser

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// within returns the corners the link filters by, as longitude and latitude.
func (p *tab) within() (corners [][2]float64) {
	p.t.Helper()
	q, err := url.ParseQuery(strings.ReplaceAll(strings.TrimPrefix(p.fragment(), "#"), ";", "%3B"))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, corner := range strings.Split(q.Get("within"), ";") {
		lat, lon, _ := strings.Cut(corner, ",")
		y, err1 := strconv.ParseFloat(lat, 64)
		x, err2 := strconv.ParseFloat(lon, 64)
		if err1 != nil || err2 != nil {
			p.t.Fatalf("within=%s", q.Get("within"))
		}
		corners = append(corners, [2]float64{x, y})
	}
	return corners
}

// inBox returns what lies in the box of two corners.
func inBox(corners [][2]float64) func(lon, lat float64) bool {
	return func(lon, lat float64) bool {
		return lon >= corners[0][0] && lat >= corners[0][1] && lon <= corners[1][0] && lat <= corners[1][1]
	}
}

// inRing counts what a line to the north of a point meets.
func inRing(corners [][2]float64) func(lon, lat float64) bool {
	return func(lon, lat float64) bool {
		in := false
		for i, a := range corners {
			b := corners[(i+1)%len(corners)]
			if (a[0] > lon) != (b[0] > lon) && lat < a[1]+(b[1]-a[1])*(lon-a[0])/(b[0]-a[0]) {
				in = !in
			}
		}
		return in
	}
}

// A box or an area drawn on the map filters everything, is in the link, and is
// taken away by its chip.
func TestDrawOnTheMap(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	const zoom = 4.0
	p := open(t, h, "#map=34.00000,68.00000,4.00", desktop)
	p.waitMap()
	all := ask(records, regions, question{})
	at := func(lon, lat float64) (x, y float64) { return p.onMap(lon, lat, 68, 34, zoom) }

	p.click("#draw-box")
	p.wait(`!document.querySelector('#map-drawing').hidden`)
	x0, y0 := at(66, 36)
	x1, y1 := at(72, 32)
	p.drag(x0, y0, x1, y1)
	p.wait(`location.hash.includes('within=')`)
	box := p.within()
	if len(box) != 2 || abs(box[0][0]-66) > 0.2 || abs(box[0][1]-32) > 0.2 || abs(box[1][0]-72) > 0.2 || abs(box[1][1]-36) > 0.2 {
		t.Fatalf("the box is %v", box)
	}
	want := ask(records, regions, question{within: inBox(box)})
	if want.shown == 0 || want.shown == all.shown {
		t.Fatalf("the box holds %d of %d events: it tells nothing", want.shown, all.shown)
	}
	p.expect(want, len(records))
	p.wait(`document.querySelector('#map-drawing').hidden && document.querySelector('#draw-box').ariaPressed === 'false'`)
	leftOut := 0
	for _, r := range records {
		if r.Geometry == nil {
			leftOut++
		}
	}
	p.wait(fmt.Sprintf(`document.querySelector('.chip-within').title.includes('%d events without')`, leftOut))

	// The same from the link alone.
	q := open(t, h, p.fragment(), desktop)
	q.expect(want, len(records))

	p.click(".chip-within")
	p.expect(all, len(records))

	p.click("#draw-area")
	p.wait(`!document.querySelector('#map-drawing').hidden`)
	corners := [][2]float64{{66, 36}, {74, 36}, {72, 31}}
	var path [][2]float64
	for _, c := range corners {
		x, y := at(c[0], c[1])
		path = append(path, [2]float64{x, y})
	}
	p.draw(path)
	p.wait(`location.hash.includes('within=')`)
	ring := p.within()
	want = ask(records, regions, question{within: inRing(ring)})
	if len(ring) < 3 || len(ring) > 12 || want.shown == 0 || want.shown == all.shown {
		t.Fatalf("the area %v holds %d of %d events", ring, want.shown, all.shown)
	}
	p.expect(want, len(records))
}

// What the map shows filters, by keyboard, and follows the map until it is given up.
func TestOnlyWhatTheMapShows(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#map=34.00000,68.00000,5.00", desktop)
	p.waitMap()
	p.tabTo("#only-view")
	p.keys(" ")
	p.wait(`document.querySelector('#only-view').ariaPressed === 'true' && location.hash.includes('within=')`)
	near := p.within()
	p.expect(ask(records, regions, question{within: inBox(near)}), len(records))
	before := withinPart(p.fragment())
	p.tabTo("#map-out")
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`location.hash.includes('within=') && !location.hash.includes(%q)`, before))
	far := p.within()
	if far[0][0] >= near[0][0] || far[1][1] <= near[1][1] {
		t.Fatalf("farther the map shows %v, nearer %v", far, near)
	}
	p.expect(ask(records, regions, question{within: inBox(far)}), len(records))
	p.click("#only-view")
	p.wait(`!location.hash.includes('within=')`)
	p.expect(ask(records, regions, question{}), len(records))
}

// A drawing that was begun can be given up, and a slip draws nothing.
func TestDrawingIsGivenUp(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#map=34.00000,68.00000,4.00", desktop)
	p.waitMap()
	p.tabTo("#draw-area")
	p.keys(kb.Enter)
	p.wait(`!document.querySelector('#map-drawing').hidden`)
	x, y := p.onMap(68, 34, 68, 34, 4)
	p.drag(x, y, x+2, y)
	p.keys(kb.Escape)
	p.wait(`document.querySelector('#map-drawing').hidden`)
	p.expect(ask(records, regions, question{}), len(records))
	p.click("#map-globe")
	p.wait(`document.querySelector('#draw-box').disabled && document.querySelector('#draw-box').title.includes('flat map')`)
}

func withinPart(fragment string) string {
	_, rest, _ := strings.Cut(fragment, "within=")
	part, _, _ := strings.Cut(rest, "&")
	return part
}

func abs(x float64) float64 { return max(x, -x) }
