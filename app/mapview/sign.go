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

// signCorners are those of the signs that have some, in radii from the middle.
var signCorners = [Signs][]float64{
	Square:   {-.875, -.875, .875, -.875, .875, .875, -.875, .875},
	Triangle: {0, -1.125, 1.156, .906, -1.156, .906},
	Diamond:  {0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0},
	Dash:     {-1, -.39, 1, -.39, 1, .39, -1, .39},
}

// Append appends a sign about a point to the path of an SVG. The radius is that
// of the disc; the others are as large to the eye.
func (s Sign) Append(path []byte, x, y, r float64) []byte {
	if of := signCorners[s]; of != nil {
		letter := byte('M')
		for i := 0; i < len(of); i += 2 {
			path = appendPoint(path, letter, x+r*of[i], y+r*of[i+1])
			letter = 'L'
		}
		return append(path, 'z')
	}
	path = appendCircle(path, x, y, r, "1 ")
	if s == Ring {
		path = appendCircle(path, x, y, r*.56, "0 ")
	}
	return path
}

func appendCircle(path []byte, x, y, r float64, sweep string) []byte {
	path = appendPoint(path, 'M', x-r, y)
	for _, to := range [2]float64{2 * r, -2 * r} {
		path = append(appendPoint(path, 'a', r, r), " 0 1 "...)
		path = appendPoint(append(path, sweep...), ' ', to, 0)
	}
	return append(path, 'z')
}

func appendPoint(path []byte, letter byte, x, y float64) []byte {
	path = strconv.AppendFloat(append(path, letter), x, 'f', 1, 64)
	return strconv.AppendFloat(append(path, ' '), y, 'f', 1, 64)
}
