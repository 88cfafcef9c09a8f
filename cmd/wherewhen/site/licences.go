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

// A work is something of others that is passed on.
type work struct {
	name, version string
	dir           string // holds its licence
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)`)

// pageLicences gathers the licences of everything a site contains: Go and its
// modules, the npm packages, and what web/licences says of the rest.
func pageLicences(root string) ([]byte, error) {
	web := filepath.Join(root, "web")
	modules, err := modules(root, forPage, "./cmd/viewer", "./cmd/worker")
	if err != nil {
		return nil, err
	}
	npm, err := npmPackages(filepath.Join(web, "node_modules"))
	if err != nil {
		return nil, err
	}
	return licences("Wherewhen", filepath.Join(web, "licences"), slices.Concat(modules, npm))
}

// CommandLicences gathers the licences of what is compiled into the command
// wherewhen of a checkout, beside the program inside it.
func CommandLicences(root string) ([]byte, error) {
	modules, err := modules(root, []string{"CGO_ENABLED=0"}, "./cmd/wherewhen")
	if err != nil {
		return nil, err
	}
	return licences("The command wherewhen", "", modules)
}

// licences writes the licences of works after each other. Works that bring
// none along have theirs in the directory own, which may hold more.
func licences(what, own string, works []work) ([]byte, error) {
	texts, err := ownLicences(own)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s contains the following works, each under its own licence.\n", what)
	write := func(heading string, text []byte) {
		line := strings.Repeat("=", 78)
		fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n%s\n", line, heading, line, bytes.TrimSpace(text))
	}
	for _, w := range works {
		text, err := w.licence()
		if err != nil {
			return nil, err
		}
		if text == nil {
			text = texts[w.name]
			delete(texts, w.name)
		}
		if text == nil {
			return nil, fmt.Errorf("%s comes without a licence: put its text into web/licences/%s.txt", w.name, w.name)
		}
		write(w.name+" "+w.version, text)
	}
	for _, name := range sortedKeys(texts) {
		write(name, texts[name])
	}
	return out.Bytes(), nil
}

// ownLicences reads the texts of works that bring none along, by name.
func ownLicences(dir string) (map[string][]byte, error) {
	texts := map[string][]byte{}
	if dir == "" {
		return texts, nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		texts[strings.TrimSuffix(filepath.Base(file), ".txt")] = text
	}
	return texts, nil
}

// licence returns the licence files of a work, or nil.
func (w work) licence() ([]byte, error) {
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		return nil, err
	}
	var texts [][]byte
	for _, e := range entries {
		if !e.IsDir() && licenceFile.MatchString(e.Name()) {
			text, err := os.ReadFile(filepath.Join(w.dir, e.Name()))
			if err != nil {
				return nil, err
			}
			texts = append(texts, text)
		}
	}
	return bytes.Join(texts, []byte("\n\n")), nil
}

// modules lists Go itself and the modules commands are compiled from.
func modules(root string, env []string, commands ...string) ([]work, error) {
	goroot, err := goRoot(root)
	if err != nil {
		return nil, err
	}
	version, err := goCommand(root, env, "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	list, err := goCommand(root, env, append([]string{"list", "-deps", "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}"}, commands...)...)
	if err != nil {
		return nil, err
	}
	found := []work{{"Go", strings.TrimPrefix(strings.TrimSpace(version), "go"), goroot}}
	seen := map[string]bool{}
	for line := range strings.Lines(list) {
		field := strings.Split(strings.TrimSpace(line), "\t")
		if len(field) == 3 && !seen[field[0]] {
			seen[field[0]] = true
			found = append(found, work{field[0], field[1], field[2]})
		}
	}
	return found, nil
}

// npmPackages lists what npm has installed for the page, not for its tests.
func npmPackages(dir string) ([]work, error) {
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
	var found []work
	for _, path := range sortedKeys(lock.Packages) {
		name := strings.TrimPrefix(path, "node_modules/")
		if p := lock.Packages[path]; !p.Dev && !strings.HasPrefix(name, "@types/") {
			found = append(found, work{name, p.Version, filepath.Join(dir, filepath.FromSlash(name))})
		}
	}
	return found, nil
}
