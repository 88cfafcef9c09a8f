package browser

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// tableIDs are the ids of the rows in the page that are in sight, in order.
const tableIDs = `[...document.querySelectorAll('#event-table .grid-rows [role=row]:not(.away)')].map(e => e.dataset.id)`

// onCell is an expression for the row, from 0, and the column of the cell that
// has the keyboard, "head" for a row of -1.
const onCell = `(() => {
	const cell = document.activeElement.closest('#event-table [aria-colindex]');
	return cell ? (cell.parentElement.ariaRowIndex - 2) + ' ' + (cell.ariaColIndex - 1) : 'none';
})()`

// clipboard keeps what is copied, which a browser without a window may refuse.
const clipboard = `Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}});`

// waitTable awaits the first rows.
func (p *tab) waitTable() {
	p.t.Helper()
	p.wait(`document.querySelector('#event-table .grid-rows [role=row]')?.checkVisibility()`)
}

// expectRows awaits that the table begins with rows.
func (p *tab) expectRows(n int, first []string) {
	p.t.Helper()
	first = first[:min(10, len(first))]
	p.wait(fmt.Sprintf(`document.querySelector('#event-table').ariaRowCount === '%d' && JSON.stringify(%s.slice(0, %d)) === %s`,
		n+1, tableIDs, len(first), quoted(quoted(first))))
}

// byKilled orders records by people killed, the most first, those without a
// figure last, and those of the same figures as less has it.
func byKilled(records []record, less func(a, b record) int) []string {
	figures := func(r record) []int {
		var known []int
		for _, n := range []*int{r.Properties.Killed, r.Properties.KilledLow, r.Properties.KilledHigh} {
			if n != nil {
				known = append(known, *n)
			}
		}
		if known == nil {
			return nil
		}
		// A figure that is missing is the nearest known one.
		best, low, high := r.Properties.Killed, r.Properties.KilledLow, r.Properties.KilledHigh
		first := func(of ...*int) int {
			for _, n := range of {
				if n != nil {
					return *n
				}
			}
			return -1
		}
		return []int{first(best, low, high), first(low, best, high), first(high, best, low)}
	}
	records = slices.Clone(records)
	slices.SortStableFunc(records, func(a, b record) int {
		x, y := figures(a), figures(b)
		switch {
		case x == nil && y == nil:
			return less(a, b)
		case x == nil:
			return 1
		case y == nil:
			return -1
		}
		return cmp.Or(slices.Compare(y, x), less(a, b))
	})
	ids := make([]string, len(records))
	for i, r := range records {
		ids[i] = r.Properties.ID
	}
	return ids
}

func byTitle(a, b record) int {
	return strings.Compare(session.Fold(a.Properties.Title), session.Fold(b.Properties.Title))
}

// ids returns the ids of the records that satisfy a condition, in the order
// given.
func idsOf(ids []string, records []record, keep func(r record) bool) (kept []string) {
	for _, id := range ids {
		i := slices.IndexFunc(records, func(r record) bool { return r.Properties.ID == id })
		if keep(records[i]) {
			kept = append(kept, id)
		}
	}
	return kept
}

