package mapview

import (
	"math"
	"strconv"
	"syscall/js"

	"github.com/paulmach/orb"
)

// outline is where a cell is drawn: its corners on the canvas, CSS pixels.
type outline struct {
	cell    int
	corners [6][2]float64
}

// hexagonsInView finds where each hexagon in sight is on the canvas, and no
// others: their cells are the visible ones.
func (v *Map) hexagonsInView() {
	clear(v.visible)
	v.outlines = v.outlines[:0]
	width, height := v.size()
	c := v.Camera()
	cx, cy := Mercator(c.Lon, c.Lat)
	world := WorldSize(c.Zoom)
	cells, places := v.shown.Cells, v.shown.Places
	if v.looks.Globe {
		// Towards its edge a globe shows things smaller, but no smaller than
		// half as far from the middle as a flat one would.
		angle := min(math.Pi/2, 2*math.Pi*math.Hypot(width, height)/world)
		for cell, x := range cells.Within(CapBound(c.Lon, c.Lat, angle)) {
			_, y := cells.Center(places, cell)
			v.hexagonOnGlobe(cell, x, y)
		}
		return
	}
	part := orb.Bound{
		Min: orb.Point{max(0, cx-width/2/world), cy - height/2/world},
		Max: orb.Point{min(1, cx+width/2/world), cy + height/2/world},
	}
	for cell, x := range cells.Within(part) {
		ownX, y := cells.Center(places, cell)
		h := outline{cell: cell}
		for i := range h.corners {
			cornerX, cornerY := cells.Corner(x, y, i)
			h.corners[i] = [2]float64{(cornerX-cx)*world + width/2, (cornerY-cy)*world + height/2}
		}
		v.outlines = append(v.outlines, h)
		if x == ownX { // one on the antimeridian is drawn at both ends of the map
			v.x[cell], v.y[cell], v.visible[cell] = (x-cx)*world+width/2, (y-cy)*world+height/2, true
		}
	}
}

func (v *Map) hexagonOnGlobe(cell int, x, y float64) {
	at, seen := v.onGlobe(Degrees(x, y))
	if !seen {
		return
	}
	v.x[cell], v.y[cell], v.visible[cell] = at[0], at[1], true
	h := outline{cell: cell}
	for i := range h.corners {
		cornerX, cornerY := v.shown.Cells.Corner(x, y, i)
		if h.corners[i], seen = v.onGlobe(Degrees(cornerX, cornerY)); seen {
			continue
		}
		// In place of a corner behind the globe, the last point before it.
		h.corners[i] = at
		for last, behind, steps := 0.0, 1.0, 5; steps > 0; steps-- {
			share := (last + behind) / 2
			if point, seen := v.onGlobe(Degrees(x+(cornerX-x)*share, y+(cornerY-y)*share)); seen {
				last, h.corners[i] = share, point
			} else {
				behind = share
			}
		}
	}
	v.outlines = append(v.outlines, h)
}

// hitHexagon returns the hexagon drawn at a point, or -1.
func (v *Map) hitHexagon(px, py float64) int {
	x, y, ok := v.mercatorAt(px, py)
	if !ok {
		return -1
	}
	if cell := v.shown.Cells.At(x, y); cell >= 0 && v.shown.Circles.Count[cell] > 0 {
		return cell
	}
	return -1
}

// mercatorAt returns what the map shows at a point of it, CSS pixels; ok is
// false beside the globe.
func (v *Map) mercatorAt(px, py float64) (x, y float64, ok bool) {
	if v.looks.Globe {
		at := v.m.Call("unproject", array{px, py})
		lon, lat := at.Get("lng").Float(), at.Get("lat").Float()
		// Beside the globe, what is unprojected is its edge.
		if point, _ := v.onGlobe(lon, lat); math.Hypot(point[0]-px, point[1]-py) > 2 {
			return 0, 0, false
		}
		x, y = Mercator(lon-360*math.Floor((lon+180)/360), lat)
		return x, y, true
	}
	c := v.Camera()
	width, height := v.size()
	x, y = Mercator(c.Lon, c.Lat)
	return x + (px-width/2)/WorldSize(c.Zoom), y + (py-height/2)/WorldSize(c.Zoom), true
}

// The lines of hexagons, CSS pixels.
const (
	hexagonLine = 1.25
	hoveredLine = 2
	markedLine  = 4
)

// hexagonPainter keeps what painting hexagons needs from frame to frame.
type hexagonPainter struct {
	paths [mostClasses + 1][]byte // of each class, as SVG writes them
	ring  []byte
}

// pathUnit is the unit of paths, in CSS pixels: they are written in whole
// numbers.
const pathUnit = 0.1

// paintHexagons paints those in sight that have an event shown: one path for
// each class, so that a view of a thousand takes no more calls than one of ten.
// Then come the lines between them, then what is marked.
func (p *painter) paintHexagons(s *Shown, c Colors, outlines []outline, m marks) {
	p.ctx.Call("scale", pathUnit, pathUnit)
	p.ctx.Set("lineJoin", "round")
	h := &p.hexagons
	for class := range h.paths {
		h.paths[class] = h.paths[class][:0]
	}
	for i := range outlines {
		if cell := outlines[i].cell; s.Circles.Count[cell] > 0 {
			class := classOf(s.Density.From, s.Circles.Value[cell])
			h.paths[class] = outlines[i].appendPath(h.paths[class])
		}
	}
	var paths [len(h.paths)]js.Value
	for class, path := range h.paths {
		paths[class] = p.path2D.New(string(path))
		color := c.Circle // of 0
		if class > 0 && class <= len(s.Density.Color) {
			color = s.Density.Color[class-1]
		}
		p.ctx.Set("fillStyle", color)
		p.fill.Invoke(paths[class])
	}
	for _, path := range paths {
		p.line(path, hexagonLine, c.Halo)
	}
	p.line(paths[0], hexagonLine, c.MinorLabel)

	for _, ring := range []struct {
		cell  int
		width float64
		color string
	}{{m.hovered, hoveredLine, c.CircleInk}, {m.selected, markedLine, c.Selected}, {m.active, markedLine, c.Selected}} {
		h.ring = h.ring[:0]
		for i := range outlines {
			if outlines[i].cell == ring.cell {
				h.ring = outlines[i].appendPath(h.ring)
			}
		}
		if len(h.ring) > 0 {
			path := p.path2D.New(string(h.ring))
			p.line(path, ring.width+2*RingHalo, c.Halo)
			p.line(path, ring.width, ring.color)
		}
	}
}

func (p *painter) line(path js.Value, width float64, color string) {
	p.ctx.Set("lineWidth", width/pathUnit)
	p.ctx.Set("strokeStyle", color)
	p.stroke.Invoke(path)
}

// appendPath writes the outline as SVG does, in pathUnit.
func (h *outline) appendPath(path []byte) []byte {
	for i, corner := range h.corners {
		path = append(path, "MLLLLL"[i])
		path = strconv.AppendInt(path, int64(math.Round(corner[0]/pathUnit)), 10)
		path = append(path, ' ')
		path = strconv.AppendInt(path, int64(math.Round(corner[1]/pathUnit)), 10)
	}
	return append(path, 'Z')
}
