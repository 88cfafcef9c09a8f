package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"text/tabwriter"

	"github.com/andybalholm/brotli"

	"wherewhen/cmd/wherewhen/site"
)

// budget is what a first visit may transfer, compressed by brotli.
const budget = 2_900_000

// keptFirst is the list of what the service worker keeps at once: a first
// visit.
var keptFirst = regexp.MustCompile(`(?s)const FIRST = \{(.*?)\};`)

var keptPath = regexp.MustCompile(`(?m)^\s*"([^"]+)":`)

// transfer prints the size of each file of a first visit, as it is and
// compressed as hosts do.
func transfer(context.Context, record) error {
	worker, err := os.ReadFile(filepath.Join("dist", "service-worker.js"))
	if err != nil {
		return errors.New("there is no site in dist: make dist makes it, make bench does both")
	}
	list := keptFirst.FindSubmatch(worker)
	if list == nil {
		return errors.New("dist/service-worker.js: no list of what is kept first")
	}
	files := []string{"index.html", "service-worker.js"}
	for _, m := range keptPath.FindAllSubmatch(list[1], -1) {
		files = append(files, string(m[1]))
	}
	type row struct {
		file  string
		sizes [3]int
	}
	rows, total := []row{}, row{file: "all"}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join("dist", filepath.FromSlash(file)))
		if err != nil {
			return err
		}
		r := row{file: file, sizes: [3]int{len(data), gzipped(data), brotlied(data)}}
		for i := range r.sizes {
			total.sizes[i] += r.sizes[i]
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b row) int { return b.sizes[2] - a.sizes[2] })
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "raw\tgzip -9\tbrotli -11\t\n")
	for _, r := range append(rows, total) {
		fmt.Fprintf(w, "%d\t%d\t%d\t  %s\n", r.sizes[0], r.sizes[1], r.sizes[2], r.file)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Printf("\n%.3f of the budget of %d bytes\n", float64(total.sizes[2])/budget, budget)
	return nil
}

func gzipped(data []byte) int {
	return compressed(data, func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // a level that exists
		return z
	})
}

func brotlied(data []byte) int {
	return compressed(data, func(w io.Writer) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: site.BrotliWindow})
	})
}

// compressed is the size of data after compression, or before where that is
// less, as of pictures.
func compressed(data []byte, with func(io.Writer) io.WriteCloser) int {
	var out bytes.Buffer
	w := with(&out)
	if _, err := w.Write(data); err != nil {
		return len(data)
	}
	if err := w.Close(); err != nil {
		return len(data)
	}
	return min(out.Len(), len(data))
}
