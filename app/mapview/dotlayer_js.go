package mapview

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"syscall/js"
	"time"
	"unsafe"

	"github.com/paulmach/orb"
)

// dotLayer draws dots within the frames of MapLibre, as a layer of its style:
// above land, regions and towns, below the names of countries. What is known of the dots stays with the
// GPU, 18 bytes of each: a window that moves changes two numbers, another filter
// one byte of each dot.
//
// All calls to WebGL are made while MapLibre has the layer render: only then
// does it expect its state to be changed.
type dotLayer struct {
	v     *Map
	layer js.Value // as MapLibre takes it
	asked dotsKey  // what MapLibre was asked to draw last
	drawn bool     // dots are on the map
	unfit bool     // the shaders are refused: there never will be any

	order   *spatial
	orderOf *Places
	boxes   []orb.Bound
	spans   []span

	gl       js.Value // undefined until MapLibre has added the layer
	call     glCalls
	programs map[string]*dotProgram // by MapLibre's name of the projection

	// On the GPU, together in vertices: of each dot its position and days, 16
	// bytes; whether it passes the filters, and how near its place is known; hue
	// and shape.
	vertices, static, passes, hues js.Value
	roomOf                         *Places // for whose events they have room
	filled                         int     // events whose position and days are there
	held                           dotsKey // what they hold
	hueOf                          []byte  // hue of each category in them

	chunk           []byte   // of what is handed over, aligned as int32
	chunkJS         js.Value // a Uint8Array as long
	matrix, palette floats
}

// dotHalo is the width of the halo around a dot, CSS pixels.
const dotHalo = 1

// chunkDots is how many dots are handed over at once.
const chunkDots = 4096

// dotBytes is how many bytes of a dot do not change: position, first and last
// day.
const dotBytes = 16

// dotsKey is what dots depend on beside camera and looks.
type dotsKey struct {
	of       *Places
	category *uint16
	colors   string
	shapes   int
	passing  int
	from, to int32
}

// dotProgram is a program with its uniforms.
type dotProgram struct {
	program                                   js.Value
	matrix, fallback, tile, plane, transition js.Value // of MapLibre's
	origin, window, size, edge, halo, hues    js.Value
}

// glCalls are the methods of WebGL that a frame calls, each bound once: calling
// through a bound function costs half of calling by name.
type glCalls struct {
	useProgram, bindVertexArray, drawArrays, bindBuffer, bufferSubData        js.Value
	uniformMatrix4fv, uniform4fv, uniform3fv, uniform3f, uniform2i, uniform1f js.Value
}

// floats are numbers as WebGL takes them, in memory that is kept.
type floats struct {
	array js.Value // a Float32Array
	view  js.Value // of the same memory, a Uint8Array
	bytes []byte
}

func newFloats(n int) floats {
	array := js.Global().Get("Float32Array").New(n)
	return floats{array, js.Global().Get("Uint8Array").New(array.Get("buffer")), make([]byte, 4*n)}
}

func (f *floats) set(i int, n float32) {
	binary.LittleEndian.PutUint32(f.bytes[4*i:], math.Float32bits(n))
}

func (f *floats) send() { js.CopyBytesToJS(f.view, f.bytes) }

func newDotLayer(v *Map) *dotLayer {
	l := &dotLayer{
		v: v, matrix: newFloats(16), palette: newFloats(3 * mostHues),
		chunk: unsafe.Slice((*byte)(unsafe.Pointer(new([dotBytes / 4 * chunkDots]int32))), dotBytes*chunkDots), chunkJS: js.Global().Get("Uint8Array").New(dotBytes * chunkDots),
	}
	method := func(do func(args []js.Value)) js.Func {
		return v.listeners.Func(func(_ js.Value, args []js.Value) any {
			do(args)
			return nil
		})
	}
	l.layer = js.ValueOf(object{
		"id": "dots", "type": "custom", "renderingMode": "2d",
		"onAdd":    method(func(args []js.Value) { l.add(args[1]) }),
		"onRemove": method(func([]js.Value) { l.free() }),
		"render":   method(func(args []js.Value) { l.render(args[1]) }),
	})
	return l
}

