package browser

import (
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// touch puts fingers on the screen, moves or lifts them.
func (p *tab) touch(kind input.DispatchTouchEventType, points ...[2]float64) {
	p.t.Helper()
	var fingers []*input.TouchPoint
	for i, at := range points {
		id := float64(i)
		fingers = append(fingers, &input.TouchPoint{X: at[0], Y: at[1], ID: &id})
	}
	call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: fingers})
}

// pinch moves two fingers apart, sideways, about a point.
func (p *tab) pinch(x, y, from, to float64) {
	p.t.Helper()
	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x - from, y})
	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x - from, y}, [2]float64{x + from, y})
	for i := range 8 {
		d := from + (to-from)*float64(i+1)/8
		p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x - d, y}, [2]float64{x + d, y})
		// Fingers take longer than a frame, in which MapLibre follows them.
		eval[bool](p, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
}

func (p *tab) box(selector string) (x, y, width, height float64) {
	p.t.Helper()
	b := eval[[4]float64](p, fmt.Sprintf(`(({x, y, width, height}) => [x, y, width, height])(document.querySelector(%q).getBoundingClientRect())`, selector))
	return b[0], b[1], b[2], b[3]
}

func (p *tab) camera() (lat, lon, zoom float64) {
	p.t.Helper()
	at := eval[string](p, `/map=([^&]*)/.exec(location.hash)?.[1] ?? ''`)
	if _, err := fmt.Sscanf(at, "%f,%f,%f", &lat, &lon, &zoom); err != nil {
		p.t.Fatalf("map=%s: %v", at, err)
	}
	return lat, lon, zoom
}

const visible = `getComputedStyle(document.querySelector(%q)).visibility === 'visible'`

// TestTouchOnTheMap drags, pinches and rests on the map, with WebGL and
// without.
func TestTouchOnTheMap(t *testing.T) {
	h := newHost(t, "/")
	for _, plain := range []bool{false, true} {
		t.Run(fmt.Sprintf("plain %t", plain), func(t *testing.T) {
			p := blank(t, h, phone)
			if plain {
				p.before(withoutWebGL)
			}
			call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true, MaxTouchPoints: 2})
			p.visit(h.address + "#map=55.82600,37.39000,9.00")
			if plain {
				p.wait(`document.querySelector('#map-message').textContent.includes('WebGL 2')`)
			} else {
				p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
			}
			p.waitMap()
			bx, by, width, height := p.box("#map-ground")
			x, y := bx+width/2, by+height/2

			// A finger that rests on a circle has its tooltip, and opens nothing.
			p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
			p.wait(fmt.Sprintf(visible, "#map-tooltip"))
			p.touch(input.DispatchTouchEventTypeTouchEnd)
			p.wait(fmt.Sprintf(visible, "#map-tooltip"))
			if eval[bool](p, `location.hash.includes('event=') || location.hash.includes('place=')`) {
				t.Error("a long press opens what is there")
			}

			// Fingers that move apart go nearer; what is between them stays.
			p.pinch(x, y, 30, 60)
			p.wait(`!location.hash.includes(',9.00') && document.querySelector('#map-ground').dataset.state !== 'moving'`)
			lat, lon, zoom := p.camera()
			if zoom < 9.6 || zoom > 10.4 || math.Abs(lat-55.826) > 0.02 || math.Abs(lon-37.39) > 0.03 {
				t.Errorf("fingers twice as far apart lead from zoom 9 at 55.826, 37.39 to %g at %g, %g", zoom, lat, lon)
			}

			// One finger drags.
			before := p.fragment()
			p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
			for i := range 6 {
				p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x - float64(i+1)*10, y})
			}
			p.touch(input.DispatchTouchEventTypeTouchEnd)
			p.wait(fmt.Sprintf(`location.hash !== %q`, before))
			if _, east, _ := p.camera(); east <= lon {
				t.Errorf("dragged to the west the map shows %g, not east of %g", east, lon)
			}
		})
	}
}

