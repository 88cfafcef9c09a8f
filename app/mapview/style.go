package mapview

// Colors are the colours of the basemap and of what is painted on it, as CSS.
type Colors struct {
	Sea, Land, NoLand string // NoLand fills areas that are not settled as anyone's
	Country, Admin1   string // boundary lines
	Label, MinorLabel string
	Halo              string
	Area              string // outline of provinces and countries with events
	Circle, CircleInk string
	Selected          string
}

// LightColors and DarkColors are quiet enough to carry circles.
var (
	LightColors = Colors{
		Sea: "#dbe5eb", Land: "#f5f3ed", NoLand: "#e9e6dd",
		Country: "#9aa1a6", Admin1: "#d5d2ca",
		Label: "#4a545c", MinorLabel: "#69737b", Halo: "#f8f7f3",
		Area: "#1d2730", Circle: "#ffffff", CircleInk: "#1d2730",
		Selected: "#14567f",
	}
	DarkColors = Colors{
		Sea: "#0d1216", Land: "#1c2329", NoLand: "#252c32",
		Country: "#5c6771", Admin1: "#333d46",
		Label: "#b6c0c8", MinorLabel: "#8d98a2", Halo: "#161c21",
		Area: "#e8ebee", Circle: "#12171b", CircleInk: "#eef1f3",
		Selected: "#8cc4e6",
	}
)

// OverviewMaxZoom is the last zoom the overview archive has tiles for; the
// detailed one begins with the next.
const OverviewMaxZoom = 4

type object = map[string]any
type array = []any

// StyleData says where a style takes its data from.
type StyleData struct {
	Regions, Areas string // addresses of the GeoJSON files, "" for none
	Detail         bool   // the detailed basemap is there too

	// Shades are the areas that are shaded, as GeoJSON: features whose id is their
	// index and whose state has the color. Nil for none.
	Shades any
}

// outlines is what a source of outlines reads.
func outlines(address string) any {
	if address == "" {
		return object{"type": "FeatureCollection", "features": array{}}
	}
	return address
}

// Style returns the MapLibre style of the map: basemap, regions and areas. It
// names no server: tiles come from archives held in memory, and there are no
// glyphs, so that labels are drawn in the fonts of the machine.
func Style(looks *Looks, data StyleData) map[string]any {
	c := looks.colors()
	sources := object{
		"overview": object{"type": "vector", "url": "pmtiles://overview", "attribution": Attribution},
		"regions":  object{"type": "geojson", "data": outlines(data.Regions)},
		"areas":    object{"type": "geojson", "data": outlines(data.Areas)},
	}
	layers := array{object{"id": "sea", "type": "background", "paint": object{"background-color": c.Sea}}}
	var boundaries array // over what is shaded
	ground := func(source string, from, to float64) {
		for _, layer := range zoomed(groundLayers(c, source), from, to) {
			if layer.(object)["type"] == "line" {
				boundaries = append(boundaries, layer)
			} else {
				layers = append(layers, layer)
			}
		}
	}
	names := func(source string, from, to float64) {
		layers = append(layers, zoomed(labelLayers(c, source, looks.Language), from, to)...)
	}
	split := 24.0
	if data.Detail {
		split = OverviewMaxZoom + 1
		sources["detail"] = object{"type": "vector", "url": "pmtiles://detail", "attribution": Attribution}
		ground("detail", split, 24)
	}
	ground("overview", 0, split)
	if data.Shades != nil {
		sources["shades"] = object{"type": "geojson", "data": data.Shades, "buffer": 16, "tolerance": 0.2}
		layers = append(layers, shadeLayers(c, looks.Dark)...)
	}
	layers = append(layers, boundaries...)
	layers = append(layers, regionLayers(c, looks)...)
	if data.Detail {
		names("detail", split, 24)
	}
	names("overview", 0, split)
	projection := "mercator"
	if looks.Globe {
		projection = "globe"
	}
	return object{
		"version": 8, "sources": sources, "layers": layers,
		"projection": object{"type": projection},
	}
}

// Attribution names the origins of the basemap, as HTML for MapLibre.
const Attribution = "Natural Earth, GeoNames (CC BY 4.0)"

