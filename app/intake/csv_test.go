package intake

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
)

func readTable(t *testing.T, text string) (*event.Table, []string) {
	t.Helper()
	table, problems, err := ReadCSV("f.csv", strings.NewReader(text))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.Error())
	}
	return table, lines
}

func TestCSVWholeEvent(t *testing.T) {
	want := wholeEvent()
	want.Title, want.Summary = "Title, with “quotes”", "two\nlines"
	want.Sources[0].Supports = []string{"date", "place"}
	table, problems := readTable(t, "\ufeff"+`id,title,summary,kind,start,end,date_precision,time,place,admin1,admin1_code,country,country_code,geo_precision,area,`+
		`coordinate_source,attack_type,targets,actor,actor_link,attribution,attribution_note,killed_low,killed,killed_high,injured_low,`+
		`casualties_include_attackers,casualties_note,first_report_killed,confidence,confidence_note,tags,Longitude,Latitude,`+
		`source_title,source_publisher,source_date,source_url,source_supports`+"\r\n"+
		`a-1,"Title, with “quotes”","two`+"\r\n"+`lines",attack,2021-08-26,2021-08-27,day,17:50,Kabul,Kabul,AFG-1765,Afghanistan,AF,city,AFG-1765,`+
		`Wikidata,bombing,military; civilians,ISIS-K,isis-k,claimed,said so,170,182.0,190,0,no,counts differ,60,high,sure,airport;,69.17,34.53,`+
		`Page,P,2021-08,https://example.org/,date;place`+"\r\n")
	if table.Len() != 1 || len(problems) > 0 || !reflect.DeepEqual(table.Event(0), want) {
		t.Errorf("%+v\nwant %+v\n%v", table.Event(0), want, problems)
	}
}

