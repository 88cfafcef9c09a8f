package browser

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// said is an element as a screen reader has it.
type said struct {
	*accessibility.Node
	parent *said
	inside []*said
}

func (s *said) role() string { return axText(s.Role) }
func (s *said) name() string { return axText(s.Name) }

func axText(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var text string
	_ = json.Unmarshal(v.Value, &text) // of other types there is no text
	return text
}

// accessible returns the elements of the accessibility tree, in their order.
func (p *tab) accessible() []*said {
	p.t.Helper()
	call(p, accessibility.Enable, struct{}{})
	result := call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	byID := map[accessibility.NodeID]*said{}
	for _, n := range result.Nodes {
		byID[n.NodeID] = &said{Node: n}
	}
	var all []*said
	var walk func(s, parent *said)
	walk = func(s, parent *said) {
		if !s.Ignored {
			all = append(all, s)
			s.parent = parent
			if parent != nil {
				parent.inside = append(parent.inside, s)
			}
			parent = s
		}
		for _, id := range s.ChildIDs {
			if child := byID[id]; child != nil {
				walk(child, parent)
			}
		}
	}
	for _, n := range result.Nodes {
		if n.ParentID == "" {
			walk(byID[n.NodeID], nil)
		}
	}
	return all
}

// within reports whether an element is in one of a role and name.
func (s *said) within(role, name string) bool {
	for at := s.parent; at != nil; at = at.parent {
		if at.role() == role && at.name() == name {
			return true
		}
	}
	return false
}

// find waits for an element of a role whose name begins as given.
func (p *tab) find(role, begins string, in ...string) *said {
	p.t.Helper()
	for range 100 {
		for _, s := range p.accessible() {
			if s.role() == role && strings.HasPrefix(s.name(), begins) && (len(in) == 0 || s.within(in[0], in[1])) {
				return s
			}
		}
		p.wait(`new Promise(done => requestIdleCallback(() => done(true)))`)
	}
	p.t.Fatalf("there is no %s that is called %s", role, begins)
	return nil
}

// reach has the keyboard on what is found, as screen readers have.
func (p *tab) reach(role, begins string, in ...string) {
	p.t.Helper()
	call(p, dom.Focus, dom.FocusParams{BackendNodeID: p.find(role, begins, in...).BackendDOMNodeID})
}

// TestScreenReaderAnswersWhichMonthInKabul asks by what a screen reader has,
// and by its keys, in which month the most people were killed in Kabul: no
// canvas, pointer or style is asked.
func TestScreenReaderAnswersWhichMonthInKabul(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "", desktop)

	p.reach("checkbox", "Kabul", "list", "Province")
	p.keys(" ")
	p.wait(`location.hash.includes('province=Kabul')`)
	p.reach("button", "By month")
	p.keys(kb.Enter)
	p.find("rowheader", "") // the table has been made

	var sentence string
	got := map[string][]string{}
	for _, s := range p.accessible() {
		if s.role() == "listitem" && strings.Contains(s.name(), "Most people killed in") {
			sentence = s.name()
		}
		if s.role() == "StaticText" && strings.HasPrefix(s.name(), "Most people killed in") {
			sentence = s.name()
		}
		if s.role() != "row" || !s.within("dialog", "Events by period") {
			continue
		}
		var head string
		var cells []string
		for _, cell := range s.inside {
			switch cell.role() {
			case "rowheader":
				head = cell.name()
			case "cell", "gridcell":
				cells = append(cells, cell.name())
			}
		}
		if head != "" {
			got[head] = cells
		}
	}

	// The same by plain counting.
	months := []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	long := []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	most, mostIn, with := -1, "", 0
	for year := 2015; year <= 2026; year++ {
		for m := range 12 {
			month := fmt.Sprintf("%d-%02d", year, m+1)
			a := ask(records, regions, question{from: first(month), to: last(month), chosen: map[string][]string{"province": {"Kabul"}}})
			if a.shown == 0 {
				continue
			}
			with++
			name := fmt.Sprintf("%s %d", months[m], year)
			killed := "no figure"
			if a.shown > a.without {
				killed = commas(a.killed[1])
				if a.killed[0] != a.killed[2] {
					killed += fmt.Sprintf(" (%s–%s)", commas(a.killed[0]), commas(a.killed[2]))
				}
			}
			want := []string{strconv.Itoa(a.shown), killed, strconv.Itoa(a.without)}
			if cells := got[name]; len(cells) != 4 || !slices.Equal(cells[:3], want) {
				t.Errorf("%s: a screen reader has %q, counting gives %q", name, cells, want)
			}
			if a.killed[1] > most {
				most, mostIn = a.killed[1], fmt.Sprintf("%s %d: %s", long[m], year, killed)
			}
		}
	}
	if len(got) != with {
		t.Errorf("the table has %d months, want %d", len(got), with)
	}
	if !strings.HasPrefix(sentence, "Most people killed in "+mostIn) {
		t.Errorf("a screen reader has %q, want %q", sentence, mostIn)
	}

	// Sorted, the first row says so too; closed, the keyboard is where it was.
	p.reach("button", "People killed")
	p.keys(kb.Enter)
	p.wait(`document.querySelector('#period-rows th').textContent === ` + quoted(monthOf(mostIn)))
	p.keys("\x1b")
	p.wait(`!document.querySelector('#periods').open && document.activeElement.id === 'open-periods' && !location.hash.includes('periods=')`)
}

