package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"testing"
)

var some = []file{{"wherewhen", []byte("command"), 0o755}, {"docs/publishing.md", []byte("text"), 0o644}}

func TestArchivesHoldWhatWasPutIn(t *testing.T) {
	tarball, err := tarred("wherewhen-1", some)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(tarball))
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(z)
	for _, want := range some {
		header, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		contents, err := io.ReadAll(r)
		if err != nil || header.Name != "wherewhen-1/"+want.path || header.Mode != want.mode || !bytes.Equal(contents, want.contents) {
			t.Errorf("%+v %q, want %+v (%v)", header, contents, want, err)
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("after the last file: %v", err)
	}

	zipball, err := zipped("wherewhen-1", some)
	if err != nil {
		t.Fatal(err)
	}
	zr, err := zip.NewReader(bytes.NewReader(zipball), int64(len(zipball)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range zr.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		contents, err := io.ReadAll(in)
		if err != nil || f.Name != "wherewhen-1/"+some[i].path || !bytes.Equal(contents, some[i].contents) {
			t.Errorf("%s %q, want %+v (%v)", f.Name, contents, some[i], err)
		}
	}
	if len(zr.File) != len(some) {
		t.Errorf("%d files, want %d", len(zr.File), len(some))
	}
}

func TestArchivesOfTheSameFilesAreTheSame(t *testing.T) {
	for name, pack := range map[string]func(string, []file) ([]byte, error){"tar": tarred, "zip": zipped} {
		first, err := pack("x", some)
		if err != nil {
			t.Fatal(err)
		}
		second, err := pack("x", slices.Clone(some))
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: two archives differ (%v)", name, err)
		}
	}
}
