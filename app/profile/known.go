package profile

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Profile is what is known of the files of a source.
type Profile struct {
	Name    string   // short, as in a mapping
	Title   string   // as people call it
	Columns []string // of its present files, in their order
	Earlier []string // of older files
	Keys    []string // columns that tell it from all others
	Either  []string // of which one must be there too; nil for none
	Labels  map[Role]string
	Note    string // what must be known to read its figures and names rightly
	Terms   Terms
	Uses    []Use

	// headless are the layouts of files without a header; data tells a row of
	// them from the names of columns.
	headless [][]string
	data     func(cells []string) bool

	// version says which release a file is of, "" when that cannot be known.
	version func(file string, columns int) string
}

// Profiles are the sources that are known. A file that could be of several is
// taken for the first.
var Profiles = []*Profile{&acled, &ged, &gtd, &gdelt, &timemap, &timelineJS, &atlos, &ours}

// Named returns a profile by its name.
func Named(name string) (*Profile, bool) {
	for _, p := range Profiles {
		if p.Name == strings.ToLower(name) {
			return p, true
		}
	}
	return nil, false
}

// Confidence says how sure it is what a file is.
type Confidence string

// The confidences, in words.
const (
	Certain Confidence = "certain" // every column is that of the profile
	Likely  Confidence = "likely"  // what tells the profile from others is there
	Guessed Confidence = "guessed" // by names and values of the columns
	Chosen  Confidence = "chosen"  // a person said so
)

// Found is what a file was found to be.
type Found struct {
	Profile    string // "" when the columns were guessed
	Title      string // with the version where that is known
	Confidence Confidence
	Matched    int      // columns of the file that are known
	Of         int      // columns the file has
	Unknown    []string // the others
	Headless   bool     // what came as the header is the first row
	Labels     map[Role]string
	Note       string // as of the Profile
	Terms      Terms
	Mapping    Mapping
	Questions  []string // what the file leaves open and a person must say
}

// String says what was found.
func (f Found) String() string {
	s := fmt.Sprintf("%s, %d of %d columns", f.Title, f.Matched, f.Of)
	if f.Confidence == Certain {
		return s
	}
	return s + " (" + string(f.Confidence) + ")"
}

// Called returns what the source calls roles, by their names.
func (f *Found) Called() map[string]string {
	called := make(map[string]string)
	for role, label := range f.Labels {
		called[string(role)] = label
	}
	return called
}

// Recognise says which known source a file is from. Columns are those of its
// header, nil when it has none; row is its first one. Its name is looked at
// for a version only.
func Recognise(file string, columns, row []string) (Found, bool) {
	for _, p := range Profiles {
		if f, ok := p.recognise(file, columns, row); ok {
			return f, true
		}
	}
	return Found{}, false
}

// As returns a file as one of a profile that a person chose.
func (p *Profile) As(file string, columns, row []string) (Found, error) {
	f, ok := p.recognise(file, columns, row)
	if !ok {
		f = p.found(file, columns, row)
	}
	f.Confidence = Chosen
	if err := f.Mapping.check(); err != nil {
		return Found{}, fmt.Errorf("%s is not %s: %w", file, p.Title, err)
	}
	return f, nil
}

func (p *Profile) recognise(file string, columns, row []string) (Found, bool) {
	for _, layout := range p.headless {
		first := row
		if columns != nil {
			first = columns
		}
		if len(first) == len(layout) && p.data(first) {
			f := p.found(file, layout, first)
			f.Headless, f.Mapping.Columns = columns != nil, layout
			f.Confidence = Likely // the order of the columns is taken on trust
			return f, true
		}
	}
	at := positions(columns)
	for _, key := range p.Keys {
		if _, ok := at[name(key)]; !ok {
			return Found{}, false
		}
	}
	if p.Either != nil && !slices.ContainsFunc(p.Either, func(c string) bool { return len(found(c, columns, at)) > 0 }) {
		return Found{}, false
	}
	f := p.found(file, columns, row)
	if p != &ours {
		return f, columns != nil
	}
	named := f.Matched
	for _, u := range f.Mapping.Uses {
		if u.Role == Facet {
			named-- // of another name than ours
		}
	}
	return f, columns != nil && 2*named >= f.Of && oursDated(at, row)
}

// found makes what is found of a file with these columns and this first row.
func (p *Profile) found(file string, columns, row []string) Found {
	f := Found{
		Profile: p.Name, Title: p.Title, Confidence: Likely, Of: len(columns), Labels: p.Labels, Note: p.Note, Terms: p.Terms,
		Mapping: Mapping{Profile: p.Name, Uses: p.Uses},
	}
	known := positions(slices.Concat(p.Columns, p.Earlier))
	if p == &ours {
		f.Mapping.Uses = ourUses(columns)
		for _, u := range f.Mapping.Uses {
			if u.Role == Facet {
				known[name(u.Columns[0])] = 0
			}
		}
	}
	for _, c := range columns {
		if p.knows(known, c) {
			f.Matched++
		} else {
			f.Unknown = append(f.Unknown, c)
		}
	}
	if f.Matched == f.Of {
		f.Confidence = Certain
	}
	if p.version != nil {
		if v := p.version(file, len(columns)); v != "" {
			f.Title += " " + v
		}
	}
	f.Mapping = f.Mapping.For(columns)
	f.Mapping.rewritten(columns, row)
	return f
}

// rewritten lets the columns decide about dates that a spreadsheet has written
// in another order than their source has them.
func (m *Mapping) rewritten(columns, row []string) {
	at := positions(columns)
	for i, u := range m.Uses {
		if u.Format != YearFirst || at[name(u.Columns[0])] >= len(row) {
			continue
		}
		if _, s, _ := readDate(strings.TrimSpace(row[at[name(u.Columns[0])]]), ""); s >= dayFirst && s <= bothSame {
			m.Uses[i].Format = Undecided
		}
	}
}

func (p *Profile) knows(known map[string]int, column string) bool {
	if _, ok := known[name(column)]; ok {
		return true
	}
	if p == &ours {
		return ourRole(column) != ""
	}
	stem := strings.TrimRight(name(column), "0123456789")
	_, ok := known[stem+"#"]
	return ok && stem != name(column)
}

// release returns the numbers behind the first mark in the name of a file, as
// 25.1 of GEDEvent_v25_1.csv.
func release(file, mark string) string {
	_, rest, ok := strings.Cut(strings.ToLower(path.Base(file)), mark)
	if !ok {
		return ""
	}
	var numbers []string
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return r == '_' || r == '.' || r == '-' }) {
		if _, err := strconv.Atoi(part); err != nil || len(part) > 2 {
			break
		}
		numbers = append(numbers, part)
	}
	return strings.Join(numbers, ".")
}

func columnsOf(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '\n' || r == '\t' })
}

// isYear reports whether a text is a year of four digits.
func isYear(text string) bool {
	n, ok := whole(text)
	return ok && len(text) == 4 && n >= 1900
}
