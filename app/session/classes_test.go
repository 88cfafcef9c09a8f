package session

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// classOf names the class of each row by looking at the values of all: those of
// the most frequent values and, apart from them, of none and of others.
type classOf struct {
	name  string
	other bool
}

func plainClasses(values [][]string) (class []classOf) {
	totals := make(map[string]int)
	var stated []string
	unstated := 0
	for _, names := range values {
		names = slices.Clone(names)
		slices.Sort(names)
		names = slices.Compact(names)
		if len(names) == 0 || names[0] == "" {
			unstated = 1
		}
		for _, name := range names {
			if totals[name]++; totals[name] == 1 && name != "" {
				stated = append(stated, name)
			}
		}
	}
	slices.SortFunc(stated, func(a, b string) int { return cmp.Or(totals[b]-totals[a], cmp.Compare(a, b)) })
	own := stated[:min(len(stated), 8-unstated)]
	for _, names := range values {
		first := ""
		if len(names) > 0 {
			first = names[0]
		}
		c := classOf{name: first}
		if slices.ContainsFunc(names, func(name string) bool { return name != first }) || first != "" && !slices.Contains(own, first) {
			c = classOf{other: true}
		}
		class = append(class, c)
	}
	return class
}

// valuesIn lists the values of a field row by row.
func valuesIn(t *event.Table, f Facet) [][]string {
	values := make([][]string, t.Len())
	for row := range values {
		e := t.Event(row)
		if f.IsOwn() {
			values[row] = []string{e.Own[f-Own]}
		}
		switch f {
		case Kind:
			values[row] = []string{e.Kind}
		case Country:
			values[row] = []string{e.Country}
		case Province:
			values[row] = []string{e.Admin1}
		case AttackType:
			values[row] = []string{e.AttackType}
		case Target:
			values[row] = e.Targets
		case Actor:
			values[row] = []string{e.Actor}
		case Attribution:
			values[row] = []string{e.Attribution}
		case ActorLink:
			values[row] = []string{e.ActorLink}
		case Confidence:
			values[row] = []string{e.Confidence}
		case PlacePrecision:
			values[row] = []string{e.GeoPrecision}
		case DatePrecision:
			values[row] = []string{[]string{"day", "week", "month", "year"}[e.Precision]}
			if e.Precision == event.Day && e.Span.Start < e.Span.End {
				values[row][0] = "several-days"
			}
		}
	}
	return values
}

func TestClasses(t *testing.T) {
	table := syntheticWithOwn(4000, 5)
	s := New(table, nil, nil)
	r := rand.New(rand.NewPCG(8, 8))
	for f := range FacetCount {
		want := plainClasses(valuesIn(table, f))
		var before []Class
		for range 12 {
			state := State{Rim: RimOf(f)}
			if r.IntN(3) > 0 {
				day := s.Domain.Start + event.Date(r.IntN(9000))
				state.Window = &event.Span{Start: day, End: day + event.Date(r.IntN(4000))}
			}
			if r.IntN(2) == 0 {
				state.Toggle(Kind, "attack")
			}
			if r.IntN(3) == 0 {
				state.Toggle(DatePrecision, "month")
			}
			if problems := s.Apply(state); len(problems) > 0 {
				t.Fatal(problems)
			}
			got := slices.Clone(s.Classes())
			if len(got) > MostClasses+1 || len(got) == 0 {
				t.Fatalf("%s: %d classes", f.Key(), len(got))
			}
			counts := make(map[classOf]int)
			for row := range table.Len() {
				c := got[s.ClassOf(row)]
				if of := (classOf{c.Name, c.Other}); of != want[row] {
					t.Fatalf("%s: row %d is of %+v, want %+v", f.Key(), row, of, want[row])
				}
				if table.Located(row) && s.Visible(row) {
					counts[want[row]]++
				}
			}
			for i, c := range got {
				if c.Count != counts[classOf{c.Name, c.Other}] {
					t.Fatalf("%s: %d of %+v, want %d", f.Key(), c.Count, c, counts[classOf{c.Name, c.Other}])
				}
				got[i].Count = 0
			}
			if before != nil && !slices.Equal(got, before) {
				t.Fatalf("%s: other classes once filtered", f.Key())
			}
			before = got
		}
	}
}

