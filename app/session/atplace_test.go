package session

import (
	"slices"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

func TestRowsAtAPlaceAreThoseReportedThere(t *testing.T) {
	for _, rows := range []int{0, 1, 2000} {
		s := New(event.Synthetic(rows, 5), nil, nil)
		want := make([][]int32, len(s.Places.Lon))
		for row, place := range s.Places.Of {
			if place != mapview.NoPlace {
				want[place] = append(want[place], int32(row))
			}
		}
		for place := range want {
			if got := s.RowsAt(place); !slices.Equal(got, want[place]) {
				t.Fatalf("of %d rows, place %d has %v, want %v", rows, place, got, want[place])
			}
		}
	}
}
