package session

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wherewhen/app/bidi"
	"wherewhen/app/crossfilter"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// Session is a State applied to events: everything the page shows. Slices it
// returns belong to it and are valid until the next Apply.
type Session struct {
	Table   *event.Table
	Regions []event.Region
	Areas   []event.Area
	Places  *mapview.Places
	Domain  event.Span // all days of the events, at least one

	state  State
	facets [FacetCount]facet
	sought *search // that was made last, nil for none
	asked  asked   // the id whose row was asked for last
	byDate []int32 // rows, newest first

	engine *crossfilter.Engine
	when   *crossfilter.Interval
	found  *crossfilter.Rows
	inside *crossfilter.Rows
	killed [3]*crossfilter.Sum // low, best, high
	index  *crossfilter.Index  // of a window that is about to move, nil for none

	unlocated *crossfilter.Tally // by area; the last code for those with a point
	areaOrder []int              // of the codes of areas

	casualties [3][]int32     // people killed of each row: low, best and high, missing ones taken from their neighbours
	people     [sizes]*people // by what is counted; nil until it is asked for
	doubt      *crossfilter.Tally
	doubtOf    []uint16 // of each row, as the tally counts them

	edges []int32
	bins  *crossfilter.Bins

	exactness *crossfilter.Tally
	spread    spread
	lanes     laneBuild

	placeNames     []string // of each place: its city, or the first place reported there
	placeRow       []int32  // of each place: the first row there
	rowsAt         groups   // rows of each place
	joined         map[joining]*mapview.Cells
	cells          *mapview.Cells
	placesOfCell   groups         // places of each cell
	placesOfCellOf *mapview.Cells // whose those are
	top            [sizes]int32   // largest cell by what is counted; 0 until it is asked for
	circles        mapview.Circles
	dots           mapview.Dots
	inCell         cellCounts
	usual          Facet    // that colours tell unless the reader asks for another one
	colors         *classes // of the field colours tell; nil until they are asked for
	settling       settling

	outlines    [areaLevels]*mapview.Outlines
	areaColumns [areaLevels]*areaCodes // nil until they are asked for
	inAreas     *areaGroup             // of the level shown; nil for none

	passing datedRows
	longest int64   // interval of an event that has a date, days; 0 until it is asked for
	list    []int32 // of the events list, nil until it is asked for
	rows    []int32 // where that is made
	table   arrangement

	besides  besides
	tallying tallying
	block    []int32 // where rows are looked for

	rival *rival // the second of two periods, nil for none
}

// facet is a field with the dimension that filters it, nil where the events have
// no such field.
type facet struct {
	names     []string
	stated    int // how many names there are but ""
	codes     map[string]uint16
	offsets   []int32  // of the codes of each row; nil for one code per row
	column    []uint16 // codes of the rows
	dimension dimension
	values    []Value
}

// dimension is what category and list dimensions have in common.
type dimension interface {
	Choose(codes ...uint16)
	Counts() []int32
	Totals() []int32
}

// Value is one value of a facet.
type Value struct {
	Name   string // as in the data, "" for not stated; the id of a region
	Count  int32  // events with it that pass all other filters
	Total  int32  // events with it in all
	Other  int32  // as Count, of the second of two periods
	Chosen bool
}

// Totals are the figures that are always in sight.
type Totals struct {
	Shown, All int
	Stated     bool       // of any event, shown or not, it is known how many people were killed
	WithFigure int        // of the events shown, those with a figure of people killed
	Killed     TotalRange // sums over those
	Attackers  Attackers  // whether those count them
}

// TotalRange is a sum of low, best and high figures.
type TotalRange struct{ Low, Best, High int }

// New returns a session over events, showing all of them.
func New(t *event.Table, regions []event.Region, areas []event.Area) *Session {
	return NewSlowly(t, regions, areas, func() {})
}

