package bidi

import (
	"strings"
	"testing"
	"unicode"
)

func TestIsolate(t *testing.T) {
	for s, want := range map[string]string{
		"":                            "",
		"Zürich – 東京 “7”":             "Zürich – 東京 “7”",
		"قندهار":                      "\u2068قندهار\u2069",
		"שלום 5":                      "\u2068שלום 5\u2069",
		"a\u202eb":                    "\u2068a\u202eb\u2069",
		"a\u2069\u202eb":              "\u2068a\u202eb\u2069",
		"\u202c\u2069":                "\u2068\u2069",
		"\u2067a":                     "\u2068\u2067a\u2069\u2069",
		"\u2067a\u202eb\u2069c\u202c": "\u2068\u2067a\u202eb\u2069c\u2069",
		"\u202ba\u202cb":              "\u2068\u202ba\u202cb\u2069",
	} {
		if got := Isolate(s); got != want {
			t.Errorf("%+q: %+q, want %+q", s, got, want)
		}
	}
}

// Every letter of a script written from right to left is one that turns.
func TestScripts(t *testing.T) {
	for name, table := range map[string]*unicode.RangeTable{
		"Arabic": unicode.Arabic, "Hebrew": unicode.Hebrew, "Syriac": unicode.Syriac, "Thaana": unicode.Thaana, "Nko": unicode.Nko,
		"Samaritan": unicode.Samaritan, "Mandaic": unicode.Mandaic, "Adlam": unicode.Adlam, "Hanifi_Rohingya": unicode.Hanifi_Rohingya,
		"Mende_Kikakui": unicode.Mende_Kikakui, "Phoenician": unicode.Phoenician, "Old_Turkic": unicode.Old_Turkic, "Yezidi": unicode.Yezidi,
	} {
		for r := rune(0); r <= unicode.MaxRune; r++ {
			// Arabic tanween and shadda, as numbers, are shared by other scripts.
			if unicode.Is(table, r) && unicode.IsLetter(r) && !turns(r) {
				t.Errorf("%s: %U does not turn", name, r)
			}
		}
	}
	for _, r := range "AzÄЖω東한กअ😀5, " {
		if turns(r) {
			t.Errorf("%U turns", r)
		}
	}
}

func FuzzIsolate(f *testing.F) {
	f.Add("a\u2069\u202eb\u2066c\u202c\u2067d")
	f.Add("قندهار \x00 \xff \u2029")
	f.Fuzz(func(t *testing.T, s string) {
		got := Isolate(s)
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if lre <= r && r <= rlo || lri <= r && r <= pdi {
					return -1
				}
				return r
			}, s)
		}
		if letters(got) != letters(s) {
			t.Fatalf("%+q became %+q", s, got)
		}
		if got == s {
			if strings.ContainsFunc(s, turns) {
				t.Fatalf("%+q is not isolated", s)
			}
			return
		}
		// The last mark ends the first, and no earlier one does.
		depth := 0
		runes := []rune(got)
		for i, r := range runes {
			switch {
			case isolates(r):
				depth++
			case r == pdi:
				depth--
			}
			if (depth == 0) != (i == len(runes)-1) {
				t.Fatalf("%+q: the isolate of %+q ends at %d", s, got, i)
			}
		}
	})
}
