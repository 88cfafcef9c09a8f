package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"wherewhen/app/mapview"
	"wherewhen/app/session"
)

// attributionSigns draw attributions, so that they are not told by colour alone.
var attributionSigns = map[string]mapview.Sign{
	"claimed": mapview.Disc, "attributed": mapview.Square, "suspected": mapview.Triangle,
	"disputed": mapview.Diamond, "unclaimed": mapview.Ring, "none": mapview.Dash,
}

// signTexts are the signs as text, for legends and lists.
var signTexts = [mapview.Signs]string{
	mapview.Disc: "●", mapview.Square: "■", mapview.Triangle: "▲", mapview.Diamond: "◆", mapview.Ring: "○", mapview.Dash: "–",
}

// signOf returns the sign of an attribution; others than those known are
// dashes.
func signOf(attribution string) mapview.Sign {
	if s, ok := attributionSigns[attribution]; ok {
		return s
	}
	return mapview.Dash
}

// attributionSign is the sign of an attribution, in its colour or in that of
// the text around it. It is for the eye only: its name stands beside it.
func attributionSign(attribution string, colored, dark bool) app.HTMLB {
	sign := app.B().Class("sign").Aria("hidden", "true").Text(signTexts[signOf(attribution)])
	if colored {
		sign = sign.Style("color", rimHue(session.Attribution, attribution).on(dark))
	}
	return sign
}

// attributionMark is the sign of an attribution in its colour where its name
// does not stand beside it, as in a row of a list: it is read as that name, and
// the pointer has it as a hint.
func attributionMark(w *words, attribution string, dark bool) app.UI {
	return app.Span().Class("attribution-mark").Title(w.attribution+": "+w.value(attribution)).Body(
		attributionSign(attribution, true, dark), app.Span().Class("hidden-visually").Text(w.value(attribution)+" "),
	)
}

// attributions are those the events have, in their order.
func (p *Page) attributions() []string {
	var names []string
	for _, i := range orderOf(p.session.Values(session.Attribution), orderedValues[session.Attribution]) {
		if v := p.session.Values(session.Attribution)[i]; v.Total > 0 && v.Name != "" {
			names = append(names, v.Name)
		}
	}
	return names
}

// signs returns the signs of the attributions by their codes; nil where none is
// stated.
func (p *Page) signs() []mapview.Sign {
	if !p.session.Offers(session.Attribution) {
		return nil
	}
	names := p.session.Table.Attribution.Names
	signs := make([]mapview.Sign, len(names))
	for code, name := range names {
		signs[code] = signOf(name)
	}
	return signs
}
