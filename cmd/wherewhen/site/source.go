package site

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Source is what a site is made from.
type Source struct {
	Web      string    // directory of the page and its npm packages
	Data     string    // directory of the published data
	Wasm     string    // the program, compiled
	WasmExec string    // the Go tree's wasm_exec.js
	Modules  []Package // what the program was compiled from
}

// Checkout compiles the program of a checkout of this module and returns the
// source of its site.
func Checkout(root string) (Source, error) {
	if _, err := os.Stat(filepath.Join(root, "cmd", "viewer")); err != nil {
		return Source{}, fmt.Errorf("%s is not the top directory of Wherewhen: it has no cmd/viewer", root)
	}
	s := Source{
		Web:  filepath.Join(root, "web"),
		Data: filepath.Join(root, "data"),
		Wasm: filepath.Join(root, "build", "app.wasm"),
	}
	goroot, err := goCommand(root, "env", "GOROOT")
	if err != nil {
		return s, err
	}
	goroot = strings.TrimSpace(goroot)
	s.WasmExec = filepath.Join(goroot, "lib", "wasm", "wasm_exec.js")
	if _, err := goCommand(root, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", s.Wasm, "./cmd/viewer"); err != nil {
		return s, err
	}
	s.Modules, err = modules(root, goroot)
	return s, err
}

// modules lists Go itself and the modules the program is compiled from.
func modules(root, goroot string) ([]Package, error) {
	version, err := goCommand(root, "env", "GOVERSION")
	if err != nil {
		return nil, err
	}
	list, err := goCommand(root, "list", "-deps", "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/viewer")
	if err != nil {
		return nil, err
	}
	found := []Package{{Name: "Go", Version: strings.TrimPrefix(strings.TrimSpace(version), "go"), Dir: goroot}}
	seen := map[string]bool{}
	for line := range strings.Lines(list) {
		field := strings.Split(strings.TrimSpace(line), "\t")
		if len(field) == 3 && !seen[field[0]] {
			seen[field[0]] = true
			found = append(found, Package{Name: field[0], Version: field[1], Dir: field[2]})
		}
	}
	return found, nil
}

// goCommand runs the go command for the browser's target and returns what it
// printed.
func goCommand(root string, args ...string) (string, error) {
	c := exec.Command("go", args...)
	c.Dir = root
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(out), nil
}
