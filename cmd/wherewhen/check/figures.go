package check

import (
	"fmt"
	"strings"

	"wherewhen/app/event"
)

// figures: low ≤ best ≤ high among the known figures, and none below zero.
func figures(e *eventRecord) []Finding {
	p := e.Properties
	var found []Finding
	for _, f := range []struct {
		field           string
		low, best, high *int32
	}{
		{"killed", p.KilledLow, p.Killed, p.KilledHigh},
		{"injured", p.InjuredLow, p.Injured, p.InjuredHigh},
	} {
		known := event.UnknownRange
		var written []string
		for _, n := range []struct {
			from *int32
			to   *int32
		}{{f.low, &known.Low}, {f.best, &known.Best}, {f.high, &known.High}} {
			if n.from != nil && *n.from >= 0 {
				*n.to = *n.from
				written = append(written, fmt.Sprint(*n.from))
			}
		}
		if !known.Ordered() {
			found = append(found, wrong(f.field, strings.Join(written, ", "), "low ≤ best ≤ high"))
		}
	}
	return found
}
