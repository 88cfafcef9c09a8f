package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// The colours of the kinds of events, on light and on dark ground.
var kindColors = map[bool]map[string]color.RGBA{
	false: {
		"attack": {166, 58, 36, 255}, "foiled-plot": {160, 106, 0, 255}, "arrest": {15, 122, 102, 255},
		"counter-operation": {45, 95, 174, 255}, "statement": {124, 74, 151, 255}, "milestone": {84, 96, 107, 255},
	},
	true: {
		"attack": {238, 141, 115, 255}, "foiled-plot": {233, 191, 85, 255}, "arrest": {99, 205, 182, 255},
		"counter-operation": {141, 182, 242, 255}, "statement": {203, 166, 228, 255}, "milestone": {185, 194, 202, 255},
	},
}

// picture returns what the screen shows.
func (p *tab) picture() image.Image {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		p.t.Fatal(err)
	}
	return picture
}

// resembles reports whether a pixel has a colour, as far as a dot lets the
// ground through.
func resembles(picture image.Image, x, y int, want color.RGBA) bool {
	r, g, b, _ := picture.At(x, y).RGBA()
	near := func(got uint32, want uint8) bool { return math.Abs(float64(got>>8)-float64(want)) < 55 }
	return near(r, want.R) && near(g, want.G) && near(b, want.B)
}

// spot is where an event is on the screen.
type spot struct {
	record
	x, y float64
}

// spots are the events on the screen where nothing lies over the map, at
// least so many pixels from its edges.
func (p *tab) spots(records []record, at func(lon, lat float64) (x, y float64, seen bool)) (spots []spot) {
	p.t.Helper()
	p.wait(`document.querySelector('#map-ground canvas') && document.querySelector('#map-ground').dataset.state === 'idle'`)
	var points [][2]float64
	for _, r := range records {
		if r.Geometry == nil {
			continue
		}
		if x, y, seen := at(r.Geometry.Coordinates[0], r.Geometry.Coordinates[1]); seen {
			spots = append(spots, spot{r, x, y})
			points = append(points, [2]float64{x, y})
		}
	}
	free := eval[[]bool](p, fmt.Sprintf(`%s.map(([x, y]) => [[0, 0], [-12, 0], [12, 0], [0, -12], [0, 12]].every(([dx, dy]) =>
		document.elementFromPoint(x + dx, y + dy)?.closest('#map-ground canvas')))`, quoted(points)))
	n := 0
	for i, s := range spots {
		if free[i] {
			spots[n] = s
			n++
		}
	}
	return spots[:n]
}

