package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAccessible runs axe-core over each view in both themes, with the rules
// of WCAG 2.2 up to level AA.
func TestAccessible(t *testing.T) {
	h := newHost(t, "/")
	axe, err := os.ReadFile(filepath.Join("..", "..", "..", "web", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dark := range []bool{false, true} {
		for _, view := range []struct {
			name, fragment string
			screen         screen
			ready          string
		}{
			{"whole", "", desktop, `document.querySelectorAll('#event-list .row').length > 3`},
			{"filtered", "#kind=attack&from=2021-01-01&to=2022-06-30&q=kabul", desktop, `document.querySelectorAll('#chips li').length === 4`},
			{"event", "#event=2024-03-22-crocus-city-hall-moscow", desktop, `document.querySelector('#event-card')`},
			{"region", "#about-region=nangarhar-stronghold", desktop, `document.querySelector('#region-card')`},
			{"empty", "#q=nothing-like-this", desktop, `document.querySelector('.empty:not([hidden])')`},
			{"problems", "#from=2024-13-01", desktop, `document.querySelector('#problems')`},
			{"method", "#page=method", desktop, `document.querySelectorAll('#method table').length === 4`},
			{"density", "#marks=density&size=killed", screen{width: 1440, height: 900}, `document.querySelectorAll('#legend-classes li').length > 3`},
			{"table", "#pane=table&event=2024-03-22-crocus-city-hall-moscow&sort=-killed,title", desktop, `document.querySelector('#event-table [aria-current]')`},
			{"empty table", "#pane=table&q=nothing-like-this", desktop, `document.querySelector('#table .empty')?.checkVisibility()`},
			{"phone table", "#pane=table", phone, `document.querySelectorAll('#event-table .grid-rows [role=row]').length > 3`},
			{"lanes and context", "#lanes=country&context=strength,leaders,activity,statements", desktop, `document.querySelectorAll('#lane-marks li').length > 3 && (document.querySelector('#time-menu').hidden ? document.querySelector('#time-options').click() : 1)`},
			{"periods", "#periods=month&period-order=killed", desktop, `document.querySelectorAll('#period-rows tr').length > 9`},
			{"phone periods", "#periods=quarter", phone, `document.querySelectorAll('#period-rows tr').length > 9`},
			{"keys", "", desktop, `document.querySelector('#shortcuts').open || document.querySelector('#open-shortcuts')?.click()`},
			{"phone", "", phone, `document.querySelectorAll('#event-list .row').length > 3`},
			{"phone event", "#event=2024-03-22-crocus-city-hall-moscow", phone, `document.querySelector('#event-card')`},
			{"tablet", "", screen{width: 900, height: 1100}, `document.querySelectorAll('#event-list .row').length > 3`},
		} {
			theme := "light"
			if dark {
				theme = "dark"
			}
			t.Run(view.name+", "+theme, func(t *testing.T) {
				view.screen.dark = dark
				p := open(t, h, view.fragment, view.screen)
				p.wait(view.ready)
				p.wait(`document.querySelector('#map-ground').dataset.state`)
				p.wait(fmt.Sprintf(`document.documentElement.dataset.theme === %q`, theme))
				p.expectAccessible(string(axe))
			})
		}
		t.Run(fmt.Sprintf("a file of one's own, dark %v", dark), func(t *testing.T) {
			p := open(t, h, "", screen{width: 1280, height: 800, dark: dark})
			p.choose(own(t, "my events.csv", ownCSV))
			p.expectOwn("my events.csv")
			p.run(installable)
			p.reported("my events.csv")
			p.expectAccessible(string(axe))
			p.click("#open-method")
			p.wait(`document.querySelector('#install-here')`)
			p.expectAccessible(string(axe))
			p.keys("\x1b")
			p.click("#open-own")
			p.wait(`document.querySelector('#opening')`)
			p.expectAccessible(string(axe))
			p.click("#opening-cancel")
			p.choose(own(t, "open.csv", ambiguous))
			p.mapped()
			p.expectAccessible(string(axe))
			p.click("#mapping .questions button")
			p.wait(`document.querySelector('#mapping .questions').children.length === 0`)
			p.click("#mapping-open")
			p.reported("open.csv")
			p.click("#open-said summary")
			p.wait(`document.querySelector('#open-columns')`)
			p.expectAccessible(string(axe))
		})
	}
}

func (p *tab) expectAccessible(axe string) {
	p.t.Helper()
	p.run(axe)
	violations := eval[[]string](p, `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
		.then(r => r.violations.map(v => v.id + ': ' + v.help + '\n    ' + v.nodes.map(n => n.target + ' ' + n.failureSummary.replaceAll('\n', ' ')).slice(0, 4).join('\n    ')))`)
	if len(violations) > 0 {
		p.t.Error(strings.Join(violations, "\n"))
	}
}
