package citation

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"wherewhen/app/bidi"
	"wherewhen/app/event"
)

var words = Words{Record: "record %s", Version: "version %s", Accessed: "accessed %s", Sources: "Sources: %s", Of: "event of %s", Day: event.Date.String}

var whole = Record{
	ID: "2024-03-22-crocus-city-hall-moscow", Title: "Attack on Crocus City Hall & fire", Dates: []string{"2024-03-22"},
	Collection: "Reported ISIS-K attacks, 2015–2026", Author: "Wherewhen contributors", Licence: "CC BY 4.0", Version: "3a9f",
	Link: "https://example.org/#event=2024-03-22-crocus-city-hall-moscow", Accessed: event.NewDate(2026, 11, 25),
	Sources: []event.Source{
		{Title: "100% of {it}", Publisher: "A_B", Date: "2024-03", URL: "https://example.org/a?b=c#d"}, {}, {URL: "https://example.org/~e"},
	},
}

func TestCitationsOfOneRecord(t *testing.T) {
	few := Record{ID: "line-2", Title: "A flood", Accessed: event.NewDate(2026, 1, 2), Dates: []string{"2021-05", "2021-06"}}
	of := Record{
		ID: "XXX1", Title: "A battle", Accessed: event.NewDate(2026, 1, 2), Dates: []string{"2021-05-03"}, Collection: "mine.csv",
		Source: "A source, example.org. Accessed 2026-01-02. Filters: Kind: Battles.", Licence: "terms of A: not to be passed on",
	}
	for name, got := range map[string]string{
		"whole.txt": Plain(&whole, &words) + "\n", "whole.bib": BibTeX(&whole, &words), "whole.json": CSL(&whole, &words),
		"few.txt": Plain(&few, &words) + "\n", "few.bib": BibTeX(&few, &words), "few.json": CSL(&few, &words),
		"of.txt": Plain(&of, &words) + "\n", "of.bib": BibTeX(&of, &words), "of.json": CSL(&of, &words),
	} {
		file := "testdata/" + name
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s has changed (UPDATE=1 writes it anew):\n%s\nwant\n%s", name, got, want)
		}
	}
}

// parseBibTeX reads an entry as BibTeX does: by counting braces, whatever
// stands before them.
func parseBibTeX(t *testing.T, entry string) (key string, fields map[string]string) {
	t.Helper()
	rest, ok := strings.CutPrefix(entry, "@misc{")
	if !ok {
		t.Fatalf("no entry: %q", entry)
	}
	key, rest, ok = strings.Cut(rest, ",")
	if !ok || key == "" || strings.ContainsAny(key, " \t\n{}\"#%'(),=\\~") {
		t.Fatalf("key %q", key)
	}
	fields = map[string]string{}
	for {
		name, after, ok := strings.Cut(rest, " = {")
		if !ok {
			t.Fatalf("no field: %q in %q", rest, entry)
		}
		depth, at := 1, 0
		for ; at < len(after) && depth > 0; at++ {
			switch after[at] {
			case '{':
				depth++
			case '}':
				depth--
			}
		}
		if depth > 0 {
			t.Fatalf("braces are open: %q", entry)
		}
		name = strings.TrimSpace(name)
		if _, twice := fields[name]; twice || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Fatalf("field %q in %q", name, entry)
		}
		fields[name] = after[:at-1]
		if rest = after[at:]; rest == "\n}\n" {
			return key, fields
		}
		if rest, ok = strings.CutPrefix(rest, ",\n"); !ok {
			t.Fatalf("after %s: %q", name, rest)
		}
	}
}

// untex is what TeX sets; it fails for what TeX would take for something else.
func untex(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	for len(text) > 0 {
		found := false
		for command, c := range map[string]string{
			`\textbackslash{}`: `\`, `\textbraceleft{}`: "{", `\textbraceright{}`: "}", `\textasciitilde{}`: "~", `\textasciicircum{}`: "^",
			`\#`: "#", `\$`: "$", `\%`: "%", `\&`: "&", `\_`: "_",
		} {
			if rest, ok := strings.CutPrefix(text, command); ok {
				b.WriteString(c)
				text, found = rest, true
				break
			}
		}
		if found {
			continue
		}
		if strings.ContainsAny(text[:1], `\{}~^#$%&_`) {
			t.Fatalf("%q is not escaped", text)
		}
		b.WriteByte(text[0])
		text = text[1:]
	}
	return b.String()
}

func FuzzCitations(f *testing.F) {
	f.Add("id", "title", "Collection", "Author", "https://example.org/", "source")
	f.Add("a b}{,\n", `\{}"#$%&_~^`, "}", "{", "x\\{}", "\x00\x1b[31m\u2028")
	f.Add("", "", "", "", "", "")
	f.Add("\u202eid", "\u202etitle", "…", `\\`, "javascript:alert(1)", `"},{"`)
	f.Fuzz(func(t *testing.T, id, title, collection, author, link, source string) {
		for _, text := range []string{id, title, collection, author, link, source} {
			if !utf8.ValidString(text) {
				t.Skip()
			}
		}
		r := Record{
			ID: id, Title: title, Collection: collection, Author: author, Link: link, Accessed: event.NewDate(2026, 11, 25),
			Dates: []string{"2021"}, Sources: []event.Source{{Title: source, URL: source}},
		}
		_, fields := parseBibTeX(t, BibTeX(&r, &words))
		for name, want := range map[string]string{"author": author, "title": title} {
			got := fields[name]
			if want = line(want); want == "" {
				if _, ok := fields[name]; ok {
					t.Fatalf("%s = %q of nothing", name, got)
				}
				continue
			}
			if got = untex(t, got[1:len(got)-1]); got != want {
				t.Fatalf("%s = %q, want %q", name, got, want)
			}
		}
		if got := untex(t, fields["howpublished"]); got != line(collection) {
			t.Fatalf("howpublished = %q, want %q", got, collection)
		}
		if untex(t, fields["note"]) != about(&r, &words) || strings.ContainsAny(fields["url"], "\\{} \n") || fields["urldate"] != "2026-11-25" {
			t.Fatalf("%q", fields)
		}

		var items []map[string]any
		if err := json.Unmarshal([]byte(CSL(&r, &words)), &items); err != nil || len(items) != 1 {
			t.Fatalf("%v: %s", err, CSL(&r, &words))
		}
		text := func(name string) string {
			s, _ := items[0][name].(string)
			return s
		}
		if text("id") != id || text("title") != line(title) || text("container-title") != line(collection) || text("URL") != link || text("type") != "webpage" {
			t.Fatalf("%v", items[0])
		}

		plain := Plain(&r, &words)
		if strings.ContainsFunc(plain, func(c rune) bool { return c < ' ' || c == '\u2028' }) || !strings.Contains(plain, bidi.Isolate(line(title))) || !strings.Contains(plain, bidi.Isolate(line(id))) {
			t.Fatalf("%q", plain)
		}
	})
}
