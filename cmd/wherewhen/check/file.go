package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Kind says what a data file holds.
type Kind uint8

// The kinds of data files.
const (
	Events Kind = iota
	Regions
	Areas
	Indicators
)

// kinds are the names of the kinds, in their order: the file of a data
// directory, the schema and the words for one and many records.
var kinds = []struct{ file, schema, one, many string }{
	{"events.geojson", "events.schema.json", "event", "events"},
	{"regions.geojson", "regions.schema.json", "region", "regions"},
	{"areas.geojson", "areas.schema.json", "area", "areas"},
	{"indicators.json", "indicators.schema.json", "indicator", "indicators"},
}

// sections are the lists of a file of indicators.
var sections = []string{"strength", "leaders", "other_figures", "activity", "statements"}

// MaxSize is the most bytes a file may have. The page could not show more, and
// checking takes about ten times the memory.
const MaxSize = 64 << 20

// File is one data file, read.
type File struct {
	Name string // as findings name it
	Kind Kind

	document map[string]any
	records  []record
	first    map[string]int // the first record of each list
}

// record is what findings are about: a feature, or an entry of the indicators.
type record struct {
	id    string
	raw   json.RawMessage
	value any // the same, decoded
}

// Len returns the number of records in the file.
func (f *File) Len() int { return len(f.records) }

// Parse reads a data file. What it holds is told by its name when that is one
// of a data directory, otherwise by its content. It fails, naming the file,
// when the content is not one JSON object in UTF-8 or larger than MaxSize.
func Parse(name string, data []byte) (*File, error) {
	f := &File{Name: name, first: make(map[string]int)}
	if err := f.parse(data); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

func (f *File) parse(data []byte) error {
	switch {
	case len(data) > MaxSize:
		return fmt.Errorf("too large: expected at most %d MB", MaxSize>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return errors.New("empty: expected JSON")
	case !utf8.Valid(data):
		return errors.New("expected text in UTF-8")
	}
	var document any
	if err := json.Unmarshal(data, &document); err != nil {
		return fmt.Errorf("expected JSON: %w", err)
	}
	object, ok := document.(map[string]any)
	if !ok {
		return fmt.Errorf("%s: expected a JSON object", written(document))
	}
	f.document = object
	f.Kind = kindOf(f.Name, object)

	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return err
	}
	if f.Kind != Indicators {
		f.take("features", members)
		return nil
	}
	for _, section := range sections {
		f.take(section, members)
	}
	return nil
}

// take appends the records of a list. What is no list has none: the schema
// says so.
func (f *File) take(section string, members map[string]json.RawMessage) {
	values, ok := f.document[section].([]any)
	if !ok {
		return
	}
	var raws []json.RawMessage
	if json.Unmarshal(members[section], &raws) != nil {
		return
	}
	f.first[section] = len(f.records)
	for i, value := range values {
		f.records = append(f.records, record{nameOf(section, i, value), raws[i], value})
	}
}

// nameOf returns the id of a feature, or what it is and its number from 1.
func nameOf(section string, index int, value any) string {
	for _, path := range [][]string{{"properties", "id"}, {"id"}, {"properties", "code"}} {
		if id, _ := at(value, path...).(string); section == "features" && id != "" {
			return written(id)
		}
	}
	return fmt.Sprintf("%s %d", strings.TrimSuffix(section, "s"), index+1)
}

func kindOf(name string, document map[string]any) Kind {
	for kind, k := range kinds {
		if filepath.Base(name) == k.file {
			return Kind(kind)
		}
	}
	features, ok := document["features"].([]any)
	if !ok {
		for _, section := range sections {
			if _, ok := document[section]; ok {
				return Indicators
			}
		}
		return Events
	}
	for _, feature := range features {
		properties, _ := at(feature, "properties").(map[string]any)
		switch {
		case properties["role"] != nil:
			return Regions
		case properties["code"] != nil && properties["start"] == nil:
			return Areas
		case properties != nil:
			return Events
		}
	}
	return Events
}
