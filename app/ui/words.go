package ui

import (
	"fmt"
	"math"
	"strconv"
	"unicode"
	"unicode/utf8"

	"wherewhen/app/bidi"
	"wherewhen/app/citation"
	"wherewhen/app/collection"
	"wherewhen/app/event"
	"wherewhen/app/session"
	"wherewhen/app/timeline"
)

// words are the words shown in one language: everything the page says stands
// here or in the data.
type words struct {
	lang string

	title, promise                        string
	notKept                               string
	skipToList, skipToMap, skipToTimeline string
	theme, themeSystem                    string
	light, dark                           string
	share, shareHint                      string
	copyLink, copyLinkHint                string
	linkCopied, linkCopiedOfOwn           string
	linkFailed                            string
	saveFile, saveFileHint                string
	saveShown, saveAll                    string
	saving, saveFailed                    string
	holdsSome, holdsAll                   string
	problems, moreProblems, dismiss       string
	newVersion, reload                    string
	unknownEvent, unknownRegion           string
	back, close                           string

	filters, showFilters   string
	search, searchHint     string
	activeFilters, remove  string
	reset, resetHint       string
	more, fewer, notStated string
	moreSought             string

	events, showEvents, details   string
	eventsOf, eventOne, eventMany string
	noEvents, noEventsHint        string
	showAll, sortOrder            string
	newestFirst, oldestFirst      string

	mapLabel, mapLoading, mapLost, noWebGL string
	mapPlain, mapKeys                      string
	mapPlaces, mapPlacesHint               string
	placesOne, placesMany                  string
	zoomIn, zoomOut, fit, globe            string
	withinLabel, drawBox, drawArea         string
	onlyView, onFlatMap, drawHint          string
	withinView, withinBox, withinArea      string
	leftOutOne, leftOutMany                string
	zoomToPlaces                           string
	jumpTo, jumpWorld                      string
	findPlace, nothingFound, inCollection  string
	onlyReported                           string
	areaOne, areaMany                      string
	marks, byCircles, byDensity, byDots    string
	legend, numberOf                       string
	basemap, basemapPrivacy                string
	eventsPerHexagon, killedPerHexagon     string
	hexagonAcross, onlyPoints              string
	noneOrNoFigure                         string
	aboutDots, noDots                      string
	byEvents, byKilled                     string
	regionsShown, areasShown               string
	regions, neverControl                  string
	wholeProvince, onlyDistricts, alsoHere string

	timeline                   string
	axisLabel                  string
	notACensus, notACensusMore string
	allDates, from, to         string
	start, end, window         string
	play, pause                string
	stepBack, stepForward      string
	binCounts                  string

	date, place, casualties string

	killedShort, injuredShort      string
	noFigure, notReported          string
	noKilledFigures                string
	atLeast, orMore, withoutFigure string
	killedSpread, killedSum        string
	attackersIncluded              string
	attackersNot                   string
	attackersUnknown               string
	firstReported, firstKept       string
	laterReported                  string
	attribution, link, targets     string
	accordingTo, rivalClaims       string
	noneForAttribution             string
	confidence                     string
	sources, supports, openSource  string
	coordinates                    string
	coordinatesApproximate         string
	areaOnly, notShown             string
	knownTo, knownOnlyTo, overDays string
	dateKnown                      [5]string // by event.Precision
	reportedFor, ongoing           string
	districts                      string

	method, methodBack string
	thisCollection     string
	thisFile           string
	needsNoNetwork     string
	savedFrom          string
	licencesOfParts    string
	about              func(what string, events, regions int, days event.Span) string
	licences           string
	licenceOf          string
	noLicence          string
	licenceList        []string

	// What holds for every collection.
	reading, regionMeaning, regionsOfOwn, privacy section

	tables   tableWords
	grid     gridWords
	related  relatedWords
	time     timeWords
	files    fileWords
	install  installWords
	describe describeWords
	compare  compareWords
	take     takeWords
	shade    shadeWords
	cite     citeWords
	keys     keyWords
	periods  periodWords
	sheet    sheetWords
	marking  markWords

	facets     [session.FacetCount]string
	values     map[string]string // of categories of the events
	supportsOf map[string]string
	roles      map[string]string // of regions
	months     [12]string
	monthsIn   [12]string // short
}

