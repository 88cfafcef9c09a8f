package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wherewhen/app/event"
)

// option is an item of the lane the keyboard is in, as a screen reader has it.
type option struct {
	Text, ID string
	At, Of   int
	Active   bool
}

const optionsNow = `[...document.querySelectorAll('#lane-marks li')].map(e => ({Text: e.textContent, ID: e.dataset.id ?? '',
	At: +e.ariaPosInSet, Of: +e.ariaSetSize, Active: e.id === document.querySelector('#lane-marks').getAttribute('aria-activedescendant')}))`

func (p *tab) options() []option {
	p.t.Helper()
	return eval[[]option](p, optionsNow)
}

// activeOption awaits that there is one.
func (p *tab) activeOption() option {
	p.t.Helper()
	p.wait(`(window.active = ` + optionsNow + `.find(o => o.Active)) !== undefined`)
	return eval[option](p, `window.active`)
}

// oneDay reports whether the day of a record is known.
func oneDay(r record) bool {
	return len(r.Properties.Start) == 10 && first(r.Properties.Start) == last(r.Properties.End)
}

// TestLanesHoldWhatPasses walks lanes by keyboard: they are the values of the
// dimension in the order asked for, and hold the events that pass, by day.
func TestLanesHoldWhatPasses(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)
	for _, c := range []struct{ facet, name string }{{"kind", "Kind"}, {"country", "Country"}, {"type", "Attack type"}, {"target", "Target"}, {"attribution", "Attribution"}} {
		p.run(fmt.Sprintf(`{ document.activeElement.blur(); const s = document.querySelector('#lanes-by'); s.value = [...s.options].find(o => o.text === 'Lanes: %s').value; s.dispatchEvent(new Event('change', {bubbles: true})); }`, c.name))
		p.wait(fmt.Sprintf(`location.hash.includes('lanes=%s')`, c.facet))
		counts := map[string]int{}
		for _, r := range records {
			for _, value := range values(r, regions, c.facet) {
				counts[value]++
			}
		}
		p.wait(fmt.Sprintf(`document.querySelector('#lane-marks').ariaLabel === 'Lanes: %s' && document.querySelectorAll('#lane-marks li').length > 0`, c.name))
		p.run(`document.querySelector('#lane-marks').focus()`)
		p.activeOption()
		p.keys(kb.Home)
		lanes := []string{}
		for range counts {
			name, _, _ := strings.Cut(p.activeOption().Text, ": ")
			if len(lanes) > 0 && lanes[len(lanes)-1] == name {
				break
			}
			lanes = append(lanes, name)
			p.keys(kb.ArrowDown)
		}
		if len(lanes) != len(counts) {
			t.Errorf("%s has the lanes %q, want one for each of %v", c.facet, lanes, counts)
		}
		if c.facet == "country" && !slices.IsSortedFunc(lanes, func(a, b string) int { return counts[b] - counts[a] }) {
			t.Errorf("the lanes are not in the order of their events: %q", lanes)
		}
	}
	p.click("#time-options")
	p.click("#lanes-by-name")
	p.wait(`location.hash.includes('lane-order=name')`)

	// One lane of a season, event by event.
	p.run(`document.activeElement.blur()`)
	p.visit(h.address + "#lanes=kind&view=2022-03-01..2022-08-31&country=Afghanistan")
	p.wait(`document.querySelector('#lane-marks').ariaLabel === 'Lanes: Kind' && document.querySelectorAll('#lane-marks li').length > 0`)
	p.run(`document.querySelector('#lane-marks').focus()`)
	p.activeOption()
	p.keys(kb.Home)
	want := map[string]bool{}
	for _, r := range records {
		if r.Properties.Kind == "attack" && r.Properties.Country == "Afghanistan" && last(r.Properties.End) >= "2022-03-01" && first(r.Properties.Start) <= "2022-08-31" {
			want[r.Properties.ID] = true
		}
	}
	seen, inBands := map[string]bool{}, 0
	for o := p.activeOption(); ; o = p.activeOption() {
		if !strings.HasPrefix(o.Text, "Attack: ") {
			t.Fatalf("the lane of attacks has %q", o.Text)
		}
		if o.ID != "" {
			seen[o.ID] = true
		} else {
			_, text, _ := strings.Cut(strings.TrimPrefix(o.Text, "Attack: "), ": ")
			inBands += numbers(text)[0]
		}
		if o.At == o.Of {
			break
		}
		p.keys(kb.ArrowRight)
		p.wait(fmt.Sprintf(`document.querySelector('#lane-marks').getAttribute('aria-activedescendant') === 'lane-mark-%d'`, o.At))
	}
	for id := range seen {
		if !want[id] && !strings.Contains(id, "2022-0") {
			t.Errorf("%s is in the lane, and should not", id)
		}
		delete(want, id)
	}
	if len(want) != inBands || len(seen) < 10 {
		t.Errorf("%d events are marks, %d in bands; not found: %v", len(seen), inBands, want)
	}

	// The next event lies beyond the view: the view follows. Enter opens it.
	before := p.activeOption()
	p.keys(kb.ArrowRight)
	p.wait(`!location.hash.includes('2022-08-31')`)
	after := p.activeOption()
	if after.Text == before.Text {
		t.Errorf("the keyboard stays at %q", after.Text)
	}
	for after.ID == "" {
		p.keys(kb.ArrowRight)
		after = p.activeOption()
	}
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q && document.activeElement.id === 'card-title'`, after.ID))
}

// laneBox returns the box of the lanes in sight: left, top, width, height.
func (p *tab) laneBox() [4]float64 {
	p.t.Helper()
	return eval[[4]float64](p, `(() => { const b = document.querySelector('#lane-view').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()`)
}

// findMark moves the pointer over the first lane until a tooltip of one event
// shows, and returns where that is.
func (p *tab) findMark() (x, y float64, tip string) {
	p.t.Helper()
	p.wait(`document.querySelectorAll('#lane-marks li').length > 0`)
	b := p.laneBox()
	y = b[1] + 23
	for x = b[0] + 30; x < b[0]+b[2]; x += 5 {
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
		tip = eval[string](p, `new Promise(done => requestAnimationFrame(() => done(getComputedStyle(document.querySelector('#lane-tip')).visibility === 'visible' ? document.querySelector('#lane-tip').textContent : '')))`)
		if strings.Contains(tip, " · ") {
			return x, y, tip
		}
	}
	p.t.Fatal("the pointer found no mark")
	return 0, 0, ""
}

// killedOf is what is to be said of people killed in an event of the
// collection.
func killedOf(t *testing.T, id string) string {
	t.Helper()
	records := read[record](t, "events.geojson")
	i := slices.IndexFunc(records, func(r record) bool { return r.Properties.ID == id })
	if i < 0 {
		t.Fatalf("no event %q", id)
	}
	q := records[i].Properties
	switch low, best, high := q.KilledLow, q.Killed, q.KilledHigh; {
	case low == nil && best == nil && high == nil:
		return "no figures of people killed"
	case best != nil && (low == nil || *low == *best) && (high != nil && *high == *best):
		return fmt.Sprint(*best, " killed")
	case low != nil && best != nil && high != nil:
		return fmt.Sprintf("%d (%d–%d) killed", *best, *low, *high)
	}
	return " killed"
}

func TestLanesByPointer(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#lanes=attribution&lane-order=name", desktop)
	x, y, tip := p.findMark()
	hidden := `getComputedStyle(document.querySelector('#lane-tip')).visibility === 'hidden'`
	// It goes when something else is pressed, whatever the pointer did before.
	p.run(`document.querySelector('#play').dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}))`)
	p.wait(hidden)
	p.do(chromedp.MouseClickXY(x, y))
	p.wait(fmt.Sprintf(`%s.includes(document.querySelector('#event-card h2')?.textContent)`, quoted(tip)))
	p.wait(hidden)
	// What it says of people killed is what the card says.
	id := eval[string](p, `document.querySelector('#event-card').dataset.id`)
	if killed := killedOf(t, id); !strings.HasSuffix(tip, " · "+killed) {
		t.Errorf("the tooltip of %s is %q, which does not end with %q", id, tip, killed)
	}
	p.run(`document.querySelector('#lane-marks').focus()`)
	for range 6 {
		p.keys(kb.ArrowRight)
	}
	p.wait(optionsNow + `.some(o => o.ID)`)
	for _, o := range p.options() {
		if o.ID != "" && !strings.HasSuffix(o.Text, " · "+killedOf(t, o.ID)) {
			t.Errorf("the list of marks has %q, which does not end with %q", o.Text, killedOf(t, o.ID))
		}
	}
	p.run(`document.activeElement.blur()`)
	p.wait(`location.hash.includes('event=') && location.hash.includes('lanes=attribution')`)

	// Dragged, the lanes move in time with the axis.
	p.run(`history.replaceState(null, '', '#'); document.querySelector('#lane-marks').focus()`)
	p.activeOption()
	p.keys("+")
	p.wait(`location.hash.includes('view=')`)
	view := p.fragment()
	p.drag(x, y, x-120, y)
	p.wait(fmt.Sprintf(`location.hash !== %q`, view))

	// The height is the person's, by keyboard and by pointer.
	height := func() float64 { return p.laneBox()[3] }
	before := height()
	p.run(`document.querySelector('#lanes-grip').focus()`)
	p.keys(kb.ArrowDown)
	p.wait(fmt.Sprintf(`document.querySelector('#lane-view').clientHeight < %g`, before))
	less := height()
	grip := eval[[2]float64](p, `(() => { const b = document.querySelector('#lanes-grip').getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
	p.drag(grip[0], grip[1], grip[0], grip[1]-60)
	p.wait(fmt.Sprintf(`document.querySelector('#lane-view').clientHeight > %g`, less))

	// Folded away there are only the controls, and the map has the room.
	mapHeight := eval[float64](p, `document.querySelector('#map').clientHeight`)
	p.click("#fold-timeline")
	p.wait(fmt.Sprintf(`!document.querySelector('#axis').checkVisibility() && !document.querySelector('#lanes').checkVisibility() && document.querySelector('#map').clientHeight > %g`, mapHeight+100))
	p.click("#fold-timeline")
	p.wait(fmt.Sprintf(`document.querySelector('#map').clientHeight === %g`, mapHeight))
}

// TestLanesLieAboveTheirBars holds the window's edges in the lanes against those
// in the histogram, where a scrollbar takes room of the lanes.
func TestLanesLieAboveTheirBars(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#lanes=kind&from=2019-03-01&to=2023-10-31", desktop)
	p.wait(`document.querySelectorAll('#lane-marks li').length > 0`)
	// The scrollbars of this browser take no room; a border does as they would.
	p.run(`document.querySelector('#lane-view').style.borderInlineEnd = '10px solid'`)
	// On the screen, where the veil before the window ends and that after it
	// begins, in a row of pixels without marks.
	const window = `(id => {
		const c = document.getElementById(id), box = c.getBoundingClientRect();
		const d = c.getContext('2d').getImageData(0, 0, c.width, 1).data;
		const clear = [...Array(c.width).keys()].filter(x => d[4 * x + 3] === 0);
		const on = x => box.x + x * box.width / c.width;
		return [on(clear[0]), on(clear.at(-1))];
	})`
	p.wait(fmt.Sprintf(`(() => { const [a, b] = %[1]s('lane-canvas'), [c, d] = %[1]s('histogram'); return b - a > 300 && Math.abs(a - c) < 1 && Math.abs(b - d) < 1; })()`, window))
}

// TestLanesByTouch taps a mark, and rests on one.
func TestLanesByTouch(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#lanes=attribution&view=2021-01-01..2022-12-31", phone)
	x, y, _ := p.findMark()
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, 5))
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
	}
	p.wait(`getComputedStyle(document.querySelector('#lane-tip')).visibility === 'hidden'`)
	touch(input.DispatchTouchEventTypeTouchStart, &input.TouchPoint{X: x, Y: y})
	p.wait(`getComputedStyle(document.querySelector('#lane-tip')).visibility === 'visible'`)
	touch(input.DispatchTouchEventTypeTouchEnd)
	tip := p.text("#lane-tip")
	if strings.Contains(p.fragment(), "event=") {
		t.Errorf("a long press opened %s", p.fragment())
	}
	// A busy machine would make of two calls a long press again.
	p.run(fmt.Sprintf(`for (const kind of ['pointerdown', 'pointerup']) document.querySelector('#lane-view').dispatchEvent(
		new PointerEvent(kind, {pointerType: 'touch', pointerId: 7, clientX: %g, clientY: %g, bubbles: true}))`, x, y))
	p.wait(fmt.Sprintf(`%s.includes(document.querySelector('#event-card h2')?.textContent)`, quoted(tip)))
	if height := p.laneBox()[3]; height < 48 || height > 160 {
		t.Errorf("on a phone the lanes are %g pixels high", height)
	}
}

