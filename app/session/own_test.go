package session

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
)

// syntheticWithOwn is a synthetic table with as many columns of its own as there
// can be.
func syntheticWithOwn(rows int, seed uint64) *event.Table {
	t := event.Synthetic(rows, seed)
	for _, c := range []*event.Category{&t.Confidence, &t.AttackType, &t.Attribution, &t.Actor, &t.Kind, &t.GeoPrecision, &t.ActorLink, &t.CountryCode} {
		t.Own = append(t.Own, event.OwnColumn{Title: fmt.Sprint("Column ", len(t.Own)+1), Category: *c})
	}
	return t
}

func ownTable(t *testing.T, titles []string, rows ...[]string) *event.Table {
	t.Helper()
	var b event.Builder
	b.Own(titles)
	for i, own := range rows {
		if err := b.Add(event.Event{ID: fmt.Sprint(i), Killed: event.UnknownRange, Injured: event.UnknownRange, Own: own}); err != nil {
			t.Fatal(err)
		}
	}
	return b.Table()
}

// A column of the file's own is a facet with its title, where its values divide
// the events.
func TestOwnColumnsAreFacets(t *testing.T) {
	var rows [][]string
	for i := range 40 {
		rows = append(rows, []string{[]string{"rifle", "bomb", ""}[i%3], "Inventia", fmt.Sprint("note ", i), fmt.Sprint("district ", i/2)})
	}
	s := New(ownTable(t, []string{"Weapon", "Country", "Note", "District"}, rows...), nil, nil)
	for i, offered := range []bool{true, false, false, true} {
		if f := Own + Facet(i); s.Offers(f) != offered {
			t.Errorf("%s is offered: %v", s.FacetTitle(f), !offered)
		}
	}
	if s.FacetTitle(Own) != "Weapon" || s.FacetTitle(Own+4) != "" || s.FacetTitle(Kind) != "" || s.FacetTitle(PlacePrecision) != "" {
		t.Error("titles are wrong")
	}
	if s.Rim() != Own {
		t.Errorf("colours are by %s", s.Rim().Key())
	}
	state := State{Lanes: LanesOwn, Rim: RimOf(Own + 3)}
	state.Toggle(Own, "bomb")
	if got, problems := ParseFragment(state.Fragment()); len(problems) > 0 || !reflect.DeepEqual(got, state) || state.Fragment() != "lanes=own-1&own-1=bomb&rim=own-4" {
		t.Errorf("%s is read as %+v, %v", state.Fragment(), got, problems)
	}
	if problems := s.Apply(state); len(problems) > 0 || s.Totals().Shown != 13 || s.Rim() != Own+3 {
		t.Errorf("%d events, %v", s.Totals().Shown, problems)
	}
	for !s.FillLanes(7) {
	}
	if _, lanes := s.Lanes(nil, strings.ToUpper); len(lanes) != 1 || lanes[0].Name != "bomb" {
		t.Errorf("lanes %v", lanes)
	}
	if looks := state.Looks(); looks.Rim != RimUsual || looks.Lanes != LanesOff {
		t.Errorf("looks for other events: %+v", looks)
	}
}

// A link to a column that the data have not is said to be one, and the rest of
// it holds.
func TestLinkToAColumnThatIsNotThere(t *testing.T) {
	s := New(ownTable(t, []string{"Weapon"}, []string{"rifle"}), nil, nil)
	state, problems := ParseFragment("lanes=own-2&own-8=x&rim=own-3&actor=y&own-1=rifle&columns=own-2,title,own-1&sort=-own-4")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	problems = s.Apply(state)
	if len(problems) != 5 {
		t.Errorf("%q", problems)
	}
	for _, key := range []string{"actor=", "own-8=", "rim=own-3:", "lanes=own-2:", "columns=own-"} {
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, key) }) {
			t.Errorf("%s is not told of: %q", key, problems)
		}
	}
	var want State
	want.Toggle(Own, "rifle")
	want.Columns = []Column{ColumnTitle, ColumnOwn}
	if !reflect.DeepEqual(*s.State(), want) {
		t.Errorf("%+v", s.State())
	}
}

// Joined tables have a colour for each file.
func TestJoinedTablesAreColouredByFile(t *testing.T) {
	one, two := event.Synthetic(30, 1), event.Synthetic(40, 2)
	joined, first, _, err := event.Join("File", []string{"a.csv", "b.csv"}, []*event.Table{one, two}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	s := New(joined, nil, nil)
	if s.Rim() != Own || s.FacetTitle(Own) != "File" || !s.Offers(Own) {
		t.Errorf("colours by %s", s.Rim().Key())
	}
	for row := range joined.Len() {
		if name := s.ColorClasses()[s.ClassOf(row)].Name; (name == "a.csv") != (row < int(first[1])) {
			t.Fatalf("row %d is coloured as of %s", row, name)
		}
	}
	state := State{Rim: RimOf(Kind)}
	if s.Apply(state); s.Rim() != Kind || s.State().Fragment() != "rim=kind" {
		t.Errorf("by kind it is %s", s.State().Fragment())
	}
	state = State{Rim: RimOf(Own)}
	if s.Apply(state); s.State().Fragment() != "" {
		t.Errorf("the usual colour is %s", s.State().Fragment())
	}
	state.Toggle(Own, "a.csv")
	if s.Apply(state); s.Totals().Shown != one.Len() {
		t.Errorf("%d events of the first file", s.Totals().Shown)
	}
}

// Of a field with one value colours tell nothing.
func TestUsualColours(t *testing.T) {
	of := func(edit func(row int, e *event.Event)) Facet {
		var b event.Builder
		b.Own([]string{"A", "B"})
		for row := range 60 {
			e := event.Event{Killed: event.UnknownRange, Injured: event.UnknownRange}
			edit(row, &e)
			if err := b.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		return New(b.Table(), nil, nil).Rim()
	}
	number := func(row, of int) string { return fmt.Sprint("value ", row%of) }
	for name, c := range map[string]struct {
		edit func(row int, e *event.Event)
		want Facet
	}{
		"nothing":         {func(int, *event.Event) {}, Kind},
		"kinds":           {func(row int, e *event.Event) { e.Kind, e.AttackType = number(row, 30), number(row, 2) }, Kind},
		"one kind":        {func(row int, e *event.Event) { e.Kind, e.AttackType = "attack", number(row, 9) }, AttackType},
		"many types":      {func(row int, e *event.Event) { e.AttackType, e.Own = number(row, 20), []string{"one", number(row, 4)} }, Own + 1},
		"many types only": {func(row int, e *event.Event) { e.AttackType, e.Own = number(row, 20), []string{"one", number(row, 9)} }, AttackType},
		"countries":       {func(row int, e *event.Event) { e.Country = number(row, 20) }, Country},
	} {
		if got := of(c.edit); got != c.want {
			t.Errorf("%s: colours by %s, want %s", name, got.Key(), c.want.Key())
		}
	}
}
