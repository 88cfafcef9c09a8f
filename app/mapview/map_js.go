package mapview

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"syscall/js"

	"github.com/paulmach/orb"

	"wherewhen/app/browser"
)

// ErrNoWebGL means that the browser offers no WebGL 2, without which MapLibre
// draws nothing.
var ErrNoWebGL = errors.New("no WebGL 2")

// Elements are the elements of the page the map lives in.
type Elements struct {
	Sketch  js.Value // canvas of land and borders
	Ground  js.Value // div of MapLibre's, above it
	Circles js.Value // canvas above it
	Sheet   js.Value // above that, takes the pointer while something is drawn
	Places  js.Value // list for the keyboard, one option per circle in sight
	Tooltip js.Value
	Legend  js.Value // lies over the map, at its left
}

// Map is a map on the page: circles or hexagons over a ground. The ground comes
// later, when MapLibre has drawn it; until then, and where it cannot, they lie
// on a sketch of land and borders.
type Map struct {
	elements  Elements
	on        Handlers
	maplibre  js.Value
	m         js.Value // undefined until there is a ground
	camera    Camera   // until then
	sketch    sketch
	gestures  *gestures // until then
	archives  *archives
	detail    bool // the detailed basemap is in use
	asked     bool // it has been asked for
	seen      bool // the ground has been drawn
	still     bool // movements are not animated
	held      bool // nothing is drawn: what is there is being printed
	looks     Looks
	shown     Shown
	paint     painter
	dots      *dotLayer // nil until there is a ground
	styled    bool      // MapLibre has a style that can be changed
	stale     bool      // the looks have changed while it had none
	backdrops js.Value  // library of basemaps of others, once one was asked for
	laid      bool      // one lies over ours
	frame     *browser.Frame
	listeners browser.Listeners

	width   float64 // 0 when it has to be asked for
	height  float64
	fits    [2]float64 // the size MapLibre was told last, 0 for none
	resize  js.Value
	x, y    []float64 // of each cell on the canvas, CSS pixels
	visible []bool
	hovered int   // cell, or -1
	over    int   // place whose dot the pointer is on, or -1
	active  int   // cell the keyboard is on, or -1
	options []int // cells offered to the keyboard
	listed  int   // of them in the list
	level   int
	moving  bool // the reader began the movement under way
	pointer pointer
	rested  bool // the finger that is down, or was last, rested and has the tooltip
	hovers  *browser.Frame
	listing *browser.Pause
	behind  bool // the list is, until that
	listsOn *browser.Pause

	spread   *spreading // nil for none
	outlines []outline  // of the hexagons in sight
	shades   shadeLayer
	pencil   *pencil // that draws, nil for none
}

// pointer is where the pointer is on the map, CSS pixels.
type pointer struct {
	x, y float64
	over bool
}

// New returns a map without a ground.
func New(elements Elements, camera Camera, looks Looks, on Handlers) *Map {
	v := &Map{elements: elements, on: on, camera: camera, looks: looks, hovered: -1, over: -1, active: -1, level: Level(camera.Zoom)}
	v.paint.open(elements.Circles)
	v.sketch.canvas = elements.Sketch
	v.gestures = startGestures(v)
	v.watchRest()
	v.frame = browser.NewFrame(v.draw)
	v.hovers = browser.NewFrame(v.hover)
	v.listing = browser.NewPause(400, v.list)
	v.listsOn = browser.NewPause(0, v.listOn)
	v.listeners.On(v.elements.Places, "keydown", v.key)
	v.listeners.On(v.elements.Places, "focus", func(js.Value) { v.activate(max(v.position(), 0)) })
	v.listeners.On(v.elements.Places, "blur", func(js.Value) {
		v.active = -1
		v.leave()
	})
	return v
}

// Sketch brings the sketch; it waits for its file.
func (v *Map) Sketch() error {
	if err := v.sketch.read(); err != nil {
		return err
	}
	v.frame.Ask()
	return nil
}