// follow has MapLibre draw the dots that are shown, or none. It asks for a frame
// only if that changes the picture.
func (l *dotLayer) follow() {
	if !l.v.styled || l.unfit {
		return
	}
	there := l.v.m.Call("getLayer", "dots").Truthy()
	if l.v.shown.Dots == nil {
		if there {
			l.v.m.Call("removeLayer", "dots")
		}
		return
	}
	key := l.key()
	switch {
	case !there && l.v.m.Call("getLayer", above).Truthy(): // else a style is being read
		l.asked = key
		l.v.m.Call("addLayer", l.layer, above)
	case there && key != l.asked:
		l.asked = key
		l.v.m.Call("triggerRepaint")
	}
}

// above is the layer that dots lie below. Names of towns lie below them: they are
// written on the very points at which events were reported.
const above = "overview-provinces"

func (l *dotLayer) key() dotsKey {
	s := &l.v.shown
	return dotsKey{
		of: s.Places, category: unsafe.SliceData(s.Dots.Category), colors: strings.Join(s.RimColor, ""), shapes: len(s.Signs),
		passing: s.Dots.Passing, from: s.Dots.From, to: s.Dots.To,
	}
}

// spatial returns the order of the places that are shown.
func (l *dotLayer) spatial() *spatial {
	if l.orderOf != l.v.shown.Places {
		l.order, l.orderOf = newSpatial(l.v.shown.Places), l.v.shown.Places
	}
	return l.order
}

// add takes the graphics the layer was added to.
func (l *dotLayer) add(gl js.Value) {
	l.gl, l.programs, l.held, l.roomOf = gl, make(map[string]*dotProgram), dotsKey{}, nil
	bind := func(name string) js.Value { return gl.Get(name).Call("bind", gl) }
	l.call = glCalls{
		useProgram: bind("useProgram"), bindVertexArray: bind("bindVertexArray"), drawArrays: bind("drawArrays"),
		bindBuffer: bind("bindBuffer"), bufferSubData: bind("bufferSubData"),
		uniformMatrix4fv: bind("uniformMatrix4fv"), uniform4fv: bind("uniform4fv"), uniform3fv: bind("uniform3fv"),
		uniform3f: bind("uniform3f"), uniform2i: bind("uniform2i"), uniform1f: bind("uniform1f"),
	}
}

// free gives back what the graphics hold.
func (l *dotLayer) free() {
	for _, p := range l.programs {
		l.gl.Call("deleteProgram", p.program)
	}
	l.close()
	l.forget()
}

// forget lets go of graphics that are lost, and of all they held.
func (l *dotLayer) forget() {
	l.drawn, l.gl, l.programs, l.held, l.roomOf = false, js.Undefined(), nil, dotsKey{}, nil
}

func (l *dotLayer) render(args js.Value) {
	if l.v.shown.Dots == nil || l.unfit || l.gl.IsUndefined() {
		return
	}
	begun := frameBegins()
	p, err := l.program(args.Get("shaderData"))
	if err != nil {
		l.unfit = !l.gl.Call("isContextLost").Bool()
		if l.unfit {
			l.v.on.Failed(err)
		}
		return
	}
	if !l.fill() {
		l.v.m.Call("triggerRepaint")
		return
	}
	view := l.v.view()
	l.call.useProgram.Invoke(p.program)
	l.call.bindVertexArray.Invoke(l.vertices)
	l.place(p, &view, args.Get("defaultProjectionData"))
	l.dress(p, &view)
	l.boxes = view.boxes(DotSize(view.Zoom)/2+dotHalo, l.boxes[:0])
	l.spans = l.spatial().seen(l.boxes, l.spans[:0])
	for _, s := range l.spans {
		l.call.drawArrays.Invoke(glPoints, s.from, s.to-s.from)
	}
	l.call.bindVertexArray.Invoke(nil)
	l.drawn = true
	frameEnds(begun)
}

