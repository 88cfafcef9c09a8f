package session

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
)

// BenchmarkBrushStep moves a window by a day and asks for everything the page
// then shows, at the size of the bundled collection and a hundred times that.
func BenchmarkBrushStep(b *testing.B) {
	for _, size := range []struct {
		name string
		rows int
	}{{"235", 235}, {"23500", 23500}} {
		b.Run(size.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			var builder event.Builder
			for range size.rows {
				day := event.NewDate(2015, 1, 1) + event.Date(r.IntN(4000))
				e := event.Event{
					Title: "x", Kind: pick(r, "attack", "arrest"), Country: pick(r, "Afghanistan", "Pakistan", "Iran"),
					Span: event.Span{Start: day, End: day}, Killed: event.UnknownRange, Injured: event.UnknownRange,
					Located: true, Point: orb.Point{60 + float64(r.IntN(300))/20, 30 + float64(r.IntN(160))/20},
				}
				if err := builder.Add(e); err != nil {
					b.Fatal(err)
				}
			}
			s := New(builder.Table(), nil, nil)
			s.Join(4)
			edges := make([]int32, 0, 200)
			for day := s.Domain.Start; day <= s.Domain.End; day += 28 {
				edges = append(edges, int32(day))
			}
			state := State{Window: &event.Span{Start: s.Domain.Start, End: s.Domain.Start + 365}}
			b.ReportAllocs()
			for b.Loop() {
				state.Window.Start++
				state.Window.End++
				if state.Window.End >= s.Domain.End {
					state.Window.Start, state.Window.End = s.Domain.Start, s.Domain.Start+365
				}
				s.Apply(state)
				s.Totals()
				s.Bins(edges)
				s.Circles()
				s.ListRows()
				for f := range FacetCount {
					s.Values(f)
				}
			}
		})
	}
}

// BenchmarkColumnsOfAFilesOwn does with a million events, of a file without
// columns of its own and with eight, what the page does: it begins, makes moves
// of the window cheap, moves it, and chooses a value.
func BenchmarkColumnsOfAFilesOwn(b *testing.B) {
	for _, own := range []int{0, 3, event.MostOwn} {
		table := syntheticWithOwn(1_000_000, 1)
		table.Own = table.Own[:own]
		var s *Session
		begin := func() { s = New(table, nil, nil) }
		prepare := func() {
			for !s.Prepare(1 << 20) {
			}
		}
		show := func() {
			s.Totals()
			s.Circles()
			for f := range FacetCount {
				s.Values(f)
			}
		}
		b.Run(fmt.Sprint("begin-", own), func(b *testing.B) {
			for b.Loop() {
				begin()
			}
		})
		if s == nil {
			begin()
		}
		s.Join(2)
		show()
		b.Run(fmt.Sprint("prepare-", own), func(b *testing.B) {
			for b.Loop() {
				s.index = nil
				prepare()
			}
		})
		prepare()
		state := State{Window: &event.Span{Start: s.Domain.Start, End: s.Domain.Start + 365}}
		b.Run(fmt.Sprint("brush-", own), func(b *testing.B) {
			for b.Loop() {
				if state.Window.End += 12; state.Window.End >= s.Domain.End {
					state.Window.End = s.Domain.Start + 365
				}
				state.Window.Start = state.Window.End - 365
				s.Apply(state)
				show()
			}
		})
		b.Run(fmt.Sprint("choose-", own), func(b *testing.B) {
			for b.Loop() {
				state.Toggle(Kind, "arrest")
				s.Apply(state)
				show()
			}
		})
	}
}
