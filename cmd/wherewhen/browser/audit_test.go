package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// The tests here are what an audit of another timeline (NUKnightLab/TimelineJS3)
// found wanting, as that page's users would try it on this one. The number is
// that of the issue.

// TestAudit629Contrast measures the contrast of every text, in both themes.
func TestAudit629Contrast(t *testing.T) {
	h := newHost(t, "/")
	axe, err := os.ReadFile(filepath.Join("..", "..", "..", "web", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dark := range []bool{false, true} {
		p := open(t, h, "#lanes=kind&event=2024-03-22-crocus-city-hall-moscow", screen{width: 1280, height: 800, dark: dark})
		p.wait(`document.querySelector('#event-card') && document.querySelectorAll('#lane-marks li').length`)
		p.run(`document.querySelector('#card-back').click()`)
		p.wait(`document.querySelector('#event-list [aria-selected=true]')`)
		p.run(string(axe))
		for _, more := range []string{"", `document.querySelector('#open-shortcuts').click()`} {
			p.run(more)
			p.wait(fmt.Sprintf(`document.querySelector('#shortcuts').open === %t`, more != ""))
			for _, bad := range eval[[]string](p, `axe.run(document, {runOnly: ['color-contrast']}).then(r => r.violations.flatMap(v => v.nodes.map(n => n.target + ' ' + n.failureSummary)))`) {
				t.Errorf("dark %t: %s", dark, bad)
			}
		}
	}
}

// TestAudit765MovingOpensNothing walks over the marks of the lanes and moves
// the handles of the timeline: each is one stop of Tab, Home and End lead to
// the ends, and the event that is open stays.
func TestAudit765MovingOpensNothing(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#lanes=kind&event=2024-03-22-crocus-city-hall-moscow", desktop)
	p.wait(`document.querySelector('#event-card') && document.querySelectorAll('#lane-marks li').length`)
	p.tabTo("#lane-marks")
	active := `document.querySelector('#lane-marks').getAttribute('aria-activedescendant')`
	p.wait(active)
	p.keys(kb.Home)
	p.wait(active + ` === 'lane-mark-0'`)
	for _, key := range []string{kb.ArrowRight, kb.ArrowRight, kb.End, kb.ArrowLeft, kb.ArrowDown, kb.ArrowUp} {
		before := eval[string](p, active+` + document.querySelector('#lane-marks').textContent`)
		p.keys(key)
		p.wait(fmt.Sprintf(`%s + document.querySelector('#lane-marks').textContent !== %q`, active, before))
	}
	p.keys(kb.Tab)
	if p.focused() != "brush-start" {
		t.Errorf("Tab leads from the marks to %s, want the first handle", p.focused())
	}
	now := func(handle string) string {
		return eval[string](p, fmt.Sprintf(`document.querySelector(%q).getAttribute('aria-valuenow')`, handle))
	}
	start, end := now("#brush-start"), now("#brush-end")
	p.keys(kb.End)
	p.wait(fmt.Sprintf(`document.querySelector('#brush-start').getAttribute('aria-valuenow') === %q`, end))
	p.keys(kb.Home)
	p.wait(fmt.Sprintf(`document.querySelector('#brush-start').getAttribute('aria-valuenow') === %q`, start))
	p.keys(kb.Tab)
	if p.focused() != "brush-end" {
		t.Errorf("Tab leads from the first handle to %s, want the last", p.focused())
	}
	if id := eval[string](p, `document.querySelector('#event-card').dataset.id`); id != "2024-03-22-crocus-city-hall-moscow" || !strings.Contains(p.fragment(), "event="+id) {
		t.Errorf("moving has opened %s", id)
	}
}

// TestAudit767MarksHaveNames reads the marks of lanes, the places of the map
// and the rows of the list: each has a name of its own, with date or number.
func TestAudit767MarksHaveNames(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#lanes=kind&"+wholeWorld, desktop)
	p.waitMap()
	p.wait(`document.querySelectorAll('#lane-marks li').length`)
	for list, least := range map[string]int{"Lanes: Kind": 5, "Places on the map": 3, "Events": 5} {
		names := map[string]bool{}
		n := 0
		for _, s := range p.accessible() {
			if s.role() != "option" || !s.within("listbox", list) {
				continue
			}
			n++
			names[s.name()] = true
			if !strings.ContainsAny(s.name(), "0123456789") || len(s.name()) < 12 {
				t.Errorf("%s: one is called %q", list, s.name())
			}
		}
		if n < least || len(names) < n {
			t.Errorf("%s: %d have %d names, want at least %d, each with its own", list, n, len(names), least)
		}
	}
	for _, handle := range []string{"First day shown", "Last day shown"} {
		if v := p.find("slider", handle); !strings.Contains(axText(v.Value)+fmt.Sprint(eval[[]string](p, `[...document.querySelectorAll('[role=slider]')].map(e => e.getAttribute('aria-valuetext') ?? '')`)), "20") {
			t.Errorf("the handle %q tells no date", handle)
		}
	}
}

// TestAudit858ButtonsAreLabelled looks for buttons without words: those with a
// sign only have a name for screen readers and the same as a tooltip; what
// others show is part of their name.
func TestAudit858ButtonsAreLabelled(t *testing.T) {
	h := newHost(t, "/")
	for _, s := range []screen{desktop, phone} {
		p := open(t, h, "#lanes=kind&kind=attack&event=2024-03-22-crocus-city-hall-moscow", s)
		p.waitMap()
		p.wait(`document.querySelector('#event-card')`)
		bad := eval[[]string](p, `[...document.querySelectorAll('button, [role=button], select, input, summary')].filter(e => e.checkVisibility()).flatMap(e => {
			const shown = e.matches('button, summary') ? e.innerText.trim() : '', name = (e.getAttribute('aria-label') ?? '').trim(), hint = e.title.trim();
			const labels = [...(e.labels ?? [])].map(l => l.textContent.trim()).join('');
			const words = /\p{L}{2}/u.test(shown);
			if (e.matches('select, input')) return name || labels || e.closest('label') ? [] : [e.id + ' has no label'];
			if (!words && !name) return [(e.id || e.className) + ' shows ' + shown + ' and has no name'];
			if (!words && !hint) return [(e.id || e.className) + ' shows ' + shown + ' and has no tooltip'];
			if (words && name && !name.toLowerCase().includes(shown.toLowerCase())) return [(e.id || e.className) + ' shows ' + shown + ' but is called ' + name];
			return [];
		})`)
		if len(bad) > 0 {
			t.Errorf("%d wide: %s", s.width, strings.Join(bad, "\n"))
		}
	}
}

// TestAudit862LandmarksAndHeadings reads the outline a screen reader has.
func TestAudit862LandmarksAndHeadings(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "#event=2024-03-22-crocus-city-hall-moscow", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#event-card')`)
	marks := map[string][]string{}
	for _, s := range p.accessible() {
		switch s.role() {
		case "banner", "main", "region", "search", "heading", "article":
			marks[s.role()] = append(marks[s.role()], s.name())
		}
	}
	if len(marks["banner"]) != 1 || len(marks["main"]) != 1 || len(marks["search"]) != 1 {
		t.Errorf("the landmarks are %v, want one banner, main and search", marks)
	}
	for _, want := range []string{"Filters", "Map of the events shown", "Timeline", "Details"} {
		if !slices.Contains(marks["region"], want) {
			t.Errorf("there is no region %q among %q", want, marks["region"])
		}
	}
	for _, want := range []string{"Wherewhen", "Kind", "Country", "Attack on Crocus City Hall near Moscow"} {
		if !slices.Contains(marks["heading"], want) {
			t.Errorf("there is no heading %q among %q", want, marks["heading"])
		}
	}
	if n := eval[int](p, `[...document.querySelectorAll('h1')].filter(e => e.checkVisibility()).length`); n != 1 {
		t.Errorf("there are %d main headings", n)
	}
	if bad := eval[[]string](p, `(() => { let last = 1; return [...document.querySelectorAll('h1, h2, h3, h4')].filter(e => e.checkVisibility()).filter(e => { const level = +e.tagName[1], bad = level > last + 1; last = level; return bad; }).map(e => e.textContent); })()`); len(bad) > 0 {
		t.Errorf("these headings leave a level out: %q", bad)
	}
}

// TestAudit865NoWholeTextIsAnnounced opens events and steps through them: what
// is announced is short, and never the summary of a record.
func TestAudit865NoWholeTextIsAnnounced(t *testing.T) {
	h := newHost(t, "/")
	p := open(t, h, "", desktop)
	p.waitMap()
	p.wait(`document.querySelector('#described').textContent`)
	p.run(announcements)
	p.run(`document.querySelector('#event-list').focus()`)
	p.keys(kb.Enter)
	p.wait(`document.querySelector('#event-card') && document.activeElement.id === 'card-title'`)
	p.run(`document.querySelector('#card-next').focus()`)
	for range 4 {
		before := eval[string](p, `document.querySelector('#event-card').dataset.id`)
		p.keys(kb.Enter)
		p.wait(fmt.Sprintf(`document.querySelector('#event-card').dataset.id !== %q`, before))
		p.wait(`document.querySelector('#card-said').textContent.includes(document.querySelector('#card-title').textContent)`)
		if lead := p.text("#event-card .lead"); eval[bool](p, fmt.Sprintf(`told.some(a => a.text.includes(%q))`, lead)) {
			t.Errorf("the whole summary is announced: %s", lead)
		}
	}
	if n := eval[int](p, `Math.max(...told.map(a => a.text.length))`); n > 200 || n < 5 {
		t.Errorf("the longest announcement has %d characters", n)
	}
	if eval[bool](p, `[...document.querySelectorAll('[aria-live], [role=status], [role=alert], [role=log]')].some(e => e.contains(document.querySelector('#event-card')))`) {
		t.Error("the card is announced whole")
	}
}
