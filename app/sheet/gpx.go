package sheet

import (
	"fmt"
	"strings"
)

// openGPX opens the waypoints of a GPX file.
func openGPX(t text) (*Sheet, error) {
	s, err := tabular(t.name, Sheet{Name: t.label(), Unit: "waypoint"}, []string{"latitude", "longitude"}, nil, "wpt.", func() (records, error) {
		x, err := xmlOf(t)
		if err != nil {
			return nil, err
		}
		n := 0
		return func() (record, int, error) {
			for {
				t, _, err := x.next()
				if err != nil {
					return nil, n, err
				}
				if t.name == "wpt" && !t.ends {
					n++
					r, err := waypoint(x, t)
					return r, n, err
				}
			}
		}, nil
	})
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, fmt.Errorf("%s is GPX without waypoints: expected places, not only tracks or routes", t.name)
	}
	s.Format = "GPX, " + t.encoding
	return s, nil
}

// waypoint reads what is in a waypoint: each innermost element is a cell, and
// where a link goes.
func waypoint(x *xmlStream, wpt tag) (record, error) {
	var r record
	r.addOwn("latitude", wpt.attr("lat"))
	r.addOwn("longitude", wpt.attr("lon"))
	name := ""
	for depth := 1; depth > 0; {
		t, text, err := x.next()
		switch {
		case err != nil:
			return nil, err
		case !t.ends:
			depth++
			name = t.name
			if href := t.attr("href"); t.name == "link" && href != "" {
				r.add("link", href)
			}
		default:
			depth--
			if t.name == name && (t.name != "link") && depth > 0 {
				r.add(name, resolved([]byte(strings.TrimSpace(string(text)))))
			}
			name = ""
		}
	}
	return r, nil
}
