package site

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// standIns are the packages of the Go tree of which the page has a stand-in:
// go-app's server half and its router mention most of them, nothing in the page
// uses them, and the linker keeps what their initialisation needs.
var standIns = []string{"net/http", "regexp", "crypto/aes", "crypto/cipher", "crypto/rand", "crypto/md5", "crypto/sha1", "internal/godebug", "net/netip"}

// overlay writes the file that makes the go command take the stand-ins of a
// checkout in place of the packages of a Go tree, and returns its path.
func overlay(root, goroot string) (string, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for _, name := range standIns {
		dir := filepath.Join(goroot, "src", filepath.FromSlash(name))
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			return "", err
		}
		for _, file := range files {
			if !strings.HasSuffix(file, "_test.go") {
				replace[file] = "" // is not there
			}
		}
		base := filepath.Base(dir)
		replace[filepath.Join(dir, "standin.go")] = filepath.Join(root, "cmd", "wherewhen", "site", "standin", base, base+".go")
	}
	text, err := json.MarshalIndent(map[string]any{"Replace": replace}, "", "  ")
	if err != nil {
		return "", err
	}
	path := filepath.Join(root, "build", "overlay.json")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	return path, os.WriteFile(path, text, 0o644)
}
