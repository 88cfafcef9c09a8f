package timeline

import (
	"math"
	"testing"

	"wherewhen/app/event"
)

func checkBrush(t *testing.T, b *Brush) {
	t.Helper()
	days := b.Chosen()
	if days.Start > days.End || days.Start < b.Domain.Start || days.End > b.Domain.End {
		t.Fatalf("brush chose %v of %v", days, b.Domain)
	}
	if !b.Dragging() && b.Active && days == b.Domain {
		t.Fatalf("a brush over the whole domain is active")
	}
}

func TestHit(t *testing.T) {
	s := NewScale(event.Span{Start: 0, End: 999}, 1000) // a pixel a day
	for _, c := range []struct {
		start, end event.Date
		x, reach   float64
		want       Part
	}{
		{100, 199, 80, 9, Nothing},
		{100, 199, 92, 9, Start},
		{100, 199, 108, 9, Start},
		{100, 199, 150, 9, Middle},
		{100, 199, 192, 9, End},
		{100, 199, 208, 9, End},
		{100, 199, 210, 9, Nothing},
		// Touch: the middle of a short brush can be taken.
		{100, 129, 115, 22, Middle},
		{100, 129, 102, 22, Start},
		{100, 129, 128, 22, End},
		// One day: each handle from its side.
		{100, 100, 100, 9, Start},
		{100, 100, 101, 9, End},
		{100, 100, 92, 9, Start},
		{100, 100, 109, 9, End},
		{0, 0, 0, 22, Start},
		{0, 0, 5, 22, End},
		{999, 999, 995, 22, Start},
		{999, 999, 1000, 22, End},
	} {
		b := Brush{Domain: s.Domain}
		b.Set(event.Span{Start: c.start, End: c.end})
		if got := b.Hit(&s, c.x, c.reach); got != c.want {
			t.Errorf("%d–%d at %v, reach %v: part %d, want %d", c.start, c.end, c.x, c.reach, got, c.want)
		}
	}
	b := Brush{Domain: s.Domain}
	for x, want := range map[float64]Part{0: Start, 8: Start, 12: Nothing, 500: Nothing, 985: Nothing, 995: End, 1000: End} {
		if got := b.Hit(&s, x, 9); got != want {
			t.Errorf("a brush that is not active has part %d at %v, want %d", got, x, want)
		}
	}
}

// However small the brush is and however far out the axis, each handle can be
// taken, the parts come from left to right, and nothing far off is hit.
func TestBothHandlesCanBeTaken(t *testing.T) {
	r := seeded(9)
	for range 5000 {
		s := randomScale(r)
		b := Brush{Domain: s.Domain}
		b.Set(randomDays(r, s.Domain))
		if !b.Active {
			continue
		}
		reach := 1 + r.Float64()*25
		x0, x1 := s.X(b.Days.Start), s.X(b.Days.End+1)
		last := Start
		for x := x0 - reach*0.99; x <= x1+reach*0.99; x += max(reach/8, (x1-x0)/50) {
			part := b.Hit(&s, x, reach)
			order := map[Part]int{Start: 0, Middle: 1, End: 2}
			if part == Nothing || order[part] < order[last] {
				t.Fatalf("at %v of %v–%v, reach %v: part %d after %d", x, x0, x1, reach, part, last)
			}
			last = part
		}
		for x, want := range map[float64]Part{
			x0 - reach/2: Start, x1 + reach/2: End, x0 - 2*reach: Nothing, x1 + 2*reach: Nothing,
		} {
			if got := b.Hit(&s, x, reach); got != want {
				t.Fatalf("at %v of %v–%v, reach %v: part %d, want %d", x, x0, x1, reach, got, want)
			}
		}
		if x1-x0 >= reach {
			if got := b.Hit(&s, (x0+x1)/2, reach); got != Middle {
				t.Fatalf("the middle of %v–%v, reach %v, is part %d", x0, x1, reach, got)
			}
		}
	}
}

