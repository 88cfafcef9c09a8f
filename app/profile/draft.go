package profile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"github.com/paulmach/orb"

	"wherewhen/app/event"
	"wherewhen/app/intake"
)

// draft is an event that a row is being made into.
type draft struct {
	r     *Reader
	cells []string
	line  int
	kept  []intake.Problem // until the id is known

	event      event.Event
	start, end when
	started    bool
	ended      bool
	startText  string // as written, when no date could be read
	startWhy   string
	startIn    string
	endText    string
	endWhy     string
	endIn      string
	stated     event.Precision
	within     bool // stated makes no interval wider
	latitude   degrees
	longitude  degrees
	nowhere    bool
	coarse     bool   // there are coordinates, but of no place
	made       []byte // texts that are no cells, one after the other, until the next row
}

// degrees are a coordinate with where they stand.
type degrees struct {
	v      float64
	given  bool
	wrong  bool // said already
	column string
	text   string
}

func (d *draft) begin(r *Reader, cells []string, line int) {
	kept, sources, targets, tags, made := d.kept[:0], d.event.Sources[:0], d.event.Targets[:0], d.event.Tags[:0], d.made[:0]
	own := d.event.Own
	clear(own)
	*d = draft{}
	d.r, d.cells, d.line, d.kept, d.made = r, cells, line, kept, made
	e := &d.event
	e.Sources, e.Targets, e.Tags, e.Own = sources, targets, tags, own
	e.Killed, e.Injured = event.UnknownRange, event.UnknownRange
	e.FirstReport.Killed, e.FirstReport.Injured = event.Unknown, event.Unknown
}

func (d *draft) problem(column, value, expected string, rejected bool) {
	p := d.r.problemAt(d.line)
	p.Field, p.Value, p.Expected, p.Rejected = column, shortened(value), expected, rejected
	d.kept = append(d.kept, p)
}

func (d *draft) warn(column, value, expected string) { d.problem(column, value, expected, false) }

// reject says why the row is no event and gives out what was found wrong.
func (d *draft) reject(column, value, expected string) {
	d.problem(column, value, expected, true)
	d.report()
}

func (d *draft) report() {
	id := shortened(d.event.ID)
	for _, p := range d.kept {
		p.ID = id
		d.r.problems = append(d.r.problems, p)
	}
	d.kept = d.kept[:0]
}

// fits reports whether the row has as many cells as there are columns. One too
// many puts values under the wrong names; those that are missing at the end
// are empty.
func (d *draft) fits() bool {
	n := len(d.r.columns)
	if len(d.cells) <= n || blank(d.cells[n:]) {
		return true
	}
	d.reject("", strconv.Itoa(len(d.cells))+" cells", fmt.Sprintf("%d, one for each column", n))
	return false
}

// cell returns a cell without blanks around it, "" for one that is missing or
// stands for unknown.
func (d *draft) cell(s *step, at int) string {
	if at < 0 || at >= len(d.cells) {
		return ""
	}
	v := d.cells[at]
	if d.r.ours {
		v = unquoted(v)
	} else if padded(v) {
		v = strings.TrimSpace(v)
	}
	for _, absent := range s.Absent {
		if v == absent {
			return ""
		}
	}
	return v
}

// padded reports whether there may be blanks around a text.
func padded(v string) bool {
	return v != "" && (v[0]-'!' > '~'-'!' || v[len(v)-1]-'!' > '~'-'!')
}

// value returns what a cell means by the codes of its use.
func (d *draft) value(s *step, at int) string {
	if s.plain && uint(at) < uint(len(d.cells)) {
		if v := d.cells[at]; !padded(v) {
			return v
		}
	}
	v := d.cell(s, at)
	if v == "" || s.Codes == nil {
		return v
	}
	meaning, ok := s.Codes[v]
	if !ok {
		// Programs for statistics write codes as 1.0.
		if n, isNumber := wholeFloat(v); isNumber {
			meaning, ok = s.Codes[strconv.Itoa(n)]
		}
	}
	if !ok {
		meaning, ok = s.Codes[Any]
	}
	switch {
	case !ok:
		d.warn(d.column(at), v, "one of the codes "+strings.Join(slices.Sorted(maps.Keys(s.Codes)), ", "))
		return ""
	case meaning == Same:
		return v
	}
	return meaning
}

