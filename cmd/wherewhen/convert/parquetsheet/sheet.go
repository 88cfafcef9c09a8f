// Package parquetsheet reads Parquet and GeoParquet files as rows of text, as
// package sheet does for the formats the page reads too. The page does not have
// it: reading Parquet would double what is loaded to open a file.
package parquetsheet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"wherewhen/app/sheet"
)

const magic = "PAR1"

// Open looks what a file is, as sheet.Open does, and knows Parquet besides.
func Open(name string, r io.ReaderAt, size int64) ([]*sheet.Sheet, error) {
	start := make([]byte, len(magic))
	if n, _ := r.ReadAt(start, 0); string(start[:n]) != magic {
		return sheet.Open(name, r, size)
	}
	s, err := open(name, r, size)
	if err != nil {
		return nil, err
	}
	return []*sheet.Sheet{s}, nil
}

func open(name string, r io.ReaderAt, size int64) (s *sheet.Sheet, err error) {
	defer caught(name, &err)
	if err := footed(r, size); err != nil {
		return nil, damaged(name, err)
	}
	file, err := parquet.OpenFile(r, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, damaged(name, err)
	}
	t, err := tableOf(name, file)
	if err != nil {
		return nil, err
	}
	kind := "Parquet"
	if t.geometry >= 0 {
		kind = "GeoParquet"
	}
	return sheet.New(strings.TrimSuffix(name, path.Ext(name)), kind, "row", t.columns, t.next), nil
}

// footed reports why a file does not end as one of Parquet does, with the length
// of what it says of itself.
func footed(r io.ReaderAt, size int64) error {
	end := make([]byte, 8)
	if size < 12 {
		return errors.New("it ends too early")
	}
	if _, err := r.ReadAt(end, size-8); err != nil {
		return err
	}
	if string(end[4:]) != magic {
		return errors.New("its last bytes are not " + magic)
	}
	if length := int64(binary.LittleEndian.Uint32(end)); length > size-12 {
		return fmt.Errorf("its footer is said to have %d bytes", length)
	}
	return nil
}

func damaged(name string, err error) error {
	return fmt.Errorf("%s begins as a Parquet file, but is cut off or damaged (%w): expected a whole file, without encryption", name, err)
}

// caught makes an error of a panic: the library does not check all that a
// damaged file says of itself.
func caught(name string, err *error) {
	if p := recover(); p != nil {
		*err = damaged(name, fmt.Errorf("%v", p))
	}
}

// table is the rows of a file.
type table struct {
	name     string
	columns  []string
	leaves   []leaf // by their number in the file
	geometry int    // number of the leaf that says where something is, -1 for none
	place    int    // of the columns, where the latitude is
	shapes   bool   // there is a column for what is no point

	groups []parquet.RowGroup
	rows   parquet.Rows // of the group at hand
	ahead  []parquet.Row
	read   [64]parquet.Row
	n      int
	cells  []string
	ended  error
}

// leaf is a column of single values, perhaps within groups and lists.
type leaf struct {
	column int // of the rows, -1 for none
	text   func(v parquet.Value) string
}

// tableOf lays out the columns of a file: the fields of a group are called as in
// group.field, a list is one column.
func tableOf(name string, file *parquet.File) (*table, error) {
	t := &table{name: name, geometry: -1, groups: file.RowGroups()}
	geo, err := geoOf(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, c := range file.Root().Columns() {
		t.add(c, c.Name(), geo)
	}
	if len(t.leaves) > mostColumns {
		return nil, fmt.Errorf("%s has %d columns: expected at most %d", name, len(t.leaves), mostColumns)
	}
	if t.geometry >= 0 {
		t.place = len(t.columns)
		t.columns = append(t.columns, "latitude", "longitude")
		if t.shapes = !geo.onlyPoints(); t.shapes {
			t.columns = append(t.columns, "geometry")
		}
	}
	t.cells = make([]string, len(t.columns))
	return t, nil
}

// mostColumns is how many there may be, as of the other formats.
const mostColumns = 16384

// add lays out a column, or what is inside it.
func (t *table) add(c *parquet.Column, name string, geo *geo) {
	if entry := entryOf(c); entry != nil {
		t.add(entry, name, geo)
		return
	}
	if !c.Leaf() {
		for _, inner := range c.Columns() {
			t.add(inner, name+"."+inner.Name(), geo)
		}
		return
	}
	l := leaf{len(t.columns), textOf(c)}
	if t.geometry < 0 && geo.is(name, c) {
		l.column, t.geometry = -1, c.Index()
	} else {
		t.columns = append(t.columns, name)
	}
	for len(t.leaves) <= c.Index() {
		t.leaves = append(t.leaves, leaf{column: -1})
	}
	t.leaves[c.Index()] = l
}

// entryOf returns what the entries of a list or map are, nil for another column.
// Around them are groups that say nothing.
func entryOf(c *parquet.Column) *parquet.Column {
	t := c.Type().LogicalType()
	if c.Leaf() || t == nil || len(c.Columns()) != 1 {
		return nil
	}
	repeated := c.Columns()[0]
	switch t.Value.(type) {
	case *format.MapType:
		return repeated
	case *format.ListType:
		if repeated.Leaf() || len(repeated.Columns()) != 1 { // as older programs write it
			return repeated
		}
		return repeated.Columns()[0]
	}
	return nil
}

// next returns the next row; see sheet.Sheet.
func (t *table) next() (cells []string, line int, err error) {
	if t.ended != nil {
		return nil, 0, t.ended
	}
	row, err := t.row()
	if err != nil {
		t.ended = err
		return nil, 0, err
	}
	t.n++
	clear(t.cells)
	var fault error
	for _, v := range row {
		at := v.Column()
		if v.IsNull() || at < 0 || at >= len(t.leaves) {
			continue
		}
		if at == t.geometry {
			fault = t.locate(v.ByteArray())
			continue
		}
		l := &t.leaves[at]
		if l.column < 0 {
			continue
		}
		text := l.text(v)
		if before := t.cells[l.column]; before != "" && text != "" {
			text = before + "; " + text
		} else {
			text = before + text
		}
		t.cells[l.column] = text
	}
	if fault != nil {
		return t.cells, t.n, &sheet.RowError{File: t.name, Unit: "row", Row: t.n, Column: "geometry", Value: fault.Error(), Expected: "WKB of a geometry in degrees"}
	}
	return t.cells, t.n, nil
}

// row returns the next row of the file.
func (t *table) row() (row parquet.Row, err error) {
	defer caught(t.name, &err)
	for len(t.ahead) == 0 {
		if t.rows == nil {
			if len(t.groups) == 0 {
				return nil, io.EOF
			}
			t.rows, t.groups = t.groups[0].Rows(), t.groups[1:]
		}
		n, err := t.rows.ReadRows(t.read[:])
		t.ahead = t.read[:n]
		switch {
		case n > 0:
		case err == io.EOF:
			if err := t.rows.Close(); err != nil {
				return nil, damaged(t.name, err)
			}
			t.rows = nil
		case err != nil:
			return nil, damaged(t.name, err)
		default:
			return nil, damaged(t.name, io.ErrNoProgress)
		}
	}
	row, t.ahead = t.ahead[0], t.ahead[1:]
	return row, nil
}
