package site

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// A Program is everything of a site but its collection: the page and its
// templates, compiled and gathered, by path. The same checkout gives the same
// bytes.
type Program map[string][]byte

// FindProgram returns the program inside this command, or compiles that of the
// checkout in the working directory.
func FindProgram() (Program, error) {
	if len(programZip) > 0 {
		return ReadZip(programZip)
	}
	p, err := Checkout(".")
	if errors.Is(err, errNoCheckout) {
		return nil, errors.New("this wherewhen has no page inside and the working directory is no checkout of it: " +
			"use a released wherewhen, or one that make install made, or run it in the top directory of a checkout")
	}
	return p, err
}

// Zip returns the program as the archive a released command holds.
func (p Program) Zip() ([]byte, error) {
	var out bytes.Buffer
	err := WriteZip(&out, p)
	return out.Bytes(), err
}

// worker returns the script that runs reader.wasm beside the page, with what
// Go needs of it in front: a worker has no page to bring it.
func (p Program) worker() ([]byte, error) {
	exec, err := p.file("wasm_exec.js")
	if err != nil {
		return nil, err
	}
	script, err := p.file("reader-worker.js")
	return slices.Concat(exec, []byte("\n"), script), err
}

// file returns a file of the program.
func (p Program) file(path string) ([]byte, error) {
	contents, ok := p[path]
	if !ok {
		return nil, fmt.Errorf("the program has no %s: make it again", path)
	}
	return contents, nil
}
