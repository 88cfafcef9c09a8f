package crossfilter

// Space is a filter of rows by a point in the plane: degrees of longitude and
// latitude, say. A row whose x or y is NaN has no point and is kept out while
// the filter is not open.
type Space struct {
	filter
	x, y []float64
	box  box
	ring []float64 // x and y of each corner; nil for a box
	all  bool      // every row is kept
}

type box struct{ minX, minY, maxX, maxY float64 }

// Space returns a filter over points, open. The columns have one entry per row
// and stay the caller's, unchanged.
func (e *Engine) Space(x, y []float64) *Space {
	e.expectRows("x", len(x))
	e.expectRows("y", len(y))
	return &Space{filter: e.newFilter(), x: x, y: y, all: true}
}

// Box keeps the points in a box, its edges included. A box whose minX is above
// its maxX crosses the line where degrees begin anew: it holds what is at
// least minX or at most maxX.
func (d *Space) Box(minX, minY, maxX, maxY float64) {
	d.box, d.ring, d.all = box{minX, minY, maxX, maxY}, nil, false
	d.engine.change(d, false, false)
}

// Polygon keeps the points inside a ring of corners, x and y in turn, closed by
// itself; where it crosses itself, what lies inside an odd number of times. It
// keeps none of fewer than three corners. The slice stays the caller's,
// unchanged while the filter is in force.
func (d *Space) Polygon(ring []float64) {
	d.ring, d.all = ring[:len(ring)&^1], false
	d.box = box{1, 1, 0, 0}
	for i := 0; i+1 < len(d.ring); i += 2 {
		x, y := d.ring[i], d.ring[i+1]
		if i == 0 {
			d.box = box{x, y, x, y}
		}
		d.box = box{min(d.box.minX, x), min(d.box.minY, y), max(d.box.maxX, x), max(d.box.maxY, y)}
	}
	d.engine.change(d, false, false)
}

// Clear keeps all rows.
func (d *Space) Clear() {
	if !d.isOpen() {
		d.ring, d.all = nil, true
		d.engine.change(d, true, false)
	}
}

func (d *Space) mark(from, to int) {
	mask := d.engine.mask
	for row := from; row < to; row++ {
		mask[row] &^= d.bit
		if !d.all && !d.holds(d.x[row], d.y[row]) {
			mask[row] |= d.bit
		}
	}
}

func (d *Space) holds(x, y float64) bool {
	if !(y >= d.box.minY && y <= d.box.maxY) {
		return false
	}
	if d.box.minX > d.box.maxX {
		return d.ring == nil && (x >= d.box.minX || x <= d.box.maxX)
	}
	if !(x >= d.box.minX && x <= d.box.maxX) {
		return false
	}
	return d.ring == nil || isInside(d.ring, x, y)
}

// isInside counts how often a ray from the point crosses the ring. A point on
// an edge is inside of one of the two rings that share the edge.
func isInside(ring []float64, x, y float64) bool {
	inside := false
	n := len(ring)
	for i, j := 0, n-2; i < n; i, j = i+2, i {
		xi, yi, xj, yj := ring[i], ring[i+1], ring[j], ring[j+1]
		if (yi > y) != (yj > y) && x < (xj-xi)*(y-yi)/(yj-yi)+xi {
			inside = !inside
		}
	}
	return inside
}
