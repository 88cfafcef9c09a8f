package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"syscall/js"
	"time"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/foreign"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
)

// mostProblems is how many sorts of problems are told.
const mostProblems = 1000

// previewed is how many rows are shown before a file is read.
const previewed = 20

// question is what the page asks. Without a sheet that is the one with events;
// without a mapping the columns are for what they are known or guessed to be.
type question struct {
	Do      string           `json:"do"` // look, try, read, original, join
	Sheet   *int             `json:"sheet"`
	Mapping *profile.Mapping `json:"mapping"`
	Row     int              `json:"row"` // of the sheet, from 0
	Marks   []foreign.Marked `json:"marks"`

	Title string   `json:"title"` // of the column of names
	Names []string `json:"names"` // of parts to join
}

// opened is the file of the page.
type opened struct {
	in        *foreign.File
	originals *foreign.Originals
	columns   []string
}

func (o *opened) open(given js.Value) (err error) {
	if o.in == nil {
		from := newBlob(given)
		o.in, err = foreign.Open(given.Get("file").Get("name").String(), from, from.size, from.watch)
	}
	return err
}

// found says what the columns are for: what the page says, or what they look
// like.
func (o *opened) found(asked question) (profile.Found, error) {
	const title = "columns as you said"
	switch {
	case asked.Mapping != nil && asked.Sheet != nil:
		return o.in.MappedSheet(*asked.Sheet, *asked.Mapping, title)
	case asked.Mapping != nil:
		return o.in.Mapped(*asked.Mapping, title)
	case asked.Sheet != nil:
		return o.in.RecogniseSheet(*asked.Sheet)
	}
	return o.in.Recognise()
}

// looked is what a file looks like.
type looked struct {
	Sheets    []string        `json:"sheets"`
	Sheet     int             `json:"sheet"`
	Format    string          `json:"format"`
	Title     string          `json:"title"` // of what it was taken for
	Known     bool            `json:"known"` // of a source that is known
	Ours      bool            `json:"ours"`
	Mapping   profile.Mapping `json:"mapping"`
	Questions []string        `json:"questions"`
	Columns   []string        `json:"columns"`
	Wrong     string          `json:"wrong,omitempty"` // why nothing could be guessed
}

func (o *opened) look(asked question) (looked, error) {
	f, err := o.found(asked)
	l := looked{Title: f.String(), Known: f.Confidence != profile.Guessed, Mapping: f.Mapping, Questions: isolated(f.Questions)}
	if err != nil {
		if !errors.As(err, new(foreign.Unguessed)) {
			return l, err
		}
		l.Wrong, l.Title, l.Known = bidi.Isolate(err.Error()), "", false
	}
	for i, s := range o.in.Sheets() {
		name := s.Name
		if name == "" {
			name = fmt.Sprint(i + 1)
		}
		l.Sheets = append(l.Sheets, name)
	}
	l.Sheet, l.Format, l.Columns = o.in.At(), o.in.Sheet().Format, o.in.Columns(f)
	l.Ours = err == nil && o.in.Ours(f)
	if l.Mapping.Uses == nil {
		l.Mapping.Uses = []profile.Use{}
	}
	if o.in.Sheet().Columns == nil {
		l.Mapping.Columns = l.Columns
	}
	return l, nil
}

// tried is what the first rows become.
type tried struct {
	Rows      []triedRow `json:"rows"`
	Questions []string   `json:"questions"`
	Wrong     string     `json:"wrong,omitempty"` // with the mapping
}

type triedRow struct {
	Line  int      `json:"line"`
	Cells []string `json:"cells"`
	Event []string `json:"event"` // date, title, place, coordinates, people killed; nil when rejected
	Wrong []string `json:"wrong"`
}

func (o *opened) try(asked question) (tried, error) {
	f, err := o.found(asked)
	if err != nil && !errors.As(err, new(foreign.Unguessed)) {
		return tried{}, err
	}
	rows, err := o.in.Preview(f, previewed)
	t := tried{Rows: []triedRow{}, Questions: isolated(f.Questions)}
	if err != nil {
		t.Wrong = bidi.Isolate(err.Error())
	}
	for _, row := range rows {
		r := triedRow{Line: row.Line, Cells: isolated(row.Cells), Wrong: []string{}}
		if e := row.Event; e != nil {
			r.Event = isolated(inWords(e))
		}
		for _, p := range row.Problems {
			p.File, p.Line, p.Feature, p.ID = "", 0, 0, ""
			r.Wrong = append(r.Wrong, strings.TrimPrefix(p.Error(), ": "))
		}
		t.Rows = append(t.Rows, r)
	}
	return t, nil
}

