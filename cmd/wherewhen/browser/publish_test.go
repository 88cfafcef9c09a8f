package browser

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"wherewhen/app/collection"
	"wherewhen/cmd/wherewhen/site"
)

// ownData are the files of publishers.
var ownData = filepath.Join("..", "site", "testdata")

// publish makes the site of a publisher's collection around the program the
// checkout has compiled, and serves it under a path as wherewhen serve does.
func publish(t *testing.T, path string, own site.Own) *host {
	t.Helper()
	needsSite(t)
	program, err := site.Gather(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	c, problems, err := own.Read()
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return serve(t, path, program, c)
}

// serve makes a site, which may offer tiles of others, and serves it under a
// path as wherewhen serve does.
func serve(t *testing.T, path string, program site.Program, c *site.Collection, tiles ...site.Tiles) *host {
	t.Helper()
	made, err := site.Make(program, c, nil, tiles...)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := made.Write(dir); err != nil {
		t.Fatal(err)
	}
	handler := site.NewHandler(os.DirFS(dir))
	h := &host{Server: httptest.NewServer(http.StripPrefix(strings.TrimSuffix(path, "/"), handler))}
	h.address = h.URL + path
	t.Cleanup(h.Close)
	return h
}

// everyText is all the page says, what is folded away included.
const everyText = `document.title + " " + document.body.textContent + " " +
	[...document.querySelectorAll("[title], [aria-label], [placeholder]")].map(e => e.title + " " + e.ariaLabel + " " + e.placeholder).join(" ")`

func TestOwnCollectionIsAllThatIsShown(t *testing.T) {
	h := publish(t, "/data/floods/", site.Own{
		Events: filepath.Join(ownData, "own.geojson"),
		Words: collection.Collection{
			Title: "Floods of the Rhine", Description: "High water reported along the Rhine.",
			Licence: "CC0 1.0", LicenceURL: "https://example.org/cc0",
		},
	})
	p := open(t, h, "", desktop)
	p.waitMap()
	p.wait(`document.querySelector("#count")?.textContent === "4 of 4 events"`)
	p.wait(`document.querySelector(".brand h1")?.textContent === "Floods of the Rhine"`)
	if title := eval[string](p, `document.title`); title != "Floods of the Rhine – Wherewhen" {
		t.Errorf("the title is %q", title)
	}
	if subtitle := p.text(".subtitle"); subtitle != "High water reported along the Rhine." {
		t.Errorf("the header says %q", subtitle)
	}
	checkText := func(where string) {
		t.Helper()
		all := strings.ToLower(eval[string](p, everyText))
		for _, word := range []string{"isis", "islamic", "khorasan", "afghan"} {
			if strings.Contains(all, word) {
				t.Errorf("%s says %q", where, word)
			}
		}
	}
	checkText("the page")
	for _, facet := range []string{"region", "province", "attribution", "link", "confidence"} {
		if eval[bool](p, fmt.Sprintf(`document.querySelector("#facet-%s").checkVisibility()`, facet)) {
			t.Errorf("a filter by %s is offered, which no event has", facet)
		}
	}

	// An event of which only the country is known, without its outline.
	p.click(`#event-list .row[data-id="upper-rhine-2013"]`)
	p.wait(`document.querySelector("#event-card")?.dataset.id === "upper-rhine-2013"`)
	checkText("a card")

	p.click("#open-method")
	p.wait(`document.querySelector("#licence a")?.textContent === "CC0 1.0"`)
	if at := eval[string](p, `document.querySelector("#licence a").href`); at != "https://example.org/cc0" {
		t.Errorf("the licence is at %s", at)
	}
	if said := p.text("#description"); said != "High water reported along the Rhine." {
		t.Errorf("the method page says %q", said)
	}
	checkText("the method page")
	if said := p.text("#problems"); said != "" {
		t.Errorf("the page complains: %s", said)
	}
	p.wait(`navigator.serviceWorker.controller`)
	if names := eval[[]string](p, `Object.keys(wherewhen.assets)`); strings.Contains(strings.Join(names, " "), "regions") {
		t.Errorf("the page knows the files %v", names)
	}
}

// TestPrerenderedWithoutTheProgram opens the page with scripts turned off.
func TestPrerenderedWithoutTheProgram(t *testing.T) {
	h := newHost(t, "/x/")
	for _, s := range []screen{desktop, phone} {
		p := blank(t, h, s)
		call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		p.do(chromedp.Navigate(h.address))
		p.wait(`document.querySelectorAll("#loading .events li").length === 235`)
		if !eval[bool](p, `document.querySelector("#loading noscript p").checkVisibility() && !document.querySelector("#progress").checkVisibility()`) {
			t.Error("the page does not say that scripts are off")
		}
		if !eval[bool](p, `(() => { const m = document.querySelector("#loading"); m.scrollTop = 1e6; return m.scrollTop > 1000 && m.scrollWidth <= m.clientWidth; })()`) {
			t.Error("the list does not scroll, or scrolls sideways")
		}
	}
}

// TestHostileDataDoesNothing walks every view of a site whose every text is an
// attack.
func TestHostileDataDoesNothing(t *testing.T) {
	events := filepath.Join(ownData, "hostile.geojson")
	evil := `"'><img src=https://evil.example/i onerror="window.__hostile=1"></script><script>window.__hostile=2</script>{{.}}`
	write := func(name string, v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	type object = map[string]any
	square := object{"type": "Polygon", "coordinates": [][][2]float64{{{5, 45}, {15, 45}, {15, 55}, {5, 55}, {5, 45}}}}
	source := []object{{"title": evil, "publisher": evil, "date": evil, "url": "javascript:window.__hostile=3", "supports": []string{evil}}}
	feature := func(properties object) object {
		return object{"type": "FeatureCollection", "features": []object{{"type": "Feature", "geometry": square, "properties": properties}}}
	}
	h := publish(t, "/", site.Own{
		Events: events,
		Regions: write("regions.geojson", feature(object{
			"id": "__proto__", "name": evil, "role": "constructor", "detail": evil, "start": "2000", "ongoing": true, "countries": []string{evil},
			"country_codes": []string{"__proto__"}, "districts": []string{evil}, "whole_province_drawn": true, "note": evil, "confidence": evil, "sources": source,
		})),
		Areas: write("areas.geojson", feature(object{"code": "__proto__", "name": evil})),
		Indicators: write("indicators.json", object{
			"note": evil, "strength": []object{{"as_of": evil, "estimator": evil, "basis": evil, "note": evil, "sources": source}},
			"leaders":    []object{{"name": evil, "also_known_as": []string{evil}, "role": evil, "from": evil, "end": evil, "sources": source}},
			"activity":   []object{{"from": evil, "metric": evil, "area": evil, "counted_by": evil, "sources": source}},
			"statements": []object{{"date": evil, "who": evil, "what": evil, "sources": source}},
		}),
		Words: collection.Collection{Title: evil, Description: evil, Licence: evil, LicenceURL: `https://example.org/"onmouseover="window.__hostile=4`},
	})
	p := blank(t, h, desktop)
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: `window.__violations = []; addEventListener("securitypolicyviolation", e => __violations.push(e.violatedDirective + " " + e.blockedURI))`,
	})
	calm := func(where string) {
		t.Helper()
		if eval[bool](p, `"__hostile" in window || "__hostile" in Object.prototype`) {
			t.Errorf("%s: the data ran as a program: %s", where, eval[string](p, `String(window.__hostile)`))
		}
		if broken := eval[[]string](p, `window.__violations`); len(broken) > 0 {
			t.Errorf("%s: the policy was broken: %v", where, broken)
		}
		if alive := eval[[]string](p, `[...document.querySelectorAll("*")].flatMap(e => [...e.attributes]
			.filter(a => /^on/.test(a.name) || /^\s*(javascript|data):/i.test(a.value)).map(a => e.tagName + " " + a.name))`); len(alive) > 0 {
			t.Errorf("%s: the data became %v", where, alive)
		}
	}

	p.visit(h.address)
	p.waitMap()
	p.wait(`document.querySelector("#map-ground").dataset.state === "idle"`)
	calm("the page")
	p.run(`document.querySelectorAll("details").forEach(d => d.open = true);
		document.querySelectorAll('.facet h2 [aria-expanded="false"]').forEach(b => b.click())`)
	p.wait(`!document.querySelector('.facet h2 [aria-expanded="false"]')`)
	calm("with all opened")

	var file struct {
		Features []struct{ ID string }
	}
	text, err := os.ReadFile(events)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, f := range file.Features {
		p.visit(h.address + "#event=" + url.PathEscape(f.ID))
		p.wait(fmt.Sprintf(`document.querySelector("#event-card")?.dataset.id === %s`, quoted(f.ID)))
		calm("the card of " + f.ID)
	}
	for _, fragment := range []string{
		"about-region=__proto__", "area=__proto__", "q=" + url.PathEscape("window.__hostile"), "kind=__proto__", "kind=constructor", "rim=attribution&size=killed",
		"region=__proto__", "event=" + url.PathEscape(evil), "q=" + url.PathEscape(evil),
	} {
		p.visit(h.address + "#" + fragment)
		p.wait(`document.querySelectorAll(".facet").length > 0`)
		calm(fragment)
	}
	p.visit(h.address + "#page=method")
	p.wait(`document.querySelectorAll("#method table").length === 4`)
	calm("the method page")
	p.visit(h.address + "#" + wholeWorld)
	p.waitMap()
	p.click("#find-place")
	p.keys("a")
	p.wait(`document.querySelector("#found-places li")`)
	calm("the search for places")
}
