package ui

import (
	"math"
	"strconv"
	"syscall/js"

	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// axisPainter draws the timeline on its canvas.
type axisPainter struct {
	canvas, context js.Value

	setTransform, clearRect, fillRect, fillText, measureText js.Value
	beginPath, moveTo, lineTo, fill                          js.Value

	bars    []timeline.Bar
	exact   []int32     // passing events of one known day, by bin
	pattern [2]js.Value // hatches, light and dark
	flags   timeline.Tracks
	ticks   []timeline.Tick
	counts  []int32
}

// axisView is what is drawn.
type axisView struct {
	words        *words
	dark         bool
	scale        *timeline.Scale
	brush        *timeline.Brush
	edges        []int32
	passing, all []int32
	spread       []int32 // those of passing that have no one known day
	height       float64
	ratio        float64       // pixels to a CSS pixel; 0 for those of the screen
	context      *contextItems // nil for none
	shown        session.Context
	selected     event.Span      // an empty span for none
	rival        *timeline.Brush // of the second of two periods; nil for none
}

// rivalDays are the days of the second period, an empty span for none.
func (v *axisView) rivalDays() event.Span {
	if v.rival == nil {
		return event.Span{Start: 1, End: 0}
	}
	return v.rival.Chosen()
}

func (p *axisPainter) open(canvas js.Value) {
	p.canvas = canvas
	p.context = canvas.Call("getContext", "2d")
	bind := func(name string) js.Value { return p.context.Get(name).Call("bind", p.context) }
	p.setTransform, p.clearRect, p.fillRect = bind("setTransform"), bind("clearRect"), bind("fillRect")
	p.fillText, p.measureText = bind("fillText"), bind("measureText")
	p.beginPath, p.moveTo, p.lineTo, p.fill = bind("beginPath"), bind("moveTo"), bind("lineTo"), bind("fill")
}

func (p *axisPainter) axis(v axisView) {
	c := axisColorsOn(v.dark)
	ratio := v.ratio
	if ratio == 0 {
		ratio = js.Global().Get("devicePixelRatio").Float()
	}
	width := v.scale.Width
	w, h := int(math.Ceil(width*ratio)), int(math.Ceil(v.height*ratio))
	if p.canvas.Get("width").Int() != w || p.canvas.Get("height").Int() != h {
		p.canvas.Set("width", w)
		p.canvas.Set("height", h)
	}
	p.setTransform.Invoke(ratio, 0, 0, ratio, 0, 0)
	p.clearRect.Invoke(0, 0, width, v.height)
	p.context.Set("font", "11px system-ui, sans-serif")

	top := axisTop + v.context.height(v.shown)
	if v.rival != nil {
		top += rivalStrip
	}
	floor := v.height - axisLabels
	room := max(1, floor-top)
	highest := timeline.Top(v.all)

	p.fillStyle(c.line)
	p.counts = timeline.CountTicks(p.counts[:0], highest)
	for _, n := range p.counts {
		if n > 0 {
			p.fillRect.Invoke(axisPad-6, math.Round(floor-room*float64(n)/float64(highest)), width-2*axisPad+12, 1)
		}
	}

	days := v.brush.Chosen()
	x0, x1 := v.scale.X(days.Start), v.scale.X(days.End+1)
	p.drawBars(v, v.all, floor, room, highest, func(timeline.Bar) string { return c.all })
	// Bars of passing events are drawn as if none had a known day; those that
	// have one cover them from below.
	p.drawBars(v, v.passing, floor, room, highest, func(timeline.Bar) string { return c.spread })
	p.context.Set("fillStyle", hatch(&p.pattern, p.context, v.dark, c))
	for _, b := range p.bars {
		if v.spread[b.Bin] > 0 {
			p.fillRect.Invoke(b.X, floor-b.H, b.W, b.H)
		}
	}
	p.exact = p.exact[:0]
	for i, n := range v.passing {
		p.exact = append(p.exact, n-v.spread[i])
	}
	rival, rivalHue := v.rivalDays(), periodHues[1].on(v.dark)
	p.drawBars(v, p.exact, floor, room, highest, func(b timeline.Bar) string {
		if int32(days.Start) >= v.edges[b.Bin+1] || int32(days.End) < v.edges[b.Bin] {
			if v.rival != nil && int32(rival.Start) < v.edges[b.Bin+1] && int32(rival.End) >= v.edges[b.Bin] {
				return rivalHue
			}
			return c.dimmed
		}
		return c.passing
	})
	p.drawContext(&v, c, floor, room)
	if v.brush.Active {
		p.fillStyle(c.shade)
		shade := func(from, to float64) {
			if from, to = max(from, 0), min(to, width); from < to {
				p.fillRect.Invoke(from, 0, to-from, floor)
			}
		}
		if v.rival == nil {
			shade(0, x0)
			shade(x1, width)
		} else {
			r0, r1 := v.scale.X(rival.Start), v.scale.X(rival.End+1)
			shade(0, min(x0, r0))
			shade(min(x1, r1), max(x0, r0))
			shade(max(x1, r1), width)
		}
	}
	p.fillStyle(c.muted)
	p.fillRect.Invoke(0, floor, width, 1)

	p.context.Set("textBaseline", "middle")
	p.context.Set("textAlign", "left")
	for _, n := range p.counts {
		if n > 0 {
			p.fillText.Invoke(strconv.Itoa(int(n)), 0, math.Round(floor-room*float64(n)/float64(highest)))
		}
	}
	p.drawTicks(v, c, floor)
	if v.selected.Start <= v.selected.End {
		p.drawSelected(v, c, floor)
	}
}

func (p *axisPainter) fillStyle(color string) { p.context.Set("fillStyle", color) }

func (p *axisPainter) drawBars(v axisView, counts []int32, floor, room float64, highest int32, color func(timeline.Bar) string) {
	p.bars = timeline.Bars(p.bars[:0], v.scale, v.edges, counts, room, highest)
	last := ""
	for _, b := range p.bars {
		if c := color(b); c != last {
			p.fillStyle(c)
			last = c
		}
		p.fillRect.Invoke(b.X, floor-b.H, b.W, b.H)
	}
}

func (p *axisPainter) drawTicks(v axisView, c axisColors, floor float64) {
	p.ticks = timeline.Ticks(p.ticks[:0], v.scale, tickDistance)
	p.context.Set("textBaseline", "top")
	p.context.Set("textAlign", "left")
	for _, t := range p.ticks {
		p.fillStyle(c.muted)
		p.fillRect.Invoke(math.Round(t.X), floor, 1, 5)
		if t.Major {
			p.fillStyle(c.ink)
		}
		text := v.words.tick(t)
		if t.X+p.measureText.Invoke(text).Get("width").Float() > v.scale.Width {
			continue
		}
		p.fillText.Invoke(text, math.Round(t.X)+4, floor+6)
	}
}

// drawSelected marks the days of the selected event with a line and a
// pointer, so that it is found among the bars.
func (p *axisPainter) drawSelected(v axisView, c axisColors, floor float64) {
	x0, x1 := v.scale.X(v.selected.Start), v.scale.X(v.selected.End+1)
	p.fillStyle(c.selected)
	if x1-x0 > 6 {
		// Some day of these: a bar of its colour would be read as a count.
		p.context.Set("globalAlpha", 0.18)
		p.fillRect.Invoke(x0, 6, x1-x0, floor-6)
		p.context.Set("globalAlpha", 1)
		p.fillRect.Invoke(x0, 6, x1-x0, 2)
		p.fillRect.Invoke(x0, 6, 1, floor-6)
		p.fillRect.Invoke(x1-1, 6, 1, floor-6)
	} else {
		p.fillRect.Invoke(x0, 6, max(2, x1-x0), floor-6)
	}
	middle := (x0 + max(x0+2, x1)) / 2
	p.beginPath.Invoke()
	p.moveTo.Invoke(middle-6, 0)
	p.lineTo.Invoke(middle+6, 0)
	p.lineTo.Invoke(middle, 9)
	p.fill.Invoke()
}
