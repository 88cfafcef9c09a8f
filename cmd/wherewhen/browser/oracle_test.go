package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// record is an event as the file has it, read by nothing of ours.
type record struct {
	Geometry   *struct{ Coordinates []float64 } `json:"geometry"`
	Properties struct {
		ID          string   `json:"id"`
		Title       string   `json:"title"`
		Kind        string   `json:"kind"`
		Start       string   `json:"start"`
		End         string   `json:"end"`
		Country     string   `json:"country"`
		CountryCode string   `json:"country_code"`
		Admin1      string   `json:"admin1"`
		Admin1Code  string   `json:"admin1_code"`
		Area        string   `json:"area"`
		AttackType  string   `json:"attack_type"`
		Targets     []string `json:"targets"`
		Attribution string   `json:"attribution"`
		ActorLink   string   `json:"actor_link"`
		Confidence  string   `json:"confidence"`

		GeoPrecision  string `json:"geo_precision"`
		DatePrecision string `json:"date_precision"`
		KilledLow     *int   `json:"killed_low"`
		Killed        *int   `json:"killed"`
		KilledHigh    *int   `json:"killed_high"`
		Attackers     string `json:"casualties_include_attackers"`
		InjuredLow    *int   `json:"injured_low"`
		Injured       *int   `json:"injured"`
		InjuredHigh   *int   `json:"injured_high"`
		Sources       []struct {
			URL      string   `json:"url"`
			Supports []string `json:"supports"`
		} `json:"sources"`
	} `json:"properties"`
}

// reported is a region as the file has it.
type reported struct {
	Properties struct {
		ID           string   `json:"id"`
		Start        string   `json:"start"`
		End          string   `json:"end"`
		Ongoing      bool     `json:"ongoing"`
		CountryCodes []string `json:"country_codes"`
		Admin1Codes  []string `json:"admin1_codes"`
	} `json:"properties"`
}

func read[T any](t *testing.T, name string) []T {
	t.Helper()
	needsSite(t)
	data, err := os.ReadFile(filepath.Join(os.Getenv("WHEREWHEN_DIST"), "data", name))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Features []T }
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Features
}

// first and last are the days a date as written may mean; compared as texts.
func first(date string) string {
	return date + "-01-01"[len("-01-01")-(10-len(date)):]
}

func last(date string) string {
	switch len(date) {
	case 4:
		return date + "-12-31"
	case 7:
		days := map[string]string{"01": "31", "02": "28", "03": "31", "04": "30", "05": "31", "06": "30",
			"07": "31", "08": "31", "09": "30", "10": "31", "11": "30", "12": "31"}[date[5:]]
		if year := date[:4]; date[5:] == "02" && (year == "2016" || year == "2020" || year == "2024" || year == "2028") {
			days = "29"
		}
		return date + "-" + days
	}
	return date
}

// values are the values a record has in a facet, by the facet's key in links.
func values(r record, regions []reported, facet string) []string {
	p := r.Properties
	switch facet {
	case "kind":
		return []string{p.Kind}
	case "country":
		return []string{p.Country}
	case "province":
		return []string{p.Admin1}
	case "type":
		return []string{p.AttackType}
	case "target":
		return p.Targets
	case "attribution":
		return []string{p.Attribution}
	case "link":
		return []string{p.ActorLink}
	case "confidence":
		return []string{p.Confidence}
	case "place-precision":
		return []string{p.GeoPrecision}
	case "date-precision":
		if p.DatePrecision == "day" && first(p.Start) < last(p.End) {
			return []string{"several-days"}
		}
		return []string{p.DatePrecision}
	case "region":
		var ids []string
		for _, region := range regions {
			g := region.Properties
			over := !g.Ongoing && first(p.Start) > last(g.End) || last(p.End) < first(g.Start)
			inside := slices.Contains(g.Admin1Codes, p.Admin1Code)
			if len(g.Admin1Codes) == 0 {
				inside = slices.Contains(g.CountryCodes, p.CountryCode)
			}
			if inside && !over {
				ids = append(ids, g.ID)
			}
		}
		return ids
	}
	panic("no facet " + facet)
}

var facets = []string{"kind", "country", "province", "region", "type", "target", "attribution", "link", "confidence", "place-precision", "date-precision"}

// question is a filter; its answers are counted one record at a time.
type question struct {
	from, to string // days, "" for all
	chosen   map[string][]string
	query    string // one word in lower case letters without accents
	within   func(lon, lat float64) bool
}

func (q question) fits(r record, regions []reported, ignored string) bool {
	if q.within != nil && (r.Geometry == nil || !q.within(r.Geometry.Coordinates[0], r.Geometry.Coordinates[1])) {
		return false
	}
	if q.from != "" && ignored != "window" && (last(r.Properties.End) < q.from || first(r.Properties.Start) > q.to) {
		return false
	}
	for facet, chosen := range q.chosen {
		if facet == ignored {
			continue
		}
		any := false
		for _, value := range values(r, regions, facet) {
			any = any || slices.Contains(chosen, value)
		}
		if !any {
			return false
		}
	}
	if q.query != "" {
		raw, _ := json.Marshal(r.Properties)
		return strings.Contains(strings.ToLower(string(raw)), q.query)
	}
	return true
}

// answer is what the page must show.
type answer struct {
	shown, located, without int
	stated                  bool   // any event, shown or not, has a figure of people killed
	killed                  [3]int // low, best, high
	counts                  map[string]map[string]int
	ids                     map[string]bool
}

func ask(records []record, regions []reported, q question) answer {
	a := answer{counts: map[string]map[string]int{}, ids: map[string]bool{}}
	for _, facet := range facets {
		a.counts[facet] = map[string]int{}
		for _, r := range records {
			if q.fits(r, regions, facet) {
				for _, value := range values(r, regions, facet) {
					a.counts[facet][value]++
				}
			}
		}
	}
	for _, r := range records {
		p := r.Properties
		a.stated = a.stated || p.Killed != nil || p.KilledLow != nil || p.KilledHigh != nil
		if !q.fits(r, regions, "") {
			continue
		}
		a.shown++
		a.ids[p.ID] = true
		if r.Geometry != nil {
			a.located++
		}
		known := func(order ...*int) (int, bool) {
			for _, n := range order {
				if n != nil {
					return *n, true
				}
			}
			return 0, false
		}
		best, ok := known(p.Killed, p.KilledLow, p.KilledHigh)
		if !ok {
			a.without++
			continue
		}
		low, _ := known(p.KilledLow, p.Killed, p.KilledHigh)
		high, _ := known(p.KilledHigh, p.Killed, p.KilledLow)
		a.killed[0] += low
		a.killed[1] += best
		a.killed[2] += high
	}
	return a
}
