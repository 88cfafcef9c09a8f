package sheet

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A record is a row whose cells carry their names.
type record []namedCell

type namedCell struct {
	name, value string
	own         bool // the name is one the format gives, not the file
}

func (r *record) add(name, value string) { *r = append(*r, namedCell{name, value, false}) }

func (r *record) addOwn(name, value string) { *r = append(*r, namedCell{name, value, true}) }

// records are read one by one, as Sheet.Next does rows.
type records func() (record, int, error)

// A column of records: the nth cell of a name.
type column struct {
	name string
	own  bool
	nth  int
}

// tabular reads records as rows. A first pass collects their columns: those of
// the format in the order given if they occur, before or, as of place, after
// those of the file. Names of the file that are taken by the format are
// preceded by clash, a second cell of a name by the name is followed by _2.
// No sheet and no error means that there are no records.
func tabular(file string, s Sheet, before, after []string, clash string, start func() (records, error)) (*Sheet, error) {
	next, err := start()
	if err != nil {
		return nil, err
	}
	at := map[column]int{}
	var found []column
	seen := map[string]int{} // cells of a name in one record
	keys := func(r record, do func(column, string)) {
		clear(seen)
		for _, c := range r {
			key := column{c.name, c.own, 0}
			if !c.own {
				seen[c.name]++
				key.nth = seen[c.name]
			}
			do(key, c.value)
		}
	}
	rows := 0
	var fault error // the first
	for {
		r, _, err := next()
		var row *RowError
		if fault == nil && err != io.EOF {
			fault = err
		}
		if err != nil && !errors.As(err, &row) {
			break // and found again when reading
		}
		rows++
		keys(r, func(c column, _ string) {
			if _, ok := at[c]; !ok {
				at[c] = len(found)
				found = append(found, c)
			}
		})
		if len(found) > mostColumns {
			return nil, fmt.Errorf("%s: expected at most %s different names of columns; there are more by %s %d", file, numbered(mostColumns), s.Unit, rows)
		}
	}
	if len(found) == 0 {
		return nil, fault
	}

	var names []string
	taken := map[string]bool{}
	put := func(c column) {
		name := c.name
		if c.nth > 1 {
			name = fmt.Sprintf("%s_%d", name, c.nth)
		}
		for taken[name] {
			name = clash + name
		}
		taken[name] = true
		at[c] = len(names)
		names = append(names, name)
	}
	own := func(list []string) (present []column) {
		for _, name := range list {
			if _, ok := at[column{name, true, 0}]; ok {
				present = append(present, column{name, true, 0})
			}
		}
		return present
	}
	last := own(after)
	for _, c := range own(before) {
		put(c)
	}
	for _, c := range last {
		taken[c.name] = true
	}
	for _, c := range found {
		if !c.own {
			put(c)
		}
	}
	for _, c := range last {
		delete(taken, c.name)
		put(c)
	}

	if next, err = start(); err != nil {
		return nil, err
	}
	cells := make([]string, len(names))
	s.Columns = names
	s.next = func() ([]string, int, error) {
		r, n, err := next()
		if r == nil && err != nil {
			return nil, n, err
		}
		clear(cells)
		keys(r, func(c column, value string) {
			if i, ok := at[c]; ok {
				expected := ""
				switch {
				case len(value) > longestCell:
					expected = fmt.Sprintf("at most %s bytes in a cell, not %s", numbered(longestCell), numbered(int64(len(value))))
				case strings.IndexByte(value, 0) >= 0:
					expected = "text without NUL bytes"
				case !utf8.ValidString(value):
					value = strings.ToValidUTF8(value, "\ufffd")
					expected = "text in UTF-8 as in the rest of the file"
				}
				if expected != "" && err == nil {
					err = &RowError{file, s.Unit, n, names[i], shortened(strings.ReplaceAll(value, "\x00", "␀")), expected}
				}
				cells[i] = value
			}
		})
		return cells, n, err
	}
	return &s, nil
}