// monthOf is the short name of a month that stands in full before a colon.
func monthOf(text string) string {
	name, _, _ := strings.Cut(text, ":")
	month, year, _ := strings.Cut(name, " ")
	return month[:3] + " " + year
}

func commas(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// TestPeriodsOfALink opens the table by a link, turns it over, and goes back.
func TestPeriodsOfALink(t *testing.T) {
	h := newHost(t, "/")
	records, regions := read[record](t, "events.geojson"), read[reported](t, "regions.geojson")
	p := open(t, h, "#from=2021-01-01&to=2022-12-31&periods=year&period-order=events", desktop)
	a := ask(records, regions, question{from: "2021-01-01", to: "2021-12-31"})
	b := ask(records, regions, question{from: "2022-01-01", to: "2022-12-31"})
	want := [][2]string{{"2021", strconv.Itoa(a.shown)}, {"2022", strconv.Itoa(b.shown)}}
	if b.shown > a.shown {
		slices.Reverse(want)
	}
	rows := `JSON.stringify([...document.querySelectorAll('#period-rows tr')].map(r => [r.cells[0].textContent, r.cells[1].textContent]))`
	p.wait(rows + " === " + quoted(quoted(want)))
	p.click("#periods-1") // quarters
	p.wait(`document.querySelectorAll('#period-rows tr').length > 4 && location.hash.includes('periods=quarter')`)
	p.run(`history.back()`)
	p.wait(rows + " === " + quoted(quoted(want)))
	p.click("#close-periods")
	p.wait(`!document.querySelector('#periods').open && !location.hash.includes('periods=year') && document.activeElement !== document.body`)
}

func TestKeysAreListed(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	opened := `document.querySelector('#shortcuts').open && document.querySelectorAll('#shortcuts h3').length`
	p.tabTo("#brush-end")
	p.keys("?")
	p.wait(opened)
	for _, want := range []string{"Map", "Timeline", "Lanes", "Table", "List", "Everywhere"} {
		if !strings.Contains(p.text("#shortcuts .key-parts"), want) {
			t.Errorf("nothing tells of the keys of: %s", want)
		}
	}
	if !eval[bool](p, `document.querySelector('#shortcuts').contains(document.activeElement)`) {
		t.Errorf("the keyboard is on %s, outside of the dialog", p.focused())
	}
	p.keys("\x1b")
	p.wait(`!document.querySelector('#shortcuts h3') && !document.querySelector('#shortcuts').open && document.activeElement.id === 'brush-end'`)

	// In a text it is a character.
	p.run(`document.querySelector('#query').focus()`)
	p.keys("?")
	p.wait(`document.querySelector('#query').value === '?'`)
	if eval[bool](p, `document.querySelector('#shortcuts').open`) {
		t.Error("? in the search opens the keys")
	}
	p.keys(kb.Backspace)
	p.wait(`document.querySelector('#query').value === ''`)

	// It can be turned off, and the button remains.
	p.click("#open-shortcuts")
	p.wait(opened)
	p.click("#shortcuts-key")
	p.click("#close-shortcuts")
	p.wait(`!document.querySelector('#shortcuts h3') && !document.querySelector('#shortcuts').open && document.activeElement.id === 'open-shortcuts'`)
	p.keys("?")
	p.keys(kb.Enter)
	p.wait(opened)
	if eval[bool](p, `document.querySelector('#shortcuts-key').checked`) {
		t.Error("the key is on again")
	}
}

// squeezed lists what is lost in a narrow or low window: what can be pressed
// but is beyond its sides, small, or behind something else.
const squeezed = `(() => {
	const seen = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
	const open = [...document.querySelectorAll('dialog[open], .method, .share .menu, .options .menu')].find(seen) ?? document;
	const bad = ` + outside + `.filter(text => !open.querySelector('.scroll') || !text.includes('is cut off'));
	for (const e of open.querySelectorAll('button, input, select, summary, a, [role=slider], [role=separator]')) {
		if (!seen(e) || e.disabled || e.closest('.hidden-visually, .skip, .maplibregl-ctrl-attrib, [inert]')) continue;
		e.scrollIntoView({block: 'nearest', inline: 'nearest'});
		const b = [...e.getClientRects()].find(b => b.width > 1 && b.height > 1);
		if (!b) continue;
		const x = b.x + b.width / 2, y = b.y + b.height / 2, hit = document.elementFromPoint(x, y);
		if (!hit) { bad.push((e.id || e.textContent) + ' cannot be scrolled to: ' + x + ', ' + y); continue; }
		if (e.contains(hit) || hit.closest('label')?.control === e || hit.closest('[role=slider]') && e.matches('[role=slider]')) continue;
		bad.push((e.id || e.className || e.textContent) + ' is behind ' + (hit.id || hit.className || hit.tagName));
	}
	return bad;
})()`

// TestNothingIsLostWhenNarrowOrEnlarged looks at each view 320 pixels wide, as
// at 200 % on a small laptop, and as at 400 % on a desktop.
func TestNothingIsLostWhenNarrowOrEnlarged(t *testing.T) {
	h := newHost(t, "/")
	for _, s := range []screen{{width: 320, height: 640, touch: true}, {width: 640, height: 400}, {width: 320, height: 256}} {
		t.Run(fmt.Sprintf("%d×%d", s.width, s.height), func(t *testing.T) {
			p := open(t, h, "", s)
			p.waitMap()
			for _, view := range []struct{ fragment, ready, then string }{
				{"kind=attack", `document.querySelectorAll('#chips li').length === 2`, ""},
				{"event=2024-03-22-crocus-city-hall-moscow", `document.querySelector('#event-card')`, ""},
				{"pane=table", `document.querySelectorAll('#event-table .grid-rows [role=row]').length > 2`, ""},
				{"lanes=kind", `document.querySelectorAll('#lane-marks li').length > 1`, ""},
				{"page=method", `document.querySelectorAll('#method table').length === 4`, ""},
				{"periods=month", `document.querySelector('#periods').open && document.querySelectorAll('#period-rows tr').length > 9`, ""},
				{"", `!document.querySelector('#periods').open`, `document.querySelector('#tab-filters').click()`},
				{"theme=light", `document.querySelector('#filters').checkVisibility()`, `document.querySelector('#share').click()`},
				{"theme=dark", `document.querySelector('#share-menu').checkVisibility()`, `document.querySelector('#share').click(); document.querySelector('#time-options').click()`},
				{"theme=light", `document.querySelector('#time-menu').checkVisibility() && !document.querySelector('#share-menu').checkVisibility()`, `document.querySelector('#time-options').click(); document.querySelector('#open-shortcuts').click()`},
				{"theme=dark", `document.querySelector('#shortcuts').open`, ""},
			} {
				p.turnTo(view.fragment)
				p.wait(view.ready)
				if bad := eval[[]string](p, squeezed); len(bad) > 0 {
					t.Errorf("%s: %s", view.fragment, strings.Join(bad, "\n"))
				}
				if height := eval[float64](p, `document.querySelector('dialog[open]') || document.querySelector('.page').dataset.pane === 'table' ? 1000 : document.querySelector('#map').clientHeight`); height < 76 {
					t.Errorf("%s: the map is only %g pixels high", view.fragment, height)
				}
				if view.then != "" {
					p.run(view.then)
				}
			}
		})
	}
}

// TestForcedColors has the browser replace the colours, as high contrast does:
// marks keep theirs, which tell them apart, and what is chosen is told.
func TestForcedColors(t *testing.T) {
	h := newHost(t, "/")
	for _, scheme := range []string{"light", "dark"} {
		t.Run(scheme, func(t *testing.T) {
			p := blank(t, h, desktop)
			call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
				{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: scheme},
			}})
			p.visit(h.address + "#kind=attack&lanes=kind&from=2021-01-01&to=2021-12-31")
			p.waitMap()
			bad := eval[[]string](p, `(() => {
				const bad = [], color = (e, pseudo) => getComputedStyle(e, pseudo).backgroundColor, ground = color(document.querySelector('#filters'));
				const marks = [...document.querySelectorAll('.swatch, .time-legend .hatched')].filter(e => e.checkVisibility());
				for (const e of marks) if ([ground, 'rgba(0, 0, 0, 0)'].includes(color(e))) bad.push('a mark of ' + e.parentElement.textContent + ' is not seen');
				if (new Set([...document.querySelectorAll('#facet-kind .swatch')].map(e => color(e))).size < 4) bad.push('the kinds are not told apart');
				const told = (on, off, pseudo) => {
					const a = document.querySelector(on), b = document.querySelector(off);
					if (!a || !b) { bad.push('there is no ' + on + ' or ' + off); return; }
					if (color(a, pseudo) === color(b, pseudo)) bad.push(on + ' looks like ' + off);
				};
				told('#facet-kind [aria-checked=true]', '#facet-kind [aria-checked=false]', '::before');
				told('.pane-switch [aria-pressed=true]', '.pane-switch [aria-pressed=false]');
				for (const e of document.querySelectorAll('.header button, .timeline button, #map-in, #map-fit')) {
					const s = getComputedStyle(e);
					if (e.checkVisibility() && !e.matches('.skip') && (s.borderTopWidth === '0px' && s.borderInlineStartWidth === '0px') && color(e) === ground && !e.textContent.trim()) bad.push((e.id || e.textContent) + ' has no edge');
				}
				return bad;
			})()`)
			if len(bad) > 0 {
				t.Error(strings.Join(bad, "\n"))
			}
			p.wait(`(() => { const c = document.querySelector('#histogram'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
				const seen = new Set(); for (let i = 0; i < d.length; i += 4) if (d[i + 3] === 255) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size > 3; })()`)
		})
	}
}

