package main

import (
	"errors"
	"io"
	"syscall/js"
	"time"
)

// window is how many bytes are fetched of a file at once, each time with a wait
// for the browser, and windows how many such parts are kept: a workbook and an
// archive are read in several places.
const (
	window  = 8 << 20
	windows = 3
)

// blob is a file of the browser's. In a worker it can be read without waiting.
type blob struct {
	given js.Value
	size  int64
	kept  []part // the one used last in front

	told time.Time // when the page was told last
	read int64     // the last byte asked for
}

type part struct {
	at   int64
	data []byte
}

func newBlob(given js.Value) *blob {
	return &blob{given: given, size: int64(given.Get("file").Get("size").Float()), told: time.Now()}
}

// ReadAt reads a part of the file.
func (b *blob) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("a place before the file")
	}
	for n < len(p) {
		at := off + int64(n)
		if at >= b.size {
			return n, io.EOF
		}
		data, err := b.part(at / window * window)
		if err != nil {
			return n, err
		}
		n += copy(p[n:], data[at%window:])
	}
	b.read = off + int64(n)
	return n, nil
}

// part returns the part of the file that begins at.
func (b *blob) part(at int64) ([]byte, error) {
	for i, p := range b.kept {
		if p.at == at {
			copy(b.kept[1:i+1], b.kept[:i])
			b.kept[0] = p
			return p.data, nil
		}
	}
	end := min(at+window, b.size)
	data := make([]byte, 0, min(window, b.size))
	if len(b.kept) == windows {
		data = b.kept[windows-1].data
		b.kept = b.kept[:windows-1]
	}
	data = data[:end-at]
	if err := b.fetch(data, at, end); err != nil {
		return nil, err
	}
	b.kept = append(b.kept, part{})
	copy(b.kept[1:], b.kept)
	b.kept[0] = part{at, data}
	return data, nil
}

// fetch reads from the browser, which throws when the file is gone or has
// changed meanwhile.
func (b *blob) fetch(data []byte, at, end int64) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			cause, ok := thrown.(js.Error)
			if !ok {
				panic(thrown)
			}
			err = errors.New(cause.Get("message").String())
		}
	}()
	buffer := b.given.Get("synchronous").Call("readAsArrayBuffer", b.given.Get("file").Call("slice", float64(at), float64(end)))
	if n := js.CopyBytesToGo(data, js.Global().Get("Uint8Array").New(buffer)); n != len(data) {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// every how many rows the clock is looked at, and how often the page is told.
const (
	every = 1024
	often = 250 * time.Millisecond
)

// watch tells the page how far the reading has come.
func (b *blob) watch(doing string) (row, end func()) {
	rows, begun := 0, time.Now()
	row = func() {
		if rows++; rows%every != 0 {
			return
		}
		if now := time.Now(); now.Sub(b.told) >= often {
			b.told = now
			b.given.Call("tell", map[string]any{
				"doing": doing, "rows": rows, "speed": float64(rows) / max(now.Sub(begun).Seconds(), 1e-3),
				"read": float64(b.read), "size": float64(b.size),
			})
		}
	}
	return row, func() {}
}
