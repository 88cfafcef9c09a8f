package sheet

import (
	"strings"
	"testing"
)

func TestJSON(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"points", `{"type":"FeatureCollection","crs":{"type":"name"},"features":[
{"type":"Feature","id":"a","properties":{"title":"Elm","killed":3,"exact":true,"note":null},"geometry":{"type":"Point","coordinates":[69.10,34.5,1800]}},
{"type":"Feature","id":2,"properties":{"title":"O\u0061k \"mill\"","tags":["x", {"y": 1}]},"geometry":null}]}`, `
[f] GeoJSON, UTF-8
id | title | killed | exact | note | tags | latitude | longitude
feature 1: a | Elm | 3 | true |  |  | 34.5 | 69.10
feature 2: 2 | Oak "mill" |  |  |  | ["x",{"y":1}] |  | 
`},
		{"other geometries", `{"features":[
{"type":"Feature","properties":{"n":1},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0,5],[1,1],[0,0]],[[0.1,0.1],[0.2,0.1],[0.2,0.2],[0.1,0.1]]]}},
{"type":"Feature","properties":{"n":2},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}},
{"type":"Feature","properties":{"n":3},"geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}},
{"type":"Feature","properties":{"n":4},"geometry":{"type":"MultiPolygon","coordinates":[]}},
{"type":"Feature","properties":{"n":5},"geometry":{"type":"Point","coordinates":[7,8]}}
],"type":"FeatureCollection"}`, `
[f] GeoJSON, UTF-8
n | latitude | longitude | geometry
feature 1: 1 |  |  | POLYGON ((0 0, 1 0, 1 1, 0 0), (0.1 0.1, 0.2 0.1, 0.2 0.2, 0.1 0.1))
feature 2: 2 |  |  | GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))
feature 3: 3 |  |  | MULTIPOINT (1 2, 3 4)
feature 4: 4 |  |  | MULTIPOLYGON EMPTY
feature 5: 5 | 8 | 7 | 
`},
		{"names taken and repeated", `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"a","properties":{"id":"b","latitude":1,"source":"x","source":"y"},"geometry":{"type":"Point","coordinates":[69,34]}}]}`, `
[f] GeoJSON, UTF-8
id | properties.id | properties.latitude | source | source_2 | latitude | longitude
feature 1: a | b | 1 | x | y | 34 | 69
`},
		{"properties that say the same", `{"type":"FeatureCollection","features":[
{"type":"Feature","id":"a","properties":{"id":"a","latitude":"34.50","longitude":69},"geometry":{"type":"Point","coordinates":[69,34.5]}}]}`, `
[f] GeoJSON, UTF-8
id | latitude | longitude
feature 1: a | 34.5 | 69
`},
		{"one feature", `{"type":"Feature","properties":{"title":"Elm"},"geometry":{"type":"Point","coordinates":[69,34]}}`, `
[f] GeoJSON, UTF-8
title | latitude | longitude
line 1: Elm | 34 | 69
`},
		{"a feature a line", `{"type":"Feature","properties":{"title":"Elm"},"geometry":null}
{"type":"Feature","properties":{"title":"Oak"

{"type":"Feature","properties":{"title":"Ash"},"geometry":null}
`, `
[f] GeoJSON, one a line, UTF-8
title
line 1: Elm
fault: f.json: line 2: {"type":"Feature","properties":{"title":"Oak": expected JSON (unexpected end of JSON input)
line 4: Ash
`},
		{"a text sequence", "\x1e{\"type\":\"Feature\",\n\"properties\":{\"title\":\"Elm\"}}\n\x1e{\"type\":\"Fea\n\x1e{\"type\":\"Feature\",\"properties\":{\"title\":\"Oak\"}}\n", `
[f] GeoJSON text sequence, UTF-8
title
line 1: Elm
fault: f.json: line 3: {"type":"Fea: expected JSON (unexpected end of JSON input)
line 4: Oak
`},
		{"texts over lines", "{\"a\":1,\n\"b\":2}\n{\"a\":3,\n\"b\":4}", `
[f] JSON, UTF-8
a | b
line 1: 1 | 2
line 3: 3 | 4
`},
		{"TimeMap", `[{"id":1,"description":"Elm","date":"1/5/2020","latitude":"34.5","longitude":"69.1","sources":["s1","s2"],"associations":[]}]`, `
[f] TimeMap JSON, UTF-8
id | description | date | latitude | longitude | sources | associations
event 1: 1 | Elm | 1/5/2020 | 34.5 | 69.1 | ["s1","s2"] | []
`},
		{"TimelineJS", `{"scale":"human","title":{"text":{"headline":"Elm county","text":"<p>All of it"}},
"events":[{"unique_id":"e1","start_date":{"year":"2020","month":1,"day":"5","hour":"7","minute":"5"},"end_date":{"year":2021},"text":{"headline":"Fire","text":"At the mill"},
"media":{"url":"https://elm.example/1","caption":"c","credit":"d","thumbnail":"t","alt":"a"},"group":"g","background":{"color":"red"},"location":{"lat":34.5,"lon":69.1,"name":"Mill"},"autolink":false}],
"eras":[{"start_date":{"year":"2019"},"end_date":{"year":"2020"},"text":{"headline":"Before"}}]}`, `
[f] TimelineJS JSON, UTF-8
id | Year | Month | Day | Time | End Year | End Month | End Day | End Time | Display Date | Headline | Text | Media | Media Credit | Media Caption | Media Thumbnail | Alt Text | Type | Group | Background | location | latitude | longitude | autolink
slide 1:  |  |  |  |  |  |  |  |  |  | Elm county | <p>All of it |  |  |  |  |  | title |  |  |  |  |  | 
slide 2: e1 | 2020 | 1 | 5 | 07:05 | 2021 |  |  |  |  | Fire | At the mill | https://elm.example/1 | d | c | t | a |  | g | red | Mill | 34.5 | 69.1 | false
slide 3:  | 2019 |  |  |  | 2020 |  |  |  |  | Before |  |  |  |  |  |  | era |  |  |  |  |  | 
`},
		{"an answer of an API", `{"status":200,"count":2,"data":[{"event_date":"2020-01-05","latitude":"34.5"},{"event_date":"2020-01-06","notes":"later"}],"messages":["m"]}`, `
[f] JSON, UTF-8
event_date | latitude | notes
record 1: 2020-01-05 | 34.5 | 
record 2: 2020-01-06 |  | later
`},
		{"two sheets", `{"events":[{"a":1}],"sources":[{"b":2}]}`, `
[events] JSON, UTF-8
a
record 1: 1
[sources] JSON, UTF-8
b
record 1: 2
`},
		{"bad features", `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":["x",2]}},
{"type":"Feature","properties":{"n":2},"geometry":{"type":"Polygon","coordinates":[[1,2]]}},
{"type":"Feature","properties":{"n":03}},
7,
{"type":"Feature","properties":{"n":5}}]}`, `
[f] GeoJSON, UTF-8
n
feature 1: 1
fault: f.json: feature 1: column geometry: {"type":"Point","coordinates":["x",2]}: expected a point with coordinates [longitude, latitude]
feature 2: 2
fault: f.json: feature 2: column geometry: {"type":"Polygon","coordinates":[[1,2]]}: expected a GeoJSON geometry with its coordinates
fault: f.json: feature 3: {"type":"Feature","properties":{"n":03}}: expected JSON (invalid character '3' after object key:value pair)
fault: f.json: feature 4: 7: expected an object in { }
feature 5: 5
`},
		{"cut off", "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"n\":1}},\n{\"type\":\"Feature\",\"prop", `
[f] GeoJSON, UTF-8
n
feature 1: 1
end: f.json: the file ends inside feature 2, which begins in line 3: expected the rest of it
`},
		{"no comma", `[{"n":1} {"n":2}]`, `
[f] JSON, UTF-8
n
record 1: 1
end: f.json: line 1: "{\"n\":2}]": expected ',' or ']' after an element
`},
		{"no features", `{"type":"FeatureCollection","features":[]}`, "error: f.json holds no features or records: " + expectedFile + "\n"},
		{"numbers", `[1,2]`, "error: f.json: line 1: [1,2]: expected an object in { }\n"},
		{"TopoJSON", `{"type":"Topology","objects":{}}`, "error: f.json is TopoJSON: save it as GeoJSON; " + expectedFile + "\n"},
		{"broken", `{"type" "FeatureCollection"}`, "error: f.json: line 1: \"\\\"FeatureCollection\\\"}\": expected ':' after the name of a member\n"},
	} {
		t.Run(c.name, func(t *testing.T) { check(t, "f.json", c.data, c.want) })
	}
}

