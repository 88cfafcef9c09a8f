package check

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// documents are the decoded files of testdata by name.
type documents map[string]any

func readDocuments(t testing.TB) documents {
	t.Helper()
	d := make(documents)
	for _, k := range kinds {
		content, err := os.ReadFile(filepath.Join("testdata", k.file))
		if err != nil {
			t.Fatal(err)
		}
		var document any
		if err := json.Unmarshal(content, &document); err != nil {
			t.Fatalf("%s: %v", k.file, err)
		}
		d[k.file] = document
	}
	return d
}

// files writes the documents and reads them as the command does.
func (d documents) files(t testing.TB) []*File {
	t.Helper()
	var files []*File
	for _, k := range kinds {
		content, err := json.Marshal(d[k.file])
		if err != nil {
			t.Fatal(err)
		}
		f, err := Parse(k.file, content)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// gone is the value of a field that is taken out.
type gone struct{}

// set puts a value where a path leads, dots between its keys.
func set(t testing.TB, document any, path string, value any) {
	t.Helper()
	keys := strings.Split(path, ".")
	last := keys[len(keys)-1]
	switch parent := at(document, keys[:len(keys)-1]...).(type) {
	case map[string]any:
		if value == (gone{}) {
			delete(parent, last)
		} else {
			parent[last] = value
		}
	case []any:
		i, err := strconv.Atoi(last)
		if err != nil || i >= len(parent) {
			t.Fatalf("no %s", path)
		}
		parent[i] = value
	default:
		t.Fatalf("no %s", path)
	}
}

func TestFixtureHasNoFindings(t *testing.T) {
	r := newChecker(t).Check(readDocuments(t).files(t)...)
	for _, f := range r.Findings {
		t.Error(f)
	}
	if got := r.Counted() + ": " + r.Verdict(); got != "4 events, 2 regions, 1 area, 4 indicators: no findings" {
		t.Error(got)
	}
}

const (
	events     = "events.geojson"
	regions    = "regions.geojson"
	areas      = "areas.geojson"
	indicators = "indicators.json"

	market = "2020-01-02-jalalabad-market"
	plot   = "2021-03-kabul-plot"
	notice = "2022-nangarhar-announcement"
	raid   = "2023-05-08-achin-raid"
)

// change is one path and the value put there.
type change struct {
	path  string
	value any
}

func TestEachRuleFindsItsFault(t *testing.T) {
	type a = []any
	type o = map[string]any
	p := func(feature int, field string) string {
		return fmt.Sprintf("features.%d.properties.%s", feature, field)
	}
	g := func(feature int, rest string) string { return fmt.Sprintf("features.%d.geometry%s", feature, rest) }
	one := func(path string, value any) []change { return []change{{path, value}} }
	square := o{"type": "Feature",
		"geometry":   o{"type": "MultiPolygon", "coordinates": a{a{a{a{70, 34}, a{71, 34}, a{71, 35}, a{70, 34}}}}},
		"properties": o{"code": "AFG-1764", "country_code": "AF", "level": "admin1", "name": "Nangarhar"}}

	for name, test := range map[string]struct {
		file     string
		changes  []change
		id       string
		field    string
		expected string // a part of it
		severity Severity
	}{
		"schema: missing":          {events, one(p(0, "title"), gone{}), market, "title", "missing", Error},
		"schema: type":             {events, one(p(0, "killed"), "two"), market, "killed", "a whole number", Error},
		"schema: enum":             {events, one(p(0, "kind"), "raid"), market, "kind", "one of attack, ", Error},
		"schema: without a date":   {events, one(p(0, "date_precision"), "none"), market, "date_precision", "one of day, ", Error},
		"schema: attack type":      {events, one(p(0, "attack_type"), "ied/bomb"), market, "attack_type", "one of IED/bomb, ", Error},
		"schema: unknown field":    {events, one(p(0, "Killed"), 3), market, "Killed", "no such field", Error},
		"schema: evidence":         {events, one(p(0, "sources.0.evidence"), "text"), market, "sources[0].evidence", "no such field", Error},
		"schema: pattern":          {events, one(p(0, "start"), "2 January 2020"), market, "start", "YYYY-MM-DD", Error},
		"schema: empty":            {events, one(p(0, "summary"), ""), market, "summary", "not empty", Error},
		"schema: twice":            {events, one(p(0, "targets"), a{"civilians", "civilians"}), market, "targets", "no entry twice", Error},
		"schema: beside":           {events, one(p(0, "admin1"), gone{}), market, "admin1", "a value beside admin1_code", Error},
		"schema: no properties":    {events, one("features.1.properties", gone{}), plot, "properties", "missing", Error},
		"schema: null properties":  {events, one("features.1.properties", nil), plot, "properties", "an object", Error},
		"schema: not a feature":    {events, one("features.1", 7), "feature 2", "", "an object", Error},
		"schema: collection":       {events, one("type", "Features"), "", "type", "FeatureCollection", Error},
		"schema: collection field": {events, one("crs", "x"), "", "crs", "no such field", Error},
		"schema: indicator":        {indicators, one("strength.0.basis", gone{}), "strength 1", "basis", "missing", Error},
		"schema: section":          {indicators, one("leaders", "none"), "", "leaders", "a list", Error},
		"schema: region":           {regions, one(p(0, "role"), "stronghold"), "nangarhar", "role", "one of reported-active", Error},
		"schema: area":             {areas, one(p(0, "level"), "district"), "AFG-1764", "level", "one of admin1", Error},

		"id: doubled": {events, []change{{p(1, "id"), market}, {"features.1.id", market}}, market, "id", "feature 1 has it", Error},
		"id: differs": {events, one("features.1.id", "other"), plot, "id", "the same id", Error},
		"id: region":  {regions, []change{{p(1, "id"), "nangarhar"}, {"features.1.id", "nangarhar"}}, "nangarhar", "id", "feature 1 has it", Error},

		"date: day that is none":       {events, []change{{p(0, "start"), "2019-02-29"}}, market, "start", "a real date", Error},
		"date: month that is none":     {events, one(p(1, "end"), "2021-13"), plot, "end", "a real date", Error},
		"date: too early":              {events, []change{{p(0, "start"), "2002-01-02"}}, market, "start", "2014 or later", Error},
		"date: backwards":              {events, one(p(0, "end"), "2020-01-01"), market, "end", "not before start", Error},
		"date: day, month written":     {events, one(p(0, "end"), "2020-01"), market, "end", "YYYY-MM-DD", Error},
		"date: month, day written":     {events, one(p(1, "start"), "2021-03-01"), plot, "start", "YYYY-MM, because", Error},
		"date: year, month written":    {events, one(p(2, "end"), "2022-12"), notice, "end", "YYYY, because", Error},
		"date: week, month written":    {events, one(p(3, "end"), "2023-05"), raid, "end", "YYYY-MM-DD, because", Error},
		"date: source":                 {events, one(p(0, "sources.0.date"), "2020-00"), market, "sources[0].date", "a real date", Error},
		"date: region backwards":       {regions, one(p(0, "end"), "2014"), "nangarhar", "end", "not before start", Error},
		"date: region without end":     {regions, one(p(1, "ongoing"), gone{}), "afghanistan", "end", "or ongoing", Error},
		"date: region with two ends":   {regions, one(p(1, "end"), "2020"), "afghanistan", "end", "none", Error},
		"date: region source":          {regions, one(p(0, "sources.1.date"), "2016-06-31"), "nangarhar", "sources[1].date", "a real date", Error},
		"date: estimate":               {indicators, one("strength.0.as_of", "2016-03"), "strength 1", "as_of", "YYYY, because", Error},
		"date: leader backwards":       {indicators, one("leaders.0.to", "2014-12"), "leader 1", "to", "not before from", Error},
		"date: statement":              {indicators, one("statements.0.date", "2016-01-32"), "statement 1", "date", "a real date", Error},
		"date: activity":               {indicators, one("activity.0.from", "2017-19"), "activity 1", "from", "a real date", Error},
		"date: indicator before group": {indicators, one("statements.0.date", "2001-01-14"), "statement 1", "date", "2014 or later", Error},

		"figures: low above best":    {events, one(p(0, "killed_low"), 33), market, "killed", "low ≤ best ≤ high", Error},
		"figures: injured":           {events, one(p(0, "injured_high"), 3), market, "injured", "low ≤ best ≤ high", Error},
		"figures: below zero":        {events, one(p(0, "killed_low"), -1), market, "killed_low", "0 or more", Error},
		"figures: first report":      {events, one(p(0, "first_report.killed"), -1), market, "first_report.killed", "0 or more", Error},
		"figures: half a person":     {events, one(p(0, "killed"), 2.5), market, "killed", "a whole number", Error},
		"figures: with an exponent":  {events, one(p(0, "killed"), json.Number("2.0")), market, "killed", "without point", Error},
		"figures: too many":          {events, one(p(0, "killed_high"), 1e10), market, "killed_high", "2147483647 or less", Error},
		"figures: estimate reversed": {indicators, one("strength.0.low", 3000), "strength 1", "low", "low ≤ high, 2000", Error},

		"precision: plot with a site":   {events, one(p(1, "geo_precision"), "site"), plot, "geo_precision", "city or coarser", Error},
		"precision: arrest with a site": {events, []change{{p(1, "kind"), "arrest"}, {p(1, "geo_precision"), "site"}}, plot, "geo_precision", "city or coarser", Error},
		"precision: no point":           {events, one("features.0.geometry", nil), market, "geometry", "a Point", Error},
		"precision: point too much":     {events, one("features.2.geometry", o{"type": "Point", "coordinates": a{70.45, 34.42}}), notice, "geometry", "null", Error},
		"precision: no area":            {events, []change{{p(2, "geo_precision"), "country"}}, notice, "area", "the country_code AF", Error},
		"precision: area too much":      {events, one(p(0, "area"), "AFG-1764"), market, "area", "none", Error},
		"precision: no source":          {events, one(p(1, "coordinate_source"), gone{}), plot, "coordinate_source", "where the point is from", Error},
		"precision: longitude":          {events, one(g(0, ".coordinates.0"), 190.5), market, "geometry.coordinates[0]", "180 or less", Error},
		"precision: latitude":           {events, one(g(0, ".coordinates.1"), -90.5), market, "geometry.coordinates[1]", "-90 or more", Error},
		"precision: height":             {events, one(g(0, ".coordinates"), a{70.4515, 34.4265, 580}), market, "geometry.coordinates", "at most 2", Error},

		"place: unknown country":         {events, one(p(0, "country_code"), "XX"), market, "country_code", "make basemap", Error},
		"place: unknown province":        {events, one(p(0, "admin1_code"), "AFG-9999"), market, "admin1_code", "make basemap", Error},
		"place: province elsewhere":      {events, one(p(3, "admin1_code"), "PAK-1114"), raid, "admin1_code", "is in PK", Error},
		"place: outside the country":     {events, one(g(3, ".coordinates"), a{71.9, 33.2}), raid, "geometry", "km outside, 10 km are allowed", Error},
		"place: outside the province":    {events, one(g(3, ".coordinates"), a{69.2, 34.5}), raid, "geometry", "a point in Nangarhar (AFG-1764)", Error},
		"place: sides changed":           {events, one(g(3, ".coordinates"), a{34.08, 70.7}), raid, "geometry", "a point in Afghanistan (AF)", Error},
		"place: region, unknown country": {regions, one(p(1, "country_codes.0"), "XX"), "afghanistan", "country_codes[0]", "make basemap", Error},
		"place: region, elsewhere":       {regions, one(p(0, "admin1_codes.0"), "PAK-1114"), "nangarhar", "admin1_codes[0]", "is in PK", Error},

		"name: far from the city named":  {events, one(g(0, ".coordinates"), a{70.7, 34.3}), market, "geometry", "km away, 12 km are allowed", Error},
		"name: site far from it":         {events, []change{{p(0, "geo_precision"), "site"}, {g(0, ".coordinates"), a{70.85, 34.2}}}, market, "geometry", "km away, 30 km are allowed", Error},
		"name: far from where it is put": {events, one(g(1, ".coordinates"), a{69.4, 34.6}), plot, "geometry", "a point near Kabul", Error},

		"area: no outline":  {events, []change{{p(3, "geo_precision"), "country"}, {"features.3.geometry", nil}, {p(3, "area"), "AF"}}, raid, "area", "a code in areas.geojson", Error},
		"region: names":     {regions, one(p(0, "admin1"), a{"Nangarhar", "Kunar"}), "nangarhar", "admin1_codes", "as many as admin1, 2", Error},
		"region: countries": {regions, one(p(1, "countries"), a{"Afghanistan", "Pakistan"}), "afghanistan", "country_codes", "as many as countries, 2", Error},
		"region: districts": {regions, one(p(0, "districts"), gone{}), "nangarhar", "whole_province_drawn", "districts", Error},
		"ring: open":        {regions, one(g(1, ".coordinates.0.0.3"), a{64.1, 31}), "afghanistan", "geometry.coordinates[0][0]", "the last position", Error},
		"ring: short":       {regions, one(g(1, ".coordinates.0.0"), a{a{64, 31}, a{70, 31}, a{64, 31}}), "afghanistan", "geometry.coordinates[0][0]", "at least 4", Error},
		"ring: clockwise":   {areas, one(g(0, ".coordinates.0.0"), a{a{70, 34}, a{71, 35}, a{71, 34}, a{70, 34}}), "AFG-1764", "geometry.coordinates[0][0]", "counter-clockwise", Error},
		"ring: hole":        {regions, one(g(0, ".coordinates.0.1"), a{a{70.4, 34.4}, a{70.6, 34.4}, a{70.6, 34.6}, a{70.4, 34.4}}), "nangarhar", "geometry.coordinates[0][1]", "a hole clockwise", Error},
		"ring: position":    {regions, one(g(1, ".coordinates.0.0.1"), a{64, 31}), "afghanistan", "geometry.coordinates[0][0]", "no position twice", Error},
		"ring: no land":     {regions, one(g(1, ".coordinates.0.0.2"), a{67, 31}), "afghanistan", "geometry.coordinates[0][0]", "some land", Error},
		"ring: crosses":     {regions, one(g(0, ".coordinates.0.0"), a{a{70, 34}, a{71, 34}, a{70.2, 35.2}, a{71, 35.3}, a{70, 34}}), "nangarhar", "geometry.coordinates[0][0]", "does not cross", Warning},
		"ring: longitude":   {regions, one(g(1, ".coordinates.0.0.1.0"), 181), "afghanistan", "geometry.coordinates[0][0][1][0]", "180 or less", Error},
		"ring: no geometry": {areas, one(g(0, ""), nil), "AFG-1764", "geometry", "an object", Error},
		"area: doubled":     {areas, one("features", a{square, square}), "AFG-1764", "code", "feature 1 has it", Error},

		"source: none":                 {events, one(p(0, "sources"), a{}), market, "sources", "at least 1", Error},
		"source: not http":             {events, one(p(0, "sources.0.url"), "ftp://example.org/a"), market, "sources[0].url", "http or https", Error},
		"source: no host":              {events, one(p(0, "sources.0.url"), "https:///a"), market, "sources[0].url", "with a host", Error},
		"source: blank in address":     {events, one(p(0, "sources.0.url"), "https://example.org/a b"), market, "sources[0].url", "http or https", Error},
		"source: no title":             {events, one(p(0, "sources.0.title"), ""), market, "sources[0].title", "not empty", Error},
		"source: supports":             {events, one(p(0, "sources.0.supports.0"), "dates"), market, "sources[0].supports[0]", "one of date", Error},
		"source: no casualties":        {events, one(p(0, "sources.0.supports"), a{"date", "place", "attribution"}), market, "sources", "supports casualties", Warning},
		"source: no date":              {events, one(p(1, "sources.0.supports"), a{"place", "attribution"}), plot, "sources", "supports date", Warning},
		"source: no place":             {events, one(p(1, "sources.0.supports"), a{"date", "attribution"}), plot, "sources", "supports place", Warning},
		"source: no attribution":       {events, one(p(1, "sources.0.supports"), a{"date", "place"}), plot, "sources", "supports attribution", Warning},
		"source: event, no address":    {events, one(p(0, "sources.0.url"), gone{}), market, "sources[0].url", "missing", Error},
		"source: region, no address":   {regions, []change{{p(1, "sources.0.url"), gone{}}, {p(1, "sources.0.date"), "2016"}}, "afghanistan", "sources", "one with an address", Error},
		"source: not to be found":      {regions, one(p(0, "sources.1.date"), gone{}), "nangarhar", "sources[1].date", "no address", Error},
		"source: indicator, no source": {indicators, one("activity.0.sources", a{}), "activity 1", "sources", "at least 1", Error},
		"source: indicator unlinked":   {indicators, one("strength.0.sources", a{o{"title": "A", "publisher": "B", "date": "2016"}}), "strength 1", "sources", "one with an address", Error},

		"words: control":       {regions, one(p(0, "detail"), "The group controls the province."), "nangarhar", "detail", "no word of control", Warning},
		"words: under control": {regions, one(p(0, "note"), "Under its control."), "nangarhar", "note", "no word of control", Warning},
		"words: unverified":    {events, one(p(0, "summary"), "It was large (unverified)."), market, "summary", "only what a source supports", Warning},
		"words: new line":      {events, one(p(0, "summary"), "One.\nTwo."), market, "summary", "no control characters", Error},
		"words: override":      {events, one(p(0, "title"), "Bombing \u202egnibmob"), market, "title", "direction of writing", Error},
		"words: isolate":       {indicators, one("leaders.0.name", "\u2067A leader\u2069"), "leader 1", "name", "direction of writing", Error},
		"words: blank":         {events, one(p(0, "place"), " Market, Jalalabad"), market, "place", "no blanks", Warning},
		"words: source title":  {events, one(p(0, "sources.0.title"), "A report "), market, "sources[0].title", "no blanks", Warning},

		"attribution: no note":      {events, one(p(0, "attribution_note"), gone{}), market, "attribution_note", "because attribution is claimed", Error},
		"attribution: context":      {events, one(p(2, "actor_link"), "disputed-or-unclaimed"), notice, "attribution", "none where", Error},
		"attribution: none":         {events, []change{{p(1, "attribution"), "none"}}, plot, "attribution", "none where", Error},
		"attribution: attack":       {events, one(p(3, "kind"), "attack"), raid, "actor_link", "a link to the group", Error},
		"attribution: no actor":     {events, one(p(0, "actor"), gone{}), market, "actor", "the group where", Error},
		"attribution: actor unsure": {events, one(p(1, "actor"), "ISIS-K"), plot, "actor", "the group where", Error},
	} {
		t.Run(name, func(t *testing.T) {
			d := readDocuments(t)
			for _, c := range test.changes {
				set(t, d[test.file], c.path, c.value)
			}
			found := newChecker(t).Check(d.files(t)...).Findings
			if len(found) != 1 {
				t.Fatalf("expected one finding, got %q", found)
			}
			f := found[0]
			if f.File != test.file || f.ID != test.id || f.Field != test.field || f.Severity != test.severity ||
				!strings.Contains(f.Expected, test.expected) {
				t.Errorf("got %q", f)
			}
		})
	}
}

func TestFaultsWithMoreThanOneFinding(t *testing.T) {
	type a = []any
	type o = map[string]any
	for name, test := range map[string]struct {
		file   string
		path   string
		value  any
		fields []string
	}{
		"a line for a point":   {events, "features.0.geometry", o{"type": "LineString", "coordinates": a{a{70, 34}, a{71, 34}}}, []string{"geometry.coordinates[0]", "geometry.coordinates[1]", "geometry.type"}},
		"a point for polygons": {regions, "features.1.geometry", o{"type": "Point", "coordinates": a{70, 34}}, []string{"geometry.coordinates[0]", "geometry.coordinates[1]", "geometry.type"}},
		"an area of another":   {areas, "features.0.properties.code", "AFG-1767", []string{"code", "area"}},
		"areas with nothing":   {areas, "features", a{o{}}, []string{"geometry", "properties", "type", "area"}},
	} {
		d := readDocuments(t)
		set(t, d[test.file], test.path, test.value)
		var fields []string
		for _, f := range newChecker(t).Check(d.files(t)...).Findings {
			fields = append(fields, f.Field)
		}
		if !slices.Equal(fields, test.fields) {
			t.Errorf("%s: got %q, expected %q", name, fields, test.fields)
		}
	}
}

func TestFindingsAreInOrderOfFileAndRecord(t *testing.T) {
	d := readDocuments(t)
	set(t, d[regions], "features.0.properties.name", "")
	set(t, d[events], "features.3.properties.title", "")
	set(t, d[events], "features.1.properties.title", "")
	set(t, d[events], "name", "x")
	set(t, d[areas], "features.0.properties.name", "")
	var got []string
	for _, f := range newChecker(t).Check(d.files(t)...).Findings {
		got = append(got, f.File+" "+f.ID)
	}
	expected := []string{areas + " AFG-1764", events + " ", events + " " + plot, events + " " + raid, regions + " nangarhar"}
	if !slices.Equal(got, expected) {
		t.Errorf("got %q, expected %q", got, expected)
	}
}

func TestFindingIsOneLine(t *testing.T) {
	for expected, f := range map[string]Finding{
		"e.geojson: 2015-04-18-bank: killed = 33, 20: expected low ≤ best ≤ high": {
			File: "e.geojson", ID: "2015-04-18-bank", Field: "killed", Value: "33, 20", Expected: "low ≤ best ≤ high"},
		"e.geojson: warning: type: expected x": {File: "e.geojson", Field: "type", Expected: "x", Severity: Warning},
		`: title = a\nb\u202e…: expected x`:    {Field: "title", Value: written("a\nb\u202e…"), Expected: "x"},
		": n = " + strings.Repeat("é", longestValue) + "…: expected x": {
			Field: "n", Value: written(strings.Repeat("é", longestValue+1)), Expected: "x"},
	} {
		if got := f.String(); got != expected {
			t.Errorf("got %q, expected %q", got, expected)
		}
	}
}
