package browser

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// What someone would write into a file to take over the page of whoever opens
// it, or to make it show what the file does not say.
const (
	markup = `<img src="x:" onerror="window.__hostile='img'"><script>window.__hostile='script'</script><svg onload="window.__hostile='svg'"></svg>` +
		`" onmouseover="window.__hostile='attribute'" autofocus onfocus="window.__hostile='focus'" x="' onclick='window.__hostile=1'`
	// An override, an isolate that is ended before it began, letters from
	// right to left, and marks that are never ended.
	turning = "\u202egnp.\u2069\u202eneddih\u2069 \u0642\u0646\u062f\u0647\u0627\u0631 \u2067\u202b12\u2066"
	nothing = "nul \x00 and \x1b[31m and \ufeff"
)

var long = strings.Repeat("W", 100_000)

// badLinks are addresses that no link may have.
var badLinks = []string{
	`javascript:window.__hostile='link'`, " javascript:window.__hostile='link'", "JaVaScRiPt:window.__hostile='link'", "java\nscript:window.__hostile='link'",
	`data:text/html,<script>opener.__hostile='data'</script>`, `vbscript:msgbox(1)`, `//elsewhere.example/`, `file:///etc/passwd`, `blob:null/0`, "",
}

type object = map[string]any

var (
	everywhere = []string{"title", "summary", "time", "place", "admin1", "country", "country_code", "admin1_code", "geo_precision", "coordinate_source",
		"kind", "attack_type", "actor", "actor_link", "attribution", "attribution_note", "casualties_include_attackers", "casualties_note",
		"confidence", "confidence_note"}
	kabul = object{"type": "Point", "coordinates": []float64{69.17, 34.53}}
)

// hostileEvent is an event every text of which is the same.
func hostileEvent(id, text string, more object) object {
	sources := []object{{"title": text, "publisher": text, "date": text, "url": "https://example.org/?" + text, "supports": []string{text, "__proto__"}}}
	for _, link := range badLinks {
		sources = append(sources, object{"title": text, "url": link})
	}
	properties := object{"id": id, "start": "2021-08-26", "targets": []string{text, "constructor"}, "tags": []string{text}, "sources": sources}
	for _, field := range everywhere {
		properties[field] = text
	}
	feature := object{"type": "Feature", "geometry": kabul, "properties": properties}
	for key, value := range more {
		if key == "geometry" {
			feature[key] = value
		} else {
			properties[key] = value
		}
	}
	return feature
}

func hostileEvents() []object {
	events := []object{
		hostileEvent(markup, markup, object{"killed": 2147483647}),
		hostileEvent("__proto__", "__proto__", object{"killed": 2147483647, "area": "__proto__"}),
		hostileEvent("constructor", "constructor", object{"geometry": nil, "area": "constructor"}),
		hostileEvent("toString", "toString", object{"geometry": nil, "area": "__proto__", "killed": 2147483647}),
		hostileEvent(turning, turning, object{"area": turning, "date_precision": turning}),
		hostileEvent(turning+"2", turning, object{"geometry": nil, "area": turning, "killed": turning}),
		hostileEvent(nothing, nothing, object{"killed": -2147483648, "injured": -1}),
		hostileEvent("long", long, object{"geometry": object{"type": "Point", "coordinates": []float64{70.4, 34.4}}}),
		hostileEvent("\u202elast", markup, object{"start": "0001-01-01", "end": "9999-12-31", "geometry": object{"type": "Point", "coordinates": []float64{180, 90}}}),
		hostileEvent("south", "hasOwnProperty", object{"geometry": object{"type": "Point", "coordinates": []float64{-180, -90}}, "injured": 3000000000}),
		hostileEvent("far", markup, object{"geometry": object{"type": "Point", "coordinates": []float64{1e308, -1e308}}}),
		hostileEvent(turning+"3", turning, object{"start": turning}),
		hostileEvent(long, markup, object{"start": long}),
	}
	return events
}

var square = object{"type": "Polygon", "coordinates": [][][]float64{{{68, 33}, {71, 33}, {71, 36}, {68, 36}, {68, 33}}}}

