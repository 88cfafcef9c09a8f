package ui

import (
	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// axisTop is the room above bars and context for the middle of the brush, CSS
// pixels.
const axisTop = 14.0

// stripHeight is how high a row of context is above the bars, CSS pixels.
const stripHeight = 15.0

// strips are the kinds that have rows above the bars, from top to bottom.
var strips = [...]session.Context{session.ContextStatements, session.ContextLeaders, session.ContextActivity}

// rows returns how many rows a kind has.
func (c *contextItems) rows(kind session.Context) int {
	if kind == session.ContextStatements {
		return min(1, c.tracks[kind])
	}
	return c.tracks[kind]
}

// height returns how high the rows of the kinds shown are, CSS pixels.
func (c *contextItems) height(shown session.Context) float64 {
	if c == nil {
		return 0
	}
	rows := 0
	for _, kind := range strips {
		if shown&kind != 0 {
			rows += c.rows(kind)
		}
	}
	return float64(rows) * stripHeight
}

// top returns where the rows of a kind begin, CSS pixels from the top.
func (c *contextItems) top(shown, kind session.Context) float64 {
	rows := 0
	for _, other := range strips {
		if other == kind {
			break
		}
		if shown&other != 0 {
			rows += c.rows(other)
		}
	}
	return axisTop + float64(rows)*stripHeight
}

// y returns where the row of an item begins.
func (c *contextItems) y(shown session.Context, item *contextItem) float64 {
	y := c.top(shown, item.kind)
	if item.kind != session.ContextStatements {
		y += float64(item.track) * stripHeight
	}
	return y
}

// after returns the item that follows one in its row, nil for none.
func (c *contextItems) after(i int) *contextItem {
	item := &c.items[i]
	for j := range c.items {
		if next := &c.items[j]; next.kind == item.kind && next.track == item.track && next.days.Start > item.days.Start {
			return next
		}
	}
	return nil
}

// openEnd is how long an end that is not known fades, CSS pixels.
const openEnd = 28.0

// x returns from where to where an item is drawn, CSS pixels.
func (i *contextItem) x(s *timeline.Scale) (from, to float64) {
	from, to = s.X(i.days.Start), s.X(min(i.days.End, s.Domain.End)+1)
	if i.kind == session.ContextLeaders && !i.tenure.HasStart {
		from -= openEnd
	}
	return from, to
}

// scaleTop is the upper end of the scale of estimates.
func (c *contextItems) scaleTop() int32 { return timeline.Top([]int32{int32(c.most)}) }

// estimate returns the figures an estimate is drawn from and to: one that has
// only one end is a point there.
func (i *contextItem) estimate() (low, high int) {
	low, high = i.low, i.high
	if low < 0 {
		low = high
	}
	if high < 0 {
		high = low
	}
	return low, max(low, high)
}

// at returns the item drawn at a point, nil for none. floor is where the bars
// stand.
func (c *contextItems) at(shown session.Context, s *timeline.Scale, x, y, floor float64) *contextItem {
	if c == nil || shown == 0 {
		return nil
	}
	var best *contextItem
	least := 7.0 // pixels an item may be away
	for i := range c.items {
		item := &c.items[i]
		if shown&item.kind == 0 {
			continue
		}
		from, to := item.x(s)
		dx := max(from-x, x-to, 0)
		dy := 0.0
		if item.kind == session.ContextStrength {
			top := axisTop + c.height(shown) + c.below
			low, high := item.estimate()
			per := max(1, floor-top) / float64(c.scaleTop())
			dy = max(floor-float64(high)*per-y, y-(floor-float64(low)*per), 0)
		} else if at := c.y(shown, item); y < at || y >= at+stripHeight {
			continue
		}
		if d := max(dx, dy); d < least {
			best, least = item, d
		}
	}
	return best
}

// known returns the days of a leader's time that are certain to be of it; an
// empty span when there are none.
func (i *contextItem) known() event.Span {
	t := i.tenure
	known := i.days
	if t.HasStart {
		known.Start = t.Start.End
	}
	if t.HasEnd {
		known.End = t.End.Start
	}
	return known
}
