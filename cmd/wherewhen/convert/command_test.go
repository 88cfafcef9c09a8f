package convert

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/xuri/excelize/v2"

	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/data"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

// run runs wherewhen convert as main does and returns what it says with the
// exit status.
func run(t *testing.T, args ...string) (says string, status int, err error) {
	t.Helper()
	var c Command
	parser, err := kong.New(&c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(args); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	err = (&conversion{Command: c, says: &out, now: func() time.Time { return noon }}).status()
	var coded kong.ExitCoder
	if errors.As(err, &coded) {
		status = coded.ExitCode()
	}
	return out.String(), status, err
}

func fixtures(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"*.csv", "*.CSV"} {
		some, err := filepath.Glob(filepath.Join("..", "..", "..", "app", "profile", "testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, some...)
	}
	if len(files) < 10 {
		t.Fatal("no files of app/profile")
	}
	return files
}

// read reads what was written.
func read(t *testing.T, file string) *event.Table {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(file) == ".columns" {
		table, _, _, err := event.Decode(content)
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	table, problems, err := intake.Read(file, content)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return table
}

func sameEvents(t *testing.T, a, b *event.Table) {
	t.Helper()
	if a.Len() != b.Len() {
		t.Fatalf("%d and %d events", a.Len(), b.Len())
	}
	for row := range a.Len() {
		if one, two := a.Event(row), b.Event(row); !reflect.DeepEqual(one, two) {
			t.Fatalf("row %d:\n%+v\n%+v", row, one, two)
		}
	}
}

// Every format holds the same events, which the page reads without a problem;
// the counts and the exit status say what became of the rows.
func TestEveryFormatHoldsTheSameEvents(t *testing.T) {
	counts := regexp.MustCompile(`rows: (\d+) read, (\d+) events \((\d+) without a point.*?\), (\d+) rejected`)
	for _, in := range fixtures(t) {
		dir := t.TempDir()
		var tables []*event.Table
		for _, out := range []string{"out.geojson", "out.csv", "out.columns"} {
			says, status, err := run(t, in, filepath.Join(dir, out), "--save-mapping", filepath.Join(dir, "mapping.json"), "--report", filepath.Join(dir, "report.csv"))
			said := counts.FindStringSubmatch(says)
			if said == nil {
				t.Fatalf("%s: %s%v", in, says, err)
			}
			if want := map[bool]int{true: exitRejected}[said[4] != "0"]; status != want {
				t.Errorf("%s: exit status %d, want %d: %v", in, status, want, err)
			}
			tables = append(tables, read(t, filepath.Join(dir, out)))
			report, err := os.ReadFile(filepath.Join(dir, "report.csv"))
			if err != nil {
				t.Fatal(err)
			}
			records, err := csv.NewReader(bytes.NewReader(report)).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			rejected := 0
			for _, r := range records[1:] {
				if r[5] == "rejected" {
					rejected++
				}
				if r[0] == "" || r[4] == "" {
					t.Errorf("%s: a problem without its place or reason: %q", in, r)
				}
			}
			if got := said[4]; got != strconv.Itoa(rejected) {
				t.Errorf("%s: %s rows rejected, %d in the report", in, got, rejected)
			}
		}
		sameEvents(t, tables[0], tables[1])
		sameEvents(t, tables[0], tables[2])

		again := filepath.Join(dir, "again.geojson")
		if says, _, err := run(t, in, again, "--mapping", filepath.Join(dir, "mapping.json")); !strings.Contains(says, "columns as in mapping.json") {
			t.Fatal(says, err)
		}
		sameEvents(t, tables[0], read(t, again))
		if entries, _ := os.ReadDir(dir); len(entries) != 6 {
			t.Errorf("%s: files left behind: %v", in, entries)
		}
	}
}

func TestOurGeoJSONIsReadWhole(t *testing.T) {
	content, err := data.Files.ReadFile("events.geojson")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	in := filepath.Join(dir, "in.geojson")
	if err := os.WriteFile(in, content, 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.csv")
	if says, status, err := run(t, in, out); status != 0 {
		t.Fatal(says, err)
	}
	sameEvents(t, read(t, in), read(t, out))
	back := filepath.Join(dir, "back.geojson")
	if says, status, err := run(t, out, back); status != 0 || !strings.Contains(says, "Wherewhen, ") {
		t.Fatal(says, err)
	}
	sameEvents(t, read(t, in), read(t, back))
}

// Of a workbook the sheet is taken that has events.
func TestSheetWithEventsIsFound(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.xlsx"), filepath.Join(dir, "out.geojson")
	book := excelize.NewFile()
	for name, rows := range map[string][][]any{
		"Sheet1":         {{"About this invented workbook"}, {"by nobody"}},
		"EXPORT_SOURCES": {{"id", "title", "thumbnail", "description", "path1", "type"}, {"s1", "Invented", "", "", "https://example.org/", "Page"}},
		"EXPORT_EVENTS": {
			{"description", "date", "time", "location", "latitude", "longitude", "association1", "source1"},
			{"Invented", "12/25/2020", "", "Exampletown", 10.5, 20.25, "One", "s1"},
			{"Invented", "1/2/2020", "", "Exampletown", 10.5, 20.25, "One", "s1"},
		},
	} {
		if name != "Sheet1" {
			if _, err := book.NewSheet(name); err != nil {
				t.Fatal(err)
			}
		}
		for i, row := range rows {
			if err := book.SetSheetRow(name, "A"+strconv.Itoa(i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.SaveAs(in); err != nil {
		t.Fatal(err)
	}
	says, status, err := run(t, in, out)
	if status != 0 || !strings.Contains(says, "EXPORT_EVENTS: ") || !strings.Contains(says, "TimeMap, 8 of 8 columns") {
		t.Fatal(says, err)
	}
	if table := read(t, out); table.Len() != 2 || table.Span(1).Start != event.NewDate(2020, 1, 2) {
		t.Errorf("%d events, the second on %s", table.Len(), table.Span(1).Start)
	}
}

func TestWhatIsLeftOpenIsSaid(t *testing.T) {
	dir := t.TempDir()
	in, out, mapping := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv"), filepath.Join(dir, "m.json")
	if err := os.WriteFile(in, []byte("date,town,mine\n3/4/2020,Exampletown,x\n1/2/2020,Exampletown,\n5/5/2020,Exampletown,\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	says, status, _ := run(t, in, out, "--save-mapping", mapping)
	for _, want := range []string{
		"to be said: column date: undecidable: the day can be first or second in each of 2 dates",
		"not taken: mine",
		"3 read, 3 events (3 without a point; 2 without a date)",
		"date = 3/4/2020: expected day/month or month/day: set the format of this column, D/M/Y or M/D/Y (and 1 more like this)",
	} {
		if !strings.Contains(says, want) {
			t.Errorf("%s\ndoes not say %s", says, want)
		}
	}
	if status != 0 {
		t.Errorf("exit status %d", status)
	}
	text, err := os.ReadFile(mapping)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mapping, bytes.Replace(text, []byte(`"D/M or M/D"`), []byte(`"M/D/Y"`), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	if says, status, err := run(t, in, out, "--mapping", mapping); status != 0 {
		t.Fatal(says, err)
	}
	if table := read(t, out); table.Len() != 3 || table.Span(0).Start != event.NewDate(2020, 3, 4) {
		t.Errorf("%d events, the first on %s", table.Len(), table.Span(0).Start)
	}
}

func TestTermsAreSaid(t *testing.T) {
	in := filepath.Join("..", "..", "..", "app", "profile", "testdata", "acled.csv")
	out := filepath.Join(t.TempDir(), "out.geojson")
	says, _, _ := run(t, in, out)
	for _, want := range []string{"Keep the file to yourself", "Attribution: ACLED", "Accessed 2026-01-02."} {
		if !strings.Contains(says, want) {
			t.Errorf("%s\ndoes not say %s", says, want)
		}
	}
	written, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"attribution":"ACLED`, `"licence":"ACLED terms of use`, `actor is its “Actor 1”`} {
		if !bytes.Contains(written, []byte(want)) {
			t.Errorf("%s\nlacks %s", written[:400], want)
		}
	}
}

func TestNothingIsWritten(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in.csv")
	dateless := filepath.Join(dir, "dateless.csv")
	empty := filepath.Join(dir, "empty.csv")
	bad := filepath.Join(dir, "bad.json")
	out := filepath.Join(dir, "out.csv")
	for file, text := range map[string]string{in: "date,town\n2020,Exampletown\n", dateless: "town,killed\nExampletown,3\n", empty: "", bad: "{}"} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for want, args := range map[string][]string{
		"ends in .geojson, .csv or .columns":      {in, filepath.Join(dir, "out.xlsx")},
		"would be written over":                   {in, in},
		"no such file":                            {filepath.Join(dir, "none.csv"), out},
		`profile "census": expected one of acled`: {in, out, "--profile", "census"},
		"either --mapping or --profile":           {in, out, "--profile", "acled", "--mapping", bad},
		"expected a column for start":             {in, out, "--mapping", bad},
		"in.csv is not ACLED":                     {in, out, "--profile", "acled"},
		"no column has dates":                     {dateless, out},
		"empty":                                   {empty, out},
	} {
		says, status, err := run(t, args...)
		if err == nil || !strings.Contains(err.Error(), want) || status != exitNothing {
			t.Errorf("%q: %v (%d), want %s\n%s", args, err, status, want, says)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%q: a file was written", args)
		}
	}
	if text, _ := os.ReadFile(in); !strings.HasPrefix(string(text), "date,town") {
		t.Error("the file that is read was changed")
	}
}

// A profile can be said where a file is not recognised.
func TestProfileIsChosen(t *testing.T) {
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.csv"), filepath.Join(dir, "out.csv")
	if err := os.WriteFile(in, []byte("eventid,iyear,imonth,iday,city,nkill\n1,1970,0,0,Exampletown,-9\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	says, status, err := run(t, in, out, "--profile", "gtd")
	if status != 0 || !strings.Contains(says, "GTD, 6 of 6 columns (chosen)") {
		t.Fatal(says, err)
	}
	if e := read(t, out).Event(0); e.Precision != event.Year || e.Killed.Known() || e.Place != "Exampletown" {
		t.Errorf("%+v", e)
	}
}

func TestProgress(t *testing.T) {
	clock := noon
	var out strings.Builder
	c := &conversion{says: &out, now: func() time.Time { clock = clock.Add(400 * time.Millisecond); return clock }}
	row, end := c.watch("read")
	for range 4*every + 1 {
		row()
	}
	end()
	if want := "12288 rows read, 10240 a second\n16384 rows read, 8192 a second\n"; out.String() != want {
		t.Errorf("%s, want %s", out.String(), want)
	}
}