func hostileRegions() []object {
	var regions []object
	for _, id := range []string{markup, "__proto__", "constructor", turning, nothing, long} {
		role := "reported-active"
		if id == "constructor" {
			role = id
		}
		regions = append(regions, object{"type": "Feature", "geometry": square, "properties": object{
			"id": id, "name": id, "role": role, "detail": id, "start": "2015", "ongoing": true, "countries": []string{id}, "country_codes": []string{id, "__proto__"},
			"admin1": []string{id}, "admin1_codes": []string{id, "__proto__"}, "districts": []string{id}, "whole_province_drawn": true,
			"confidence": id, "note": id, "sources": hostileEvent(id, id, nil)["properties"].(object)["sources"],
		}})
	}
	return regions
}

func hostileAreas() []object {
	var areas []object
	for _, code := range []string{"__proto__", "constructor", turning} {
		areas = append(areas, object{"type": "Feature", "geometry": square, "properties": object{"code": code, "name": code + markup}})
	}
	return areas
}

func hostileIndicators() object {
	var strength, leaders, activity, statements []object
	for _, s := range []string{markup, "__proto__", turning, nothing, strings.Repeat("W", 3000)} {
		sources := hostileEvent(s, s, nil)["properties"].(object)["sources"]
		strength = append(strength, object{"as_of": s, "low": -1e15, "high": 9e15, "estimator": s, "basis": s, "note": s, "sources": sources})
		leaders = append(leaders, object{"name": s, "also_known_as": []string{s}, "role": s, "from": s, "to": s, "end": s, "note": s, "sources": sources})
		activity = append(activity, object{"from": s, "to": "", "metric": s, "value": 9e15, "area": s, "counted_by": s, "note": s, "sources": sources})
		statements = append(statements, object{"date": s, "who": s, "what": s, "note": s, "sources": sources})
	}
	return object{"note": markup + turning, "strength": strength, "leaders": leaders, "other_figures": leaders, "activity": activity, "statements": statements}
}

func collected(t *testing.T, features []object) []byte {
	t.Helper()
	return marshal(t, object{"type": "FeatureCollection", "features": features})
}

// marshal writes JSON as a hostile hand may: half of a surrogate pair is
// nothing Go would write.
func marshal(t *testing.T, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("nul "), []byte(`nul \ud800 \udfff `))
}

// surrogates is what is read of half a surrogate pair.
func surrogates(s string) string { return strings.ReplaceAll(s, "nul ", "nul \ufffd \ufffd ") }

// newHostileHost serves the site with hostile files for its data.
func newHostileHost(t *testing.T) *host {
	t.Helper()
	h := newHost(t, "/")
	files := map[string][]byte{
		"events": collected(t, hostileEvents()), "regions": collected(t, hostileRegions()), "areas": collected(t, hostileAreas()),
		"indicators": marshal(t, hostileIndicators()),
	}
	// Without columns the page reads the files themselves.
	document, err := os.ReadFile(filepath.Join(os.Getenv("WHEREWHEN_DIST"), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile(`(?s)(<script type="application/json" id="assets">)(.*?)(</script>)`).FindSubmatchIndex(document)
	var says map[string]any
	if err := json.Unmarshal(document[block[4]:block[5]], &says); err != nil {
		t.Fatal(err)
	}
	delete(says["files"].(map[string]any), "columns")
	says["early"] = []string{"app.wasm"}
	document = slices.Concat(document[:block[4]], marshal(t, says), document[block[5]:])
	data := regexp.MustCompile(`^/assets/(events|regions|areas|indicators)\.`)
	honest := h.Config.Handler
	h.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write(document)
			return
		}
		asset := data.FindStringSubmatch(r.URL.Path)
		if asset == nil {
			honest.ServeHTTP(w, r)
			return
		}
		if strings.HasSuffix(r.URL.Path, ".gz") {
			z := gzip.NewWriter(w)
			defer z.Close()
			z.Write(files[asset[1]])
			return
		}
		w.Write(files[asset[1]])
	})
	return h
}

