package check

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
)

// at returns the value at a path of keys and indexes, nil when there is none.
func at(value any, path ...string) any {
	for _, key := range path {
		switch v := value.(type) {
		case map[string]any:
			value = v[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}

// fieldName returns a path as written in findings: sources[0].url.
func fieldName(path []string) string {
	var b strings.Builder
	for _, key := range path {
		_, err := strconv.Atoi(key)
		switch {
		case err == nil:
			b.WriteString("[" + key + "]")
		case b.Len() > 0:
			b.WriteString("." + key)
		default:
			b.WriteString(key)
		}
	}
	return b.String()
}

// asJSON returns a decoded value as JSON.
func asJSON(value any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return "?"
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// escaped returns a text with the characters escaped that could break a line
// or turn its direction.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		}
	}
	return b.String()
}
