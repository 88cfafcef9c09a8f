package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"text/template"
)

// page is what the templates of the site are filled with.
type page struct {
	version string
	files   map[string]string // name to path
	texts   map[string][]byte // name to contents
	sizes   map[string]int    // name to bytes, of those fetched early
	early   []string          // names
	first   map[string]string // path to integrity
	later   []string          // paths
	aliases map[string]string // path to path
}

func newPage() *page {
	return &page{
		files:   map[string]string{},
		texts:   map[string][]byte{},
		sizes:   map[string]int{},
		early:   []string{},
		first:   map[string]string{},
		later:   []string{},
		aliases: map[string]string{"index.html": ""},
	}
}

// add notes an asset.
func (p *page) add(a asset, path string, contents []byte) {
	p.files[a.name], p.texts[a.name] = path, contents
	switch a.when {
	case early:
		p.early = append(p.early, a.name)
		p.sizes[a.name] = len(contents)
		p.keep(path, contents)
	case first:
		p.keep(path, contents)
	case later:
		p.later = append(p.later, path)
	}
	if a.plain != "" {
		p.aliases[a.plain] = path
	}
}

// keep makes a file part of what the service worker fetches at first.
func (p *page) keep(path string, contents []byte) {
	p.first[path] = integrity(contents)
}

// integrity names contents as policies and the integrity of requests do.
func integrity(contents []byte) string {
	sum := sha256.Sum256(contents)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// execute fills a template.
func (p *page) execute(name, text string) ([]byte, error) {
	t, err := template.New(name).Option("missingkey=error").Funcs(template.FuncMap{
		"json": func(v any) (string, error) {
			b, err := json.MarshalIndent(v, "", "  ")
			return string(b), err
		},
		"hash": func(name string) (string, error) {
			contents, ok := p.texts[name]
			if !ok {
				return "", fmt.Errorf("no asset %s", name)
			}
			return "'" + integrity(contents) + "'", nil
		},
		"data": func(name, mediaType string) (string, error) {
			contents, ok := p.texts[name]
			if !ok {
				return "", fmt.Errorf("no asset %s", name)
			}
			return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(contents), nil
		},
		"path": func(name string) (string, error) {
			path, ok := p.files[name]
			if !ok {
				return "", fmt.Errorf("no asset %s", name)
			}
			return path, nil
		},
	}).Parse(text)
	if err != nil {
		return nil, err
	}
	assets, err := json.Marshal(map[string]any{"version": p.version, "files": p.files, "sizes": p.sizes, "early": p.early})
	if err != nil {
		return nil, err
	}
	paths := make([]string, len(p.early))
	for i, name := range p.early {
		paths[i] = p.files[name]
	}
	var out bytes.Buffer
	err = t.Execute(&out, map[string]any{
		"Version": p.version, "Assets": string(assets), "Early": paths,
		"First": p.first, "Later": p.later, "Aliases": p.aliases,
	})
	return out.Bytes(), err
}
