package browser

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"wherewhen/app/event"
)

// periods reads both periods from the link; those of B are "" without one.
func (p *tab) periods() (a, b [2]string) {
	p.t.Helper()
	q, err := url.ParseQuery(strings.TrimPrefix(p.fragment(), "#"))
	if err != nil {
		p.t.Fatal(err)
	}
	from, to, _ := strings.Cut(q.Get("compare"), "..")
	return [2]string{q.Get("from"), q.Get("to")}, [2]string{from, to}
}

// period awaits that the link has a second period.
func (p *tab) waitPeriod(b [2]string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`location.hash.includes('compare=%s..%s') && document.querySelector('#date-rival-from').value === '%s' && document.querySelector('#date-rival-to').value === '%s'`, b[0], b[1], b[0], b[1]))
}

// both is everything the page counts of two periods.
type both struct {
	Cells  map[string]string
	Facets map[string]map[string][3]string // A, B and the name for those who do not see it
	Note   string
	List   string
}

const bothNow = `(() => {
	const cells = {}, facets = {};
	for (const e of document.querySelectorAll('#compare [id^=compare-]')) cells[e.id.slice('compare-'.length)] = e.textContent;
	for (const f of document.querySelectorAll('.facet')) {
		const values = facets[f.id.slice('facet-'.length)] = {};
		for (const c of f.querySelectorAll('.choice')) values[c.dataset.value ?? ''] = ['count', 'rival'].map(n => c.querySelector('.' + n).textContent).concat(c.ariaLabel ?? '');
	}
	return {Cells: cells, Facets: facets, Note: document.querySelector('#compare-note').textContent, List: document.querySelector('#list-title').textContent};
})()`

// fewerOrMore is the difference of two numbers in words.
func fewerOrMore(a, b int) string {
	switch {
	case a > b:
		return grouped(a-b) + " more"
	case a < b:
		return grouped(b-a) + " fewer"
	}
	return "as many"
}

func (p *tab) expectBoth(a, b answer) {
	p.t.Helper()
	p.unfold(".facet h2 button[aria-expanded=false]")
	var wrong []string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(30 * time.Millisecond) {
		if wrong = bothDiffer(eval[both](p, bothNow), a, b); len(wrong) == 0 {
			return
		}
	}
	p.t.Errorf("at %s:\n%s", p.fragment(), strings.Join(wrong, "\n"))
}

func bothDiffer(page both, a, b answer) (wrong []string) {
	differs := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			wrong = append(wrong, fmt.Sprintf("%s: %v, want %v", what, got, want))
		}
	}
	for row, of := range map[string]answer{"a": a, "b": b} {
		differs(row+" events", page.Cells[row+"-events"], grouped(of.shown))
		differs(row+" without a figure", page.Cells[row+"-without"], grouped(of.without))
		killed := []int{of.killed[1], of.killed[0], of.killed[2]}
		switch {
		case of.shown == of.without:
			killed = nil
		case of.killed[0] == of.killed[2]:
			killed = killed[:1]
		}
		differs(row+" killed", numbers(page.Cells[row+"-killed"]), killed)
	}
	differs("difference", page.Cells["beside-events"], fewerOrMore(a.shown, b.shown))
	if a.shown > a.without && b.shown > b.without && !strings.HasPrefix(page.Cells["beside-killed"], fewerOrMore(a.killed[1], b.killed[1])) {
		differs("difference of people killed", page.Cells["beside-killed"], fewerOrMore(a.killed[1], b.killed[1]))
	}
	differs("small numbers", strings.Contains(page.Note, "Fewer than ten"), a.shown+b.shown > 0 && a.shown+b.shown < 10)
	differs("list", number(digits.FindString(page.List)), a.shown)
	for _, facet := range facets {
		for value, counts := range page.Facets[facet] {
			at, and := a.counts[facet][value], b.counts[facet][value]
			differs(facet+" "+value+" of A", number(counts[0]), at)
			differs(facet+" "+value+" of B", number(counts[1]), and)
			if want := fmt.Sprintf(": A %s, B %s, %s", grouped(at), grouped(and), fewerOrMore(at, and)); !strings.HasSuffix(counts[2], want) {
				differs(facet+" "+value+" in words", counts[2], want)
			}
		}
	}
	return wrong
}

