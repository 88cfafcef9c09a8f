package ui

import (
	"errors"
	"strconv"
	"syscall/js"

	"wherewhen/app/browser"
	"wherewhen/app/mapview"
	"wherewhen/app/picture"
)

// pixels is how many pixels of a PNG a CSS pixel has a side.
const pixels = 2

// picture saves what map and timeline show as a picture. Its ground is that of
// MapLibre, as pixels, or the sketch of land and borders: in SVG the sketch
// wherever it can be.
func (t *taken) picture(p *Page, extension string, yield func()) (said string, err error) {
	pane, ok := p.mapPane.(*mapCanvas)
	if !ok || p.timePane == nil {
		return "", errors.New(p.words.take.noMap)
	}
	sketch, err := sketchPaths()
	if err != nil {
		return "", err
	}
	for shown := ""; shown != p.session.State().Fragment(); { // and not another view by now
		shown = p.session.State().Fragment()
		t.rows, t.view = p.session.ShownRows(), p.view(false)
		t.look(p.words, yield)
	}
	m := pane.m
	f := framed{measured: measurer()}
	if f.drawing, ok = m.Drawing(); !ok || f.drawing.Width < 1 || f.drawing.Height < 1 {
		return "", errors.New(p.words.take.noMap)
	}
	f.scale, f.edges = p.timePane.Axis()
	raster := m.HasGround() && (extension == ".png" || f.drawing.Globe || f.drawing.Dots || p.shades() != nil)
	f.basemap, f.regions = raster, raster && p.shades() == nil
	pic := p.picture(t, f)
	if !raster {
		pic.Ground.Sketch = sketch
	}
	name := t.name + extension
	var file browser.Written
	if extension == ".svg" {
		if raster {
			pic.Ground.Image = groundImage(m, &f.drawing)
		}
		svg, _ := pic.SVG()
		file.Add(svg)
		file.Download(name, "image/svg+xml")
		return p.words.savedAs(name, file.Size), nil
	}
	svg, place := pic.SVG()
	canvas, context := newCanvas(place.PictureWidth, place.PictureHeight)
	if raster {
		m.DrawGround(context, place.X, place.Y, place.Width, place.Height)
	}
	if err := drawSVG(context, svg, place.PictureWidth, place.PictureHeight); err != nil {
		return "", err
	}
	png, err := browser.PNG(canvas)
	if err != nil {
		return "", err
	}
	file.AddBlob(png)
	file.Download(name, "image/png")
	return p.words.savedAs(name, file.Size), nil
}

// newCanvas returns a canvas of so many CSS pixels, whose context draws in
// these.
func newCanvas(width, height float64) (canvas, context js.Value) {
	canvas = js.Global().Get("document").Call("createElement", "canvas")
	canvas.Set("width", int(width*pixels))
	canvas.Set("height", int(height*pixels))
	context = canvas.Call("getContext", "2d")
	context.Call("scale", pixels, pixels)
	return canvas, context
}

// groundImage returns the ground as a picture inside another.
func groundImage(m *mapview.Map, d *mapview.Drawing) string {
	canvas, context := newCanvas(d.Width, d.Height)
	context.Set("fillStyle", d.Colors.Sea)
	context.Call("fillRect", 0, 0, d.Width, d.Height)
	m.DrawGround(context, 0, 0, d.Width, d.Height)
	return canvas.Call("toDataURL", "image/png").String()
}

// drawSVG draws a picture on a canvas. It waits until the browser has read it.
func drawSVG(context js.Value, svg []byte, width, height float64) error {
	url := js.Global().Get("URL")
	address := url.Call("createObjectURL", js.Global().Get("Blob").New([]any{browser.Bytes(svg)}, map[string]any{"type": "image/svg+xml"}))
	defer url.Call("revokeObjectURL", address)
	image := js.Global().Get("Image").New()
	image.Set("src", address)
	if _, err := browser.Await(image.Call("decode")); err != nil {
		return err
	}
	context.Call("drawImage", image, 0, 0, width, height)
	return nil
}

// sketchPaths reads the sketch of land and borders.
func sketchPaths() (*picture.Sketch, error) {
	file, err := browser.FileJSON("basemap-sketch")
	if err != nil {
		return nil, err
	}
	path := func(name string) string { return file.Get(name).String() }
	return &picture.Sketch{
		Side: file.Get("side").Float(), Land: path("land"), Unsettled: path("unsettled"), Borders: path("borders"), Disputed: path("disputed"),
	}, nil
}

// measurer measures texts as the browser sets them.
func measurer() func(text string, size float64, bold bool) float64 {
	context := js.Global().Get("document").Call("createElement", "canvas").Call("getContext", "2d")
	set := ""
	return func(text string, size float64, bold bool) float64 {
		font := strconv.FormatFloat(size, 'f', -1, 64) + "px " + picture.Fonts
		if bold {
			font = "600 " + font
		}
		if font != set {
			set = font
			context.Set("font", font)
		}
		return context.Call("measureText", text).Get("width").Float()
	}
}