// NewSlowly is New that calls rest between its steps, in which all else goes on.
func NewSlowly(t *event.Table, regions []event.Region, areas []event.Area, rest func()) *Session {
	s := &Session{
		Table: t, Regions: regions, Areas: areas,
		Places: mapview.FindPlaces(t.Points.Of, t.Points.Lon, t.Points.Lat),
		joined: make(map[joining]*mapview.Cells),
		engine: crossfilter.New(t.Len()),
	}
	domain, ok := t.Domain()
	if !ok {
		today := event.NewDate(2015, 1, 1)
		domain = event.Span{Start: today, End: today}
	}
	s.Domain = domain
	rest()
	s.byDate = newestFirst(t)
	rest()

	s.when = s.engine.Interval(t.Start, t.End)
	s.when.Unknown = s.isUndated
	s.found, s.inside = s.engine.Rows(), s.engine.Rows()
	rest()
	columns := map[Facet]*event.Category{
		Kind: &t.Kind, Country: &t.Country, Province: &t.Admin1, AttackType: &t.AttackType,
		Attribution: &t.Attribution, ActorLink: &t.ActorLink, Confidence: &t.Confidence, PlacePrecision: &t.GeoPrecision,
	}
	if slices.ContainsFunc(t.Actor.Names, func(name string) bool { return name != "" }) {
		columns[Actor] = &t.Actor
	}
	for i := range t.Own {
		columns[Own+Facet(i)] = &t.Own[i].Category
	}
	for f, column := range columns {
		s.facets[f] = newFacet(column.Names, nil, column.Codes, s.engine.Category(column.Codes, len(column.Names)))
		rest()
	}
	targets := t.Targets.Offsets
	if targets == nil {
		targets = make([]int32, t.Len()+1)
	}
	s.facets[Target] = newFacet(t.Targets.Names, targets, t.Targets.Codes, s.engine.List(targets, t.Targets.Codes, len(t.Targets.Names)))
	rest()
	offsets, codes := regionColumn(t, regions)
	ids := make([]string, len(regions))
	for i := range regions {
		ids[i] = regions[i].ID
	}
	s.facets[OperatingRegion] = newFacet(ids, offsets, codes, s.engine.List(offsets, codes, len(ids)))

	rest()
	s.casualties = filledColumns(t)
	rest()
	best := s.casualties[1]
	s.people[SizeKilled] = newPeople(best)
	for i, column := range s.casualties {
		s.killed[i] = s.engine.Sum(column, event.Unknown)
		rest()
	}
	exactness, exactnesses := exactnessColumn(t)
	s.facets[DatePrecision] = newFacet(exactnesses, nil, exactness, s.engine.Category(exactness, len(exactnesses)))
	s.exactness = s.engine.Tally(exactness, len(exactnesses))
	rest()
	s.doubtOf = doubtColumn(t, best)
	s.doubt = s.engine.Tally(s.doubtOf, doubts)
	s.unlocated = s.engine.Tally(areaColumn(t), len(t.Area.Names)+1)
	for code, name := range t.Area.Names {
		if name != "" {
			s.areaOrder = append(s.areaOrder, code)
		}
	}
	slices.SortFunc(s.areaOrder, func(a, b int) int { return strings.Compare(t.Area.Names[a], t.Area.Names[b]) })
	rest()
	s.placeNames = namePlaces(t, s.Places)
	rest()
	for row, place := range s.Places.Of {
		if int(place) == len(s.placeRow) { // places are in order of first appearance
			s.placeRow = append(s.placeRow, int32(row))
		}
	}
	rest()
	s.rowsAt = group(s.Places.Of, len(s.Places.Lon))
	s.inCell.engine = s.engine
	s.usual = s.usualRim()
	rest()
	s.Join(0)
	rest()
	s.Apply(State{})
	return s
}

func newFacet(names []string, offsets []int32, column []uint16, d dimension) facet {
	f := facet{names: names, codes: make(map[string]uint16, len(names)), offsets: offsets, column: column, dimension: d}
	for code, name := range names {
		f.codes[name] = uint16(code)
		if name != "" {
			f.stated++
		}
	}
	return f
}