// TestTouchOnTimelineAndLanes rests on both, pinches both, and brushes.
func TestTouchOnTimelineAndLanes(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, phone)
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true, MaxTouchPoints: 2})
	p.visit(h.address + "#lanes=kind&map=30.00000,60.00000,3.00")
	p.wait(`document.querySelectorAll('#lane-marks li').length > 1`)

	bx, by, width, height := p.box("#histogram")
	x, y := bx+width/2, by+height/3
	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
	p.wait(fmt.Sprintf(visible, "#axis-tip"))
	tip := p.text("#axis-tip")
	p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x + 60, y})
	p.wait(fmt.Sprintf(`document.querySelector('#axis-tip').textContent !== %q`, tip))
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.wait(fmt.Sprintf(visible, "#axis-tip"))
	if p.fragment() != "#lanes=kind&map=30.00000,60.00000,3.00" {
		t.Errorf("a finger that rests changes the view: %s", p.fragment())
	}

	p.pinch(x, y, 30, 90)
	p.wait(`location.hash.includes('view=') && !location.hash.includes('from=')`)
	view := p.fragment()

	_, ly, _, lh := p.box("#lane-view")
	p.pinch(x, ly+lh/2, 80, 30)
	p.wait(fmt.Sprintf(`location.hash !== %q && !location.hash.includes('event=')`, view))

	p.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x - 40, y})
	for i := range 8 {
		p.touch(input.DispatchTouchEventTypeTouchMove, [2]float64{x - 40 + float64(i+1)*10, y})
	}
	p.touch(input.DispatchTouchEventTypeTouchEnd)
	p.wait(`location.hash.includes('from=')`)
}

// TestSheetHasThreeHeights changes the height of the sheet by keyboard, press
// and drag.
func TestSheetHasThreeHeights(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", phone)
	p.waitMap()
	height := func() float64 { _, y, _, _ := p.box("#details"); return 844 - y }
	const size = `document.querySelector('#sheet-handle').getAttribute('aria-valuetext') === %q`
	became := func(name string) float64 {
		t.Helper()
		p.wait(fmt.Sprintf(size, name))
		if p.focused() != "sheet-handle" {
			t.Errorf("%s: the keyboard is on %s", name, p.focused())
		}
		return height()
	}
	p.run(`document.querySelector('#sheet-handle').focus()`)
	half := became("half")
	p.keys(kb.ArrowUp)
	high := became("high")
	p.keys(kb.Home)
	low := became("low")
	if !(low > 40 && low < 100 && half > 1.8*low && high > 1.8*half && high < 800) {
		t.Errorf("the heights are %g, %g and %g", low, half, high)
	}
	p.click("#sheet-handle")
	became("half")
	p.click("#sheet-handle")
	became("high")
	p.click("#sheet-handle")
	became("low")
	drag := func(by float64) {
		x, y, width, h := p.box("#sheet-handle")
		p.drag(x+width/2, y+h/2, x+width/2, y+h/2-by)
	}
	drag(120)
	if got := became("half"); math.Abs(got-half) > 2 {
		t.Errorf("dragged it is %g high, want %g", got, half)
	}
	drag(120)
	became("high")
	drag(-450)
	became("low")

	// What the keyboard goes to, or what is opened, is in sight.
	p.run(`document.querySelector('#event-list').focus()`)
	p.wait(fmt.Sprintf(size, "half"))
	p.keys(kb.ArrowDown)
	p.wait(`(() => { const b = document.querySelector('#event-list .active').getBoundingClientRect(); return b.top > 0 && b.bottom <= innerHeight + 1; })()`)
	p.run(`document.querySelector('#sheet-handle').focus()`)
	p.keys(kb.Home)
	became("low")
	p.run(`document.querySelector('#map-places').focus()`)
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(size, "half"))
}
