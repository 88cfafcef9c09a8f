package mapview

import (
	"math"
	"strconv"
)

// halves draws a circle of two periods: its left half is as large as the first
// one has events, its right half as the second one has, each with its number
// where there is room, and a line between them as tall as the larger.
func (p *painter) halves(s *Shown, c Colors, i int, x, y float64, strong bool) {
	halves := s.halves(i)
	half := func(side int, r float64, color string) {
		p.ctx.Set("fillStyle", color)
		p.beginPath.Invoke()
		from, to := halfArc(side)
		p.arc.Invoke(x, y, r, from, to)
		p.fill.Invoke()
	}
	halo := 1.5
	line := c.Halo
	if strong {
		halo, line = 3, c.CircleInk
	}
	tall := 0.0
	for side, h := range halves {
		if h.R > 0 {
			half(side, h.R+halo, line)
			tall = max(tall, h.R)
		}
	}
	for side, h := range halves {
		if h.R > 0 {
			half(side, h.R, h.Color)
		}
	}
	p.ctx.Set("lineWidth", 2)
	p.ctx.Set("strokeStyle", c.Halo)
	p.beginPath.Invoke()
	p.moveTo.Invoke(x, y-tall-2)
	p.lineTo.Invoke(x, y+tall+2)
	p.stroke.Invoke()
	p.ctx.Set("lineWidth", 1)
	p.ctx.Set("strokeStyle", c.CircleInk)
	p.stroke.Invoke()
	for _, h := range halves {
		if h.Text != "" {
			p.ctx.Set("fillStyle", c.Halo)
			p.ctx.Set("font", "600 "+strconv.FormatFloat(h.TextSize, 'f', 1, 64)+"px system-ui, sans-serif")
			p.fillText.Invoke(h.Text, x+h.TextX, y+0.5)
		}
	}
}

// halfArc returns from where to where the arc of a side runs, clockwise.
func halfArc(side int) (from, to float64) {
	from = math.Pi/2 + math.Pi*float64(side)
	return from, from + math.Pi
}
