package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// A Site is a static site in memory. The same source gives the same bytes.
type Site struct {
	Version string            // stands for all contents
	Files   map[string][]byte // by path
	Missing []string          // names of data that was not there
}

// Make makes a site.
func Make(s Source) (*Site, error) {
	assets, err := s.assets()
	if err != nil {
		return nil, err
	}
	site := &Site{Files: map[string][]byte{}}
	page := newPage()
	for _, a := range assets {
		contents, err := os.ReadFile(a.from)
		if a.plain != "" && errors.Is(err, fs.ErrNotExist) {
			site.Missing = append(site.Missing, a.plain)
			continue
		}
		if err != nil {
			return nil, err
		}
		p := a.path(contents)
		site.Files[p] = contents
		page.add(a, p, contents)
		if a.plain != "" {
			site.Files[a.plain] = contents
		}
	}
	if about, err := os.ReadFile(filepath.Join(s.Data, "README.md")); err == nil {
		site.Files["data/README.md"] = about
	}
	licences, err := s.licences()
	if err != nil {
		return nil, err
	}
	site.Files["licences.txt"] = licences
	page.files["licences"] = "licences.txt"
	if err := site.addSingle(page, s.Web); err != nil {
		return nil, err
	}

	// The version is taken over everything but itself, then written into the
	// page and its worker.
	for _, final := range []bool{false, true} {
		if final {
			page.version = site.hash()
		}
		if err := site.fill(page, s.Web); err != nil {
			return nil, err
		}
	}
	site.Version = page.version
	return site, nil
}

// addSingle adds what one file is made from: it names the hashes of scripts
// and styles, so that nobody who saves one need find them.
func (s *Site) addSingle(p *page, web string) error {
	text, err := os.ReadFile(filepath.Join(web, "single.html"))
	if err != nil {
		return err
	}
	contents, err := p.execute("single.html", string(text))
	if err != nil {
		return err
	}
	// Not as HTML: by itself it is no page.
	a := asset{name: "single", stem: "single", ext: "txt", when: later}
	path := a.path(contents)
	s.Files[path] = contents
	p.add(a, path, contents)
	return nil
}

// fill writes the files that are made from templates: manifest, page, worker.
func (s *Site) fill(p *page, web string) error {
	for _, name := range []string{"manifest.webmanifest", "index.html", "service-worker.js"} {
		text, err := os.ReadFile(filepath.Join(web, name))
		if err != nil {
			return err
		}
		if s.Files[name], err = p.execute(name, string(text)); err != nil {
			return err
		}
		if name == "manifest.webmanifest" {
			p.keep(name, s.Files[name])
			p.keep("licences.txt", s.Files["licences.txt"])
		}
	}
	return nil
}

// hash stands for the paths and contents of all files.
func (s *Site) hash() string {
	h := sha256.New()
	for _, p := range sortedKeys(s.Files) {
		fmt.Fprintf(h, "%s %d\n", p, len(s.Files[p]))
		h.Write(s.Files[p])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Write puts the site into a directory, in place of the site that is there.
func (s *Site) Write(dir string) error {
	if err := vacate(dir); err != nil {
		return err
	}
	// The page comes last: a host that watches sees it complete.
	order := slices.DeleteFunc(sortedKeys(s.Files), func(p string) bool { return p == "index.html" })
	for _, p := range append(order, "index.html") {
		to := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, s.Files[p], 0o644); err != nil {
			return err
		}
	}
	return nil
}

// vacate empties a directory that holds a site, and no other.
func vacate(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	worker, err := os.ReadFile(filepath.Join(dir, "service-worker.js"))
	if err != nil || !bytes.Contains(worker, []byte("wherewhen-")) {
		return fmt.Errorf("%s holds something else than a site of Wherewhen: choose another directory", dir)
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// Size is the number of bytes of all files.
func (s *Site) Size() int {
	n := 0
	for p := range s.Files {
		if path.Dir(p) != "data" {
			n += len(s.Files[p])
		}
	}
	return n
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
