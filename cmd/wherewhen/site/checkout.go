package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

var errNoCheckout = errors.New("not the top directory of Wherewhen: it has no cmd/viewer")

// Checkout compiles the program of a checkout of this module and gathers what
// belongs to it.
func Checkout(root string) (Program, error) {
	if err := compile(root, appWasm, "./cmd/viewer", "", seldomRun); err != nil {
		return nil, err
	}
	if err := compile(root, readerWasm, "./cmd/worker", "", nil); err != nil {
		return nil, err
	}
	return Gather(root)
}

// Development is Checkout for those who work on the page: opened with
// ?synthetic=1000000 it shows so many events that are made up, to measure with
// and to test.
func Development(root string) (Program, error) {
	wasm := filepath.Join("build", "development.wasm")
	if err := compile(root, wasm, "./cmd/viewer", "development", seldomRun); err != nil {
		return nil, err
	}
	if err := compile(root, readerWasm, "./cmd/worker", "", nil); err != nil {
		return nil, err
	}
	p, err := Gather(root)
	if err != nil {
		return nil, err
	}
	p["app.wasm"], err = os.ReadFile(filepath.Join(root, wasm))
	return p, err
}

// appWasm is where the compiled page is, below the top of a checkout, and
// readerWasm what reads files of others beside it.
var (
	appWasm    = filepath.Join("build", "app.wasm")
	readerWasm = filepath.Join("build", "reader.wasm")
)

// compile compiles a command for the page, the packages in small for size.
func compile(root, wasm, command, tags string, small []string) error {
	if _, err := os.Stat(filepath.Join(root, "cmd", "viewer")); err != nil {
		return fmt.Errorf("%s: %w", root, errNoCheckout)
	}
	goroot, err := goRoot(root)
	if err != nil {
		return err
	}
	standIns, err := overlay(root, goroot)
	if err != nil {
		return err
	}
	args := []string{"build", "-overlay", standIns, "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-tags=" + tags, "-o", wasm}
	for _, name := range small {
		args = append(args, "-gcflags="+name+"=-l")
	}
	_, err = goCommand(root, forPage, append(args, command)...)
	return err
}

// seldomRun are packages whose functions are compiled as they are, not into
// those that call them: they run once for a press, a file or a circle, and the
// page is a tenth smaller to load. The loops over all events are not in them, or
// call little for each: app/crossfilter, app/event and app/order are compiled as
// ever.
var seldomRun = []string{
	"wherewhen/app/ui", "wherewhen/app/session", "wherewhen/app/mapview", "wherewhen/app/export", "wherewhen/app/picture", "wherewhen/app/citation",
	"wherewhen/app/intake", "wherewhen/app/onefile", "wherewhen/app/timeline", "wherewhen/app/place", "wherewhen/app/collection", "wherewhen/app/indicator", "wherewhen/app/browser", "wherewhen/app/bidi",
	"github.com/maxence-charriere/go-app/v10/pkg/app", "github.com/google/uuid", "golang.org/x/text/transform", "golang.org/x/text/unicode/norm",
	"encoding/json", "encoding/csv", "fmt", "internal/fmtsort", "reflect", "internal/reflectlite", "strings", "strconv", "internal/strconv", "sync", "unique", "time",
	"net/url", "os", "syscall", "syscall/js", "path", "path/filepath", "io", "errors", "context", "html", "maps",
	"encoding/base64", "encoding/binary", "encoding/hex", "internal/godebug", "internal/bisect", "github.com/maxence-charriere/go-app/v10/pkg/errors",
}

// gathered are the files of a program and where a checkout has them. What a
// pattern finds keeps its name below the path.
var gathered = []struct{ path, from string }{
	{"app.wasm", "build/app.wasm"},
	{"reader.wasm", "build/reader.wasm"},
	{"", "web/*.html"},
	{"", "web/*.webmanifest"},
	{"", "web/*.js"},
	{"", "web/*.css"},
	{"", "web/places.json"},
	{"icons/", "web/icons/*"},
	{"pictures/", "web/pictures/*.png"},
	{"basemap/", "web/basemap/*.pmtiles"},
	{"basemap/", "web/basemap/sketch.json"},
	{"basemap/", "web/basemap/outlines.json"},
	{"maplibre/", "web/node_modules/maplibre-gl/dist/maplibre-gl.mjs"},
	{"maplibre/", "web/node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs"},
	{"maplibre/", "web/node_modules/maplibre-gl/dist/maplibre-gl.css"},
	{"pmtiles/", "web/node_modules/pmtiles/dist/pmtiles.js"},
}

// Gather puts together the program of a checkout that is compiled already.
func Gather(root string) (Program, error) {
	p := Program{}
	for _, g := range gathered {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(g.from)))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s is missing: make dist brings it", g.from)
		}
		for _, from := range found {
			path := g.path
			if path == "" || strings.HasSuffix(path, "/") {
				path += filepath.Base(from)
			}
			if p[path], err = os.ReadFile(from); err != nil {
				return nil, err
			}
		}
	}
	goroot, err := goRoot(root)
	if err != nil {
		return nil, err
	}
	if p["wasm_exec.js"], err = os.ReadFile(filepath.Join(goroot, "lib", "wasm", "wasm_exec.js")); err != nil {
		return nil, err
	}
	p["licences.txt"], err = pageLicences(root)
	return p, err
}

// forPage is the target the page is compiled for.
var forPage = []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"}

func goRoot(root string) (string, error) {
	goroot, err := goCommand(root, nil, "env", "GOROOT")
	return strings.TrimSpace(goroot), err
}

// goCommand runs the go command in a checkout and returns what it printed.
func goCommand(root string, env []string, args ...string) (string, error) {
	c := exec.Command("go", args...)
	c.Dir = root
	c.Env = append(os.Environ(), env...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return "", errors.New("go is missing, which compiles the page: install it, or use a released wherewhen, which needs none")
	}
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(out), nil
}
