package session

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
)

// Whatever filters and windows come, lanes and bars of inexact days hold what
// plain counting gives: a session of the same filters without a window is the
// oracle of what passes them.
func TestLanesAndSpreadBins(t *testing.T) {
	table := syntheticWithOwn(1500, 11)
	s, without := New(table, nil, nil), New(table, nil, nil)
	r := rand.New(rand.NewPCG(7, 8))
	var state State
	spans := 0
	for step := range 150 {
		switch r.IntN(8) {
		case 0:
			state.Toggle(Kind, table.Kind.Names[r.IntN(len(table.Kind.Names))])
		case 1:
			state.Toggle(Target, table.Targets.Names[r.IntN(len(table.Targets.Names))])
		case 2:
			state.Query = []string{"", "page", "country 00"}[r.IntN(3)]
		case 3:
			state.Lanes, state.LanesByName = Lanes(r.IntN(int(LanesCount))), r.IntN(2) == 0
		case 4:
			state.Within = nil
			if west, south := r.Float64()*200-180, r.Float64()*100-90; r.IntN(3) > 0 {
				state.Within = Within{{west, south}, {west + 150, south + 80}}
			}
		case 5:
			for !s.Prepare(500) {
			}
		default:
			state.Window = nil
			if r.IntN(4) > 0 {
				from := s.Domain.Start + event.Date(r.IntN(int(s.Domain.End-s.Domain.Start)))
				state.Window = &event.Span{Start: from, End: from + event.Date(r.IntN(2000))}
			}
		}
		s.Apply(state)
		open := state.Clone()
		open.Window = nil
		without.Apply(open)

		edges := []int32{int32(s.Domain.Start) - 5}
		for day := edges[0] + int32(1+r.IntN(800)); day <= int32(s.Domain.End)-int32(r.IntN(100)); day += int32(1 + r.IntN(800)) {
			edges = append(edges, day)
		}
		passing, all := s.SpreadBins(edges)
		var inexact Inexact
		wantPassing, wantAll := make([]int32, len(edges)-1), make([]int32, len(edges)-1)
		for row := range table.Len() {
			p, several := table.Precision[row], table.Start[row] != table.End[row]
			if s.Visible(row) {
				switch {
				case p == event.Week:
					inexact.ToWeek++
				case p == event.Month:
					inexact.ToMonth++
				case p == event.Year:
					inexact.ToYear++
				case several:
					inexact.Several++
				}
			}
			if p == event.Day && !several {
				continue
			}
			spans++
			for i := range wantAll {
				if table.Span(row).Overlaps(event.Span{Start: event.Date(edges[i]), End: event.Date(edges[i+1]) - 1}) {
					wantAll[i]++
					if without.Visible(row) {
						wantPassing[i]++
					}
				}
			}
		}
		if !slices.Equal(passing, wantPassing) || !slices.Equal(all, wantAll) {
			t.Fatalf("step %d: other bars of inexact days than plain counting gives", step)
		}
		if s.Inexact() != inexact {
			t.Fatalf("step %d: %+v, want %+v", step, s.Inexact(), inexact)
		}

		portion := 1 + r.IntN(4000)
		for !s.FillLanes(portion) {
		}
		lanes, order := s.Lanes(nil, strings.ToUpper)
		f, ok := state.Lanes.Facet()
		if !ok {
			if lanes != nil || len(order) > 0 {
				t.Fatal("there are lanes that were not asked for")
			}
			continue
		}
		events := 0
		for i, lane := range order {
			want, inWindow := 0, 0
			for row := range table.Len() {
				names := []string{}
				switch f {
				case Actor:
					names = []string{table.Actor.Name(row)}
				case Kind:
					names = []string{table.Kind.Name(row)}
				case Country:
					names = []string{table.Country.Name(row)}
				case AttackType:
					names = []string{table.AttackType.Name(row)}
				case Attribution:
					names = []string{table.Attribution.Name(row)}
				case Target:
					names = table.Event(row).Targets
				}
				if f.IsOwn() {
					names = []string{table.Own[f-Own].Name(row)}
				}
				if slices.Contains(names, lane.Name) && without.Visible(row) {
					want++
					if s.Visible(row) {
						inWindow++
					}
				}
			}
			window := s.Domain
			if state.Window != nil {
				window = *s.State().Window
			}
			if n := lanes.Total(lane.At); n != want || n == 0 {
				t.Fatalf("step %d: lane %q has %d events, want %d", step, lane.Name, n, want)
			}
			if n := lanes.Count(lane.At, window); n != inWindow {
				t.Fatalf("step %d: lane %q has %d events in the window, want %d", step, lane.Name, n, inWindow)
			}
			if i > 0 {
				before := order[i-1]
				if state.LanesByName && before.Name > lane.Name || !state.LanesByName && lanes.Total(before.At) < lanes.Total(lane.At) {
					t.Fatalf("step %d: lane %q stands before %q", step, before.Name, lane.Name)
				}
			}
			events += want
		}
		if f != Target {
			for row := range table.Len() {
				if without.Visible(row) {
					events--
				}
			}
			if events != 0 {
				t.Fatalf("step %d: %d events are in no lane", step, -events)
			}
		}
	}
	if spans == 0 {
		t.Error("no event had an inexact day")
	}
}

func TestLanesOfNothing(t *testing.T) {
	s := New(event.Synthetic(0, 1), nil, nil)
	s.Apply(State{Lanes: LanesKind})
	if !s.FillLanes(10) {
		t.Error("the lanes of no events are not done at once")
	}
	if lanes, order := s.Lanes(nil, strings.ToUpper); lanes == nil || len(order) > 0 {
		t.Errorf("no events have the lanes %v", order)
	}
}

// BenchmarkFillLanes puts a million events into lanes, portion by portion.
func BenchmarkFillLanes(b *testing.B) {
	s := New(event.Synthetic(1_000_000, 1), nil, nil)
	s.Apply(State{Lanes: LanesCountry})
	for b.Loop() {
		s.lanes = laneBuild{}
		for !s.FillLanes(50_000) {
		}
	}
}
