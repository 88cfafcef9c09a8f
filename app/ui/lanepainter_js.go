package ui

import (
	"math"
	"strconv"
	"syscall/js"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/timeline"
)

// lanePainter draws lanes on their canvas. What lies in the lanes becomes one
// path for each look, so that the browser is called for looks, not for events.
type lanePainter struct {
	canvas, context js.Value
	path            js.Value // constructor

	setTransform, clearRect, fillRect, fillText, measureText, fill, stroke, strokeRect js.Value

	looks   []laneLook
	texts   []laneText
	pattern [2]js.Value // hatches, light and dark
	ticks   []timeline.Tick
}

// laneLook is everything of one colour and one pattern.
type laneLook struct {
	color   string
	alpha   float64
	hatched bool
	data    []byte // of the path
	path    js.Value
}

type laneText struct {
	name, count string
	y           float64
}

const (
	laneCaption = 15.0 // height of the name of a lane, CSS pixels
	laneGap     = 4.0  // below a lane
	captionFont = "11px system-ui, sans-serif"
	nameFont    = "600 11px system-ui, sans-serif"
)

func (p *lanePainter) open(canvas js.Value) {
	p.canvas = canvas
	p.context = canvas.Call("getContext", "2d")
	p.path = js.Global().Get("Path2D")
	bind := func(name string) js.Value { return p.context.Get(name).Call("bind", p.context) }
	p.setTransform, p.clearRect, p.fillRect = bind("setTransform"), bind("clearRect"), bind("fillRect")
	p.fillText, p.measureText = bind("fillText"), bind("measureText")
	p.fill, p.stroke, p.strokeRect = bind("fill"), bind("stroke"), bind("strokeRect")
}

// begin takes everything away that was to be drawn.
func (p *lanePainter) begin() {
	for i := range p.looks {
		p.looks[i].data, p.looks[i].path = p.looks[i].data[:0], js.Undefined()
	}
	p.texts = p.texts[:0]
}

// look returns the path of a look, to be appended to.
func (p *lanePainter) look(color string, alpha float64, hatched bool) *[]byte {
	for i := range p.looks {
		if l := &p.looks[i]; l.color == color && l.alpha == alpha && l.hatched == hatched {
			return &l.data
		}
	}
	p.looks = append(p.looks, laneLook{color: color, alpha: alpha, hatched: hatched})
	return &p.looks[len(p.looks)-1].data
}

// rectangle appends a rectangle to a path.
func rectangle(data []byte, x, y, w, h float64) []byte {
	data = appendPoint(append(data, 'M'), x, y)
	data = appendNumber(append(data, 'h'), w)
	data = appendNumber(append(data, 'v'), h)
	data = appendNumber(append(data, 'h'), -w)
	return append(data, 'z')
}

func appendPoint(data []byte, x, y float64) []byte {
	data = appendNumber(data, x)
	return appendNumber(append(data, ' '), y)
}

func appendNumber(data []byte, n float64) []byte { return strconv.AppendFloat(data, n, 'f', 1, 64) }

// laneView is what is drawn beside the lanes themselves.
type laneView struct {
	dark     bool
	words    *words
	scale    *timeline.Scale
	brush    *timeline.Brush
	height   float64
	selected event.Span // an empty span for none
	rings    [][4]float64
	message  string
}

