package session

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"wherewhen/app/event"
)

// digestOf counts events one by one.
func (w *world) digestOf(rows []int32) Digest {
	d := Digest{Row: -1}
	d.All = len(w.events)
	for i := range w.events {
		d.Stated = d.Stated || w.events[i].Killed.Known()
	}
	kinds, countries, provinces, types := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, row := range rows {
		e := &w.events[row]
		if d.Row < 0 {
			d.Row = int(row)
		}
		d.Shown++
		d.Attackers.count(e)
		if e.Precision != event.Undated {
			if d.Days == (event.Span{}) {
				d.Days = e.Span
			}
			d.Days = event.Span{Start: min(d.Days.Start, e.Span.Start), End: max(d.Days.End, e.Span.End)}
		}
		if e.Killed.Known() {
			d.WithFigure++
			k := e.Killed.Filled()
			d.Killed.Low, d.Killed.Best, d.Killed.High = d.Killed.Low+int(k.Low), d.Killed.Best+int(k.Best), d.Killed.High+int(k.High)
		}
		switch {
		case e.Precision == event.Week:
			d.Inexact.ToWeek++
		case e.Precision == event.Month:
			d.Inexact.ToMonth++
		case e.Precision == event.Year:
			d.Inexact.ToYear++
		case e.Precision == event.Undated:
			d.Inexact.Undated++
		case e.Span.Start != e.Span.End:
			d.Inexact.Several++
		}
		switch e.GeoPrecision {
		case "district", "province", "country":
			d.CoarsePlace++
		default:
			if !e.Located {
				d.CoarsePlace++
			}
		}
		kinds[e.Kind]++
		countries[e.Country]++
		provinces[e.Admin1]++
		types[e.AttackType]++
	}
	for of, to := range map[*map[string]int]*[]Share{&kinds: &d.Kinds, &countries: &d.Countries, &provinces: &d.Provinces, &types: &d.AttackTypes} {
		for name, n := range *of {
			*to = append(*to, Share{name, n})
		}
		slices.SortFunc(*to, func(a, b Share) int { return cmp.Or(b.Events-a.Events, cmp.Compare(a.Name, b.Name)) })
	}
	return d
}

func TestSurveyAgainstEvents(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2016))
	limited, none := 0, 0
	for range 60 {
		w := randomWorld(t, r)
		for range 8 {
			w.apply(t, r)
			var passing []int32
			for row := range w.events {
				if w.passes(row, noFacet) {
					passing = append(passing, int32(row))
				}
			}
			listed := slices.Clone(w.s.ListRows()) // which checkList holds against the events
			if got := w.s.ListedRows(); !slices.IsSorted(got) || len(got) != len(listed) || slices.ContainsFunc(got, func(row int32) bool { return !slices.Contains(listed, row) }) {
				t.Fatalf("rows %v, want %v", got, listed)
			}
			if w.state.Cell != nil || w.state.Area != "" {
				limited++
			} else {
				listed = passing
			}
			if len(listed) == 0 {
				none++
			}
			for survey, want := range map[*Survey]Digest{
				w.s.Survey(): w.digestOf(listed), w.s.SurveyOf(nil): w.digestOf(passing), w.s.SurveyOf(passing): w.digestOf(passing),
			} {
				for step := 0; !survey.Look(1 + r.IntN(20)); step++ {
					if step > len(w.events) {
						t.Fatal("a survey has no end")
					}
				}
				if got := survey.Digest(); !reflect.DeepEqual(got, want) {
					t.Fatalf("state %+v:\n%+v\nwant\n%+v", w.state, got, want)
				}
			}
		}
	}
	if limited < 50 || none < 20 {
		t.Errorf("%d states were limited to a place, %d showed nothing", limited, none)
	}
}
