package session

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
)

// square is an outline no one looks at.
const square = `"shape":"0"`

// shadeOutlines are two countries, provinces of one of them, and of both one of
// the same name. Of one country two provinces have a name that tells not which.
func shadeOutlines(t *testing.T) (provinces, countries *mapview.Outlines) {
	t.Helper()
	provinces, countries, err := mapview.ParseOutlines("outlines.json", []byte(`{"grid":1,"lines":["60 30 1 0 0 1-1 0 0-1"],
		"provinces":[{"code":"AFG-1","name":"Kabul","country":"AF",`+square+`},{"code":"AFG-3","name":"nangarhar","country":"AF",`+square+`},
			{"code":"IRN-1","name":"kabul","country":"IR",`+square+`},{"code":"IRN-2","name":"nangarhar","country":"IR",`+square+`},
			{"code":"IRN-3","name":"nangarhar","country":"IR",`+square+`}],
		"countries":[{"code":"AF","name":"Afghanistan",`+square+`},{"code":"XX","name":"Elsewhere",`+square+`},{"code":"IR","name":"iran",`+square+`}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return provinces, countries
}

// shadeOf says by the rules in words which area an event is in, "" for none.
func shadeOf(e *event.Event, level AreaLevel) string {
	country := ""
	switch {
	case e.CountryCode == "AF", e.CountryCode == "IR", e.CountryCode == "XX":
		country = e.CountryCode
	case e.CountryCode == "" && e.Country == "iran":
		country = "IR"
	}
	switch {
	case level == Countries:
		return country
	case e.GeoPrecision == "country":
		return ""
	case e.Admin1Code == "AFG-1":
		return "AFG-1"
	case e.Admin1Code != "": // has no outline
		return ""
	case country == "IR" && e.Admin1 == "kabul":
		return "IRN-1"
	case country == "AF" && e.Admin1 == "nangarhar":
		return "AFG-3"
	}
	return ""
}

func TestShadesAgainstEvents(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 2026))
	provinces, countries := shadeOutlines(t)
	shaded := 0
	for range 150 {
		w := randomWorld(t, r)
		var b event.Builder
		if len(w.events) > 0 {
			b.Own([]string{"Weapon", "Outcome"}[:len(w.events[0].Own)])
		}
		for i := range w.events { // codes are missing, and places coarse, more often than there
			e := &w.events[i]
			if r.IntN(3) == 0 {
				e.CountryCode = ""
			}
			if r.IntN(4) == 0 {
				e.GeoPrecision = "country"
			}
			if err := b.Add(*e); err != nil {
				t.Fatal(err)
			}
		}
		w.s = New(b.Table(), w.regions, w.areas)
		if w.s.Apply(State{Marks: MarksProvinces}); w.s.Shades() != nil {
			t.Fatal("areas are shaded without outlines")
		}
		w.s.SetOutlines(provinces, countries)
		for range 4 {
			w.apply(t, r)
			w.checkShades(t)
			level, ok := w.state.Marks.AreaLevel()
			if sh := w.s.Shades(); ok && sh != nil {
				shaded++
				// A moving window is counted by the index.
				for done := false; !done; {
					done = w.s.Prepare(7)
				}
				w.checkShades(t)
				area := r.IntN(len(sh.Of.Code))
				w.checkToggle(t, level, area)
			}
		}
	}
	if shaded < 50 {
		t.Errorf("only %d states were shaded", shaded)
	}
}

// TestShadesOfTwoPeriods: the areas of the second period have what they have
// where its days are the window.
func TestShadesOfTwoPeriods(t *testing.T) {
	provinces, countries := shadeOutlines(t)
	r := rand.New(rand.NewPCG(21, 22))
	compared, byKilled := 0, 0
	for range 60 {
		w := randomWorld(t, r)
		w.s.SetOutlines(provinces, countries)
		other := New(w.s.Table, w.regions, w.areas)
		other.SetOutlines(provinces, countries)
		for range 4 {
			w.apply(t, r)
			state := w.s.State().Clone()
			state.Marks = Marks(int(MarksProvinces) + r.IntN(2))
			from := w.s.Domain.Start + event.Date(r.IntN(w.s.Domain.Days()))
			state.Compare = &event.Span{Start: from, End: min(w.s.Domain.End, from+event.Date(r.IntN(900)))}
			w.s.Apply(state)
			for !w.s.FillCompare(1 + r.IntN(30)) {
			}
			state.Window, state.Compare = state.Compare, nil
			other.Apply(state)
			sh, want := w.s.Shades(), other.Shades()
			if (sh == nil) != (want == nil) {
				t.Fatalf("%+v: areas are shaded in one of two sessions", state)
			}
			if sh == nil {
				continue
			}
			compared++
			expected := want.AreaFigures
			if state.Size != SizeKilled { // people killed are not added up
				none := make([]int32, len(sh.Of.Code))
				expected = AreaFigures{expected.Count, none, none, none, none}
			} else {
				byKilled++
			}
			if !reflect.DeepEqual(*sh.Other, expected) || sh.Top != want.Top {
				t.Fatalf("%+v: the second period has %v and at most %d, want %v and %d", state, *sh.Other, sh.Top, expected, want.Top)
			}
			for area := range sh.Of.Code {
				if _, got := w.s.AreaTotals(area); got != totalsOf(other, area) && state.Size == SizeKilled {
					t.Fatalf("%+v: %s has %+v in the second period, want %+v", state, sh.Of.Code[area], got, totalsOf(other, area))
				}
			}
			state.Window = nil
			if w.s.Apply(state); w.s.Shades().Other != nil {
				t.Fatal("there is a second period after the comparison")
			}
		}
	}
	if compared < 50 || byKilled < 10 {
		t.Errorf("only %d comparisons were shaded, %d by people killed", compared, byKilled)
	}
}

func totalsOf(s *Session, area int) Totals {
	t, _ := s.AreaTotals(area)
	return t
}

// checkShades counts by area what passes every filter.
func (w *world) checkShades(t *testing.T) {
	t.Helper()
	sh := w.s.Shades()
	level, ok := w.state.Marks.AreaLevel()
	want, all := map[string]Shades{}, map[string]int{}
	attackers := map[string]Attackers{}
	top := map[string]int{}
	notLocated := 0
	for row := range w.events {
		e := &w.events[row]
		code := shadeOf(e, level)
		all[code]++
		killed := e.Killed.Filled()
		if w.state.Size != SizeKilled {
			top[code]++
		} else if killed.Best != event.Unknown {
			top[code] += int(killed.Best)
		}
		if !w.passes(row, FacetCount) {
			continue
		}
		if code == "" {
			notLocated++
			continue
		}
		of := attackers[code]
		of.count(e)
		attackers[code] = of
		c := want[code]
		c.NotLocated++ // how many
		if killed.Best != event.Unknown {
			c.Count = append(c.Count, killed.Low, killed.Best, killed.High)
		}
		want[code] = c
	}
	located := 0
	for code, n := range all {
		if code != "" {
			located += n
		}
	}
	if !ok || located == 0 {
		if sh != nil {
			t.Fatalf("%+v: areas are shaded, and none of %d events is in one", w.state, len(w.events))
		}
		return
	}
	if sh == nil {
		t.Fatalf("%+v: no areas are shaded, and %d events are in one", w.state, located)
	}
	most := 1
	for code, n := range top {
		if code != "" {
			most = max(most, n)
		}
	}
	if sh.NotLocated != notLocated || int(sh.Top) != most || sh.Level != level {
		t.Fatalf("%+v: %d not located, at most %d, want %d and %d", w.state, sh.NotLocated, sh.Top, notLocated, most)
	}
	for i, code := range sh.Of.Code {
		if got, _ := w.s.AreaTotals(i); all[code] > 0 && (got.Attackers != attackers[code] || got.Shown != want[code].NotLocated) {
			t.Fatalf("%+v: %s has %+v, want %d events and %+v", w.state, code, got, want[code].NotLocated, attackers[code])
		}
		var sums [3]int32
		figures := want[code].Count
		for k, n := range figures {
			sums[k%3] += n
		}
		got := [...]int32{sh.Count[i], sh.All[i], sh.WithFigure[i], sh.Low[i], sh.Best[i], sh.High[i]}
		if expected := [...]int32{int32(want[code].NotLocated), int32(all[code]), int32(len(figures) / 3), sums[0], sums[1], sums[2]}; got != expected {
			t.Fatalf("%+v: %s has %v, want %v (shown, all, with figure, low, best, high)", w.state, code, got, expected)
		}
	}
}

// checkToggle presses an area: then every event in it passes the filter of its
// level, and again none is filtered.
func (w *world) checkToggle(t *testing.T, level AreaLevel, area int) {
	t.Helper()
	values := w.s.ValuesOf(area)
	var want []string
	for row := range w.events {
		if shadeOf(&w.events[row], level) == w.s.Shades().Of.Code[area] {
			want = append(want, w.values(row, level.Facet())...)
		}
	}
	slices.Sort(want)
	want = slices.Compact(want)
	slices.Sort(values)
	if !slices.Equal(values, want) {
		t.Fatalf("%d of level %d is filtered by %q, want %q", area, level, values, want)
	}
	s := State{Marks: w.state.Marks}
	s.ToggleAll(level.Facet(), values)
	if !slices.Equal(s.Chosen[level.Facet()], want) {
		t.Fatalf("%q are chosen, want %q", s.Chosen[level.Facet()], want)
	}
	w.s.Apply(s)
	if sh := w.s.Shades(); len(values) > 0 && (!sh.Chosen[area] || sh.Count[area] != sh.All[area]) {
		t.Fatalf("pressed, the area shows %d of %d events, chosen %v", sh.Count[area], sh.All[area], sh.Chosen[area])
	}
	if s.ToggleAll(level.Facet(), values); s.Chosen[level.Facet()] != nil {
		t.Fatalf("pressed again, %q are chosen", s.Chosen[level.Facet()])
	}
	w.s.Apply(w.state)
}

func TestOnlyOneOfAnAreasNamesChosen(t *testing.T) {
	var b event.Builder
	for i, name := range []string{"Iran", "iran", "Iran"} {
		if err := b.Add(event.Event{ID: fmt.Sprint(i), Country: name, CountryCode: "IR", Killed: event.UnknownRange, Injured: event.UnknownRange}); err != nil {
			t.Fatal(err)
		}
	}
	s := New(b.Table(), nil, nil)
	s.SetOutlines(shadeOutlines(t))
	state := State{Marks: MarksCountries}
	state.Toggle(Country, "Iran")
	s.Apply(state)
	iran := s.Shades().Of.Find("IR")
	if sh := s.Shades(); sh.Chosen[iran] || sh.Count[iran] != 2 || sh.WithFigure[iran] != 0 {
		t.Errorf("with one of two names Iran is chosen %v with %d events", sh.Chosen[iran], sh.Count[iran])
	}
	if n := s.WouldShow(Country, s.ValuesOf(iran)); n != 3 {
		t.Errorf("pressed it would show %d events, want 3", n)
	}
	state.ToggleAll(Country, s.ValuesOf(iran))
	if s.Apply(state); !s.Shades().Chosen[iran] || s.Shades().Count[iran] != 3 {
		t.Errorf("%q: chosen %v with %d events", state.Chosen[Country], s.Shades().Chosen[iran], s.Shades().Count[iran])
	}
}