// Ground brings the ground; it waits for MapLibre and the overview basemap. It
// is called once. After an error there is none: the map stays the sketch, and
// without one there are no circles, which would say nothing.
func (v *Map) Ground() error {
	err := v.bringGround()
	if err != nil {
		v.elements.Ground.Call("replaceChildren")
		v.elements.Ground.Set("tabIndex", 0)
		if !v.sketch.ready() {
			v.elements.Circles.Set("hidden", true)
		}
	}
	return err
}

func (v *Map) bringGround() error {
	libraries, err := browser.Libraries("maplibre", "pmtiles")
	if err != nil {
		return err
	}
	v.maplibre = libraries[0]
	v.archives = newArchives(v.maplibre, libraries[1])
	overview, err := browser.FileBuffer("basemap-overview")
	if err != nil {
		return err
	}
	v.archives.add("overview", overview)
	m, err := newMap(v.maplibre, object{
		"container": v.elements.Ground,
		"style":     v.style(),
		"center":    array{v.camera.Lon, v.camera.Lat}, "zoom": v.camera.Zoom,
		"minZoom": 0, "maxZoom": MaxZoom, "maxPitch": 0,
		"renderWorldCopies": false,
		"dragRotate":        false, "pitchWithRotate": false, "touchPitch": false,
		"attributionControl":  object{"compact": false},
		"fadeDuration":        0,
		"refreshExpiredTiles": false,
		"trackResize":         false,
	})
	if err != nil {
		return err
	}
	v.m, v.fits = m, [2]float64{}
	v.resize = m.Get("resize").Call("bind", m)
	v.dots = newDotLayer(v)
	v.gestures.release()
	v.show(false)
	v.still = drawnInSoftware(m.Call("getCanvas").Call("getContext", "webgl2")) || browser.Matches("(prefers-reduced-motion: reduce)")
	m.Get("touchZoomRotate").Call("disableRotation")
	m.Get("keyboard").Call("disableRotation")
	m.Call("addControl", v.maplibre.Get("ScaleControl").New(object{"maxWidth": 90}), "bottom-right")
	v.listen()
	v.wantDetail()
	v.listing.Ask()               // a globe has had no places yet
	v.on.Moved(v.Camera(), false) // MapLibre keeps the world in sight
	return nil
}

// newMap makes a map of MapLibre's, which throws when it gets no WebGL 2.
func newMap(maplibre js.Value, options object) (m js.Value, err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			if err = thrown; !offersWebGL() {
				err = ErrNoWebGL
			}
		default:
			panic(thrown)
		}
	}()
	return maplibre.Get("Map").New(options), nil
}

func offersWebGL() bool {
	return js.Global().Get("document").Call("createElement", "canvas").Call("getContext", "webgl2").Truthy()
}

// drawnInSoftware reports whether WebGL runs without a GPU.
func drawnInSoftware(gl js.Value) bool {
	info := gl.Call("getExtension", "WEBGL_debug_renderer_info")
	if !info.Truthy() {
		return false
	}
	name := gl.Call("getParameter", info.Get("UNMASKED_RENDERER_WEBGL"))
	return name.Type() == js.TypeString &&
		js.Global().Get("RegExp").New("swiftshader|llvmpipe|software|basic render", "i").Call("test", name).Bool()
}

// Wear changes the looks of the map.
func (v *Map) Wear(looks Looks) {
	sameGround := v.looks.sameGround(&looks)
	v.looks = looks
	switch {
	case !v.m.Truthy():
	case sameGround && v.styled && v.m.Call("getLayer", "regions").Truthy():
		for layer, filter := range regionFilters(&looks) {
			v.m.Call("setFilter", layer, filter)
		}
	default:
		v.restyle()
	}
	v.frame.Ask()
}

