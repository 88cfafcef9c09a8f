package collection

import (
	"reflect"
	"strings"
	"testing"
)

func TestParseReadsEveryField(t *testing.T) {
	got, err := Parse("collection.json", []byte(`{
		"title": "Floods", "short_title": "F", "description": "Reported floods.",
		"licence": "CC0", "licence_url": "https://example.org/cc0",
		"method": [{"title": "What is included", "paragraphs": ["a"], "list": ["b"]}],
		"view": [44, 23, 78, 43],
		"jumps": [{"name": "Paris", "box": [1, 48, 3, 49]}],
		"shortcuts": [{"name": "This year", "fragment": "from=2024-01-01&to=2024-12-31"}]
	}`))
	if err != nil {
		t.Fatal(err)
	}
	want := Collection{
		Title: "Floods", ShortTitle: "F", Description: "Reported floods.",
		Licence: "CC0", LicenceURL: "https://example.org/cc0",
		Method:    []Section{{Title: "What is included", Paragraphs: []string{"a"}, List: []string{"b"}}},
		View:      &Box{44, 23, 78, 43},
		Jumps:     []Jump{{Name: "Paris", Box: Box{1, 48, 3, 49}}},
		Shortcuts: []Shortcut{{Name: "This year", Fragment: "from=2024-01-01&to=2024-12-31"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestParseNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{`{}`, "title: expected"},
		{`{"title": " "}`, "title: expected"},
		{`{"title": "a\nb"}`, "title = "},
		{`{"title": "a\u202eb"}`, "title = "},
		{`{"title": "a", "description": "b\u2028"}`, "description = "},
		{`{"title": "a", "licence": "L", "licence_url": "javascript:alert(1)"}`, "licence_url = "},
		{`{"title": "a", "licence": "L", "licence_url": "//example.org"}`, "licence_url = "},
		{`{"title": "a", "licence": "L", "licence_url": "https:"}`, "licence_url = "},
		{`{"title": "a", "licence_url": "https://example.org"}`, "licence: expected"},
		{`{"title": "a", "colour": "red"}`, `"colour"`},
		{`{"title": "a"} {}`, "nothing after"},
		{`[]`, "array"},
	} {
		_, err := Parse("mine.json", []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "mine.json: ") {
			t.Errorf("%s: error %v, want one that names the file and says %q", c.data, err, c.want)
		}
	}
	if err := (Collection{Title: "سیل\u200cها", Licence: "L", LicenceURL: "http://example.org/l"}).Check(); err != nil {
		t.Errorf("a good collection: %v", err)
	}
}

func TestShortKeepsWholeWords(t *testing.T) {
	for title, want := range map[string]string{
		"Floods":                           "Floods",
		"Floods of the Rhine since 1900":   "Floods of the",
		"Rheinhochwasserschutzmaßnahmen 2": "Rheinhochwasserschutzmaßnahmen",
	} {
		if got := (Collection{Title: title}).Short(); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	if got := (Collection{Title: "Long title", ShortTitle: "Own"}).Short(); got != "Own" {
		t.Errorf("%q", got)
	}
}

// FuzzParse: whatever is read is fit to be shown.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"title": "a", "licence": "L", "licence_url": "https://example.org"}`))
	f.Add([]byte(`{"title": "\u202e"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("x", data)
		if err != nil {
			return
		}
		if c.Short() == "" && c.ShortTitle == "" {
			t.Errorf("%q has no short title", c.Title)
		}
		if c.LicenceURL != "" && !strings.HasPrefix(strings.ToLower(c.LicenceURL), "http") {
			t.Errorf("licence_url %q", c.LicenceURL)
		}
		if strings.ContainsAny(c.Title+c.Description+c.Licence, "\n\r\x00\u202e") {
			t.Errorf("%+v", c)
		}
	})
}
