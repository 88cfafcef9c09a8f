package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typeDate types a date into a box and leaves it.
func (p *tab) typeDate(box, text string) {
	p.t.Helper()
	p.run(fmt.Sprintf(`{ const e = document.querySelector(%q); e.focus(); e.select(); }`, box))
	p.keys(text + "\r")
}

func TestTypedDates(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)
	for _, c := range []struct{ box, text, from, to string }{
		{"#date-from", "2021", "2021-01-01", "2026-02-21"},
		{"#date-to", "2021-08", "2021-01-01", "2021-08-31"},
		{"#date-from", " 2021-08-26 ", "2021-08-26", "2021-08-31"},
		{"#date-to", "2022", "2021-08-26", "2022-12-31"},
	} {
		p.typeDate(c.box, c.text)
		p.wait(fmt.Sprintf(`location.hash.includes('from=%s&to=%s')`, c.from, c.to))
		p.expect(ask(records, regions, question{from: c.from, to: c.to}), len(records))
		p.run(`document.activeElement.blur()`)
		p.wait(fmt.Sprintf(`document.querySelector('#date-from').value === '%s' && document.querySelector('#date-to').value === '%s'`, c.from, c.to))
	}
	// What cannot be taken is told, stays to be mended, and changes nothing.
	for _, c := range []struct{ box, text, want string }{
		{"#date-from", "2021-13", "2021-13"}, {"#date-from", "26.8.2021", "2021-08-26"},
		{"#date-from", "2023", "2022-12-31 or an earlier day"}, {"#date-to", "2020", "2021-08-26 or a later day"},
	} {
		before := p.fragment()
		p.typeDate(c.box, c.text)
		problem := c.box + "-problem"
		p.wait(fmt.Sprintf(`document.querySelector(%q).textContent.includes(%q) && document.querySelector(%q).checkVisibility()`, problem, c.want, problem))
		if text := p.text(problem); !strings.Contains(text, "xpected") {
			t.Errorf("%q: what was expected is not told: %s", c.text, text)
		}
		p.run(`document.activeElement.blur()`)
		if v := eval[string](p, fmt.Sprintf(`document.querySelector(%q).value`, c.box)); v != c.text || p.fragment() != before {
			t.Errorf("%q became %q, the link %s", c.text, v, p.fragment())
		}
		p.run(fmt.Sprintf(`document.querySelector(%q).focus()`, c.box))
		p.keys(kb.Escape)
		p.wait(fmt.Sprintf(`!document.querySelector(%q).checkVisibility()`, problem))
		p.run(`document.activeElement.blur()`)
	}
	// Of two wrong dates one is told, that of the box one is at or was last; both
	// are marked, and what is still shown is said.
	p.typeDate("#date-to", "2020")
	p.typeDate("#date-from", "abc")
	told := func(from, to bool) {
		t.Helper()
		p.wait(fmt.Sprintf(`document.querySelector('#date-from-problem').checkVisibility() === %v && document.querySelector('#date-to-problem').checkVisibility() === %v`, from, to))
	}
	told(true, false)
	p.wait(`document.querySelector('#date-from').ariaInvalid === 'true' && document.querySelector('#date-to').ariaInvalid === 'true' && document.querySelector('#date-from-problem').textContent.includes('2021-08-26 to 2022-12-31')`)
	p.run(`document.querySelector('#date-to').focus()`)
	told(false, true)
	p.keys(kb.Escape)
	told(true, false)
	p.run(`document.querySelector('#date-from').focus()`)
	p.keys(kb.Escape)
	told(false, false)
	p.run(`document.activeElement.blur()`)
	p.wait(`document.querySelector('#date-from').value === '2021-08-26' && document.querySelector('#date-to').value === '2022-12-31'`)
	// A day the data does not have becomes the nearest it has, and that is told.
	p.typeDate("#date-to", "2031-01-01")
	p.wait(`document.querySelector('#date-to').value === '2026-02-21' && document.querySelector('#date-to-problem').textContent.includes('2026-02-21')`)

	for _, c := range []struct{ preset, want string }{{"2019", "from=2019-01-01&to=2019-12-31"}, {"Last 12 months of data", "from=2025-02-22&to=2026-02-21"}, {"All dates", "from="}} {
		p.run(fmt.Sprintf(`{ const s = document.querySelector('#preset'); s.value = [...s.options].find(o => o.text === %q).value; s.dispatchEvent(new Event('change', {bubbles: true})); }`, c.preset))
		p.wait(fmt.Sprintf(`location.hash.includes(%q) === %v`, c.want, c.preset != "All dates"))
	}
}

