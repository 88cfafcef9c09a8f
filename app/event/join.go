package event

import (
	"cmp"
	"fmt"
	"slices"
)

// Join returns the events of several tables in one, those of each after those
// of the one before it. Its first column of files' own, called title, says of
// each event which table it is from, by their names; where two have one name,
// the later one gets a number. Columns of the files' own are joined where they
// have the same title. Of an event whose id an earlier table has, the id begins
// with the name of its table.
//
// first is the first row of each table. left are the titles of the columns there
// is no room for: those that the fewest events have a value in, and those that
// would need more than MaxNames different values. The error is for any other
// column that would, or one that would need more than 2 GiB of text.
//
// Columns are copied whole, and codes by one look-up for each name: the time it
// takes is that of copying. Meanwhile it calls rest after each column of each, in which
// all else goes on.
func Join(title string, names []string, tables []*Table, rest func()) (t *Table, first []int32, left []string, err error) {
	j := joining{t: new(Table), parts: tables, rest: rest}
	for _, part := range tables {
		first = append(first, int32(j.rows))
		j.rows += part.Len()
	}
	t = j.t
	t.Precision = make([]Precision, 0, j.rows)
	for _, part := range tables {
		t.Precision = append(t.Precision, part.Precision...)
	}
	trim(&t.Precision)
	j.numbers(&t.Start, func(p *Table) []int32 { return p.Start }, func(*Table) int32 { return 0 })
	j.numbers(&t.End, func(p *Table) []int32 { return p.End }, func(*Table) int32 { return 0 })
	j.points()
	for i, f := range t.texts(new(Event)) {
		j.texts(f.name, f.column, func(p *Table) *Texts { return p.texts(new(Event))[i].column })
	}
	for i, f := range t.categories(new(Event)) {
		j.names(f.name, f.column, func(p *Table) *Category { return p.categories(new(Event))[i].column })
	}
	for i, f := range t.lists(new(Event)) {
		of := func(p *Table) *List { return p.lists(new(Event))[i].column }
		j.names(f.name, &f.column.Category, func(p *Table) *Category { return &of(p).Category })
		f.column.Offsets = j.offsets(func(p *Table) []int32 { return of(p).Offsets })
	}
	for i, f := range t.figures(new(Event)) {
		j.figures(f.column, func(p *Table) *Figures { return p.figures(new(Event))[i].column })
	}
	for i, f := range t.Sources.texts(new(Source)) {
		j.texts(f.name, f.column, func(p *Table) *Texts { return p.Sources.texts(new(Source))[i].column })
	}
	j.names("sources.supports", &t.Sources.Supports, func(p *Table) *Category { return &p.Sources.Supports })
	t.Sources.Offsets = j.offsets(func(p *Table) []int32 { return p.Sources.Offsets })
	names = distinct(names)
	left = j.own(title, names)
	j.ids(names, first)
	if j.err != nil {
		return nil, nil, nil, j.err
	}
	rest()
	t.shareCodes()
	t.Joined = true
	return t, first, left, nil
}

// distinct gives names that were given before a number.
func distinct(names []string) []string {
	var all []string
	for _, name := range names {
		other := name
		for n := 2; slices.Contains(all, other); n++ {
			other = fmt.Sprintf("%s (%d)", name, n)
		}
		all = append(all, other)
	}
	return all
}

// A joining makes one table of parts. After the first error what it makes is
// of no use.
type joining struct {
	t     *Table
	parts []*Table
	rows  int
	rest  func()
	err   error
}

func (j *joining) fail(err error) {
	if j.err == nil {
		j.err = err
	}
}

// numbers joins columns of indexes, and moves those that are none of nothing by
// what comes before them.
func (j *joining) numbers(to *[]int32, of func(p *Table) []int32, size func(p *Table) int32) {
	if j.rows == 0 {
		return
	}
	all, before := make([]int32, 0, j.rows), int32(0)
	for _, part := range j.parts {
		from := len(all)
		all = append(all, of(part)...)
		if before > 0 {
			for i, n := range all[from:] {
				if n >= 0 {
					all[from+i] = n + before
				}
			}
		}
		before += size(part)
	}
	*to = all
	j.rest()
}

