package profile

import (
	"slices"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/intake"
)

// ours is a table of events as data/README.md describes them, which
// intake.ReadCSV reads and export.CSV writes.
var ours = Profile{Name: "wherewhen", Title: "Wherewhen", Keys: []string{"start"}}

// ourRole returns the role of a column of ours, "" of others.
func ourRole(column string) Role {
	switch n := strings.ToLower(strings.TrimSpace(strings.TrimPrefix(column, "\ufeff"))); n {
	case "lon", "lng", "x":
		return "longitude"
	case "lat", "y":
		return "latitude"
	case string(Point), string(Facet):
	default:
		if r := Role(n); r.kind() != noRole {
			return r
		}
	}
	return ""
}

// ourUses are the uses of the columns of ours among others, each role once, and
// as intake has it of the first others as the file's own.
func ourUses(columns []string) (uses []Use) {
	taken := make(map[Role]bool)
	var own []string
	for _, c := range columns {
		r := ourRole(c)
		if title, ok := intake.OwnTitle(strings.TrimPrefix(c, "\ufeff")); r == "" && ok && len(own) < event.MostOwn && !slices.Contains(own, title) {
			own = append(own, title)
			uses = append(uses, Use{Role: Facet, Columns: []string{c}, Says: title})
		}
		if r == "" || taken[r] {
			continue
		}
		taken[r] = true
		u := Use{Role: r, Columns: []string{c}}
		if _, part, _ := r.source(); r.kind() == listText || part == "supports" {
			u.Format = Entries
		}
		if r.kind() == date {
			u.Format = YearFirst
		}
		uses = append(uses, u)
	}
	return uses
}

// oursDated reports whether the date of a row is written as in a table of ours;
// a table of another with a column start has others.
func oursDated(at map[string]int, row []string) bool {
	i := at["start"]
	if i >= len(row) || strings.TrimSpace(row[i]) == "" {
		return true
	}
	_, _, err := event.ParseSpan(strings.TrimSpace(row[i]))
	return err == nil
}
