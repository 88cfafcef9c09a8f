package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/session"
)

// pageOf is a page of events, without a browser.
func pageOf(t *event.Table, regions []event.Region, areas []event.Area) *Page {
	p := NewPage()
	p.session = session.New(t, regions, areas)
	p.home = p.session
	return p
}

// inWords is what the page says of a state.
func inWords(t *testing.T, p *Page, s session.State) (headline, description string) {
	t.Helper()
	if problems := p.session.Apply(s); len(problems) > 0 {
		t.Fatal(problems)
	}
	survey := p.session.Survey()
	for !survey.Look(7) {
	}
	v := p.view(true)
	v.of(survey.Digest(), p.session.Table)
	return p.words.headline(v), p.words.description(v)
}

// The collection in words: what a reader can count in the file.
func TestDescriptionOfTheCollection(t *testing.T) {
	read := func(name string) *os.File {
		f, err := os.Open("../../data/" + name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	}
	table, _, err := intake.ReadEvents("events", read("events.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	regions, err := intake.ReadRegions("regions", read("regions.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	areas, err := intake.ReadAreas("areas", read("areas.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, fragment := range []string{
		"", "kind=attack", "kind=attack&country=Afghanistan&province=Kabul", "from=2019-01-01&to=2020-12-31", "from=2019-03-01&to=2019-05-31",
		"from=2019-03-02&to=2019-05-31&kind=attack", "kind=attack,arrest&country=Turkey", "q=crocus", "kind=arrest&type=suicide%20bombing",
		"country=Turkey,Iran,Russia", "country=Germany,Iran,Russia,Turkey", "attribution=disputed&confidence=low,disputed", "kind=milestone",
		"q=nothing+has+this&from=2019-01-01&to=2019-12-31", "kind=foiled-plot", "type=shooting", "area=PK", "area=AF&kind=arrest",
	} {
		s, problems := session.ParseFragment(fragment)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		p := pageOf(table, regions, areas)
		if s.Area != "" && p.session.AreaName(s.Area) == "" {
			s.Area = p.session.Areas[0].Code
		}
		_, text := inWords(t, p, s)
		lines = append(lines, fragment+"\n  "+text)
	}
	golden(t, "description.txt", strings.Join(lines, "\n")+"\n")
}

// golden compares with a file of testdata, or writes it: UPDATE=1 go test.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed (UPDATE=1 writes it anew):\n%s\nwant\n%s", file, got, want)
	}
}

// numberBefore finds the number in front of words, 0 when they are not there.
func numberBefore(text, words string) int {
	m := regexp.MustCompile(`([0-9,]+) ` + words).FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n := 0
	fmt.Sscan(strings.ReplaceAll(m[1], ",", ""), &n)
	return n
}

// Whatever is shown, the numbers in the words are those of plain counting.
func TestDescriptionAgainstEvents(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	var none, one, some, noFigure int
	for round := range 400 {
		table := event.Synthetic(1+r.IntN(120), uint64(round))
		p := pageOf(table, nil, nil)
		var s session.State
		if r.IntN(2) == 0 {
			s.Chosen[session.Kind] = []string{table.Kind.Names[r.IntN(len(table.Kind.Names))]}
		}
		if r.IntN(3) == 0 {
			s.Chosen[session.Country] = []string{table.Country.Names[r.IntN(len(table.Country.Names))]}
		}
		if r.IntN(2) == 0 {
			from := p.session.Domain.Start + event.Date(r.IntN(p.session.Domain.Days()))
			s.Window = &event.Span{Start: from, End: min(p.session.Domain.End, from+event.Date(r.IntN(4000)))}
			if *s.Window == p.session.Domain {
				s.Window = nil
			}
		}
		if r.IntN(4) == 0 && len(p.session.Places.Lon) > 0 {
			place := r.IntN(len(p.session.Places.Lon))
			s.Cell = &session.Cell{Lon: p.session.Places.Lon[place], Lat: p.session.Places.Lat[place], Level: r.IntN(4)}
		}
		headline, text := inWords(t, p, s)

		var n, low, best, high, with, inexact, coarsePlace int
		countries, kinds, types := map[string]int{}, map[string]int{}, map[string]int{}
		var only event.Event
		first, last := 9999, 0
		for row := range table.Len() {
			e := table.Event(row)
			if k := s.Chosen[session.Kind]; k != nil && e.Kind != k[0] {
				continue
			}
			if c := s.Chosen[session.Country]; c != nil && e.Country != c[0] {
				continue
			}
			if s.Window != nil && (e.Span.End < s.Window.Start || e.Span.Start > s.Window.End) {
				continue
			}
			if s.Cell != nil && !slices.Contains(p.session.ListRows(), int32(row)) { // which session tests against events
				continue
			}
			n++
			only = e
			countries[e.Country]++
			kinds[e.Kind]++
			types[e.AttackType]++
			if e.Killed.Known() {
				with++
				f := e.Killed.Filled()
				low, best, high = low+int(f.Low), best+int(f.Best), high+int(f.High)
			}
			if e.Precision != event.Day || e.Span.Start != e.Span.End {
				inexact++
			}
			if e.GeoPrecision == "district" || e.GeoPrecision == "province" || e.GeoPrecision == "country" || !e.Located {
				coarsePlace++
			}
			a, _, _ := e.Span.Start.Civil()
			b, _, _ := e.Span.End.Civil()
			first, last = min(first, a), max(last, b)
		}
		fail := func(what string) {
			t.Helper()
			t.Errorf("%+v: %s\n%s", s, what, text)
		}
		if !strings.HasPrefix(text, headline) {
			fail("does not begin with the headline " + headline)
		}
		switch {
		case n == 0:
			none++
			if !strings.HasPrefix(text, "No reported events") || numberBefore(text, "killed") > 0 {
				fail("nothing is shown")
			}
			continue
		case n == 1:
			one++
			if !strings.HasPrefix(text, "1 ") || !strings.Contains(text, english.span(only.Span, only.Precision)) {
				fail("one event is shown")
			}
		default:
			some++
			if s.Window == nil && !strings.Contains(text, english.span(event.Span{Start: event.NewDate(first, 1, 1), End: event.NewDate(last, 12, 31)}, event.Year)) {
				fail(fmt.Sprint("the years are ", first, " to ", last))
			}
			if s.Cell == nil && len(countries) > 3 && numberBefore(text, "countries") != len(countries) {
				fail(fmt.Sprint(len(countries), " countries"))
			}
			for name := range countries {
				if s.Cell == nil && len(countries) <= 3 && !strings.Contains(headline, name) {
					fail("is not in " + name)
				}
			}
			most, next, name := 0, 0, ""
			for value, k := range types {
				switch {
				case value == "":
				case k > most:
					most, next, name = k, most, value
				default:
					next = max(next, k)
				}
			}
			said := strings.Contains(text, "by \u2068"+name) || strings.Contains(text, "by "+name)
			if want := most > next && most > 1; want != said {
				fail(fmt.Sprintf("%d by %s, then %d: said is %v", most, name, next, said))
			}
			if strings.Contains(text, "; most by") != (most > next && most > 1 && 2*most > n && most < n) {
				fail(fmt.Sprintf("%d of %d by %s", most, n, name))
			}
		}
		if numberBefore(text, "(reported|statement)") != n {
			fail(fmt.Sprint(n, " are shown"))
		}
		if only := len(kinds) == 1; only != !strings.Contains(text, "reported event") {
			fail(fmt.Sprint("kinds ", kinds))
		}
		stated := p.session.StatesKilled()
		switch {
		case !stated:
			if strings.Contains(text, "killed") {
				fail("nothing is known of people killed")
			}
		case with == 0:
			noFigure++
			if !strings.Contains(text, english.noKilledFigures) {
				fail("none has a figure")
			}
		default:
			if numberBefore(text, "killed") != best || low != high && (numberBefore(text, ", highest") != 0 || !strings.Contains(text, fmt.Sprintf("(lowest %s, highest %s)", thousands(low), thousands(high)))) {
				fail(fmt.Sprint(best, " killed, ", low, " to ", high))
			}
			if numberBefore(text, "without a figure") != n-with {
				fail(fmt.Sprint(n-with, " without a figure"))
			}
		}
		if numberBefore(text, "with no single known day") != inexact || numberBefore(text, "known to no nearer place") != coarsePlace {
			fail(fmt.Sprint(inexact, " imprecise days, ", coarsePlace, " places"))
		}
	}
	if none < 5 || one < 10 || some < 100 || noFigure < 5 {
		t.Errorf("tried %d of none, %d of one, %d of more, %d without figures", none, one, some, noFigure)
	}
}

// A file of a person's own may state little, and in its own words.
func TestDescriptionOfAnotherFile(t *testing.T) {
	table := func(csv string) *event.Table {
		table, _, err := intake.ReadCSV("f", strings.NewReader(csv))
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	for _, c := range []struct{ csv, want string }{
		{"start,lon,lat\n2021-05-03,1,2\n2022-01-01,3,4\n", "2 reported events, 2021–2022."},
		{"start,country,lon,lat\n2021-05-03,Ghana,1,2\n2022-01-01,,3,4\n", "2 reported events in Ghana and 1 of no stated country, 2021–2022."},
		{"start,kind,killed,place\n2021-05,flood,3,Accra\n", "1 reported event in Accra, May 2021, 3 killed. 1 with no single known day (1 to the month), 1 known to no nearer place than a district, province or country."},
		{"start,kind,killed_low,lon,lat\n2021-05-04,attack,3,1,1\n2021-05-05,attack,,1,1\n", "2 reported attacks, 2021, 3 killed. 1 without a figure of people killed."},
		{"start,killed,lon,lat\n2021-05-04,0,1,1\n", "1 reported event, 4 May 2021, 0 killed."},
		{"start,attack_type,lon,lat\n2021,fire,1,1\n2021,fire,1,1\n", "2 reported events, 2021; all by fire. 2 with no single known day (2 to the year)."},
		{"start,end,lon,lat\n2021-05-03,2021-05-06,1,1\n2021-05,,1,1\n2021-05-04,,1,1\n", "3 reported events, 2021. 2 with no single known day (1 to the month, 1 over several days)."},
	} {
		if _, got := inWords(t, pageOf(table(c.csv), nil, nil), session.State{}); got != c.want {
			t.Errorf("%q\n%s\nwant\n%s", c.csv, got, c.want)
		}
	}
}