// expectDots awaits that there is a dot at the place of each event that is
// shown, in the colour of an event there, and none at the others.
func (p *tab) expectDots(spots []spot, shown map[string]bool, dark bool) {
	p.t.Helper()
	var wrong string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		picture := p.picture()
		wrong = ""
		drawn, hidden := 0, 0
		for _, s := range spots {
			// All events that could be what is seen here.
			var colors []color.RGBA
			for _, o := range spots {
				if shown[o.Properties.ID] && math.Hypot(o.x-s.x, o.y-s.y) < 14 {
					colors = append(colors, kindColors[dark][o.Properties.Kind])
				}
			}
			own := kindColors[dark][s.Properties.Kind]
			x, y := int(s.x), int(s.y)
			switch {
			case shown[s.Properties.ID]:
				drawn++
				found := false // where no other's halo or a name lies over it
				for _, c := range colors {
					for dx := -3; dx <= 3; dx++ {
						for dy := -3; dy <= 3; dy++ {
							found = found || resembles(picture, x+dx, y+dy, c)
						}
					}
				}
				if !found {
					wrong = fmt.Sprintf("no dot for %s at %v,%v: %v", s.Properties.ID, s.x, s.y, picture.At(x, y))
				}
			case len(colors) == 0:
				hidden++
				if resembles(picture, x, y, own) {
					wrong = fmt.Sprintf("a dot for %s at %v,%v: %v", s.Properties.ID, s.x, s.y, picture.At(x, y))
				}
			}
		}
		if wrong == "" {
			if drawn == 0 {
				p.t.Fatalf("none of %d events in sight is shown", len(spots))
			}
			if hidden == 0 && len(shown) < len(spots) {
				p.t.Fatalf("all of %d events in sight lie beside one that is shown", len(spots))
			}
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	p.t.Fatal(wrong)
}

// flat places events as a flat map does.
func (p *tab) flat(lon, lat, zoom float64) func(x, y float64) (float64, float64, bool) {
	return func(x, y float64) (float64, float64, bool) {
		px, py := p.onMap(x, y, lon, lat, zoom)
		return px, py, px > 0 && py > 0 && px < 1280 && py < 800
	}
}

// circlesDrawn is an expression for the number of pixels inside circles on the
// canvas above the map: they have the colour of a circle's ground, which discs
// around places do not.
const circlesDrawn = `(() => {
	const c = document.querySelector('#map-circles');
	const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
	let n = 0;
	const near = (i, light) => light.every((part, k) => Math.abs(d[i + k] - part) < 3);
	for (let i = 0; i < d.length; i += 4) if (d[i + 3] === 255 && (near(i, [255, 255, 255]) || near(i, [18, 23, 27]))) n++;
	return n;
})()`

func TestDots(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	const around = "marks=dots&regions=off&map=33.00000,68.00000,5.00"
	p := open(t, h, "#"+around, desktop)
	p.waitMap()
	spots := p.spots(records, p.flat(68, 33, 5))
	if len(spots) < 50 {
		t.Fatalf("%d events in sight", len(spots))
	}
	look := func(fragment string, q question, dark bool) {
		t.Helper()
		p.run(fmt.Sprintf(`location.hash = %q`, fragment))
		p.expectDots(spots, ask(records, regions, q).ids, dark)
	}
	look(around, question{}, false)
	p.wait(circlesDrawn + " === 0")
	look(around+"&from=2018-01-01&to=2019-12-31", question{from: "2018-01-01", to: "2019-12-31"}, false)
	look(around+"&from=2021-08-26&to=2021-08-26", question{from: "2021-08-26", to: "2021-08-26"}, false)
	look(around+"&kind=attack", question{chosen: map[string][]string{"kind": {"attack"}}}, false)
	look(around+"&kind=counter-operation&from=2016-01-01&to=2022-12-31",
		question{chosen: map[string][]string{"kind": {"counter-operation"}}, from: "2016-01-01", to: "2022-12-31"}, false)
	look(around, question{}, false)
	look(around+"&theme=dark", question{}, true)
	look(around+"&theme=light", question{}, false)
	// Other marks and back.
	p.run(`location.hash = 'regions=off&map=33.00000,68.00000,5.00'`)
	p.wait(circlesDrawn + " > 0")
	look(around, question{}, false)
	p.wait(circlesDrawn + " === 0")
}

// TestDotsAreExact looks at a place as near as the map goes: its dot is where it
// belongs, to a pixel.
func TestDotsAreExact(t *testing.T) {
	h := newHost(t, "/")
	// Crocus City Hall lies apart from what else was reported.
	id := "2024-03-22-crocus-city-hall-moscow"
	var lon, lat float64
	for _, r := range read[record](t, "events.geojson") {
		if r.Properties.ID == id {
			lon, lat = r.Geometry.Coordinates[0], r.Geometry.Coordinates[1]
		}
	}
	for _, zoom := range []float64{17, 13.37, 9} {
		p := open(t, h, fmt.Sprintf("#marks=dots&regions=off&map=55.82600,37.39100,%.2f", zoom), desktop)
		p.waitMap()
		x, y := p.onMap(lon, lat, 37.391, 55.826, zoom)
		var off float64
		for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
			picture := p.picture()
			n, sx, sy := 0., 0., 0.
			for px := int(x) - 14; px <= int(x)+14; px++ {
				for py := int(y) - 14; py <= int(y)+14; py++ {
					if resembles(picture, px, py, kindColors[false]["attack"]) {
						n, sx, sy = n+1, sx+float64(px)+0.5, sy+float64(py)+0.5
					}
				}
			}
			if off = math.Hypot(sx/n-x, sy/n-y); off < 0.75 {
				break
			}
		}
		if !(off < 0.75) {
			t.Errorf("zoom %v: the dot is %v pixels off", zoom, off)
		}
	}
}

