package session

import (
	"math/rand/v2"
	"slices"
	"testing"

	"wherewhen/app/event"
)

// Whatever order filters, windows and zooms come in, and whether or not moves
// were prepared for, circles, areas and list are what plain counting gives.
func TestShownIsWhatPlainCountingGives(t *testing.T) {
	table := syntheticWithOwn(3000, 7)
	s := New(table, nil, nil)
	r := rand.New(rand.NewPCG(3, 4))
	var state State
	prepared, hexagons := 0, 0
	for step := range 600 {
		switch r.IntN(8) {
		case 0:
			name := table.Kind.Names[r.IntN(len(table.Kind.Names))]
			state.Toggle(Kind, name)
		case 1:
			state.Toggle(Country, table.Country.Names[r.IntN(20)])
		case 2:
			s.Join(r.IntN(8))
		case 3:
			state.Rim, state.Size, state.OldestFirst = Rim(r.IntN(int(FacetCount)+1)), Size(r.IntN(3)), r.IntN(2) == 0
			state.Marks = Marks(r.IntN(3))
		case 4:
			for !s.Prepare(1) {
				if r.IntN(9) == 0 {
					break
				}
			}
			prepared++
		default:
			state.Window = nil
			if r.IntN(6) > 0 {
				days := int(s.Domain.End - s.Domain.Start)
				from := s.Domain.Start + event.Date(r.IntN(days))
				state.Window = &event.Span{Start: from, End: from + event.Date(r.IntN(2000))}
			}
		}
		if problems := s.Apply(state); len(problems) > 0 {
			t.Fatal(problems)
		}
		want := plainly(s)
		first := s.ListPart(nil, 0, 9)
		circles, names := s.Circles()
		if !slices.Equal(circles.Value, want.value) || !slices.Equal(circles.Count, want.count) || !slices.Equal(circles.Parts, want.parts) || circles.Rims != len(names) {
			t.Fatalf("step %d: other circles than plain counting gives", step)
		}
		if s.Cells().AreHexagons() != (state.Marks == MarksDensity) {
			t.Fatalf("step %d: hexagons are %v, marks are %v", step, s.Cells().AreHexagons(), state.Marks)
		}
		if s.Cells().AreHexagons() {
			hexagons++
		}
		if got := s.AreasShown(); !slices.Equal(got, want.areas) {
			t.Fatalf("step %d: areas %v, want %v", step, got, want.areas)
		}
		if got := s.Unlocated(); got != want.unlocated {
			t.Fatalf("step %d: %d unlocated, want %d", step, got, want.unlocated)
		}
		if n := s.Listed(); n != len(want.list) || !slices.Equal(first, want.list[:min(9, n)]) {
			t.Fatalf("step %d: a list of %d beginning %v, want %d, %v", step, n, first, len(want.list), want.list[:min(9, len(want.list))])
		}
		if r.IntN(3) == 0 {
			if got := s.ListRows(); !slices.Equal(got, want.list) {
				t.Fatalf("step %d: another list", step)
			}
			at := r.IntN(len(want.list) + 1)
			if got := s.ListPart(nil, at, 5); !slices.Equal(got, want.list[at:min(at+5, len(want.list))]) {
				t.Fatalf("step %d: another list from %d on", step, at)
			}
		}
	}
	if prepared < 20 || hexagons < 100 {
		t.Fatalf("prepared %d times, %d times hexagons", prepared, hexagons)
	}
}

type plain struct {
	value, count, parts []int32
	areas               []string
	unlocated           int
	list                []int32
}

// plainly looks at every event by the state alone.
func plainly(s *Session) plain {
	t, state := s.Table, s.State()
	rims, classes := 0, plainClassesOf(t, s.Rim())
	class := make(map[classOf]int)
	if state.Marks != MarksDensity {
		for i, c := range s.ColorClasses() {
			class[classOf{c.Name, c.Other}] = i
		}
		rims = len(class)
	}
	cells := len(s.Cells().Main)
	p := plain{value: make([]int32, cells), count: make([]int32, cells), parts: make([]int32, cells*rims)}
	chosen := func(f Facet, name string) bool {
		return len(state.Chosen[f]) == 0 || slices.Contains(state.Chosen[f], name)
	}
	for row := range t.Len() {
		if !chosen(Kind, t.Kind.Name(row)) || !chosen(Country, t.Country.Name(row)) || state.Window != nil && !t.Span(row).Overlaps(*state.Window) {
			continue
		}
		p.list = append(p.list, int32(row))
		if !t.Located(row) {
			p.unlocated++
			if area := t.Area.Name(row); area != "" && !slices.Contains(p.areas, area) {
				p.areas = append(p.areas, area)
			}
			continue
		}
		cell := s.Cells().Of[s.Places.Of[row]]
		p.count[cell]++
		if rims > 0 {
			p.parts[int(cell)*rims+class[classes[row]]]++
		}
		switch state.Size {
		case SizeKilled:
			p.value[cell] += max(0, t.Killed.Row(row).Filled().Best)
		case SizeInjured:
			p.value[cell] += max(0, t.Injured.Row(row).Filled().Best)
		default:
			p.value[cell]++
		}
	}
	slices.Sort(p.areas)
	slices.SortStableFunc(p.list, func(a, b int32) int {
		if t.Start[a] != t.Start[b] {
			return int(t.Start[b] - t.Start[a])
		}
		return int(t.End[b] - t.End[a])
	})
	if state.OldestFirst {
		slices.Reverse(p.list)
	}
	return p
}

// plainlyOf keeps the classes of a table and a field, which no filter changes.
var plainlyOf = make(map[*event.Table]map[Facet][]classOf)

func plainClassesOf(t *event.Table, f Facet) []classOf {
	if plainlyOf[t] == nil {
		plainlyOf[t] = make(map[Facet][]classOf)
	}
	if _, ok := plainlyOf[t][f]; !ok {
		plainlyOf[t][f] = plainClasses(valuesIn(t, f))
	}
	return plainlyOf[t][f]
}
