package site

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
)

// WriteZip writes files, by path, as an archive that depends on nothing else:
// sorted, without times.
func WriteZip(w io.Writer, files map[string][]byte) error {
	z := zip.NewWriter(w)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		header := &zip.FileHeader{Name: path, Method: zip.Deflate}
		header.SetMode(0o644)
		f, err := z.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := f.Write(files[path]); err != nil {
			return err
		}
	}
	return z.Close()
}

// ReadZip reads what WriteZip wrote.
func ReadZip(archive []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("the archive of the program: %w", err)
	}
	files := make(map[string][]byte, len(z.File))
	for _, f := range z.File {
		if files[f.Name], err = fs.ReadFile(z, f.Name); err != nil {
			return nil, fmt.Errorf("the archive of the program: %w", err)
		}
	}
	return files, nil
}