// Prepare makes the moves of a window cheap, however many events there are,
// until another filter changes. It looks at so many more events and reports
// whether that was all.
func (s *Session) Prepare(events int) (done bool) {
	if s.index == nil || !s.index.IsCurrent() {
		s.index = s.when.Activate(s.windowEdges())
	}
	done = s.index.Fill(events) && s.prepareDated(events)
	if r := s.compared(); r != nil && done {
		done = r.prepare(s.windowEdges, events)
	}
	return done
}

// mostSteps bounds the memory of an index: edges times codes that are counted.
const mostSteps = 6 << 20

// windowEdges returns the days an index is made for, evenly over all: a window
// that ends between them takes the little longer, the fewer they are.
func (s *Session) windowEdges() []int32 {
	codes := len(s.Table.Area.Names) + 1 + exactnesses + doubts
	for f := range s.facets {
		codes += len(s.facets[f].names)
	}
	if s.inCell.tally != nil {
		codes += len(s.inCell.tally.Totals())
	}
	if s.inCell.people != nil {
		codes += 4 * len(s.cells.Main) // sums and how many, each twice as long
	}
	if s.inAreas != nil {
		codes += (1 + 3*4) * (len(s.inAreas.areas) + 1) // how many, and three sums
	}
	days := int(s.Domain.End-s.Domain.Start) + 2
	step := max(1, (days+1023)/1024, days*codes/mostSteps)
	var edges []int32
	for day := 0; day < days; day += step {
		edges = append(edges, int32(s.Domain.Start)+int32(day))
	}
	return edges
}

// PlaceName returns the name of a place and its country.
func (s *Session) PlaceName(place int) (name, country string) {
	return s.placeNames[place], s.Table.Country.Name(int(s.placeRow[place]))
}

// regionColumn lists for each row the regions it belongs to: those that hold
// its place while they were reported for.
func regionColumn(t *event.Table, regions []event.Region) (offsets []int32, codes []uint16) {
	offsets = append(offsets, 0)
	for row := range t.Len() {
		for i := range regions {
			r := &regions[i]
			if r.Span.Overlaps(t.Span(row)) && r.Holds(t.Admin1Code.Name(row), t.CountryCode.Name(row)) {
				codes = append(codes, uint16(i))
			}
		}
		offsets = append(offsets, int32(len(codes)))
	}
	return offsets, codes
}

// filledColumns returns low, best and high of the people killed with missing
// figures taken from their neighbours, so that sums of the three are over the
// same events.
func filledColumns(t *event.Table) (columns [3][]int32) {
	low, best, high := make([]int32, t.Len()), make([]int32, t.Len()), make([]int32, t.Len())
	for row := range best {
		f := t.Killed.Row(row).Filled()
		low[row], best[row], high[row] = f.Low, f.Best, f.High
	}
	return [3][]int32{low, best, high}
}

// State returns the state shown; it belongs to the session.
func (s *Session) State() *State { return &s.state }

