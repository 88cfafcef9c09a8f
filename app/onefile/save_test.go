package onefile

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/session"
)

// shelf has parts; those of the data are the files of this project.
type shelf struct {
	t     *testing.T
	files map[string]string
	lacks string
	steps []int
}

func newShelf(t *testing.T) *shelf {
	s := &shelf{t: t, files: map[string]string{"single": template}}
	for name, file := range map[string]string{"events": "events.geojson", "regions": "regions.geojson", "areas": "areas.geojson"} {
		data, err := os.ReadFile("../../data/" + file)
		if err != nil {
			t.Fatal(err)
		}
		s.files[name] = string(data)
	}
	return s
}

func (s *shelf) Read(name string) ([]byte, error) {
	if name == s.lacks {
		return nil, errors.New(name + " is gone")
	}
	if contents, ok := s.files[name]; ok {
		return []byte(contents), nil
	}
	return []byte(name), nil
}

func (s *shelf) Packed(name string) ([]byte, error) {
	contents, err := s.Read(name)
	if err != nil {
		return nil, err
	}
	return s.Pack(contents)
}

func (s *shelf) Pack(contents []byte) ([]byte, error) { return zip(s.t, string(contents)), nil }

func (s *shelf) Progress(done, of int) { s.steps = append(s.steps, done*1000/of) }

func (s *shelf) show(fragment string) *session.Session {
	s.t.Helper()
	table, _, err := intake.ReadEvents("events", strings.NewReader(s.files["events"]))
	if err != nil {
		s.t.Fatal(err)
	}
	regions, err := intake.ReadRegions("regions", strings.NewReader(s.files["regions"]))
	if err != nil {
		s.t.Fatal(err)
	}
	areas, err := intake.ReadAreas("areas", strings.NewReader(s.files["areas"]))
	if err != nil {
		s.t.Fatal(err)
	}
	shown := session.New(table, regions, areas)
	state, problems := session.ParseFragment(fragment)
	if problems = append(problems, shown.Apply(state)...); len(problems) > 0 {
		s.t.Fatalf("%s: %v", fragment, problems)
	}
	return shown
}

var whole = Site{Version: "1", Files: map[string]string{"regions": "r", "areas": "a"}, Early: []string{"app.wasm", "events"}}

// opened is what a document shows when it is opened.
func (s *shelf) opened(document []byte) (Site, *session.Session) {
	s.t.Helper()
	site, err := ParseSite(block.FindSubmatch(document)[1])
	if err != nil {
		s.t.Fatal(err)
	}
	inner := &shelf{t: s.t, files: map[string]string{}}
	for name, contents := range held(s.t, document) {
		inner.files[name] = contents
	}
	return site, inner.show(site.Fragment)
}

func TestSaveHoldsWhatIsShown(t *testing.T) {
	s := newShelf(t)
	for _, fragment := range []string{
		"", "kind=arrest", "from=2021-01-01&to=2021-12-31&kind=attack&country=Afghanistan,Iran,Turkey",
		"q=kabul&map=34.00000,69.00000,5.00&theme=dark", "kind=arrest&event=2024-03-22-crocus-city-hall-moscow", "q=nothing-like-this",
	} {
		shown := s.show(fragment)
		for _, all := range []bool{false, true} {
			before := shown.State().Fragment()
			document, err := Save(s, whole, Choice{Session: shown, All: all, On: event.NewDate(2026, 11, 24), From: "file:///secret"})
			if err != nil {
				t.Fatal(err)
			}
			if shown.State().Fragment() != before {
				t.Errorf("%s: the session shows %s", fragment, shown.State().Fragment())
			}
			// show fails for a fragment that the events held have less of.
			site, inside := s.opened(document)
			if inside.Rim() != shown.Rim() {
				t.Errorf("%s: colours by %s, want %s", fragment, inside.Rim().Key(), shown.Rim().Key())
			}
			var want []string
			for row, id := range shown.Table.ID.All() {
				if all || shown.Visible(row) {
					want = append(want, id)
				}
			}
			if got := ids(inside.Table); !slices.Equal(want, got) {
				t.Errorf("%s, all %v: holds %v, want %v", fragment, all, got, want)
			}
			if got, want := inside.Totals().Shown, shown.Totals().Shown; got != want {
				t.Errorf("%s, all %v: %d events are shown, want %d", fragment, all, got, want)
			}
			if *site.Saved != (Saved{On: "2026-11-24", Of: shown.Table.Len()}) {
				t.Errorf("saved: %+v", site.Saved)
			}
			if n := strings.Count(string(document), "<li>"); n != len(want) {
				t.Errorf("%s: %d events are listed, want %d", fragment, n, len(want))
			}
		}
	}
	if !slices.IsSorted(s.steps[:len(s.steps)/12]) || slices.Max(s.steps) >= 1000 {
		t.Errorf("progress: %v", s.steps)
	}
}

