package ui

import (
	"fmt"
	"strings"

	"wherewhen/app/browser"
	"wherewhen/app/export"
)

// format is what writes events into a file.
type format interface {
	Begin(buf []byte) []byte
	Row(buf []byte, row int) []byte
	End(buf []byte) []byte
}

// part is how many bytes are handed to the browser at once.
const part = 1 << 20

// writeEvents writes the events of t in turns with the browser.
func (t *taken) writeEvents(f format, progress func(done, of int)) *browser.Written {
	var (
		file  browser.Written
		turns browser.Turns
	)
	told := 0 // percent
	buf := f.Begin(make([]byte, 0, part+part/4))
	for i, row := range t.rows {
		buf = f.Row(buf, int(row))
		if len(buf) >= part {
			file.Add(buf)
			buf = buf[:0]
			if percent := i * 100 / len(t.rows); percent > told { // each time the page is rendered
				told = percent
				progress(i, len(t.rows))
			}
		}
		if i%16 == 0 {
			turns.Yield()
		}
	}
	file.Add(f.End(buf))
	return &file
}

// download hands a file of what was taken to the browser and returns what
// became of it.
func (t *taken) download(p *Page, extension string, progress func(done, of int)) (said string, err error) {
	w := p.words
	var turns browser.Turns
	if extension == ".png" || extension == ".svg" {
		return t.picture(p, extension, turns.Yield)
	}
	t.look(w, turns.Yield)
	var (
		file      *browser.Written
		mediaType string
		more      string
	)
	switch extension {
	case ".csv":
		csv := export.NewCSV(t.session.Table, t.rows)
		csv.About = strings.Join(w.aboutFile(&t.about), " | ")
		file, mediaType = t.writeEvents(csv, progress), "text/csv"
		if csv.Changed > 0 {
			more = fmt.Sprintf(w.take.changed, w.counted(csv.Changed, w.take.texts[0], w.take.texts[1]))
		}
	case ".geojson":
		file, mediaType = t.writeEvents(export.NewGeoJSON(t.session.Table, t.about), progress), "application/geo+json"
	case ".txt":
		file, mediaType = new(browser.Written), "text/plain;charset=utf-8"
		file.Add([]byte("\ufeff" + w.note(&t.about)))
	}
	name := t.name + extension
	file.Download(name, mediaType)
	return w.savedAs(name, file.Size) + more, nil
}