func TestCSVShapes(t *testing.T) {
	for name, text := range map[string]string{
		"commas":           "start,place,lon,lat\n2021-05,Kabul,69.2,34.5\n",
		"no last newline":  "start,place,lon,lat\n2021-05,Kabul,69.2,34.5",
		"semicolons":       "start;place;lng;lat\n2021-05;Kabul;69.2;34.5\n",
		"tabs":             "start\tplace\tx\ty\n2021-05\tKabul\t69.2\t34.5\n",
		"loose names":      "\n START , Place,LON,Lat\n2021-05,Kabul, 69.2 ,34.5\n",
		"blank lines":      "start,place,lon,lat\n,,,\n\n2021-05,Kabul,69.2,34.5,,\n ,,,\n",
		"another order":    "lat,lon,place,start\n34.5,69.2,Kabul,2021-05\n",
		"everything quote": "\"start\",\"place\",\"lon\",\"lat\"\r\n\"2021-05\",\"Kabul\",\"69.2\",\"34.5\"\r\n",
	} {
		table, problems := readTable(t, text)
		if table.Len() != 1 || len(problems) > 0 {
			t.Errorf("%s: %d events, %q", name, table.Len(), problems)
			continue
		}
		if e := table.Event(0); e.Place != "Kabul" || e.Point != (orb.Point{69.2, 34.5}) || e.Span.Days() != 31 {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func TestCSVProblems(t *testing.T) {
	const (
		aNumber = "expected a whole number, 0 or more"
		aDate   = "expected a date as YYYY-MM-DD, YYYY-MM or YYYY"
	)
	for _, c := range []struct {
		text, want string
		rows       int
	}{
		{"id,start\nx,soon\n", "f.csv: line 2 (x): start = soon: " + aDate + "; left out", 0},
		{"id,start\n\nx,\n", "f.csv: line 3 (x): start: " + aDate + "; left out", 0},
		{"start\n?\n", "f.csv: line 2 (line-2): start = ?: " + aDate + "; left out", 0},
		{"id,start\nx,2021\ny,2022\nx,2023\n", "f.csv: line 4 (x): id = x: expected an id of its own; line 2 has it; left out", 2},
		{"id,start,killed\nx,2021,some\n", "f.csv: line 2 (x): killed = some: " + aNumber, 1},
		{"id,start,killed\nx,2021,1.5\n", "f.csv: line 2 (x): killed = 1.5: " + aNumber, 1},
		{"id,start,killed\nx,2021,-3\n", "f.csv: line 2 (x): killed = -3: " + aNumber, 1},
		{"id,start,killed\nx,2021,3e9\n", "f.csv: line 2 (x): killed = 3e9: " + aNumber, 1},
		{"id,start,killed\nx,2021,NaN\n", "f.csv: line 2 (x): killed = NaN: " + aNumber, 1},
		{"id,start,x,y\nx,2021,181,5\n", "f.csv: line 2 (x): longitude, latitude = 181, 5: expected a longitude from -180 to 180 and a latitude from -90 to 90", 1},
		{"id,start,lon,lat\nx,2021,NaN,5\n", "f.csv: line 2 (x): longitude, latitude = NaN, 5: expected a longitude from -180 to 180 and a latitude from -90 to 90", 1},
		{"id,start,lon,lat\nx,2021,,5\n", "f.csv: line 2 (x): longitude, latitude = , 5: expected both as decimal degrees, as 69.17 and 34.53", 1},
		{"id,start,lon\nx,2021,7\n", "f.csv: line 2 (x): longitude, latitude = 7, : expected both as decimal degrees, as 69.17 and 34.53", 1},
		{"id,start\nx,2021,left over\n", "f.csv: line 2: fields = 3: expected 2, one for each column; left out", 0},
		{"id,start,place\nx,2021\n", "f.csv: line 2: fields = 2: expected 3, one for each column; left out", 0},
		{"id,start,place\nx,2021,a \"b\" c\ny,2022,d\n", "f.csv: line 2: quotes: expected quotes around a field that has quotes in it, and each of these doubled; left out", 1},
		{"id,start,place\nx,2021,d\ny,2022,\"not\nclosed\n", "f.csv: line 3: quotes = open from line 3 to 4: expected quotes around a field that has quotes in it, and each of these doubled; left out", 1},
		{"id,start,Fatalities,notes,\nx,2021,5,,\n", "f.csv: columns = column 5 without a name: expected properties of an event, each once; these are not read", 1},
		{"id,start,lon,x,lat\nx,2021,5,6,7\n", "f.csv: columns = x: expected properties of an event, each once; these are not read", 1},
		{"id,start,sources\nx,2021,[]\n", "f.csv: columns = sources: expected properties of an event, each once; these are not read", 1},
	} {
		table, problems := readTable(t, c.text)
		if table.Len() != c.rows || len(problems) != 1 || problems[0] != c.want {
			t.Errorf("%q: %d events, %q\nwant %d, %q", c.text, table.Len(), problems, c.rows, c.want)
		}
	}
}

func TestCSVTextsKeptFromBeingFormulas(t *testing.T) {
	for written, want := range map[string]string{
		"'=1+1": "=1+1", "'-2": "-2", "'@x": "@x", "'\tx": "\tx", "''=x": "'=x", "=x": "=x",
		"'t Hart": "'t Hart", "'": "'", "''": "''", "'90s": "'90s",
	} {
		table, problems := readTable(t, "start,title\n2021,\""+written+"\"\n")
		if table.Len() != 1 || len(problems) > 0 || table.Title.Row(0) != want {
			t.Errorf("%q is read as %q, want %q; %v", written, table.Title.Row(0), want, problems)
		}
	}
}

func TestCSVLists(t *testing.T) {
	for written, want := range map[string][]string{
		"":                  nil,
		" ; ;":              nil,
		"a; b c ;d":         {"a", "b c", "d"},
		`a\;b;c`:            {"a;b", "c"},
		`a\\;b`:             {`a\`, "b"},
		`\ a\ ;b`:           {" a ", "b"},
		`\0;x`:              {"", "x"},
		`\\0`:               {`\0`},
		`C:\dir; \`:         {`C:\dir`, `\`},
		`'=a;b`:             {"=a", "b"},
		"x;\\\u2003;\\\n y": {"x", "\u2003", "\n y"},
	} {
		table, problems := readTable(t, "start,tags\n2021,\""+written+"\"\n")
		if table.Len() != 1 || len(problems) > 0 || !reflect.DeepEqual(table.Event(0).Tags, want) {
			t.Errorf("%q is read as %q, want %q; %v", written, table.Event(0).Tags, want, problems)
		}
	}
}

func TestCSVFurtherSources(t *testing.T) {
	table, problems := readTable(t, "start,source_12_url,source_2_title,source_url,Source_2_URL,source_2_supports\n"+
		"2021,l,b,a,c,date;place\n2022,,x,,,\n2023,,,,,\n")
	want := [][]event.Source{{{URL: "a"}, {Title: "b", URL: "c", Supports: []string{"date", "place"}}, {URL: "l"}}, {{Title: "x"}}, nil}
	for row := range want {
		if got := table.Event(row).Sources; !reflect.DeepEqual(got, want[row]) {
			t.Errorf("row %d: %+v, want %+v", row, got, want[row])
		}
	}
	if len(problems) > 0 {
		t.Error(problems)
	}
	table, problems = readTable(t, "start,source_1_url,source_02_url,source_x_url,source_3_nothing\n2021,a,b,c,d\n")
	if table.Event(0).Sources != nil || len(problems) != 1 || !strings.Contains(problems[0], "source_1_url, source_02_url, source_x_url, source_3_nothing") {
		t.Errorf("%v, %v", table.Event(0).Sources, problems)
	}
}

func TestManyUnknownColumnsAreNamedOnce(t *testing.T) {
	header := []string{"start", strings.Repeat("long ", 40)}
	for i := range 40 {
		header = append(header, fmt.Sprint("c", i))
	}
	table, problems := readTable(t, strings.Join(header, ",")+"\n2021"+strings.Repeat(",", 41)+"\n")
	if table.Len() != 1 || len(problems) != 1 || !strings.Contains(problems[0], "c7, c8") || !strings.Contains(problems[0], "21 more") || len(table.Own) != event.MostOwn || len(problems[0]) > 400 {
		t.Errorf("%d events, %q", table.Len(), problems)
	}
}

func TestNoTable(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "f.csv: the file is empty: expected a header",
		"\n\n":               "f.csv: the file is empty: expected a header",
		"event_date,country": "f.csv: no column start; found event_date, country: expected start (a date as YYYY-MM-DD",
		"a \"b\" c\n":        "f.csv: line 1: bare",
		"<!doctype html>\n":  "f.csv: no column start; found <!doctype html>: expected start",
	} {
		table, problems, err := ReadCSV("f.csv", strings.NewReader(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) || table != nil || problems != nil {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	broken := errors.New("broken off")
	if _, _, err := ReadCSV("f.csv", io.MultiReader(strings.NewReader("start\n2021\n"), failing{broken})); !errors.Is(err, broken) {
		t.Errorf("%v, want %v", err, broken)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// tried are events as properties, some of them wrong in one way or another.
func tried(r *rand.Rand) (p properties, point *[2]float64) {
	text := func() string {
		const letters = "ab,;\"'\n\t é–بx'=<"
		runes := []rune(letters)
		var b strings.Builder
		for range r.IntN(9) {
			b.WriteRune(runes[r.IntN(len(runes))])
		}
		return b.String()
	}
	list := func() (names []string) {
		for range r.IntN(4) {
			if name := strings.TrimSpace(strings.ReplaceAll(text(), ";", "")); name != "" {
				names = append(names, name)
			}
		}
		return names
	}
	number := func() *int32 {
		if r.IntN(3) == 0 {
			return nil
		}
		n := int32(r.IntN(40) - 3)
		return &n
	}
	pick := func(names ...string) string { return names[r.IntN(len(names))] }
	p = properties{
		ID: pick("", "twice", text(), text()), Title: text(), Summary: text(), Kind: pick("attack", "arrest", text()),
		Start: pick("2021-08-26", "2021-08", "2021", "", "26.8.2021"), End: pick("", "", "2021-08-27", "2020", "2022"),
		DatePrecision: pick("", "day", "week", "month", "year", "about"), Time: text(),
		Place: text(), Admin1: text(), Admin1Code: text(), Country: text(), CountryCode: text(), GeoPrecision: pick("", "city", "site"),
		Area: text(), CoordinateSource: text(), AttackType: text(), Targets: list(),
		Actor: text(), ActorLink: text(), Attribution: text(), AttributionNote: text(),
		KilledLow: number(), Killed: number(), KilledHigh: number(), InjuredLow: number(), Injured: number(), InjuredHigh: number(),
		CasualtiesIncludeAttackers: text(), CasualtiesNote: text(), Confidence: text(), ConfidenceNote: text(), Tags: list(),
	}
	if r.IntN(2) == 0 {
		p.FirstReport = &firstReport{Killed: number(), Injured: number()}
	}
	if r.IntN(2) == 0 {
		p.Sources = []event.Source{{Title: "t" + text(), Publisher: text(), Date: text(), URL: text(), Supports: list()}}
	}
	if r.IntN(3) > 0 {
		point = &[2]float64{r.Float64()*420 - 210, r.Float64()*200 - 100}
	}
	return p, point
}

// asFeature and asRecord write the same event in either format.
func asFeature(t *testing.T, p properties, point *[2]float64) string {
	t.Helper()
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	geometry := "null"
	if point != nil {
		geometry = fmt.Sprintf(`{"type":"Point","coordinates":[%v,%v]}`, point[0], point[1])
	}
	return feature(geometry, string(raw))
}

var allColumns = []string{
	"id", "title", "summary", "kind", "start", "end", "date_precision", "time", "place", "admin1", "admin1_code", "country", "country_code",
	"geo_precision", "area", "coordinate_source", "attack_type", "targets", "actor", "actor_link", "attribution", "attribution_note",
	"killed_low", "killed", "killed_high", "injured_low", "injured", "injured_high", "casualties_include_attackers", "casualties_note",
	"first_report_killed", "first_report_injured", "confidence", "confidence_note", "tags",
	"source_title", "source_publisher", "source_date", "source_url", "source_supports", "longitude", "latitude",
}

func asRecord(p properties, point *[2]float64) []string {
	number := func(n *int32) string {
		if n == nil {
			return ""
		}
		return strconv.Itoa(int(*n))
	}
	list := func(names []string) string { return strings.Join(names, "; ") }
	first, source := firstReport{}, event.Source{}
	if p.FirstReport != nil {
		first = *p.FirstReport
	}
	if len(p.Sources) > 0 {
		source = p.Sources[0]
	}
	lon, lat := "", ""
	if point != nil {
		lon, lat = fmt.Sprint(point[0]), fmt.Sprint(point[1])
	}
	record := []string{
		p.ID, p.Title, p.Summary, p.Kind, p.Start, p.End, p.DatePrecision, p.Time, p.Place, p.Admin1, p.Admin1Code, p.Country, p.CountryCode,
		p.GeoPrecision, p.Area, p.CoordinateSource, p.AttackType, list(p.Targets), p.Actor, p.ActorLink, p.Attribution, p.AttributionNote,
		number(p.KilledLow), number(p.Killed), number(p.KilledHigh), number(p.InjuredLow), number(p.Injured), number(p.InjuredHigh),
		p.CasualtiesIncludeAttackers, p.CasualtiesNote, number(first.Killed), number(first.Injured), p.Confidence, p.ConfidenceNote, list(p.Tags),
		source.Title, source.Publisher, source.Date, source.URL, list(source.Supports), lon, lat,
	}
	for i, name := range allColumns {
		number := strings.Contains(name, "killed") || strings.Contains(name, "injured") || name == "longitude" || name == "latitude"
		if formula := strings.TrimLeft(record[i], "'"); !number && formula != "" && strings.Contains("=+-@\t\r\n", formula[:1]) {
			record[i] = "'" + record[i]
		}
	}
	return record
}

// TestCSVReadsAsGeoJSON writes the same events, good and faulty ones, in both
// formats: they are read as the same, with the same complaints.
func TestCSVReadsAsGeoJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for round := range 40 {
		var features []string
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		w.Comma = []rune{',', ';', '\t'}[round%3]
		w.UseCRLF = round%2 == 1
		// The order of columns means nothing.
		order := r.Perm(len(allColumns))
		write := func(fields []string) {
			shuffled := make([]string, len(fields))
			for i, from := range order {
				shuffled[i] = fields[from]
			}
			if err := w.Write(shuffled); err != nil {
				t.Fatal(err)
			}
		}
		write(allColumns)
		for range 30 {
			p, point := tried(r)
			features = append(features, asFeature(t, p, point))
			write(asRecord(p, point))
		}
		w.Flush()

		want, wantProblems, err := ReadEvents("f", strings.NewReader(collection(features...)))
		if err != nil {
			t.Fatal(err)
		}
		got, gotProblems, err := ReadCSV("f", bytes.NewReader(text.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if got.Len() != want.Len() {
			t.Fatalf("%d events as CSV, %d as GeoJSON", got.Len(), want.Len())
		}
		for row := range want.Len() {
			a, b := got.Event(row), want.Event(row)
			// Without an id of its own an event is named by where it stands.
			if strings.HasPrefix(b.ID, "feature-") {
				a.ID, b.ID = "", ""
				if strings.HasPrefix(b.Title, "feature-") {
					a.Title, b.Title = "", ""
				}
			}
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("as CSV\n%+v\nas GeoJSON\n%+v", a, b)
			}
		}
		plain := func(p Problem) Problem {
			p.Feature, p.Line = 0, 0
			if p.Field == "geometry" {
				p.Field = "longitude, latitude"
			}
			if strings.HasPrefix(p.ID, "feature-") || strings.HasPrefix(p.ID, "line-") {
				p.ID = ""
			}
			p.Expected, _, _ = strings.Cut(p.Expected, ";") // which has the id
			return p
		}
		for i := range max(len(gotProblems), len(wantProblems)) {
			if i >= len(gotProblems) || i >= len(wantProblems) || plain(gotProblems[i]) != plain(wantProblems[i]) {
				t.Fatalf("problem %d:\nas CSV %v\nas GeoJSON %v", i, gotProblems[i:min(i+1, len(gotProblems))], wantProblems[i:min(i+1, len(wantProblems))])
			}
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("id,start,killed,lon,lat,targets\na,2021-08-26,5,69.2,34.5,x;y\na,2021,,,,\n"))
	f.Add([]byte("\ufeffstart;place;source_url\r\n2021;\"two\r\nlines\";https://example.org/\r\n;;\r\n"))
	f.Add([]byte("start,a \"b\",c\n2021,x,y\n2022,a \"b\" c,d\n2023,\"open\n"))
	f.Add([]byte("start\tx\ty\n2021\t1e400\t-0\n2021-05-06\tNaN\tInf\n\n\n2021\t1\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		table, problems, err := ReadCSV("f", bytes.NewReader(text))
		if err != nil {
			if table != nil || problems != nil {
				t.Fatal("an error, and something read")
			}
			return
		}
		// The records as encoding/csv tells them.
		body := bytes.TrimPrefix(text, []byte(byteOrderMark))
		records := csv.NewReader(bytes.NewReader(body))
		line, _, _ := bytes.Cut(body[:min(len(body), 1<<16)], []byte("\n"))
		for _, comma := range ";\t" {
			if bytes.Count(line, []byte(string(comma))) > bytes.Count(line, []byte(string(records.Comma))) {
				records.Comma = comma
			}
		}
		records.FieldsPerRecord = -1
		count := -1 // the header
		for {
			record, err := records.Read()
			if err == io.EOF {
				break
			}
			if err != nil || slices.ContainsFunc(record, func(field string) bool { return strings.TrimSpace(field) != "" }) {
				count++
			}
		}
		out := 0
		for _, p := range problems {
			if p.File != "f" || p.Expected == "" || p.Feature != 0 || (p.Line == 0) != (p.Field == "columns") {
				t.Fatalf("problem %+v", p)
			}
			if p.Rejected {
				out++
			}
		}
		if table.Len()+out != count {
			t.Fatalf("%d events and %d left out of %d records", table.Len(), out, count)
		}
		ids := make(map[string]bool)
		for row := range table.Len() {
			e := table.Event(row)
			if e.ID == "" || e.Title == "" || ids[e.ID] || e.Span.Start > e.Span.End || !e.Killed.Ordered() || !e.Injured.Ordered() ||
				e.Located && !(orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}).Contains(e.Point) {
				t.Fatalf("row %d: %+v", row, e)
			}
			ids[e.ID] = true
		}
	})
}
