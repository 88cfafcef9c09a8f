package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
)

func selected(t testing.TB, text string, keep func(id string) bool) string {
	t.Helper()
	var out bytes.Buffer
	if err := SelectFeatures("events.geojson", strings.NewReader(text), &out, keep); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func tableOf(t testing.TB, text string) *event.Table {
	t.Helper()
	table, _, err := ReadEvents("events.geojson", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// rows returns the events of a table whose id is wanted.
func rows(table *event.Table, keep func(id string) bool) []event.Event {
	var kept []event.Event
	for row, id := range table.ID.All() {
		if keep(id) {
			kept = append(kept, table.Event(row))
		}
	}
	return kept
}

func all(string) bool { return true }

// Some features have an id of their own, some that of their properties, some
// none, some one that another has; some are no events.
func randomEvents(r *rand.Rand) string {
	var features []string
	for n := range r.IntN(12) {
		id := []string{"", fmt.Sprintf(`"id":"feature-%d",`, r.IntN(12)), fmt.Sprintf(`"id":%d,`, n), `"id":null,`}[r.IntN(4)]
		own := []string{"", fmt.Sprintf(`"id":"e%d",`, r.IntN(20)), `"id":7,`}[r.IntN(3)]
		start := []string{"2024-03-22", "2024-03", "soon"}[r.IntN(3)]
		features = append(features, fmt.Sprintf(`{ "type":"Feature",%s"geometry":null,  "properties":{%s"title":"<é %d>","start":"%s"} }`, id, own, n, start))
	}
	if r.IntN(5) == 0 {
		features = append(features, `{"type":"Feature","geometry":null,"properties":null}`)
	}
	return `{"name":"a \"name\"","type":"FeatureCollection","features":[` + strings.Join(features, ", ") + `],"more":[1, {"features":[]}]}`
}

func TestSelectFeaturesAgainstTheWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 400 {
		whole := randomEvents(r)
		table := tableOf(t, whole)
		half := func(id string) bool { return (len(id)+int(id[len(id)-1]))%2 == 0 }
		for name, keep := range map[string]func(string) bool{"all": all, "half": half, "none": func(string) bool { return false }} {
			got := selected(t, whole, keep)
			if want := rows(table, keep); !reflect.DeepEqual(rows(tableOf(t, got), all), want) {
				t.Fatalf("%s of\n%s\nis\n%s", name, whole, got)
			}
			var members struct {
				Name string          `json:"name"`
				More json.RawMessage `json:"more"`
			}
			if err := json.Unmarshal([]byte(got), &members); err != nil || members.Name != `a "name"` || string(members.More) != `[1, {"features":[]}]` {
				t.Fatalf("other members: %+v, %v\n%s", members, err, got)
			}
		}
	}
}

func TestSelectFeaturesKeepsEveryByte(t *testing.T) {
	data, err := os.ReadFile("../../data/events.geojson")
	if err != nil {
		t.Fatal(err)
	}
	if got := selected(t, string(data), all); got != string(data) {
		t.Error("all features of a file of one feature a line are not the file")
	}
	lines := strings.Split(string(data), "\n")
	table := tableOf(t, string(data))
	want := []string{lines[0]}
	keep := func(id string) bool { return strings.HasPrefix(id, "2021") }
	for row, id := range table.ID.All() {
		if keep(id) {
			want = append(want, strings.TrimSuffix(lines[row+1], ",")+",")
		}
	}
	want[len(want)-1] = strings.TrimSuffix(want[len(want)-1], ",")
	want = append(want, "]}", "")
	if got := selected(t, string(data), keep); !slices.Equal(strings.Split(got, "\n"), want) {
		t.Error("the features of 2021 are not their lines")
	}
}

func TestSelectFeaturesOfNoGeoJSON(t *testing.T) {
	for _, text := range []string{"", "[]", "{", `{"type":"Feature"}`, `{"type":"FeatureCollection"}`,
		`{"type":"FeatureCollection","features":[{"type":"Point"}]}`, `{"type":"FeatureCollection","features":[]} more`} {
		_, _, want := ReadEvents("e", strings.NewReader(text))
		err := SelectFeatures("e", strings.NewReader(text), &bytes.Buffer{}, all)
		if err == nil || err.Error() != want.Error() {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestSelectFeaturesTellsThatItCannotWrite(t *testing.T) {
	err := SelectFeatures("e", strings.NewReader(randomEvents(rand.New(rand.NewPCG(1, 1)))), full{}, all)
	if err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("got %v", err)
	}
}

func FuzzSelectFeatures(f *testing.F) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		f.Add(randomEvents(r), "e1")
	}
	f.Add(`{"type":"FeatureCollection","type":"FeatureCollection","features":[{"type":"Feature","ID":"é","properties":{"Id":"x","start":"2020"}}]}`, "x")
	f.Fuzz(func(t *testing.T, text, one string) {
		table, _, want := ReadEvents("e", strings.NewReader(text))
		var out bytes.Buffer
		err := SelectFeatures("e", strings.NewReader(text), &out, all)
		if (err == nil) != (want == nil) {
			t.Fatalf("error %v, reading gives %v", err, want)
		}
		if err != nil {
			return
		}
		if !reflect.DeepEqual(rows(tableOf(t, out.String()), all), rows(table, all)) {
			t.Fatalf("all is another table: %s", out.String())
		}
		keep := func(id string) bool { return id == one }
		if !reflect.DeepEqual(rows(tableOf(t, selected(t, text, keep)), all), rows(table, keep)) {
			t.Fatalf("%q: another table", one)
		}
	})
}
