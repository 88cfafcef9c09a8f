package browser

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wherewhen/app/event"
)

// ambiguous is a table of no known source whose dates may have the day or the
// month first.
const ambiguous = "When,Town,Lat,Lon,Dead,Word\n3/4/2021,Lima,-12.05,-77.03,3,red\n5/6/2021,Cusco,-13.53,-71.97,0,blue\n7/8/2021,Puno,-15.84,-70.02,,red\n"

// mapped awaits that the mapping step shows what the rows become.
func (p *tab) mapped() {
	p.t.Helper()
	p.wait(`document.querySelector('#mapping')?.dataset.state === 'followed' && !document.querySelector('#mapping-open').disabled`)
}

// becomes are the first rows as the mapping step shows them: date, title, place,
// coordinates and people killed.
func (p *tab) becomes() []string {
	p.t.Helper()
	return eval[[]string](p, `[...document.querySelectorAll('#mapping tbody tr')].map(tr => [...tr.cells].slice(1, 6).map(td => td.textContent.replace(/[\u2066-\u2069]/g, '')).join('|'))`)
}

// setRole says in the mapping step what a column is for.
func (p *tab) setRole(column, role string) {
	p.t.Helper()
	p.run(fmt.Sprintf(`(() => {
		const select = document.querySelector('#mapping [data-column=%q] select');
		document.querySelector('#mapping').dataset.state = '';
		select.value = %q;
		select.dispatchEvent(new Event('change'));
	})()`, column, role))
	p.wait(`document.querySelector('#mapping').dataset.state === 'followed'`)
}

// dates are those of the events in the list, as the bounds of the timeline tell.
const dates = `document.querySelector('#date-from').value + ' ' + document.querySelector('#date-to').value`

// downloaded presses a button that saves a file, and returns that.
func (p *tab) downloaded(button, name string) []byte {
	p.t.Helper()
	dir := p.t.TempDir()
	call(p, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		DownloadPath: dir,
	})
	p.click(button)
	return p.arrives(filepath.Join(dir, name))
}

// TestMappingStep opens a table of no known source: what cannot be told is asked,
// what was guessed can be changed, and it is remembered for the next such file.
func TestMappingStep(t *testing.T) {
	h := newHost(t, "/")
	p := watch(t, h, desktop)
	p.askedOnly(h.URL)
	p.visit(h.address)
	p.waitMap()
	before := eval[string](p, briefly)
	p.choose(own(t, "open.csv", ambiguous))
	p.mapped()
	if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
		p.screenshot(filepath.Join(dir, "mapping.png"))
	}
	if said := p.text("#mapping .questions"); !strings.Contains(said, "the day or the month may come first") || !strings.Contains(said, "3/4/2021") {
		t.Errorf("nothing is asked: %s", said)
	}
	if got := p.becomes(); len(got) != 3 || !strings.HasPrefix(got[0], "no date|") {
		t.Errorf("the rows become %q", got)
	}
	// Given up, the page is as before.
	p.keys("\x1b")
	p.wait(`!document.querySelector('#mapping, #reading') && document.activeElement.id === 'open-own'`)
	if now := eval[string](p, briefly); now != before {
		t.Errorf("given up, it changed what is shown: %s, from %s", now, before)
	}

	p.choose(own(t, "open.csv", ambiguous))
	p.mapped()
	p.run(`document.querySelector('#mapping .questions button:last-of-type').focus()`)
	p.keys(kb.Enter)
	p.wait(`document.querySelector('#mapping .questions').children.length === 0 && document.activeElement.closest('[data-column="When"]')`)
	if got, want := p.becomes(), []string{"2021-03-04|Lima|Lima|-12.0500, -77.0300|3", "2021-05-06|Cusco|Cusco|-13.5300, -71.9700|0", "2021-07-08|Puno|Puno|-15.8400, -70.0200|"}; !reflect.DeepEqual(got, want) {
		t.Errorf("the rows become %q, want %q", got, want)
	}
	p.setRole("Word", "title")
	if got := p.becomes(); !strings.HasPrefix(got[1], "2021-05-06|blue|Cusco|") {
		t.Errorf("with a title of its own the rows become %q", got)
	}
	p.setRole("When", "")
	if !eval[bool](p, `document.querySelector('#mapping-open').disabled`) || !strings.Contains(p.text("#mapping .questions"), "expected a column for start") {
		t.Errorf("without a date: %s", p.text("#mapping .questions"))
	}
	p.setRole("When", "start")
	p.click("#mapping .questions button:last-of-type")
	p.wait(`document.querySelector('#mapping .questions').children.length === 0`)
	p.click("#mapping-open")
	p.reported("open.csv: 3 events read, 0 without a place, 0 without a date, 0 rejected.")
	p.wait(dates + ` === '2021-03-04 2021-07-08'`)
	p.wait(`document.querySelector('#event-list .row').textContent.includes('red')`)

	// The same columns again: what was said of them holds, and is told.
	p.choose(own(t, "next.csv", "When,Town,Lat,Lon,Dead,Word\n1/12/2022,Tacna,-18.01,-70.25,1,green\n"))
	if said := p.reported("next.csv: 1 event read"); !strings.Contains(said, "what you said of a file with the same columns before") {
		t.Errorf("the page says %s", said)
	}
	p.wait(dates + ` === '2022-01-12 2022-01-12'`)

	// It can be said anew, and forgotten.
	p.click("#open-columns")
	p.mapped()
	p.run(`(() => { const format = document.querySelector('#mapping [data-column="When"] select:last-child'); format.value = 'D/M/Y'; format.dispatchEvent(new Event('change')); })()`)
	p.wait(`document.querySelector('#mapping tbody td:nth-child(2)').textContent.includes('2022-12-01')`)
	p.click("#mapping-remember")
	p.click("#mapping-open")
	p.wait(dates + ` === '2022-12-01 2022-12-01'`)
	p.choose(own(t, "open.csv", ambiguous))
	p.mapped()
	if len(p.text("#mapping .questions")) == 0 {
		t.Error("what was forgotten still holds")
	}
}

