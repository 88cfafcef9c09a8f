package session

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
)

// randomText returns a text of any bytes, most of them with a meaning in a
// link.
func randomText(r *rand.Rand) string {
	pieces := []string{"&", "=", ",", "#", "%", "%20", "+", " ", "..", "/", "?", ";", "'", "\"", "<b>", "a", "ISIS-K", "Nangarhār", "ولاية", "кабул", "\x00", "\xff", "😀", "\n"}
	var b strings.Builder
	for range r.IntN(5) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func randomDays(r *rand.Rand) *event.Span {
	first := event.NewDate(event.MinYear, 1, 1)
	days := int32(event.NewDate(event.MaxYear, 12, 31) - first + 1)
	a, b := first+event.Date(r.Int32N(days)), first+event.Date(r.Int32N(days))
	return &event.Span{Start: min(a, b), End: max(a, b)}
}

// randomLink returns a state as a link can hold it: degrees have five
// decimals, zooms have two, choices are sorted.
func randomLink(r *rand.Rand) State {
	var s State
	some := func() bool { return r.IntN(3) == 0 }
	lat := func() float64 { return float64(r.IntN(18_000_001)-9_000_000) / 1e5 }
	lon := func() float64 { return float64(r.IntN(36_000_001)-18_000_000) / 1e5 }
	if some() {
		s.Window = randomDays(r)
	}
	if some() {
		s.View = randomDays(r)
	}
	if some() {
		s.Compare = randomDays(r)
	}
	for f := range s.Chosen {
		if some() {
			for range 1 + r.IntN(3) {
				s.Chosen[f] = append(s.Chosen[f], randomText(r))
			}
			slices.Sort(s.Chosen[f])
			s.Chosen[f] = slices.Compact(s.Chosen[f])
		}
	}
	for _, text := range []*string{&s.Query, &s.Selected, &s.Area, &s.Region} {
		if some() {
			*text = randomText(r)
		}
	}
	if some() {
		for range 3 + r.IntN(5) {
			s.Within = append(s.Within, orb.Point{lon(), lat()})
		}
		if some() {
			s.Within = s.Within[:2]
			s.Within[0][1], s.Within[1][1] = min(s.Within[0][1], s.Within[1][1]), max(s.Within[0][1], s.Within[1][1])
		}
	}
	if some() {
		s.Cell = &Cell{Lon: lon(), Lat: lat(), Level: r.IntN(31), Hexagon: some()}
	}
	if some() {
		s.Camera = &Camera{Lon: lon(), Lat: lat(), Zoom: float64(r.IntN(2401)) / 100}
	}
	s.Globe, s.HideRegions, s.About, s.OldestFirst = some(), some(), some(), some()
	s.Table = some()
	if some() {
		var columns []Column
		for _, c := range r.Perm(int(ColumnCount))[:1+r.IntN(int(ColumnCount))] {
			columns = append(columns, Column(c))
		}
		s.SetColumns(columns)
	}
	if some() {
		for _, c := range r.Perm(int(ColumnCount))[:1+r.IntN(4)] {
			s.Sort = append(s.Sort, SortKey{Column(c), some()})
		}
	}
	s.Marks, s.Size, s.Rim, s.Theme = Marks(r.IntN(5)), Size(r.IntN(3)), Rim(r.IntN(int(FacetCount)+1)), Theme(r.IntN(3))
	s.Lanes, s.LanesByName, s.Context = Lanes(r.IntN(int(LanesCount))), some(), Context(r.IntN(1<<contexts))
	s.Periods, s.PeriodOrder = Periods(r.IntN(4)), PeriodOrder(r.IntN(3))
	return s
}

func TestLinkRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2015))
	for range 5000 {
		want := randomLink(r)
		fragment := want.Fragment()
		for _, c := range fragment {
			if c <= ' ' || c >= 127 || strings.ContainsRune(`"<>#`, c) {
				t.Fatalf("%q is no fragment of a link", fragment)
			}
		}
		if r.IntN(2) == 0 {
			fragment = "#" + fragment
		}
		got, problems := ParseFragment(fragment)
		if len(problems) > 0 || !reflect.DeepEqual(got, want) {
			t.Fatalf("%s\n%+v, want\n%+v\n%v", fragment, got, want, problems)
		}
	}
}

