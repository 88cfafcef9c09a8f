package session

import (
	"math"
	"slices"

	"wherewhen/app/crossfilter"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// AreaLevel is what kind of areas events are counted by.
type AreaLevel uint8

// The levels.
const (
	Provinces AreaLevel = iota
	Countries
	areaLevels
)

// Facet returns the field that is filtered by choosing areas of a level.
func (l AreaLevel) Facet() Facet {
	if l == Countries {
		return Country
	}
	return Province
}

// AreaLevel returns the level of the areas that are shaded; ok is false when
// something else is drawn.
func (m Marks) AreaLevel() (level AreaLevel, ok bool) {
	switch m {
	case MarksProvinces:
		return Provinces, true
	case MarksCountries:
		return Countries, true
	}
	return 0, false
}

// Shades are what is shown of each area of a level. The slices have one entry
// per area of Of; they belong to the session, until the next Apply.
//
// An event belongs to the area its own fields name: to the outline of its
// admin1_code or country_code or, where it has none, to the one of that country
// whose name is written as its admin1 or country is. It is never looked up by
// its point: outlines are simplified, and a point near a border would be given
// to a neighbour. An event known no nearer than its country belongs to no
// province, whatever else it says. Those that belong to no area are NotLocated.
type Shades struct {
	Level       AreaLevel
	Of          *mapview.Outlines
	AreaFigures              // of the events shown
	Other       *AreaFigures // of the second of two periods; nil without one
	All         []int32      // events without any filter
	NotLocated  int          // events shown that are in no area
	Top         int32        // the largest Count or Best there is without filters, as the state sizes; at least 1
	Chosen      []bool       // the area is filtered by
}

// AreaFigures are the numbers of areas, one entry per area each.
type AreaFigures struct {
	Count                       []int32 // events
	WithFigure, Low, Best, High []int32 // of those with a figure of people killed, and the sums
}

// Totals returns the figures of one area, of a session that states people
// killed, but for attackers.
func (f *AreaFigures) Totals(area int) Totals {
	return Totals{
		Shown: int(f.Count[area]), Stated: true, WithFigure: int(f.WithFigure[area]),
		Killed: TotalRange{Low: int(f.Low[area]), Best: int(f.Best[area]), High: int(f.High[area])},
	}
}

// ComparesKilled reports whether the people killed in an area in both periods
// can be set against each other.
func (s *Shades) ComparesKilled(area int) bool {
	return ComparesKilled(s.Totals(area), s.Other.Totals(area))
}

// areaCounts counts by area what passes the filters of an engine.
type areaCounts struct {
	engine  *crossfilter.Engine
	column  []uint16
	counted *crossfilter.Tally
	killed  [3]*crossfilter.Sums // low, best, high; nil of what is not added up
	figures AreaFigures

	attackers   []Attackers // by code, as of a revision of the engine
	attackersAt int
}

func newAreaCounts(of *crossfilter.Engine, column []uint16, codes, areas int) *areaCounts {
	numbers := make([]int32, 5*areas)
	part := func(i int) []int32 { return numbers[i*areas : (i+1)*areas : (i+1)*areas] }
	return &areaCounts{
		engine: of, column: column, counted: of.Tally(column, codes),
		figures: AreaFigures{Count: part(0), WithFigure: part(1), Low: part(2), Best: part(3), High: part(4)},
	}
}

// addKilled adds up people killed from then on.
func (c *areaCounts) addKilled(codes int, casualties [3][]int32) {
	for i, values := range casualties {
		c.killed[i] = c.engine.Sums(c.column, codes, values, event.Unknown)
	}
}

// attackersIn says whether the figures of people killed of a code count
// attackers. It looks at all events, once after a change of the filters: that is
// asked for what the pointer or the keyboard is on, not while a window moves.
func (c *areaCounts) attackersIn(s *Session, code int) Attackers {
	if c.attackers == nil || c.attackersAt != c.engine.Revision() {
		c.attackers, c.attackersAt = make([]Attackers, len(c.counted.Counts())), c.engine.Revision()
		for row, code := range c.column {
			if c.engine.Visible(row) {
				c.attackers[code].add(s.doubtOf[row], 1)
			}
		}
	}
	return c.attackers[code]
}

// write writes the figures of each area; notIn is how many events are in none.
func (c *areaCounts) write(areas []int32) (notIn int) {
	f := &c.figures
	counts := c.counted.Counts()
	for code, area := range areas {
		f.Count[area] = counts[code]
	}
	for i, into := range [][]int32{f.Low, f.Best, f.High} {
		if c.killed[i] == nil {
			continue
		}
		sums, known := c.killed[i].Totals()
		for code, area := range areas {
			into[area] = clamped(sums[code])
			f.WithFigure[area] = int32(known[code])
		}
	}
	return int(counts[len(areas)])
}

func (c *areaCounts) drop() {
	c.counted.Drop()
	for _, sums := range c.killed {
		if sums != nil {
			sums.Drop()
		}
	}
}

// areaGroup counts the events of a level by area: only areas some event is in
// have a code, the last code is for the events in none.
type areaGroup struct {
	areas  []int32    // of each code but the last, the index of its outline
	names  [][]uint16 // of each code but the last, the values of the facet its events have
	counts *areaCounts
	top    [2]int32
	shades Shades

	other   *areaCounts // of the second of two periods
	otherOf *rival      // whose that is
}

// SetOutlines gives the session the outlines of provinces and of countries. It
// counts by area from then on, if the state asks for that.
func (s *Session) SetOutlines(provinces, countries *mapview.Outlines) {
	s.outlines = [areaLevels]*mapview.Outlines{Provinces: provinces, Countries: countries}
	for level := range s.outlines {
		s.areaColumns[level] = nil
	}
}

// HasOutlines reports whether outlines were given.
func (s *Session) HasOutlines() bool { return s.outlines[Countries] != nil }

// CanShade reports whether any event is in an area of a level; ok is false as
// long as that is not known, for want of outlines.
func (s *Session) CanShade(level AreaLevel) (can, ok bool) {
	if !s.HasOutlines() {
		return false, false
	}
	_, areas := s.areasOf(level)
	return len(areas) > 0, true
}

// Shades returns what is shown of the areas the state asks for; nil when it asks
// for none, or none of this data has an outline.
func (s *Session) Shades() *Shades {
	level, ok := s.state.Marks.AreaLevel()
	if can, known := s.CanShade(level); !ok || !known || !can {
		s.dropAreas()
		return nil
	}
	if s.inAreas == nil || s.inAreas.shades.Level != level || s.inAreas.shades.Of != s.outlines[level] {
		s.dropAreas()
		s.inAreas = s.countAreas(level)
	}
	g := s.inAreas
	sh := &g.shades
	sh.NotLocated = g.counts.write(g.areas)
	sh.Top = g.top[s.shadeSize()]
	for code, area := range g.areas {
		sh.Chosen[area] = s.choosesAll(level.Facet(), g.names[code])
	}
	s.otherShades(g)
	return sh
}

// otherShades counts by area what the second of two periods has: people killed
// once areas are shaded by them.
func (s *Session) otherShades(g *areaGroup) {
	r := s.compared()
	if r == nil {
		g.other, g.otherOf, g.shades.Other = nil, nil, nil
		return
	}
	column, areas := s.areasOf(g.shades.Level)
	if r != g.otherOf {
		g.other, g.otherOf = newAreaCounts(r.engine, column, len(areas)+1, len(g.shades.Of.Code)), r
	}
	if s.shadeSize() == SizeKilled && s.StatesKilled() && g.other.killed[0] == nil {
		g.other.addKilled(len(areas)+1, s.casualties)
	}
	g.other.write(g.areas)
	g.shades.Other = &g.other.figures
}

// shadeSize is what areas are shaded by: people injured are not counted by area.
func (s *Session) shadeSize() Size {
	if s.state.Size == SizeKilled {
		return SizeKilled
	}
	return SizeEvents
}

func (s *Session) dropAreas() {
	if s.inAreas == nil {
		return
	}
	s.inAreas.counts.drop()
	s.inAreas = nil
}

func (s *Session) countAreas(level AreaLevel) *areaGroup {
	column, areas := s.areasOf(level)
	of := s.outlines[level]
	n := len(of.Code)
	g := &areaGroup{
		areas: areas, names: s.namesIn(level, column, len(areas)), top: [2]int32{1, 1},
		counts: newAreaCounts(s.engine, column, len(areas)+1, n),
	}
	g.shades = Shades{Level: level, Of: of, AreaFigures: g.counts.figures, All: make([]int32, n), Chosen: make([]bool, n)}
	totals := g.counts.counted.Totals()
	for code, area := range areas {
		g.shades.All[area] = totals[code]
		g.top[SizeEvents] = max(g.top[SizeEvents], totals[code])
	}
	if !s.StatesKilled() {
		return g
	}
	killed := make([]int64, len(areas)+1)
	for row, n := range s.casualties[1] {
		if n != event.Unknown {
			killed[column[row]] += int64(n)
		}
	}
	for _, n := range killed[:len(areas)] {
		g.top[SizeKilled] = max(g.top[SizeKilled], clamped(n))
	}
	g.counts.addKilled(len(areas)+1, s.casualties)
	return g
}

// areaCodes holds the code of each row, and the outline of each code.
type areaCodes struct {
	column []uint16
	areas  []int32
}

// areasOf returns the areas of a level that events are in, and of each row
// which of them; one code more stands for none.
func (s *Session) areasOf(level AreaLevel) (column []uint16, areas []int32) {
	if s.areaColumns[level] == nil {
		s.areaColumns[level] = s.findAreas(level)
	}
	return s.areaColumns[level].column, s.areaColumns[level].areas
}

// nowhere is no area; unread is a name that has not been looked up.
const (
	nowhere = -1
	unread  = -2
)

// findAreas looks for the area of each row by what its fields name: for each
// name once.
func (s *Session) findAreas(level AreaLevel) *areaCodes {
	t := s.Table
	areaOf := s.countryFinder()
	if level == Provinces {
		areaOf = s.provinceFinder(areaOf)
	}
	codes := make([]int32, len(s.outlines[level].Code)) // of each area, one more than that
	c := &areaCodes{column: make([]uint16, t.Len())}
	for row := range c.column {
		c.column[row] = math.MaxUint16
		area := areaOf(row)
		if area == nowhere {
			continue
		}
		if codes[area] == 0 {
			c.areas = append(c.areas, area)
			codes[area] = int32(len(c.areas))
		}
		c.column[row] = uint16(codes[area] - 1)
	}
	for row, code := range c.column {
		c.column[row] = min(code, uint16(len(c.areas)))
	}
	return c
}

// countryFinder returns a function that finds the country of a row.
func (s *Session) countryFinder() func(row int) int32 {
	t, countries := s.Table, s.outlines[Countries]
	byCode, byName := make([]int32, len(t.CountryCode.Names)), make([]int32, len(t.Country.Names))
	for i, code := range t.CountryCode.Names {
		byCode[i] = int32(countries.Find(code))
		if code == "" {
			byCode[i] = unread
		}
	}
	for i, name := range t.Country.Names {
		byName[i] = int32(slices.Index(countries.Name, name))
	}
	return func(row int) int32 {
		if area := byCode[t.CountryCode.Codes[row]]; area != unread {
			return area
		}
		return byName[t.Country.Codes[row]]
	}
}

// provinceFinder returns a function that finds the province of a row.
func (s *Session) provinceFinder(countryOf func(row int) int32) func(row int) int32 {
	t, provinces, countries := s.Table, s.outlines[Provinces], s.outlines[Countries]
	byCode := make([]int32, len(t.Admin1Code.Names))
	for i, code := range t.Admin1Code.Names {
		byCode[i] = int32(provinces.Find(code))
		if code == "" {
			byCode[i] = unread
		}
	}
	coarse := make([]bool, len(t.GeoPrecision.Names))
	for i, name := range t.GeoPrecision.Names {
		coarse[i] = name == "country"
	}
	byName := make([][]int32, len(countries.Code)) // of each country, of each name
	return func(row int) int32 {
		if coarse[t.GeoPrecision.Codes[row]] {
			return nowhere
		}
		if area := byCode[t.Admin1Code.Codes[row]]; area != unread {
			return area
		}
		country := countryOf(row)
		if country == nowhere {
			return nowhere
		}
		if byName[country] == nil {
			byName[country] = provinces.Named(countries.Code[country], t.Admin1.Names)
		}
		return byName[country][t.Admin1.Codes[row]]
	}
}

// namesIn lists, for each code of areas, the values of the facet the events in
// it have: of a country that is written in two ways, both.
func (s *Session) namesIn(level AreaLevel, column []uint16, areas int) [][]uint16 {
	names := make([][]uint16, areas)
	facet := &s.facets[level.Facet()]
	seen := make([]bool, areas*len(facet.names))
	for row, code := range column {
		if int(code) == areas {
			continue
		}
		if at := int(code)*len(facet.names) + int(facet.column[row]); !seen[at] {
			seen[at] = true
			names[code] = append(names[code], facet.column[row])
		}
	}
	return names
}

// choosesAll reports whether all of some values of a facet are chosen.
func (s *Session) choosesAll(f Facet, codes []uint16) bool {
	for _, code := range codes {
		if !s.state.Chooses(f, s.facets[f].names[code]) {
			return false
		}
	}
	return len(codes) > 0
}

// ValuesOf returns the values of the facet of its level that choose an area as
// shaded last, nil of one that no event is in. A value is a name as reported:
// a province of the same name in another country is chosen with it.
func (s *Session) ValuesOf(area int) []string {
	g := s.inAreas
	if g == nil {
		return nil
	}
	for code, of := range g.areas {
		if int(of) == area {
			var values []string
			for _, name := range g.names[code] {
				values = append(values, s.facets[g.shades.Level.Facet()].names[name])
			}
			return values
		}
	}
	return nil
}

// AreaTotals returns the figures of an area as shaded last, and of the second of
// two periods its own; both are zero of an area that no event is in.
func (s *Session) AreaTotals(area int) (t, other Totals) {
	g := s.inAreas
	if g == nil {
		return t, other
	}
	code := slices.Index(g.areas, int32(area))
	if code < 0 {
		return t, other
	}
	t = g.shades.Totals(area)
	t.Stated, t.Attackers = s.StatesKilled(), g.counts.attackersIn(s, code)
	if g.shades.Other != nil {
		other = g.shades.Other.Totals(area)
		other.Stated, other.Attackers = t.Stated, g.other.attackersIn(s, code)
	}
	return t, other
}

// WouldShow returns how many events a facet has with any of some values that
// pass all other filters.
func (s *Session) WouldShow(f Facet, values []string) (n int) {
	counts := s.facets[f].dimension.Counts()
	for _, value := range values {
		if code, ok := s.facets[f].codes[value]; ok {
			n += int(counts[code])
		}
	}
	return n
}