// A table is chosen among those of a workbook; a file without a column of dates
// has one chosen.
func TestMappingOfSheets(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.choose(workbook(t))
	p.mapped()
	if got := eval[string](p, `document.querySelector('#mapping-sheet').value`); got != "Incidents" {
		t.Errorf("of the tables %q is read", got)
	}
	p.run(`(() => { const sheet = document.querySelector('#mapping-sheet'); sheet.selectedIndex = 0; sheet.dispatchEvent(new Event('change')); })()`)
	p.wait(`document.querySelector('#mapping header').textContent.includes('no column has dates')`)
	if !eval[bool](p, `document.querySelector('#mapping-open').disabled`) {
		t.Error("a table without dates can be opened")
	}
	p.run(`(() => { const sheet = document.querySelector('#mapping-sheet'); sheet.selectedIndex = 1; sheet.dispatchEvent(new Event('change')); })()`)
	p.mapped()
	p.click("#mapping-open")
	p.reported("incidents.xlsx: 3 events read, 0 without a place, 1 without a date, 0 rejected.")

	p.choose(own(t, "named.csv", "a,b,c,d\n2020,5,17,x\n2021,6,18,y\n"))
	p.wait(`document.querySelector('#mapping')?.dataset.state === 'followed'`)
	for column, role := range map[string]string{"a": "start/0", "b": "start/1", "c": "start/2", "d": "place"} {
		p.setRole(column, role)
	}
	p.mapped()
	p.click("#mapping-open")
	p.reported("named.csv: 2 events read, 2 without a place")
	p.wait(dates + ` === '2020-05-17 2021-06-18'`)
}

// Latitudes that can be none but would be longitudes are offered to be exchanged;
// all problems can be saved.
func TestExchangeAndProblems(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.choose(own(t, "swapped.csv", "Date,Town,Latitude,Longitude,Dead\n2021-03-04,Alicesprings,133.88,-23.7,1\n2021-03-05,Perth,115.86,-31.95,=1+1\nsoon,Perth,115.86,-31.95,2\n"))
	p.mapped()
	p.click("#mapping-open")
	p.reported("swapped.csv: 3 events read, 3 without a place, 1 without a date, 0 rejected.")
	records, err := csv.NewReader(bytes.NewReader(p.downloaded("#save-problems", "swapped.csv-problems.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, r := range records {
		said = append(said, r[0]+" "+r[2]+" "+r[3]+" "+r[5])
	}
	for _, want := range []string{"line column value row", "2 Latitude, Longitude 133.88, -23.7 kept", "3 Dead '=1+1 kept", "4 Date soon kept"} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("the report lacks %q: %q", want, said)
		}
	}
	p.click("#open-exchange")
	p.reported("swapped.csv: 3 events read, 0 without a place, 1 without a date, 0 rejected.")
	if p.wait(`document.querySelectorAll('#map-places li').length === 2`); eval[bool](p, `Boolean(document.querySelector('#open-exchange'))`) {
		t.Error("exchanged, they are offered to be exchanged")
	}
}

