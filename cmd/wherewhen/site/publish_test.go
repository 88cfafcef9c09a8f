package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"

	"wherewhen/app/collection"
	"wherewhen/app/event"
)

func TestOwnCollectionLeavesNothingOfTheBundledOne(t *testing.T) {
	words := collection.Collection{
		Title: "Floods of the Rhine", Description: "High water reported along the Rhine.",
		Licence: "CC0", LicenceURL: "https://example.org/cc0",
	}
	s := made(t, own(t, "testdata/own.geojson", words))
	group := regexp.MustCompile(`(?i)isis|islamic|khorasan province|crocus`)
	for name, contents := range s.Files {
		if found := group.Find(contents); found != nil {
			t.Errorf("%s says %q", name, found)
		}
	}
	page := string(s.Files["index.html"])
	for _, want := range []string{
		"<title>Floods of the Rhine – Wherewhen</title>", "4 events", `href="https://example.org/cc0"`,
		`content="High water reported along the Rhine."`,
		"<bdi>High water in Basel</bdi></b> <span>15 July 2021 · <bdi>Basel, Switzerland</bdi> · no figure",
		"25–31 January 1995 · <bdi>Koblenz, Germany</bdi> · 2 (1–3) killed",
		"December 1993 (known to the month; the day was not reported)",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	for name := range s.Files {
		if strings.Contains(name, "regions") || strings.Contains(name, "areas") || strings.Contains(name, "indicators") || strings.Contains(name, "picture") {
			t.Errorf("%s is of the bundled collection", name)
		}
	}
	var block pageBlock
	if err := json.Unmarshal(assetsBlock(t, s), &block); err != nil {
		t.Fatal(err)
	}
	if !block.Collection.Own || block.Collection.Title != words.Title || block.Collection.LicenceURL != words.LicenceURL {
		t.Errorf("the page says %+v", block.Collection)
	}
	m := readManifest(t, s)
	if m.Name != words.Title || m.ShortName != "Floods of the" || len(m.Screenshots) > 0 || m.Shortcuts[0].URL != "./#from=2020-07-16&to=2021-07-15" {
		t.Errorf("%+v", m)
	}
	if !bytes.Equal(s.Files["data/events.geojson"], contents(t, "testdata/own.geojson")) {
		t.Error("the data was not published as it is")
	}
}

// The properties that a collection names as its own are in the site.
func TestOwnColumnsArePublished(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.geojson")
	text := `{"type":"FeatureCollection","own_columns":["River","Country (file)"],"features":[` +
		`{"type":"Feature","geometry":null,"properties":{"id":"a","start":"2021","River":"Rhine","Country (file)":"CH"}},` +
		`{"type":"Feature","geometry":null,"properties":{"id":"b","start":"2022","River":"Aare"}}]}`
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s := made(t, own(t, path, collection.Collection{Title: "a", Description: "b", Licence: "c", LicenceURL: "https://example.org/"}))
	for name, contents := range s.Files {
		if !strings.HasSuffix(name, ".columns") {
			continue
		}
		table, _, _, err := event.Decode(contents)
		if err != nil || len(table.Own) != 2 || table.Own[0].Title != "River" || table.Own[1].Title != "Country" {
			t.Fatalf("%s: %v", name, err)
		}
		if a, b := table.Event(0).Own, table.Event(1).Own; !slices.Equal(a, []string{"Rhine", "CH"}) || !slices.Equal(b, []string{"Aare", ""}) {
			t.Errorf("%q, %q", a, b)
		}
		return
	}
	t.Error("there are no columns")
}

// TestDataAddsNoMarkup holds the page of hostile data against one of harmless
// data: but for texts, the two are the same.
func TestDataAddsNoMarkup(t *testing.T) {
	evil := `"'><img src=x onerror=alert(1)></title></script><script>alert(1)</script>{{.}}`
	harmless := own(t, neutral(t), collection.Collection{Title: "a", Description: "b", Licence: "c", LicenceURL: "https://example.org/"})
	hostile := own(t, "testdata/hostile.geojson", collection.Collection{
		Title: evil, Description: evil, Licence: evil, LicenceURL: `https://example.org/"onmouseover="alert(1)`,
	})
	want, got := skeleton(t, made(t, harmless).Files["index.html"]), skeleton(t, made(t, hostile).Files["index.html"])
	if !slices.Equal(want, got) {
		for i := range min(len(want), len(got)) {
			if want[i] != got[i] {
				t.Fatalf("the data made %s of %s", got[i], want[i])
			}
		}
		t.Fatalf("the data made %d nodes of %d", len(got), len(want))
	}

	s := made(t, hostile)
	walk(t, s.Files["index.html"], func(n *html.Node) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
		if n.Data == "a" && n.Parent.Data != "p" && n.Parent.Data != "noscript" {
			t.Errorf("a link in <%s>", n.Parent.Data)
		}
	})
	var block pageBlock
	if err := json.Unmarshal(assetsBlock(t, s), &block); err != nil {
		t.Fatalf("the block of the page is cut: %v", err)
	}
	if block.Collection.Title != evil {
		t.Errorf("the title arrived as %q", block.Collection.Title)
	}
	if m := readManifest(t, s); m.Name != evil {
		t.Errorf("the manifest says %q", m.Name)
	}
	if page := string(s.Files["404.html"]); strings.Contains(page, "<img") || strings.Contains(page, "<script") {
		t.Errorf("404.html: %s", page)
	}
}