// What is used of the constants of WebGL.
const (
	glPoints         = 0x0000
	glUnsignedByte   = 0x1401
	glInt            = 0x1404
	glArrayBuffer    = 0x8892
	glStaticDraw     = 0x88E4
	glDynamicDraw    = 0x88E8
	glFragmentShader = 0x8B30
	glVertexShader   = 0x8B31
	glLinkStatus     = 0x8B82
)

// program returns the program for the projection of a frame.
func (l *dotLayer) program(shader js.Value) (*dotProgram, error) {
	variant := shader.Get("variantName").String()
	if p := l.programs[variant]; p != nil {
		return p, nil
	}
	program := l.gl.Call("createProgram")
	attach := func(kind int, source string) js.Value {
		s := l.gl.Call("createShader", kind)
		l.gl.Call("shaderSource", s, shaderVersion+source)
		l.gl.Call("compileShader", s)
		l.gl.Call("attachShader", program, s)
		return s
	}
	vertex := attach(glVertexShader, shader.Get("vertexShaderPrelude").String()+"\n"+shader.Get("define").String()+dotVertexShader)
	fragment := attach(glFragmentShader, dotFragmentShader)
	l.gl.Call("linkProgram", program)
	if !l.gl.Call("getProgramParameter", program, glLinkStatus).Truthy() {
		why := []string{"the graphics refuse the dots"}
		for _, log := range []js.Value{
			l.gl.Call("getShaderInfoLog", vertex), l.gl.Call("getShaderInfoLog", fragment), l.gl.Call("getProgramInfoLog", program),
		} {
			if log.Truthy() {
				why = append(why, log.String())
			}
		}
		return nil, errors.New(strings.Join(why, ": "))
	}
	l.gl.Call("deleteShader", vertex)
	l.gl.Call("deleteShader", fragment)
	uniform := func(name string) js.Value { return l.gl.Call("getUniformLocation", program, name) }
	p := &dotProgram{
		program: program,
		matrix:  uniform("u_projection_matrix"), fallback: uniform("u_projection_fallback_matrix"),
		tile: uniform("u_projection_tile_mercator_coords"), plane: uniform("u_projection_clipping_plane"),
		transition: uniform("u_projection_transition"),
		origin:     uniform("u_origin"), window: uniform("u_window"), size: uniform("u_size"),
		edge: uniform("u_edge"), halo: uniform("u_halo"), hues: uniform("u_hues"),
	}
	l.programs[variant] = p
	return p, nil
}

// place sets where dots are.
func (l *dotLayer) place(p *dotProgram, view *view, data js.Value) {
	matrix := data.Get("mainMatrix")
	if transition := data.Get("projectionTransition"); transition.Float() > 0 {
		l.call.uniformMatrix4fv.Invoke(p.matrix, false, matrix)
		l.call.uniformMatrix4fv.Invoke(p.fallback, false, data.Get("fallbackMatrix"))
		l.call.uniform4fv.Invoke(p.tile, data.Get("tileMercatorCoords"))
		l.call.uniform4fv.Invoke(p.plane, data.Get("clippingPlane"))
		l.call.uniform1f.Invoke(p.transition, transition)
		l.call.uniform2i.Invoke(p.origin, 0, 0)
		return
	}
	// The flat map goes nearer than the numbers of a GPU tell places of the whole
	// world apart: its positions are given from the middle of the map.
	x, y := Mercator(view.Lon, view.Lat)
	east, south := fixed(x), fixed(y)
	x, y = float64(east)/fixedWorld, float64(south)/fixedWorld
	for i := range 4 {
		a, b, c, d := matrix.Index(i).Float(), matrix.Index(4+i).Float(), matrix.Index(8+i).Float(), matrix.Index(12+i).Float()
		l.matrix.set(i, float32(a))
		l.matrix.set(4+i, float32(b))
		l.matrix.set(8+i, float32(c))
		l.matrix.set(12+i, float32(d+a*x+b*y))
	}
	l.matrix.send()
	l.call.uniformMatrix4fv.Invoke(p.matrix, false, l.matrix.array)
	l.call.uniform2i.Invoke(p.origin, east, south)
}

