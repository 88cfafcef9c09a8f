package bundle

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
)

var day = event.NewDate(2026, 11, 24)

// newSite makes a site of which only the data and the page are real.
func newSite(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	put := func(path, contents string) {
		if err := os.WriteFile(filepath.Join(dir, path), []byte(contents), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]string{}
	for _, name := range []string{"app.wasm", "maplibre", "maplibre-worker", "maplibre-css", "basemap-sketch", "basemap-overview", "style", "loader-css", "wasm-exec", "pmtiles", "loader", "licences"} {
		files[name] = name
		put(name, name+"'s contents")
	}
	for name, file := range map[string]string{"events": "events.geojson", "regions": "regions.geojson", "areas": "areas.geojson", "indicators": "indicators.json"} {
		data, err := os.ReadFile(filepath.Join("../../../data", file))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
		put(file, string(data))
	}
	files["single"] = "single"
	put("single", "<!-- styles -->\n<!-- assets -->\n<!-- files -->\n<!-- scripts -->\n")
	block, err := json.Marshal(map[string]any{"version": "1", "files": files, "sizes": map[string]int{}, "early": []string{"events"}})
	if err != nil {
		t.Fatal(err)
	}
	put("index.html", `<script type="application/json" id="assets">`+string(block)+"</script>")
	return dir
}

// ids are those of the events a document holds.
func ids(t *testing.T, document []byte) (ids []string) {
	t.Helper()
	found := regexp.MustCompile(`id="file-events">([^<]*)<`).FindSubmatch(document)
	if found == nil {
		t.Fatal("the document holds no events")
	}
	z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(found[1])))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parse(t, text) {
		ids = append(ids, p.ID)
	}
	return ids
}

type properties struct{ ID, Kind, Start, End string }

func parse(t *testing.T, text []byte) (all []properties) {
	t.Helper()
	var file struct {
		Features []struct{ Properties properties }
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, f := range file.Features {
		all = append(all, f.Properties)
	}
	return all
}

func TestBundleHoldsWhatTheFilterShows(t *testing.T) {
	dir := newSite(t)
	data, err := os.ReadFile(filepath.Join(dir, "events.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	all := parse(t, data)
	attacks := func(p properties) bool {
		return p.Kind == "attack" && p.Start[:4] <= "2021" && p.End[:4] >= "2021"
	}
	every := func(properties) bool { return true }
	for _, c := range []struct {
		command Command
		want    func(properties) bool
	}{
		{Command{}, every},
		{Command{Filter: "kind=attack&from=2021-01-01&to=2021-12-31"}, attacks},
		{Command{Filter: "https://example.org/x/#kind=attack&from=2021-01-01&to=2021-12-31"}, attacks},
		{Command{Filter: "#kind=attack", All: true}, every},
	} {
		c.command.Site = dir
		document, held, err := c.command.document(day)
		if err != nil {
			t.Errorf("%+v: %v", c.command, err)
			continue
		}
		var want []string
		for _, p := range all {
			if c.want(p) {
				want = append(want, p.ID)
			}
		}
		if got := ids(t, document); !slices.Equal(got, want) {
			t.Errorf("%+v holds %v, want %v (%s)", c.command, got, want, held)
		}
		if again, _, err := c.command.document(day); err != nil || !bytes.Equal(again, document) {
			t.Errorf("%+v: the same again has other bytes (%v)", c.command, err)
		}
		if !bytes.Contains(document, []byte(`"on":"2026-11-24"`)) {
			t.Errorf("%+v does not say when it was made", c.command)
		}
	}
}

func TestBundleSaysWhatToDo(t *testing.T) {
	spoilt := func(change func(dir string) error) string {
		dir := newSite(t)
		if err := change(dir); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	write := func(name, contents string) func(string) error {
		return func(dir string) error { return os.WriteFile(filepath.Join(dir, name), []byte(contents), 0o644) }
	}
	remove := func(name string) func(string) error {
		return func(dir string) error { return os.Remove(filepath.Join(dir, name)) }
	}
	good := newSite(t)
	for _, c := range []struct {
		command Command
		want    []string
	}{
		{Command{Site: filepath.Join(good, "elsewhere")}, []string{"there is no site", "make dist"}},
		{Command{Site: t.TempDir()}, []string{"no index.html", "make dist"}},
		{Command{Site: spoilt(write("index.html", "<title>mine</title>"))}, []string{"make the site again"}},
		{Command{Site: spoilt(write("index.html", `<script type="application/json" id="assets">[</script>`))}, []string{"does not say what it consists of"}},
		{Command{Site: spoilt(remove("loader"))}, []string{"the site is not whole", "loader"}},
		{Command{Site: spoilt(remove("events.geojson"))}, []string{"events.geojson"}},
		{Command{Site: spoilt(write("loader", "</script>"))}, []string{"loader cannot stand inside a page"}},
		{Command{Site: good, Filter: "kind=parade&size=huge&event=no-such&about-region=none&from=2021-01-01&colour=red"},
			[]string{"kind=parade: no such value", "size=huge: expected", "event=no-such", "about-region=none", "from=2021-01-01: expected to beside it", "colour=red"}},
	} {
		_, _, err := c.command.document(day)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %s", c.command.Filter, err, want)
			}
		}
	}
}

// TestBuiltSite holds the file of the built site against its budget.
func TestBuiltSite(t *testing.T) {
	dist := os.Getenv("WHEREWHEN_DIST")
	if dist == "" {
		t.Skip("needs the built site: make test")
	}
	c := Command{Site: dist}
	document, _, err := c.document(day)
	if err != nil {
		t.Fatal(err)
	}
	const most = 6_000_000
	if len(document) > most {
		t.Errorf("one file of all events has %d bytes, more than %d", len(document), most)
	}
	for _, part := range regexp.MustCompile(`id="file-([^"]*)">`).FindAllSubmatchIndex(document, -1) {
		end := bytes.Index(document[part[1]:], []byte("</s"))
		t.Logf("%-18s %8d bytes", document[part[2]:part[3]], end)
	}
}
