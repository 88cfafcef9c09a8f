package session

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// world is data with a plain account of what is in it: the session is asked
// and the events are counted one by one.
type world struct {
	events  []event.Event
	regions []event.Region
	areas   []event.Area
	places  *mapview.Places
	s       *Session
	state   State // as applied
}

var firstDay = event.NewDate(2019, 12, 20)

func pick(r *rand.Rand, names ...string) string { return names[r.IntN(len(names))] }

func randomWorld(t *testing.T, r *rand.Rand) *world {
	t.Helper()
	w := new(world)
	days := 1 + r.IntN(400)
	span := func() event.Span {
		start := firstDay + event.Date(r.IntN(days))
		return event.Span{Start: start, End: start + event.Date(r.IntN(1+r.IntN(40)))}
	}
	figure := func() int32 { return int32(r.IntN(6)) - 1 }
	var b event.Builder
	own := []string{"Weapon", "Outcome"}[:r.IntN(3)]
	b.Own(own)
	var points []int32 // each event has one of its own
	var lon, lat []float64
	for row := range r.IntN(60) {
		country := r.IntN(3)
		e := event.Event{
			ID:    fmt.Sprint("e", row),
			Title: pick(r, "bombing at a mosque", "raid", "arrest of three"), Summary: pick(r, "", "reported by police"),
			Kind: pick(r, "attack", "arrest", "statement"), Span: span(), Precision: event.Precision(r.IntN(4)),
			Place: pick(r, "kabul", "jalalabad", ""), Admin1: pick(r, "", "kabul", "nangarhar"),
			Admin1Code: pick(r, "", "AFG-1", "AFG-2"),
			Country:    []string{"afghanistan", "iran", ""}[country], CountryCode: []string{"AF", "IR", ""}[country],
			GeoPrecision: pick(r, "city", "site", "province"), Area: pick(r, "", "AF", "AFG-1", "nowhere"),
			AttackType: pick(r, "", "bombing", "shooting"), ActorLink: pick(r, "isis-k", "context"), Actor: pick(r, "", "isis-k"),
			Attribution: pick(r, "", "claimed", "suspected"), Confidence: pick(r, "high", "low"),
			Killed: event.Range{Low: figure(), Best: figure(), High: figure()}, Injured: event.UnknownRange,
			CasualtiesIncludeAttackers: pick(r, "yes", "no", "unknown"),
			FirstReport:                event.FirstReport{Killed: event.Unknown, Injured: event.Unknown},
		}
		for range own {
			e.Own = append(e.Own, pick(r, "", "rifle", "bomb", "unclear"))
		}
		for range r.IntN(4) {
			e.Targets = append(e.Targets, pick(r, "civilians", "military", "mosque"))
		}
		if r.IntN(4) == 0 {
			e.Sources = []event.Source{{Title: "report on refugees", Publisher: pick(r, "gazette", "courier")}}
		}
		points = append(points, event.NoPoint)
		if e.Located = r.IntN(4) > 0; e.Located {
			e.Point = orb.Point{60 + float64(r.IntN(8))*math.Pow(4, float64(r.IntN(4))-3), 34 + float64(r.IntN(3))/4}
			points[row] = int32(len(lon))
			lon, lat = append(lon, e.Point[0]), append(lat, e.Point[1])
		}
		if err := b.Add(e); err != nil {
			t.Fatal(err)
		}
		w.events = append(w.events, e)
	}
	for i := range r.IntN(4) {
		region := event.Region{ID: fmt.Sprint("r", i), Span: span()}
		if r.IntN(2) == 0 {
			region.Admin1Codes = []string{"AFG-1"}
		}
		if r.IntN(2) == 0 {
			region.CountryCodes = []string{"IR", "AF"}
		}
		w.regions = append(w.regions, region)
	}
	w.areas = []event.Area{
		{Code: "AF", Name: "Afghanistan", Bound: orb.Bound{Min: orb.Point{60, 29}, Max: orb.Point{75, 39}}},
		{Code: "AFG-1", Name: "Kabul", Bound: orb.Bound{Min: orb.Point{68, 34}, Max: orb.Point{70, 35}}},
	}
	w.places = mapview.FindPlaces(points, lon, lat)
	w.s = New(b.Table(), w.regions, w.areas)
	return w
}

func (w *world) domain() (d event.Span) {
	d = event.Span{Start: event.NewDate(2015, 1, 1), End: event.NewDate(2015, 1, 1)}
	for i, e := range w.events {
		if i == 0 {
			d = e.Span
		}
		d = event.Span{Start: min(d.Start, e.Span.Start), End: max(d.End, e.Span.End)}
	}
	return d
}

