package foreign

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"

	"wherewhen/app/profile"
)

// Originals gives rows as the file has them, in any order. It goes to them by
// marks; of a sheet that has none, as one that is packed, it keeps what it went
// through in blocks, packed.
type Originals struct {
	in    *File
	marks []Marked

	rows     *rows
	blocks   [][]byte // of apart rows each
	block    int      // that is unpacked
	unpacked []original
	ended    bool
}

// original is a row as the file has it.
type original struct {
	Cells []string
	Line  int
}

// Originals returns the rows of the sheet as the file has them. Marks are those
// that came with the events; there may be none.
func (in *File) Originals(marks []Marked) *Originals {
	return &Originals{in: in, marks: marks, block: -1}
}

// Row returns the cells of a row, from 0, and where it begins.
func (o *Originals) Row(number int) (cells []string, line int, err error) {
	if number < 0 {
		return nil, 0, fmt.Errorf("%s: row %d: expected one from 1", o.in.Name, number+1)
	}
	if o.rows == nil {
		if o.rows, _, err = o.in.pass("looked at"); err != nil {
			return nil, 0, err
		}
		o.rows.each = nil
	}
	if len(o.marks) > 0 {
		return o.seek(number)
	}
	for len(o.blocks)*apart <= number && !o.ended {
		if err := o.pack(); err != nil {
			return nil, 0, err
		}
	}
	at := number / apart
	if o.block != at && at < len(o.blocks) {
		unpacked := json.NewDecoder(flate.NewReader(bytes.NewReader(o.blocks[at])))
		o.block, o.unpacked = at, nil
		if err := unpacked.Decode(&o.unpacked); err != nil {
			return nil, 0, err
		}
	}
	if at >= len(o.blocks) || number%apart >= len(o.unpacked) {
		return nil, 0, o.none(number)
	}
	row := o.unpacked[number%apart]
	return row.Cells, row.Line, nil
}

func (o *Originals) none(number int) error {
	return fmt.Errorf("%s has no row %d: it has changed since it was read", o.in.Name, number+1)
}

// seek goes to the last mark before a row, unless it is nearer by going on.
func (o *Originals) seek(number int) ([]string, int, error) {
	after := sort.Search(len(o.marks), func(i int) bool { return o.marks[i].Row > number })
	switch r := o.rows; {
	case after > 0 && (r.number > number || r.number < o.marks[after-1].Row):
		r.of.GoTo(o.marks[after-1].Mark)
		r.number, r.first = o.marks[after-1].Row, nil
	case r.number > number:
		again, _, err := o.in.pass("looked at")
		if err != nil {
			return nil, 0, err
		}
		again.each = nil
		o.rows = again
	}
	for {
		row, err := o.next()
		switch {
		case err == io.EOF:
			return nil, 0, o.none(number)
		case err != nil:
			return nil, 0, err
		case o.rows.number > number:
			return row.Cells, row.Line, nil
		}
	}
}

// next reads a row; one that is torn has the cells that could be read.
func (o *Originals) next() (original, error) {
	cells, line, err := o.rows.Next()
	var fault *profile.Fault
	switch {
	case errors.As(err, &fault):
		line = fault.Line
	case err != nil && err != io.EOF:
		return original{}, fmt.Errorf("%s: %w", o.in.Name, err)
	case err != nil:
		return original{}, err
	}
	return original{cells, line}, nil
}

// pack goes through the rows of a block.
func (o *Originals) pack() error {
	rows := make([]original, 0, apart)
	for len(rows) < apart {
		row, err := o.next()
		if err == io.EOF {
			o.ended = true
			break
		}
		if err != nil {
			return err
		}
		held := make([]string, len(row.Cells)) // they hold until the next row only
		for i, cell := range row.Cells {
			held[i] = strings.Clone(cell)
		}
		rows = append(rows, original{held, row.Line})
	}
	if len(rows) == 0 {
		return nil
	}
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestSpeed) // a level that exists
	if err := json.NewEncoder(w).Encode(rows); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	o.blocks = append(o.blocks, packed.Bytes())
	return nil
}
