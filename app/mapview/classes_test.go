package mapview

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func TestClasses(t *testing.T) {
	for top, want := range map[int32][]int32{
		-1: nil, 0: nil, 1: {1}, 2: {1, 2}, 6: {1, 2, 3, 4, 5, 6}, 7: {1, 2, 5}, 10: {1, 2, 5, 10}, 60: {1, 2, 5, 10, 20, 50},
		100: {1, 3, 10, 30, 100}, 999: {1, 3, 10, 30, 100, 300}, 1000: {1, 5, 20, 100, 500}, 4999: {1, 5, 20, 100, 500, 2000}, 12_345: {1, 10, 100, 1000, 10_000},
		math.MaxInt32: {1, 50, 2000, 100_000, 5_000_000, 200_000_000},
	} {
		if got := Classes(top); !slices.Equal(got, want) {
			t.Errorf("up to %d: %d, want %d", top, got, want)
		}
	}
	for top := int32(1); top < 3_000_000; top += 1 + top/50 {
		from := Classes(top)
		if from[0] != 1 || len(from) > mostClasses || from[len(from)-1] > top || !slices.IsSorted(from) ||
			len(slices.Compact(slices.Clone(from))) != len(from) {
			t.Fatalf("up to %d: %d", top, from)
		}
		if top >= 20 && len(from) < 5 {
			t.Fatalf("up to %d: only %d", top, from)
		}
	}
}

// A number is in the last class that begins at it or before.
func TestClassOf(t *testing.T) {
	from := []int32{1, 5, 20}
	var got []int
	for _, n := range []int32{-3, 0, 1, 4, 5, 19, 20, math.MaxInt32} {
		got = append(got, classOf(from, n))
	}
	if fmt.Sprint(got) != "[0 0 1 1 2 2 3 3]" {
		t.Errorf("classes %d", got)
	}
}
