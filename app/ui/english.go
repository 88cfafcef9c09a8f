package ui

import (
	"fmt"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

var english = &words{
	lang:    "en",
	title:   "Wherewhen",
	promise: ": where and when they were reported, by whom, and how sure one can be",

	notKept:        "This page could not be kept for offline use: %s. With a connection everything works.",
	skipToList:     "Skip to the list of events",
	skipToMap:      "Skip to the places on the map",
	skipToTimeline: "Skip to the timeline",
	filters:        "Filters",
	events:         "Events",
	details:        "Details",
	timeline:       "Timeline",
	search:         "Search",
	searchHint:     "Words in titles, places, notes",
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
	share:          "Share",
	shareHint:      "Copy a link to this view, or save it as a file",
	saveFile:       "Save as one HTML file",
	saveFileHint:   "Opens by a double click, without a network: map, timeline, list and these events.",
	saveShown:      "Events shown (%s)",
	saveAll:        "All events (%s)",
	saving:         "Packing … %d %%",
	saveDone:       "Saved as %s, %.1f\u00a0MB",
	saveFailed:     "Not saved: %v",
	holdsSome:      "Holds %s of %s events: those shown when it was saved on %s",
	holdsAll:       "Holds all %s events, as saved on %s",
	copyLink:       "Copy link",
	copyLinkHint:   "Copy a link to exactly this view",
	linkCopied:     "Link copied",

	linkCopiedOfOwn: "Link copied. It holds your filters, not your file.",
	linkFailed:      "The browser did not allow copying. The link is: %s",
	theme:           "Colors",
	themeSystem:     "System",
	light:           "Light",
	dark:            "Dark",
	back:            "Back to the list",
	notACensus:      "A selection of reported events, not a census.",
	notACensusMore:  "The bars count the records in this collection. They do not measure activity over time: what was not reported or not collected is not in them.",
	allDates:        "All dates",
	from:            "From",
	to:              "To",
	start:           "First day shown",
	end:             "Last day shown",
	window:          "Days shown, moved together",
	play:            "Play",
	pause:           "Pause",
	stepBack:        "One step back",
	stepForward:     "One step forward",
	zoomIn:          "Zoom in",
	zoomOut:         "Zoom out",
	fit:             "Fit to the events shown",
	globe:           "Globe",
	mapLabel:        "Map of the events shown",
	mapPlaces:       "Places on the map",
	mapPlacesHint:   "Arrow keys go from place to place, Enter opens one.",
	mapLost:         "The browser took the graphics away from the map, as it may when a computer wakes up. The map comes back when it gives them back; if not, reload the page. Timeline, filters and list work.",
	noWebGL:         "This browser offers no WebGL 2.",
	mapPlain:        "The map is plain: no names, no regions, no outlines of areas.",
	mapKeys:         "Map; the arrow keys move it, plus and minus zoom",
	mapLoading:      "Loading the map …",
	regions:         "Operating regions",
	legend:          "Legend",
	marks:           "Events as",
	byCircles:       "circles",
	byDensity:       "density",
	byDots:          "dots",
	numberOf:        "Number of",
	circleRim:       "Rim",
	dotColor:        "Color",
	aboutDots:       "Each dot is one event. Events at one point lie on each other; point at a dot, or press it, to see how many.",
	noDots:          "No dots: they need the full map with WebGL 2, which could not be had here.",
	byEvents:        "events",
	byKilled:        "people killed",
	byKind:          "kind",
	byAttribution:   "attribution",

	eventsPerHexagon: "Events in a hexagon",
	killedPerHexagon: "People killed in a hexagon",
	hexagonAcross:    "A hexagon is about %s across at the middle of the map.",
	onlyPoints:       "Only events with a point are counted: those known to a city or district lie on its point, those known only to a province or country are outlines.",
	noneOrNoFigure:   "0 or no figure",

	findPlace: "Find a place",
	jumpTo:    "Jump to",

	jumpWorld:    "All events",
	nothingFound: "No place of that name in the list",
	onlyReported: "Only places of these events can be found here.",

	zoomToPlaces: "Zoom to these places",
	areaOne:      "event with no nearer place",
	areaMany:     "events with no nearer place",
	areaOnly:     "Only the province or country is known, so there is no point on the map.",
	date:         "Date",
	place:        "Place",
	casualties:   "Casualties",
	killedShort:  "killed",
	noFigure:     "no figure",

	attackersIncluded: "Attackers are counted in these figures.",
	attackersNot:      "Attackers are not counted.",
	attackersUnknown:  "Whether attackers are counted is not known.",
	firstReported:     "First report: %s.",
	link:              "Link to the group",
	confidence:        "Confidence",
	sources:           "Sources",
	supports:          "for %s",
	targets:           "Targets",
	openSource:        "opens in a new tab",
	coordinates:       "Coordinates",
	notReported:       "no figure reported",
	atLeast:           "at least %s",
	orMore:            "%s (%s or more)",
	withoutFigure:     "%s without a figure",
	wholeProvince:     "Only districts were reported; the whole province is drawn.",
	reportedFor:       "Reported for",
	ongoing:           "ongoing",
	districts:         "Districts named",
	neverControl:      "A region says where something was reported, never who controls the land.",
	showAll:           "Show all events",
	newestFirst:       "Newest first",
	oldestFirst:       "Oldest first",
	problems:          "Not everything in the link or the data could be used",
	moreProblems:      "and %d more",
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

	facets: [session.FacetCount]string{
		session.Kind:            "Kind",
		session.Country:         "Country",
		session.Province:        "Province",
		session.OperatingRegion: "Operating region",
		session.AttackType:      "Attack type",
		session.Target:          "Target",
		session.Attribution:     "Attribution",
		session.ActorLink:       "Link to the group",
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

	remove:      "Remove %s",
	eventOne:    "event",
	eventsOf:    "%s of %s events",
	knownTo:     "known to %s",
	knownOnlyTo: "known only to %s",
	overDays:    "%s; over %d days",
	dateKnown: [4]string{
		event.Day:   "known to the day",
		event.Week:  "known to the week",
		event.Month: "known to the month; the day was not reported",
		event.Year:  "known to the year",
	},
	eventMany:       "events",
	placesOne:       "%s and 1 more place",
	placesMany:      "%s and %d more places",
	regionsShown:    "%d regions (whole provinces)",
	areasShown:      "%s with no nearer place",
	notShown:        "This event does not pass the filters: map, timeline and list leave it out.",
	inCollection:    "in this collection",
	onlyDistricts:   "only districts were reported: %s",
	alsoHere:        "Also reported of these provinces or countries",
	binCounts:       "%s: %s of %s",
	injuredShort:    "injured",
	noKilledFigures: "no figures of people killed",

	thisCollection:  "This collection",
	thisFile:        "This file",
	needsNoNetwork:  "It needs no network: program, overview map, events and view are in it. Places by name and the detailed map are not.",
	savedFrom:       "Saved from ",
	licensesOfParts: "Licenses of the works it contains",

	about: func(what string, events, regions int, days event.Span) string {
		first, _, _ := days.Start.Civil()
		last, _, _ := days.End.Civil()
		years := fmt.Sprintf("%d to %d", first, last)
		if first == last {
			years = fmt.Sprint(first)
		}
		text := fmt.Sprintf("Wherewhen shows where and when events were reported: a map, a timeline and a list that always show the same events. "+
			"%s holds %s of %s", what, counted(events, "record", "records"), years)
		if regions > 0 {
			text += " and " + counted(regions, "region", "regions")
		}
		return text + "."
	},
	reading: section{
		Title: "How to read a record",
		List: []string{
			"Dates are civil dates as reported, without time zones. A date known only to the month counts in every window that touches that month, and stands in each bar it may belong to.",
			"Places are known to the site, the city, the district, the province or the country. Where only province or country is known there is no point: the outline is drawn, the event is listed and counted.",
			"Killed and injured are ranges over the sources: lowest – best – highest. Best is the latest or most official figure, not an average. “At least” means that no highest figure was seen. A missing figure is missing; it never counts as zero. Sums add the lowest, best and highest figures of the events shown, taking the nearest known figure where one of the three is missing.",
			"Attribution says who claimed it or was said to have done it: claimed, attributed, suspected, disputed, none. Statements of interested parties – states, armed groups – are given as theirs.",
			"Confidence is the compilers' judgment of the record as a whole; the note says what the doubt is.",
		},
	},
	regionMeaning: section{
		Title: "Regions",
		Paragraphs: []string{
			"Regions are areas where the group was reported active, which it claimed as a province, where it was reported to recruit, or which were named as targets. They never mean that it holds land. Where only districts were reported, the whole province is drawn and the districts are named. Disputed boundaries are dashed and not labelled as settled.",
			"Operating region is a filter by place and time: an event belongs to a region when it happened in one of its provinces or countries while the region was reported for.",
		},
	},
	regionsOfOwn: section{
		Title: "Regions",
		Paragraphs: []string{
			"Regions are areas as the publisher of this page dates and sources them. Where only districts were reported, the whole province is drawn and the districts are named. Disputed boundaries are dashed and not labelled as settled.",
			"Operating region is a filter by place and time: an event belongs to a region when it happened in one of its provinces or countries while the region was reported for.",
		},
	},
	privacy: section{
		Title: "Privacy, sharing and citing",
		Paragraphs: []string{
			"The page loads nothing from anywhere but its own address and sends nothing: what you filter stays in the part of the address after #, which browsers never send. Copy link copies a link to exactly what you see. To cite a record, copy its link and name its sources.",
		},
	},
	licences:  "Licenses",
	licenceOf: "The collection: ",
	noLicence: "The collection: its publisher states no license.",
	licenceList: []string{
		"Basemap: Natural Earth (public domain) and GeoNames (CC BY 4.0); names of countries from Unicode CLDR (Unicode License).",
		"Program: MIT license. MapLibre GL JS, PMTiles, go-app and orb under their own licenses, in licences.txt beside this page; a saved file holds it.",
	},
	tables: tableWords{
		strength:       "Estimates of strength, as reported",
		leaders:        "Leaders and other figures, as reported",
		activity:       "What others counted",
		statements:     "Statements and further reading",
		strengthHeads:  []string{"As of", "Number", "Who is counted", "Estimate by", "Sources"},
		leaderHeads:    []string{"Name", "Role", "From – to", "How it ended, doubts", "Sources"},
		activityHeads:  []string{"Period", "Count", "Area", "Counted by", "Sources"},
		statementHeads: []string{"Date", "Who", "What, in our words", "Sources"},
		activityNote:   "These counts follow other rules than this collection and than each other; they show how much a selection leaves out.",
		upTo:           "up to %s",
	}, files: fileWords{
		open:     "Open a file…",
		openHint: "Open events of your own, as GeoJSON or CSV. They are read here and sent nowhere.",
		dropHere: "Drop to open",
		dropHint: "Events as GeoJSON or CSV. They are read here and sent nowhere.",
		reading:  "Reading %s …",
		shown:    ", your own file. It stays on this machine.",
		backTo:   "Back to %s",
		opened: func(name string, events, unplaced, rejected int) string {
			read := "1 event read"
			if events != 1 {
				read = fmt.Sprintf("%d events read", events)
			}
			return fmt.Sprintf("%s: %s, %d without a place, %d rejected.", name, read, unplaced, rejected)
		},
		notOpened:   "%s was not opened; the page shows what it showed before.",
		tooBig:      "%s has %d MB: expected at most %d. Divide it, or leave columns out.",
		noneShared:  "The shared file did not arrive. Open it with “Open a file…”.",
		oneAtATime:  "%d more files were not opened: expected one at a time",
		notKept:     "%s is not kept here. Open it again to see it.",
		noPoint:     "The file gives no coordinates, so there is no point on the map.",
		records:     "The bars count the records of your file.",
		recordsMore: "An event of which only the month or year is known stands in each bar it may belong to. Whether the records are complete is for their author to say.",
		about: func(name string, events int, days event.Span) string {
			return fmt.Sprintf("This page shows %s, a file of your own: %d events from %s to %s. What it says is its author’s, not Wherewhen’s.",
				name, events, days.Start, days.End)
		},
		sections: []section{
			{
				Title: "Your file stays with you",
				List: []string{
					"It was read by this page on this machine. Nothing of it was uploaded, and nothing of it is stored: once you close or reload the page, it is gone from here.",
					"A link copied here holds your filters, not your file. Whoever has the file can open it and filter in the same way.",
					"The links of its sources are followed only when you press them.",
				},
			},
			{
				Title: "How it is shown",
				List: []string{
					"Dates are civil dates, without time zones. A date known only to the month or year counts in every window that touches it.",
					"Figures that are missing are missing; they never count as zero.",
					"Events without coordinates are listed and counted, but stand nowhere on the map.",
				},
			},
			{
				Title: "Basemap and program",
				List: []string{
					"Basemap: Natural Earth (public domain) and GeoNames (CC BY 4.0); names of countries from Unicode CLDR (Unicode License).",
					"Program: MIT license. MapLibre GL JS, PMTiles, go-app and orb under their own licenses, in licences.txt beside this page.",
				},
			},
		},
		opening: section{
			Title: "Opening a file of your own",
			Paragraphs: []string{
				"Press “Open a file…”, or drop a file on the page. It is read here and sent nowhere.",
			},
			List: []string{
				"GeoJSON: points with the properties of this collection; only start, a date, is needed. The file data/events.geojson of this page is an example.",
				"CSV in UTF-8 with the same names as columns, and longitude and latitude in degrees (or lon and lat). Lists such as targets are separated by semicolons. A source has the columns source_url, source_title, source_publisher, source_date.",
				"What cannot be read is named with its line and column; nothing is left out in silence.",
			},
		},
	},
	install: installWords{
		install:    "Install",
		hint:       "Install this page as an app: it opens in a window of its own, also offline",
		title:      "As an app",
		homeScreen: "To keep this page as an app that also works offline: press Share, then “Add to Home Screen”.",
	},
}