func (d *draft) column(at int) string {
	if at < 0 || at >= len(d.r.columns) {
		return ""
	}
	return d.r.columns[at]
}

// said puts a value into what a use says.
func (d *draft) said(s *step, value string) string {
	switch {
	case s.Says == "" || value == "":
		return value
	case len(s.before) == len(s.Says):
		return s.Says
	}
	return d.make(s.before, value, s.after)
}

// make makes a text of parts that is there until the next row.
func (d *draft) make(parts ...string) string {
	from := len(d.made)
	for _, part := range parts {
		d.made = append(d.made, part...)
	}
	made := d.made[from:]
	return unsafe.String(unsafe.SliceData(made), len(made))
}

// text returns what a use says of its columns, of a column of few different
// values as a text that outlasts the row.
func (d *draft) text(s *step) string {
	switch {
	case len(s.at) == 0:
		return s.Says
	case s.known == nil && len(s.at) == 1:
		return d.value(s, s.at[0])
	case s.known != nil && uint(s.at[0]) < uint(len(d.cells)):
		return d.known(s, d.cells[s.at[0]])
	}
	joined := ""
	for _, at := range s.at {
		v := d.value(s, at)
		if v != "" && s.Format == First {
			joined = v
			break
		}
		joined = d.join(joined, s.separator, v)
	}
	return d.shared(s, d.said(s, joined))
}

// known returns what a cell makes a use say.
func (d *draft) known(s *step, cell string) string {
	if cell == "" {
		return ""
	}
	known := s.known.of(cell)
	if known.is(cell) {
		return known.means
	}
	problems := len(d.kept)
	said := d.shared(s, d.said(s, d.value(s, s.at[0])))
	if len(cell) <= longestKept && len(d.kept) == problems {
		if !s.shared {
			said = strings.Clone(said)
		}
		known.keep(cell, said)
	}
	return said
}

// shared makes a text one that outlasts the row, if it is of a role of few different values.
func (d *draft) shared(s *step, text string) string {
	if text == "" || !s.shared {
		return text
	}
	return d.r.share(text)
}

func (d *draft) take(s *step) {
	e := &d.event
	switch s.kind {
	case setText:
		t := &s.text
		v := d.text(s)
		if v == "" {
			return
		}
		if t.values != nil && !slices.Contains(t.values, v) {
			d.warn(d.columnOf(s), v, "one of "+strings.Join(t.values, ", "))
			return
		}
		*s.to = v
		if s.Role == "actor" && !d.r.ours && strings.Contains(v, " and/or ") {
			e.AttributionNote = d.join(e.AttributionNote, "; ", d.columnOf(s)+" leaves open which: "+v)
		}
	case joinedText:
		if v := d.text(s); v != "" {
			*s.to = d.join(*s.to, s.text.join, v)
		}
	case listText:
		d.list(s, s.list(e))
	case figure:
		d.figure(s)
	case date:
		d.date(s)
	case datePrecision:
		d.datePrecision(s)
	case geoPrecision:
		d.geoPrecision(s)
	case coordinate:
		d.coordinate(s)
	case ofSource:
		d.source(s)
	case ownColumn:
		if v := d.text(s); v != "" {
			e.Own[s.number] = v
		}
	}
}

func (d *draft) columnOf(s *step) string {
	if len(s.at) == 0 {
		return string(s.Role)
	}
	return d.column(s.at[0])
}

func (d *draft) join(before, separator, after string) string {
	switch {
	case before == "":
		return after
	case after == "":
		return before
	}
	return d.make(before, separator, after)
}

// share returns a text that outlasts the row, the same for the same text.
func (r *Reader) share(text string) string {
	if kept, ok := r.shared[text]; ok {
		return kept
	}
	kept := strings.Clone(text)
	r.shared[kept] = kept
	return kept
}

