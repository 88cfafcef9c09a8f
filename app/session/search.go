package session

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wherewhen/app/event"
)

// plainLetters are what letters are searched as that are no letter with a mark.
var plainLetters = map[rune]string{'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ß': "ss", 'æ': "ae", 'œ': "oe"}

// Fold makes texts comparable for a search: lower case, without accents and
// other marks, everything that is neither letter nor digit as one space.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.M, r):
		case strings.ContainsRune("'’‘ʿʾʼ", r):
			// Transliterated names are written with and without these, some of
			// which count as letters.
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			if plain, ok := plainLetters[unicode.ToLower(r)]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(unicode.ToLower(r))
			}
		default:
			gap = true
		}
	}
	return b.String()
}

// searchTexts returns what a search looks at, folded, one text per row.
func searchTexts(t *event.Table) []string {
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

// matches reports whether every word of a folded query occurs in a folded
// text.
func matches(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