// incomparable are words that nobody compares: the program is the smaller for
// it.
type incomparable [0]func()

// section is a part of the page about the method.
type section = collection.Section

// tableWords are the words of the tables of what others counted and said.
type tableWords struct {
	strength, leaders, activity, statements                   string // headings
	strengthHeads, leaderHeads, activityHeads, statementHeads []string
	activityNote, upTo                                        string
}

// timeWords are about the lanes, playback and context of the timeline.
type timeWords struct {
	_ incomparable

	dateFormat, dateHint string
	orderWords
	noDate, still, outside, bands        string
	presets, presetsLabel, lastMonths    string
	fold, unfold                         string
	options, optionsHint                 string
	playback, playBack                   string
	direction, forward, backward         string
	step, stepAuto                       string
	units                                [5]string // by timeline.Unit
	window                               string
	modes                                [3]string // by timeline.Mode
	speed, loop, calm                    string
	lanes, lanesHint, lanesOff, lanesBy  string
	lanesKeys, resize, laneOrder         string
	byCount, byName, filling             string
	spread                               string // of events in a column of a lane
	noneShown, allExact, noDay           string
	inexact, inexactHint                 string
	toWeek, toMonth, toYear, severalDays string
	undated                              string // events without a date
	binSpread                            string
	context, contextHint                 string
	contexts, contextNotes, contextKeys  [4]string // in the order of contextKinds
	contextList, strengthScale           string
	startUnknown, uncertain, countedBy   string
	source                               string
}

// fileWords are about files of a person's own.
type fileWords struct {
	open, openHint        string
	dropHere, dropHint    string
	readAs                string
	shown, backTo         string // header
	opened                func(name string, events, unplaced, undated, rejected int) string
	notOpened, noneShared string
	onlyGeoJSON           string
	oneAtATime            string
	notKept, notTheSame   string
	reportHint, asWritten string
	problems              func(n int) string
	noPoint               string // of an event
	records, recordsMore  string // beside the timeline
	about                 func(name string, events int, days event.Span) string
	sections              []section // of the method page
	opening               section
}

// gridWords are about the table of events.
type gridWords struct {
	_ incomparable

	panes, paneMap, paneTable         string // what is in front
	label, hint, skip                 string
	columns, columnsHint, usual       string
	earlier, later, narrower, wider   string
	copy, copyHint, copied, notCopied string
	rowOne, rowMany                   string
	tooMany                           string
	selected                          string
	sorting, sorted, then             string
	latest, earliest, highest, lowest string
	forward, backward                 string // along the alphabet
	finest, coarsest                  string
	clear                             string
	firstRows, allRows                string // printed
	someDay                           string // of a week
	precisions                        [5]string
	heads                             [session.ColumnCount]string
}

// relatedWords are about the events beside one.
type relatedWords struct {
	title           string
	relations       [session.RelationCount]string
	nearest         string
	filtered        string
	previous, next  string
	isFirst, isLast string
	beside          string
}

// installWords are about the page as an app.
type installWords struct{ install, title, hint, homeScreen string }

// describeWords are those of what is shown, in one sentence or two.
type describeWords struct {
	kinds                  map[string][2]string // one, many
	event                  [2]string
	none                   string
	at, in                 string
	noNearer               string
	provinceOf             string
	and                    string
	countries, noCountry   string
	matching               string
	spread                 string
	allBy, mostBy, oftenBy string
	noMeans                map[string]bool // attack types that are no way to attack
	without, coarsePlace   string
	filters                string
}

// orderWords are about a first day that is typed after the last one.
type orderWords struct{ afterTo, beforeFrom string }

