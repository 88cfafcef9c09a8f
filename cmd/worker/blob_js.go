package main

import (
	"errors"
	"io"
	"syscall/js"
	"time"
)

// window is how many bytes are fetched of a file at once, and windows how many
// such parts are kept: a workbook and an archive are read in several places.
const (
	window  = 2 << 20
	windows = 4
)

// blob is a file of the browser's. The browser reads the next part while the last
// is used.
type blob struct {
	given js.Value
	size  int64
	kept  []part // the one used last in front
	next  *fetching

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
	data := make([]byte, 0, min(window, b.size))
	if len(b.kept) == windows {
		data = b.kept[windows-1].data
		b.kept = b.kept[:windows-1]
	}
	data = data[:min(at+window, b.size)-at]
	fetched := b.next
	if fetched == nil || fetched.at != at {
		fetched = b.fetch(at)
	}
	if b.next = nil; at+window < b.size && (at == 0 || len(b.kept) > 0 && b.kept[0].at == at-window) {
		b.next = b.fetch(at + window)
	}
	if err := fetched.into(data); err != nil {
		return nil, err
	}
	b.kept = append(b.kept, part{})
	copy(b.kept[1:], b.kept)
	b.kept[0] = part{at, data}
	return data, nil
}

// fetching is a part of the file that the browser reads.
type fetching struct {
	at         int64
	done       chan struct{}
	buffer     js.Value
	err        error
	good, fail js.Func
}

func (b *blob) fetch(at int64) *fetching {
	f := &fetching{at: at, done: make(chan struct{})}
	f.good = js.FuncOf(func(_ js.Value, args []js.Value) any {
		f.buffer = args[0]
		f.settled()
		return nil
	})
	f.fail = js.FuncOf(func(_ js.Value, args []js.Value) any {
		f.err = errors.New(args[0].Get("message").String())
		f.settled()
		return nil
	})
	part := b.given.Get("file").Call("slice", float64(at), float64(min(at+window, b.size)))
	part.Call("arrayBuffer").Call("then", f.good, f.fail)
	return f
}

func (f *fetching) settled() {
	f.good.Release()
	f.fail.Release()
	close(f.done)
}

// into waits for the part. The browser fails when the file is gone or has changed
// meanwhile.
func (f *fetching) into(data []byte) error {
	<-f.done
	if f.err != nil {
		return f.err
	}
	if n := js.CopyBytesToGo(data, js.Global().Get("Uint8Array").New(f.buffer)); n != len(data) {
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
