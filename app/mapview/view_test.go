package mapview

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

// Every corner of the bound is within the margin, it is in the middle, and no
// nearer zoom would do.
func TestFitShowsTheBound(t *testing.T) {
	r := seeded(8)
	const margin, maxZoom = 56, 11
	near, far := 0, 0
	for range 3000 {
		size := math.Exp(r.NormFloat64() * 3)
		a := orb.Point{r.Float64()*300 - 150, r.Float64()*140 - 70}
		b := orb.Bound{Min: a, Max: orb.Point{min(180, a[0]+r.Float64()*size), min(85, a[1]+r.Float64()*size)}}
		if r.IntN(10) == 0 {
			b.Max = b.Min
		}
		width, height := 200+r.Float64()*1500, 200+r.Float64()*1000
		left := float64(r.IntN(2)) * width / 3
		c := Fit(b, Frame{width, height, left, margin}, maxZoom)
		if c.Zoom < 0 || c.Zoom > maxZoom {
			t.Fatalf("zoom %v", c.Zoom)
		}
		world := WorldSize(c.Zoom)
		cx, cy := c.Lon/360+0.5+left/2/world, 0.0 // the middle of the frame
		_, cy = Mercator(c.Lon, c.Lat)
		room := max(width-left-2*margin, 64)
		used := 0.0 // of the room there is
		for _, corner := range []orb.Point{b.Min, b.Max, b.LeftTop(), b.RightBottom()} {
			x, y := Mercator(corner[0], corner[1])
			used = max(used, math.Abs(x-cx)*world/(room/2), math.Abs(y-cy)*world/(height/2-margin))
		}
		if c.Zoom > 0 && used > 1+1e-6 {
			t.Fatalf("%v in %v × %v at %+v takes %v of the room", b, width, height, c, used)
		}
		if c.Zoom < maxZoom && used < 1-1e-6 {
			t.Fatalf("%v in %v × %v at %+v takes only %v of the room", b, width, height, c, used)
		}
		switch {
		case c.Zoom == maxZoom:
			near++
		case c.Zoom > 0:
			far++
		}
		x0, y0 := Mercator(b.Min[0], b.Min[1])
		x1, y1 := Mercator(b.Max[0], b.Max[1])
		if math.Abs((x0+x1)/2-cx) > 1e-9 || math.Abs((y0+y1)/2-cy) > 1e-9 {
			t.Fatalf("%v is not in the middle of %+v", b, c)
		}
	}
	if near < 100 || far < 100 {
		t.Errorf("%d at the nearest zoom, %d farther: too few to say anything", near, far)
	}
}

// A map smaller than its margins still has a camera.
func TestFitInNoRoom(t *testing.T) {
	b := orb.Bound{Min: orb.Point{60, 29}, Max: orb.Point{75, 39}}
	for _, size := range []float64{0, 1, 100} {
		c := Fit(b, Frame{Width: size, Height: size, Margin: 56}, 11)
		if math.IsNaN(c.Zoom+c.Lon+c.Lat) || c.Zoom < 0 || c.Zoom > 11 || !b.Contains(orb.Point{c.Lon, c.Lat}) {
			t.Errorf("%+v in %v pixels", c, size)
		}
	}
	world := orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
	if c := Fit(world, Frame{Width: 300, Height: 300, Margin: 56}, 11); c.Zoom != 0 || math.Abs(c.Lon)+math.Abs(c.Lat) > 1e-6 {
		t.Errorf("the whole world is %+v", c)
	}
}

// What is under the pointer stays under it, and the way back leads back.
func TestZoomedKeepsThePlace(t *testing.T) {
	r := seeded(5)
	for range 2000 {
		c := Camera{r.Float64()*200 - 100, r.Float64()*100 - 50, 2 + r.Float64()*8}
		east, south := r.Float64()*400-200, r.Float64()*300-150
		at := c.Panned(east, south)
		to := c.Zoomed(c.Zoom+r.Float64()*4-2, east, south)
		there := to.Panned(east, south)
		if math.Hypot(there.Lon-at.Lon, there.Lat-at.Lat) > 1e-7 {
			t.Fatalf("%+v at %v,%v shows %+v, zoomed to %v %+v", c, east, south, at, to.Zoom, there)
		}
		back := to.Zoomed(c.Zoom, east, south)
		if math.Hypot(back.Lon-c.Lon, back.Lat-c.Lat) > 1e-7 || math.Abs(back.Zoom-c.Zoom) > 1e-9 {
			t.Fatalf("%+v there and back is %+v", c, back)
		}
	}
}

func TestCameraStaysInTheWorld(t *testing.T) {
	for _, c := range []Camera{
		Camera{170, 80, 3}.Panned(1e6, -1e6), Camera{-170, -80, 3}.Panned(-1e6, 1e6),
		Camera{0, 0, 3}.Zoomed(99, 0, 0), Camera{0, 0, 3}.Zoomed(-99, 300, 300),
	} {
		if c.Lon < -180 || c.Lon > 180 || c.Lat < -85.06 || c.Lat > 85.06 || c.Zoom < 0 || c.Zoom > MaxZoom {
			t.Errorf("%+v", c)
		}
	}
}

// What is seen at a pixel is drawn there, and the middle is what the camera
// looks at.
func TestPixelsAndBack(t *testing.T) {
	r := seeded(7)
	for range 2000 {
		c := Camera{Lon: r.Float64()*200 - 100, Lat: r.Float64()*100 - 50, Zoom: 3 + r.Float64()*12}
		width, height := 200+r.Float64()*1000, 200+r.Float64()*800
		at := orb.Point{r.Float64() * width, r.Float64() * height}
		if got := c.pixel(c.pointAt(at, width, height), width, height); math.Abs(got[0]-at[0]) > 1e-4 || math.Abs(got[1]-at[1]) > 1e-4 {
			// Beyond the world there is nothing to see: its edge stands for it.
			x, y := Mercator(c.Lon, c.Lat)
			x, y = x+(at[0]-width/2)/WorldSize(c.Zoom), y+(at[1]-height/2)/WorldSize(c.Zoom)
			if x >= 0 && x <= 1 && y >= 0 && y <= 1 {
				t.Fatalf("%v: %v is drawn at %v", c, at, got)
			}
		}
		middle := c.pointAt(orb.Point{width / 2, height / 2}, width, height)
		if math.Abs(middle[0]-c.Lon) > 1e-9 || math.Abs(middle[1]-c.Lat) > 1e-9 {
			t.Fatalf("%v looks at %v", c, middle)
		}
	}
}