// draw paints what was put on the looks.
func (p *lanePainter) draw(v *laneView) {
	c := axisLight
	if v.dark {
		c = axisDark
	}
	ratio := js.Global().Get("devicePixelRatio").Float()
	width := v.scale.Width
	w, h := int(math.Ceil(width*ratio)), int(math.Ceil(v.height*ratio))
	if p.canvas.Get("width").Int() != w || p.canvas.Get("height").Int() != h {
		p.canvas.Set("width", w)
		p.canvas.Set("height", h)
	}
	p.setTransform.Invoke(ratio, 0, 0, ratio, 0, 0)
	p.clearRect.Invoke(0, 0, width, v.height)
	if v.message != "" {
		p.context.Set("font", captionFont)
		p.context.Set("textBaseline", "middle")
		p.context.Set("fillStyle", c.muted)
		p.fillText.Invoke(v.message, 4, min(20, v.height/2))
		return
	}
	p.context.Set("fillStyle", c.line)
	p.ticks = timeline.Ticks(p.ticks[:0], v.scale, tickDistance)
	for _, t := range p.ticks {
		p.fillRect.Invoke(math.Round(t.X), 0, 1, v.height)
	}
	for i, text := range p.texts {
		if i > 0 {
			p.fillRect.Invoke(0, math.Round(text.y-laneGap/2), width, 1)
		}
	}
	if v.selected.Start <= v.selected.End {
		x0, x1 := v.scale.X(v.selected.Start), v.scale.X(v.selected.End+1)
		p.context.Set("globalAlpha", 0.35)
		p.context.Set("fillStyle", c.selected)
		p.fillRect.Invoke(x0, 0, max(1.5, x1-x0), v.height)
	}
	for i := range p.looks {
		l := &p.looks[i]
		if len(l.data) == 0 {
			continue
		}
		if l.path.IsUndefined() {
			l.path = p.path.New(string(l.data))
		}
		p.context.Set("globalAlpha", l.alpha)
		if l.hatched {
			p.context.Set("fillStyle", hatch(&p.pattern, p.context, v.dark, c))
		} else {
			p.context.Set("fillStyle", l.color)
		}
		p.fill.Invoke(l.path)
	}
	p.context.Set("globalAlpha", 1)
	if v.brush.Active {
		days := v.brush.Days
		x0, x1 := v.scale.X(days.Start), v.scale.X(days.End+1)
		p.context.Set("fillStyle", c.veil)
		if x0 > 0 {
			p.fillRect.Invoke(0, 0, min(x0, width), v.height)
		}
		if x1 < width {
			p.fillRect.Invoke(max(x1, 0), 0, width-max(x1, 0), v.height)
		}
	}
	p.context.Set("strokeStyle", c.ink)
	p.context.Set("lineWidth", 1.5)
	for _, ring := range v.rings {
		p.strokeRect.Invoke(ring[0], ring[1], ring[2], ring[3])
	}
	p.context.Set("textBaseline", "middle")
	for _, text := range p.texts {
		y := text.y + laneCaption/2
		p.context.Set("font", nameFont)
		p.context.Set("fillStyle", c.ink)
		name := fitted(p.measureText, text.name, width-90)
		p.fillText.Invoke(name, 4, y)
		across := p.measureText.Invoke(name).Get("width").Float()
		p.context.Set("font", captionFont)
		p.context.Set("fillStyle", c.muted)
		p.fillText.Invoke(text.count, 4+across+8, y)
	}
}

// fitted shortens a text to a width; it is "" where not even its beginning has
// room.
func fitted(measureText js.Value, text string, width float64) string {
	measure := func(s string) float64 { return measureText.Invoke(s).Get("width").Float() }
	if width <= 0 {
		return ""
	} else if measure(text) <= width {
		return text
	}
	letters := []rune(text)
	lo, hi := 0, min(len(letters), 200)
	for lo < hi {
		if middle := (lo + hi + 1) / 2; measure(string(letters[:middle])+"…") <= width {
			lo = middle
		} else {
			hi = middle - 1
		}
	}
	if lo < 3 {
		return ""
	}
	// What was cut off may have ended an isolate.
	return bidi.Isolate(string(letters[:lo]) + "…")
}

// hatch returns the pattern of what is of no one known day.
func hatch(of *[2]js.Value, context js.Value, dark bool, c axisColors) js.Value {
	i := 0
	if dark {
		i = 1
	}
	if of[i].IsUndefined() {
		const side = 6
		tile := js.Global().Get("document").Call("createElement", "canvas")
		tile.Set("width", side)
		tile.Set("height", side)
		t := tile.Call("getContext", "2d")
		t.Set("strokeStyle", c.passing)
		t.Set("lineWidth", 1.6)
		t.Call("beginPath")
		for _, x := range [3]float64{-side, 0, side} {
			t.Call("moveTo", x-1, side+1)
			t.Call("lineTo", x+side+1, -1)
		}
		t.Call("stroke")
		of[i] = context.Call("createPattern", tile, "repeat")
	}
	return of[i]
}
