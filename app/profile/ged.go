package profile

import "strings"

// ged is the UCDP Georeferenced Event Dataset and the monthly Candidate files,
// of which one came without a header. Columns: the header of 23.1, unchanged
// since.
//
// Codes: UCDP GED Codebook, of 20.1 (2020) as the documentation of the R package
// ucdp restates it, of 22.1 to 24.1 as that of mapme.biodiversity 0.9.1 (2024)
// does; the codebook itself could not be seen. type_of_violence; where_prec 1 the
// place, 2 a limited area around it, which is 25 km, 3 the second-order and 4 the
// first-order unit, 5 a part of a country larger than that, a line, an island or
// what is only named roughly, 6 the country, 7 waters or air between countries,
// where the point is the middle of the water or estimated; date_prec 1 the day, 2
// two to six days, 3 the week, 4 the month, 5 no nearer than the year, where
// date_start and date_end are the earliest and the latest day it may have been;
// event_clarity 1 reported well enough to tell the event from others, 2 not. high
// and low are the highest and lowest reliable estimates, deaths_a to
// deaths_unknown parts of the best one. number_of_sources is -1 where they were
// not counted.
var ged = Profile{
	Name: "ucdp-ged", Title: "UCDP GED",
	Columns: gedColumns,
	Keys:    []string{"type_of_violence", "dyad_name", "side_a", "side_b", "where_prec", "date_prec", "best", "low", "high"},
	Labels:  map[Role]string{"actor": "Side A", "attack_type": "Type of violence", "killed": "Deaths, best estimate"},
	Terms: Terms{
		Licence:     "CC BY 4.0",
		URL:         "https://ucdp.uu.se/",
		Attribution: "UCDP Georeferenced Event Dataset (GED), Uppsala Conflict Data Program, ucdp.uu.se, CC BY 4.0.{date}{filters}",
	},
	Uses: []Use{
		{Role: "id", Columns: []string{"id"}},
		{Role: "title", Columns: []string{"dyad_name", "conflict_name"}, Format: First},
		{Role: "title", Columns: []string{"where_coordinates", "country"}, Format: First},
		{Role: "summary", Columns: []string{"source_headline"}},
		{Role: "start", Columns: []string{"date_start"}, Format: YearFirst},
		{Role: "end", Columns: []string{"date_end"}, Format: YearFirst},
		{Role: "date_precision", Columns: []string{"date_prec"}, Format: Within,
			Codes: map[string]string{"1": "day", "2": "day", "3": "week", "4": "month", "5": "year"}},
		{Role: "confidence_note", Columns: []string{"date_prec"}, Codes: map[string]string{
			"1": "", "2": "the day is known within 2 to 6 days", "3": "the day is known to the week",
			"4": "the day is known to the month", "5": "not even the month is known",
		}},
		{Role: "place", Columns: []string{"where_coordinates"}},
		{Role: "admin1", Columns: []string{"adm_1"}},
		{Role: "country", Columns: []string{"country"}},
		{Role: "latitude", Columns: []string{"latitude"}},
		{Role: "longitude", Columns: []string{"longitude"}},
		{Role: "geo_precision", Columns: []string{"where_prec"}, Codes: map[string]string{
			"1": "city", "2": "district", "3": "district", "4": "province", "5": "country", "6": "country", "7": nowhere,
		}},
		{Role: "confidence_note", Columns: []string{"where_prec"}, Codes: map[string]string{
			"5": "the place is a larger part of a country, a line or only roughly known", "7": "in waters or airspace between countries", Any: "",
		}},
		{Role: "attack_type", Columns: []string{"type_of_violence"}, Codes: map[string]string{
			"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence",
		}},
		{Role: "actor", Columns: []string{"side_a"}},
		{Role: "attribution_note", Columns: []string{"side_b"}, Says: "Side B: %s"},
		{Role: "killed_low", Columns: []string{"low"}},
		{Role: "killed", Columns: []string{"best"}},
		{Role: "killed_high", Columns: []string{"high"}},
		{Role: "casualties_note", Columns: []string{"deaths_a"}, Absent: []string{"0"}, Says: "Side A %s"},
		{Role: "casualties_note", Columns: []string{"deaths_b"}, Absent: []string{"0"}, Says: "Side B %s"},
		{Role: "casualties_note", Columns: []string{"deaths_civilians"}, Absent: []string{"0"}, Says: "civilians %s"},
		{Role: "casualties_note", Columns: []string{"deaths_unknown"}, Absent: []string{"0"}, Says: "not known who %s"},
		{Role: "confidence_note", Columns: []string{"event_clarity"}, Codes: map[string]string{"1": "", "2": "UCDP marks the event as not clearly reported"}},
		{Role: "confidence_note", Columns: []string{"number_of_sources"}, Absent: []string{"-1"}, Says: "number of sources: %s"},
		{Role: "source_title", Columns: []string{"source_article"}},
		{Role: "source_publisher", Columns: []string{"source_office"}},
		{Role: "source_date", Columns: []string{"source_date"}},
		{Role: Facet, Columns: []string{"conflict_name"}, Says: "Conflict"},
		{Role: Facet, Columns: []string{"region"}, Says: "Region"},
		{Role: Facet, Columns: []string{"side_b"}, Says: "Side B"},
		{Role: Facet, Columns: []string{"dyad_name"}, Says: "Dyad"},
		{Role: Facet, Columns: []string{"event_clarity"}, Says: "Event clarity", Codes: map[string]string{"1": "clear", "2": "less clear", Any: Same}},
	},
	headless: [][]string{gedColumns},
	data: func(cells []string) bool {
		at := positions(gedColumns)
		violence := cells[at["type_of_violence"]]
		_, shape, reason := readDate(cells[at["date_start"]], "")
		return isYear(cells[at["year"]]) && len(violence) == 1 && isDigit(violence[0]) && shape == isoDate && reason == ""
	},
	version: func(file string, _ int) string {
		v := release(file, "gedevent_v")
		if v == "" {
			v = release(file, "ged")
		}
		if strings.Count(v, ".") > 1 {
			return "Candidate " + v
		}
		return v
	},
}

var gedColumns = columnsOf("id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id," +
	"dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article," +
	"source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude," +
	"longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b," +
	"deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob")
