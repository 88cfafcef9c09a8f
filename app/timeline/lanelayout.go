package timeline

import (
	"cmp"
	"math"
	"slices"

	"wherewhen/app/event"
)

// ItemKind is what an Item is.
type ItemKind uint8

// The kinds.
const (
	LaneMark  ItemKind = iota // one event of one known day
	LaneBar                   // one event of several days, or of a day that is not known
	LaneBand                  // marks that would overlap, in a column of days
	LaneCover                 // bars that would overlap, in a column of days
)

// Item is what stands in a lane, in CSS pixels: X from the left of the axis,
// Y from the top of the lane's room, the box that a pointer can hit.
type Item struct {
	Kind       ItemKind
	Row        int32      // of a mark or bar; -1
	Count      int32      // of the events it stands for
	Days       event.Span // of the event; of a column, those in the domain of the scale
	X, Y, W, H float64
}

// Room is what the items of a lane have, in CSS pixels.
type Room struct {
	Mark      float64 // width and height of a mark, its gap included; at least 1
	Tracks    int     // of marks, one above the other; at least 1
	Bar       float64 // height of a bar, its gap included
	BarTracks int     // of bars, below the marks; at least 1
}

// Height returns how high a lane is.
func (r Room) Height() float64 { return r.Mark*float64(r.Tracks) + r.Bar*float64(r.BarTracks) }

const (
	leastBar = 4.0 // width of a bar
	barGap   = 2.0
)

// Layout appends the items of a lane in view to buf, from left to right, and
// returns it. A mark stands in the column of days that holds its day, as wide
// as a mark or one day, whichever is more: it covers the day. Where a column
// has more marks than room there is a band in place of them. Bars are as
// exact as pixels are, or covers where they do not fit on their tracks. Its
// cost grows with the width and hardly with the number of events. It
// allocates only to grow buf.
func (l *Lanes) Layout(buf []Item, s *Scale, lane int, room Room) []Item {
	if s.Width <= 0 {
		return buf
	}
	of, first := &l.lanes[lane], len(buf)
	n := columnDays(s, room)
	buf = l.layMarks(buf, s, of, room, n)
	buf = l.layBars(buf, s, of, room, n)
	slices.SortStableFunc(buf[first:], func(a, b Item) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y)) })
	return buf
}

// columnDays returns how many days a column has. Columns begin with days that
// this divides, so that they stay while the view is panned.
func columnDays(s *Scale, room Room) int {
	return max(1, int(math.Ceil(room.Mark/s.PixelsPerDay())))
}

// column returns the first day of the column that holds a day.
func column(day event.Date, n int) event.Date { return event.Date(floorDiv(int(day), n) * n) }

func (l *Lanes) layMarks(buf []Item, s *Scale, of *lane, room Room, n int) []Item {
	width := float64(n) * s.PixelsPerDay()
	columns := max(1, int(width/room.Mark))
	last := s.Day(s.Width)
	for i := l.begun(of.days, int32(column(s.Day(0), n))); i < len(of.days); {
		from := column(event.Date(l.start[of.days[i]]), n)
		if from > last {
			break
		}
		next := i + l.begun(of.days[i:min(len(of.days), i+room.Tracks*columns+1)], int32(from)+int32(n))
		if next-i > room.Tracks*columns {
			next = l.begun(of.days, int32(from)+int32(n))
			buf = append(buf, Item{
				Kind: LaneBand, Row: -1, Count: int32(next - i), Days: within(s.Domain, event.Span{Start: from, End: from + event.Date(n) - 1}),
				X: s.X(from), W: width, H: room.Mark * float64(room.Tracks),
			})
			i = next
			continue
		}
		k := next - i
		across := (k + room.Tracks - 1) / room.Tracks
		for at, row := range of.days[i:next] {
			col, up := at/room.Tracks, at%room.Tracks
			inColumn := min(room.Tracks, k-col*room.Tracks)
			day := event.Date(l.start[row])
			buf = append(buf, Item{
				Kind: LaneMark, Row: row, Count: 1, Days: event.Span{Start: day, End: day},
				X: s.X(from) + width/2 + (float64(col)-float64(across)/2)*room.Mark,
				Y: (float64(room.Tracks-inColumn)/2 + float64(up)) * room.Mark,
				W: room.Mark, H: room.Mark,
			})
		}
		i = next
	}
	return buf
}

func (l *Lanes) layBars(buf []Item, s *Scale, of *lane, room Room, n int) []Item {
	view := event.Span{Start: s.Day(0), End: s.Day(s.Width)}
	count := l.covering(of, int32(view.Start), int32(view.End))
	if count <= 0 {
		return buf
	}
	top := room.Mark * float64(room.Tracks)
	if most := room.BarTracks * (int(s.Width/(leastBar+barGap)) + 2); count <= most {
		if bars, fits := l.packBars(buf, s, of, room, view, top); fits {
			return bars
		}
	}
	width := float64(n) * s.PixelsPerDay()
	for from := column(view.Start, n); from <= view.End; from += event.Date(n) {
		to := from + event.Date(n) - 1
		if covered := l.covering(of, int32(from), int32(to)); covered > 0 {
			buf = append(buf, Item{
				Kind: LaneCover, Row: -1, Count: int32(covered), Days: within(s.Domain, event.Span{Start: from, End: to}),
				X: s.X(from), Y: top, W: width, H: room.Bar * float64(room.BarTracks),
			})
		}
	}
	return buf
}

// packBars puts each span in view on the first track that is free where it
// begins, and reports whether there was one for all.
func (l *Lanes) packBars(buf []Item, s *Scale, of *lane, room Room, view event.Span, top float64) (bars []Item, fits bool) {
	first := len(buf)
	for i := l.begun(of.spans, int32(view.End)+1) - 1; i >= 0 && of.reach[i] >= int32(view.Start); i-- {
		if row := of.spans[i]; l.end[row] >= int32(view.Start) {
			buf = append(buf, Item{Kind: LaneBar, Row: row, Count: 1, Days: event.Span{Start: event.Date(l.start[row]), End: event.Date(l.end[row])}})
		}
	}
	slices.Reverse(buf[first:])
	l.tracks.Clear()
	for i := range buf[first:] {
		b := &buf[first+i]
		x0, x1 := s.X(b.Days.Start), s.X(b.Days.End+1)
		if short := leastBar - (x1 - x0); short > 0 {
			x0, x1 = x0-short/2, x1+short/2
		}
		track := l.tracks.Place(x0, x1+barGap, room.BarTracks)
		if track < 0 {
			return buf[:first], false
		}
		b.X, b.W = x0, x1-x0
		b.Y, b.H = top+float64(track)*room.Bar, room.Bar
	}
	return buf, true
}

// HitItem returns the item nearest to a point in a lane's room, none farther
// than reach, or -1. In a box the distance is 0; of several as near, it is the
// one whose middle is nearer, then the first.
func HitItem(items []Item, x, y, reach float64) int {
	best, least, leastMiddle := -1, reach, math.Inf(1)
	for i := range items {
		b := &items[i]
		dx, dy := max(b.X-x, x-b.X-b.W, 0), max(b.Y-y, y-b.Y-b.H, 0)
		d, middle := math.Hypot(dx, dy), math.Hypot(b.X+b.W/2-x, b.Y+b.H/2-y)
		if d < least || d == least && (best < 0 || middle < leastMiddle) {
			best, least, leastMiddle = i, d, middle
		}
	}
	return best
}
