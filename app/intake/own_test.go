package intake

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
)

func ownOf(t *event.Table) (titles []string) {
	for _, c := range t.Own {
		titles = append(titles, c.Title)
	}
	return titles
}

// Columns that are not ours are the file's own.
func TestOwnColumnsOfCSV(t *testing.T) {
	table, problems := readTable(t, "id,start,Weapon,'=Outcome,Country (file),country,Weapon\nx,2021,rifle,'=won,XX,Iran,no\ny,2022,,\" a \",,,\n")
	if !slices.Equal(ownOf(table), []string{"Weapon", "=Outcome", "Country"}) {
		t.Fatalf("columns %q", ownOf(table))
	}
	if got := table.Event(0).Own; !slices.Equal(got, []string{"rifle", "=won", "XX"}) {
		t.Errorf("%q", got)
	}
	if got := table.Event(1).Own; !slices.Equal(got, []string{"", " a ", ""}) {
		t.Errorf("%q", got)
	}
	if len(problems) != 1 || !strings.Contains(problems[0], "columns = Weapon:") {
		t.Errorf("a column of a name given before: %q", problems)
	}
}

// Of a collection they are the properties that it names.
func TestOwnColumnsOfGeoJSON(t *testing.T) {
	text := `{"type":"FeatureCollection","own_columns":["weapon","kind (file)","none"],"features":[` +
		`{"type":"Feature","geometry":null,"properties":{"start":"2021","weapon":"rifle","kind (file)":7,"kind":"attack","other":"x"}},` +
		`{"type":"Feature","geometry":null,"properties":{"start":"2022","weapon":null}}]}`
	table, problems, err := ReadEvents("f", strings.NewReader(text))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if !slices.Equal(ownOf(table), []string{"weapon", "kind", "none"}) {
		t.Errorf("columns %q", ownOf(table))
	}
	if a, b := table.Event(0), table.Event(1); a.Kind != "attack" || !slices.Equal(a.Own, []string{"rifle", "7", ""}) || !slices.Equal(b.Own, []string{"", "", ""}) {
		t.Errorf("%q, %q", a.Own, b.Own)
	}
	for _, odd := range []string{`7`, `{"a":1}`, `[1]`, `null`, `[]`} {
		odd = strings.Replace(text, `["weapon","kind (file)","none"]`, odd, 1)
		if table, _, err := ReadEvents("f", strings.NewReader(odd)); err != nil || table.Len() != 2 || len(table.Own) > 0 {
			t.Errorf("%s: %v", odd, err)
		}
	}
}

// A column with too many different values is none, which is said once.
func TestOwnColumnWithTooManyValues(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,start,number,half\n")
	for i := range event.MaxNames + 10 {
		fmt.Fprintf(&b, "%d,2021,n%d,%d\n", i, i, i%2)
	}
	table, problems := readTable(t, b.String())
	if !slices.Equal(ownOf(table), []string{"half"}) || table.Len() != event.MaxNames+10 {
		t.Errorf("%d events, columns %q", table.Len(), ownOf(table))
	}
	if len(problems) != 1 || !strings.Contains(problems[0], "number: expected at most 65,535 different values") {
		t.Errorf("%q", problems)
	}
}

// A name of ours gets a mark, and loses it again; no other name changes.
func TestNamesOfOwnColumns(t *testing.T) {
	names := []string{"Weapon", "kind", "KIND", "Kind (file)", "Kind (file) (file)", "Weapon (file)", "lon", "x", "source_2_url", "First_report_killed", "about_file", "sources", "first_report", "\u017ftart"}
	for _, title := range names {
		name := OwnName(title)
		if got, ok := OwnTitle(name); !ok || got != title {
			t.Errorf("%q is written as %q and read as %q, %v", title, name, got, ok)
		}
		if strings.Contains(title, "Weapon") != (name == title) {
			t.Errorf("%q is written as %q", title, name)
		}
	}
	of := reflect.TypeFor[properties]()
	for i := range of.NumField() {
		if name := of.Field(i).Tag.Get("json"); !isOurs(name) {
			t.Errorf("%s is not ours", name)
		}
	}
}