func TestDotsOnTheGlobe(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#marks=dots&regions=off&projection=globe&map=30.00000,120.00000,1.50", desktop)
	p.waitMap()
	b := eval[[4]float64](p, `(({x, y, width, height}) => [x, y, width, height])(document.querySelector('#map-ground').getBoundingClientRect())`)
	onGlobe := func(lon, lat float64) (x, y float64, seen bool) {
		sin0, cos0 := math.Sincos(30 * math.Pi / 180)
		sin, cos := math.Sincos(lat * math.Pi / 180)
		sinLon, cosLon := math.Sincos((lon - 120) * math.Pi / 180)
		east, north, near := cos*sinLon, cos0*sin-sin0*cos*cosLon, sin0*sin+cos0*cos*cosLon
		r, eye := 512*math.Exp2(1.5)/2/math.Pi/cos0, 1.5*b[3]
		scale := eye * r / (eye + r - r*near)
		// What is just at the horizon counts neither way.
		return b[0] + b[2]/2 + east*scale, b[1] + b[3]/2 - north*scale, near > r/(r+eye)+0.03
	}
	spots := p.spots(records, onGlobe)
	ids := ask(records, regions, question{}).ids
	p.expectDots(spots, ids, false)
	// The middle of it is pressed as on the flat map. What lies behind the globe
	// is not there: Paris would be drawn among these.
	for _, s := range spots {
		if s.Properties.ID == "2026-02-06-islamabad-tarlai-imambargah" {
			p.do(chromedp.MouseClickXY(s.x, s.y))
		}
	}
	p.wait(`/place=3\d\.\d+,7\d\.\d+,15/.test(location.hash)`)
}

// TestDotsArePicked hovers and presses the dot of one event, and of a place with
// several.
func TestDotsArePicked(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "#marks=dots&regions=off&map=55.80000,37.40000,9.00", desktop)
	p.waitMap()
	p.wait(circlesDrawn + " === 0")
	id := "2024-03-22-crocus-city-hall-moscow"
	at := map[[2]float64][]record{}
	for _, r := range records {
		if r.Geometry != nil {
			place := [2]float64(r.Geometry.Coordinates)
			at[place] = append(at[place], r)
		}
	}
	var most [2]float64
	for place, here := range at {
		if len(here) > len(at[most]) || len(here) == len(at[most]) && place[0] < most[0] {
			most = place
		}
		if here[0].Properties.ID == id {
			x, y := p.onMap(place[0], place[1], 37.4, 55.8, 9)
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x+2, y-2))
		}
	}
	p.wait(`getComputedStyle(document.querySelector('#map-tooltip')).visibility === 'visible'`)
	if tip := p.text("#map-tooltip"); !strings.Contains(tip, "Crocus City Hall") || !strings.Contains(tip, "1 event, 145 killed") || !strings.Contains(tip, "22 Mar 2024") {
		t.Errorf("the tooltip says %q", tip)
	}
	for _, r := range records {
		if r.Properties.ID == id {
			x, y := p.onMap(r.Geometry.Coordinates[0], r.Geometry.Coordinates[1], 37.4, 55.8, 9)
			p.do(chromedp.MouseClickXY(x+2, y-2))
		}
	}
	p.expectSelected(id)

	n := len(at[most])
	if n < 2 {
		t.Fatal("no place has several events")
	}
	p.visit(h.address + fmt.Sprintf("?again#marks=dots&regions=off&map=%.5f,%.5f,12.00", most[1], most[0]+0.01))
	p.waitMap()
	p.wait(circlesDrawn + " === 0")
	x, y := p.onMap(most[0], most[1], most[0]+0.01, most[1], 12)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	p.wait(fmt.Sprintf(`document.querySelector('#map-tooltip').textContent.includes('%d events')`, n))
	p.do(chromedp.MouseClickXY(x, y))
	p.wait(fmt.Sprintf(`location.hash.includes('place=%.5f,%.5f,15')`, most[1], most[0]))
	p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent.includes('%d events')`, n))
	p.wait(painted("#map-circles", mapMark) + " > 0")
	// The places for the keyboard are as they were.
	p.run(`document.querySelector('#map-places').focus()`)
	p.wait(`document.querySelector('#map-places').getAttribute('aria-activedescendant')`)
	p.keys("\r")
	p.wait(`document.querySelector('#event-card') || document.querySelector('#list-title').textContent.includes(' · ')`)
}

// TestDotsMoveNoDataWithTheWindow counts what is sent to the GPU and drawn.
func TestDotsMoveNoDataWithTheWindow(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	p.before(`
		window.sent = window.frames = 0;
		const {bufferSubData, drawArrays} = WebGL2RenderingContext.prototype;
		WebGL2RenderingContext.prototype.bufferSubData = function (...args) {
			if (args.length === 5) window.sent += args[4];
			return bufferSubData.apply(this, args);
		};
		WebGL2RenderingContext.prototype.drawArrays = function (mode, ...rest) {
			if (mode === WebGL2RenderingContext.POINTS) window.frames++;
			return drawArrays.call(this, mode, ...rest);
		};`)
	// Less near than where the detailed basemap comes, and new frames with it.
	p.visit(h.address + "#marks=dots&map=33.00000,68.00000,4.00")
	p.waitMap()
	p.wait(`frames > 0 && document.querySelector('#map-ground').dataset.state === 'idle'`)
	located := ask(read[record](t, "events.geojson"), nil, question{}).located
	sent := func() int { return eval[int](p, `sent`) }
	if got := sent(); got != 18*located {
		t.Errorf("%d bytes of %d events, want 18 of each", got, located)
	}
	// Another order of the list is no change of the map.
	before := eval[int](p, `frames`)
	p.click("#sort-order")
	p.wait(`location.hash.includes('order=oldest')`)
	if frames := eval[int](p, `frames`); frames != before {
		t.Errorf("%d more frames for another order of the list", frames-before)
	}
	p.run(`location.hash = location.hash.slice(1) + '&from=2018-01-01&to=2019-12-31'`)
	p.wait(fmt.Sprintf(`frames > %d`, before))
	if got := sent(); got != 18*located {
		t.Errorf("%d bytes more for another window", got-18*located)
	}
	// Another filter: one byte of each event.
	p.click(`#facet-kind .choice[data-value="attack"]`)
	p.wait(fmt.Sprintf(`sent === %d`, 19*located))
	// Nothing is drawn where nothing was reported.
	p.visit(h.address + "?again#marks=dots&map=-60.00000,-120.00000,4.00")
	p.wait(circlesDrawn + ` === 0 && document.querySelector('#map-ground').dataset.state === 'idle'`)
	if frames := eval[int](p, `frames`); frames != 0 {
		t.Errorf("dots were drawn %d times in the South Pacific", frames)
	}
}

