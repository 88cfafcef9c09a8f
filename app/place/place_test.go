package place

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func names(places []Place) []string {
	var all []string
	for _, p := range places {
		all = append(all, p.Name)
	}
	return all
}

func TestFindRanking(t *testing.T) {
	g := New([]Place{
		{Name: "New Kabul", Population: 9_000_000},
		{Name: "Kabulistan", Population: 50},
		{Name: "Kabulabad", Population: 4000},
		{Name: "Kabul", Country: "Elsewhere", Population: 10},
		{Name: "Old Kabul", Population: 1},
		{Name: "Kabuland", Country: "Kabuland"}, // a country
		{Name: "Kabul", Country: "Afghanistan", Population: 4_000_000},
		{Name: "Akabul", Population: 5_000_000},
		{Name: "Upper Kabulia", Country: "Upper Kabulia"},
		{Name: "Kabulzai", Population: 50},
		{Name: "Herat", Population: 500_000},
	}, strings.ToLower)
	for query, want := range map[string][]string{
		// The name itself, then names that begin so, then later words;
		// countries before towns, the larger first, else by name.
		"Kabul":     {"Kabul", "Kabul", "Kabuland", "Kabulabad", "Kabulistan", "Kabulzai", "Upper Kabulia", "New Kabul", "Old Kabul"},
		"kabul":     {"Kabul", "Kabul", "Kabuland", "Kabulabad", "Kabulistan", "Kabulzai", "Upper Kabulia", "New Kabul", "Old Kabul"},
		"old kabul": {"Old Kabul"},
		"abul":      nil,
		"":          nil,
		"x":         nil,
	} {
		if got := names(g.Find(query, 20)); !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	if first := g.Find("kabul", 1); len(first) != 1 || first[0].Country != "Afghanistan" {
		t.Errorf("the first Kabul is %v", first)
	}
	if none := g.Find("kabul", 0); len(none) != 0 {
		t.Errorf("none of it: %v", none)
	}
	var nothing *Gazetteer
	if got := nothing.Find("kabul", 5); got != nil {
		t.Errorf("a nil gazetteer finds %v", got)
	}
}

// The oracle looks at the words of each name.
func TestFindAgainstWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2015))
	word := func() string {
		var b strings.Builder
		for range 1 + r.IntN(3) {
			b.WriteByte(byte('a' + r.IntN(2)))
		}
		return b.String()
	}
	for range 500 {
		var places []Place
		for i := range r.IntN(40) {
			p := Place{Name: word(), Country: fmt.Sprint(i), Population: r.IntN(4)}
			for range r.IntN(3) {
				p.Name += " " + word()
			}
			places = append(places, p)
		}
		query := word()
		var want []Place
		rank := make(map[string]int)
		for _, p := range places {
			words := strings.Fields(p.Name)
			first := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, query) })
			if first < 0 {
				continue
			}
			want = append(want, p)
			switch {
			case p.Name == query:
				rank[p.Name] = 0
			case first == 0:
				rank[p.Name] = 1
			default:
				rank[p.Name] = 2
			}
		}
		slices.SortStableFunc(want, func(a, b Place) int {
			if c := cmp.Compare(rank[a.Name], rank[b.Name]); c != 0 {
				return c
			}
			if a.Population != b.Population {
				if a.Population == 0 || b.Population == 0 { // countries first
					return cmp.Compare(a.Population, b.Population)
				}
				return cmp.Compare(b.Population, a.Population)
			}
			return cmp.Compare(a.Name, b.Name)
		})
		most := r.IntN(12)
		got := New(places, strings.ToLower).Find(query, most)
		if !slices.Equal(got, want[:min(most, len(want))]) {
			t.Fatalf("%q, at most %d: %v, want %v", query, most, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	got, err := Parse("p", []byte(`{
		"countries": [["AF", "Afghanistan", 66, 33.9], ["IR", "Iran", 53, 32]],
		"places": [["Kabul", "AF", 69.17, 34.53, 4434550], ["Somewhere", "XX", 1, 2, 3, "more"]]}`))
	want := []Place{
		{"Afghanistan", "Afghanistan", 66, 33.9, 0},
		{"Iran", "Iran", 53, 32, 0},
		{"Kabul", "Afghanistan", 69.17, 34.53, 4434550},
		{"Somewhere", "XX", 1, 2, 3},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "p: ",
		"[]":                     "p: json: cannot unmarshal array",
		`{"countries":5}`:        "p: json: cannot unmarshal number",
		`{"places":[{}]}`:        "p: json: cannot unmarshal object",
		`{"places":[],}`:         "p: invalid character",
		`{"countries":[["AF"]]}`: "p: countries: row 1: 1 fields, expected 4",
		`{"countries":[["AF","A",1,2],["IR","Iran",1]]}`:      "p: countries: row 2: 3 fields, expected 4",
		`{"places":[["a","AF",1,2,3],["b","AF",1,2]]}`:        "p: places: row 2: 4 fields, expected 5",
		`{"places":[null]}`:                                   "p: places: row 1: 0 fields, expected 5",
		`{"countries":[["AF",5,1,2]]}`:                        "p: countries: row 1: field 2 is 5, expected a text",
		`{"countries":[["AF","A",null,2]]}`:                   "p: countries: row 1: field 3 is <nil>, expected a number",
		`{"places":[["a","AF",1,2,3],["b","AF",1,"34.5",3]]}`: "p: places: row 2: field 4 is 34.5, expected a number",
		`{"places":[[["b"],"AF",1,2,3]]}`:                     "p: places: row 1: field 1 is [b], expected a text",
	} {
		places, err := Parse("p", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) || places != nil {
			t.Errorf("%s: %v, %v, want %q", text, places, err, want)
		}
	}
}

// The smaller a place, the less of its surroundings is shown.
func TestReach(t *testing.T) {
	country, city, town := Place{}.Reach(), Place{Population: 4_000_000}.Reach(), Place{Population: 4000}.Reach()
	if !(country > city && city > town && town > 0) {
		t.Errorf("reach of a country %v, a city %v, a town %v", country, city, town)
	}
}