// neutral writes the hostile file with every text replaced, so that the same
// number of events of the same dates and places is left.
func neutral(t *testing.T) string {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal(contents(t, "testdata/hostile.geojson"), &file); err != nil {
		t.Fatal(err)
	}
	for i, feature := range file["features"].([]any) {
		properties := feature.(map[string]any)["properties"].(map[string]any)
		for name, value := range properties {
			if _, text := value.(string); text && name != "start" {
				properties[name] = fmt.Sprint(name, i)
			}
		}
		properties["sources"] = nil
	}
	text, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "neutral.geojson")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// skeleton lists the elements of a page with the names of their attributes,
// in order, comments included.
func skeleton(t *testing.T, page []byte) []string {
	t.Helper()
	var list []string
	walk(t, page, func(n *html.Node) {
		switch n.Type {
		case html.ElementNode:
			text := n.Data
			for _, a := range n.Attr {
				text += " " + a.Key
			}
			list = append(list, text)
		case html.CommentNode:
			list = append(list, "comment")
		}
	})
	return list
}

// TestTheStyleIsTheOneThePolicyAllows: the browser hashes the text it finds.
func TestTheStyleIsTheOneThePolicyAllows(t *testing.T) {
	var style, policy string
	walk(t, made(t, bundled(t)).Files["404.html"], func(n *html.Node) {
		switch n.Data {
		case "style":
			style = n.FirstChild.Data
		case "meta":
			if n.Attr[0].Val == "Content-Security-Policy" {
				policy = n.Attr[1].Val
			}
		}
	})
	if want := "'" + integrity([]byte(style)) + "'"; !strings.Contains(policy, "style-src "+want+";") {
		t.Errorf("the policy is %s, the style is %s", policy, want)
	}
}

func TestAllowedOriginsAreInThePolicyAndNowhereElse(t *testing.T) {
	c := own(t, "testdata/own.geojson", collection.Collection{Title: "Floods"})
	plain, with := made(t, c).Files["index.html"], made(t, c, "https://tiles.example.org", "http://localhost:8000").Files["index.html"]
	policyIn := func(page []byte) string {
		return strings.TrimSuffix(policyOf(page), "; frame-ancestors 'self'")
	}
	if policyIn(plain) != policy(nil) || strings.Contains(policyIn(plain), "http") {
		t.Errorf("the policy is %s", policyIn(plain))
	}
	for directive := range strings.SplitSeq(policyIn(with), "; ") {
		name, _, _ := strings.Cut(directive, " ")
		named := strings.HasSuffix(directive, " https://tiles.example.org http://localhost:8000")
		if named != (name == "img-src" || name == "connect-src") {
			t.Errorf("%s", directive)
		}
	}
}