func (d *draft) list(s *step, into *[]string) {
	add := func(entry string) {
		if entry != "" && !slices.Contains(*into, entry) {
			*into = append(*into, d.r.share(entry))
		}
	}
	if len(s.at) == 0 {
		add(s.Says)
	}
	for _, at := range s.at {
		v := d.value(s, at)
		if elements, ok := nested(v); ok {
			for _, one := range elements {
				add(d.said(s, word(one)))
			}
			continue
		}
		switch s.Format {
		case Entries:
			for _, one := range entries(v) {
				*into = append(*into, d.r.share(one))
			}
		case Semicolons, Commas:
			separator := ";"
			if s.Format == Commas {
				separator = ","
			}
			for one := range strings.SplitSeq(v, separator) {
				add(d.said(s, strings.TrimSpace(one)))
			}
		default:
			add(d.said(s, v))
		}
	}
}

func (d *draft) figure(s *step) {
	e := &d.event
	for _, at := range s.at {
		v := d.value(s, at)
		if v == "" {
			continue
		}
		r, ok := parseFigures(v)
		whole := &e.Killed
		switch {
		case s.Role == "injured":
			whole = &e.Injured
		case s.Role != "killed":
			whole = nil
		}
		switch {
		case !ok || whole == nil && r.Best == event.Unknown:
			d.warn(d.column(at), v, aFigure)
		case r.Best != event.Unknown:
			*s.figure(e) = r.Best
		default:
			*whole = r
		}
	}
}

func (d *draft) date(s *step) {
	var w when
	var reason, text, in string
	if s.Format == Parts {
		parts := make([]string, 0, 3)
		for _, at := range s.at {
			parts = append(parts, d.cell(s, at))
		}
		text, in = strings.Trim(strings.Join(parts, "-"), "-"), d.columnOf(s)
		if text == "" {
			d.noDateIn(s)
			return
		}
		w, reason = dateOfParts(parts)
		if reason != "" && in == "" {
			in = string(s.Role)
		}
	} else {
		if len(s.at) > 0 {
			text, in = d.value(s, s.at[0]), d.columnOf(s)
		}
		if text == "" {
			d.noDateIn(s)
			return
		}
		if w, reason = parseDate(text, s.Format); reason == fourDigits && len(s.at) > 1 {
			if whole, ok := withYear(text, d.cell(s, s.at[1])); ok {
				w, reason = parseDate(whole, s.Format)
			}
		}
	}
	to, done, why, written, column := &d.start, &d.started, &d.startWhy, &d.startText, &d.startIn
	if s.Role == "end" {
		to, done, why, written, column = &d.end, &d.ended, &d.endWhy, &d.endText, &d.endIn
	}
	*column, *written = in, text
	if reason != "" {
		if !*done {
			*why = reason
		}
		return
	}
	*to, *done, *why = w, true, ""
	if w.loose {
		d.event.ConfidenceNote = d.join(d.event.ConfidenceNote, "; ", asWritten+text)
	}
	if w.time != "" && d.event.Time == "" && s.Role == "start" {
		d.event.Time = w.time
	}
}

// noDateIn keeps where a date was looked for.
func (d *draft) noDateIn(s *step) {
	if s.Role == "start" && d.startIn == "" {
		d.startIn = d.columnOf(s)
	}
}

const precisionExpected = "day, week, month or year"

func (d *draft) datePrecision(s *step) {
	v := d.text(s)
	if v == "" {
		return
	}
	p, err := event.ParsePrecision(v)
	if err != nil {
		d.warn(d.columnOf(s), v, precisionExpected)
		return
	}
	d.stated, d.within = p, s.Format == Within
}

func (d *draft) geoPrecision(s *step) {
	v := d.text(s)
	near := slices.Index(nearness, v)
	switch {
	case v == "":
	case v == nowhere:
		d.nowhere, d.event.GeoPrecision = true, ""
	case near < 0:
		d.warn(d.columnOf(s), v, "one of "+strings.Join(nearness, ", "))
	default:
		d.nowhere, d.event.GeoPrecision = false, nearness[near]
	}
}

