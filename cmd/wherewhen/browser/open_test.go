package browser

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// ownCSV are four events of a person's own far from those of the collection,
// one of them without a place and one without a date, and a line that is none.
const ownCSV = `id,title,start,place,country,lon,lat,kind,killed,source_url,source_title,notes
one,"First, with a comma",2031-02-03,Lima,Peru,-77.03,-12.05,attack,3,https://example.org/1,A page,x
two,Second,2031-04,Cusco,Peru,-71.97,-13.53,arrest,,,,
three,Third,2032,,Peru,,,attack,many,,,
,No date,,Lima,Peru,-77.03,-12.05,attack,,,,
one,Twice,2031-05-01,Lima,Peru,-77.03,-12.05,attack,,,,
`

// own writes a file into a directory of the test's.
func own(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// choose gives files to the page's file input.
func (p *tab) choose(paths ...string) {
	p.t.Helper()
	root := call(p, dom.GetDocument, dom.GetDocumentParams{})
	found := call(p, dom.QuerySelector, dom.QuerySelectorParams{NodeID: root.Root.NodeID, Selector: "#open-file"})
	call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, NodeID: found.NodeID})
}

// reported awaits the notice of what became of a file, and returns it.
func (p *tab) reported(starts string) string {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.querySelector('#open-report strong')?.textContent.startsWith(%q)`, starts))
	return p.text("#open-report")
}

// expectOwn awaits that every part of the page shows ownCSV.
func (p *tab) expectOwn(name string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.querySelector('#own-file')?.textContent === %q`, name))
	p.wait(`document.querySelector('#count').textContent === '4 of 4 events'`)
	p.wait(`document.querySelector('#list-title').textContent === '4 events'`)
	p.wait(`[...document.querySelectorAll('#event-list .row')].map(e => e.dataset.id).join() === 'three,two,one,line-5'`)
	p.wait(`document.querySelector('#date-from').value === '2031-02-03' && document.querySelector('#date-to').value === '2032-12-31'`)
	p.wait(`document.querySelector('#brush-start').getAttribute('aria-valuetext') === '3 February 2031'`)
	p.wait(`[...document.querySelectorAll('#map-places li')].map(e => e.textContent.split(':')[0]).sort().join() === 'Cusco,Lima'`)
	p.wait(`/map=-1[23]/.test(location.hash)`)
}

