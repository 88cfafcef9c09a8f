package profile

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func TestDegrees(t *testing.T) {
	for text, want := range map[string]float64{
		"34.53": 34.53, "-34.53": -34.53, "34,53": 34.53, "-0,5": -0.5, "34": 34, "+34.5": 34.5, "1e1": 10,
		`34°31'48"N`: 34.53, `34° 31' 48" S`: -34.53, "34 31 48 N": 34.53, "N34.53": 34.53, "34.53° W": -34.53, "34°31.8′N": 34.53,
		"34:31:48": 34.53, "34,53 S": -34.53, "34°31,8'": 34.53, "-34 31 48": -34.53, "S 34°31’48”": -34.53,
	} {
		if v, _, ok := parseDegrees(text); !ok || math.Abs(v-want) > 1e-9 {
			t.Errorf("%q: %v, %v; want %v", text, v, ok, want)
		}
	}
	for _, text := range []string{"", "NaN", "inf", "-Inf", "0x10", "1_0", "north", "34°61'N", "34.5°30'N", "34N N", "-34 S", "1 2 3 4", "--3", "3-4", "12,34,56", ".", "°"} {
		if v, _, ok := parseDegrees(text); ok {
			t.Errorf("%q: %v", text, v)
		}
	}
}

func dms(v float64, hemispheres string) string {
	h := hemispheres[:1]
	if v < 0 {
		h, v = hemispheres[1:], -v
	}
	seconds := int(math.Round(v * 36000)) // tenths
	return fmt.Sprintf("%d°%02d'%02d.%d\"%s", seconds/36000, seconds/600%60, seconds/10%60, seconds%10, h)
}

// A place written in degrees, minutes and seconds, as WKT or as a pair is read
// back, in two columns and in one.
func TestPlacesAreReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		lat, lon := random.Float64()*180-90, random.Float64()*360-180
		near := func(a, b float64) bool { return math.Abs(a-b) < 0.05/3600+1e-9 }
		north, east := dms(lat, "NS"), dms(lon, "EW")
		v, a, ok := parseDegrees(north)
		w, b, okw := parseDegrees(east)
		if !ok || !okw || a != latitudeAxis || b != longitudeAxis || !near(v, lat) || !near(w, lon) {
			t.Fatalf("%s %s: %v %v", north, east, v, w)
		}
		for _, separator := range []string{" ", ", ", ",", "; "} {
			if v, w, a, ok := parsePair(north + separator + east); !ok || a != latitudeAxis || !near(v, lat) || !near(w, lon) {
				t.Fatalf("%s%s%s: %v %v %v", north, separator, east, v, w, ok)
			}
			if v, w, a, ok := parsePair(east + separator + north); !ok || a != longitudeAxis || !near(v, lon) || !near(w, lat) {
				t.Fatalf("%s%s%s: %v %v %v", east, separator, north, v, w, ok)
			}
			decimal := fmt.Sprint(lat, separator, lon)
			if v, w, _, ok := parsePair(decimal); !ok || v != lat || w != lon {
				t.Fatalf("%s: %v %v %v", decimal, v, w, ok)
			}
		}
		for _, form := range []string{"POINT (%v %v)", "point(%v %v)", "SRID=4326;POINT(%v %v)", "POINT Z (%v %v 100)", " Point ( %v  %v ) "} {
			text := fmt.Sprintf(form, lon, lat)
			if p, ok := parseWKT(text); !ok || p[0] != lon || p[1] != lat {
				t.Fatalf("%s: %v %v", text, p, ok)
			}
		}
	}
	for _, text := range []string{"POINT EMPTY", "POINT (1)", "POINT (NaN 1)", "POINT (1 inf)", "LINESTRING (1 2)", "SRID=3857;POINT(1 2)", "POINT (1 2", "POINT Q (1 2)"} {
		if p, ok := parseWKT(text); ok {
			t.Errorf("%s: %v", text, p)
		}
	}
}

func TestMisplaced(t *testing.T) {
	for _, c := range []struct {
		lat, lon float64
		want     string
	}{
		{34.5, 69.2, ""},
		{90, 180, ""},
		{91, 0, latitudeExpected + "; are latitude and longitude exchanged?"},
		{91, 100, latitudeExpected},
		{10, 181, longitudeExpected},
		{0, 0, "a place; 0, 0 lies in the sea and mostly stands for an unknown one"},
		{0, 10, ""},
		{math.NaN(), 1, latitudeExpected},
		{1, math.Inf(1), longitudeExpected},
	} {
		if got := misplaced(c.lon, c.lat); got != c.want {
			t.Errorf("%v, %v: %q, want %q", c.lat, c.lon, got, c.want)
		}
	}
}

func FuzzCoordinates(f *testing.F) {
	for _, text := range []string{"34.53", "34,53", `34°31'48"N 69°10'12"E`, "POINT (69.17 34.53)", "34.53, 69.17", "NaN", "N", "(1;2)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if v, _, ok := parseDegrees(text); ok && (math.IsNaN(v) || math.IsInf(v, 0)) {
			t.Fatalf("%q: %v", text, v)
		}
		if v, w, _, ok := parsePair(text); ok && (math.IsNaN(v+w) || math.IsInf(v+w, 0)) {
			t.Fatalf("%q: %v %v", text, v, w)
		}
		if p, ok := parseWKT(text); ok && (math.IsNaN(p[0]+p[1]) || math.IsInf(p[0], 0) || math.IsInf(p[1], 0)) {
			t.Fatalf("%q: %v", text, p)
		}
		columns := []string{"date", "coordinates", "lat", "lon", "killed"}
		r, err := NewReader("f", columns, Mapping{Uses: []Use{
			{Role: "start", Columns: columns[:1]}, {Role: Point, Columns: columns[1:2]}, {Role: "latitude", Columns: columns[2:3]},
			{Role: "longitude", Columns: columns[3:4]}, {Role: "killed", Columns: columns[4:]},
		}})
		if err != nil {
			t.Fatal(err)
		}
		r.Add([]string{"2020", text, text, text, text}, 2)
		table, _ := r.Table()
		if e := table.Event(0); e.Located && !(math.Abs(e.Point[0]) <= 180 && math.Abs(e.Point[1]) <= 90) {
			t.Fatalf("%q: %v", text, e.Point)
		}
		if e := table.Event(0); !e.Killed.Ordered() {
			t.Fatalf("%q: %v", text, e.Killed)
		}
	})
}
