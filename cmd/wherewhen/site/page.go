package site

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"wherewhen/app/collection"
	"wherewhen/app/event"
	"wherewhen/app/onefile"
	"wherewhen/app/session"
	"wherewhen/app/ui"
)

// mostListed is how many events stand in the page itself.
const mostListed = 500

// mostProblems is how many problems of the events the page tells.
const mostProblems = 100

// page is what the templates of a site are filled with.
type page struct {
	Version string
	Policy  string
	Words   collection.Collection
	Own     bool
	Plain   ui.Plain

	First   map[string]string // path to integrity, of what the worker keeps at first
	Later   map[string]string // path to integrity, of what it keeps once the page runs
	Aliases map[string]string // path to path
	Packed  map[string]packed // path to the same as gzip

	StyleHash string            // of the style in the page for what is not there
	Pictures  []shown           // of the page
	Newest    string            // fragment of the newest events
	texts     map[string][]byte // name to contents
	paths     map[string]string // of all assets
	files     map[string]string // of those the page may ask for
	sizes     map[string]int    // bytes, of those fetched early
	early     []string          // names
	twins     map[string]string // name to path of the same as gzip
	problems  []string          // of the events
	tiles     []Tiles           // the page offers
	origins   []string          // it may ask
}

// packed is an asset as gzip.
type packed struct {
	Path      string `json:"path"`
	Integrity string `json:"integrity"`
}

// pictures are those of the page, for the manifest.
var pictures = []struct{ asset, from, form, label string }{
	{"picture-wide", "pictures/wide.png", "wide", "Map, timeline, filters and list"},
	{"picture-narrow", "pictures/narrow.png", "narrow", "Map, timeline and list on a phone"},
}

// shown is a picture with its size in pixels.
type shown struct{ Path, Sizes, Form, Label string }

func newPage(c *Collection, origins []string, tiles []Tiles) *page {
	origins = slices.Clone(origins)
	for _, t := range tiles {
		if !slices.Contains(origins, t.origin) {
			origins = append(origins, t.origin)
		}
	}
	p := &page{
		Policy: policy(origins), tiles: tiles, origins: origins, Words: c.Words, Own: c.Own,
		Plain:   ui.NewPlain(c.table, mostListed),
		First:   map[string]string{},
		Later:   map[string]string{},
		Aliases: map[string]string{"index.html": ""},
		Packed:  map[string]packed{},
		Newest:  newest(c.table),
		paths:   map[string]string{},
		files:   map[string]string{},
		texts:   map[string][]byte{},
		sizes:   map[string]int{},
		early:   []string{},
		twins:   map[string]string{},
	}
	for i, problem := range c.problems {
		problem.File = eventsFile // whatever the publisher calls it
		if i == mostProblems {
			p.problems = append(p.problems, fmt.Sprintf("… and %d more", len(c.problems)-i))
			break
		}
		p.problems = append(p.problems, problem.Error())
	}
	return p
}

// newest is the link of the last year of the events.
func newest(t *event.Table) string {
	domain, _ := t.Domain()
	year := event.Span{Start: max(domain.Start, domain.End-364), End: domain.End}
	return (&session.State{Window: &year}).Fragment()
}

// add notes an asset.
func (p *page) add(a asset, twin []byte) error {
	path := a.path()
	p.paths[a.name], p.texts[a.name] = path, a.contents
	if a.when == never {
		return p.addPicture(a)
	}
	p.files[a.name] = path
	switch a.when {
	case early:
		p.early = append(p.early, a.name)
		p.sizes[a.name] = len(a.contents)
		p.First[path] = integrity(a.contents)
	case first:
		p.First[path] = integrity(a.contents)
	case later:
		p.Later[path] = integrity(a.contents)
	}
	if a.plain != "" {
		p.Aliases[a.plain] = path
	}
	if twin != nil {
		p.twins[a.name] = path + ".gz"
		p.Packed[path] = packed{path + ".gz", integrity(twin)}
	}
	return nil
}

func (p *page) addPicture(a asset) error {
	size, err := png.DecodeConfig(bytes.NewReader(a.contents))
	if err != nil {
		return fmt.Errorf("%s: %w", a.file, err)
	}
	for _, picture := range pictures {
		if picture.asset == a.name {
			p.Pictures = append(p.Pictures, shown{a.path(), fmt.Sprintf("%dx%d", size.Width, size.Height), picture.form, picture.label})
		}
	}
	return nil
}

// says is what a page says of itself. Tiles and origins are for the page alone: a
// document saved from it asks nobody.
type says struct {
	onefile.Site
	Tiles   []Tiles  `json:"tiles,omitempty"`
	Origins []string `json:"origins,omitempty"` // the page may ask beside its own
}

// Assets is what the loader reads out of the page.
func (p *page) Assets() any {
	words := p.Words
	words.Shortcuts = nil
	site := onefile.Site{
		Version: p.Version, Title: p.Words.Title, Collection: onefile.Collection{Collection: words, Own: p.Own},
		Files: p.files, Sizes: p.sizes, Early: p.early, Packed: p.twins, Problems: p.problems,
	}
	return says{site, p.tiles, p.origins}
}

// Early are the paths of what is fetched as soon as the page arrives.
func (p *page) Early() []string {
	paths := make([]string, len(p.early))
	for i, name := range p.early {
		paths[i] = p.files[name]
	}
	return paths
}

// Path returns the path of an asset.
func (p *page) Path(name string) (string, error) {
	path, ok := p.paths[name]
	if !ok {
		return "", fmt.Errorf("no asset %s", name)
	}
	return path, nil
}

func (p *page) contents(name string) ([]byte, error) {
	contents, ok := p.texts[name]
	if !ok {
		return nil, fmt.Errorf("no asset %s", name)
	}
	return contents, nil
}

// html fills the template of a page. What comes from the data is escaped for
// where it stands.
func (p *page) html(name string, text []byte) ([]byte, error) {
	t, err := htmltemplate.New(name).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, p)
	return out.Bytes(), err
}

// script fills the template of the worker, of the manifest, where data stands
// as JSON, or of one file, where no data stands.
func (p *page) script(name string, text []byte) ([]byte, error) {
	t, err := template.New(name).Funcs(template.FuncMap{
		"json": func(v any) (string, error) {
			b, err := json.MarshalIndent(v, "", "  ")
			return string(b), err
		},
		"hash": func(name string) (string, error) {
			contents, err := p.contents(name)
			return "'" + integrity(contents) + "'", err
		},
		"data": func(name, mediaType string) (string, error) {
			contents, err := p.contents(name)
			return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(contents), err
		},
	}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, p)
	return out.Bytes(), err
}

var styleElement = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// styleHash is what a policy allows the style of a page by.
func styleHash(html []byte) (string, error) {
	found := styleElement.FindSubmatch(html)
	if found == nil {
		return "", fmt.Errorf("404.html: expected a style element")
	}
	return strings.TrimSpace("'" + integrity(found[1]) + "'"), nil
}
