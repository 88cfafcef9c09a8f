package mapview

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
)

// realOutlines are those the page has.
func realOutlines(t testing.TB) (provinces, countries *Outlines) {
	t.Helper()
	data, err := os.ReadFile("../../web/basemap/outlines.json")
	if err != nil {
		t.Fatal(err)
	}
	provinces, countries, err = ParseOutlines("outlines.json", data)
	if err != nil {
		t.Fatal(err)
	}
	return provinces, countries
}

func TestOutlines(t *testing.T) {
	provinces, countries := realOutlines(t)
	if len(provinces.Code) < 500 || len(countries.Code) < 200 {
		t.Fatalf("%d provinces, %d countries", len(provinces.Code), len(countries.Code))
	}
	for name, o := range map[string]*Outlines{"provinces": provinces, "countries": countries} {
		for i, code := range o.Code {
			if o.Find(code) != i || o.Name[i] == "" {
				t.Errorf("%s: %s, %q, is found as %d, not %d", name, code, o.Name[i], o.Find(code), i)
			}
			if !planar.MultiPolygonContains(o.Shape[i], o.Middle[i]) {
				t.Errorf("%s: the middle %v of %s is not in it", name, o.Middle[i], code)
			}
		}
	}
	// Far from borders an outline is right, however simple it is.
	for _, c := range []struct {
		lon, lat          float64
		province, country string
	}{
		{69.2, 34.5, "AFG-1767", "AF"}, {66.0, 28.5, "PAK-1108", "PK"}, {37.6, 55.75, "RUS-2365", "RU"}, {11.03, 50.95, "DEU-1577", "DE"},
		{105, 35, "", "CN"}, {25, -30, "", "ZA"}, {-40, 30, "", ""}, {34.2, 45.2, "", ""}, // the sea; Crimea is drawn as no one's
	} {
		for _, level := range []struct {
			o    *Outlines
			want string
		}{{provinces, c.province}, {countries, c.country}} {
			got := ""
			if i := level.o.At(c.lon, c.lat); i >= 0 {
				got = level.o.Code[i]
			}
			if got != level.want {
				t.Errorf("at %v, %v is %q, want %q", c.lon, c.lat, got, level.want)
			}
		}
	}
}

// Between the provinces of a country there is no gap: what is in the country is
// in one of them, and in no two.
func TestProvincesCoverTheirCountry(t *testing.T) {
	provinces, countries := realOutlines(t)
	r := rand.New(rand.NewPCG(5, 2026))
	gaps, twice, points := 0, 0, 0
	for _, code := range []string{"AF", "PK", "IR", "TJ", "DE", "TR"} {
		country := countries.Shape[countries.Find(code)]
		bound := country.Bound()
		for range 700 {
			p := orb.Point{bound.Min[0] + r.Float64()*(bound.Max[0]-bound.Min[0]), bound.Min[1] + r.Float64()*(bound.Max[1]-bound.Min[1])}
			if !planar.MultiPolygonContains(country, p) {
				continue
			}
			points++
			in := 0
			for i, shape := range provinces.Shape {
				if provinces.Country[i] == code && provinces.bounds[i].Contains(p) && planar.MultiPolygonContains(shape, p) {
					in++
				}
			}
			if in == 0 {
				gaps++
			} else if in > 1 {
				twice++
			}
		}
	}
	// Where lines simplified apart cross, a sliver belongs to neither or to both.
	if points < 1000 || gaps*200 > points || twice*200 > points {
		t.Errorf("of %d points in countries %d are in no province and %d in several", points, gaps, twice)
	}
}

func TestAtIsWhatHolds(t *testing.T) {
	_, countries := realOutlines(t)
	r := rand.New(rand.NewPCG(9, 2026))
	for range 300 {
		p := orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
		got := countries.At(p[0], p[1])
		for i, shape := range countries.Shape {
			if in := planar.MultiPolygonContains(shape, p); in && got < 0 || !in && got == i {
				t.Fatalf("at %v is %d; in %s: %v", p, got, countries.Code[i], in)
			}
		}
	}
}

func TestOutlinesAsMapLibreTakesThem(t *testing.T) {
	provinces, _ := realOutlines(t)
	var read struct {
		Features []struct {
			ID       int
			Geometry geojson.Geometry
		}
	}
	if err := json.Unmarshal(provinces.appendGeoJSON(nil), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Features) != len(provinces.Code) {
		t.Fatalf("%d features of %d areas", len(read.Features), len(provinces.Code))
	}
	for i, f := range read.Features {
		shape, ok := f.Geometry.Coordinates.(orb.MultiPolygon)
		if !ok || f.ID != i || math.Abs(planar.Area(shape)-planar.Area(provinces.Shape[i])) > 1e-6 {
			t.Fatalf("feature %d is %d, %T of %v square degrees, want %v", i, f.ID, f.Geometry.Coordinates, planar.Area(shape), planar.Area(provinces.Shape[i]))
		}
	}
}

func TestOutlinesOfBadFiles(t *testing.T) {
	const line = `"0 0 1 0 0 1-1 0 0-1"`
	area := func(code, shape string) string { return `{"code":"` + code + `","name":"n","shape":"` + shape + `"}` }
	file := func(lines, provinces string) string {
		return `{"grid":1,"lines":[` + lines + `],"provinces":[` + provinces + `],"countries":[]}`
	}
	for name, c := range map[string]struct{ file, says string }{
		"no JSON":            {`{`, "f: unexpected end"},
		"no grid":            {`{"lines":[]}`, "grid 0"},
		"a letter":           {file(`"0 0 x"`, ""), "line 0: at character 5: expected a number"},
		"odd numbers":        {file(`"0 0 1"`, ""), "line 0: 3 numbers"},
		"one point":          {file(`"0 0"`, ""), "line 0: 2 numbers"},
		"off the earth":      {file(`"0 0 0 91"`, ""), "line 0: point 2"},
		"an unknown line":    {file(line, area("A", "1")), `area "A": shape: "1"`},
		"before all lines":   {file(line, area("A", "-2")), `area "A": shape: "-2"`},
		"no ring":            {file(`"0 0 1 0 0 1"`, area("A", "0")), "expected lines that make a ring"},
		"lines that part":    {file(line+`,"5 5 1 1"`, area("A", "0,1")), "begins at"},
		"an empty shape":     {file(line, area("A", "")), `""`},
		"a code twice":       {file(line, area("A", "0")+","+area("A", "0")), `code "A"`},
		"an area of no name": {file(line, area("", "0")), `code ""`},
	} {
		if _, _, err := ParseOutlines("f", []byte(c.file)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	provinces, _, err := ParseOutlines("f", []byte(file(line+`,"0 0 2 0 0 2","2 2-2 0 0-2"`, area("A", "0")+","+area("B", "-3,-2/0"))))
	if err != nil || len(provinces.Shape[1]) != 2 || planar.Area(provinces.Shape[1][0]) != 4 {
		t.Errorf("two lines backwards make %v, %v", provinces, err)
	}
}

func FuzzParseOutlines(f *testing.F) {
	f.Add([]byte(`{"grid":0.02,"lines":["0 0 1 0 0 1-1 0 0-1"],"provinces":[{"code":"A","name":"a","country":"X","shape":"0/0;-1"}],"countries":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		provinces, countries, err := ParseOutlines("f", data)
		if err != nil {
			return
		}
		for _, o := range []*Outlines{provinces, countries} {
			if !json.Valid(o.appendGeoJSON(nil)) {
				t.Fatalf("%s becomes no GeoJSON", data)
			}
			o.At(1, 1)
		}
	})
}