// Gestures of random pointers: what is chosen follows from the days the
// pointer was taken and moved at.
func TestDrag(t *testing.T) {
	r := seeded(10)
	taken := make(map[Part]int)
	for range 20000 {
		s := randomScale(r)
		b := Brush{Domain: s.Domain}
		b.Set(randomDays(r, s.Domain))
		before, active := b.Chosen(), b.Active
		x := r.Float64() * s.Width
		if active && r.IntN(2) == 0 {
			x = s.X([]event.Date{before.Start, before.End + 1, (before.Start + before.End) / 2}[r.IntN(3)])
		}
		part := b.Hit(&s, x, 9)
		taken[part]++
		b.Take(part, b.Snap(&s, part, x))
		checkBrush(t, &b)
		for range 5 {
			to := (r.Float64()*1.4 - 0.2) * s.Width
			b.Drag(b.Snap(&s, part, to))
			checkBrush(t, &b)
			if !b.Active || !b.Dragging() {
				t.Fatalf("a dragged brush is not active")
			}
			got := b.Days
			switch part {
			case Start, End:
				anchor, boundary := before.End, before.End+1
				if part == End {
					anchor, boundary = before.Start, before.Start
				}
				if got.Start > anchor || got.End < anchor || got.Start != anchor && got.End != anchor {
					t.Fatalf("dragged handle %d of %v: %v", part, before, got)
				}
				// The handle is at the boundary next to the pointer, if that is
				// in the domain and leaves a day.
				at := math.Round(s.At(to))
				if at < float64(s.Domain.Start) || at > float64(s.Domain.End)+1 || event.Date(at) == boundary ||
					event.Date(at) == anchor || event.Date(at) == anchor+1 {
					continue
				}
				if event.Date(at) != got.Start && event.Date(at) != got.End+1 {
					t.Fatalf("handle %d of %v dragged to %v: %v", part, before, at, got)
				}
			case Middle:
				if got.Days() != before.Days() {
					t.Fatalf("dragged %v to %v: not as long", before, got)
				}
				by := max(s.Domain.Start-before.Start, min(s.Domain.End-before.End, s.Day(to)-s.Day(x)))
				if got.Start != before.Start+by {
					t.Fatalf("dragged %v by %d: %v", before, by, got)
				}
			default:
				from := max(s.Domain.Start, min(s.Domain.End, s.Day(x)))
				day := max(s.Domain.Start, min(s.Domain.End, s.Day(to)))
				if got != (event.Span{Start: min(from, day), End: max(from, day)}) {
					t.Fatalf("new brush from %s to %s: %v", from, day, got)
				}
			}
		}
		chosen := b.Chosen()
		b.Drop()
		checkBrush(t, &b)
		if b.Dragging() || b.Chosen() != chosen {
			t.Fatalf("Drop changed %v to %v", chosen, b.Chosen())
		}
	}
	for part := Nothing; part <= Middle; part++ {
		if taken[part] < 500 {
			t.Errorf("part %d was taken only %d times", part, taken[part])
		}
	}
}

func TestCrossing(t *testing.T) {
	s := NewScale(event.Span{Start: 0, End: 99}, 1000) // 10 pixels a day
	drag := func(part Part, x float64) event.Span {
		b := Brush{Domain: s.Domain}
		b.Set(event.Span{Start: 40, End: 59})
		b.Take(part, b.Snap(&s, part, s.X(40)))
		b.Drag(b.Snap(&s, part, x))
		return b.Days
	}
	for _, c := range []struct {
		part Part
		x    float64
		want event.Span
	}{
		{Start, 300, event.Span{Start: 30, End: 59}},
		{Start, 596, event.Span{Start: 59, End: 59}},
		{Start, 612, event.Span{Start: 59, End: 60}},
		{Start, 700, event.Span{Start: 59, End: 69}},
		{Start, 5000, event.Span{Start: 59, End: 99}},
		{End, 700, event.Span{Start: 40, End: 69}},
		{End, 404, event.Span{Start: 40, End: 40}},
		{End, 388, event.Span{Start: 39, End: 40}},
		{End, -70, event.Span{Start: 0, End: 40}},
	} {
		if got := drag(c.part, c.x); got != c.want {
			t.Errorf("handle %d to %v: %v, want %v", c.part, c.x, got, c.want)
		}
	}
}

