// Package collection holds what a collection of events says of itself: its
// title, what it is, its licence, how it was made.
package collection

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"unicode"
)

// Collection is the content of data/collection.json. An empty text is absent.
type Collection struct {
	Title       string     `json:"title"`
	ShortTitle  string     `json:"short_title,omitempty"` // where there is room for two words
	Description string     `json:"description,omitempty"`
	Licence     string     `json:"licence,omitempty"` // of the data, by its common name
	LicenceURL  string     `json:"licence_url,omitempty"`
	Method      []Section  `json:"method,omitempty"`
	View        *Box       `json:"view,omitempty"` // what the map shows first; all events if absent
	Jumps       []Jump     `json:"jumps,omitempty"`
	Shortcuts   []Shortcut `json:"shortcuts,omitempty"`
}

// Section is a part of the method of a collection.
type Section struct {
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs,omitempty"`
	List       []string `json:"list,omitempty"`
}

// Box is a part of the world: west, south, east and north in degrees.
type Box [4]float64

// Jump is a part of the world to go to by name.
type Jump struct {
	Name string `json:"name"`
	Box  Box    `json:"box"`
}

// Shortcut is a view to open the page with: the part of its link after #.
type Shortcut struct {
	Name     string `json:"name"`
	Fragment string `json:"fragment"`
}

// Parse reads a collection.json; file names it in errors.
func Parse(file string, data []byte) (Collection, error) {
	var c Collection
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return c, fmt.Errorf("%s: %w", file, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return c, fmt.Errorf("%s: expected nothing after the object", file)
	}
	if err := c.Check(); err != nil {
		return c, fmt.Errorf("%s: %w", file, err)
	}
	return c, nil
}

// Check returns what is wrong with the title, the description or the licence;
// the error names the field and what was expected.
func (c Collection) Check() error {
	if strings.TrimSpace(c.Title) == "" {
		return fmt.Errorf("title: expected a text, it is missing")
	}
	for _, text := range []struct{ field, value string }{
		{"title", c.Title}, {"short_title", c.ShortTitle}, {"description", c.Description}, {"licence", c.Licence},
	} {
		if strings.ContainsFunc(text.value, disturbs) {
			return fmt.Errorf("%s = %q: expected one line without control characters", text.field, text.value)
		}
	}
	switch {
	case c.LicenceURL == "":
	case c.Licence == "":
		return fmt.Errorf("licence: expected the name of the licence beside its address %s", c.LicenceURL)
	default:
		u, err := url.Parse(c.LicenceURL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return fmt.Errorf("licence_url = %q: expected an address that begins with https:// or http://", c.LicenceURL)
		}
	}
	return nil
}

// disturbs reports whether a character breaks lines or turns around the text
// that follows it, which no markup contains in the title of a window.
func disturbs(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' ||
		'\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

// longestShort is how many characters fit under an icon.
const longestShort = 16

// Short returns the short title, or as many words of the title as fit under
// an icon, at least one.
func (c Collection) Short() string {
	if c.ShortTitle != "" {
		return c.ShortTitle
	}
	short := ""
	for _, word := range strings.Fields(c.Title) {
		longer := strings.TrimSpace(short + " " + word)
		if short != "" && len([]rune(longer)) > longestShort {
			break
		}
		short = longer
	}
	return short
}
