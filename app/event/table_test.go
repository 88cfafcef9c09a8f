package event

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// ownTitles are the columns of files' own, of which each has some.
var ownTitles = []string{"Weapon", "Region", "Outcome"}

// withOwn gives all of some events values in as many columns of the file's own.
func withOwn(r *rand.Rand, events []Event) []Event {
	n := r.IntN(len(ownTitles) + 1)
	for i := range events {
		for range n {
			events[i].Own = append(events[i].Own, []string{"", "one", "two", "three"}[r.IntN(4)])
		}
	}
	return events
}

// randomEvent sets every field of an event, now and then to its absence.
func randomEvent(r *rand.Rand, row int) Event {
	var e Event
	v := reflect.ValueOf(&e).Elem()
	for i := range v.NumField() {
		if v.Field(i).Kind() == reflect.String && r.IntN(3) > 0 {
			v.Field(i).SetString(fmt.Sprint(v.Type().Field(i).Name, " ", r.IntN(5)))
		}
	}
	e.ID = fmt.Sprint("event-", row)
	e.Span.Start = Date(r.IntN(20000) - 10000)
	e.Span.End = e.Span.Start + Date(r.IntN(40))
	e.Precision = Precision(r.IntN(5))
	if e.Located = r.IntN(4) > 0; e.Located {
		e.Point = orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
	}
	figure := func() int32 { return int32(r.IntN(12)) - 1 }
	e.Killed = Range{figure(), figure(), figure()}
	e.Injured = Range{figure(), figure(), figure()}
	e.FirstReport = FirstReport{figure(), figure()}
	for range r.IntN(4) {
		e.Targets = append(e.Targets, fmt.Sprint("target ", r.IntN(4)))
	}
	for range r.IntN(3) {
		e.Tags = append(e.Tags, fmt.Sprint("target ", r.IntN(4)), "")
	}
	for range r.IntN(3) {
		e.Sources = append(e.Sources, Source{Title: fmt.Sprint("page ", r.IntN(9)), Supports: []string{"date"}})
	}
	return e
}

// spread gives events without a date the days of all that have one.
func spread(events []Event) []Event {
	var starts, ends []Date
	for _, e := range events {
		if e.Precision != Undated {
			starts, ends = append(starts, e.Span.Start), append(ends, e.Span.End)
		}
	}
	for i := range events {
		if events[i].Precision != Undated {
			continue
		}
		if starts != nil {
			events[i].Span = Span{slices.Min(starts), slices.Max(ends)}
		} else {
			today, _ := ParseDate(time.Now().UTC().Format(time.DateOnly))
			events[i].Span = Span{today, today}
		}
	}
	return events
}

func build(t *testing.T, events []Event) *Table {
	t.Helper()
	var b Builder
	if len(events) > 0 {
		b.Own(ownTitles[:len(events[0].Own)])
	}
	for _, e := range events {
		if err := b.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return b.Table()
}

func TestTableRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2015))
	for range 200 {
		var events []Event
		for row := range r.IntN(30) {
			events = append(events, randomEvent(r, row))
		}
		withOwn(r, events)
		table := build(t, events)
		if table.Len() != len(events) {
			t.Fatalf("%d rows of %d events", table.Len(), len(events))
		}
		var domain Span
		for row, want := range spread(events) {
			got := table.Event(row)
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("row %d is\n%+v, want\n%+v", row, got, want)
			}
			if row == 0 {
				domain = want.Span
			}
			domain = Span{min(domain.Start, want.Span.Start), max(domain.End, want.Span.End)}
		}
		if got, ok := table.Domain(); got != domain || ok != (len(events) > 0) {
			t.Fatalf("domain %v, %v, want %v", got, ok, domain)
		}
	}
}

// Every column has one entry per row and offsets have one more; every code has
// a name, and names are told apart.
func TestTableColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2015))
	for _, rows := range []int{0, 1, 50} {
		var events []Event
		for row := range rows {
			events = append(events, randomEvent(r, row))
		}
		table := build(t, withOwn(r, events))
		checkColumns(t, "Table", reflect.ValueOf(table).Elem(), rows)
	}
}

