package browser

import (
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func number(s string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	return n
}

var digits = regexp.MustCompile(`[\d,]+`)

func numbers(s string) []int {
	var all []int
	for _, d := range digits.FindAllString(s, -1) {
		all = append(all, number(d))
	}
	return all
}

// counted is everything the page counts.
type counted struct {
	Count, Killed, Unknown, List string
	Facets                       map[string]map[string]string
}

const countedNow = `(() => {
	const text = s => document.querySelector(s)?.textContent ?? '';
	const facets = {};
	for (const f of document.querySelectorAll('.facet')) {
		const values = facets[f.id.slice('facet-'.length)] = {};
		for (const c of f.querySelectorAll('.choice')) values[c.dataset.value ?? ''] = c.querySelector('.count').textContent;
	}
	return {Count: text('#count'), Killed: text('#killed'), Unknown: text('#unknown'), List: text('#list-title'), Facets: facets};
})()`

// expect awaits that everything the page counts is as an answer has it.
func (p *tab) expect(a answer, all int) {
	p.t.Helper()
	p.unfold(".facet h2 button[aria-expanded=false]")
	var wrong []string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(30 * time.Millisecond) {
		if wrong = a.differences(eval[counted](p, countedNow), all); len(wrong) == 0 {
			return
		}
	}
	p.t.Errorf("at %s:\n%s", p.fragment(), strings.Join(wrong, "\n"))
}

// differences says what of a page is not as in the answer.
// unfold opens parts of the page by their buttons and awaits that they are: what
// is folded away is not there.
func (p *tab) unfold(folded string) {
	p.t.Helper()
	p.run(fmt.Sprintf(`document.querySelectorAll(%q).forEach(button => button.click())`, folded))
	p.wait(fmt.Sprintf(`!document.querySelector(%q)`, folded))
}

func (a answer) differences(page counted, all int) []string {
	var wrong []string
	differs := func(what string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			wrong = append(wrong, fmt.Sprintf("%s: %v, want %v", what, got, want))
		}
	}
	differs("events", numbers(page.Count), []int{a.shown, all})
	killed := []int{a.killed[1], a.killed[0], a.killed[2]}
	switch {
	case a.shown == a.without:
		killed = nil
	case a.killed[0] == a.killed[2]:
		killed = killed[:1]
	}
	differs("killed", numbers(page.Killed), killed)
	without := numbers(page.Unknown)
	if a.without == 0 || !a.stated {
		differs("without a figure", without, []int(nil))
	} else {
		differs("without a figure", without, []int{a.without})
	}
	differs("list", number(digits.FindString(page.List)), a.shown)
	for _, facet := range facets {
		if len(page.Facets[facet]) == 0 {
			wrong = append(wrong, "facet "+facet+" has no values")
		}
		for value, count := range page.Facets[facet] {
			differs(fmt.Sprintf("facet %s, %q", facet, value), number(count), a.counts[facet][value])
		}
	}
	return wrong
}

// expectMap compares the circles in sight with the number of located events;
// the map must show all of them.
func (p *tab) expectMap(a answer) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`[...document.querySelectorAll('#map-places li')]
		.reduce((sum, li) => sum + Number(/: ([\d,]+) event/.exec(li.textContent)[1].replaceAll(',', '')), 0) === %d`, a.located))
}

// wholeWorld is as far off as the map goes: every place is in sight.
const wholeWorld = "map=30.00000,10.00000,0.40"

func TestShowsEveryEventOfTheFile(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.expect(ask(records, regions, question{}), len(records))
	p.waitMap()
	p.expectMap(ask(records, regions, question{}))
}

func TestEachFacetChangesEverything(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()
	for _, facet := range facets {
		counts := ask(records, regions, question{}).counts[facet]
		names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
			return max(-1, min(1, counts[b]-counts[a]))*2 + strings.Compare(a, b)
		})
		chosen := names[:min(2, len(names))]
		if eval[bool](p, fmt.Sprintf(`document.querySelector('#values-%s').hidden`, facet)) {
			p.click("#facet-" + facet + " h2 button")
		}
		for _, name := range chosen {
			choice := fmt.Sprintf(`#facet-%s .choice[data-value=%q]`, facet, name)
			p.click(choice)
			p.wait(fmt.Sprintf(`document.querySelector(%q).getAttribute('aria-checked') === 'true'`, choice))
		}
		q := question{chosen: map[string][]string{facet: chosen}}
		p.expect(ask(records, regions, q), len(records))
		p.expectMap(ask(records, regions, q))
		p.click(".chip-reset")
		p.expect(ask(records, regions, question{}), len(records))
	}
}

