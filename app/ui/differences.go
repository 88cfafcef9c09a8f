package ui

import (
	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// The colours of differences, from the smallest to the largest class: of fewer
// and of more. Purple and orange are told apart with any colour blindness.
var (
	fewerHues = [...]hue{{"#b9b0d6", "#6a5f96"}, {"#8073b0", "#9a8cc8"}, {"#4f3a8c", "#cbc0ee"}}
	moreHues  = [...]hue{{"#f2bc78", "#8a5a1c"}, {"#d97f1e", "#cf8428"}, {"#8f4700", "#ffc27a"}}
)

// differences says how areas are drawn by the difference of two counts of each,
// of period a and period b: in classes from d, those with counts too small to
// be compared with lines over them.
func (p *Page) differences(s *session.Shades, a, b []int32, d mapview.Differences) *mapview.Shades {
	m := &mapview.Shades{Of: s.Of, Count: s.Count, Offered: s.All, Chosen: s.Chosen, Color: make([]string, len(a)), Hatched: make([]bool, len(a))}
	for i := range a {
		m.Color[i] = p.differenceColor(d.Class(a[i], b[i]))
		m.Hatched[i] = mapview.TooFew(a[i], b[i])
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
func (p *Page) differenceKeys(d mapview.Differences, top int32) (keys []shadeKey) {
	w := p.words
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
	keys = append(keys, shadeKey{w.shade.equal, p.differenceColor(0), false})
	for i := range d.From {
		keys = append(keys, shadeKey{"+" + part(i), p.differenceColor(i + 1), false})
	}
	return append(keys, shadeKey{w.shade.tooFew, p.differenceColor(0), true})
}