func TestLinkOfNothing(t *testing.T) {
	if f := new(State).Fragment(); f != "" {
		t.Errorf("the state that shows everything is %q", f)
	}
	for _, f := range []string{"", "#", "&", "#&&"} {
		if s, problems := ParseFragment(f); !reflect.DeepEqual(s, State{}) || len(problems) > 0 {
			t.Errorf("%q is read as %+v, %v", f, s, problems)
		}
	}
}

// A link may be written by hand: in any order, with a value twice.
func TestLinkOutOfOrder(t *testing.T) {
	got, problems := ParseFragment("q=a&country=Pakistan,,Iran,Pakistan&to=2021-08-31&from=2021-08-01&size=events&theme=system")
	want := State{Query: "a", Window: &event.Span{Start: event.NewDate(2021, 8, 1), End: event.NewDate(2021, 8, 31)}}
	want.Chosen[Country] = []string{"", "Iran", "Pakistan"}
	if len(problems) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v\n%v", got, want, problems)
	}
}

// A link stays short and is written the same whatever was done before.
func TestLinkIsWrittenInOrder(t *testing.T) {
	s := State{
		Window: &event.Span{Start: event.NewDate(2021, 8, 1), End: event.NewDate(2021, 8, 31)},
		Query:  "a&b, c+d=é", Cell: &Cell{Lon: 69.17, Lat: 34.5, Level: 4},
		Camera: &Camera{Lon: 70.123456, Lat: -0.5, Zoom: 4.567}, Theme: ThemeDark,
	}
	s.Toggle(Country, "Pakistan")
	s.Toggle(Country, "Iran")
	s.Toggle(Kind, "")
	s.Lanes, s.LanesByName, s.Context = LanesAttackType, true, ContextActivity|ContextStrength
	want := "from=2021-08-01&to=2021-08-31&lanes=type&lane-order=name&context=strength,activity&kind=&country=Iran,Pakistan&q=a%26b%2C%20c%2Bd%3D%C3%A9" +
		"&place=34.50000,69.17000,4&map=-0.50000,70.12346,4.57&theme=dark"
	if got := s.Fragment(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	s.Cell.Hexagon = true
	want = strings.Replace(want, "69.17000,4&", "69.17000,4,hexagon&", 1)
	if got := s.Fragment(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// What cannot be read is named, once, and the rest is kept.
func TestMalformedLinks(t *testing.T) {
	cases := []struct{ part, want string }{
		{"from=2021-08-01", "from=2021-08-01: expected to beside it"},
		{"to=2021-08-01", "to=2021-08-01: expected from beside it"},
		{"from=2021-08-02&to=2021-08-01", "from=2021-08-02&to=2021-08-01: expected from not after to"},
		{"from=2021-8-1", "from=2021-8-1: expected a date"},
		{"from=2021-08", "from=2021-08: expected a date"},
		{"to=2021-02-29", "to=2021-02-29: expected a date"},
		{"to=", "to=: expected a percent-encoded value"},
		{"view=2021-08-01", "view=2021-08-01: expected two dates"},
		{"view=2021-08-02..2021-08-01", "view=2021-08-02..2021-08-01: expected two dates"},
		{"view=2021-08-02..", "view=2021-08-02..: expected two dates"},
		{"country=%zz", "country=%zz: expected a percent-encoded value"},
		{"country=Iran,%", "country=Iran,%: expected a percent-encoded value"},
		{"country", "country: expected a percent-encoded value"},
		{"q=", "q=: expected a percent-encoded value"},
		{"event", "event: expected a percent-encoded value"},
		{"place=34.5,69.1", "place=34.5,69.1: expected latitude,longitude,level"},
		{"place=34.5,69.1,4,5", "place=34.5,69.1,4,5: expected latitude"},
		{"place=91,69.1,4", "place=91,69.1,4: expected latitude"},
		{"place=34.5,-180.5,4", "place=34.5,-180.5,4: expected latitude"},
		{"place=34.5,69.1,4.5", "place=34.5,69.1,4.5: expected latitude"},
		{"place=34.5,69.1,-1", "place=34.5,69.1,-1: expected latitude"},
		{"place=34.5,69.1,31", "place=34.5,69.1,31: expected latitude"},
		{"place=34.5,69.1,4,hexagons", "place=34.5,69.1,4,hexagons: expected latitude,longitude,level or latitude,longitude,level,hexagon"},
		{"place=34.5,69.1,hexagon", "place=34.5,69.1,hexagon: expected latitude"},
		{"place=34.5,69.1,4,hexagon,hexagon", "place=34.5,69.1,4,hexagon,hexagon: expected latitude"},
		{"place=34.5,69.1,4.5,hexagon", "place=34.5,69.1,4.5,hexagon: expected latitude"},
		{"place=34.5,69.1,31,hexagon", "place=34.5,69.1,31,hexagon: expected latitude"},
		{"map=NaN,69.1,4", "map=NaN,69.1,4: expected latitude,longitude,zoom"},
		{"map=34.5,Inf,4", "map=34.5,Inf,4: expected latitude"},
		{"map=34.5,69.1,1e9", "map=34.5,69.1,1e9: expected latitude"},
		{"map=34.5,69.1,-0.1", "map=34.5,69.1,-0.1: expected latitude"},
		{"map=,,", "map=,,: expected latitude"},
		{"projection=flat", "projection=flat: expected globe"},
		{"regions=on", "regions=on: expected off"},
		{"lanes=place", "lanes=place: expected kind or country or type or target or attribution"},
		{"lanes=confidence", "lanes=confidence: expected kind or"},
		{"lane-order=count", "lane-order=count: expected name"},
		{"context=strength,weather", "context=strength,weather: expected strength, leaders, activity, statements"},
		{"context=strength,", "context=strength,: expected strength, leaders"},
		{"size=wounded", "size=wounded: expected events or killed or injured"},
		{"marks=heat", "marks=heat: expected circles or density or dots"},
		{"rim=x", "rim=x: expected kind or country or province or region or type or target or actor or attribution or link or confidence or own-1 or own-2 or own-3 or own-4 or own-5 or own-6 or own-7 or own-8 or place-precision or date-precision"},
		{"theme=blue", "theme=blue: expected system or light or dark"},
		{"page=none", "page=none: expected method"},
		{"utm_source=x", "utm_source=x: expected a part this page knows"},
		{"=x", "=x: expected a part this page knows"},
		{"nonsense", "nonsense: expected"},
		{"kind=b&kind=c", "kind=c: given twice, the first one is used"},
	}
	for _, c := range cases {
		want := State{Area: "AF", Region: "r"}
		if strings.HasPrefix(c.part, "kind=b") {
			want.Chosen[Kind] = []string{"b"}
		}
		got, problems := ParseFragment("area=AF&" + c.part + "&about-region=r")
		if len(problems) != 1 || !strings.HasPrefix(problems[0], c.want) {
			t.Errorf("%s: problems %q, want %q", c.part, problems, c.want)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: read as %+v, want %+v", c.part, got, want)
		}
	}
}

func FuzzFragment(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 2015))
	for range 20 {
		s := randomLink(r)
		f.Add(s.Fragment())
	}
	for _, s := range []string{"#kind=&country=,a", "map=-0.000001,1e1,0x1p2", "place=1,2,-0", "place=1,2,3,hexagon", "place=1,2,3%2Chexagon", "q=%00&q=a", "from=2021-01-01&from=2021-01-02&to=2022-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, problems := ParseFragment(text)
		for _, p := range problems {
			if p == "" {
				t.Fatalf("%q: a problem without words", text)
			}
		}
		once := s.Fragment()
		again, problems := ParseFragment(once)
		if len(problems) > 0 {
			t.Fatalf("%q was read and written as %q: %v", text, once, problems)
		}
		if twice := again.Fragment(); twice != once {
			t.Fatalf("%q was written as %q and then as %q", text, once, twice)
		}
		// But for decimals nothing changed.
		if s.Cell != nil {
			again.Cell.Lat, again.Cell.Lon = s.Cell.Lat, s.Cell.Lon
		}
		if s.Camera != nil {
			again.Camera = s.Camera
		}
		if !reflect.DeepEqual(again, s) {
			t.Fatalf("%q was read as %+v and again as %+v", text, s, again)
		}
	})
}