// restyle gives MapLibre the style of the looks, at once or when it has a style
// again: while the graphics are lost it has none, and fails when asked.
func (v *Map) restyle() {
	if v.stale = !v.styled; v.stale {
		return
	}
	v.addHatches()
	v.m.Call("setStyle", v.dressed(), object{"diff": true})
}

// Show changes the events drawn; the map itself is painted again only for dots,
// which are part of it, and only if they change.
func (v *Map) Show(shown Shown) {
	v.listsOn.Drop()
	v.options = v.options[:v.listed]
	if shown.Cells != v.shown.Cells || shown.shadesOf() != v.shown.shadesOf() {
		v.active, v.hovered = -1, -1
		v.options, v.listed = v.options[:0], 0
	}
	if shown.Places != v.shown.Places {
		v.over = -1
	}
	shown.follow(&v.shown)
	v.shown = shown
	v.shade()
	if v.dots != nil {
		v.dots.follow()
	}
	v.frame.Ask()
	v.listing.Ask()
	v.behind = true
}

// Look moves the map to a camera. byReader says whether the reader asked for
// it, as for a zoom: then it is a gesture, which Back undoes.
func (v *Map) Look(c Camera, byReader bool) {
	if !v.m.Truthy() {
		v.moveTo(c)
		v.on.Moved(c, byReader)
		return
	}
	v.m.Call("stop")
	v.moving = byReader
	to := object{"center": array{c.Lon, c.Lat}, "zoom": c.Zoom}
	if v.still {
		v.m.Call("jumpTo", to)
		return
	}
	to["duration"] = 600
	v.m.Call("easeTo", to)
}

// moveTo moves a map without a ground.
func (v *Map) moveTo(c Camera) {
	v.camera = c
	v.checkLevel()
	v.frame.Ask()
	v.listing.Ask()
}

// Fit moves the map so that a bound is seen.
func (v *Map) Fit(b orb.Bound, maxZoom float64, byReader bool) {
	v.Look(Fit(b, v.elements.Frame(), maxZoom), byReader)
}

// Frame returns the part of the map that nothing lies over.
func (e Elements) Frame() Frame {
	f := Frame{Width: e.Ground.Get("clientWidth").Float(), Height: e.Ground.Get("clientHeight").Float(), Margin: 52}
	// Of a narrow map it would leave too little.
	if right := e.Legend.Get("offsetLeft").Float() + e.Legend.Get("offsetWidth").Float(); e.Legend.Get("open").Bool() && right < f.Width/2 {
		f.Left = right
	}
	return f
}

// Reveal moves the map, if need be, so that the middle of a bound is seen: of
// a point no nearer than it is.
func (v *Map) Reveal(b orb.Bound) {
	const margin = 24
	f := v.elements.Frame()
	c := v.Camera()
	at := b.Center()
	if !v.m.Truthy() {
		v.Fit(b, c.Zoom, false)
		return
	}
	p := v.m.Call("project", array{at[0], at[1]})
	x, y := p.Get("x").Float(), p.Get("y").Float()
	if v.looks.Globe || x < f.Left+margin || y < margin || x > f.Width-margin || y > f.Height-margin {
		v.Fit(b, c.Zoom, false)
	}
}

// ZoomBy moves the map nearer or farther by whole zoom levels.
func (v *Map) ZoomBy(levels float64) {
	c := v.Camera()
	if v.m.Truthy() {
		c.Zoom += levels // MapLibre knows how far it goes
	} else {
		c = c.Zoomed(c.Zoom+levels, 0, 0)
	}
	v.Look(c, true)
}

// Camera returns what the map looks at.
func (v *Map) Camera() Camera {
	if !v.m.Truthy() {
		return v.camera
	}
	center := v.m.Call("getCenter")
	return Camera{Lon: center.Get("lng").Float(), Lat: center.Get("lat").Float(), Zoom: v.m.Call("getZoom").Float()}
}

