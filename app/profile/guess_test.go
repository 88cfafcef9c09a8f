package profile

import (
	"fmt"
	"strings"
	"testing"
)

// uses writes the uses of a mapping without their reasons.
func uses(m Mapping) string {
	var all []string
	for _, u := range m.Uses {
		s := string(u.Role) + "=" + strings.Join(u.Columns, "+")
		if u.Format != "" {
			s += " (" + u.Format + ")"
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

func table(text string) (columns []string, rows [][]string) {
	for i, line := range strings.Split(text, "\n") {
		cells := strings.Split(line, "|")
		if i == 0 {
			columns = cells
		} else {
			rows = append(rows, cells)
		}
	}
	return columns, rows
}

func TestGuesses(t *testing.T) {
	for _, c := range []struct{ text, want, question string }{
		{"Date|Lat|Long|Killed\n2020-01-31|10.5|20.25|3", "start=Date; latitude=Lat; longitude=Long; killed=Killed", ""},
		{"date|where\n2020-01-31|POINT (20.25 10.5)", "start=date; point=where (WKT)", ""},
		{"date|GPS\n2020-01-31|10°30'00\"N 20°15'00\"E", "start=date; point=GPS (latitude, longitude)", ""},
		{"date|coordinates\n2020-01-31|10.5, 120.25\n2020|1, 2", "start=date; point=coordinates (latitude, longitude)", ""},
		{"date|coordinates\n2020-01-31|10,5 N 20,25 E", "start=date; point=coordinates (latitude, longitude)", ""},
		{"date|coordinates\n2020-01-31|120.25, 10.5\n2020|1, 2", "start=date; point=coordinates (longitude, latitude)", ""},
		{"date|coordinates\n2020|1, 2", "start=date (year); point=coordinates (latitude, longitude)",
			"column coordinates: no pair says whether latitude or longitude is first; latitude is taken to be"},
		{"date|lat|lon\n2020-01-31|120.5|10.5", "start=date; latitude=lat; longitude=lon",
			"column lat: 1 of 1 values are no latitudes; are lat and lon exchanged?"},
		{"year|month|day|town|dead\n2020|1|31|Exampletown|3\n2020|0|0|x|4", "start=year+month+day (year, month, day); place=town; killed=dead; title=town", ""},
		{"date|ID#\n2020|a", "start=date (year)", ""},
		{"Year|Deaths\n2020|3", "start=Year (year); killed=Deaths", ""},
		{"date|x\n44197|1\n44200.5|2", "start=date (spreadsheet days)", ""},
		{"timestamp|x\n1609459200|1", "start=timestamp (Unix seconds)", ""},
		{"timestamp|x\n1609459200000|1", "start=timestamp (Unix milliseconds)", ""},
		{"date|x\n20200131|a", "start=date (YYYYMMDD)", ""},
		{"date|x\n13/2/2020|a\n1/2/2020|b", "start=date (D/M/Y)", ""},
		{"date|x\n2/13/2020|a\n1/2/2020|b", "start=date (M/D/Y)", ""},
		{"date|x\n2/3/2020|a\n1/2/2020|b", "start=date (D/M or M/D)", "column date: undecidable: the day can be first or second in each of 2 dates, which are not read"},
		{"happened on|x\n2 May 2020|a", "start=happened on", ""},
		{"uploaded|inserted_at|seen\n5|2020-01-31|2020-01-01", "start=seen", ""},
		{"start|end|title|tags|source\n2020-01-01|2020-01-05|T|a, b|https://example.org/", "start=start; end=end; title=title; source_url=source; tags=tags (commas)", ""},
		{"date|id\n2020|a\n2020|a\n2020|a", "start=date (year)", "column id is named as an id but has the same values again and again; the lines of the file number the events"},
		{"date|fatalities_low|fatalities|fatalities_high|wounded\n2020|1|2|3|4", "start=date (year); killed_low=fatalities_low; killed_high=fatalities_high; killed=fatalities; injured=wounded", ""},
	} {
		columns, rows := table(c.text)
		s := NewSurvey(columns)
		for _, r := range rows {
			s.Add(r)
		}
		f, err := s.Guess()
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := uses(f.Mapping); got != c.want || strings.Join(f.Questions, "\n") != c.question {
			t.Errorf("%s:\n%s, want\n%s\n%q", c.text, got, c.want, f.Questions)
		}
		for _, u := range f.Mapping.Uses {
			if u.Why == "" {
				t.Errorf("%s: %s without a reason", c.text, u.Role)
			}
		}
		if err := f.Mapping.check(); err != nil {
			t.Error(err)
		}
	}
}

func TestNoDatesNoGuess(t *testing.T) {
	s := NewSurvey([]string{"place", "killed"})
	s.Add([]string{"Exampletown", "3"})
	if _, err := s.Guess(); err == nil || err.Error() != `no column has dates: found "place", "killed"` {
		t.Error(err)
	}
}

// A file without a header has its columns numbered.
func TestGuessWithoutHeader(t *testing.T) {
	rows := [][]string{{"1 May 2020", "10.5, 20.25"}, {"mid 2017", "1, 100"}}
	s := NewSurvey(nil)
	for _, r := range rows {
		s.Add(r)
	}
	f, err := s.Guess()
	if err != nil || uses(f.Mapping) != "start=column 1; point=column 2 (latitude, longitude)" {
		t.Fatal(uses(f.Mapping), err)
	}
	r, err := NewReader("f", nil, f.Mapping)
	if err != nil {
		t.Fatal(err)
	}
	r.Take(&memory{cells: rows, line: 1})
	if r.Counts().Shown != 2 || len(r.Problems()) > 0 {
		t.Error(r.Counts(), r.Problems())
	}
}

func BenchmarkGuess(b *testing.B) {
	columns := columnsOf("date,lat,lon,killed,text,town")
	var rows [][]string
	for i := range 10000 {
		rows = append(rows, []string{fmt.Sprintf("%d/%d/2020", 1+i%28, 1+i%12), fmt.Sprint(float64(i%90) + 0.25), fmt.Sprint(i % 180), fmt.Sprint(i % 50), strings.Repeat("text ", 20), "Exampletown"})
	}
	for b.Loop() {
		s := NewSurvey(columns)
		for _, r := range rows {
			s.Add(r)
		}
		s.Guess()
	}
	b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds(), "rows/s")
}
