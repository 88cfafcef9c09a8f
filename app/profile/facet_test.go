package profile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
)

// ownColumns are the columns of a file's own with the values of an event.
func ownColumns(t *event.Table, row int) map[string]string {
	own := map[string]string{}
	for i, value := range t.Event(row).Own {
		own[t.Own[i].Title] = value
	}
	return own
}

// Every source that is known has filters of its own, not too many, and says what
// its codes mean.
func TestFacetsOfKnownSources(t *testing.T) {
	for file, want := range map[string]map[string]string{
		"acled.csv":          {"Event type": "Battles", "Disorder type": "Political violence", "Type of Actor 1": "Rebel groups", "Actor 2": "Invented Group B", "Type of Actor 2": "", "Source scale": "National"},
		"GEDEvent_v25_1.csv": {"Conflict": "Inventia: Government", "Dyad": "Government of Inventia - Invented Group A", "Side B": "Invented Group A", "Region": "Asia", "Event clarity": "clear"},
		"gtd.csv":            {"Region": "South Asia", "Weapon type": "Explosives", "Target subtype": "", "Successful": "", "Suicide attack": "", "Nationality of the target": ""},
		"gdelt-61.CSV": {"Quad class": "material conflict", "Actor 1, country code": "", "Actor 1, type code": "", "Actor 2, country code": "",
			"Actor 2, type code": "", "Place, FIPS country code": "XX"},
		"timelinejs.csv": {"Group": "One", "Type": ""},
		"atlos.csv":      {"Status": "Completed", "Sensitive": "Not Sensitive", "Geolocation resolution": "Exact", "Restrictions": ""},
	} {
		columns, rows := fixture(t, file)
		_, r := read(t, file, columns, rows)
		table, _ := r.Table()
		if got := ownColumns(table, 0); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
	for _, p := range Profiles {
		facets := 0
		for _, u := range p.Uses {
			if u.Role != Facet {
				continue
			}
			facets++
			for _, c := range u.Columns {
				if !slices.Contains(slices.Concat(p.Columns, p.Earlier), c) {
					t.Errorf("%s: a filter of %s, which it has not", p.Name, c)
				}
			}
		}
		if facets > mostFacets || facets == 0 && p != &ours {
			t.Errorf("%s: %d filters", p.Name, facets)
		}
	}
}

// Of an unknown file those columns become filters whose few values come again
// and again, those filled the most first.
func TestGuessedFacets(t *testing.T) {
	columns := []string{"Date", "Town", "Weapon", "Remark", "Always", "Grade", "Page", "Seldom", "Long", "Number", "Zone", "Wave", "Phase", "Other date"}
	s := NewSurvey(columns)
	for i := range 200 {
		seldom := ""
		if i%50 < 2 {
			seldom = fmt.Sprint("s", i%2)
		}
		s.Add([]string{
			fmt.Sprintf("2021-%02d-01", i%12+1), fmt.Sprint("Town ", i%7), fmt.Sprint("w", i%60), fmt.Sprint("remark ", i), "same", fmt.Sprint(i % 4),
			fmt.Sprint("https://example.org/", i%3), seldom, strings.Repeat("long ", 20) + fmt.Sprint(i%2), fmt.Sprint(i), "z" + fmt.Sprint(i%5), "v" + fmt.Sprint(i%2), "p" + fmt.Sprint(i%3),
			fmt.Sprintf("2020-%02d-01", i%12+1),
		})
	}
	f, err := s.Guess()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range f.Mapping.Uses {
		if u.Role == Facet {
			got = append(got, u.title())
			if u.Why == "" {
				t.Errorf("%s: no reason is given", u.title())
			}
		}
	}
	if want := []string{"Weapon", "Grade", "Seldom", "Zone", "Wave", "Phase"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for i := range 60 {
		s.Add([]string{"2021-05-01", "", fmt.Sprint("another ", i)})
	}
	if f, err = s.Guess(); err != nil {
		t.Fatal(err)
	}
	for _, u := range f.Mapping.Uses {
		if u.Role == Facet && u.title() == "Weapon" {
			t.Error("a column of 120 different values is a filter")
		}
	}
}

// A filter of a mapping can be what a person says, and what cannot be is said.
func TestMappedFacets(t *testing.T) {
	columns := []string{"day", "a", "b", "code"}
	m := Mapping{Uses: []Use{
		{Role: "start", Columns: []string{"day"}},
		{Role: Facet, Columns: []string{"A", "b"}, Format: First, Says: "First of two"},
		{Role: Facet, Columns: []string{"missing"}},
		{Role: Facet, Columns: []string{"code"}, Codes: map[string]string{"1": "one", "2": ""}},
	}}
	r, err := NewReader("f", columns, m)
	if err != nil {
		t.Fatal(err)
	}
	for i, cells := range [][]string{{"2021", "x", "y", "1"}, {"2021", "", " y ", "2.0"}, {"2021", "", "", "3"}} {
		r.Add(cells, i+2)
	}
	problems := r.Problems()
	table, _ := r.Table()
	for row, want := range []map[string]string{{"First of two": "x", "code": "one"}, {"First of two": "y", "code": ""}, {"First of two": "", "code": ""}} {
		if got := ownColumns(table, row); !reflect.DeepEqual(got, want) {
			t.Errorf("row %d: %q, want %q", row, got, want)
		}
	}
	if len(problems) != 2 || !strings.Contains(problems[0].Error(), "missing") || !strings.Contains(problems[1].Error(), "code = 3: expected one of the codes 1, 2") {
		t.Errorf("%v", problems)
	}
	start := Use{Role: "start", Columns: []string{"day"}}
	many := []Use{start}
	for i := range event.MostOwn + 1 {
		many = append(many, Use{Role: Facet, Columns: []string{fmt.Sprint("c", i)}})
	}
	for want, uses := range map[string][]Use{
		"more than 8 times facet":         many,
		"two are called \"a\"":            {start, {Role: Facet, Columns: []string{"a"}}, {Role: Facet, Columns: []string{"b"}, Says: "a"}},
		"facet: expected columns":         {start, {Role: Facet, Says: "a"}},
		`format "D/M/Y": expected one of`: {start, {Role: Facet, Columns: []string{"a"}, Format: DayFirst}},
	} {
		if _, err := NewReader("f", columns, Mapping{Uses: uses}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// A column with more different values than a filter can have is given up with
// one problem, and its rows are read.
func TestFacetWithTooManyValues(t *testing.T) {
	r, err := NewReader("f.csv", []string{"day", "number", "half"}, Mapping{Uses: []Use{
		{Role: "start", Columns: []string{"day"}}, {Role: Facet, Columns: []string{"number"}}, {Role: Facet, Columns: []string{"half"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range event.MaxNames + 5 {
		r.Add([]string{"2021-05-05", fmt.Sprint("n", i), fmt.Sprint(i % 2)}, i+2)
	}
	table, _ := r.Table()
	for range 2 {
		if p := r.Problems(); len(p) != 1 || p[0].Error() != "f.csv: number: expected at most 65,535 different values: it has too many different values for a filter" {
			t.Fatalf("%v", p)
		}
	}
	if table.Len() != event.MaxNames+5 || len(table.Own) != 1 || table.Own[0].Title != "half" || table.Event(3).Own[0] != "1" {
		t.Errorf("%d events, %d columns", table.Len(), len(table.Own))
	}
}