func TestDoubts(t *testing.T) {
	table := event.Synthetic(3000, 6)
	s := New(table, nil, nil)
	r := rand.New(rand.NewPCG(9, 9))
	for range 60 {
		var state State
		for _, f := range []Facet{Kind, Attribution, PlacePrecision, DatePrecision} {
			if r.IntN(3) == 0 {
				values := s.Values(f)
				state.Toggle(f, values[r.IntN(len(values))].Name)
			}
		}
		if r.IntN(2) == 0 {
			day := s.Domain.Start + event.Date(r.IntN(9000))
			state.Window = &event.Span{Start: day, End: day + event.Date(r.IntN(4000))}
		}
		if r.IntN(4) == 0 {
			for !s.Prepare(1000) {
			}
		}
		s.Apply(state)
		var want Doubts
		var attackers Attackers
		for row := range table.Len() {
			if !s.Visible(row) {
				continue
			}
			e := table.Event(row)
			if e.Precision > event.Day || e.Span.Start != e.Span.End {
				want.Days++
			}
			if !e.Located || slices.Contains([]string{"district", "province", "country"}, e.GeoPrecision) {
				want.Places++
			}
			attackers.count(&e)
		}
		if got := s.Doubts(); got != want {
			t.Fatalf("%+v, want %+v, state %+v", got, want, state)
		}
		if got := s.Totals().Attackers; got != attackers {
			t.Fatalf("attackers: %+v, want %+v, state %+v", got, attackers, state)
		}
	}
}

// count counts an event with a figure of people killed by what it says of
// attackers.
func (a *Attackers) count(e *event.Event) {
	switch {
	case !e.Killed.Known():
	case e.CasualtiesIncludeAttackers == "yes":
		a.Counted++
	case e.CasualtiesIncludeAttackers == "no":
		a.Not++
	default:
		a.Unknown++
	}
}

// A file that says nothing of attackers leaves nothing unknown about them.
func TestAttackersOfOtherMatters(t *testing.T) {
	for stated, want := range map[string]Attackers{"": {}, "unknown": {Unknown: 2}} {
		var b event.Builder
		for i, said := range []string{"", stated} {
			if err := b.Add(event.Event{ID: string(rune('a' + i)), Killed: event.Range{Low: 1, Best: 1, High: 1}, Injured: event.UnknownRange, CasualtiesIncludeAttackers: said}); err != nil {
				t.Fatal(err)
			}
		}
		if got := New(b.Table(), nil, nil).Totals().Attackers; got != want {
			t.Errorf("%q: %+v, want %+v", stated, got, want)
		}
	}
}

// What settles is the same however it is cut into portions, and what looking at
// every event gives.
func TestSettle(t *testing.T) {
	table := event.Synthetic(2500, 7)
	s := New(table, nil, nil)
	r := rand.New(rand.NewPCG(10, 10))
	for range 40 {
		var state State
		day := s.Domain.Start + event.Date(r.IntN(9000))
		state.Window = &event.Span{Start: day, End: day + event.Date(r.IntN(3000))}
		s.Apply(state)
		if _, current := s.Settled(); current {
			t.Fatal("settled before it was looked")
		}
		for portion := 1 + r.IntN(900); !s.Settle(portion); {
			if r.IntN(20) == 0 { // another filter meanwhile
				state.Toggle(Kind, "attack")
				s.Apply(state)
			}
		}
		found, current := s.Settled()
		near, only := make([]byte, len(s.Places.Lon)), make([]int32, len(s.Places.Lon))
		for place := range only {
			only[place] = mapview.NoRow
		}
		for row, place := range s.Places.Of {
			if place == mapview.NoPlace || !s.Visible(row) {
				continue
			}
			near[place] |= map[string]byte{"site": 1, "city": 2, "district": 4}[table.GeoPrecision.Name(row)]
			if only[place] = int32(row); slices.ContainsFunc(s.RowsAt(int(place)), func(o int32) bool { return int(o) != row && s.Visible(int(o)) }) {
				only[place] = mapview.SeveralRows
			}
		}
		if !current || !slices.Equal(found.Near, near) || !slices.Equal(found.Only, only) {
			t.Fatalf("settled (%v) on something else than is shown", current)
		}
	}
}

func TestRowsIn(t *testing.T) {
	table := event.Synthetic(1500, 8)
	s := New(table, nil, nil)
	state := State{}
	state.Toggle(Kind, "attack")
	s.Apply(state)
	for _, level := range []int{2, 6, 15} {
		s.Join(level)
		for cell := range s.Cells().Main {
			var want []int32
			for row := range table.Len() {
				if s.CellOf(row) == cell && s.Visible(row) {
					want = append(want, int32(row))
				}
			}
			rows, all := s.RowsIn(s.CellKey(cell), 60)
			if all != (len(want) <= 60) || !all && rows != nil {
				t.Fatalf("%d of %d events, %v", len(rows), len(want), all)
			}
			if all {
				for i := 1; i < len(rows); i++ {
					if table.Start[rows[i]] > table.Start[rows[i-1]] {
						t.Fatal("not the newest first")
					}
				}
				slices.Sort(rows)
				if !slices.Equal(rows, want) {
					t.Fatalf("rows %v, want %v", rows, want)
				}
			}
		}
	}
}
