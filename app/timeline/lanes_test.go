package timeline

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"wherewhen/app/event"
)

// scattered are events in lanes, some of them in several, drawn close together
// and far apart.
type scattered struct {
	start, end []int32
	one        []bool
	lanes      [][]int
	made       *Lanes
}

func scatter(r *rand.Rand, rows, lanes, days int) *scattered {
	s := &scattered{}
	for range rows {
		start := int32(r.IntN(days))
		if r.IntN(3) == 0 {
			start = int32(days/2 + r.IntN(5))
		}
		end, one := start, true
		switch r.IntN(8) {
		case 0:
			one = false // of a day that is not known, in a time of one day
		case 1:
			end, one = start+int32(r.IntN(400)), false
		}
		var in []int
		for range 1 + r.IntN(2) {
			if lane := r.IntN(lanes); !slices.Contains(in, lane) {
				in = append(in, lane)
			}
		}
		s.start, s.end, s.one, s.lanes = append(s.start, start), append(s.end, end), append(s.one, one), append(s.lanes, in)
	}
	s.made = NewLanes(lanes, s.start, s.end)
	s.fill()
	return s
}

func (s *scattered) fill() {
	rows := make([]int32, len(s.start))
	for i := range rows {
		rows[i] = int32(i)
	}
	slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(s.start[a], s.start[b]) })
	for _, row := range rows {
		for _, lane := range s.lanes[row] {
			if s.one[row] {
				s.made.AddDay(lane, row)
			} else {
				s.made.AddSpan(lane, row)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b int32) int { return cmp.Compare(s.end[a], s.end[b]) })
	for _, row := range rows {
		for _, lane := range s.lanes[row] {
			if !s.one[row] {
				s.made.AddEnd(lane, row)
			}
		}
	}
}

// in counts the rows of a lane that share a day with some days.
func (s *scattered) in(lane int, days event.Span, want func(row int) bool) (rows []int32) {
	for row := range s.start {
		if slices.Contains(s.lanes[row], lane) && days.Overlaps(event.Span{Start: event.Date(s.start[row]), End: event.Date(s.end[row])}) && want(row) {
			rows = append(rows, int32(row))
		}
	}
	return rows
}

func anyRow(int) bool { return true }

func TestLaneCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		s := scatter(r, r.IntN(300), 3, 1+r.IntN(3000))
		for range 30 {
			lane := r.IntN(3)
			from := event.Date(r.IntN(3400) - 200)
			days := event.Span{Start: from, End: from + event.Date(r.IntN(500))}
			rows := s.in(lane, days, anyRow)
			if n := s.made.Count(lane, days); n != len(rows) {
				t.Fatalf("%v holds %d events, want %d", days, n, len(rows))
			}
			for _, direction := range []int{-1, 1} {
				want, found := event.Date(0), false
				for row := range s.start {
					start, end := event.Date(s.start[row]), event.Date(s.end[row])
					switch {
					case !slices.Contains(s.lanes[row], lane):
					case direction > 0 && start > days.End && (!found || start < want):
						want, found = start, true
					case direction < 0 && end < days.Start && (!found || end > want):
						want, found = end, true
					}
				}
				if day, ok := s.made.Beyond(lane, days, direction); ok != found || ok && day != want {
					t.Fatalf("beyond %v to %d: %v %v, want %v %v", days, direction, day, ok, want, found)
				}
			}
		}
		if total := s.made.Total(0); total != len(s.in(0, event.Span{Start: -1e6, End: 1e6}, anyRow)) {
			t.Fatalf("a lane has %d events in all", total)
		}
	}
}