func zoomed(layers array, from, to float64) array {
	for _, layer := range layers {
		layer := layer.(object)
		if from > 0 {
			layer["minzoom"] = max(from, number(layer["minzoom"], 0))
		}
		if to < 24 {
			layer["maxzoom"] = to
		}
	}
	return layers
}

func number(v any, otherwise float64) float64 {
	if n, ok := v.(float64); ok {
		return n
	}
	return otherwise
}

func groundLayers(c Colors, source string) array {
	layer := func(id, kind, sourceLayer string, filter array, paint object) object {
		l := object{"id": source + "-" + id, "type": kind, "source": source, "source-layer": sourceLayer, "paint": paint}
		if filter != nil {
			l["filter"] = filter
		}
		return l
	}
	level := func(n int) array { return array{"==", array{"get", "level"}, n} }
	disputed := array{"==", array{"get", "disputed"}, 1}
	byZoom := func(at3, at8 float64) array {
		return array{"interpolate", array{"linear"}, array{"zoom"}, 3, at3, 8, at8}
	}
	admin1 := layer("admin1", "line", "boundaries", array{"all", level(1), array{"!", disputed}},
		object{"line-color": c.Admin1, "line-width": byZoom(0.5, 1.2)})
	admin1["minzoom"] = 3.0
	return array{
		layer("land", "fill", "land", nil, object{"fill-color": c.Land}),
		layer("unsettled", "fill", "unsettled", nil, object{"fill-color": c.NoLand}),
		admin1,
		layer("borders", "line", "boundaries", array{"all", level(0), array{"!", disputed}},
			object{"line-color": c.Country, "line-width": byZoom(0.6, 1.6)}),
		layer("disputed", "line", "boundaries", disputed,
			object{"line-color": c.Country, "line-width": byZoom(0.7, 1.6), "line-dasharray": array{2, 2}}),
	}
}

func labelLayers(c Colors, source, language string) array {
	name := array{"coalesce", array{"get", "name_" + language}, array{"get", "name"}}
	kind := func(k string) array { return array{"==", array{"get", "kind"}, k} }
	label := func(id string, filter array, minzoom float64, size any, ink string, more object) object {
		layout := object{
			"text-field": name, "text-font": array{"sans-serif"}, "text-size": size,
			"symbol-sort-key": array{"get", "rank"}, "text-max-width": 7, "text-padding": 4,
		}
		for k, v := range more {
			layout[k] = v
		}
		return object{
			"id": source + "-" + id, "type": "symbol", "source": source, "source-layer": "labels",
			"filter": filter, "minzoom": minzoom, "layout": layout,
			"paint": object{"text-color": ink, "text-halo-color": c.Halo, "text-halo-width": 1.4},
		}
	}
	byZoom := func(at2, at8 float64) array {
		return array{"interpolate", array{"linear"}, array{"zoom"}, 2, at2, 8, at8}
	}
	return array{
		label("places", kind("place"), 4.5, byZoom(10, 13.5), c.Label, nil),
		label("provinces", kind("admin1"), 5, byZoom(9, 12), c.MinorLabel, object{"text-letter-spacing": 0.06}),
		label("countries", kind("country"), 1, byZoom(10.5, 17), c.Label,
			object{"text-transform": "uppercase", "text-letter-spacing": 0.1}),
	}
}

// regionFilters says which features the layers of regions and areas draw, by
// layer.
func regionFilters(looks *Looks) map[string]array {
	among := func(property string, values ...string) array {
		list := make(array, len(values))
		for i, value := range values {
			list[i] = value
		}
		return array{"in", array{"get", property}, array{"literal", list}}
	}
	regions, areas := among("id", looks.Regions...), among("code", looks.Areas...)
	var lines [2][]string // of provinces and of countries, which have ISO codes
	for _, code := range looks.Areas {
		kind := 0
		if len(code) == 2 {
			kind = 1
		}
		lines[kind] = append(lines[kind], code)
	}
	return map[string]array{
		"regions": regions, "region-lines": regions, "region-selected": among("id", looks.Region),
		"areas": areas, "area-selected": among("code", looks.Area),
		"area-lines": among("code", lines[0]...), "country-lines": among("code", lines[1]...),
	}
}