func TestFiltersTogether(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	for _, q := range []question{
		{from: "2021-08-01", to: "2022-12-31", chosen: map[string][]string{"kind": {"attack"}, "country": {"Afghanistan"}}},
		{from: "2024-02-29", to: "2024-02-29"},
		{from: "2019-05-20", to: "2019-05-31", chosen: map[string][]string{"kind": {"milestone"}}},
		{chosen: map[string][]string{"attribution": {"claimed", "disputed"}, "target": {"education", "health"}, "confidence": {"high", "medium"}}},
		{query: "minibus", from: "2021-01-01", to: "2024-12-31"},
	} {
		fragment := "#" + wholeWorld
		if q.from != "" {
			fragment += "&from=" + q.from + "&to=" + q.to
		}
		for facet, chosen := range q.chosen {
			escaped := make([]string, len(chosen))
			for i, value := range chosen {
				escaped[i] = url.PathEscape(value)
			}
			fragment += "&" + facet + "=" + strings.Join(escaped, ",")
		}
		if q.query != "" {
			fragment += "&q=" + q.query
		}
		t.Run(fragment[len(wholeWorld)+1:], func(t *testing.T) {
			p := open(t, h, fragment, desktop)
			p.expect(ask(records, regions, q), len(records))
		})
	}
}

// window reads the days chosen from the link.
func (p *tab) window() (from, to string) {
	p.t.Helper()
	q, err := url.ParseQuery(strings.TrimPrefix(p.fragment(), "#"))
	if err != nil {
		p.t.Fatal(err)
	}
	return q.Get("from"), q.Get("to")
}

// axis returns the box of the timeline: left, top, width, height.
func (p *tab) axis() [4]float64 {
	p.t.Helper()
	return eval[[4]float64](p, `(() => { const b = document.querySelector('#axis').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()`)
}

// drag moves the pressed pointer from one place to another in steps.
func (p *tab) drag(x0, y0, x1, y1 float64) {
	p.t.Helper()
	p.draw([][2]float64{{x0, y0}, {x1, y1}})
}

// draw moves the pressed pointer along a path.
func (p *tab) draw(path [][2]float64) {
	p.t.Helper()
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, path[0][0], path[0][1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
	for i := range len(path) - 1 {
		a, b := path[i], path[i+1]
		for step := 1; step <= 8; step++ {
			f := float64(step) / 8
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, a[0]+(b[0]-a[0])*f, a[1]+(b[1]-a[1])*f, chromedp.ButtonLeft))
		}
	}
	end := path[len(path)-1]
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, end[0], end[1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
}

func TestBrush(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#"+wholeWorld, desktop)
	p.waitMap()
	b := p.axis()
	y := b[1] + 40
	shows := func() (from, to string) {
		t.Helper()
		from, to = p.window()
		q := question{from: from, to: to}
		p.expect(ask(records, regions, q), len(records))
		p.expectMap(ask(records, regions, q))
		return from, to
	}

	p.drag(b[0]+b[2]*0.4, y, b[0]+b[2]*0.6, y)
	p.wait(`location.hash.includes('from=')`)
	from, to := shows()
	if from >= to {
		t.Fatalf("dragging chose %s to %s", from, to)
	}

	p.drag(b[0]+b[2]*0.5, y, b[0]+b[2]*0.6, y)
	p.wait(fmt.Sprintf(`!location.hash.includes('from=%s')`, from))
	from2, to2 := shows()
	if from2 <= from || to2 <= to {
		t.Errorf("dragging the middle to the right went from %s–%s to %s–%s", from, to, from2, to2)
	}

	// The right handle is dragged over the left one.
	at := eval[[2]float64](p, `['#brush-start', '#brush-end'].map(s => { const b = document.querySelector(s).getBoundingClientRect(); return b.x + b.width / 2; })`)
	p.drag(at[1], y, at[0]-60, y)
	p.wait(fmt.Sprintf(`location.hash.includes('from=') && !location.hash.includes('from=%s')`, from2))
	shows()

	// The bars say what was counted.
	p.click("#all-dates")
	p.wait(`!location.hash.includes('from=')`)
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b[0]+b[2]*0.7, y))
	p.wait(`getComputedStyle(document.querySelector('#axis-tip')).visibility === 'visible'`)
	p.do(chromedp.MouseClickXY(b[0]+b[2]*0.7, y))
	p.wait(`location.hash.includes('from=')`)
	from, to = shows()
	want := ask(records, regions, question{from: from, to: to}).shown
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b[0]+b[2]*0.7, y+2))
	p.wait(fmt.Sprintf(`/: %d of %d event/.test(document.querySelector('#axis-tip').textContent)`, want, want))

	// A double click shows everything again.
	p.do(chromedp.MouseClickXY(b[0]+b[2]*0.2, y, chromedp.ClickCount(2)))
	p.wait(`!location.hash.includes('from=')`)
	p.expect(ask(records, regions, question{}), len(records))

	// The handles at the ends can be taken before anything is chosen.
	p.drag(b[0]+26, y, b[0]+b[2]*0.3, y)
	p.wait(`location.hash.includes('to=2026-02-21')`)
	if from, _ := shows(); from < "2016" {
		t.Errorf("the first day was dragged to %s", from)
	}
}

