package intake

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	geojson := collection(feature(kabul, `{"id":"a","start":"2021"}`))
	for name, text := range map[string]string{
		"GeoJSON":               geojson,
		"GeoJSON after a mark":  "\ufeff\n " + geojson,
		"CSV":                   "id,start\na,2021\n",
		"CSV after a mark":      "\ufeffid,start\na,2021\n",
		"CSV with a wrong name": "ID,Start\na,2021\n",
	} {
		table, problems, err := Read("f", []byte(text))
		if err != nil || table.Len() != 1 || table.ID.Row(0) != "a" || len(problems) > 0 {
			t.Errorf("%s: %v, %v", name, problems, err)
		}
	}
	for text, want := range map[string]string{
		"":                              "f is empty: expected events as GeoJSON, or as CSV with a column start",
		" \n\ufeff"[:2]:                 "f is empty",
		"\ufeff":                        "f is empty",
		"\x89PNG\r\n\x1a\n\x00\x00IHDR": "f is no text: expected events",
		"\xff\xfei\x00d\x00":            "f is text in UTF-16",
		"PK\x03\x04\x14\x00\x06\x00":    "f is no text",
		collection():                    "f holds no events",
		"id,start\n":                    "f holds no events",
		"[1,2]":                         "f: expected a GeoJSON FeatureCollection",
		geojson[:60]:                    "f: ",
		"just some words":               "f: no column start; found just some words",
	} {
		table, problems, err := Read("f", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) || table != nil || problems != nil {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	// What is wrong is told, and nothing is left out in silence.
	table, problems, err := Read("f", []byte("id,start\na,soon\n"))
	if err != nil || table.Len() != 0 || len(problems) != 1 || !problems[0].Rejected {
		t.Errorf("%v, %v", problems, err)
	}
	table, problems, err = Read("f", []byte("id,start,place\na,2021,Bogot\xe1\n"))
	if err != nil || table.Len() != 1 || len(problems) != 1 || !strings.Contains(problems[0].Error(), "UTF-8") {
		t.Errorf("%v, %v", problems, err)
	}
}