func TestTableSortsFiltersAndSelects(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "#map=55.80000,37.40000,11.00&regions=off", desktop)
	p.waitMap()
	p.click("#pane-table")
	p.waitTable()
	p.wait(`location.hash.includes('pane=table') && !document.querySelector('#map').checkVisibility({visibilityProperty: true})`)

	// Newest first, as the list has it.
	head := func(column string) string {
		return fmt.Sprintf(`#event-table [role=columnheader][data-column=%q]`, column)
	}
	sorting := func(column string) string {
		return fmt.Sprintf(`document.querySelector(%q).ariaSort`, head(column))
	}
	p.wait(sorting("date") + ` === 'descending'`)
	list := eval[[]string](p, `[...document.querySelectorAll('#event-list .row')].map(e => e.dataset.id)`)
	p.expectRows(len(records), list)

	// By people killed, then by title too.
	p.click(head("killed") + " .label")
	p.wait(sorting("killed") + ` === 'descending'`)
	p.click(head("title") + " .label")
	p.wait(`location.hash.includes('sort=title')`)
	p.click(head("killed") + " .label")
	p.wait(`location.hash.includes('sort=-killed')`)
	at := eval[[2]float64](p, fmt.Sprintf(`(() => { const b = document.querySelector(%q).getBoundingClientRect(); return [b.x + 20, b.y + 12]; })()`, head("title")))
	p.do(chromedp.MouseClickXY(at[0], at[1], chromedp.ButtonModifiers(chromedp.ModifierShift)))
	p.wait(`location.hash.includes('sort=-killed,title')`)
	want := byKilled(records, byTitle)
	p.expectRows(len(records), want)
	p.wait(fmt.Sprintf(`document.querySelector(%q).ariaLabel === 'Title, A to Z (2)' && document.querySelector(%q).ariaLabel === 'Killed, highest first (1)'`, head("title"), head("killed")))
	p.wait(`document.querySelector('#table-status').textContent === 'Sorted by Killed, highest first, then by Title, A to Z'`)

	// A filter leaves the order.
	p.click(`#facet-kind .choice[data-value="arrest"]`)
	arrests := idsOf(want, records, func(r record) bool { return r.Properties.Kind == "arrest" })
	p.expectRows(len(arrests), arrests)
	p.wait(fmt.Sprintf(`document.querySelector('#table-count').textContent === '%d rows'`, len(arrests)))
	if text := p.text(`#event-table .grid-rows [role=row] .number`); text == "0" || text == "" {
		t.Errorf("of an arrest without a figure it says %q", text)
	}
	if unstated := eval[int](p, `document.querySelectorAll('#event-table .number.unstated').length`); unstated == 0 {
		t.Error("no figure is said not to be stated")
	}

	// A row opens the event everywhere.
	p.click(`#event-table .grid-rows [aria-rowindex="3"] [aria-colindex="2"]`)
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q && location.hash.includes('event=%s')`, arrests[1], arrests[1]))
	p.wait(fmt.Sprintf(`document.querySelector('#event-table [aria-current="true"]').dataset.id === %q`, arrests[1]))
	p.wait(onCell + ` === '1 1'`)
	p.wait(painted("#histogram", timeMark) + " > 0")
	// The next in this order.
	p.click("#card-next")
	p.wait(fmt.Sprintf(`document.querySelector('#event-table [aria-current="true"]')?.dataset.id === %q`, arrests[2]))
	link := p.fragment()

	// What is opened on the map is brought into sight in the table.
	p.click(".chip-facet")
	p.click("#pane-map")
	p.wait(`document.querySelector('#map').checkVisibility({visibilityProperty: true})`)
	p.run(`location.hash = 'map=55.80000,37.40000,11.00&regions=off&sort=date'`)
	p.waitMap()
	p.wait(`document.querySelector('#map-places li')?.textContent.includes('Crocus')`)
	p.run(`document.querySelector('#map-places').focus()`)
	p.keys(kb.Enter)
	p.wait(`document.querySelector('#event-card')?.dataset.id === '2024-03-22-crocus-city-hall-moscow'`)
	p.click("#pane-table")
	p.wait(`(() => {
		const row = document.querySelector('#event-table [aria-current="true"]')?.getBoundingClientRect(), grid = document.querySelector('#event-table').getBoundingClientRect();
		return row?.height && row.top >= grid.top + 32 - 1 && row.bottom <= grid.bottom + 1;
	})()`)

	// A link shows the same.
	q := open(t, h, link, desktop)
	q.waitTable()
	q.expectRows(len(arrests), arrests)
	q.wait(fmt.Sprintf(`document.querySelector('#event-table [aria-current="true"]')?.dataset.id === %q`, arrests[2]))
}

func TestTableByKeyboard(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := blank(t, h, desktop)
	p.before(clipboard)
	p.visit(h.address + "#pane=table&sort=-killed,title")
	p.waitTable()
	want := byKilled(records, byTitle)
	last := len(records) - 1
	control := chromedp.KeyModifiers(chromedp.ModifierCtrl)
	shift := chromedp.KeyModifiers(chromedp.ModifierShift)
	expect := func(row, column int) { t.Helper(); p.wait(fmt.Sprintf(`%s === '%d %d'`, onCell, row, column)) }
	inSight := `(() => {
		const cell = document.activeElement.getBoundingClientRect(), grid = document.querySelector('#event-table').getBoundingClientRect();
		return cell.top >= grid.top - 1 && cell.bottom <= grid.bottom + 1 && cell.left >= grid.left - 1;
	})()`

	p.tabTo("#event-table [role=rowheader]")
	expect(0, 0)
	p.keys(kb.ArrowDown)
	p.keys(kb.ArrowRight)
	expect(1, 1)
	p.keys(kb.End)
	expect(1, 9)
	p.wait(inSight)
	p.keys(kb.Home)
	expect(1, 0)
	p.keys(kb.End, control)
	expect(last, 9)
	p.wait(inSight)
	p.wait(fmt.Sprintf(`document.activeElement.parentElement.dataset.id === %q`, want[last]))
	p.keys(kb.Home, control)
	expect(0, 0)
	p.keys(kb.PageDown)
	p.wait(fmt.Sprintf(`+%s.split(' ')[0] > 5`, onCell))
	p.keys(kb.PageUp)
	expect(0, 0)
	if n := eval[int](p, `document.querySelectorAll('#event-table [tabindex="0"]').length`); n != 1 {
		t.Errorf("Tab stops %d times in the table, want once", n)
	}

	// Select rows and copy them.
	p.keys(kb.ArrowDown, shift)
	p.keys(kb.ArrowDown, shift)
	expect(2, 0)
	p.wait(`document.querySelectorAll('#event-table [aria-selected="true"]').length === 3`)
	p.keys("c", control)
	p.wait(`window.copied`)
	lines := strings.Split(strings.TrimSuffix(eval[string](p, `window.copied`), "\n"), "\n")
	if len(lines) != 4 || lines[0] != "Date\tTitle\tKind\tPlace\tCountry\tKilled\tInjured\tAttribution\tConfidence\tSources" {
		t.Errorf("copied %q", lines)
	}
	for i, line := range lines[1:] {
		title := records[slices.IndexFunc(records, func(r record) bool { return r.Properties.ID == want[i] })].Properties.Title
		if cells := strings.Split(line, "\t"); len(cells) != 10 || cells[1] != title {
			t.Errorf("row %d was copied as %q, want the title %q", i, cells, title)
		}
	}
	p.keys(kb.Escape)
	p.wait(`document.querySelectorAll('#event-table [aria-selected="true"]').length === 0`)

	// The space bar opens and stays, Enter goes to the card, Escape comes back.
	p.keys(" ")
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q`, want[2]))
	expect(2, 0)
	p.keys(kb.ArrowDown)
	p.keys(kb.Enter)
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q && document.activeElement.id === 'card-title'`, want[3]))
	p.keys(kb.ArrowRight)
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q`, want[4]))
	p.keys(kb.Escape)
	expect(4, 0)
	at := 4 // the next attack, of which the filter moves the row
	for isAttack := false; !isAttack || at == 4; {
		at++
		p.keys(kb.ArrowDown)
		isAttack = records[slices.IndexFunc(records, func(r record) bool { return r.Properties.ID == want[at] })].Properties.Kind == "attack"
	}

	// The keyboard stays on its event: out of sight, and when filters change.
	p.run(`document.querySelector('#event-table').scrollTop = 1e9`)
	p.wait(fmt.Sprintf(`%s.at(-1) === %q`, tableIDs, want[last]))
	expect(at, 0)
	p.run(`document.querySelector('#facet-kind .choice[data-value="attack"]').click()`)
	attacks := idsOf(want, records, func(r record) bool { return r.Properties.Kind == "attack" })
	p.wait(fmt.Sprintf(`document.querySelector('#event-table').ariaRowCount === '%d'`, len(attacks)+1))
	expect(slices.Index(attacks, want[at]), 0)
	p.wait(fmt.Sprintf(`document.activeElement.parentElement.dataset.id === %q`, want[at]))
	p.run(`location.hash = 'pane=table&q=nothing-like-this'`)
	p.wait(`document.querySelector('#table .empty').checkVisibility()`)
	expect(-1, 0)
	p.click("#table-clear")
	p.wait(fmt.Sprintf(`document.querySelector('#event-table').ariaRowCount === '%d'`, len(records)+1))
	p.wait(onCell + ` !== 'none'`)

	// The head: sorting, adding and width.
	p.keys(kb.Home, control)
	p.keys(kb.ArrowUp)
	expect(-1, 0)
	p.keys(kb.ArrowRight)
	p.keys(kb.Enter)
	p.wait(`location.hash.includes('sort=title')`)
	expect(-1, 1)
	p.keys(kb.ArrowRight)
	p.keys(kb.Enter, shift)
	p.wait(`location.hash.includes('sort=title,kind')`)
	width := eval[float64](p, `document.activeElement.offsetWidth`)
	p.keys(kb.ArrowRight, shift)
	p.wait(fmt.Sprintf(`document.activeElement.offsetWidth > %g`, width))
	p.keys(kb.ArrowLeft, shift)
	p.wait(fmt.Sprintf(`document.activeElement.offsetWidth === %g`, width))
	// And by the mouse.
	edge := eval[[2]float64](p, `(() => { const b = document.activeElement.querySelector('.resize').getBoundingClientRect(); return [b.x + b.width / 2, b.y + 10]; })()`)
	p.drag(edge[0], edge[1], edge[0]+60, edge[1])
	p.wait(fmt.Sprintf(`Math.abs(document.querySelector('#event-table [data-column=kind]').offsetWidth - %g) < 3`, width+60))
	p.wait(`location.hash.includes('sort=title,kind')`) // a drag is no click
}

