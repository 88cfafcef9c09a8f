package profile

import (
	"slices"
	"strings"
	"testing"

	"wherewhen/app/intake"
)

func TestRecognised(t *testing.T) {
	without := func(columns []string, names ...string) []string {
		return slices.DeleteFunc(slices.Clone(columns), func(c string) bool { return slices.Contains(names, c) })
	}
	upper := strings.Split(strings.ToUpper(strings.Join(acled.Columns, ",")), ",")
	data := make([]string, len(gedColumns))
	at := positions(gedColumns)
	data[at["year"]], data[at["type_of_violence"]], data[at["date_start"]] = "2024", "1", "2024-01-03 00:00:00.000"
	for _, c := range []struct {
		file    string
		columns []string
		want    string
	}{
		{"export.csv", acled.Columns, "ACLED, 31 of 31 columns"},
		{"export.csv", upper, "ACLED, 31 of 31 columns"},
		{"export.csv", append([]string{"\ufeff" + acled.Columns[0]}, acled.Columns[1:]...), "ACLED, 31 of 31 columns"},
		{"export.csv", without(append([]string{"data_id", "event_id_no_cnty", "iso3"}, acled.Columns...), "disorder_type", "civilian_targeting", "tags"), "ACLED, 31 of 31 columns"},
		{"export.csv", append([]string{"mine"}, acled.Columns...), "ACLED, 31 of 32 columns (likely)"},
		{"GEDEvent_v25_1.csv", gedColumns, "UCDP GED 25.1, 49 of 49 columns"},
		{"dir/GEDEvent_v26_0_7.csv", gedColumns, "UCDP GED Candidate 26.0.7, 49 of 49 columns"},
		{"ged251.csv", gedColumns, "UCDP GED, 49 of 49 columns"},
		{"file.csv", gedColumns, "UCDP GED, 49 of 49 columns"},
		{"file.csv", data, "UCDP GED, 49 of 49 columns (likely)"},
		{"file.csv", without(gedColumns, "relid", "geom_wkt"), "UCDP GED, 47 of 47 columns"},
		{"gtd.xlsx", gtd.Columns, "GTD, 135 of 135 columns"},
		{"g.csv", gdeltColumns, "GDELT 2.0, 61 of 61 columns"},
		{"g.csv", gdelt58, "GDELT 1.0, 58 of 58 columns"},
		{"t.xlsx", columnsOf("description,date,time,location,latitude,longitude,association1,association2,association3,source1"), "TimeMap, 10 of 10 columns"},
		{"api.json", columnsOf("id,date,latitude,longitude,location,description,sources,associations"), "TimeMap, 8 of 8 columns"},
		{"t.csv", columnsOf("Start Date,End Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Tag"), "TimelineJS, 10 of 10 columns"},
		{"a.csv", columnsOf("slug,inserted_at,updated_at,latitude,longitude,status,description,date,source_1,source_12"), "Atlos, 10 of 10 columns"},
		{"w.csv", columnsOf("id,start,lat,lng,source_url,source_2_url"), "Wherewhen, 6 of 6 columns"},
		{"w.csv", columnsOf("start,a,b,c"), ""},
		{"w.csv", columnsOf("date,latitude,longitude"), ""},
		{"w.csv", nil, ""},
		{"w.csv", columnsOf("description,date,location,latitude,longitude,killed"), ""},
	} {
		f, ok := Recognise(c.file, c.columns, nil)
		if got := f.String(); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s %q: %s, want %s", c.file, c.columns, got, c.want)
		}
		if ok {
			if err := f.Mapping.check(); err != nil {
				t.Errorf("%s: %v", f.Title, err)
			}
			if f.Headless != (len(c.columns) > 0 && c.columns[2] == "2024") {
				t.Errorf("%s: headless %v", f.Title, f.Headless)
			}
		}
	}
}

// A table of another with a column start is none of ours.
func TestOursHasItsDates(t *testing.T) {
	for date, want := range map[string]bool{"2020-01-31": true, "2020": true, "": true, "31/01/2020": false, "31 May 2020": false} {
		if _, ok := Recognise("f", []string{"start", "title"}, []string{date, "Invented"}); ok != want {
			t.Errorf("%q: %v", date, ok)
		}
	}
}

