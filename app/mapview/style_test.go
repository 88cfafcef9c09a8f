package mapview

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// styles returns every kind of style there is.
func styles() map[string]map[string]any {
	all := make(map[string]map[string]any)
	for code := range 16 {
		looks := Looks{
			Dark: code&1 > 0, Globe: code&2 > 0, Language: "de",
			Regions: []string{"claimed", "active"}, Region: "active", Areas: []string{"AF"}, Area: "AF",
			Roles: []string{"reported-active"}, RoleColors: [][3]byte{{1, 2, 3}},
		}
		if code&8 > 0 {
			looks = Looks{Dark: looks.Dark, Globe: looks.Globe, Language: "en"}
		}
		name := fmt.Sprintf("dark %v, globe %v, detail %v, bare %v", looks.Dark, looks.Globe, code&4 > 0, code&8 > 0)
		all[name] = Style(&looks, StyleData{Regions: "data/regions.geojson", Areas: "data/areas.geojson", Detail: code&4 > 0})
	}
	return all
}

// everything calls do for each value in a style.
func everything(v any, do func(any)) {
	do(v)
	switch v := v.(type) {
	case object:
		for key, value := range v {
			do(key)
			everything(value, do)
		}
	case array:
		for _, value := range v {
			everything(value, do)
		}
	}
}

func TestStyleLayers(t *testing.T) {
	for name, style := range styles() {
		sources := style["sources"].(object)
		used := make(map[string]bool)
		ids := make(map[string]bool)
		for _, layer := range style["layers"].(array) {
			l := layer.(object)
			id, kind := l["id"].(string), l["type"].(string)
			if id == "" || ids[id] {
				t.Errorf("%s: layer id %q is empty or taken", name, id)
			}
			ids[id] = true
			if !slices.Contains([]string{"background", "fill", "line", "symbol"}, kind) {
				t.Errorf("%s: %s has the type %q", name, id, kind)
			}
			source, has := l["source"].(string)
			if kind == "background" == has {
				t.Errorf("%s: %s, a %s, has the source %q", name, id, kind, source)
			}
			if !has {
				continue
			}
			s, ok := sources[source].(object)
			if !ok {
				t.Errorf("%s: %s has the source %q, which is none", name, id, source)
				continue
			}
			used[source] = true
			// Only tiles have layers of their own.
			sourceLayer, _ := l["source-layer"].(string)
			if (s["type"] == "vector") != (sourceLayer != "") {
				t.Errorf("%s: %s has the layer %q of a %v source", name, id, sourceLayer, s["type"])
			}
			for property := range l["paint"].(object) {
				prefix := map[string]string{"fill": "fill-", "line": "line-", "symbol": "text-"}[kind]
				if !strings.HasPrefix(property, prefix) {
					t.Errorf("%s: %s, a %s, is painted with %s", name, id, kind, property)
				}
			}
			if from, to := number(l["minzoom"], 0), number(l["maxzoom"], 24); from < 0 || to > 24 || from > to {
				t.Errorf("%s: %s is drawn from zoom %v to %v", name, id, from, to)
			}
		}
		for source := range sources {
			if !used[source] {
				t.Errorf("%s: no layer of the source %q", name, source)
			}
		}
		first := style["layers"].(array)[0].(object)
		if style["version"] != 8 || first["type"] != "background" {
			t.Errorf("%s: version %v, first layer %v", name, style["version"], first["id"])
		}
	}
}

// At every zoom the ground is drawn once: by the overview, then by the detail.
func TestStyleDrawsTheGroundOnce(t *testing.T) {
	for name, style := range styles() {
		for zoom := 0.0; zoom < 24; zoom += 0.25 {
			drawn := 0
			for _, layer := range style["layers"].(array) {
				l := layer.(object)
				if l["source-layer"] != "land" || zoom < number(l["minzoom"], 0) || zoom >= number(l["maxzoom"], 24) {
					continue
				}
				drawn++
				detail := zoom >= OverviewMaxZoom+1 && style["sources"].(object)["detail"] != nil
				if (l["source"] == "detail") != detail {
					t.Fatalf("%s: the land at zoom %v is of %v", name, zoom, l["source"])
				}
			}
			if drawn != 1 {
				t.Fatalf("%s: land is drawn %d times at zoom %v", name, drawn, zoom)
			}
		}
	}
}

// A style names no server, and nothing in it is of a type that syscall/js
// cannot hand to the browser.
func TestStyleNamesNoServer(t *testing.T) {
	server := regexp.MustCompile(`(?i)(https?:)?//`)
	for name, style := range styles() {
		everything(style, func(v any) {
			switch v := v.(type) {
			case string:
				if server.MatchString(strings.TrimPrefix(v, "pmtiles://")) {
					t.Errorf("%s: %q", name, v)
				}
			case nil, bool, int, float64, object, array:
			default:
				t.Errorf("%s: %v is a %T", name, v, v)
			}
		})
		for _, key := range []string{"glyphs", "sprite"} {
			if style[key] != nil {
				t.Errorf("%s: %s is %v", name, key, style[key])
			}
		}
	}
}

