package session

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
	"wherewhen/app/order"
)

// randomEvents returns events with something in every field, or nothing.
func randomEvents(t testing.TB, r *rand.Rand, rows int) ([]event.Event, *event.Table) {
	t.Helper()
	words := []string{"", "", "Ålesund", "alesund", "Bomb", "bomb-2", "Kabul", "کابل", "!", "site", "province", "high", "disputed", "a longer text of the same beginning, 1", "a longer text of the same beginning, 2"}
	word := func() string { return words[r.IntN(len(words))] }
	list := func() (names []string) {
		for range r.IntN(3) {
			names = append(names, words[2+r.IntN(len(words)-2)])
		}
		return names
	}
	figures := func() event.Range {
		f := func() int32 {
			if r.IntN(3) == 0 {
				return event.Unknown
			}
			return []int32{0, 1, 2, 3, math.MaxInt32}[r.IntN(5)]
		}
		return event.Range{Low: f(), Best: f(), High: f()}
	}
	events := make([]event.Event, rows)
	var b event.Builder
	b.Own([]string{"Weapon", "1", "2", "3", "4", "5", "6", "7"})
	for i := range events {
		day := event.NewDate(2015, 1, 1) + event.Date(r.IntN(20))
		if r.IntN(50) == 0 {
			day = event.NewDate(1+r.IntN(9999), 1, 1)
		}
		e := event.Event{
			ID: fmt.Sprint("e", r.IntN(1000000), "-", i), Title: word(), Summary: word(), Kind: word(), Time: word(),
			Precision: event.Precision(r.IntN(4)), Place: word(), Admin1: word(), Country: word(), GeoPrecision: word(),
			AttackType: word(), Targets: list(), Actor: word(), ActorLink: word(), Attribution: word(), AttributionNote: word(),
			Killed: figures(), Injured: figures(), CasualtiesIncludeAttackers: word(), CasualtiesNote: word(),
			Confidence: word(), ConfidenceNote: word(), Tags: list(), Located: r.IntN(4) > 0,
			FirstReport: event.FirstReport{Killed: figures().Low, Injured: figures().High},
		}
		e.Span = event.Span{Start: day, End: day + event.Date(r.IntN(3))}
		if e.Located {
			e.Point = orb.Point{[]float64{0, math.Copysign(0, -1), 1.5, -1.5, 179.99999}[r.IntN(5)], float64(r.IntN(7)-3) / 3}
		} else {
			e.Area = word()
		}
		for range event.MostOwn {
			e.Own = append(e.Own, word())
		}
		for range r.IntN(3) {
			e.Sources = append(e.Sources, event.Source{Title: "t", URL: "https://example.org", Publisher: word()})
		}
		if err := b.Add(e); err != nil {
			t.Fatal(err)
		}
		events[i] = e
	}
	return events, b.Table()
}