func (d *draft) coordinate(s *step) {
	for _, at := range s.at {
		v := d.value(s, at)
		if v == "" {
			continue
		}
		if s.Role == Point {
			d.pair(s, d.column(at), v)
			return
		}
		n, a, ok := parseDegrees(v)
		to, wrong := &d.latitude, longitudeAxis
		if s.Role == "longitude" {
			to, wrong = &d.longitude, latitudeAxis
		}
		switch {
		case !ok:
			d.warn(d.column(at), v, degreesExpected)
			to.wrong = true
		case a == wrong:
			d.warn(d.column(at), v, string(s.Role)+"; are latitude and longitude exchanged?")
			to.wrong = true
		default:
			*to = degrees{v: n, given: true, column: d.column(at), text: v}
		}
		return
	}
}

func (d *draft) pair(s *step, column, text string) {
	var lat, lon float64
	if p, ok := parseWKT(text); ok {
		lon, lat = p[0], p[1]
	} else if s.Format == WKT {
		d.warn(column, text, wktExpected)
		return
	} else {
		first, second, a, ok := parsePair(text)
		switch {
		case !ok:
			d.warn(column, text, pairExpected)
			return
		case a == longitudeAxis || a == anyAxis && s.Format == LonLat:
			lon, lat = first, second
		default:
			lat, lon = first, second
		}
	}
	d.latitude = degrees{v: lat, given: true, column: column, text: text}
	d.longitude = degrees{v: lon, given: true, column: column, text: text}
}

func (d *draft) source(s *step) {
	number, part := s.number, s.part
	for i, at := range s.at {
		v := d.value(s, at)
		if v == "" {
			continue
		}
		if elements, ok := nested(v); ok && part != "supports" {
			for _, one := range elements {
				d.event.Sources = append(d.event.Sources, nestedSource(one))
			}
			continue
		}
		n := number
		if s.Format == First && i > 0 {
			if src := d.event.Sources; number < len(src) && sourceText(&src[number], part) != "" {
				return
			}
		} else if s.Format == "" {
			n += i
		}
		for len(d.event.Sources) <= n {
			d.event.Sources = append(d.event.Sources, event.Source{})
		}
		of := &d.event.Sources[n]
		if part == "supports" {
			for _, one := range entries(v) {
				of.Supports = append(of.Supports, d.r.share(one))
			}
			continue
		}
		*sourcePart(of, part) = d.said(s, v)
	}
}

func sourcePart(s *event.Source, part string) *string {
	switch part {
	case "title":
		return &s.Title
	case "publisher":
		return &s.Publisher
	case "date":
		return &s.Date
	}
	return &s.URL
}

func sourceText(s *event.Source, part string) string {
	if part == "supports" {
		return ""
	}
	return *sourcePart(s, part)
}

// finish makes the event of what the columns gave; ok is false when it is none.
func (d *draft) finish() (e *event.Event, ok bool) {
	e = &d.event
	if e.ID == "" {
		e.ID = strings.ReplaceAll(d.r.position(d.line), " ", "-")
	}
	if e.Title == "" {
		e.Title = e.ID
	}
	if !d.dates() {
		return nil, false
	}
	d.place()
	e.Killed = d.figures("killed", e.Killed)
	e.Injured = d.figures("injured", e.Injured)
	if !d.r.ours && !e.Killed.Known() && !e.Injured.Known() {
		e.CasualtiesIncludeAttackers = "" // of no figures
	}
	e.Sources = slices.DeleteFunc(e.Sources, func(s event.Source) bool {
		return s.Title == "" && s.Publisher == "" && s.Date == "" && s.URL == "" && len(s.Supports) == 0
	})
	d.report()
	return e, true
}

