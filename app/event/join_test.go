package event

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// joinedByHand are the events of several tables as Join has them, made event by
// event.
func joinedByHand(title string, names []string, tables []*Table) (titles []string, events []Event) {
	titles = []string{title}
	stated := map[string]int{}
	for _, table := range tables {
		for _, c := range table.Own {
			if !slices.Contains(titles[1:], c.Title) {
				titles = append(titles, c.Title)
			}
			for _, code := range c.Codes {
				if c.Names[code] != "" {
					stated[c.Title]++
				}
			}
		}
	}
	for len(titles) > MostOwn {
		fewest := len(titles) - 1
		for i := fewest; i > 0; i-- {
			if stated[titles[i]] < stated[titles[fewest]] {
				fewest = i
			}
		}
		titles = slices.Delete(titles, fewest, fewest+1)
	}
	first := map[string]bool{} // ids some row keeps
	for _, table := range tables {
		for row := range table.Len() {
			first[table.ID.Row(row)] = true
		}
	}
	kept, given := map[string]bool{}, map[string]bool{}
	for i, table := range tables {
		for row := range table.Len() {
			e := table.Event(row)
			own := make([]string, len(titles))
			own[0] = names[i]
			for k, c := range table.Own {
				if at := slices.Index(titles[1:], c.Title); at >= 0 {
					own[at+1] = e.Own[k]
				}
			}
			e.Own = own
			if kept[e.ID] && e.ID != "" {
				for first[e.ID] || given[e.ID] {
					e.ID = names[i] + ": " + e.ID
				}
				given[e.ID] = true
			} else {
				kept[e.ID] = true
			}
			events = append(events, e)
		}
	}
	return titles, events
}

// Joined, the events are those of the tables, row by row.
func TestJoin(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2015))
	for range 300 {
		var tables []*Table
		var names []string
		next := 0
		for i := range r.IntN(4) {
			var events []Event
			titles := r.Perm(12)[:r.IntN(MostOwn+1)]
			for range r.IntN(12) {
				e := randomEvent(r, next)
				if next++; r.IntN(3) == 0 {
					e.ID = fmt.Sprint("event-", r.IntN(next))
				}
				if r.IntN(40) == 0 {
					e.Injured.High, e.Killed = 1<<20, UnknownRange
				}
				if r.IntN(9) == 0 {
					e.ID = fmt.Sprint(names, ": ", e.ID) // as one that is made
					if i > 0 {
						e.ID = names[0] + ": event-" + fmt.Sprint(r.IntN(next))
					}
				}
				for range titles {
					e.Own = append(e.Own, []string{"", "", "one", "two"}[r.IntN(4)])
				}
				if slices.ContainsFunc(events, func(o Event) bool { return o.ID == e.ID }) {
					e.ID = fmt.Sprint("another-", next)
				}
				events = append(events, e)
			}
			var b Builder
			var own []string
			for _, n := range titles {
				own = append(own, fmt.Sprint("Column ", n))
			}
			b.Own(own)
			for _, e := range events {
				if r.IntN(2) == 0 {
					e.Sources, e.Targets, e.Summary = nil, nil, ""
				}
				if err := b.Add(e); err != nil {
					t.Fatal(err)
				}
			}
			tables, names = append(tables, b.Table()), append(names, fmt.Sprint(i, ".csv"))
		}
		before := make([][]byte, len(tables))
		for i, table := range tables {
			before[i] = Encode(table, nil, nil)
		}
		got, first, left, err := Join("File", names, tables, func() {})
		if err != nil {
			t.Fatal(err)
		}
		titles, want := joinedByHand("File", names, tables)
		var gotTitles []string
		for _, c := range got.Own {
			gotTitles = append(gotTitles, c.Title)
		}
		if !slices.Equal(gotTitles, titles) {
			t.Fatalf("columns %q, want %q", gotTitles, titles)
		}
		for _, table := range tables {
			for _, c := range table.Own {
				if slices.Contains(titles, c.Title) == slices.Contains(left, c.Title) {
					t.Errorf("%q is left out: %q", c.Title, left)
				}
			}
		}
		if got.Len() != len(want) {
			t.Fatalf("%d rows, want %d", got.Len(), len(want))
		}
		ids := map[string]bool{}
		for row := range want {
			e := got.Event(row)
			if !reflect.DeepEqual(e, want[row]) {
				t.Fatalf("row %d\n%+v, want\n%+v", row, e, want[row])
			}
			if ids[e.ID] && e.ID != "" {
				t.Fatalf("%q is there twice", e.ID)
			}
			ids[e.ID] = true
		}
		at := 0
		for i, table := range tables {
			if first[i] != int32(at) {
				t.Errorf("table %d begins at %d, want %d", i, first[i], at)
			}
			at += table.Len()
			if !bytes.Equal(Encode(table, nil, nil), before[i]) {
				t.Fatal("a table that was joined has changed")
			}
		}
		checkColumns(t, "Joined", reflect.ValueOf(got).Elem(), got.Len())

		// It is a table as any other.
		var b Builder
		b.Own(titles)
		for _, e := range want {
			if err := b.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		built := b.Table()
		built.Joined = true
		built.Points, got.Points = Points{}, Points{} // which are held once for each table
		if !reflect.DeepEqual(built, got) {
			t.Fatalf("\n%+v\nwant\n%+v", got, built)
		}
	}
}