// dress sets how dots look, and which days are seen.
func (l *dotLayer) dress(p *dotProgram, view *view) {
	scale := l.v.m.Call("getPixelRatio").Float()
	halo := lights(l.v.looks.colors().Halo)
	l.call.uniform2i.Invoke(p.window, l.asked.from, l.asked.to)
	l.call.uniform1f.Invoke(p.size, (DotSize(view.Zoom)+2*dotHalo)*scale)
	l.call.uniform1f.Invoke(p.edge, dotHalo*scale)
	l.call.uniform3f.Invoke(p.halo, halo[0], halo[1], halo[2])
	l.call.uniform3fv.Invoke(p.hues, l.palette.array)
}

// handOver is how long a frame takes at most to hand over new dots: until all
// are there, none is drawn.
const handOver = 20 * time.Millisecond

// fill brings what the GPU holds up to date, and reports whether it is.
func (l *dotLayer) fill() (done bool) {
	s, want := &l.v.shown, l.asked
	begun := time.Now()
	late := func() bool { return !l.drawn && time.Since(begun) > handOver }
	if want.of != s.Places {
		return false // what is asked for is about to be said
	}
	for want.of != l.held.of {
		l.drawn = false
		switch {
		case l.orderOf != want.of:
			l.spatial()
		case l.roomOf != want.of:
			l.open()
			l.roomOf, l.filled = want.of, 0
		case l.filled < len(l.order.events):
			at := l.order.at
			l.filled = l.write(l.static, dotBytes, l.filled, func(events []int32, into []byte) {
				dots := unsafe.Slice((*[4]int32)(unsafe.Pointer(unsafe.SliceData(into))), len(events))
				for i, event := range events {
					xy := at[s.Places.Of[event]]
					dots[i] = [4]int32{xy[0], xy[1], s.Dots.First[event], s.Dots.Last[event]}
				}
			})
		default:
			l.held = dotsKey{of: want.of}
		}
		if late() {
			return false
		}
	}
	if want.passing != l.held.passing {
		l.writeAll(l.passes, func(events []int32, into []byte) {
			for i, event := range events {
				into[i] = s.Dots.Passes[event] * (1 + byte(s.Dots.Nearness[s.Dots.Near[event]]))
			}
		})
		l.held.passing = want.passing
		if late() {
			return false
		}
	}
	if want.category != l.held.category || want.colors != l.held.colors || want.shapes != l.held.shapes {
		differ, of := hues(s.RimColor)
		for i, color := range differ {
			for part, light := range lights(color) {
				l.palette.set(3*i+part, light)
			}
		}
		l.palette.send()
		// Another theme has other colours for the same hues.
		if want.category != l.held.category || want.shapes != l.held.shapes || !slices.Equal(of, l.hueOf) {
			l.hueOf = of
			l.writeAll(l.hues, func(events []int32, into []byte) {
				for i, event := range events {
					into[i] = look(of[s.Dots.Category[event]], s.shapeOf(event))
				}
			})
		}
	}
	l.held = want
	return true
}

