package browser

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/cmd/wherewhen/site"
)

// newDevelopmentHost serves a site whose page makes up as many events as its
// address asks for.
func newDevelopmentHost(t *testing.T) *host {
	t.Helper()
	needsSite(t)
	program, err := site.Development(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	bundled, err := site.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, "/", program, bundled)
}

// TestMillion brushes a million events and compares what the page says with
// plain counting.
func TestMillion(t *testing.T) {
	h := newDevelopmentHost(t)
	const rows = 1_000_000
	table := event.Synthetic(rows, 1)
	p := blank(t, h, desktop)
	p.visit(h.address + "?synthetic=1000000")
	p.wait(`document.querySelector('#count').textContent === '1,000,000 of 1,000,000 events'`)
	p.waitMap()

	// What the page says of a window and a country, "" for all.
	check := func(country string) {
		t.Helper()
		p.wait(`/from=.*to=/.test(location.hash)`)
		from, to := p.window()
		first, _ := event.ParseDate(from)
		last, _ := event.ParseDate(to)
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
		if events == 0 || events == rows {
			t.Fatalf("%s to %s holds %d events", from, to, events)
		}
		p.wait(fmt.Sprintf(`document.querySelector('#count').textContent === '%s of 1,000,000 events'`, grouped(events)))
		p.wait(fmt.Sprintf(`document.querySelector('#killed').textContent.startsWith('%s killed')`, grouped(killed)))
		p.wait(fmt.Sprintf(`document.querySelector('#list-title').textContent === '%s events'`, grouped(events)))
		for kind, n := range kinds {
			p.wait(fmt.Sprintf(`document.querySelector('#facet-kind .choice[data-value="%s"]').textContent.includes('%s')`, kind, grouped(n)))
		}
	}
	b := p.axis()
	y := b[1] + 40
	p.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b[0]+b[2]*0.3, y))
	p.drag(b[0]+b[2]*0.3, y, b[0]+b[2]*0.6, y)
	check("")
	p.drag(b[0]+b[2]*0.45, y, b[0]+b[2]*0.6, y) // the middle
	check("")
	p.run(fmt.Sprintf(`document.querySelector('#facet-%s .choice').click()`, session.Country.Key()))
	p.wait(`location.hash.includes('country=')`)
	country := eval[string](p, `new URLSearchParams(location.hash.slice(1)).get('country')`)
	check(country)
	p.drag(b[0]+b[2]*0.6, y, b[0]+b[2]*0.5, y)
	check(country)
}

// grouped writes a number with commas between its thousands.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return grouped(n/1000) + fmt.Sprintf(",%03d", n%1000)
}
