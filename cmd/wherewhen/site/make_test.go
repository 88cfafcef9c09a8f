package site

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"wherewhen/app/collection"
	"wherewhen/data"
)

// stubProgram is a program with the templates of this checkout and stand-ins
// for what must be compiled or fetched.
func stubProgram(t *testing.T) Program {
	t.Helper()
	p := Program{"licences.txt": []byte("none"), "wasm_exec.js": []byte("exec")}
	for _, g := range gathered {
		found, err := filepath.Glob(filepath.Join("..", "..", "..", filepath.FromSlash(g.from)))
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case strings.Contains(g.from, "node_modules"):
			p[g.path+path.Base(g.from)] = []byte(g.from)
			continue
		case strings.HasSuffix(g.path, ".wasm"):
			p[g.path] = bytes.Repeat([]byte("\x00asm"), 5000)
			continue
		}
		for _, file := range found {
			if p[g.path+filepath.Base(file)], err = os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
	}
	return p
}

func bundled(t *testing.T) *Collection {
	t.Helper()
	c, err := Bundled()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func own(t *testing.T, events string, words collection.Collection) *Collection {
	t.Helper()
	c, _, err := Own{Events: events, Words: words}.Read()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func made(t *testing.T, c *Collection, origins ...string) *Site {
	t.Helper()
	s, err := Make(stubProgram(t), c, origins)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTwoSitesOfOneSourceAreTheSame(t *testing.T) {
	p := stubProgram(t)
	first, err := Make(p, bundled(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	zipped, err := p.Zip()
	if err != nil {
		t.Fatal(err)
	}
	// Through the archive, as in a released command.
	unzipped, err := ReadZip(zipped)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Make(unzipped, bundled(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(first.Files, second.Files, bytes.Equal) || first.Version != second.Version {
		t.Error("two sites differ")
	}
	again, err := Program(unzipped).Zip()
	if err != nil || !bytes.Equal(zipped, again) {
		t.Errorf("two archives differ (%v)", err)
	}

	changed := maps.Clone(p)
	changed["style.css"] = append(slices.Clone(p["style.css"]), ' ')
	other, err := Make(changed, bundled(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if other.Version == first.Version {
		t.Error("a change did not change the version")
	}
}

func TestWrittenSitesAreTheSame(t *testing.T) {
	s := made(t, own(t, "testdata/own.geojson", collection.Collection{Title: "Floods"}))
	dir := filepath.Join(t.TempDir(), "site")
	for range 2 { // the second replaces the first
		if err := s.Write(dir); err != nil {
			t.Fatal(err)
		}
		left := maps.Clone(s.Files)
		err := filepath.WalkDir(dir, func(file string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			name, _ := filepath.Rel(dir, file)
			contents, err := os.ReadFile(file)
			if !bytes.Equal(contents, left[filepath.ToSlash(name)]) {
				t.Errorf("%s is not as it was made", name)
			}
			delete(left, filepath.ToSlash(name))
			return err
		})
		if err != nil || len(left) > 0 {
			t.Errorf("%v, not written: %v", err, slices.Sorted(maps.Keys(left)))
		}
	}
	if err := s.Write(t.TempDir()); err != nil {
		t.Errorf("an empty directory: %v", err)
	}
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "thesis.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(foreign); err == nil {
		t.Error("a directory of something else was replaced")
	}
	// What is beside a site stays.
	branch := t.TempDir()
	kept := filepath.Join(branch, ".git", "HEAD")
	if err := s.Write(branch); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Dir(kept), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(branch); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the second site took away what was beside the first: %v", err)
	}
}

// TestNothingInASiteIsAbsolute: every path is under the page, exists, and is
// named after its contents unless it is an entry.
func TestNothingInASiteIsAbsolute(t *testing.T) {
	s := made(t, bundled(t))
	entry := regexp.MustCompile(`^(index\.html|404\.html|manifest\.webmanifest|service-worker\.js|licences\.txt|data/[^/]+)$`)
	hashed := regexp.MustCompile(`^assets/[a-z0-9_-]+\.[0-9a-f]{8}\.(js|css|wasm|json|geojson|columns|txt|pmtiles|svg|png)(\.gz)?$`)
	for name := range s.Files {
		if !entry.MatchString(name) && !hashed.MatchString(name) {
			t.Errorf("%s is neither an entry nor named after its contents", name)
		}
	}
	for _, name := range []string{"index.html", "404.html"} {
		walk(t, s.Files[name], func(n *html.Node) {
			for _, a := range n.Attr {
				if a.Key != "href" && a.Key != "src" {
					continue
				}
				if n.Data == "a" && strings.HasPrefix(a.Val, "https://creativecommons.org/") || name == "404.html" && strings.Trim(a.Val, "./") == "" {
					continue
				}
				if _, ok := s.Files[a.Val]; !ok {
					t.Errorf("%s: %s=%q is no file of the site", name, a.Key, a.Val)
				}
			}
		})
	}
	var block pageBlock
	if err := json.Unmarshal(assetsBlock(t, s), &block); err != nil {
		t.Fatal(err)
	}
	if block.Version != s.Version || block.Title != bundled(t).Words.Title || block.Collection.Own {
		t.Errorf("the page says %+v", block)
	}
	for name, file := range block.Files {
		if s.Files[file] == nil {
			t.Errorf("asset %s is %s, which is no file of the site", name, file)
		}
	}
	for _, name := range block.Early {
		if block.Sizes[name] != len(s.Files[block.Files[name]]) {
			t.Errorf("asset %s has %d bytes, the page says %d", name, len(s.Files[block.Files[name]]), block.Sizes[name])
		}
	}
}

type pageBlock struct {
	Version    string
	Title      string
	Files      map[string]string
	Packed     map[string]string
	Sizes      map[string]int
	Early      []string
	Collection struct {
		collection.Collection
		Own bool
	}
}

func TestTwinsUnpackToTheirAssets(t *testing.T) {
	s := made(t, bundled(t))
	var block pageBlock
	if err := json.Unmarshal(assetsBlock(t, s), &block); err != nil {
		t.Fatal(err)
	}
	for name, file := range block.Files {
		twin, ok := block.Packed[name]
		if want := regexp.MustCompile(`\.(wasm|json|geojson|columns)$`).MatchString(file); ok != want {
			t.Errorf("%s has a twin: %v, want %v", name, ok, want)
		}
		if !ok {
			continue
		}
		z, err := gzip.NewReader(bytes.NewReader(s.Files[twin]))
		if err != nil {
			t.Errorf("%s: %v", twin, err)
			continue
		}
		unpacked, err := io.ReadAll(z)
		if err != nil || !bytes.Equal(unpacked, s.Files[file]) {
			t.Errorf("%s does not unpack to %s (%v)", twin, file, err)
		}
	}
}

func TestPicturesAreNotKeptForOfflineUse(t *testing.T) {
	s := made(t, bundled(t))
	pictures := 0
	for name := range s.Files {
		if strings.HasPrefix(name, "assets/picture-") {
			pictures++
			if bytes.Contains(s.Files["service-worker.js"], []byte(name)) || bytes.Contains(s.Files["index.html"], []byte(name)) {
				t.Errorf("%s is loaded by every visitor", name)
			}
		}
	}
	if pictures != 2 {
		t.Errorf("%d pictures, want 2", pictures)
	}
}

// manifest is a web app manifest as the specification has it.
type manifest struct {
	ID, Name, Scope     string
	ShortName           string `json:"short_name"`
	StartURL            string `json:"start_url"`
	Icons, Screenshots  []picture
	Shortcuts           []struct{ Name, URL string }
	FileHandlers        []fileHandler `json:"file_handlers"`
	ShareTarget         shareTarget   `json:"share_target"`
	LaunchHandler       any           `json:"launch_handler"`
	Description, Lang   string
	Display, Background string
}

type picture struct {
	Src, Sizes, Type, Purpose, Label string
	FormFactor                       string `json:"form_factor"`
}

type fileHandler struct {
	Action     string
	Accept     map[string][]string
	LaunchType string `json:"launch_type"`
}

type shareTarget struct {
	Action, Method, Enctype string
	Params                  struct {
		Files []struct {
			Name   string
			Accept []string
		}
	}
}

func readManifest(t *testing.T, s *Site) manifest {
	t.Helper()
	var m manifest
	if err := json.Unmarshal(s.Files["manifest.webmanifest"], &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestManifestTellsTheTruth(t *testing.T) {
	s := made(t, bundled(t))
	m := readManifest(t, s)
	// An id would be relative to the origin: all sites of a host were one app.
	if m.ID != "" || m.Scope != "./" || m.StartURL != "./" {
		t.Errorf("id, scope and start are %q, %q, %q", m.ID, m.Scope, m.StartURL)
	}
	purposes, forms := map[string]bool{}, map[string]bool{}
	for _, p := range append(m.Icons, m.Screenshots...) {
		contents, ok := s.Files[p.Src]
		if !ok {
			t.Errorf("%s is no file of the site", p.Src)
			continue
		}
		purposes[p.Type+p.Purpose] = true
		if p.Type == "image/svg+xml" {
			if p.Sizes != "any" {
				t.Errorf("%s has sizes %s", p.Src, p.Sizes)
			}
			continue
		}
		size, err := png.DecodeConfig(bytes.NewReader(contents))
		if err != nil {
			t.Errorf("%s: %v", p.Src, err)
		}
		if want := fmt.Sprintf("%dx%d", size.Width, size.Height); p.Sizes != want {
			t.Errorf("%s has %s pixels, the manifest says %s", p.Src, want, p.Sizes)
		}
	}
	for _, p := range m.Screenshots {
		forms[p.FormFactor] = true
		if n := len(s.Files[p.Src]); n > 250e3 {
			t.Errorf("%s has %d bytes", p.Src, n)
		}
	}
	for _, want := range []string{"image/svg+xml", "image/png", "image/pngmaskable"} {
		if !purposes[want] {
			t.Errorf("no icon of %s", want)
		}
	}
	if !forms["wide"] || !forms["narrow"] {
		t.Errorf("screenshots of %v", forms)
	}
	if len(m.Shortcuts) < 2 || len(m.FileHandlers) != 1 || m.ShareTarget.Method != "POST" ||
		m.ShareTarget.Enctype != "multipart/form-data" || len(m.ShareTarget.Params.Files) != 1 || m.ShareTarget.Params.Files[0].Name != "file" {
		t.Errorf("%+v", m)
	}
	for _, s := range m.Shortcuts {
		if !strings.HasPrefix(s.URL, "./#") || s.Name == "" {
			t.Errorf("shortcut %+v", s)
		}
	}
}

func TestPictureSizesAreRead(t *testing.T) {
	p := stubProgram(t)
	var out bytes.Buffer
	picture := image.NewPaletted(image.Rect(0, 0, 321, 333), color.Palette{color.White})
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	p["pictures/narrow.png"] = out.Bytes()
	s, err := Make(p, bundled(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(s.Files["manifest.webmanifest"], []byte(`"321x333"`)) {
		t.Errorf("%s", s.Files["manifest.webmanifest"])
	}
	p["pictures/narrow.png"] = []byte("no picture")
	if _, err := Make(p, bundled(t), nil); err == nil {
		t.Error("a picture that is none was taken")
	}
}

func TestMissingFilesOfTheProgramAreNamed(t *testing.T) {
	whole := stubProgram(t)
	small, pictured := own(t, "testdata/own.geojson", collection.Collection{Title: "Floods"}), bundled(t)
	for name := range whole {
		p := maps.Clone(whole)
		delete(p, name)
		c := small
		if strings.HasPrefix(name, "pictures/") {
			c = pictured
		}
		if _, err := Make(p, c, nil); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

func TestBundledCollectionIsAsItsSchemaSays(t *testing.T) {
	schema, err := data.Files.ReadFile("schema/collection.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	read := func(text []byte) any {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:collection", read(schema)); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("urn:collection")
	if err != nil {
		t.Fatal(err)
	}
	words, err := data.Files.ReadFile("collection.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(read(words)); err != nil {
		t.Error(err)
	}
	if err := compiled.Validate(read([]byte(`{"title": "x"}`))); err == nil {
		t.Error("the schema allows a collection without a licence")
	}
}

// walk visits every node of a page.
func walk(t *testing.T, page []byte, visit func(*html.Node)) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		visit(n)
	}
}

// assetsBlock returns the text of the JSON block as a browser finds it.
func assetsBlock(t *testing.T, s *Site) []byte {
	t.Helper()
	var text []byte
	walk(t, s.Files["index.html"], func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key == "id" && a.Val == "assets" {
				text = []byte(n.FirstChild.Data)
			}
		}
	})
	return text
}
