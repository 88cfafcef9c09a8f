package session

import (
	"cmp"
	"slices"

	"wherewhen/app/event"
)

// Digest is what can be said in words of some events.
type Digest struct {
	Totals            // Shown counts the events of the digest
	Days   event.Span // from the first day any that has a date may have happened on to the last; of none, zero
	Row    int        // the first of them, -1 of none

	Inexact     Inexact // those without one known day
	CoarsePlace int     // known to no nearer place than a district, province or country

	// How many have each value, the most frequent first, then by name; "" for
	// those of which none is stated.
	Kinds, Countries, Provinces, AttackTypes []Share
}

// Share is how many events have a value.
type Share struct {
	Name   string
	Events int
}

// Survey makes a Digest, row after row, so that a page can look at a million
// events in portions.
type Survey struct {
	s      *Session
	rows   []int32 // nil for all that are visible
	at     int
	digest Digest
	counts [4][]int32 // by code
	coarse []bool     // by code of precision of place
}

// ListedRows returns the rows the list has, in the order of the table. They belong
// to the caller.
func (s *Session) ListedRows() []int32 {
	if s.state.Cell != nil || s.state.Area != "" {
		rows := slices.Clone(s.ListRows())
		slices.Sort(rows)
		return rows
	}
	return s.ShownRows()
}

// ShownRows returns the rows that pass the filters, in the order of the table,
// whatever the list is limited to. They belong to the caller.
func (s *Session) ShownRows() []int32 {
	rows := make([]int32, 0, s.engine.Count())
	for row := range s.Table.Len() {
		if s.engine.Visible(row) {
			rows = append(rows, int32(row))
		}
	}
	return rows
}

// Survey begins a digest of what the list has.
func (s *Session) Survey() *Survey {
	if s.state.Cell != nil || s.state.Area != "" {
		return s.SurveyOf(s.ListRows())
	}
	return s.SurveyOf(nil)
}

// SurveyOf begins a digest of rows; nil are all that pass the filters, as they
// are when each is looked at.
func (s *Session) SurveyOf(rows []int32) *Survey {
	v := &Survey{s: s, rows: rows}
	v.digest.All, v.digest.Stated, v.digest.Row = s.Table.Len(), s.StatesKilled(), -1
	for i, column := range v.columns() {
		v.counts[i] = make([]int32, len(column.Names))
	}
	v.coarse = coarsePlaces(s.Table)
	return v
}

func (v *Survey) columns() [4]*event.Category {
	t := v.s.Table
	return [...]*event.Category{&t.Kind, &t.Country, &t.Admin1, &t.AttackType}
}

// Look looks at so many more rows and reports whether that was all.
func (v *Survey) Look(rows int) (done bool) {
	if v.rows != nil {
		to := min(len(v.rows), v.at+rows)
		for _, row := range v.rows[v.at:to] {
			v.add(int(row))
		}
		v.at = to
		return to == len(v.rows)
	}
	to := min(v.s.Table.Len(), v.at+rows)
	for row := v.at; row < to; row++ {
		if v.s.engine.Visible(row) {
			v.add(row)
		}
	}
	v.at = to
	return to == v.s.Table.Len()
}

func (v *Survey) add(row int) {
	t, d := v.s.Table, &v.digest
	if d.Shown == 0 {
		d.Row = row
	}
	if !v.s.isUndated(int32(row)) {
		if d.Shown == d.Inexact.Undated {
			d.Days = t.Span(row)
		}
		d.Days.Start = min(d.Days.Start, event.Date(t.Start[row]))
		d.Days.End = max(d.Days.End, event.Date(t.End[row]))
	}
	d.Shown++
	if killed := v.s.casualties; killed[1][row] != event.Unknown {
		d.WithFigure++
		d.Killed.Low += int(killed[0][row])
		d.Killed.Best += int(killed[1][row])
		d.Killed.High += int(killed[2][row])
		d.Attackers.add(v.s.doubtOf[row], 1)
	}
	d.Inexact.add(exactness(t, row))
	if v.coarse[t.GeoPrecision.Codes[row]] || !t.Located(row) {
		d.CoarsePlace++
	}
	v.counts[0][t.Kind.Codes[row]]++
	v.counts[1][t.Country.Codes[row]]++
	v.counts[2][t.Admin1.Codes[row]]++
	v.counts[3][t.AttackType.Codes[row]]++
}

// Digest returns what was found in the rows looked at so far.
func (v *Survey) Digest() Digest {
	d := v.digest
	for i, column := range v.columns() {
		var shares []Share
		for code, n := range v.counts[i] {
			if n > 0 {
				shares = append(shares, Share{column.Names[code], int(n)})
			}
		}
		slices.SortFunc(shares, func(a, b Share) int {
			return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Name, b.Name))
		})
		*[...]*[]Share{&d.Kinds, &d.Countries, &d.Provinces, &d.AttackTypes}[i] = shares
	}
	return d
}
