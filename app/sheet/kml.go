package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// kmlColumns are the columns of what placemarks say of themselves.
var kmlColumns = []string{"id", "folder", "name", "description", "address", "when", "begin", "end"}

// openKML opens the placemarks of a KML file. What they say in ExtendedData has
// columns by its names.
func openKML(t text) (*Sheet, error) {
	s, err := tabular(t.name, Sheet{Name: t.label(), Unit: "placemark"}, kmlColumns, placeColumns, "data.", func() (records, error) {
		x, err := xmlOf(t)
		if err != nil {
			return nil, err
		}
		k := &kmlReader{xmlStream: x}
		return k.next, nil
	})
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, fmt.Errorf("%s is KML without placemarks: expected places that are in the file itself, not behind a link", t.name)
	}
	s.Format = "KML, " + t.encoding
	return s, nil
}

// A kmlReader reads placemarks one after another.
type kmlReader struct {
	*xmlStream
	folders []string // names of those around
	n       int
}

func (k *kmlReader) next() (record, int, error) {
	for {
		t, _, err := k.xmlStream.next()
		switch {
		case err != nil:
			return nil, k.n, err
		case t.ends && t.name == "Folder":
			k.folders = k.folders[:len(k.folders)-1]
		case t.ends:
		case t.name == "Folder":
			k.folders = append(k.folders, "")
		case t.name == "name" && len(k.folders) > 0 && k.open[max(0, len(k.open)-2)] == "Folder" && k.ends == "":
			if k.folders[len(k.folders)-1], err = k.content(); err != nil {
				return nil, k.n, err
			}
		case t.name == "Placemark":
			k.n++
			return k.placemark(t)
		}
	}
}

func (k *kmlReader) placemark(t tag) (record, int, error) {
	var r record
	if id := t.attr("id"); id != "" {
		r.addOwn("id", id)
	}
	var folders []string
	for _, name := range k.folders {
		if name != "" {
			folders = append(folders, name)
		}
	}
	if len(folders) > 0 {
		r.addOwn("folder", strings.Join(folders, " / "))
	}
	var shapes []kmlShape
	datum := ""        // name of the Data the next value is of
	var times []string // of a track
	for depth := 1; depth > 0; {
		t, _, err := k.xmlStream.next()
		if err != nil {
			return nil, k.n, err
		}
		if t.ends {
			depth--
			continue
		}
		depth++
		text := ""
		switch t.name {
		case "name", "description", "address", "when", "begin", "end", "value", "SimpleData":
			name := t.attr("name")
			around := ""
			if k.ends == "" && len(k.open) > 1 {
				around = k.open[len(k.open)-2]
			}
			if text, err = k.content(); err != nil {
				return nil, k.n, err
			}
			depth--
			switch {
			case t.name == "SimpleData":
				r.add(name, text)
			case t.name == "value" && around == "Data":
				r.add(datum, text)
			case around == "Placemark" && (t.name == "name" || t.name == "description" || t.name == "address"),
				around == "TimeStamp" && t.name == "when", around == "TimeSpan" && (t.name == "begin" || t.name == "end"):
				r.addOwn(t.name, text)
			case around == "Track" && t.name == "when":
				times = append(times, text)
			}
		case "Data":
			datum = t.attr("name")
		case "Point", "LineString", "LinearRing", "Polygon", "Track":
			if t.name == "LinearRing" && len(shapes) > 0 && shapes[len(shapes)-1].kind == "Polygon" && k.inside("Polygon") {
				shapes[len(shapes)-1].lines = append(shapes[len(shapes)-1].lines, nil)
				continue
			}
			shapes = append(shapes, kmlShape{kind: t.name})
			if t.name != "Polygon" {
				shapes[len(shapes)-1].lines = [][]string{nil}
			}
		case "coordinates", "coord":
			if text, err = k.content(); err != nil {
				return nil, k.n, err
			}
			depth--
			if len(shapes) == 0 || len(shapes[len(shapes)-1].lines) == 0 {
				continue
			}
			if t.name == "coord" { // of a track: with blanks for commas
				text = strings.Join(strings.Fields(text), ",")
			}
			lines := shapes[len(shapes)-1].lines
			for _, position := range strings.Fields(text) {
				at, ok := kmlPosition(position)
				if !ok {
					return r, k.n, k.badPosition(depth, position)
				}
				lines[len(lines)-1] = append(lines[len(lines)-1], at)
			}
		}
	}
	if len(times) > 0 {
		r.addOwn("begin", times[0])
		r.addOwn("end", times[len(times)-1])
	}
	addShapes(&r, shapes)
	return r, k.n, nil
}

// badPosition is the error of a placemark that is read on to its end.
func (k *kmlReader) badPosition(depth int, position string) error {
	for depth > 0 {
		t, _, err := k.xmlStream.next()
		if err != nil {
			return err
		}
		if t.ends {
			depth--
		} else {
			depth++
		}
	}
	return &RowError{k.file, "placemark", k.n, "geometry", shortened(position), "coordinates as longitude,latitude"}
}

// kmlPosition returns "longitude,latitude,height" as "longitude latitude".
func kmlPosition(position string) (string, bool) {
	parts := strings.Split(position, ",")
	if len(parts) < 2 || len(parts) > 3 {
		return "", false
	}
	for _, part := range parts {
		if _, err := strconv.ParseFloat(part, 64); err != nil && part != "" {
			return "", false
		}
	}
	return parts[0] + " " + parts[1], parts[0] != "" && parts[1] != ""
}

// A kmlShape is a geometry of a placemark.
type kmlShape struct {
	kind  string
	lines [][]string // of positions
}

func addShapes(r *record, shapes []kmlShape) {
	if len(shapes) == 1 && shapes[0].kind == "Point" {
		if at := shapes[0].lines[0]; len(at) == 1 {
			longitude, latitude, _ := strings.Cut(at[0], " ")
			r.addOwn("latitude", latitude)
			r.addOwn("longitude", longitude)
			return
		}
	}
	names := map[string]string{"Point": "POINT", "LineString": "LINESTRING", "LinearRing": "LINESTRING", "Polygon": "POLYGON", "Track": "LINESTRING"}
	var texts []string
	for _, s := range shapes {
		texts = append(texts, wktOf(names[s.kind], s.lines))
	}
	switch len(texts) {
	case 0:
	case 1:
		r.addOwn("geometry", texts[0])
	default:
		r.addOwn("geometry", collected(texts))
	}
}
