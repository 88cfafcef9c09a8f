package ui

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

var rewritePalette = flag.Bool("palette", false, "rewrite testdata/palette.txt")

// linear returns the light of a colour, without the gamma of screens.
func linear(t *testing.T, color string) (light [3]float64) {
	t.Helper()
	var rgb [3]byte
	if _, err := fmt.Sscanf(color, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
		t.Fatal(err)
	}
	for i, c := range rgb {
		if v := float64(c) / 255; v <= 0.04045 {
			light[i] = v / 12.92
		} else {
			light[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return light
}

// The sights a palette is looked at with: by Machado, Oliveira and Fernandes
// 2009, of readers without red and without green cones.
var sights = map[string][3][3]float64{
	"all":        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia": {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deutanopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia": {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

func seen(light [3]float64, by [3][3]float64) (lab [3]float64) {
	var l [3]float64
	for i, row := range by {
		for j, k := range row {
			l[i] += k * light[j]
		}
		l[i] = min(1, max(0, l[i]))
	}
	// Oklab (Ottosson 2020): equal distances look equally large.
	a := math.Cbrt(0.4122214708*l[0] + 0.5363325363*l[1] + 0.0514459929*l[2])
	b := math.Cbrt(0.2119034982*l[0] + 0.6806995451*l[1] + 0.1073969566*l[2])
	c := math.Cbrt(0.0883024619*l[0] + 0.2817188376*l[1] + 0.6299787005*l[2])
	return [3]float64{
		0.2104542553*a + 0.7936177850*b - 0.0040720468*c, 1.9779984951*a - 2.4285922050*b + 0.4505937099*c, 0.0259040371*a + 0.7827717662*b - 0.8086757660*c,
	}
}

func apart(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// TestPalette checks that classes are told apart with every sight and stand out
// from the ground; the golden file has how well each pair does.
func TestPalette(t *testing.T) {
	var report strings.Builder
	for _, dark := range []bool{false, true} {
		colors := mapview.LightColors
		if dark {
			colors = mapview.DarkColors
		}
		hues := append(classHues[:], otherHue, notStatedHue)
		for i, h := range hues {
			light := linear(t, h.on(dark))
			if c := contrast(t, h.on(dark), colors.Land); c < 2.98 {
				t.Errorf("dark %v: %s stands out from land by %.2f, expected 3", dark, h.on(dark), c)
			}
			for j, o := range hues[:i] {
				least := 0.085
				if i >= session.MostClasses { // neutral ones are told apart by being so
					least = 0.045
				}
				for _, sight := range []string{"all", "protanopia", "deutanopia", "tritanopia"} {
					d := apart(seen(light, sights[sight]), seen(linear(t, o.on(dark)), sights[sight]))
					fmt.Fprintf(&report, "dark %-5v %s %s %-10s %.3f\n", dark, o.on(dark), h.on(dark), sight, d)
					if sight == "tritanopia" { // one reader in thousands
						continue
					}
					if d < least {
						t.Errorf("dark %v: classes %d and %d, %s and %s, are %.3f apart with %s, expected %.3f", dark, j, i, o.on(dark), h.on(dark), d, sight, least)
					}
				}
			}
		}
	}
	golden := filepath.Join("testdata", "palette.txt")
	if *rewritePalette {
		if err := os.WriteFile(golden, []byte(report.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || string(want) != report.String() {
		t.Errorf("the palette is not as in %s (%v); -palette rewrites it", golden, err)
	}
}

func TestClassHues(t *testing.T) {
	known := []session.Class{{Name: "attack"}, {Name: "arrest", Rank: 1}, {Name: ""}, {Other: true}}
	if got := classHue(session.Kind, known, known[1]); got != kindHues["arrest"] {
		t.Errorf("an arrest is %v", got)
	}
	foreign := []session.Class{{Name: "attack"}, {Name: "flood", Rank: 1}, {Name: ""}, {Other: true}}
	for i, want := range []hue{classHues[0], classHues[1], notStatedHue, otherHue} {
		if got := classHue(session.Kind, foreign, foreign[i]); got != want {
			t.Errorf("class %d is %v, want %v", i, got, want)
		}
	}
	if got := orderedClasses(session.Attribution, []session.Class{{Name: "none"}, {Name: "claimed"}, {Other: true}}); got[0] != 1 || got[1] != 0 || got[2] != 2 {
		t.Errorf("the order is %v", got)
	}
}

func TestImprecise(t *testing.T) {
	for want, d := range map[string]session.Doubts{
		"": {}, "1 with no single known day": {Days: 1}, "2,000 with no near place": {Places: 2000},
		"3 with no single known day, 1 with no near place":                   {Days: 3, Places: 1},
		"3 with no single known day, 2 without a date, 1 with no near place": {Days: 3, Undated: 2, Places: 1},
	} {
		if got := english.imprecise(d); got != want {
			t.Errorf("%+v: %q, want %q", d, got, want)
		}
	}
	if got := english.attackers(session.Attackers{Not: 1, Unknown: 90}); got != "Attackers in these figures: not counted in 1 event, not known in 90 events" {
		t.Errorf("%q", got)
	}
}

func TestSpreadEvents(t *testing.T) {
	p, _, _ := pictured(t, func(*session.State) {})
	p.spreads = true
	if _, ok := p.spreadEvents(); ok {
		t.Error("events without a place are spread out")
	}
	state := p.session.State().Clone()
	state.Cell = p.session.PlaceKey(0)
	p.session.Apply(state)
	events, ok := p.spreadEvents()
	rows, _ := p.session.RowsIn(state.Cell, mapview.MostSpread)
	if !ok || len(events) != len(rows) || len(rows) == 0 {
		t.Fatalf("%d of %d events", len(events), len(rows))
	}
	for i, e := range events {
		if e.Row != rows[i] || e.Color == "" || e.Sign != signOf(p.session.Table.Attribution.Name(int(e.Row))) {
			t.Errorf("%+v of row %d", e, rows[i])
		}
	}
}
