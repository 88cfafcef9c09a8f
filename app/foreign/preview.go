package foreign

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
)

// Previewed is a row with what would become of it.
type Previewed struct {
	Line     int      // or number of the feature
	Cells    []string // as in the file
	Event    *event.Event
	Problems []intake.Problem
}

// Columns are the names of the columns of the sheet: those of the mapping where
// the file has none, else numbers.
func (in *File) Columns(f profile.Found) []string {
	if len(f.Mapping.Columns) > 0 {
		return f.Mapping.Columns
	}
	if columns := in.columns(); columns != nil {
		return columns
	}
	var columns []string
	for i := range in.firstRow() {
		columns = append(columns, fmt.Sprintf("column %d", i+1))
	}
	return columns
}

// Preview returns the first rows with what a mapping would make of them. A
// mapping that cannot be is an error; the rows come with it.
func (in *File) Preview(f profile.Found, rows int) ([]Previewed, error) {
	r, failed := profile.NewReader(in.Name, in.columns(), f.Mapping)
	from, end, err := in.pass("looked at")
	if err != nil {
		return nil, err
	}
	defer end()
	var (
		all    []Previewed
		events []int // of each event, its place in all
	)
	for len(all) < rows {
		cells, line, err := from.Next()
		var fault *profile.Fault
		if err == io.EOF {
			break
		}
		if err != nil && !errors.As(err, &fault) {
			return all, fmt.Errorf("%s: %w", in.Name, err)
		}
		row := Previewed{Line: line}
		for _, cell := range cells {
			row.Cells = append(row.Cells, shortened(cell))
		}
		if failed == nil {
			shown, told := r.Counts().Shown, len(r.Problems())
			if fault != nil {
				row.Line = fault.Line
				r.Refuse(fault)
			} else {
				r.Add(cells, line)
			}
			row.Problems = slices.Clone(r.Problems()[told:])
			if r.Counts().Shown > shown {
				events = append(events, len(all))
			}
		}
		all = append(all, row)
	}
	if failed != nil {
		return all, failed
	}
	table, _ := r.Table()
	for i, at := range events {
		e := table.Event(i)
		all[at].Event = &e
	}
	return all, nil
}

// longestCell is how many letters of a cell a preview has.
const longestCell = 120

func shortened(cell string) string {
	n := 0
	for i := range cell {
		if n++; n > longestCell {
			return cell[:i] + "…"
		}
	}
	return string([]byte(cell)) // the cell holds until the next row only
}