// The uses of every profile name columns that it knows, and codes that are
// words of their roles.
func TestProfilesAreSound(t *testing.T) {
	counts := map[string]int{"acled": 31, "ucdp-ged": 49, "gtd": 135, "gdelt": 61}
	for _, p := range Profiles {
		if named, ok := Named(strings.ToUpper(p.Name)); !ok || named != p {
			t.Errorf("%s is not found by its name", p.Name)
		}
		if n := counts[p.Name]; n > 0 && len(p.Columns) != n {
			t.Errorf("%s has %d columns, want %d", p.Name, len(p.Columns), n)
		}
		all := positions(slices.Concat(p.Columns, p.Earlier))
		for _, u := range p.Uses {
			for _, c := range u.Columns {
				if _, ok := all[name(c)]; !ok {
					t.Errorf("%s: column %q of %s is not one of it", p.Name, c, u.Role)
				}
			}
			for code, meaning := range u.Codes {
				known := true
				switch u.Role.kind() {
				case datePrecision:
					known = slices.Contains([]string{"day", "week", "month", "year"}, meaning)
				case geoPrecision:
					known = meaning == nowhere || slices.Contains(nearness, meaning)
				case setText:
					known = meaning == "" || texts[u.Role].values == nil || slices.Contains(texts[u.Role].values, meaning)
				}
				if !known {
					t.Errorf("%s: %s of %s means %q", p.Name, code, u.Role, meaning)
				}
			}
		}
	}
	if len(gdelt58) != 58 {
		t.Errorf("GDELT 1.0 has %d columns", len(gdelt58))
	}
}

// A spreadsheet writes dates its own way; then the column decides.
func TestDatesASpreadsheetHasRewritten(t *testing.T) {
	columns, rows := fixture(t, "GEDEvent_v25_1.csv")
	at := positions(columns)
	rewritten := &memory{line: 2}
	for _, dates := range [][2]string{{"3/4/2021 0:00", "3/4/2021 0:00"}, {"12/25/2021 0:00", "12/26/2021 0:00"}} {
		cells := slices.Clone(rows.cells[0])
		cells[at["id"]], cells[at["date_start"]], cells[at["date_end"]] = dates[0], dates[0], dates[1]
		rewritten.cells = append(rewritten.cells, cells)
	}
	f, r := read(t, "GEDEvent_v25_1.csv", columns, rewritten)
	events, _ := r.Table()
	if events.Len() != 2 || len(f.Questions) > 0 || events.Span(0).Start.String() != "2021-03-04" || events.Span(1).End.String() != "2021-12-26" {
		t.Errorf("%+v %v %v", f.Questions, r.Counts(), r.Problems())
	}
}

// A table of ours is read as intake reads it.
func TestOursIsReadAsByThePage(t *testing.T) {
	columns, rows := fixture(t, "wherewhen.csv")
	_, r := read(t, "wherewhen.csv", columns, rows)
	got, _ := r.Table()
	text := strings.Join(columns, ",") + "\n"
	for _, cells := range rows.cells {
		for i, c := range cells {
			if i > 0 {
				text += ","
			}
			if c != "roof" && c != "maybe" {
				text += `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
		}
		text += "\n"
	}
	want, _, err := intake.ReadCSV("wherewhen.csv", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if string(geoJSON(got)) != string(geoJSON(want)) {
		t.Errorf("%s\nwant\n%s", geoJSON(got), geoJSON(want))
	}
}

func TestAttribution(t *testing.T) {
	if got, want := acled.Terms.Attributed("2026-01-02", "country Inventia"), "ACLED (Armed Conflict Location & Event Data), acleddata.com. Accessed 2026-01-02. Filters: country Inventia."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := ged.Terms.Attributed("", ""), "UCDP Georeferenced Event Dataset (GED), Uppsala Conflict Data Program, ucdp.uu.se, CC BY 4.0."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, p := range []*Profile{&acled, &gtd} {
		if !p.Terms.Private {
			t.Errorf("%s may be passed on", p.Title)
		}
	}
}
