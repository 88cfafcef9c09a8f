package mapview

import (
	"fmt"
	"slices"
	"testing"
)

func TestHues(t *testing.T) {
	differ, of := hues([]string{"#a63a24", "#6a7178", "#a63a24", "#6a7178", "#0f7a66"})
	if !slices.Equal(differ, []string{"#a63a24", "#6a7178", "#0f7a66"}) || !slices.Equal(of, []byte{0, 1, 0, 1, 2}) {
		t.Errorf("%v %v", differ, of)
	}
	var many []string
	for i := range 300 {
		many = append(many, fmt.Sprintf("#%06x", i))
	}
	differ, of = hues(many)
	if len(differ) != mostHues || slices.Max(of) != mostHues-1 || of[3] != 3 {
		t.Errorf("%d colours, the last of them %d", len(differ), slices.Max(of))
	}
	if differ, of = hues(nil); len(differ)+len(of) > 0 {
		t.Errorf("%v %v of none", differ, of)
	}
}

func TestLights(t *testing.T) {
	if got := lights("#ff3300"); got != [3]float32{1, 0.2, 0} {
		t.Errorf("%v", got)
	}
	for _, wrong := range []string{"", "#", "#light"} {
		if got := lights(wrong); got != [3]float32{} {
			t.Errorf("%q: %v", wrong, got)
		}
	}
}

func TestDotsGrowWithTheZoom(t *testing.T) {
	if DotSize(0) < 5 || DotSize(0) > 6 || DotSize(10) <= DotSize(4) || DotSize(17) > 10 {
		t.Errorf("%v, %v, %v, %v", DotSize(0), DotSize(4), DotSize(10), DotSize(17))
	}
}
