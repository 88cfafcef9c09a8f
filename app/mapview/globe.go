package mapview

import (
	"math"

	"github.com/paulmach/orb"
)

// CapBound returns a part of the Mercator square that holds everything within
// an angle, in radians, of a point: what may be seen of a globe from above it.
// It may go beyond the sides of the square.
func CapBound(lon, lat, angle float64) orb.Bound {
	phi := lat * math.Pi / 180
	x, _ := Mercator(lon, lat)
	around := 0.5
	if math.Abs(phi)+angle < math.Pi/2 {
		around = math.Asin(math.Sin(angle)/math.Cos(phi)) / (2 * math.Pi)
	}
	_, top := Mercator(lon, lat+angle*180/math.Pi)
	_, bottom := Mercator(lon, lat-angle*180/math.Pi)
	return orb.Bound{Min: orb.Point{x - around, top}, Max: orb.Point{x + around, bottom}}
}
