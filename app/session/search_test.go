package session

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
)

// A search, made in portions and while a query is typed, keeps the rows whose
// texts, folded as a whole, have every word.
func TestSearchAgainstPlainTexts(t *testing.T) {
	for name, table := range map[string]*event.Table{"wordy": wordy(t, 200, 8), "synthetic": event.Synthetic(1500, 3)} {
		texts := wholeTexts(table)
		r := rand.New(rand.NewPCG(4, 2026))
		s := New(table, nil, nil)
		kept := 0
		for range 300 {
			query := queryFrom(r, texts)
			for end := range []rune(query + " ") { // as it is typed, now and then
				if r.IntN(3) > 0 {
					continue
				}
				typed := string([]rune(query)[:end])
				for r.IntN(4) > 0 && !s.Seek(typed, 1+r.IntN(700)) {
				}
				s.Apply(State{Query: typed})
				words := strings.Fields(Fold(typed))
				for row, text := range texts {
					want := !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
					if s.Visible(row) != want {
						t.Fatalf("%s, %q: row %d is shown %v, want %v: %s", name, typed, row, s.Visible(row), want, text)
					}
					if want && len(words) > 0 {
						kept++
					}
				}
			}
		}
		if kept == 0 {
			t.Errorf("%s: no query found anything", name)
		}
	}
}

// More words than one pass looks for.
func TestSearchForManyWords(t *testing.T) {
	table := wordy(t, 50, 40)
	texts := wholeTexts(table)
	longest := 0
	for row := range texts {
		if len(texts[row]) > len(texts[longest]) {
			longest = row
		}
	}
	words := strings.Fields(texts[longest])
	slices.Sort(words)
	if n := len(slices.Compact(slices.Clone(words))); n <= mostWords {
		t.Fatalf("the longest text has %d words, which is not more than a pass looks for", n)
	}
	s := New(table, nil, nil)
	s.Apply(State{Query: texts[longest]})
	if !s.Visible(longest) || s.Totals().Shown != 1 {
		t.Errorf("all words of a row keep %d rows", s.Totals().Shown)
	}
	s.Apply(State{Query: texts[longest] + " zzyzx"})
	if s.Totals().Shown != 0 {
		t.Errorf("all words of a row and one more keep %d rows", s.Totals().Shown)
	}
}

// wordy makes events with up to so many words in every text there is.
func wordy(t *testing.T, rows, most int) *event.Table {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 2026))
	letters := []rune("aabcdeeiıkłmnoørstuzßāʿ'’éQZ09")
	text := func() string {
		var words []string
		for range r.IntN(most + 1) {
			word := make([]rune, 1+r.IntN(6))
			for i := range word {
				word[i] = letters[r.IntN(len(letters))]
			}
			words = append(words, string(word))
		}
		return strings.Join(words, pick(r, " ", ", ", "-"))
	}
	var b event.Builder
	for row := range rows {
		unknown := event.UnknownRange
		e := event.Event{
			ID: fmt.Sprint("e-", row), Title: text(), Summary: text(), Place: text(), Admin1: text(), Country: text(),
			Kind: text(), AttackType: text(), Actor: text(), AttributionNote: text(), CasualtiesNote: text(), ConfidenceNote: text(),
			Span: event.Span{Start: firstDay, End: firstDay}, Killed: unknown, Injured: unknown,
			FirstReport: event.FirstReport{Killed: event.Unknown, Injured: event.Unknown},
		}
		for range r.IntN(3) {
			e.Targets, e.Tags = append(e.Targets, text()), append(e.Tags, text())
			e.Sources = append(e.Sources, event.Source{Title: text(), Publisher: text()})
		}
		if err := b.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return b.Table()
}

// queryFrom makes a query of parts of words, mostly of one row.
func queryFrom(r *rand.Rand, texts []string) string {
	words := strings.Fields(texts[r.IntN(len(texts))])
	var query []string
	for range 1 + r.IntN(3) {
		word := []rune(words[r.IntN(len(words))])
		from := r.IntN(len(word))
		query = append(query, string(word[from:from+1+r.IntN(len(word)-from)]))
	}
	if r.IntN(10) == 0 {
		query = append(query, "Qandahār")
	}
	return strings.Join(query, " ")
}

// wholeTexts returns what a search looks at, one text per row.
func wholeTexts(t *event.Table) []string {
	texts := make([]string, t.Len())
	for row := range texts {
		e := t.Event(row)
		parts := []string{
			e.ID, e.Title, e.Summary, e.Place, e.Admin1, e.Country, e.Kind, e.AttackType, e.Actor,
			e.AttributionNote, e.CasualtiesNote, e.ConfidenceNote,
			strings.Join(e.Targets, " "), strings.Join(e.Tags, " "),
		}
		for _, s := range e.Sources {
			parts = append(parts, s.Publisher, s.Title)
		}
		texts[row] = Fold(strings.Join(parts, " "))
	}
	return texts
}

func BenchmarkSearch(b *testing.B) {
	for _, rows := range []int{100_000, 1_000_000} {
		table := event.Synthetic(rows, 1)
		for _, query := range []string{"kabul", "bombing kab", "zzyzx"} {
			b.Run(fmt.Sprintf("%d/%s", rows, query), func(b *testing.B) {
				for b.Loop() {
					newSearch(table, query, nil).seek(rows)
				}
			})
		}
	}
}