// TestLanesOfManyEvents filters while events are still put into lanes, and
// holds what the bands count against plain counting.
func TestLanesOfManyEvents(t *testing.T) {
	h := newDevelopmentHost(t)
	const rows = 150_000
	table := event.Synthetic(rows, 1)
	p := blank(t, h, desktop)
	p.visit(h.address + fmt.Sprintf("?synthetic=%d#map=15.00000,20.00000,1.20", rows))
	p.waitMap()
	// The portions let the click in between: both are taken.
	tasks := eval[int](p, `(async () => {
		let tasks = 0, on = true;
		const channel = new MessageChannel();
		channel.port1.onmessage = () => { if (on) { tasks++; channel.port2.postMessage(0); } };
		channel.port2.postMessage(0);
		const s = document.querySelector('#lanes-by');
		s.value = '1';
		s.dispatchEvent(new Event('change', {bubbles: true}));
		setTimeout(() => document.querySelector('#facet-kind .choice[data-value="attack"]').click());
		while (!(document.querySelector('#lane-marks li') && location.hash.includes('kind=attack'))) await new Promise(r => setTimeout(r, 5));
		on = false;
		return tasks;
	})()`)
	if tasks < 3 {
		t.Errorf("only %d other tasks had their turn while events were put into lanes", tasks)
	}
	p.wait(`document.querySelectorAll('#lane-marks li').length > 5 && [...document.querySelectorAll('#lane-marks li')].every(e => e.textContent.startsWith('Attack: '))`)
	bands := 0
	for _, o := range p.options() {
		days, text, _ := strings.Cut(strings.TrimPrefix(o.Text, "Attack: "), ": ")
		if o.ID != "" || strings.Contains(text, "with no single known day") {
			continue
		}
		bands++
		from, to := spanOf(t, days)
		first, _ := event.ParseDate(from)
		last, _ := event.ParseDate(to)
		n := 0
		for row := range rows {
			if table.Kind.Name(row) == "attack" && table.Precision[row] == event.Day && table.Start[row] == table.End[row] && table.Span(row).Overlaps(event.Span{Start: first, End: last}) {
				n++
			}
		}
		if numbers(text)[0] != n {
			t.Errorf("a band says %q, want %d", o.Text, n)
		}
	}
	if bands < 3 {
		t.Errorf("%d events make %d bands", rows, bands)
	}
	// Near enough, there are marks again.
	p.run(`document.querySelector('#lane-marks').focus()`)
	for range 12 {
		p.activeOption()
		p.keys("+")
	}
	p.wait(`[...document.querySelectorAll('#lane-marks li')].some(e => e.dataset.id)`)
}