func checkColumns(t *testing.T, name string, v reflect.Value, rows int) {
	switch column := v.Addr().Interface().(type) {
	case *Texts:
		if column.Len() != rows {
			t.Errorf("%s has %d texts for %d rows", name, column.Len(), rows)
		}
		return
	case *Category:
		checkCategory(t, name, column)
		if len(column.Codes) != rows {
			t.Errorf("%s has %d codes for %d rows", name, len(column.Codes), rows)
		}
		return
	case *List:
		checkCategory(t, name, &column.Category)
		checkOffsets(t, name, column.Offsets, rows, len(column.Codes))
		return
	case *Figures:
		if column.Len() != rows {
			t.Errorf("%s has %d numbers for %d rows", name, column.Len(), rows)
		}
		return
	case *Points:
		if len(column.Of) != rows {
			t.Errorf("%s has %d entries for %d rows", name, len(column.Of), rows)
		}
		return
	case *Sources:
		checkOffsets(t, name, column.Offsets, rows, column.Title.Len())
		for _, f := range column.texts(new(Source)) {
			checkColumns(t, f.name, reflect.ValueOf(f.column).Elem(), column.Title.Len())
		}
		checkColumns(t, name+".Supports", reflect.ValueOf(&column.Supports).Elem(), column.Title.Len())
		return
	}
	if own, ok := v.Addr().Interface().(*[]OwnColumn); ok {
		for i := range *own {
			checkColumns(t, fmt.Sprint(name, ".", i), reflect.ValueOf(&(*own)[i].Category).Elem(), rows)
		}
		return
	}
	if v.Kind() == reflect.Bool {
		return
	}
	if v.Kind() != reflect.Struct {
		if v.Len() != rows {
			t.Errorf("%s has %d entries for %d rows", name, v.Len(), rows)
		}
		return
	}
	for i := range v.NumField() {
		checkColumns(t, name+"."+v.Type().Field(i).Name, v.Field(i), rows)
	}
}

// checkOffsets allows for no offsets of nothing.
func checkOffsets(t *testing.T, name string, offsets []int32, rows, all int) {
	if all == 0 && offsets == nil {
		return
	}
	if len(offsets) != rows+1 || offsets[0] != 0 || int(offsets[rows]) != all || !slices.IsSorted(offsets) {
		t.Errorf("%s has offsets %v of %d for %d rows", name, offsets, all, rows)
	}
}

func checkCategory(t *testing.T, name string, c *Category) {
	for row, code := range c.Codes {
		if int(code) >= len(c.Names) {
			t.Fatalf("%s has code %d at %d of %d names", name, code, row, len(c.Names))
		}
	}
	for i, value := range c.Names {
		if first := slices.Index(c.Names, value); first != i {
			t.Errorf("%s: %q is name %d and %d", name, value, first, i)
		}
	}
}

