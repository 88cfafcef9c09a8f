package check

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// run runs wherewhen check as main does, without its output.
func run(t *testing.T, args ...string) ([]*File, error) {
	t.Helper()
	var c Command
	parser, err := kong.New(&c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(args); err != nil {
		t.Fatal(err)
	}
	return c.files()
}

func TestWithoutArgumentTheDirectoryDataIsChecked(t *testing.T) {
	t.Chdir(t.TempDir())
	files, err := run(t)
	if err != nil || len(files) != len(kinds) || files[0].Len() < 100 {
		t.Fatalf("no directory data: %d files, %v", len(files), err)
	}
	if err := os.Mkdir("data", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("data", "events.geojson"), []byte(`{"type":"FeatureCollection","features":[]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	files, err = run(t)
	if err != nil || len(files) != 1 || files[0].Len() != 0 {
		t.Fatalf("directory data: %d files, %v", len(files), err)
	}
}

func TestKindIsToldByNameOrContent(t *testing.T) {
	for kind, k := range kinds {
		content, err := os.ReadFile(filepath.Join("testdata", k.file))
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "mine.json")
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{filepath.Join("testdata", k.file), file} {
			files, err := run(t, path)
			if err != nil || len(files) != 1 || files[0].Kind != Kind(kind) {
				t.Fatalf("%s: %v, %v", path, files, err)
			}
			if r := newChecker(t).Check(files...); r.Verdict() != "no findings" {
				t.Errorf("%s: %q", path, r.Findings)
			}
		}
	}
}

func TestUnreadableFiles(t *testing.T) {
	huge := make([]byte, MaxSize+1)
	for name, test := range map[string]struct {
		content  []byte
		expected string
	}{
		"empty":     {nil, "empty"},
		"blank":     {[]byte(" \n"), "empty"},
		"text":      {[]byte("id,title\n1,x\n"), "expected JSON"},
		"half":      {[]byte(`{"type":"Feat`), "expected JSON"},
		"two":       {[]byte(`{} {}`), "expected JSON"},
		"list":      {[]byte(`[1,2]`), "[1,2]: expected a JSON object"},
		"null":      {[]byte(`null`), "expected a JSON object"},
		"number":    {[]byte(`{"killed":1e999999999}`), "expected JSON"},
		"deep":      {[]byte(strings.Repeat(`{"a":`, 20000)), "expected JSON"},
		"not UTF-8": {[]byte("{\"a\":\"\xff\"}"), "UTF-8"},
		"huge":      {huge, "expected at most 64 MB"},
	} {
		file := filepath.Join(t.TempDir(), "events.geojson")
		if err := os.WriteFile(file, test.content, 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := run(t, file)
		if err == nil || !strings.Contains(err.Error(), test.expected) || !strings.HasPrefix(err.Error(), "events.geojson: ") {
			t.Errorf("%s: %v", name, err)
		}
		err = (&Command{Path: file}).Run()
		var coded kong.ExitCoder
		if !errors.As(err, &coded) || coded.ExitCode() != 2 {
			t.Errorf("%s: %v, expected exit status 2", name, err)
		}
	}
	for _, path := range []string{filepath.Join(t.TempDir(), "none.geojson"), t.TempDir()} {
		if _, err := run(t, path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestConclusion(t *testing.T) {
	wrong := Finding{File: "f", Expected: "x"}
	doubtful := Finding{File: "f", Expected: "y", Severity: Warning}
	for _, test := range []struct {
		findings []Finding
		out, err string
	}{
		{nil, "1 event, 2 regions: no findings\n", ""},
		{[]Finding{doubtful}, "f: warning: expected y\n1 event, 2 regions: 1 warning\n", ""},
		{[]Finding{wrong, doubtful, wrong}, "f: expected x\nf: warning: expected y\nf: expected x\n", "2 errors, 1 warning"},
	} {
		var out bytes.Buffer
		err := conclude(&out, &Report{Findings: test.findings, counts: [4]int{1, 2}})
		if out.String() != test.out {
			t.Errorf("got %q, expected %q", out.String(), test.out)
		}
		var coded kong.ExitCoder
		switch {
		case test.err == "" && err == nil:
		case err == nil || err.Error() != test.err || !errors.As(err, &coded) || coded.ExitCode() != 1:
			t.Errorf("got %v, expected %s and exit status 1", err, test.err)
		}
	}
}
