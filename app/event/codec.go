package event

import (
	"errors"
	"fmt"
	"math"
	"unsafe"
)

// encodedBy begins every encoded table; it ends with the version of the
// format. Its length is a multiple of eight, as that of everything behind it,
// so that columns are used where they lie.
const encodedBy = "wherewhen table1"

// Encode returns events with the regions and areas beside them as bytes:
// columns one after the other, numbers in little-endian order as all machines
// Wherewhen runs on have them. The same input gives the same bytes.
func Encode(t *Table, regions []Region, areas []Area) []byte {
	c := &codec{data: []byte(encodedBy)}
	c.table(t)
	c.regions(&regions)
	c.areas(&areas)
	return c.data
}

// Decode reads what Encode wrote. The columns of the table are parts of data,
// which must not be changed afterwards. The error says that the data is of
// another version or damaged.
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
	data    []byte // what is still to be read, or what has been written
	err     error
}

func (c *codec) table(t *Table) {
	rows := t.Len()
	for _, texts := range []*Texts{&t.ID, &t.Title, &t.Summary, &t.Time, &t.Place, &t.CoordinateSource,
		&t.AttributionNote, &t.CasualtiesNote, &t.ConfidenceNote} {
		c.texts(texts)
		if c.reading && texts == &t.ID {
			rows = len(t.ID)
		}
		c.expect(len(*texts), rows)
	}
	for _, column := range []*[]int32{&t.Start, &t.End, &t.Killed.Low, &t.Killed.Best, &t.Killed.High,
		&t.Injured.Low, &t.Injured.Best, &t.Injured.High, &t.FirstKilled, &t.FirstInjured} {
		numbers(c, column)
		c.expect(len(*column), rows)
	}
	numbers(c, &t.Precision)
	c.expect(len(t.Precision), rows)
	for _, p := range t.Precision {
		if p > Year {
			c.fail("a date precision of %d", p)
		}
	}
	for _, column := range []*[]float64{&t.Lon, &t.Lat} {
		numbers(c, column)
		c.expect(len(*column), rows)
	}
	for _, column := range []*Category{&t.Admin1Code, &t.CountryCode, &t.Admin1, &t.Country, &t.GeoPrecision, &t.Area,
		&t.Kind, &t.AttackType, &t.Actor, &t.ActorLink, &t.Attribution, &t.CasualtiesIncludeAttackers, &t.Confidence} {
		c.category(column)
		c.expect(len(column.Codes), rows)
	}
	c.list(&t.Targets, rows)
	c.list(&t.Tags, rows)
	numbers(c, &t.Sources.Offsets)
	c.sources(&t.Sources.All)
	c.offsets(t.Sources.Offsets, rows, len(t.Sources.All))
}

func (c *codec) category(column *Category) {
	numbers(c, &column.Codes)
	c.texts((*Texts)(&column.Names))
	if !c.reading {
		return
	}
	if len(column.Names) > MaxNames {
		c.fail("%d names in a column", len(column.Names))
	}
	for _, code := range column.Codes {
		if int(code) >= len(column.Names) {
			c.fail("code %d of %d names", code, len(column.Names))
			return
		}
	}
	column.index = make(map[string]uint16, len(column.Names))
	for code, name := range column.Names {
		column.index[name] = uint16(code)
	}
}

func (c *codec) list(column *List, rows int) {
	numbers(c, &column.Offsets)
	c.category(&column.Category)
	c.offsets(column.Offsets, rows, len(column.Codes))
}

// offsets checks that every row has its part of all.
func (c *codec) offsets(offsets []int32, rows, all int) {
	if c.expect(len(offsets), rows+1); c.err != nil {
		return
	}
	last := int32(0)
	for _, offset := range offsets {
		if offset < last {
			c.fail("offset %d after %d", offset, last)
			return
		}
		last = offset
	}
	if offsets[0] != 0 || int(last) != all {
		c.fail("offsets from %d to %d of %d", offsets[0], last, all)
	}
}

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
		column := make(Texts, len(*records))
		for i := range *records {
			column[i] = *texts(&(*records)[i])[field]
		}
		c.texts(&column)
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
	var all Texts
	for i := range records {
		all = append(all, *list(&records[i])...)
		ends[i] = int32(len(all))
	}
	numbers(c, &ends)
	c.texts(&all)
	if c.expect(len(ends), len(records)); c.err != nil {
		return
	}
	begin := int32(0)
	for i, end := range ends {
		if end < begin || int(end) > len(all) {
			c.fail("a list from %d to %d of %d", begin, end, len(all))
			return
		}
		if end > begin {
			*list(&records[i]) = all[begin:end:end]
		}
		begin = end
	}
}

// texts codes texts as their ends and one arena, of which they are parts.
func (c *codec) texts(texts *Texts) {
	ends := make([]int32, len(*texts))
	var arena []byte
	for i, text := range *texts {
		arena = append(arena, text...)
		ends[i] = int32(len(arena))
	}
	numbers(c, &ends)
	numbers(c, &arena)
	if !c.reading || c.err != nil {
		return
	}
	whole, begin := string(arena), int32(0)
	*texts = nil
	if len(ends) > 0 {
		*texts = make(Texts, len(ends))
	}
	for i, end := range ends {
		if end < begin || int(end) > len(whole) {
			c.fail("a text from %d to %d of %d", begin, end, len(whole))
			return
		}
		(*texts)[i] = whole[begin:end]
		begin = end
	}
	if int(begin) != len(whole) {
		c.fail("texts that end at %d of %d", begin, len(whole))
	}
}

// numbers codes a column: its length, then its numbers, filled up to a
// multiple of eight bytes.
func numbers[N ~uint8 | ~uint16 | ~int32 | ~float64](c *codec, column *[]N) {
	if c.err != nil {
		return
	}
	size := int(unsafe.Sizeof(*new(N)))
	if !c.reading {
		length := uint64(len(*column))
		c.data = append(c.data, unsafe.Slice((*byte)(unsafe.Pointer(&length)), 8)...)
		c.data = append(c.data, unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(*column))), len(*column)*size)...)
		for len(c.data)%8 != 0 {
			c.data = append(c.data, 0)
		}
		return
	}
	if len(c.data) < 8 {
		c.fail("it ends too early")
		return
	}
	var length uint64
	copy(unsafe.Slice((*byte)(unsafe.Pointer(&length)), 8), c.data)
	c.data = c.data[8:]
	if length > math.MaxInt32 || (int(length)*size+7)&^7 > len(c.data) {
		c.fail("a column of %d numbers in the last %d bytes", length, len(c.data))
		return
	}
	n := int(length)
	raw := c.data[:n*size]
	c.data = c.data[(n*size+7)&^7:]
	if n == 0 {
		*column = nil
		return
	}
	if uintptr(unsafe.Pointer(unsafe.SliceData(raw)))%unsafe.Alignof(*new(N)) != 0 {
		*column = make([]N, n)
		copy(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(*column))), len(raw)), raw)
		return
	}
	*column = unsafe.Slice((*N)(unsafe.Pointer(unsafe.SliceData(raw))), n)
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