// announcements notes what is announced, and when.
const announcements = `
	window.told = [];
	const live = '[role=status], [role=alert], [aria-live]';
	new MutationObserver(list => {
		for (const m of list) {
			const e = (m.target.nodeType === 1 ? m.target : m.target.parentElement)?.closest(live);
			if (e && e.textContent.trim()) told.push({at: performance.now(), where: e.id || e.className, text: e.textContent.trim()});
		}
	}).observe(document.body, {subtree: true, childList: true, characterData: true});`

// TestAnnouncementsAreFewAndShort moves a window fast: what is announced comes
// once a second at most, and is a sentence or three.
func TestAnnouncementsAreFewAndShort(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#from=2018-01-01&to=2019-12-31", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#described').textContent`)
	p.run(announcements)
	p.run(`document.querySelector('#brush-window').focus()`)
	for range 60 {
		p.keys(kb.PageUp)
	}
	b := p.axis()
	p.drag(b[0]+b[2]*0.3, b[1]+40, b[0]+b[2]*0.9, b[1]+40)
	const said = `document.querySelector('#count').textContent.split(' ')[0] === document.querySelector('#described').textContent.split(' ')[0] && told.length > `
	p.wait(said + "0")
	// Fast as the page may be, once more.
	before := eval[int](p, `told.length`)
	p.run(`document.querySelector('#brush-window').focus()`)
	p.keys(kb.PageDown)
	p.wait(said + fmt.Sprint(before))
	type announcement struct {
		At          float64
		Where, Text string
	}
	told := eval[[]announcement](p, `told`)
	for i, a := range told {
		if len([]rune(a.Text)) > 420 {
			t.Errorf("%s announces a text of %d characters: %s", a.Where, len([]rune(a.Text)), a.Text)
		}
		// Two changes of one text come in one moment.
		if i > 0 && a.Text != told[i-1].Text && a.At-told[i-1].At < 900 {
			t.Errorf("%q is announced %.0f ms after %q", a.Text, a.At-told[i-1].At, told[i-1].Text)
		}
	}
	if len(told) < 2 {
		t.Errorf("only %d announcements of all that", len(told))
	}
}

