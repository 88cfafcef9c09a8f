// Package foreign reads files of events whatever their format and columns: it
// finds the sheet that has events, says what its columns are taken for, and
// makes events of its rows.
package foreign

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
	"wherewhen/app/sheet"
)

// Watch is told when the rows are gone through once more and what for; it
// returns what is called for every row and at the end.
type Watch func(doing string) (row, end func())

// File is a file that is read, with the sheet of it that has events. A sheet is
// read once, so each pass opens the file again.
type File struct {
	Name string

	open   Opener
	from   io.ReaderAt
	size   int64
	watch  Watch
	sheets []*sheet.Sheet
	at     int
	// headless says that what the file gives as names of columns is its first row.
	headless bool

	surveyed surveyed
}

// surveyed is a survey of a sheet that has been made: it takes a pass.
type surveyed struct {
	*profile.Survey
	at       int
	headless bool
}

// Opener finds the sheets of a file, as sheet.Open does.
type Opener func(name string, from io.ReaderAt, size int64) ([]*sheet.Sheet, error)

// Open looks what a file is. The name is that of the file, without its
// directory. Watch may be nil.
func Open(name string, from io.ReaderAt, size int64, watch Watch) (*File, error) {
	return OpenWith(sheet.Open, name, from, size, watch)
}

// OpenWith is Open with what knows more formats than package sheet.
func OpenWith(open Opener, name string, from io.ReaderAt, size int64, watch Watch) (*File, error) {
	f := &File{Name: name, open: open, from: from, size: size, watch: watch}
	return f, f.again()
}

// again opens the sheets anew.
func (in *File) again() (err error) {
	in.sheets, err = in.open(in.Name, in.from, in.size)
	if err == nil && len(in.sheets) == 0 {
		err = fmt.Errorf("%s holds no table", in.Name)
	}
	return err
}

// Sheet is the sheet that has events, once the file is recognised.
func (in *File) Sheet() *sheet.Sheet { return in.sheets[in.at] }

// Sheets are all sheets, in the order of the file.
func (in *File) Sheets() []*sheet.Sheet { return in.sheets }

// At is the place of Sheet among them.
func (in *File) At() int { return in.at }

// Others are the names of the other sheets.
func (in *File) Others() []string {
	var names []string
	for i, s := range in.sheets {
		if i != in.at {
			names = append(names, s.Name)
		}
	}
	return names
}

// Label names the file, and the sheet where there are several.
func (in *File) Label() string {
	if len(in.sheets) > 1 && in.Sheet().Name != "" {
		return in.Name + ", " + in.Sheet().Name
	}
	return in.Name
}

// columns are the names of the columns of the sheet, nil when it has none.
func (in *File) columns() []string {
	if in.headless {
		return nil
	}
	return in.Sheet().Columns
}

// rows are the rows of a sheet as profile reads them.
type rows struct {
	of     *sheet.Sheet
	first  []string // what the sheet took for its header
	each   func()
	number int // of the row that comes, from 0

	marked *[]Marked // where marks are noted, nil for nowhere
}

// Marked is the number of a row, from 0, with where it begins.
type Marked struct {
	Row int
	sheet.Mark
}

// apart is how many rows lie between two marks.
const apart = 512

// pass opens the sheet for one more reading; end is called after it.
func (in *File) pass(doing string) (r *rows, end func(), err error) {
	if err := in.again(); err != nil {
		return nil, nil, err
	}
	r, end = &rows{of: in.Sheet()}, func() {}
	if in.watch != nil {
		r.each, end = in.watch(doing)
	}
	if in.headless {
		r.first = in.Sheet().Columns
	}
	return r, end, nil
}

func (r *rows) Next() ([]string, int, error) {
	if r.each != nil {
		r.each()
	}
	if r.marked != nil && r.number%apart == 0 && r.number > 0 {
		if m, ok := r.of.Mark(); ok {
			*r.marked = append(*r.marked, Marked{r.number, m})
		}
	}
	r.number++
	if cells := r.first; cells != nil {
		r.first = nil
		return cells, 1, nil
	}
	cells, line, err := r.of.Next()
	if err != nil {
		if one := (*sheet.RowError)(nil); errors.As(err, &one) {
			err = &profile.Fault{Line: one.Row, Column: one.Column, Value: one.Value, Expected: one.Expected}
		}
	}
	return cells, line, err
}