func TestOpenAFile(t *testing.T) {
	h := newHost(t, "/x/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "#kind=attack&country=Afghanistan&from=2021-01-01&to=2021-12-31&theme=dark", desktop)
	p.waitMap()
	before := p.text("#count")
	if p.text("#open-own") != "Open a file…" {
		t.Error("no button to open a file")
	}
	p.choose(own(t, "my events.csv", ownCSV))
	p.expectOwn("my events.csv")
	said := p.reported("my events.csv: 4 events read, 1 without a place, 1 without a date, 1 rejected.")
	for _, want := range []string{
		"Read as Wherewhen, 12 of 12 columns", "line 4 (three): killed = many", "line 5 (line-5): start: expected a date", "line 6 (one): id = one: expected an id of its own; left out",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report does not say %q: %s", want, said)
		}
	}
	if fragment := p.fragment(); strings.Contains(fragment, "kind") || strings.Contains(fragment, "from") || !strings.Contains(fragment, "theme=dark") {
		t.Errorf("the address is %s", fragment)
	}
	if eval[bool](p, `Boolean(document.querySelector('#problems'))`) {
		t.Errorf("the page complains: %s", p.text("#problems"))
	}
	p.click("#dismiss-report")
	p.wait(`!document.querySelector('#open-report')`)

	// Filters, card and map are those of the file; nothing of the collection is left.
	p.click(`#facet-kind .choice[data-value="arrest"]`)
	p.wait(`document.querySelector('#count').textContent === '1 of 4 events' && document.querySelector('#own-file').checkVisibility()`)
	p.click(".chip-facet")
	// The one without a date is on the map, last in the list and in every window.
	p.wait(`document.querySelector('#imprecise').textContent === '2 with no single known day, 1 without a date, 1 with no near place'`)
	p.wait(`document.querySelector('#inexact').textContent === 'No single known day: 3 of the 4 events shown (1 to the month, 1 to the year, 1 without a date, in no bar)'`)
	p.unfold(`#facet-date-precision h2 button[aria-expanded=false]`)
	p.wait(`document.querySelector('#facet-date-precision .choice[data-value="undated"] .count').textContent === '1'`)
	const rows = `[...document.querySelectorAll('#event-list .row')].map(e => e.dataset.id).join()`
	p.typeDate("#date-to", "2031-03-01")
	p.wait(rows + ` === 'one,line-5'`)
	p.click("#sort-order")
	p.wait(rows + ` === 'one,line-5'`)
	p.click("#sort-order")
	p.typeDate("#date-to", "2032-12-31")
	p.wait(rows + ` === 'three,two,one,line-5'`)
	p.click(`#event-list [data-id="line-5"]`)
	p.wait(`document.querySelector('#event-card').textContent.includes('no datethe file gives no date that could be read')`)
	p.click("#card-back")
	p.click(`#event-list [data-id="one"]`)
	p.wait(`document.querySelector('#event-card a.source')?.href === 'https://example.org/1'`)
	if eval[bool](p, `document.querySelector('#show-regions').checkVisibility() || [...document.querySelectorAll('#facet-region, #about-regions')].some(e => e.checkVisibility())`) {
		t.Error("regions of the collection are offered")
	}

	p.click("#open-method")
	p.wait(`document.querySelector('#about').textContent.includes('my events.csv')`)
	if method := p.text("#method"); !strings.Contains(method, "Nothing of it was uploaded") || strings.Contains(method, "selection, not a census") || strings.Contains(method, "Kurilla") {
		t.Errorf("the method page of a file says %s", method)
	}
	p.keys("\x1b")
	p.wait(`document.querySelector('#method').hidden`)
	p.click("#find-place")
	p.keys("cusco")
	p.wait(`[...document.querySelectorAll('#found-places li')].some(e => e.textContent.includes('in this collection'))`)
	if kept := eval[[]string](p, `caches.keys().then(async names => (await Promise.all(names.map(async n => (await (await caches.open(n)).keys()).map(r => r.url)))).flat()
		.filter(url => url.includes('my')).concat(Object.keys(localStorage), (await indexedDB.databases()).map(d => d.name)))`); len(kept) > 0 {
		t.Errorf("the browser keeps %v", kept)
	}

	// Back from the file is Back in the browser, too, and forward again.
	p.click("#leave-own")
	p.wait(`!document.querySelector('#own-file')`)
	p.wait(fmt.Sprintf(`document.querySelector('#count').textContent.endsWith('of %d events')`, len(records)))
	p.wait(`document.querySelector('#show-regions') && document.querySelector('#facet-region').checkVisibility()`)
	if eval[bool](p, `Boolean(document.querySelector('#problems'))`) {
		t.Errorf("after the file the page complains: %s", p.text("#problems"))
	}
	p.run(`history.back()`)
	p.wait(`document.querySelector('#own-file') && document.querySelector('#count').textContent.endsWith('of 4 events')`)
	for range 24 {
		if p.text("#count") == before {
			break
		}
		at := p.fragment()
		p.run(`history.back()`)
		p.wait(fmt.Sprintf(`location.hash !== %q || !document.querySelector('#own-file')`, at))
	}
	p.wait(fmt.Sprintf(`document.querySelector('#count').textContent === %q && !document.querySelector('#own-file')`, before))
	if eval[bool](p, `Boolean(document.querySelector('#problems'))`) {
		t.Errorf("back in the collection the page complains: %s", p.text("#problems"))
	}
}