// compareBy compares two events by a column, as the words of the page have it;
// known says whether each has a value.
func compareBy(c Column, a, b *event.Event) (order int, known [2]bool) {
	text := func(of func(e *event.Event) string) (int, [2]bool) {
		x, y := of(a), of(b)
		return strings.Compare(Fold(x), Fold(y)), [2]bool{x != "", y != ""}
	}
	inOrder := func(of func(e *event.Event) string, names ...string) (int, [2]bool) {
		place := func(name string) int {
			if i := slices.Index(names, name); i >= 0 {
				return i
			}
			return len(names)
		}
		letters, known := text(of)
		return cmp.Or(cmp.Compare(place(of(a)), place(of(b))), letters), known
	}
	numbers := func(known func(e *event.Event) bool, of ...func(e *event.Event) float64) (int, [2]bool) {
		result := 0
		for _, number := range of {
			result = cmp.Or(result, cmp.Compare(number(a), number(b)))
		}
		return result, [2]bool{known(a), known(b)}
	}
	always := func(*event.Event) bool { return true }
	people := func(of func(e *event.Event) event.Range) (int, [2]bool) {
		return numbers(func(e *event.Event) bool { return of(e).Known() },
			func(e *event.Event) float64 { return float64(of(e).Filled().Best) },
			func(e *event.Event) float64 { return float64(of(e).Filled().Low) },
			func(e *event.Event) float64 { return float64(of(e).Filled().High) })
	}
	list := func(of func(e *event.Event) []string) (int, [2]bool) {
		folded := func(e *event.Event) string {
			text := ""
			for _, name := range of(e) {
				if name = Fold(name); name != "" {
					text += name + " "
				}
			}
			return text
		}
		return strings.Compare(folded(a), folded(b)), [2]bool{len(of(a)) > 0, len(of(b)) > 0}
	}
	if c >= ColumnOwn {
		return text(func(e *event.Event) string { return e.Own[c-ColumnOwn] })
	}
	switch c {
	case ColumnDate:
		return numbers(always, func(e *event.Event) float64 { return float64(e.Span.Start) }, func(e *event.Event) float64 { return float64(e.Span.End) })
	case ColumnPrecision:
		return numbers(always, func(e *event.Event) float64 { return float64(e.Precision) })
	case ColumnTime:
		return text(func(e *event.Event) string { return e.Time })
	case ColumnTitle:
		return text(func(e *event.Event) string { return e.Title })
	case ColumnSummary:
		return text(func(e *event.Event) string { return e.Summary })
	case ColumnKind:
		return text(func(e *event.Event) string { return e.Kind })
	case ColumnPlace:
		return text(func(e *event.Event) string { return e.Place })
	case ColumnProvince:
		return text(func(e *event.Event) string { return e.Admin1 })
	case ColumnCountry:
		return text(func(e *event.Event) string { return e.Country })
	case ColumnGeoPrecision:
		return inOrder(func(e *event.Event) string { return e.GeoPrecision }, "site", "city", "district", "province", "country")
	case ColumnLatitude:
		return numbers(func(e *event.Event) bool { return e.Located }, func(e *event.Event) float64 { return e.Point[1] })
	case ColumnLongitude:
		return numbers(func(e *event.Event) bool { return e.Located }, func(e *event.Event) float64 { return e.Point[0] })
	case ColumnAttackType:
		return text(func(e *event.Event) string { return e.AttackType })
	case ColumnTargets:
		return list(func(e *event.Event) []string { return e.Targets })
	case ColumnActor:
		return text(func(e *event.Event) string { return e.Actor })
	case ColumnActorLink:
		return text(func(e *event.Event) string { return e.ActorLink })
	case ColumnAttribution:
		return text(func(e *event.Event) string { return e.Attribution })
	case ColumnAttributionNote:
		return text(func(e *event.Event) string { return e.AttributionNote })
	case ColumnKilled:
		return people(func(e *event.Event) event.Range { return e.Killed })
	case ColumnInjured:
		return people(func(e *event.Event) event.Range { return e.Injured })
	case ColumnAttackers:
		return text(func(e *event.Event) string { return e.CasualtiesIncludeAttackers })
	case ColumnCasualtiesNote:
		return text(func(e *event.Event) string { return e.CasualtiesNote })
	case ColumnFirstKilled:
		return numbers(func(e *event.Event) bool { return e.FirstReport.Killed >= 0 }, func(e *event.Event) float64 { return float64(e.FirstReport.Killed) })
	case ColumnFirstInjured:
		return numbers(func(e *event.Event) bool { return e.FirstReport.Injured >= 0 }, func(e *event.Event) float64 { return float64(e.FirstReport.Injured) })
	case ColumnConfidence:
		return inOrder(func(e *event.Event) string { return e.Confidence }, "disputed", "low", "medium", "high")
	case ColumnConfidenceNote:
		return text(func(e *event.Event) string { return e.ConfidenceNote })
	case ColumnTags:
		return list(func(e *event.Event) []string { return e.Tags })
	case ColumnSources:
		return numbers(func(e *event.Event) bool { return len(e.Sources) > 0 }, func(e *event.Event) float64 { return float64(len(e.Sources)) })
	case ColumnPublishers:
		return list(func(e *event.Event) []string {
			var names []string
			for _, s := range e.Sources {
				if s.Publisher != "" && !slices.Contains(names, s.Publisher) {
					names = append(names, s.Publisher)
				}
			}
			return names
		})
	case ColumnID:
		return text(func(e *event.Event) string { return e.ID })
	}
	panic(c)
}

// wantTable sorts the rows of the list by comparing events.
func wantTable(s *Session, events []event.Event) []int32 {
	want := slices.Clone(s.ListRows())
	slices.SortStableFunc(want, func(a, b int32) int {
		for _, key := range s.State().Sort {
			order, known := compareBy(key.Column, &events[a], &events[b])
			switch {
			case !known[0] && !known[1], known[0] && known[1] && order == 0:
				continue
			case !known[0]:
				return 1
			case !known[1]:
				return -1
			case key.Descending:
				return -order
			}
			return order
		}
		return 0
	})
	return want
}