// Resize fits the map to its element; on paper the browser does that. While
// the element is out of sight the map stays as it was: to make its canvas anew
// takes long.
func (v *Map) Resize() {
	if v.held || browser.Matches("print") {
		return
	}
	v.width = 0
	width, height := v.size()
	if width == 0 || height == 0 {
		return
	}
	if fits := [2]float64{width, height}; v.m.Truthy() && fits != v.fits {
		v.fits = fits
		js.Global().Call("setTimeout", v.resize) // a task of MapLibre's own
	}
	v.frame.Ask()
}

// size returns the size of the map, CSS pixels. It is asked for once: each
// asking has the browser lay out the page.
func (v *Map) size() (width, height float64) {
	if v.width == 0 {
		v.width, v.height = v.elements.Ground.Get("clientWidth").Float(), v.elements.Ground.Get("clientHeight").Float()
	}
	return v.width, v.height
}

func (v *Map) style() object {
	return Style(&v.looks, StyleData{
		Regions: collectionURL("regions"),
		Areas:   collectionURL("areas"),
		Shades:  v.shadeData(),
		Detail:  v.detail,
	})
}

func (v *Map) listen() {
	on := func(name string, do func(e js.Value)) {
		v.m.Call("on", name, v.listeners.Func(func(_ js.Value, args []js.Value) any {
			do(args[0])
			return nil
		}))
	}
	// Drawing in the map's own frame keeps circles and ground together.
	on("render", func(js.Value) {
		if !v.seen && v.m.Call("getSource", "overview").Truthy() && v.m.Call("isSourceLoaded", "overview").Truthy() {
			v.show(true)
		}
		v.draw()
	})
	on("movestart", func(e js.Value) {
		if e.Get("originalEvent").Truthy() {
			v.moving = true
		}
	})
	on("zoom", func(js.Value) { v.checkLevel() })
	on("moveend", func(js.Value) {
		v.checkLevel()
		v.wantDetail()
		v.listing.Ask()
		byReader := v.moving
		v.moving = false
		v.on.Moved(v.Camera(), byReader)
	})
	at := func(e js.Value) (x, y float64) {
		point := e.Get("point")
		return point.Get("x").Float(), point.Get("y").Float()
	}
	on("mousemove", func(e js.Value) { v.hoverAt(at(e)) })
	on("mouseout", func(js.Value) { v.leave() })
	on("click", func(e js.Value) { v.click(at(e)) })
	on("style.load", func(js.Value) {
		v.styled = true
		v.addHatches()
		if v.stale {
			v.restyle()
		}
		v.dots.follow()
		v.shades.told, v.shades.hatched = nil, nil
		v.tellShades()
		v.listing.Ask() // on a globe nothing could be placed before
	})
	on("error", func(e js.Value) {
		if message := e.Get("error"); message.Truthy() && !e.Get("sourceId").Equal(js.ValueOf("backdrop")) { // of that its library tells
			v.on.Failed(errors.New(message.Get("message").String()))
		}
	})
	on("webglcontextlost", func(js.Value) {
		v.styled = false
		v.dots.forget()
		v.show(false)
		v.frame.Ask()
		v.on.Drawing(false)
	})
	on("webglcontextrestored", func(js.Value) { v.on.Drawing(true) })
	// Whoever waits for the map, as tests do, reads it here.
	busy := func(state string) func(js.Value) {
		return func(js.Value) { v.elements.Ground.Get("dataset").Set("state", state) }
	}
	on("idle", busy("idle"))
	on("idle", func(js.Value) {
		browser.Mark("map drawn")
		browser.Settled()
	})
	on("dataloading", busy("loading"))
	on("movestart", busy("moving"))
	on("webglcontextlost", busy("lost"))
}

// show says whether the ground is seen, or the sketch below it.
func (v *Map) show(ground bool) {
	v.seen = ground
	opacity := "0"
	if ground {
		opacity = ""
		v.sketch.hide()
	}
	v.elements.Ground.Get("style").Set("opacity", opacity)
}