func TestParseOrigin(t *testing.T) {
	for text, want := range map[string]string{
		"https://tiles.example.org":         "https://tiles.example.org",
		"https://Tiles.Example.org:8443":    "https://tiles.example.org:8443",
		"http://localhost":                  "http://localhost",
		"http://localhost:8000":             "http://localhost:8000",
		"http://127.0.0.1:8000":             "http://127.0.0.1:8000",
		"":                                  "",
		"*":                                 "",
		"https://*":                         "",
		"https://*.example.org":             "",
		"http://example.org":                "",
		"http://localhost.example.org":      "",
		"https://example.org/":              "",
		"https://example.org/tiles":         "",
		"https://example.org?a":             "",
		"https://example.org#a":             "",
		"https://me@example.org":            "",
		"https://example.org:*":             "",
		"https://example.org:":              "",
		"https://example.org https://b":     "",
		"https://example.org; script-src *": "",
		"https://exa mple.org":              "",
		"https://example.org,https://b":     "",
		"https://":                          "",
		"javascript:alert(1)":               "",
		"data:":                             "",
		"'unsafe-inline'":                   "",
		"//example.org":                     "",
		"example.org":                       "",
		"https://[::1]":                     "",
	} {
		got, err := parseOrigin(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}

// FuzzParseOrigin: whatever is taken is one word of one directive.
func FuzzParseOrigin(f *testing.F) {
	f.Add("https://tiles.example.org:443")
	f.Add("http://localhost:1; script-src *")
	one := regexp.MustCompile(`^(https://[a-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:[0-9]+)?$`)
	f.Fuzz(func(t *testing.T, text string) {
		if origin, err := parseOrigin(text); err == nil && !one.MatchString(origin) {
			t.Errorf("%q became %q", text, origin)
		}
	})
}

func TestLongCollectionsAreCutAndSaySo(t *testing.T) {
	var features []string
	for i := range mostListed + 1 {
		features = append(features, fmt.Sprintf(`{"type":"Feature","geometry":null,"properties":{"id":"e%d","title":"Event %d","start":"%04d"}}`, i, i, 1000+i))
	}
	path := filepath.Join(t.TempDir(), "many.geojson")
	if err := os.WriteFile(path, []byte(`{"type":"FeatureCollection","features":[`+strings.Join(features, ",")+`]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	page := string(made(t, own(t, path, collection.Collection{Title: "Many"})).Files["index.html"])
	if n := strings.Count(page, "<li>"); n != mostListed {
		t.Errorf("%d events listed, want %d", n, mostListed)
	}
	if !strings.Contains(page, "501 events") || !strings.Contains(page, "The newest 500 events; all") ||
		!strings.Contains(page, "Event 500<") || strings.Contains(page, "Event 0<") {
		t.Error("the page does not say what it leaves out")
	}
}

func TestTheListIsSmall(t *testing.T) {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotliLevel)
	w.Write(made(t, bundled(t)).Files["index.html"])
	w.Close()
	if out.Len() > 15e3 {
		t.Errorf("the page with its list has %d bytes as brotli, want 15,000 at most", out.Len())
	}
}

func TestOwnDataThatCannotBeReadIsSaid(t *testing.T) {
	write := func(text string) string {
		path := filepath.Join(t.TempDir(), "mine.json")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := `{"type":"Feature","geometry":null,"properties":{"id":"a","start":"2024"}}`
	bad := `{"type":"Feature","geometry":null,"properties":{"id":"b","start":"spring"}}`
	file := func(features ...string) string {
		return write(`{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`)
	}
	words := collection.Collection{Title: "Mine"}
	c, problems, err := Own{Events: file(good, bad), Words: words}.Read()
	if err != nil || c.table.Len() != 1 || len(problems) != 1 || !problems[0].Rejected || !strings.Contains(problems[0].Error(), "spring") {
		t.Errorf("%v, %v, %v", c, problems, err)
	}
	for name, o := range map[string]Own{
		"no event":       {Events: file(bad), Words: words},
		"empty":          {Events: file(), Words: words},
		"cut":            {Events: write(`{"type":"FeatureCollection","features":[` + good), Words: words},
		"no JSON":        {Events: write("id,title"), Words: words},
		"no file":        {Events: filepath.Join(t.TempDir(), "none"), Words: words},
		"no title":       {Events: file(good)},
		"bad licence":    {Events: file(good), Words: collection.Collection{Title: "x", Licence: "y", LicenceURL: "javascript:1"}},
		"bad regions":    {Events: file(good), Regions: file(bad), Words: words},
		"bad areas":      {Events: file(good), Areas: write("[]"), Words: words},
		"bad indicators": {Events: file(good), Indicators: write("[]"), Words: words},
	} {
		if _, _, err := o.Read(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, c := range []BuildCommand{
		{Title: "x"}, {Regions: "x"}, {LicenceURL: "x"}, {Data: file(good)},
		{Data: file(good), Title: "x", LicenceURL: "https://example.org"},
		{Data: file(good), Title: "x", AllowOrigin: []string{"https://*"}},
	} {
		if err := c.Run(); err == nil || !strings.Contains(err.Error(), "--") && !strings.Contains(err.Error(), "licence") {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
