package browser

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hexagonName is a hexagon of a level: its row and column.
type hexagonName struct{ row, column int }

// hexagonCenter is the centre of a hexagon on the Mercator square.
func hexagonCenter(name hexagonName, level int) (x, y float64) {
	in := float64(int(14) << level)
	return (float64(name.column) + float64(name.row%2)/2) / in, float64(name.row) * math.Sqrt(3) / 2 / in
}

// hexagons counts what fits a question in each hexagon of a level, and the
// people killed there, by looking for the nearest of all centres.
func hexagons(records []record, regions []reported, q question, level int) (events, killed map[hexagonName]int) {
	events, killed = map[hexagonName]int{}, map[hexagonName]int{}
	in := 14 << level
	for _, r := range records {
		if r.Geometry == nil || !q.fits(r, regions, "") {
			continue
		}
		s := math.Sin(r.Geometry.Coordinates[1] * math.Pi / 180)
		px, py := r.Geometry.Coordinates[0]/360+0.5, 0.5-math.Log((1+s)/(1-s))/4/math.Pi
		var nearest hexagonName
		least := math.Inf(1)
		for row := range in*2/3*2 + 2 {
			for column := range in {
				x, y := hexagonCenter(hexagonName{row, column}, level)
				dx := math.Abs(x - px)
				if d := math.Hypot(min(dx, 1-dx), y-py); d < least {
					least, nearest = d, hexagonName{row, column}
				}
			}
		}
		events[nearest]++
		for _, n := range []*int{r.Properties.Killed, r.Properties.KilledLow, r.Properties.KilledHigh} {
			if n != nil {
				killed[nearest] += *n
				break
			}
		}
	}
	return events, killed
}

// most returns the hexagon with the highest number.
func most(numbers map[hexagonName]int) (at hexagonName, top int) {
	for name, n := range numbers {
		if n > top || n == top && (name.row < at.row || name.row == at.row && name.column < at.column) {
			at, top = name, n
		}
	}
	return at, top
}

// listedPlaces awaits that the list of places has as many events in each entry
// as there are, in falling order.
func (p *tab) listedPlaces(events map[hexagonName]int) {
	p.t.Helper()
	var want []int
	for _, n := range events {
		want = append(want, n)
	}
	slices.SortFunc(want, func(a, b int) int { return b - a })
	p.wait(fmt.Sprintf(`JSON.stringify([...document.querySelectorAll('#map-places li')].map(e => parseInt(/: (\d+) event/.exec(e.textContent)[1]))) === %q`, quoted(want)))
}

// hexagonAt returns where a hexagon is on the screen, on a flat map.
func (p *tab) hexagonAt(name hexagonName, level int, lon, lat, zoom float64) (x, y float64) {
	hx, hy := hexagonCenter(name, level)
	return p.onMap((hx-0.5)*360, math.Atan(math.Sinh((0.5-hy)*2*math.Pi))*180/math.Pi, lon, lat, zoom)
}

const classes = `[...document.querySelectorAll('#legend-classes li')].map(e => e.textContent).join(' | ')`

// The classes of densities on light ground: of the least and of the most.
const (
	fewest   = "#318e7f"
	mostDark = "#1f0721"
)

