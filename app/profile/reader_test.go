package profile

import (
	"errors"
	"strings"
	"testing"

	"wherewhen/app/event"
)

func readWith(t *testing.T, m Mapping, text string) (*event.Table, *Reader, string) {
	t.Helper()
	columns, cells := table(text)
	r, err := NewReader("f", columns, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Take(&memory{cells: cells, line: 2}); err != nil {
		t.Fatal(err)
	}
	var problems []string
	for _, p := range r.Problems() {
		problems = append(problems, p.Error())
	}
	events, _ := r.Table()
	return events, r, strings.Join(problems, "\n")
}

func TestProblemsOfRows(t *testing.T) {
	m := Mapping{Uses: []Use{
		{Role: "id", Columns: []string{"id"}}, {Role: "start", Columns: []string{"date"}}, {Role: "end", Columns: []string{"until"}},
		{Role: "latitude", Columns: []string{"lat"}}, {Role: "longitude", Columns: []string{"lon"}},
		{Role: "killed_low", Columns: []string{"low"}}, {Role: "killed", Columns: []string{"killed"}}, {Role: "killed_high", Columns: []string{"high"}},
	}}
	const header = "id|date|until|lat|lon|low|killed|high\n"
	for row, want := range map[string]string{
		"a|2020-01-01||10|20|1|2|3":   "",
		"a|2020-01-01":                "",
		"a|2020-01-01||10|20|1|2|3||": "",
		"a|2020-01-01||10|20|1|2|3|x": "f: line 2 = 9 cells: expected 8, one for each column; left out",
		"a|0000-01-01":                "f: line 2 (a): date = 0000-01-01: expected a year from 1 to 9999; left out",
		"a|":                          "f: line 2 (a): date: expected a date; left out",
		"a||2020":                     "",
		"a|2020-01-02|2020-01-01":     "f: line 2 (a): until = 2020-01-01: expected a date not before 2020-01-02; left out",
		"a|2020-01-02|soon":           "f: line 2 (a): until = soon: expected a date; left out",
		"a|2020||NaN|20":              "f: line 2 (a): lat = NaN: expected degrees, as 34.53 or 34°31'48\"N",
		"a|2020||91|100":              "f: line 2 (a): lat, lon = 91, 100: expected a latitude from -90 to 90",
		"a|2020||100|9":               "f: line 2 (a): lat, lon = 100, 9: expected a latitude from -90 to 90; are latitude and longitude exchanged?",
		"a|2020||10|":                 "f: line 2 (a): lat = 10: expected a longitude beside it",
		"a|2020||10°E|20":             "f: line 2 (a): lat = 10°E: expected latitude; are latitude and longitude exchanged?",
		"a|2020||||x":                 "f: line 2 (a): low = x: expected a whole number, 0 or more",
		"a|2020|||||-1":               "f: line 2 (a): killed = -1: expected a whole number, 0 or more",
		"a|2020|||||4000000000":       "f: line 2 (a): killed = 4000000000: expected a whole number, 0 or more",
		"a|2020|||||2.5":              "f: line 2 (a): killed = 2.5: expected a whole number, 0 or more",
		"a|2020||||7|3|":              "f: line 2 (a): killed = low 7, best 3: expected low ≤ best ≤ high; what contradicts the best figure is kept in a note only",
		"a|2020||||7||3":              "f: line 2 (a): killed = low 7, high 3: expected low ≤ best ≤ high; what contradicts the best figure is kept in a note only",
		"a|2020-01-01\na|2020-01-01":  "f: line 3 (a): id = a: expected an id of its own; line 2 has it; left out",
		"a|soon\na|2020-01-01":        "f: line 2 (a): date = soon: expected a date; left out",
	} {
		events, r, got := readWith(t, m, header+row)
		if got != want {
			t.Errorf("%s:\n%s, want\n%s", row, got, want)
		}
		c := r.Counts()
		if c.Shown != events.Len() || c.Rows != c.Shown+c.Rejected || (c.Rejected > 0) != strings.Contains(want, "left out") {
			t.Errorf("%s: %+v", row, c)
		}
	}
}

// What a file does not say is absent, never 0.
func TestUnknownIsAbsent(t *testing.T) {
	columns, _ := fixture(t, "gtd.csv")
	cells := make([]string, len(columns))
	at := positions(columns)
	cells[at["iyear"]], cells[at["eventid"]] = "1970", "1"
	for _, c := range []string{"nkill", "nwound", "nkillter", "claimed", "doubtterr", "specificity"} {
		cells[at[c]] = "-9"
	}
	f, _ := Recognise("gtd.csv", columns, cells)
	r, err := NewReader("gtd.csv", columns, f.Mapping)
	if err != nil {
		t.Fatal(err)
	}
	r.Add(cells, 2)
	events, _ := r.Table()
	e := events.Event(0)
	if len(r.Problems()) > 0 || e.Killed != event.UnknownRange || e.Injured != event.UnknownRange || e.Located ||
		e.Attribution != "" || e.CasualtiesIncludeAttackers != "" || e.CasualtiesNote != "" || e.ConfidenceNote != "" || e.GeoPrecision != "" {
		t.Errorf("%+v\n%v", e, r.Problems())
	}
}

// faulty has a row that cannot be read, and an end that is none.
type faulty struct{ at int }

var errTorn = errors.New("the file is torn")

func (f *faulty) Next() ([]string, int, error) {
	f.at++
	switch f.at {
	case 1:
		return []string{"2020"}, 2, nil
	case 2:
		return nil, 3, &Fault{Line: 3, Expected: "a quote at the end"}
	case 3:
		return []string{" "}, 4, nil
	case 4:
		return []string{"2021"}, 5, nil
	}
	return nil, 0, errTorn
}

func TestFaults(t *testing.T) {
	r, err := NewReader("f", []string{"date"}, Mapping{Uses: []Use{{Role: "start", Columns: []string{"Date"}}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Take(&faulty{}); !errors.Is(err, errTorn) {
		t.Error(err)
	}
	if c := r.Counts(); c != (Counts{Rows: 3, Shown: 2, WithoutPoint: 2, Rejected: 1}) {
		t.Errorf("%+v", c)
	}
	if p := r.Problems(); len(p) != 1 || p[0].Error() != "f: line 3: expected a quote at the end; left out" {
		t.Error(p)
	}
	_, rows := r.Table()
	if cells, err := Original(&faulty{}, rows[1]); err != nil || cells[0] != "2021" {
		t.Error(cells, err)
	}
}

func TestMappingsThatCannotBe(t *testing.T) {
	for text, want := range map[string]string{
		`{}`:        "expected a column for start",
		`[]`:        "mapping: json:",
		`{"use":1}`: "unknown field",
		`{"uses":[{"role":"victim","columns":["a"]}]}`:                                        `role "victim": expected a property of an event`,
		`{"uses":[{"role":"start","columns":["a"],"format":"D-M"}]}`:                          `format "D-M": expected one of: D/M or M/D; D/M/Y`,
		`{"uses":[{"role":"start"}]}`:                                                         "expected columns, or what it says",
		`{"uses":[{"role":"start","columns":["a","b","c","d"],"format":"year, month, day"}]}`: "4 columns",
		`{"uses":[{"role":"source_1_url","columns":["a"]}]}`:                                  "source_1_url",
		`{"uses":[{"role":"source_9999999_url","columns":["a"]}]}`:                            "source_9999999_url",
	} {
		if _, err := ParseMapping([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	m := Mapping{Uses: []Use{{Role: "start", Columns: []string{"date"}}, {Role: "killed", Columns: []string{"dead"}}}}
	if _, err := NewReader("f", []string{"day"}, m); err == nil || !strings.Contains(err.Error(), "none of the columns") {
		t.Error(err)
	}
	_, _, problems := readWith(t, m, "date\n2020")
	if want := "f: columns = dead: expected in the file; the mapping takes killed from it"; problems != want {
		t.Errorf("%s, want %s", problems, want)
	}
}

func BenchmarkReader(b *testing.B) {
	for _, file := range []string{"GEDEvent_v25_1.csv", "acled.csv"} {
		b.Run(file, func(b *testing.B) {
			columns, rows := fixture(&testing.T{}, file)
			f, _ := Recognise(file, columns, rows.cells[0])
			cells := rows.cells[0]
			id := []byte("000000000")
			at := positions(columns)[name(f.Mapping.Uses[0].Columns[0])]
			r, err := NewReader(file, columns, f.Mapping)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				for i := len(id) - 1; ; i-- {
					if id[i]++; id[i] <= '9' {
						break
					}
					id[i] = '0'
				}
				cells[at] = string(id)
				r.Add(cells, n)
				n++
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// A row whose date is not there or not read is an event without one, which keeps
// what is written; one that says nothing else, or only numbers, is none.
func TestWithoutADate(t *testing.T) {
	m := Mapping{Uses: []Use{
		{Role: "id", Columns: []string{"id"}}, {Role: "start", Columns: []string{"date"}, Format: Undecided}, {Role: "end", Columns: []string{"until"}},
		{Role: "date_precision", Columns: []string{"known"}}, {Role: "place", Columns: []string{"town"}}, {Role: "killed", Columns: []string{"killed"}},
	}}
	for row, want := range map[string]struct{ note, problem string }{
		"a||||Exampletown":                      {"", "f: line 2 (a): date: expected a date"},
		"a|||none|Exampletown":                  {"", ""},
		"a|soon|||Exampletown":                  {"date as written: soon", "f: line 2 (a): date = soon: expected a date"},
		"a|soon||none|Exampletown":              {"date as written: soon", "f: line 2 (a): date = soon: expected a date"},
		"a|2020-02-30|2021||Exampletown":        {"date as written: 2020-02-30 – 2021", "f: line 2 (a): date = 2020-02-30: expected a day of the calendar"},
		"a|2020-01-02|2020-01-01||Exampletown":  {"date as written: 2020-01-02 – 2020-01-01", "f: line 2 (a): until = 2020-01-01: expected a date not before 2020-01-02"},
		"a|1/2/2020|||Exampletown":              {"date as written: 1/2/2020", "f: line 2 (a): date = 1/2/2020: expected day/month or month/day: set the format of this column, D/M/Y or M/D/Y"},
		"a|2020-01-02||none|Exampletown":        {"dated", "f: line 2 (a): date_precision = none: expected day, week, month or year"},
		"a|Total||||12":                         {"rejected", "f: line 2 (a): date = Total: expected a date; left out"},
		"a":                                     {"rejected", "f: line 2 (a): date: expected a date; left out"},
		"a|soon|||Exampletown\nb|2019|2021||Ex": {"date as written: soon", "f: line 2 (a): date = soon: expected a date"},
	} {
		events, r, problems := readWith(t, m, "id|date|until|known|town|killed\n"+row)
		if problems != want.problem {
			t.Errorf("%s: %s, want %s", row, problems, want.problem)
		}
		c, undated := r.Counts(), 1
		if want.note == "dated" || want.note == "rejected" {
			undated = 0
		}
		if c.Undated != undated || (c.Rejected > 0) != (want.note == "rejected") || c.Shown != events.Len() {
			t.Errorf("%s: %+v", row, c)
		}
		if undated == 0 {
			continue
		}
		if e := events.Event(0); e.Precision != event.Undated || e.ConfidenceNote != want.note {
			t.Errorf("%s: read as %+v", row, e)
		}
		if days := (event.Span{Start: event.NewDate(2019, 1, 1), End: event.NewDate(2021, 12, 31)}); events.Len() > 1 && events.Span(0) != days {
			t.Errorf("without a date it may have happened from %s to %s", events.Span(0).Start, events.Span(0).End)
		}
	}
}
