package profile

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/intake"
)

// Rows are the rows of a file below its header, one after the other. Cells
// hold until the next call; line says where in the file they begin. At the end
// err is io.EOF; a *Fault is about one row only.
type Rows interface {
	Next() (cells []string, line int, err error)
}

// Fault is a row that cannot be read.
type Fault struct {
	Line                    int
	Column, Value, Expected string
}

func (f *Fault) Error() string { return "expected " + f.Expected }

// Counts are how many rows there were of each sort.
type Counts struct {
	Rows         int // in all, blank ones not counted
	Shown        int // that became events
	WithoutPoint int // of these
	Coarse       int // of these again, because the file's coordinates stand for a province, a country or less
	Undated      int // of those shown, those without a date that could be read
	Rejected     int
}

// String says the counts in words.
func (c Counts) String() string {
	coarse := ""
	if c.Coarse > 0 {
		coarse = fmt.Sprintf(", %d of them as nothing nearer than a province is known", c.Coarse)
	}
	return fmt.Sprintf("rows: %d read, %d events (%d without a point%s; %d without a date), %d rejected",
		c.Rows, c.Shown, c.WithoutPoint, coarse, c.Undated, c.Rejected)
}

// Reader makes events of rows.
type Reader struct {
	// Features says that rows are features with a number, and not with a line;
	// it is set before the first is read.
	Features bool

	file    string
	columns []string
	steps   []step
	ours    bool // texts are as written, also blanks and quotes
	cover   bool // a row may be the title of all and no event

	builder  event.Builder
	counts   Counts
	problems []intake.Problem
	ids      ids
	rows     []int32 // of each event, its number among the rows
	at       int32   // number of the row at hand
	shared   map[string]string
	draft    draft
}

// step is a use with where its columns are and where the value goes.
type step struct {
	Use
	kind   kind
	at     []int
	plain  bool // values are cells without blanks around them
	text   textRole
	to     *string // of the draft: where a text goes
	shared bool    // it has few different values
	known  *memo   // its texts by what is in its only column; nil when that is all they are
	list   func(*event.Event) *[]string
	figure func(*event.Event) *int32
	number int    // of the source, or of the facet
	part   string // of the source

	separator     string // between the values of several columns
	before, after string // of the value in what it says
}

// NewReader returns a reader of the rows of a file. Columns are those of its
// header, nil when it has none. The file's name is only for the problems. The
// error says what is wrong with the mapping.
func NewReader(file string, columns []string, m Mapping) (*Reader, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if len(m.Columns) > 0 {
		columns = m.Columns
	}
	r := &Reader{file: file, columns: columns, shared: make(map[string]string), at: -1}
	r.ours, r.cover = m.Profile == ours.Name, m.Profile == timelineJS.Name
	at := positions(columns)
	dated := false
	var own []string
	for _, u := range m.Uses {
		s := step{Use: u, kind: u.Role.kind(), text: texts[u.Role], list: lists[u.Role], figure: figures[u.Role]}
		s.number, s.part, _ = u.Role.source()
		if s.text.of != nil {
			s.to = s.text.of(&r.draft.event)
		}
		s.separator = u.Role.separator()
		s.before, s.after, _ = strings.Cut(u.Says, "%s")
		for _, c := range u.Columns {
			if u.Format == Parts {
				s.at = append(s.at, -1)
				if i, ok := at[name(c)]; ok {
					s.at[len(s.at)-1] = i
					dated = dated || u.Role == "start"
				}
				continue
			}
			names := found(c, columns, at)
			if len(names) == 0 {
				r.problems = append(r.problems, intake.Problem{File: file, Field: "columns", Value: shortened(c), Expected: "in the file; the mapping takes " + string(u.Role) + " from it"})
			}
			for _, c := range names {
				s.at = append(s.at, at[name(c)])
			}
		}
		dated = dated || u.Role == "start" && len(s.at) > 0 && u.Format != Parts
		if s.kind == ownColumn && len(s.at) > 0 {
			s.number, s.Says, s.before = len(own), "", ""
			own = append(own, u.title())
		}
		s.plain = u.Codes == nil && u.Absent == nil && !r.ours
		s.shared = s.text.shared || s.kind == ownColumn
		if len(s.at) == 1 && (!s.plain || s.Says != "" || s.shared) {
			s.known = new(memo)
		}
		if len(s.at) > 0 || len(u.Columns) == 0 {
			r.steps = append(r.steps, s)
		}
	}
	r.builder.Own(own)
	r.draft.event.Own = make([]string, len(own))
	if !dated {
		return nil, fmt.Errorf("%s: none of the columns the mapping takes dates from is in the file", file)
	}
	return r, nil
}