func regionLayers(c Colors, looks *Looks) array {
	ground := "light"
	if looks.Dark {
		ground = "dark"
	}
	layers := array{
		object{"id": "regions", "type": "fill", "source": "regions",
			"paint": object{
				"fill-pattern": array{"concat", "hatch-", array{"get", "role"}, "-" + ground},
				// Near by, a hatch is only a reminder: the ground is to be seen.
				"fill-opacity": array{"interpolate", array{"linear"}, array{"zoom"},
					4, array{"match", array{"get", "role"}, "claimed-province", 0.5, 0.9}, 9, 0.25},
			}},
		object{"id": "region-lines", "type": "line", "source": "regions",
			"paint": object{"line-color": c.MinorLabel, "line-width": 0.8,
				// They are coarser than the boundaries they follow.
				"line-opacity": array{"interpolate", array{"linear"}, array{"zoom"}, 6, 0.7, 9, 0.15}}},
		object{"id": "region-selected", "type": "line", "source": "regions",
			"paint": object{"line-color": c.Selected, "line-width": 2.5}},
		object{"id": "areas", "type": "fill", "source": "areas",
			"paint": object{"fill-color": c.Area, "fill-opacity": 0.03}},
		object{"id": "area-lines", "type": "line", "source": "areas",
			"paint": object{"line-color": c.Area, "line-width": 1, "line-dasharray": array{2, 3}, "line-opacity": 0.5}},
		object{"id": "country-lines", "type": "line", "source": "areas",
			"paint": object{"line-color": c.Area, "line-width": 1, "line-dasharray": array{9, 3, 2, 3}, "line-opacity": 0.5}},
		object{"id": "area-selected", "type": "line", "source": "areas",
			"paint": object{"line-color": c.Selected, "line-width": 2.5}},
	}
	for id, filter := range regionFilters(looks) {
		for _, layer := range layers {
			if layer := layer.(object); layer["id"] == id {
				layer["filter"] = filter
			}
		}
	}
	return layers
}

// shadeLayers draw areas in the colour their state has.
func shadeLayers(c Colors, dark bool) array {
	return array{
		object{"id": "shade", "type": "fill", "source": "shades",
			"paint": object{"fill-color": array{"to-color", array{"feature-state", "color"}, "rgba(0,0,0,0)"}}},
		object{"id": "shade-hatch", "type": "fill", "source": "shades", "filter": hatchedFilter(nil),
			"paint": object{"fill-pattern": HatchName("shade", dark)}},
		object{"id": "shade-lines", "type": "line", "source": "shades",
			"paint": object{"line-color": c.Admin1, "line-width": 0.8}},
	}
}

// hatchedFilter says which areas lines are drawn over.
func hatchedFilter(hatched []bool) array {
	ids := array{}
	for i, on := range hatched {
		if on {
			ids = append(ids, i)
		}
	}
	return array{"in", array{"id"}, array{"literal", ids}}
}

// HatchName returns the name of the pattern of a role on light or dark ground.
func HatchName(role string, dark bool) string {
	if dark {
		return "hatch-" + role + "-dark"
	}
	return "hatch-" + role + "-light"
}

// Hatch draws the pattern of a role of regions: a square of side² pixels,
// four bytes RGBA each, premultiplied as canvases expect them not to be. Lines
// of different roles run in different directions, so that colour alone never
// tells them apart.
func Hatch(role int, r, g, b byte, side int) []byte {
	pixels := make([]byte, side*side*4)
	for y := range side {
		for x := range side {
			var on bool
			step := side / 2
			switch role {
			case 0:
				on = (x+y)%step == 0
			case 1:
				on = (x-y+side)%step == 0
			case 2:
				on = x%step == 0 && y%2 == 0
			default:
				on = x%step == step/2 && y%step == step/2 || x%step == step/2+1 && y%step == step/2
			}
			if on {
				copy(pixels[(y*side+x)*4:], []byte{r, g, b, 150})
			}
		}
	}
	return pixels
}