func (v *Map) checkLevel() {
	if level := Level(v.Camera().Zoom); level != v.level {
		v.level = level
		v.on.Level(level)
	}
}

// wantDetail brings the detailed basemap once the overview is too coarse.
func (v *Map) wantDetail() {
	if v.asked || v.m.Call("getZoom").Float() < OverviewMaxZoom+0.6 || !browser.Has("basemap-detail") {
		return
	}
	v.asked = true
	go func() {
		buffer, err := browser.FileBuffer("basemap-detail")
		if err != nil {
			v.asked = false
			v.on.Failed(err)
			return
		}
		v.archives.add("detail", buffer)
		v.detail = true
		v.restyle()
	}()
}

// addHatches gives the map the patterns of regions, for light and dark ground:
// a new style has none, and tiles made before they are there stay without.
func (v *Map) addHatches() {
	add := func(id string, pixels []byte) {
		if v.m.Call("hasImage", id).Bool() {
			return
		}
		data := js.Global().Get("Uint8Array").New(len(pixels))
		js.CopyBytesToJS(data, pixels)
		v.m.Call("addImage", id, object{"width": hatchSide, "height": hatchSide, "data": data}, object{"pixelRatio": 2})
	}
	add(HatchName("shade", v.looks.Dark), v.shadeHatch())
	for i, role := range v.looks.Roles {
		color := v.looks.RoleColors[i]
		add(HatchName(role, v.looks.Dark), Hatch(i, color[0], color[1], color[2], hatchSide))
	}
}

// hoverAt follows the pointer.
func (v *Map) hoverAt(x, y float64) {
	v.pointer = pointer{x, y, true}
	v.hovers.Ask()
}

func (v *Map) hover() {
	if !v.pointer.over {
		return
	}
	x, y := v.pointer.x, v.pointer.y
	if v.hoverSpread(x, y) {
		v.hovered, v.over = -1, -1
		v.point("pointer")
		return
	}
	slack := 3.0
	if v.rested {
		slack = 12
	}
	cell, place := v.hit(x, y, slack)
	found := cell >= 0 || place >= 0
	var title, text, cursor string
	if !found {
		title, text = v.on.DescribeGround(v.under(x, y, "regions", "id"), v.under(x, y, "areas", "code"))
	}
	if found || title != "" {
		cursor = "pointer"
	}
	v.point(cursor)
	switch {
	case cell >= 0 && v.shaded(): // an area can reach beyond the map
		title, text = v.describe(cell)
		v.tipAt(title, text, x, y)
	case cell >= 0 && cell != v.hovered:
		v.tip(cell)
	case place >= 0 && place != v.over:
		title, text = v.on.DescribePlace(place)
		px, py, _ := v.placeAt(int32(place))
		v.tipAt(title, text, px, py)
	case title != "":
		v.tipAt(title, text, x, y)
	case !found:
		v.tip(-1)
	}
	if cell != v.hovered || place != v.over {
		v.hovered, v.over = cell, place
		v.frame.Ask()
	}
}

// point gives the pointer a look.
func (v *Map) point(cursor string) {
	surface := v.elements.Ground
	if v.m.Truthy() {
		surface = v.m.Call("getCanvas")
	}
	surface.Get("style").Set("cursor", cursor)
}

func (v *Map) leave() {
	v.hovered, v.over, v.pointer.over = -1, -1, false
	v.tip(-1)
	v.frame.Ask()
}

// hit returns the cell whose circle is at a point, or the place whose dot is
// where dots are drawn; -1 for none.
func (v *Map) hit(x, y, slack float64) (cell, place int) {
	switch {
	case v.shaded():
		return v.hitShade(x, y), -1
	case v.dotted():
		return -1, v.dots.under(x, y, slack)
	case len(v.x) != len(v.shown.Circles.Value):
		return -1, -1
	}
	if v.shown.Cells.AreHexagons() {
		return v.hitHexagon(x, y), -1
	}
	return v.shown.Circles.Hit(x, y, v.x, v.y, v.visible, slack), -1
}