func isolated(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = bidi.Isolate(text)
	}
	return all
}

// inWords says an event in a few words.
func inWords(e *event.Event) []string {
	days := e.Span.Start.String()
	switch {
	case e.Precision == event.Undated:
		days = "no date"
	case e.Span.End != e.Span.Start:
		days += " – " + e.Span.End.String()
	}
	place, at, killed := e.Place, "", ""
	for _, wider := range [...]string{e.Admin1, e.Country} {
		if place != "" && wider != "" {
			place += ", "
		}
		place += wider
	}
	if e.Located {
		at = fmt.Sprintf("%.4f, %.4f", e.Point.Lat(), e.Point.Lon())
	}
	if best := e.Killed.Filled().Best; best != event.Unknown {
		killed = fmt.Sprint(best)
	}
	return []string{days, e.Title, place, at, killed}
}

// answered is what a file was read as, but for its bytes: the events as the
// page reads them, of each event the number of its row, and the report of all
// problems as CSV.
type answered struct {
	Report    intake.Report `json:"report"`
	Rows      int           `json:"rows"`     // of the file
	Problems  int           `json:"problems"` // in the report
	Known     bool          `json:"known"`
	Questions []string      `json:"questions"`
	Sheet     int           `json:"sheet"`
	Exchange  bool          `json:"exchange"` // latitude and longitude seem to be exchanged

	Marks []foreign.Marked `json:"marks"` // for originals
}

func (o *opened) read(asked question) (a answered, buffers [][][]byte, err error) {
	f, err := o.found(asked)
	if err != nil {
		return a, nil, err
	}
	result, err := o.in.Read(f)
	if err != nil {
		return a, nil, err
	}
	for i := range result.Problems {
		result.Problems[i].File = "" // the page names it
	}
	sorts := foreign.Sorts(result.Problems)
	listed := sorts[:min(len(sorts), mostProblems)]
	year, month, day := time.Now().Date()
	today := event.NewDate(year, int(month), day)
	a = answered{
		Report: intake.Report{
			Said: o.in.Says(f, result.Counts, today), Problems: listed, More: len(sorts) - len(listed), Rejected: result.Counts.Rejected, Labels: f.Called(),
			Terms: intake.Terms{Licence: f.Terms.Licence, LicenceURL: f.Terms.URL, Private: f.Terms.Private, Attribution: f.Terms.Attributed(today.String(), intake.Chosen)},
		},
		Rows: result.Counts.Rows, Problems: len(result.Problems), Known: f.Confidence != profile.Guessed, Questions: f.Questions,
		Sheet: o.in.At(), Exchange: exchanged(result), Marks: result.Marks,
	}
	var report bytes.Buffer
	if err := foreign.WriteReport(&report, result.Problems); err != nil {
		return a, nil, err
	}
	return a, [][][]byte{event.Parts(result.Table, nil, nil), {numbers(result.Rows)}, {report.Bytes()}}, nil
}

// exchanged reports whether many rows have a latitude that is none and a
// longitude that could be one.
func exchanged(r foreign.Result) bool {
	wrong := 0
	for _, p := range r.Problems {
		if strings.HasSuffix(p.Expected, "exchanged?") {
			wrong++
		}
	}
	return wrong > 0 && 10*wrong >= r.Counts.Rows
}

// numbers are whole numbers as the browser reads them, four bytes each.
func numbers(rows []int32) []byte {
	data := make([]byte, 0, 4*len(rows))
	for _, row := range rows {
		data = append(data, byte(row), byte(row>>8), byte(row>>16), byte(row>>24))
	}
	return data
}

// original is a row as the file has it.
type original struct {
	Unit    string   `json:"unit"`
	Line    int      `json:"line"`
	Columns []string `json:"columns"`
	Cells   []string `json:"cells"`
}

func (o *opened) original(asked question) (original, error) {
	if o.originals == nil {
		f, err := o.found(asked)
		if err != nil {
			return original{}, err
		}
		o.originals = o.in.Originals(asked.Marks)
		o.columns = o.in.Columns(f)
	}
	cells, line, err := o.originals.Row(asked.Row)
	if err != nil {
		return original{}, err
	}
	row := original{Unit: o.in.Sheet().Unit, Line: line}
	for i, cell := range cells {
		name := fmt.Sprint(i + 1)
		if i < len(o.columns) {
			name = o.columns[i]
		}
		row.Columns, row.Cells = append(row.Columns, bidi.Isolate(name)), append(row.Cells, bidi.Isolate(cell))
	}
	return row, nil
}
