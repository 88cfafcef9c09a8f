package event

import (
	"math"

	"github.com/paulmach/orb"
)

// Table holds n events as columns: every slice has one entry per row, in the
// order the events were added. Columns are read-only once built; the filter
// engine and the map take them as they are.
type Table struct {
	ID, Title, Summary Texts

	Start, End []int32 // days as in Date, both inclusive
	Precision  []Precision
	Time       Texts

	Place        Texts
	Admin1Code   Category
	CountryCode  Category
	Admin1       Category
	Country      Category
	GeoPrecision Category
	Lon, Lat     []float64 // degrees; NaN when the event is not located
	Area         Category

	CoordinateSource Texts

	Kind       Category
	AttackType Category
	Targets    List
	Tags       List

	Actor           Category
	ActorLink       Category
	Attribution     Category
	AttributionNote Texts

	Killed, Injured            Ranges
	CasualtiesIncludeAttackers Category
	CasualtiesNote             Texts
	FirstKilled, FirstInjured  []int32 // Unknown when absent

	Confidence     Category
	ConfidenceNote Texts

	Sources Sources
}

// Texts is a column of free texts; "" is absent.
type Texts []string

// Category is a column of one value per row out of Names. The name "" stands
// for absent.
type Category struct {
	Codes []uint16 // one per row, index into Names
	Names []string // in order of first appearance
	index map[string]uint16
}

// Name returns the value of a row.
func (c *Category) Name(row int) string { return c.Names[c.Codes[row]] }

// Code returns the code of a name.
func (c *Category) Code(name string) (code uint16, ok bool) {
	code, ok = c.index[name]
	return code, ok
}

func (c *Category) intern(name string) uint16 {
	code, ok := c.index[name]
	if !ok {
		if c.index == nil {
			c.index = make(map[string]uint16)
		}
		code = uint16(len(c.Names))
		c.Names = append(c.Names, name)
		c.index[name] = code
	}
	return code
}

// List is a column of any number of values per row: those of row i are
// Codes[Offsets[i]:Offsets[i+1]].
type List struct {
	Offsets []int32 // one more than rows
	Category
}

// Row returns the codes of a row; they belong to the column.
func (l *List) Row(row int) []uint16 { return l.Codes[l.Offsets[row]:l.Offsets[row+1]] }

// Ranges is a column of Range; each slice has one entry per row, Unknown when
// absent.
type Ranges struct{ Low, Best, High []int32 }

// Row returns the range of a row.
func (r *Ranges) Row(row int) Range { return Range{r.Low[row], r.Best[row], r.High[row]} }

func (r *Ranges) add(v Range) {
	r.Low, r.Best, r.High = append(r.Low, v.Low), append(r.Best, v.Best), append(r.High, v.High)
}

// Sources is the column of sources: those of row i are
// All[Offsets[i]:Offsets[i+1]].
type Sources struct {
	Offsets []int32 // one more than rows
	All     []Source
}

// Row returns the sources of a row; they belong to the table.
func (s *Sources) Row(row int) []Source { return s.All[s.Offsets[row]:s.Offsets[row+1]] }

// Len returns the number of rows.
func (t *Table) Len() int { return len(t.ID) }

// Located reports whether a row has a point.
func (t *Table) Located(row int) bool { return !math.IsNaN(t.Lon[row]) }

// Span returns the days of a row.
func (t *Table) Span(row int) Span { return Span{Date(t.Start[row]), Date(t.End[row])} }

// Domain returns the days from the first start to the last end; ok is false
// when the table is empty.
func (t *Table) Domain() (span Span, ok bool) {
	for row := range t.Start {
		if s := t.Span(row); row == 0 {
			span = s
		} else {
			span = Span{min(span.Start, s.Start), max(span.End, s.End)}
		}
	}
	return span, t.Len() > 0
}

// Event returns a row as a record. Its lists belong to the caller, its
// sources to the table.
func (t *Table) Event(row int) Event {
	e := Event{
		ID:                         t.ID[row],
		Title:                      t.Title[row],
		Summary:                    t.Summary[row],
		Kind:                       t.Kind.Name(row),
		Span:                       t.Span(row),
		Precision:                  t.Precision[row],
		Time:                       t.Time[row],
		Place:                      t.Place[row],
		Admin1:                     t.Admin1.Name(row),
		Admin1Code:                 t.Admin1Code.Name(row),
		Country:                    t.Country.Name(row),
		CountryCode:                t.CountryCode.Name(row),
		GeoPrecision:               t.GeoPrecision.Name(row),
		Located:                    t.Located(row),
		Area:                       t.Area.Name(row),
		CoordinateSource:           t.CoordinateSource[row],
		AttackType:                 t.AttackType.Name(row),
		Targets:                    t.Targets.names(row),
		Actor:                      t.Actor.Name(row),
		ActorLink:                  t.ActorLink.Name(row),
		Attribution:                t.Attribution.Name(row),
		AttributionNote:            t.AttributionNote[row],
		Killed:                     t.Killed.Row(row),
		Injured:                    t.Injured.Row(row),
		CasualtiesIncludeAttackers: t.CasualtiesIncludeAttackers.Name(row),
		CasualtiesNote:             t.CasualtiesNote[row],
		FirstReport:                FirstReport{t.FirstKilled[row], t.FirstInjured[row]},
		Confidence:                 t.Confidence.Name(row),
		ConfidenceNote:             t.ConfidenceNote[row],
		Tags:                       t.Tags.names(row),
		Sources:                    t.Sources.Row(row),
	}
	if e.Located {
		e.Point = orb.Point{t.Lon[row], t.Lat[row]}
	}
	return e
}

func (l *List) names(row int) []string {
	var names []string
	for _, code := range l.Row(row) {
		names = append(names, l.Names[code])
	}
	return names
}