// dotted reports whether dots are drawn in place of circles.
func (v *Map) dotted() bool { return v.shown.Dots != nil && v.seen && v.dots.drawn }

func (v *Map) click(x, y float64) {
	if v.rested {
		return
	}
	if i := v.spreadUnder(x, y); i >= 0 {
		v.on.PickEvent(v.spread.events[i].Row)
		return
	}
	cell, place := v.hit(x, y, 12)
	switch {
	case cell >= 0:
		v.pick(cell)
		return
	case place >= 0:
		v.on.PickPlace(place)
		return
	}
	v.on.PickGround(v.under(x, y, "regions", "id"), v.under(x, y, "areas", "code"))
}

// under returns a property of all features of a layer at a point.
func (v *Map) under(x, y float64, layer, property string) []string {
	if !v.styled || !v.m.Call("getLayer", layer).Truthy() {
		return nil
	}
	var found []string
	features := v.m.Call("queryRenderedFeatures", array{x, y}, object{"layers": array{layer}})
	for i := range features.Length() {
		value := features.Index(i).Get("properties").Get(property).String()
		if !slices.Contains(found, value) {
			found = append(found, value)
		}
	}
	return found
}

// tip shows the tooltip of a cell, or hides it for -1.
func (v *Map) tip(cell int) {
	style := v.elements.Tooltip.Get("style")
	if cell < 0 || cell >= len(v.x) {
		style.Set("visibility", "hidden")
		return
	}
	title, text := v.describe(cell)
	v.tipAt(title, text, v.x[cell], v.y[cell])
}

func (v *Map) tipAt(title, text string, x, y float64) {
	style := v.elements.Tooltip.Get("style")
	v.elements.Tooltip.Get("firstChild").Set("textContent", title)
	v.elements.Tooltip.Get("lastChild").Set("textContent", text)
	width, height := v.size()
	w := v.elements.Tooltip.Get("offsetWidth").Float()
	h := v.elements.Tooltip.Get("offsetHeight").Float()
	left := max(4, min(width-w-4, x+16))
	top := y - h - 14
	if top < 4 {
		top = min(height-h-4, y+18)
	}
	style.Set("transform", "translate("+pixels(left)+","+pixels(top)+")")
	style.Set("visibility", "visible")
}

func pixels(n float64) string { return strconv.Itoa(int(math.Round(n))) + "px" }

// project finds where each cell is on the canvas.
func (v *Map) project() {
	n := len(v.counts())
	if cap(v.x) < n {
		v.x, v.y, v.visible = make([]float64, n), make([]float64, n), make([]bool, n)
	}
	v.x, v.y, v.visible = v.x[:n], v.y[:n], v.visible[:n]
	if v.shaded() {
		v.projectMiddles()
		return
	}
	if v.shown.Cells.AreHexagons() {
		v.hexagonsInView()
		return
	}
	width, height := v.size()
	if v.looks.Globe {
		v.projectOnGlobe()
	} else {
		c := v.Camera()
		cx, cy := Mercator(c.Lon, c.Lat)
		world := WorldSize(c.Zoom)
		for i, place := range v.shown.Cells.Main {
			x, y := Mercator(v.shown.Places.Lon[place], v.shown.Places.Lat[place])
			v.x[i], v.y[i] = (x-cx)*world+width/2, (y-cy)*world+height/2
			v.visible[i] = true
		}
	}
	const margin = largestRadius + RimWidth
	for i := range v.visible {
		v.visible[i] = v.visible[i] && v.x[i] > -margin && v.y[i] > -margin && v.x[i] < width+margin && v.y[i] < height+margin
	}
}

// view returns what the map shows of the world.
func (v *Map) view() view {
	width, height := v.size()
	return view{v.Camera(), width, height, v.looks.Globe}
}