// firstRow returns the first row of the sheet that can be read, nil if there
// is none.
func (in *File) firstRow() []string {
	for {
		cells, _, err := in.Sheet().Next()
		if one := (*sheet.RowError)(nil); errors.As(err, &one) {
			continue
		}
		if err != nil {
			return nil
		}
		return cells
	}
}

// Unguessed is the error of a sheet whose columns say nothing.
type Unguessed struct{ error }

// Recognise finds the sheet of a known source, or else the first whose columns
// can be guessed.
func (in *File) Recognise() (profile.Found, error) {
	for in.at = range in.sheets {
		if f, ok := profile.Recognise(in.Name, in.Sheet().Columns, in.firstRow()); ok {
			return in.decide(f)
		}
	}
	var failed error
	for in.at = range in.sheets {
		f, err := in.guess()
		if err == nil {
			return f, nil
		}
		failed = errors.Join(failed, err)
	}
	in.at = 0
	return profile.Found{}, failed
}

// RecogniseSheet is Recognise of one sheet, that at a place among Sheets.
func (in *File) RecogniseSheet(at int) (profile.Found, error) {
	if err := in.turnTo(at); err != nil {
		return profile.Found{}, err
	}
	if f, ok := profile.Recognise(in.Name, in.Sheet().Columns, in.firstRow()); ok {
		return in.decide(f)
	}
	return in.guess()
}

// turnTo has the next pass read another sheet.
func (in *File) turnTo(at int) error {
	if at < 0 || at >= len(in.sheets) {
		return fmt.Errorf("%s has no table %d: expected one of %d", in.Name, at+1, len(in.sheets))
	}
	in.at, in.headless = at, false
	return in.again()
}

func (in *File) guess() (profile.Found, error) {
	s, err := in.survey()
	if err != nil {
		return profile.Found{}, err
	}
	f, err := s.Guess()
	if err != nil {
		err = Unguessed{fmt.Errorf("%s: %w", in.Label(), err)}
	}
	return f, err
}

// As takes the file for that of a profile.
func (in *File) As(p *profile.Profile) (f profile.Found, err error) {
	var failed error
	for in.at = range in.sheets {
		f, err = p.As(in.Name, in.Sheet().Columns, in.firstRow())
		if err == nil {
			return in.decide(f)
		}
		failed = errors.Join(failed, err)
	}
	return profile.Found{}, failed
}

// Mapped takes the columns for what a mapping says, which is called by its
// title, in the sheet that has the most of them.
func (in *File) Mapped(m profile.Mapping, title string) (profile.Found, error) {
	most := -1
	for i, s := range in.sheets {
		if len(m.Columns) > 0 && len(m.Columns) != len(s.Columns) && s.Columns != nil {
			continue
		}
		if n := len(m.For(s.Columns).Uses); n > most || len(m.Columns) > 0 {
			in.at, most = i, n
		}
	}
	return in.mapped(m, title)
}

// MappedSheet is Mapped of one sheet, that at a place among Sheets.
func (in *File) MappedSheet(at int, m profile.Mapping, title string) (profile.Found, error) {
	if err := in.turnTo(at); err != nil {
		return profile.Found{}, err
	}
	return in.mapped(m, title)
}

func (in *File) mapped(m profile.Mapping, title string) (profile.Found, error) {
	f := profile.Found{Title: title, Confidence: profile.Chosen}
	if p, ok := profile.Named(m.Profile); ok {
		f.Title, f.Labels, f.Note, f.Terms = p.Title+", "+f.Title, p.Labels, p.Note, p.Terms
		if f.Profile = p.Name; f.Profile == ours {
			f.Profile = "" // read by the mapping, not as the page reads ours
		}
	}
	columns := m.Columns
	if in.Sheet().Columns != nil && len(m.Columns) == len(in.Sheet().Columns) {
		in.headless = !strings.EqualFold(strings.Join(m.Columns, ","), strings.Join(in.Sheet().Columns, ","))
	} else if in.Sheet().Columns != nil {
		columns = in.Sheet().Columns
	}
	used := make(map[string]bool)
	for _, u := range m.For(columns).Uses {
		for _, c := range u.Columns {
			used[c] = true
		}
	}
	for _, c := range columns {
		if !used[c] {
			f.Unknown = append(f.Unknown, c)
		}
	}
	f.Matched, f.Of, f.Mapping = len(used), len(columns), m
	return in.decide(f)
}

// decide lets the whole file say what its first rows leave open.
func (in *File) decide(f profile.Found) (profile.Found, error) {
	in.headless = in.headless || f.Headless
	if !f.Mapping.Undecided() {
		return f, nil
	}
	s, err := in.survey()
	if err != nil {
		return f, err
	}
	f.Questions = append(f.Questions, s.Decide(&f.Mapping)...)
	return f, nil
}

// survey looks at all rows of the sheet.
func (in *File) survey() (*profile.Survey, error) {
	if s := &in.surveyed; s.Survey != nil && s.at == in.at && s.headless == in.headless {
		return s.Survey, nil
	}
	rows, end, err := in.pass("looked at")
	if err != nil {
		return nil, err
	}
	defer end()
	s := profile.NewSurvey(in.columns())
	for {
		cells, _, err := rows.Next()
		var fault *profile.Fault
		switch {
		case err == nil:
			s.Add(cells)
		case err == io.EOF:
			in.surveyed = surveyed{s, in.at, in.headless}
			return s, nil
		case !errors.As(err, &fault):
			return nil, fmt.Errorf("%s: %w", in.Name, err)
		}
	}
}

// Result is what a file was read as.
type Result struct {
	Table    *event.Table
	Problems []intake.Problem
	Counts   profile.Counts
	Rows     []int32  // of each event, its number among the rows of the sheet, from 0
	Marks    []Marked // of rows, for Originals; none of a sheet that cannot go to them
}

// Read makes events of the rows. GeoJSON of our own has lists and sources that
// no row of text has, so it is read as the page reads it.
func (in *File) Read(f profile.Found) (Result, error) {
	if in.Ours(f) {
		return in.readOurs()
	}
	r, err := profile.NewReader(in.Name, in.columns(), f.Mapping)
	if err != nil {
		return Result{}, err
	}
	r.Features = in.Sheet().Unit != "line" && in.Sheet().Unit != "row"
	rows, end, err := in.pass("read")
	if err != nil {
		return Result{}, err
	}
	defer end()
	var marks []Marked
	rows.marked = &marks
	if err := r.Take(rows); err != nil {
		return Result{}, err
	}
	table, numbers := r.Table()
	return Result{table, r.Problems(), r.Counts(), numbers, marks}, nil
}

// ours is the profile of files of this program.
const ours = "wherewhen"

// Ours reports whether the file itself, and not one in an archive, is GeoJSON
// of our own.
func (in *File) Ours(f profile.Found) bool {
	if f.Profile != ours || !strings.HasPrefix(in.Sheet().Format, "GeoJSON") {
		return false
	}
	start := make([]byte, 512)
	n, _ := in.from.ReadAt(start, 0)
	return strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(string(start[:n]), "\ufeff")), "{")
}

func (in *File) readOurs() (Result, error) {
	data, err := io.ReadAll(io.NewSectionReader(in.from, 0, in.size))
	if err != nil {
		return Result{}, err
	}
	table, problems, err := intake.Read(in.Name, data)
	if err != nil {
		return Result{}, err
	}
	counts := profile.Counts{Shown: table.Len()}
	for row := range table.Len() {
		if !table.Located(row) {
			counts.WithoutPoint++
		}
		if table.Precision[row] == event.Undated {
			counts.Undated++
		}
	}
	rejected := make(map[int]bool) // by the number of the feature
	for _, p := range problems {
		if p.Rejected && !rejected[p.Feature] {
			rejected[p.Feature] = true
			counts.Rejected++
		}
	}
	counts.Rows = counts.Shown + counts.Rejected
	rows := make([]int32, 0, counts.Shown)
	for row := range counts.Rows {
		if !rejected[row+1] {
			rows = append(rows, int32(row))
		}
	}
	return Result{table, problems, counts, rows, nil}, nil
}