// compareWords are about the comparison of two periods.
type compareWords struct {
	begin, beginHint, label string
	a, b                    string
	start, end, window      string
	orderWords
	choose, chooseLabel      string
	choices                  [session.PeriodChoices]string
	swap, swapHint           string
	finish, finishHint       string
	heads                    []string // of the figures, by column
	beside, between          string
	more, fewer, same, value string
	lengths, few, whose      string
	day                      [2]string
	first, chip              string
	inA, circles, marksOfA   string
	onlyA, onlyAHint         string // beside what shows A alone
	regions                  string
	describedA, described    string
	killed, listed           string
	dataOfA, saveEither      string
	counting, noDays         string
	withoutInB, numberOf     string
	leftHalf, rightHalf      string
}

// takeWords are about what can be taken away: files of events, pictures, paper.
type takeWords struct {
	_ incomparable

	data, dataHint         string
	csv, geoJSON           string
	note, noteHint         string
	picture, png, svg      string
	print                  string
	writing, done, changed string
	texts                  [2]string

	contributors, keep   string
	staysOut, right      string
	of, savedOn, licence string
	by, view, columns    string
	filters, noFilters   string
	basemap, outlines    string
	noRegions, area      string
	notDrawn, noMap      string
	noLanes              string
	bars                 [5]string // of a picture: exact, inexact, on other days, of B, left out
}

// shadeWords are about areas that are shaded. Lists are by session.AreaLevel.
type shadeWords struct {
	_ incomparable

	shaded                                 string
	levels, eventsIn, killedIn, notLocated [2]string
	difference                             string
	none                                   [2]string
	noOutlines                             string
	noEvent, noEventShown, noFigure        string
	only, add, release                     string
	about                                  string
	equal, tooFew, tooFewFigures           string
	noFigureOfOne, noDifference, killed    string
	onlyRegion, regionHint, noInjured      string
}

// markWords are about what marks on the map tell, and how sure it is.
type markWords struct {
	_ incomparable

	color, colorIs                    string
	other, otherOrSeveral             string
	byInjured, injuredPerHexagon      string
	impreciseHint                     string
	noPlace, noDate, noNearer, disc   string
	attackers                         string // of sums
	attackersIn, attackersNotIn       string
	attackersUnknownIn                string
	attackersCounted, attackersNone   string // beside sums
	attackersOpen, attackersShort     string
	sizes, noFigures                  string
	signs                             string
	places, placesHint                string
	near                              [5]string // by mapview.Nearness
	spread, spreadHint, spreadTooMany string
	fold, spreadList, spreadKeys      string
}

// citeWords are about citing the record of an event, and correcting it.
type citeWords struct {
	citation.Words
	title, plain, bibTeX, csl                string
	copied, reportCopied, failed             string
	correct, report, reportHint, reportTitle string
	record, collection, version, link        string
	states, headline, source                 string
	wrong, shows                             string
}

// keyWords are about what keys do.
type keyWords struct {
	open, hint, title, opens string
	parts                    [keyParts]string
	does                     [keyParts][]string // in the places of shortcuts
	names                    map[string]string  // of keys that are not called as they write
}

// periodWords are about the table of events by period.
type periodWords struct {
	open, hint, title      string
	by, many               [3]string // year, quarter, month
	killed, without        string    // heads
	beyond                 string
	mostEvents, mostKilled string
	killedIn, asMany       string
	overlap, empty, first  string
	counting, told         string
}

// sheetWords are about the height of the sheet of phones, from low to high.
type sheetWords struct {
	label string
	sizes [sheetSizes]string
}

// size writes the size of a file.
func (w *words) size(bytes int) string {
	if bytes < 100_000 {
		return w.number((bytes+999)/1000) + "\u00a0kB"
	}
	return strconv.FormatFloat(float64(bytes)/1e6, 'f', 1, 64) + "\u00a0MB"
}

// savedAs says that a file was saved.
func (w *words) savedAs(name string, bytes int) string {
	return fmt.Sprintf(w.take.done, name, w.size(bytes))
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
	return bidi.Isolate(capitalized(name))
}

