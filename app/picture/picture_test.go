package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"wherewhen/app/mapview"
)

// measure makes every letter as wide as half its size, more when bold.
func measure(text string, size float64, bold bool) float64 {
	width := size / 2
	if bold {
		width = size * 0.6
	}
	return width * float64(utf8.RuneCountInString(text))
}

func example() *Picture {
	return &Picture{
		Width: 400, Title: "Attacks <& floods>", Description: "2 reported events, 2019; most by “quotes”. " + strings.Repeat("More words of it. ", 5),
		Map: mapview.Drawing{
			Width: 180, Height: 90, Camera: mapview.Camera{Lon: 67, Lat: 34, Zoom: 3}, Colors: mapview.LightColors,
			Circles: []mapview.DrawnCircle{
				{X: 50, Y: 40, R: 12, Text: "7", TextSize: 10, Rim: []mapview.DrawnRim{{Color: "#a63a24", Share: 0.75}, {Color: "#0f7a66", Share: 0.25}}},
				{X: 90, Y: 60, R: 3.5, Rim: []mapview.DrawnRim{{Color: "#a63a24", Share: 1}}},
			},
			Hexagons: []mapview.DrawnHexagon{{Corners: [6][2]float64{{10, 0}, {20, 5}, {20, 15}, {10, 20}, {0, 15}, {0, 5}}, Color: "#318e7f"}},
			Areas:    []mapview.DrawnArea{{Path: "M0 0L20 0L20 20Z", Color: "#215891"}, {Path: "M20 0L40 0L40 20Z", Color: "#ffffff", Hatched: true, Chosen: true}},
			Rings:    []mapview.DrawnRing{{Path: "M1 2A3 3 0 1 1 4 5Z", Width: 3}},
		},
		Ground: Ground{Sketch: &Sketch{Side: 4096, Land: "M0 0h4096v4096z", Unsettled: "M1 1h1z", Borders: "M0 0l5 5", Disputed: "M5 5l5 0"}},
		Legend: []Entry{{Text: "Rim"}, {Disc, "Attack", "#a63a24", "", 0}, {Disc, "Arrest", "#0f7a66", "", 0}, {Text: "Regions"},
			{Hexagon, "1–4", "#318e7f", "", 0}, {NoHexagon, "0", "", "", 0}, {Region + 1, "Active", "#8a4b1f", "", 0},
			{Box, "5–9", "#215891", "", 0}, {Hatched, "no figure", "#ffffff", "", 0}, {Text: "Area"}, {Sample, "7", "", "", 12}, {Unknown, "none", "", "", 6.5},
			{Shape, "claimed", "#1d2730", "M-4-4L4-4L4 4z", 0}, {Near, "site", "", "", 0}, {Near + 2, "district", "", "", 0}, {Near + 3, "province", "", "", 0},
			{Lined, "some day", "#2f6c94", "", 0}},
		Timeline: Timeline{
			Height: 60, Bars: []Bar{{X: 10, Y: 20, W: 8, H: 30, Color: "#2f6c94"}, {X: 20, Y: 40, W: 8, H: 10, Color: "#2f6c94", Lined: true}}, Lines: []Line{{Y: 50, W: 360, H: 1, Color: "#56626c"}},
			Labels: []Label{{X: 10, Y: 56, Text: "2019", Color: "#1d2730"}},
		},
		Notes:   []string{"A selection.", "https://example.org/#kind=attack&" + strings.Repeat("country=x", 20)},
		Colors:  Colors{Paper: "#ffffff", Ink: "#1d2730", Muted: "#56626c", Line: "#d8dbdd", Pale: "#dfeaf1"},
		Measure: measure,
	}
}

func TestPictureOfEverything(t *testing.T) {
	got, place := example().SVG()
	const file = "testdata/picture.svg"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s has changed (UPDATE=1 writes it anew):\n%s", file, got)
	}
	if place.Width/place.Height != 2 || place.X+place.Width > place.PictureWidth || place.Y+place.Height > place.PictureHeight {
		t.Errorf("the map is at %+v", place)
	}
}

// texts reads the texts of a picture; what is no XML fails.
func texts(t *testing.T, svg []byte) (all string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "svg", "g", "path", "rect", "circle", "text", "title", "desc", "defs", "clipPath", "pattern", "radialGradient", "stop", "image":
			default:
				t.Fatalf("an element %s", token.Name.Local)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
					t.Fatalf("an attribute %s", a.Name.Local)
				}
			}
		case xml.CharData:
			all += string(token)
		}
	}
}

func FuzzPicture(f *testing.F) {
	f.Add("title", "description", "legend", "#a63a24", "note")
	f.Add(`"><script>alert(1)</script>`, "]]>&amp;<!--", "<![CDATA[", `" onload="x`, "\x00\x1b\ufffe\xff")
	f.Add("", "", "", "", "")
	f.Fuzz(func(t *testing.T, title, description, legend, color, note string) {
		p := example()
		p.Title, p.Description, p.Notes = title, description, []string{note}
		p.Legend = append(p.Legend, Entry{Shape, legend, color, "M0 0", 0}, Entry{Region, legend, color, "", 0})
		p.Map.Circles[0].Text, p.Map.Circles[0].Rim[0].Color = legend, color
		p.Timeline.Labels[0].Text = legend
		p.Ground.Image = note
		svg, _ := p.SVG()
		texts(t, svg)
	})
}

// Lines hold all words, none of them wider than there is room.
func TestWrap(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p := &Picture{Measure: measure}
	for range 500 {
		var words []string
		for range r.IntN(20) {
			words = append(words, strings.Repeat([]string{"a", "é", "🧭", "ب"}[r.IntN(4)]+fmt.Sprint(r.IntN(9)), 1+r.IntN(30)))
		}
		text := strings.Join(words, " ")
		width := 40 + 200*r.Float64()
		lines := p.wrap(text, 12, r.IntN(2) == 0, width)
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("%q became %q", text, lines)
		}
		for _, line := range lines {
			if measure(line, 12, false) > width || line == "" {
				t.Fatalf("%q is wider than %g", line, width)
			}
		}
	}
	if got := p.wrap("é🧭", 12, false, 1); len(got) != 2 || got[0] != "é" || got[1] != "🧭" {
		t.Errorf("%q", got)
	}
	if got := p.cut("abcdef", 10, false, 20); got != "abc…" {
		t.Errorf("%q", got)
	}
}
