package mapview

import "strconv"

// Sign is how a mark of one event is drawn, so that what it tells is not told
// by colour alone.
type Sign uint8

// The signs.
const (
	Disc Sign = iota
	Square
	Triangle
	Diamond
	Ring
	Dash
	Signs
)

// Append appends a shape about a point to the path of an SVG. The radius is
// that of the disc; the others are as large to the eye.
func (s Sign) Append(path []byte, x, y, r float64) []byte {
	circle := func(r float64, sweep byte) {
		path = appendPoint(append(path, 'M'), x-r, y)
		for _, to := range [2]float64{2 * r, -2 * r} {
			path = appendPoint(append(path, 'a'), r, r)
			path = append(path, ' ', '0', ' ', '1', ' ', sweep, ' ')
			path = appendPoint(path, to, 0)
		}
		path = append(path, 'z')
	}
	polygon := func(points ...float64) []byte {
		for i := 0; i < len(points); i += 2 {
			letter := byte('L')
			if i == 0 {
				letter = 'M'
			}
			path = appendPoint(append(path, letter), x+r*points[i], y+r*points[i+1])
		}
		return append(path, 'z')
	}
	switch s {
	case Square:
		return polygon(-.875, -.875, .875, -.875, .875, .875, -.875, .875)
	case Triangle:
		return polygon(0, -1.125, 1.156, .906, -1.156, .906)
	case Diamond:
		return polygon(0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0)
	case Ring:
		circle(r, '1')
		circle(r*.56, '0')
	case Dash:
		return polygon(-1, -.39, 1, -.39, 1, .39, -1, .39)
	default:
		circle(r, '1')
	}
	return path
}

func appendPoint(path []byte, x, y float64) []byte {
	path = strconv.AppendFloat(path, x, 'f', 1, 64)
	return strconv.AppendFloat(append(path, ' '), y, 'f', 1, 64)
}
