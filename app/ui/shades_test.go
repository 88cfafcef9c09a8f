package ui

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"wherewhen/app/event"
	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// TestShadeKeys holds what the legend says of shaded areas, by the most there is
// in one, against a file: UPDATE=1 writes it anew.
func TestShadeKeys(t *testing.T) {
	p := NewPage()
	p.session = session.New(&event.Table{}, nil, nil)
	var b strings.Builder
	write := func(title string, keys []shadeKey) {
		fmt.Fprintln(&b, title)
		for _, key := range keys {
			fmt.Fprintf(&b, "  %s %s hatched %v\n", key.color, key.text, key.hatched)
		}
	}
	for _, size := range []session.Size{session.SizeEvents, session.SizeKilled} {
		p.session.State().Size = size
		for _, top := range []int32{1, 6, 85, 1423, 9_999_999} {
			title, keys := p.shadeKeys(&session.Shades{Level: session.AreaLevel(top % 2), Top: top})
			write(fmt.Sprintf("%s, up to %d", title, top), keys)
		}
	}
	for _, size := range []session.Size{session.SizeEvents, session.SizeKilled} {
		p.session.State().Size = size
		for _, top := range []int32{1, 4, 85, 12_345} {
			title, keys := p.shadeKeys(&session.Shades{Level: session.AreaLevel(top % 2), Top: top, Other: &session.AreaFigures{}})
			write(fmt.Sprintf("%s, up to %d", title, top), keys)
		}
	}
	const file = "testdata/shades.txt"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s has changed (UPDATE=1 writes it anew):\n%s", file, b.String())
	}
}

// What is no number, zero and one are told apart, and by no colour alone.
func TestZeroUnknownAndNothingDiffer(t *testing.T) {
	for _, dark := range []bool{false, true} {
		p := NewPage()
		p.dark = dark
		p.session = session.New(&event.Table{}, nil, nil)
		p.session.State().Size = session.SizeKilled
		o := &mapview.Outlines{Code: []string{"none", "unknown", "zero", "one"}}
		m := p.shaded(&session.Shades{Of: o, Top: 9, AreaFigures: session.AreaFigures{Count: []int32{0, 2, 2, 2}, WithFigure: []int32{0, 0, 1, 2}, Best: []int32{0, 0, 0, 1}}})
		if m.Hatched[0] || !m.Hatched[1] || m.Hatched[2] || m.Hatched[3] {
			t.Errorf("hatched are %v, want what has no figure alone", m.Hatched)
		}
		if m.Color[0] != m.Color[1] || m.Color[2] == m.Color[0] || m.Color[3] == m.Color[2] {
			t.Errorf("the colours are %v", m.Color)
		}
		land := groundColors(dark).Land
		if c := contrast(t, m.Color[2], m.Color[3]); c < 1.5 {
			t.Errorf("dark %v: zero and one differ by %.2f", dark, c)
		}
		if m.Color[0] == land {
			t.Errorf("dark %v: no event looks as land without an outline", dark)
		}
	}
}

// Shades of differences are as far from the ground on both sides, and told
// apart by red-green and blue-yellow blind readers.
func TestDifferenceHues(t *testing.T) {
	for _, dark := range []bool{false, true} {
		ground := groundColors(dark).Circle
		for i := range fewerHues {
			fewer, more := fewerHues[i].on(dark), moreHues[i].on(dark)
			a, b := contrast(t, fewer, ground), contrast(t, more, ground)
			if a/b > 1.5 || b/a > 1.5 {
				t.Errorf("dark %v, class %d: %s is %.1f from the ground, %s %.1f", dark, i+1, fewer, a, more, b)
			}
			if i > 0 && (a <= contrast(t, fewerHues[i-1].on(dark), ground) || b <= contrast(t, moreHues[i-1].on(dark), ground)) {
				t.Errorf("dark %v: class %d is no stronger than the one before", dark, i+1)
			}
			// Blue less the mean of red and green tells purple from orange to readers
			// without one of these; red less blue to those without blue.
			if d := blueness(fewer) - blueness(more); d < 60 {
				t.Errorf("dark %v, class %d: %s and %s differ by %d in blue", dark, i+1, fewer, more, d)
			}
		}
	}
}

