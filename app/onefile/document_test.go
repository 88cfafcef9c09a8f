package onefile

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/collection"
)

var update = flag.Bool("update", false, "write testdata anew")

const template = `<!doctype html>
<title><!-- title --></title>
<meta name="description" content="<!-- description -->">
<!-- styles -->
<script type="application/json" id="assets"><!-- assets --></script>
<p>Some: <!-- some --> of <!-- all --> on <!-- saved -->.
<p>Every: <!-- every -->.
<p>Licence: <!-- licence -->.
<p>From <!-- source -->.
<ul>
<!-- events -->
</ul>
<p>More: <!-- unlisted -->.
<!-- files -->
<!-- scripts -->
`

// zip makes a gzip file that needs no compressor: its bytes are stored.
func zip(t testing.TB, contents string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, contents); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func hostile(t testing.TB) *Document {
	return &Document{
		Template: []byte(template),
		Site: Site{
			Version: "v</script>", Title: `A & B <script>`, Early: []string{"events", "gone"},
			Collection: Collection{Collection: collection.Collection{Description: `"><script>alert(1)</script>`, Licence: "<b>", LicenceURL: "javascript:alert(1)"}},
		},
		Fragment: "q=</script><!--",
		Saved:    Saved{On: "2026-11-24", Of: 5, From: `https://example.org/?"><script>`},
		Styles:   []Part{{"style", []byte("a > b {}")}},
		Scripts:  []Part{{"loader", []byte("1 < 2 && 3 > 2; // </p>")}},
		Files:    []Part{{"events", zip(t, "<!-- files --></script>")}},
		Events: []Listed{
			{"2024-03-22", `</li></ul><script>alert("title")</script>`, `' onload=alert(1) `},
			{"2024", "\u202eright to left", ""},
		},
	}
}

func TestDocument(t *testing.T) {
	got, err := hostile(t).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/document.html"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the document is not %s (go test -update writes it anew):\n%s", golden, got)
	}
}

var (
	block  = regexp.MustCompile(`(?s)<script type="application/json" id="assets">(.*?)</script>`)
	inside = regexp.MustCompile(`(?s)<(style|script)( type="text/plain")? id="file-([^"]*)">(.*?)</(?:style|script)>`)
)

// held returns the parts a document holds by name, unpacked.
func held(t *testing.T, document []byte) map[string]string {
	t.Helper()
	parts := map[string]string{}
	for _, found := range inside.FindAllSubmatch(document, -1) {
		contents := found[4]
		if len(found[2]) > 0 {
			packed, err := base64.StdEncoding.DecodeString(string(contents))
			if err != nil {
				t.Fatal(err)
			}
			z, err := gzip.NewReader(bytes.NewReader(packed))
			if err != nil {
				t.Fatal(err)
			}
			if contents, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		parts[string(found[3])] = string(contents)
	}
	return parts
}

// What a browser finds in a document is what was put in.
func TestDocumentHoldsItsParts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	letters := []rune("ab<>&\"'/!- \n日é{}")
	random := func() string {
		text := make([]rune, r.IntN(80))
		for i := range text {
			text[i] = letters[r.IntN(len(letters))]
		}
		return string(text)
	}
	for range 100 {
		d := Document{Template: []byte(template), Fragment: random(), Site: Site{Version: random(), Title: random()}}
		want := map[string]string{}
		for i := range r.IntN(4) {
			script, style, file := fmt.Sprint("script", i), fmt.Sprint("style", i), fmt.Sprint("file.", i)
			want[script], want[style], want[file] = strings.ReplaceAll(random(), "<!", ""), strings.ReplaceAll(random(), "<!", ""), random()
			d.Scripts = append(d.Scripts, Part{script, []byte(want[script])})
			d.Styles = append(d.Styles, Part{style, []byte(want[style])})
			d.Files = append(d.Files, Part{file, zip(t, want[file])})
			d.Site.Early = append(d.Site.Early, file)
		}
		document, err := d.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := d.Bytes()
		if err != nil || !bytes.Equal(again, document) {
			t.Fatal("the same document has other bytes")
		}
		site, err := ParseSite(block.FindSubmatch(document)[1])
		if err != nil {
			t.Fatal(err)
		}
		if !site.Single || site.Fragment != d.Fragment || site.Version != d.Site.Version || !slices.Equal(site.Early, append([]string{}, d.Site.Early...)) {
			t.Fatalf("the JSON block says %+v of %+v", site, d.Site)
		}
		got := held(t, document)
		for name, contents := range got {
			if size, early := site.Sizes[name]; site.Files[name] != "#file-"+name || early && size != len(contents) {
				t.Fatalf("the JSON block says of %s: %q, %d bytes", name, site.Files[name], size)
			}
		}
		if !reflect.DeepEqual(got, want) || len(site.Files) != len(want) {
			t.Fatalf("the document holds %q, want %q", got, want)
		}
	}
}