// A column full of names takes no further one, says so, and stays as it is;
// what it knows already it takes.
func TestBuilderRunsOutOfNames(t *testing.T) {
	columns := []struct {
		name string
		of   func(t *Table) *Category
		set  func(e *Event, values ...string)
	}{
		{"kind", func(t *Table) *Category { return &t.Kind }, func(e *Event, v ...string) { e.Kind = v[0] }},
		{"admin1", func(t *Table) *Category { return &t.Admin1 }, func(e *Event, v ...string) { e.Admin1 = v[0] }},
		{"admin1_code", func(t *Table) *Category { return &t.Admin1Code }, func(e *Event, v ...string) { e.Admin1Code = v[0] }},
		{"country", func(t *Table) *Category { return &t.Country }, func(e *Event, v ...string) { e.Country = v[0] }},
		{"country_code", func(t *Table) *Category { return &t.CountryCode }, func(e *Event, v ...string) { e.CountryCode = v[0] }},
		{"geo_precision", func(t *Table) *Category { return &t.GeoPrecision }, func(e *Event, v ...string) { e.GeoPrecision = v[0] }},
		{"area", func(t *Table) *Category { return &t.Area }, func(e *Event, v ...string) { e.Area = v[0] }},
		{"attack_type", func(t *Table) *Category { return &t.AttackType }, func(e *Event, v ...string) { e.AttackType = v[0] }},
		{"actor", func(t *Table) *Category { return &t.Actor }, func(e *Event, v ...string) { e.Actor = v[0] }},
		{"actor_link", func(t *Table) *Category { return &t.ActorLink }, func(e *Event, v ...string) { e.ActorLink = v[0] }},
		{"attribution", func(t *Table) *Category { return &t.Attribution }, func(e *Event, v ...string) { e.Attribution = v[0] }},
		{"casualties_include_attackers", func(t *Table) *Category { return &t.CasualtiesIncludeAttackers },
			func(e *Event, v ...string) { e.CasualtiesIncludeAttackers = v[0] }},
		{"confidence", func(t *Table) *Category { return &t.Confidence }, func(e *Event, v ...string) { e.Confidence = v[0] }},
		{"sources.supports", func(t *Table) *Category { return &t.Sources.Supports }, func(e *Event, v ...string) {
			for _, name := range v {
				e.Sources = append(e.Sources, Source{Supports: splitWords(name)})
			}
		}},
		{"targets", func(t *Table) *Category { return &t.Targets.Category }, func(e *Event, v ...string) { e.Targets = v }},
		{"tags", func(t *Table) *Category { return &t.Tags.Category }, func(e *Event, v ...string) { e.Tags = v }},
	}
	names, index := make([]string, MaxNames-1), make(map[string]uint16)
	for i := range names {
		names[i] = fmt.Sprint(i, ",") // a list of one word, where it is one of lists
		index[names[i]] = uint16(i)
	}
	for _, c := range columns {
		var b Builder
		column := c.of(&b.t)
		column.Names, column.index = slices.Clone(names), &nameIndex{codes: maps.Clone(index)}
		add := func(values ...string) error {
			var e Event
			c.set(&e, values...)
			return b.Add(e)
		}
		// One name more, however often it is given.
		if err := add("last,", "last,", "0,"); err != nil {
			t.Errorf("%s: the last value it has room for: %v", c.name, err)
		}
		if err := add("one too many,", "0,"); err == nil || !strings.HasPrefix(err.Error(), c.name+":") {
			t.Errorf("%s: one value too many gives %v", c.name, err)
		}
		if err := add("7,", "last,"); err != nil {
			t.Errorf("%s is full and does not take a value it has: %v", c.name, err)
		}
		if len(column.Names) != MaxNames || b.t.Len() != 2 {
			t.Errorf("%s: %d names, %d rows", c.name, len(column.Names), b.t.Len())
		}
		if column.Name(0) != "last," || int(column.Codes[0]) != slices.Index(column.Names, "last,") || !slices.Contains(column.Codes, 7) {
			t.Errorf("%s: codes %v", c.name, column.Codes)
		}
	}
}

// A column of the file's own with too many values is no column, and the events
// are there.
func TestOwnColumnsRunOutOfNames(t *testing.T) {
	var b Builder
	b.Own([]string{"all different", "few"})
	for row := range MaxNames + 2 {
		if err := b.Add(Event{Own: []string{fmt.Sprint(row), fmt.Sprint(row % 3)}}); err != nil {
			t.Fatal(err)
		}
		if given := b.GivenUp(); (len(given) > 0) != (row >= MaxNames) {
			t.Fatalf("after %d rows %q are given up", row+1, given)
		}
	}
	if given := b.GivenUp(); !slices.Equal(given, []string{"all different"}) {
		t.Errorf("%q are given up", given)
	}
	table := b.Table()
	if len(table.Own) != 1 || table.Own[0].Title != "few" || table.Len() != MaxNames+2 || len(table.Own[0].Codes) != table.Len() {
		t.Fatalf("%d columns, %d rows", len(table.Own), table.Len())
	}
	if e := table.Event(7); !slices.Equal(e.Own, []string{"1"}) {
		t.Errorf("%q", e.Own)
	}
}

