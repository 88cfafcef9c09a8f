package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/picture"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// taken of a page of made-up events, and what is on its screen.
func pictured(t *testing.T, edit func(s *session.State)) (*Page, *taken, framed) {
	t.Helper()
	p := pageOf(event.Synthetic(300, 5), nil, nil)
	p.site.Collection.Title, p.site.Collection.Licence = "Attacks", "CC BY 4.0"
	s := p.session.State().Clone()
	edit(&s)
	if problems := p.session.Apply(s); len(problems) > 0 {
		t.Fatal(problems)
	}
	taken := p.take(event.NewDate(2026, 11, 25), "https://example.org/#x")
	taken.look(english, func() {})
	f := framed{
		drawing:  mapview.Drawing{Width: 700, Height: 400, Colors: mapview.LightColors},
		scale:    timeline.NewScale(p.session.Domain, 1000),
		measured: func(text string, size float64, _ bool) float64 { return float64(len(text)) * size / 2 },
	}
	f.edges = timeline.Edges(nil, p.session.Domain, timeline.Year)
	return p, taken, f
}

// The bars of a picture are the events by years: of all, and of those that pass.
func TestPictureTimeline(t *testing.T) {
	p, taken, f := pictured(t, func(s *session.State) {
		s.Chosen[session.Kind] = []string{"attack"}
		s.Window = &event.Span{Start: event.NewDate(2000, 1, 1), End: event.NewDate(2009, 12, 31)}
	})
	pic := p.picture(taken, f)
	if pic.Width != 740 {
		t.Errorf("the picture is %g wide", pic.Width)
	}
	passing, all := p.session.Bins(f.edges)
	spread, _ := p.session.SpreadBins(f.edges)
	colors := map[string]int{}
	highest := 0.0
	for _, b := range pic.Timeline.Bars {
		colors[fmt.Sprint(b.Color, b.Lined)]++
		highest = max(highest, b.H)
		if b.X < 0 || b.X+b.W > pic.Width-40 || b.Y < 0 || b.Y+b.H != barsTop+barsHigh || b.H > barsHigh {
			t.Errorf("bar %+v", b)
		}
	}
	want := map[string]int{}
	some := func(n int32, color string, lined bool) {
		if n > 0 {
			want[fmt.Sprint(color, lined)]++
		}
	}
	for i := range all {
		year, _, _ := event.Date(f.edges[i]).Civil()
		some(all[i]-passing[i], axisLight.all, false)
		some(spread[i], axisLight.passing, true)
		if 2000 <= year && year <= 2009 {
			some(passing[i]-spread[i], axisLight.passing, false)
		} else {
			some(passing[i]-spread[i], axisLight.dimmed, false)
		}
	}
	if fmt.Sprint(colors) != fmt.Sprint(want) || len(want) != 4 {
		t.Errorf("bars by colour %v, want %v", colors, want)
	}
	for i, told := range [...]bool{true, true, true, false, true} {
		if told != slices.ContainsFunc(pic.Legend, func(e picture.Entry) bool { return e.Text == english.take.bars[i] }) {
			t.Errorf("%q is in the legend: %v", english.take.bars[i], !told)
		}
	}
	if top := float64(slices.Max(all)) / float64(timeline.Top(all)) * barsHigh; highest < top-1 || highest > top+1 {
		t.Errorf("the highest bar is %g high, want %g", highest, top)
	}
}

