package intake

import (
	"encoding/json"
	"reflect"
	"strings"

	"wherewhen/app/event"
)

// OwnMark ends the name of a column of a file's own that would else have a name
// of ours.
const OwnMark = " (file)"

// OwnColumns is the member of a collection that names the properties which are
// columns of a file's own.
const OwnColumns = "own_columns"

// OwnName is how a column of a file's own is called in a file of ours.
func OwnName(title string) string {
	if isOurs(unmarked(title)) {
		title += OwnMark
	}
	return title
}

// unmarked returns a name without marks at its end.
func unmarked(name string) string {
	for {
		before, marked := strings.CutSuffix(name, OwnMark)
		if !marked {
			return name
		}
		name = before
	}
}

// OwnTitle is what a column of a file's own is called, by its name in a file of
// ours; ok is false for a name of ours, or none.
func OwnTitle(name string) (title string, ok bool) {
	name = strings.TrimSpace(unquoted(name))
	if title, marked := strings.CutSuffix(name, OwnMark); marked && isOurs(unmarked(title)) {
		return title, true
	}
	return name, name != "" && !isOurs(name)
}

// isOurs reports whether a column or property of this name is one of ours. JSON
// does not tell upper case from lower.
func isOurs(name string) bool {
	name = columnName(name)
	of := reflect.TypeFor[properties]()
	for i := range of.NumField() {
		if strings.EqualFold(of.Field(i).Tag.Get("json"), name) {
			return true
		}
	}
	return name == AboutFile || coordinateColumns[name] != "" || strings.HasPrefix(name, "source_") || strings.HasPrefix(name, "first_report_")
}

// ownTitles returns the titles of the columns of a file's own, by their names.
func ownTitles(names []string) (titles []string) {
	for _, name := range names {
		title, _ := OwnTitle(name)
		titles = append(titles, title)
	}
	return titles
}

// tooMany adds the problems of columns that were given up.
func (c *collector) tooMany(file string) []Problem {
	for _, title := range c.builder.GivenUp() {
		c.problems = append(c.problems, TooManyValues(file, title))
	}
	return c.problems
}

// mostOwn returns as many names as there can be columns of a file's own.
func mostOwn(names []string) []string { return names[:min(len(names), event.MostOwn)] }

// ownValues returns the values of a feature in the columns of the file's own. A
// number is written as in the file.
func ownValues(f Feature, names []string) (values []string) {
	if len(names) == 0 {
		return nil
	}
	var all map[string]json.RawMessage
	json.Unmarshal(f.Properties, &all)
	for _, name := range names {
		value := ""
		if raw := present(all[name]); raw != nil && json.Unmarshal(raw, &value) != nil {
			value = string(raw)
		}
		values = append(values, value)
	}
	return values
}
