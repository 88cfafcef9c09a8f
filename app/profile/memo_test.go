package profile

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"wherewhen/app/event"
)

// The oracle of ids is a map.
func TestIDs(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	var all ids
	want := make(map[string]int32)
	for line := range int32(20_000) {
		id := strconv.Itoa(random.IntN(15_000))
		id = strings.Repeat("x", random.IntN(12)) + id[:random.IntN(len(id)+1)]
		first, ok := all.line(id)
		if w, is := want[id]; ok != is || first != w {
			t.Fatalf("%q is in line %d (%t), want %d (%t)", id, first, ok, w, is)
		}
		if !ok {
			all.keep(id, line)
			want[id] = line
		}
	}
	if len(want) < 5000 {
		t.Errorf("only %d ids", len(want))
	}
}

// A memo gives what was kept for a text or nothing, whatever was kept since.
func TestMemo(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	var m memo
	hits := 0
	for range 20_000 {
		text := strings.Repeat("long", random.IntN(18)) + strconv.Itoa(1+random.IntN(300))
		known := m.of(text)
		if known.is(text) {
			hits++
			if known.means != "means "+text {
				t.Fatalf("%q: %q", text, known.means)
			}
		}
		known.keep(text, "means "+text)
	}
	if hits < 100 {
		t.Errorf("only %d were kept", hits)
	}
}

// What is read fast is what would be read slowly.
func TestPlainNumbersAndDays(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	read := 0
	for range 300_000 {
		digits := make([]byte, random.IntN(18))
		for i := range digits {
			digits[i] = "01234567890123456789012345678901234567890123456789.-+e"[random.IntN(54)]
		}
		text := []string{"", "-", "+", "0."}[random.IntN(4)] + string(digits)
		v, ok := decimal(text)
		if !ok {
			continue
		}
		read++
		want, err := strconv.ParseFloat(text, 64)
		if err != nil || math.Float64bits(v) != math.Float64bits(want) || !plainNumber(text) {
			t.Fatalf("%s is read as %v, want %v %v", text, v, want, err)
		}
	}
	if read < 100_000 {
		t.Errorf("only %d numbers", read)
	}
	for range 300_000 {
		text := event.Date(random.IntN(3_652_058) - 719_162).String()
		text += []string{"", " 00:00:00", " 00:00:00.000", " 10:00:00", "T00:00:00"}[random.IntN(5)]
		if change := random.IntN(3 * len(text)); change < len(text) {
			text = text[:change] + string("0123456789- /x"[random.IntN(14)]) + text[change+1:]
		}
		d, ok := plainDay(text)
		if !ok {
			continue
		}
		day, clock := splitTime(text)
		w, s, reason := readDay(day, "")
		if w != (when{span: event.Span{Start: d, End: d}}) || s != isoDate || reason != "" || clock != "" {
			t.Fatalf("%s is read as %s, want %+v %s", text, d, w, reason)
		}
	}
}