func TestTableColumns(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#pane=table", desktop)
	p.waitTable()
	heads := `[...document.querySelectorAll('#event-table [role=columnheader]')].map(e => e.dataset.column).join()`
	p.tabTo("#table-columns")
	p.keys(kb.Enter)
	p.wait(`document.querySelector('#columns-menu .tick')?.checkVisibility()`)
	p.tabTo(`#columns-menu [data-column="title"] [id^="column-earlier"]`)
	p.keys(kb.Enter)
	p.wait(heads + `.startsWith('title,date,kind')`)
	p.wait(`document.activeElement.id === 'column-earlier-0'`)
	p.tabTo(`#columns-menu [data-column="country"] .tick`)
	p.keys(" ")
	p.wait(`!` + heads + `.includes('country') && location.hash.includes('columns=title,date,kind,place,killed')`)
	p.tabTo(`#columns-menu [data-column="publishers"] .tick`)
	p.keys(" ")
	p.wait(heads + `.endsWith('sources,publishers')`)
	p.wait(`document.activeElement.closest('li')?.dataset.column === 'publishers' && document.activeElement.ariaChecked === 'true'`)
	p.click(`#columns-menu [data-column="date"] [id^="column-wider"]`)
	p.wait(`document.querySelector('#event-table [data-column=date]').offsetWidth > 120`)
	p.keys(kb.Escape)
	p.wait(`document.activeElement.id === 'table-columns' && !document.querySelector('#columns-menu').checkVisibility()`)
	link := p.fragment()
	q := open(t, h, link, desktop)
	q.waitTable()
	q.wait(heads + ` === 'title,date,kind,place,killed,injured,attribution,confidence,sources,publishers'`)
	q.wait(fmt.Sprintf(`document.querySelector('#event-table').ariaColCount === '10' && location.hash.startsWith(%q)`, link))
	q.click("#table-columns")
	q.click("#columns-usual")
	q.wait(heads + `.startsWith('date,title,kind,place,country') && !location.hash.includes('columns=')`)
}

