package mapview

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// onScreen projects a place as MapLibre does, without its matrices: in pixels
// from the middle of the map, and whether it is on the side that is seen.
func (v *view) onScreen(lon, lat float64) (x, y float64, front bool) {
	if !v.globe {
		px, py := Mercator(lon, lat)
		cx, cy := Mercator(v.Lon, v.Lat)
		return (px - cx) * WorldSize(v.Zoom), (py - cy) * WorldSize(v.Zoom), true
	}
	sin0, cos0 := math.Sincos(v.Lat * math.Pi / 180)
	sin, cos := math.Sincos(lat * math.Pi / 180)
	sinLon, cosLon := math.Sincos((lon - v.Lon) * math.Pi / 180)
	east, north, near := cos*sinLon, cos0*sin-sin0*cos*cosLon, sin0*sin+cos0*cos*cosLon
	eye, r := eyeDistance*v.height, v.radius()
	scale := eye * r / (eye + r - r*near)
	return east * scale, -north * scale, near > r/(r+eye)
}

// onGround is the inverse of onScreen; beside the globe it returns what is on its
// horizon.
func (v *view) onGround(x, y float64) (lon, lat float64) {
	if !v.globe {
		cx, cy := Mercator(v.Lon, v.Lat)
		return Degrees(cx+x/WorldSize(v.Zoom), cy+y/WorldSize(v.Zoom))
	}
	// From the eye, at (0, 0, eye+r), along (x, -y, -eye) to a sphere of radius r.
	eye, r := eyeDistance*v.height, v.radius()
	a, b, c := x*x+y*y+eye*eye, eye*(eye+r), eye*(eye+2*r)
	t := (b - math.Sqrt(max(0, b*b-a*c))) / a
	east, north, near := t*x, -t*y, eye+r-t*eye
	sin0, cos0 := math.Sincos(v.Lat * math.Pi / 180)
	up, out := near*sin0+north*cos0, near*cos0-north*sin0
	return v.Lon + math.Atan2(east, out)*180/math.Pi, math.Atan2(up, math.Hypot(east, out)) * 180 / math.Pi
}

func TestBoxesHoldAllThatIsSeen(t *testing.T) {
	r := seeded(8)
	for range 20000 {
		v := view{
			Camera: Camera{Lon: r.Float64()*360 - 180, Lat: r.Float64()*168 - 84, Zoom: r.Float64() * 12},
			width:  300 + r.Float64()*2500, height: 200 + r.Float64()*900, globe: r.IntN(4) > 0,
		}
		// Some anywhere, some at an edge of the map or of the globe.
		spread := 400 * math.Exp2(-v.Zoom)
		lon, lat := v.Lon+r.NormFloat64()*spread, v.Lat+r.NormFloat64()*spread/2
		if r.IntN(2) == 0 {
			edge := [2]float64{(r.Float64() - 0.5) * v.width, (r.Float64() - 0.5) * v.height}
			edge[r.IntN(2)] = 0
			if r.IntN(2) == 0 {
				edge[0] = math.Copysign(v.width/2, edge[0])
			} else {
				edge[1] = math.Copysign(v.height/2, edge[1])
			}
			lon, lat = v.onGround(edge[0], edge[1])
		}
		lat = max(-85, min(85, lat))
		lon = math.Mod(math.Mod(lon+180, 360)+360, 360) - 180
		x, y, front := v.onScreen(lon, lat)
		margin := r.Float64() * 10
		boxes := v.boxes(margin, nil)
		px, py := Mercator(lon, lat)
		inside := slices.ContainsFunc(boxes, func(b orb.Bound) bool { return b.Contains(orb.Point{px, py}) })
		seen := front && math.Abs(x) <= v.width/2+margin && math.Abs(y) <= v.height/2+margin
		if seen && !inside {
			t.Fatalf("%+v: %v,%v is at %v,%v and in none of %v", v, lon, lat, x, y, boxes)
		}
		if v.globe && v.faces(lon, lat) != front {
			t.Fatalf("%+v faces %v,%v: %v", v, lon, lat, !front)
		}
	}
}

// Far in, the boxes hold little that is not seen, on the globe too.
func TestBoxesAreNoLargerThanNeedBe(t *testing.T) {
	for _, globe := range []bool{false, true} {
		v := view{Camera: Camera{Lon: 69, Lat: 34, Zoom: 8}, width: 1200, height: 800, globe: globe}
		for _, box := range v.boxes(0, nil) {
			if w, h := box.Max[0]-box.Min[0], box.Max[1]-box.Min[1]; w > 2*1200/WorldSize(8) || h > 2*1200/WorldSize(8) {
				t.Errorf("globe %v: a box of %v by %v pixels", globe, w*WorldSize(8), h*WorldSize(8))
			}
		}
	}
}

func TestSeenAtIsWhereItIsDrawn(t *testing.T) {
	r := seeded(10)
	for range 1000 {
		v := view{Camera: Camera{Lon: r.Float64()*300 - 150, Lat: r.Float64()*160 - 80, Zoom: r.Float64() * MaxZoom}, width: 900, height: 600}
		x, y := r.Float64()*v.width, r.Float64()*v.height
		at := v.seenAt(x, y)
		lon, lat := Degrees(at[0], at[1])
		if px, py, _ := v.onScreen(lon, lat); math.Abs(px+v.width/2-x) > 1e-4 || math.Abs(py+v.height/2-y) > 1e-4 {
			if math.Abs(lat) < 85 {
				t.Fatalf("%+v: what is at %v,%v is drawn at %v,%v", v, x, y, px+v.width/2, py+v.height/2)
			}
		}
	}
}