// Apply shows a state. It returns, in words for the reader, what of the state
// this data does not have; that part is left out.
func (s *Session) Apply(state State) (problems []string) {
	state = state.Clone()
	for f := range s.facets {
		if slices.Equal(state.Chosen[f], s.state.Chosen[f]) {
			continue
		}
		facet := &s.facets[f]
		var codes []uint16
		state.Chosen[f] = slices.DeleteFunc(state.Chosen[f], func(name string) bool {
			code, ok := facet.codes[name]
			if !ok {
				problems = append(problems, fmt.Sprintf("%s=%s: no such value in this data", facetKeys[f], bidi.Isolate(name)))
				return true
			}
			codes = append(codes, code)
			return false
		})
		if len(state.Chosen[f]) == 0 {
			state.Chosen[f] = nil
		}
		if facet.dimension != nil {
			facet.dimension.Choose(codes...)
		}
	}
	if f := Facet(state.Rim - 1); state.Rim != RimUsual && s.facets[f].dimension == nil {
		problems = append(problems, fmt.Sprintf("rim=%s: no such column in this data", facetKeys[f]))
		state.Rim = RimUsual
	} else if f == s.usual {
		state.Rim = RimUsual
	}
	if f, ok := state.Lanes.Facet(); ok && s.facets[f].dimension == nil {
		problems = append(problems, fmt.Sprintf("lanes=%s: no such column in this data", facetKeys[f]))
		state.Lanes = LanesOff
	}
	if problem := s.dropColumns(&state); problem != "" {
		problems = append(problems, problem)
	}
	if state.Window != nil {
		w := event.Span{Start: max(state.Window.Start, s.Domain.Start), End: min(state.Window.End, s.Domain.End)}
		switch {
		case w.Start > w.End:
			problems = append(problems, fmt.Sprintf("from=%s&to=%s: no day of this data; it runs from %s to %s",
				state.Window.Start, state.Window.End, s.Domain.Start, s.Domain.End))
			state.Window = nil
		case w == s.Domain:
			state.Window = nil
		default:
			state.Window = &w
		}
	}
	if state.Compare != nil {
		asked := *state.Compare
		b := event.Span{Start: max(asked.Start, s.Domain.Start), End: min(asked.End, s.Domain.End)}
		if state.Compare = &b; b.Start > b.End {
			problems = append(problems, fmt.Sprintf("compare=%s..%s: no day of this data; it runs from %s to %s", asked.Start, asked.End, s.Domain.Start, s.Domain.End))
			state.Compare = nil
		}
	}
	switch {
	case state.Window == nil:
		s.when.Clear()
	case s.state.Window == nil || *state.Window != *s.state.Window:
		s.when.Window(int32(state.Window.Start), int32(state.Window.End))
	}
	if state.Query != s.state.Query {
		s.search(state.Query)
	}
	if !slices.Equal(state.Within, s.state.Within) {
		s.keepWithin(state.Within)
	}
	if state.Cell != nil {
		if _, ok := s.findCell(state.Cell); !ok {
			problems = append(problems, fmt.Sprintf("place=%s: no events at this place", state.Cell.text()))
			state.Cell = nil
		}
	}
	if v := state.View; v != nil && (v.End < s.Domain.Start || v.Start > s.Domain.End) {
		problems = append(problems, fmt.Sprintf("view=%s..%s: no day of this data; it runs from %s to %s", v.Start, v.End, s.Domain.Start, s.Domain.End))
		state.View = nil
	}
	if state.Area != "" && s.AreaName(state.Area) == "" {
		problems = append(problems, fmt.Sprintf("area=%s: no such area in this data", bidi.Isolate(state.Area)))
		state.Area = ""
	}
	s.state = state
	s.list = nil
	s.followCompare()
	if s.cells.AreHexagons() != s.showsHexagons() {
		s.Join(s.cells.Level)
	}
	return problems
}

// WindowOrDomain returns the days chosen, or all of them.
func (s *Session) WindowOrDomain() event.Span {
	if s.state.Window != nil {
		return *s.state.Window
	}
	return s.Domain
}

// Totals returns the figures for what is shown.
func (s *Session) Totals() Totals {
	return Totals{
		Shown: s.engine.Count(), All: s.Table.Len(),
		Stated: s.StatesKilled(), WithFigure: s.killed[1].Known(),
		Killed: TotalRange{
			Low: int(s.killed[0].Total()), Best: int(s.killed[1].Total()), High: int(s.killed[2].Total()),
		},
		Attackers: attackersOf(s.doubt),
	}
}

// StatesKilled reports whether any event, shown or not, has a figure of people
// killed: of floods or festivals none may.
func (s *Session) StatesKilled() bool { return s.people[SizeKilled].stated }