// points holds a point that several parts have once for each.
func (j *joining) points() {
	p := &j.t.Points
	j.numbers(&p.Of, func(p *Table) []int32 { return p.Points.Of }, func(p *Table) int32 { return int32(len(p.Points.Lon)) })
	for _, part := range j.parts {
		p.Lon, p.Lat = append(p.Lon, part.Points.Lon...), append(p.Lat, part.Points.Lat...)
	}
	trim(&p.Lon)
	trim(&p.Lat)
}

func (j *joining) texts(name string, to *Texts, of func(p *Table) *Texts) {
	size := 0
	for _, part := range j.parts {
		to.rows += of(part).rows
		size += len(of(part).arena)
	}
	switch {
	case size == 0:
		return
	case size > maxArena:
		j.fail(tooLong(name))
		return
	}
	to.ends, to.arena = make([]int32, 0, to.rows), make([]byte, 0, size)
	for _, part := range j.parts {
		j.rest()
		before := int32(len(to.arena))
		to.arena = append(to.arena, of(part).arena...)
		if ends := of(part).ends; ends != nil {
			for _, end := range ends {
				to.ends = append(to.ends, before+end)
			}
			continue
		}
		for range of(part).rows {
			to.ends = append(to.ends, before)
		}
	}
}

// names joins columns of names that all parts have.
func (j *joining) names(name string, to *Category, of func(p *Table) *Category) {
	if !j.category(to, of) {
		j.fail(tooMany(name))
	}
}

// category joins columns of names, and reports whether there is room for them.
// A part that has no such column, which is then nil, has the name "" in all rows.
func (j *joining) category(to *Category, of func(p *Table) *Category) (fits bool) {
	size := 0
	for _, part := range j.parts {
		if c := of(part); c != nil {
			size += len(c.Codes)
		} else {
			size += part.Len()
		}
	}
	if size == 0 {
		return true
	}
	to.Codes = make([]uint16, 0, size)
	index := make(map[string]uint16)
	code := func(name string) uint16 {
		code, ok := index[name]
		if !ok {
			code = uint16(len(to.Names))
			index[name] = code
			to.Names = append(to.Names, name)
		}
		return code
	}
	for _, part := range j.parts {
		j.rest()
		c := of(part)
		if c == nil {
			if part.Len() > 0 {
				to.fill(code(""), part.Len())
			}
			continue
		}
		codes := make([]uint16, len(c.Names))
		for i, name := range c.Names {
			codes[i] = code(name)
		}
		for _, i := range c.Codes {
			to.Codes = append(to.Codes, codes[i])
		}
	}
	trim(&to.Names)
	return len(to.Names) <= MaxNames
}

// fill adds so many rows of one code.
func (c *Category) fill(code uint16, rows int) {
	for range rows {
		c.Codes = append(c.Codes, code)
	}
}

// offsets joins where lists begin. It is called once their codes are joined.
func (j *joining) offsets(of func(p *Table) []int32) []int32 {
	j.rest()
	all := make([]int32, 1, j.rows+1)
	for _, part := range j.parts {
		before := all[len(all)-1]
		if offsets := of(part); offsets != nil {
			for _, end := range offsets[1:] {
				all = append(all, before+end)
			}
			continue
		}
		for range part.Len() {
			all = append(all, before)
		}
	}
	if all[len(all)-1] == 0 {
		return nil
	}
	return all
}

func (j *joining) figures(to *Figures, of func(p *Table) *Figures) {
	j.rest()
	to.rows = j.rows
	narrow, wide := false, false
	for _, part := range j.parts {
		narrow, wide = narrow || of(part).narrow != nil, wide || of(part).wide != nil
	}
	switch {
	case wide:
		to.wide = make([]int32, 0, j.rows)
		for _, part := range j.parts {
			for row := range part.Len() {
				to.wide = append(to.wide, of(part).Row(row))
			}
		}
	case narrow:
		to.narrow = make([]int16, 0, j.rows)
		for _, part := range j.parts {
			if of(part).narrow != nil {
				to.narrow = append(to.narrow, of(part).narrow...)
				continue
			}
			for range part.Len() {
				to.narrow = append(to.narrow, int16(Unknown))
			}
		}
	}
}

