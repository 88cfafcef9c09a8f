// Command release makes what is released: with pack, the program a released
// wherewhen holds; with archives, the commands for all systems, the site and
// their checksums. The same checkout gives the same bytes.
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"wherewhen/cmd/wherewhen/site"
)

// packed is where the command wherewhen takes its program from.
var packed = filepath.Join("cmd", "wherewhen", "site", "program.zip")

// target is a system a command is made for.
type target struct{ os, arch, name string }

var targets = []target{
	{"linux", "amd64", "linux-amd64"},
	{"linux", "arm64", "linux-arm64"},
	{"darwin", "amd64", "macos-amd64"},
	{"darwin", "arm64", "macos-arm64"},
	{"windows", "amd64", "windows-amd64"},
}

func main() {
	var err error
	switch {
	case slices.Equal(os.Args[1:], []string{"pack"}):
		err = pack()
	case len(os.Args) == 3 && os.Args[1] == "archives":
		err = archives(filepath.Join("build", "release"), os.Args[2])
	default:
		err = errors.New("usage: release pack, or release archives VERSION, in the top directory of a checkout: make install, make release")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// pack compiles and gathers the program of the checkout.
func pack() error {
	program, err := site.Checkout(".")
	if err != nil {
		return err
	}
	archive, err := program.Zip()
	if err != nil {
		return err
	}
	return os.WriteFile(packed, archive, 0o644)
}

// archives makes all that is released in a directory, in place of what is
// there. The program must have been packed.
func archives(dir, version string) error {
	archive, err := os.ReadFile(packed)
	if err != nil {
		return errors.New("the program is not packed: make release does it")
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	released := map[string][]byte{}
	if released["dist.zip"], err = dist(archive); err != nil {
		return err
	}
	beside, err := besideTheCommand()
	if err != nil {
		return err
	}
	for _, t := range targets {
		command, err := t.compile(dir, version)
		if err != nil {
			return err
		}
		name := "wherewhen-" + version + "-" + t.name
		files := []file{{t.executable(), command, 0o755}}
		if t.os == "windows" {
			released[name+".zip"], err = zipped(name, append(files, beside...))
		} else {
			released[name+".tar.gz"], err = tarred(name, append(files, beside...))
		}
		if err != nil {
			return err
		}
	}
	var sums strings.Builder
	for _, name := range sorted(released) {
		if err := os.WriteFile(filepath.Join(dir, name), released[name], 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(released[name]), name)
		fmt.Printf("%s: %.1f MB\n", filepath.Join(dir, name), float64(len(released[name]))/1e6)
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// dist is the site of the collection that comes with the program.
func dist(archive []byte) ([]byte, error) {
	program, err := site.ReadZip(archive)
	if err != nil {
		return nil, err
	}
	collection, err := site.Bundled()
	if err != nil {
		return nil, err
	}
	made, err := site.Make(program, collection, nil)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = site.WriteZip(&out, made.Files)
	return out.Bytes(), err
}

// besideTheCommand are the texts every archive has.
func besideTheCommand() ([]file, error) {
	licences, err := site.CommandLicences(".")
	if err != nil {
		return nil, err
	}
	files := []file{{"licences.txt", licences, 0o644}}
	for _, from := range []string{"LICENSE", "README.md", "data/README.md", "docs/publishing.md", "docs/publish.yml"} {
		text, err := os.ReadFile(filepath.FromSlash(from))
		if err != nil {
			return nil, err
		}
		files = append(files, file{from, text, 0o644})
	}
	return files, nil
}

func (t target) executable() string {
	if t.os == "windows" {
		return "wherewhen.exe"
	}
	return "wherewhen"
}

// compile makes the command of a target and returns it.
func (t target) compile(dir, version string) ([]byte, error) {
	to := filepath.Join(dir, t.executable())
	defer os.Remove(to)
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-tags", "released",
		"-ldflags", "-s -w -X main.version="+version, "-o", to, "./cmd/wherewhen")
	c.Env = append(os.Environ(), "GOOS="+t.os, "GOARCH="+t.arch, "CGO_ENABLED=0")
	c.Stderr = os.Stderr
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("%s: go build: %w", t.name, err)
	}
	return os.ReadFile(to)
}
