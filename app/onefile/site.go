package onefile

import (
	"encoding/json"
	"fmt"
	"strings"

	"wherewhen/app/collection"
	"wherewhen/app/event"
	"wherewhen/app/session"
)

// Site is what a page says of itself in its JSON block.
type Site struct {
	Version    string            `json:"version"`
	Title      string            `json:"title,omitempty"`
	Collection Collection        `json:"collection"`
	Files      map[string]string `json:"files"`            // name to path; in one file, to #id
	Sizes      map[string]int    `json:"sizes"`            // bytes, of the early ones
	Early      []string          `json:"early"`            // names of the files the first view needs
	Packed     map[string]string `json:"packed,omitempty"` // name to path of the same as gzip

	// Problems are what of the events could not be taken as written.
	Problems []string `json:"problems,omitempty"`

	Single   bool   `json:"single,omitempty"` // the page is one file
	Fragment string `json:"fragment,omitempty"`
	Saved    *Saved `json:"saved,omitempty"`
}

// Collection is what the events of a site say of themselves; all of it may be
// empty.
type Collection struct {
	collection.Collection
	Own         bool   `json:"own,omitempty"`         // a publisher's, not the one of this project
	Private     bool   `json:"private,omitempty"`     // the events may not be passed on or shown in public
	Attribution string `json:"attribution,omitempty"` // the line that names their source
}

// Saved says how one file came about.
type Saved struct {
	On   string `json:"on"`             // day, YYYY-MM-DD
	Of   int    `json:"of"`             // events of the collection, held or not
	From string `json:"from,omitempty"` // address of the view it was first saved from
}

// ParseSite reads a JSON block.
func ParseSite(block []byte) (Site, error) {
	var s Site
	if err := json.Unmarshal(block, &s); err != nil {
		return s, fmt.Errorf("the page does not say what it consists of: %w", err)
	}
	return s, nil
}

// Name is what the document is called: after the site or its collection.
func (s *Site) Name() string {
	for _, name := range []string{s.Title, s.Collection.Title} {
		if name != "" {
			return name
		}
	}
	return "Wherewhen"
}

// longestName is in letters: names of files are shown in narrow places.
const longestName = 48

// FileName names a file saved on a day after the site; extension is that of the
// name, with its dot. Of a long title it has the whole parts that fit, or at least
// whole words.
func (s *Site) FileName(on event.Date, extension string) string {
	name, title := "", s.Name()
	for part := len(title); part > 0; part = strings.LastIndexAny(title[:part], ",:;–—(") {
		if len([]rune(title[:part])) < longestName {
			title = title[:part]
			break
		}
	}
	for _, word := range strings.Fields(session.Fold(title)) {
		if name != "" && len([]rune(name+word)) >= longestName {
			break
		}
		name += word + "-"
	}
	if name == "" {
		name = "wherewhen-"
	}
	return name + on.String() + extension
}
