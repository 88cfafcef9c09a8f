package citation

import (
	"strconv"
	"strings"

	"wherewhen/app/export"
)

// CSL writes CSL-JSON (Citation Style Language 1.0.2), a list of one item, as
// Zotero and pandoc read it.
func CSL(r *Record, w *Words) string {
	text := func(text string) string { return string(export.AppendJSON(nil, text)) }
	item := "[\n  {\n    \"id\": " + text(r.ID)
	field := func(name, value string) {
		if value != "" && value != `""` {
			item += ",\n    \"" + name + "\": " + value
		}
	}
	field("type", `"webpage"`)
	field("title", text(line(r.Title)))
	field("container-title", text(line(r.Collection)))
	if r.Author != "" {
		field("author", `[{"literal": `+text(line(r.Author))+"}]")
	}
	field("issued", cslDays(r.year()))
	field("event-date", cslDays(r.Dates...))
	field("version", text(line(r.Version)))
	field("URL", text(r.Link))
	field("accessed", cslDays(r.Accessed.String()))
	field("note", text(about(r, w)))
	return item + "\n  }\n]\n"
}

// cslDays returns a date or the two ends of a range, "" of none.
func cslDays(days ...string) string {
	var dates []string
	for _, day := range days {
		parts := strings.Split(day, "-")
		for i, part := range parts {
			n, err := strconv.Atoi(part)
			if err != nil {
				return ""
			}
			parts[i] = strconv.Itoa(n)
		}
		dates = append(dates, "["+strings.Join(parts, ", ")+"]")
	}
	if dates == nil {
		return ""
	}
	return `{"date-parts": [` + strings.Join(dates, ", ") + "]}"
}
