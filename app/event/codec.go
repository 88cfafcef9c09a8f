package event

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"unsafe"
)

// encodedBy begins every encoded table; it ends with the version of the
// format. Its length is a multiple of eight, as that of everything behind it,
// so that columns are used where they lie.
const encodedBy = "wherewhen table3"

// Encode returns events with the regions and areas beside them as bytes:
// columns one after the other, numbers in little-endian order as all machines
// Wherewhen runs on have them. The same input gives the same bytes.
func Encode(t *Table, regions []Region, areas []Area) []byte {
	return slices.Concat(Parts(t, regions, areas)...)
}

// Parts returns what Encode does in parts, one after the other. The long ones are
// columns of the table itself, which must not be changed.
func Parts(t *Table, regions []Region, areas []Area) [][]byte {
	c := &codec{data: []byte(encodedBy)}
	c.table(t)
	c.regions(&regions)
	c.areas(&areas)
	return append(c.parts, c.data)
}

// Decode reads what Encode wrote. The columns of the table and all texts are
// parts of data, which must not be changed afterwards. The error says that the
// data is of another version or damaged.
func Decode(data []byte) (t *Table, regions []Region, areas []Area, err error) {
	if len(data) < len(encodedBy) || string(data[:len(encodedBy)-1]) != encodedBy[:len(encodedBy)-1] {
		return nil, nil, nil, errors.New("not an encoded table of events")
	}
	if data[len(encodedBy)-1] != encodedBy[len(encodedBy)-1] {
		return nil, nil, nil, fmt.Errorf("encoded table of version %q: expected version %q", data[len(encodedBy)-1], encodedBy[len(encodedBy)-1])
	}
	c := &codec{reading: true, data: data[len(encodedBy):]}
	t = new(Table)
	c.table(t)
	c.regions(&regions)
	c.areas(&areas)
	if c.err == nil && len(c.data) > 0 {
		c.err = errors.New("more than a table")
	}
	if c.err != nil {
		return nil, nil, nil, fmt.Errorf("encoded table is damaged: %w", c.err)
	}
	return t, regions, areas, nil
}

// A codec reads or writes, by one description of the format. After the first
// error it does nothing.
type codec struct {
	reading bool
	data    []byte // what is still to be read, or what has been written behind parts
	parts   [][]byte
	err     error
}

func (c *codec) table(t *Table) {
	var e Event
	numbers(c, &t.Start)
	rows := len(t.Start)
	numbers(c, &t.End)
	if c.expect(len(t.End), rows); c.err != nil {
		return
	}
	for row := range rows {
		if t.Start[row] > t.End[row] {
			c.fail("days from %d to %d", t.Start[row], t.End[row])
			return
		}
	}
	numbers(c, &t.Precision)
	c.expect(len(t.Precision), rows)
	for _, p := range t.Precision {
		if p > Undated {
			c.fail("a date precision of %d", p)
		}
	}
	c.points(&t.Points, rows)
	for _, f := range t.texts(&e) {
		c.texts(f.column, rows)
	}
	c.categories(t.categories(&e), rows)
	for _, f := range t.lists(&e) {
		all := c.offsets(&f.column.Offsets, rows)
		numbers(c, &f.column.Codes)
		c.names(&f.column.Category, all)
	}
	for _, f := range t.figures(&e) {
		c.figures(f.column, rows)
	}
	c.sourceColumns(&t.Sources, rows)
	c.own(&t.Own, rows)
	joined := []uint8{uint8(truth(t.Joined))}
	numbers(c, &joined)
	t.Joined = c.expectJoined(joined, t.Own)
}

func (c *codec) points(p *Points, rows int) {
	numbers(c, &p.Of)
	c.expect(len(p.Of), rows)
	numbers(c, &p.Lon)
	numbers(c, &p.Lat)
	c.expect(len(p.Lat), len(p.Lon))
	for _, column := range [][]float64{p.Lon, p.Lat} {
		if slices.ContainsFunc(column, math.IsNaN) {
			c.fail("a point without a place")
		}
	}
	for _, point := range p.Of {
		if point < NoPoint || int(point) >= len(p.Lon) {
			c.fail("point %d of %d", point, len(p.Lon))
			return
		}
	}
}

func (c *codec) texts(column *Texts, rows int) {
	c.arena(column)
	column.rows = rows
	if column.ends != nil {
		c.expect(len(column.ends), rows)
	}
}

// arena codes where texts end and the arena they are parts of, both used where
// they lie.
func (c *codec) arena(column *Texts) {
	numbers(c, &column.ends)
	numbers(c, &column.arena)
	c.ends(column.ends, len(column.arena))
}

// ends checks that texts or lists that lie one after the other are parts of
// all there is, and all of it.
func (c *codec) ends(ends []int32, all int) {
	last := int32(0)
	for _, end := range ends {
		if end < last {
			c.fail("an end at %d after one at %d", end, last)
			return
		}
		last = end
	}
	if int(last) != all {
		c.fail("the last end at %d of %d", last, all)
	}
}