// Take reads all rows.
func (r *Reader) Take(rows Rows) error {
	for {
		cells, line, err := rows.Next()
		if err == nil {
			r.Add(cells, line)
			continue
		}
		var fault *Fault
		switch {
		case err == io.EOF:
			return nil
		case errors.As(err, &fault):
			r.Refuse(fault)
		default:
			return fmt.Errorf("%s: %w", r.file, err)
		}
	}
}

// Refuse counts a row that cannot be read.
func (r *Reader) Refuse(f *Fault) {
	r.at++
	r.counts.Rows++
	r.counts.Rejected++
	p := r.problemAt(f.Line)
	p.Field, p.Value, p.Expected, p.Rejected = f.Column, f.Value, f.Expected, true
	r.problems = append(r.problems, p)
}

// problemAt is a problem of a row.
func (r *Reader) problemAt(line int) intake.Problem {
	if r.Features {
		return intake.Problem{File: r.file, Feature: line}
	}
	return intake.Problem{File: r.file, Line: line}
}

// position says which row it is.
func (r *Reader) position(line int) string {
	if r.Features {
		return "feature " + strconv.Itoa(line)
	}
	return "line " + strconv.Itoa(line)
}

// Add reads a row that begins on a line of the file.
func (r *Reader) Add(cells []string, line int) {
	r.at++
	if blank(cells) {
		return
	}
	r.counts.Rows++
	d := &r.draft
	d.begin(r, cells, line)
	if !d.fits() {
		r.counts.Rejected++
		return
	}
	for i := range r.steps {
		d.take(&r.steps[i])
	}
	e, ok := d.finish()
	if ok {
		if first, doubled := r.ids.line(e.ID); doubled {
			d.reject("id", e.ID, "an id of its own; "+r.position(int(first))+" has it")
			ok = false
		}
	}
	if ok {
		if err := r.builder.Add(*e); err != nil {
			d.reject("", "", err.Error())
			ok = false
		}
	}
	if !ok {
		r.counts.Rejected++
		return
	}
	r.ids.keep(e.ID, int32(line))
	r.rows = append(r.rows, r.at)
	r.counts.Shown++
	if !e.Located {
		r.counts.WithoutPoint++
	}
	if d.coarse {
		r.counts.Coarse++
	}
	if e.Precision == event.Undated {
		r.counts.Undated++
	}
}

// Counts returns how many rows there were so far.
func (r *Reader) Counts() Counts { return r.counts }

// Problems returns what could not be taken as written so far.
func (r *Reader) Problems() []intake.Problem {
	problems := slices.Clip(r.problems)
	for _, title := range r.builder.GivenUp() {
		problems = append(problems, intake.TooManyValues(r.file, title))
	}
	return problems
}

// Table returns the events, and of each which row of the file it was, from 0.
// The reader must not be used after.
func (r *Reader) Table() (t *event.Table, rows []int32) { return r.builder.Table(), r.rows }

// Original returns the cells of a row as the file has them. Rows are those of
// the file from its beginning, row is a number that Reader.Table gave.
func Original(rows Rows, row int32) ([]string, error) {
	for at := int32(0); ; at++ {
		cells, _, err := rows.Next()
		var fault *Fault
		switch {
		case err != nil && !errors.As(err, &fault):
			return nil, err
		case at == row && err != nil:
			return nil, err
		case at == row:
			all := make([]string, len(cells))
			for i, c := range cells {
				all[i] = strings.Clone(c)
			}
			return all, nil
		}
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

const longestValue = 80

func shortened(value string) string {
	n := 0
	for at := range value {
		if n == longestValue {
			return value[:at] + "…"
		}
		n++
	}
	return strings.Clone(value)
}