func TestTableAgainstEvents(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 40 {
		events, table := randomEvents(t, r, 1+r.IntN(120))
		s := New(table, nil, nil)
		for range 12 {
			state := s.State().Clone()
			switch r.IntN(3) {
			case 0:
				state.Sort = nil
				for _, c := range r.Perm(int(ColumnCount))[:r.IntN(4)] {
					state.Sort = append(state.Sort, SortKey{Column(c), r.IntN(2) == 0})
				}
			case 1:
				state.OldestFirst = !state.OldestFirst
			}
			state.Table = true
			first := s.Domain.Start + event.Date(r.IntN(s.Domain.Days()))
			state.Window = &event.Span{Start: first, End: first + event.Date(r.IntN(s.Domain.Days()))}
			state.Cell = nil
			if place := s.Places.Of[r.IntN(len(events))]; place >= 0 && r.IntN(3) == 0 {
				state.Cell = s.PlaceKey(int(place))
			}
			s.Apply(state)
			if !s.Arranged() {
				// Ended half way, it leaves the former order.
				former := slices.Clone(s.TableRows())
				s.Arrange(func() bool { return false })
				if len(state.Sort) > 0 && table.Len() > 0 && !s.Arranged() && !slices.Equal(s.TableRows(), former) {
					t.Fatal("what was not finished is seen")
				}
				if !s.Arrange(order.Never) || !s.Arranged() {
					t.Fatal("not arranged")
				}
			}
			want := wantTable(s, events)
			for range 2 {
				if got := s.TableRows(); !slices.Equal(got, want) {
					t.Fatalf("sorted by %v: %v, want %v", s.State().Sort, got, want)
				}
			}
			row := r.IntN(len(events))
			if at := slices.Index(want, int32(row)); at >= 0 {
				before, after := -1, -1
				if at > 0 {
					before = int(want[at-1])
				}
				if at+1 < len(want) {
					after = int(want[at+1])
				}
				if b, a := s.Beside(row); b != before || a != after {
					t.Fatalf("beside %d are %d and %d, want %d and %d", row, b, a, before, after)
				}
			}
		}
	}
}

// The rows beside one are those of the list around it, where it is in the list
// and where it would be.
func TestBesideInTheList(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for _, n := range []int{1, 2, 300, 3 * listBlock} {
		_, table := randomEvents(t, r, n)
		s := New(table, nil, nil)
		for range 60 {
			state := s.State().Clone()
			state.OldestFirst = r.IntN(2) == 0
			state.Window, state.Cell, state.Chosen[Kind] = nil, nil, nil
			if r.IntN(2) == 0 {
				state.Chosen[Kind] = []string{table.Kind.Name(r.IntN(n))}
				s.Apply(state)
				for !s.Prepare(1000) { // what follows knows which rows the kind keeps
				}
			}
			if r.IntN(4) > 0 {
				first := s.Domain.Start + event.Date(r.IntN(s.Domain.Days()))
				state.Window = &event.Span{Start: first, End: first + event.Date(r.IntN(1+r.IntN(s.Domain.Days())))}
			}
			if place := s.Places.Of[r.IntN(n)]; place >= 0 && r.IntN(4) == 0 {
				state.Cell = s.PlaceKey(int(place))
			}
			s.Apply(state)
			listed, in := make(map[int32]bool), s.scope()
			for row := range n {
				listed[int32(row)] = s.Visible(row) && (in == nil || in(row))
			}
			all := slices.Clone(s.byDate)
			if state.OldestFirst {
				slices.Reverse(all)
			}
			for range 5 {
				row := r.IntN(n)
				before, after, found := -1, -1, false
				for _, other := range all {
					switch {
					case int(other) == row:
						found = true
					case listed[other] && !found:
						before = int(other)
					case listed[other] && after < 0:
						after = int(other)
					}
				}
				for range 2 {
					if b, a := s.Beside(row); b != before || a != after {
						t.Fatalf("of %d events beside %d are %d and %d, want %d and %d", n, row, b, a, before, after)
					}
				}
			}
		}
	}
}

// Every column sorts, in both directions.
func TestEachColumn(t *testing.T) {
	events, table := randomEvents(t, rand.New(rand.NewPCG(13, 14)), 300)
	s := New(table, nil, nil)
	for c := range ColumnCount {
		for _, descending := range []bool{false, true} {
			state := s.State().Clone()
			state.Sort = []SortKey{{c, descending}}
			s.Apply(state)
			s.Arrange(order.Never)
			if want := wantTable(s, events); !slices.Equal(s.TableRows(), want) {
				t.Errorf("%s, descending %v: wrong order", c.Key(), descending)
			}
		}
	}
}

