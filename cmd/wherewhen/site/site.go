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

// A Site is a static site in memory. The same program and collection give the
// same bytes.
type Site struct {
	Version string            // stands for all contents
	Files   map[string][]byte // by path
}

// Make makes the site of a collection. Origins are those its page may ask
// beside its own, as https://tiles.example.org; tiles are basemaps of others it
// offers, whose origins it may ask too.
func Make(p Program, c *Collection, origins []string, tiles ...Tiles) (*Site, error) {
	list, err := assets(p, c)
	if err != nil {
		return nil, err
	}
	site := &Site{Files: map[string][]byte{}}
	for name, contents := range c.files {
		site.Files["data/"+name] = contents
	}
	page := newPage(c, origins, tiles)
	for _, a := range list {
		site.Files[a.path()] = a.contents
		twin := a.twin()
		if twin != nil {
			site.Files[a.path()+".gz"] = twin
		}
		if err := page.add(a, twin); err != nil {
			return nil, err
		}
	}
	if site.Files["licences.txt"], err = p.file("licences.txt"); err != nil {
		return nil, err
	}
	if err := site.addSingle(page, p); err != nil {
		return nil, err
	}
	page.files["licences"] = "licences.txt"

	// The version is taken over everything but itself, then written into the
	// page and its worker.
	for _, final := range []bool{false, true} {
		if final {
			page.Version = site.hash()
		}
		if err := site.fill(page, p); err != nil {
			return nil, err
		}
	}
	site.Version = page.Version
	return site, nil
}

// addSingle adds what one file is made from: it names the hashes of scripts
// and styles, so that nobody who saves one need find them.
func (s *Site) addSingle(to *page, p Program) error {
	text, err := p.file("single.html")
	if err != nil {
		return err
	}
	contents, err := to.script("single.html", text)
	if err != nil {
		return err
	}
	// Not as HTML: by itself it is no page.
	a := asset{name: "single", file: "single.txt", contents: contents, when: later}
	s.Files[a.path()] = contents
	return to.add(a, nil)
}

// fill writes the files that are made from templates.
func (s *Site) fill(to *page, p Program) (err error) {
	missing, err := p.file("404.html")
	if err != nil {
		return err
	}
	if to.StyleHash, err = styleHash(missing); err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		fill func(name string, text []byte) ([]byte, error)
	}{
		{"manifest.webmanifest", to.script}, {"404.html", to.html}, {"index.html", to.html}, {"service-worker.js", to.script},
	} {
		text, err := p.file(f.name)
		if err != nil {
			return err
		}
		if s.Files[f.name], err = f.fill(f.name, text); err != nil {
			return err
		}
		if f.name == "manifest.webmanifest" {
			to.First[f.name] = integrity(s.Files[f.name])
			to.First["licences.txt"] = integrity(s.Files["licences.txt"])
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

// parts are what a site consists of, at the top of its directory.
var parts = []string{"assets", "data", "index.html", "404.html", "licences.txt", "manifest.webmanifest", "service-worker.js"}

// vacate takes the site out of a directory that holds one; what else is in it,
// as the .git of a branch that is published, stays. A directory of something
// else is an error.
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
	for _, part := range parts {
		if err := os.RemoveAll(filepath.Join(dir, part)); err != nil {
			return err
		}
	}
	return nil
}

// Size is the number of bytes of all files, those that only repeat others for
// some hosts or readers left out.
func (s *Site) Size() int {
	n := 0
	for p := range s.Files {
		if path.Dir(p) != "data" && path.Ext(p) != ".gz" {
			n += len(s.Files[p])
		}
	}
	return n
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