// TestDotsComeBack takes the graphics from the map: circles stand in for the
// dots until it has them again.
func TestDotsComeBack(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#marks=dots&regions=off&map=33.00000,68.00000,5.00", desktop)
	p.waitMap()
	spots := p.spots(records, p.flat(68, 33, 5))
	p.expectDots(spots, ask(records, regions, question{}).ids, false)
	p.run(`window.graphics = document.querySelector('#map-ground canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); graphics.loseContext()`)
	p.wait(circlesDrawn + " > 0")
	p.run(`location.hash = 'marks=dots&regions=off&map=33.00000,68.00000,5.00&kind=attack'`)
	p.wait(`document.querySelector('#count').textContent.startsWith('183 ') || !document.querySelector('#count').textContent.startsWith('235 ')`)
	p.run(`graphics.restoreContext()`)
	p.wait(`!document.querySelector('#map-message').checkVisibility()`)
	p.expectDots(spots, ask(records, regions, question{chosen: map[string][]string{"kind": {"attack"}}}).ids, false)
	p.wait(circlesDrawn + " === 0")
}

func TestNoDotsWithoutWebGL(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	p.before(withoutWebGL)
	p.visit(h.address + "#marks=dots")
	p.wait(`document.querySelector('#map-message').textContent.includes('WebGL 2')`)
	p.wait(`document.querySelector('#marks-dots').disabled && document.querySelector('#marks-dots').title.includes('WebGL 2')`)
	p.wait(`document.querySelector('#marks-circles').getAttribute('aria-pressed') === 'true'`)
	p.wait(circlesDrawn + " > 0")
	p.click("#legend summary")
	p.wait(`document.querySelector('#legend-dots').checkVisibility() && document.querySelector('#size-events').checkVisibility()`)
	p.wait(`location.hash.includes('marks=dots')`) // for whoever gets the link
}

// TestLegendOfDots reads what the legend says of dots.
func TestLegendOfDots(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.click("#legend summary")
	p.wait(`!document.querySelector('#legend-dots').checkVisibility() && document.querySelector('#size-events').checkVisibility()`)
	p.click("#marks-dots")
	p.wait(`location.hash.includes('marks=dots')`)
	p.wait(`document.querySelector('#legend-dots').textContent.startsWith('Each dot is one event.')`)
	p.wait(`!document.querySelector('#size-events').checkVisibility()`)
	p.wait(`document.querySelector('#color-by').checkVisibility()`)
	p.click("#marks-circles")
	p.wait(`document.querySelector('#size-events').checkVisibility()`)
}
