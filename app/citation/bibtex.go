package citation

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// BibTeX writes an entry for BibTeX and biblatex.
func BibTeX(r *Record, w *Words) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s", key(r.ID))
	field := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, ",\n  %s = {%s}", name, text)
		}
	}
	whole := func(text string) string { // kept as it is written
		if text = tex(text); text != "" {
			return "{" + text + "}"
		}
		return ""
	}
	field("author", whole(r.Author))
	field("title", whole(r.Title))
	field("howpublished", tex(r.Collection))
	field("year", r.year())
	field("version", tex(r.Version))
	field("url", address(r.Link))
	field("urldate", r.Accessed.String())
	field("note", tex(about(r, w)))
	b.WriteString("\n}\n")
	return b.String()
}

// about is what has no field of its own.
func about(r *Record, w *Words) string {
	var text string
	add := func(before, form, part string) {
		if part = line(part); part == "" {
			return
		}
		if part = strings.Replace(form, "%s", part, 1); text == "" {
			first, size := utf8.DecodeRuneInString(part)
			text = string(unicode.ToUpper(first)) + part[size:]
		} else {
			text += before + part
		}
	}
	add("", w.Of, strings.Join(r.Dates, "/"))
	add(", ", w.Record, r.ID)
	add(". ", "%s", strings.TrimSuffix(r.Source, "."))
	add(". ", "%s", r.Licence)
	add(". ", w.Sources, sources(r.Sources, strings.Clone))
	return text
}

// key makes an id a key, which has letters, digits and hyphens only.
func key(id string) string {
	k := strings.Map(func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '-'
	}, id)
	if k = strings.Trim(k, "-"); k == "" {
		return "record"
	}
	return k
}

var texEscapes = strings.NewReplacer(
	`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"#", `\#`, "$", `\$`, "%", `\%`, "&", `\&`, "_", `\_`,
)

// tex writes a text so that TeX sets it as it is. Braces become commands:
// BibTeX counts them even behind a backslash.
func tex(text string) string { return texEscapes.Replace(line(text)) }

// address writes an address so that no brace or backslash is left in it; the
// programs take it word by word.
func address(url string) string {
	return strings.NewReplacer(`\`, "%5C", "{", "%7B", "}", "%7D", " ", "%20").Replace(line(url))
}
