package order

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSort compares with a stable sort that asks for each pair of rows.
func TestSort(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		rows := r.IntN(400)
		if r.IntN(20) == 0 {
			rows = portion + r.IntN(portion)
		}
		keys := make([]Key, r.IntN(4))
		for i := range keys {
			keys[i] = Key{make(Ranks, rows), r.IntN(2) == 0}
			most := []int{1, 3, 100, 1 << 20, 1<<32 - 1}[r.IntN(5)]
			for row := range keys[i].Ranks {
				keys[i].Ranks[row] = uint32(r.IntN(most))
			}
		}
		list := all(rows)
		r.Shuffle(rows, func(i, j int) { list[i], list[j] = list[j], list[i] })
		before := slices.Clone(list)
		want := slices.Clone(list)
		slices.SortStableFunc(want, func(a, b int32) int {
			for _, k := range keys {
				x, y := k.Ranks[a], k.Ranks[b]
				c := cmp.Compare(x, y)
				switch {
				case x == y:
					continue
				case x == 0:
					return 1
				case y == 0:
					return -1
				case k.Descending:
					c = -c
				}
				return c
			}
			return 0
		})
		got, done := Sort(list, keys, Never)
		if !done || !slices.Equal(got, want) {
			t.Fatalf("%d rows by %d keys: %v, want %v", rows, len(keys), got, want)
		}
		if !slices.Equal(list, before) {
			t.Fatal("the rows given were changed")
		}
	}
}

// expectRanks compares ranks with what comparing each pair of rows says.
func expectRanks(t *testing.T, ranks Ranks, known func(row int) bool, compare func(a, b int) int) {
	t.Helper()
	var rows []int
	for row, rank := range ranks {
		if known(row) != (rank > 0) {
			t.Fatalf("row %d has rank %d, a value: %v", row, rank, known(row))
		}
		if rank > 0 {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, compare)
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		if want := compare(a, b); cmp.Compare(ranks[a], ranks[b]) != want {
			t.Fatalf("rows %d and %d have ranks %d and %d, they compare as %d", a, b, ranks[a], ranks[b], want)
		}
	}
}

func TestTuples(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		rows := r.IntN(300)
		columns := make([][]uint32, 1+r.IntN(3))
		var numbers []func(row int) uint32
		for i := range columns {
			columns[i] = make([]uint32, rows)
			for row := range columns[i] {
				columns[i][row] = uint32(r.IntN(5))
			}
			numbers = append(numbers, func(row int) uint32 { return columns[i][row] })
		}
		ranks, done := Tuples(rows, numbers, Never)
		if !done {
			t.Fatal("not done")
		}
		expectRanks(t, ranks, func(row int) bool { return columns[0][row] > 0 }, func(a, b int) int {
			for _, column := range columns {
				if c := cmp.Compare(column[a], column[b]); c != 0 {
					return c
				}
			}
			return 0
		})
	}
}

// column answers for texts; one that is nil is absent.
func column(texts [][]byte) func(buf []byte, row int) ([]byte, bool) {
	return func(buf []byte, row int) ([]byte, bool) { return append(buf, texts[row]...), texts[row] != nil }
}

func expectTexts(t *testing.T, texts [][]byte) {
	t.Helper()
	ranks, done := Texts(len(texts), column(texts), Never)
	if !done {
		t.Fatal("not done")
	}
	expectRanks(t, ranks, func(row int) bool { return texts[row] != nil },
		func(a, b int) int { return bytes.Compare(texts[a], texts[b]) })
}

func TestTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	pieces := []string{"", "a", "b", "ab", "a long common beginning ", "\x00", "\x00\x00", "\xff", "کابل", "12345678"}
	for range 300 {
		texts := make([][]byte, r.IntN(200))
		if r.IntN(30) == 0 {
			texts = make([][]byte, portion/8+r.IntN(portion))
		}
		for i := range texts {
			if r.IntN(8) == 0 {
				continue
			}
			texts[i] = []byte{}
			for range r.IntN(6) {
				texts[i] = append(texts[i], pieces[r.IntN(len(pieces))]...)
			}
		}
		expectTexts(t, texts)
	}
}

func FuzzTexts(f *testing.F) {
	f.Add([]byte("b|a||a\x00|a|!|abcdefghi|abcdefghj|abcdefgh"), uint16(7))
	f.Fuzz(func(t *testing.T, data []byte, copies uint16) {
		texts := bytes.Split(data, []byte("|"))
		for i, text := range texts {
			if bytes.Equal(text, []byte("!")) {
				texts[i] = nil
			}
		}
		// Enough rows that they are not all sorted by comparing.
		for n := len(texts); len(texts) < min(n+int(copies), 3000); {
			texts = append(texts, texts[len(texts)%n])
		}
		expectTexts(t, texts)
	})
}

// Whatever is ended leaves nothing half done, and pauses come often.
func TestPauses(t *testing.T) {
	const rows = 5 * portion
	texts := make([][]byte, rows)
	for i := range texts {
		texts[i] = fmt.Appendf(nil, "text %d", i*7919%rows)
	}
	work := func(pause Pause) bool {
		ranks, done := Texts(rows, column(texts), pause)
		if !done {
			return false
		}
		pairs, done := Tuples(rows, []func(int) uint32{func(row int) uint32 { return ranks[row] % 5 }, func(row int) uint32 { return ranks[row] }}, pause)
		if !done {
			return false
		}
		_, done = Sort(all(rows), []Key{{pairs, true}}, pause)
		return done
	}
	pauses := 0
	if !work(func() bool { pauses++; return true }) || pauses < 30 {
		t.Fatalf("%d pauses", pauses)
	}
	for end := 1; end <= pauses; end++ {
		n := 0
		if work(func() bool { n++; return n < end }) {
			t.Fatalf("it went on after pause %d said no", end)
		}
		if n != end {
			t.Fatalf("%d pauses after the one that said no", n-end)
		}
	}
}

func BenchmarkSort(b *testing.B) {
	const rows = 1_000_000
	r := rand.New(rand.NewPCG(7, 8))
	few, many := make(Ranks, rows), make(Ranks, rows)
	for row := range rows {
		few[row], many[row] = uint32(r.IntN(20)), uint32(r.IntN(rows))
	}
	list := all(rows)
	for _, c := range []struct {
		name string
		keys []Key
	}{{"category", []Key{{few, false}}}, {"distinct", []Key{{many, true}}}, {"both", []Key{{few, false}, {many, true}}}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				Sort(list, c.keys, Never)
			}
		})
	}
}

func BenchmarkTexts(b *testing.B) {
	const rows = 1_000_000
	r := rand.New(rand.NewPCG(9, 10))
	texts := make([][]byte, rows)
	for row := range texts {
		texts[row] = fmt.Appendf(nil, "attack in place %05d on day %d", r.IntN(5000), r.IntN(10000))
	}
	for b.Loop() {
		Texts(rows, column(texts), Never)
	}
}
