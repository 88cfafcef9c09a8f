package check

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"wherewhen/data"
)

// top is the top directory of the checkout.
var top = filepath.Join("..", "..", "..")

var checker = sync.OnceValues(func() (*Checker, error) { return New(data.Files) })

func newChecker(t testing.TB) *Checker {
	t.Helper()
	c, err := checker()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestBundledDataHasNoErrors(t *testing.T) {
	files, err := readDir(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(kinds) {
		t.Errorf("%d files, expected %d", len(files), len(kinds))
	}
	r := newChecker(t).Check(files...)
	warnings := 0
	for _, f := range r.Findings {
		if f.Severity == Error {
			t.Error(f)
		} else {
			warnings++
		}
	}
	t.Logf("%s: %d warnings", r.Counted(), warnings)
}

func TestEmbeddedFilesAreThoseOfTheDirectory(t *testing.T) {
	n := 0
	err := fs.WalkDir(data.Files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		n++
		embedded, err := fs.ReadFile(data.Files, path)
		if err != nil {
			return err
		}
		onDisk, err := os.ReadFile(filepath.Join(top, "data", filepath.FromSlash(path)))
		if err != nil {
			return err
		}
		if !bytes.Equal(embedded, onDisk) {
			t.Errorf("%s is not the same", path)
		}
		return nil
	})
	if err != nil || n < 4+4+2 {
		t.Errorf("%d files: %v", n, err)
	}
}

// The page fetches its data; what is embedded here would be downloaded twice.
func TestPageDoesNotImportTheCheck(t *testing.T) {
	c := exec.Command("go", "list", "-deps", "./cmd/viewer", "./app/...")
	c.Dir = top
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	for path := range strings.Lines(string(out)) {
		path = strings.TrimSpace(path)
		if path == "wherewhen/data" || path == "wherewhen/cmd/wherewhen/check" || strings.Contains(path, "santhosh-tekuri/jsonschema") {
			t.Errorf("the page imports %s", path)
		}
	}
}
