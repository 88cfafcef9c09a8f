package ui

import (
	"cmp"
	"slices"

	"wherewhen/app/session"
)

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

// notStatedHue is that of events of which nothing is stated: paler than that of
// others, which are known.
var notStatedHue = hue{"#868c92", "#6f7982"}

// classHues are for values without colours of their own, those of the most
// frequent first. Each pair is told apart, as palette_test.go has it, by readers
// without red or green cones as well.
var classHues = [session.MostClasses]hue{
	{"#014fb8", "#fcd715"}, {"#d14db2", "#0172e6"}, {"#549100", "#5ef9d0"}, {"#591c10", "#d73c03"},
	{"#786cf0", "#fa8dfd"}, {"#155f19", "#71bc07"}, {"#852d70", "#a646a8"}, {"#3e0380", "#17865d"},
}

// ownHues are the colours of fields whose values have some of their own.
var ownHues = map[session.Facet]map[string]hue{session.Kind: kindHues, session.Attribution: attributionHues}

// rimHue returns the colour of a value that has one of its own.
func rimHue(rim session.Facet, value string) hue {
	if h, ok := ownHues[rim][value]; ok {
		return h
	}
	return otherHue
}

// classHue returns the colour of a class among those of a field: its own where
// all stated ones have one, as the kinds of this collection, else by its rank.
func classHue(f session.Facet, classes []session.Class, c session.Class) hue {
	foreign := slices.ContainsFunc(classes, func(c session.Class) bool {
		_, ok := ownHues[f][c.Name]
		return !ok && !c.Other && c.Name != ""
	})
	switch {
	case c.Other:
		return otherHue
	case c.Name == "":
		return notStatedHue
	case foreign:
		return classHues[c.Rank]
	}
	return rimHue(f, c.Name)
}

// classColors returns the colours of the classes that colours tell now.
func (p *Page) classColors(classes []session.Class) []string {
	colors := make([]string, len(classes))
	for i, c := range classes {
		colors[i] = classHue(p.session.Rim(), classes, c).on(p.dark)
	}
	return colors
}

// className names a class.
func (p *Page) className(f session.Facet, c session.Class) string {
	switch {
	case !c.Other:
		return p.valueName(f, c.Name)
	case f == session.Target || f == session.OperatingRegion:
		return p.words.marking.otherOrSeveral
	}
	return p.words.marking.other
}

// orderedClasses returns the positions of classes in the order legends have
// them: that of their field where it has one, else as they are.
func orderedClasses(f session.Facet, classes []session.Class) []int {
	place := func(i int) int {
		if at := slices.Index(orderedValues[f], classes[i].Name); at >= 0 && !classes[i].Other {
			return at
		}
		return len(orderedValues[f]) + i
	}
	order := make([]int, len(classes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(place(a), place(b)) })
	return order
}

// order in which values are shown where it means more than their count.
var orderedValues = map[session.Facet][]string{
	session.Kind:        {"attack", "foiled-plot", "arrest", "counter-operation", "statement", "milestone"},
	session.Attribution: {"claimed", "attributed", "suspected", "disputed", "unclaimed", "none"},
	session.ActorLink:   {"isis-k", "islamic-state-branch-unclear", "disputed-or-unclaimed", "context"},
	session.Confidence:  {"high", "medium", "low", "disputed"},

	session.PlacePrecision: {"site", "city", "district", "province", "country"},
	session.DatePrecision:  {"day", "several-days", "week", "month", "year"},
}