func TestJSONLimits(t *testing.T) {
	ten := strings.Repeat("x", 10<<20)
	for name, c := range map[string]struct{ data, want string }{
		"a property of 10 MB": {`[{"a":"` + ten + `"},{"a":"y"}]`, "record 1: column a: " + ten[:80] + "…: expected at most 8,388,608 bytes in a cell, not 10,485,760\nrecord 2: y\n"},
		"an element of 20 MB": {`[{"a":"` + ten + ten + `"},{"a":"y"}]`, "record 1: expected at most 16,777,216 bytes\nrecord 2: y\n"},
		"a line of 20 MB":     {"{\"a\":1}\n{\"a\":\"" + ten + ten + "\"}\n{\"a\":\"y\"}\n", "line 2: expected at most 16,777,216 bytes\nline 3: y\n"},
		"deep brackets":       {strings.Repeat("[", 1e6), "error: f.json: the file ends inside record 1, which begins in line 1"},
		"lines never closed":  {"{\"a\":1}\n" + strings.Repeat("{\n", 1e5), "fault: f.json: line 100001: {: expected JSON"},
	} {
		got := dump("f.json", []byte(c.data))
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: …%s", name, got[max(0, len(got)-400):])
		}
	}
	var b strings.Builder
	for i := range 20000 {
		b.WriteString(`{"n` + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/182) + `":1}` + "\n")
	}
	if got := dump("f.json", []byte(b.String())); !strings.HasPrefix(got, "error: f.json: expected at most 16,384 different names of columns") {
		t.Errorf("many names: %.300s", got)
	}
}
