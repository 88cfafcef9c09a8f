package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// outside lists elements that can be pressed but lie beyond the screen to the
// side, and those smaller than WCAG 2.2 allows (24 by 24 CSS pixels).
const outside = `(() => {
	const bad = [];
	for (const e of document.querySelectorAll('button, input, select, a, summary, [role=slider]')) {
		const b = e.getBoundingClientRect(), style = getComputedStyle(e);
		if (!e.checkVisibility({visibilityProperty: true}) || !b.width || e.closest('.hidden-visually, .skip, #event-card, .maplibregl-ctrl-attrib, .chips')) continue;
		const name = e.id || e.className || e.textContent.slice(0, 20);
		if (b.left < -1 && b.right > 0 || b.right > innerWidth + 1 && b.left < innerWidth) bad.push(name + ' is cut off at ' + b.left + '–' + b.right);
		if ((b.width < 24 || b.height < 24) && e.type !== 'checkbox' && e.getAttribute('role') !== 'slider') bad.push(name + ' is ' + b.width + ' by ' + b.height);
	}
	if (document.documentElement.scrollWidth > innerWidth) bad.push('the page scrolls sideways');
	return bad;
})()`

func TestLayouts(t *testing.T) {
	h := newHost(t, "/")
	for _, s := range []screen{phone, {width: 360, height: 640, touch: true}, {width: 820, height: 1180, touch: true}, {width: 1024, height: 700}, desktop, {width: 1920, height: 1080}} {
		t.Run(fmt.Sprintf("%d×%d", s.width, s.height), func(t *testing.T) {
			p := open(t, h, "#kind=attack", s)
			p.waitMap()
			if bad := eval[[]string](p, outside); len(bad) > 0 {
				t.Error(strings.Join(bad, "\n"))
			}
			for _, part := range []string{"#map", "#timeline", "#details", "#count", "#killed", "#census"} {
				box := eval[[4]float64](p, fmt.Sprintf(`(() => { const b = document.querySelector(%q).getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })()`, part))
				if box[0] < -1 || box[1] < -1 || box[2] > float64(s.width)+1 || box[3] > float64(s.height)+1 || box[2]-box[0] < 20 || box[3]-box[1] < 10 {
					t.Errorf("%s does not fit on the screen: %v", part, box)
				}
			}
			if height := eval[float64](p, `document.querySelector('#map').clientHeight`); height < 180 {
				t.Errorf("the map is only %g pixels high", height)
			}
		})
	}
}

func TestPhone(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#"+wholeWorld, phone)
	p.waitMap()
	top := func(selector string) float64 {
		return eval[float64](p, fmt.Sprintf(`document.querySelector(%q).getBoundingClientRect().top`, selector))
	}
	if !(top("#map") < top("#timeline") && top("#timeline") < top("#details")) {
		t.Error("map, timeline and sheet do not stand in this order")
	}
	before := top("#details")
	p.click("#sheet-handle")
	p.wait(fmt.Sprintf(`document.querySelector('#details').getBoundingClientRect().top < %g`, before-50))
	p.click("#sheet-handle")
	p.wait(fmt.Sprintf(`document.querySelector('#details').getBoundingClientRect().top > %g`, before+50))
	p.click("#sheet-handle")
	p.wait(fmt.Sprintf(`Math.abs(document.querySelector('#details').getBoundingClientRect().top - %g) < 2`, before))

	p.click("#tab-filters")
	p.click(`#facet-kind .choice[data-value="arrest"]`)
	q := question{chosen: map[string][]string{"kind": {"arrest"}}}
	p.wait(fmt.Sprintf(`document.querySelector('#count').textContent.startsWith('%d of')`, ask(records, regions, q).shown))
	p.click("#tab-events")
	p.click("#event-list .row")
	p.wait(`document.querySelector('#event-card')`)
	p.click("#card-back")
	p.wait(`document.querySelector('#event-list').checkVisibility() && !document.querySelector('#event-card')?.checkVisibility()`)
}

func TestThemes(t *testing.T) {
	h := newHost(t, "/")
	ground := `getComputedStyle(document.body).backgroundColor`
	p := open(t, h, "", desktop)
	light := eval[string](p, ground)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	})
	p.wait(fmt.Sprintf(`%s !== %q`, ground, light))
	choose := func(theme string) {
		p.run(fmt.Sprintf(`const s = document.querySelector('#theme');
			s.value = [...s.options].find(o => o.text === %q).value; s.dispatchEvent(new Event('change', {bubbles: true}))`, theme))
	}
	choose("Light")
	p.wait(fmt.Sprintf(`%s === %q && location.hash.includes('theme=light')`, ground, light))
	choose("Dark")
	p.wait(fmt.Sprintf(`%s !== %q && location.hash.includes('theme=dark')`, ground, light))
	p.waitMap()
	p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
}

// withoutWebGL makes the browser one that offers none.
const withoutWebGL = `
	const get = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return /webgl/.test(kind) ? null : get.call(this, kind, ...rest); };`