// TestWaysToOpen pastes a table, names addresses, and has a file kept.
func TestWaysToOpen(t *testing.T) {
	h := newHost(t, "/x/", func(w http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/tables/own%20events.csv") || strings.HasSuffix(r.URL.Path, "/tables/own events.csv") {
			w.Write([]byte(ownCSV))
			return true
		}
		return false
	})
	p := watch(t, h, desktop)
	p.askedOnly(h.URL)
	p.visit(h.address)
	p.waitMap()
	p.click("#open-own")
	p.wait(`document.activeElement.id === 'choose-file'`)
	if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
		p.screenshot(filepath.Join(dir, "opening.png"))
	}
	p.click("#paste-table")
	p.run(fmt.Sprintf(`(() => { const text = document.querySelector('#paste-table'); text.value = %s; text.dispatchEvent(new Event('input')); })()`, quoted(ownCSV)))
	p.click("#open-pasted")
	p.reported("pasted.csv: 4 events read")
	p.wait(`!document.querySelector('#opening')`)

	// Pasted anywhere on the page.
	p.run(fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.setData('text/plain', %s);
		document.querySelector('#map-ground').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
	})()`, quoted("id\ttitle\tstart\na\tOne\t2020-01-02\n")))
	p.reported("pasted.tsv: 1 event read")

	type fetched struct{ address, says string }
	p.click("#open-own")
	p.wait(`document.querySelector('#opening')`)
	for _, c := range []fetched{
		{"https://example.org/events.csv", "is none of the addresses this page may ask"},
		{"javascript:alert(1)", "is no address"},
		{"", "is no address"},
		{"tables/none.csv", "could not be had: status 404"},
	} {
		p.run(fmt.Sprintf(`(() => { document.querySelector('#open-address').value = %q; document.querySelector('#fetch-address').click(); })()`, c.address))
		p.wait(fmt.Sprintf(`document.querySelector('#opening .wrong').textContent.includes(%q)`, c.says))
	}
	p.errors = nil // of the file that is not there
	p.run(`(() => { document.querySelector('#open-address').value = 'tables/own%20events.csv'; document.querySelector('#fetch-address').click(); })()`)
	p.expectOwn("own events.csv")

	// Kept when it is asked for, and forgotten.
	p.reported("own events.csv")
	p.click("#keep-file")
	p.wait(`document.querySelector('#keep-file').textContent === 'Forget in this browser'`)
	p.visit(h.address)
	p.waitMap()
	p.click("#open-own")
	p.click("#kept-files li button")
	p.expectOwn("own events.csv")
	p.click("#open-own")
	p.click("#kept-files .forget")
	p.wait(`!document.querySelector('#kept-files')`)
	p.click("#opening-cancel")
	p.wait(`!document.querySelector('#opening') && document.activeElement.id === 'open-own'`)
	if kept := eval[[]string](p, `indexedDB.databases().then(all => all.map(d => d.name))`); len(kept) > 0 {
		t.Errorf("the browser keeps %v", kept)
	}
	if len(eval[[]string](p, `__violations`)) > 0 {
		t.Error(eval[[]string](p, `__violations`))
	}
}

// A link to a view of a file asks for the file, and shows the view once it is
// opened; another file is told from it.
func TestLinkAsksForItsFile(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	path := fixture(t, "GEDEvent_v25_1.csv")
	p.choose(path)
	p.reported("GEDEvent_v25_1.csv: ")
	p.click(`#facet-country .choice`)
	p.wait(`location.hash.includes('country=')`)
	count := p.text("#count")
	address := eval[string](p, `location.href`)
	if !strings.Contains(address, "#file=GEDEvent_v25_1.csv,") {
		t.Fatalf("the address is %s", address)
	}

	q := watch(t, h, desktop)
	q.visit(address)
	q.wait(`document.querySelector('#wanted-file')?.textContent.includes('This link shows \u2068GEDEvent_v25_1.csv\u2069')`)
	if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
		q.screenshot(filepath.Join(dir, "wanted.png"))
	}
	if eval[bool](q, `location.hash.includes('country=') || Boolean(document.querySelector('#problems'))`) {
		t.Errorf("before the file is opened the page shows %s", q.text("#problems"))
	}
	q.choose(path)
	q.wait(fmt.Sprintf(`document.querySelector('#count').textContent === %q && document.querySelector('#own-file')`, count))
	if got := eval[string](q, `location.href`); got != address && !strings.HasPrefix(got, address) && !strings.HasPrefix(address, strings.Split(got, "&map=")[0]) {
		t.Errorf("the link shows %s, want %s", got, address)
	}
	if said := q.reported("GEDEvent_v25_1.csv"); strings.Contains(said, "the link shows another file") {
		t.Errorf("the same file is taken for another: %s", said)
	}

	// After a reload the file is asked for again, and another one is no replacement.
	q.do(chromedp.Reload())
	q.wait(`document.querySelector('#wanted-file')`)
	q.choose(own(t, "mine.csv", ownCSV))
	if said := q.reported("mine.csv"); !strings.Contains(said, "the link shows another file: GEDEvent_v25_1.csv with") {
		t.Errorf("another file is taken for the one of the link: %s", said)
	}
}