// At the width columns have at first no figure of the collection is cut, nor are
// longer ones.
func TestTableFiguresAreWhole(t *testing.T) {
	h := newHost(t, "/")
	cut := `[...document.querySelectorAll('#event-table .grid-rows .number:not(.unstated)')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent).join('; ')`
	p := open(t, h, "#pane=table&sort=-injured", desktop)
	p.waitTable()
	p.wait(`document.querySelector('#event-table .grid-rows .number').textContent !== ''`)
	if text := eval[string](p, cut); text != "" {
		t.Errorf("cut are %s", text)
	}
	p.choose(own(t, "large.csv", "title,start,killed_low,killed,killed_high,injured_low,injured\nx,2021,88888,88888,99999,88888,99999\n"))
	p.wait(`document.querySelector('#event-table .grid-rows .number')?.textContent === '88,888 (88,888–99,999)'`)
	if text := eval[string](p, cut); text != "" {
		t.Errorf("cut are %s", text)
	}
}

func TestTableOnNarrowScreens(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", screen{width: 320, height: 640, touch: true})
	p.click("#tab-table")
	p.waitTable()
	p.wait(`document.querySelector('#tab-table').ariaPressed === 'true' && document.querySelector('#tab-events').ariaPressed === 'false'`)
	if bad := eval[[]string](p, outside); len(bad) > 0 {
		t.Error(strings.Join(bad, "\n"))
	}
	p.wait(`(e => e.scrollWidth > e.clientWidth && document.documentElement.scrollWidth <= innerWidth)(document.querySelector('#event-table'))`)
	// The first column stays in sight, and leaves room for others.
	p.run(`document.querySelector('#event-table').scrollLeft = 300`)
	p.wait(`(cell => { const b = cell.getBoundingClientRect(); return Math.abs(b.left) < 1 && b.width < 160; })(document.querySelector('#event-table [role=rowheader]'))`)
	p.click("#table-columns")
	p.wait(`(b => b.left >= 0 && b.right <= innerWidth)(document.querySelector('#columns-menu').getBoundingClientRect())`)
	p.keys(kb.Escape)
	p.run(`document.querySelector('#event-table [role=rowheader]').click()`)
	p.wait(`document.querySelector('#event-card')?.checkVisibility() && document.querySelector('#event-table').checkVisibility()`)
	p.click("#card-back")
	p.wait(`!document.querySelector('#details').checkVisibility() && document.activeElement.closest('#event-table')`)
	p.click("#tab-events")
	p.wait(`document.querySelector('#event-list').checkVisibility() && !location.hash.includes('pane=')`)
}

