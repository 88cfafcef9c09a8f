package profile

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wherewhen/app/event"
)

// Mapping says what the columns of a file are for. It is a plain value: it can
// be changed, kept as JSON and applied to other files with the same columns.
type Mapping struct {
	Profile string   `json:"profile,omitempty"` // the name of the profile it was made from
	Columns []string `json:"columns,omitempty"` // names for the columns of a file without a header
	Uses    []Use    `json:"uses"`
}

// Use is what one or several columns are for. The second column of a date has
// its year where the first has but two digits of it. A later use of a role fills what
// earlier ones left, adds to notes, titles and lists, and otherwise takes the
// place of what they found.
type Use struct {
	Role    Role     `json:"role"`
	Columns []string `json:"columns,omitempty"` // none for a constant

	// Format says how dates and coordinates are written; see the constants. Of
	// lists it says what separates the entries of one cell, of other texts
	// First.
	Format string `json:"format,omitempty"`

	// Codes are what the values mean; Any is for all others, Same for the value
	// as written. A meaning of "" is absent. A value without a meaning is a
	// problem.
	Codes map[string]string `json:"codes,omitempty"`

	Absent []string `json:"absent,omitempty"` // values that stand for unknown
	Says   string   `json:"says,omitempty"`   // a text with the value at its %s, or a constant; of a facet what it is called
	Why    string   `json:"why,omitempty"`    // the reason of a guess
}

// In Codes, Any stands for every value that has no code of its own. As a
// meaning, Same is the value as written.
const (
	Any  = "*"
	Same = "="
)

// The formats of a use.
const (
	First = "first" // of texts: the first column with a value, where otherwise all are joined

	Semicolons = "semicolons" // of lists
	Commas     = "commas"
	Entries    = "entries" // as a CSV file of ours writes them, with backslashes

	Undecided  = "D/M or M/D" // of dates: what the column says, see Survey.Decide
	DayFirst   = "D/M/Y"
	MonthFirst = "M/D/Y"
	YearFirst  = "Y/M/D"
	Digits     = "YYYYMMDD"
	YearOnly   = "year"
	Parts      = "year, month, day" // in three columns
	Excel      = "spreadsheet days" // since 1899-12-30
	Unix       = "Unix seconds"
	UnixMilli  = "Unix milliseconds"

	Within = "within the days given" // of date_precision: it makes no interval wider

	LatLon = "latitude, longitude" // of a point
	LonLat = "longitude, latitude"
	WKT    = "WKT"
)

var formats = map[kind][]string{
	joinedText:    {First},
	setText:       {First},
	listText:      {Semicolons, Commas, Entries},
	date:          {Undecided, DayFirst, MonthFirst, YearFirst, Digits, YearOnly, Parts, Excel, Unix, UnixMilli},
	datePrecision: {Within},
	coordinate:    {LatLon, LonLat, WKT},
	ofSource:      {First, Entries},
	ownColumn:     {First},
}

// ParseMapping reads a mapping from JSON.
func ParseMapping(data []byte) (Mapping, error) {
	var m Mapping
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return Mapping{}, fmt.Errorf("mapping: %w", err)
	}
	return m, m.check()
}

// check says what in the mapping cannot be.
func (m *Mapping) check() error {
	dated := false
	var titles []string
	for _, u := range m.Uses {
		k := u.Role.kind()
		if k == ownColumn {
			titles = append(titles, u.title())
		}
		switch {
		case k == noRole:
			return fmt.Errorf("mapping: role %q: expected a property of an event, as start, latitude, killed, source_url, or point", u.Role)
		case u.Format != "" && !slices.Contains(formats[k], u.Format):
			return fmt.Errorf("mapping: %s: format %q: expected one of: %s", u.Role, u.Format, strings.Join(formats[k], "; "))
		case len(u.Columns) == 0 && u.Says == "":
			return fmt.Errorf("mapping: %s: expected columns, or what it says", u.Role)
		case k == ownColumn && len(u.Columns) == 0:
			return fmt.Errorf("mapping: %s: expected columns", u.Role)
		case k == ownColumn && len(titles) > event.MostOwn:
			return fmt.Errorf("mapping: more than %d times %s", event.MostOwn, u.Role)
		case k == ownColumn && slices.Contains(titles[:len(titles)-1], u.title()):
			return fmt.Errorf("mapping: %s: two are called %q", u.Role, u.title())
		case u.Format == Parts && (len(u.Columns) == 0 || len(u.Columns) > 3):
			return fmt.Errorf("mapping: %s: %d columns: expected those of year, month and day", u.Role, len(u.Columns))
		}
		dated = dated || u.Role == "start"
	}
	if !dated {
		return fmt.Errorf("mapping: expected a column for start, the date of the event")
	}
	return nil
}

// title is what a column of the file's own is called.
func (u Use) title() string {
	if u.Says == "" && len(u.Columns) > 0 {
		return strings.TrimSpace(strings.TrimPrefix(u.Columns[0], "\ufeff"))
	}
	return u.Says
}

// Use returns the first use of a role.
func (m *Mapping) Use(r Role) (Use, bool) {
	for _, u := range m.Uses {
		if u.Role == r {
			return u, true
		}
	}
	return Use{}, false
}

// For returns the mapping with those uses only that find columns in a file.
func (m Mapping) For(columns []string) Mapping {
	at := positions(columns)
	uses := m.Uses
	m.Uses = nil
	for _, u := range uses {
		all := u.Columns
		u.Columns = nil
		for _, c := range all {
			if u.Format == Parts {
				if _, ok := at[name(c)]; ok || len(u.Columns) > 0 {
					u.Columns = append(u.Columns, c)
				}
				continue
			}
			u.Columns = append(u.Columns, found(c, columns, at)...)
		}
		if len(u.Columns) > 0 || len(all) == 0 {
			m.Uses = append(m.Uses, u)
		}
	}
	return m
}

// found returns the columns of a file a name means: itself, or with # at the
// end all those that have a number there.
func found(c string, columns []string, at map[string]int) []string {
	if _, ok := at[name(c)]; ok {
		return []string{c}
	}
	stem, numbered := strings.CutSuffix(c, "#")
	if !numbered {
		return nil
	}
	var all []string
	for _, other := range columns {
		if digits, ok := strings.CutPrefix(name(other), name(stem)); ok && digits != "" && strings.Trim(digits, "0123456789") == "" {
			all = append(all, other)
		}
	}
	return all
}

// name is the name of a column however it is written.
func name(written string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return '_'
		}
		return r
	}, strings.ToLower(strings.TrimSpace(strings.TrimPrefix(written, "\ufeff"))))
}

// positions returns where each column is; of columns of the same name the
// first.
func positions(columns []string) map[string]int {
	at := make(map[string]int, len(columns))
	for i, c := range columns {
		if _, doubled := at[name(c)]; !doubled {
			at[name(c)] = i
		}
	}
	return at
}