// dates sets when it happened; ok is false for a row that says nothing of an
// event.
func (d *draft) dates() (ok bool) {
	if !d.started && d.ended && d.startText == "" {
		d.start, d.started = d.end, true
	}
	switch {
	case !d.started:
		reason := d.startWhy
		if reason == "" {
			reason = aDate
		}
		column := d.startIn
		if column == "" {
			column = "start"
		}
		return d.undated(column, d.startText, reason)
	case d.endWhy != "":
		return d.undated(d.endIn, d.endText, d.endWhy)
	}
	if d.stated == event.Undated {
		d.warn("date_precision", d.stated.String(), precisionExpected)
		d.stated = event.Day
	}
	span, precision := d.start.span, max(d.start.precision, d.stated)
	interval := d.ended && d.end.span != d.start.span
	if interval {
		if d.end.span.End < span.Start {
			return d.undated(d.endIn, d.endText, "a date not before "+span.Start.String())
		}
		span.End, precision = d.end.span.End, max(precision, d.end.precision)
	}
	if d.stated > event.Day && !(interval && d.within) {
		span = event.Span{Start: precision.Around(span.Start).Start, End: precision.Around(span.End).End}
	}
	// An interval says by itself how exactly the date is known. It keeps a
	// precision that it fills, as from one month to another.
	for interval && d.within && precision > event.Day && (precision.Around(span.Start).Start != span.Start || precision.Around(span.End).End != span.End) {
		precision--
	}
	d.event.Span, d.event.Precision = span, precision
	return true
}

// undated leaves the event without a date, and says what was expected in place of
// what is written.
func (d *draft) undated(column, text, expected string) (ok bool) {
	if d.unsaid() || d.r.cover && slices.Contains(d.event.Tags, titleSlide) {
		d.reject(column, text, expected)
		return false
	}
	if text != "" || d.stated != event.Undated {
		d.warn(column, text, expected)
	}
	if written := d.join(d.startText, " – ", d.endText); written != "" {
		d.event.ConfidenceNote = d.join(d.event.ConfidenceNote, "; ", asWritten+shortened(written))
	}
	d.event.Precision = event.Undated
	return true
}

// unsaid reports whether no cell says what happened or where: a row of numbers
// alone is a sum of others.
func (d *draft) unsaid() bool {
	for i := range d.r.steps {
		switch s := &d.r.steps[i]; {
		case s.Role == "id" || s.kind == date || s.kind == datePrecision || s.kind == figure:
		case slices.ContainsFunc(s.at, func(at int) bool { return d.cell(s, at) != "" }):
			return false
		}
	}
	return true
}

// asWritten stands before a date that was not read, or not all of it.
const asWritten = "date as written: "

func (d *draft) place() {
	e := &d.event
	lat, lon := d.latitude, d.longitude
	switch {
	case lat.wrong || lon.wrong:
		return
	case lat.given != lon.given:
		one, missing := lat, "longitude"
		if lon.given {
			one, missing = lon, "latitude"
		}
		d.warn(one.column, one.text, "a "+missing+" beside it")
		return
	case !lat.given:
		return
	}
	if expected := misplaced(lon.v, lat.v); expected != "" {
		if d.nowhere && lon.v == 0 && lat.v == 0 {
			return
		}
		field, value := lat.column, lat.text
		switch {
		case lat.column != lon.column:
			field, value = lat.column+", "+lon.column, lat.text+", "+lon.text
		}
		d.warn(field, value, expected)
		return
	}
	if d.nowhere || e.GeoPrecision == "province" || e.GeoPrecision == "country" {
		d.coarse = true // a point there would be the middle of something else
		return
	}
	e.Point, e.Located = orb.Point{lon.v, lat.v}, true
}

// figures returns those that agree; of others it keeps the best one and says
// in the note what the file has.
func (d *draft) figures(of string, r event.Range) event.Range {
	kept, ok := consistent(r)
	if ok {
		return r
	}
	var given []string
	for _, f := range [...]struct {
		word string
		n    int32
	}{{"low", r.Low}, {"best", r.Best}, {"high", r.High}} {
		if f.n != event.Unknown {
			given = append(given, f.word+" "+strconv.Itoa(int(f.n)))
		}
	}
	all := strings.Join(given, ", ")
	d.warn(of, all, "low ≤ best ≤ high; what contradicts the best figure is kept in a note only")
	d.event.CasualtiesNote = d.join(d.event.CasualtiesNote, "; ", of+" as the file has it: "+all)
	return kept
}
