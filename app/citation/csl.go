package citation

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	EventDate *cslDate  `json:"event-date,omitempty"`
	Version   string    `json:"version,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Accessed  *cslDate  `json:"accessed"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// CSL writes CSL-JSON (Citation Style Language 1.0.2), a list of one item, as
// Zotero and pandoc read it.
func CSL(r *Record, w *Words) string {
	item := cslItem{
		ID: r.ID, Type: "webpage", Title: line(r.Title), Container: line(r.Collection), EventDate: cslDays(r.Dates...),
		Version: line(r.Version), URL: r.Link, Accessed: cslDays(r.Accessed.String()), Note: about(r, w),
	}
	if r.Author != "" {
		item.Author = []cslName{{line(r.Author)}}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode([]cslItem{item}); err != nil { // texts, numbers and lists of them
		panic(err)
	}
	return b.String()
}

// cslDays returns a date or the two ends of a range, nil of none.
func cslDays(days ...string) *cslDate {
	var d cslDate
	for _, day := range days {
		var parts []int
		for _, part := range strings.Split(day, "-") {
			n, err := strconv.Atoi(part)
			if err != nil {
				return nil
			}
			parts = append(parts, n)
		}
		d.Parts = append(d.Parts, parts)
	}
	if d.Parts == nil {
		return nil
	}
	return &d
}