func capitalized(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// number writes a whole number with thousands set apart.
func (w *words) number(n int) string { return thousands(n) }

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// short writes a number for a narrow place: 6k for 6,000.
func (w *words) short(n int) string {
	if n >= 1000 && n%100 == 0 {
		return strconv.FormatFloat(float64(n)/1000, 'g', 4, 64) + "k"
	}
	return w.number(n)
}

// counted writes a number with the word for one or for many.
func (w *words) counted(n int, one, many string) string { return counted(n, one, many) }

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// numbers writes the whole numbers from one to another.
func (w *words) numbers(from, to int) string {
	if from == to {
		return w.number(from)
	}
	return w.number(from) + "–" + w.number(to)
}

// distance writes a distance with two digits that count.
func (w *words) distance(km float64) string {
	twoDigits := func(v float64) float64 {
		n, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 1, 64), 64)
		return n
	}
	n, unit := twoDigits(km), "\u00a0km"
	if n < 1 {
		n, unit = twoDigits(km*1000), "\u00a0m"
	}
	if n < 10 {
		return strconv.FormatFloat(n, 'f', 1, 64) + unit
	}
	return w.number(int(math.Round(n))) + unit
}

// countEvents counts events.
func (w *words) countEvents(n int) string { return w.counted(n, w.eventOne, w.eventMany) }

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
	case event.Undated:
		return w.value("undated")
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
	if p == event.Day && s.Days() > 1 {
		return fmt.Sprintf(w.overDays, w.dateKnown[p], s.Days())
	}
	return w.dateKnown[p]
}

// geoPrecision says in words how exactly a place is known.
func (w *words) geoPrecision(p string) string {
	switch p {
	case "":
		return ""
	case "country", "province":
		return fmt.Sprintf(w.knownOnlyTo, w.value(p))
	}
	return fmt.Sprintf(w.knownTo, w.value(p))
}

// people writes a range of people as one figure, a range, or "at least".
func (w *words) people(r event.Range) string {
	n := func(v int32) string { return w.number(int(v)) }
	if !r.Known() {
		return w.notReported
	}
	f := r.Filled()
	switch {
	case r.High == event.Unknown && f.Low < f.Best:
		return fmt.Sprintf(w.orMore, n(f.Best), n(f.Low))
	case r.High == event.Unknown && r.Best != 0: // who writes 0 means none
		return fmt.Sprintf(w.atLeast, n(f.Best))
	case f.Low == f.High:
		return n(f.Best)
	case r.Best == event.Unknown:
		return n(f.Low) + "–" + n(f.High)
	}
	return fmt.Sprintf("%s (%s–%s)", n(f.Best), n(f.Low), n(f.High))
}

// summary is the line that is always visible: how many events are shown, how
// many people were reported killed in them, how many have no figure of that, and
// whether the figures count attackers.
func (w *words) summary(t session.Totals) (events, killed, unknown, attackers string) {
	events = fmt.Sprintf(w.eventsOf, w.number(t.Shown), w.number(t.All))
	killed = w.killedIn(t, w.killedSpread)
	if without := t.Shown - t.WithFigure; t.Stated && without > 0 {
		unknown = fmt.Sprintf(w.withoutFigure, w.number(without))
	}
	return events, killed, unknown, w.attackersShort(t.Attackers)
}

// killedIn says how many people were reported killed in what is shown, spread
// the way of lowest and highest figure; "" where it has nothing to say.
func (w *words) killedIn(t session.Totals, spread string) string {
	switch {
	case !t.Stated || t.Shown == 0:
		return ""
	case t.WithFigure == 0:
		return w.noKilledFigures
	}
	killed := w.number(t.Killed.Best) + " " + w.killedShort
	if t.Killed.Low != t.Killed.High {
		killed += " " + fmt.Sprintf(spread, w.number(t.Killed.Low), w.number(t.Killed.High))
	}
	return killed
}

// killedAfter says after a number of events, each part after a separator, how
// many people were reported killed in them, in how many there is no figure, and
// whether the figures count attackers; "" where there is nothing to say.
func (w *words) killedAfter(t session.Totals, separator string) string {
	text := w.killedIn(t, w.killedSpread)
	if text == "" {
		return ""
	}
	text = separator + text
	if without := t.Shown - t.WithFigure; without > 0 && t.WithFigure > 0 {
		text += separator + fmt.Sprintf(w.withoutFigure, w.number(without))
	}
	if attackers := w.attackersShort(t.Attackers); attackers != "" {
		text += separator + attackers
	}
	return text
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
