package session

import (
	"bytes"
	"slices"
	"strings"

	"wherewhen/app/event"
)

// mostWords is how many words of a query are looked for at once: one bit each.
const mostWords = 64

// search finds the rows in which every word of a query occurs, row after row,
// so that a page can search in portions.
type search struct {
	query  string
	words  []string // folded, each once
	kept   []bool   // of the rows looked at
	within *search  // a search that kept every row this one can keep, nil for none
	passes []pass
	folded []byte // scratch
}

// pass looks for some of the words.
type pass struct {
	words []string
	all   uint64 // a bit for each word
	named []named
	texts []*event.Texts
	of    *event.Sources
}

// named is a column of names with the words each name has.
type named struct {
	offsets []int32 // of a list of codes per row; nil for one code per row
	codes   []uint16
	has     []uint64 // of each name
}

// newSearch begins to search a table. before is a search of it that is done, or
// nil.
func newSearch(t *event.Table, query string, before *search) *search {
	s := &search{query: query, kept: make([]bool, 0, t.Len()), words: strings.Fields(Fold(query))}
	slices.Sort(s.words)
	s.words = slices.Compact(s.words)
	if before != nil && s.narrows(before) {
		s.within = before
	}
	for words := range slices.Chunk(s.words, mostWords) {
		s.passes = append(s.passes, newPass(t, words))
	}
	return s
}

// narrows reports whether what has the words of s has those of before: each of
// those is part of one of these, as while a word is typed.
func (s *search) narrows(before *search) bool {
	for _, old := range before.words {
		if !slices.ContainsFunc(s.words, func(word string) bool { return strings.Contains(word, old) }) {
			return false
		}
	}
	return true
}

func newPass(t *event.Table, words []string) pass {
	p := pass{
		words: words, all: ^uint64(0) >> (mostWords - len(words)),
		texts: []*event.Texts{
			&t.Title, &t.Place, &t.ID, &t.Summary, &t.AttributionNote, &t.CasualtiesNote, &t.ConfidenceNote,
		},
		of: &t.Sources,
	}
	columns := []*event.Category{&t.Admin1, &t.Country, &t.Kind, &t.AttackType, &t.Actor}
	for i := range t.Own {
		columns = append(columns, &t.Own[i].Category)
	}
	for _, c := range columns {
		p.named = append(p.named, named{codes: c.Codes, has: p.has(c.Names)})
	}
	for _, l := range []*event.List{&t.Targets, &t.Tags} {
		if l.Offsets != nil {
			p.named = append(p.named, named{l.Offsets, l.Codes, p.has(l.Names)})
		}
	}
	return p
}

// has returns which words each name has.
func (p *pass) has(names []string) []uint64 {
	has := make([]uint64, len(names))
	var folded []byte
	for code, name := range names {
		folded = appendFolded(folded[:0], name)
		has[code] = p.find(folded, 0)
	}
	return has
}

// find adds to the words found those that a folded text has.
func (p *pass) find(folded []byte, found uint64) uint64 {
	for i, word := range p.words {
		if found&(1<<i) == 0 && bytes.Contains(folded, []byte(word)) {
			found |= 1 << i
		}
	}
	return found
}

// seek looks at so many more rows and reports whether that was all.
func (s *search) seek(rows int) (done bool) {
	to := min(cap(s.kept), len(s.kept)+rows)
	for row := len(s.kept); row < to; row++ {
		s.kept = append(s.kept, s.keeps(row))
	}
	return to == cap(s.kept)
}

func (s *search) keeps(row int) bool {
	if s.within != nil && !s.within.kept[row] {
		return false
	}
	for i := range s.passes {
		if !s.passes[i].keeps(row, &s.folded) {
			return false
		}
	}
	return true
}

// keeps reports whether a row has all words. Names, of which each is looked at
// once for all rows, come before texts, and those that say most before others.
func (p *pass) keeps(row int, scratch *[]byte) bool {
	var found uint64
	for i := range p.named {
		n := &p.named[i]
		if n.offsets == nil {
			found |= n.has[n.codes[row]]
			continue
		}
		for _, code := range n.codes[n.offsets[row]:n.offsets[row+1]] {
			found |= n.has[code]
		}
	}
	look := func(text string) bool {
		if found != p.all && text != "" {
			*scratch = appendFolded((*scratch)[:0], text)
			found = p.find(*scratch, found)
		}
		return found == p.all
	}
	for _, column := range p.texts {
		if look(column.Row(row)) {
			return true
		}
	}
	if p.of.Offsets != nil {
		for i := p.of.Offsets[row]; i < p.of.Offsets[row+1]; i++ {
			if look(p.of.Publisher.Row(int(i))) || look(p.of.Title.Row(int(i))) {
				return true
			}
		}
	}
	return found == p.all
}

// Seek looks for a query in so many more events, and reports whether that was
// all: a state with this query is then applied without a search.
func (s *Session) Seek(query string, events int) (done bool) {
	if s.sought == nil || s.sought.query != query {
		var before *search
		if s.sought != nil && len(s.sought.kept) == s.Table.Len() {
			before = s.sought
			before.within = nil
		}
		s.sought = newSearch(s.Table, query, before)
	}
	if len(s.sought.words) == 0 {
		return true
	}
	return s.sought.seek(events)
}

// search keeps the events with every word of a query.
func (s *Session) search(query string) {
	s.Seek(query, s.Table.Len())
	if len(s.sought.words) == 0 {
		s.found.Clear()
		return
	}
	s.found.Keep(s.sought.kept)
}