func TestKeys(t *testing.T) {
	date := func(s string) event.Date {
		d, err := event.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	domain := event.Span{Start: date("2023-01-10"), End: date("2024-06-20")}
	for _, c := range []struct {
		name       string
		start, end string
		move       func(*Brush)
		want       string // "all" for none
	}{
		{"first day on", "2023-03-15", "2023-05-20", func(b *Brush) { b.Nudge(Start, Day, 1) }, "2023-03-16 2023-05-20"},
		{"last day back", "2023-03-15", "2023-05-20", func(b *Brush) { b.Nudge(End, Day, -1) }, "2023-03-15 2023-05-19"},
		{"first day to a month", "2023-03-15", "2023-05-20", func(b *Brush) { b.Nudge(Start, Month, -1) }, "2023-03-01 2023-05-20"},
		{"first day to the month before", "2023-03-01", "2023-05-20", func(b *Brush) { b.Nudge(Start, Month, -1) }, "2023-02-01 2023-05-20"},
		{"last day to the end of its month", "2023-03-15", "2023-05-20", func(b *Brush) { b.Nudge(End, Month, 1) }, "2023-03-15 2023-05-31"},
		{"last day to the end of the next", "2023-03-15", "2023-05-31", func(b *Brush) { b.Nudge(End, Month, 1) }, "2023-03-15 2023-06-30"},
		{"last day to a leap day", "2023-12-03", "2024-01-31", func(b *Brush) { b.Nudge(End, Month, 1) }, "2023-12-03 2024-02-29"},
		{"stops at the other handle", "2023-03-15", "2023-03-20", func(b *Brush) { b.Nudge(Start, Year, 1) }, "2023-03-20 2023-03-20"},
		{"stops at the domain", "2023-03-15", "2023-03-20", func(b *Brush) { b.Nudge(Start, Year, -7) }, "2023-01-10 2023-03-20"},
		{"Home", "2023-03-15", "2023-03-20", func(b *Brush) { b.MoveHandle(Start, b.Domain.Start) }, "2023-01-10 2023-03-20"},
		{"End", "2023-03-15", "2023-03-20", func(b *Brush) { b.MoveHandle(End, b.Domain.End) }, "2023-03-15 2024-06-20"},
		{"both ends are all", "2023-01-10", "2023-03-20", func(b *Brush) { b.MoveHandle(End, b.Domain.End) }, "all"},
		{"window by days", "2023-03-15", "2023-03-20", func(b *Brush) { b.Nudge(Middle, Day, 10) }, "2023-03-25 2023-03-30"},
		{"window of a month", "2023-03-01", "2023-03-31", func(b *Brush) { b.Nudge(Middle, Month, -1) }, "2023-02-01 2023-02-28"},
		{"window of months", "2023-02-01", "2023-04-30", func(b *Brush) { b.Nudge(Middle, Quarter, 1) }, "2023-04-01 2023-06-28"},
		{"window at the end", "2024-05-01", "2024-05-31", func(b *Brush) { b.Nudge(Middle, Month, 1) }, "2024-05-21 2024-06-20"},
		{"window Home", "2024-05-01", "2024-05-31", func(b *Brush) { b.MoveHandle(Middle, b.Domain.Start) }, "2023-01-10 2023-02-09"},
		{"window End", "2023-03-01", "2023-03-31", func(b *Brush) { b.MoveHandle(Middle, b.Domain.End) }, "2024-05-21 2024-06-20"},
		{"all, first day on", "", "", func(b *Brush) { b.Nudge(Start, Month, 1) }, "2023-02-01 2024-06-20"},
		{"all, window", "", "", func(b *Brush) { b.Nudge(Middle, Month, 1) }, "all"},
		{"absurdly far", "2023-03-15", "2023-03-20", func(b *Brush) { b.Nudge(End, Years5000, math.MaxInt32) }, "2023-03-15 2024-06-20"},
	} {
		b := Brush{Domain: domain}
		if c.start != "" {
			b.Set(event.Span{Start: date(c.start), End: date(c.end)})
		}
		c.move(&b)
		checkBrush(t, &b)
		got := "all"
		if b.Active {
			got = b.Days.Start.String() + " " + b.Days.End.String()
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSet(t *testing.T) {
	b := Brush{Domain: event.Span{Start: 10, End: 20}}
	for _, c := range []struct {
		days, want event.Span
		active     bool
	}{
		{event.Span{Start: 12, End: 14}, event.Span{Start: 12, End: 14}, true},
		{event.Span{Start: 0, End: 14}, event.Span{Start: 10, End: 14}, true},
		{event.Span{Start: 0, End: 99}, b.Domain, false},
		{event.Span{Start: 30, End: 40}, b.Domain, false},
		{event.Span{Start: 14, End: 12}, b.Domain, false},
	} {
		b.Set(c.days)
		if b.Chosen() != c.want || b.Active != c.active {
			t.Errorf("Set(%v) chose %v, active %v", c.days, b.Chosen(), b.Active)
		}
	}
}

// Any calls in any order keep the days in the domain.
func FuzzBrush(f *testing.F) {
	f.Add(int32(0), uint16(1000), []byte{0, 10, 1, 200, 2, 0})
	f.Add(int32(-5000), uint16(0), []byte{3, 1, 4, 2, 5, 3, 6, 4, 7, 5})
	f.Add(int32(18000), uint16(20), []byte{8, 1, 9, 255, 10, 128, 0, 0, 1, 255, 1, 0, 2, 2})
	f.Fuzz(func(t *testing.T, start int32, length uint16, moves []byte) {
		first := event.Date(start % 1_000_000)
		s := NewScale(event.Span{Start: first, End: first + event.Date(length)}, 640)
		b := Brush{Domain: s.Domain}
		part := Nothing
		for i := 0; i+1 < len(moves); i += 2 {
			n := int(int8(moves[i+1]))
			x := s.Width/2 + 3*float64(n)
			any := event.Date(n) << 23
			switch moves[i] % 12 {
			case 0:
				part = b.Hit(&s, x, 9)
				b.Take(part, b.Snap(&s, part, x))
			case 1, 2:
				b.Drag(b.Snap(&s, part, x))
			case 3:
				b.Drop()
			case 4:
				b.Set(event.Span{Start: s.Day(x), End: s.Day(x) + event.Date(n)})
				b.Drop()
			case 5:
				b.Clear()
			case 6:
				b.MoveHandle(Part(n&3), any)
				b.Drop()
			case 7:
				b.Nudge(Part(n&3), Unit(uint(n>>2)%uint(coarsest+1)), n)
				b.Drop()
			case 8:
				b.Shift(any)
				b.Drop()
			case 9:
				b.Take(Part(n&3), any) // of no pointer
			case 10:
				b.Drag(any)
			case 11:
				s.Zoom(x, 0.8)
			}
			checkBrush(t, &b)
		}
	})
}