// offsets codes the offsets of a list and returns how many values it has in
// all.
func (c *codec) offsets(offsets *[]int32, rows int) (all int) {
	numbers(c, offsets)
	if len(*offsets) == 0 {
		return 0
	}
	if c.expect(len(*offsets), rows+1); (*offsets)[0] != 0 {
		c.fail("offsets from %d", (*offsets)[0])
	}
	all = int((*offsets)[len(*offsets)-1])
	c.ends(*offsets, all)
	return all
}

// categories codes, for each column, the first that has the same codes, and
// those of the columns that are the first themselves.
func (c *codec) categories(columns [13]field[Category, string], rows int) {
	like := make([]uint8, len(columns))
	if !c.reading {
		for i := range columns {
			like[i] = uint8(sameCodes(columns, i))
		}
	}
	numbers(c, &like)
	if c.expect(len(like), len(columns)); c.err != nil {
		return
	}
	for i, f := range columns {
		switch first := int(like[i]); {
		case first == i:
			numbers(c, &f.column.Codes)
		case first > i:
			c.fail("column %d has the codes of column %d", i, first)
		default:
			f.column.Codes = columns[first].column.Codes
		}
		c.names(f.column, rows)
	}
}

// own codes the columns of the file's own.
func (c *codec) own(own *[]OwnColumn, rows int) {
	titles := make([]string, len(*own))
	for i := range *own {
		titles[i] = (*own)[i].Title
	}
	c.strings(&titles)
	if len(titles) > MostOwn {
		c.fail("%d columns of its own", len(titles))
		return
	}
	if c.reading && len(titles) > 0 {
		*own = make([]OwnColumn, len(titles))
	}
	for i, title := range titles {
		(*own)[i].Title = title
	}
	for i := range *own {
		numbers(c, &(*own)[i].Codes)
		c.names(&(*own)[i].Category, rows)
	}
}

// expectJoined reads whether a table was made by Join.
func (c *codec) expectJoined(joined []uint8, own []OwnColumn) bool {
	if c.expect(len(joined), 1); c.err != nil || joined[0] == 0 {
		return false
	}
	if joined[0] > 1 || len(own) == 0 {
		c.fail("joined of nothing")
	}
	return true
}

// names codes the names of a column and checks its codes.
func (c *codec) names(column *Category, rows int) {
	c.strings(&column.Names)
	c.expect(len(column.Codes), rows)
	if len(column.Names) > MaxNames {
		c.fail("%d names in a column", len(column.Names))
	}
	for _, code := range column.Codes {
		if int(code) >= len(column.Names) {
			c.fail("code %d of %d names", code, len(column.Names))
			return
		}
	}
}

func (c *codec) figures(column *Figures, rows int) {
	column.rows = rows
	numbers(c, &column.narrow)
	numbers(c, &column.wide)
	if n := len(column.narrow) + len(column.wide); n > 0 {
		c.expect(max(len(column.narrow), len(column.wide)), rows)
		c.expect(n, rows)
	}
}

// sourceColumns codes the sources of a table.
func (c *codec) sourceColumns(s *Sources, rows int) {
	all := c.offsets(&s.Offsets, rows)
	// First what each source has an entry in, so that there are as many.
	numbers(c, &s.Supports.Codes)
	c.names(&s.Supports, all)
	for _, f := range s.texts(new(Source)) {
		c.texts(f.column, all)
	}
}

// sources codes the sources of a record.
func (c *codec) sources(sources *[]Source) {
	columns(c, sources, func(s *Source) []*string { return []*string{&s.Title, &s.Publisher, &s.Date, &s.URL} })
	lists(c, *sources, func(s *Source) *[]string { return &s.Supports })
}

func (c *codec) regions(regions *[]Region) {
	columns(c, regions, func(r *Region) []*string {
		return []*string{&r.ID, &r.Name, &r.Role, &r.Detail, &r.Start, &r.End, &r.Confidence, &r.Note}
	})
	for _, of := range []func(r *Region) *[]string{
		func(r *Region) *[]string { return &r.Countries }, func(r *Region) *[]string { return &r.CountryCodes },
		func(r *Region) *[]string { return &r.Admin1 }, func(r *Region) *[]string { return &r.Admin1Codes },
		func(r *Region) *[]string { return &r.Districts },
	} {
		lists(c, *regions, of)
	}
	for i := range *regions {
		r := &(*regions)[i]
		days := []int32{int32(r.Span.Start), int32(r.Span.End), truth(r.Ongoing), truth(r.WholeDrawn)}
		numbers(c, &days)
		place := []float64{r.Bound.Min[0], r.Bound.Min[1], r.Bound.Max[0], r.Bound.Max[1], r.Extent}
		numbers(c, &place)
		c.sources(&r.Sources)
		if c.expect(len(days), 4); c.err != nil {
			return
		}
		if c.expect(len(place), 5); c.err != nil {
			return
		}
		r.Span, r.Ongoing, r.WholeDrawn = Span{Date(days[0]), Date(days[1])}, days[2] == 1, days[3] == 1
		r.Bound.Min, r.Bound.Max, r.Extent = [2]float64{place[0], place[1]}, [2]float64{place[2], place[3]}, place[4]
	}
}