// A file saved from a file still says how many events there were at first, and
// where.
func TestSaveAgain(t *testing.T) {
	s := newShelf(t)
	first, err := Save(s, whole, Choice{Session: s.show("kind=arrest"), On: event.NewDate(2026, 1, 1), From: "https://example.org/#kind=arrest"})
	if err != nil {
		t.Fatal(err)
	}
	site, shown := s.opened(first)
	state, _ := session.ParseFragment("country=Turkey")
	shown.Apply(state)
	inner := &shelf{t: t, files: held(t, first)}
	second, err := Save(inner, site, Choice{Session: shown, On: event.NewDate(2026, 2, 2), From: "https://elsewhere.example/"})
	if err != nil {
		t.Fatal(err)
	}
	again, inside := s.opened(second)
	if want := (Saved{On: "2026-02-02", Of: s.show("").Table.Len(), From: "https://example.org/#kind=arrest"}); *again.Saved != want {
		t.Errorf("saved again: %+v, want %+v", *again.Saved, want)
	}
	if inside.Table.Len() != shown.Totals().Shown || inside.Table.Len() == 0 {
		t.Errorf("holds %d events, want %d", inside.Table.Len(), shown.Totals().Shown)
	}
	third, err := Save(inner, site, Choice{Session: shown, On: event.NewDate(2026, 2, 2)})
	if err != nil || !bytes.Equal(second, third) {
		t.Errorf("the same again has other bytes: %v", err)
	}
}