func TestDocumentRefuses(t *testing.T) {
	for want, change := range map[string]func(*Document){
		"loader cannot stand inside a page: it contains \"</script\"": func(d *Document) { d.Scripts[0].Contents = []byte("a = '</SCRIPT>'") },
		"loader cannot stand inside a page: it contains \"<!--\"":     func(d *Document) { d.Scripts[0].Contents = []byte("<!-- a") },
		"loader cannot stand inside a page: it contains \"\\r\"":      func(d *Document) { d.Scripts[0].Contents = []byte("a\r\n") },
		"loader cannot stand inside a page: it is not UTF-8":          func(d *Document) { d.Scripts[0].Contents = []byte("\xff") },
		"style cannot stand inside a page: it contains \"</style\"":   func(d *Document) { d.Styles[0].Contents = []byte("</style") },
		"events: not a gzip file":                                     func(d *Document) { d.Files[0].Contents = []byte("plain") },
		"template: 0 times <!-- scripts -->: expected it once":        func(d *Document) { d.Template = []byte("<!-- styles --><!-- assets --><!-- files -->") },
		"template, line 16: \"nonsense\": no field of a document": func(d *Document) {
			d.Template = append(d.Template, "<!-- nonsense -->\n"...)
		},
	} {
		d := hostile(t)
		change(d)
		if _, err := d.Bytes(); err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}

func TestLinesWithNothingToSayAreLeftOut(t *testing.T) {
	d := hostile(t)
	d.Saved, d.Site.Collection = Saved{On: "2026-11-24", Of: 2}, Collection{}
	got, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"Every: 2": true, "Some:": false, "Licence:": false, "From": false, "More:": false, "description": false} {
		if strings.Contains(string(got), text) != want {
			t.Errorf("%q is there: %v, want %v\n%s", text, !want, want, got)
		}
	}
	d.Events = slices.Repeat(d.Events, mostListed)
	if got, err = d.Bytes(); err != nil || !strings.Contains(string(got), "More: 2000.") || strings.Count(string(got), "<li>") != mostListed {
		t.Errorf("of many events not %d are listed: %v", mostListed, err)
	}
}

func FuzzEscape(f *testing.F) {
	f.Add(`<a href="x" title='&amp;'>`)
	f.Fuzz(func(t *testing.T, plain string) {
		if got, want := escape(plain), html.EscapeString(plain); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}

func FuzzParseSite(f *testing.F) {
	f.Add([]byte(`{"version":"1","files":{"a":"b"},"early":["a"],"collection":{"licence":"x","own":true},"saved":{"of":3}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		site, err := ParseSite(text)
		if err != nil {
			return
		}
		again, err := json.Marshal(site)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := ParseSite(again); err != nil || !reflect.DeepEqual(back, site) {
			t.Fatalf("%s: %v, %+v, want %+v", again, err, back, site)
		}
		if name := site.FileName(0, ".html"); strings.ContainsAny(name, `/\<>:"|?*`+"\x00") || !strings.HasSuffix(name, ".html") {
			t.Fatalf("file name %q", name)
		}
	})
}

func TestFileName(t *testing.T) {
	for title, want := range map[string]string{
		"":                                     "wherewhen-1970-01-01.html",
		"Wherewhen":                            "wherewhen-1970-01-01.html",
		"../../Événements: 2021/22":            "evenements-2021-22-1970-01-01.html",
		strings.Repeat("reported attacks ", 9): "reported-attacks-reported-attacks-reported-1970-01-01.html",
		"Reported ISIS-K attacks and operating regions, 2015–2026":  "reported-isis-k-attacks-and-operating-regions-1970-01-01.html",
		"Floods: of rivers, lakes and seas, and of what came after": "floods-of-rivers-lakes-and-seas-1970-01-01.html",
	} {
		site := Site{Title: title}
		if got := site.FileName(0, ".html"); got != want {
			t.Errorf("%q is saved as %s, want %s", title, got, want)
		}
	}
}
