package check

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Checker checks data files.
type Checker struct {
	schemas   *schemas
	reference *reference
}

// New returns a Checker with the schemas and the reference in data, a file
// system like data.Files. It fails when they cannot be read.
func New(data fs.FS) (*Checker, error) {
	s, err := compileSchemas(data)
	if err != nil {
		return nil, err
	}
	r, err := readReference(data)
	if err != nil {
		return nil, err
	}
	return &Checker{s, r}, nil
}

// Check returns what is wrong in files that belong together, at most one of
// each kind. Findings are in order of the names of the files and of the
// records in them.
func (c *Checker) Check(files ...*File) *Report {
	report := &Report{}
	byKind := make(map[Kind]*File)
	for _, f := range files {
		report.counts[f.Kind] += f.Len()
		byKind[f.Kind] = f
	}
	for _, f := range files {
		in := newInspection(f, c.schemas.check(f))
		switch f.Kind {
		case Events:
			inspect(in, c.eventRules(byKind[Areas]))
		case Regions:
			inspect(in, c.regionRules())
		case Areas:
			inspect(in, c.areaRules(byKind[Events]))
		case Indicators:
			inspect(in, indicatorRules())
		}
		for i := range f.records {
			in.add(i, wording(f.records[i].value)...)
		}
		report.Findings = append(report.Findings, in.named()...)
	}
	slices.SortStableFunc(report.Findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.position, b.position))
	})
	return report
}

// rule says what is wrong in one record.
type rule[R any] func(*R) []Finding

// inspection is the checking of one file.
type inspection struct {
	file   *File
	spoken map[int][]string // fields the schema has a finding about, by record
	found  []Finding
}

func newInspection(f *File, bySchema []Finding) *inspection {
	in := &inspection{f, make(map[int][]string), bySchema}
	for _, s := range bySchema {
		in.spoken[s.position] = append(in.spoken[s.position], s.Field)
	}
	return in
}

// inspect applies rules to every record that can be read as one.
func inspect[R any](in *inspection, rules []rule[R]) {
	for i := range in.file.records {
		r := new(R)
		if err := json.Unmarshal(in.file.records[i].raw, r); err != nil {
			if !in.schemaSpoke(i, "") {
				in.add(i, unreadable(err))
			}
			continue
		}
		for _, rule := range rules {
			in.add(i, rule(r)...)
		}
	}
}

// unreadable is about what the schemas allow and Go does not read: 33.0.
func unreadable(err error) Finding {
	var typed *json.UnmarshalTypeError
	if !errors.As(err, &typed) {
		return wrong("", nil, "a record: %v", err)
	}
	field := strings.TrimPrefix(typed.Field, "properties.")
	if value, ok := strings.CutPrefix(typed.Value, "number "); ok {
		return wrong(field, value, "a whole number without point or exponent")
	}
	return wrong(field, typed.Value, "something else")
}

func (in *inspection) add(position int, findings ...Finding) {
	for _, f := range findings {
		if !in.schemaSpoke(position, f.Field) {
			f.position = position
			in.found = append(in.found, f)
		}
	}
}

// schemaSpoke reports whether the schema has a finding about a field of a
// record, a part of it or what it is part of; about any, for the field "".
func (in *inspection) schemaSpoke(position int, field string) bool {
	return slices.ContainsFunc(in.spoken[position], func(spoken string) bool {
		return field == "" || spoken == "properties" || within(spoken, field) || within(field, spoken)
	})
}

// within reports whether a field is another or a part of it.
func within(part, whole string) bool {
	rest, ok := strings.CutPrefix(part, whole)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// named returns the findings with the names of file and record.
func (in *inspection) named() []Finding {
	for i := range in.found {
		f := &in.found[i]
		f.File = in.file.Name
		if f.position >= 0 {
			f.ID = in.file.records[f.position].id
		}
	}
	return in.found
}

// Report is what a Checker found.
type Report struct {
	Findings []Finding
	counts   [4]int // of records, by Kind
}

// Errors returns the number of findings that are errors.
func (r *Report) Errors() int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == Error {
			n++
		}
	}
	return n
}

// Counted says how many records were checked: "235 events, 27 regions".
func (r *Report) Counted() string {
	var parts []string
	for kind, n := range r.counts {
		if n > 0 {
			parts = append(parts, counted(n, kinds[kind].one, kinds[kind].many))
		}
	}
	if parts == nil {
		return "no records"
	}
	return strings.Join(parts, ", ")
}

// Verdict says how many findings there are: "3 errors, 1 warning".
func (r *Report) Verdict() string {
	errors := r.Errors()
	var parts []string
	if errors > 0 {
		parts = append(parts, counted(errors, "error", "errors"))
	}
	if warnings := len(r.Findings) - errors; warnings > 0 {
		parts = append(parts, counted(warnings, "warning", "warnings"))
	}
	if parts == nil {
		return "no findings"
	}
	return strings.Join(parts, ", ")
}

func counted(n int, one, many string) string {
	if n == 1 {
		many = one
	}
	return fmt.Sprintf("%d %s", n, many)
}
