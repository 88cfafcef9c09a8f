package ui

import (
	"fmt"

	"wherewhen/app/mapview"
	"wherewhen/app/picture"
	"wherewhen/app/session"
)

// keys are the entries of the legend of a picture.
type keys []picture.Entry

func (k *keys) add(mark picture.Mark, text, color string) {
	*k = append(*k, picture.Entry{Mark: mark, Text: text, Color: color})
}

// last is the entry added last, to complete it.
func (k keys) last() *picture.Entry { return &k[len(k)-1] }

// heading begins a part; one that is empty goes.
func (k *keys) heading(text string) {
	k.close()
	k.add(picture.Heading, text, "")
}

func (k *keys) close() {
	if n := len(*k); n > 0 && k.last().Mark == picture.Heading {
		*k = (*k)[:n-1]
	}
}

// pictureLegend says what marks and colours mean.
func (p *Page) pictureLegend(f framed) keys {
	w, s := p.words, p.session.State()
	var k keys
	if areas := p.shades(); areas != nil {
		title, shades := p.shadeKeys(areas)
		k.heading(title)
		for _, key := range shades {
			mark := picture.Box
			if key.hatched {
				mark = picture.Hatched
			}
			k.add(mark, key.text, key.color)
		}
		k.heading(p.notLocated(areas))
		return k
	}
	if p.session.Cells().AreHexagons() {
		k.heading(w.perHexagon()[s.Size])
		if s.Size != session.SizeEvents {
			k.add(picture.NoHexagon, w.noneOrNoFigure, "")
		}
		d := p.density()
		for i, from := range d.From {
			to := p.session.Top()
			if i+1 < len(d.From) {
				to = d.From[i+1] - 1
			}
			k.add(picture.Hexagon, w.numbers(int(from), int(to)), d.Color[i])
		}
	} else {
		if !f.drawing.Dots {
			p.sizeKeys(&k)
		}
		if p.session.Halved() && !f.drawing.Dots {
			p.halfKeys(&k)
		} else {
			p.colorKeys(&k)
		}
		k.heading(w.marking.places)
		for i, name := range orderedValues[session.PlacePrecision] {
			if p.session.HasValue(session.PlacePrecision, name) {
				k.add(picture.Near+picture.Mark(i), w.marking.near[i], "")
			}
		}
	}
	if f.regions {
		k.heading(w.regions)
		for i, role := range roleNames {
			for _, r := range p.session.RegionsShown() {
				if r.Role == role {
					k.add(picture.Region+picture.Mark(i), w.roles[role], roleHues[role].on(p.dark))
					break
				}
			}
		}
	}
	k.close()
	return k
}

// sizeKeys are sample circles with what they count.
func (p *Page) sizeKeys(k *keys) {
	w, size, top := p.words, p.session.State().Size, p.session.Top()
	k.heading(fmt.Sprintf(w.take.area, w.sizeNames()[size]))
	for _, n := range mapview.Samples(top) {
		k.add(picture.Sample, w.number(int(n)), "")
		k.last().Radius = mapview.Radius(n, top)
	}
	if size != session.SizeEvents {
		k.add(picture.Unknown, fmt.Sprintf(w.marking.noFigures, p.withoutFigure()), "")
		k.last().Radius = 6.5
	}
}

// colorKeys are the colours of rims and dots, and the signs of single events.
func (p *Page) colorKeys(k *keys) {
	w, rim := p.words, p.session.Rim()
	k.heading(fmt.Sprintf(w.marking.colorIs, p.facetName(rim)))
	classes := p.session.ColorClasses()
	colors := p.classColors(classes)
	for _, i := range orderedClasses(rim, classes) {
		k.add(picture.Disc, p.className(rim, classes[i]), colors[i])
	}
	k.heading(w.marking.signs)
	for _, name := range p.attributions() {
		k.add(picture.Shape, w.value(name), groundColors(p.dark).CircleInk)
		k.last().Path = string(signOf(name).Append(nil, 0, 0, 4.2))
	}
}

// barKeys say what the bars there are stand for.
func (p *Page) barKeys(k *keys, bars []picture.Bar) {
	c := axisColorsOn(p.dark)
	k.add(picture.Heading, p.words.timeline, "")
	for i, color := range [...]string{c.passing, c.passing, c.dimmed, periodHues[1].on(p.dark), c.all} {
		for _, b := range bars {
			if b.Color == color && b.Lined == (i == 1) {
				k.add(picture.Box, p.words.take.bars[i], color)
				if b.Lined {
					k.last().Mark = picture.Lined
				}
				break
			}
		}
	}
}