// faults lists what hostile data may not have done to the page.
const faults = `(() => {
	const bad = [...(window.__violations ?? [])];
	if (window.__hostile !== undefined) bad.push('a script of the data ran: ' + window.__hostile);
	if (({}).polluted !== undefined || Object.keys(Object.prototype).length) bad.push('the prototype of all objects was changed');
	for (const e of document.querySelectorAll('body :is(script, style, iframe, object, embed, form, img, base, meta, link), [autofocus]:not(#failure-reload)'))
		bad.push('an element of the data: ' + e.outerHTML.slice(0, 80));
	for (const e of document.querySelectorAll('body *'))
		for (const name of e.getAttributeNames()) if (/^on/.test(name)) bad.push('an attribute of the data: ' + name + ' of ' + e.tagName);
	for (const a of document.querySelectorAll('a[href]')) {
		const own = a.origin === location.origin;
		if (!/^https?:$/.test(a.protocol)) bad.push('a link to ' + a.href.slice(0, 80));
		if (!own && !['noopener', 'noreferrer'].every(r => a.relList.contains(r))) bad.push('a link that tells where it is from: ' + a.href.slice(0, 80));
	}
	if (document.documentElement.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth) bad.push('the page scrolls sideways');
	for (const part of ['#map', '#timeline', '#details', '#count', '.header']) {
		const e = document.querySelector(part), b = e?.getBoundingClientRect();
		if (e?.checkVisibility() && (b.right > innerWidth + 1 || b.bottom > innerHeight + 1 || b.left < -1 || b.top < -1 || b.height < 10)) bad.push(part + ' is pushed out of its place: ' + JSON.stringify(b));
	}
	for (const e of document.querySelectorAll('#details, #filters, #method, .card, .legend, .notice, .tooltip'))
		if (e.checkVisibility({visibilityProperty: true}) && e.scrollWidth > e.clientWidth + 1) bad.push((e.id || e.className) + ' scrolls sideways: ' + e.scrollWidth + ' of ' + e.clientWidth);

	// Outside of isolates there is nothing that turns the direction.
	const open = /[\u2066-\u2068]/, close = /\u2069/, turns = /[\u0590-\u08ff\u200f\u202a-\u202e]/;
	const leaks = (text) => {
		let depth = 0;
		for (const c of text) {
			if (open.test(c)) depth++;
			else if (close.test(c)) { if (--depth < 0) return true; }
			else if (depth === 0 && turns.test(c)) return true;
		}
		return depth !== 0;
	};
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walker.nextNode());) {
		if (!/[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069]/.test(node.data)) continue;
		const e = node.parentElement, where = e.tagName + ' ' + (e.id || e.className || e.parentElement.id || e.parentElement.className);
		if (leaks(node.data)) bad.push('the direction leaks from ' + where + ': ' + JSON.stringify(node.data.slice(0, 80)));
		if (!/isolate|plaintext/.test(getComputedStyle(e).unicodeBidi)) bad.push('not isolated: ' + where);
	}
	for (const e of document.querySelectorAll('[title]')) if (leaks(e.title)) bad.push('the direction leaks from the title of ' + e.tagName + ' ' + e.id);
	return [...new Set(bad)].slice(0, 12);
})()`

// expectHarmless fails for what the data has done to a view.
func (p *tab) expectHarmless(view string) {
	p.t.Helper()
	// Whatever runs later than what it comes from has run now.
	p.wait(`new Promise(done => setTimeout(() => requestAnimationFrame(() => done(true)), 50))`)
	for _, bad := range eval[[]string](p, faults) {
		p.t.Errorf("%s: %s", view, bad)
	}
}

