package check

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// unwanted are words the published texts do not have.
var unwanted = []struct {
	pattern  *regexp.Regexp
	expected string
}{
	{regexp.MustCompile(`(?i)\bcontrols\b|\bunder (the |its |their )?control\b`), "no word of control: activity was reported, not who holds an area"},
	{regexp.MustCompile(`(?i)\(unverified\)`), "only what a source supports"},
}

// wording: texts have no unwanted words, no characters that cannot be seen and
// no blanks around them. Titles of sources are other people's words.
func wording(value any) []Finding {
	if properties, ok := at(value, "properties").(map[string]any); ok {
		value = properties
	}
	var found []Finding
	texts(value, nil, func(path []string, text string) {
		field := fieldName(path)
		if strings.ContainsFunc(text, unseen) {
			found = append(found, wrong(field, text, "no control characters and none that turn the direction of writing"))
		}
		if text != strings.TrimSpace(text) {
			found = append(found, doubtful(field, strconv.Quote(text), "no blanks before or after"))
		}
		if path[0] == "sources" {
			return
		}
		for _, u := range unwanted {
			if u.pattern.MatchString(text) {
				found = append(found, doubtful(field, u.pattern.FindString(text), "%s", u.expected))
			}
		}
	})
	return found
}

// unseen reports whether a character is a control, or an embedding, override
// or isolate of the direction of writing (Unicode Annex 9).
func unseen(r rune) bool {
	return unicode.IsControl(r) || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

// texts calls do for each text in a value, with its path, in order of keys.
func texts(value any, path []string, do func(path []string, text string)) {
	path = slices.Clip(path)
	switch v := value.(type) {
	case string:
		if len(path) > 0 {
			do(path, v)
		}
	case []any:
		for i, member := range v {
			texts(member, append(path, strconv.Itoa(i)), do)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			texts(v[key], append(path, key), do)
		}
	}
}
