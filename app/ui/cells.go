package ui

import (
	"strconv"
	"strings"

	"wherewhen/app/event"
	"wherewhen/app/session"
)

// cells are the texts of the table of events. isolate is done to each text of
// the data.
type cells struct {
	words   *words
	table   *event.Table
	isolate func(text string) string
}

// text returns what a column says of a row; stated is false when the data says
// nothing, which is never 0.
func (c *cells) text(column session.Column, row int) (text string, stated bool) {
	w, t := c.words, c.table
	if own := ownColumn(t, column); own != nil {
		return c.name(own.Name(row))
	}
	switch column {
	case session.ColumnDate:
		text := w.shortSpan(t.Span(row), t.Precision[row])
		if t.Precision[row] == event.Week {
			text += w.grid.someDay
		}
		return text, true
	case session.ColumnPrecision:
		return w.grid.precisions[t.Precision[row]], true
	case session.ColumnTime:
		return c.note(t.Time.Row(row))
	case session.ColumnTitle:
		return c.name(t.Title.Row(row))
	case session.ColumnSummary:
		return c.note(t.Summary.Row(row))
	case session.ColumnKind:
		return c.value(t.Kind.Name(row))
	case session.ColumnPlace:
		return c.name(t.Place.Row(row))
	case session.ColumnProvince:
		return c.name(t.Admin1.Name(row))
	case session.ColumnCountry:
		return c.name(t.Country.Name(row))
	case session.ColumnGeoPrecision:
		return c.value(t.GeoPrecision.Name(row))
	case session.ColumnLatitude, session.ColumnLongitude:
		return c.degrees(column, row)
	case session.ColumnAttackType:
		return c.value(t.AttackType.Name(row))
	case session.ColumnTargets:
		return c.values(&t.Targets, row, w.notStated)
	case session.ColumnActor:
		return c.name(t.Actor.Name(row))
	case session.ColumnActorLink:
		return c.value(t.ActorLink.Name(row))
	case session.ColumnAttribution:
		return c.value(t.Attribution.Name(row))
	case session.ColumnAttributionNote:
		return c.note(t.AttributionNote.Row(row))
	case session.ColumnKilled:
		return c.people(t.Killed.Row(row))
	case session.ColumnInjured:
		return c.people(t.Injured.Row(row))
	case session.ColumnAttackers:
		return c.value(t.CasualtiesIncludeAttackers.Name(row))
	case session.ColumnCasualtiesNote:
		return c.note(t.CasualtiesNote.Row(row))
	case session.ColumnFirstKilled:
		return c.figure(t.FirstKilled.Row(row))
	case session.ColumnFirstInjured:
		return c.figure(t.FirstInjured.Row(row))
	case session.ColumnConfidence:
		return c.value(t.Confidence.Name(row))
	case session.ColumnConfidenceNote:
		return c.note(t.ConfidenceNote.Row(row))
	case session.ColumnTags:
		return c.values(&t.Tags, row, "")
	case session.ColumnSources:
		if n := t.Sources.Count(row); n > 0 {
			return w.number(n), true
		}
		return w.notStated, false
	case session.ColumnPublishers:
		return c.join(t.Sources.Publishers(row), w.notStated)
	case session.ColumnID:
		return c.name(t.ID.Row(row))
	}
	return c.name("")
}

// name is a text of which something is missing when it is not there.
func (c *cells) name(text string) (string, bool) {
	if text == "" {
		return c.words.notStated, false
	}
	return c.isolate(text), true
}

// note is a text that need not be there.
func (c *cells) note(text string) (string, bool) { return c.isolate(text), text != "" }

// value is the word for a value of a category.
func (c *cells) value(name string) (string, bool) {
	if word, ok := c.words.values[name]; ok {
		return word, true
	}
	return c.name(capitalized(name))
}

func (c *cells) values(l *event.List, row int, none string) (string, bool) {
	codes := l.Row(row)
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = l.Names[code]
		if word, ok := c.words.values[names[i]]; ok {
			names[i] = word
		}
	}
	return c.join(names, none)
}

func (c *cells) join(names []string, none string) (string, bool) {
	if len(names) == 0 {
		return none, false
	}
	for i, name := range names {
		names[i] = c.isolate(name)
	}
	return capitalized(strings.Join(names, ", ")), true
}

func (c *cells) people(r event.Range) (string, bool) {
	if !r.Known() {
		return c.words.notStated, false
	}
	return c.words.people(r), true
}

func (c *cells) figure(n int32) (string, bool) {
	if n == event.Unknown {
		return c.words.notStated, false
	}
	return c.words.number(int(n)), true
}

// degrees gives a point no more decimals than its precision is worth.
func (c *cells) degrees(column session.Column, row int) (string, bool) {
	if !c.table.Located(row) {
		return c.words.notStated, false
	}
	decimals, point := 2, c.table.Point(row)
	if c.table.GeoPrecision.Name(row) == "site" {
		decimals = 4
	}
	degrees := point[0]
	if column == session.ColumnLatitude {
		degrees = point[1]
	}
	return strconv.FormatFloat(degrees, 'f', decimals, 64), true
}

// separated writes rows for a spreadsheet: a line of heads and a line for each
// row, with tabs between the columns.
func (c *cells) separated(columns []session.Column, rows []int32) string {
	var b strings.Builder
	for i, column := range columns {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(spreadsheetText(c.words.head(c.table, column)))
	}
	for _, row := range rows {
		b.WriteByte('\n')
		for i, column := range columns {
			if i > 0 {
				b.WriteByte('\t')
			}
			text, _ := c.text(column, int(row))
			b.WriteString(spreadsheetText(text))
		}
	}
	b.WriteByte('\n')
	return b.String()
}

// spreadsheetText writes a text so that a spreadsheet takes it for one cell
// and for a text: tabs and line breaks become spaces, and what would be a
// formula has an apostrophe before it, as a person would write it.
func spreadsheetText(text string) string {
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text))
	if isFormula(text) {
		return "'" + text
	}
	if strings.HasPrefix(text, `"`) { // else all up to the next one would be one cell
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// isFormula reports whether a spreadsheet may calculate a text. A number is
// none. Marks of direction, which do not show, do not hide one.
func isFormula(text string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool {
		return r == ' ' || r == '\u00a0' || r == '\ufeff' || '\u200b' <= r && r <= '\u200f' || '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
	})
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(text, sign) {
			return strings.Trim(strings.TrimPrefix(text, "-"), "0123456789.") != "" || text == "-"
		}
	}
	return false
}
