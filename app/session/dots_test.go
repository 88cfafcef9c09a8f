package session

import (
	"math/rand/v2"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// Whatever is filtered, a dot is drawn for just the events that are shown, and
// a place tells what a cell of it alone would.
func TestDotsAreTheEventsShown(t *testing.T) {
	table := event.Synthetic(2000, 9)
	s := New(table, nil, nil)
	s.Join(mapview.LastLevel) // each place is a cell of its own
	r := rand.New(rand.NewPCG(5, 6))
	var state State
	passing := s.Dots().Passing
	for step := range 200 {
		others := false
		switch r.IntN(5) {
		case 0:
			state.Toggle(Kind, table.Kind.Names[r.IntN(len(table.Kind.Names))])
			others = true
		case 1:
			state.Query = []string{"", "Place", "Country 01"}[r.IntN(3)]
			others = true
		case 2:
			for !s.Prepare(1000) {
			}
		default:
			state.Window = nil
			if r.IntN(4) > 0 {
				from := s.Domain.Start + event.Date(r.IntN(int(s.Domain.End-s.Domain.Start)))
				state.Window = &event.Span{Start: from, End: from + event.Date(r.IntN(2000))}
			}
		}
		state.Rim = RimOf([]Facet{Kind, Attribution, Target}[r.IntN(3)])
		if problems := s.Apply(state); len(problems) > 0 {
			t.Fatal(problems)
		}
		d := s.Dots()
		for row := range table.Len() {
			drawn := d.Passes[row] == 1 && d.First[row] <= d.To && d.Last[row] >= d.From
			if drawn != s.Visible(row) {
				t.Fatalf("step %d: row %d is drawn: %v", step, row, drawn)
			}
		}
		if d.Passing != passing && !others {
			t.Fatalf("step %d: only the window moved, and all dots are to be looked at again", step)
		}
		passing = d.Passing
		if got := &d.Category[0]; got != &s.classes().column[0] {
			t.Fatalf("step %d: dots have the colours of another category than rims", step)
		}
		for cell, main := range s.Cells().Main {
			place := int(main)
			if got, want := s.TallyAt(place), s.Tally(cell); got.Events != want.Events || want.Events > 0 && got != want {
				t.Fatalf("step %d: place %d has %+v, want %+v", step, place, got, want)
			}
			if got := s.ShowsPlace(place); got != (s.Tally(cell).Events > 0) {
				t.Fatalf("step %d: place %d is shown: %v", step, place, got)
			}
		}
		for range 5 {
			cell := r.IntN(len(s.Cells().Main))
			row, ok := s.OnlyRow(cell)
			if got, gotOK := s.OnlyRowAt(int(s.Cells().Main[cell])); got != row || gotOK != ok {
				t.Fatalf("step %d: the only row is %d, %v, want %d, %v", step, got, gotOK, row, ok)
			}
		}
	}
}

func TestSelectedPlace(t *testing.T) {
	s := New(event.Synthetic(500, 3), nil, nil)
	if got := s.SelectedPlace(); got != -1 {
		t.Errorf("place %d with nothing selected", got)
	}
	for place := range s.Places.Lon {
		s.Apply(State{Cell: s.PlaceKey(place)})
		if got := s.SelectedPlace(); got != place {
			t.Fatalf("place %d, want %d", got, place)
		}
	}
	for row, place := range s.Places.Of {
		s.Apply(State{Selected: s.Table.ID.Row(row)})
		if got := s.SelectedPlace(); got != int(place) {
			t.Fatalf("row %d: place %d, want %d", row, got, place)
		}
	}
}
