package check

import (
	"strings"
	"testing"

	"wherewhen/data"
)

func TestSchemasDescribeEveryField(t *testing.T) {
	s, err := compileSchemas(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	for url, text := range s.text {
		walk(text, nil, func(path []string, object map[string]any) {
			where := strings.TrimPrefix(url, schemaBase) + "#/" + strings.Join(path, "/")
			properties, ok := object["properties"].(map[string]any)
			if _, named := object["type"].(map[string]any); named || !ok {
				return // these are the fields
			}
			if object["additionalProperties"] != false {
				t.Errorf("%s: allows fields it does not name", where)
			}
			for name, property := range properties {
				p := property.(map[string]any)
				if p["description"] == nil && p["const"] == nil && p["$ref"] == nil && name != "properties" {
					t.Errorf("%s/properties/%s: no description", where, name)
				}
			}
		})
	}
}

// Every value that may be written is written somewhere in the bundled data, or
// stands here because the design has it for records to come.
func TestEnumeratedValuesAreUsed(t *testing.T) {
	planned := map[string]bool{"statement": true, "week": true, "year": true, "unclaimed": true, "target": true, "yes": true}
	s, err := compileSchemas(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	files, err := readDir(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	used := make(map[string]bool)
	for _, f := range files {
		texts(map[string]any(f.document), nil, func(_ []string, text string) { used[text] = true })
	}
	for url, text := range s.text {
		walk(text, nil, func(path []string, object map[string]any) {
			values, _ := object["enum"].([]any)
			for _, v := range values {
				if v, ok := v.(string); ok && !used[v] && !planned[v] {
					t.Errorf("%s: %s: %q is used nowhere", url, strings.Join(path, "/"), v)
				}
			}
		})
	}
}

// walk calls do for every object in a value.
func walk(value any, path []string, do func(path []string, object map[string]any)) {
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			walk(member, path, do)
		}
	case map[string]any:
		do(path, v)
		for key, member := range v {
			walk(member, append(path[:len(path):len(path)], key), do)
		}
	}
}