// watch makes a tab note violations of the page's policy. Without a service
// worker, which would refuse the hostile files.
func watch(t *testing.T, h *host, s screen) *tab {
	t.Helper()
	p := blank(t, h, s)
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		delete Navigator.prototype.serviceWorker;
		window.__violations = [];
		addEventListener('securitypolicyviolation', (e) => __violations.push('against the policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));`})
	return p
}

// turnTo goes to a fragment in the page.
func (p *tab) turnTo(fragment string) {
	p.t.Helper()
	p.run(fmt.Sprintf(`location.hash = %s`, quoted(fragment)))
}

// is is an expression that tells whether an attribute of the first element of
// a selector is a text, which may hold anything.
func is(selector, key, value string) string {
	return fmt.Sprintf(`document.querySelector(%s)?.dataset[%s] === %s`, quoted(selector), quoted(key), quoted(value))
}

func escaped(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func shortly(s string) string { return fmt.Sprintf("%+q", s[:min(len(s), 24)]) }

const aboveKabul = "map=34.53000,69.17000,6.00"

// TestHostileData walks through every view with data that wants to be code.
func TestHostileData(t *testing.T) {
	h := newHostileHost(t)
	p := watch(t, h, desktop)
	p.visit(h.address + "#" + aboveKabul)
	p.waitMap()
	p.wait(`document.querySelector('#problems')`)
	p.expectHarmless("whole")
	p.click("#problems button")

	// Everything that can be pointed at.
	p.click("#legend summary")
	p.run(`document.querySelectorAll('#legend details').forEach(d => d.open = true)`)
	p.expectHarmless("legend")
	p.click("#size-killed")
	p.wait(`location.hash.includes('size=killed')`)
	p.colorBy("attribution")
	p.expectHarmless("circles by people killed")
	p.click("#legend summary")
	x, y := p.onMap(69.17, 34.53, 69.17, 34.53, 6)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	p.wait(`getComputedStyle(document.querySelector('#map-tooltip')).visibility === 'visible'`)
	p.expectHarmless("tooltip of a circle")
	x, y = p.onMap(68.3, 35.7, 69.17, 34.53, 6)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	p.wait(`getComputedStyle(document.querySelector('#map-ground canvas')).cursor === 'pointer' && document.querySelector('#map-tooltip').textContent.includes('Reported active')`)
	p.expectHarmless("tooltip of a region")
	b := p.axis()
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b[0]+b[2]/2, b[1]+40))
	p.wait(`getComputedStyle(document.querySelector('#axis-tip')).visibility === 'visible'`)
	p.expectHarmless("tooltip of the timeline")
	p.click("#find-place")
	p.keys("img")
	p.wait(`[...document.querySelectorAll('#found-places li')].some(e => e.textContent.includes('onerror'))`)
	p.expectHarmless("places found")
	p.keys("\x1b")

	for _, text := range []string{markup, turning, nothing, long[:2000]} {
		p.turnTo(aboveKabul + "&q=" + escaped(text))
		p.wait(fmt.Sprintf(`document.querySelector('#query').value === %s.replaceAll('\r', '').replaceAll('\n', '')`, quoted(text)))
		p.wait(`document.querySelector('.chip-query')`)
		p.expectHarmless("search for " + shortly(text))
	}

	// Each facet by each of its values.
	p.turnTo(aboveKabul)
	p.wait(`!document.querySelector('.chip-query')`)
	p.unfold(".facet h2 button[aria-expanded=false]")
	p.run(`document.querySelectorAll('.facet .more').forEach(b => b.click())`)
	p.wait(`document.querySelectorAll('#facet-target .choice').length >= 7`)
	p.expectHarmless("facets")
	for _, facet := range []string{"kind", "country", "province", "region", "type", "target", "attribution", "link", "confidence"} {
		values := eval[[]string](p, fmt.Sprintf(`[...document.querySelectorAll('#facet-%s .choice')].map(e => e.dataset.value).filter(Boolean)`, facet))
		if want := []string{"__proto__", "constructor"}; !slices.Contains(values, want[0]) || !slices.Contains(values, want[1]) {
			t.Errorf("the values of %s are %d, without %v", facet, len(values), want)
		}
		for _, value := range values {
			p.turnTo(aboveKabul + "&" + facet + "=" + escaped(value))
			p.wait(is("#facet-"+facet+` .choice[aria-checked="true"]`, "value", value))
			p.expectHarmless(facet + " " + shortly(value))
		}
		p.turnTo(aboveKabul)
		p.wait(`!document.querySelector('.choice[aria-checked="true"]')`)
	}

	for _, e := range hostileEvents() {
		id := surrogates(e["properties"].(object)["id"].(string))
		if start, _ := e["properties"].(object)["start"].(string); len(start) != 10 {
			continue // it is none
		}
		p.turnTo(aboveKabul + "&event=" + escaped(id))
		p.wait(is("#event-card", "id", id))
		p.expectHarmless("event " + shortly(id))
		if n := eval[int](p, `document.querySelectorAll('#event-card a').length`); n != 1 {
			t.Errorf("event %s has %d links, want the one that is none of the bad", shortly(id), n)
		}
	}
	for _, r := range hostileRegions() {
		id := surrogates(r["properties"].(object)["id"].(string))
		p.turnTo(aboveKabul + "&about-region=" + escaped(id))
		p.wait(is("#region-card", "id", id))
		p.expectHarmless("region " + shortly(id))
	}
	areaTitle := map[string]string{"__proto__": "__proto__<img", "constructor": "constructor<img", turning: "\u2068\u202egnp.\u202eneddih"}
	for code := range areaTitle {
		p.turnTo(aboveKabul + "&area=" + escaped(code))
		p.wait(fmt.Sprintf(`document.querySelector('#all-places') && document.querySelector('#list-title').textContent.startsWith(%s)`, quoted(areaTitle[code])))
		p.expectHarmless("area " + shortly(code))
	}

	p.turnTo("page=method")
	p.wait(`document.querySelectorAll('#method table').length === 4`)
	p.expectHarmless("method")
	p.turnTo(aboveKabul + "&event=" + escaped(markup))
	p.wait(is("#event-card", "id", markup))

	// A link is what was copied, or what is shown where copying is not allowed.
	p.click("#event-card .copy-event")
	p.wait(`document.querySelector('#said')`)
	p.expectHarmless("link copied")
	q := watch(t, h, phone)
	q.visit(h.address + p.fragment())
	q.wait(is("#event-card", "id", markup))
	q.expectHarmless("copied link on a phone")
	q.click("#problems button")
	q.click("#card-back")
	q.wait(`document.querySelector('#event-list').checkVisibility()`)
	q.click("#tab-filters")
	q.wait(`document.querySelector('#filters').checkVisibility()`)
	q.expectHarmless("filters on a phone")
}

func TestHostileLinks(t *testing.T) {
	h := newHostileHost(t)
	p := watch(t, h, desktop)
	p.visit(h.address)
	p.click("#problems button")
	for _, fragment := range []string{
		"kind=" + escaped(markup) + "&q=" + escaped(markup) + "&event=" + escaped(markup+"!") + "&about-region=" + escaped(markup+"!"),
		"kind=" + escaped(turning+"!") + "&event=" + escaped(turning+"!") + "&area=" + escaped(turning+"!") + "&about-region=" + escaped(turning+"!"),
		"event=valueOf&about-region=valueOf&area=valueOf&kind=valueOf&country=__proto__,valueOf",
		"__proto__=1&constructor=2&polluted=3&__proto__[polluted]=4",
		"map=NaN,Infinity,1e999&place=1e999,0,-5&view=0000-00-00..9999-99-99&from=%00&to=%E2%80%AE",
		markup, turning, "%", "=&=&&&==", strings.Repeat("q=1&", 500), "q%00=" + escaped(nothing), "page=javascript:window.__hostile=1",
	} {
		p.turnTo("")
		p.turnTo(fragment)
		p.wait(`document.querySelector('#problems')`)
		p.expectHarmless("link " + shortly(fragment))
		p.click("#problems button")
		p.wait(`!document.querySelector('#problems')`)
	}
}

func TestHostileFiles(t *testing.T) {
	h := newHost(t, "/")
	p := watch(t, h, desktop)
	p.visit(h.address + "#" + aboveKabul)
	p.waitMap()
	name := "\u202evsc.\u2069<img src=x: onerror='window.__hostile=1'>.geojson"
	p.choose(own(t, name, string(collected(t, hostileEvents()))))
	p.wait(`document.querySelector('#own-file')?.textContent.includes('onerror')`)
	p.wait(`document.querySelector('#open-report strong').textContent.includes('11 events read')`)
	p.waitMap()
	p.expectHarmless("file")
	p.click("#dismiss-report")
	p.click("#open-method")
	p.wait(`document.querySelector('#about').textContent.includes('onerror')`)
	p.expectHarmless("method page of a file")
	p.keys("\x1b")

	table := "start," + `"<b onclick=""window.__hostile=1"">",` + turning + ",place\n" + turning + ",,,\n2021,1,2," + `"` + strings.ReplaceAll(markup, `"`, `""`) + `"` + "\n"
	p.choose(own(t, "table.csv", table))
	p.mapped()
	p.click("#mapping-open")
	p.reported("table.csv: 1 event read")
	p.expectHarmless("table")
	p.choose(own(t, name, turning))
	p.wait(`document.querySelector('#open-report')?.textContent.includes('was not opened')`)
	p.expectHarmless("a file that is none")
	if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
		p.screenshot(filepath.Join(dir, "hostile-file.png"))
	}
}