// lanesDrawn is everything of the timeline that a link restores.
const lanesDrawn = `JSON.stringify({
	lanes: document.querySelector('#lane-canvas').toDataURL(),
	axis: document.querySelector('#histogram').toDataURL(),
	by: document.querySelector('#lanes-by').value,
	legend: document.querySelector('#time-legend').textContent,
	height: document.querySelector('#axis').clientHeight,
})`

func TestLinkHasLanesAndContext(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.run(`{ const s = document.querySelector('#lanes-by'); s.value = '5'; s.dispatchEvent(new Event('change', {bubbles: true})); }`)
	p.click("#time-options")
	p.click("#lanes-by-name")
	for _, name := range []string{"strength", "leaders", "statements"} {
		p.click("#context-" + name)
	}
	p.keys(kb.Escape)
	p.wait(`location.hash.includes('lanes=attribution&lane-order=name&context=strength,leaders,statements') && !document.querySelector('#time-menu').checkVisibility()`)
	settled := `(async () => { const a = ` + lanesDrawn + `; for (let i = 0; i < 4; i++) await new Promise(requestAnimationFrame); return a === ` + lanesDrawn + `; })()`
	p.run(`document.activeElement.blur()`)
	p.wait(`document.querySelector('#time-legend').textContent.includes('Estimates')`)
	p.wait(settled)
	want := eval[string](p, lanesDrawn)
	other := open(t, h, p.fragment(), desktop)
	other.wait(`document.querySelectorAll('#lane-marks li').length > 0 && document.querySelector('#time-legend').textContent.includes('Estimates')`)
	other.wait(fmt.Sprintf(`%s === %s`, lanesDrawn, quoted(want)))
	// Back undoes it, one by one.
	p.run(`history.back()`)
	p.wait(`/context=strength,leaders(&|$)/.test(location.hash)`)
}

// TestBandsHaveAKey looks for the colour of bands in the legend of the lanes.
func TestBandsHaveAKey(t *testing.T) {
	h := newHost(t, "/")
	for _, dark := range []bool{false, true} {
		p := open(t, h, "#lanes=kind", screen{width: 1280, height: 800, dark: dark})
		p.wait(`document.querySelector('#lane-bands')?.checkVisibility() && document.querySelector('#lane-bands').textContent.includes('stronger for more')`)
		// The bands are of the colour of the bars.
		p.wait(`(() => {
			const pen = document.createElement('canvas').getContext('2d'), c = document.querySelector('#histogram');
			pen.fillStyle = getComputedStyle(document.querySelector('#lane-bands .bands')).backgroundImage.match(/rgb\(\d+, \d+, \d+\)(?!.*rgb\()/)[0];
			pen.fillRect(0, 0, 1, 1);
			const [r, g, b] = pen.getImageData(0, 0, 1, 1).data, d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
			for (let i = 0; i < d.length; i += 4) if (d[i] === r && d[i + 1] === g && d[i + 2] === b && d[i + 3] === 255) return true;
			return false;
		})()`)
		p.run(`location.hash = '#'`)
		p.wait(`!document.querySelector('#lane-bands')`)
	}
}
