package browser

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"wherewhen/app/event"
	"wherewhen/app/foreign"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
)

// fixture is the path of a file of app/profile, as another source writes it.
func fixture(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "..", "app", "profile", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// workbook writes a workbook of two sheets, the second of which has events.
func workbook(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	if _, err := book.NewSheet("Incidents"); err != nil {
		t.Fatal(err)
	}
	for sheet, rows := range map[string][][]any{
		"Sheet1": {{"About this invented workbook"}, {"by nobody"}},
		"Incidents": {
			{"Case", "Date", "Town", "Lat", "Lon", "Fatalities"},
			{"a", time.Date(2031, 2, 13, 0, 0, 0, 0, time.UTC), "Exampletown", -12.05, -77.03, 3},
			{"b", time.Date(2031, 4, 5, 0, 0, 0, 0, time.UTC), "Samplecity", -13.53, -71.97, 0},
			{"c", "unknown", "Samplecity", -13.53, -71.97, 0},
		},
	} {
		for i, row := range rows {
			if err := book.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "incidents.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// natively reads a file as wherewhen convert does.
func natively(t *testing.T, path string) (read foreign.Result, found profile.Found, said []string) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in, err := foreign.Open(filepath.Base(path), bytes.NewReader(content), int64(len(content)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if found, err = in.Recognise(); err != nil {
		t.Fatal(err)
	}
	if read, err = in.Read(found); err != nil {
		t.Fatal(err)
	}
	today := time.Now()
	return read, found, in.Says(found, read.Counts, event.NewDate(today.Year(), int(today.Month()), today.Day()))
}

// askedOnly fails for what a tab asks of any other origin.
func (p *tab) askedOnly(origin string) {
	p.t.Helper()
	err := chromedp.Listen(p.ctx, func(ev any) {
		if r, ok := ev.(*network.EventRequestWillBeSent); ok {
			if url := r.Request.URL; !strings.HasPrefix(url, origin) && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "blob:"+origin) {
				p.t.Errorf("the page asks for %s", url)
			}
		}
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// TestOpenFilesOfOthers opens files with the columns of others: the page shows
// what wherewhen convert makes of them, and says what it took them for.
func TestOpenFilesOfOthers(t *testing.T) {
	h := newHost(t, "/x/")
	p := watch(t, h, desktop)
	p.askedOnly(h.URL)
	p.visit(h.address)
	p.waitMap()
	generic := own(t, "generic.csv", "Incident date;Town;Latitude;Longitude;Dead\n25/12/2020;Lima;-12,05;-77,03;3\n03/04/2021;Cusco;-13,53;-71,97;0\n")
	kml := own(t, "places.kml", `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>First</name><TimeStamp><when>2031-02-03</when></TimeStamp><Point><coordinates>-77.03,-12.05</coordinates></Point></Placemark></Document></kml>`)
	for _, c := range []struct{ path, says string }{
		{fixture(t, "GEDEvent_v25_1.csv"), "Read as UCDP GED 25.1, 49 of 49 columns; CSV, UTF-8."},
		{fixture(t, "GEDEvent_v24_0_1.csv"), "Read as UCDP GED Candidate 24.0.1"},
		{fixture(t, "acled.csv"), "actor is its “Actor 1”"},
		{fixture(t, "acled-old.csv"), "Read as ACLED"},
		{fixture(t, "gtd.csv"), "Read as GTD, 135 of 135 columns"},
		{fixture(t, "gdelt-61.CSV"), "Read as GDELT 2.0, 61 of 61 columns (likely); TSV, no header, UTF-8."},
		{fixture(t, "timemap.csv"), "Read as TimeMap"},
		{fixture(t, "timelinejs.csv"), "Read as TimelineJS"},
		{fixture(t, "atlos.csv"), "Read as Atlos"},
		{fixture(t, "other.csv"), "Read as columns as you said"},
		{generic, "Read as columns as you said, 5 of 5 columns"},
		{workbook(t), "Of several tables Incidents was read, not Sheet1."},
		{kml, "Read as"},
	} {
		name := filepath.Base(c.path)
		if name == "places.kml" {
			c.says = ""
		}
		want, found, lines := natively(t, c.path)
		p.choose(c.path)
		if found.Confidence == profile.Guessed {
			p.mapped()
			p.click("#mapping-open")
			lines = nil // by then they are what the person said
		}
		said := p.reported(fmt.Sprintf("%s: ", name))
		n := want.Table.Len()
		if !strings.Contains(said, fmt.Sprintf(" read, %d without a place, %d without a date, %d rejected.", want.Counts.WithoutPoint, want.Counts.Undated, want.Counts.Rejected)) {
			t.Errorf("%s: the page says %s", name, said)
		}
		if got := eval[[]string](p, `[...document.querySelectorAll('#open-said summary, #open-said li')].map(e => e.textContent)`); lines != nil && !reflect.DeepEqual(got, lines) {
			t.Errorf("%s: the page says %q, want %q", name, got, lines)
		}
		if !strings.Contains(said, c.says) {
			t.Errorf("%s: the page does not say %q: %s", name, c.says, said)
		}
		sorts := foreign.Sorts(want.Problems)
		if got := eval[int](p, `document.querySelectorAll('#open-problems li').length`); got != len(sorts) {
			t.Errorf("%s: %d problems are told, want %q", name, got, sorts)
		}
		p.wait(fmt.Sprintf(`document.querySelector('#own-file').textContent === '%s' && document.querySelector('#count').textContent === '%d of %d events'`, name, n, n))
		if len(eval[[]string](p, `__violations`)) > 0 {
			t.Errorf("%s: %v", name, eval[[]string](p, `__violations`))
		}

		saved := p.saved("#save-geojson", ".geojson")
		got, problems, err := intake.Read(name, saved)
		if err != nil || len(problems) > 0 || got.Len() != n {
			t.Fatal(name, err, problems)
		}
		for row := range n {
			if one, two := got.Event(row), want.Table.Event(row); !reflect.DeepEqual(one, two) {
				t.Errorf("%s: the page shows\n%+v, want\n%+v", name, one, two)
			}
		}
		for _, terms := range []string{found.Terms.Licence, found.Terms.URL} {
			if !bytes.Contains(saved, []byte(terms)) {
				t.Errorf("%s: what is saved lacks %q", name, terms)
			}
		}
		p.keys("\x1b")
		p.click("#open-method")
		p.wait(`document.querySelector('#method').textContent.includes('What it was read as')`)
		for _, line := range lines {
			if method := p.text("#method"); !strings.Contains(method, line) {
				t.Errorf("%s: the method page does not say %s", name, line)
			}
		}
		p.keys("\x1b")
		p.click("#dismiss-report")
	}
}

// A file saved as one page says whose the events are, and opens GeoJSON only.
func TestOneFileOfAnotherSource(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.choose(fixture(t, "acled.csv"))
	p.reported("acled.csv: 5 events read")
	p.click("#share")
	p.click("#right")
	p.wait(`document.querySelector('#save-all').ariaDisabled === 'false'`)
	q := fromDisk(t, p.save("#save-all"), desktop)
	q.wait(`document.querySelector('.subtitle').textContent.includes('ACLED (Armed Conflict Location & Event Data), acleddata.com. Accessed ')`)
	q.choose(fixture(t, "GEDEvent_v25_1.csv"))
	if said := q.reported("GEDEvent_v25_1.csv was not opened"); !strings.Contains(said, "is not GeoJSON, and a page saved as one file reads nothing else") {
		t.Errorf("the page says %s", said)
	}
}

// briefly is what is shown, in a few words.
const briefly = `['#own-file', '#count', '#list-title'].map(e => document.querySelector(e)?.textContent).join()`

// TestHostileFilesOfOthers opens files that want to be code, or are none.
func TestHostileFilesOfOthers(t *testing.T) {
	h := newHost(t, "/")
	p := watch(t, h, desktop)
	p.askedOnly(h.URL)
	p.visit(h.address + "#" + aboveKabul)
	p.waitMap()
	quoted := func(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
	table := "Date," + quoted(markup) + ",Town,Lat,Lon,Link,__proto__,constructor\n" +
		"2021-03-04," + quoted(markup) + "," + quoted(markup) + ",34.53,69.17," + quoted(badLinks[0]) + ",x,y\n" +
		"2021-03-05," + quoted(turning) + "," + quoted(turning) + ",34.53,69.17," + quoted(badLinks[3]) + ",x,y\n" +
		quoted(turning) + "," + quoted(markup) + "," + quoted(long) + ",34.53,69.17,,x,y\n"
	name := "\u202evsc.\u2069<img src=x: onerror='window.__hostile=1'>.csv"
	p.choose(own(t, name, table))
	p.mapped()
	p.expectHarmless("what its columns are for")
	p.click("#mapping-open")
	p.wait(`document.querySelector('#own-file')?.textContent.includes('onerror') && document.querySelector('#count').textContent === '3 of 3 events'`)
	p.wait(`document.querySelector('#open-report li')`)
	p.expectHarmless("a table of another")
	p.click("#open-method")
	p.wait(`document.querySelector('#method').textContent.includes('What it was read as')`)
	p.expectHarmless("what it was read as")
	p.keys("\x1b")
	before := eval[string](p, briefly)
	junk := make([]byte, 300_000)
	for i := range junk {
		junk[i] = byte(i*i*31 + i>>3)
	}
	for file, text := range map[string]string{
		"junk.bin": string(junk), "junk.xlsx": "PK\x03\x04" + string(junk), "junk.kml": "<kml><Document>" + markup, "junk.json": `{"a":` + strings.Repeat("[", 100_000),
		name: turning,
	} {
		p.choose(own(t, file, text))
		p.wait(`document.querySelector('#open-report strong')?.textContent.includes('was not opened')`)
		p.wait(`document.querySelector('#open-problems li')`)
		p.expectHarmless(file)
		if now := eval[string](p, briefly); now != before {
			t.Errorf("%s changed what is shown: %s, from %s", file, now, before)
		}
		p.click("#dismiss-report")
		p.wait(`!document.querySelector('#open-report')`)
	}
	p.choose(own(t, "undated.csv", "town,"+turning+"\n"+quoted(markup)+",3\n"))
	p.wait(`document.querySelector('#mapping header')?.textContent.includes('no column has dates')`)
	p.expectHarmless("a table without dates")
	p.click("#mapping-cancel")
	p.wait(`!document.querySelector('#mapping')`)
	if now := eval[string](p, briefly); now != before {
		t.Errorf("a table without dates changed what is shown: %s, from %s", now, before)
	}
}

// A long file says how far it has come, and is given up when it is cancelled.
func TestCancelReading(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	before := eval[string](p, briefly)
	path := filepath.Join(t.TempDir(), "long.csv")
	row := "%d/%d/2020,Exampletown,10.5,20.25,an invented text that is as long as texts are\n"
	var text strings.Builder
	text.WriteString("Date,Town,Lat,Lon,What\n")
	for i := range 1_500_000 {
		fmt.Fprintf(&text, row, i%28+1, i%12+1)
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	p.choose(path)
	p.wait(`/^\d+,\d{3} rows looked at, [\d,]+ a second; \d+% of the file$/.test(document.querySelector('#reading span')?.textContent)`)
	// The page goes on meanwhile.
	p.click(`#facet-kind .choice[data-value="arrest"]`)
	p.wait(`location.hash.includes('kind=arrest') && document.querySelector('#reading')`)
	if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
		p.screenshot(filepath.Join(dir, "reading.png"))
	}
	p.click(".chip-facet")
	p.wait(`!location.hash.includes('kind=arrest')`)
	p.click("#reading button")
	p.wait(`!document.querySelector('#reading') && document.activeElement.id === 'open-own'`)
	if now := eval[string](p, briefly); now != before || eval[bool](p, `Boolean(document.querySelector('#open-report, #own-file'))`) {
		t.Errorf("cancelled, it changed what is shown: %s, from %s", now, before)
	}

	// Another file takes the place of one that is being read.
	p.choose(path)
	p.wait(`document.querySelector('#reading')`)
	p.choose(own(t, "mine.csv", ownCSV))
	p.expectOwn("mine.csv")
	p.wait(`!document.querySelector('#reading')`)
}

// When what reads other files cannot be had, the page says so, and asks for it
// again with the next file.
func TestReaderThatDoesNotCome(t *testing.T) {
	gone := true
	h := newHost(t, "/", func(w http.ResponseWriter, r *http.Request) bool {
		if gone && strings.HasPrefix(r.URL.Path, "/assets/reader.") && strings.Contains(r.URL.Path, ".wasm") {
			http.Error(w, "gone", http.StatusNotFound)
			return true
		}
		return false
	})
	p := watch(t, h, desktop)
	p.visit(h.address)
	p.waitMap()
	p.choose(fixture(t, "timemap.csv"))
	said := p.reported("timemap.csv was not opened")
	if !strings.Contains(said, "reader.wasm: status 404") {
		t.Errorf("the page says %s", said)
	}
	gone = false
	p.choose(fixture(t, "timemap.csv"))
	p.reported("timemap.csv: ")
	p.errors = nil
}

func TestShotsOfFilesOfOthers(t *testing.T) {
	dir := os.Getenv("WHEREWHEN_SHOTS")
	if dir == "" {
		t.Skip("takes pictures for WHEREWHEN_SHOTS")
	}
	h := newHost(t, "/")
	for _, s := range []screen{desktop, phone} {
		for _, theme := range []string{"light", "dark"} {
			p := open(t, h, "#theme="+theme, s)
			p.waitMap()
			p.choose(fixture(t, "acled.csv"))
			p.reported("acled.csv: 5 events read")
			p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
			p.screenshot(filepath.Join(dir, fmt.Sprintf("acled-%s-%d.png", theme, s.width)))
		}
	}
}

// TestPrivateRecords opens a file whose records its source keeps from being
// passed on: what is saved for oneself says so, and a page to be handed on is
// made only when the person confirms.
func TestPrivateRecords(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.click("#share")
	p.wait(`document.querySelector('#save-all').checkVisibility()`)
	if eval[bool](p, `document.querySelector('#right-part').checkVisibility()`) {
		t.Error("of the collection it is asked whether it may be passed on")
	}
	p.click("#share")
	p.choose(fixture(t, "acled.csv"))
	p.wait(`document.querySelector('#own-file')?.textContent === 'acled.csv' && document.querySelector('#count').textContent === '5 of 5 events'`)
	p.click("#dismiss-report") // it lies over the menu
	p.wait(`document.querySelector('#facet-actor h2').textContent === 'Actor 1' && document.querySelector('#facet-type h2').textContent === 'Sub-event type'`)
	p.click("#query")
	p.keys("exampletown")
	p.wait(`document.querySelector('.chip-query')?.textContent.includes('exampletown') && document.querySelector('#count').textContent === '5 of 5 events'`)

	const keep, terms = "Keep this file to yourself", "ACLED terms of use: the records may not be passed on"
	attribution := fmt.Sprintf("ACLED (Armed Conflict Location & Event Data), acleddata.com. Accessed %s. Filters: “exampletown”.", time.Now().Format(time.DateOnly))
	for _, c := range []struct{ button, extension string }{{"#save-csv", ".csv"}, {"#save-geojson", ".geojson"}, {"#save-note", ".txt"}} {
		file := string(p.saved(c.button, c.extension))
		for _, want := range []string{keep, terms, attribution} {
			if !strings.Contains(file, want) {
				t.Errorf("the file %s lacks %q:\n%s", c.extension, want, file)
			}
		}
		if c.extension != ".txt" && len(held(t, "f"+c.extension, []byte(file))) != 5 {
			t.Errorf("the file %s lacks events", c.extension)
		}
	}

	asks := func(p *tab) {
		t.Helper()
		p.wait(`document.querySelector('#right').checkVisibility() && !document.querySelector('#right').checked && document.querySelector('#save-all').ariaDisabled === 'true'`)
		if said := p.text("#right-terms"); !strings.HasPrefix(said, terms) || !strings.HasSuffix(said, "Unless you confirm, 5 events will not be in the file:") {
			t.Errorf("the menu says %q", said)
		}
		if link := eval[string](p, `document.querySelector('#right-terms a').href`); link != "https://acleddata.com/" {
			t.Errorf("the terms are at %s", link)
		}
	}
	p.click("#share")
	p.wait(`!document.querySelector('#share-menu').checkVisibility()`)
	p.click("#share") // opened anew, it says nothing of the last file
	asks(p)
	p.run(`window.saves = 0; const create = URL.createObjectURL; URL.createObjectURL = (...of) => { saves++; return create.apply(URL, of); }`)
	p.click("#save-all")
	p.run(`new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))`)
	if eval[int](p, `saves`) != 0 {
		t.Error("events that may not be passed on were saved")
	}
	p.click("#right")
	p.wait(`document.querySelector('#save-all').ariaDisabled === 'false' && document.querySelector('#right').checked`)
	document := p.save("#save-all")

	// The file knows that it may not be passed on either.
	f := fromDisk(t, document, desktop)
	f.wait(`document.querySelector('#count').textContent === '5 of 5 events'`)
	if saved := string(f.saved("#save-csv", ".csv")); !strings.Contains(saved, keep) || !strings.Contains(saved, "ACLED (Armed Conflict") {
		t.Errorf("a table saved from it says %s", saved)
	}
	asks(f)
}

// invented are rows in UCDP's columns, of which two conflicts, three opponents,
// one unclear event and a region are made up.
func invented(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(fixture(t, "GEDEvent_v25_1.csv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitN(string(text), "\n", 3)
	var b strings.Builder
	b.WriteString(lines[0] + "\n")
	for i := range 12 {
		row := strings.Replace(lines[1], "900001", fmt.Sprint(910000+i), 1)
		row = strings.Replace(row, ",1,Inventia: Government", fmt.Sprintf(",%d,Inventia: Government", i%3+1), 1)
		row = strings.Replace(row, "Clear,1,", fmt.Sprintf("Clear,%d,", i%3+1), 1)
		if i%2 == 1 {
			row = strings.Replace(row, "Inventia: Government", "Inventia: =North", 1)
		}
		row = strings.ReplaceAll(row, "Invented Group A", "Invented Group "+string("ABC"[i%3]))
		b.WriteString(row + "\n")
	}
	return own(t, "GEDEvent_v25_1.csv", b.String())
}

// The columns of a file's own are filters, colours, lanes, columns of the table
// and lines of the card, and stay in a file that is saved.
func TestColumnsOfAFilesOwn(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.wait(`document.querySelectorAll('[id^="facet-own"]').length === 0`)
	p.choose(invented(t))
	p.reported("GEDEvent_v25_1.csv: 12 events read")

	// Of a single value, as the region is here, there is no filter.
	titles := eval[[]string](p, `[...document.querySelectorAll('[id^="facet-own"]:not([hidden]) h2')].map(e => e.textContent)`)
	if want := []string{"Conflict", "Side B", "Dyad"}; !reflect.DeepEqual(titles, want) {
		t.Errorf("filters %q, want %q", titles, want)
	}
	p.wait(`document.querySelector('#color-by').value === 'type' && document.querySelectorAll('#legend-rims li').length === 3`)
	p.wait(`[...document.querySelectorAll('#values-own-1 .choice')].map(e => e.textContent).join() === 'Inventia: =North6,Inventia: Government6'`)
	p.click(`#values-own-1 .choice[data-value="Inventia: =North"]`)
	p.wait(`document.querySelector('#count').textContent === '6 of 12 events' && document.querySelector('#chips').textContent.includes('Conflict: Inventia: =North')`)
	p.wait(`location.hash.includes('own-1=Inventia%3A%20%3DNorth')`)

	p.colorBy("own-3")
	p.wait(`location.hash.includes('rim=own-3') && [...document.querySelectorAll('#legend-rims li')].map(e => e.textContent).join() === 'Invented Group A 2,Invented Group B 2,Invented Group C 2'`)
	p.run(`{ const s = document.querySelector('#lanes-by'); s.value = [...s.options].find(o => o.text === 'Lanes: Side B').value; s.dispatchEvent(new Event('change', {bubbles: true})); }`)
	p.wait(`location.hash.includes('lanes=own-3') && document.querySelector('#lane-marks').getAttribute('aria-label') === 'Lanes: Side B'`)

	p.click("#pane-table")
	p.click("#table-columns")
	p.click(`#columns-menu li[data-column="own-1"] .tick`)
	p.wait(`[...document.querySelectorAll('#event-table [role="columnheader"] .label')].at(-1).textContent === 'Conflict'`)
	p.wait(`document.querySelector('#event-table').textContent.includes('Inventia: =North')`)
	p.click("#table-columns")
	p.click("#pane-map")
	p.click("#event-list .row")
	p.wait(`document.querySelector('#event-card')?.textContent.includes('Side BInvented Group')`)
	if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
		p.screenshot(filepath.Join(dir, "own.png"))
	}

	// Saved, they are there still; a link to the view holds after going back.
	table, problems, err := intake.Read("saved.csv", p.saved("#save-csv", ".csv"))
	if err != nil || len(problems) > 0 || table.Len() != 6 || len(table.Own) != 5 || table.Own[0].Title != "Conflict" || table.Event(0).Own[0] != "Inventia: =North" {
		t.Errorf("saved: %v, %q", err, problems)
	}
	p.keys("\x1b")
	p.click("#leave-own")
	p.wait(`document.querySelectorAll('[id^="facet-own"]').length === 0 && !location.hash.includes('own-')`)
	p.wait(`document.querySelector('#color-by').value === 'kind' && ![...document.querySelector('#lanes-by').options].some(o => o.text.includes('Side B'))`)
	p.run("history.back()")
	p.wait(`document.querySelector('#count').textContent === '6 of 12 events' && location.hash.includes('rim=own-3') && document.querySelector('#color-by').value === 'own-3'`)
	p.wait(`document.querySelector('#facet-own-1 .choice[aria-checked="true"]')?.dataset.value === 'Inventia: =North'`)
}
