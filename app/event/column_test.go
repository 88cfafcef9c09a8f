package event

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// The oracle is a slice of strings.
func TestTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2015))
	for range 300 {
		var column Texts
		var want []string
		often := r.IntN(3) // of texts that are not empty
		for range r.IntN(20) {
			text := ""
			if r.IntN(4) < often {
				text = strings.Repeat("é", r.IntN(4))
			}
			column.add(text)
			want = append(want, text)
		}
		var got []string
		for row, text := range column.All() {
			if row != len(got) || column.Row(row) != text {
				t.Fatalf("row %d is %q, after %q it is %q", row, column.Row(row), got, text)
			}
			got = append(got, text)
		}
		if !slices.Equal(got, want) || column.Len() != len(want) {
			t.Fatalf("%q of %d, want %q", got, column.Len(), want)
		}
		if strings.Join(want, "") == "" && size(column.ends)+size(column.arena) > 0 {
			t.Fatalf("a column without any text takes %d bytes", size(column.ends)+size(column.arena))
		}
	}
	var column Texts
	column.add("a text")
	if n := testing.AllocsPerRun(100, func() { column.Row(0) }); n != 0 {
		t.Errorf("a row takes %v allocations", n)
	}
}

// A column of more text than a part of it holds has all of it in its place.
func TestTextsInParts(t *testing.T) {
	var b Builder
	var want []string
	for row := range 3000 {
		summary := strings.Repeat(fmt.Sprint("summary ", row, " "), row%170)
		if row == 2000 {
			summary = strings.Repeat("long ", partArena)
		}
		want = append(want, summary)
		if err := b.Add(Event{Summary: summary}); err != nil {
			t.Fatal(err)
		}
	}
	parts := len(b.t.Summary.before)
	table := b.Table()
	for row, summary := range want {
		if table.Summary.Row(row) != summary {
			t.Fatalf("row %d is %.80q, want %.80q", row, table.Summary.Row(row), summary)
		}
	}
	if parts < 3 || table.Summary.before != nil || cap(table.Summary.arena) > len(table.Summary.arena)+64 {
		t.Errorf("%d parts, %d of %d bytes used", parts, len(table.Summary.arena), cap(table.Summary.arena))
	}
}

// A text keeps its letters while its column grows.
func TestTextsStay(t *testing.T) {
	var column Texts
	var seen []string
	for row := range 1000 {
		column.add(fmt.Sprint("text ", row))
		seen = append(seen, column.Row(row))
	}
	for row, text := range seen {
		if want := fmt.Sprint("text ", row); text != want {
			t.Fatalf("%q became %q", want, text)
		}
	}
}

// The oracle is a slice of numbers; what the column takes follows from them.
func TestFigures(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2015))
	numbers := []int32{Unknown, 0, 3, math.MaxInt16, math.MaxInt16 + 1, math.MaxInt32, math.MinInt16, math.MinInt16 - 1}
	for range 500 {
		var column Figures
		var want []int32
		kinds := 1 + r.IntN(len(numbers))
		for range r.IntN(12) {
			n := numbers[r.IntN(kinds)]
			column.add(n)
			want = append(want, n)
		}
		perRow := 0
		for row, n := range want {
			if got := column.Row(row); got != n {
				t.Fatalf("row %d of %v is %d", row, want, got)
			}
			if n != Unknown {
				perRow = max(perRow, 2)
			}
			if n > math.MaxInt16 || n < math.MinInt16 {
				perRow = 4
			}
		}
		trim(&column.narrow)
		trim(&column.wide)
		if got := size(column.narrow) + size(column.wide); got != perRow*len(want) || column.Len() != len(want) {
			t.Fatalf("%v take %d bytes, want %d a row", want, got, perRow)
		}
	}
}

// Points are the numbers that were added, to the last bit, each held once.
func TestPoints(t *testing.T) {
	zero := math.Copysign(0, -1)
	points := []orb.Point{{1, 2}, {2, 1}, {1, 2}, {0, 0}, {zero, 0}, {0, zero}, {0, 0}, {1.0 / 3, 1e-300}, {math.Nextafter(1, 2), 2}}
	var b Builder
	for _, p := range points {
		if err := b.Add(Event{Point: p, Located: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Add(Event{Point: orb.Point{math.NaN(), 1}, Located: true}); err != nil {
		t.Fatal(err)
	}
	table := b.Table()
	for row, want := range points {
		got := table.Point(row)
		if !table.Located(row) || math.Float64bits(got[0]) != math.Float64bits(want[0]) || math.Float64bits(got[1]) != math.Float64bits(want[1]) {
			t.Errorf("%v became %v", want, got)
		}
	}
	if n := len(table.Points.Lon); n != len(points)-2 {
		t.Errorf("%d different points, want %d", n, len(points)-2)
	}
	if table.Located(len(points)) {
		t.Errorf("a point that is none is at %v", table.Point(len(points)))
	}
}

func TestWords(t *testing.T) {
	lists := [][]string{nil, {""}, {"", ""}, {"date"}, {"date", "place"}, {"place", "date"}, {"date,place"}, {`date\`, "place"},
		{`date\,place`}, {`\`}, {","}, {`\,`}, {"a", `b\\,c`, ""}}
	of := make(map[string][]string)
	for _, words := range lists {
		text := joinWords(words)
		if got := splitWords(text); !reflect.DeepEqual(got, words) {
			t.Errorf("%q became %q by %q", words, got, text)
		}
		if other, ok := of[text]; ok {
			t.Errorf("%q and %q are both %q", words, other, text)
		}
		of[text] = words
	}
}