func blueness(color string) int {
	var r, g, b int
	fmt.Sscanf(color, "#%02x%02x%02x", &r, &g, &b)
	return b - (r+g)/2
}

func TestDifferencesOfAreas(t *testing.T) {
	p := NewPage()
	p.session = session.New(&event.Table{}, nil, nil)
	o := &mapview.Outlines{Code: []string{"same", "more", "fewer", "few", "none"}}
	s := &session.Shades{Of: o, Top: 20}
	s.Count, s.Other = []int32{7, 30, 0, 2, 0}, &session.AreaFigures{Count: []int32{7, 10, 20, 1, 0}}
	m := p.differences(s)
	if ground := mapview.LightColors.Circle; m.Color[0] != ground || m.Color[1] != moreHues[2].light || m.Color[2] != fewerHues[2].light || m.Color[4] != ground {
		t.Errorf("the colours are %v", m.Color)
	}
	if !slices.Equal(m.Hatched, []bool{false, false, false, true, false}) {
		t.Errorf("hatched are %v, want the fourth alone", m.Hatched)
	}
}

// By people killed, what is not known is told from what is equal, nothing from
// both, and few events with a figure are few however many were killed in them.
func TestKilledDifferencesOfAreas(t *testing.T) {
	p := NewPage()
	p.session = session.New(&event.Table{}, nil, nil)
	p.session.State().Size = session.SizeKilled
	s := &session.Shades{Of: &mapview.Outlines{}, Top: 90}
	s.Other = &session.AreaFigures{}
	ground, equal := mapview.LightColors.Circle, noneKilledHue.light
	areas := []struct {
		name    string
		a, b    [3]int32 // events, of those with a figure, killed
		color   string
		hatched bool
		text    string
	}{
		{"no event", [3]int32{}, [3]int32{}, ground, false, ""},
		{"A without a figure", [3]int32{12, 0, 0}, [3]int32{9, 9, 80}, ground, true, "A: 12 events, no figures of people killed\nB: 9 events, 80 killed\n" + english.shade.noDifference},
		{"B without a figure", [3]int32{12, 12, 4}, [3]int32{9, 0, 0}, ground, true, "A: 12 events, 4 killed\nB: 9 events, no figures of people killed\n" + english.shade.noDifference},
		{"nobody killed in either", [3]int32{12, 8, 0}, [3]int32{9, 9, 0}, equal, false, "A: 12 events, 0 killed, 4 without a figure\nB: 9 events, 0 killed\nPeople killed: as many in A"},
		{"nobody killed in few", [3]int32{12, 1, 0}, [3]int32{9, 1, 0}, equal, true, ""},
		{"more, B without events", [3]int32{12, 12, 90}, [3]int32{}, moreHues[2].light, false, "A: 12 events, 90 killed\nB: 0 events\nPeople killed: 90 more in A"},
		{"many killed in few", [3]int32{1, 1, 0}, [3]int32{30, 5, 90}, fewerHues[2].light, true, "A: 1 event, 0 killed\nB: 30 events, 90 killed, 25 without a figure\nPeople killed: 90 fewer in A\n" + english.shade.tooFewFigures},
	}
	for _, area := range areas {
		for period, of := range map[*session.AreaFigures][3]int32{&s.AreaFigures: area.a, s.Other: area.b} {
			period.Count, period.WithFigure = append(period.Count, of[0]), append(period.WithFigure, of[1])
			period.Low, period.Best, period.High = append(period.Low, of[2]), append(period.Best, of[2]), append(period.High, of[2])
		}
	}
	m := p.differences(s)
	for i, area := range areas {
		if m.Color[i] != area.color || m.Hatched[i] != area.hatched {
			t.Errorf("%s: %s, hatched %v; want %s, %v", area.name, m.Color[i], m.Hatched[i], area.color, area.hatched)
		}
		if text := p.differenceText(s.Totals(i), s.Other.Totals(i)); area.text != "" && text != area.text {
			t.Errorf("%s: %q, want %q", area.name, text, area.text)
		}
	}
}
