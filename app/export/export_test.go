package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
	"wherewhen/app/intake"
)

// format is what both writers have.
type format interface {
	Begin(buf []byte) []byte
	Row(buf []byte, row int) []byte
	End(buf []byte) []byte
}

func write(f format, rows []int32) []byte {
	buf := f.Begin(nil)
	for _, row := range rows {
		buf = f.Row(buf, int(row))
	}
	return f.End(buf)
}

func allRows(t *event.Table) []int32 {
	rows := make([]int32, t.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

// hostile are texts that formats, spreadsheets and terminals stumble over.
var hostile = []string{
	"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "'", "''", "'=1", "''=1", "'x", "=", "'-", "=cmd|' /C calc'!A0",
	`"`, `""`, `","`, "a\r\nb", "\r\n", "\r\r\n", "a\r", "\n", " a ", " ", ";", "; ", `\`, `\\`, `\0`, `\;`, `\ `, "a;b;", "\u00a0x\u2003",
	"</script>", "\u202eabc", "\u2028", "\ufeff", "\ufffd", "NULL", "1e5", "007", "é̂", "🧭", "true", "{}", "null",
}

func text(r *rand.Rand) string {
	switch r.IntN(4) {
	case 0:
		return ""
	case 1:
		return hostile[r.IntN(len(hostile))]
	}
	var b strings.Builder
	for range r.IntN(4) {
		b.WriteString(hostile[r.IntN(len(hostile))])
	}
	return b.String()
}

func list(r *rand.Rand) (all []string) {
	for range r.IntN(4) {
		all = append(all, text(r))
	}
	return all
}

func randomEvent(r *rand.Rand, id int) event.Event {
	figure := func() int32 { return int32(r.IntN(5)) - 1 }
	people := func() event.Range {
		v := event.Range{Low: figure(), Best: figure(), High: figure()}
		if !v.Ordered() {
			return event.UnknownRange
		}
		return v
	}
	e := event.Event{
		ID: fmt.Sprint(text(r), id), Title: "t" + text(r), Summary: text(r), Kind: text(r), Time: text(r),
		Place: text(r), Admin1: text(r), Admin1Code: text(r), Country: text(r), CountryCode: text(r), GeoPrecision: text(r), Area: text(r),
		CoordinateSource: text(r), AttackType: text(r), Targets: list(r), Actor: text(r), ActorLink: text(r),
		Attribution: text(r), AttributionNote: text(r), Killed: people(), Injured: people(),
		CasualtiesIncludeAttackers: text(r), CasualtiesNote: text(r), FirstReport: event.FirstReport{Killed: figure(), Injured: figure()},
		Confidence: text(r), ConfidenceNote: text(r), Tags: list(r),
	}
	if r.IntN(2) == 0 {
		e.Title = "=" + e.Title
	}
	e.Precision = event.Precision(r.IntN(4))
	from := event.NewDate(1, 1, 1) + event.Date(r.IntN(9998*365))
	if r.IntN(9) == 0 {
		from = event.NewDate(9999, 12, 31)
	}
	e.Span = event.Span{Start: e.Precision.Around(from).Start, End: e.Precision.Around(min(event.NewDate(9999, 12, 31), from+event.Date(r.IntN(99)))).End}
	if p := e.Precision; (p == event.Month || p == event.Year) && r.IntN(3) == 0 {
		// As a month to a day is read, and a day to a month.
		if r.IntN(2) == 0 {
			e.Span.End -= event.Date(r.IntN(e.Span.Days()))
		} else {
			e.Span.Start += event.Date(r.IntN(e.Span.Days()))
		}
	}
	if e.Located = r.IntN(3) > 0; e.Located {
		e.Point = orb.Point{r.Float64()*360 - 180, (r.Float64()*180 - 90) * math.Pow(10, -float64(r.IntN(20)))}
		if r.IntN(4) == 0 {
			e.Point = orb.Point{[]float64{0, math.Copysign(0, -1), 180, -180, 69.17}[r.IntN(5)], []float64{90, -90, 5e-324}[r.IntN(3)]}
		}
	}
	for range r.IntN(4) {
		s := event.Source{Title: text(r), Publisher: text(r), Date: text(r), URL: text(r), Supports: list(r)}
		if !reflect.ValueOf(s).IsZero() {
			e.Sources = append(e.Sources, s)
		}
	}
	return e
}

// ownTitles are columns of files' own, also with names of ours and such that
// formats stumble over.
var ownTitles = []string{"Weapon", "Country", "=1+1", "Start", `say "x"`, "a,b", "Kind (file)", "SOURCE_note", "lon", "O\u2028rt", "Kind"}

func randomTable(t testing.TB, r *rand.Rand, n int) *event.Table {
	t.Helper()
	var b event.Builder
	var own []string
	for _, i := range r.Perm(len(ownTitles))[:r.IntN(event.MostOwn+1)] {
		own = append(own, ownTitles[i])
	}
	b.Own(own)
	for row := range n {
		e := randomEvent(r, row)
		for range own {
			e.Own = append(e.Own, text(r))
		}
		if err := b.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return b.Table()
}

// same reports whether two tables have the same columns, byte for byte.
func same(a, b *event.Table) bool {
	return bytes.Equal(event.Encode(a, nil, nil), event.Encode(b, nil, nil))
}

// reread opens a file as the page does.
func reread(t testing.TB, name string, file []byte) *event.Table {
	t.Helper()
	table, problems, err := intake.Read(name, file)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v %v\n%s", err, problems, file)
	}
	return table
}

func compare(t testing.TB, name string, want *event.Table, file []byte) {
	t.Helper()
	got := reread(t, name, file)
	for row := range min(want.Len(), got.Len()) {
		if a, b := got.Event(row), want.Event(row); !reflect.DeepEqual(a, b) {
			t.Fatalf("%s, row %d:\n%+v\nwant\n%+v", name, row, a, b)
		}
	}
	if !same(want, got) {
		t.Fatalf("%s: %d events, want %d, or other columns", name, got.Len(), want.Len())
	}
}

// What is saved and opened again is the same table, whatever is in it.
func TestSavedAndOpenedAgainIsTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 150 {
		table := randomTable(t, r, 1+r.IntN(30))
		rows := allRows(table)
		w := NewCSV(table, rows)
		if r.IntN(2) == 0 {
			w.About = text(r)
		}
		compare(t, "f.csv", table, write(w, rows))
		if w.Changed > 0 {
			t.Fatalf("%d texts were changed", w.Changed)
		}
		compare(t, "f.geojson", table, write(NewGeoJSON(table, randomAbout(r)), rows))
	}
}

func randomAbout(r *rand.Rand) About {
	return About{
		Title: text(r), Description: text(r), Filters: list(r), Shown: r.IntN(9), All: r.IntN(99), Saved: event.Date(r.IntN(30000)),
		Notice: text(r), Attribution: text(r), Licence: text(r), LicenceURL: text(r), Link: text(r),
	}
}

// The collection itself, and a part of it.
func TestTheCollectionIsSavedWhole(t *testing.T) {
	file, err := os.ReadFile("../../data/events.geojson")
	if err != nil {
		t.Fatal(err)
	}
	table := reread(t, "events.geojson", file)
	rows := allRows(table)
	compare(t, "f.csv", table, write(NewCSV(table, rows), rows))
	compare(t, "f.geojson", table, write(NewGeoJSON(table, About{}), rows))

	// Its own properties come out as they went in, apart from their order.
	var was, is struct {
		Features []struct {
			ID                   string
			Geometry, Properties any
		}
	}
	if err := json.Unmarshal(file, &was); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(write(NewGeoJSON(table, About{}), rows), &is); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(was, is) {
		for i := range was.Features {
			if !reflect.DeepEqual(was.Features[i], is.Features[i]) {
				t.Fatalf("%v\nwas\n%v", is.Features[i], was.Features[i])
			}
		}
	}

	var few event.Builder
	some := []int32{3, 50, 51, 234}
	for _, row := range some {
		if err := few.Add(table.Event(int(row))); err != nil {
			t.Fatal(err)
		}
	}
	part := few.Table()
	compare(t, "f.csv", part, write(NewCSV(table, some), some))
	compare(t, "f.geojson", part, write(NewGeoJSON(table, About{}), some))
}

func TestNoRows(t *testing.T) {
	var b event.Builder
	table := b.Table()
	if file := write(NewCSV(table, nil), nil); bytes.Count(file, []byte("\n")) != 1 || !bytes.HasPrefix(file, []byte("\ufeffid,title,")) {
		t.Errorf("%q", file)
	}
	var f struct{ Features []any }
	if err := json.Unmarshal(write(NewGeoJSON(table, About{}), nil), &f); err != nil || f.Features == nil {
		t.Errorf("%v, %v", f, err)
	}
}

// No field of a table but a number is a formula to a spreadsheet.
func TestNoFieldIsAFormula(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	table := randomTable(t, r, 300)
	records, err := csv.NewReader(bytes.NewReader(write(NewCSV(table, allRows(table)), allRows(table))[len("\ufeff"):])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := records[0]
	formulas := 0
	for _, record := range records[1:] {
		for i, field := range record {
			if field == "" || header[i] == "longitude" || header[i] == "latitude" {
				continue
			}
			if strings.Contains("=+-@\t\r\n", field[:1]) {
				t.Fatalf("%s = %q", header[i], field)
			}
			if strings.HasPrefix(field, "'=") {
				formulas++
			}
		}
	}
	if formulas < 100 {
		t.Errorf("only %d formulas were tried", formulas)
	}
}

func TestWhatATextFileHasNot(t *testing.T) {
	var b event.Builder
	e := randomEvent(rand.New(rand.NewPCG(1, 1)), 0)
	e.Title, e.Tags = "a\x00b", []string{"\x00"}
	if err := b.Add(e); err != nil {
		t.Fatal(err)
	}
	table := b.Table()
	compare(t, "f.geojson", table, write(NewGeoJSON(table, About{}), []int32{0}))
	w := NewCSV(table, []int32{0})
	got := reread(t, "f.csv", write(w, []int32{0})).Event(0)
	if got.Title != "a\ufffdb" || !slices.Equal(got.Tags, []string{"\ufffd"}) || w.Changed != 2 {
		t.Errorf("%q, %q, %d changed", got.Title, got.Tags, w.Changed)
	}
}

func TestWhatAFileSaysOfItself(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	table := randomTable(t, r, 2)
	for range 100 {
		a := randomAbout(r)
		var said struct {
			Title, Description, Saved, Notice, Attribution, Licence, Link string
			LicenceURL                                                    string `json:"licence_url"`
			Filters                                                       []string
			Counts                                                        struct{ Shown, All int }
		}
		if err := json.Unmarshal(write(NewGeoJSON(table, a), allRows(table)), &said); err != nil {
			t.Fatal(err)
		}
		on, err := event.ParseDate(said.Saved)
		if err != nil {
			t.Fatal(err)
		}
		got := About{said.Title, said.Description, said.Filters, said.Counts.Shown, said.Counts.All, on, said.Notice, said.Attribution, said.Licence, said.LicenceURL, said.Link}
		if len(a.Filters) == 0 {
			a.Filters = []string{}
		}
		if !reflect.DeepEqual(got, a) {
			t.Fatalf("%+v\nwant %+v", got, a)
		}
	}
}

// What a CSV says of itself stands in its last column, once.
func TestWhatACSVSaysOfItself(t *testing.T) {
	table := event.Synthetic(5, 1)
	w := NewCSV(table, allRows(table))
	w.About = "=Attacks, “all” | Filters: none\nand \"more\""
	records, err := csv.NewReader(bytes.NewReader(write(w, allRows(table)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, record := range records {
		if got, want := record[len(record)-1], []string{"about_file", "'" + w.About, ""}[min(i, 2)]; got != want {
			t.Errorf("line %d: %q, want %q", i, got, want)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	f.Add("=1", `a;\`, "\r\n", 69.2, int32(4))
	f.Add("'=", `\0`, " ;", -1e-9, int32(-1))
	f.Fuzz(func(t *testing.T, one, two, three string, lon float64, n int32) {
		clean := func(s string) string { return strings.ReplaceAll(strings.ToValidUTF8(s, "?"), "\x00", "") }
		one, two, three = clean(one), clean(two), clean(three)
		e := event.Event{
			ID: "i" + one, Title: "t" + two, Place: three, Summary: one, Tags: []string{two, three, one}, Targets: []string{one},
			Killed: event.UnknownRange, Injured: event.UnknownRange, FirstReport: event.FirstReport{Killed: max(n, -1), Injured: -1},
			Sources: []event.Source{{URL: "u" + one, Supports: []string{three}}, {Title: two, Publisher: "p"}},
		}
		if math.Abs(lon) <= 180 {
			e.Located, e.Point = true, orb.Point{lon, 1}
		}
		var b event.Builder
		if err := b.Add(e); err != nil {
			t.Skip()
		}
		table := b.Table()
		compare(t, "f.csv", table, write(NewCSV(table, []int32{0}), []int32{0}))
		compare(t, "f.geojson", table, write(NewGeoJSON(table, About{Title: one, Filters: []string{two}}), []int32{0}))
	})
}