// values returns the values of a facet an event has.
func (w *world) values(row int, f Facet) []string {
	e := &w.events[row]
	switch f {
	case Kind:
		return []string{e.Kind}
	case Country:
		return []string{e.Country}
	case Province:
		return []string{e.Admin1}
	case AttackType:
		return []string{e.AttackType}
	case Target:
		return e.Targets
	case Actor:
		return []string{e.Actor}
	case Attribution:
		return []string{e.Attribution}
	case ActorLink:
		return []string{e.ActorLink}
	case Confidence:
		return []string{e.Confidence}
	case PlacePrecision:
		return []string{e.GeoPrecision}
	case DatePrecision:
		if e.Precision == event.Day && e.Span.Start < e.Span.End {
			return []string{"several-days"}
		}
		return []string{[]string{"day", "week", "month", "year"}[e.Precision]}
	}
	if f.IsOwn() {
		if int(f-Own) >= len(e.Own) {
			return nil
		}
		return e.Own[f-Own : f-Own+1]
	}
	var ids []string
	for _, r := range w.regions {
		codes, code := r.CountryCodes, e.CountryCode
		if len(r.Admin1Codes) > 0 {
			codes, code = r.Admin1Codes, e.Admin1Code
		}
		if code != "" && slices.Contains(codes, code) && r.Span.Start <= e.Span.End && e.Span.Start <= r.Span.End {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// noFacet and theWindow are what passes may ignore beside a facet.
const (
	noFacet   = FacetCount
	theWindow = FacetCount + 1
)

func (w *world) passes(row int, ignored Facet) bool {
	e := &w.events[row]
	if window := w.state.Window; window != nil && ignored != theWindow && (e.Span.End < window.Start || e.Span.Start > window.End) {
		return false
	}
	for f, chosen := range w.state.Chosen {
		if len(chosen) > 0 && ignored != Facet(f) &&
			!slices.ContainsFunc(w.values(row, Facet(f)), func(v string) bool { return slices.Contains(chosen, v) }) {
			return false
		}
	}
	if len(w.state.Within) > 0 && (!e.Located || !isWithin(e.Point, w.state.Within)) {
		return false
	}
	// The texts here are lower case and letters only.
	text := fmt.Sprint(e.ID, e.Title, " ", e.Summary, " ", e.Place, " ", e.Admin1, " ", e.Country, " ", e.Kind, " ",
		e.AttackType, " ", e.Actor, " ", e.Targets, " ", e.Sources, " ", e.Own)
	for _, word := range strings.Fields(w.state.Query) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// isWithin draws a line to the east of a point and counts what it meets.
func isWithin(p orb.Point, part Within) bool {
	if west, east := part[0][0], part[1][0]; len(part) == 2 {
		in := p[0] >= west && p[0] <= east
		if west > east {
			in = p[0] >= west || p[0] <= east
		}
		return in && p[1] >= part[0][1] && p[1] <= part[1][1]
	}
	in := false
	for i, a := range part {
		b := part[(i+1)%len(part)]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1]) {
			in = !in
		}
	}
	return in
}

// randomPart returns a part of the map with corners beside points of events.
func (w *world) randomPart(r *rand.Rand) (part Within) {
	corner := func() orb.Point {
		p := orb.Point{r.Float64()*360 - 180, r.Float64()*180 - 90}
		if row := r.IntN(len(w.events) + 1); row < len(w.events) && w.events[row].Located {
			p = orb.Point{w.events[row].Point[0] + r.Float64()*8 - 4, w.events[row].Point[1] + r.Float64()*8 - 4}
		}
		return p
	}
	for range 2 + r.IntN(5) {
		part = append(part, corner())
	}
	if part.IsBox() {
		part[0][1], part[1][1] = min(part[0][1], part[1][1]), max(part[0][1], part[1][1])
	}
	return part
}

// cellOf returns which circle of a level an event belongs to, -1 for none.
func (w *world) cellOf(row int, c *mapview.Cells) int {
	if w.places.Of[row] == mapview.NoPlace {
		return -1
	}
	return int(c.Of[w.places.Of[row]])
}

func (w *world) join(level int, hexagons bool) *mapview.Cells {
	if hexagons {
		return w.places.Hexagons(level)
	}
	return w.places.Join(level, func() {})
}

// chosenCell returns the circle or hexagon a link names, or -1.
func (w *world) chosenCell(c *mapview.Cells) int {
	for row, e := range w.events {
		if e.Located && math.Abs(e.Point[0]-w.state.Cell.Lon) < 1e-9 && math.Abs(e.Point[1]-w.state.Cell.Lat) < 1e-9 {
			return w.cellOf(row, c)
		}
	}
	return -1
}

// has reports whether the events have a field at all.
func (w *world) has(f Facet) bool { return w.s.facets[f].dimension != nil }

// apply shows a random state that the data has.
func (w *world) apply(t *testing.T, r *rand.Rand) {
	t.Helper()
	var s State
	for f := range s.Chosen {
		if r.IntN(5) > 0 || len(w.events) == 0 || !w.has(Facet(f)) {
			continue
		}
		for range 1 + r.IntN(2) {
			s.Chosen[f] = append(s.Chosen[f], w.values(r.IntN(len(w.events)), Facet(f))...)
		}
		slices.Sort(s.Chosen[f])
		s.Chosen[f] = slices.Compact(s.Chosen[f])
	}
	domain := w.domain()
	if days := int32(domain.Days()); days > 1 && r.IntN(2) == 0 {
		a := domain.Start + event.Date(r.Int32N(days-1))
		s.Window = &event.Span{Start: a, End: min(domain.End-1, a+event.Date(r.IntN(100)))}
	}
	if r.IntN(3) == 0 {
		s.Query = pick(r, "raid", "mosque", "bomb kabul", "gazette", "three police", "afghan", "isis", "refugees", "rifle raid")
	}
	if r.IntN(3) == 0 {
		s.Within = w.randomPart(r)
	}
	s.OldestFirst = r.IntN(2) == 0
	s.HideRegions, s.Size, s.Marks = r.IntN(4) == 0, Size(r.IntN(3)), Marks(r.IntN(5))
	if f := Facet(r.IntN(int(FacetCount))); w.has(f) {
		s.Rim = w.s.RimOf(f)
	}
	switch r.IntN(4) {
	case 0:
		if n := len(w.places.Lon); n > 0 {
			place := r.IntN(n)
			s.Cell = &Cell{Lon: w.places.Lon[place], Lat: w.places.Lat[place], Level: r.IntN(18), Hexagon: r.IntN(2) == 0}
		}
	case 1:
		s.Area = pick(r, "AF", "AFG-1")
	}
	w.state = s.Clone()
	if problems := w.s.Apply(s); len(problems) > 0 {
		t.Fatalf("%+v: %v", s, problems)
	}
	if got := w.s.State(); !reflect.DeepEqual(*got, w.state) {
		t.Fatalf("shown %+v, want %+v", *got, w.state)
	}
}

func (w *world) check(t *testing.T, r *rand.Rand) {
	t.Helper()
	w.checkTotals(t)
	w.checkFacets(t)
	w.checkList(t)
	w.checkBins(t, r)
	w.checkCircles(t)
	w.checkAreas(t)
}

func (w *world) checkTotals(t *testing.T) {
	t.Helper()
	want := Totals{All: len(w.events)}
	leftOut := 0
	if part := w.state.Within; len(part) > 0 {
		w.state.Within = nil
		for row, e := range w.events {
			if !e.Located && w.passes(row, noFacet) {
				leftOut++
			}
		}
		w.state.Within = part
	}
	if got := w.s.LeftOut(); got != leftOut {
		t.Fatalf("%d events without a point are left out, want %d, state %+v", got, leftOut, w.state)
	}
	for row, e := range w.events {
		pass := w.passes(row, noFacet)
		if w.s.Visible(row) != pass {
			t.Fatalf("row %d is visible: %v, state %+v", row, !pass, w.state)
		}
		k := e.Killed
		want.Stated = want.Stated || k != event.UnknownRange
		if !pass {
			continue
		}
		want.Shown++
		want.Attackers.count(&w.events[row])
		first := func(ns ...int32) int {
			for _, n := range ns {
				if n != event.Unknown {
					return int(n)
				}
			}
			return 0
		}
		if k != event.UnknownRange {
			want.WithFigure++
		}
		want.Killed.Low += first(k.Low, k.Best, k.High)
		want.Killed.Best += first(k.Best, k.Low, k.High)
		want.Killed.High += first(k.High, k.Best, k.Low)
	}
	if got := w.s.Totals(); got != want {
		t.Fatalf("totals %+v, want %+v, state %+v", got, want, w.state)
	}
}

func (w *world) checkFacets(t *testing.T) {
	t.Helper()
	for f := range FacetCount {
		if !w.has(f) {
			if values := w.s.Values(f); len(values) > 0 || w.s.Offers(f) {
				t.Fatalf("%s: %+v of no such field", f.Key(), values)
			}
			continue
		}
		want := make(map[string]Value)
		if f == OperatingRegion {
			for _, r := range w.regions {
				want[r.ID] = Value{Name: r.ID}
			}
		}
		for row := range w.events {
			names := slices.Clone(w.values(row, f))
			slices.Sort(names)
			for _, name := range slices.Compact(names) {
				v := want[name]
				v.Name = name
				v.Total++
				if w.passes(row, f) {
					v.Count++
				}
				want[name] = v
			}
		}
		for name, v := range want {
			v.Chosen = slices.Contains(w.state.Chosen[f], name)
			want[name] = v
		}
		got := make(map[string]Value)
		for _, v := range w.s.Values(f) {
			if _, twice := got[v.Name]; twice {
				t.Fatalf("%s: two values %q", f.Key(), v.Name)
			}
			if !w.s.HasValue(f, v.Name) {
				t.Fatalf("%s: HasValue(%q) is false", f.Key(), v.Name)
			}
			got[v.Name] = v
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %+v, want %+v, state %+v", f.Key(), got, want, w.state)
		}
		if w.s.HasValue(f, "no such") {
			t.Fatalf("%s: HasValue of what is not there", f.Key())
		}
	}
}

func (w *world) checkList(t *testing.T) {
	t.Helper()
	want := []int32{}
	for row, e := range w.events {
		in := w.passes(row, noFacet)
		if key := w.state.Cell; key != nil {
			c := w.join(key.Level, key.Hexagon)
			in = in && w.cellOf(row, c) == w.chosenCell(c)
		} else if w.state.Area != "" {
			in = in && !e.Located && e.Area == w.state.Area
		}
		if in {
			want = append(want, int32(row))
		}
	}
	slices.SortStableFunc(want, func(a, b int32) int {
		x, y := w.events[a].Span, w.events[b].Span
		return cmp.Or(cmp.Compare(y.Start, x.Start), cmp.Compare(y.End, x.End))
	})
	if w.state.OldestFirst {
		slices.Reverse(want)
	}
	for range 2 { // the second time it is remembered
		if got := w.s.ListRows(); !slices.Equal(got, want) {
			t.Fatalf("list %v, want %v, state %+v", got, want, w.state)
		}
	}
	bound, ok := w.s.Bound(want)
	inside, areas := 0, 0
	for _, row := range want {
		e := w.events[row]
		if e.Located {
			inside++
			if !bound.Contains(e.Point) {
				t.Fatalf("bound %v does not hold %v", bound, e.Point)
			}
		} else if w.s.AreaName(e.Area) != "" {
			areas++
		}
	}
	if ok != (inside+areas > 0) {
		t.Fatalf("bound %v, %v of %d points and %d areas", bound, ok, inside, areas)
	}
	if ok && inside == 0 && bound.Max[0]-bound.Min[0] < 2 {
		t.Fatalf("bound %v of areas alone", bound)
	}
}

func (w *world) checkBins(t *testing.T, r *rand.Rand) {
	t.Helper()
	edges := []int32{int32(firstDay) + r.Int32N(50) - 60}
	for range r.IntN(8) {
		edges = append(edges, edges[len(edges)-1]+1+r.Int32N(90))
	}
	passing, all := w.s.Bins(edges)
	for i := range len(edges) - 1 {
		var want [2]int32
		for row, e := range w.events {
			if int32(e.Span.Start) < edges[i+1] && int32(e.Span.End) >= edges[i] {
				want[1]++
				if w.passes(row, theWindow) {
					want[0]++
				}
			}
		}
		if got := [2]int32{passing[i], all[i]}; got != want {
			t.Fatalf("bin %d of %v: %v, want %v, state %+v", i, edges, got, want, w.state)
		}
	}
	if len(passing) != len(edges)-1 || len(all) != len(edges)-1 {
		t.Fatalf("%d and %d bins of %d edges", len(passing), len(all), len(edges))
	}
}

// nameOf names a place by its first event known to the city, or its first.
func (w *world) nameOf(place int32) string {
	for _, onlyCities := range []bool{true, false} {
		for row, e := range w.events {
			if w.places.Of[row] == place && e.Place != "" && (e.GeoPrecision == "city" || !onlyCities) {
				return e.Place
			}
		}
	}
	return ""
}

// cellNameOf names a cell by the town with the most events, its main place's
// first of as many.
func (w *world) cellNameOf(cells *mapview.Cells, cell int) string {
	main := w.nameOf(cells.Main[cell])
	if cells.Level >= townLevel {
		return main
	}
	events := map[string]int{}
	for row := range w.events {
		if w.cellOf(row, cells) == cell {
			events[town(w.nameOf(w.places.Of[row]))]++
		}
	}
	towns := slices.Sorted(maps.Keys(events))
	return slices.MaxFunc(append([]string{town(main)}, towns...), func(a, b string) int { return events[a] - events[b] })
}

func TestTown(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "Kabul": "Kabul", "Deh Mazang Square, Kabul": "Kabul", "Kaaj educational center, Dasht-e-Barchi, Kabul": "Kabul",
		"Nakarkhel, Khogyani District": "Khogyani District", "Shakar Dara district, Kabul province": "Shakar Dara district, Kabul province",
	} {
		if got := town(name); got != want {
			t.Errorf("the town of %q is %q, want %q", name, got, want)
		}
	}
}

func (w *world) checkCircles(t *testing.T) {
	t.Helper()
	hexagons := w.state.Marks == MarksDensity
	cells := w.join(w.s.Cells().Level, hexagons)
	if !reflect.DeepEqual(w.s.Cells(), cells) {
		t.Fatalf("cells %+v, want %+v", w.s.Cells(), cells)
	}
	c, names := w.s.Circles()
	n := len(cells.Main)
	if len(c.Value) != n || len(c.Count) != n || c.Rims != len(names) || hexagons && c.Rims > 0 || len(c.Parts) != n*c.Rims {
		t.Fatalf("%d values, %d counts, %d parts of %d cells and %d names", len(c.Value), len(c.Count), len(c.Parts), n, len(names))
	}
	top := int32(1)
	values := make([][]string, len(w.events))
	for row := range values {
		values[row] = w.values(row, w.s.Rim())
	}
	classes := plainClasses(values)
	for cell := range n {
		var value, count, known, biggest int32
		parts := make(map[classOf]int32)
		tally := Tally{Name: w.cellNameOf(cells, cell)}
		places := make(map[int32]bool)
		only := -1
		for row, e := range w.events {
			if w.cellOf(row, cells) != cell {
				continue
			}
			killed := max(0, e.Killed.Filled().Best)
			figures := e.Killed
			if w.state.Size == SizeInjured {
				figures = e.Injured
			}
			size := int32(1)
			if w.state.Size != SizeEvents {
				size = max(0, figures.Filled().Best)
			}
			biggest += size
			if !w.passes(row, noFacet) {
				continue
			}
			value += size
			count++
			only = row
			if figures.Known() {
				known++
			}
			parts[classes[row]]++
			if tally.Events == 0 {
				tally.First, tally.Last = e.Span.Start, e.Span.End
			}
			tally.First, tally.Last = min(tally.First, e.Span.Start), max(tally.Last, e.Span.End)
			places[w.places.Of[row]] = true
			tally.Events++
			tally.Attackers.count(&w.events[row])
			if e.Killed.Known() {
				tally.WithFigure++
				tally.Killed.Low += int(e.Killed.Filled().Low)
				tally.Killed.Best += int(killed)
				tally.Killed.High += int(e.Killed.Filled().High)
			}
			if e.GeoPrecision == "district" || e.GeoPrecision == "province" || e.GeoPrecision == "country" {
				tally.CoarsePlace++
			}
		}
		top = max(top, biggest)
		if c.Value[cell] != value || c.Count[cell] != count {
			t.Fatalf("cell %d: value %d, count %d, want %d and %d, state %+v", cell, c.Value[cell], c.Count[cell], value, count, w.state)
		}
		for i, of := range names {
			if got, want := c.Parts[cell*c.Rims+i], parts[classOf{of.Name, of.Other}]; got != want {
				t.Fatalf("cell %d: %d of %+v, want %d", cell, got, of, want)
			}
		}
		if (c.Known == nil) != (w.state.Size == SizeEvents) || c.Known != nil && c.Known[cell] != known {
			t.Fatalf("cell %d: %v known, want %d", cell, c.Known, known)
		}
		tally.Places = len(places)
		if got := w.s.Tally(cell); got != tally {
			t.Fatalf("cell %d: tally %+v, want %+v", cell, got, tally)
		}
		if row, ok := w.s.OnlyRow(cell); ok != (count == 1) || ok && row != only {
			t.Fatalf("cell %d of %d events: only row %d, %v", cell, count, row, ok)
		}
		if key := w.s.CellKey(cell); key.Level != cells.Level || key.Hexagon != hexagons || key.Lon != w.places.Lon[cells.Main[cell]] || key.Lat != w.places.Lat[cells.Main[cell]] {
			t.Fatalf("cell %d is called %+v", cell, *key)
		}
	}
	if c.Top != top {
		t.Fatalf("top %d, want %d", c.Top, top)
	}
	for row := range w.events {
		if got := w.s.CellOf(row); got != w.cellOf(row, cells) {
			t.Fatalf("row %d is in cell %d, want %d", row, got, w.cellOf(row, cells))
		}
	}
}

func (w *world) checkAreas(t *testing.T) {
	t.Helper()
	count := make(map[string]int)
	for row, e := range w.events {
		if !e.Located && e.Area != "" && w.passes(row, noFacet) {
			count[e.Area]++
		}
	}
	shown := w.s.AreasShown()
	if len(shown) != len(count) || !slices.IsSorted(shown) {
		t.Fatalf("areas %q, want %v", shown, count)
	}
	for _, code := range []string{"AF", "AFG-1", "nowhere", "IR"} {
		if slices.Contains(shown, code) != (count[code] > 0) || w.s.CountArea(code) != count[code] {
			t.Fatalf("areas %q, %d in %s, want %v", shown, w.s.CountArea(code), code, count)
		}
	}
	window := w.domain()
	if w.state.Window != nil {
		window = *w.state.Window
	}
	var want []string
	for _, r := range w.regions {
		if !w.state.HideRegions && r.Span.Start <= window.End && window.Start <= r.Span.End {
			want = append(want, r.ID)
		}
	}
	var got []string
	for _, r := range w.s.RegionsShown() {
		got = append(got, r.ID)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("regions %q, want %q", got, want)
	}
}

func TestSessionAgainstEvents(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 2015))
	for range 50 {
		w := randomWorld(t, r)
		if w.s.Domain != w.domain() {
			t.Fatalf("domain %v, want %v", w.s.Domain, w.domain())
		}
		w.check(t, r)
		for range 8 {
			if r.IntN(4) == 0 {
				w.s.Join(r.IntN(18))
			}
			w.apply(t, r)
			w.check(t, r)
		}
	}
}

