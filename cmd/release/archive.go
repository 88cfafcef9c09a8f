package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"maps"
	"slices"
	"time"
)

// file is a file of an archive.
type file struct {
	path     string
	contents []byte
	mode     int64
}

// before is the time all files of an archive have: zip knows none before.
var before = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// tarred returns files under a directory as tar and gzip.
func tarred(dir string, files []file) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	for _, f := range files {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: dir + "/" + f.path, Size: int64(len(f.contents)), Mode: f.mode, ModTime: before, Format: tar.FormatUSTAR,
		}
		if err := t.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := t.Write(f.contents); err != nil {
			return nil, err
		}
	}
	if err := t.Close(); err != nil {
		return nil, err
	}
	err = z.Close()
	return out.Bytes(), err
}

// zipped returns files under a directory as zip.
func zipped(dir string, files []file) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: dir + "/" + f.path, Method: zip.Deflate, Modified: before})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.contents); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

func sorted(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }
