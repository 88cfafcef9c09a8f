package convert

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
	"wherewhen/app/sheet"
)

// input is the file that is read, with the sheet of it that has events. A sheet
// is read once, so each pass opens the file again.
type input struct {
	from   *os.File
	file   string
	size   int64
	sheets []*sheet.Sheet
	at     int
	// headless says that what the file gives as names of columns is its first row.
	headless bool
}

func open(f *os.File) (*input, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	in := &input{from: f, file: filepath.Base(f.Name()), size: info.Size()}
	return in, in.again()
}

// again opens the sheets anew.
func (in *input) again() (err error) {
	in.sheets, err = sheet.Open(in.file, in.from, in.size)
	if err == nil && len(in.sheets) == 0 {
		err = fmt.Errorf("%s holds no table", in.file)
	}
	return err
}

func (in *input) sheet() *sheet.Sheet { return in.sheets[in.at] }

func (in *input) label() string {
	if len(in.sheets) > 1 && in.sheet().Name != "" {
		return in.file + ", " + in.sheet().Name
	}
	return in.file
}

// columns are the names of the columns of the sheet, nil when it has none.
func (in *input) columns() []string {
	if in.headless {
		return nil
	}
	return in.sheet().Columns
}

// rows are the rows of a sheet as profile reads them.
type rows struct {
	of    *sheet.Sheet
	first []string // what the sheet took for its header
	each  func()
}

// pass opens the sheet for one more reading, which calls each for every row.
func (in *input) pass(each func()) (*rows, error) {
	if err := in.again(); err != nil {
		return nil, err
	}
	r := &rows{of: in.sheet(), each: each}
	if in.headless {
		r.first = in.sheet().Columns
	}
	return r, nil
}

func (r *rows) Next() ([]string, int, error) {
	if r.each != nil {
		r.each()
	}
	if cells := r.first; cells != nil {
		r.first = nil
		return cells, 1, nil
	}
	cells, line, err := r.of.Next()
	if one := (*sheet.RowError)(nil); errors.As(err, &one) {
		err = &profile.Fault{Line: one.Row, Column: one.Column, Value: one.Value, Expected: one.Expected}
	}
	return cells, line, err
}

// firstRow returns the first row of the sheet that can be read, nil if there
// is none.
func (in *input) firstRow() []string {
	for {
		cells, _, err := in.sheet().Next()
		if one := (*sheet.RowError)(nil); errors.As(err, &one) {
			continue
		}
		if err != nil {
			return nil
		}
		return cells
	}
}

// recognise finds the sheet of a known source, or else the first whose columns
// can be guessed.
func (in *input) recognise(c *conversion) (profile.Found, error) {
	for in.at = range in.sheets {
		if f, ok := profile.Recognise(in.file, in.sheet().Columns, in.firstRow()); ok {
			return in.decide(f, c)
		}
	}
	var failed error
	for in.at = range in.sheets {
		s, err := in.survey(c)
		if err == nil {
			var f profile.Found
			if f, err = s.Guess(); err == nil {
				return f, nil
			}
			err = fmt.Errorf("%s: %w; --mapping says what columns are for", in.label(), err)
		}
		failed = errors.Join(failed, err)
	}
	return profile.Found{}, failed
}

// as takes the file for that of a profile.
func (in *input) as(p *profile.Profile, c *conversion) (f profile.Found, err error) {
	var failed error
	for in.at = range in.sheets {
		f, err = p.As(in.file, in.sheet().Columns, in.firstRow())
		if err == nil {
			return in.decide(f, c)
		}
		failed = errors.Join(failed, err)
	}
	return profile.Found{}, failed
}

// mapped takes the columns for what a mapping says.
func (in *input) mapped(m profile.Mapping, c *conversion) (profile.Found, error) {
	f := profile.Found{Title: "columns as in " + filepath.Base(c.Mapping), Confidence: profile.Chosen}
	if p, ok := profile.Named(m.Profile); ok {
		f.Title, f.Labels, f.Terms = p.Title+", "+f.Title, p.Labels, p.Terms
	}
	most := -1
	for i, s := range in.sheets {
		if len(m.Columns) > 0 && len(m.Columns) != len(s.Columns) && s.Columns != nil {
			continue
		}
		if n := len(m.For(s.Columns).Uses); n > most || len(m.Columns) > 0 {
			in.at, most = i, n
		}
	}
	columns := m.Columns
	if in.sheet().Columns != nil && len(m.Columns) == len(in.sheet().Columns) {
		in.headless = !strings.EqualFold(strings.Join(m.Columns, ","), strings.Join(in.sheet().Columns, ","))
	} else if in.sheet().Columns != nil {
		columns = in.sheet().Columns
	}
	used := make(map[string]bool)
	for _, u := range m.For(columns).Uses {
		for _, c := range u.Columns {
			used[c] = true
		}
	}
	f.Matched, f.Of, f.Mapping = len(used), len(columns), m
	return in.decide(f, c)
}

// decide lets the whole file say what its first rows leave open.
func (in *input) decide(f profile.Found, c *conversion) (profile.Found, error) {
	in.headless = in.headless || f.Headless
	if !f.Mapping.Undecided() {
		return f, nil
	}
	s, err := in.survey(c)
	if err != nil {
		return f, err
	}
	f.Questions = append(f.Questions, s.Decide(&f.Mapping)...)
	return f, nil
}

// survey looks at all rows of the sheet.
func (in *input) survey(c *conversion) (*profile.Survey, error) {
	p := c.progress("looked at")
	rows, err := in.pass(p.row)
	if err != nil {
		return nil, err
	}
	defer p.end()
	s := profile.NewSurvey(in.columns())
	for {
		cells, _, err := rows.Next()
		var fault *profile.Fault
		switch {
		case err == nil:
			s.Add(cells)
		case err == io.EOF:
			return s, nil
		case !errors.As(err, &fault):
			return nil, fmt.Errorf("%s: %w", in.file, err)
		}
	}
}

// result is what a file was read as.
type result struct {
	table    *event.Table
	problems []intake.Problem
	counts   profile.Counts
}

// read makes events of the rows. GeoJSON of our own has lists and sources that
// no row of text has, so it is read as the page reads it.
func (c *conversion) read(in *input, f profile.Found) (result, error) {
	if in.ours(f) {
		return in.readOurs()
	}
	r, err := profile.NewReader(in.file, in.columns(), f.Mapping)
	if err != nil {
		return result{}, err
	}
	r.Features = in.sheet().Unit != "line" && in.sheet().Unit != "row"
	p := c.progress("read")
	rows, err := in.pass(p.row)
	if err != nil {
		return result{}, err
	}
	defer p.end()
	if err := r.Take(rows); err != nil {
		return result{}, err
	}
	table, _ := r.Table()
	return result{table, r.Problems(), r.Counts()}, nil
}

// ours reports whether the file itself, and not one in an archive, is GeoJSON
// of our own.
func (in *input) ours(f profile.Found) bool {
	if f.Profile != "wherewhen" || !strings.HasPrefix(in.sheet().Format, "GeoJSON") {
		return false
	}
	start := make([]byte, 512)
	n, _ := in.from.ReadAt(start, 0)
	return strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(string(start[:n]), "\ufeff")), "{")
}

func (in *input) readOurs() (result, error) {
	data, err := io.ReadAll(io.NewSectionReader(in.from, 0, in.size))
	if err != nil {
		return result{}, err
	}
	table, problems, err := intake.Read(in.file, data)
	if err != nil {
		return result{}, err
	}
	counts := profile.Counts{Shown: table.Len()}
	for row := range table.Len() {
		if !table.Located(row) {
			counts.WithoutPoint++
		}
	}
	for _, p := range problems {
		if p.Rejected {
			counts.Rejected++
			if p.Field == "start" || p.Field == "end" {
				counts.WithoutDate++
			}
		}
	}
	counts.Rows = counts.Shown + counts.Rejected
	return result{table, problems, counts}, nil
}
