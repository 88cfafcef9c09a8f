package event

import (
	"iter"
	"math"
	"slices"
	"strings"
	"unsafe"
)

// Texts is a column of free texts, one after the other in one arena; "" is
// absent. A column without any text holds nothing but its length.
type Texts struct {
	rows  int
	ends  []int32 // of each row, where its text ends in the arena; nil when that is empty
	arena []byte  // never written again where a text lies

	// While the column grows, what it has of the arena before the part that is
	// written: a large arena is not copied to become larger.
	before [][]byte
	length int // of these
}

// Len returns the number of rows.
func (t *Texts) Len() int { return t.rows }

// Row returns the text of a row, a part of the column.
func (t *Texts) Row(row int) string {
	if t.ends == nil {
		return ""
	}
	begin := int32(0)
	if row > 0 {
		begin = t.ends[row-1]
	}
	text := t.arena[begin:t.ends[row]]
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// All returns the rows with their texts, in order.
func (t *Texts) All() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for row := range t.rows {
			if !yield(row, t.Row(row)) {
				return
			}
		}
	}
}

// maxArena is how many bytes the arena of a column may have, so that an int32
// says where each text ends. Tests make it smaller.
var maxArena = math.MaxInt32

// fits reports whether there is room for as many bytes more.
func (t *Texts) fits(more int) bool { return more <= maxArena-t.length-len(t.arena) }

// partArena is how large a part of an arena is that is not copied any more.
const partArena = 1 << 20

func (t *Texts) add(text string) {
	if text != "" && t.ends == nil {
		t.ends = make([]int32, t.rows)
	}
	t.rows++
	if t.ends != nil {
		if len(t.arena)+len(text) > cap(t.arena) && len(t.arena) >= partArena/2 {
			t.before = append(t.before, t.arena)
			t.length += len(t.arena)
			t.arena = make([]byte, 0, max(partArena, len(text)))
		}
		t.arena = append(t.arena, text...)
		t.ends = append(t.ends, int32(t.length+len(t.arena)))
	}
}

// join makes one arena of the parts.
func (t *Texts) join() {
	if t.before == nil {
		return
	}
	arena := make([]byte, 0, t.length+len(t.arena))
	for _, part := range t.before {
		arena = append(arena, part...)
	}
	t.arena, t.before, t.length = append(arena, t.arena...), nil, 0
}

// Category is a column of one value per row out of Names. The name "" stands
// for absent.
type Category struct {
	Codes []uint16 // one per row, index into Names
	Names []string // in order of first appearance
	index *nameIndex
}

// Name returns the value of a row.
func (c *Category) Name(row int) string { return c.Names[c.Codes[row]] }

// roomy reports whether there is room for as many names more, whatever they are.
func (c *Category) roomy(more int) bool { return len(c.Names)+more <= MaxNames }

// fits reports whether the names can be added.
func (c *Category) fits(names ...string) bool {
	if c.roomy(len(names)) {
		return true
	}
	more := make(map[string]bool)
	for _, name := range names {
		if _, ok := c.index.code(name); !ok {
			more[name] = true
		}
	}
	return c.roomy(len(more))
}

// nameIndex finds the codes of names while a column grows.
type nameIndex struct {
	codes  map[string]uint16
	recent [1 << 11]uint16 // codes by where in memory their names are
}

// code returns the code of a name the column has.
func (x *nameIndex) code(name string) (code uint16, ok bool) {
	if x != nil {
		code, ok = x.codes[name]
	}
	return code, ok
}

func (c *Category) add(name string) {
	if c.index == nil {
		c.index = &nameIndex{codes: make(map[string]uint16)}
	}
	// Whoever adds many rows has the same text in the same place.
	at := uintptr(unsafe.Pointer(unsafe.StringData(name)))
	recent := &c.index.recent[(at>>4^at>>15)%uintptr(len(c.index.recent))]
	code := *recent
	if int(code) < len(c.Names) {
		if kept := c.Names[code]; len(kept) == len(name) && (name == "" || unsafe.StringData(kept) == unsafe.StringData(name)) {
			c.Codes = append(c.Codes, code)
			return
		}
	}
	code, ok := c.index.codes[name]
	if !ok {
		code = uint16(len(c.Names))
		c.Names = append(c.Names, name)
		c.index.codes[name] = code
	}
	*recent = code
	c.Codes = append(c.Codes, code)
}

// List is a column of any number of values per row: those of row i are
// Codes[Offsets[i]:Offsets[i+1]].
type List struct {
	Offsets []int32 // one more than rows; nil when no row has a value
	Category
}

// Row returns the codes of a row; they belong to the column.
func (l *List) Row(row int) []uint16 {
	if l.Offsets == nil {
		return nil
	}
	return l.Codes[l.Offsets[row]:l.Offsets[row+1]]
}

