package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A Package is a work of others that the site contains.
type Package struct {
	Name, Version string
	Dir           string
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)`)

// licences gathers the licences of everything the site contains: Go and its
// modules, the npm packages, and what web/licences says of the rest.
func (s Source) licences() ([]byte, error) {
	npm, err := npmPackages(filepath.Join(s.Web, "node_modules"))
	if err != nil {
		return nil, err
	}
	own, err := s.ownLicences()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("Wherewhen contains the following works, each under its own licence.\n")
	write := func(heading string, text []byte) {
		line := strings.Repeat("=", 78)
		fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n%s\n", line, heading, line, bytes.TrimSpace(text))
	}
	for _, p := range slices.Concat(s.Modules, npm) {
		text, err := p.licence()
		if err != nil {
			return nil, err
		}
		if text == nil {
			text = own[p.Name]
			delete(own, p.Name)
		}
		if text == nil {
			return nil, fmt.Errorf("%s comes without a licence: put its text into web/licences/%s.txt", p.Name, p.Name)
		}
		write(p.Name+" "+p.Version, text)
	}
	for _, name := range sortedKeys(own) {
		write(name, own[name])
	}
	return out.Bytes(), nil
}

// ownLicences reads the texts of works that bring none along, by name.
func (s Source) ownLicences() (map[string][]byte, error) {
	files, err := filepath.Glob(filepath.Join(s.Web, "licences", "*.txt"))
	if err != nil {
		return nil, err
	}
	texts := map[string][]byte{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts[strings.TrimSuffix(filepath.Base(file), ".txt")] = text
	}
	return texts, nil
}

// licence returns the licence files of a package, or nil.
func (p Package) licence() ([]byte, error) {
	entries, err := os.ReadDir(p.Dir)
	if err != nil {
		return nil, err
	}
	var texts [][]byte
	for _, e := range entries {
		if !e.IsDir() && licenceFile.MatchString(e.Name()) {
			text, err := os.ReadFile(filepath.Join(p.Dir, e.Name()))
			if err != nil {
				return nil, err
			}
			texts = append(texts, text)
		}
	}
	return bytes.Join(texts, []byte("\n\n")), nil
}

// npmPackages lists what npm has installed for the page, not for its tests.
func npmPackages(dir string) ([]Package, error) {
	text, err := os.ReadFile(filepath.Join(dir, ".package-lock.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("the npm packages are missing: make dist fetches them")
	}
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version string `json:"version"`
			Dev     bool   `json:"dev"`
		} `json:"packages"`
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, fmt.Errorf("node_modules/.package-lock.json: %w", err)
	}
	var found []Package
	for _, path := range sortedKeys(lock.Packages) {
		name := strings.TrimPrefix(path, "node_modules/")
		if p := lock.Packages[path]; !p.Dev && !strings.HasPrefix(name, "@types/") {
			found = append(found, Package{Name: name, Version: p.Version, Dir: filepath.Join(dir, filepath.FromSlash(name))})
		}
	}
	return found, nil
}
