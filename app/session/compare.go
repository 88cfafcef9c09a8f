package session

import (
	"slices"

	"wherewhen/app/crossfilter"
	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// rival counts the second of two periods that are compared, B. It is an engine
// of its own over the columns of the first one, A, with the same filters but for
// the window: beside its counts it takes four bytes an event, and only while a
// comparison is on. Every number of B is thus as exact as those of A. Moving A
// costs B nothing; moving B goes over an index of its own, at a cost that does
// not depend on the number of events; a choice in a facet costs once more what
// it costs A.
//
// It is made part after part, each of which looks at all events once, so that
// the page can paint in between, and shows nothing before it is complete.
type rival struct {
	engine *crossfilter.Engine
	when   *crossfilter.Interval
	found  *crossfilter.Rows
	inside *crossfilter.Rows
	facets [FacetCount]dimension
	killed [3]*crossfilter.Sum // low, best, high
	index  *crossfilter.Index  // of a window that is about to move, nil for none
	doubt  *crossfilter.Tally
	inCell cellCounts

	parts    int // how many are made
	complete bool
	search   *search // for the part of the query, while it goes on

	// The filters it has, or is made for.
	window event.Span
	chosen [FacetCount][]string
	query  string
	within Within

	by []countsBy
}

// FillCompare goes on to make the counts of the second period, for as long as
// it takes to look at so many events, and reports whether they are complete,
// or not asked for. Until then there are none.
func (s *Session) FillCompare(events int) (done bool) {
	if s.state.Compare == nil {
		return true
	}
	for r := s.rival; !r.complete && events > 0; {
		events -= max(1, s.fillPart(r, events))
	}
	return s.rival.complete
}

// fillPart makes the next part and returns how many events it looked at.
func (s *Session) fillPart(r *rival, events int) (looked int) {
	t := s.Table
	switch facet := Facet(r.parts - 2); {
	case r.parts == 0:
		r.engine = crossfilter.New(t.Len())
		r.when = r.engine.Interval(t.Start, t.End)
		r.when.Window(int32(r.window.Start), int32(r.window.End))
		r.found, r.inside = r.engine.Rows(), r.engine.Rows()
		r.doubt = r.engine.Tally(s.doubtOf, doubts)
		if len(r.within) > 0 {
			r.inside.Keep(s.rowsWithin(r.within))
		}
	case r.parts == 1:
		if r.query != "" && !s.fillFound(r, events) {
			return events
		}
	case facet < FacetCount && s.facets[facet].dimension == nil:
		r.parts++
		return 0
	case facet < FacetCount:
		of := &s.facets[facet]
		if of.offsets == nil {
			r.facets[facet] = r.engine.Category(of.column, len(of.names))
		} else {
			r.facets[facet] = r.engine.List(of.offsets, of.column, len(of.names))
		}
		r.facets[facet].Choose(of.codesOf(r.chosen[facet])...)
	default:
		for i, column := range s.casualties {
			r.killed[i] = r.engine.Sum(column, event.Unknown)
		}
		r.inCell.engine = r.engine
		r.complete = true
	}
	r.engine.Count() // what is counted later is then all that has to be counted
	r.parts++
	return t.Len()
}

// fillFound keeps the rows of the query; where the session has sought another
// one since, it is looked for again.
func (s *Session) fillFound(r *rival, events int) (done bool) {
	of := s.sought
	if of == nil || of.query != r.query || len(of.kept) < s.Table.Len() && len(of.words) > 0 {
		if r.search == nil {
			r.search = newSearch(s.Table, r.query, nil)
		}
		if of = r.search; len(of.words) > 0 && !of.seek(events) {
			return false
		}
	}
	if len(of.words) > 0 {
		r.found.Keep(of.kept)
	}
	r.search = nil
	return true
}

// followCompare has the second period follow the state applied last. One that
// is not complete is begun anew by another filter.
func (s *Session) followCompare() {
	state, r := &s.state, s.rival
	if state.Compare == nil {
		s.dropBy()
		s.rival = nil
		return
	}
	same := r != nil && r.query == state.Query && slices.Equal(r.within, state.Within)
	for f := range state.Chosen {
		same = same && slices.Equal(r.chosen[f], state.Chosen[f])
	}
	if r == nil || !r.complete && !same {
		s.rival = &rival{window: *state.Compare, query: state.Query, within: slices.Clone(state.Within)}
		for f := range state.Chosen {
			s.rival.chosen[f] = slices.Clone(state.Chosen[f])
		}
		return
	}
	if r.window != *state.Compare {
		r.window = *state.Compare
		if r.parts > 0 {
			r.when.Window(int32(r.window.Start), int32(r.window.End))
		}
	}
	if same {
		return
	}
	for f := range state.Chosen {
		if !slices.Equal(r.chosen[f], state.Chosen[f]) {
			r.chosen[f] = slices.Clone(state.Chosen[f])
			r.facets[f].Choose(s.facets[f].codesOf(r.chosen[f])...)
		}
	}
	if r.query != state.Query {
		r.query = state.Query
		if len(s.sought.words) == 0 {
			r.found.Clear()
		} else {
			r.found.Keep(s.sought.kept)
		}
	}
	if !slices.Equal(r.within, state.Within) {
		r.within = slices.Clone(state.Within)
		if len(r.within) == 0 {
			r.inside.Clear()
		} else {
			r.inside.Keep(s.rowsWithin(r.within))
		}
	}
}

// compared returns the second period once its counts are complete, else nil.
func (s *Session) compared() *rival {
	if s.rival == nil || !s.rival.complete {
		return nil
	}
	return s.rival
}

// Compares reports whether there are two periods, and the second one is counted.
func (s *Session) Compares() bool { return s.compared() != nil }

// Halved reports whether circles are two halves, A and B: hexagons and dots show
// the first period alone.
func (s *Session) Halved() bool { return s.Compares() && s.state.Marks == MarksCircles }

// prepare makes moves of the second window cheap, as Prepare does of the first.
func (r *rival) prepare(edges func() []int32, events int) (done bool) {
	if r.index == nil || !r.index.IsCurrent() {
		r.index = r.when.Activate(edges())
	}
	return r.index.Fill(events)
}

// Other returns the figures of the second period: of what passes the filters,
// or with limited of what the list would have. ok is false without one, and
// before it is counted.
func (s *Session) Other(limited bool) (t Totals, ok bool) {
	r := s.compared()
	if r == nil {
		return Totals{}, false
	}
	t = Totals{All: s.Table.Len(), Stated: s.StatesKilled()}
	in := s.scope()
	if in == nil || !limited {
		t.Shown, t.WithFigure = r.engine.Count(), r.killed[1].Known()
		t.Killed = TotalRange{Low: int(r.killed[0].Total()), Best: int(r.killed[1].Total()), High: int(r.killed[2].Total())}
		t.Attackers = attackersOf(r.doubt)
		return t, true
	}
	for row := range t.All {
		if !r.engine.Visible(row) || !in(row) {
			continue
		}
		t.Shown++
		if s.casualties[1][row] != event.Unknown {
			t.WithFigure++
			t.Killed.Low += int(s.casualties[0][row])
			t.Killed.Best += int(s.casualties[1][row])
			t.Killed.High += int(s.casualties[2][row])
			t.Attackers.add(s.doubtOf[row], 1)
		}
	}
	return t, true
}

// Shows reports whether a row passes the filters with either period.
func (s *Session) Shows(row int) bool {
	return s.engine.Visible(row) || s.rival != nil && s.rival.complete && s.rival.engine.Visible(row)
}

// Either counts the events that pass the filters with either period, and those
// that do with both: of events of several days, or of days not exactly known,
// that may be however far the periods are apart. It looks at every event.
func (s *Session) Either() (either, both int) {
	either = s.engine.Count()
	r := s.compared()
	if r == nil {
		return either, 0
	}
	for row := range s.Table.Len() {
		if r.engine.Visible(row) && s.engine.Visible(row) {
			both++
		}
	}
	return either + r.engine.Count() - both, both
}

// otherCircles adds to circles what the second period has.
func (s *Session) otherCircles(c *mapview.Circles, n int) {
	r := s.compared()
	if !s.Halved() {
		c.OtherValue, c.OtherCount, c.OtherKnown = nil, nil, nil
		return
	}
	c.OtherValue, c.OtherCount = zeroed(c.OtherValue, n), zeroed(c.OtherCount, n)
	r.inCell.countInto(s, cellsKey{cells: s.cells}, c.OtherCount)
	if s.state.Size == SizeEvents {
		r.inCell.dropPeople()
		copy(c.OtherValue, c.OtherCount)
		c.OtherKnown = nil
		return
	}
	c.OtherKnown = zeroed(c.OtherKnown, n)
	r.inCell.peopleInto(s, c.OtherValue, c.OtherKnown)
}

// countsBy are counts of both periods by a category.
type countsBy struct {
	of   *event.Category
	a, b *crossfilter.Tally
}

// CountsBy counts the events that pass the filters by a category of the table,
// as the codes of provinces or countries: of A, and of B where there are two
// periods; b is nil otherwise. Both belong to the session, until the next
// Apply. From the first asking on they are counted with every change until the
// comparison ends.
func (s *Session) CountsBy(of *event.Category) (a, b []int32) {
	r := s.compared()
	if r == nil {
		return nil, nil
	}
	i := slices.IndexFunc(r.by, func(c countsBy) bool { return c.of == of })
	if i < 0 {
		i = len(r.by)
		r.by = append(r.by, countsBy{of, s.engine.Tally(of.Codes, len(of.Names)), r.engine.Tally(of.Codes, len(of.Names))})
	}
	return r.by[i].a.Counts(), r.by[i].b.Counts()
}

func (s *Session) dropBy() {
	if s.rival != nil {
		for _, c := range s.rival.by {
			c.a.Drop()
		}
	}
}

// FewToCompare reports whether two counts are too small for their difference
// to say anything: fewer than ten events in both together, but not none.
func FewToCompare(a, b int) bool { return mapview.TooFew(int32(a), int32(b)) }

// ComparesKilled reports whether the people killed in two periods can be set
// against each other: there are events, and of neither period events without
// any figure. The sum of no events is 0, that of such events is unknown.
func ComparesKilled(a, b Totals) bool {
	known := func(t Totals) bool { return t.Shown == 0 || t.WithFigure > 0 }
	return a.Shown+b.Shown > 0 && known(a) && known(b)
}

// codesOf returns the codes of names the facet has.
func (f *facet) codesOf(names []string) []uint16 {
	codes := make([]uint16, len(names))
	for i, name := range names {
		codes[i] = f.codes[name]
	}
	return codes
}