// TestWithoutWebGL takes WebGL away: everything goes on, the
// map as a sketch.
func TestWithoutWebGL(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := blank(t, h, desktop)
	p.before(withoutWebGL)
	p.visit(h.address)
	p.wait(`document.querySelector('#map-message').textContent.includes('WebGL 2')`)
	p.click(`#facet-kind .choice[data-value="arrest"]`)
	q := question{chosen: map[string][]string{"kind": {"arrest"}}}
	p.expect(ask(records, regions, q), len(records))
	b := p.axis()
	p.drag(b[0]+b[2]*0.4, b[1]+40, b[0]+b[2]*0.9, b[1]+40)
	p.wait(`location.hash.includes('from=')`)
	q.from, q.to = p.window()
	p.expect(ask(records, regions, q), len(records))
	p.click("#event-list .row")
	p.wait(`document.querySelector('#event-card')`)
	if message := eval[bool](p, `document.querySelector('#map-message').checkVisibility()`); !message {
		t.Error("nothing tells why the map is plain")
	}
}

func TestReducedMotion(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	p.visit(h.address)
	p.waitMap()
	moving := eval[[]string](p, `[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
		return parseFloat(s.transitionDuration) > 0 || parseFloat(s.animationDuration) > 0; }).map(e => e.className || e.id)`)
	if len(moving) > 0 {
		t.Errorf("these move though the reader asked for less motion: %v", moving)
	}
}

func TestMethodPage(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)
	p.click("#open-method")
	p.wait(`document.querySelectorAll('#method table').length === 4`)
	about := p.text("#about")
	for _, want := range []string{fmt.Sprintf("%d records", len(records)), fmt.Sprintf("%d regions", len(regions))} {
		if !strings.Contains(about, want) {
			t.Errorf("the method page does not say %s: %s", want, about)
		}
	}
	for _, want := range []string{"A selection, not a census", "CC BY 4.0", "never mean that it holds land", "Kurilla", "CTC Sentinel", "Sanaullah Ghafari", "4,000–6,000"} {
		if !strings.Contains(p.text("#method"), want) {
			t.Errorf("the method page does not say %q", want)
		}
	}
	p.keys("\x1b")
	p.wait(`document.querySelector('#method').hidden && document.activeElement.id === 'open-method'`)
}

// In low windows no button lies over the scale of the map, over another button
// or beyond the map.
func TestLowMap(t *testing.T) {
	h := newHost(t, "/")
	for _, c := range []struct {
		fragment string
		screen   screen
	}{
		{"", screen{width: 1280, height: 560}},
		{"", screen{width: 844, height: 390, touch: true}},
		{"#lanes=kind", screen{width: 1280, height: 720}},
	} {
		p := open(t, h, c.fragment, c.screen)
		p.wait(`document.querySelector('.maplibregl-ctrl-scale')?.checkVisibility()`)
		bad := eval[[]string](p, `(() => {
			const box = e => e.getBoundingClientRect(), map = box(document.querySelector('#map')), bad = [];
			const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
			const all = [...document.querySelectorAll('#map .zoom button, #map .tools select, #map .tools input, .pane-switch button, .maplibregl-ctrl-scale')].filter(e => e.checkVisibility());
			all.forEach((e, i) => {
				const at = box(e), name = e.id || e.className;
				if (at.left < map.left || at.right > map.right || at.top < map.top || at.bottom > map.bottom) bad.push(name + ' is beyond the map');
				for (const other of all.slice(i + 1)) if (meet(at, box(other))) bad.push(name + ' lies over ' + (other.id || other.className));
			});
			return bad;
		})()`)
		if len(bad) > 0 {
			t.Errorf("%dx%d %s: %s", c.screen.width, c.screen.height, c.fragment, strings.Join(bad, ", "))
		}
	}
}

// TestControlsAreNotCut looks for controls with less room than what stands in
// them, with letters as wide as those of some systems and a scrollbar that takes
// room.
func TestControlsAreNotCut(t *testing.T) {
	h := newHost(t, "/")
	for _, s := range []screen{{width: 1440, height: 900}, {width: 720, height: 450}} {
		p := open(t, h, "#lanes=kind&from=2020-02-20&to=2022-12-28", s)
		p.waitMap()
		p.run(`for (const e of document.querySelectorAll('input, select, .segments button')) e.style.fontSize = parseFloat(getComputedStyle(e).fontSize) * 1.15 + 'px';
			document.querySelector('#legend').style.borderInlineEnd = '10px solid';
			document.querySelector('#legend').open = true`)
		p.wait(`document.querySelector('#lanes-by').value !== '0'`)
		cut := eval[[]string](p, `(() => {
			const cut = [];
			for (const input of document.querySelectorAll('input.date, #query')) if (input.checkVisibility()) {
				const pen = document.createElement('canvas').getContext('2d'), style = getComputedStyle(input);
				pen.font = style.fontSize + ' ' + style.fontFamily;
				const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
				if (pen.measureText(input.value || input.placeholder).width > room) cut.push(input.id);
			}
			for (const select of document.querySelectorAll('#lanes-by, #preset')) if (select.checkVisibility()) {
				const only = select.cloneNode();
				only.append(select.selectedOptions[0].cloneNode(true));
				only.style.inlineSize = only.style.fieldSizing = 'auto';
				select.after(only);
				if (only.offsetWidth > select.offsetWidth) cut.push(select.id);
				only.remove();
			}
			const legend = document.querySelector('#legend'), box = legend.getBoundingClientRect();
			for (const button of legend.querySelectorAll('.segments button')) {
				if (button.checkVisibility() && button.getBoundingClientRect().right > box.left + legend.clientWidth) cut.push(button.id);
			}
			return cut;
		})()`)
		if len(cut) > 0 {
			t.Errorf("at %d×%d these are cut: %v", s.width, s.height, cut)
		}
	}
}
