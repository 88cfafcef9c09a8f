package ui

import "wherewhen/app/session"

// hue is a colour for light and for dark ground; each stands out from land
// and panel by at least 3:1. They are told apart by lightness as well as hue,
// so that they hold for colour-blind readers.
type hue struct{ light, dark string }

func (h hue) on(dark bool) string {
	if dark {
		return h.dark
	}
	return h.light
}

var otherHue = hue{"#6a7178", "#9aa4ad"}

var kindHues = map[string]hue{
	"attack":            {"#a63a24", "#ee8d73"},
	"foiled-plot":       {"#a06a00", "#e9bf55"},
	"arrest":            {"#0f7a66", "#63cdb6"},
	"counter-operation": {"#2d5fae", "#8db6f2"},
	"statement":         {"#7c4a97", "#cba6e4"},
	"milestone":         {"#54606b", "#b9c2ca"},
}

var attributionHues = map[string]hue{
	"claimed":    {"#5a2f8a", "#c0a0ee"},
	"attributed": {"#2d5fae", "#8db6f2"},
	"suspected":  {"#0f7a7a", "#63cdcd"},
	"disputed":   {"#a06a00", "#e9bf55"},
	"unclaimed":  {"#8a5a5a", "#d0a0a0"},
	"none":       {"#6a7178", "#9aa4ad"},
}

// periodHues are those of two periods that are compared.
var periodHues = [2]hue{{"#2f6c94", "#7fb9dd"}, {"#9a4f10", "#d9944f"}}

var roleHues = map[string]hue{
	"reported-active":      {"#8a4b1f", "#d99a63"},
	"claimed-province":     {"#5b6b7a", "#93a5b5"},
	"reported-recruitment": {"#3f7a4a", "#86c794"},
	"named-as-target":      {"#7c4a97", "#c8a5e2"},
}

// rimHue returns the colour of a value on the rim of circles and in facets.
func rimHue(rim session.Rim, value string) hue {
	hues := kindHues
	if rim == session.RimAttribution {
		hues = attributionHues
	}
	if h, ok := hues[value]; ok {
		return h
	}
	return otherHue
}

// order in which values are shown where it means more than their count.
var orderedValues = map[session.Facet][]string{
	session.Kind:        {"attack", "foiled-plot", "arrest", "counter-operation", "statement", "milestone"},
	session.Attribution: {"claimed", "attributed", "suspected", "disputed", "unclaimed", "none"},
	session.ActorLink:   {"isis-k", "islamic-state-branch-unclear", "disputed-or-unclaimed", "context"},
	session.Confidence:  {"high", "medium", "low", "disputed"},
}