func TestTableOnPaperAndInForcedColors(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	p := open(t, h, "#pane=table&sort=-killed&event=2024-03-22-crocus-city-hall-moscow", desktop)
	p.waitTable()
	p.wait(`document.querySelector('#event-table [aria-current]')`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.run(`window.dispatchEvent(new Event('beforeprint'))`)
	p.wait(`document.querySelectorAll('#table-print tbody tr').length === 200`)
	p.wait(fmt.Sprintf(`document.querySelector('#table-print caption').textContent === 'The first 200 of %d events. Sorted by Killed, highest first.'`, len(records)))
	p.wait(`document.querySelector('#table-print').checkVisibility() && !document.querySelector('#event-table').checkVisibility() && !document.querySelector('#timeline').checkVisibility()`)
	p.wait(`document.querySelector('#table-print table').offsetHeight > 2000 && document.documentElement.scrollHeight > 2000`)
	p.run(`window.dispatchEvent(new Event('afterprint'))`)
	p.wait(`document.querySelectorAll('#table-print *').length === 0`)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}},
	})
	ground := func(row string) string {
		return fmt.Sprintf(`getComputedStyle(document.querySelector('#event-table .grid-rows [role=row]%s')).backgroundColor`, row)
	}
	p.wait(ground(`[aria-current]`) + ` !== ` + ground(`:not([aria-current])`))
}

// TestTableMillion sorts, scrolls and filters a million rows.
func TestTableMillion(t *testing.T) {
	h := newDevelopmentHost(t)
	const rows = 1_000_000
	table := event.Synthetic(rows, 1)
	p := blank(t, h, desktop)
	p.visit(h.address + "?synthetic=1000000#pane=table&sort=-killed,country")
	p.wait(`document.querySelector('#event-table').ariaRowCount === '1000001' && !document.querySelector('#event-table').ariaBusy`)

	all := make([]int32, rows)
	for row := range all {
		all[row] = int32(row)
	}
	slices.SortStableFunc(all, func(a, b int32) int { // as the list
		return cmp.Or(cmp.Compare(table.Start[b], table.Start[a]), cmp.Compare(table.End[b], table.End[a]))
	})
	slices.SortStableFunc(all, func(a, b int32) int {
		x, y := table.Killed.Row(int(a)), table.Killed.Row(int(b))
		switch {
		case x.Known() != y.Known():
			return cmp.Compare(y.Filled().Best, x.Filled().Best) // unknown last
		case x.Known():
			x, y = x.Filled(), y.Filled()
			if c := cmp.Or(cmp.Compare(y.Best, x.Best), cmp.Compare(y.Low, x.Low), cmp.Compare(y.High, x.High)); c != 0 {
				return c
			}
		}
		return strings.Compare(table.Country.Name(int(a)), table.Country.Name(int(b)))
	})
	id := func(at int) string { return table.ID.Row(int(all[at])) }
	at := func(place int) string {
		return fmt.Sprintf(`document.querySelector('#event-table .grid-rows [aria-rowindex="%d"]')?.dataset.id`, place+2)
	}
	p.wait(at(0) + fmt.Sprintf(` === %q`, id(0)))
	p.wait(at(9) + fmt.Sprintf(` === %q`, id(9)))
	if n := eval[int](p, `document.querySelectorAll('#event-table [role=row]').length`); n > 80 {
		t.Errorf("%d rows are in the page", n)
	}

	// To the end and the middle: a pixel is more than a pixel of the table.
	p.run(`document.querySelector('#event-table').scrollTop = 1e9`)
	p.wait(at(rows-1) + fmt.Sprintf(` === %q`, id(rows-1)))
	p.run(`{ const e = document.querySelector('#event-table'); e.scrollTop = (e.scrollHeight - e.clientHeight) / 2; }`)
	p.wait(`[...document.querySelectorAll('#event-table .grid-rows [role=row]:not(.away)')].some(e => Math.abs(e.ariaRowIndex - 500002) < 40)`)
	middle := eval[int](p, `+document.querySelectorAll('#event-table .grid-rows [role=row]:not(.away)')[5].ariaRowIndex - 2`)
	p.wait(at(middle) + fmt.Sprintf(` === %q`, id(middle)))
	// The wheel goes row by row.
	grid := eval[[2]float64](p, `(b => [b.x + 200, b.y + 200])(document.querySelector('#event-table').getBoundingClientRect())`)
	first := `Math.min(...[...document.querySelectorAll('#event-table .grid-rows [role=row]:not(.away)')].filter(e => e.getBoundingClientRect().top > document.querySelector('#event-table').getBoundingClientRect().top + 32).map(e => +e.ariaRowIndex))`
	before := eval[int](p, first)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, grid[0], grid[1], func(m *input.DispatchMouseEventParams) { m.DeltaX, m.DeltaY = 0.01, 320 }))
	p.wait(fmt.Sprintf(`(n => n > 0 && n <= 11)(%s - %d)`, first, before))

	// A filter keeps the order.
	p.run(`document.querySelector('#facet-kind .choice[data-value="arrest"]').click()`)
	var arrests []string
	for _, row := range all {
		if table.Kind.Name(int(row)) == "arrest" {
			arrests = append(arrests, table.ID.Row(int(row)))
		}
	}
	p.wait(fmt.Sprintf(`document.querySelector('#event-table').ariaRowCount === '%d'`, len(arrests)+1))
	// What is rendered after the choice may put the table back where it was.
	p.wait(`(document.querySelector('#event-table').scrollTop = 0) === 0 && ` + at(0) + fmt.Sprintf(` === %q`, arrests[0]))
	p.wait(at(12) + fmt.Sprintf(` === %q`, arrests[12]))

	// By the keyboard to the last row.
	p.run(`document.querySelector('#event-table [role=rowheader]').focus()`)
	p.keys(kb.End, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	p.wait(fmt.Sprintf(`%s.startsWith('%d ')`, onCell, len(arrests)-1))
	p.wait(fmt.Sprintf(`document.activeElement.parentElement.dataset.id === %q`, arrests[len(arrests)-1]))
}

