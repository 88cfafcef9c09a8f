package ui

import (
	"fmt"
	"strings"
	"testing"

	"wherewhen/app/mapview"
)

// The radii of discs are told as they are drawn, and as what they are.
func TestRadiiAreConventions(t *testing.T) {
	w := english
	method := strings.Join(w.reading.List, "\n")
	var radii []string
	for i, precision := range []string{"site", "city", "district", "province", "country"} {
		n := mapview.NearnessOf(precision)
		if n.Reach() == 0 {
			continue
		}
		radii = append(radii, fmt.Sprint(n.Reach()))
		if want := fmt.Sprintf("a disc of %v km", n.Reach()); !strings.Contains(w.marking.near[i], want) {
			t.Errorf("the legend says %q of %s, not %q", w.marking.near[i], precision, want)
		}
	}
	if want := strings.Join(radii[:3], ", ") + " and " + radii[3] + " km. That is a convention"; !strings.Contains(method, want) {
		t.Errorf("the method does not say %q", want)
	}
	for _, text := range []string{w.marking.placesHint, w.marking.disc, w.marking.noNearer, method} {
		if !strings.Contains(text, "convention") || !strings.Contains(text, "radius") {
			t.Errorf("%q does not say that radii are a convention", text)
		}
	}
}