// The card shows all columns of the row an event was made of.
func TestOriginalRow(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	path := fixture(t, "GEDEvent_v25_1.csv")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want, _, _ := natively(t, path)
	p.choose(path)
	p.reported("GEDEvent_v25_1.csv: ")
	shown := 0
	for row := range want.Table.Len() {
		id := want.Table.ID.Row(row)
		if want.Table.Span(row).Start == event.NewDate(1, 1, 1) {
			continue
		}
		p.click(fmt.Sprintf(`#event-list [data-id=%q]`, id))
		p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q`, id))
		if !eval[bool](p, `document.querySelector('#original').open`) {
			p.click("#original summary")
		}
		record := records[1+want.Rows[row]]
		var terms []string
		for i, cell := range record {
			if cell != "" {
				terms = append(terms, records[0][i]+"="+cell)
			}
		}
		p.wait(fmt.Sprintf(`(() => {
			const terms = [...document.querySelectorAll('#original-row dt')].map(dt => (dt.textContent + '=' + dt.nextElementSibling.textContent).replace(/[\u2066-\u2069]/g, ''));
			return JSON.stringify(terms) === JSON.stringify(%s);
		})()`, quoted(terms)))
		if shown++; shown == 3 {
			break
		}
		p.keys("\x1b")
		p.wait(`!document.querySelector('#event-card')?.checkVisibility()`)
	}
	if shown == 0 {
		t.Error("no event was looked at")
	}
}

// Files are shown together, with the collection or without it: which one an event
// is from is a filter and a colour, and each gives its rows and keeps its terms.
func TestFilesTogether(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "", desktop)
	p.waitMap()
	acled := fixture(t, "acled.csv")
	p.choose(acled)
	p.reported("acled.csv: 5 events read")
	p.click("#open-together")
	all := len(records) + 5
	p.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '%d of %d events'`, all, all))
	p.wait(`document.querySelector('#color-by').value === 'own-1'`)
	files := `[...document.querySelectorAll('#facet-own-1 .choice')].map(e => e.dataset.value)`
	if got := eval[[]string](p, files); len(got) != 2 || !strings.Contains(strings.Join(got, " "), "acled.csv") {
		t.Fatalf("the files are %q", got)
	}
	if dir := os.Getenv("WHEREWHEN_SHOTS"); dir != "" {
		p.wait(`document.querySelector('#map-ground').dataset.state === 'idle'`)
		p.screenshot(filepath.Join(dir, "together.png"))
	}
	p.click("#dismiss-report")

	// A page to hand on leaves out what may not be handed on, and no more.
	p.click("#share")
	p.wait(`document.querySelector('#right-terms').textContent.endsWith('Unless you confirm, 5 events will not be in the file:')`)
	f := fromDisk(t, p.save("#save-all"), desktop)
	f.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '%d of %d events'`, len(records), len(records)))
	p.click("#share")

	// The row as it was written is the one of its file.
	p.click(`#facet-own-1 .choice[data-value="acled.csv"]`)
	p.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '5 of %d events'`, all))
	p.click("#event-list .row")
	p.wait(`document.querySelector('#event-card')`)
	id := eval[string](p, `document.querySelector('#event-card').dataset.id`)
	p.click("#original summary")
	p.wait(fmt.Sprintf(`document.querySelector('#original-row dd')?.textContent === %q`, id))

	// A link names the files, and shows the view once all of them are opened.
	address := eval[string](p, `location.href`)
	q := watch(t, h, desktop)
	q.visit(address)
	q.wait(`document.querySelector('#wanted-file')?.textContent.includes(' + acled.csv')`)
	q.click("#open-beside")
	q.choose(acled)
	q.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '5 of %d events' && document.querySelector('#event-card')?.dataset.id === %q`, all, id))
	if said := q.reported(""); strings.Contains(said, "the link shows another file") {
		t.Errorf("the same files are taken for others: %s", said)
	}

	// Several files at once, without the collection.
	q.click("#dismiss-report")
	q.choose(own(t, "one.csv", "id,title,start\na,One,2020-01-02\n"), own(t, "two.csv", "id,title,start\na,Two,2021-01-02\nb,Three,2021-01-03\n"))
	q.reported("one.csv + two.csv: 3 events read")
	q.wait(`document.querySelector('#count').textContent === '3 of 3 events' && ` + files + `.join() === 'two.csv,one.csv'`)
	q.click("#leave-own")
	q.wait(fmt.Sprintf(`document.querySelector('#count').textContent.endsWith('of %d events') && !document.querySelector('#facet-own-1')`, len(records)))
}
