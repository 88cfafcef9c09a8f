package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func FuzzCheck(f *testing.F) {
	for _, k := range kinds {
		content, err := os.ReadFile(filepath.Join("testdata", k.file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(k.file, content)
	}
	for _, s := range []string{
		``, `{}`, `[]`, `{"features":[null,1,{"properties":[]}]}`, `{"strength":[[]],"features":{}}`,
		`{"features":[{"id":7,"geometry":{"type":"Point","coordinates":[]},"properties":{"geo_precision":"site"}}]}`,
		`{"features":[{"geometry":{"type":"MultiPolygon","coordinates":[[[]],[]]},"properties":{"role":"x"}}]}`,
		`{"features":[{"geometry":{"type":"GeometryCollection","geometries":[null]},"properties":{}}]}`,
		`{"features":[{"geometry":{"type":"Point","coordinates":[1e300,-1e300]},"properties":{"geo_precision":"city","country_code":"AF","place":"Kabul"}}]}`,
	} {
		f.Add("mine.geojson", []byte(s))
	}
	c := newChecker(f)
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		file, err := Parse(name, content)
		if err != nil {
			return
		}
		for _, finding := range c.Check(file).Findings {
			if line := finding.String(); strings.ContainsAny(strings.TrimPrefix(line, name), "\n\r") {
				t.Errorf("more than one line: %q", line)
			}
		}
	})
}
