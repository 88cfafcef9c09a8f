package ui

import (
	"strconv"
	"syscall/js"

	"wherewhen/app/event"
	"wherewhen/app/timeline"
)

// windowBrush is a brush with its handles, which are sliders for the keyboard.
type windowBrush struct {
	timeline.Brush
	start, end, middle js.Value
}

func (b *windowBrush) find(byID func(string) js.Value, name string) {
	b.start, b.end, b.middle = byID(name+"-start"), byID(name+"-end"), byID(name+"-window")
}

// setRivals shows the brush of a second period, or hides it.
func (c *timeCanvas) setRivals(on bool) {
	if on == c.rivals {
		return
	}
	c.rivals = on
	if !on {
		c.held = &c.brush
	}
	for _, e := range []js.Value{c.rival.start, c.rival.middle, c.rival.end} {
		e.Set("hidden", !on)
	}
	c.element.Call("toggleAttribute", "data-compare", on)
}

// hit returns what a pointer can take: a handle rather than the middle of a
// brush, and where both brushes have as much to take, that of the first one in
// the upper half of the bars and that of the second one in the lower, where
// their grips are. Beside both a new window of the first one begins.
func (c *timeCanvas) hit(x, y, reach float64) (*windowBrush, timeline.Part) {
	part := c.brush.Hit(&c.scale, x, reach)
	if !c.rivals {
		return &c.brush, part
	}
	other := c.rival.Hit(&c.scale, x, reach)
	weight := func(part timeline.Part) int {
		switch part {
		case timeline.Nothing:
			return 0
		case timeline.Middle:
			return 1
		}
		return 2
	}
	a, b := weight(part), weight(other)
	if b > a || b == a && b > 0 && y > (c.height-axisLabels)/2 {
		return &c.rival, other
	}
	return &c.brush, part
}

// place puts the handles of a brush where its days are, and says which. Its
// middle is seen only if it is shown.
func (c *timeCanvas) place(b *windowBrush, shown bool) {
	days := b.Chosen()
	put := func(e js.Value, x float64) {
		// Out of view it waits at the edge, where the keyboard still finds it.
		within := max(0, min(c.scale.Width, x))
		style := e.Get("style")
		style.Set("left", strconv.FormatFloat(within, 'f', 1, 64)+"px")
		opacity := "1"
		if within != x {
			opacity = "0.4"
		}
		style.Set("opacity", opacity)
	}
	x0, x1 := c.scale.X(days.Start), c.scale.X(days.End+1)
	put(b.start, x0)
	put(b.end, x1)
	style := b.middle.Get("style")
	left, right := max(0, x0), min(c.scale.Width, x1)
	style.Set("left", strconv.FormatFloat(left, 'f', 1, 64)+"px")
	style.Set("width", strconv.FormatFloat(max(right-left, 0), 'f', 1, 64)+"px")
	visible := "visible"
	if right <= left || !shown {
		visible = "hidden"
	}
	style.Set("visibility", visible)

	w := c.page.words
	say := func(e js.Value, lo, hi, now event.Date, text string) {
		e.Call("setAttribute", "aria-valuemin", int(lo))
		e.Call("setAttribute", "aria-valuemax", int(hi))
		e.Call("setAttribute", "aria-valuenow", int(now))
		e.Call("setAttribute", "aria-valuetext", text)
	}
	domain := b.Domain
	say(b.start, domain.Start, days.End, days.Start, w.day(days.Start))
	say(b.end, days.Start, domain.End, days.End, w.day(days.End))
	say(b.middle, domain.Start, domain.End, days.Start, w.span(days, event.Day))
}