// TestLaneLayout holds every layout against the events themselves: each event
// in view stands for itself or in what counts it, where its days are, and
// nothing that stands for one event covers another.
func TestLaneLayout(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	room := Room{Mark: 8, Tracks: 2, Bar: 5, BarTracks: 2}
	kinds := map[ItemKind]int{}
	for range 150 {
		days := 20 + r.IntN(6000)
		s := scatter(r, r.IntN(400), 2, days)
		scale := NewScale(event.Span{Start: 0, End: event.Date(days + 400)}, 200+float64(r.IntN(1200)))
		for range r.IntN(12) {
			scale.Zoom(r.Float64()*scale.Width, 0.3+r.Float64())
		}
		lane := r.IntN(2)
		items := s.made.Layout(nil, &scale, lane, room)
		view := event.Span{Start: scale.Day(0), End: scale.Day(scale.Width)}
		marks, bars := map[int32]bool{}, map[int32]bool{}
		for i, item := range items {
			kinds[item.Kind]++
			if i > 0 && items[i-1].X > item.X {
				t.Fatal("items are not from left to right")
			}
			if item.Y < 0 || item.Y+item.H > room.Height()+1e-9 {
				t.Fatalf("%+v is higher than its lane", item)
			}
			x0, x1 := scale.X(item.Days.Start), scale.X(item.Days.End+1)
			switch item.Kind {
			case LaneMark:
				marks[item.Row] = true
				middle := (x0 + x1) / 2
				if s.start[item.Row] != int32(item.Days.Start) || !s.one[item.Row] || item.Days.Days() != 1 {
					t.Fatalf("%+v is not the day of its event", item)
				}
				// It covers the middle of its day, or lies in the day.
				if !(item.X <= middle+1e-6 && middle <= item.X+item.W+1e-6) && !(x0-1e-6 <= item.X && item.X+item.W <= x1+1e-6) {
					t.Fatalf("%+v stands for the day from %g to %g", item, x0, x1)
				}
			case LaneBar:
				bars[item.Row] = true
				if s.one[item.Row] || item.X > x0+1e-6 || item.X+item.W < x1-1e-6 || x1-x0 >= leastBar && math.Abs(item.W-(x1-x0)) > 1e-6 {
					t.Fatalf("%+v stands for the days from %g to %g", item, x0, x1)
				}
			case LaneBand, LaneCover:
				of := event.Span{Start: item.Days.Start, End: item.Days.End}
				n := len(s.in(lane, of, func(row int) bool { return s.one[row] == (item.Kind == LaneBand) }))
				if int(item.Count) != n {
					t.Fatalf("%+v counts %d, want %d", item, item.Count, n)
				}
				if columns := max(1, int(item.W/room.Mark)); item.Kind == LaneBand && n <= room.Tracks*columns {
					t.Fatalf("a band stands for %d events that had room", n)
				}
			}
			for _, other := range items[:i] {
				if item.Kind != LaneCover && item.X < other.X+other.W-1e-6 && other.X < item.X+item.W-1e-6 && item.Y < other.Y+other.H-1e-6 && other.Y < item.Y+item.H-1e-6 {
					t.Fatalf("%+v lies over %+v", item, other)
				}
			}
		}
		covered := slices.ContainsFunc(items, func(i Item) bool { return i.Kind == LaneCover })
		for _, row := range s.in(lane, view, anyRow) {
			banded := slices.ContainsFunc(items, func(i Item) bool {
				return i.Kind == LaneBand && i.Days.Start <= event.Date(s.start[row]) && event.Date(s.start[row]) <= i.Days.End
			})
			if s.one[row] && marks[row] == banded {
				t.Fatalf("event %d of %v in %v: a mark %v, in a band %v", row, s.start[row], view, marks[row], banded)
			}
			if !s.one[row] && bars[row] == covered {
				t.Fatalf("event %d: a bar %v, covers %v", row, bars[row], covered)
			}
		}
		for range 20 {
			x, y := r.Float64()*scale.Width, r.Float64()*room.Height()
			hit := HitItem(items, x, y, 6)
			distance := func(b Item) float64 {
				return math.Hypot(max(b.X-x, x-b.X-b.W, 0), max(b.Y-y, y-b.Y-b.H, 0))
			}
			for i, item := range items {
				if hit < 0 && distance(item) < 6 || hit >= 0 && distance(item) < distance(items[hit]) {
					t.Fatalf("at %g, %g item %d is hit, %d is nearer", x, y, hit, i)
				}
			}
		}
	}
	for kind := LaneMark; kind <= LaneCover; kind++ {
		if kinds[kind] < 100 {
			t.Errorf("only %d items of kind %d were seen", kinds[kind], kind)
		}
	}
}

// Panning by whole days moves what is in view and changes nothing else.
func TestLaneLayoutStaysWhilePanned(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	s := scatter(r, 300, 1, 3000)
	room := Room{Mark: 8, Tracks: 2, Bar: 5, BarTracks: 2}
	scale := NewScale(event.Span{Start: 0, End: 3400}, 900)
	scale.Zoom(300, 0.4)
	bands := func() map[event.Span]int32 {
		found := map[event.Span]int32{}
		for _, item := range s.made.Layout(nil, &scale, 0, room) {
			if item.Kind == LaneBand && item.X > 0 && item.X+item.W < scale.Width {
				found[item.Days] = item.Count
			}
		}
		return found
	}
	before := bands()
	scale.Pan(-37 * scale.PixelsPerDay())
	same := 0
	for days, n := range bands() {
		if was, ok := before[days]; ok && was != n {
			t.Errorf("%v held %d events and holds %d", days, was, n)
		} else if ok {
			same++
		}
	}
	if same == 0 {
		t.Error("no band is in both views")
	}
}

func TestLaneLayoutDoesNotAllocate(t *testing.T) {
	s := scatter(rand.New(rand.NewPCG(7, 8)), 3000, 2, 3000)
	scale := NewScale(event.Span{Start: 0, End: 3400}, 900)
	room := Room{Mark: 8, Tracks: 2, Bar: 5, BarTracks: 2}
	buf := s.made.Layout(nil, &scale, 0, room)
	if n := testing.AllocsPerRun(20, func() { buf = s.made.Layout(buf[:0], &scale, 0, room) }); n > 0 {
		t.Errorf("a layout allocates %v times", n)
	}
}

func BenchmarkLanes(b *testing.B) {
	const rows = 1_000_000
	s := scatter(rand.New(rand.NewPCG(9, 10)), rows, 6, 12_000)
	room := Room{Mark: 8, Tracks: 2, Bar: 5, BarTracks: 2}
	scale := NewScale(event.Span{Start: 0, End: 12_400}, 1200)
	b.Run("fill", func(b *testing.B) {
		for b.Loop() {
			s.made.Clear()
			for row := range int32(rows) {
				s.made.AddDay(int(row)%6, row)
			}
		}
		s.made.Clear()
		s.fill()
	})
	var buf []Item
	b.Run("layout of all days", func(b *testing.B) {
		for b.Loop() {
			for lane := range 6 {
				buf = s.made.Layout(buf[:0], &scale, lane, room)
			}
		}
	})
	scale.Show(event.Span{Start: 6000, End: 6060})
	b.Run("layout of two months", func(b *testing.B) {
		for b.Loop() {
			for lane := range 6 {
				buf = s.made.Layout(buf[:0], &scale, lane, room)
			}
		}
	})
}
