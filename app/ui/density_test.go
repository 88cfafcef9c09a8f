package ui

import (
	"math"
	"testing"

	"wherewhen/app/mapview"
)

// luminance is that of WCAG, of a colour written as #rrggbb.
func luminance(t *testing.T, color string) float64 {
	t.Helper()
	if len(color) != 7 || color[0] != '#' {
		t.Fatalf("%q is no colour", color)
	}
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		var v float64
		for _, digit := range color[1+2*i : 3+2*i] {
			n := float64(digit - '0')
			if digit >= 'a' {
				n = float64(digit-'a') + 10
			}
			v = 16*v + n
		}
		if v /= 255; v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Every hexagon stands out from the ground, and its class from the next by
// lightness alone.
func TestDensityHues(t *testing.T) {
	for _, dark := range []bool{false, true} {
		c := mapview.LightColors
		if dark {
			c = mapview.DarkColors
		}
		last := c.Land
		for i, hue := range densityHues {
			color := hue.on(dark)
			for _, ground := range []string{c.Land, c.Sea, c.NoLand, c.Circle} {
				if got := contrast(t, color, ground); got < 3 {
					t.Errorf("dark %v: %s on %s has a contrast of %.2f", dark, color, ground, got)
				}
			}
			if got := contrast(t, color, last); got < 1.25 {
				t.Errorf("dark %v: class %d is too near to the one before: %.2f", dark, i, got)
			}
			if lighter := luminance(t, color) > luminance(t, last); lighter != dark {
				t.Errorf("dark %v: class %d goes back to lighter %v", dark, i, lighter)
			}
			last = color
		}
	}
}