// operands is the number of arguments of each operator a filter may have; -1
// is any number.
var operands = map[string]int{"all": -1, "!": 1, "==": 2, "in": 2, "get": 1, "literal": 1}

func filterFault(v any) string {
	switch v := v.(type) {
	case string, int, float64:
		return ""
	case array:
		if len(v) == 0 {
			return "an empty expression"
		}
		operator, _ := v[0].(string)
		n, ok := operands[operator]
		if !ok || n >= 0 && n != len(v)-1 {
			return fmt.Sprintf("%v: not an operator with that many operands", v)
		}
		if operator == "literal" {
			if _, ok := v[1].(array); !ok {
				return fmt.Sprintf("%v: not a list", v)
			}
			return ""
		}
		if operator == "get" {
			if name, _ := v[1].(string); name == "" {
				return fmt.Sprintf("%v: no property", v)
			}
			return ""
		}
		for _, operand := range v[1:] {
			if fault := filterFault(operand); fault != "" {
				return fault
			}
		}
		return ""
	}
	return fmt.Sprintf("%v is a %T", v, v)
}

func TestStyleFilters(t *testing.T) {
	for name, style := range styles() {
		filters := 0
		for _, layer := range style["layers"].(array) {
			l := layer.(object)
			filter, has := l["filter"]
			if !has {
				continue
			}
			filters++
			if _, ok := filter.(array); !ok {
				t.Errorf("%s: the filter of %s is a %T", name, l["id"], filter)
			}
			if fault := filterFault(filter); fault != "" {
				t.Errorf("%s: the filter of %s: %s", name, l["id"], fault)
			}
		}
		if filters < 10 {
			t.Errorf("%s: %d filters", name, filters)
		}
	}
	// The ids asked for are those filtered by.
	style := Style(&Looks{Regions: []string{"a", "b"}, Region: "b", Areas: []string{"AF", "AFG-1"}}, StyleData{})
	for _, layer := range style["layers"].(array) {
		l := layer.(object)
		want := map[any]string{
			"regions": "[in [get id] [literal [a b]]]", "region-selected": "[in [get id] [literal [b]]]",
			"areas":      "[in [get code] [literal [AF AFG-1]]]",
			"area-lines": "[in [get code] [literal [AFG-1]]]", "country-lines": "[in [get code] [literal [AF]]]", "area-selected": "[in [get code] [literal []]]",
		}[l["id"]]
		if want != "" && fmt.Sprint(l["filter"]) != want {
			t.Errorf("%s: filter %v, want %s", l["id"], l["filter"], want)
		}
	}
	// A site without outlines asks for none.
	for _, name := range []string{"regions", "areas"} {
		if data := fmt.Sprint(style["sources"].(object)[name].(object)["data"]); data != "map[features:[] type:FeatureCollection]" {
			t.Errorf("without a file the %s come from %s", name, data)
		}
	}
}

// Hatches of different roles differ in shape, those of one role only in
// colour.
func TestHatches(t *testing.T) {
	const side = 16
	shapes := make(map[string]int)
	for role := range 4 {
		pixels := Hatch(role, 10, 20, 30, side)
		if len(pixels) != side*side*4 {
			t.Fatalf("%d bytes", len(pixels))
		}
		shape, drawn := "", 0
		for i := 0; i < len(pixels); i += 4 {
			switch p := [4]byte(pixels[i:]); {
			case p == [4]byte{}:
				shape += "."
			case p[3] > 0 && p[0] == 10 && p[1] == 20 && p[2] == 30:
				shape += "#"
				drawn++
			default:
				t.Fatalf("role %d: pixel %v", role, p)
			}
		}
		if drawn == 0 || drawn > side*side/2 {
			t.Errorf("role %d: %d of %d pixels", role, drawn, side*side)
		}
		if other, taken := shapes[shape]; taken {
			t.Errorf("roles %d and %d look the same", other, role)
		}
		shapes[shape] = role
	}
	if HatchName("a", true) == HatchName("a", false) || HatchName("a", true) == HatchName("b", true) {
		t.Error("two hatches have one name")
	}
	// The layer asks for the name that HatchName gives.
	for _, dark := range []bool{false, true} {
		style := Style(&Looks{Dark: dark}, StyleData{})
		for _, layer := range style["layers"].(array) {
			if l := layer.(object); l["id"] == "regions" {
				pattern := l["paint"].(object)["fill-pattern"].(array)
				if name := fmt.Sprint(pattern[1], "some-role", pattern[3]); name != HatchName("some-role", dark) {
					t.Errorf("the pattern is called %q", name)
				}
			}
		}
	}
}