// Values returns the values of a facet with their counts, in the order of the
// data.
func (s *Session) Values(f Facet) []Value {
	facet := &s.facets[f]
	if facet.dimension == nil {
		return nil
	}
	counts, totals := facet.dimension.Counts(), facet.dimension.Totals()
	var others []int32
	if r := s.compared(); r != nil {
		others = r.facets[f].Counts()
	}
	facet.values = facet.values[:0]
	for code, name := range facet.names {
		_, chosen := slices.BinarySearch(s.state.Chosen[f], name)
		value := Value{Name: name, Count: counts[code], Total: totals[code], Chosen: chosen}
		if others != nil {
			value.Other = others[code]
		}
		facet.values = append(facet.values, value)
	}
	return facet.values
}

// HasValue reports whether any event has a value.
func (s *Session) HasValue(f Facet, name string) bool {
	_, ok := s.facets[f].codes[name]
	return ok
}

// Bins counts events by day ranges: bin i holds the days from edges[i] to the
// day before edges[i+1]. passing are those that pass every filter but the
// window, all are all events. An event counts in each bin it may belong to; one
// without a date, which would in all, counts in none.
func (s *Session) Bins(edges []int32) (passing, all []int32) {
	if s.bins == nil || !slices.Equal(edges, s.edges) {
		if s.bins != nil {
			s.bins.Drop()
		}
		s.edges = slices.Clone(edges)
		s.bins = s.when.Bins(s.edges)
	}
	return s.bins.Passing(), s.bins.Totals()
}

// asked is an id and its row, -1 for none.
type asked struct {
	id  string
	row int
}

// ID returns the id of a row, which is then the one asked for last.
func (s *Session) ID(row int) string {
	s.asked = asked{s.Table.ID.Row(row), row}
	return s.asked.id
}

// Row returns the row of an id. An index of all ids would take longer to make
// than all the searches for the few that are asked for.
func (s *Session) Row(id string) (row int, ok bool) {
	if id == "" {
		return 0, false
	}
	if id != s.asked.id {
		s.asked = asked{id, -1}
		for row, other := range s.Table.ID.All() {
			if other == id {
				s.asked.row = row
				break
			}
		}
	}
	return max(0, s.asked.row), s.asked.row >= 0
}

// Region returns the region of an id, nil for none.
func (s *Session) Region(id string) *event.Region {
	for i := range s.Regions {
		if s.Regions[i].ID == id {
			return &s.Regions[i]
		}
	}
	return nil
}

// RegionsShown returns the regions that were reported for on any day shown.
func (s *Session) RegionsShown() []*event.Region {
	if s.state.HideRegions {
		return nil
	}
	window := s.Domain
	if s.state.Window != nil {
		window = *s.state.Window
	}
	var shown []*event.Region
	for i := range s.Regions {
		if s.Regions[i].Span.Overlaps(window) {
			shown = append(shown, &s.Regions[i])
		}
	}
	return shown
}

// RegionsBeside returns the other regions shown that share a province or
// country with a region, the smaller first.
func (s *Session) RegionsBeside(r *event.Region) []*event.Region {
	var beside []*event.Region
	for _, other := range s.RegionsShown() {
		if other.ID != r.ID && (shares(r.Admin1Codes, other.Admin1Codes) ||
			(len(r.Admin1Codes) == 0 || len(other.Admin1Codes) == 0) && shares(r.CountryCodes, other.CountryCodes)) {
			beside = append(beside, other)
		}
	}
	slices.SortStableFunc(beside, func(a, b *event.Region) int { return cmp.Compare(a.Extent, b.Extent) })
	return beside
}

// AreasBeside returns the codes of the areas shown that a region lies in or
// holds.
func (s *Session) AreasBeside(r *event.Region) []string {
	return slices.DeleteFunc(s.AreasShown(), func(code string) bool {
		return !slices.Contains(r.Admin1Codes, code) && !slices.Contains(r.CountryCodes, code)
	})
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(code string) bool { return slices.Contains(b, code) })
}

