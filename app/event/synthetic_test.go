package event

import (
	"crypto/sha256"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

// The events are the same for ever, whatever the layout of the table.
func TestSyntheticIsDetermined(t *testing.T) {
	h := sha256.New()
	table := Synthetic(2000, 7)
	for row := range table.Len() {
		fmt.Fprintf(h, "%s}\n", strings.TrimSuffix(fmt.Sprintf("%+v", table.Event(row)), " Own:[]}"))
	}
	const want = "596d897221aed64b67d66d2a1e0f2747d340de865cb5b14fc341cbaf46200a0d"
	if got := fmt.Sprintf("%x", h.Sum(nil)); got != want {
		t.Errorf("2000 rows of seed 7 have the hash %s, want %s", got, want)
	}
	if !reflect.DeepEqual(Synthetic(2000, 7), table) {
		t.Error("made again, they differ")
	}
	if reflect.DeepEqual(Synthetic(2000, 8).Start, table.Start) {
		t.Error("another seed makes the same days")
	}
	if n := Synthetic(0, 1).Len(); n != 0 {
		t.Errorf("no rows are %d", n)
	}
}

// A million events fit a page when each takes this much beside its texts.
const mostBytes = 64

func TestTableIsCompact(t *testing.T) {
	const rows = 100_000
	table := Synthetic(rows, 1)
	columns, texts := table.Bytes()
	if columns > mostBytes*rows {
		t.Errorf("%d events take %d bytes beside their texts: %.1f each, want at most %d", rows, columns, float64(columns)/rows, mostBytes)
	}
	written := 0
	for row := range rows {
		e := table.Event(row)
		written += len(e.ID) + len(e.Title) + len(e.Summary) + len(e.Place)
		for _, s := range e.Sources {
			written += len(s.Title) + len(s.Publisher) + len(s.Date) + len(s.URL)
		}
	}
	// Four texts of an event and four of a source have an end each; there are
	// less than 7000 names. No text is held twice.
	sources := table.Sources.Title.Len()
	if most := written + 4*(4*rows+4*sources) + 7000*32; texts < written || texts > most {
		t.Errorf("%d bytes of text take %d, want at most %d", written, texts, most)
	}
	t.Logf("columns %.1f, texts %.1f bytes an event", float64(columns)/rows, float64(texts)/rows)
}

// The shares stated, within a point in 100.
func TestSyntheticDistributions(t *testing.T) {
	const rows = 50_000
	table := Synthetic(rows, 3)
	counts := make(map[string]int)
	ids, points, countries, types := map[string]bool{}, map[string]string{}, map[string]bool{}, map[string]int{}
	actors, places := map[string]int{}, map[string]int{}
	for row := range rows {
		e := table.Event(row)
		ids[e.ID] = true
		countries[e.Country] = true
		types[e.AttackType]++
		actors[e.Actor]++
		places[e.Place]++
		counts["precision "+e.Precision.String()]++
		counts["attribution "+e.Attribution]++
		counts["confidence "+e.Confidence]++
		counts["kind "+e.Kind]++
		counts["link "+e.ActorLink]++
		counts["attackers "+e.CasualtiesIncludeAttackers]++
		counts[fmt.Sprint("targets ", len(e.Targets))]++
		counts[fmt.Sprint("sources ", len(e.Sources))]++
		if !e.Located {
			counts["located in a "+e.GeoPrecision]++
		}
		count := func(what string, is bool) {
			if is {
				counts[what]++
			}
		}
		count("first half", e.Span.Start < NewDate(2007, 7, 2))
		count("interval", e.Precision == Day && e.Span.Start != e.Span.End)
		count("killed unknown", !e.Killed.Known())
		count("killed 0", e.Killed.Best == 0)
		count("killed 1 or 2", e.Killed.Best == 1 || e.Killed.Best == 2)
		count("killed 100 or more", e.Killed.Best >= 100)
		count("killed range", e.Killed.Known() && e.Killed.Low != Unknown && e.Killed.High != Unknown)
		count("injured unknown", !e.Injured.Known())
		count("injured range", e.Injured.Known() && e.Injured.Low != Unknown && e.Injured.High != Unknown)
		count("actor", e.Actor != "")

		if !e.Killed.Ordered() || !e.Injured.Ordered() || e.Killed.Best > 1535 {
			t.Fatalf("figures %v, %v", e.Killed, e.Injured)
		}
		if e.Precision != Day && e.Span != e.Precision.Around(e.Span.Start) {
			t.Fatalf("%v is not a %v", e.Span, e.Precision)
		}
		if days := e.Span.Days(); e.Precision == Day && days != 1 && (days < 31 || days > 180) {
			t.Fatalf("an interval of %d days", days)
		}
		if e.Span.Start < NewDate(1990, 1, 1) || e.Span.Start > NewDate(2024, 12, 31) {
			t.Fatalf("it begins on %v", e.Span.Start)
		}
		if (e.Actor == "") != (e.Attribution == "unclaimed" || e.Attribution == "none") {
			t.Fatalf("%q by %q", e.Attribution, e.Actor)
		}
		if e.Located != (e.Area == "") || e.Located != (e.Place != "") || e.Country == "" || e.Located && e.Admin1 == "" {
			t.Fatalf("located %v at %q, area %q", e.Located, e.Place, e.Area)
		}
		if e.Located {
			if math.Abs(e.Point[0]) > 170 || math.Abs(e.Point[1]) > 75 {
				t.Fatalf("a point at %v", e.Point)
			}
			at := fmt.Sprint(e.Point, e.Country, e.Admin1Code)
			if other, ok := points[e.Place]; ok && other != at {
				t.Fatalf("%s is at %s and %s", e.Place, other, at)
			}
			points[e.Place] = at
		}
		for _, name := range append([]string{e.Country, e.Admin1, e.Actor, e.Place, e.AttackType}, e.Targets...) {
			if name != "" && !strings.ContainsAny(name, "0123456789") {
				t.Fatalf("the name %q does not look artificial", name)
			}
		}
	}
	if len(ids) != rows {
		t.Errorf("%d ids for %d rows", len(ids), rows)
	}
	for _, want := range []struct {
		what    string
		percent float64
	}{
		{"precision week", 6}, {"precision month", 6}, {"precision year", 3}, {"interval", 85 * 0.04},
		// A third of a half and, of those that grow, a quarter.
		{"first half", 100.0/6 + 100.0/6},
		{"located in a province", 4}, {"located in a country", 2},
		{"attribution claimed", 25}, {"attribution attributed", 20}, {"attribution suspected", 15}, {"attribution disputed", 5},
		{"attribution unclaimed", 15}, {"attribution none", 20}, {"actor", 65},
		{"confidence high", 30}, {"confidence medium", 40}, {"confidence low", 25}, {"confidence disputed", 5},
		{"kind attack", 85}, {"kind foiled-plot", 4}, {"kind arrest", 4}, {"kind counter-operation", 4}, {"kind statement", 2}, {"kind milestone", 1},
		{"link Link A", 25}, {"link Link D", 25}, {"attackers no", 60}, {"attackers yes", 10}, {"attackers unknown", 30},
		{"targets 0", 10}, {"targets 1", 60}, {"targets 2", 20}, {"targets 3", 10},
		{"sources 1", 80}, {"sources 2", 10}, {"sources 3", 10},
		{"killed unknown", 15}, {"killed 0", 85 * 0.44}, {"killed 1 or 2", 85 * 0.28}, {"killed range", 85 * 0.2},
		{"injured unknown", 25}, {"injured range", 75 * 0.1},
	} {
		// Five standard deviations.
		p := want.percent / 100
		if got := float64(counts[want.what]) / rows; math.Abs(got-p) > 5*math.Sqrt(p*(1-p)/rows) {
			t.Errorf("%s: %.2f in 100, want %.2f", want.what, 100*got, want.percent)
		}
	}
	if n := counts["killed 100 or more"]; n < rows/500 || n > rows/100 {
		t.Errorf("%d of %d events have 100 people killed or more", n, rows)
	}
	if len(types) != syntheticTypes || len(countries) < syntheticCountries*9/10 || len(actors) < 700 || len(actors) > syntheticActors+1 {
		t.Errorf("%d types, %d countries, %d actors", len(types), len(countries), len(actors))
	}
	if n := len(table.Points.Lon); n < 1200 || n > 1300 {
		t.Errorf("%d places, want nearly 1300", n)
	}
	// Of Zipf weight the first is as frequent as the second twice, the tenth ten
	// times.
	for _, z := range []struct {
		counts               map[string]int
		first, second, tenth string
	}{
		{types, "Attack type 01", "Attack type 02", "Attack type 10"},
		{actors, "Actor 0001", "Actor 0002", "Actor 0010"},
		{places, "Place 00001", "Place 00002", "Place 00010"},
	} {
		first, second, tenth := float64(z.counts[z.first]), float64(z.counts[z.second]), float64(z.counts[z.tenth])
		if first/second < 1.8 || first/second > 2.2 || first/tenth < 8.5 || first/tenth > 11.5 {
			t.Errorf("%s, %s, %s: %v, %v and %v times", z.first, z.second, z.tenth, first, second, tenth)
		}
	}
}

// Places lie in clusters: most have many others much nearer than places spread
// over all the map would.
func TestSyntheticPlacesAreClustered(t *testing.T) {
	table := Synthetic(50_000, 4)
	lon, lat := table.Points.Lon, table.Points.Lat
	near := 0
	for i := range lon {
		for j := range lon {
			if i != j && math.Abs(lon[i]-lon[j]) < 5 && math.Abs(lat[i]-lat[j]) < 5 {
				near++
			}
		}
	}
	// Spread evenly over 300 by 100 degrees a square of 10 by 10 holds one in
	// 300.
	if mean, even := float64(near)/float64(len(lon)), float64(len(lon))/300; mean < 3*even {
		t.Errorf("%.1f places around a place, of %d", mean, len(lon))
	}
}