// TestCardSetsTheFirstReportBesideLaterFigures opens an event of each sort: of
// which the first report is known and of which it is not.
func TestCardSetsTheFirstReportBesideLaterFigures(t *testing.T) {
	h := newHost(t, "/")
	type reportedFirst struct {
		Properties struct {
			ID          string                          `json:"id"`
			Killed      *int                            `json:"killed"`
			FirstReport *struct{ Killed, Injured *int } `json:"first_report"`
		} `json:"properties"`
	}
	p := open(t, h, "", desktop)
	changed, none := 0, 0
	for _, r := range read[reportedFirst](t, "events.geojson") {
		e := r.Properties
		switch {
		case e.FirstReport == nil && none < 2:
			none++
		case e.FirstReport != nil && e.FirstReport.Killed != nil && e.Killed != nil && *e.FirstReport.Killed != *e.Killed && changed < 4:
			changed++
		default:
			continue
		}
		p.turnTo("event=" + e.ID)
		p.wait(is("#event-card", "id", e.ID))
		card := p.text("#event-card")
		if e.FirstReport == nil {
			if strings.Contains(card, "First report:") {
				t.Errorf("%s: a first report that is not in the file", e.ID)
			}
			continue
		}
		first := fmt.Sprintf("First report: %s killed", commas(*e.FirstReport.Killed))
		_, after, ok := strings.Cut(card, first)
		if !ok || !strings.Contains(after, "Later figures: ") || !strings.Contains(strings.SplitN(after, "Later figures: ", 2)[1], commas(*e.Killed)) {
			t.Errorf("%s: the card does not say %q and later %d: %s", e.ID, first, *e.Killed, card)
		}
	}
	if changed == 0 || none == 0 {
		t.Errorf("%d events with other later figures, %d without a first report", changed, none)
	}
}
