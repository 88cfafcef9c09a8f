package session

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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

// appendFolded appends a folded text to folded, which ends with a space or is
// empty, and a space after it. Of plain letters, as nearly all are, it is as
// quick as copying.
func appendFolded(folded []byte, text string) []byte {
	begin := len(folded)
	for i := range len(text) {
		c := text[i]
		if c >= 0x80 {
			return append(append(folded[:begin], Fold(text)...), ' ')
		}
		switch plain := plainBytes[c]; {
		case plain > ' ':
			folded = append(folded, plain)
		case plain == ' ' && len(folded) > begin && folded[len(folded)-1] != ' ':
			folded = append(folded, ' ')
		}
	}
	if len(folded) > begin && folded[len(folded)-1] != ' ' {
		folded = append(folded, ' ')
	}
	return folded
}

// plainBytes are what ASCII letters and digits are folded to, a space for
// others, 0 for what is left out.
var plainBytes = func() (plain [0x80]byte) {
	for c := range plain {
		if folded := Fold(string(rune(c))); folded != "" {
			plain[c] = folded[0]
		} else if Fold("a"+string(rune(c))+"a") == "a a" {
			plain[c] = ' '
		}
	}
	return plain
}()
