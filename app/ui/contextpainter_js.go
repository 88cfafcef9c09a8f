package ui

import (
	"math"
	"strings"

	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// drawContext draws what others counted and said: rows above the bars, and
// estimates over them on a scale of their own.
func (p *axisPainter) drawContext(v *axisView, c axisColors, floor, room float64) {
	if v.context == nil || v.shown == 0 {
		return
	}
	p.context.Set("textBaseline", "middle")
	p.context.Set("textAlign", "left")
	if v.shown&session.ContextStrength != 0 {
		p.drawScale(v, c, floor, room)
	}
	p.flags.Clear()
	items := v.context.items
	for i := range items {
		item := &items[i]
		from, to := item.x(v.scale)
		if v.shown&item.kind == 0 || to < 0 || from > v.scale.Width {
			continue
		}
		y := v.context.y(v.shown, item)
		switch item.kind {
		case session.ContextStrength:
			p.drawEstimate(v, item, from, to, floor, room)
		case session.ContextLeaders:
			next := v.scale.Width
			if after := v.context.after(i); after != nil {
				next, _ = after.x(v.scale)
			}
			p.drawLeader(v, c, item, from, to, next, y)
		case session.ContextActivity:
			p.drawActivity(v, c, item, from, to, y)
		case session.ContextStatements:
			next := v.scale.Width - axisPad
			if i+1 < len(items) && items[i+1].kind == item.kind {
				next = min(next, v.scale.X(items[i+1].days.Start)-6)
			}
			p.drawFlag(v, c, item, from, next, y)
		}
	}
	p.context.Set("globalAlpha", 1)
}

// drawScale writes the scale of estimates at the right.
func (p *axisPainter) drawScale(v *axisView, c axisColors, floor, room float64) {
	top := v.context.scaleTop()
	p.context.Set("textAlign", "right")
	p.fillStyle(c.muted)
	p.counts = timeline.CountTicks(p.counts[:0], top)
	for _, n := range p.counts {
		if n > 0 {
			p.fillText.Invoke(v.words.short(int(n)), v.scale.Width, math.Round(floor-room*float64(n)/float64(top)))
		}
	}
	p.context.Set("textAlign", "left")
	p.counts = timeline.CountTicks(p.counts[:0], timeline.Top(v.all))
}

// drawEstimate draws a range as an upright bar; one without a lower end fades
// downwards.
func (p *axisPainter) drawEstimate(v *axisView, item *contextItem, from, to, floor, room float64) {
	low, high := item.estimate()
	per := room / float64(v.context.scaleTop())
	y0, y1 := floor-float64(high)*per, floor-float64(low)*per
	middle := (from + to) / 2
	const w = 5.0
	left := math.Round(middle - w/2)
	p.context.Set("globalAlpha", 1)
	p.context.Set("strokeStyle", map[bool]string{false: "#ffffff", true: "#191f25"}[v.dark])
	p.context.Set("lineWidth", 1)
	p.fillStyle(basisHue(item.basis).on(v.dark))
	if y1-y0 < 3 {
		y0, y1 = y0-1.5, y0+1.5
	}
	p.context.Call("strokeRect", left-0.5, math.Round(y0)-0.5, w+1, math.Round(y1-y0)+1)
	p.fillRect.Invoke(left, math.Round(y0), w, math.Round(y1-y0))
	if item.low < 0 {
		for i, alpha := range [...]float64{0.5, 0.3, 0.15} {
			p.context.Set("globalAlpha", alpha)
			p.fillRect.Invoke(left+1.5, math.Round(y1)+2+float64(i)*4, w-3, 3)
		}
		p.context.Set("globalAlpha", 1)
	}
}

// drawLeader draws a band, paler where a beginning or end is not exactly
// known, fading where it is not known at all, dashed where it is disputed. A name
// that has no room in it stands behind it, up to the next one.
func (p *axisPainter) drawLeader(v *axisView, c axisColors, item *contextItem, from, to, next, y float64) {
	const inset = 2.0
	h := stripHeight - 2*inset
	known := item.known()
	x0, x1 := v.scale.X(known.Start), v.scale.X(min(known.End, v.scale.Domain.End)+1)
	p.fillStyle(c.muted)
	alpha := 0.3
	fill := func(from, to, alpha float64) {
		from, to = max(from, -1), min(to, v.scale.Width+1)
		if to > from {
			p.context.Set("globalAlpha", alpha)
			p.fillRect.Invoke(from, y+inset, to-from, h)
		}
	}
	const steps = 7
	if !item.tenure.HasStart {
		x0 = v.scale.X(item.days.Start)
		for i := range steps {
			fill(x0-openEnd*float64(i+1)/steps, x0-openEnd*float64(i)/steps, alpha*(1-float64(i+1)/(steps+1)))
		}
	} else {
		fill(from, min(x0, to), alpha/2)
	}
	if !item.tenure.HasEnd {
		x1 = max(x0, to-openEnd)
		for i := range steps {
			fill(x1+openEnd*float64(i)/steps, x1+openEnd*float64(i+1)/steps, alpha*(1-float64(i+1)/(steps+1)))
		}
	} else {
		fill(max(x1, from), to, alpha/2)
	}
	fill(x0, x1, alpha)
	p.context.Set("globalAlpha", 1)
	if item.tenure.Disputed {
		p.context.Set("strokeStyle", c.muted)
		p.context.Set("lineWidth", 1)
		p.context.Call("setLineDash", []any{3, 2})
		left, right := max(from, -2), min(to, v.scale.Width+2)
		p.context.Call("strokeRect", left+0.5, y+inset+0.5, max(0, right-left-1), h-1)
		p.context.Call("setLineDash", []any{})
	} else {
		p.fillStyle(c.muted)
		if item.tenure.HasStart && x0 >= 0 {
			p.fillRect.Invoke(math.Round(from), y+inset, 1, h)
		}
	}
	left, right := max(from, 0)+4, min(to, v.scale.Width)-2
	if p.textWidth(item.label) > right-left && next-to > right-left {
		left, right = to+4, min(next-6, v.scale.Width-axisPad)
	}
	p.label(c.ink, item.label, left, right, y+stripHeight/2+0.5)
}

// drawActivity draws a line over the time that was counted for, with the
// figure on it: alone where little more than its first word had room.
func (p *axisPainter) drawActivity(v *axisView, c axisColors, item *contextItem, from, to, y float64) {
	base := math.Round(y + stripHeight - 3)
	p.fillStyle(c.muted)
	p.fillRect.Invoke(from, base, max(1, to-from), 1.5)
	p.fillRect.Invoke(from, base-3, 1, 4)
	p.fillRect.Invoke(to-1, base-3, 1, 4)
	text, left, right := item.label, max(from, 0)+4, min(to, v.scale.Width)-2
	if right-left < 80 && p.textWidth(text) > right-left {
		text, _, _ = strings.Cut(text, " ")
	}
	p.label(c.ink, text, left, right, y+stripHeight/2-1.5)
}

// drawFlag draws a flag, with who said it where there is room to the next.
func (p *axisPainter) drawFlag(v *axisView, c axisColors, item *contextItem, from, next, y float64) {
	x := math.Round(from)
	p.fillStyle(c.ink)
	p.fillRect.Invoke(x, y+1, 1.5, stripHeight-2)
	p.beginPath.Invoke()
	p.moveTo.Invoke(x, y+1)
	p.lineTo.Invoke(x+9, y+4.5)
	p.lineTo.Invoke(x, y+8)
	p.fill.Invoke()
	if next-x > 60 {
		p.label(c.muted, item.label, x+12, next, y+stripHeight/2)
	}
}

func (p *axisPainter) textWidth(text string) float64 {
	return p.measureText.Invoke(text).Get("width").Float()
}

// label writes as much of a text as has room.
func (p *axisPainter) label(color, text string, from, to, y float64) {
	if to-from < 16 {
		return
	}
	if text = fitted(p.measureText, text, to-from); text != "" {
		p.fillStyle(color)
		p.fillText.Invoke(text, from, y)
	}
}