// TestCompare compares two periods with mouse and keyboard; what the page says
// is counted one record at a time.
func TestCompare(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	chosen := map[string][]string{}
	p := open(t, h, "#from=2021-08-15&to=2022-08-14", desktop)
	p.waitMap()
	check := func() {
		t.Helper()
		a, b := p.periods()
		of := func(days [2]string) answer {
			return ask(records, regions, question{from: days[0], to: days[1], chosen: chosen})
		}
		p.expectBoth(of(a), of(b))
	}
	p.click("#compare-begin")
	p.waitPeriod([2]string{"2020-08-15", "2021-08-14"})
	check()
	p.wait(`document.querySelector('#described').textContent.includes('Compared with B, 15 August 2020')`)
	p.wait(`[...document.querySelectorAll('#map-places li')].some(li => /A: .*B: .*(more|fewer|as many) in A/s.test(li.textContent))`)

	// Its last day, by its grip in the lower half; A, which begins there, stays.
	place := func(id string) [2]float64 {
		return eval[[2]float64](p, fmt.Sprintf(`(() => { const b = document.getElementById(%q).getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height * 0.7]; })()`, id))
	}
	a0, b0 := p.periods()
	at := place("rival-end")
	p.drag(at[0], at[1], at[0]-60, at[1])
	p.wait(fmt.Sprintf(`!location.hash.includes('%s')`, b0[1]))
	a1, b1 := p.periods()
	if a1 != a0 || b1[0] != b0[0] || b1[1] >= b0[1] {
		t.Errorf("%v and %v were dragged to %v and %v", a0, b0, a1, b1)
	}
	check()
	p.wait(`document.querySelector('#compare-note').textContent.includes('compare the rates') && document.querySelector('#compare-b-rate').checkVisibility()`)

	// Its middle.
	at = place("rival-window")
	p.drag(at[0], at[1]+20, at[0]-120, at[1]+20)
	p.wait(fmt.Sprintf(`!location.hash.includes('compare=%s..%s')`, b1[0], b1[1]))
	a2, b2 := p.periods()
	days := func(p [2]string) int {
		from, _ := event.ParseDate(p[0])
		to, _ := event.ParseDate(p[1])
		return event.Span{Start: from, End: to}.Days()
	}
	if a2 != a0 || days(b2) != days(b1) || b2[0] >= b1[0] {
		t.Errorf("%v and %v were dragged to %v and %v", a1, b1, a2, b2)
	}
	check()

	// A choice in a facet counts for both.
	p.click(`#facet-country .choice[data-value="Afghanistan"]`)
	chosen["country"] = []string{"Afghanistan"}
	p.wait(`location.hash.includes('country=Afghanistan')`)
	check()

	// The circles in sight have the counts of both.
	p.click("#compare-swap")
	p.wait(fmt.Sprintf(`location.hash.includes('from=%s&to=%s') && location.hash.includes('compare=%s..%s')`, b2[0], b2[1], a2[0], a2[1]))
	check()

	// By keyboard: the first day, a month, and the whole by days.
	p.run(`document.querySelector('#rival-start').focus()`)
	p.keys(kb.ArrowRight)
	p.waitPeriod([2]string{"2021-08-16", "2022-08-14"})
	if got := eval[string](p, `document.activeElement.getAttribute('aria-valuetext')`); got != "16 August 2021" {
		t.Errorf("the first day of B is said to be %q", got)
	}
	p.run(`document.querySelector('#rival-window').focus()`)
	p.keys(kb.ArrowLeft)
	p.waitPeriod([2]string{"2021-08-15", "2022-08-13"})
	check()

	// Typed, and chosen.
	p.typeDate("#date-rival-to", "2021-12")
	p.waitPeriod([2]string{"2021-08-15", "2021-12-31"})
	p.typeDate("#date-rival-from", "2022")
	p.wait(`document.querySelector('#date-rival-from-problem').textContent.includes('the last day of B')`)
	p.keys(kb.Escape)
	choice := func(i int) {
		p.run(fmt.Sprintf(`{ const s = document.querySelector('#compare-choice'); s.value = '%d'; s.dispatchEvent(new Event('change', {bubbles: true})); s.dispatchEvent(new Event('blur')); }`, i))
	}
	choice(3) // as long as A
	p.wait(`!location.hash.includes('compare=2021-08-15..2021-12-31')`)
	a3, b3 := p.periods()
	if days(a3) != days(b3) || b3[0] != "2021-08-15" {
		t.Errorf("%v is as long as %v", b3, a3)
	}
	check()

	p.run(`document.activeElement.blur()`) // a box that is being typed in is left alone
	choice(4)                              // the days of A, copied
	p.waitPeriod(a3)
	check()
	p.run(`history.back()`)
	p.waitPeriod(b3)

	// A link brings the same; Back ends what was begun.
	linked := p.fragment()
	q := open(t, h, linked, desktop)
	q.waitPeriod(b3)
	of := func(days [2]string) answer {
		return ask(records, regions, question{from: days[0], to: days[1], chosen: chosen})
	}
	q.expectBoth(of(a3), of(b3))
	p.click("#compare-end")
	p.wait(`!location.hash.includes('compare=') && document.querySelector('#compare').hidden && document.activeElement.id === 'compare-begin'`)
	p.expect(of(a3), len(records))
	if left := eval[int](p, `document.querySelectorAll('.choice[aria-label], #rival-start:not([hidden])').length`); left > 0 {
		t.Errorf("%d elements still compare", left)
	}
	p.run(`history.back()`)
	p.waitPeriod(b3)
	check()
	p.run(`document.querySelector('#rival-end').focus()`)
	p.keys(kb.Escape)
	p.wait(`!location.hash.includes('compare=')`)
}