// A person's own events are saved without anything of the site's collection,
// and can be saved again from there.
func TestSaveOwnFile(t *testing.T) {
	s := newShelf(t)
	all := s.show("").Table
	all.Own, all.Joined = []event.OwnColumn{{Title: "File", Category: all.Confidence}}, true
	own := session.New(all, nil, nil)
	state, _ := session.ParseFragment("kind=arrest")
	own.Apply(state)
	document, err := Save(s, whole, Choice{Session: own, On: event.NewDate(2026, 1, 1), From: "https://example.org/", Own: "mine <b>.csv"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		site, err := ParseSite(block.FindSubmatch(document)[1])
		if err != nil {
			t.Fatal(err)
		}
		parts := held(t, document)
		for _, name := range []string{"events", "regions", "areas", "indicators"} {
			if _, ok := parts[name]; ok || site.Files[name] != "" {
				t.Errorf("%s of the collection are in it", name)
			}
		}
		table, regions, areas, err := event.Decode([]byte(parts["columns"]))
		if err != nil || len(regions)+len(areas) > 0 {
			t.Fatalf("%d regions, %d areas, %v", len(regions), len(areas), err)
		}
		var want []string
		for row, id := range all.ID.All() {
			if all.Kind.Name(row) == "arrest" {
				want = append(want, id)
			}
		}
		if got := ids(table); !slices.Equal(want, got) {
			t.Errorf("holds %v, want %v", got, want)
		}
		if len(table.Own) != 1 || table.Own[0].Title != "File" || !table.Joined {
			t.Error("the columns of the files' own are lost")
		}
		for row := range table.Len() {
			if table.Own[0].Name(row) != table.Confidence.Name(row) {
				t.Fatalf("row %d is of %q", row, table.Own[0].Name(row))
			}
		}
		if site.Title != "mine <b>.csv" || site.Collection.Licence != "" || !site.Collection.Own {
			t.Errorf("it says of itself: %q %+v", site.Title, site.Collection)
		}
		if *site.Saved != (Saved{On: event.NewDate(2026, 1, 1+i).String(), Of: all.Len()}) {
			t.Errorf("saved: %+v", site.Saved)
		}
		again := session.New(table, nil, nil)
		if document, err = Save(&shelf{t: t, files: parts}, site, Choice{Session: again, On: event.NewDate(2026, 1, 2), From: "file:///x"}); err != nil {
			t.Fatal(err)
		}
	}
}

// Events that may not be passed on stay out, and the document says whose terms
// the others are under.
func TestSaveLeavesOutWhatMayNotBePassedOn(t *testing.T) {
	s := newShelf(t)
	all := s.show("").Table
	own := session.New(all, nil, nil)
	state, _ := session.ParseFragment("kind=arrest")
	own.Apply(state)
	terms := intake.Terms{Licence: "not to be passed on", LicenceURL: "https://example.org/terms", Private: true, Attribution: "A source. Filters: none."}
	odd := func(row int) bool { return row%2 == 1 }
	for _, c := range []Choice{
		{Own: "mine.csv", Terms: terms},
		{Own: "mine.csv", Terms: terms, Keep: odd},
		{Own: "mine.csv", Terms: terms, Keep: odd, All: true},
		{Own: "mine.csv", Terms: terms, Keep: func(int) bool { return false }, All: true},
		{Keep: odd},
		{Keep: odd, All: true},
	} {
		c.Session, c.On = own, event.NewDate(2026, 1, 1)
		document, err := Save(s, whole, c)
		if err != nil {
			t.Fatal(err)
		}
		site, err := ParseSite(block.FindSubmatch(document)[1])
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		of := 0
		for row, id := range all.ID.All() {
			if c.Keep != nil && !c.Keep(row) {
				continue
			}
			of++
			if c.All || all.Kind.Name(row) == "arrest" {
				want = append(want, id)
			}
		}
		parts := held(t, document)
		var got []string
		if c.Own == "" {
			table, _, err := intake.ReadEvents("events", strings.NewReader(parts["events"]))
			if err != nil {
				t.Fatal(err)
			}
			got = ids(table)
		} else {
			table, _, _, err := event.Decode([]byte(parts["columns"]))
			if err != nil {
				t.Fatal(err)
			}
			got = ids(table)
			if col := site.Collection; !col.Private || col.Attribution != terms.Attribution || col.Licence != terms.Licence || !strings.Contains(string(document), terms.Attribution) {
				t.Errorf("it says of itself: %+v", col)
			}
		}
		if !slices.Equal(got, want) || site.Saved.Of != of {
			t.Errorf("holds %v of %d, want %v of %d", got, site.Saved.Of, want, of)
		}
	}
}

func TestSaveNamesWhatIsMissing(t *testing.T) {
	for _, name := range []string{"events", "single", "loader", "app.wasm", "areas"} {
		s := newShelf(t)
		shown := s.show("kind=arrest")
		s.lacks = name
		if _, err := Save(s, whole, Choice{Session: shown}); err == nil || !strings.Contains(err.Error(), name+" is gone") {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

func TestListedDatesSayNoMoreThanIsKnown(t *testing.T) {
	d := event.NewDate
	for _, c := range []struct {
		from, to event.Date
		p        event.Precision
		want     string
	}{
		{d(2024, 3, 22), d(2024, 3, 22), event.Day, "2024-03-22"},
		{d(2024, 3, 22), d(2024, 4, 1), event.Day, "2024-03-22/2024-04-01"},
		{d(2024, 3, 18), d(2024, 3, 24), event.Week, "2024-03-18/2024-03-24"},
		{d(2024, 3, 1), d(2024, 3, 31), event.Month, "2024-03"},
		{d(2024, 3, 1), d(2024, 4, 30), event.Month, "2024-03/2024-04"},
		{d(2024, 1, 1), d(2024, 12, 31), event.Year, "2024"},
	} {
		if got := days(event.Span{Start: c.from, End: c.to}, c.p); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func ExampleSite_FileName() {
	site := Site{Title: "Reported attacks"}
	fmt.Println(site.FileName(event.NewDate(2026, 11, 24), ".html"))
	// Output: reported-attacks-2026-11-24.html
}

func ids(table *event.Table) (all []string) {
	for _, id := range table.ID.All() {
		all = append(all, id)
	}
	return all
}