// open makes room for the dots of the places that are shown.
func (l *dotLayer) open() {
	l.close()
	n := len(l.spatial().events)
	l.vertices = l.gl.Call("createVertexArray")
	l.call.bindVertexArray.Invoke(l.vertices)
	buffer := func(bytes, usage int) js.Value {
		b := l.gl.Call("createBuffer")
		l.call.bindBuffer.Invoke(glArrayBuffer, b)
		l.gl.Call("bufferData", glArrayBuffer, bytes*n, usage)
		return b
	}
	attribute := func(location, size, kind, stride, offset int) {
		l.gl.Call("enableVertexAttribArray", location)
		l.gl.Call("vertexAttribIPointer", location, size, kind, stride, offset)
	}
	l.static = buffer(dotBytes, glStaticDraw)
	attribute(0, 2, glInt, dotBytes, 0)
	attribute(1, 2, glInt, dotBytes, 8)
	l.passes = buffer(1, glDynamicDraw)
	attribute(2, 1, glUnsignedByte, 1, 0)
	l.hues = buffer(1, glStaticDraw)
	attribute(3, 1, glUnsignedByte, 1, 0)
	l.call.bindVertexArray.Invoke(nil)
}

// close gives the room back.
func (l *dotLayer) close() {
	if l.roomOf == nil {
		return
	}
	l.roomOf = nil
	l.gl.Call("deleteVertexArray", l.vertices)
	for _, buffer := range []js.Value{l.static, l.passes, l.hues} {
		l.gl.Call("deleteBuffer", buffer)
	}
}

// write hands over so many bytes of each dot of a part of the order, from one
// on, and returns where the next part begins. put says what they are.
func (l *dotLayer) write(buffer js.Value, each, from int, put func(events []int32, into []byte)) (next int) {
	next = min(len(l.order.events), from+chunkDots)
	into := l.chunk[:each*(next-from)]
	put(l.order.events[from:next], into)
	js.CopyBytesToJS(l.chunkJS, into)
	l.call.bindBuffer.Invoke(glArrayBuffer, buffer)
	l.call.bufferSubData.Invoke(glArrayBuffer, each*from, l.chunkJS, 0, len(into))
	return next
}

// writeAll hands over a byte of each dot.
func (l *dotLayer) writeAll(buffer js.Value, put func(events []int32, into []byte)) {
	for from := 0; from < len(l.order.events); {
		from = l.write(buffer, 1, from, put)
	}
}

// under returns the place nearest to a point of the map, CSS pixels, of those
// with a dot that is no farther from it than slack; -1 for none.
func (l *dotLayer) under(x, y, slack float64) int {
	view := l.v.view()
	reach := DotSize(view.Zoom)/2 + dotHalo + slack
	shown := func(place int32) bool { return l.v.on.ShowsPlace(int(place)) }
	if !view.globe {
		m := flatMetric(view.seenAt(x, y), view.Zoom)
		return int(l.spatial().nearest(&m, reach, shown))
	}
	m, ok := l.globeMetric(x, y, view.Zoom)
	if !ok {
		return -1
	}
	places := l.v.shown.Places
	faces := func(place int32) bool { return view.faces(places.Lon[place], places.Lat[place]) && shown(place) }
	for _, turn := range [...]float64{0, -1, 1} { // over the antimeridian
		turned := m
		turned.at[0] += turn
		if place := l.spatial().nearest(&turned, reach, faces); place >= 0 {
			return int(place)
		}
	}
	return -1
}

// globeMetric finds by MapLibre how the globe shows what is around a point; ok
// is false beside the globe.
func (l *dotLayer) globeMetric(x, y, zoom float64) (m metric, ok bool) {
	at := l.v.m.Call("unproject", array{x, y})
	m.at[0], m.at[1] = Mercator(at.Get("lng").Float(), at.Get("lat").Float())
	step := 1 / WorldSize(zoom)
	from := func(east, south float64) [2]float64 {
		lon, lat := Degrees(m.at[0]+east*step, m.at[1]+south*step)
		p := l.v.m.Call("project", array{lon, lat})
		return [2]float64{p.Get("x").Float() - x, p.Get("y").Float() - y}
	}
	middle, east, south := from(0, 0), from(1, 0), from(0, 1)
	for axis := range 2 {
		m.east[axis] = (east[axis] - middle[axis]) / step
		m.south[axis] = (south[axis] - middle[axis]) / step
	}
	return m, math.Hypot(middle[0], middle[1]) < 1
}