func TestStepsAndPlayback(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#from=2020-01-01&to=2020-01-31", desktop)
	shows := func(from, to string) {
		t.Helper()
		p.wait(fmt.Sprintf(`document.querySelector('#date-from').value === '%s' && document.querySelector('#date-to').value === '%s'`, from, to))
	}
	mode := func(at int) {
		if !eval[bool](p, `document.querySelector('#time-menu').checkVisibility()`) {
			p.click("#time-options")
		}
		p.click(fmt.Sprintf("#mode-%d", at))
	}
	unit := func(name string) {
		p.run(fmt.Sprintf(`{ const s = document.querySelector('#step-unit'); s.value = [...s.options].find(o => o.text === %q).value; s.dispatchEvent(new Event('change', {bubbles: true})); }`, name))
	}
	p.click("#step-forward")
	shows("2020-02-01", "2020-02-29")
	mode(2) // grow
	p.click("#step-forward")
	shows("2020-02-01", "2020-03-31")
	mode(2)
	unit("quarter")
	p.click("#step-forward")
	shows("2020-02-01", "2020-06-30")
	mode(1) // slide
	unit("day")
	p.click("#step-back")
	shows("2020-01-31", "2020-06-29")
	mode(1)
	unit("week")
	p.click("#step-forward")
	shows("2020-02-07", "2020-07-06")

	// Held, a step repeats; one press of Back undoes all.
	mode(0)
	unit("month")
	p.keys(kb.Escape)
	p.run(`location.hash = '#from=2016-01-01&to=2016-01-31'`)
	shows("2016-01-01", "2016-01-31")
	at := eval[[2]float64](p, `(() => { const b = document.querySelector('#step-forward').getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
	p.wait(`document.querySelector('#date-from').value > '2016-03'`)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
	p.wait(`new Promise(done => { const at = document.querySelector('#date-from').value; setTimeout(() => done(document.querySelector('#date-from').value === at), 400); })`)
	p.run(`history.back()`)
	shows("2016-01-01", "2016-01-31")

	// Played backwards to the beginning it stops; with a loop it begins again.
	p.run(`location.hash = '#from=2015-03-01&to=2015-03-31'`)
	shows("2015-03-01", "2015-03-31")
	p.click("#time-options")
	p.click("#play-back")
	p.click("#speed-3")
	p.keys(kb.Escape)
	p.click("#play")
	shows("2015-01-26", "2015-01-31")
	p.wait(`document.querySelector('#play').getAttribute('aria-label') === 'Play backwards'`)
	p.click("#time-options")
	p.click("#play-loop")
	p.keys(kb.Escape)
	p.run(`document.querySelector('#brush-start').focus()`)
	p.keys(" ")
	p.wait(`document.querySelector('#date-from').value > '2025'`)
	p.keys(" ")
	p.wait(`document.querySelector('#play').getAttribute('aria-label') === 'Play backwards'`)
}

// TestPlaybackWaitsForThePage has the browser paint nothing: then nothing is
// played either, and no steps are made up for afterwards.
func TestPlaybackWaitsForThePage(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	p.before(`const ask = requestAnimationFrame.bind(window), held = [];
		window.requestAnimationFrame = f => window.hold ? held.push(f) : ask(f);
		window.letGo = () => { window.hold = false; held.splice(0).forEach(f => ask(f)); };`)
	p.visit(h.address + "#from=2016-01-01&to=2016-01-31")
	p.waitMap()
	p.click("#time-options")
	p.click("#speed-3")
	p.keys(kb.Escape)
	p.click("#play")
	p.wait(`document.querySelector('#date-from').value > '2016-02'`)
	p.run(`window.hold = true`)
	moved := eval[int](p, `(async () => {
		const rest = ms => new Promise(done => setTimeout(done, ms));
		await rest(1500); // a step that was under way may still come
		const at = document.querySelector('#brush-start').getAttribute('aria-valuenow') + location.hash;
		await rest(1500); // six steps at this speed
		return at === document.querySelector('#brush-start').getAttribute('aria-valuenow') + location.hash ? 0 : 1;
	})()`)
	if moved != 0 {
		t.Error("steps are made that nobody sees")
	}
	before := p.fragment()
	p.run(`letGo()`)
	p.wait(fmt.Sprintf(`location.hash !== %q`, before))
	p.click("#play")
}

func TestPlaybackWithLessMotion(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	p.visit(h.address)
	p.click("#time-options")
	p.wait(`document.querySelector('#time-menu').textContent.includes('two seconds apart')`)
}

// colored counts the pixels of a colour on the histogram.
const colored = `(r, g, b) => { const c = document.querySelector('#histogram'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
	let n = 0; for (let i = 0; i < d.length; i += 4) if (Math.abs(d[i] - r) + Math.abs(d[i + 1] - g) + Math.abs(d[i + 2] - b) < 4 && d[i + 3] > 250) n++; return n; }`

// TestInexactDays compares the line under the timeline with the file, and looks
// for the hatched parts of bars where there are such events, and only there.
func TestInexactDays(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)
	light := fmt.Sprintf(`(%s)(223, 234, 241)`, colored)
	for _, q := range []question{
		{}, {from: "2018-05-01", to: "2018-08-31"}, {chosen: map[string][]string{"kind": {"foiled-plot"}}}, {chosen: map[string][]string{"country": {"Iran"}}, from: "2020-01-01", to: "2020-12-31"},
		{chosen: map[string][]string{"country": {"Germany"}}},
	} {
		shown, inexact := 0, 0
		for _, r := range records {
			if q.fits(r, regions, "") {
				shown++
				if !oneDay(r) {
					inexact++
				}
			}
		}
		fragment := "#"
		if q.from != "" {
			fragment += "&from=" + q.from + "&to=" + q.to
		}
		for facet, chosen := range q.chosen {
			fragment += "&" + facet + "=" + chosen[0]
		}
		p.run(fmt.Sprintf(`location.hash = %q`, fragment))
		want := "All events shown have a single known day."
		if shown == 0 {
			want = "No events shown."
		} else if inexact > 0 {
			events := fmt.Sprintf("%d events", shown)
			if shown == 1 {
				events = "1 event"
			}
			want = fmt.Sprintf("No single known day: %d of the %s shown", inexact, events)
		}
		p.wait(fmt.Sprintf(`document.querySelector('#inexact-text').textContent === %q`, want))
		if q.from == "" { // else bars beside the window have other colours
			p.wait(fmt.Sprintf(`(%s > 0) === %v`, light, inexact > 0))
		}
	}
	// The tooltip of a bar says how many.
	p.run(`location.hash = '#view=2016-01-01..2017-12-31'`)
	b := p.axis()
	found := false
	for x := b[0] + 30; x < b[0]+b[2] && !found; x += 6 {
		p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, b[1]+60))
		found = eval[bool](p, `new Promise(done => requestAnimationFrame(() => done(document.querySelector('#axis-tip').textContent.includes('hatched: '))))`)
	}
	if !found {
		t.Error("no bar tells of events without one known day")
	}
}

func TestContext(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	look := `document.querySelector('#histogram').toDataURL()`
	before, height := eval[string](p, look), p.axis()[3]
	p.click("#time-options")
	p.click("#context-leaders")
	p.wait(`location.hash.includes('context=leaders')`)
	p.wait(fmt.Sprintf(`document.querySelector('#axis').clientHeight > %g`, height))
	p.wait(fmt.Sprintf(`%s !== %s`, look, quoted(before)))
	p.click("#context-list-leaders summary")
	p.wait(`document.querySelectorAll('#context-list-leaders a.source').length >= 7 && document.querySelector('#context-list-leaders').textContent.includes('Sanaullah Ghafari')`)
	p.keys(kb.Escape)
	// Each says what it is and who says so.
	hover := func(fragment string, share float64, want ...string) {
		t.Helper()
		p.run(fmt.Sprintf(`location.hash = %q`, fragment))
		p.wait(fmt.Sprintf(`(async () => {
			const axis = document.querySelector('#axis'), b = axis.getBoundingClientRect(), want = %s;
			for (let y = 18; y < b.height - 24; y += 7) {
				axis.dispatchEvent(new PointerEvent('pointermove', {pointerType: 'mouse', pointerId: 9, clientX: b.x + %g * b.width, clientY: b.y + y, bubbles: true}));
				await new Promise(requestAnimationFrame);
				if (want.every(text => document.querySelector('#axis-tip').textContent.includes(text))) return true;
			}
			return false;
		})()`, quoted(want), share))
	}
	hover("#context=leaders&view=2021-01-01..2023-12-31", 0.5, "Sanaullah Ghafari", "not certain", "Source:")
	hover("#context=strength&view=2023-01-01..2023-12-31", 0.537, "4,000–6,000", "fighters and family members", "Source:", "VOA")
	if legend := p.text("#time-legend"); !strings.Contains(legend, "fighters and family members") {
		t.Errorf("the legend does not tell the bases apart: %s", legend)
	}
	hover("#context=statements&view=2023-01-01..2023-12-31", 0.204, "Kurilla", "Source:")
	hover("#context=activity&view=2021-01-01..2021-12-31", 0.3, "365 claimed attacks", "Meir Amit", "Source:")

	// Names of flags end with the plot: beyond it there is nothing.
	p.run(`location.hash = '#context=statements'`)
	p.wait(`(() => {
		const c = document.querySelector('#histogram'), end = c.width - 24;
		const painted = (x, width) => c.getContext('2d').getImageData(x, 16, width, 12).data.some(v => v > 0);
		return location.hash.startsWith('#context=statements') && painted(0, end) && !painted(end + 2, c.width - end - 2);
	})()`)

	// With a file of one's own there is none of it.
	p.choose(own(t, "mine.csv", ownCSV))
	p.expectOwn("mine.csv")
	p.run(`document.querySelector('#time-options').click()`) // the report of the file may lie over it
	p.wait(`document.querySelector('#play-loop') && !document.querySelector('#context').checkVisibility()`)
	if h := p.axis()[3]; h != height {
		t.Errorf("the timeline of a person's own file is %g pixels high, want %g", h, height)
	}
}
