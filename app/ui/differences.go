package ui

import (
	"fmt"

	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// The colours of differences, from the smallest to the largest class: of fewer
// and of more. Purple and orange are told apart with any colour blindness.
var (
	fewerHues = [...]hue{{"#b9b0d6", "#6a5f96"}, {"#8073b0", "#9a8cc8"}, {"#4f3a8c", "#cbc0ee"}}
	moreHues  = [...]hue{{"#f2bc78", "#8a5a1c"}, {"#d97f1e", "#cf8428"}, {"#8f4700", "#ffc27a"}}
)

// differences says how areas are drawn by the difference of two periods: of the
// events of each, or of the people killed in them. It is drawn with lines over
// it where what it is of are too few events to be compared. Of people killed
// there is none where a period has events and no figure in any of them: that is
// drawn as areas without a figure are, and told from as many killed in both.
func (p *Page) differences(s *session.Shades) *mapview.Shades {
	n := len(s.Count)
	m := &mapview.Shades{Of: s.Of, Count: s.Count, Offered: s.All, Chosen: s.Chosen, Color: make([]string, n), Hatched: make([]bool, n)}
	d, killed := mapview.NewDifferences(s.Top), p.session.State().Size == session.SizeKilled
	a, b, of, than := s.Count, s.Other.Count, s.Count, s.Other.Count
	if killed {
		a, b, of, than = s.Best, s.Other.Best, s.WithFigure, s.Other.WithFigure
	}
	for i := range n {
		class := d.Class(b[i], a[i])
		m.Color[i], m.Hatched[i] = p.differenceColor(class), mapview.TooFew(of[i], than[i])
		switch {
		case killed && !s.ComparesKilled(i):
			m.Color[i], m.Hatched[i] = p.differenceColor(0), s.Count[i]+s.Other.Count[i] > 0
		case killed && class == 0:
			m.Color[i] = noneKilledHue.on(p.dark)
		}
	}
	return m
}

// differenceColor is the colour of a class.
func (p *Page) differenceColor(class int) string {
	switch {
	case class < 0:
		return fewerHues[min(-class, len(fewerHues))-1].on(p.dark)
	case class > 0:
		return moreHues[min(class, len(moreHues))-1].on(p.dark)
	}
	return groundColors(p.dark).Circle
}

// differenceKeys lists what the colours mean, from the largest fall to the
// largest rise.
func (p *Page) differenceKeys(top int32) (keys []shadeKey) {
	w, d := p.words, mapview.NewDifferences(top)
	equal, few := p.differenceColor(0), w.shade.tooFew
	if p.session.State().Size == session.SizeKilled {
		keys = []shadeKey{{w.shade.noEventShown, equal, false}, {w.shade.noFigureOfOne, equal, true}}
		equal, few = noneKilledHue.on(p.dark), w.shade.tooFewFigures
	}
	part := func(i int) string {
		to := top
		if i+1 < len(d.From) {
			to = d.From[i+1] - 1
		}
		return w.numbers(int(d.From[i]), int(to))
	}
	for i := len(d.From) - 1; i >= 0; i-- {
		keys = append(keys, shadeKey{"−" + part(i), p.differenceColor(-i - 1), false})
	}
	keys = append(keys, shadeKey{w.shade.equal, equal, false})
	for i := range d.From {
		keys = append(keys, shadeKey{"+" + part(i), p.differenceColor(i + 1), false})
	}
	return append(keys, shadeKey{few, equal, true})
}

// differenceText says what both periods have in an area, and their difference in
// what areas are shaded by.
func (p *Page) differenceText(a, b session.Totals) string {
	w, killed := p.words, p.session.State().Size == session.SizeKilled
	a.Stated, b.Stated = killed, killed
	text := w.periodLine(w.compare.a, a) + w.periodLine(w.compare.b, b)
	_, said := w.difference(a.Shown, b.Shown)
	few, why := session.FewToCompare(a.Shown, b.Shown), w.shade.tooFew
	if killed {
		if said = w.killedDifference(a, b); said == "" {
			return text + w.shade.noDifference
		}
		said = fmt.Sprintf(w.shade.killed, said)
		few, why = session.FewToCompare(a.WithFigure, b.WithFigure), w.shade.tooFewFigures
	}
	text += fmt.Sprintf(w.compare.inA, said)
	if few {
		text += "\n" + why
	}
	return text
}