// Files of one name are told apart, and a column that has the title of theirs.
func TestJoinTellsFilesApart(t *testing.T) {
	table := func(title string) *Table {
		var b Builder
		b.Own([]string{title})
		if err := b.Add(Event{ID: "1", Own: []string{"x"}}); err != nil {
			t.Fatal(err)
		}
		return b.Table()
	}
	got, _, _, err := Join("File", []string{"a", "a", "a (2)"}, []*Table{table("File"), table("Weapon"), table("Weapon")}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if own := got.Own[0]; own.Title != "File" || !slices.Equal(own.Names, []string{"a", "a (2)", "a (2) (2)"}) {
		t.Errorf("%+v", own)
	}
	if got.Own[1].Title != "File (2)" || !slices.Equal(got.Event(0).Own, []string{"a", "x", ""}) || !slices.Equal(got.Event(2).Own, []string{"a (2) (2)", "", "x"}) {
		t.Errorf("%+v", got.Own)
	}
	if id := got.ID.Row(2); id != "a (2) (2): 1" {
		t.Errorf("id %q", id)
	}
}

// What does not fit into one table is said; of a column of the files' own it is
// no reason not to join the rest.
func TestJoinWithoutRoom(t *testing.T) {
	table := func(from int, column func(t *Table) *Category) *Table {
		var b Builder
		b.Own([]string{"Weapon"})
		if err := b.Add(Event{}); err != nil {
			t.Fatal(err)
		}
		names := []string{""}
		for i := range MaxNames / 2 {
			names = append(names, fmt.Sprint(from+i))
		}
		made := b.Table()
		column(made).Names = names
		return made
	}
	own := func(t *Table) *Category { return &t.Own[0].Category }
	got, _, left, err := Join("File", []string{"a", "b", "c"}, []*Table{table(0, own), table(MaxNames, own), table(2*MaxNames, own)}, func() {})
	if err != nil || !slices.Equal(left, []string{"Weapon"}) || len(got.Own) != 1 {
		t.Errorf("%q left, %v", left, err)
	}
	kind := func(t *Table) *Category { return &t.Kind }
	if _, _, _, err := Join("File", []string{"a", "b", "c"}, []*Table{table(0, kind), table(MaxNames, kind), table(2*MaxNames, kind)}, func() {}); err == nil || !strings.HasPrefix(err.Error(), "kind:") {
		t.Errorf("too many kinds: %v", err)
	}
	defer func(was int) { maxArena = was }(maxArena)
	maxArena = 10
	var b Builder
	if err := b.Add(Event{ID: "1", Title: "six"}); err != nil {
		t.Fatal(err)
	}
	six := b.Table()
	if _, _, _, err := Join("File", []string{"a", "b", "c", "d"}, []*Table{six, six, six, six}, func() {}); err == nil || !strings.HasPrefix(err.Error(), "title:") {
		t.Errorf("too long texts: %v", err)
	}
}

// A million events are joined in the time of copying them.
func BenchmarkJoin(b *testing.B) {
	one, two := Synthetic(500_000, 1), Synthetic(500_000, 2)
	for b.Loop() {
		last, longest := time.Now(), time.Duration(0)
		rest := func() { longest, last = max(longest, time.Since(last)), time.Now() }
		if _, _, _, err := Join("File", []string{"one", "two"}, []*Table{one, two}, rest); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(longest.Milliseconds()), "ms/longest")
	}
}
