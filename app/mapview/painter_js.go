package mapview

import (
	"cmp"
	"math"
	"slices"
	"syscall/js"

	"github.com/paulmach/orb"
)

// painter draws circles and hexagons on a canvas. Each method of the canvas is bound once:
// calling through a bound function costs half of calling by name.
type painter struct {
	canvas, ctx js.Value

	setTransform, clearRect, beginPath, moveTo, lineTo, arc, fill, stroke, fillText js.Value

	order    []int
	path2D   js.Value
	hexagons hexagonPainter
	reaches  reachPainter
}

type marks struct{ selected, hovered, active int }

func (p *painter) open(canvas js.Value) {
	p.canvas, p.path2D = canvas, js.Global().Get("Path2D")
	p.ctx = canvas.Call("getContext", "2d")
	bind := func(name string) js.Value { return p.ctx.Get(name).Call("bind", p.ctx) }
	p.setTransform, p.clearRect = bind("setTransform"), bind("clearRect")
	p.beginPath, p.moveTo, p.lineTo, p.arc = bind("beginPath"), bind("moveTo"), bind("lineTo"), bind("arc")
	p.fill, p.stroke, p.fillText = bind("fill"), bind("stroke"), bind("fillText")
}

// clear empties the canvas and fits it to the map; its unit is a CSS pixel.
func (p *painter) clear(width, height float64) {
	scale := js.Global().Get("devicePixelRatio").Float()
	w, h := int(math.Ceil(width*scale)), int(math.Ceil(height*scale))
	if p.canvas.Get("width").Int() != w || p.canvas.Get("height").Int() != h {
		p.canvas.Set("width", w)
		p.canvas.Set("height", h)
	}
	p.setTransform.Invoke(scale, 0, 0, scale, 0, 0)
	p.clearRect.Invoke(0, 0, width, height)
}

func (p *painter) circles(s *Shown, c Colors, x, y []float64, visible []bool, m marks) {
	p.ctx.Set("textAlign", "center")
	p.ctx.Set("textBaseline", "middle")

	p.order = p.order[:0]
	for i := range s.Circles.Value {
		if visible[i] && s.Circles.events(i) > 0 {
			p.order = append(p.order, i)
		}
	}
	slices.SortFunc(p.order, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.Circles.most(b), s.Circles.most(a)), cmp.Compare(a, b))
	})
	for _, i := range p.order {
		if s.Circles.OtherCount != nil {
			p.halves(s, c, i, x[i], y[i], i == m.hovered || i == m.active)
			continue
		}
		p.circle(s, c, i, x[i], y[i], i == m.hovered || i == m.active)
	}
	for _, i := range []int{m.selected, m.active} {
		if i >= 0 && i < len(visible) && visible[i] {
			p.mark(c, x[i], y[i], s.Circles.radius(i)+RimWidth)
		}
	}
}

func (p *painter) circle(s *Shown, c Colors, i int, x, y float64, strong bool) {
	if s.near.isArea(i) {
		p.area(s, c, i, x, y, strong)
		return
	}
	r := s.Circles.radius(i)
	p.disc(x, y, r+RimWidth+1, c.Halo)
	parts := s.Circles.Parts[i*s.Circles.Rims : (i+1)*s.Circles.Rims]
	total := int32(0)
	for _, n := range parts {
		total += n
	}
	from := -math.Pi / 2
	p.ctx.Set("lineWidth", RimWidth)
	for rim, n := range parts {
		if n == 0 {
			continue
		}
		to := from + 2*math.Pi*float64(n)/float64(total)
		p.ctx.Set("strokeStyle", s.RimColor[rim])
		p.beginPath.Invoke()
		p.arc.Invoke(x, y, r+RimWidth/2, from, to)
		p.stroke.Invoke()
		from = to
	}
	inside := c.Circle
	if strong {
		inside = c.Halo
	}
	p.disc(x, y, r, inside)
	p.inside(s, c, i, x, y, r)
}

func (p *painter) disc(x, y, r float64, color string) {
	p.ctx.Set("fillStyle", color)
	p.beginPath.Invoke()
	p.arc.Invoke(x, y, r, 0, 2*math.Pi)
	p.fill.Invoke()
}

// mark draws the ring around what is selected: two lines, so that it stands
// out on any ground.
func (p *painter) mark(c Colors, x, y, r float64) {
	p.ring(x, y, r+4, 6, c.Halo)
	p.ring(x, y, r+4, 3, c.Selected)
}

// touch draws the thinner ring around a dot the pointer is on.
func (p *painter) touch(c Colors, x, y, r float64) {
	p.ring(x, y, r+1.5, 3.5, c.Halo)
	p.ring(x, y, r+1.5, 1.5, c.CircleInk)
}

func (p *painter) ring(x, y, r, width float64, color string) {
	p.ctx.Set("lineWidth", width)
	p.ctx.Set("strokeStyle", color)
	p.beginPath.Invoke()
	p.arc.Invoke(x, y, r, 0, 2*math.Pi)
	p.stroke.Invoke()
}

// path draws what was drawn on the map, so that it stands out on any ground.
func (p *painter) path(line orb.LineString, c Colors) {
	p.outline(line, 2, c.Selected, c.Halo)
}

// outline draws a line of a width, CSS pixels, and colour on a wider one.
func (p *painter) outline(line orb.LineString, width float64, color, halo string) {
	if len(line) < 2 {
		return
	}
	p.beginPath.Invoke()
	p.moveTo.Invoke(line[0][0], line[0][1])
	for _, at := range line[1:] {
		p.lineTo.Invoke(at[0], at[1])
	}
	p.ctx.Set("lineJoin", "round")
	p.ctx.Set("lineWidth", width+3)
	p.ctx.Set("strokeStyle", halo)
	p.stroke.Invoke()
	p.ctx.Set("lineWidth", width)
	p.ctx.Set("strokeStyle", color)
	p.stroke.Invoke()
}
