package check

import (
	"fmt"

	"github.com/paulmach/orb"

	"wherewhen/cmd/ring"
)

// polygons: polygons are as RFC 7946, section 3.1.6, wants them: rings closed
// and of four or more positions, the outer one counter-clockwise, holes
// clockwise. A line that crosses itself is only doubtful: simplifying leaves a
// few where a shore doubles back. Ranges of coordinates are in the schema.
func polygons(g orb.Geometry) []Finding {
	shape, ok := g.(orb.MultiPolygon)
	if !ok {
		return nil
	}
	var found []Finding
	for i, polygon := range shape {
		for j, r := range polygon {
			field, value := fmt.Sprintf("geometry.coordinates[%d][%d]", i, j), fmt.Sprintf("%d positions", len(r))
			if expected := ring.Fault(r, j > 0); expected != "" {
				found = append(found, wrong(field, value, "%s", expected))
			} else if p, crosses := ring.Crossing(r); crosses {
				found = append(found, doubtful(field, value, "a line that does not cross itself; it does near %s", coordinates(p)))
			}
		}
	}
	return found
}