func TestDensity(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	everything, everyKilled := hexagons(records, regions, question{}, 0)
	p := open(t, h, "#"+wholeWorld+"&regions=off&marks=density", desktop)
	p.waitMap()
	p.listedPlaces(everything)
	p.wait(painted("#map-circles", fewest) + " > 100")
	p.wait(painted("#map-circles", mostDark) + " > 100")

	// The legend says what the colours mean, up to the most there is.
	p.click("#legend summary")
	p.wait(`document.querySelector('#marks-density').getAttribute('aria-pressed') === 'true'`)
	p.wait(`document.querySelector('#legend-density').checkVisibility() && !document.querySelector('#legend-rims').checkVisibility() && !document.querySelector('#color-by').checkVisibility()`)
	_, top := most(everything)
	said := eval[string](p, classes)
	if !strings.HasPrefix(said, "1") || !strings.HasSuffix(said, fmt.Sprintf("%d", top)) {
		t.Errorf("the classes are %s, want 1 to %d", said, top)
	}
	if bad := eval[[]string](p, outside); len(bad) > 0 {
		t.Error(strings.Join(bad, "\n"))
	}

	// By people killed, and those of whom nobody was.
	p.click("#size-killed")
	p.wait(`location.hash.includes('size=killed')`)
	_, topKilled := most(everyKilled)
	p.wait(fmt.Sprintf(`%s.startsWith('0 or no figure | 1') && %s.endsWith(%q)`, classes, classes, "–"+grouped(topKilled)))
	p.listedPlaces(everything)
	p.click("#size-events")
	p.wait(fmt.Sprintf(`%s === %q`, classes, said))

	// A narrower window changes the numbers, not what a colour means.
	b := p.axis()
	p.drag(b[0]+b[2]*0.3, b[1]+40, b[0]+b[2]*0.5, b[1]+40)
	p.wait(`/from=.*to=/.test(location.hash)`)
	var q question
	q.from, q.to = p.window()
	some, _ := hexagons(records, regions, q, 0)
	if _, n := most(some); n == 0 || n == top {
		t.Fatalf("%s to %s has %d events in the fullest hexagon", q.from, q.to, n)
	}
	p.listedPlaces(some)
	if now := eval[string](p, classes); now != said {
		t.Errorf("the classes are %s, were %s", now, said)
	}
	p.click("#all-dates")
	p.listedPlaces(everything)

	// By keyboard to circles and back.
	p.run(`document.activeElement.blur()`)
	p.tabTo("#marks-circles")
	p.keys(kb.Enter)
	p.wait(`!location.hash.includes('marks=') && !document.querySelector('#legend-density').checkVisibility() && document.querySelector('#color-by').checkVisibility()`)
	p.wait(painted("#map-circles", mostDark) + " === 0")
	p.tabTo("#marks-density")
	p.keys(kb.Enter)
	p.wait(`location.hash.includes('marks=density')`)
	p.listedPlaces(everything)
	p.wait(painted("#map-circles", mostDark) + " > 100")

	// And by keyboard into the fullest hexagon.
	p.tabTo("#map-places")
	p.wait(`document.querySelector('#map-places').getAttribute('aria-activedescendant') === 'place-0'`)
	p.wait(painted("#map-circles", mapMark) + " > 20")
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.endsWith(' · %d events')`, top))
}

func TestDensityByPointer(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	const lon, lat, zoom, level = 68, 34, 4.5, 4
	in, _ := hexagons(records, regions, question{}, level)
	fullest, n := most(in)
	view := fmt.Sprintf("map=%.5f,%.5f,%.2f", float64(lat), float64(lon), zoom)
	for _, webGL := range []bool{true, false} {
		t.Run(fmt.Sprintf("WebGL %v", webGL), func(t *testing.T) {
			p := blank(t, h, desktop)
			if !webGL {
				p.before(withoutWebGL)
			}
			p.visit(h.address + "#" + view + "&regions=off&marks=density")
			p.waitMap()
			p.click("#legend summary")
			p.wait(`document.querySelector('#legend-across').textContent.includes('about 150\u00a0km across')`)
			p.click("#legend summary")

			x, y := p.hexagonAt(fullest, level, lon, lat, zoom)
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
			p.wait(fmt.Sprintf(`getComputedStyle(document.querySelector('#map-tooltip')).visibility === 'visible' && document.querySelector('#map-tooltip').textContent.includes('%d events')`, n))
			// It is hit up to its corners: half of 36.6 pixels at the level, less a little.
			p.do(chromedp.MouseClickXY(x+math.Exp2(zoom-level)*17.5, y))
			p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.endsWith(' · %d events') && location.hash.includes(',4,hexagon')`, n))
			p.wait(painted("#map-circles", mapMark) + " > 20")

			q := open(t, h, p.fragment(), desktop)
			q.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.endsWith(' · %d events')`, n))
			q.wait(painted("#map-circles", mapMark) + " > 20")

			// The legend follows a nearer view, in which hexagons are smaller.
			p.click("#legend summary")
			p.click("#map-in")
			p.wait(`location.hash.includes(',5.50')`)
			p.wait(`document.querySelector('#legend-across').textContent.includes('about 74\u00a0km across')`)
			finer, _ := hexagons(records, regions, question{}, 5)
			_, top := most(finer)
			p.wait(fmt.Sprintf(`%s.endsWith('%d')`, classes, top))
			// What is listed stays the larger hexagon.
			p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.endsWith(' · %d events')`, n))
		})
	}
}

func TestDensityOnTheGlobe(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	in, _ := hexagons(records, regions, question{}, 1)
	fullest, n := most(in)
	x, y := hexagonCenter(fullest, 1)
	lon, lat := (x-0.5)*360, math.Atan(math.Sinh((0.5-y)*2*math.Pi))*180/math.Pi
	p := open(t, h, fmt.Sprintf("#map=%.5f,%.5f,1.50&projection=globe&regions=off&marks=density", lat, lon), desktop)
	p.waitMap()
	p.wait(painted("#map-circles", mostDark) + " > 100")
	b := eval[[4]float64](p, `(({x, y, width, height}) => [x, y, width, height])(document.querySelector('#map-ground').getBoundingClientRect())`)
	p.do(chromedp.MouseClickXY(b[0]+b[2]/2, b[1]+b[3]/2))
	p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.endsWith(' · %d events') && location.hash.includes(',1,hexagon')`, n))
	p.wait(painted("#map-circles", mapMark) + " > 20")
	// From the other side of the earth it is not seen, and cannot be pressed.
	p.run(fmt.Sprintf(`location.hash = 'map=%.5f,%.5f,1.50&projection=globe&regions=off&marks=density'`, -lat, lon-180))
	p.wait(painted("#map-circles", mostDark) + " === 0")
	p.wait(fmt.Sprintf(`![...document.querySelectorAll('#map-places li')].some(e => e.textContent.includes(': %d events'))`, n))
	p.do(chromedp.MouseClickXY(b[0]+b[2]/2, b[1]+b[3]/2))
	if at := p.fragment(); strings.Contains(at, "place=") {
		t.Errorf("something was opened where nothing is seen: %s", at)
	}
}
