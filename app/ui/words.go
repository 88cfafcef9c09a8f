package ui

import (
	"fmt"
	"strconv"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// words are the words shown in one language. Everything the page says stands
// here or in the data, nowhere else.
type words struct {
	lang string

	title, subtitle                     string
	loading, loadFailed                 string
	skipToList, skipToTimeline          string
	filters, events, details, timeline  string
	search, searchHint, clearSearch     string
	reset, resetHint, activeFilters     string
	noEvents, noEventsHint              string
	notStated                           string
	more, fewer                         string
	method, methodBack                  string
	copyLink, linkCopied, linkFailed    string
	copyLinkHint                        string
	theme, themeSystem, light, dark     string
	close, back                         string
	notACensus, notACensusMore          string
	allDates, from, to                  string
	start, end, window                  string
	play, pause, stepBack, stepForward  string
	zoomIn, zoomOut, fit, globe, flat   string
	zoomOutTime                         string
	mapLabel, mapPlaces, mapPlacesHint  string
	noMap, mapLoading                   string
	regions, regionsHint, legend        string
	circleSize, circleRim               string
	byEvents, byKilled, byKind          string
	byAttribution                       string
	findPlace, findPlaceHint            string
	jumpTo, jumpWorld                   string
	placesFound, nothingFound           string
	eventsHere, eventsHereMany          string
	zoomToPlaces, andMorePlaces         string
	reportedIn, areaOnly                string
	date, place, casualties, killed     string
	injured, killedShort, noFigure      string
	attackersIncluded, attackersNot     string
	attackersUnknown                    string
	firstReported, responsibility       string
	link, confidence, sources, supports string
	targets, attackType, kind, tags     string
	openSource, coordinates             string
	notReported, atLeast, best          string
	withoutFigure                       string
	wholeProvince                       string
	reportedFor, ongoing, districts     string
	neverControl                        string
	showAll, newestFirst, oldestFirst   string
	problems, dismiss                   string
	newVersion, reload                  string
	coordinatesApproximate              string
	unknownEvent, unknownRegion         string
	total                               string
	showFilters, showEvents             string
	biggerSheet, smallerSheet           string
	sortOrder                           string
	whereReported                       string
	attribution                         string
	disputedBorders                     string
	seeRegions, alsoHere                string
	areaOne, areaMany                   string

	facets   [session.FacetCount]string
	values   map[string]string // of categories of the events
	months   [12]string
	monthsIn [12]string // short
	supportsOf,
	roles map[string]string
}

var english = &words{
	lang:     "en",
	title:    "Wherewhen",
	subtitle: "Reported ISIS-K attacks and operating regions, 2015–2026",

	loading:        "Loading the events …",
	loadFailed:     "The events could not be loaded.",
	skipToList:     "Skip to the list of events",
	skipToTimeline: "Skip to the timeline",
	filters:        "Filters",
	events:         "Events",
	details:        "Details",
	timeline:       "Timeline",
	search:         "Search",
	searchHint:     "Words in titles, places, notes",
	clearSearch:    "Clear the search",
	reset:          "Reset all",
	resetHint:      "Show all events again",
	activeFilters:  "Active filters",
	noEvents:       "No event passes these filters.",
	noEventsHint:   "Take a filter away, or reset all of them.",
	notStated:      "not stated",
	more:           "%d more",
	fewer:          "Show fewer",
	method:         "Method",
	methodBack:     "Back to the map",
	copyLink:       "Copy link",
	copyLinkHint:   "Copy a link to exactly this view",
	linkCopied:     "Link copied",
	linkFailed:     "The browser did not allow copying; the link is in the address bar.",
	theme:          "Colors",
	themeSystem:    "System",
	light:          "Light",
	dark:           "Dark",
	close:          "Close",
	back:           "Back to the list",
	notACensus:     "A selection of reported events, not a census.",
	notACensusMore: "The bars count the records in this collection. They do not measure activity over time: small incidents are mostly absent, and some years were collected more thinly.",
	allDates:       "All dates",
	from:           "From",
	to:             "To",
	start:          "First day shown",
	end:            "Last day shown",
	window:         "Days shown, moved together",
	play:           "Play",
	pause:          "Pause",
	stepBack:       "One step back",
	stepForward:    "One step forward",
	zoomIn:         "Zoom in",
	zoomOut:        "Zoom out",
	zoomOutTime:    "Show all years",
	fit:            "Fit to the events shown",
	globe:          "Globe",
	flat:           "Flat map",
	mapLabel:       "Map of the events shown",
	mapPlaces:      "Places on the map",
	mapPlacesHint:  "Arrow keys go from place to place, Enter opens one.",
	noMap:          "This browser offers no WebGL 2, which the map needs. Timeline, filters and list work without it.",
	mapLoading:     "Loading the map …",
	regions:        "Operating regions",
	regionsHint:    "Where the group was reported active, claimed a province, was reported to recruit, or named a target, while these dates overlap the days shown. Never: territory it controls.",
	legend:         "Legend",
	circleSize:     "Circle area",
	circleRim:      "Rim",
	byEvents:       "events",
	byKilled:       "people killed",
	byKind:         "kind",
	byAttribution:  "attribution",
	findPlace:      "Find a place",
	findPlaceHint:  "City or country",
	jumpTo:         "Jump to",
	jumpWorld:      "All events",
	placesFound:    "%d places found",
	nothingFound:   "No place of that name in the list",
	eventsHere:     "%s",
	eventsHereMany: "%s and %d more places",
	zoomToPlaces:   "Zoom to these places",
	reportedIn:     "Reported for %s as a whole",
	areaOne:        "event with no nearer place",
	areaMany:       "events with no nearer place",
	areaOnly:       "Only the province or country is known, so there is no point on the map.",
	date:           "Date",
	place:          "Place",
	casualties:     "Casualties",
	killed:         "Killed",
	killedShort:    "killed",
	noFigure:       "no figure",
	injured:        "Injured",

	attackersIncluded: "Attackers are counted in these figures.",
	attackersNot:      "Attackers are not counted.",
	attackersUnknown:  "Whether attackers are counted is not known.",
	firstReported:     "First report: %s.",
	responsibility:    "Responsibility",
	link:              "Link to ISIS-K",
	confidence:        "Confidence",
	sources:           "Sources",
	supports:          "for %s",
	targets:           "Targets",
	attackType:        "Type",
	kind:              "Kind",
	tags:              "Tags",
	openSource:        "opens in a new tab",
	coordinates:       "Coordinates",
	notReported:       "no figure reported",
	atLeast:           "at least %s",
	withoutFigure:     "%d without a figure",
	wholeProvince:     "Only districts were reported; the whole province is drawn.",
	reportedFor:       "Reported for",
	ongoing:           "ongoing",
	districts:         "Districts named",
	neverControl:      "A region says where something was reported, never who controls the land.",
	showAll:           "Show all events",
	newestFirst:       "Newest first",
	oldestFirst:       "Oldest first",
	problems:          "Not everything in the link or the data could be used",
	dismiss:           "Dismiss",
	newVersion:        "A new version is ready.",
	reload:            "Reload",

	coordinatesApproximate: "approximate",
	unknownEvent:           "event=%s: no such event in this data",
	unknownRegion:          "about-region=%s: no such region in this data",
	showFilters:            "Filters",
	showEvents:             "Events",
	biggerSheet:            "Enlarge this panel",
	smallerSheet:           "Shrink this panel",
	sortOrder:              "Order",
	attribution:            "Responsibility as reported",
	disputedBorders:        "Disputed boundary",
	alsoHere:               "Also reported here",

	facets: [session.FacetCount]string{
		session.Kind:            "Kind",
		session.Country:         "Country",
		session.Province:        "Province",
		session.OperatingRegion: "Operating region",
		session.AttackType:      "Attack type",
		session.Target:          "Target",
		session.Attribution:     "Attribution",
		session.ActorLink:       "Link to ISIS-K",
		session.Confidence:      "Confidence",
	},
	values: map[string]string{
		"attack":            "Attack",
		"foiled-plot":       "Foiled plot",
		"arrest":            "Arrest",
		"counter-operation": "Counter-operation",
		"statement":         "Statement",
		"milestone":         "Milestone",

		"claimed":    "Claimed",
		"attributed": "Attributed",
		"suspected":  "Suspected",
		"disputed":   "Disputed",
		"unclaimed":  "Unclaimed",
		"none":       "None",

		"isis-k":                       "ISIS-K",
		"islamic-state-branch-unclear": "Islamic State, branch unclear",
		"disputed-or-unclaimed":        "Disputed or unclaimed",
		"context":                      "Context",

		"high":   "High",
		"medium": "Medium",
		"low":    "Low",

		"site":     "the site",
		"city":     "the city",
		"district": "the district",
		"province": "the province",
		"country":  "the country",
	},
	roles: map[string]string{
		"reported-active":      "Reported active",
		"claimed-province":     "Claimed province",
		"reported-recruitment": "Reported recruitment",
		"named-as-target":      "Named as target",
	},
	supportsOf: map[string]string{
		"date": "date", "place": "place", "casualties": "casualties",
		"attribution": "attribution", "target": "target", "other": "other facts",
	},
	months: [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},
	monthsIn: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
}

// value returns the word for a value of a category; values the table does not
// know, as in people's own files, are shown as written.
func (w *words) value(name string) string {
	if name == "" {
		return w.notStated
	}
	if word, ok := w.values[name]; ok {
		return word
	}
	return capitalized(name)
}

func capitalized(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// number writes a whole number with thousands set apart.
func (w *words) number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// counted writes a number with the word for one or for many.
func (w *words) counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return w.number(n) + " " + many
}

// day writes a date in full: 22 March 2024.
func (w *words) day(d event.Date) string {
	year, month, day := d.Civil()
	return fmt.Sprintf("%d %s %d", day, w.months[month-1], year)
}

// shortDay writes a date in a narrow place: 22 Mar 2024.
func (w *words) shortDay(d event.Date) string {
	year, month, day := d.Civil()
	return fmt.Sprintf("%d %s %d", day, w.monthsIn[month-1], year)
}

// span writes the days of an event, no more exactly than they are known.
func (w *words) span(s event.Span, p event.Precision) string {
	return w.spanIn(s, p, w.months)
}

// shortSpan is span for a narrow place.
func (w *words) shortSpan(s event.Span, p event.Precision) string {
	return w.spanIn(s, p, w.monthsIn)
}

func (w *words) spanIn(s event.Span, p event.Precision, months [12]string) string {
	y1, m1, d1 := s.Start.Civil()
	y2, m2, d2 := s.End.Civil()
	switch p {
	case event.Year:
		if y1 == y2 {
			return strconv.Itoa(y1)
		}
		return fmt.Sprintf("%d–%d", y1, y2)
	case event.Month:
		switch {
		case y1 == y2 && m1 == m2:
			return fmt.Sprintf("%s %d", months[m1-1], y1)
		case y1 == y2:
			return fmt.Sprintf("%s–%s %d", months[m1-1], months[m2-1], y1)
		}
		return fmt.Sprintf("%s %d – %s %d", months[m1-1], y1, months[m2-1], y2)
	}
	switch {
	case s.Start == s.End:
		return fmt.Sprintf("%d %s %d", d1, months[m1-1], y1)
	case y1 == y2 && m1 == m2:
		return fmt.Sprintf("%d–%d %s %d", d1, d2, months[m1-1], y1)
	case y1 == y2:
		return fmt.Sprintf("%d %s – %d %s %d", d1, months[m1-1], d2, months[m2-1], y1)
	}
	return fmt.Sprintf("%d %s %d – %d %s %d", d1, months[m1-1], y1, d2, months[m2-1], y2)
}

// datePrecision says in words how exactly a date is known.
func (w *words) datePrecision(s event.Span, p event.Precision) string {
	switch p {
	case event.Week:
		return "known to the week"
	case event.Month:
		return "known to the month; the day was not reported"
	case event.Year:
		return "known to the year"
	}
	if s.Days() > 1 {
		return fmt.Sprintf("known to the day; over %d days", s.Days())
	}
	return "known to the day"
}

// geoPrecision says in words how exactly a place is known.
func (w *words) geoPrecision(p string) string {
	switch p {
	case "":
		return ""
	case "country", "province":
		return "known only to " + w.value(p)
	}
	return "known to " + w.value(p)
}

// people writes a range of people as one figure, a range, or "at least".
func (w *words) people(r event.Range) string {
	n := func(v int32) string { return w.number(int(v)) }
	if !r.Known() {
		return w.notReported
	}
	f := r.Filled()
	switch {
	case r.High == event.Unknown:
		return fmt.Sprintf(w.atLeast, n(f.Best))
	case f.Low == f.High:
		return n(f.Best)
	case r.Best == event.Unknown:
		return n(f.Low) + "–" + n(f.High)
	}
	return fmt.Sprintf("%s (%s–%s)", n(f.Best), n(f.Low), n(f.High))
}

// summary is the line that is always visible: how many events are shown, and
// how many people were reported killed in them.
func (w *words) summary(t session.Totals) (events, killed, unknown string) {
	events = fmt.Sprintf("%s of %s events", w.number(t.Shown), w.number(t.All))
	switch {
	case t.WithFigure == 0:
		killed = "no figures of people killed"
	case t.Killed.Low == t.Killed.High:
		killed = w.number(t.Killed.Best) + " killed"
	default:
		killed = fmt.Sprintf("%s killed (%s–%s)", w.number(t.Killed.Best), w.number(t.Killed.Low), w.number(t.Killed.High))
	}
	if without := t.Shown - t.WithFigure; without > 0 {
		unknown = fmt.Sprintf(w.withoutFigure, without)
	}
	return events, killed, unknown
}

// tick labels a tick of the timeline: the name of its unit, and of what it
// begins.
func (w *words) tick(t timeline.Tick) string {
	year, month, day := t.Day.Civil()
	switch {
	case t.Unit == timeline.Day || t.Unit == timeline.Week:
		if t.Major {
			return fmt.Sprintf("%d %s %d", day, w.monthsIn[month-1], year)
		}
		return fmt.Sprintf("%d %s", day, w.monthsIn[month-1])
	case t.Unit == timeline.Month || t.Unit == timeline.Quarter:
		if t.Major {
			return fmt.Sprintf("%s %d", w.monthsIn[month-1], year)
		}
		return w.monthsIn[month-1]
	}
	return strconv.Itoa(year)
}