func (l *List) names(row int) []string {
	var names []string
	for _, code := range l.Row(row) {
		names = append(names, l.Names[code])
	}
	return names
}

func (l *List) add(names []string) {
	for _, name := range names {
		l.Category.add(name)
	}
	l.Offsets = append(l.Offsets, int32(len(l.Codes)))
}

// Figures is a column of numbers of people. It takes four bytes a row, two
// when no number needs more, and nothing when no row has one.
type Figures struct {
	rows   int
	narrow []int16
	wide   []int32
}

// Len returns the number of rows.
func (f *Figures) Len() int { return f.rows }

// Row returns the number of a row, Unknown when absent.
func (f *Figures) Row(row int) int32 {
	switch {
	case f.narrow != nil:
		return int32(f.narrow[row])
	case f.wide != nil:
		return f.wide[row]
	}
	return Unknown
}

func (f *Figures) add(n int32) {
	switch {
	case f.wide != nil:
	case n != int32(int16(n)):
		wide := make([]int32, f.rows)
		for row := range wide {
			wide[row] = f.Row(row)
		}
		f.narrow, f.wide = nil, wide
	case f.narrow == nil && n != Unknown:
		f.narrow = slices.Repeat([]int16{int16(Unknown)}, f.rows)
	}
	f.rows++
	switch {
	case f.wide != nil:
		f.wide = append(f.wide, n)
	case f.narrow != nil:
		f.narrow = append(f.narrow, int16(n))
	}
}

// Ranges is a column of Range.
type Ranges struct{ Low, Best, High Figures }

// Row returns the range of a row.
func (r *Ranges) Row(row int) Range { return Range{r.Low.Row(row), r.Best.Row(row), r.High.Row(row)} }

// NoPoint stands for the point of an event that is not located.
const NoPoint int32 = -1

// Points is a column of points, each different one held once.
type Points struct {
	Of       []int32   // one per row, index into Lon and Lat, or NoPoint
	Lon, Lat []float64 // degrees, in order of first appearance
	index    map[[2]uint64]int32
}

func (p *Points) add(lon, lat float64) {
	// By their bits, so that 0 and -0 stay what they are.
	key := [2]uint64{math.Float64bits(lon), math.Float64bits(lat)}
	point, ok := p.index[key]
	if !ok {
		if p.index == nil {
			p.index = make(map[[2]uint64]int32)
		}
		point = int32(len(p.Lon))
		p.Lon, p.Lat = append(p.Lon, lon), append(p.Lat, lat)
		p.index[key] = point
	}
	p.Of = append(p.Of, point)
}

// Sources is the column of sources: those of row i are the sources from
// Offsets[i] to Offsets[i+1].
type Sources struct {
	Offsets []int32 // one more than rows; nil when no row has a source

	// One entry per source.
	Title, Publisher, Date, URL Texts

	// Supports are the lists of what a source supports, of which few are
	// different, each written as one name.
	Supports Category
}

// Row returns the sources of a row as records, which belong to the caller.
func (s *Sources) Row(row int) []Source {
	if s.Offsets == nil || s.Offsets[row] == s.Offsets[row+1] {
		return nil
	}
	sources := make([]Source, s.Offsets[row+1]-s.Offsets[row])
	for i := range sources {
		at := int(s.Offsets[row]) + i
		for _, f := range s.texts(&sources[i]) {
			*f.value = f.column.Row(at)
		}
		sources[i].Supports = splitWords(s.Supports.Name(at))
	}
	return sources
}

// Count returns how many sources a row has.
func (s *Sources) Count(row int) int {
	if s.Offsets == nil {
		return 0
	}
	return int(s.Offsets[row+1] - s.Offsets[row])
}

// Publishers returns the publishers of the sources of a row, each once, in the
// order of the sources.
func (s *Sources) Publishers(row int) (names []string) {
	for i := range s.Count(row) {
		if name := s.Publisher.Row(int(s.Offsets[row]) + i); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// joinWords writes words as one text, each with a comma behind it; a backslash
// stands before a comma or backslash that is part of a word.
func joinWords(words []string) string {
	var b strings.Builder
	for _, word := range words {
		for _, c := range []byte(word) {
			if c == ',' || c == '\\' {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		}
		b.WriteByte(',')
	}
	return b.String()
}

// splitWords is the inverse of joinWords.
func splitWords(text string) (words []string) {
	var word []byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ',':
			words = append(words, string(word))
			word = word[:0]
		case c == '\\' && i+1 < len(text):
			i++
			word = append(word, text[i])
		default:
			word = append(word, c)
		}
	}
	return words
}