// own makes the column that says which part a row is from, and joins those of
// the files' own behind it.
func (j *joining) own(title string, names []string) (left []string) {
	file := OwnColumn{Title: title}
	for i, part := range j.parts {
		if part.Len() > 0 {
			file.Names = append(file.Names, names[i])
			file.fill(uint16(len(file.Names)-1), part.Len())
		}
	}
	trim(&file.Codes)
	trim(&file.Names)
	var titles []string
	stated := make(map[string]int)
	for _, part := range j.parts {
		for i := range part.Own {
			c := &part.Own[i]
			if !slices.Contains(titles, c.Title) {
				titles = append(titles, c.Title)
			}
			stated[c.Title] += c.stated()
			j.rest()
		}
	}
	ranked := slices.Clone(titles)
	slices.SortStableFunc(ranked, func(a, b string) int { return cmp.Compare(stated[b], stated[a]) })
	left = ranked[min(len(ranked), MostOwn-1):]
	j.t.Own = []OwnColumn{file}
	for _, of := range titles {
		if slices.Contains(left, of) {
			continue
		}
		c := OwnColumn{Title: distinct([]string{title, of})[1]}
		if j.category(&c.Category, func(p *Table) *Category {
			if i := slices.IndexFunc(p.Own, func(o OwnColumn) bool { return o.Title == of }); i >= 0 {
				return &p.Own[i].Category
			}
			return nil
		}) {
			j.t.Own = append(j.t.Own, c)
		} else {
			left = append(left, of)
		}
	}
	return left
}

// someIDs is after how many ids all else goes on.
const someIDs = 1 << 16

// ids puts the name of their part before ids that an earlier part has.
func (j *joining) ids(names []string, first []int32) {
	was := &j.t.ID
	seen, doubled := newIDs(was, j.rows), make([]bool, j.rows)
	some := false
	for row := range j.rows {
		if row%someIDs == 0 {
			j.rest()
		}
		if id := was.Row(row); id != "" && !seen.add(row, id) {
			doubled[row], some = true, true
		}
	}
	if !some {
		return
	}
	var is Texts
	is.ends, is.arena = make([]int32, 0, j.rows), make([]byte, 0, len(was.arena))
	added := newIDs(&is, j.rows)
	for part, name := range names {
		for row := int(first[part]); row < int(first[part])+j.parts[part].Len(); row++ {
			if row%someIDs == 0 {
				j.rest()
			}
			id := was.Row(row)
			// An id that is made so may be that of another row.
			for doubled[row] && (seen.has(id) || added.has(id)) {
				id = name + ": " + id
			}
			if !is.fits(len(id)) {
				j.fail(tooLong("id"))
				return
			}
			if is.add(id); doubled[row] {
				added.add(row, id)
			}
		}
	}
	trim(&is.arena)
	*was = is
}

// ids finds rows by their texts: a table of hashes, which takes a fraction of
// the time and memory of a map.
type ids struct {
	of   *Texts
	rows []int32 // 0 for free, else the row and one more
}

func newIDs(of *Texts, rows int) *ids {
	size := 16
	for size < 2*rows {
		size *= 2
	}
	return &ids{of, make([]int32, size)}
}

// at returns where a text is, or would be.
func (s *ids) at(text string) *int32 {
	hash := uint64(14695981039346656037) // FNV-1a
	for i := range len(text) {
		hash = (hash ^ uint64(text[i])) * 1099511628211
	}
	for i := hash ^ hash>>32; ; i++ {
		if at := &s.rows[i&uint64(len(s.rows)-1)]; *at == 0 || s.of.Row(int(*at-1)) == text {
			return at
		}
	}
}

func (s *ids) has(text string) bool { return *s.at(text) != 0 }

// add adds a row, unless its text is there already.
func (s *ids) add(row int, text string) bool {
	at := s.at(text)
	if *at != 0 {
		return false
	}
	*at = int32(row + 1)
	return true
}