func TestRelatedEvents(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	together := func(a, b record) bool {
		return a.Geometry != nil && b.Geometry != nil && a.Properties.ID != b.Properties.ID && slices.Equal(a.Geometry.Coordinates, b.Geometry.Coordinates)
	}
	beside := func(of record) (n int) {
		for _, r := range records {
			if together(of, r) {
				n++
			}
		}
		return n
	}
	one := slices.MaxFunc(records, func(a, b record) int { return cmp.Compare(beside(a), beside(b)) })
	if beside(one) == 0 {
		t.Fatal("no two events are at one point")
	}
	p := open(t, h, "#event="+one.Properties.ID, desktop)
	p.wait(`document.querySelector('#related')?.checkVisibility()`)
	listed := eval[[]string](p, `[...document.querySelectorAll('#related [aria-label^="At the same point"] button')].map(e => e.dataset.id)`)
	if want := min(beside(one), 5); len(listed) != want {
		t.Fatalf("%d events at the same point are listed, want %d", len(listed), want)
	}
	for _, id := range listed {
		if !slices.ContainsFunc(records, func(r record) bool { return r.Properties.ID == id && together(one, r) }) {
			t.Errorf("%s is not at the same point", id)
		}
	}
	shows := func(id string) {
		t.Helper()
		p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id === %q`, id))
	}
	p.tabTo(fmt.Sprintf(`#related [data-id=%q]`, listed[0]))
	p.keys(kb.Enter)
	shows(listed[0])
	p.wait(`document.activeElement.id === 'card-title'`)

	// The next and the one before, in the order of the list.
	p.click("#card-next")
	p.wait(fmt.Sprintf(`document.querySelector('#event-card')?.dataset.id !== %q`, listed[0]))
	p.keys(kb.ArrowLeft)
	shows(listed[0])
	// One that the filters leave out says so, and there is none beside it.
	p.run(fmt.Sprintf(`location.hash = 'event=%s&q=nothing-like-this'`, one.Properties.ID))
	shows(one.Properties.ID)
	p.wait(`document.querySelector('#related').textContent.includes('filtered out')`)
	p.wait(`['previous', 'next'].every(e => document.querySelector('#card-' + e).ariaDisabled === 'true')`)
}