// AreaName returns the name of an area, "" when there is none of that code.
func (s *Session) AreaName(code string) string {
	for i := range s.Areas {
		if s.Areas[i].Code == code {
			return s.Areas[i].Name
		}
	}
	return ""
}

// AreasShown returns the codes of the areas that have an event shown which
// has no point.
func (s *Session) AreasShown() []string {
	var codes []string
	counts := s.unlocated.Counts()
	for _, code := range s.areaOrder {
		if counts[code] > 0 {
			codes = append(codes, s.Table.Area.Names[code])
		}
	}
	return codes
}

// Unlocated returns how many events are shown that have no point.
func (s *Session) Unlocated() int {
	located := s.unlocated.Counts()[len(s.Table.Area.Names)]
	return s.engine.Count() - int(located)
}

// CountArea returns how many events are shown of which no more than the area
// is known.
func (s *Session) CountArea(code string) int {
	if at := slices.Index(s.Table.Area.Names, code); at >= 0 {
		return int(s.unlocated.Counts()[at])
	}
	return 0
}

// areaColumn holds of each event without a point the code of its area, and one
// code more for those with a point.
func areaColumn(t *event.Table) []uint16 {
	column := make([]uint16, t.Len())
	for row := range column {
		column[row] = uint16(len(t.Area.Names))
		if !t.Located(row) {
			column[row] = t.Area.Codes[row]
		}
	}
	return column
}

// CellOf returns the cell a row is drawn in, or -1.
func (s *Session) CellOf(row int) int {
	if place := s.Places.Of[row]; place != mapview.NoPlace {
		return int(s.cells.Of[place])
	}
	return -1
}

// CellKey returns what names a cell in a link.
func (s *Session) CellKey(cell int) *Cell {
	place := s.cells.Main[cell]
	return &Cell{Lon: s.Places.Lon[place], Lat: s.Places.Lat[place], Level: s.cells.Level, Hexagon: s.cells.AreHexagons()}
}

// placesOf returns the places of the cell a key names.
func (s *Session) placesOf(key *Cell) (cells *mapview.Cells, cell int, ok bool) {
	cells = s.join(joining{key.Level, key.Hexagon})
	cell, ok = cells.Find(s.Places, key.Lon, key.Lat)
	return cells, cell, ok
}

func (s *Session) findCell(key *Cell) (cell int, ok bool) {
	_, cell, ok = s.placesOf(key)
	return cell, ok
}

// Scope returns the name of the place the list is limited to and how many
// further places with events shown it joins; ok is false when the list is not
// limited to one.
func (s *Session) Scope() (name string, others int, ok bool) {
	if s.state.Cell == nil {
		return "", 0, false
	}
	cells, cell, ok := s.placesOf(s.state.Cell)
	if !ok {
		return "", 0, false
	}
	var in []int32
	shown := 0
	for place, of := range cells.Of {
		if int(of) == cell {
			in = append(in, int32(place))
			if s.ShowsPlace(place) {
				shown++
			}
		}
	}
	return s.cellName(cells, cell, in), max(0, shown-1), true
}

// Visible reports whether a row passes every filter.
func (s *Session) Visible(row int) bool { return s.engine.Visible(row) }

// Bound returns the box around the points, and the areas, of rows; ok is
// false when they have neither.
func (s *Session) Bound(rows []int32) (bound orb.Bound, ok bool) {
	bound = orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, row := range rows {
		if s.Table.Located(int(row)) {
			bound, ok = bound.Extend(s.Table.Point(int(row))), true
		}
	}
	if ok {
		return bound, true
	}
	for _, row := range rows {
		for i := range s.Areas {
			if s.Areas[i].Code == s.Table.Area.Name(int(row)) {
				bound, ok = bound.Union(s.Areas[i].Bound), true
			}
		}
	}
	return bound, ok
}