func TestToggle(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2015))
	var s State
	var want [FacetCount]map[string]bool
	for f := range want {
		want[f] = make(map[string]bool)
	}
	for range 2000 {
		f, value := Facet(r.IntN(int(FacetCount))), fmt.Sprint(r.IntN(5))
		if value == "0" {
			value = "" // not stated
		}
		before := s.Clone()
		old := s.Chosen[f]
		s.Toggle(f, value)
		want[f][value] = !want[f][value]
		if !slices.Equal(old, before.Chosen[f]) {
			t.Fatalf("Toggle changed the choice of another state: %q, was %q", old, before.Chosen[f])
		}
		filtered := false
		for f, chosen := range want {
			var names []string
			for name, is := range chosen {
				if is {
					names = append(names, name)
				}
			}
			slices.Sort(names)
			if !reflect.DeepEqual(s.Chosen[f], names) {
				t.Fatalf("%s is %q, want %q", Facet(f).Key(), s.Chosen[f], names)
			}
			filtered = filtered || len(names) > 0
		}
		if s.Filtered() != filtered {
			t.Fatalf("Filtered is %v of %v", s.Filtered(), s.Chosen)
		}
	}
}

// What filters is cleared; what is looked at stays.
func TestClearFilters(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2015))
	for range 500 {
		s := randomLink(r)
		want := s.Clone()
		filtered := s.Window != nil || s.Query != "" || s.Within != nil
		for f := range s.Chosen {
			filtered = filtered || len(s.Chosen[f]) > 0
			want.Chosen[f] = nil
		}
		want.Window, want.Compare, want.Query, want.Within = nil, nil, "", nil
		if s.Filtered() != filtered {
			t.Fatalf("Filtered is %v of %+v", !filtered, s)
		}
		s.ClearFilters()
		if s.Filtered() || !reflect.DeepEqual(s, want) {
			t.Fatalf("%+v, want %+v", s, want)
		}
	}
}

func TestCloneSharesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2015))
	for range 500 {
		s := randomLink(r)
		before := s.Fragment()
		c := s.Clone()
		if !reflect.DeepEqual(c, s) {
			t.Fatalf("%+v became %+v", s, c)
		}
		for _, span := range []*event.Span{c.Window, c.View} {
			if span != nil {
				*span = event.Span{}
			}
		}
		if c.Cell != nil {
			*c.Cell = Cell{}
		}
		if c.Camera != nil {
			*c.Camera = Camera{}
		}
		for _, chosen := range c.Chosen {
			for i := range chosen {
				chosen[i] = "changed"
			}
		}
		if s.Fragment() != before {
			t.Fatalf("%s became %s", before, s.Fragment())
		}
	}
}

// TestLinksStayShort writes the link of a view as people share it.
func TestLinksStayShort(t *testing.T) {
	s := State{
		Window: &event.Span{Start: event.NewDate(2021, 8, 1), End: event.NewDate(2022, 8, 31)}, Query: "school", Selected: "2021-08-26-kabul-airport-abbey-gate",
		Camera: &Camera{Lon: 69.21, Lat: 34.56, Zoom: 10.25}, Lanes: LanesKind, Periods: PeriodsMonth, Size: SizeKilled,
	}
	s.Toggle(Province, "Kabul")
	s.Toggle(Kind, "attack")
	if link := s.Fragment(); len(link) > 250 {
		t.Errorf("the link has %d characters: %s", len(link), link)
	}
}