// placeAt finds where a place is on the map, CSS pixels.
func (v *Map) placeAt(place int32) (x, y float64, visible bool) {
	lon, lat := v.shown.Places.Lon[place], v.shown.Places.Lat[place]
	view := v.view()
	p := v.m.Call("project", array{lon, lat})
	return p.Get("x").Float(), p.Get("y").Float(), !view.globe || view.faces(lon, lat)
}

// behindGlobe is how far, in metres, the place seen at a pixel may be from the
// one that was projected there before that one counts as behind the globe.
const behindGlobe = 200_000

func (v *Map) projectOnGlobe() {
	for i, place := range v.shown.Cells.Main {
		at, seen := v.onGlobe(v.shown.Places.Lon[place], v.shown.Places.Lat[place])
		v.x[i], v.y[i], v.visible[i] = at[0], at[1], seen
	}
}

// onGlobe returns where a point of the globe is on the canvas, and whether it
// is in front.
func (v *Map) onGlobe(lon, lat float64) (at [2]float64, seen bool) {
	point := v.maplibre.Get("LngLat").New(lon, lat)
	p := v.m.Call("project", point)
	at = [2]float64{p.Get("x").Float(), p.Get("y").Float()}
	return at, point.Call("distanceTo", v.m.Call("unproject", p)).Float() < behindGlobe
}

func (v *Map) draw() {
	if v.held || v.shown.Cells == nil || v.looks.Globe && !v.m.Truthy() {
		return
	}
	width, height := v.size()
	if v.dotted() {
		v.drawMarks(width, height)
		browser.Mark("land drawn")
		return
	}
	v.project()
	sketched := !v.seen && v.sketch.ready() && !v.looks.Globe
	if sketched {
		v.sketch.draw(v.Camera(), &v.looks, width, height)
	}
	v.paint.clear(width, height)
	m := marks{selected: v.shown.Selected, hovered: v.hovered, active: v.active}
	if v.shaded() {
		v.drawShades(sketched)
	} else if v.shown.Cells.AreHexagons() {
		v.paint.paintHexagons(&v.shown, v.looks.colors(), v.outlines, m)
	} else {
		v.drawReaches(width, height)
		v.paint.circles(&v.shown, v.looks.colors(), v.x, v.y, v.visible, m)
	}
	v.drawWithin()
	v.drawSpread()
	browser.Mark("circles drawn")
	if v.seen || sketched {
		browser.Mark("land drawn")
	}
}

// drawWithin outlines the part that is filtered by, and what is being drawn.
func (v *Map) drawWithin() {
	for _, line := range v.within() {
		v.paint.path(line, v.looks.colors())
	}
	v.paint.path(orb.LineString(v.pencil.outline()), v.looks.colors())
}

// drawMarks marks, among dots, what is selected, hovered or where the keyboard
// is.
func (v *Map) drawMarks(width, height float64) {
	v.paint.clear(width, height)
	v.drawReaches(width, height)
	v.drawWithin()
	c := v.looks.colors()
	r := DotSize(v.Camera().Zoom)/2 + dotHalo
	at := func(place int32, mark func(c Colors, x, y, r float64)) {
		if place < 0 {
			return
		}
		if x, y, visible := v.placeAt(place); visible {
			mark(c, x, y, r)
		}
	}
	if v.over >= 0 && v.on.ShowsPlace(v.over) {
		at(int32(v.over), v.paint.touch)
	}
	at(int32(v.shown.SelectedPlace), v.paint.mark)
	if v.active >= 0 {
		at(v.shown.Cells.Main[v.active], v.paint.mark)
	}
	v.drawSpread()
}

// hatchSide is the side of the pattern of a hatch, in pixels of which two make
// a CSS pixel.
const hatchSide = 16

// shadesOf returns the outlines of the areas that are drawn, nil for none.
func (s *Shown) shadesOf() *Outlines {
	if s.Shades == nil {
		return nil
	}
	return s.Shades.Of
}