// A file is not kept: after a reload the page says so and shows the
// collection, and what the address held of the file is no problem.
func TestReloadForgetsTheFile(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.choose(own(t, "mine.csv", ownCSV))
	p.expectOwn("mine.csv")
	p.click(`#facet-country .choice[data-value="Peru"]`)
	p.wait(`location.hash.includes('country=Peru')`)
	p.do(chromedp.Reload())
	p.wait(`document.querySelector('#said')?.textContent.includes('mine.csv is not kept here')`)
	if eval[bool](p, `Boolean(document.querySelector('#problems, #own-file')) || location.hash.includes('Peru')`) {
		t.Errorf("after the reload the page shows %s %s", p.fragment(), p.text("#problems"))
	}
}

func TestOpenGeoJSON(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "#kind=arrest", desktop)
	path := filepath.Join("..", "..", "..", "data", "events.geojson")
	whole, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	p.choose(whole)
	p.reported(fmt.Sprintf("events.geojson: %d events read", len(records)))
	p.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '%d of %d events'`, len(records), len(records)))
}

// drop drags files over the page and lets them go there.
func (p *tab) drop(paths ...string) {
	p.t.Helper()
	for _, step := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		call(p, input.DispatchDragEvent, input.DispatchDragEventParams{
			Type: step, X: 600, Y: 300, Data: &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1},
		})
		if step == input.DispatchDragEventTypeDragOver {
			p.wait(`document.querySelector('#drop-hint').checkVisibility()`)
		}
	}
	p.wait(`!document.querySelector('#drop-hint').checkVisibility()`)
}

func TestDropAFile(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#kind=arrest&page=method", desktop)
	p.drop(own(t, "dropped.csv", ownCSV))
	p.expectOwn("dropped.csv")
	p.wait(`document.querySelector('#method').hidden`)

	// Several are shown together, and what is wrong with one keeps no other away.
	p.drop(own(t, "first.csv", ownCSV), own(t, "none.png", "\x89PNG"), own(t, "second.csv", ownCSV))
	said := p.reported("first.csv + second.csv: 8 events read")
	if !strings.Contains(said, "none.png is a picture") {
		t.Errorf("of the picture is said: %s", said)
	}
	p.wait(`document.querySelector('#count').textContent === '8 of 8 events' && document.querySelectorAll('#facet-own-1 .choice').length === 2`)
}

// TestWrongFiles gives the page what it cannot open: it shows what it showed
// and says what it expected.
func TestWrongFiles(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#kind=arrest&event=2024-03-22-crocus-city-hall-moscow&map=50.00000,50.00000,3.00", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#event-card')`)
	before, fragment := eval[string](p, shows), p.fragment()
	png, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	entries := eval[int](p, `history.length`)
	for _, c := range []struct{ name, text, want string }{
		{"picture.png", string(png), "picture.png is a picture; expected a file of events: CSV, GeoJSON or other JSON"},
		{"my events.parquet", "PAR1\x15\x04PAR1", `only the command reads: type wherewhen convert "my events.parquet" events.csv, or save it as CSV`},
		{"empty.csv", "", "empty.csv is empty: expected a file of events"},
		{"none.geojson", `{"type":"FeatureCollection","features":[]}`, "none.geojson holds no features or records: expected a file of events"},
		{"cut.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature",`, "cut.geojson: the file ends inside feature 1, which begins in line 1: expected the rest of it"},
		{"text.txt", "Lima\nCusco\n", "no column has dates"},
	} {
		p.choose(own(t, c.name, c.text))
		said := p.reported(c.name + " was not opened")
		if !strings.Contains(said, c.want) {
			t.Errorf("%s: the page says %q, want %q", c.name, said, c.want)
		}
		if now := eval[string](p, shows); now != before || p.fragment() != fragment || eval[int](p, `history.length`) != entries {
			t.Errorf("%s changed what is shown: %s, from %s", c.name, now, before)
		}
	}
	p.drop(t.TempDir())
	p.wait(`document.querySelector('#open-report li').textContent.includes('a folder: expected a file')`)
	if now := eval[string](p, shows); now != before {
		t.Errorf("a folder changed what is shown: %s", now)
	}

	// Of a table that says nothing of dates, it is asked which column has them.
	for name, text := range map[string]string{
		"foreign.csv":     "town,latitude,longitude\nLima,1,2\n",
		"undated.geojson": `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"id":"a","town":"Lima"}}]}`,
	} {
		p.choose(own(t, name, text))
		p.wait(fmt.Sprintf(`document.querySelector('#mapping header')?.textContent.includes(%q) && document.querySelector('#mapping header').textContent.includes('no column has dates') && document.querySelector('#mapping-open').disabled`, name))
		p.click("#mapping-cancel")
		p.wait(`!document.querySelector('#mapping')`)
		if now := eval[string](p, shows); now != before {
			t.Errorf("%s, given up, changed what is shown: %s", name, now)
		}
	}

	// Of many problems of one sort the first is listed and the others are counted.
	text := "id,start,killed\nx,2020,1\n" + strings.Repeat("y,2020,many\n", 50)
	p.choose(own(t, "many.csv", text))
	p.reported("many.csv: 2 events read, 2 without a place, 0 without a date, 49 rejected.")
	items := eval[[]string](p, `[...document.querySelectorAll('#open-problems li')].map(e => e.textContent)`)
	if len(items) != 2 || !strings.Contains(items[0], "(and 49 more like this)") || !strings.Contains(items[1], "(and 48 more like this)") {
		t.Errorf("the report lists %q", items)
	}
}

// TestSharedFile puts a file where the service worker leaves what was shared.
func TestSharedFile(t *testing.T) {
	h := newHost(t, "/x/")
	p := open(t, h, "", desktop)
	p.wait(fmt.Sprintf(`caches.open('wherewhen-shared-' + new URL(wherewhen.base).pathname).then(async c => {
		await c.put(new URL('shared/' + encodeURIComponent('from a phone.csv'), wherewhen.base), new Response(%s)); return true; })`, quoted(ownCSV)))
	p.visit(h.address + "?shared")
	p.expectOwn("from a phone.csv")
	p.reported("from a phone.csv: 4 events read")
	p.wait(`location.search === '' && caches.open('wherewhen-shared-' + new URL(wherewhen.base).pathname).then(c => c.keys()).then(keys => keys.length === 0)`)

	p.visit(h.address + "?shared")
	p.wait(`document.querySelector('#said')?.textContent.includes('did not arrive') && location.search === ''`)
}

// TestLaunchedWithAFile plays the system that opens a file with the page.
func TestLaunchedWithAFile(t *testing.T) {
	h := newHost(t, "/")
	p := blank(t, h, desktop)
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		Object.defineProperty(window, 'launchQueue', {value: {setConsumer(consumer) { window.consume = consumer; }}});`})
	p.visit(h.address)
	p.wait(`window.consume`)
	p.run(fmt.Sprintf(`consume({files: []}); consume({files: [{getFile: async () => new File([%s], 'launched.csv')}]})`, quoted(ownCSV)))
	p.expectOwn("launched.csv")
	p.run(`consume({files: [{getFile: async () => { throw new Error('the disk is gone'); }}]})`)
	p.reported("the disk is gone")
	p.expectOwn("launched.csv")
}

func TestOpenOnAPhone(t *testing.T) {
	h := newHost(t, "/")
	for _, s := range []screen{phone, {width: 360, height: 640, touch: true}, desktop} {
		t.Run(fmt.Sprint(s.width), func(t *testing.T) {
			p := open(t, h, "", s)
			p.choose(own(t, "a long name of a file that says what is in it and when it was made, 2031-06-30.csv", ownCSV))
			p.reported("a long name")
			p.click("#dismiss-report")
			p.wait(`document.querySelector('#leave-own').checkVisibility()`)
			if bad := eval[[]string](p, outside); len(bad) > 0 {
				t.Error(strings.Join(bad, "\n"))
			}
			if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
				p.waitMap()
				p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
				p.screenshot(filepath.Join(dir, fmt.Sprintf("own-%d.png", s.width)))
			}
		})
	}
}