// Areas are shaded by the difference of what was chosen: of people killed, with
// a legend in that unit and with the figures of both periods.
func TestCompareKilledInProvinces(t *testing.T) {
	h := newHost(t, "/")
	records := read[record](t, "events.geojson")
	a, b := [2]string{"2021-08-15", "2022-08-14"}, [2]string{"2020-08-15", "2021-08-14"}
	p := open(t, h, "#from="+a[0]+"&to="+a[1]+"&compare="+b[0]+".."+b[1]+"&marks=provinces&size=killed&map=34,66,4", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#shade-unit')?.textContent === 'People killed in a province, best figures, A − B' && document.querySelector('#shade-classes').textContent.includes('no difference known')`)
	kabul := slices.DeleteFunc(slices.Clone(records), func(r record) bool { return r.Properties.Admin1Code != "AFG-1767" })
	inA := ask(kabul, nil, question{from: a[0], to: a[1]})
	inB := ask(kabul, nil, question{from: b[0], to: b[1]})
	if inA.shown == inA.without || inB.shown == inB.without || inA.killed[1] == inB.killed[1] {
		t.Fatalf("Kabul: %+v and %+v: no difference to look for", inA, inB)
	}
	const said = `document.querySelector('#map-places li')?.textContent ?? ''`
	p.wait(fmt.Sprintf(`(t => t.includes('A: %d events, %s killed') && t.includes('B: %d events, %s killed') && t.includes('People killed: %s'))(%s)`,
		inA.shown, grouped(inA.killed[1]), inB.shown, grouped(inB.killed[1]), fewerOrMore(inA.killed[1], inB.killed[1]), said))
	p.click("#legend summary")
	p.click("#size-events")
	p.wait(fmt.Sprintf(`(t => t.includes('A: %d events') && t.includes('%s in A') && !t.includes('killed'))(%s)`, inA.shown, fewerOrMore(inA.shown, inB.shown), said))
	p.wait(`document.querySelector('#shade-unit').textContent === 'Events in a province, A − B'`)
}

// What shows A alone says so while two periods are compared, and shows the other
// one when that is pressed; what shows both does not.
func TestOnlyFirstPeriod(t *testing.T) {
	h := newHost(t, "/")
	a, b := [2]string{"2021-08-15", "2022-08-14"}, [2]string{"2020-08-15", "2021-08-14"}
	said := func(p *tab, ids ...string) {
		t.Helper()
		p.wait(fmt.Sprintf(`[...document.querySelectorAll('.only-first')].filter(e => e.checkVisibility()).map(e => e.id).sort().join() === '%s'`, strings.Join(ids, ",")))
	}
	for _, s := range []screen{desktop, phone} {
		shown, lanes := "#from="+a[0]+"&to="+a[1]+"&compare="+b[0]+".."+b[1], "&lanes=kind"
		first := []string{"lanes-period", "list-period"}
		if s.touch { // leaves a map no room beside lanes
			lanes, first = "", first[1:]
		}
		p := open(t, h, "#from="+a[0]+"&to="+a[1]+lanes, s)
		p.waitMap()
		said(p)
		p.visit(h.address + shown + lanes)
		said(p, first...) // circles show both
		for _, marks := range []string{"density", "dots"} {
			p.visit(h.address + shown + lanes + "&marks=" + marks)
			said(p, append(first, "map-period")...)
		}
		p.wait(`[...document.querySelectorAll('.only-first')].filter(e => e.checkVisibility()).every(e => (b => b.left >= 0 && b.right <= innerWidth && b.height >= 24 && e.contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2)))(e.getBoundingClientRect()))`)
		p.wait(`document.querySelector('#legend').textContent.includes('Operating regions, of the days of A')`)
		days := [2][2]string{a, b}
		for _, id := range append(first, "map-period") {
			p.click("#" + id)
			days[0], days[1] = days[1], days[0]
			p.wait(fmt.Sprintf(`location.hash.includes('from=%s&to=%s') && location.hash.includes('compare=%s..%s')`, days[0][0], days[0][1], days[1][0], days[1][1]))
		}
		if !s.touch {
			p.visit(h.address + shown + "&pane=table")
			said(p, "table-period")
		}
	}
}

// TestCompareOnPhone begins and ends a comparison on a narrow screen.
func TestCompareOnPhone(t *testing.T) {
	h := newHost(t, "/")
	for _, s := range []screen{phone, {width: 320, height: 640, touch: true}} {
		p := open(t, h, "#from=2022-01-01&to=2022-12-31", s)
		p.waitMap()
		p.click("#time-options")
		p.click("#compare-here")
		p.waitPeriod([2]string{"2021-01-01", "2021-12-31"})
		p.wait(`document.querySelector('#compare-b-events').textContent > '' && document.documentElement.scrollWidth <= innerWidth`)
		for _, id := range []string{"date-rival-from", "date-rival-to", "compare-choice", "compare-swap", "compare-end", "rival-start"} {
			p.wait(fmt.Sprintf(`(() => { const b = document.getElementById(%q).getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth && b.height >= 24; })()`, id))
		}
		p.click("#compare-end")
		p.wait(`!location.hash.includes('compare=') && document.activeElement.id === 'time-options'`)
	}
}

// TestCompareMillion compares two periods of a million events, both moved over
// the timeline, with plain counting.
func TestCompareMillion(t *testing.T) {
	h := newDevelopmentHost(t)
	const rows = 1_000_000
	table := event.Synthetic(rows, 1)
	p := blank(t, h, desktop)
	p.visit(h.address + "?synthetic=1000000#from=2015-01-01&to=2016-12-31")
	p.waitMap()
	country := ""
	check := func() {
		t.Helper()
		a, b := p.periods()
		for row, days := range map[string][2]string{"a": a, "b": b} {
			first, _ := event.ParseDate(days[0])
			last, _ := event.ParseDate(days[1])
			window := event.Span{Start: first, End: last}
			events, killed := 0, 0
			kinds := map[string]int{}
			for row := range rows {
				if !table.Span(row).Overlaps(window) || country != "" && table.Country.Name(row) != country {
					continue
				}
				events++
				kinds[table.Kind.Name(row)]++
				if best := table.Killed.Row(row).Filled().Best; best != event.Unknown {
					killed += int(best)
				}
			}
			p.wait(fmt.Sprintf(`document.querySelector('#compare-%s-events').textContent === '%s' && document.querySelector('#compare-%s-killed').textContent.startsWith('%s')`,
				row, grouped(events), row, grouped(killed)))
			class := map[string]string{"a": "count", "b": "rival"}[row]
			for kind, n := range kinds {
				p.wait(fmt.Sprintf(`document.querySelector('#facet-kind .choice[data-value="%s"] .%s').textContent === '%s'`, kind, class, grouped(n)))
			}
		}
	}
	p.click("#compare-begin")
	p.wait(`/compare=/.test(location.hash)`)
	check()
	middle := eval[[2]float64](p, `(() => { const b = document.querySelector('#rival-window').getBoundingClientRect(); return [b.x + b.width / 2, b.y + 60]; })()`)
	_, before := p.periods()
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, middle[0], middle[1]))
	p.drag(middle[0], middle[1], middle[0]+150, middle[1])
	p.wait(fmt.Sprintf(`!location.hash.includes('compare=%s')`, before[0]))
	check()
	p.run(`document.querySelector('#facet-country .choice').click()`)
	p.wait(`location.hash.includes('country=')`)
	country = eval[string](p, `new URLSearchParams(location.hash.slice(1)).get('country')`)
	check()
	p.click("#compare-end")
	p.wait(`!location.hash.includes('compare=')`)
}
