package sheet

import (
	"errors"
	"io"
)

// errLong is the error of something longer than a row may be.
var errLong = errors.New("longer than a row may be")

// readFull reads until p is full; the error is io.EOF when r ends before. Unlike
// io.ReadFull it does not mix up the end of a file with one cut off in a reader
// below.
func readFull(r io.Reader, p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var read int
		read, err = r.Read(p[n:])
		n += read
	}
	if n == len(p) && err == io.EOF {
		err = nil
	}
	return n, err
}

// A window is the part of a file that is being looked at: buf[start:end].
type window struct {
	in         io.Reader
	buf        []byte
	start, end int
	passed     int64 // bytes of the file before buf
	eof        bool
	err        error // of reading, for when what was read before it is used up
}

// firstWindow is how much is read at a time.
const firstWindow = 1 << 18

// fill reads more behind what is in the window, which moves to the start of buf.
// It makes room for more than is there, as long as that is no more than a row
// may be; the error errLong says that it is. The error is io.EOF when there is
// no more.
func (w *window) fill() error {
	switch {
	case w.err != nil:
		return w.err
	case w.eof:
		return io.EOF
	case w.start > 0:
		copy(w.buf, w.buf[w.start:w.end])
		w.passed += int64(w.start)
		w.end -= w.start
		w.start = 0
	}
	if w.end == len(w.buf) {
		if w.end >= longestRow {
			return errLong
		}
		larger := make([]byte, max(firstWindow, 2*len(w.buf)))
		copy(larger, w.buf[:w.end])
		w.buf = larger
	}
	n, err := readFull(w.in, w.buf[w.end:])
	w.end += n
	if w.eof = err == io.EOF; !w.eof {
		w.err = err
	}
	if n == 0 {
		return err
	}
	return nil
}