func TestPictureSaysWhatItShows(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(s *session.State)
		dots bool
		want []string
		no   string
	}{
		"circles":    {func(*session.State) {}, false, []string{"Area of a circle: events", "Colour: Kind", "Attack", "300 of 300 events", "25 November 2026"}, "hexagon"},
		"killed":     {func(s *session.State) { s.Size, s.Rim = session.SizeKilled, session.RimOf(session.Attribution) }, false, []string{"Area of a circle: people killed", "Claimed"}, "Milestone"},
		"density":    {func(s *session.State) { s.Marks = session.MarksDensity }, false, []string{"Events in a hexagon"}, "Colour"},
		"density of": {func(s *session.State) { s.Marks, s.Size = session.MarksDensity, session.SizeKilled }, false, []string{"People killed in a hexagon"}, "Colour"},
		"injured":    {func(s *session.State) { s.Size, s.Rim = session.SizeInjured, session.RimOf(session.AttackType) }, false, []string{"Area of a circle: people injured", "Colour: Attack type", "Attack type 07", "Other"}, "Attack type 12"},
		"signs":      {func(*session.State) {}, false, []string{english.marking.signs, "Claimed", english.marking.places, english.marking.near[2]}, "Lanes"},
		"lanes":      {func(s *session.State) { s.Lanes = session.LanesOff + 1 }, false, []string{english.take.noLanes}, "hexagon"},
		"dots":       {func(s *session.State) { s.Marks = session.MarksDots }, true, []string{"Colour", "Attack"}, "Area of a circle"},
	} {
		p, taken, f := pictured(t, c.edit)
		f.drawing.Dots = c.dots
		pic := p.picture(taken, f)
		said := pic.Title + "\n" + pic.Description + "\n" + strings.Join(pic.Notes, "\n")
		for _, e := range pic.Legend {
			said += "\n" + e.Text
		}
		for _, text := range append(c.want, "Attacks", taken.about.Description, english.notACensus, "Wherewhen contributors · CC BY 4.0 · "+english.take.outlines, "https://example.org/#x") {
			if !strings.Contains(said, text) {
				t.Errorf("%s: the picture does not say %q:\n%s", name, text, said)
			}
		}
		if strings.Contains(said, c.no) {
			t.Errorf("%s: the picture says %q", name, c.no)
		}
	}
}

// Sample circles are as large as those of the map, with their numbers.
func TestPictureSamples(t *testing.T) {
	p, taken, f := pictured(t, func(s *session.State) { s.Size = session.SizeKilled })
	var radii []float64
	unknown := false
	for _, e := range p.picture(taken, f).Legend {
		if unknown = unknown || e.Mark == picture.Unknown; e.Mark == picture.Sample {
			radii = append(radii, e.Radius)
			n, err := strconv.Atoi(strings.ReplaceAll(e.Text, ",", ""))
			if want := mapview.Radius(int32(n), p.session.Top()); err != nil || e.Radius != want {
				t.Errorf("a circle of %s has a radius of %g, want %g", e.Text, e.Radius, want)
			}
		}
	}
	if len(radii) < 2 || !slices.IsSorted(radii) || !unknown {
		t.Errorf("radii %v, no figure: %v", radii, unknown)
	}
}

// The regions are said to be missing where they are, and explained where not.
func TestPictureOfRegions(t *testing.T) {
	_, taken, f := pictured(t, func(*session.State) {})
	region := event.Region{ID: "r", Role: "reported-active", Span: event.Span{Start: event.NewDate(1990, 1, 1), End: event.NewDate(2024, 1, 1)}}
	p := pageOf(taken.session.Table, []event.Region{region}, nil)
	reported := func(pic *picture.Picture) bool {
		return slices.ContainsFunc(pic.Legend, func(e picture.Entry) bool { return e.Text == "Reported active" && e.Mark == picture.Region })
	}
	for _, drawn := range []bool{true, false} {
		f.regions, f.basemap = drawn, drawn
		pic := p.picture(taken, f)
		if drawn != (reported(pic)) || drawn == slices.Contains(pic.Notes, english.take.noRegions) {
			t.Errorf("regions drawn %v: %+v, %q", drawn, pic.Legend, pic.Notes)
		}
	}
}

func TestPaperListsTheFirstEvents(t *testing.T) {
	p := pageOf(event.Synthetic(mostPrinted+31, 2), nil, nil)
	events, more := p.printedEvents()
	if len(events) != mostPrinted || more != "and 31 more" {
		t.Errorf("%d events, %q", len(events), more)
	}
	table := p.session.Table
	for i, row := range p.session.ListRows()[:mostPrinted] {
		e := table.Event(int(row))
		if got := events[i]; got.title != e.Title || !strings.HasPrefix(got.when, english.shortSpan(e.Span, e.Precision)) ||
			(e.Precision > event.Day) != strings.HasSuffix(got.when, ")") || e.Killed.Known() == (got.killed == english.noFigure) {
			t.Errorf("%d: %+v of %+v", i, got, e)
		}
	}
	few := pageOf(event.Synthetic(3, 2), nil, nil)
	if events, more := few.printedEvents(); len(events) != 3 || more != "" {
		t.Errorf("%d events, %q", len(events), more)
	}
}
