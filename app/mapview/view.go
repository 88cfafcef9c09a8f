package mapview

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Camera is what the map looks at: a centre in degrees and a zoom.
type Camera struct{ Lon, Lat, Zoom float64 }

// pointAt returns the point, in degrees, that a flat map of a size shows at a
// place of it, CSS pixels from its north-western corner.
func (c Camera) pointAt(at orb.Point, width, height float64) orb.Point {
	x, y := Mercator(c.Lon, c.Lat)
	world := WorldSize(c.Zoom)
	lon, lat := Degrees(min(1, max(0, x+(at[0]-width/2)/world)), min(1, max(0, y+(at[1]-height/2)/world)))
	return orb.Point{lon, lat}
}

// pixel is the inverse of pointAt.
func (c Camera) pixel(p orb.Point, width, height float64) orb.Point {
	cx, cy := Mercator(c.Lon, c.Lat)
	x, y := Mercator(p[0], p[1])
	world := WorldSize(c.Zoom)
	return orb.Point{(x-cx)*world + width/2, (y-cy)*world + height/2}
}

// MaxZoom is how near the map goes.
const MaxZoom = 17

// Panned returns the camera moved by CSS pixels, east and south, as far as the
// world reaches.
func (c Camera) Panned(east, south float64) Camera {
	x, y := Mercator(c.Lon, c.Lat)
	world := WorldSize(c.Zoom)
	c.Lon, c.Lat = Degrees(min(1, max(0, x+east/world)), min(1, max(0, y+south/world)))
	return c
}

// Zoomed returns the camera at another zoom, or the nearest the map goes to.
// What is seen so many CSS pixels east and south of the middle stays there.
func (c Camera) Zoomed(zoom, east, south float64) Camera {
	to := Camera{c.Lon, c.Lat, min(MaxZoom, max(0, zoom))}
	share := math.Exp2(to.Zoom-c.Zoom) - 1
	return to.Panned(east*share, south*share)
}

// Looks are what of the map is not events: colours, language and projection,
// and which regions and areas are drawn.
type Looks struct {
	Dark, Globe bool
	Language    string
	Regions     []string // ids of the regions drawn
	Region      string   // id of the selected region
	Areas       []string // codes of the areas with events shown
	Area        string   // code of the selected area
	Roles       []string // roles of regions in the order of their hatches
	RoleColors  [][3]byte
}

// Equal reports whether two maps look the same.
func (l *Looks) Equal(o *Looks) bool {
	return l.sameGround(o) && slices.Equal(l.Regions, o.Regions) && l.Region == o.Region &&
		slices.Equal(l.Areas, o.Areas) && l.Area == o.Area
}

// OnlyOutlinesDiffer reports whether two maps differ in which regions and areas
// are drawn, and in nothing else.
func (l *Looks) OnlyOutlinesDiffer(o *Looks) bool {
	return l.sameGround(o) && l.Region == o.Region && l.Area == o.Area && !l.Equal(o)
}

// sameGround reports whether they differ in no more than which regions and
// areas are drawn.
func (l *Looks) sameGround(o *Looks) bool {
	return l.Dark == o.Dark && l.Globe == o.Globe && l.Language == o.Language &&
		slices.Equal(l.Roles, o.Roles) && slices.Equal(l.RoleColors, o.RoleColors)
}

func (l *Looks) colors() Colors {
	if l.Dark {
		return DarkColors
	}
	return LightColors
}

// Shown is what of the events is drawn: circles, or where the cells are
// hexagons those. Hexagons have no Parts.
type Shown struct {
	Places    *Places
	Cells     *Cells
	Circles   Circles
	RimColor  []string  // CSS colour of each rim value
	HalfColor [2]string // CSS colours of the halves of circles of two periods
	Density   Density   // of hexagons
	Selected  int       // cell that is marked, or -1
	Within    orb.Ring  // part of the map that is filtered by, degrees, closed; nil for none

	// Shades are drawn in place of all: nil for none.
	Shades *Shades

	// Settled is what is known of each place, nil for nothing; Current says
	// whether that is of just what is shown.
	Settled *Settled
	Current bool
	near    near // found of it by who draws
	nearOf  nearKey

	// Attribution has one entry per event, an index into Signs: events drawn by
	// themselves have these shapes. Without Signs all are discs.
	Attribution []uint16
	Signs       []Sign

	// Dots are drawn in place of the circles, as far as the graphics of the
	// machine do: nil for circles.
	Dots          *Dots
	SelectedPlace int // place that is marked among dots, or -1
}

// Density says how hexagons are coloured by their Value, those of 0 aside.
type Density struct {
	From  []int32  // least number of each class, ascending, as Classes gives them
	Color []string // CSS colour of each class, len(From)
}

// Class returns the class of a number, 0 below them all.
func (d *Density) Class(n int32) int { return classOf(d.From, n) }

// Handlers are called by the map, each from a callback of the browser's: they
// must not wait.
type Handlers struct {
	Moved      func(c Camera, byReader bool) // after a movement has ended
	Level      func(level int)               // places have to be joined for another level
	PickCell   func(cell int)
	PickPlace  func(place int)
	PickShade  func(area int)
	PickEvent  func(row int32)               // of those spread out
	Spread     func(cell int)                // the events of a cell are to be spread out, or for -1 folded together
	PickGround func(regions, areas []string) // ids and codes of what is drawn at a place
	ShowsPlace func(place int) bool          // whether an event of it is shown
	// For the tooltip, of a circle, of a place of its own and of what is drawn
	// there.
	Describe       func(cell int) (title, text string)
	DescribeOn     func(cell int) (done bool) // does a portion of what Describe does
	DescribeShade  func(area int) (title, text string)
	DescribePlace  func(place int) (title, text string)
	DescribeGround func(regions, areas []string) (title, text string)
	Drawn          func(points []orb.Point) // two corners of a box, south-west and north-east, or those of an area, degrees
	Failed         func(err error)
	Drawing        func(ok bool) // false while the browser has taken the graphics away
}

// Frame is the part of a map in which something is to be seen: the map's size
// and what is taken off at its sides, in CSS pixels.
type Frame struct{ Width, Height, Left, Margin float64 }

// Fit returns the camera that shows a bound in a frame, no nearer than maxZoom.
func Fit(b orb.Bound, f Frame, maxZoom float64) Camera {
	x0, y0 := Mercator(b.Min[0], b.Max[1])
	x1, y1 := Mercator(b.Max[0], b.Min[1])
	zoom := maxZoom
	if x1 > x0 {
		zoom = min(zoom, zoomFor(max(f.Width-f.Left-2*f.Margin, 64)/(x1-x0)))
	}
	if y1 > y0 {
		zoom = min(zoom, zoomFor(max(f.Height-2*f.Margin, 64)/(y1-y0)))
	}
	lon, lat := Degrees((x0+x1)/2-f.Left/2/WorldSize(max(0, zoom)), (y0+y1)/2)
	return Camera{Lon: lon, Lat: lat, Zoom: max(0, zoom)}
}
