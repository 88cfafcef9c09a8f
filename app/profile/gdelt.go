package profile

import (
	"maps"
	"slices"
	"strings"
)

// gdelt is the GDELT event database: tables without a header, of 57 fields in
// the historical files, 58 in the daily ones of version 1.0 and 61 of version
// 2.0, which adds three codes of second-order units.
//
// Codes: GDELT Data Format Codebooks 1.03 (2013) and 2.0 (2015), ActionGeo_Type
// as the Go package gdelt of SpecializedGeneralist (2020) has it: 0 is no place, 1
// a country, 2 a state of the United States, 3 a town there and 4 elsewhere, 5 a
// province elsewhere. EventRootCode: CAMEO 1.1b3 (2012) with GDELT's words; a
// spreadsheet takes the zero from 01 to 09. QuadClass is not taken.
// ActionGeo_CountryCode is a FIPS code, not one of ISO, and so not taken. The
// terms are GDELT's page about the project from memory: they could not be seen.
//
// The records are made by machines from news, many for one event, without
// figures of people killed.
var gdelt = Profile{
	Name: "gdelt", Title: "GDELT",
	Columns: gdeltColumns,
	Keys:    []string{"GLOBALEVENTID", "SQLDATE", "EventRootCode", "ActionGeo_Type"},
	Labels:  map[Role]string{"actor": "Actor 1", "attack_type": "CAMEO root code"},
	Terms: Terms{
		Licence:     "free for any use, with citation and a link",
		URL:         "https://www.gdeltproject.org/",
		Attribution: "The GDELT Project, gdeltproject.org.{date}{filters}",
	},
	Uses: []Use{
		{Role: "id", Columns: []string{"GLOBALEVENTID"}},
		{Role: "title", Columns: []string{"EventRootCode"}, Codes: cameoRoots},
		{Role: "title", Columns: []string{"ActionGeo_FullName"}},
		{Role: "start", Columns: []string{"SQLDATE"}, Format: Digits},
		{Role: "place", Columns: []string{"ActionGeo_FullName"}},
		{Role: "latitude", Columns: []string{"ActionGeo_Lat"}},
		{Role: "longitude", Columns: []string{"ActionGeo_Long"}},
		{Role: "geo_precision", Columns: []string{"ActionGeo_Type"}, Codes: map[string]string{
			"0": nowhere, "1": "country", "2": "province", "3": "city", "4": "city", "5": "province",
		}},
		{Role: "attack_type", Columns: []string{"EventRootCode"}, Codes: cameoRoots},
		{Role: "actor", Columns: []string{"Actor1Name"}},
		{Role: "attribution_note", Columns: []string{"Actor2Name"}, Says: "Actor 2: %s"},
		{Role: "tags", Says: "machine-coded"},
		{Role: "source_url", Columns: []string{"SOURCEURL"}},
		{Role: Facet, Columns: []string{"QuadClass"}, Says: "Quad class", Codes: map[string]string{
			"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict", Any: Same,
		}},
		{Role: Facet, Columns: []string{"Actor1CountryCode"}, Says: "Actor 1, country code"},
		{Role: Facet, Columns: []string{"Actor1Type1Code"}, Says: "Actor 1, type code"},
		{Role: Facet, Columns: []string{"Actor2CountryCode"}, Says: "Actor 2, country code"},
		{Role: Facet, Columns: []string{"Actor2Type1Code"}, Says: "Actor 2, type code"},
		{Role: Facet, Columns: []string{"ActionGeo_CountryCode"}, Says: "Place, FIPS country code"},
	},
	headless: [][]string{gdeltColumns, gdelt58, gdelt58[:57]},
	data: func(cells []string) bool {
		_, s, reason := readDate(cells[1], "")
		_, numbered := whole(cells[0])
		return numbered && s == eightDigits && reason == ""
	},
	version: func(_ string, columns int) string {
		switch columns {
		case 61:
			return "2.0"
		case 57, 58:
			return "1.0"
		}
		return ""
	},
}

var gdeltColumns = columnsOf("GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate,Actor1Code,Actor1Name,Actor1CountryCode,Actor1KnownGroupCode," +
	"Actor1EthnicCode,Actor1Religion1Code,Actor1Religion2Code,Actor1Type1Code,Actor1Type2Code,Actor1Type3Code,Actor2Code,Actor2Name," +
	"Actor2CountryCode,Actor2KnownGroupCode,Actor2EthnicCode,Actor2Religion1Code,Actor2Religion2Code,Actor2Type1Code,Actor2Type2Code," +
	"Actor2Type3Code,IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,NumMentions,NumSources,NumArticles," +
	"AvgTone,Actor1Geo_Type,Actor1Geo_FullName,Actor1Geo_CountryCode,Actor1Geo_ADM1Code,Actor1Geo_ADM2Code,Actor1Geo_Lat," +
	"Actor1Geo_Long,Actor1Geo_FeatureID,Actor2Geo_Type,Actor2Geo_FullName,Actor2Geo_CountryCode,Actor2Geo_ADM1Code,Actor2Geo_ADM2Code," +
	"Actor2Geo_Lat,Actor2Geo_Long,Actor2Geo_FeatureID,ActionGeo_Type,ActionGeo_FullName,ActionGeo_CountryCode,ActionGeo_ADM1Code," +
	"ActionGeo_ADM2Code,ActionGeo_Lat,ActionGeo_Long,ActionGeo_FeatureID,DATEADDED,SOURCEURL")

// gdelt58 are the columns of version 1.0.
var gdelt58 = slices.DeleteFunc(slices.Clone(gdeltColumns), func(c string) bool {
	return c == "Actor1Geo_ADM2Code" || c == "Actor2Geo_ADM2Code" || c == "ActionGeo_ADM2Code"
})

// cameoRoots are the codes with and without their zero.
var cameoRoots = func(roots map[string]string) map[string]string {
	for code, words := range maps.Clone(roots) {
		roots[strings.TrimPrefix(code, "0")] = words
	}
	return roots
}(map[string]string{
	"01": "make public statement", "02": "appeal", "03": "express intent to cooperate", "04": "consult",
	"05": "engage in diplomatic cooperation", "06": "engage in material cooperation", "07": "provide aid", "08": "yield",
	"09": "investigate", "10": "demand", "11": "disapprove", "12": "reject", "13": "threaten", "14": "protest",
	"15": "exhibit force posture", "16": "reduce relations", "17": "coerce", "18": "assault", "19": "fight",
	"20": "use unconventional mass violence",
})
