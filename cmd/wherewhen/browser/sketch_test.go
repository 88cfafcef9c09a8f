package browser

import (
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestSketch uses the map as it is without WebGL: land, circles, and moving by
// pointer, wheel and keyboard.
func TestSketch(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	p.before(withoutWebGL)
	camera := func() (lat, lon, zoom float64) {
		t.Helper()
		at := eval[string](p, `/map=([^&]*)/.exec(location.hash)[1]`)
		if _, err := fmt.Sscanf(at, "%f,%f,%f", &lat, &lon, &zoom); err != nil {
			t.Fatalf("map=%s: %v", at, err)
		}
		return lat, lon, zoom
	}
	became := func(zoom float64, other string) {
		t.Helper()
		p.wait(fmt.Sprintf(`location.hash.includes(',%.2f') && !location.hash.includes(%q)`, zoom, other))
	}
	// The color of a place, by the bytes of the canvas.
	color := func(lon, lat float64) string {
		return eval[string](p, fmt.Sprintf(`(([x, y]) => {
			const c = document.querySelector('#map-sketch'), b = c.getBoundingClientRect(), scale = c.width / b.width;
			return c.getContext('2d').getImageData((x - b.x) * scale, (y - b.y) * scale, 1, 1).data.join();
		})(%s)`, array(p.onMap(lon, lat, 60, 30, 4))))
	}
	p.visit(h.address + "#map=30.00000,60.00000,4.00&theme=light")
	p.wait(`document.querySelector('#map-message').textContent.includes('WebGL 2')`)
	if land, sea := color(66, 33), color(62, 23); land != "245,243,237,255" || sea != "0,0,0,0" {
		t.Errorf("Afghanistan is %s, the Arabian Sea %s", land, sea)
	}

	b := eval[[4]float64](p, `(({x, y, width, height}) => [x, y, width, height])(document.querySelector('#map-ground').getBoundingClientRect())`)
	x, y := b[0]+b[2]/2, b[1]+b[3]/2
	p.drag(x, y, x-64, y)
	became(4, "30.00000,60.00000")
	lat, lon, _ := camera()
	if want := 60 + 64*360/(512*math.Exp2(4)); math.Abs(lon-want) > 1e-4 || math.Abs(lat-30) > 1e-4 {
		t.Errorf("dragged from 30,60 to %v,%v, want 30,%v", lat, lon, want)
	}

	p.run(`document.querySelector('#map-ground').focus()`)
	p.keys("+")
	became(5, ",4.00")
	before := eval[string](p, `location.hash`)
	p.run(`document.querySelector('#map-ground').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true, cancelable: true}))`)
	p.wait(fmt.Sprintf(`location.hash !== %q`, before))
	if _, west, _ := camera(); west >= lon {
		t.Errorf("the left arrow leads from %v to %v", lon, west)
	}
	p.click("#map-out")
	became(4, ",5.00")
	p.run(fmt.Sprintf(`document.querySelector('#map-ground').dispatchEvent(new WheelEvent('wheel', {deltaY: -450, clientX: %v, clientY: %v, bubbles: true, cancelable: true}))`, x, y))
	became(5, ",4.00")

	// A circle is pressed where it is drawn.
	p.visit(h.address + "?again#map=55.82600,37.39000,9.00")
	p.wait(`document.querySelector('#map-message').textContent.includes('WebGL 2')`)
	p.do(chromedp.MouseClickXY(x, y))
	p.expectSelected("2024-03-22-crocus-city-hall-moscow")
}

func array(x, y float64) string { return fmt.Sprintf("[%v, %v]", x, y) }