func TestSortBy(t *testing.T) {
	type keys = []SortKey
	date, killed, title := ColumnDate, ColumnKilled, ColumnTitle
	var s State
	for i, step := range []struct {
		column Column
		add    bool
		want   keys
	}{
		{killed, false, keys{{killed, true}}},
		{killed, false, keys{{killed, false}}},
		{title, true, keys{{killed, false}, {title, false}}},
		{killed, true, keys{{title, false}}},
		{killed, true, keys{{title, false}, {killed, true}}},
		{title, true, keys{{title, true}, {killed, true}}},
		{killed, false, keys{{killed, false}}},
		{killed, false, nil},
		{date, false, keys{{date, false}}},
		{date, false, nil},
		{killed, true, keys{{killed, true}}},
		{date, true, keys{{killed, true}, {date, true}}},
		{title, false, keys{{title, false}}},
	} {
		s.SortBy(step.column, step.add)
		if !reflect.DeepEqual(s.Sort, step.want) {
			t.Fatalf("step %d: %v, want %v", i, s.Sort, step.want)
		}
	}
	s = State{OldestFirst: true}
	for _, want := range []keys{{{date, true}}, nil, {{date, true}}} {
		if s.SortBy(date, false); !reflect.DeepEqual(s.Sort, want) {
			t.Fatalf("oldest first: %v, want %v", s.Sort, want)
		}
	}
}

func TestRelated(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 60 {
		events, table := randomEvents(t, r, 1+r.IntN(60))
		s := New(table, nil, nil)
		row, most := r.IntN(len(events)), r.IntN(6)
		e := &events[row]
		kin := s.Kin(row, most)
		for !kin.Look(1 + r.IntN(40)) {
		}
		got := kin.Found()
		for relation, holds := range [RelationCount]func(o *event.Event) bool{
			SamePlace: func(o *event.Event) bool { return e.Located && o.Located && e.Point == o.Point },
			SameDays:  func(o *event.Event) bool { return e.Span.Overlaps(o.Span) },
			SameTag: func(o *event.Event) bool {
				return slices.ContainsFunc(e.Tags, func(tag string) bool { return slices.Contains(o.Tags, tag) })
			},
		} {
			between := func(other int32) event.Date {
				o := events[other].Span
				return max(0, o.Start-e.Span.End, e.Span.Start-o.End)
			}
			var all []int32
			for i := range events {
				if i != row && holds(&events[i]) {
					all = append(all, int32(i))
				}
			}
			rows := got[relation].Rows
			if got[relation].Count != len(all) || len(rows) != min(most, len(all)) {
				t.Fatalf("relation %d: %d related, %d listed, want %d", relation, got[relation].Count, len(rows), len(all))
			}
			farthest := event.Date(0)
			for i, other := range rows {
				if !slices.Contains(all, other) || slices.Contains(rows[:i], other) {
					t.Fatalf("relation %d: %d is not related, or twice in %v", relation, other, rows)
				}
				if i > 0 && events[rows[i-1]].Span.Start > events[other].Span.Start {
					t.Fatalf("relation %d: %v are not in order of time", relation, rows)
				}
				farthest = max(farthest, between(other))
			}
			for _, other := range all {
				if len(rows) > 0 && between(other) < farthest && !slices.Contains(rows, other) {
					t.Fatalf("relation %d: %d is nearer than one of %v", relation, other, rows)
				}
			}
		}
	}
}

// BenchmarkTableRows lists the rows of a sorted table after a filter changed.
func BenchmarkTableRows(b *testing.B) {
	s := New(event.Synthetic(1_000_000, 1), nil, nil)
	state := State{Sort: []SortKey{{ColumnKilled, true}, {ColumnTitle, false}}}
	s.Apply(state)
	if !s.Arrange(order.Never) {
		b.Fatal("not arranged")
	}
	state.Window = &event.Span{Start: s.Domain.Start, End: s.Domain.Start + 4000}
	for b.Loop() {
		state.Window.Start++
		state.Window.End++
		s.Apply(state)
		s.TableRows()
	}
}

// BenchmarkArrange ranks the rows of a column and sorts by it.
func BenchmarkArrange(b *testing.B) {
	table := event.Synthetic(1_000_000, 1)
	for _, c := range []Column{ColumnDate, ColumnCountry, ColumnKilled, ColumnTitle, ColumnID} {
		b.Run(c.Key(), func(b *testing.B) {
			s := New(table, nil, nil)
			s.Apply(State{Sort: []SortKey{{c, true}}})
			for b.Loop() {
				s.table.ranks = nil
				s.Arrange(order.Never)
			}
		})
	}
}