// A column holds the part of an event that has its name.
func TestFieldsBelongTogether(t *testing.T) {
	var table Table
	var e Event
	var columns, values []string
	for _, f := range table.texts(&e) {
		columns, values = append(columns, nameOf(&table, f.column)), append(values, nameOf(&e, f.value))
	}
	for _, f := range table.categories(&e) {
		columns, values = append(columns, nameOf(&table, f.column)), append(values, nameOf(&e, f.value))
	}
	for _, f := range table.lists(&e) {
		columns, values = append(columns, nameOf(&table, f.column)), append(values, nameOf(&e, f.value))
	}
	for _, f := range table.figures(&e) {
		name := strings.ReplaceAll(nameOf(&e, f.value), "FirstReport.", "First")
		columns, values = append(columns, nameOf(&table, f.column)), append(values, name)
	}
	if !slices.Equal(columns, values) {
		t.Errorf("columns\n%v hold\n%v", columns, values)
	}
	once := slices.Compact(slices.Sorted(slices.Values(columns)))
	if len(once) != len(columns) {
		t.Errorf("a column is there twice: %v", columns)
	}
}

// nameOf returns the path of a field within a record.
func nameOf(record, field any) string {
	var find func(v reflect.Value) (string, bool)
	find = func(v reflect.Value) (string, bool) {
		for i := range v.NumField() {
			f, name := v.Field(i), v.Type().Field(i)
			if f.Addr().UnsafePointer() == reflect.ValueOf(field).UnsafePointer() && f.Type() == reflect.TypeOf(field).Elem() {
				return name.Name, true
			}
			if f.Kind() == reflect.Struct {
				if inner, ok := find(f); ok {
					return name.Name + "." + inner, true
				}
			}
		}
		return "", false
	}
	name, _ := find(reflect.ValueOf(record).Elem())
	return name
}

// Categories with the same codes in all rows are held once, others apart.
func TestCategoriesShareCodes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2015))
	var events []Event
	for row := range 100 {
		e := Event{ID: fmt.Sprint(row), Kind: fmt.Sprint("kind ", r.IntN(5)), Confidence: fmt.Sprint("confidence ", r.IntN(5))}
		country := r.IntN(6)
		e.Country, e.CountryCode = fmt.Sprint("Country ", country), fmt.Sprint(country)
		events = append(events, e)
	}
	table := build(t, events)
	same := func(a, b *Category) bool { return &a.Codes[0] == &b.Codes[0] }
	if !same(&table.Country, &table.CountryCode) || !same(&table.Actor, &table.Area) {
		t.Error("the same codes are held twice")
	}
	if same(&table.Kind, &table.Confidence) || same(&table.Country, &table.Kind) || same(&table.Actor, &table.Kind) {
		t.Error("different codes are held once")
	}
	// Kind, Country, Confidence and that of all others, which have no value; of
	// all figures it is known that they are 0.
	columns, _ := table.Bytes()
	if want := 100 * (4 + 4 + 1 + 4 + 4*2 + 8*2); columns > want {
		t.Errorf("columns take %d bytes, want at most %d", columns, want)
	}
}

// A column that is full of text takes no more of it, says so, and the table
// stays as it is.
func TestBuilderRunsOutOfText(t *testing.T) {
	defer func(was int) { maxArena = was }(maxArena)
	maxArena = 1000
	full := make([]byte, maxArena-3)
	var none Event
	var b Builder
	for _, f := range b.t.texts(&none) {
		var e Event
		for _, same := range b.t.texts(&e) {
			if same.column == f.column {
				*same.value = "four"
			}
		}
		f.column.arena = full
		before := b.t.Len()
		if err := b.Add(e); err == nil || !strings.HasPrefix(err.Error(), f.name+":") {
			t.Errorf("%s: a text too many gives %v", f.name, err)
		}
		if b.t.Len() != before || f.column.Len() != before {
			t.Errorf("%s: %d rows, %d of them, want %d", f.name, b.t.Len(), f.column.Len(), before)
		}
		f.column.arena = nil
	}
	b.t.Sources.URL.arena = full
	source := Event{Sources: []Source{{URL: "ab"}, {URL: "cd"}}}
	if err := b.Add(source); err == nil || !strings.HasPrefix(err.Error(), "sources.url:") {
		t.Errorf("two sources too long give %v", err)
	}
	source.Sources = append(source.Sources[:1], Source{URL: "c"})
	if err := b.Add(source); err != nil || b.t.Sources.URL.Row(1) != "c" {
		t.Errorf("what there is room for gives %v", err)
	}
}