// TestHistogramFollowsTheOtherFilters reads bars under the pointer: what passes
// each filter, of all.
func TestHistogramFollowsTheOtherFilters(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)
	b := p.axis()
	for _, facet := range facets {
		counts := ask(records, regions, question{}).counts[facet]
		names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return counts[b] - counts[a] })
		q := question{chosen: map[string][]string{facet: names[1:2]}}
		p.run(fmt.Sprintf(`location.hash = %q`, facet+"="+url.PathEscape(names[1])))
		p.expect(ask(records, regions, q), len(records))
		seen := 0
		for i := 1; i < 12; i++ {
			p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b[0]+30+(b[2]-60)*float64(i)/12, p.axis()[1]+60))
			p.wait(`getComputedStyle(document.querySelector('#axis-tip')).visibility === 'visible'`)
			tip := p.text("#axis-tip")
			tip, _, _ = strings.Cut(tip, " · ") // how many of them have no one known day
			days, said, _ := strings.Cut(tip, ": ")
			n := numbers(said)
			q.from, q.to = spanOf(t, days)
			passing, all := ask(records, regions, q).shown, ask(records, regions, question{from: q.from, to: q.to}).shown
			if len(n) != 2 || n[0] != passing || n[1] != all {
				t.Errorf("%s=%s: the bar says %q, want %d of %d", facet, names[1], tip, passing, all)
			}
			seen += all
		}
		if seen == 0 {
			t.Errorf("%s: no bar was seen", facet)
		}
	}
}

func TestTimelineZoomsAndPans(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	b := p.axis()
	view := func() (from, to string) {
		t.Helper()
		q, err := url.ParseQuery(strings.TrimPrefix(p.fragment(), "#"))
		if err != nil {
			t.Fatal(err)
		}
		from, to, _ = strings.Cut(q.Get("view"), "..")
		return from, to
	}
	wheel := chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, b[0]+b[2]/2, b[1]+50, func(m *input.DispatchMouseEventParams) { m.DeltaX, m.DeltaY = 0.01, -300 })
	p.do(wheel)
	p.wait(`location.hash.includes('view=')`)
	from, to := view()
	if from <= "2015-01-26" || to >= "2026-02-21" {
		t.Errorf("zooming about the middle shows %s to %s", from, to)
	}
	p.drag(b[0]+b[2]/2, b[1]+b[3]-8, b[0]+b[2]/2-200, b[1]+b[3]-8)
	p.wait(fmt.Sprintf(`location.hash.includes('view=') && !location.hash.includes('view=%s')`, from))
	if from2, to2 := view(); from2 <= from || to2 <= to {
		t.Errorf("dragging the axis to the left went from %s–%s to %s–%s", from, to, from2, to2)
	}
	if strings.Contains(p.fragment(), "from=") {
		t.Errorf("panning chose days: %s", p.fragment())
	}
	p.do(chromedp.MouseClickXY(b[0]+b[2]/2, b[1]+50, chromedp.ClickCount(2)))
	p.wait(`!location.hash.includes('view=')`)
}

var monthNumbers = map[string]string{"Jan": "01", "Feb": "02", "Mar": "03", "Apr": "04", "May": "05", "Jun": "06",
	"Jul": "07", "Aug": "08", "Sep": "09", "Oct": "10", "Nov": "11", "Dec": "12"}

// spanOf reads days as the page words them: 1 Jan – 31 Mar 2024.
func spanOf(t *testing.T, s string) (from, to string) {
	t.Helper()
	parts := strings.Split(strings.ReplaceAll(s, " – ", "–"), "–")
	if len(parts) == 1 {
		parts = append(parts, parts[0])
	}
	end := strings.Fields(parts[1])
	start := strings.Fields(parts[0])
	for len(start) < 3 {
		start = append(start, end[len(start)])
	}
	iso := func(f []string) string {
		if len(f) != 3 || monthNumbers[f[1]] == "" {
			t.Fatalf("cannot read the days %q", s)
		}
		return fmt.Sprintf("%s-%s-%02d", f[2], monthNumbers[f[1]], number(f[0]))
	}
	return iso(start), iso(end)
}

func TestSearchFoldsCaseAndAccents(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)
	want := ask(records, regions, question{query: "istanbul"})
	if want.shown == 0 {
		t.Fatal("no event is about Istanbul")
	}
	p.click("#query")
	p.keys("ÍSTANBUL")
	p.expect(want, len(records))
	p.keys(kb.Enter)
	p.wait(`location.hash.includes('q=')`)
	p.click(".chip-query")
	p.wait(`document.querySelector('#query').value === ''`)
	p.expect(ask(records, regions, question{}), len(records))
}