func (c *codec) areas(areas *[]Area) {
	columns(c, areas, func(a *Area) []*string { return []*string{&a.Code, &a.Name} })
	for i := range *areas {
		a := &(*areas)[i]
		bound := []float64{a.Bound.Min[0], a.Bound.Min[1], a.Bound.Max[0], a.Bound.Max[1]}
		numbers(c, &bound)
		if c.expect(len(bound), 4); c.err != nil {
			return
		}
		a.Bound.Min, a.Bound.Max = [2]float64{bound[0], bound[1]}, [2]float64{bound[2], bound[3]}
	}
}

func truth(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// columns codes the texts of records as one column each.
func columns[R any](c *codec, records *[]R, texts func(*R) []*string) {
	var none R
	for field := range texts(&none) {
		column := make([]string, len(*records))
		for i := range *records {
			column[i] = *texts(&(*records)[i])[field]
		}
		c.strings(&column)
		if c.reading && field == 0 && len(column) > 0 {
			*records = make([]R, len(column))
		}
		if c.expect(len(column), len(*records)); c.err != nil {
			return
		}
		for i := range column {
			*texts(&(*records)[i])[field] = column[i]
		}
	}
}

// lists codes a list of texts of each record.
func lists[R any](c *codec, records []R, list func(*R) *[]string) {
	ends := make([]int32, len(records))
	var all []string
	for i := range records {
		all = append(all, *list(&records[i])...)
		ends[i] = int32(len(all))
	}
	numbers(c, &ends)
	c.strings(&all)
	c.expect(len(ends), len(records))
	if c.ends(ends, len(all)); c.err != nil {
		return
	}
	begin := int32(0)
	for i, end := range ends {
		if end > begin {
			*list(&records[i]) = all[begin:end:end]
		}
		begin = end
	}
}

// strings codes texts as the ends of each and an arena.
func (c *codec) strings(texts *[]string) {
	var column Texts
	column.ends = make([]int32, 0, len(*texts)) // as many as texts, even if all are empty
	for _, text := range *texts {
		column.add(text)
	}
	c.arena(&column)
	if !c.reading || c.err != nil {
		return
	}
	*texts = nil
	if n := len(column.ends); n > 0 {
		*texts = make([]string, n)
	}
	for i := range *texts {
		(*texts)[i] = column.Row(i)
	}
}

// numbers codes a column: its length, then its numbers, filled up to a
// multiple of eight bytes.
func numbers[N ~uint8 | ~uint16 | ~int16 | ~int32 | ~float64](c *codec, column *[]N) {
	size := int(unsafe.Sizeof(*new(N)))
	if !c.reading {
		c.write(len(*column), unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(*column))), len(*column)*size))
		return
	}
	*column = nil
	if raw := c.read(size); len(raw) > 0 {
		*column = unsafe.Slice((*N)(unsafe.Pointer(unsafe.SliceData(raw))), len(raw)/size)
	}
}

func (c *codec) write(length int, raw []byte) {
	n := uint64(length)
	c.data = append(c.data, unsafe.Slice((*byte)(unsafe.Pointer(&n)), 8)...)
	if len(raw) >= longPart {
		c.parts = append(c.parts, c.data, raw)
		c.data = nil
	} else {
		c.data = append(c.data, raw...)
	}
	c.data = append(c.data, make([]byte, -len(raw)&7)...) // all before is a multiple of eight
}

// longPart is how many bytes of a column are not copied to be written.
const longPart = 1 << 16

// read returns the bytes of a column of numbers of a size, at an address that
// is a multiple of it.
func (c *codec) read(size int) []byte {
	if c.err != nil {
		return nil
	}
	if len(c.data) < 8 {
		c.fail("it ends too early")
		return nil
	}
	var length uint64
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&length)), 8), c.data)
	c.data = c.data[8:]
	if length > math.MaxInt32 || (int(length)*size+7)&^7 > len(c.data) {
		c.fail("a column of %d numbers in the last %d bytes", length, len(c.data))
		return nil
	}
	n := int(length) * size
	raw := c.data[:n]
	c.data = c.data[(n+7)&^7:]
	if n == 0 || uintptr(unsafe.Pointer(unsafe.SliceData(raw)))%uintptr(size) == 0 {
		return raw
	}
	eights := make([]uint64, (n+7)/8)
	aligned := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(eights))), n)
	copy(aligned, raw)
	return aligned
}

// expect fails unless a column is as long as it has to be.
func (c *codec) expect(got, want int) {
	if got != want {
		c.fail("a column of %d rows among those of %d", got, want)
	}
}

func (c *codec) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}
