package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// schemaBase keeps the compiler from taking schema names for files.
const schemaBase = "urn:wherewhen:"

// schemas are the compiled schemas by Kind, with their text to quote from.
type schemas struct {
	compiled []*jsonschema.Schema
	text     map[string]any
}

func compileSchemas(data fs.FS) (*schemas, error) {
	s := &schemas{text: make(map[string]any)}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for _, k := range kinds {
		file := "schema/" + k.schema
		content, err := fs.ReadFile(data, file)
		if err != nil {
			return nil, err
		}
		text, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		url := schemaBase + k.schema
		if err := c.AddResource(url, text); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		compiled, err := c.Compile(url)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		s.compiled, s.text[url] = append(s.compiled, compiled), text
	}
	return s, nil
}

// check returns what the schema of a file finds in it.
func (s *schemas) check(f *File) []Finding {
	err, ok := s.compiled[f.Kind].Validate(f.document).(*jsonschema.ValidationError)
	if !ok {
		return nil
	}
	var found []Finding
	for _, leaf := range leaves(err) {
		position, path := f.locate(leaf.InstanceLocation)
		for _, finding := range s.explain(leaf, path, at(f.document, leaf.InstanceLocation...)) {
			finding.position = position
			found = append(found, finding)
		}
	}
	// The validator walks maps, so its order is not ours.
	slices.SortStableFunc(found, func(a, b Finding) int {
		return strings.Compare(a.Field+"\x00"+a.Expected, b.Field+"\x00"+b.Expected)
	})
	return found
}

// leaves returns the errors that have no causes: those that say something.
func leaves(err *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(err.Causes) == 0 {
		return []*jsonschema.ValidationError{err}
	}
	var all []*jsonschema.ValidationError
	for _, cause := range err.Causes {
		all = append(all, leaves(cause)...)
	}
	return all
}

// locate returns the record a path of the document leads into and the rest of
// the path within its properties.
func (f *File) locate(path []string) (position int, rest []string) {
	if len(path) < 2 {
		return -1, path
	}
	first, list := f.first[path[0]]
	index, err := strconv.Atoi(path[1])
	if !list || err != nil {
		return -1, path
	}
	rest = path[2:]
	if len(rest) > 1 && rest[0] == "properties" {
		rest = rest[1:]
	}
	return first + index, rest
}

// explain says what a schema expected at a path instead of a value.
func (s *schemas) explain(err *jsonschema.ValidationError, path []string, value any) []Finding {
	if len(path) == 1 && path[0] == "properties" {
		if _, object := value.(map[string]any); object {
			path = nil // its members are the fields
		}
	}
	field := fieldName(path)
	member := func(name string) string { return fieldName(append(slices.Clone(path), name)) }
	one := func(expected string, args ...any) []Finding {
		return []Finding{wrong(field, value, expected, args...)}
	}
	switch k := err.ErrorKind.(type) {
	case *kind.Required:
		var found []Finding
		for _, name := range k.Missing {
			found = append(found, wrong(member(name), nil, "a value; it is missing"))
		}
		return found
	case *kind.DependentRequired:
		var found []Finding
		for _, name := range k.Missing {
			found = append(found, wrong(member(name), nil, "a value beside %s", k.Prop))
		}
		return found
	case *kind.AdditionalProperties:
		var found []Finding
		for _, name := range k.Properties {
			found = append(found, wrong(member(escaped(name)), at(value, name), "no such field"))
		}
		return found
	case *kind.Type:
		return one("%s", typeWords(k.Want))
	case *kind.Enum:
		return one("one of %s", listed(k.Want))
	case *kind.Const:
		return one("%s", written(k.Want))
	case *kind.Pattern, *kind.Format:
		return one("%s", s.description(err.SchemaURL))
	case *kind.MinLength:
		return one("a text that is not empty")
	case *kind.MinItems:
		return one("at least %d of them", k.Want)
	case *kind.MaxItems:
		return one("at most %d of them", k.Want)
	case *kind.UniqueItems:
		return one("no entry twice")
	case *kind.Minimum:
		return one("%s or more", number(k.Want))
	case *kind.Maximum:
		return one("%s or less", number(k.Want))
	}
	return one("what the schema says: %s", err.ErrorKind.LocalizedString(message.NewPrinter(language.English)))
}

// description returns the description of the schema at an address.
func (s *schemas) description(address string) string {
	url, pointer, _ := strings.Cut(address, "#")
	path := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	text, _ := at(s.text[url], append(path, "description")...).(string)
	return text
}

func typeWords(types []string) string {
	words := map[string]string{
		"array": "a list", "boolean": "true or false", "integer": "a whole number",
		"number": "a number", "object": "an object", "string": "a text", "null": "null",
	}
	var all []string
	for _, t := range types {
		all = append(all, words[t])
	}
	slices.Sort(all)
	return strings.Join(all, " or ")
}

func listed(values []any) string {
	var all []string
	for _, v := range values {
		all = append(all, written(v))
	}
	return strings.Join(all, ", ")
}

func number(r *big.Rat) string { return r.RatString() }