// A state says everything: what was shown before leaves no trace.
func TestApplyKnowsNoPast(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2015))
	for range 40 {
		w := randomWorld(t, r)
		for range 10 {
			w.apply(t, r)
		}
		w.state = State{}
		if problems := w.s.Apply(State{}); len(problems) > 0 {
			t.Fatal(problems)
		}
		w.check(t, r)
		if got := w.s.Totals().Shown; got != len(w.events) {
			t.Fatalf("%d of %d events are shown", got, len(w.events))
		}
	}
}

// small is three days of events at two places.
func small(t *testing.T) *Session {
	t.Helper()
	var b event.Builder
	for i, point := range []orb.Point{{69.17, 34.53}, {69.17, 34.53}, {70.45, 34.43}, {}} {
		day := event.NewDate(2021, 8, 1+10*i)
		err := b.Add(event.Event{
			ID: fmt.Sprint("e", i), Title: "Bombing in Nangarhār", Span: event.Span{Start: day, End: day},
			Kind: []string{"attack", "arrest"}[i%2], Place: []string{"Airport", "Kabul", "Jalalabad", ""}[i],
			GeoPrecision: []string{"site", "city", "city", "country"}[i],
			Point:        point, Located: i < 3, Area: "AF", Killed: event.UnknownRange, Injured: event.UnknownRange,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return New(b.Table(), []event.Region{{ID: "r"}}, []event.Area{{Code: "AF", Name: "Afghanistan"}})
}

// What the data does not have is said and left out, the rest is shown.
func TestApplyTellsProblems(t *testing.T) {
	date := event.NewDate
	chosen := func(f Facet, names ...string) (s State) {
		s.Chosen[f] = names
		return s
	}
	cases := []struct {
		state, want State
		problem     string
	}{
		{chosen(Kind, "arrest", "attack", "parade"), chosen(Kind, "arrest", "attack"), "kind=parade: no such value in this data"},
		{chosen(Kind, "parade"), State{}, "kind=parade: no such value in this data"},
		{chosen(OperatingRegion, "q", "r"), chosen(OperatingRegion, "r"), "region=q: no such value in this data"},
		{chosen(Country, ""), chosen(Country, ""), ""},
		{chosen(Target, ""), State{}, "target=: no such value in this data"},
		{State{Area: "IR"}, State{}, "area=IR: no such area in this data"},
		{State{Area: "AF"}, State{Area: "AF"}, ""},
		{State{Cell: &Cell{Lon: 10, Lat: 20, Level: 3}}, State{}, "place=20.00000,10.00000,3: no events at this place"},
		{State{Cell: &Cell{Lon: 10, Lat: 20, Level: 3, Hexagon: true}}, State{}, "place=20.00000,10.00000,3,hexagon: no events at this place"},
		{State{Cell: &Cell{Lon: 69.17001, Lat: 34.52999, Level: 3}}, State{Cell: &Cell{Lon: 69.17001, Lat: 34.52999, Level: 3}}, ""},
		{State{Window: &event.Span{Start: date(2015, 1, 1), End: date(2020, 1, 1)}}, State{},
			"from=2015-01-01&to=2020-01-01: no day of this data; it runs from 2021-08-01 to 2021-08-31"},
		{State{Window: &event.Span{Start: date(2022, 1, 1), End: date(2023, 1, 1)}}, State{},
			"from=2022-01-01&to=2023-01-01: no day of this data; it runs from 2021-08-01 to 2021-08-31"},
		{State{Window: &event.Span{Start: date(2015, 1, 1), End: date(2021, 8, 5)}},
			State{Window: &event.Span{Start: date(2021, 8, 1), End: date(2021, 8, 5)}}, ""},
		{State{Window: &event.Span{Start: date(2021, 8, 5), End: date(2021, 8, 5)}},
			State{Window: &event.Span{Start: date(2021, 8, 5), End: date(2021, 8, 5)}}, ""},
		{State{Window: &event.Span{Start: date(2021, 8, 5), End: date(9999, 12, 31)}},
			State{Window: &event.Span{Start: date(2021, 8, 5), End: date(2021, 8, 31)}}, ""},
		{State{Window: &event.Span{Start: date(2021, 8, 1), End: date(2021, 8, 31)}}, State{}, ""},
		{State{Window: &event.Span{Start: date(1, 1, 1), End: date(9999, 12, 31)}}, State{}, ""},
	}
	for _, c := range cases {
		s := small(t)
		problems := s.Apply(c.state)
		if c.problem == "" && len(problems) > 0 || c.problem != "" && !slices.Equal(problems, []string{c.problem}) {
			t.Errorf("%+v: problems %q, want %q", c.state, problems, c.problem)
		}
		if !reflect.DeepEqual(*s.State(), c.want) {
			t.Errorf("%+v: shown %+v, want %+v", c.state, *s.State(), c.want)
		}
		// What was left out filters nothing.
		left := small(t)
		left.Apply(c.want)
		if s.Totals() != left.Totals() {
			t.Errorf("%+v: totals %+v, want %+v", c.state, s.Totals(), left.Totals())
		}
	}
	s := small(t)
	state := chosen(Kind, "x", "y")
	state.Area = "z"
	if problems := s.Apply(state); len(problems) != 3 {
		t.Errorf("three faults: %q", problems)
	}
	if !slices.Equal(state.Chosen[Kind], []string{"x", "y"}) {
		t.Errorf("Apply changed the state it was given: %q", state.Chosen[Kind])
	}
}

// A search finds words anywhere, however they are written.
func TestLooks(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 50 {
		s := randomLink(r)
		looks := s.Looks()
		if looks.Filtered() || looks.Camera != nil || looks.Selected != "" || looks.About ||
			looks.Theme != s.Theme || looks.Globe != s.Globe || looks.Rim != s.Rim && !Facet(s.Rim-1).IsOwn() || looks.Lanes != s.Lanes && s.Lanes < LanesOwn || looks.Size != s.Size || looks.OldestFirst != s.OldestFirst {
			t.Fatalf("the looks of %+v are %+v", s, looks)
		}
	}
}

func TestSearch(t *testing.T) {
	for query, want := range map[string]int{
		"": 4, "  - ": 4, "nangarhar": 4, "NANGARHĀR bombing": 4, "bomb": 4, "Na’ngarhar": 4,
		"jalal": 1, "airport nangarhar": 1, "airport jalalabad": 0, "e3": 1, "arrest": 2, "bombing,arrest": 2, "кабул": 0,
	} {
		s := small(t)
		s.Apply(State{Query: query})
		if got := s.Totals().Shown; got != want {
			t.Errorf("%q finds %d, want %d", query, got, want)
		}
		s.Apply(State{})
		if got := s.Totals().Shown; got != 4 {
			t.Errorf("after %q, nothing asked finds %d", query, got)
		}
	}
}

func TestScope(t *testing.T) {
	s := small(t)
	if name, others, ok := s.Scope(); ok {
		t.Errorf("scope %q, %d of everything", name, others)
	}
	for level, want := range map[int]string{0: "Kabul 1", 12: "Kabul 0"} {
		s.Apply(State{Cell: &Cell{Lon: 69.17, Lat: 34.53, Level: level}})
		name, others, ok := s.Scope()
		if got := fmt.Sprint(name, " ", others); got != want || !ok {
			t.Errorf("level %d: scope %s, want %s", level, got, want)
		}
		if got := len(s.ListRows()); got != 2+others {
			t.Errorf("level %d: %d rows", level, got)
		}
	}
	s.Join(12)
	if tally := s.Tally(s.CellOf(2)); tally.Name != "Jalalabad" || tally.Places != 1 {
		t.Errorf("the cell is %+v", tally)
	}
}

// A list of a hexagon is of that hexagon, whatever is drawn: a link with one
// shows the same beside circles, and the switch to circles leaves it.
func TestScopeOfAHexagon(t *testing.T) {
	s := New(event.Synthetic(2000, 5), nil, nil)
	s.Join(3)
	s.Apply(State{Marks: MarksDensity})
	cells := s.Cells()
	circles, _ := s.Circles()
	counts := slices.Clone(circles.Count)
	several := 0
	var keys []*Cell
	for cell := range counts {
		if s.Tally(cell).Places > 1 {
			several++
		}
		keys = append(keys, s.CellKey(cell))
	}
	for cell, n := range counts {
		key := keys[cell]
		for _, marks := range []Marks{MarksDensity, MarksCircles} {
			if problems := s.Apply(State{Marks: marks, Cell: key}); len(problems) > 0 {
				t.Fatal(problems)
			}
			rows := s.ListRows()
			if len(rows) != int(n) {
				t.Fatalf("hexagon %d of %d events lists %d", cell, n, len(rows))
			}
			for _, row := range rows {
				if int(cells.Of[s.Places.Of[row]]) != cell {
					t.Fatalf("row %d is listed of hexagon %d", row, cell)
				}
			}
		}
	}
	if several < 10 {
		t.Errorf("%d hexagons hold several places, too few to say anything", several)
	}
}

// Where there are more hexagons than the engine has codes, they are counted
// all the same.
func TestMoreHexagonsThanCodes(t *testing.T) {
	var b event.Builder
	day := event.NewDate(2020, 1, 1)
	const n = mostCodes + 500
	for i := range n {
		err := b.Add(event.Event{
			ID: fmt.Sprint(i), Kind: []string{"attack", "arrest"}[i%2], Span: event.Span{Start: day, End: day}, Located: true,
			Point:  orb.Point{float64(i%300)/2 - 75, float64(i/300)/2 - 55},
			Killed: event.UnknownRange, Injured: event.UnknownRange,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	s := New(b.Table(), nil, nil)
	s.Apply(State{Marks: MarksDensity})
	for level, alone := range map[int]bool{4: false, 11: true} {
		s.Join(level)
		if got := len(s.Cells().Main); (got == n) != alone || (got > mostCodes) != alone {
			t.Fatalf("level %d: %d hexagons of %d places", level, got, n)
		}
		for _, kind := range []string{"", "attack"} {
			state := State{Marks: MarksDensity}
			want := n
			if kind != "" {
				state.Chosen[Kind] = []string{kind}
				want = n / 2
			}
			s.Apply(state)
			c, _ := s.Circles()
			sum := 0
			for _, count := range c.Count {
				sum += int(count)
			}
			if sum != want || s.Listed() != want {
				t.Errorf("level %d: %d events in hexagons and %d listed, want %d", level, sum, s.Listed(), want)
			}
		}
	}
}

func TestLookUp(t *testing.T) {
	s := small(t)
	if row, ok := s.Row("e2"); row != 2 || !ok {
		t.Errorf("e2 is row %d, %v", row, ok)
	}
	if _, ok := s.Row("e9"); ok {
		t.Error("e9 has a row")
	}
	if r := s.Region("r"); r == nil || r.ID != "r" || s.Region("q") != nil {
		t.Errorf("region r is %v, q is %v", r, s.Region("q"))
	}
	if s.AreaName("AF") != "Afghanistan" || s.AreaName("IR") != "" {
		t.Errorf("areas %q, %q", s.AreaName("AF"), s.AreaName("IR"))
	}
}

func TestNoEvents(t *testing.T) {
	s := New(new(event.Builder).Table(), nil, nil)
	var state State
	state.Chosen[Kind] = []string{"attack"}
	state.Query = "x"
	state.Cell = &Cell{}
	if problems := s.Apply(state); len(problems) != 2 {
		t.Errorf("problems %q", problems)
	}
	passing, all := s.Bins(nil)
	if s.Totals() != (Totals{}) || len(s.ListRows()) != 0 || len(passing)+len(all) != 0 || s.Domain.Days() != 1 {
		t.Errorf("%+v, %v, %v, %v", s.Totals(), s.ListRows(), passing, s.Domain)
	}
	passing, _ = s.Bins([]int32{0, 10, 20})
	if c, names := s.Circles(); !slices.Equal(passing, []int32{0, 0}) || len(c.Value)+len(names) != 0 {
		t.Errorf("%v, %+v, %v", passing, c, names)
	}
	if _, ok := s.Bound(nil); ok {
		t.Error("a bound of nothing")
	}
}

// What files say is added up as far as numbers go, and never turns negative.
func TestHugeFigures(t *testing.T) {
	var b event.Builder
	for i := range 3 {
		if err := b.Add(event.Event{
			ID: fmt.Sprint(i), Span: event.Span{Start: firstDay, End: firstDay}, Located: true,
			Killed: event.Range{Low: event.Unknown, Best: math.MaxInt32, High: event.Unknown}, Injured: event.UnknownRange,
		}); err != nil {
			t.Fatal(err)
		}
	}
	s := New(b.Table(), nil, nil)
	s.Apply(State{Size: SizeKilled})
	if circles, _ := s.Circles(); circles.Value[0] != math.MaxInt32 || circles.Top != math.MaxInt32 {
		t.Errorf("the circle is of %d, the largest of %d", circles.Value[0], circles.Top)
	}
	if got := s.Totals().Killed; got != (TotalRange{3 * math.MaxInt32, 3 * math.MaxInt32, 3 * math.MaxInt32}) {
		t.Errorf("in all %v", got)
	}
}
