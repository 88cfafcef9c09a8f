package foreign

import (
	"fmt"
	"slices"
	"strings"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
	"wherewhen/app/intake"
	"wherewhen/app/profile"
)

// Says says what the file was taken for, of which columns, what became of its
// rows and, of a source that is known, what it asks of those who use it on a
// day.
func (in *File) Says(f profile.Found, c profile.Counts, on event.Date) []string {
	lines := []string{fmt.Sprintf("Read as %s; %s.", f, in.Sheet().Format)}
	if f.Confidence == profile.Guessed {
		taken := make([]string, len(f.Mapping.Uses))
		for i, u := range f.Mapping.Uses {
			taken[i] = fmt.Sprintf("%s from %s", u.Role, intake.Listed(u.Columns))
		}
		lines[0] = fmt.Sprintf("Of no source that is known; columns guessed: %s. %s.", strings.Join(taken, ", "), in.Sheet().Format)
	}
	if len(f.Unknown) > 0 && !in.Ours(f) {
		lines = append(lines, fmt.Sprintf("Columns not taken: %s.", intake.Listed(f.Unknown)))
	}
	if others := in.Others(); len(others) > 0 {
		lines = append(lines, fmt.Sprintf("Of several tables %s was read, not %s.", bidi.Isolate(in.Sheet().Name), intake.Listed(others)))
	}
	counts := c.String()
	lines = append(lines, strings.ToUpper(counts[:1])+counts[1:]+".")
	if labels := Labels(f); labels != "" {
		lines = append(lines, "In the words of the source "+strings.ReplaceAll(labels, "_", " ")+".")
	}
	if f.Note != "" {
		lines = append(lines, "Note: "+f.Note+".")
	}
	for _, q := range f.Questions {
		lines = append(lines, "Left open: "+bidi.Isolate(q)+".")
	}
	switch t := f.Terms; {
	case t.Private:
		lines = append(lines, fmt.Sprintf("Keep the file to yourself: %s, %s.", t.Licence, t.URL))
	case t.Licence != "":
		lines = append(lines, fmt.Sprintf("Licence: %s, %s.", t.Licence, t.URL))
	}
	if line := f.Terms.Attributed(on.String(), ""); line != "" {
		lines = append(lines, "Attribution: "+line)
	}
	return lines
}

// Labels says what a source calls some of what an event has, "" when that is
// not known.
func Labels(f profile.Found) string {
	var all []string
	for _, role := range []profile.Role{"actor", "killed", "attack_type"} {
		if label := f.Labels[role]; label != "" {
			all = append(all, string(role)+" is its “"+label+"”")
		}
	}
	return strings.Join(all, "; ")
}

// Sorts says the problems, of those of one sort the first with how many there
// are, the most frequent sort first.
func Sorts(problems []intake.Problem) []string {
	type sort struct {
		field, expected string
		rejected        bool
	}
	count := make(map[sort]int)
	var first []intake.Problem
	of := func(p intake.Problem) sort { return sort{p.Field, p.Expected, p.Rejected} }
	for _, p := range problems {
		if p.Field == "id" {
			p.Expected = "an id of its own"
		}
		if count[of(p)]++; count[of(p)] == 1 {
			first = append(first, p)
		}
	}
	slices.SortStableFunc(first, func(a, b intake.Problem) int { return count[of(b)] - count[of(a)] })
	lines := make([]string, len(first))
	for i, p := range first {
		lines[i] = p.Error()
		if n := count[of(p)]; n > 1 {
			lines[i] += fmt.Sprintf(" (and %d more like this)", n-1)
		}
	}
	return lines
}
